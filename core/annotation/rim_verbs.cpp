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

void AnnotationDocument::addRimCorner(int picture, Vec2 position, KeypointVisibility visibility) {
  if (!has(picture) || !isFinite(position)) return;
  Rim after = rim(picture).value_or(Rim{});
  if (after.complete()) return;
  after.corners.push_back(position);
  if (!after.visibility.empty() || visibility != KeypointVisibility::visible) {
    after.visibility.resize(after.corners.size(), KeypointVisibility::visible);
    after.visibility.back() = visibility;
  }
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
  if (!after.visibility.empty()) after.visibility.pop_back();
  push(
      rimStep(this->picture(picture), picture, after, EditKind::rim,
              named(QT_TRANSLATE_NOOP("fillscope::AnnotationDocument", "Take back corner %1 (%2)"), corner)));
}

void AnnotationDocument::moveRimCorner(int picture, int corner, Vec2 position, int gesture) {
  if (!has(picture) || !isFinite(position)) return;
  const auto before = rim(picture);
  if (!before || corner < 0 || corner >= static_cast<int>(before->corners.size())) return;
  Rim after = *before;
  after.corners[static_cast<std::size_t>(corner)] = position;
  after.origin = movedByHand(before->origin);
  changeRim(picture, *before, std::move(after),
            named(QT_TRANSLATE_NOOP("fillscope::AnnotationDocument", "Move corner %1 (%2)"), corner), corner,
            gesture);
}

void AnnotationDocument::moveRim(int picture, Vec2 offset, int gesture) {
  if (!has(picture) || !isFinite(offset)) return;
  const auto before = rim(picture);
  if (!before) return;
  Rim after = *before;
  for (Vec2& corner : after.corners)
    corner = corner + offset;
  after.origin = movedByHand(before->origin);
  changeRim(picture, *before, std::move(after), tr("Move rim"), wholeRim, gesture);
}

void AnnotationDocument::setRimCorners(int picture, const RimCorners& corners,
                                       std::vector<KeypointVisibility> visibility) {
  placeRim(picture, corners, {}, std::move(visibility), tr("Set rim"));
}

void AnnotationDocument::setCornerHidden(int picture, int corner, bool hidden) {
  if (!has(picture)) return;
  const auto before = rim(picture);
  if (!before || corner < 0 || corner >= static_cast<int>(before->corners.size())) return;
  const auto wanted = hidden ? KeypointVisibility::hidden : KeypointVisibility::visible;
  if (visibilityOf(*before, static_cast<std::size_t>(corner)) == wanted) return;
  Rim after = *before;
  after.visibility.resize(after.corners.size(), KeypointVisibility::visible);
  after.visibility[static_cast<std::size_t>(corner)] = wanted;
  push(rimStep(this->picture(picture), picture, after, EditKind::rim,
               named(hidden ? QT_TRANSLATE_NOOP("fillscope::AnnotationDocument", "Corner %1 (%2) is hidden")
                            : QT_TRANSLATE_NOOP("fillscope::AnnotationDocument", "Corner %1 (%2) is seen"),
                     corner)));
}

void AnnotationDocument::setRim(int picture, const RimCorners& corners, const std::optional<BoxSize>& size,
                                const QString& text) {
  if (!has(picture) || !std::all_of(corners.begin(), corners.end(), isFinite)) return;
  const Rim before = rim(picture).value_or(Rim{});
  push(rimStep(this->picture(picture), picture,
               Rim{{corners.begin(), corners.end()}, size ? size : before.size, {}}, EditKind::rim, text));
}

void AnnotationDocument::proposeRim(int picture, const RimCorners& corners, RimOrigin origin,
                                    std::vector<KeypointVisibility> visibility) {
  origin.reviewed = false;
  placeRim(picture, corners, std::move(origin), std::move(visibility), tr("Detect corners"));
}

void AnnotationDocument::acceptRim(int picture, const RimCorners& corners, RimOrigin origin,
                                   std::vector<KeypointVisibility> visibility) {
  origin.reviewed = true;
  placeRim(picture, corners, std::move(origin), std::move(visibility), tr("Accept detected corners"));
}

void AnnotationDocument::placeRim(int picture, const RimCorners& corners, RimOrigin origin,
                                  std::vector<KeypointVisibility> visibility, const QString& text) {
  if (!has(picture) || !std::all_of(corners.begin(), corners.end(), isFinite)) return;
  const Rim before = rim(picture).value_or(Rim{});
  changeRim(picture, before,
            {{corners.begin(), corners.end()}, before.size, std::move(origin), std::move(visibility)}, text,
            placing, 0);
}

void AnnotationDocument::removeRim(int picture) {
  if (!has(picture)) return;
  auto after = rim(picture);
  if (!after || after->corners.empty()) return;
  if (after->origin.isProposal()) return rejectRim(picture);
  after->corners.clear();
  after->visibility.clear();
  push(rimStep(this->picture(picture), picture, *after, EditKind::rim, tr("Remove rim")));
}

void AnnotationDocument::rejectRim(int picture) {
  if (!has(picture)) return;
  auto after = rim(picture);
  if (!after || after->corners.empty()) return;
  after->corners.clear();
  after->visibility.clear();
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

void AnnotationDocument::changeRim(int picture, const Rim& before, Rim after, const QString& text,
                                   int subject, int gesture) {
  const int index = rimRegionIndex(this->picture(picture));
  const Region* region =
      index < 0 ? nullptr : &this->picture(picture).regions[static_cast<std::size_t>(index)];
  const bool isMarked = region && isMarkedRim(*region);
  const bool isSameOtherwise = after.origin == before.origin && after.visibility == before.visibility;
  if (after.corners == before.corners && isSameOtherwise && (!region || isMarked)) return;
  const auto* line = isMarked ? std::get_if<PolylineShape>(&region->shape) : nullptr;
  EditStep step;
  if (line && isSameOtherwise && line->points.size() == after.corners.size()) {
    Region moved = *region;
    moved.shape = PolylineShape{std::move(after.corners)};
    step = stepOf(picture, EditKind::rim, text);
    step.regions = {regionEdit(index, *region, std::move(moved))};
  } else {
    step = rimStep(this->picture(picture), picture, after, EditKind::rim, text);
  }
  step.subject = subject;
  step.gesture = gesture;
  push(std::move(step));
}

} // namespace fillscope
