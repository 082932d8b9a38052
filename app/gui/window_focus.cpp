#include "app/gui/window_focus.h"
#include "app/gui/action_registry.h"
#include "app/gui/main_window.h"
#include "app/gui/photo_page.h"
#include "widgets/ghost_tool.h"
#include "widgets/image_canvas.h"
#include "widgets/picture_list.h"
#include "widgets/range_slider.h"
#include <QAbstractItemView>
#include <QAbstractSlider>
#include <QAbstractSpinBox>
#include <QApplication>
#include <QComboBox>
#include <QDockWidget>
#include <QKeyEvent>
#include <QScrollArea>

namespace fillscope {
namespace {

bool isTabStop(const QWidget& widget) {
  return (widget.focusPolicy() & Qt::TabFocus) && !widget.focusProxy() && widget.isEnabled();
}

/// The first place of the focus in it; a scroll area is passed over for what it holds.
QWidget* firstStop(QWidget& panel) {
  QWidget* area = nullptr;
  for (QWidget* at = panel.nextInFocusChain(); at && at != &panel; at = at->nextInFocusChain()) {
    if (!panel.isAncestorOf(at) || !at->isVisibleTo(&panel) || !isTabStop(*at)) continue;
    if (!qobject_cast<QScrollArea*>(at)) return at;
    if (!area) area = at;
  }
  return area;
}

bool movesInside(const QWidget& widget) {
  return qobject_cast<const QAbstractSlider*>(&widget) || qobject_cast<const QAbstractSpinBox*>(&widget) ||
         qobject_cast<const QComboBox*>(&widget) || qobject_cast<const QAbstractItemView*>(&widget) ||
         qobject_cast<const QScrollArea*>(&widget) || qobject_cast<const RangeSlider*>(&widget);
}

} // namespace

bool isBehindATab(const QWidget& widget) {
  for (const QWidget* part = &widget; part && !part->isWindow(); part = part->parentWidget()) {
    // Besides the panels the window keeps tab bars that it does not use at the time.
    const bool ofTheWindow = qobject_cast<const QDockWidget*>(part) || part->inherits("QTabBar");
    if (ofTheWindow && part->parentWidget() && part->parentWidget()->isWindow())
      return part->visibleRegion().isEmpty();
  }
  return false;
}

WindowFocus::WindowFocus(MainWindow& window, std::vector<QDockWidget*> panels)
    : QObject(&window)
    , window_(window)
    , panels_(std::move(panels))
    , last_(panels_.size()) {
  qApp->installEventFilter(this);
  // Keys that go into a field behind a tab would change what nobody sees.
  for (QDockWidget* panel : panels_)
    connect(panel, &QDockWidget::visibilityChanged, this, [this, panel](bool visible) {
      if (const QWidget* now = QApplication::focusWidget(); !visible && now && panel->isAncestorOf(now))
        toPicture();
    });
  connect(qApp, &QApplication::focusChanged, this, [this](const QWidget*, QWidget* now) {
    for (std::size_t i = 0; now && i < panels_.size(); ++i)
      if (panels_[i]->isAncestorOf(now)) last_[i] = now;
  });
}

void WindowFocus::addActions(ActionRegistry& actions) {
  actions.add({QStringLiteral("view.toPicture"),
               tr("Back to the pi&cture"),
               {QKeySequence(Qt::Key_Escape)},
               tr("The keys go to the picture again, from any list, field or table")},
              [this] { toPicture(); });
  actions.add({QStringLiteral("view.nextPanel"),
               tr("Next pa&nel"),
               {QKeySequence(QStringLiteral("Ctrl+Tab"))},
               tr("The keys go to the next panel, also to one behind another tab")},
              [this] { step(1); });
  actions.add({QStringLiteral("view.previousPanel"),
               tr("Previous panel"),
               {QKeySequence(QStringLiteral("Ctrl+Shift+Tab"))},
               tr("The keys go to the panel before")},
              [this] { step(-1); });
}

bool WindowFocus::eventFilter(QObject* watched, QEvent* event) {
  const bool isKey = event->type() == QEvent::ShortcutOverride || event->type() == QEvent::KeyPress;
  if (!isKey || watched != QApplication::focusWidget()) return false;
  auto* key = static_cast<QKeyEvent*>(event);
  const bool moves = key->key() == Qt::Key_Home || key->key() == Qt::Key_End ||
                     key->key() == Qt::Key_PageUp || key->key() == Qt::Key_PageDown;
  const auto* widget = qobject_cast<QWidget*>(watched);
  if (widget && answersForCorners(*widget, *key)) {
    if (event->type() == QEvent::ShortcutOverride) return event->accept(), false;
    ImageCanvas& canvas = window_.photoPage().canvas();
    canvas.setFocus();
    return QCoreApplication::sendEvent(&canvas, event);
  }
  if (event->type() != QEvent::ShortcutOverride) return false;
  if (!moves || !widget || (key->modifiers() & ~Qt::KeypadModifier) != Qt::NoModifier) return false;
  // In the list of pictures they step through the pictures as well.
  if (!movesInside(*widget) || window_.pictureList().isAncestorOf(widget)) return false;
  event->accept();
  return true;
}

bool WindowFocus::answersForCorners(const QWidget& focused, const QKeyEvent& key) const {
  PhotoPage& page = window_.photoPage();
  const bool answers =
      key.key() == Qt::Key_Return || key.key() == Qt::Key_Enter || key.key() == Qt::Key_Escape;
  return answers && page.canvas().isVisible() && page.canvas().tool() == &page.ghostTool() &&
         page.ghostTool().wantsKey(key) && qobject_cast<const QAbstractItemView*>(&focused) &&
         window_.pictureList().isAncestorOf(&focused);
}

QWidget* WindowFocus::inStage() const {
  if (ImageCanvas& canvas = window_.activeCanvas(); canvas.isVisible()) return &canvas;
  return window_.centralWidget() ? firstStop(*window_.centralWidget()) : nullptr;
}

void WindowFocus::toPicture() {
  ImageCanvas& canvas = window_.activeCanvas();
  if (!canvas.isVisible()) return;
  window_.activateWindow(); // a panel may stand in a window of its own
  canvas.setFocus(Qt::ShortcutFocusReason);
}

void WindowFocus::step(int by) {
  std::vector<std::size_t> shown;
  for (std::size_t i = 0; i < panels_.size(); ++i)
    if (panels_[i]->isVisible()) shown.push_back(i);
  // The stage is the place before the first panel.
  const QWidget* now = QApplication::focusWidget();
  int at = 0;
  for (std::size_t i = 0; now && i < shown.size(); ++i)
    if (panels_[shown[i]]->isAncestorOf(now)) at = static_cast<int>(i) + 1;
  const int count = static_cast<int>(shown.size()) + 1;
  at = (at + by + count) % count;
  QWidget* to = nullptr;
  if (at == 0) {
    window_.activateWindow();
    to = inStage();
  } else {
    const std::size_t index = shown[static_cast<std::size_t>(at - 1)];
    QDockWidget* panel = panels_[index];
    panel->raise();
    if (panel->isFloating()) panel->activateWindow();
    QWidget* before = last_[index];
    to = before && before->isVisibleTo(panel) && before->isEnabled() ? before : firstStop(*panel);
  }
  if (to) to->setFocus(Qt::ShortcutFocusReason);
}

} // namespace fillscope
