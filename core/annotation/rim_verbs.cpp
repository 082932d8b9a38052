// What the document does with a rim and its size.
#include "core/annotation/annotation_commands.h"
#include "core/annotation/rejected_corners.h"
#include <QCoreApplication>
#include <algorithm>
#include <cmath>

namespace fillscope {
namespace {

QString tr(const char* text) { return QCoreApplication::translate("fillscope::AnnotationDocument", text); }

QString named(const char* text, int corner) {
  return tr(text).arg(corner + 1).arg(QCoreApplication::translate("fillscope::BoxTool", cornerNames[corner]));
}

RimOrigin movedByHand(RimOrigin origin) {
  if (origin.source == RimSource::model || origin.source == RimSource::propagated)
    origin.source = RimSource::edited;
  origin.reviewed = true;
  return origin;
}

bool isFinite(Vec2 p) { return std::isfinite(p.x) && std::isfinite(p.y); }

constexpr int wholeRim = -1, placing = -2; // subjects of a gesture besides the corners

} // namespace

void AnnotationDocument::addRimCorner(int picture, Vec2 position) {
  if (!has(picture) || !isFinite(position)) return;
  Rim after = rim(picture).value_or(Rim{});
  if (after.complete()) return;
  after.corners.push_back(position);
  const int corner = static_cast<int>(after.corners.size()) - 1;
  push(rimStep(this->picture(picture), picture, after, EditKind::rim,
               named(QT_TRANSLATE_NOOP("fillscope::AnnotationDocument", "Place corner %1 (%2)"), corner)));
}

void AnnotationDocument::removeLastRimCorner(int picture) {
  if (!has(picture)) return;
  Rim after = rim(picture).value_or(Rim{});
  if (after.corners.empty() || after.complete()) return;
  const int corner = static_cast<int>(after.corners.size()) - 1;
  after.corners.pop_back();
  push(
      rimStep(this->picture(picture), picture, after, EditKind::rim,
              named(QT_TRANSLATE_NOOP("fillscope::AnnotationDocument", "Take back corner %1 (%2)"), corner)));
}

void AnnotationDocument::moveRimCorner(int picture, int corner, Vec2 position, int gesture) {
  if (!has(picture) || !isFinite(position)) return;
  const auto before = rim(picture);
  if (!before || corner < 0 || corner >= static_cast<int>(before->corners.size())) return;
  auto corners = before->corners;
  corners[static_cast<std::size_t>(corner)] = position;
  moveCorners(picture, *before, std::move(corners), movedByHand(before->origin),
              named(QT_TRANSLATE_NOOP("fillscope::AnnotationDocument", "Move corner %1 (%2)"), corner),
              corner, gesture);
}

void AnnotationDocument::moveRim(int picture, Vec2 offset, int gesture) {
  if (!has(picture) || !isFinite(offset)) return;
  const auto before = rim(picture);
  if (!before) return;
  auto corners = before->corners;
  for (Vec2& corner : corners)
    corner = corner + offset;
  moveCorners(picture, *before, std::move(corners), movedByHand(before->origin), tr("Move rim"), wholeRim,
              gesture);
}

void AnnotationDocument::setRimCorners(int picture, const RimCorners& corners) {
  if (!has(picture) || !std::all_of(corners.begin(), corners.end(), isFinite)) return;
  const auto before = rim(picture);
  moveCorners(picture, before.value_or(Rim{}), {corners.begin(), corners.end()}, {}, tr("Set rim"), placing,
              0);
}

void AnnotationDocument::setRim(int picture, const RimCorners& corners, const std::optional<BoxSize>& size,
                                const QString& text) {
  if (!has(picture) || !std::all_of(corners.begin(), corners.end(), isFinite)) return;
  const Rim before = rim(picture).value_or(Rim{});
  push(rimStep(this->picture(picture), picture,
               Rim{{corners.begin(), corners.end()}, size ? size : before.size, {}}, EditKind::rim, text));
}

void AnnotationDocument::proposeRim(int picture, const RimCorners& corners, RimOrigin origin) {
  if (!has(picture) || !std::all_of(corners.begin(), corners.end(), isFinite)) return;
  origin.reviewed = false;
  moveCorners(picture, rim(picture).value_or(Rim{}), {corners.begin(), corners.end()}, origin,
              tr("Detect corners"), placing, 0);
}

void AnnotationDocument::acceptRim(int picture, const RimCorners& corners, RimOrigin origin) {
  if (!has(picture) || !std::all_of(corners.begin(), corners.end(), isFinite)) return;
  origin.reviewed = true;
  moveCorners(picture, rim(picture).value_or(Rim{}), {corners.begin(), corners.end()}, origin,
              tr("Accept detected corners"), placing, 0);
}

void AnnotationDocument::removeRim(int picture) {
  if (!has(picture)) return;
  auto after = rim(picture);
  if (!after || after->corners.empty()) return;
  if (after->origin.isProposal()) return rejectRim(picture);
  after->corners.clear();
  push(rimStep(this->picture(picture), picture, *after, EditKind::rim, tr("Remove rim")));
}

void AnnotationDocument::rejectRim(int picture) {
  if (!has(picture)) return;
  auto after = rim(picture);
  if (!after || after->corners.empty()) return;
  after->corners.clear();
  const Picture& before = this->picture(picture);
  EditStep step = rimStep(before, picture, *after, EditKind::rim, tr("Reject detected corners"));
  const Attributes marked =
      withCornersRejected(attributesWithRim(before.attributes, *after), after->origin.network);
  if (marked != before.attributes) step.attributes = {attributesEdit(picture, before.attributes, marked)};
  push(std::move(step));
}

void AnnotationDocument::setBoxSize(int picture, const std::optional<BoxSize>& size) {
  if (!has(picture)) return;
  Rim after = rim(picture).value_or(Rim{});
  if (after.size == size) return;
  after.size = size;
  push(rimStep(this->picture(picture), picture, after, EditKind::size, tr("Set box size")));
}

void AnnotationDocument::moveCorners(int picture, const Rim& before, std::vector<Vec2> corners,
                                     const RimOrigin& origin, const QString& text, int subject, int gesture) {
  const int index = rimRegionIndex(this->picture(picture));
  const Region* region =
      index < 0 ? nullptr : &this->picture(picture).regions[static_cast<std::size_t>(index)];
  const bool isMarked = region && isMarkedRim(*region), isSameOrigin = origin == before.origin;
  if (corners == before.corners && isSameOrigin && (!region || isMarked)) return;
  const auto* line = isMarked ? std::get_if<PolylineShape>(&region->shape) : nullptr;
  EditStep step;
  if (line && isSameOrigin && line->points.size() == corners.size()) {
    Region moved = *region;
    moved.shape = PolylineShape{std::move(corners)};
    step = stepOf(picture, EditKind::rim, text);
    step.regions = {regionEdit(index, *region, std::move(moved))};
  } else {
    step = rimStep(this->picture(picture), picture, Rim{std::move(corners), before.size, origin},
                   EditKind::rim, text);
  }
  step.subject = subject;
  step.gesture = gesture;
  push(std::move(step));
}

} // namespace fillscope
