#include "core/annotation/region_words.h"
#include "core/annotation/picture_query.h"
#include "core/annotation/rim.h"

namespace fillscope {

std::string shapeWord(const Region& region) {
  struct Word {
    std::string operator()(const RectShape&) const { return "rect"; }
    std::string operator()(const CircleShape&) const { return "circle"; }
    std::string operator()(const EllipseShape&) const { return "ellipse"; }
    std::string operator()(const PolygonShape&) const { return "polygon"; }
    std::string operator()(const PolylineShape&) const { return "polyline"; }
    std::string operator()(const PointShape&) const { return "point"; }
    std::string operator()(const UnknownShape&) const { return "unknown"; }
  };
  if (isMarkedRim(region)) return "box rim";
  if (std::holds_alternative<PolylineShape>(region.shape) && region.attributes.text("type") == "keypoints")
    return "keypoints";
  return std::visit(Word{}, region.shape);
}

AnnotationStatistics statisticsOf(const Project& project) {
  AnnotationStatistics statistics;
  statistics.pictures = static_cast<int>(project.pictures.size());
  for (const Picture& picture : project.pictures) {
    statistics.annotated += !picture.regions.empty();
    statistics.reviewed += isReviewed(picture);
    if (const std::optional<Rim> rim = rimOf(picture); rim && !rim->corners.empty()) {
      statistics.withRim += rim->complete();
      statistics.unfinished += !rim->complete();
      statistics.proposed += rim->origin.isProposal();
    }
    statistics.regions += static_cast<int>(picture.regions.size());
    for (const Region& region : picture.regions)
      ++statistics.byShapeAndLabel[{shapeWord(region), labelOf(region)}];
  }
  return statistics;
}

} // namespace fillscope
