#include "core/annotation/region_edit.h"
#include "core/annotation/region_geometry.h"
#include "core/formats/coco_words.h"
#include "core/formats/json_members.h"
#include <algorithm>
#include <cmath>

namespace fillscope {
namespace {

using rapidjson::Value;
using NoteKind = ImportNote::Kind;

bool near(double a, double b) { return std::abs(a - b) <= 1e-6 * std::max({1.0, std::abs(a), std::abs(b)}); }
bool near(const RectShape& a, const RectShape& b) {
  return near(a.x, b.x) && near(a.y, b.y) && near(a.width, b.width) && near(a.height, b.height);
}

std::optional<RectShape> boxIn(const Value& item) {
  const auto numbers = numbersIn(member(item, "bbox"));
  if (numbers.size() != 4 || !(numbers[2] >= 0 && numbers[3] >= 0)) return {};
  return RectShape{numbers[0], numbers[1], numbers[2], numbers[3]};
}

void addPolygon(const Value& part, const std::string& picture, CocoShapes& found, ImportNotes& notes) {
  auto& shapes = found.shapes;
  const auto numbers = numbersIn(&part);
  if (numbers.size() == 4) { // pycocotools takes it for a box
    notes.add(NoteKind::repaired, picture, "An outline of four numbers is read as a box.");
    shapes.emplace_back(RectShape{numbers[0], numbers[1], numbers[2], numbers[3]});
    return;
  }
  if (numbers.size() < 6)
    return notes.add(NoteKind::dropped, picture, "An outline has fewer than three points.");
  if (numbers.size() % 2 != 0)
    notes.add(NoteKind::repaired, picture,
              "An outline has an odd number of numbers, the last one is left out.");
  std::vector<Vec2> points;
  for (std::size_t i = 0; i + 1 < numbers.size(); i += 2)
    points.push_back({numbers[i], numbers[i + 1]});
  const std::size_t count = points.size();
  shapes.emplace_back(polygonFromOutline(std::move(points)));
  found.isClosedTwice |= std::get<PolygonShape>(shapes.back()).points.size() != count;
}

void addPolygons(const Value& list, const std::string& picture, CocoShapes& found, ImportNotes& notes) {
  if (!list.Empty() && !list[0].IsArray()) { // one outline without the list around it
    notes.add(NoteKind::repaired, picture, "An outline is not in a list of outlines, read as one.");
    return addPolygon(list, picture, found, notes);
  }
  for (const Value& part : list.GetArray())
    addPolygon(part, picture, found, notes);
}

/// Whether it is one that covers anything; without that the box, where there is one, stands for the thing.
bool addMask(const Value& mask, const std::string& picture, bool hasBox, std::vector<Shape>& shapes,
             ImportNotes& notes) {
  const auto rle = runLengthsIn(mask);
  if (rle)
    for (auto& outline : outlinesOf(*rle))
      shapes.emplace_back(PolygonShape{std::move(outline)});
  if (!shapes.empty()) return true;
  const std::string fault = rle ? "A mask is empty" : "A mask's run lengths do not fit its size";
  notes.add(hasBox ? NoteKind::repaired : NoteKind::dropped, picture,
            fault + (hasBox ? ", the annotation's box is read instead." : "."));
  return false;
}

} // namespace

std::optional<KeypointSet> cocoKeypointsIn(const Value& item, const KeypointTemplate& kind,
                                           const Region& base, double shift, const std::string& picture,
                                           ImportNotes& notes) {
  const Value* list = member(item, "keypoints");
  if (!list || !list->IsArray() || list->Empty()) return {};
  const auto numbers = numbersIn(list);
  if (numbers.size() < 3 || numbers.size() % 3 != 0) {
    notes.add(NoteKind::dropped, picture, "Keypoints are no list of x, y and visibility.");
    return {};
  }
  KeypointSet set{kind, {}};
  if (const std::string name = base.attributes.text("keypoint_set"); !name.empty()) set.kind.name = name;
  bool labelled = false;
  for (std::size_t i = 0; i < numbers.size(); i += 3) {
    const double v = numbers[i + 2];
    Keypoint point{{numbers[i] + shift, numbers[i + 1] + shift}, KeypointVisibility::outside};
    if (v >= 1) point.visibility = v >= 2 ? KeypointVisibility::visible : KeypointVisibility::hidden;
    if (v < 1) point.at = {};
    labelled = labelled || v >= 1;
    set.points.push_back(point);
  }
  const Value* outline = member(item, "segmentation");
  const bool hasOutline = outline && ((outline->IsArray() && !outline->Empty()) || outline->IsObject());
  if (!labelled && (hasOutline || kind.keypoints.empty() || member(item, "bbox"))) {
    // Every annotation of such a file has the list.
    if (base.attributes.text("type") != "keypoints") return {};
  }
  const std::size_t count = set.points.size();
  if (set.kind.keypoints.size() != count) {
    notes.add(NoteKind::guessed, picture, "A category does not name its keypoints, they are numbered.");
    for (std::size_t i = set.kind.keypoints.size(); i < count; ++i)
      set.kind.keypoints.push_back(std::to_string(i + 1));
    set.kind.keypoints.resize(count);
  }
  std::erase_if(set.kind.edges, [&](const auto& edge) {
    const int most = static_cast<int>(count);
    return edge.first < 0 || edge.second < 0 || edge.first >= most || edge.second >= most;
  });
  Region before = base;
  before.shape = PolylineShape{std::vector<Vec2>(count)};
  if (const auto told = keypointSetOf(before)) set.kind.flipPairs = told->kind.flipPairs;
  return set;
}

CocoShapes cocoShapesIn(const Value& item, const std::optional<KeypointSet>& keypoints,
                        const std::string& picture, ImportNotes& notes) {
  CocoShapes found;
  auto& [shapes, isMask, isBoxOfBrokenMask, isClosedTwice] = found;
  const auto box = boxIn(item);
  const Value* segmentation = member(item, "segmentation");
  if (segmentation && segmentation->IsObject()) {
    const bool hasBox = box && box->width > 0 && box->height > 0;
    isMask = addMask(*segmentation, picture, hasBox, shapes, notes);
    if (!isMask && !hasBox) return found;
    isBoxOfBrokenMask = !isMask;
  } else if (segmentation && segmentation->IsArray()) {
    addPolygons(*segmentation, picture, found, notes);
  }
  if (isMask) return found;
  if (keypoints) {
    const RectShape around = boundsOfKeypoints(*keypoints);
    std::vector<Vec2> corners;
    for (const Keypoint& point : keypoints->points)
      corners.push_back(point.at);
    corners.resize(std::min<std::size_t>(corners.size(), 4));
    const auto* only = shapes.size() == 1 ? std::get_if<PolygonShape>(&shapes.front()) : nullptr;
    const bool isOutline = only && only->points.size() == corners.size() &&
                           std::equal(corners.begin(), corners.end(), only->points.begin(),
                                      [](Vec2 a, Vec2 b) { return near(a.x, b.x) && near(a.y, b.y); });
    if (isOutline) shapes.clear();
    if (shapes.empty() && box && !near(*box, around)) shapes.emplace_back(*box);
    return found;
  }
  if (shapes.empty() && box) {
    shapes.emplace_back(*box);
  } else if (shapes.size() == 1 && box) {
    const auto* polygon = std::get_if<PolygonShape>(&shapes.front());
    if (polygon && polygon->points == verticesOf(*box)) shapes.front() = *box;
  }
  return found;
}

} // namespace fillscope
