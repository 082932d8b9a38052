#include "app/gui/recording_dialog.h"
#include "app/gui/app_context.h"
#include "core/workflow/project_paths.h"
#include "widgets/check_box.h"
#include "widgets/elided_combo_box.h"
#include "widgets/fold_section.h"
#include "widgets/theme.h"
#include "widgets/tone_label.h"
#include "widgets/unit_spaces.h"
#include "widgets/wheel_guard.h"
#include <QComboBox>
#include <QDialogButtonBox>
#include <QDir>
#include <QDoubleSpinBox>
#include <QFileInfo>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QPushButton>
#include <QSpinBox>
#include <QToolButton>
#include <QVBoxLayout>
#include <utility>

namespace fillscope {
namespace {

enum How { spread, everyNth };
constexpr int usualStep = 30, mostFrames = 100000;

QComboBox* newTopicChooser() {
  auto* box = new ElidedComboBox;
  box->addItem(RecordingDialog::tr("As found"), QString());
  box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
  box->setMinimumContentsLength(20);
  return box;
}

/// A folder beside it that holds no finished frames: those of an earlier choice stay.
QString suggestion(const std::filesystem::path& recording) {
  const QFileInfo file(toText(recording));
  const QString first = file.dir().filePath(file.completeBaseName() + QStringLiteral("-frames"));
  QString folder = first;
  for (int more = 2; QFileInfo::exists(folder + QStringLiteral("/project.json")); ++more)
    folder = first + QStringLiteral("-%1").arg(more);
  return folder;
}

} // namespace

RecordingDialog::RecordingDialog(AppContext& context, const std::filesystem::path& recording, QWidget* parent)
    : QDialog(parent)
    , context_(context)
    , recording_(recording)
    , how_(new QComboBox)
    , number_(new QSpinBox)
    , median_(new QSpinBox)
    , from_(new QDoubleSpinBox)
    , to_(new QDoubleSpinBox)
    , unit_(new QDoubleSpinBox)
    , depth_(newTopicChooser())
    , picture_(newTopicChooser())
    , adds_(new CheckBox(tr("Add the frames to the open project")))
    , target_(new QLineEdit)
    , content_(new ToneLabel(Tone::quiet, tr("Reading what it holds…")))
    , fault_(new ToneLabel(Tone::bad))
    , take_(new QPushButton(tr("Take frames"))) {
  setAttribute(Qt::WA_DeleteOnClose);
  setWindowTitle(tr("Frames of “%1”").arg(toText(recording.filename())));
  take_->setObjectName(QStringLiteral("takeFrames"));
  auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel);
  buttons->addButton(take_, QDialogButtonBox::AcceptRole);
  buttons->button(QDialogButtonBox::Cancel)->setAutoDefault(false);
  take_->setDefault(true);
  fault_->setWordWrap(true);
  content_->setObjectName(QStringLiteral("recordingContent"));
  content_->setWordWrap(true);
  adds_->setObjectName(QStringLiteral("framesAdd"));
  adds_->setToolTip(tr("Otherwise they become a project of their own, which is opened"));
  adds_->setVisible(context_.session.isOpen());
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(3 * theme::grid, 3 * theme::grid, 3 * theme::grid, 3 * theme::grid);
  layout->setSpacing(2 * theme::grid);
  layout->addWidget(content_);
  layout->addWidget(makeChoice());
  layout->addWidget(adds_);
  layout->addWidget(new FoldSection(tr("More"), makeMore(), false));
  layout->addWidget(fault_);
  layout->addStretch();
  layout->addWidget(buttons);
  resize(560, sizeHint().height());
  connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
  connect(take_, &QPushButton::clicked, this, [this] {
    if (adds_->isChecked() && context_.session.isOpen())
      context_.exchange.addFrames(recording_, request());
    else
      context_.session.openFrames(recording_, request());
    accept();
  });
  target_->setText(suggestion(recording));
  showState();
  readContent();
}

Result<RecordingDialog::Content> RecordingDialog::contentOf(const std::filesystem::path& file,
                                                            const Progress& progress) {
  const Result<Recording> recording = openRecording(file, {}, progress);
  if (!recording) return recording.error();
  Content content;
  for (std::uint32_t i = 0; i < recording->bag.topics().size(); ++i)
    if (firstHead(recording->bag, i))
      content.topics << QString::fromStdString(recording->bag.topics()[i].name);
  content.depth = QString::fromStdString(recording->depth.name);
  if (recording->picture) content.picture = QString::fromStdString(recording->picture->name);
  content.seconds = recording->length();
  content.depthMaps = static_cast<int>(recording->depth.messages.size());
  return content;
}

void RecordingDialog::readContent() {
  context_.jobs.run<Content>(
      JobLane::io, tr("Reading a recording"), this,
      [file = recording_](const Progress& progress) { return contentOf(file, progress); },
      [this](const Result<Content>& content) {
        if (content)
          showContent(*content);
        else
          content_->setText(QString::fromStdString(content.error().sentence()));
      },
      false);
}

void RecordingDialog::showContent(const Content& content) {
  const QLocale locale;
  content_->setText(
      withFixedUnits(tr("%1 s long, %2 depth maps")
                         .arg(locale.toString(content.seconds, 'f', 1), locale.toString(content.depthMaps))));
  for (const auto& [chooser, found] :
       {std::pair(depth_, content.depth), std::pair(picture_, content.picture)}) {
    if (!found.isEmpty()) chooser->setItemText(0, tr("As found: %1").arg(found));
    for (const QString& topic : content.topics)
      chooser->addItem(topic, topic);
  }
}

