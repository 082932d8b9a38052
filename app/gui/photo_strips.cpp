// What lies around the photo: its tools above, the shapes beside it, the legend of classes below.
#include "app/gui/action_registry.h"
#include "app/gui/app_context.h"
#include "app/gui/overlays.h"
#include "app/gui/photo_display.h"
#include "app/gui/photo_page.h"
#include "app/gui/region_tools.h"
#include "widgets/theme.h"
#include <QHBoxLayout>
#include <QLabel>
#include <QToolBar>
#include <QToolButton>

namespace fillscope {

QWidget* PhotoPage::makeToolStrip(ActionRegistry& actions) {
  auto* strip = new QToolBar;
  strip->setIconSize({16, 16});
  strip->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
  for (const char* id : {"tool.box", "tool.select"})
    strip->addAction(actions.action(QLatin1String(id)));
  strip->addSeparator();
  for (const char* id : {"measure.detect", "measure.predictFill"})
    strip->addAction(actions.action(QLatin1String(id)));
  // Only there while there is something to accept: the actions themselves stay in the menu.
  std::vector<QAction*> ghostButtons;
  for (QAction* action : {acceptAction_, rejectAction_}) {
    auto* button = new QToolButton;
    button->setDefaultAction(action);
    button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    ghostButtons.push_back(strip->addWidget(button));
  }
  const auto showButtons = [this, ghostButtons] {
    for (QAction* button : ghostButtons)
      button->setVisible(context_.detect.ghost().has_value());
  };
  connect(&context_.detect, &DetectController::ghostChanged, strip, showButtons);
  showButtons();
  strip->addSeparator();
  for (const char* id : {"view.photo", "view.depth", "view.classes"})
    strip->addAction(actions.action(QLatin1String(id)));
  strip->addSeparator();
  strip->addWidget(display_->makeButton());
  return strip;
}

QWidget* PhotoPage::makeShapeStrip(ActionRegistry& actions) {
  auto* strip = new QToolBar;
  strip->setOrientation(Qt::Vertical);
  strip->setIconSize({16, 16});
  for (const char* id : {"tool.rect", "tool.circle", "tool.ellipse", "tool.polygon", "tool.polyline",
                         "tool.point", "tool.mask", "tool.keypoints"}) {
    strip->addAction(actions.action(QLatin1String(id)));
    strip->widgetForAction(actions.action(QLatin1String(id)))
        ->setAccessibleName(actions.labelOf(QLatin1String(id)));
  }
  auto* kinds = new QToolButton;
  kinds->setArrowType(Qt::DownArrow);
  kinds->setMenu(regionTools_->keypointMenu());
  kinds->setPopupMode(QToolButton::InstantPopup);
  kinds->setToolTip(tr("Which keypoints to place"));
  kinds->setAccessibleName(kinds->toolTip());
  kinds->setObjectName(QStringLiteral("keypointKinds"));
  strip->addWidget(kinds);
  strip->addSeparator();
  strip->addAction(actions.action(QStringLiteral("tool.snap")));
  strip->addAction(actions.action(QStringLiteral("region.hideAll")));
  return strip;
}

QWidget* PhotoPage::makeLegend() {
  auto* legend = new QWidget;
  auto* row = new QHBoxLayout(legend);
  row->setContentsMargins(2 * theme::grid, theme::grid, 2 * theme::grid, theme::grid);
  for (const ClassKey& key : classKeys()) {
    auto* entry = new QWidget;
    auto* parts = new QHBoxLayout(entry);
    parts->setContentsMargins(0, 0, 2 * theme::grid, 0);
    auto* chip = new QLabel;
    QPixmap swatch(12, 12);
    swatch.fill(key.colour);
    chip->setPixmap(swatch);
    parts->addWidget(chip);
    parts->addWidget(new QLabel(key.name));
    row->addWidget(entry);
    if (key.pixelClass != PixelClass::obstacle) continue;
    entry->hide();
    obstacleKey_ = entry;
  }
  row->addStretch();
  return legend;
}

} // namespace fillscope
