#include "app/gui/export_dialog.h"
#include "app/gui/app_context.h"
#include "app/gui/export_options.h"
#include "app/gui/export_words.h"
#include "app/gui/loss_report.h"
#include "widgets/theme.h"
#include <QDialogButtonBox>
#include <QDir>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

namespace fillscope {
namespace {

constexpr int gatherMilliseconds = 200; ///< a drag changes the project with every move of the hand

/// Whether there is a file yet or not, and through links.
bool isSameFile(const std::filesystem::path& a, const std::filesystem::path& b) {
  if (a.empty() || b.empty()) return false;
  std::error_code failed;
  return std::filesystem::weakly_canonical(a, failed) == std::filesystem::weakly_canonical(b, failed);
}

} // namespace

ExportDialog::ExportDialog(AppContext& context, QWidget* parent)
    : QDialog(parent)
    , context_(context)
    , options_(new ExportOptions(context.document.project()))
    , report_(new LossReport)
    , export_(new QPushButton(tr("Export"))) {
  setWindowTitle(tr("Export annotations"));
  resize(680, 560);
  export_->setObjectName(QStringLiteral("export"));
  auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel);
  buttons->addButton(export_, QDialogButtonBox::AcceptRole);
  buttons->button(QDialogButtonBox::Cancel)->setAutoDefault(false);
  export_->setDefault(true);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(3 * theme::grid, 3 * theme::grid, 3 * theme::grid, 3 * theme::grid);
  layout->setSpacing(2 * theme::grid);
  layout->addWidget(options_);
  layout->addWidget(report_, 1);
  layout->addWidget(makeTarget());
  layout->addWidget(buttons);
  connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
  connect(export_, &QPushButton::clicked, this, [this] {
    const int generation = context_.session.generation();
    if (!mayWrite() || generation != context_.session.generation()) return;
    Q_EMIT exportRequested(format(), options(), target());
    accept();
  });
  later_.setSingleShot(true);
  connect(&later_, &QTimer::timeout, this, &ExportDialog::look);
  connect(options_, &ExportOptions::changed, &later_, [this] { later_.start(0); });
  connect(&context_.document, &AnnotationDocument::changed, this, &ExportDialog::follow);
  connect(options_, &ExportOptions::formatChosen, this, &ExportDialog::formatChosen);
  connect(report_, &LossReport::closingAsked, options_, &ExportOptions::closePolylines);
  options_->setFocus();
  formatChosen();
}

ExportDialog::~ExportDialog() { context_.jobs.cancel(job_); }

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
  connect(target_, &QLineEdit::textChanged, this, &ExportDialog::showState);
  auto* row = new QHBoxLayout(box);
  row->setContentsMargins(0, 0, 0, 0);
  row->addWidget(new QLabel(tr("Write to")));
  row->addWidget(target_, 1);
  row->addWidget(browse);
  return box;
}

AnnotationFormat ExportDialog::format() const { return options_->format(); }
void ExportDialog::setFormat(AnnotationFormat format) { options_->setFormat(format); }
QString ExportDialog::target() const {
  const QString typed = target_->text().trimmed();
  return typed.isEmpty() ? typed : QDir(toText(context_.session.folder())).absoluteFilePath(typed);
}
void ExportDialog::setTarget(const QString& path) { target_->setText(path); }

WriteOptions ExportDialog::options() const {
  WriteOptions options = options_->options();
  options.images = context_.session.folder();
  options.inputs = context_.session.filesRead();
  options.inputs.push_back(context_.session.projectFile());
  return options;
}

QString ExportDialog::suggestion() const {
  QString stem = toText(context_.session.projectFile().stem());
  if (stem.endsWith(QStringLiteral(".fillscope"))) stem.chop(10);
  if (stem.isEmpty()) stem = QStringLiteral("annotations");
  const std::string_view format = formatName(options_->format());
  const QString name =
      stem + QLatin1Char('-') + QString::fromUtf8(format.data(), static_cast<qsizetype>(format.size()));
  const QDir folder(toText(context_.session.folder()));
  return folder.filePath(isFolderFormat(options_->format()) ? name : name + formatSuffix(options_->format()));
}

