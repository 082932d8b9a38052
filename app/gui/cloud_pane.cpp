#include "app/gui/cloud_pane.h"
#include "app/gui/action_registry.h"
#include "app/gui/app_context.h"
#include "widgets/colour_bar.h"
#include "widgets/theme.h"
#include "widgets/vtk/cloud_view.h"
#include <QActionGroup>
#include <QComboBox>
#include <QHBoxLayout>
#include <QMenu>
#include <QToolBar>
#include <QToolButton>
#include <QVBoxLayout>
#include <utility>

namespace fillscope {
namespace {

/// From the nearest to the farthest points, less what lies far off.
ColourScale coloursOf(const PointCloud& cloud) {
  constexpr std::size_t enoughPoints = 20000;
  const std::size_t count = cloud.xyz.pixelCount(), step = count / enoughPoints + 1;
  Raster<float> depths(static_cast<int>((count + step - 1) / step), 1);
  for (std::size_t i = 0; i < depths.pixelCount(); ++i)
    depths.data()[i] = cloud.xyz.data()[3 * i * step + 2];
  const auto [low, high] = percentileRange(depths, true);
  return {ColourMap::turbo, low, high > low ? high : low + 1e-3, false, cloud.metric ? "m" : ""};
}

} // namespace

CloudPane::CloudPane(AppContext& context, ActionRegistry& actions, QWidget* parent)
    : QWidget(parent)
    , context_(context)
    , view_(new CloudView)
    , colourBar_(new ColourBar)
    , colouring_(new QComboBox) {
  view_->setObjectName(QStringLiteral("cloudView"));
  view_->setEmptyText(tr("No depth, no cloud"));
  auto* stage = new QHBoxLayout;
  stage->setSpacing(0);
  stage->addWidget(view_, 1);
  stage->addWidget(colourBar_);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(0);
  layout->addWidget(makeStrip(actions));
  layout->addLayout(stage, 1);
  connect(&context_.measure, &MeasureController::cloudChanged, this, &CloudPane::showCloud);
  connect(&context_.measure, &MeasureController::reportChanged, this, &CloudPane::showReport);
  connect(&context_.measure, &MeasureController::busyChanged, this, &CloudPane::showEmptyText);
  connect(&context_.depthRange, &DepthRange::changed, this, &CloudPane::showColours);
  context_.depthRange.connectBar(
      *colourBar_, [this] { return view_->colouring() == CloudColouring::depth ? mapOfPoints() : nullptr; });
  takeColours(); // a bar that goes only when the panel is shown would widen the window
}

QWidget* CloudPane::makeStrip(ActionRegistry& actions) {
  auto* strip = new QToolBar;
  strip->setIconSize({16, 16});
  colouring_->addItem(tr("Photo"), static_cast<int>(CloudColouring::photo));
  colouring_->addItem(tr("Depth"), static_cast<int>(CloudColouring::depth));
  colouring_->addItem(tr("Height"), static_cast<int>(CloudColouring::height));
  colouring_->setToolTip(tr("What the points are coloured by"));
  colouring_->setAccessibleName(tr("Colouring"));
  connect(colouring_, &QComboBox::currentIndexChanged, this, &CloudPane::showColours);
  strip->addWidget(colouring_);

  const auto toggle = [&](const char* id, const QString& text, const QString& shortText, const QString& tip) {
    QAction* action =
        actions.addToggle({QLatin1String(id), text, {}, tip, {}, shortText}, [this](bool) { showParts(); });
    strip->addAction(action);
    return action;
  };
  QAction* parts[] = {
      toggle("view.cloud", tr("Show points in 3D"), tr("Points"), tr("Show the measured points")),
      toggle("view.box", tr("Show the box in 3D"), tr("Box"), tr("Show the rim and the box")),
      toggle("view.content", tr("Show the content in 3D"), tr("Content"), tr("Show the content as a solid")),
      toggle("view.hidden", tr("Show what is hidden in 3D"), tr("Hidden"), tr("Mark what no pixel sees"))};
  cloud_ = parts[0];
  box_ = parts[1];
  content_ = parts[2];
  hidden_ = parts[3];
  for (QAction* part : parts) {
    const QSignalBlocker quiet(part);
    part->setChecked(true);
  }
  makePointSizes();
  strip->addAction(pointSizes_->menuAction());
  if (auto* button = qobject_cast<QToolButton*>(strip->widgetForAction(pointSizes_->menuAction()))) {
    button->setPopupMode(QToolButton::InstantPopup);
    button->setFocusPolicy(Qt::TabFocus);
  }
  strip->addAction(actions.add({QStringLiteral("view.resetCloud"),
                                tr("Reset 3D"),
                                {QKeySequence(QStringLiteral("Shift+F"))},
                                tr("Look from the camera's side again")},
                               [this] { view_->resetView(); }));
  strip->addAction(actions.add(
      {QStringLiteral("view.cloudScreenshot"), tr("Picture of 3D…"), {}, tr("Save the 3D view as a picture")},
      [this] {
        refresh();
        context_.exports.savePicture(view_->grabImage(), QStringLiteral("-3d.png"));
      }));
  return strip;
}

void CloudPane::makePointSizes() {
  pointSizes_ = new QMenu(tr("Point size"), this);
  pointSizes_->setObjectName(QStringLiteral("pointSizes"));
  pointSizes_->menuAction()->setToolTip(tr("How large the points are drawn in 3D"));
  pointSizes_->menuAction()->setIconText(pointSizes_->title() +
                                         QStringLiteral(" ▾")); // strips have no arrows
  auto* one = new QActionGroup(pointSizes_);
  for (const int pixels : {0, 1, 2, 3, 4, 6, 8}) {
    QAction* choice = pointSizes_->addAction(pixels == 0   ? tr("As large as the gaps")
                                             : pixels == 1 ? tr("1 pixel")
                                                           : tr("%1 pixels").arg(pixels));
    choice->setCheckable(true);
    choice->setChecked(pixels == 0);
    one->addAction(choice);
    connect(choice, &QAction::triggered, this, [this, pixels] { view_->setPointSize(pixels); });
  }
}

void CloudPane::showEvent(QShowEvent* event) {
  QWidget::showEvent(event);
  refresh();
}

void CloudPane::refresh() {
  if (!std::exchange(isStale_, false)) return;
  const auto cloud = context_.measure.cloud();
  if (cloud) view_->setCloud(cloud, !std::exchange(isOtherPicture_, false));
  takeReport();
  takeColours();
}

void CloudPane::showCloud(bool otherPicture) {
  const bool isGone = !context_.measure.cloud(); // at once, or its memory is kept
  if (!isVisible() && !isGone) {
    isStale_ = true;
    isOtherPicture_ = isOtherPicture_ || otherPicture;
    return;
  }
  if (const auto cloud = context_.measure.cloud()) {
    view_->setCloud(cloud, !otherPicture);
    showReport();
    showColours();
  } else {
    view_->clear();
  }
}

void CloudPane::showReport() {
  showEmptyText();
  if (isVisible())
    takeReport();
  else
    isStale_ = true;
}

void CloudPane::takeReport() {
  if (const auto report = context_.measure.report())
    view_->setReport(*report);
  else
    view_->clearReport();
  if (view_->colouring() == CloudColouring::height) takeColours();
}

void CloudPane::showEmptyText() {
  const QString& missing = context_.measure.missing();
  if (context_.current.isLoading() || context_.measure.isBusy())
    view_->setEmptyText(tr("Loading…"));
  else // why the picture itself is not there stands in its own place
    view_->setEmptyText(missing.isEmpty() || !context_.current.loaded() ? tr("No depth, no cloud") : missing);
}

void CloudPane::showColours() {
  if (isVisible())
    takeColours();
  else
    isStale_ = true;
}

std::shared_ptr<const DepthMap> CloudPane::mapOfPoints() const {
  const auto depth = context_.depthMaps.chosenMap(context_.current.index());
  return depth && depth->kind == DepthKind::metric ? depth : nullptr;
}

void CloudPane::takeColours() {
  const auto colouring = static_cast<CloudColouring>(colouring_->currentData().toInt());
  if (view_->colouring() != colouring) view_->setColouring(colouring);
  const auto depth = mapOfPoints();
  ColourScale scale = context_.depthRange.scaleFor(depth);
  if (const auto cloud = context_.measure.cloud(); cloud && !depth) scale = coloursOf(*cloud);
  if (colouring == CloudColouring::height) {
    const auto report = context_.measure.report();
    const bool inMetres = !report || report->boxLitres; // or in lengths of the rim's first side
    scale = {ColourMap::viridis, 0, report && report->size.depth > 0 ? report->size.depth : 0.3, false,
             inMetres ? "m" : ""};
  }
  view_->setColourScale(scale);
  colourBar_->setScale(scale);
  colourBar_->setEditable(colouring == CloudColouring::depth && depth);
  colourBar_->setLocked(colouring == CloudColouring::depth && depth &&
                        context_.depthRange.isLockedFor(*depth));
  colourBar_->setVisible(colouring != CloudColouring::photo);
}

void CloudPane::showParts() {
  if (hidden_)
    view_->setShown(cloud_->isChecked(), box_->isChecked(), content_->isChecked(), hidden_->isChecked());
}

} // namespace fillscope
