#include "app/gui/export_dialog.h"
#include "app/gui/app_context.h"
#include "app/gui/report_dialog.h"
#include "core/annotation/attribute_definitions.h"
#include "widgets/check_box.h"
#include "widgets/theme.h"
#include "widgets/tone_label.h"
#include "widgets/wheel_guard.h"
#include <QComboBox>
#include <QDialogButtonBox>
#include <QDir>
#include <QFileInfo>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLineEdit>
#include <QLocale>
#include <QPushButton>
#include <QSpinBox>
#include <QToolButton>
#include <QTreeWidget>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>
#include <set>

namespace fillscope {
namespace {

using Format = AnnotationFormat;

QString textOf(std::string_view text) {
  return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

bool isYolo(Format f) {
  return f == Format::yoloDetect || f == Format::yoloObb || f == Format::yoloSegment || f == Format::yoloPose;
}
bool isCoco(Format f) { return f == Format::coco || f == Format::cocoKeypoints; }

QString suffixOf(Format f) {
  return f == Format::via2Csv || f == Format::via1Csv || f == Format::viaEarlyCsv ? QStringLiteral(".csv")
         : f == Format::cvat                                                      ? QStringLiteral(".xml")
                                                                                  : QStringLiteral(".json");
}

/// What for, in one sentence: names of formats say little to who meets them first.
QString explanationOf(Format f) {
  switch (f) {
  case Format::via2:
    return ExportDialog::tr("The VGG Image Annotator's project: everything is kept.");
  case Format::via2Annotations:
    return ExportDialog::tr("What VIA 2 imports into an open project.");
  case Format::via2Csv:
    return ExportDialog::tr("VIA 2 as a table, one line for each region.");
  case Format::via3:
    return ExportDialog::tr("The project of VIA 3.");
  case Format::coco:
    return ExportDialog::tr("Outlines and boxes, for most training programs.");
  case Format::cocoKeypoints:
    return ExportDialog::tr("Corners as named keypoints with their visibility.");
  case Format::yoloDetect:
    return ExportDialog::tr("Upright boxes, a folder for Ultralytics' detectors.");
  case Format::yoloObb:
    return ExportDialog::tr("Turned boxes of four corners, a folder for Ultralytics.");
  case Format::yoloSegment:
    return ExportDialog::tr("Outlines, a folder for Ultralytics.");
  case Format::yoloPose:
    return ExportDialog::tr("Corners as keypoints, a folder for Ultralytics.");
  case Format::labelme:
    return ExportDialog::tr("One file for each picture, opened by labelme.");
  case Format::cvat:
    return ExportDialog::tr("Uploaded to a CVAT task as “CVAT for images 1.1”.");
  case Format::voc:
    return ExportDialog::tr("Upright boxes, one XML file for each picture.");
  case Format::datumaro:
    return ExportDialog::tr("Keeps the most besides VIA; converted further by Datumaro.");
  case Format::masks:
    return ExportDialog::tr("One PNG for each picture, a number for each label.");
  default:
    return ExportDialog::tr("For older programs.");
  }
}

} // namespace

bool isFolderFormat(Format f) {
  return isYolo(f) || f == Format::labelme || f == Format::voc || f == Format::masks;
}

std::optional<std::vector<double>> parseSplit(const QString& text) {
  std::vector<double> shares;
  if (text.trimmed().isEmpty()) return shares;
  double sum = 0;
  for (const QString& part : text.split(QLatin1Char('/'))) {
    bool ok = false;
    const double share = part.trimmed().toDouble(&ok);
    if (!ok || !(share >= 0) || share > 1) return std::nullopt;
    shares.push_back(share);
    sum += share;
  }
  if (shares.size() < 2 || shares.size() > 3 || std::abs(sum - 1) > 1e-6) return std::nullopt;
  return shares;
}

ExportDialog::ExportDialog(AppContext& context, QWidget* parent)
    : QDialog(parent)
    , context_(context)
    , format_(new QComboBox) {
  setWindowTitle(tr("Export annotations"));
  resize(680, 560);
  format_->setObjectName(QStringLiteral("exportFormat"));
  format_->setAccessibleName(tr("Format"));
  format_->setMaxVisibleItems(20);
  for (const Format format : writableFormats())
    format_->addItem(textOf(formatTitle(format)), static_cast<int>(format));
  explanation_ = new ToneLabel(Tone::quiet);
  explanation_->setWordWrap(true);
  export_ = new QPushButton(tr("Export"));
  export_->setObjectName(QStringLiteral("export"));
  auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel);
  buttons->addButton(export_, QDialogButtonBox::AcceptRole);
  buttons->button(QDialogButtonBox::Cancel)->setAutoDefault(false);
  export_->setDefault(true);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(3 * theme::grid, 3 * theme::grid, 3 * theme::grid, 3 * theme::grid);
  layout->setSpacing(2 * theme::grid);
  layout->addWidget(makeOptions());
  layout->addWidget(makeReport(), 1);
  layout->addWidget(makeTarget());
  layout->addWidget(buttons);
  connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
  connect(export_, &QPushButton::clicked, this, [this] {
    Q_EMIT exportRequested(format(), options(), target());
    accept();
  });
  later_.setSingleShot(true);
  later_.setInterval(0);
  connect(&later_, &QTimer::timeout, this, &ExportDialog::look);
  connect(format_, &QComboBox::currentIndexChanged, this, &ExportDialog::formatChosen);
  guardWheel(*this);
  format_->setFocus();
  formatChosen();
}

ExportDialog::~ExportDialog() { context_.jobs.cancel(job_); }

QWidget* ExportDialog::makeOptions() {
  auto* box = new QWidget;
  auto* form = new QFormLayout(box);
  form->setContentsMargins(0, 0, 0, 0);
  form->addRow(tr("Format"), format_);
  form->addRow(QString(), explanation_);
  label_ = new QComboBox;
  label_->setAccessibleName(tr("Label from"));
  label_->addItem(tr("As found: label, class, category, name or type"), QString());
  std::set<std::string> names;
  for (const Picture& picture : context_.document.project().pictures) {
    for (const Region& region : picture.regions)
      for (const auto& item : region.attributes.items)
        if (!item.second.isJson && !isKeptByShape(region, item.first)) names.insert(item.first);
    if (names.size() > 100) break;
  }
  for (const std::string& name : names)
    label_->addItem(tr("Attribute “%1”").arg(QString::fromStdString(name)), QString::fromStdString(name));
  form->addRow(tr("Label from"), label_);
  connect(label_, &QComboBox::activated, &later_, qOverload<>(&QTimer::start));

  split_ = new QComboBox;
  split_->setEditable(true);
  split_->setAccessibleName(tr("Split"));
  split_->setToolTip(tr("Shares of the pictures for training, validation and test, as in 0.8/0.1/0.1"));
  split_->addItems(
      {QString(), QStringLiteral("0.8/0.2"), QStringLiteral("0.8/0.1/0.1"), QStringLiteral("0.7/0.2/0.1")});
  split_->lineEdit()->setPlaceholderText(tr("not split"));
  seed_ = new QSpinBox;
  seed_->setRange(0, 999999);
  seed_->setPrefix(tr("seed "));
  seed_->setAccessibleName(tr("Seed of the split"));
  seed_->setToolTip(tr("The same seed puts the same pictures into the same part"));
  splitRow_ = new QWidget;
  auto* row = new QHBoxLayout(splitRow_);
  row->setContentsMargins(0, 0, 0, 0);
  row->addWidget(split_, 1);
  row->addWidget(seed_);
  form->addRow(tr("Split"), splitRow_);
  connect(split_, &QComboBox::editTextChanged, &later_, qOverload<>(&QTimer::start));

  const auto check = [&](const QString& text, const QString& tip, bool on) {
    auto* made = new CheckBox(text);
    made->setToolTip(tip);
    made->setChecked(on);
    form->addRow(QString(), made);
    connect(made, &QCheckBox::toggled, &later_, qOverload<>(&QTimer::start));
    return made;
  };
  closePolylines_ =
      check(tr("Write open lines as closed outlines"),
            tr("Where the format has no open lines: a polyline's last point is joined to its first"), false);
  pixelIndices_ =
      check(tr("Keypoints count pixels (COCO's specification)"),
            tr("The middle of a picture's first pixel is 0; otherwise it is 0.5, and its corner 0"), true);
  countsFromOne_ =
      check(tr("The first pixel is 1 (Pascal's specification)"), tr("Many programs write 0 instead"), true);
  return box;
}

QWidget* ExportDialog::makeReport() {
  auto* box = new QWidget;
  verdict_ = new ToneLabel(Tone::plain);
  verdict_->setObjectName(QStringLiteral("exportVerdict"));
  verdict_->setScaled(1.1, QFont::DemiBold);
  verdict_->setWordWrap(true);
  verdict_->setAccessibleName(tr("What would be lost"));
  report_ = new QTreeWidget;
  report_->setAccessibleName(tr("What the format cannot hold"));
  report_->setHeaderLabels({tr("What"), tr("Is written as"), tr("How often"), tr("First in")});
  report_->setRootIsDecorated(false);
  report_->setUniformRowHeights(true);
  report_->setAlternatingRowColors(true);
  report_->header()->setStretchLastSection(true);
  report_->header()->setSectionResizeMode(0, QHeaderView::ResizeToContents);
  report_->header()->setSectionResizeMode(1, QHeaderView::ResizeToContents);
  report_->header()->setSectionResizeMode(2, QHeaderView::ResizeToContents);
  auto* offer = new QPushButton(tr("Close them to outlines"));
  offer->setObjectName(QStringLiteral("closePolylines"));
  offer->setAutoDefault(false);
  connect(offer, &QPushButton::clicked, this, [this] { closePolylines_->setChecked(true); });
  closeOffer_ = new QWidget;
  auto* row = new QHBoxLayout(closeOffer_);
  row->setContentsMargins(0, 0, 0, 0);
  row->addWidget(new ToneLabel(Tone::quiet, tr("The format has no open lines.")));
  row->addWidget(offer);
  row->addStretch();
  auto* column = new QVBoxLayout(box);
  column->setContentsMargins(0, 0, 0, 0);
  column->addWidget(verdict_);
  column->addWidget(report_, 1);
  column->addWidget(closeOffer_);
  column->addStretch(0);
  return box;
}

QWidget* ExportDialog::makeTarget() {
  auto* box = new QWidget;
  target_ = new QLineEdit;
  target_->setObjectName(QStringLiteral("exportTarget"));
  target_->setAccessibleName(tr("Where to"));
  auto* browse = new QToolButton;
  browse->setIcon(theme::icon(QStringLiteral("open"), palette()));
  browse->setToolTip(tr("Choose…"));
  browse->setAccessibleName(tr("Choose where to"));
  connect(browse, &QToolButton::clicked, this, &ExportDialog::browse);
  connect(target_, &QLineEdit::textChanged, this, &ExportDialog::showLosses);
  auto* row = new QHBoxLayout(box);
  row->setContentsMargins(0, 0, 0, 0);
  row->addWidget(new QLabel(tr("Write to")));
  row->addWidget(target_, 1);
  row->addWidget(browse);
  return box;
}

AnnotationFormat ExportDialog::format() const { return static_cast<Format>(format_->currentData().toInt()); }
void ExportDialog::setFormat(Format format) {
  format_->setCurrentIndex(format_->findData(static_cast<int>(format)));
}
bool ExportDialog::wantsFolder() const { return isFolderFormat(format()); }
QString ExportDialog::target() const { return target_->text().trimmed(); }
void ExportDialog::setTarget(const QString& path) { target_->setText(path); }

WriteOptions ExportDialog::options() const {
  WriteOptions options;
  options.images = context_.session.folder();
  options.labelAttribute = label_->currentData().toString().toStdString();
  const Format chosen = format();
  if (isYolo(chosen) || isCoco(chosen)) {
    options.split = parseSplit(split_->currentText()).value_or(std::vector<double>());
    options.seed = static_cast<std::uint64_t>(seed_->value());
  }
  options.closePolylines = closePolylines_->isChecked();
  options.conventions.cocoKeypointsArePixelIndices = pixelIndices_->isChecked();
  options.conventions.vocCountsFromOne = countsFromOne_->isChecked();
  return options;
}

QString ExportDialog::suggestion() const {
  QString stem = toText(context_.session.projectFile().stem());
  if (stem.endsWith(QStringLiteral(".fillscope"))) stem.chop(10);
  if (stem.isEmpty()) stem = QStringLiteral("annotations");
  const QDir folder(toText(context_.session.folder()));
  const QString name = stem + QLatin1Char('-') + textOf(formatName(format()));
  return folder.filePath(wantsFolder() ? name : name + suffixOf(format()));
}

void ExportDialog::formatChosen() {
  const Format chosen = format();
  const auto showRow = [](QWidget* field, bool shown) {
    auto* form = qobject_cast<QFormLayout*>(field->parentWidget()->layout());
    field->setVisible(shown);
    if (QWidget* label = form->labelForField(field)) label->setVisible(shown);
  };
  const bool isVia = textOf(formatName(chosen)).startsWith(QStringLiteral("via"));
  explanation_->setText(explanationOf(chosen));
  showRow(label_, !isVia);
  showRow(splitRow_, isYolo(chosen) || isCoco(chosen));
  pixelIndices_->setVisible(isCoco(chosen));
  countsFromOne_->setVisible(chosen == Format::voc);
  closePolylines_->setVisible(!isVia);
  if (target_->text().isEmpty() || target_->text() == suggested_) target_->setText(suggested_ = suggestion());
  look();
}

void ExportDialog::look() {
  context_.jobs.cancel(job_);
  losses_.clear();
  const int asked = ++asked_;
  struct Looked {
    std::vector<Loss> losses;
  };
  job_ = context_.jobs.run<Looked>(
      JobLane::compute, tr("Looking for losses"), this,
      [project = context_.document.project(), format = format(), options = options()](
          const Progress&) -> Result<Looked> { return Looked{lossesOf(project, format, options)}; },
      [this, asked](Result<Looked> looked) {
        if (asked != asked_) return;
        job_ = 0;
        if (looked) losses_ = std::move(looked->losses);
        showLosses();
      },
      false);
  showLosses();
}

void ExportDialog::showLosses() {
  const bool splitFine = parseSplit(split_->currentText()).has_value() || !splitRow_->isVisibleTo(this);
  report_->clear();
  bool anyOpenLine = false;
  const QLocale locale;
  for (const Loss& loss : losses_) {
    auto* item = new QTreeWidgetItem(
        report_, {QString::fromStdString(loss.what),
                  loss.becomes.empty() ? tr("left out") : QString::fromStdString(loss.becomes),
                  locale.toString(loss.count), QString::fromStdString(loss.example)});
    item->setTextAlignment(2, Qt::AlignRight | Qt::AlignVCenter);
    if (loss.becomes.empty()) item->setForeground(1, theme::bad(palette()));
    for (int column = 0; column < 4; ++column)
      item->setToolTip(column, lossLine(loss));
    anyOpenLine =
        anyOpenLine || (loss.kind == Loss::Kind::shape && loss.what.find("polyline") != std::string::npos);
  }
  const int leftOut = static_cast<int>(
      std::count_if(losses_.begin(), losses_.end(), [](const Loss& loss) { return loss.becomes.empty(); }));
  if (!splitFine) {
    verdict_->setTone(Tone::bad);
    verdict_->setText(tr("The shares of the split must add up to 1, as in 0.8/0.1/0.1."));
  } else if (isLooking()) {
    verdict_->setTone(Tone::quiet);
    verdict_->setText(tr("Looking what the format can hold…"));
  } else if (losses_.empty()) {
    verdict_->setTone(Tone::good);
    verdict_->setText(tr("Nothing is lost: the format holds all of it."));
  } else {
    verdict_->setTone(leftOut > 0 ? Tone::bad : Tone::warning);
    verdict_->setText(leftOut > 0
                          ? tr("The format cannot hold all of it. Left out: %1; changed: %2.")
                                .arg(leftOut)
                                .arg(losses_.size() - static_cast<std::size_t>(leftOut))
                          : tr("The format holds it in another form: %1 changes.").arg(losses_.size()));
  }
  closeOffer_->setVisible(anyOpenLine && !closePolylines_->isChecked());
  report_->setEnabled(!isLooking());
  report_->setVisible(!losses_.empty());
  export_->setEnabled(splitFine && !isLooking() && !target().isEmpty() && format_->count() > 0);
}

void ExportDialog::browse() {
  const std::optional<QString> chosen =
      wantsFolder() ? context_.prompts.openFolder(tr("Folder to write to"), QFileInfo(target()).path())
                    : context_.prompts.saveFile(tr("Export annotations"), target(),
                                                tr("Annotations (*%1)").arg(suffixOf(format())));
  if (chosen) target_->setText(*chosen);
}

} // namespace fillscope
