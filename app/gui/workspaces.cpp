#include "app/gui/workspaces.h"
#include "app/gui/action_registry.h"
#include <QActionGroup>
#include <QApplication>
#include <QDockWidget>
#include <QMainWindow>
#include <QScreen>
#include <QStackedWidget>
#include <QTimer>
#include <QToolBar>
#include <algorithm>
#include <utility>

namespace fillscope {
namespace {
constexpr int layoutVersion = 3; // a change of panels makes older layouts void
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
  case Workspace::dataset:
    return {"dataset", QT_TRANSLATE_NOOP("fillscope::Workspaces", "Data set"),
            QT_TRANSLATE_NOOP("fillscope::Workspaces", "Make samples for training and look at them"),
            "dataset"};
  case Workspace::train:
    return {"train", QT_TRANSLATE_NOOP("fillscope::Workspaces", "Train"),
            QT_TRANSLATE_NOOP("fillscope::Workspaces", "Train networks and watch how it goes"), "train"};
  }
  return {};
}

/// A detached panel would open over the photo that it was beside: on the screen's free side, or in its
/// corner.
QRect besideOf(const QWidget& window, const QWidget& panel) {
  const QRect screen = window.screen()->availableGeometry(), frame = window.frameGeometry();
  const int right = screen.right() - frame.right(), left = frame.left() - screen.left();
  const int room = std::max(right, left);
  QRect place(QPoint(), panel.size().boundedTo(screen.size()));
  const int least = std::max(panel.minimumSizeHint().width(), 2 * inspectorWidth);
  if (room >= least) {
    place.setWidth(std::min(place.width(), room));
    place.moveTop(std::max(screen.top(), frame.top()));
    if (room == right)
      place.moveLeft(frame.right() + 1);
    else
      place.moveRight(frame.left() - 1);
  } else {
    place.setSize({least, std::min(place.height(), least * 3 / 4)});
    place.moveBottomRight(screen.bottomRight());
  }
  return place & screen;
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
                                          if (on)
                                            show(workspace);
                                          else if (!open_ && !group_->checkedAction())
                                            parts_.stage->setCurrentWidget(parts_.start);
                                        });
    group_->addAction(action);
    bar_->addAction(action);
    actions_[workspace] = action;
    layouts_[workspace] = settings_.layout(QLatin1String(face.id));
  }
  connect(parts_.cloud, &QDockWidget::topLevelChanged, this, [this](bool floating) {
    if (!floating || restoring_) return;
    // A drag goes on for longer and ends where the person wants it.
    QTimer::singleShot(
        200, parts_.cloud, [dock = parts_.cloud, from = parts_.cloud->pos(), &window = window_] {
          const bool moved = (dock->pos() - from).manhattanLength() > QApplication::startDragDistance();
          if (dock->isFloating() && !moved && QGuiApplication::mouseButtons() == Qt::NoButton)
            dock->setGeometry(besideOf(window, *dock));
        });
  });
  current_ = workspaceOf(settings_.workspace()).value_or(Workspace::annotate);
  setProjectOpen(false);
}

void Workspaces::show(Workspace workspace) {
  if (open_ && workspace != current_) keepLayout();
  const bool other = workspace != current_;
  current_ = workspace;
  // The start page belongs to none of them.
  if (open_ || !needsProject(workspace)) actions_[workspace]->setChecked(true);
  if (open_ && other) applyLayout();
  if (!open_ && !needsProject(workspace)) parts_.stage->setCurrentWidget(stageOf(workspace));
  Q_EMIT changed(workspace);
}

void Workspaces::showFirst(Workspace workspace) {
  if (!open_) asked_ = workspace;
  show(workspace);
}

void Workspaces::setProjectOpen(bool open) {
  for (const auto& [workspace, action] : actions_)
    action->setEnabled(open || !needsProject(workspace));
  if (open == open_ && open) return;
  // Who opens pictures wants to see them, unless something else was asked for.
  if (open && (asked_ || group_->checkedAction()))
    current_ = std::exchange(asked_, std::nullopt).value_or(Workspace::annotate);
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
  hidePanels();
}

std::array<QDockWidget*, 5> Workspaces::docks() const {
  return {parts_.pictures, parts_.inspector, parts_.cloud, parts_.regions, parts_.attributes};
}

void Workspaces::hidePanels() {
  for (QDockWidget* dock : docks())
    dock->hide();
}

QWidget* Workspaces::stageOf(Workspace workspace) const {
  switch (workspace) {
  case Workspace::depth:
    return parts_.depth;
  case Workspace::compare:
    return parts_.compare;
  case Workspace::dataset:
    return parts_.dataset;
  case Workspace::train:
    return parts_.train;
  case Workspace::annotate:
  case Workspace::volume:
    break;
  }
  return parts_.photo;
}

void Workspaces::keepLayout() { layouts_[current_] = window_.saveState(layoutVersion); }

void Workspaces::saveLayouts() {
  if (open_) keepLayout();
  for (const auto& [workspace, state] : layouts_)
    if (!state.isEmpty()) settings_.setLayout(idOf(workspace), state);
  settings_.setWorkspace(idOf(current_));
}

void Workspaces::applyLayout() {
  parts_.stage->setCurrentWidget(stageOf(current_));
  const QByteArray& known = layouts_[current_];
  restoring_ = true;
  if (known.isEmpty() || !window_.restoreState(known, layoutVersion)) applyDefaultLayout();
  restoring_ = false;
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
  for (QDockWidget* dock : docks())
    dock->setFloating(false);
  if (!needsProject(current_)) return hidePanels();
  window_.addDockWidget(Qt::LeftDockWidgetArea, parts_.pictures);
  if (beside) {
    window_.addDockWidget(Qt::RightDockWidgetArea, parts_.cloud);
    window_.addDockWidget(Qt::RightDockWidgetArea, parts_.inspector);
    window_.splitDockWidget(parts_.cloud, parts_.inspector, Qt::Horizontal);
  } else {
    window_.addDockWidget(Qt::RightDockWidgetArea, parts_.inspector);
    window_.addDockWidget(Qt::BottomDockWidgetArea, parts_.cloud);
  }
  window_.addDockWidget(Qt::BottomDockWidgetArea, parts_.attributes);
  if (!beside) window_.tabifyDockWidget(parts_.cloud, parts_.attributes);
  parts_.attributes->hide();
  // One side holds what is said about the picture: the box, or its regions.
  window_.tabifyDockWidget(parts_.inspector, parts_.regions);
  parts_.pictures->show();
  // Telling depth maps apart needs the room more than the figure.
  parts_.inspector->setVisible(current_ != Workspace::compare);
  parts_.regions->setVisible(current_ == Workspace::annotate);
  parts_.inspector->raise();
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
