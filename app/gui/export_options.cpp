#include "app/gui/export_options.h"
#include "app/gui/export_words.h"
#include "core/annotation/attribute_definitions.h"
#include "core/formats/split_shares.h"
#include "widgets/check_box.h"
#include "widgets/tone_label.h"
#include "widgets/wheel_guard.h"
#include <QComboBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QSpinBox>
#include <set>

namespace fillscope {

using Format = AnnotationFormat;

namespace {

/// Nothing typed is no split.
Result<std::vector<double>> splitIn(const QString& text) {
  return text.trimmed().isEmpty() ? std::vector<double>() : parseShares(text.trimmed().toStdString());
}

} // namespace

ExportOptions::ExportOptions(const Project& project, QWidget* parent)
    : QWidget(parent)
    , form_(new QFormLayout(this))
    , format_(new QComboBox)
    , label_(new QComboBox)
    , explanation_(new ToneLabel(Tone::quiet)) {
  form_->setContentsMargins(0, 0, 0, 0);
  format_->setObjectName(QStringLiteral("exportFormat"));
  format_->setAccessibleName(tr("Format"));
  format_->setMaxVisibleItems(20);
  for (const Format format : writableFormats())
    format_->addItem(formatTitleText(format), static_cast<int>(format));
  explanation_->setWordWrap(true);
  label_->setAccessibleName(tr("Label from"));
  offerLabels(project);
  form_->addRow(tr("Format"), format_);
  form_->addRow(QString(), explanation_);
  form_->addRow(tr("Label from"), label_);
  form_->addRow(tr("Split"), makeSplit());
  closePolylines_ = addCheck(
      tr("Write open lines as closed outlines"),
      tr("Where the format has no open lines: a polyline's last point is joined to its first"), false);
  pixelIndices_ =
      addCheck(tr("Keypoints count pixels (COCO's specification)"),
               tr("The middle of a picture's first pixel is 0; otherwise it is 0.5, and its corner 0"), true);
  countsFromOne_ = addCheck(tr("The first pixel is 1 (Pascal's specification)"),
                            tr("Many programs write 0 instead"), true);
  connect(label_, &QComboBox::activated, this, &ExportOptions::changed);
  connect(format_, &QComboBox::currentIndexChanged, this, [this] {
    showWhatCounts();
    Q_EMIT formatChosen();
  });
  guardWheel(*this);
  setFocusProxy(format_);
  showWhatCounts();
}

void ExportOptions::offerLabels(const Project& project) {
  constexpr std::size_t most = 100;
  label_->addItem(tr("As found: label, class, category, name or type"), QString());
  std::set<std::string> names;
  for (const Picture& picture : project.pictures) {
    for (const Region& region : picture.regions)
      for (const auto& item : region.attributes.items)
        if (!item.second.isJson && !isKeptByShape(region, item.first)) names.insert(item.first);
    if (names.size() > most) break;
  }
  for (const std::string& name : names)
    label_->addItem(tr("Attribute “%1”").arg(QString::fromStdString(name)), QString::fromStdString(name));
}

QWidget* ExportOptions::makeSplit() {
  split_ = new QComboBox;
  split_->setObjectName(QStringLiteral("exportSplit"));
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
  connect(split_, &QComboBox::editTextChanged, this, &ExportOptions::changed);
  return splitRow_;
}

CheckBox* ExportOptions::addCheck(const QString& text, const QString& tip, bool on) {
  auto* made = new CheckBox(text);
  made->setToolTip(tip);
  made->setChecked(on);
  form_->addRow(QString(), made);
  connect(made, &QCheckBox::toggled, this, &ExportOptions::changed);
  return made;
}

void ExportOptions::showWhatCounts() {
  const Format chosen = format();
  const auto showRow = [this](QWidget* field, bool shown) {
    field->setVisible(shown);
    if (QWidget* label = form_->labelForField(field)) label->setVisible(shown);
  };
  explanation_->setText(formatExplanation(chosen));
  showRow(label_, !isViaFormat(chosen));
  pixelIndices_->setVisible(isCocoFormat(chosen));
  countsFromOne_->setVisible(chosen == Format::voc);
  closePolylines_->setVisible(!isViaFormat(chosen));
}

Format ExportOptions::format() const { return static_cast<Format>(format_->currentData().toInt()); }

void ExportOptions::setFormat(Format format) {
  format_->setCurrentIndex(format_->findData(static_cast<int>(format)));
}

bool ExportOptions::splitIsFine() const { return splitIn(split_->currentText()).ok(); }
bool ExportOptions::closesPolylines() const { return closePolylines_->isChecked(); }
void ExportOptions::closePolylines() { closePolylines_->setChecked(true); }

WriteOptions ExportOptions::options() const {
  WriteOptions options;
  options.labelAttribute = label_->currentData().toString().toStdString();
  if (const auto split = splitIn(split_->currentText())) options.split = *split;
  options.seed = static_cast<std::uint64_t>(seed_->value());
  options.closePolylines = closesPolylines();
  options.conventions.cocoKeypointsArePixelIndices = pixelIndices_->isChecked();
  options.conventions.vocCountsFromOne = countsFromOne_->isChecked();
  return options;
}

} // namespace fillscope