QWidget* RecordingDialog::makeChoice() {
  auto* box = new QWidget;
  how_->setObjectName(QStringLiteral("framesHow"));
  how_->addItems({tr("Spread evenly over its length"), tr("Every n-th")});
  number_->setObjectName(QStringLiteral("framesNumber"));
  number_->setRange(1, mostFrames);
  number_->setValue(FramesRequest::usualCount);
  number_->setAccessibleName(tr("How many"));
  connect(how_, &QComboBox::currentIndexChanged, this,
          [this](int how) { number_->setValue(how == everyNth ? usualStep : FramesRequest::usualCount); });
  median_->setObjectName(QStringLiteral("framesMedian"));
  median_->setRange(1, FramesRequest::mostMedian);
  median_->setToolTip(
      tr("The middle of so many depth maps around each frame has less noise. Only for a scene that "
         "stands still."));
  auto* frames = new QHBoxLayout;
  frames->addWidget(how_, 1);
  frames->addWidget(number_);
  auto* form = new QFormLayout(box);
  form->setContentsMargins(0, 0, 0, 0);
  form->addRow(tr("Frames"), frames);
  form->addRow(tr("Depth maps for each"), median_);
  form->addRow(tr("Write to"), makeTarget());
  return box;
}

QWidget* RecordingDialog::makeMore() {
  const auto seconds = [this](QDoubleSpinBox* field, const char* name, const QString& spoken,
                              const QString& none) {
    field->setObjectName(QLatin1String(name));
    field->setAccessibleName(spoken);
    field->setRange(0, 1e6);
    field->setDecimals(3);
    field->setSuffix(QStringLiteral(" s"));
    field->setSpecialValueText(none);
    connect(field, &QDoubleSpinBox::valueChanged, this, &RecordingDialog::showState);
  };
  seconds(from_, "framesFrom", tr("From"), tr("its beginning"));
  seconds(to_, "framesTo", tr("To"), tr("its end"));
  unit_->setObjectName(QStringLiteral("framesUnit"));
  unit_->setRange(0, 1000);
  unit_->setDecimals(4);
  unit_->setSuffix(QStringLiteral(" mm"));
  unit_->setSpecialValueText(tr("as the recording says"));
  unit_->setToolTip(
      tr("Of depth in whole numbers, where the recording does not tell it: 1 mm for most cameras"));
  depth_->setObjectName(QStringLiteral("framesDepth"));
  picture_->setObjectName(QStringLiteral("framesPicture"));
  auto* part = new QHBoxLayout;
  part->addWidget(from_, 1);
  part->addWidget(new QLabel(QStringLiteral("–")));
  part->addWidget(to_, 1);
  auto* box = new QWidget;
  auto* form = new QFormLayout(box);
  form->setContentsMargins(0, 0, 0, 0);
  form->addRow(tr("Part of it"), part);
  form->addRow(tr("One unit of depth is"), unit_);
  form->addRow(tr("Depth from topic"), depth_);
  form->addRow(tr("Pictures from topic"), picture_);
  guardWheel(*box);
  return box;
}

QWidget* RecordingDialog::makeTarget() {
  auto* box = new QWidget;
  target_->setObjectName(QStringLiteral("framesTarget"));
  target_->setAccessibleName(tr("Where to"));
  auto* browse = new QToolButton;
  browse->setIcon(theme::icon(QStringLiteral("open"), palette()));
  browse->setToolTip(tr("Choose…"));
  browse->setAccessibleName(tr("Choose where to"));
  connect(browse, &QToolButton::clicked, this, &RecordingDialog::browse);
  connect(target_, &QLineEdit::textChanged, this, &RecordingDialog::showState);
  auto* row = new QHBoxLayout(box);
  row->setContentsMargins(0, 0, 0, 0);
  row->addWidget(target_, 1);
  row->addWidget(browse);
  return box;
}

FramesRequest RecordingDialog::request() const {
  FramesRequest request;
  (how_->currentIndex() == everyNth ? request.every : request.count) = number_->value();
  request.median = median_->value();
  request.from = from_->value();
  request.to = to_->value();
  request.metresPerUnit = unit_->value() / 1000;
  request.streams = {depth_->currentData().toString().toStdString(),
                     picture_->currentData().toString().toStdString()};
  request.folder = fullPath(toPath(target_->text().trimmed()));
  request.resume = true; // one that was stopped goes on
  return request;
}

QString RecordingDialog::targetFault() const {
  const QString typed = target_->text().trimmed();
  if (typed.isEmpty()) return tr("Name a folder to write to.");
  QFileInfo above(typed);
  if (above.exists() && !above.isDir()) return tr("That is a file: name a folder.");
  while (!above.exists() && !above.isRoot())
    above.setFile(above.absolutePath()); // folders that are made
  if (!above.isDir() || !above.isWritable()) return tr("You may not write into “%1”.").arg(above.filePath());
  return {};
}

QString RecordingDialog::partFault() const {
  const bool isTurned = to_->value() > 0 && to_->value() < from_->value();
  return isTurned ? tr("The part ends before it begins: choose a later end.") : QString();
}

void RecordingDialog::showState() {
  const QString fault = targetFault().isEmpty() ? partFault() : targetFault();
  fault_->setText(fault);
  fault_->setVisible(!fault.isEmpty());
  take_->setEnabled(fault.isEmpty());
}

void RecordingDialog::browse() {
  const auto chosen =
      context_.prompts.outputFolder(tr("Folder for the frames"), QFileInfo(target_->text()).path());
  if (chosen) target_->setText(*chosen);
}

} // namespace fillscope
