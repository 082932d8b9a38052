#include "core/formats/yolo_rows.h"
#include "core/annotation/outline_area.h"
#include "core/annotation/region_geometry.h"
#include "core/annotation/visible_part.h"
#include "core/formats/one_line.h"
#include <algorithm>
#include <charconv>
#include <cmath>

namespace fillscope {
namespace {

using Kind = Loss::Kind;

/// Ten decimals: a ten-millionth of a pixel; a place on the border is exactly 0 or 1.
void appendShare(std::string& line, double value) {
  char text[32];
  char* end =
      std::to_chars(text, text + sizeof text, std::clamp(value, 0.0, 1.0), std::chars_format::fixed, 10).ptr;
  while (end[-1] == '0')
    --end;
  if (end[-1] == '.') --end;
  line += ' ';
  line.append(text, static_cast<std::size_t>(end - text));
}

std::vector<Vec2> sharesOf(std::vector<Vec2> points, PictureSize size) {
  for (Vec2& p : points)
    p = {std::clamp(p.x / size.width, 0.0, 1.0), std::clamp(p.y / size.height, 0.0, 1.0)};
  return points;
}

void appendShares(std::string& line, const std::vector<Vec2>& shares) {
  for (const Vec2 p : shares) {
    appendShare(line, p.x);
    appendShare(line, p.y);
  }
}

/// The row as the loader has it.
std::vector<float> numbersIn(const std::string& row) {
  std::vector<float> numbers;
  const char *at = row.data(), *end = at + row.size();
  while (at != end) {
    double number = 0;
    at = std::from_chars(at, end, number).ptr;
    numbers.push_back(static_cast<float>(number));
    while (at != end && *at == ' ')
      ++at;
  }
  return numbers;
}

/// Class, centre and size around the outline of a row, computed as the loader does.
std::array<float, 5> boxOf(const std::vector<float>& row) {
  float left = row[1], top = row[2], right = left, bottom = top;
  for (std::size_t i = 1; i + 1 < row.size(); i += 2) {
    left = std::min(left, row[i]), right = std::max(right, row[i]);
    top = std::min(top, row[i + 1]), bottom = std::max(bottom, row[i + 1]);
  }
  return {row[0], (left + right) / 2, (top + bottom) / 2, right - left, bottom - top};
}

// A step is the least that changes any number in [0, 1] as the loader has them; all of them together are less
// than a millionth of the picture.
constexpr double step = 6e-8;
constexpr int stepsOfASide = 16;

/// The right and the lower side moved inwards by some steps.
std::vector<Vec2> squeezed(std::vector<Vec2> shares, int steps) {
  const RectShape box = rectAround(shares);
  const auto most = [](double low, double length, int count) {
    return low + std::max(length - count * step, length / 2);
  };
  const double right = most(box.x, box.width, steps % stepsOfASide),
               bottom = most(box.y, box.height, steps / stepsOfASide);
  for (Vec2& p : shares)
    p = {std::min(p.x, right), std::min(p.y, bottom)};
  return shares;
}

RectShape clipped(const RectShape& rect, PictureSize size) {
  const double left = std::clamp(rect.x, 0.0, 1.0 * size.width),
               top = std::clamp(rect.y, 0.0, 1.0 * size.height);
  return {left, top, std::clamp(rect.x + rect.width, 0.0, 1.0 * size.width) - left,
          std::clamp(rect.y + rect.height, 0.0, 1.0 * size.height) - top};
}

bool hasExtent(const RectShape& rect) { return rect.width > 0 && rect.height > 0; }

/// Whether the digits of a row still tell its sides apart.
bool hasWrittenExtent(const RectShape& rect, PictureSize size) {
  constexpr double least = 0.5e-10;
  return rect.width / size.width >= least && rect.height / size.height >= least;
}

bool isInsidePicture(const RectShape& rect, PictureSize size) {
  return isInside({{rect.x, rect.y}, {rect.x + rect.width, rect.y + rect.height}}, size);
}

bool anyLabelled(const KeypointSet& set) {
  return std::any_of(set.points.begin(), set.points.end(),
                     [](const Keypoint& point) { return point.visibility != KeypointVisibility::outside; });
}

} // namespace

YoloPoseKind yoloPoseKindOf(const Project& project, const WriteOptions& options) {
  YoloPoseKind pose;
  std::set<std::vector<std::string>> seen;
  for (const Picture& picture : project.pictures)
    for (const DataObject& object : dataObjects(picture, options, {true, false})) {
      if (!object.keypoints) continue;
      const KeypointTemplate& kind = object.keypoints->kind;
      seen.insert(kind.keypoints);
      pose.namesByLabel.try_emplace(object.label, kind.keypoints);
      if (kind.keypoints.size() > pose.kind.keypoints.size()) pose.kind = kind;
    }
  pose.kinds = static_cast<int>(seen.size());
  return pose;
}

RectShape yoloBoxOfKeypoints(const RectShape& around, PictureSize size) {
  const auto widened = [](double low, double length, double most) {
    if (length > 0) return std::pair(low, length);
    const double wide = std::min(1.0, most);
    return std::pair(std::clamp(low - wide / 2, 0.0, most - wide), wide);
  };
  const auto [x, width] = widened(around.x, around.width, size.width);
  const auto [y, height] = widened(around.y, around.height, size.height);
  return {x, y, width, height};
}

void YoloRows::lose(Kind kind, const std::string& what, const std::string& becomes, int count) {
  if (losses_) losses_->add(kind, what, becomes, picture_->filename, count);
}

void YoloRows::leaveOut(const DataObject& object, Kind kind, const char* what) {
  lose(kind, what, "", static_cast<int>(object.regions.size()));
  told_.insert(object.regions.begin(), object.regions.end());
}

const Region& YoloRows::regionOf(const DataObject& object) const {
  return picture_->regions[static_cast<std::size_t>(object.regions.front())];
}

std::string YoloRows::of(const Picture& picture, PictureSize size) {
  picture_ = &picture;
  size_ = size;
  text_.clear();
  told_.clear();
  known_.clear();
  boxes_.clear();
  std::set<int> written;
  const bool pose = task_ == YoloTask::pose;
  for (const DataObject& object : dataObjects(picture, options_, {true, !pose})) {
    const std::size_t before = text_.size();
    add(object);
    if (text_.size() > before) written.insert(object.regions.begin(), object.regions.end());
  }
  for (std::size_t i = 0; losses_ && i < picture.regions.size(); ++i)
    if (!written.contains(static_cast<int>(i)) && !told_.contains(static_cast<int>(i)))
      lose(Kind::shape, shapeNameOf(picture.regions[i]), "");
  return std::move(text_);
}

/// The loader takes out rows that are there twice.
void YoloRows::put(const std::string& row, const DataObject& object) {
  if (!known_.insert(numbersIn(row)).second)
    return leaveOut(object, Kind::shape, "shape that is there twice");
  text_ += row + "\n";
}

/// Of outlines of one class within one box the loader keeps the first alone: another one moves by less than
/// anybody can see, so that its box is another one to the loader.
void YoloRows::putOutline(std::vector<Vec2> points, const DataObject& object) {
  const std::vector<Vec2> shares = sharesOf(std::move(points), size_);
  std::string row = begin(object);
  appendShares(row, shares);
  std::vector<float> numbers = numbersIn(row);
  if (const auto box = boxOf(numbers); !(box[3] > 0 && box[4] > 0))
    return leaveOut(object, Kind::shape, "shape without extent");
  if (!known_.insert(numbers).second) return leaveOut(object, Kind::shape, "shape that is there twice");
  for (int steps = 1; !boxes_.insert(boxOf(numbers)).second; ++steps) {
    if (steps == stepsOfASide * stepsOfASide)
      return leaveOut(object, Kind::shape, "shape in the box of another one of its class");
    row = begin(object);
    appendShares(row, squeezed(shares, steps));
    numbers = numbersIn(row);
  }
  text_ += row + "\n";
}

void YoloRows::add(const DataObject& object) {
  loseAttributes(object);
  switch (task_) {
  case YoloTask::detect:
    return addBox(object);
  case YoloTask::obb:
    return addTurnedBox(object);
  case YoloTask::segment:
    return addSegments(object);
  case YoloTask::pose:
    return addPose(object);
  }
}

void YoloRows::loseAttributes(const DataObject& object) {
  if (!losses_) return;
  for (const int index : object.regions) {
    const Region& region = picture_->regions[static_cast<std::size_t>(index)];
    const std::string label = labelAttributeOf(region);
    if (label.empty())
      lose(Kind::attribute, "missing label", std::string("class ") + unlabelledClass);
    else if (hasLineBreak(region.attributes.text(label)))
      lose(Kind::attribute, "label of several lines", "the same on one line");
    for (const auto& [name, value] : region.attributes.items) {
      static const std::set<std::string> ofShapes{"type",      "corners",    "size",         "source",
                                                  "keypoints", "visibility", "keypoint_set", "flip_pairs"};
      const bool kept = name == label ||
                        (ofShapes.contains(name) && (object.keypoints || shapeNameOf(region) == "box rim"));
      if (kept) continue;
      if (name == groupAttribute)
        lose(Kind::group, "group", "");
      else
        lose(Kind::attribute, "attribute " + name, "");
    }
  }
}

/// The rect as centre and size; false where nothing of it is in the picture.
bool YoloRows::appendBox(std::string& row, const DataObject& object) {
  RectShape whole = object.bounds;
  if (object.keypoints && !object.box && task_ == YoloTask::pose) {
    if (!anyLabelled(*object.keypoints)) {
      leaveOut(object, Kind::shape, "keypoints of which none is labelled");
      return false;
    }
    // The loader takes out boxes without extent.
    if (!hasExtent(whole) && isInsidePicture(whole, size_)) whole = yoloBoxOfKeypoints(whole, size_);
  }
  const RectShape box = clipped(whole, size_);
  if (!hasWrittenExtent(box, size_)) {
    if (hasWrittenExtent(whole, size_))
      leaveOut(object, Kind::outside, "shape outside the picture");
    else
      leaveOut(object, Kind::shape, "shape without extent");
    return false;
  }
  if (!isInsidePicture(whole, size_))
    lose(Kind::outside, "shape beyond the picture's border", "cut at the border");
  appendShare(row, (box.x + box.width / 2) / size_.width);
  appendShare(row, (box.y + box.height / 2) / size_.height);
  appendShare(row, box.width / size_.width);
  appendShare(row, box.height / size_.height);
  return true;
}

void YoloRows::addBox(const DataObject& object) {
  std::string row = begin(object);
  if (object.keypoints && object.keypoints->points.size() == 1) return; // a point has no box
  if (!appendBox(row, object)) return;
  put(row, object);
  if (object.parts.size() > 1) lose(Kind::group, "object of several parts", "one box around them");
  if (!std::holds_alternative<RectShape>(regionOf(object).shape))
    lose(Kind::shape, shapeNameOf(regionOf(object)), "box around it",
         static_cast<int>(object.regions.size()));
}

void YoloRows::addTurnedBox(const DataObject& object) {
  std::vector<Vec2> all;
  for (const auto& part : object.parts)
    all.insert(all.end(), part.begin(), part.end());
  if (all.empty()) return;
  if (!(polygonArea(smallestRectangle(all)) > 0))
    return leaveOut(object, Kind::shape, "shape without extent");
  const bool inside = isInside(all, size_), isQuad = object.parts.size() == 1 && all.size() == 4;
  std::vector<Vec2> corners = all;
  if (!inside || !isQuad) {
    const auto seen = visibleHull(object.parts, size_);
    if (!(polygonArea(seen) > 0)) return leaveOut(object, Kind::outside, "shape outside the picture");
    if (!inside) lose(Kind::outside, "shape beyond the picture's border", "cut at the border");
    corners = rectangleInPicture(seen, size_);
    if (std::abs(polygonArea(corners) - polygonArea(smallestRectangle(seen))) > 1e-6)
      lose(Kind::outside, "turned box that leaves the picture",
           "the one in the picture that overlaps the shape most");
  }
  if (!isQuad)
    lose(Kind::shape, object.parts.size() > 1 ? "object of several parts" : shapeNameOf(regionOf(object)),
         "smallest turned box around it", static_cast<int>(object.regions.size()));
  else if (object.partsAreTheKeypoints)
    lose(Kind::order, "names of a box rim's corners", "turned box");
  else if (std::holds_alternative<RectShape>(regionOf(object).shape))
    lose(Kind::order, "rect", "turned box");
  putOutline(std::move(corners), object);
}

void YoloRows::addSegments(const DataObject& object) {
  if (object.parts.empty()) return;
  if (object.parts.size() > 1)
    lose(Kind::group, "object of several parts", "one object for each part",
         static_cast<int>(object.parts.size()));
  for (const auto& part : object.parts) {
    auto inside = part;
    if (!isInside(part, size_)) {
      inside = clippedToPicture(part, size_);
      if (!(outlineArea({inside}) > 0)) {
        leaveOut(object, Kind::outside, "shape outside the picture");
        continue;
      }
      lose(Kind::outside, "shape beyond the picture's border", "cut at the border");
    }
    putOutline(std::move(inside), object);
  }
  const Region& region = regionOf(object);
  if (std::holds_alternative<CircleShape>(region.shape) || std::holds_alternative<EllipseShape>(region.shape))
    lose(Kind::shape, shapeNameOf(region), "polygon of 72 points");
  if (std::holds_alternative<RectShape>(region.shape)) lose(Kind::order, "rect", "polygon of 4 points");
  if (shapeNameOf(region) == "polyline") lose(Kind::shape, "polyline", "polygon");
  if (object.partsAreTheKeypoints) lose(Kind::order, "names of a box rim's corners", "polygon of 4 points");
}

void YoloRows::addPose(const DataObject& object) {
  std::string row = begin(object);
  if (!appendBox(row, object)) return;
  if (!object.keypoints && !std::holds_alternative<RectShape>(regionOf(object).shape))
    lose(Kind::shape, shapeNameOf(regionOf(object)), "box around it",
         static_cast<int>(object.regions.size()));
  for (std::size_t i = 0; i < pose_.kind.keypoints.size(); ++i) {
    Keypoint point{{}, KeypointVisibility::outside};
    if (object.keypoints && i < object.keypoints->points.size()) point = object.keypoints->points[i];
    const bool labelled = point.visibility != KeypointVisibility::outside;
    if (labelled && !isInside({point.at}, size_)) {
      // One number beyond the border, and the loader leaves out the picture.
      lose(Kind::outside, "keypoint outside the picture", "not labelled");
      point.visibility = KeypointVisibility::outside;
    }
    if (point.visibility == KeypointVisibility::outside) {
      row += " 0 0 0";
    } else {
      appendShares(row, sharesOf({point.at}, size_));
      row += " " + std::to_string(static_cast<int>(point.visibility));
    }
  }
  put(row, object);
}

} // namespace fillscope
