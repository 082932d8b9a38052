#pragma once
// The switch at the top: one stage and one arrangement of panels for each task, each remembered.
#include "app/gui/settings.h"
#include <QObject>
#include <array>
#include <map>
#include <optional>

class QAction;
class QActionGroup;
class QDockWidget;
class QMainWindow;
class QStackedWidget;
class QToolBar;

namespace fillscope {

class ActionRegistry;

enum class Workspace { annotate, depth, compare, volume, dataset, train };
inline constexpr std::array allWorkspaces{Workspace::annotate, Workspace::depth,   Workspace::compare,
                                          Workspace::volume,   Workspace::dataset, Workspace::train};
/// Whether it shows pictures of a project; the others are there without one.
constexpr bool needsProject(Workspace workspace) {
  return workspace != Workspace::dataset && workspace != Workspace::train;
}
QString idOf(Workspace workspace); ///< "annotate"
std::optional<Workspace> workspaceOf(const QString& id);

/// The panels and stages that a workspace arranges; none owned.
struct WorkspaceParts {
  QStackedWidget* stage = nullptr;
  QWidget *start = nullptr, *photo = nullptr, *depth = nullptr, *compare = nullptr, *dataset = nullptr,
          *train = nullptr;
  QDockWidget *pictures = nullptr, *inspector = nullptr, *cloud = nullptr, *regions = nullptr,
              *attributes = nullptr;
};

class Workspaces : public QObject {
  Q_OBJECT
 public:
  Workspaces(QMainWindow& window, const WorkspaceParts& parts, ActionRegistry& actions, Settings& settings);

  QToolBar* bar() const { return bar_; }
  Workspace current() const { return current_; }
  void show(Workspace workspace);
  void showFirst(Workspace workspace); ///< as far as that goes without a project, and at its first opening
  void setProjectOpen(bool open);      ///< without a project: the start page, or what needs none; no panels
  void saveLayouts();
  void keepRoomForStage(); ///< the 3D panel below the photo yields where the window is low

 Q_SIGNALS:
  void changed(fillscope::Workspace workspace);

 private:
  void keepLayout();
  QWidget* stageOf(Workspace workspace) const;
  std::array<QDockWidget*, 5> docks() const;
  void hidePanels();
  void applyLayout();
  void applyDefaultLayout();
  int mostCloudHeight() const;

  QMainWindow& window_;
  WorkspaceParts parts_;
  Settings& settings_;
  QToolBar* bar_;
  QActionGroup* group_;
  std::map<Workspace, QAction*> actions_;
  std::map<Workspace, QByteArray> layouts_;
  Workspace current_ = Workspace::annotate;
  std::optional<Workspace> asked_; ///< for the first opening
  bool open_ = false, restoring_ = false;
};

} // namespace fillscope
