#include "app/gui/recording_dialog.h"
#include "app/gui/app_context.h"
#include "app/gui/project_paths.h"
#include "widgets/theme.h"
#include <QComboBox>
#include <QDialogButtonBox>
#include <QDir>
#include <QFileInfo>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QToolButton>
#include <QVBoxLayout>

namespace fillscope {
namespace {

enum How { spread, everyNth };
constexpr int usualStep = 30, mostFrames = 100000;

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
    , target_(new QLineEdit)
    , fault_(new QLabel)
    , take_(new QPushButton(tr("Take frames"))) {
  setAttribute(Qt::WA_DeleteOnClose);
  setWindowTitle(tr("Frames of “%1”").arg(toText(recording.filename())));
  take_->setObjectName(QStringLiteral("takeFrames"));
  auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel);
  buttons->addButton(take_, QDialogButtonBox::AcceptRole);
  buttons->button(QDialogButtonBox::Cancel)->setAutoDefault(false);
  take_->setDefault(true);
  fault_->setWordWrap(true);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(3 * theme::grid, 3 * theme::grid, 3 * theme::grid, 3 * theme::grid);
  layout->setSpacing(2 * theme::grid);
  layout->addWidget(makeChoice());
  layout->addWidget(fault_);
  layout->addWidget(buttons);
  resize(560, sizeHint().height());
  connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
  connect(take_, &QPushButton::clicked, this, [this] {
    context_.session.openFrames(recording_, request());
    accept();
  });
  target_->setText(suggestion(recording));
  showState();
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

void RecordingDialog::showState() {
  const QString fault = targetFault();
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
