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
  // Only there while there is something to show.
  auto* evidence = new QToolButton;
  evidence->setDefaultAction(evidenceAction_);
  QAction* evidenceButton = strip->addWidget(evidence);
  const auto showEvidence = [this, evidenceButton] {
    evidenceButton->setVisible(!context_.pictureClass.evidence().isNull());
  };
  connect(&context_.pictureClass, &ClassController::changed, strip, showEvidence);
  showEvidence();
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

QLabel* PhotoPage::makeLegend() {
  auto* legend = new QLabel;
  legend->setTextFormat(Qt::RichText);
  legend->setWordWrap(true); // beside the cloud the column is narrow
  legend->setContentsMargins(2 * theme::grid, theme::grid, 2 * theme::grid, theme::grid);
  legend->setObjectName(QStringLiteral("classKey"));
  return legend;
}

void PhotoPage::fillLegend(bool withObstacle) {
  QStringList entries;
  for (const ClassKey& key : classKeys())
    if (withObstacle || key.pixelClass != PixelClass::obstacle)
      entries << QStringLiteral("<span style=\"color:%1\">\u25a0</span>\u00a0%2")
                     .arg(key.colour.name(), QString(key.name).replace(QLatin1Char(' '), QChar(0xa0)));
  legend_->setText(entries.join(QStringLiteral(" \u2002 ")));
}

} // namespace fillscope
