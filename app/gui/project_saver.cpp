#include "app/gui/project_saver.h"
#include "app/gui/paths.h"
#include "core/annotation/project_copy.h"
#include "core/base/file_io.h"
#include "core/formats/content_hash.h"
#include "core/formats/via_project.h"
#include "core/workflow/project_paths.h"
#include <QEventLoop>
#include <QPointer>
#include <algorithm>
#include <utility>

namespace fillscope {
namespace {

namespace fs = std::filesystem;

constexpr int slowMs = 150; // a shorter save would only flicker

/// Also ends the project: to let go of a large one takes its time.
Result<std::string> composed(Project project, const fs::path& folder, const fs::path& file,
                             const Progress& progress) {
  return savedViaProject(rebased(std::move(project), folder, file.parent_path(), progress), file, progress);
}

} // namespace

std::optional<std::string> diskStateOf(const fs::path& file) {
  std::error_code error;
  if (!fs::exists(file, error)) return std::nullopt;
  const Result<std::string> bytes = readFile(file);
  return bytes ? contentHashText(*bytes) : std::string();
}

/// A job's work alone holds it: it goes when the job is over, whatever became of that. A cancelled job does
/// not call back, and may have done its work nevertheless.
template <class T>
struct ProjectSaver::Ending {
  using Then = void (ProjectSaver::*)(Result<T>);
  Ending(ProjectSaver* owner, Then next)
      : saver(owner)
      , then(next) {}
  Ending(const Ending&) = delete;
  Ending& operator=(const Ending&) = delete;
  ~Ending() {
    if (saver) // later: the runner is in the middle of something, or about to end
      QMetaObject::invokeMethod(
          saver, [to = saver.data(), then = then, result = result] { (to->*then)(std::move(*result)); },
          Qt::QueuedConnection);
  }

