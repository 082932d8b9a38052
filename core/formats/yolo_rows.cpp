#include "core/formats/yolo_rows.h"
#include "core/annotation/region_geometry.h"
#include <algorithm>
#include <cstdio>
#include <cstdlib>

namespace fillscope {
namespace {

using Kind = Loss::Kind;

/// Ten decimals: a ten-millionth of a pixel; a place on the border is exactly 0 or 1.
void appendShare(std::string& line, double value) {
  char text[32];
  int length = std::snprintf(text, sizeof text, "%.10f", std::clamp(value, 0.0, 1.0));
  while (length > 1 && text[length - 1] == '0')
    --length;
  if (text[length - 1] == '.') --length;
  line += ' ';
  line.append(text, static_cast<std::size_t>(length));
}

void appendPoints(std::string& line, const std::vector<Vec2>& points, PictureSize size) {
  for (const Vec2 p : points) {
    appendShare(line, p.x / size.width);
    appendShare(line, p.y / size.height);
  }
}

RectShape clipped(const RectShape& rect, PictureSize size) {
  const double left = std::clamp(rect.x, 0.0, 1.0 * size.width),
               top = std::clamp(rect.y, 0.0, 1.0 * size.height);
  return {left, top, std::clamp(rect.x + rect.width, 0.0, 1.0 * size.width) - left,
          std::clamp(rect.y + rect.height, 0.0, 1.0 * size.height) - top};
}

bool hasExtent(const RectShape& rect) { return rect.width > 0 && rect.height > 0; }

bool isInsidePicture(const RectShape& rect, PictureSize size) {
  return isInside({{rect.x, rect.y}, {rect.x + rect.width, rect.y + rect.height}}, size);
}

std::vector<Vec2> clamped(std::vector<Vec2> points, PictureSize size) {
  for (Vec2& p : points)
    p = {std::clamp(p.x, 0.0, 1.0 * size.width), std::clamp(p.y, 0.0, 1.0 * size.height)};
  return points;
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
  std::vector<float> numbers;
  for (const char* at = row.c_str(); *at != 0;) {
    char* end = nullptr;
    numbers.push_back(std::strtof(at, &end));
    at = end;
  }
  if (!known_.insert(std::move(numbers)).second)
    return leaveOut(object, Kind::shape, "shape that is there twice");
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
    if (label.empty()) lose(Kind::attribute, "missing label", std::string("class ") + unlabelledClass);
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
  if (!hasExtent(box)) {
    if (hasExtent(whole))
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
  if (clippedToPicture(all, size_).size() < 3)
    return leaveOut(object, Kind::outside, "shape outside the picture");
  if (!(polygonArea(smallestRectangle(clamped(all, size_))) > 0))
    return leaveOut(object, Kind::shape, "shape without extent");
  if (object.parts.size() > 1 || all.size() != 4) {
    lose(Kind::shape, object.parts.size() > 1 ? "object of several parts" : shapeNameOf(regionOf(object)),
         "smallest turned box around it", static_cast<int>(object.regions.size()));
    all = smallestRectangle(all);
  } else if (object.partsAreTheKeypoints) {
    lose(Kind::order, "names of a box rim's corners", "turned box");
  } else if (std::holds_alternative<RectShape>(regionOf(object).shape)) {
    lose(Kind::order, "rect", "turned box");
  }
  if (!isInside(all, size_)) lose(Kind::outside, "shape beyond the picture's border", "cut at the border");
  std::string row = begin(object);
  appendPoints(row, clamped(all, size_), size_);
  put(row, object);
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
      if (inside.size() < 3 || !(polygonArea(inside) > 0)) {
        leaveOut(object, Kind::outside, "shape outside the picture");
        continue;
      }
      lose(Kind::outside, "shape beyond the picture's border", "cut at the border");
    }
    if (!hasExtent(rectAround(inside))) {
      leaveOut(object, Kind::shape, "shape without extent");
      continue;
    }
    std::string row = begin(object);
    appendPoints(row, inside, size_);
    put(row, object);
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
      appendPoints(row, {point.at}, size_);
      row += " " + std::to_string(static_cast<int>(point.visibility));
    }
  }
  put(row, object);
}

} // namespace fillscope
