#include "app/gui/depth_page.h"
#include "app/gui/app_context.h"
#include "app/gui/denoise_bar.h"
#include "app/gui/overlays.h"
#include "app/gui/strip_style.h"
#include "core/workflow/plane.h"
#include "widgets/colour_bar.h"
#include "widgets/elided_combo_box.h"
#include "widgets/image_canvas.h"
#include "widgets/plane_tool.h"
#include "widgets/theme.h"
#include "widgets/unit_spaces.h"
#include <QComboBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QSignalBlocker>
#include <QVBoxLayout>
#include <numbers>
#include <utility>

namespace fillscope {

DepthPage::DepthPage(AppContext& context, QWidget* parent)
    : QWidget(parent)
    , context_(context)
    , canvas_(new ImageCanvas)
    , colourBar_(new ColourBar)
    , planeBar_(new ColourBar)
    , maps_(new ElidedComboBox)
    , networks_(new QComboBox)
    , predict_(new QPushButton)
    , save_(new QPushButton(tr("Save…")))
    , use_(new QPushButton(tr("Measure with it")))
    , flatness_(new QPushButton(tr("Flatness")))
    , denoiseBar_(new DenoiseBar(
          context, [this] { return shown(); }, this))
    , networkLabel_(new QLabel(tr("Network")))
    , note_(new QLabel)
    , planeNote_(new QLabel)
    , planeTool_(new PlaneTool(this))
    , plane_(context.current, context.jobs) {
  canvas_->setObjectName(QStringLiteral("depthCanvas"));
  networks_->setObjectName(QStringLiteral("networkChooser"));
  networks_->setAccessibleName(tr("Network"));
  maps_->setObjectName(QStringLiteral("depthMapChooser"));
  maps_->setAccessibleName(tr("Depth map"));
  predict_->setObjectName(QStringLiteral("predictButton"));
  note_->setObjectName(QStringLiteral("networkNote"));
  note_->setWordWrap(true);
  save_->setToolTip(tr("Write the shown depth map into a file"));
  flatness_->setObjectName(QStringLiteral("flatnessButton"));
  flatness_->setCheckable(true);
  planeBar_->setObjectName(QStringLiteral("planeBar"));
  planeBar_->setEditable(false);
  // Room for the longest numbers and sentences, or the picture would jump when a rectangle is drawn.
  planeBar_->setScale({ColourMap::coolwarm, -1000, 1000, false, "mm"});
  planeBar_->setFixedWidth(planeBar_->sizeHint().width());
  planeBar_->hide();
  planeNote_->setObjectName(QStringLiteral("planeNote"));
  planeNote_->setWordWrap(true);
  planeNote_->setMinimumHeight(2 * planeNote_->fontMetrics().lineSpacing());
  planeNote_->setAlignment(Qt::AlignLeft | Qt::AlignTop);
  planeNote_->setTextInteractionFlags(Qt::TextSelectableByMouse);
  planeNote_->hide();
  use_->setToolTip(tr("The fill is measured with the shown depth map"));
  for (QComboBox* box : {maps_, networks_})
    box->setSizeAdjustPolicy(QComboBox::AdjustToContents);

  auto* strip = new QHBoxLayout;
  strip->setContentsMargins(2 * theme::grid, theme::grid, 2 * theme::grid, theme::grid);
  strip->setSpacing(theme::grid);
  strip->addWidget(new QLabel(tr("Depth map")));
  strip->addWidget(maps_);
  strip->addWidget(use_);
  strip->addWidget(save_);
  strip->addWidget(flatness_);
  strip->addStretch();
  strip->addWidget(networkLabel_);
  strip->addWidget(networks_);
  strip->addWidget(predict_);
  auto* stage = new QHBoxLayout;
  stage->setSpacing(0);
  stage->addWidget(canvas_, 1);
  stage->addWidget(planeBar_);
  stage->addWidget(colourBar_);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(0);
  layout->addLayout(strip);
  auto* noteRow = new QHBoxLayout;
  noteRow->setContentsMargins(2 * theme::grid, 0, 2 * theme::grid, theme::grid);
  noteRow->addWidget(note_);
  layout->addLayout(noteRow);
  layout->addWidget(denoiseBar_);
  auto* planeRow = new QHBoxLayout;
  planeRow->setContentsMargins(2 * theme::grid, 0, 2 * theme::grid, theme::grid);
  planeRow->addWidget(planeNote_);
  layout->addLayout(planeRow);
  layout->addLayout(stage, 1);

  connect(flatness_, &QPushButton::toggled, this, &DepthPage::showFlatness);
  connect(planeTool_, &PlaneTool::areaChosen, this, &DepthPage::fitPlane);
  connect(&plane_, &PlaneController::fitted, this, &DepthPage::showFit);
  connect(&plane_, &PlaneController::failed, this, [this](const QString& sentence) {
    showFit(nullptr);
    planeNote_->setText(sentence);
  });
  connect(&context_.current, &CurrentPicture::selected, this, [this] {
    fresh_ = true;
    planeTool_->setArea({});
    fitPlane();
  });
  connect(&context_.current, &CurrentPicture::loadedChanged, this, &DepthPage::listMaps);
  connect(&context_.depthMaps, &DepthMaps::changed, this, &DepthPage::listMaps);
  connect(&context_.depthMaps, &DepthMaps::chosenChanged, this, [this](int picture) {
    // What the figure is measured with now, as after Predict fill.
    const int chosen = context_.depthMaps.chosen(picture);
    if (picture == context_.current.index() && chosen >= 0) maps_->setCurrentIndex(chosen);
    showState();
  });
  connect(&context_.depthRange, &DepthRange::changed, this, [this] { showMap(true); });
  connect(&context_.predict, &PredictController::networksChanged, this, &DepthPage::listNetworks);
  connect(&context_.predict, &PredictController::busyChanged, this, &DepthPage::showState);
  connect(&context_.predict, &PredictController::predicted, this,
          [this](int picture, const QString& network) {
            if (picture != context_.current.index()) return;
            const int index = maps_->findText(tr("network %1").arg(network));
            maps_->setCurrentIndex(index >= 0 ? index : maps_->currentIndex());
          });
  connect(&context_.denoise, &DenoiseController::denoised, this, [this](int picture, const QString& map) {
    if (picture == context_.current.index()) maps_->setCurrentIndex(maps_->findText(map));
  });
  connect(denoiseBar_, &DenoiseBar::refused, this, &DepthPage::refused);
  connect(denoiseBar_, &DenoiseBar::lackChanged, this, &DepthPage::lackChanged);
  connect(maps_, &QComboBox::currentIndexChanged, this, [this] { showMap(true); });
  connect(networks_, &QComboBox::currentIndexChanged, this, &DepthPage::showState);
  connect(networks_, &QComboBox::activated, this, [this] {
    context_.settings.setNetwork(NetworkUse::pictureDepth, networks_->currentData().toString());
  });
  connect(predict_, &QPushButton::clicked, this, [this] {
    if (context_.predict.isBusy())
      context_.predict.cancel();
    else
      predict();
  });
  connect(save_, &QPushButton::clicked, this, [this] { context_.exports.saveDepthMap(shownMap()); });
  connect(use_, &QPushButton::clicked, this,
          [this] { context_.depthMaps.choose(context_.current.index(), shownMap()); });
  context_.depthRange.connectBar(*colourBar_, [this] { return map(); });
  listMaps();
  listNetworks();
}

int DepthPage::shownMap() const { return maps_->currentIndex(); }

std::optional<NamedDepth> DepthPage::shown() const {
  const std::vector<NamedDepth> maps = context_.depthMaps.of(context_.current.index());
  const int index = shownMap();
  if (index < 0 || index >= static_cast<int>(maps.size())) return {};
  return maps[static_cast<std::size_t>(index)];
}

std::shared_ptr<const DepthMap> DepthPage::map() const {
  const std::optional<NamedDepth> depth = shown();
  return depth ? depth->map : nullptr;
}

void DepthPage::predict() {
  if (const QString reason = whyNot(); !reason.isEmpty())
    Q_EMIT refused(reason);
  else
    context_.predict.predict(networks_->currentData().toString());
}

QString DepthPage::lack() const {
  if (networks_->count() == 0) return noNetworkNote();
  const QString error = networks_->currentData(Qt::UserRole + 1).toString();
  return error.isEmpty() ? QString() : tr("This network cannot be used: %1").arg(error);
}

QString DepthPage::noNetworkNote() const {
  QStringList folders;
  for (const auto& folder : context_.paths.modelFolders)
    folders << toText(folder);
  const QString place = folders.isEmpty() ? QStringLiteral("$FILLSCOPE_MODELS") : folders.front();
  if (networksFor(context_.networks, NetworkUse::rimDepth).empty())
    return tr("No network that predicts depth was found. They go, with their manifest.json, into a folder "
              "below %1.")
        .arg(place);
  return tr("No network for whole pictures was found. Predict fill (Shift+N) asks the one that "
            "looks into the box; "
            "others go, with their manifest.json, into a folder below %1.")
      .arg(place);
}

QString DepthPage::whyNot() const {
  if (context_.predict.isBusy()) return tr("A prediction is running already.");
  if (const QString reason = lack(); !reason.isEmpty()) return reason;
  if (context_.current.loaded()) return {};
  return context_.current.isLoading() ? tr("The picture is still loading.")
                                      : tr("There is no picture to predict from.");
}

void DepthPage::listMaps() {
  const QString shown = maps_->currentText();
  {
    const QSignalBlocker quiet(maps_);
    maps_->clear();
    maps_->addItems(DepthMaps::namesOf(context_.depthMaps.of(context_.current.index())));
    const int same = maps_->findText(shown);
    maps_->setCurrentIndex(same >= 0 ? same : (maps_->count() ? 0 : -1));
  }
  showMap(!fresh_);
  fresh_ = context_.current.isLoading();
}

void DepthPage::toggleFlatness() {
  if (const QString reason = plane_.lack(map().get()); !reason.isEmpty())
    Q_EMIT refused(reason);
  else
    flatness_->toggle();
}

void DepthPage::showFlatness(bool on) {
  tintToggle(*flatness_, palette());
  canvas_->setTool(on ? planeTool_ : nullptr);
  if (on) canvas_->setFocus();
  fitPlane();
}

void DepthPage::fitPlane() { plane_.fit(map(), flatness_->isChecked() ? planeTool_->area() : std::nullopt); }

void DepthPage::showFit(const std::shared_ptr<const PlaneFit>& fit) {
  // Both stay in their places while a rectangle comes and goes, or the picture would jump.
  planeBar_->setVisible(flatness_->isChecked());
  planeNote_->setVisible(flatness_->isChecked());
  if (!fit) {
    planeTool_->setFit(nullptr, {});
    planeBar_->setScale({ColourMap::coolwarm, -1, 1, false, "mm"});
    planeNote_->setText(tr("No rectangle yet."));
    return;
  }
  const ColourScale metres = planeScale(*fit);
  planeTool_->setFit(fit, metres);
  planeBar_->setScale({metres.map, 1000 * metres.low, 1000 * metres.high, metres.reversed, "mm"});
  const QLocale locale;
  planeNote_->setText(withFixedUnits(
      tr("Plane-fit RMS %1 mm (%2 % of the depth) · 95 % within %3 mm · tilt %4° · depth %5 m · %6 % "
         "measured")
          .arg(locale.toString(1000 * fit->rms, 'f', 2), locale.toString(100 * fit->rms / fit->depth, 'f', 3),
               locale.toString(1000 * fit->p95, 'f', 2),
               locale.toString(fit->tilt * 180 / std::numbers::pi, 'f', 1),
               locale.toString(fit->depth, 'f', 3), locale.toString(100 * fit->measuredShare(), 'f', 1))));
}

void DepthPage::listNetworks() {
  const QSignalBlocker quiet(networks_);
  networks_->clear();
  for (const PredictController::Network& network : context_.predict.networks()) {
    networks_->addItem(network.error.isEmpty() ? network.name : tr("%1 (broken)").arg(network.name),
                       network.id);
    const int last = networks_->count() - 1;
    networks_->setItemData(last, network.error, Qt::UserRole + 1);
    networks_->setItemData(last, network.error.isEmpty() ? network.description : network.error,
                           Qt::ToolTipRole);
  }
  const auto works = [this](int index) {
    return index >= 0 && networks_->itemData(index, Qt::UserRole + 1).toString().isEmpty();
  };
  int chosen = networks_->findData(context_.settings.network(NetworkUse::pictureDepth));
  for (int i = 0; i < networks_->count() && !works(chosen); ++i)
    if (works(i)) chosen = i;
  networks_->setCurrentIndex(chosen >= 0 ? chosen : (networks_->count() ? 0 : -1));
  showState();
}

void DepthPage::changeEvent(QEvent* event) {
  QWidget::changeEvent(event);
  if (event->type() == QEvent::PaletteChange) tintToggle(*flatness_, palette());
}

void DepthPage::showEvent(QShowEvent* event) {
  QWidget::showEvent(event);
  if (isStale_) colourMap(keepsView_);
}

void DepthPage::showMap(bool keepView) {
  if (isVisible() || !map()) { // what is gone goes at once, or its memory is kept
    colourMap(keepView);
  } else {
    isStale_ = true;
    keepsView_ = keepsView_ && keepView;
  }
  showState();
}

void DepthPage::colourMap(bool keepView) {
  isStale_ = false;
  keepsView_ = true;
  const std::shared_ptr<const DepthMap> depth = map();
  colourBar_->setVisible(depth != nullptr);
  if (depth) {
    context_.depthRange.showOn(*colourBar_, depth);
    canvas_->setImage(depthOverlay(*depth, context_.depthRange.scaleFor(depth), {}), keepView);
  } else {
    const PictureStore::Loaded loaded = context_.current.loaded();
    const QString fault = loaded ? DepthMaps::faultOfFile(*loaded) : QString();
    canvas_->setEmptyText(
        tr("No depth map yet"),
        fault.isEmpty() ? tr("Predict one with a network, or choose a depth file at the right.") : fault);
    canvas_->setImage({});
  }
  fitPlane();
}

void DepthPage::showState() {
  const std::optional<NamedDepth> depth = shown();
  const bool busy = context_.predict.isBusy();
  const QString error = networks_->currentData(Qt::UserRole + 1).toString();
  save_->setEnabled(depth.has_value());
  const QString lack = plane_.lack(depth ? depth->map.get() : nullptr);
  flatness_->setEnabled(lack.isEmpty());
  flatness_->setToolTip(lack.isEmpty()
                            ? tr("How flat the depth is in a rectangle: the plane-fit error that depth "
                                 "cameras are judged by")
                            : lack);
  if (!lack.isEmpty()) flatness_->setChecked(false);
  use_->setEnabled(depth && depth->role != NamedDepth::Role::emptyReference &&
                   context_.depthMaps.chosen(context_.current.index()) != shownMap());
  predict_->setText(busy ? tr("Cancel") : tr("Predict"));
  predict_->setEnabled(busy || (networks_->count() > 0 && error.isEmpty() && context_.current.loaded()));
  for (QWidget* part : {static_cast<QWidget*>(networkLabel_), static_cast<QWidget*>(networks_),
                        static_cast<QWidget*>(predict_)})
    part->setVisible(networks_->count() > 0);
  note_->setText(networks_->count() == 0 ? noNetworkNote() : error);
  note_->setVisible(!note_->text().isEmpty());
  if (!busy) predict_->setToolTip(whyNot());
  denoiseBar_->showState();
  Q_EMIT lackChanged();
}

} // namespace fillscope
