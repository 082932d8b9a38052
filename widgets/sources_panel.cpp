#include "widgets/sources_panel.h"

#include "widgets/check_box.h"
#include "widgets/elided_combo_box.h"
#include "widgets/file_row.h"
#include "widgets/scale_chooser.h"
#include "widgets/theme.h"
#include "widgets/tone_label.h"
#include "widgets/wheel_guard.h"
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QPushButton>
#include <QSignalBlocker>
#include <QVBoxLayout>
#include <algorithm>
#include <numbers>

namespace fillscope {

namespace {

enum CameraKind { fromFile, fromFieldOfView, unknown };
constexpr double radian = std::numbers::pi / 180, usualFieldOfView = 60;
constexpr int usualRotation = 3;

/// A label before its field, one row of the panel.
struct LabelledRow {
  QWidget* box = new QWidget;
  ToneLabel* label;
  LabelledRow(const QString& text, QComboBox* field)
      : label(new ToneLabel(Tone::quiet, text)) {
    auto* row = new QHBoxLayout(box);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(2 * theme::grid);
    field->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    field->setMinimumContentsLength(14);
    label->setBuddy(field);
    label->setToolTip(field->toolTip());
    row->addWidget(label);
    row->addWidget(field, 1);
  }
};

} // namespace

struct SourcesPanel::Private {
  PictureSources sources;
  QComboBox *maps = nullptr, *kind = nullptr, *camera = nullptr;
  FileRow *depth = nullptr, *empty = nullptr, *intrinsics = nullptr;
  ScaleChooser* scale = nullptr;
  QCheckBox* rotation = nullptr;
  QDoubleSpinBox* fieldOfView = nullptr;
  ToneLabel* summary = nullptr;
  QWidget *mapsBox = nullptr, *kindBox = nullptr;
  QVBoxLayout* problems = nullptr;
  QString cameraSummary;
  bool hasDecimals = false;  ///< the depth file, which is metres so
  bool choosingFile = false; ///< "from a file" was chosen and no file has come yet

