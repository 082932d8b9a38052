#include "app/gui/denoise_bar.h"
#include "app/gui/app_context.h"
#include "widgets/elided_combo_box.h"
#include "widgets/theme.h"
#include "widgets/tone_label.h"
#include "widgets/wheel_guard.h"
#include <QAction>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QSignalBlocker>
#include <QToolButton>
#include <QVBoxLayout>
#include <utility>

namespace fillscope {
namespace {
constexpr double most = 999.9; // millimetres
constexpr double usualError = 10;
} // namespace

DenoiseBar::DenoiseBar(AppContext& context, std::function<std::optional<NamedDepth>()> shown, QWidget* parent)
    : QWidget(parent)
    , context_(context)
    , shown_(std::move(shown))
    , note_(new ToneLabel(Tone::quiet))
    , networks_(new ElidedComboBox)
    , mostError_(new QDoubleSpinBox)
    , denoise_(new QPushButton)
    , all_(new QAction(tr("Denoise the depth of all pictures…"), this)) {
  note_->setObjectName(QStringLiteral("denoiseNote"));
  note_->setWordWrap(true);
  networks_->setObjectName(QStringLiteral("denoiserChooser"));
  networks_->setAccessibleName(tr("Denoiser"));
  networks_->setSizeAdjustPolicy(QComboBox::AdjustToContents);
  networks_->setMinimumWidth(20 * theme::grid); // in a narrow window its name is elided, the error is not
  mostError_->setObjectName(QStringLiteral("denoiseMostError"));
  mostError_->setAccessibleName(tr("Error at most"));
  mostError_->setRange(0, most);
  mostError_->setDecimals(1);
  mostError_->setPrefix(tr("error ≤ "));
  mostError_->setSuffix(QStringLiteral(" mm"));
  mostError_->setSpecialValueText(tr("any error"));
  mostError_->setValue(usualError);
  mostError_->setMinimumWidth(mostError_->sizeHint().width());
  mostError_->setToolTip(tr(
      "A pixel of which the network expects a greater error has no depth. “any error”: every pixel gets an "
      "answer, also where it is little more than a guess."));
  denoise_->setObjectName(QStringLiteral("denoiseButton"));
  auto* more = new QToolButton;
  more->setObjectName(QStringLiteral("denoiseMore"));
  more->setAccessibleName(tr("More to denoise"));
  more->setToolTip(tr("The depth files of all pictures of the project, denoised into a folder"));
  more->setText(QStringLiteral("…"));
  more->setPopupMode(QToolButton::InstantPopup);
  more->setFocusPolicy(Qt::TabFocus);
  more->setStyleSheet(QStringLiteral("QToolButton::menu-indicator { image: none; }"));
  more->setMenu(new QMenu(more));
  more->menu()->addAction(all_);
  connect(all_, &QAction::triggered, this, &DenoiseBar::denoiseAll);
  auto* networkLabel = new QLabel(tr("Denoiser"));
  networkLabel->setBuddy(networks_);
  auto* row = new QHBoxLayout;
  row->addStretch();
  for (QWidget* part :
       {static_cast<QWidget*>(networkLabel), static_cast<QWidget*>(networks_),
        static_cast<QWidget*>(mostError_), static_cast<QWidget*>(denoise_), static_cast<QWidget*>(more)})
    row->addWidget(part);
  auto* rows = new QVBoxLayout(this);
  rows->setContentsMargins(2 * theme::grid, 0, 2 * theme::grid, theme::grid);
  rows->setSpacing(theme::grid);
  rows->addLayout(row);
  rows->addWidget(note_);
  guardWheel(*this);

  connect(denoise_, &QPushButton::clicked, this, [this] {
    if (context_.denoise.isBusy())
      context_.denoise.cancel();
    else
      denoise();
  });
  connect(networks_, &QComboBox::activated, this,
          [this] { context_.networkChoice.take(NetworkUse::denoiser, networks_->currentData().toString()); });
  connect(&context_.predict, &PredictController::networksChanged, this, &DenoiseBar::listNetworks);
  connect(&context_.denoise, &DenoiseController::busyChanged, this, &DenoiseBar::showState);
  listNetworks();
}

void DenoiseBar::listNetworks() {
  const QSignalBlocker quiet(networks_);
  networks_->clear();
  for (const ModelRegistry::Entry& entry : context_.networks.entries()) {
    if (!entry.manifest || !serves(*entry.manifest, NetworkUse::denoiser)) continue;
    const QString id = QString::fromStdString(entry.id);
    const QString name = QString::fromStdString(entry.manifest->name);
    networks_->addItem(name.isEmpty() ? id : name, id);
    networks_->setItemData(networks_->count() - 1, QString::fromStdString(entry.manifest->description),
                           Qt::ToolTipRole);
  }
  if (const std::optional<QString> inUse = context_.networkChoice.inUse(NetworkUse::denoiser))
    networks_->setCurrentIndex(networks_->findData(*inUse));
  setVisible(networks_->count() > 0);
  showState();
  Q_EMIT lackChanged();
}

QString DenoiseBar::lack() const {
  return networks_->count() > 0
             ? QString()
             : noNetworkText(NetworkUse::denoiser, toText(context_.paths.ownModelFolder()));
}

// Another network, or another error: who asks again wants what was measured denoised, not the answer.
std::optional<NamedDepth> DenoiseBar::toDenoise() const {
  const std::optional<NamedDepth> depth = shown_();
  if (!depth || depth->denoisedFrom.isEmpty()) return depth;
  for (const NamedDepth& map : context_.depthMaps.of(context_.current.index()))
    if (map.name == depth->denoisedFrom) return map;
  return {};
}

QString DenoiseBar::whyNotMap() const {
  const std::optional<NamedDepth> depth = toDenoise();
  if (!depth) return tr("There is no depth map to denoise: choose a depth file at the right.");
  if (depth->map->kind == DepthKind::metric) return {};
  return tr("Only depth in metres can be denoised, and this map has no unit: choose another one, or say at "
            "“File holds” what the depth file holds.");
}

QString DenoiseBar::whyNot() const {
  if (context_.denoise.isBusy()) return tr("A depth map is being denoised already.");
  if (const QString reason = lack(); !reason.isEmpty()) return reason;
  if (context_.current.isLoading()) return tr("The picture is still loading.");
  return whyNotMap();
}

DenoiseOptions DenoiseBar::options() const { return {.mostError = mostError_->value() / 1000}; }

void DenoiseBar::denoise() {
  if (const QString reason = whyNot(); !reason.isEmpty()) return Q_EMIT refused(reason);
  context_.denoise.denoise(*toDenoise(), networks_->currentData().toString(), options());
}

void DenoiseBar::denoiseAll() {
  if (context_.denoise.isBusy()) return Q_EMIT refused(tr("A depth map is being denoised already."));
  if (const QString reason = lack(); !reason.isEmpty()) return Q_EMIT refused(reason);
  const auto folder = context_.prompts.outputFolder(tr("Folder for the denoised depth maps"),
                                                    toText(context_.session.folder()));
  if (!folder) return;
  context_.denoise.denoiseAll(context_.session.snapshot(), networks_->currentData().toString(), options(),
                              toPath(*folder));
}

void DenoiseBar::showState() {
  const bool busy = context_.denoise.isBusy();
  all_->setEnabled(!busy && context_.session.isOpen());
  const QString reason = whyNot();
  denoise_->setText(busy ? tr("Cancel") : tr("Denoise"));
  denoise_->setEnabled(busy || reason.isEmpty());
  denoise_->setToolTip(busy               ? QString()
                       : reason.isEmpty() ? tr("One more depth map: the shown one smoothed, and its holes "
                                               "filled. Of a denoised one, that which it was made of")
                                          : reason);
  note_->setText(shown_() ? whyNotMap() : QString()); // without a map, the page says so
  note_->setVisible(!note_->text().isEmpty());
}

} // namespace fillscope
