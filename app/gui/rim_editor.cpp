#include "app/gui/rim_editor.h"
#include "app/gui/current_picture.h"
#include "app/gui/measure_controller.h"
#include "app/gui/region_selection.h"
#include "core/inference/corner_detector.h"

namespace fillscope {

QString faultText(RimFault fault) {
  switch (fault) {
  case RimFault::none:
    return {};
  case RimFault::notConvex:
    return RimEditor::tr("A rim has no dent: move the corner that lies inside.");
  case RimFault::crossing:
    return RimEditor::tr("The sides cross: exchange two corners.");
  case RimFault::repeated:
    return RimEditor::tr("Two corners lie on each other.");
  case RimFault::tooSmall:
    return RimEditor::tr("The rim is too small to measure.");
  case RimFault::counterClockwise:
    return RimEditor::tr("The corners run counter-clockwise: exchange 2 and 4.");
  }
  return {};
}

RimCorners inOrder(const RimCorners& corners) {
  const std::vector<int> order = clockwiseFromTopLeft({corners.begin(), corners.end()});
  RimCorners sorted;
  for (std::size_t k = 0; k < sorted.size(); ++k)
    sorted[k] = corners[static_cast<std::size_t>(order[k])];
  return sorted;
}

std::vector<bool> hiddenCorners(const std::vector<KeypointVisibility>& visibility) {
  std::vector<bool> hidden;
  for (const KeypointVisibility each : visibility)
    hidden.push_back(each == KeypointVisibility::hidden);
  return hidden;
}

RimEditor::RimEditor(AnnotationDocument& document, CurrentPicture& current, RegionSelection& regions,
                     MeasureController& measure, BoxTool& tool)
    : document_(document)
    , current_(current)
    , regions_(regions)
    , measure_(measure)
    , tool_(tool) {
  settle_.setSingleShot(true);
  connect(&settle_, &QTimer::timeout, this, [this] { measure_.setDragging(false); });
  connect(&document_, &AnnotationDocument::changed, this, [this](const DocumentChange& change) {
    if (change.picture < 0 || change.picture == current_.index()) refresh();
  });
  connect(&current_, &CurrentPicture::selected, this, [this] {
    tool_.letGo();
    tool_.selectCorner(-1);
    settle_.start(0);
    refresh();
  });
  connect(&regions_, &RegionSelection::flagsChanged, this, &RimEditor::refresh);
  connect(&tool_, &BoxTool::cornerPlaced, this, &RimEditor::place);
  connect(&tool_, &BoxTool::cornerHidden, this,
          [this](int corner, bool hidden) { document_.setCornerHidden(current_.index(), corner, hidden); });
  connect(
      &tool_, &BoxTool::gestureStarted, this, [this](int* gesture) { *gesture = document_.newGesture(); },
      Qt::DirectConnection);
  connect(&tool_, &BoxTool::cornerMoved, this, [this](int corner, const Vec2& position, int gesture) {
    moving();
    document_.moveRimCorner(current_.index(), corner, position, gesture);
  });
  connect(&tool_, &BoxTool::rimMoved, this, [this](const Vec2& offset, int gesture) {
    moving();
    document_.moveRim(current_.index(), offset, gesture);
  });
  connect(&tool_, &BoxTool::gestureFinished, &settle_, [this] { settle_.start(0); });
  connect(&tool_, &BoxTool::removeRequested, this, &RimEditor::remove);
  connect(&tool_, &BoxTool::lastCornerRemoved, this,
          [this] { document_.removeLastRimCorner(current_.index()); });
}

void RimEditor::moving() {
  measure_.setDragging(true);
  settle_.start(400);
}

bool RimEditor::mayChange() {
  if (!regions_.isRimLocked()) return true;
  Q_EMIT refused(rimLockedText());
  return false;
}

void RimEditor::remove() {
  if (current_.index() >= 0 && mayChange()) document_.removeRim(current_.index());
}

bool RimEditor::copyFromPrevious() {
  if (!mayChange()) return false;
  for (int i = current_.index() - 1; i >= 0; --i) {
    const std::optional<Rim> rim = document_.rim(i);
    if (!rim || !rim->complete()) continue;
    document_.setRim(current_.index(), rim->asCorners(), rim->size, tr("Copy rim"));
    return true;
  }
  return false;
}

void RimEditor::place(Vec2 position, bool hidden) {
  const int picture = current_.index();
  if (picture < 0) return;
  const auto visibility = hidden ? KeypointVisibility::hidden : KeypointVisibility::visible;
  const std::optional<Rim> rim = document_.rim(picture);
  if (rim && rim->corners.size() == 3) {
    const RimCorners corners = {rim->corners[0], rim->corners[1], rim->corners[2], position};
    const RimCorners sorted = inOrder(corners);
    if (sorted != corners && checkRim(sorted) == RimFault::none) {
      Rim drawn{{corners.begin(), corners.end()}, {}, {}, rim->visibility};
      if (hidden || !drawn.visibility.empty()) {
        drawn.visibility.resize(3, KeypointVisibility::visible);
        drawn.visibility.push_back(visibility);
      }
      return document_.setRimCorners(picture, sorted, visibilityAt({sorted.begin(), sorted.end()}, drawn));
    }
  }
  document_.addRimCorner(picture, position, visibility);
}

void RimEditor::refresh() {
  const int picture = current_.index();
  const std::optional<Rim> rim =
      picture >= 0 && picture < document_.pictureCount() ? document_.rim(picture) : std::nullopt;
  tool_.setReadOnly(regions_.isRimLocked() ? rimLockedText() : QString());
  tool_.setCorners(rim ? rim->corners : std::vector<Vec2>(),
                   rim ? hiddenCorners(rim->visibility) : std::vector<bool>());
  tool_.setFault(rim && rim->complete() ? faultText(checkRim(rim->asCorners())) : QString());
}

} // namespace fillscope