  QPointer<ProjectSaver> saver;
  Then then;
  std::shared_ptr<Result<T>> result = std::make_shared<Result<T>>(cancelledError());
};

ProjectSaver::ProjectSaver(ProjectPlace& place, AnnotationDocument& document, EditKeeper& keeper,
                           JobRunner& jobs, UserPrompts& prompts)
    : place_(place)
    , document_(document)
    , keeper_(keeper)
    , jobs_(jobs)
    , prompts_(prompts) {
  slow_.setSingleShot(true);
  slow_.setInterval(slowMs);
  connect(&slow_, &QTimer::timeout, this, [this] {
    isSlow_ = true;
    jobs_.list(job_);
    Q_EMIT stateChanged();
  });
}

ProjectSaver::~ProjectSaver() { finish(); }

template <class T>
void ProjectSaver::run(std::function<Result<T>(const Progress&)> work,
                       void (ProjectSaver::*then)(Result<T>)) {
  const auto ending = std::make_shared<Ending<T>>(this, then);
  job_ = jobs_.run<Written>(
      JobLane::saving, jobName(), this,
      [ending, work = std::move(work)](const Progress& progress) -> Result<Written> {
        *ending->result = work(progress);
        return ending->result->ok() ? Result<Written>(Written{}) : ending->result->error();
      },
      [result = ending->result](const Result<Written>& ended) { // an exception is told here alone
        if (!ended) *result = ended.error();
      },
      isSlow_);
}

QString ProjectSaver::jobName() const { return tr("Saving %1").arg(toText(file_.filename())); }

void ProjectSaver::save() { request({}); }

void ProjectSaver::saveAs() {
  if (const std::optional<Path> chosen = askWhereTo()) request(*chosen);
}

std::optional<ProjectSaver::Path> ProjectSaver::askWhereTo() {
  const std::optional<QString> chosen = prompts_.saveFile(tr("Save project as"), toText(place_.file),
                                                          tr("FillScope projects (*.fillscope.json *.json)"));
  if (!chosen) return std::nullopt;
  Path file = fullPath(toPath(*chosen));
  if (!file.has_extension()) file += ".fillscope.json";
  return file;
}

/// Chosen: the file that the person named; empty, the project's own.
void ProjectSaver::request(const Path& chosen) {
  if (!isSaving_) return start(chosen);
  if (std::find(requests_.begin(), requests_.end(), chosen) == requests_.end()) requests_.push_back(chosen);
}

void ProjectSaver::start(const Path& chosen) {
  isSaving_ = true;
  isChosen_ = !chosen.empty();
  file_ = isChosen_ ? chosen : place_.file;
  document_.markState();
  keeper_.markState();
  if (!isSlow_) slow_.start();
  const auto copy = std::make_shared<ProjectCopy>(document_.project());
  run<Composed>(
      [copy, folder = place_.folder, file = file_](const Progress& progress) -> Result<Composed> {
        Result<std::string> text = composed(copy->take(), folder, file, progress);
        if (!text) return text.error();
        const std::string hash = contentHashText(*text);
        return Composed{std::move(*text), hash, diskStateOf(file)};
      },
      &ProjectSaver::decide);
}

void ProjectSaver::decide(Result<Composed> composed) {
  if (!composed) return end(composed.error());
  if (!isChosen_ && composed->diskState != place_.diskState) {
    const QString what = tr("“%1” was changed by another program.").arg(toText(file_.filename()));
    if (!asks_) return end(Error{ErrorCode::tryAgain, what.toStdString(), {}, {}});
    isAsking_ = true;
    const Choice choice = prompts_.ask({what,
                                        tr("Overwriting it loses what the other program wrote."),
                                        {{Choice::saveAs, tr("Save as…")},
                                         {Choice::overwrite, tr("Overwrite")},
                                         {Choice::cancel, tr("Cancel")}}});
    const std::optional<Path> chosen = choice == Choice::saveAs ? askWhereTo() : std::nullopt;
    isAsking_ = false;
    if (chosen) {
      keeper_.saveFailed();
      return start(*chosen);
    }
    if (choice != Choice::overwrite) return end(cancelledError());
  }
  write(std::move(*composed));
}

void ProjectSaver::write(Composed composed) {
  hash_ = composed.hash;
  // First the word, then the deed: whenever the program is killed, file and history fit.
  std::function<void()> waitForJournal = [] {};
  if (file_ == place_.file) waitForJournal = keeper_.announceSave(hash_, saidFolder());
  const auto text = std::make_shared<std::string>(std::move(composed.text));
  run<Written>(
      [text, waitForJournal, file = file_](const Progress& progress) -> Result<Written> {
        progress.report(-1, "Writing the file");
        const std::string bytes = std::move(*text);
        waitForJournal();
        if (progress.cancelled()) return cancelledError();
        if (const Result<void> written = writeFileAtomically(file, bytes); !written) return written.error();
        return Written{};
      },
      &ProjectSaver::finishWriting);
}

void ProjectSaver::finishWriting(Result<Written> written) {
  if (!written) return end(written.error());
  const bool isElsewhere = file_ != place_.file;
  if (isElsewhere)
    keeper_.moveTo(file_, hash_, saidFolder());
  else
    keeper_.saved(hash_, saidFolder());
  place_.file = file_;
  place_.diskState = hash_;
  place_.savedAt = QDateTime::currentDateTime();
  document_.stateSaved();
  Q_EMIT saved(isElsewhere);
  end(std::nullopt);
}

/// Nothing where it is the project's own, which may be moved together with its history.
std::string ProjectSaver::saidFolder() const {
  return place_.folder == file_.parent_path() ? std::string() : place_.folder.string();
}

void ProjectSaver::end(const std::optional<Error>& error) {
  cameAbout_ = !error;
  if (error) {
    keeper_.saveFailed();
    jobs_.dismiss(job_); // the window shows it, with more room
    if (error->code == ErrorCode::cancelled)
      requests_.clear();
    else
      Q_EMIT failed(*error);
  }
  while (!requests_.empty()) {
    const Path next = requests_.front();
    requests_.pop_front();
    if (!next.empty() || document_.isModified()) return start(next);
  }
  isSaving_ = isSlow_ = false;
  slow_.stop();
  Q_EMIT stateChanged();
}

bool ProjectSaver::wait() {
  QEventLoop events;
  while (isSaving_ && !isAsking_)
    events.processEvents(QEventLoop::ExcludeUserInputEvents | QEventLoop::WaitForMoreEvents);
  return !isSaving_ && cameAbout_;
}

void ProjectSaver::finish() {
  asks_ = false;
  wait();
  asks_ = true;
}

} // namespace fillscope
