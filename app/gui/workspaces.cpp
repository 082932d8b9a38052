#include "app/gui/workspaces.h"
#include "app/gui/action_registry.h"
#include <QActionGroup>
#include <QDockWidget>
#include <QMainWindow>
#include <QStackedWidget>
#include <QToolBar>
#include <algorithm>

namespace fillscope {
namespace {
constexpr int layoutVersion = 1; // a change of panels makes older layouts void
constexpr int wideWindow = 1700; // from here on photo and cloud fit beside each other
constexpr int listWidth = 220, inspectorWidth = 300;
constexpr int barsHeight = 130;       // menus, workspaces, tools, status
constexpr int leastPhotoHeight = 380; // less makes a stamp of the photo

struct Face {
  const char *id, *text, *tip, *icon;
};
Face faceOf(Workspace workspace) {
  switch (workspace) {
  case Workspace::annotate:
    return {"annotate", QT_TRANSLATE_NOOP("fillscope::Workspaces", "Annotate"),
            QT_TRANSLATE_NOOP("fillscope::Workspaces", "Mark the rim and see how full the box is"),
            "annotate"};
  case Workspace::depth:
    return {"depth", QT_TRANSLATE_NOOP("fillscope::Workspaces", "Depth"),
            QT_TRANSLATE_NOOP("fillscope::Workspaces", "Look at depth maps and predict them"), "depth"};
  case Workspace::compare:
    return {"compare", QT_TRANSLATE_NOOP("fillscope::Workspaces", "Compare"),
            QT_TRANSLATE_NOOP("fillscope::Workspaces", "Tell two depth maps apart"), "compare"};
  case Workspace::volume:
    return {"volume", QT_TRANSLATE_NOOP("fillscope::Workspaces", "Volume"),
            QT_TRANSLATE_NOOP("fillscope::Workspaces", "The box and its content in 3D"), "volume"};
  }
  return {};
}
} // namespace

QString idOf(Workspace workspace) { return QLatin1String(faceOf(workspace).id); }

std::optional<Workspace> workspaceOf(const QString& id) {
  for (const Workspace workspace : allWorkspaces)
    if (idOf(workspace) == id) return workspace;
  return std::nullopt;
}

Workspaces::Workspaces(QMainWindow& window, const WorkspaceParts& parts, ActionRegistry& actions,
                       Settings& settings)
    : QObject(&window)
    , window_(window)
    , parts_(parts)
    , settings_(settings)
    , bar_(new QToolBar(tr("Workspaces")))
    , group_(new QActionGroup(this)) {
  bar_->setObjectName(QStringLiteral("workspaceBar"));
  bar_->setMovable(false);
  bar_->setContextMenuPolicy(Qt::PreventContextMenu);
  bar_->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
  bar_->setIconSize({16, 16});
  for (const Workspace workspace : allWorkspaces) {
    const Face face = faceOf(workspace);
    const QKeySequence keys(QStringLiteral("Ctrl+%1").arg(static_cast<int>(workspace) + 1));
    QAction* action = actions.addToggle({QStringLiteral("workspace.") + QLatin1String(face.id),
                                         tr("%1 workspace").arg(tr(face.text)),
                                         {keys},
                                         tr(face.tip),
                                         QLatin1String(face.icon),
                                         tr(face.text)},
                                        [this, workspace](bool on) {
                                          if (on) show(workspace);
                                        });
    group_->addAction(action);
    bar_->addAction(action);
    actions_[workspace] = action;
    layouts_[workspace] = settings_.layout(QLatin1String(face.id));
  }
  current_ = workspaceOf(settings_.workspace()).value_or(Workspace::annotate);
  setProjectOpen(false);
}

void Workspaces::show(Workspace workspace) {
  if (open_ && workspace != current_) keepLayout();
  const bool other = workspace != current_;
  current_ = workspace;
  // The start page belongs to none of them.
  if (open_) actions_[workspace]->setChecked(true);
  if (open_ && other) applyLayout();
  Q_EMIT changed(workspace);
}

void Workspaces::setProjectOpen(bool open) {
  for (const auto& [workspace, action] : actions_)
    action->setEnabled(open);
  if (open == open_ && open) return;
  open_ = open;
  group_->setExclusionPolicy(open ? QActionGroup::ExclusionPolicy::Exclusive
                                  : QActionGroup::ExclusionPolicy::ExclusiveOptional);
  if (open) {
    applyLayout();
    actions_[current_]->setChecked(true); // says that it changed
    return;
  }
  actions_[current_]->setChecked(false);
  parts_.stage->setCurrentWidget(parts_.start);
  for (QDockWidget* dock : {parts_.pictures, parts_.inspector, parts_.cloud})
    dock->hide();
}

void Workspaces::keepLayout() { layouts_[current_] = window_.saveState(layoutVersion); }

void Workspaces::saveLayouts() {
  if (open_) keepLayout();
  for (const auto& [workspace, state] : layouts_)
    if (!state.isEmpty()) settings_.setLayout(idOf(workspace), state);
  settings_.setWorkspace(idOf(current_));
}

void Workspaces::applyLayout() {
  QWidget* stage = current_ == Workspace::depth     ? parts_.depth
                   : current_ == Workspace::compare ? parts_.compare
                                                    : parts_.photo;
  parts_.stage->setCurrentWidget(stage);
  const QByteArray& known = layouts_[current_];
  if (known.isEmpty() || !window_.restoreState(known, layoutVersion)) applyDefaultLayout();
  keepRoomForStage();
}

int Workspaces::mostCloudHeight() const {
  return std::max(parts_.cloud->minimumSizeHint().height(), window_.height() - barsHeight - leastPhotoHeight);
}

void Workspaces::keepRoomForStage() {
  const bool below = open_ && parts_.cloud->isVisible() && !parts_.cloud->isFloating() &&
                     window_.dockWidgetArea(parts_.cloud) == Qt::BottomDockWidgetArea;
  if (below && parts_.cloud->height() > mostCloudHeight())
    window_.resizeDocks({parts_.cloud}, {mostCloudHeight()}, Qt::Vertical);
}

void Workspaces::applyDefaultLayout() {
  const bool volume = current_ == Workspace::volume;
  const bool withCloud = volume || current_ == Workspace::annotate;
  const bool beside = volume || window_.width() >= wideWindow;
  for (QDockWidget* dock : {parts_.pictures, parts_.inspector, parts_.cloud})
    dock->setFloating(false);
  window_.addDockWidget(Qt::LeftDockWidgetArea, parts_.pictures);
  if (beside) {
    window_.addDockWidget(Qt::RightDockWidgetArea, parts_.cloud);
    window_.addDockWidget(Qt::RightDockWidgetArea, parts_.inspector);
    window_.splitDockWidget(parts_.cloud, parts_.inspector, Qt::Horizontal);
  } else {
    window_.addDockWidget(Qt::RightDockWidgetArea, parts_.inspector);
    window_.addDockWidget(Qt::BottomDockWidgetArea, parts_.cloud);
  }
  parts_.pictures->show();
  // Telling depth maps apart needs the room more than the figure.
  parts_.inspector->setVisible(current_ != Workspace::compare);
  parts_.cloud->setVisible(withCloud);
  const int middle = window_.width() - listWidth - inspectorWidth;
  if (beside) {
    window_.resizeDocks({parts_.pictures, parts_.cloud, parts_.inspector},
                        {listWidth, volume ? middle * 2 / 3 : middle * 2 / 5, inspectorWidth},
                        Qt::Horizontal);
  } else {
    window_.resizeDocks({parts_.pictures, parts_.inspector}, {listWidth, inspectorWidth}, Qt::Horizontal);
    window_.resizeDocks({parts_.cloud}, {std::min(window_.height() * 2 / 5, mostCloudHeight())},
                        Qt::Vertical);
  }
}

} // namespace fillscope