void ExportDialog::formatChosen() {
  // What somebody has typed stays, whatever the format.
  if (target_->text().isEmpty() || target_->text() == suggested_) target_->setText(suggested_ = suggestion());
  look();
}

void ExportDialog::follow(const DocumentChange& change) {
  using Kind = DocumentChange::Kind;
  if (change.kind == Kind::reset) return reject(); // the target is the other project's
  if (change.kind == Kind::savedStateChanged) return;
  later_.start(gatherMilliseconds);
  showState();
}

void ExportDialog::look() {
  context_.jobs.cancel(job_);
  losses_.clear();
  const int asked = ++asked_;
  struct Looked {
    std::vector<Loss> losses;
    InputFiles kept;
  };
  job_ = context_.jobs.run<Looked>(
      JobLane::compute, tr("Looking for losses"), this,
      [project = context_.document.project(), format = format(),
       options = options()](const Progress&) -> Result<Looked> {
        return Looked{lossesOf(project, format, options), InputFiles(filesToKeep(project, options))};
      },
      [this, asked](Result<Looked> looked) {
        if (asked != asked_) return;
        job_ = 0;
        if (looked) {
          losses_ = std::move(looked->losses);
          kept_ = std::move(looked->kept);
        }
        showState();
      },
      false);
  showState();
}

QString ExportDialog::targetFault() const {
  if (target().isEmpty())
    return isFolderFormat(format()) ? tr("Name a folder to write to.") : tr("Name a file to write to.");
  const std::filesystem::path file = toPath(target());
  if (isSameFile(file, context_.session.projectFile()))
    return tr("That is the open project itself: save it, or export to another file.");
  if (!kept_.mayWrite(file))
    return tr(
        "That file belongs to the project, which was read from it or shows it: export to another file.");
  const QFileInfo there(target());
  if (isFolderFormat(format()) && there.exists() && !there.isDir())
    return tr("That is a file, and this format is a folder of files: name a folder.");
  if (!isFolderFormat(format()) && there.isDir())
    return tr("That is a folder, and this format is one file: add a file name.");
  QFileInfo above(there.absolutePath());
  if (!isFolderFormat(format()) && !above.isDir())
    return tr("There is no folder “%1”.").arg(above.filePath());
  while (!above.exists() && !above.isRoot())
    above.setFile(above.absolutePath()); // folders that are made
  if (!above.isDir() || !above.isWritable()) return tr("You may not write into “%1”.").arg(above.filePath());
  return {};
}

void ExportDialog::showState() {
  const QString fault = targetFault();
  if (isLooking())
    report_->showLooking();
  else
    report_->showLosses(losses_, !options_->closesPolylines());
  if (!options_->splitIsFine())
    report_->showFault(tr("The shares of the split must add up to 1, as in 0.8/0.1/0.1."));
  else if (!fault.isEmpty())
    report_->showFault(fault);
  export_->setEnabled(options_->splitIsFine() && fault.isEmpty() && !isLooking());
}

bool ExportDialog::mayWrite() {
  const QFileInfo there(target());
  const bool isFolder = isFolderFormat(format());
  const bool isInTheWay = isFolder ? there.isDir() && !QDir(target()).isEmpty() : there.exists();
  if (!isInTheWay || target() == agreed_) return true;
  const Choice choice = context_.prompts.ask(
      {isFolder ? tr("“%1” holds files already.").arg(there.fileName())
                : tr("“%1” exists already.").arg(there.fileName()),
       isFolder ? tr("Files of the same name are replaced; the others stay.")
                : tr("What it holds is replaced by this export."),
       {{Choice::cancel, tr("Cancel")}, {Choice::overwrite, isFolder ? tr("Write there") : tr("Replace")}}});
  return choice == Choice::overwrite;
}

void ExportDialog::browse() {
  const std::optional<QString> chosen =
      isFolderFormat(format())
          ? context_.prompts.outputFolder(tr("Folder to write to"), QFileInfo(target()).path())
          : context_.prompts.saveFile(tr("Export annotations"), target(),
                                      tr("Annotations (*%1)").arg(formatSuffix(format())));
  if (!chosen) return;
  target_->setText(*chosen);
  if (!isFolderFormat(format())) agreed_ = target(); // the file dialog has asked
}

} // namespace fillscope
