#include "app/gui/project_session.h"
#include "app/gui/job_watch.h"
#include "app/gui/opening_words.h"
#include "app/gui/paths.h"
#include "core/workflow/measure.h"
#include "core/workflow/picture_finder.h"
#include "core/workflow/project_paths.h"
#include <QLocale>
#include <QScopedValueRollback>
#include <algorithm>
#include <memory>
#include <utility>

namespace fillscope {
namespace fs = std::filesystem;

ProjectSession::ProjectSession(AnnotationDocument& document, JobRunner& jobs, UserPrompts& prompts,
                               Settings& settings, RecoveryStore recovery, Path sampleFolder)
    : document_(document)
    , jobs_(jobs)
    , prompts_(prompts)
    , settings_(settings)
    , recovery_(std::move(recovery))
    , keeper_(document, recovery_)
    , sampleFolder_(std::move(sampleFolder))
    , saver_(place_, document, keeper_, jobs, prompts) {
  connect(&saver_, &ProjectSaver::saved, this, &ProjectSession::rememberSaved);
  connect(&saver_, &ProjectSaver::failed, this, &ProjectSession::failed);
  connect(&saver_, &ProjectSaver::stateChanged, this, &ProjectSession::stateChanged);
  connect(&jobs_, &JobRunner::jobsChanged, this, [this] {
    // A cancelled job does not call back.
    if (openingJob_ == 0 || isOpening()) return;
    openingJob_ = 0;
    Q_EMIT stateChanged();
  });
  connect(&document_, &AnnotationDocument::changed, this, [this](const DocumentChange& change) {
    if (change.kind != DocumentChange::Kind::reset) Q_EMIT stateChanged();
  });
  connect(&keeper_, &EditKeeper::failed, this, [this](const Error& error) {
    Q_EMIT failed({error.code,
                   tr("the last changes are in this window only, until the project is saved (%1)")
                       .arg(QString::fromStdString(error.what))
                       .toStdString(),
                   error.where, error.hint});
  });
}

ProjectSession::~ProjectSession() {
  saver_.finish();
  if (mark_ && !isModified()) mark_->remove();
}

QString ProjectSession::displayName() const {
  return open_ ? QString::fromStdString(place_.file.filename().string()) : QString();
}

bool ProjectSession::isOpening() const { return isActive(jobs_, openingJob_); }

OpenedProject ProjectSession::snapshot() const {
  OpenedProject opened;
  opened.project = document_.project();
  opened.folder = place_.folder;
  opened.projectFile = place_.file;
  opened.files = filesRead_;
  return opened;
}

void ProjectSession::open(const std::vector<Path>& paths) {
  if (isRecording(paths)) return Q_EMIT recordingGiven(fullPath(paths.front()));
  if (paths.empty() || !mayClose()) return;
  std::vector<Path> full;
  for (const Path& path : paths)
    full.push_back(fullPath(path));
  const Path& first = full.front();
  startOpening(tr("Opening %1").arg(toText(first.has_filename() ? first.filename() : first)), first,
               [full, store = recovery_](const Progress& progress) { return load(full, store, progress); });
}

void ProjectSession::openFrames(const Path& recording, const FramesRequest& request) {
  if (!mayClose()) return;
  startOpening(tr("Taking frames of %1").arg(toText(recording.filename())), request.folder,
               [recording, request, store = recovery_](const Progress& progress) -> Result<Loaded> {
                 const Result<FramesSummary> written = writeFrames(recording, request, progress);
                 if (!written) return written.error();
                 Result<Loaded> loaded = load({request.folder}, store, progress);
                 if (!loaded) return loaded;
                 loaded->isJustMade = true;
                 std::vector<std::string>& notes = loaded->opened.notes;
                 notes = written->notes;
                 for (const FramesSummary::Failure& failure : written->failures)
                   notes.push_back(failure.frame + ": " + failure.why);
                 return loaded;
               });
}

void ProjectSession::openSample() {
  if (!mayClose()) return;
  std::error_code ignored;
  const bool there = fs::exists(defaultProjectFile(sampleFolder_), ignored);
  startOpening(there ? tr("Opening the sample") : tr("Rendering the sample, once"), sampleFolder_,
               [folder = sampleFolder_, store = recovery_](const Progress& progress) -> Result<Loaded> {
                 if (std::error_code error; !fs::exists(defaultProjectFile(folder), error))
                   if (const Result<Path> written = writeSample(folder, progress); !written)
                     return written.error();
                 return load({folder}, store, progress);
               });
}

Result<ProjectSession::Loaded> ProjectSession::load(const std::vector<Path>& paths,
                                                    const RecoveryStore& recovery, const Progress& progress) {
  Result<OpenedAnything> found = openAnything(paths, progress);
  if (!found) return found.error();
  Loaded loaded;
  loaded.opened = std::move(found->opened);
  loaded.reports = std::move(found->reports);
  loaded.merges = std::move(found->merges);
  loaded.clouds = cloudsText(found->clouds);
  loaded.refused = refusedText(found->refused);
  loaded.remembered = paths.front();
  loaded.diskState = diskStateOf(loaded.opened.projectFile);
  // A file that exists but was not what was opened has a history that is not this project's.
  if (!loaded.opened.isNew || !loaded.diskState)
    loaded.recovery = recovery.find(loaded.opened.projectFile, loaded.diskState.value_or(std::string()));
  loaded.missing =
      static_cast<int>(missingPictures(loaded.opened.project, loaded.opened.folder, progress).size());
  return loaded;
}

void ProjectSession::startOpening(const QString& name, const Path& remembered, const Opener& opener) {
  // What is asked for last is wanted; the other one would come in over it.
  jobs_.cancel(std::exchange(openingJob_, 0));
  openingText_ = name + QStringLiteral("…");
  const auto opening = std::make_shared<Opening>(Opening{name, remembered, opener, place_.savedAt});
  openingJob_ = opening->job =
      jobs_.run<Loaded>(JobLane::io, name, this, opener, [this, opening](Result<Loaded> loaded) {
        afterSaving([this, opening, loaded = std::make_shared<Result<Loaded>>(std::move(loaded))] {
          endOpening(*opening, std::move(*loaded));
        });
      });
  Q_EMIT stateChanged();
}

/// At once, or when the person has said what becomes of a save.
void ProjectSession::afterSaving(const std::function<void()>& then) {
  saver_.wait();
  if (!saver_.isSaving()) return then();
  connect(
      &saver_, &ProjectSaver::stateChanged, this, [this, then] { afterSaving(then); },
      static_cast<Qt::ConnectionType>(Qt::QueuedConnection | Qt::SingleShotConnection));
}

void ProjectSession::endOpening(const Opening& opening, Result<Loaded> loaded) {
  if (loaded && isSavedSince(*loaded, opening.savedAt))
    return startOpening(opening.name, opening.remembered, opening.opener);
  const QString path = toText(opening.remembered);
  if (!loaded) {
    if (loaded.error().code == ErrorCode::notFound) settings_.removeRecentPath(path);
    jobs_.dismiss(opening.job); // the window shows it, with more room
    Q_EMIT failed(loaded.error());
  } else if (finishOpening(std::move(*loaded))) {
    settings_.addRecentPath(path);
    settings_.setLastProject(path);
    settings_.setLastFolder(toText(place_.folder));
  }
  Q_EMIT stateChanged();
}

/// What was read is not what its file holds now.
bool ProjectSession::isSavedSince(const Loaded& loaded, const QDateTime& time) const {
  return open_ && loaded.opened.projectFile == place_.file && place_.savedAt != time;
}

bool ProjectSession::mayOpenBeside(const Path& projectFile, RecoveryStore::Marked& marked) {
  if (!marked.isElsewhere || (open_ && projectFile == place_.file)) return true;
  const Choice choice = prompts_.ask(
      {tr("“%1” is open in another window.").arg(toText(projectFile.filename())),
       tr("Of two windows the one that saves last asks before it overwrites the other’s changes."),
       {{Choice::cancel, tr("Cancel")}, {Choice::openAnyway, tr("Open anyway")}}});
  return choice == Choice::openAnyway;
}

Choice ProjectSession::askToRestore(const Loaded& loaded) {
  const auto time = QDateTime::fromMSecsSinceEpoch(loaded.recovery.edits->lastTime());
  return prompts_.ask({tr("Restore the changes of %1?").arg(QLocale().toString(time, QLocale::ShortFormat)),
                       tr("The program ended before “%1” was saved. Its last changes were kept.")
                           .arg(toText(loaded.opened.projectFile.filename())),
                       {{Choice::restore, tr("Restore")},
                        {Choice::discard, tr("Open the saved one")},
                        {Choice::cancel, tr("Cancel")}}});
}

/// isGoneOnWith: what is good of it stays where it is.
QString ProjectSession::putAside(const OtherJournal& journal, bool isGoneOnWith) {
  const auto aside = isGoneOnWith ? std::nullopt : RecoveryStore::keepAside(journal.file);
  const QString name = toText(aside.value_or(journal.file).filename());
  if (journal.unsaved == 0)
    return tr("The history of changes in “%1” belongs to another state of this project and was put aside.")
        .arg(name);
  const auto time = QDateTime::fromMSecsSinceEpoch(journal.lastTime);
  return tr("Unsaved changes of %1 (%2 steps) were made to another state of this project and are put aside "
            "in “%3”.")
      .arg(QLocale().toString(time, QLocale::ShortFormat), QLocale().toString(journal.unsaved), name);
}

bool ProjectSession::finishOpening(Loaded loaded) {
  OpenedProject& fresh = loaded.opened;
  Recovery& recovery = loaded.recovery;
  if (open_ && fresh.projectFile == place_.file) { // its journal was in use while the file was read
    keeper_.end();
    recovery = recovery_.find(place_.file, loaded.diskState.value_or(std::string()));
  }
  RecoveryStore::Marked marked = open_ && fresh.projectFile == place_.file
                                     ? RecoveryStore::Marked{false, std::move(mark_)}
                                     : recovery_.mark(fresh.projectFile, loaded.remembered);
  const Choice choice = !mayOpenBeside(fresh.projectFile, marked) ? Choice::cancel
                        : recovery.hasUnsaved()                   ? askToRestore(loaded)
                                                                  : Choice::restore;
  if (choice == Choice::cancel) {
    if (open_ && fresh.projectFile == place_.file) mark_ = std::move(marked.mark);
    return false;
  }
  QStringList notes;
  if (!loaded.refused.isEmpty()) notes << (loaded.clouds + QLatin1Char(' ') + loaded.refused).trimmed();
  for (const OtherJournal& other : recovery.others)
    notes << putAside(other, other.file == recovery.file);
  EditKeeper::Start start{fresh.projectFile,
                          fresh.isNew ? std::string() : loaded.diskState.value_or(""),
                          {},
                          std::move(recovery),
                          choice == Choice::restore};
  if (mark_) mark_->remove();
  mark_ = std::move(marked.mark);
  open_ = true;
  ++generation_;
  place_.folder = fresh.folder;
  place_.file = fresh.projectFile;
  place_.diskState = loaded.diskState;
  place_.savedAt = {};
  filesRead_ = std::move(fresh.files);
  if (!showEdits(std::move(fresh.project), start))
    notes << tr("The history of changes does not fit this project and was put aside.");
  keeper_.begin(std::move(start));
  Q_EMIT projectOpened();
  if (!loaded.reports.empty()) Q_EMIT imported(loaded.reports, loaded.merges);
  const bool isWarned = !notes.isEmpty();
  if (!isWarned && !loaded.clouds.isEmpty()) notes << loaded.clouds;
  for (const std::string& note : fresh.notes)
    if (!isWarned) notes << QString::fromStdString(note);
  // What belongs together was found just now only where there was no project yet.
  if (loaded.missing > 0)
    Q_EMIT picturesMissing(loaded.missing, document_.pictureCount(),
                           isWarned ? notes.join(QLatin1Char(' ')) : QString());
  else if (isWarned || ((fresh.isNew || loaded.isJustMade) && !notes.isEmpty() && loaded.reports.empty()))
    Q_EMIT noted(notes.join(QLatin1Char(' ')));
  return true;
}

/// The project with what its journal says; false, and the project alone, where they do not fit.
bool ProjectSession::showEdits(Project project, EditKeeper::Start& start) {
  if (!start.recovery.edits) {
    document_.reset(std::move(project));
    return true;
  }
  KeptEdits& edits = *start.recovery.edits;
  const Path folder = edits.folder;
  std::error_code ignored;
  if (!folder.empty() && fs::is_directory(folder, ignored)) { // its paths are resolved against another one
    project = rebased(std::move(project), place_.folder, folder);
    place_.folder = folder;
  }
  if (start.fileHash.empty() && !start.isContinued) { // nothing was ever saved of it
    RecoveryStore::keepAside(start.recovery.file);
    start.recovery = {};
    document_.reset(std::move(project));
    return true;
  }
  if (start.fileHash.empty()) project.pictures.clear(); // they are all in the records
  EditRecords records = edits.records;
  if (!start.isContinued) records.resize(edits.saved);
  if (document_.reset(std::move(project), records)) return true;
  RecoveryStore::keepAside(start.recovery.file);
  start.recovery = {};
  return false;
}

void ProjectSession::add(const std::vector<Path>& paths) {
  if (!open_) return open(paths);
  jobs_.run<OpenedProject>(
      JobLane::io, tr("Adding pictures"), this,
      [paths, folder = place_.folder](const Progress& progress) -> Result<OpenedProject> {
        std::vector<Path> full;
        for (const Path& path : paths)
          full.push_back(fullPath(path));
        Result<OpenedProject> found = openPaths(full, progress);
        if (found) found->project = rebased(std::move(found->project), found->folder, folder);
        return found;
      },
      [this, generation = generation_](Result<OpenedProject> found) {
        if (!found) return Q_EMIT failed(found.error());
        if (generation != generation_) return Q_EMIT failed(openedMeanwhile());
        noteRead(found->files);
        document_.addPictures(std::move(found->project.pictures));
      });
}

Error ProjectSession::openedMeanwhile() {
  return {
      ErrorCode::tryAgain, tr("Nothing was added: a project was opened meanwhile.").toStdString(), {}, {}};
}

void ProjectSession::noteRead(const std::vector<Path>& files) {
  filesRead_.insert(filesRead_.end(), files.begin(), files.end());
}

void ProjectSession::locate(const Path& where) {
  if (!open_ || isOpening()) return;
  jobs_.run<LocatedPictures>(
      JobLane::io, tr("Looking for pictures"), this,
      [project = document_.project(), folder = place_.folder,
       where](const Progress& progress) -> Result<LocatedPictures> {
        LocatedPictures located = locatePictures(project, folder, where, progress);
        if (progress.cancelled()) return cancelledError();
        if (located.found == 0 && located.missing > 0)
          return Error{ErrorCode::notFound, "none of the missing pictures is in this folder", where.string(),
                       "choose the folder that holds them, or one above it"};
        return located;
      },
      [this, before = document_.project()](Result<LocatedPictures> located) {
        if (!located) return Q_EMIT failed(located.error());
        if (located->found == 0) return Q_EMIT noted(tr("No picture is missing."));
        if (document_.project() != before)
          return Q_EMIT failed(
              {ErrorCode::tryAgain, tr("The project was changed meanwhile.").toStdString(), {}, {}});
        const int current = document_.currentPicture();
        document_.movePictures(located->project);
        Q_EMIT pathsChanged(current);
        Q_EMIT stateChanged();
        Q_EMIT noted(locatedText(*located));
      });
}

void ProjectSession::save() {
  if (open_) saver_.save();
}

void ProjectSession::saveAs() {
  if (open_) saver_.saveAs();
}

bool ProjectSession::saveAndWait() {
  save();
  return open_ && saver_.wait();
}

void ProjectSession::rememberSaved(bool isElsewhere) {
  if (isElsewhere) {
    RecoveryStore::Marked marked = recovery_.mark(place_.file, place_.file);
    if (mark_) mark_->remove();
    mark_ = std::move(marked.mark);
  }
  settings_.addRecentPath(toText(place_.file));
  settings_.setLastProject(toText(place_.file));
}

bool ProjectSession::mayClose() {
  if (isClosing_) return false; // asked again while it waits
  const QScopedValueRollback<bool> closing(isClosing_, true);
  saver_.wait();
  if (saver_.isSaving()) return false; // the person is being asked about it
  if (!isModified()) return true;
  const Choice choice = prompts_.ask(
      {tr("Save the changes of “%1”?").arg(displayName()),
       tr("Without saving they are lost."),
       {{Choice::save, tr("Save")}, {Choice::discard, tr("Don’t save")}, {Choice::cancel, tr("Cancel")}}});
  if (choice == Choice::save) return saveAndWait();
  if (choice != Choice::discard) return false;
  keeper_.giveUp();
  return true;
}

} // namespace fillscope