  CameraKind cameraKind() const {
    if (!sources.intrinsicsFile.empty() || choosingFile) return fromFile;
    return sources.fieldOfView > 0 ? fromFieldOfView : unknown;
  }
};

SourcesPanel::SourcesPanel(QWidget* parent)
    : QWidget(parent)
    , d_(std::make_unique<Private>()) {
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(3 * theme::grid, 3 * theme::grid, 3 * theme::grid, 3 * theme::grid);
  layout->setSpacing(2 * theme::grid);
  d_->problems = new QVBoxLayout;
  d_->problems->setSpacing(2 * theme::grid);
  layout->addLayout(d_->problems);

  layout->addWidget(newHeading(tr("Depth")));
  d_->maps = new ElidedComboBox;
  d_->maps->setToolTip(tr("The depth map that the fill is measured with."));
  const LabelledRow maps(tr("Measure &with"), d_->maps);
  d_->mapsBox = maps.box;
  layout->addWidget(d_->mapsBox);
  d_->depth = new FileRow(tr("Depth file"), tr("The depth map recorded with this picture."));
  layout->addWidget(d_->depth);
  d_->kind = new QComboBox;
  d_->kind->addItems({tr("Distances"), tr("Distances, no unit"), tr("1/distance, no unit")}); // DepthKind
  d_->kind->setToolTip(
      tr("What the numbers in the depth file are. Cameras write distances. Networks such as MiDaS or Depth "
         "Anything write numbers without a unit, most of them inverse: the larger, the nearer. They give the "
         "share that is full, and litres where the size of the box is known."));
  const LabelledRow holds(tr("File h&olds"), d_->kind);
  d_->kindBox = holds.box;
  layout->addWidget(d_->kindBox);
  d_->scale = new ScaleChooser;
  layout->addWidget(d_->scale);
  QLabel& unit = d_->scale->label();
  const int column = std::max(holds.label->sizeHint().width(), unit.sizeHint().width());
  holds.label->setMinimumWidth(column);
  unit.setMinimumWidth(column);
  d_->rotation = new CheckBox(tr("Bits rotated by 3 (SUN RGB-D, APC)"));
  d_->rotation->setToolTip(tr(
      "Some data sets store their 16-bit depth rotated by three bits; tick it when the depth looks torn."));
  layout->addWidget(d_->rotation);
  d_->empty =
      new FileRow(tr("Same box, empty"),
                  tr("A depth map of the empty box from the same camera: the capacity is measured from it."));
  layout->addWidget(d_->empty);

  layout->addSpacing(theme::grid);
  layout->addWidget(newHeading(tr("Camera")));
  d_->camera = new QComboBox;
  d_->camera->addItems({tr("From a file"), tr("Field of view"), tr("Not known")});
  d_->camera->setAccessibleName(tr("Camera"));
  layout->addWidget(d_->camera);
  d_->intrinsics = new FileRow(tr("Camera file"), tr("A 3×3 matrix as text, or JSON."));
  layout->addWidget(d_->intrinsics);
  d_->fieldOfView = new QDoubleSpinBox;
  d_->fieldOfView->setRange(5, 170);
  d_->fieldOfView->setDecimals(1);
  d_->fieldOfView->setSuffix(tr("° horizontally"));
  d_->fieldOfView->setValue(usualFieldOfView);
  d_->fieldOfView->setKeyboardTracking(false);
  d_->fieldOfView->setAccessibleName(tr("Horizontal field of view"));
  layout->addWidget(d_->fieldOfView);
  d_->summary = new ToneLabel(Tone::quiet);
  d_->summary->setWordWrap(true);
  layout->addWidget(d_->summary);
  auto* all = new QPushButton(theme::icon(QStringLiteral("copy"), palette()),
                              tr("Scale and camera for all pictures"));
  all->setToolTip(
      tr("What depth files hold, their scale and rotation, and the camera of this picture for every picture "
         "of the project; depth files, and camera files named after a picture, stay its own."));
  layout->addSpacing(theme::grid);
  layout->addWidget(all, 0, Qt::AlignLeft);
  layout->addStretch(1);
  setMinimumWidth(66 * theme::grid);
  guardWheel(*this);

  connect(all, &QPushButton::clicked, this, &SourcesPanel::applyToAllRequested);
  connect(d_->maps, &QComboBox::activated, this, &SourcesPanel::depthMapChosen);
  const std::tuple<FileRow*, File, std::string PictureSources::*> files[] = {
      {d_->depth, File::depth, &PictureSources::depthFile},
      {d_->empty, File::emptyDepth, &PictureSources::emptyDepthFile},
      {d_->intrinsics, File::intrinsics, &PictureSources::intrinsicsFile}};
  for (const auto& [row, which, member] : files) {
    connect(row, &FileRow::chooseRequested, this, [this, file = which] { Q_EMIT chooseFileRequested(file); });
    connect(row, &FileRow::removed, this, [this, field = member] {
      d_->choosingFile = false;
      (d_->sources.*field).clear();
      emitEdited();
    });
  }
  connect(d_->kind, &QComboBox::activated, this, [this](int kind) {
    d_->sources.depthKind = static_cast<DepthKind>(kind);
    emitEdited();
  });
  connect(d_->scale, &ScaleChooser::edited, this, [this](double metresPerUnit) {
    d_->sources.depthScale = metresPerUnit;
    emitEdited();
  });
  connect(d_->rotation, &QCheckBox::toggled, this, [this](bool rotated) {
    d_->sources.depthRotation = rotated ? usualRotation : 0;
    emitEdited();
  });
  connect(d_->fieldOfView, &QDoubleSpinBox::valueChanged, this, [this](double degrees) {
    d_->sources.fieldOfView = degrees * radian;
    emitEdited();
  });
  connect(d_->camera, &QComboBox::activated, this, &SourcesPanel::chooseCamera);
  setDepthMaps({}, -1);
  showSources();
}

SourcesPanel::~SourcesPanel() = default;

void SourcesPanel::emitEdited() {
  showSources();
  Q_EMIT sourcesEdited(d_->sources);
}

void SourcesPanel::chooseCamera(int kind) {
  d_->choosingFile = kind == fromFile && d_->sources.intrinsicsFile.empty();
  if (d_->choosingFile) {
    showSources();
    Q_EMIT chooseFileRequested(File::intrinsics);
    return;
  }
  if (kind == fromFile) return;
  d_->sources.intrinsicsFile.clear();
  d_->sources.fieldOfView = kind == fromFieldOfView ? d_->fieldOfView->value() * radian : 0;
  emitEdited();
}

void SourcesPanel::setSources(const PictureSources& sources, const QString& cameraSummary,
                              const QStringList& problems) {
  d_->sources = sources;
  if (!sources.intrinsicsFile.empty() || sources.fieldOfView > 0) d_->choosingFile = false;
  while (QLayoutItem* item = d_->problems->takeAt(0)) {
    item->widget()->hide();
    item->widget()->deleteLater();
    delete item;
  }
  for (const QString& problem : problems)
    d_->problems->addWidget(new NoteCard(Tone::warning, problem));
  d_->cameraSummary = cameraSummary;
  showSources();
}

void SourcesPanel::showSources() {
  const PictureSources& sources = d_->sources;
  const QSignalBlocker blockRotation(d_->rotation), blockField(d_->fieldOfView), blockCamera(d_->camera);
  d_->depth->setFile(QString::fromStdString(sources.depthFile));
  d_->empty->setFile(QString::fromStdString(sources.emptyDepthFile));
  d_->intrinsics->setFile(QString::fromStdString(sources.intrinsicsFile));
  d_->scale->setScale(sources.depthScale);
  const bool hasFile = !sources.depthFile.empty() || !sources.emptyDepthFile.empty();
  d_->kindBox->setEnabled(hasFile);
  d_->kind->setCurrentIndex(static_cast<int>(sources.depthKind));
  d_->scale->setHasDecimals(d_->hasDecimals);
  d_->scale->setEnabled(hasFile && sources.depthKind == DepthKind::metric && !d_->hasDecimals);
  d_->rotation->setEnabled(hasFile);
  d_->rotation->setChecked(sources.depthRotation != 0);
  const CameraKind kind = d_->cameraKind();
  d_->camera->setCurrentIndex(kind);
  d_->intrinsics->setVisible(kind == fromFile);
  d_->fieldOfView->setVisible(kind == fromFieldOfView);
  if (sources.fieldOfView > 0) d_->fieldOfView->setValue(sources.fieldOfView / radian);
  QString summary = d_->cameraSummary;
  if (kind == unknown && summary.isEmpty())
    summary = tr("The focal length is guessed from the rim. That is least sure when looking straight down.");
  d_->summary->setText(summary);
  d_->summary->setVisible(!d_->summary->text().isEmpty());
}

void SourcesPanel::setDepthHasDecimals(bool hasDecimals) {
  d_->hasDecimals = hasDecimals;
  showSources();
}

void SourcesPanel::setDepthMaps(const QStringList& names, int current) {
  const QSignalBlocker blocker(d_->maps);
  d_->maps->clear();
  d_->maps->addItems(names);
  d_->maps->setCurrentIndex(current);
  d_->mapsBox->setVisible(!names.isEmpty());
}

} // namespace fillscope
