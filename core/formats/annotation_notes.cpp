#include "core/formats/annotation_notes.h"
#include "core/annotation/rim.h"
#include "core/base/json.h"
#include "core/formats/coco_words.h"
#include "core/formats/dataset_words.h"
#include <cmath>

namespace fillscope {

void ImportNotes::add(ImportNote::Kind kind, const std::string& picture, const std::string& text, int count) {
  addAlike(kind, picture, text, text, count);
}

void ImportNotes::addAlike(ImportNote::Kind kind, const std::string& picture, const std::string& key,
                           const std::string& text, int count) {
  const auto [known, isNew] = known_.try_emplace(std::to_string(static_cast<int>(kind)) + key, notes_.size());
  if (isNew)
    notes_.push_back({kind, picture, text, count});
  else
    notes_[known->second].count += count;
}

void LossList::add(Loss::Kind kind, const std::string& what, const std::string& becomes,
                   const std::string& picture, int count) {
  const std::string key = std::to_string(static_cast<int>(kind)) + what + '\n' + becomes;
  const auto [known, isNew] = known_.try_emplace(key, losses_.size());
  if (isNew)
    losses_.push_back({kind, what, becomes, count, picture});
  else
    losses_[known->second].count += count;
}

std::string shapeNameOf(const Region& region) {
  struct Name {
    std::string operator()(const RectShape&) const { return "rect"; }
    std::string operator()(const CircleShape&) const { return "circle"; }
    std::string operator()(const EllipseShape&) const { return "ellipse"; }
    std::string operator()(const PolygonShape&) const { return "polygon"; }
    std::string operator()(const PolylineShape&) const { return "polyline"; }
    std::string operator()(const PointShape&) const { return "point"; }
    std::string operator()(const UnknownShape& shape) const {
      const auto json = parseJson(shape.json, "shape");
      const rapidjson::Value* name = json ? member(*json, "name") : nullptr;
      const auto text = name ? asString(*name) : std::nullopt;
      return text && !text->empty() ? *text : "unknown";
    }
  };
  if (isMarkedRim(region)) return "box rim";
  if (keypointSetOf(region)) return "keypoints";
  return std::visit(Name{}, region.shape);
}

bool isCrowd(const Region& region) {
  const std::string* kept = extraNamed(region.extras, cocoExtra);
  if (!kept || kept->find("\"iscrowd\"") == std::string::npos) return false;
  const auto json = parseJson(*kept, "COCO");
  const rapidjson::Value* crowd = json ? member(*json, "iscrowd") : nullptr;
  return crowd && (crowd->IsTrue() || asNumber(*crowd) == 1);
}

void countInto(ImportReport& report, const Project& project) {
  report.pictures = static_cast<int>(project.pictures.size());
  report.regions.clear();
  for (const Picture& picture : project.pictures)
    for (const Region& region : picture.regions)
      ++report.regions[shapeNameOf(region)];
}

bool isFinite(const Shape& shape) {
  struct Check {
    bool operator()(const RectShape& s) const { return std::isfinite(s.x + s.y + s.width + s.height); }
    bool operator()(const CircleShape& s) const { return point(s.centre) && std::isfinite(s.radius); }
    bool operator()(const EllipseShape& s) const {
      return point(s.centre) && std::isfinite(s.rx + s.ry + s.theta);
    }
    bool operator()(const PolygonShape& s) const { return points(s.points); }
    bool operator()(const PolylineShape& s) const { return points(s.points); }
    bool operator()(const PointShape& s) const { return point(s.position); }
    bool operator()(const UnknownShape&) const { return true; }
    static bool point(Vec2 p) { return std::isfinite(p.x) && std::isfinite(p.y); }
    static bool points(const std::vector<Vec2>& points) {
      for (const Vec2 p : points)
        if (!point(p)) return false;
      return true;
    }
  };
  return std::visit(Check{}, shape);
}

} // namespace fillscope
