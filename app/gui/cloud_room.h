#pragma once
// Beside the photo the 3D panel takes room only while there is depth to show, or where somebody wants it.
#include <QObject>

class QDockWidget;

namespace fillscope {

class AppContext;
class Workspaces;

/// Closed by hand where there is depth, the panel stays closed from then on; opened by hand where there is
/// none, it stays open. Either ends when it is done the other way round. A detached panel is left alone, and
/// so are other workspaces than Annotate.
class CloudRoom : public QObject {
  Q_OBJECT
 public:
  CloudRoom(AppContext& context, Workspaces& workspaces, QDockWidget& dock, QObject* parent);
  bool hasDepth() const; ///< the current picture has some, or a file of it that is still to be read

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  void arrange();
  void choose(bool open);
  AppContext& context_;
  Workspaces& workspaces_;
  QDockWidget& dock_;
};

} // namespace fillscope
