#pragma once
// Between the box tool and the document: intents become changes of the current picture, changes become
// handles.
#include "core/annotation/annotation_document.h"
#include "widgets/box_tool.h"
#include <QObject>
#include <QTimer>

namespace fillscope {

class CurrentPicture;
class MeasureController;
class RegionSelection;

/// Words for a rim that cannot be one; empty: fine.
QString faultText(RimFault fault);
/// The same four corners clockwise from the picture's top-left one, as they are named, so that one may click
/// them in any order.
RimCorners inOrder(const RimCorners& corners);

/// Which corners something is in front of; beyond the picture is none.
std::vector<bool> hiddenCorners(const std::vector<KeypointVisibility>& visibility);

class RimEditor : public QObject {
  Q_OBJECT
 public:
  RimEditor(AnnotationDocument& document, CurrentPicture& current, RegionSelection& regions,
            MeasureController& measure, BoxTool& tool);
  bool mayChange(); ///< false where the rim is locked, which is told
  /// The rim of the nearest earlier picture that has one, onto the current picture.
  bool copyFromPrevious();
  void remove();

 Q_SIGNALS:
  void refused(const QString& why); ///< nothing was done; one sentence

 private:
  void refresh();
  void place(Vec2 position, bool hidden);
  void moving();

  AnnotationDocument& document_;
  CurrentPicture& current_;
  RegionSelection& regions_;
  MeasureController& measure_;
  BoxTool& tool_;
  QTimer settle_; ///< arrow keys have no end of their own
};

} // namespace fillscope
