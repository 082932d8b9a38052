#include "app/gui/project_session.h"
#include "app/gui/job_watch.h"
#include "app/gui/paths.h"
#include "app/gui/picture_finder.h"
#include "app/gui/project_paths.h"
#include "core/base/file_io.h"
#include "core/formats/via_project.h"
#include "core/workflow/measure.h"
#include <QCryptographicHash>
#include <QLocale>
#include <memory>
#include <utility>

namespace fillscope {
namespace {
namespace fs = std::filesystem;

/// Nothing where the file does not exist; a file that cannot be read differs from every other.
std::optional<QByteArray> diskStateOf(const fs::path& file) {
  std::error_code error;
  if (!fs::exists(file, error)) return std::nullopt;
  const Result<std::string> bytes = readFile(file);
  if (!bytes) return QByteArray();
  return QCryptographicHash::hash(QByteArrayView(bytes->data(), static_cast<qsizetype>(bytes->size())),
                                  QCryptographicHash::Sha256);
}

fs::path fullPath(const fs::path& path) {
  std::error_code error;
  const fs::path full = fs::absolute(path, error);
  return error ? path : full.lexically_normal();
}
} // namespace

ProjectSession::ProjectSession(AnnotationDocument& document, JobRunner& jobs, UserPrompts& prompts,
                               Settings& settings, RecoveryStore recovery, Path sampleFolder)
    : document_(document)
    , jobs_(jobs)
    , prompts_(prompts)
    , settings_(settings)
    , recovery_(std::move(recovery))
    , sampleFolder_(std::move(sampleFolder)) {
  connect(&jobs_, &JobRunner::jobsChanged, this, [this] {
    // A cancelled job does not call back.
    if (openingJob_ == 0 || isOpening()) return;
    openingJob_ = 0;
    Q_EMIT stateChanged();
  });
  snapshotTimer_.setSingleShot(true);
  snapshotTimer_.setInterval(1000);
  connect(&snapshotTimer_, &QTimer::timeout, this, &ProjectSession::writeSnapshot);
  connect(&document_, &AnnotationDocument::changed, this, [this](const DocumentChange& change) {
    if (change.kind == DocumentChange::Kind::reset) return;
    // Not restarted by each change, or a long drag would never be written.
    if (isModified() && !snapshotTimer_.isActive()) snapshotTimer_.start();
    Q_EMIT stateChanged();
  });
}

QString ProjectSession::displayName() const {
  return open_ ? QString::fromStdString(projectFile_.filename().string()) : QString();
}

bool ProjectSession::isOpening() const { return isActive(jobs_, openingJob_); }

OpenedProject ProjectSession::snapshot() const {
  OpenedProject opened;
  opened.project = document_.project();
  opened.folder = folder_;
  opened.projectFile = projectFile_;
  return opened;
}

void ProjectSession::open(const std::vector<Path>& paths) {
  if (paths.empty() || !mayClose()) return;
  std::vector<Path> full;
  for (const Path& path : paths)
    full.push_back(fullPath(path));
  const Path& first = full.front();
  startOpening(tr("Opening %1").arg(toText(first.has_filename() ? first.filename() : first)), first,
               [full](const Progress& progress) { return load(full, progress); });
}

void ProjectSession::openSample() {
  if (!mayClose()) return;
  std::error_code ignored;
  const bool there = fs::exists(defaultProjectFile(sampleFolder_), ignored);
  startOpening(there ? tr("Opening the sample") : tr("Rendering the sample, once"), sampleFolder_,
               [folder = sampleFolder_](const Progress& progress) -> Result<Loaded> {
                 if (std::error_code error; !fs::exists(defaultProjectFile(folder), error))
                   if (const Result<Path> written = writeSample(folder, progress); !written)
                     return written.error();
                 return load({folder}, progress);
               });
}

Result<ProjectSession::Loaded> ProjectSession::load(const std::vector<Path>& paths,
                                                    const Progress& progress) {
  Result<OpenedAnything> found = openAnything(paths, progress);
  if (!found) return found.error();
  Loaded loaded;
  loaded.opened = std::move(found->opened);
  loaded.reports = std::move(found->reports);
  loaded.merges = std::move(found->merges);
  loaded.diskState = diskStateOf(loaded.opened.projectFile);
  loaded.missing =
      static_cast<int>(missingPictures(loaded.opened.project, loaded.opened.folder, progress).size());
  return loaded;
}

void ProjectSession::startOpening(const QString& name, const Path& remembered, Opener opener) {
  // What is asked for last is wanted; the other one would come in over it.
  jobs_.cancel(std::exchange(openingJob_, 0));
  openingText_ = name + QStringLiteral("…");
  const auto id = std::make_shared<int>(0);
  openingJob_ = *id = jobs_.run<Loaded>(JobLane::io, name, this, std::move(opener),
                                        [this, id, path = toText(remembered)](Result<Loaded> loaded) {
                                          if (!loaded) {
                                            if (loaded.error().code == ErrorCode::notFound)
                                              settings_.removeRecentPath(path);
                                            jobs_.dismiss(*id); // the window shows it, with more room
                                            Q_EMIT failed(loaded.error());
                                          } else if (finishOpening(std::move(*loaded))) {
                                            settings_.addRecentPath(path);
                                            settings_.setLastProject(path);
                                            settings_.setLastFolder(toText(folder_));
                                          }
                                          Q_EMIT stateChanged();
                                        });
  Q_EMIT stateChanged();
}

bool ProjectSession::finishOpening(Loaded loaded) {
  OpenedProject& fresh = loaded.opened;
  std::optional<RecoveredProject> recovered = recovery_.find(fresh.projectFile);
  if (recovered && recovered->project == fresh.project) recovered.reset();
  if (recovered) {
    const Choice choice = prompts_.ask(
        {tr("Restore the changes of %1?").arg(QLocale().toString(recovered->time, QLocale::ShortFormat)),
         tr("The program ended before “%1” was saved. Its last changes were kept.")
             .arg(toText(fresh.projectFile.filename())),
         {{Choice::restore, tr("Restore")},
          {Choice::discard, tr("Open the saved one")},
          {Choice::cancel, tr("Cancel")}}});
    if (choice == Choice::cancel) return false;
    if (choice != Choice::restore) recovered.reset();
  }
  snapshotTimer_.stop();
  open_ = true;
  unsaved_ = recovered.has_value();
  folder_ = unsaved_ && !recovered->folder.empty() ? recovered->folder : fresh.folder;
  projectFile_ = fresh.projectFile;
  diskState_ = loaded.diskState;
  savedAt_ = {};
  if (!unsaved_) recovery_.remove(projectFile_);
  document_.reset(unsaved_ ? std::move(recovered->project) : std::move(fresh.project));
  Q_EMIT projectOpened();
  if (!loaded.reports.empty()) Q_EMIT imported(loaded.reports, loaded.merges);
  QStringList notes;
  for (const std::string& note : fresh.notes)
    notes << QString::fromStdString(note);
  // What belongs together was found just now only where there was no project yet.
  if (loaded.missing > 0)
    Q_EMIT picturesMissing(loaded.missing, document_.pictureCount());
  else if (fresh.isNew && !notes.isEmpty() && loaded.reports.empty())
    Q_EMIT noted(notes.join(QLatin1Char(' ')));
  return true;
}

void ProjectSession::add(const std::vector<Path>& paths) {
  if (!open_) return open(paths);
  jobs_.run<OpenedProject>(
      JobLane::io, tr("Adding pictures"), this,
      [paths, folder = folder_](const Progress& progress) -> Result<OpenedProject> {
        std::vector<Path> full;
        for (const Path& path : paths)
          full.push_back(fullPath(path));
        Result<OpenedProject> found = openPaths(full, progress);
        if (found) found->project = rebased(std::move(found->project), found->folder, folder);
        return found;
      },
      [this](Result<OpenedProject> found) {
        if (!found)
          Q_EMIT failed(found.error());
        else
          document_.addPictures(std::move(found->project.pictures));
      });
}

void ProjectSession::locate(const Path& where) {
  if (!open_ || isOpening()) return;
  jobs_.run<LocatedPictures>(
      JobLane::io, tr("Looking for pictures"), this,
      [project = document_.project(), folder = folder_,
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
        const int current = document_.currentPicture(), found = located->found, missing = located->missing;
        document_.reset(std::move(located->project));
        unsaved_ = true;
        snapshotTimer_.start();
        Q_EMIT pathsChanged(current);
        Q_EMIT stateChanged();
        Q_EMIT noted(missing > 0
                         ? tr("Found %1 pictures; %2 are still missing.").arg(found).arg(missing)
                         : tr("Found all %1 missing pictures. Save the project to keep this.").arg(found));
      });
}

bool ProjectSession::save() {
  if (!open_) return false;
  if (diskStateOf(projectFile_) != diskState_) {
    const Choice choice =
        prompts_.ask({tr("“%1” was changed by another program.").arg(toText(projectFile_.filename())),
                      tr("Overwriting it loses what the other program wrote."),
                      {{Choice::saveAs, tr("Save as…")},
                       {Choice::overwrite, tr("Overwrite")},
                       {Choice::cancel, tr("Cancel")}}});
    if (choice == Choice::saveAs) return saveAs();
    if (choice != Choice::overwrite) return false;
  }
  return writeTo(projectFile_);
}

bool ProjectSession::saveAs() {
  if (!open_) return false;
  const std::optional<QString> chosen = prompts_.saveFile(tr("Save project as"), toText(projectFile_),
                                                          tr("FillScope projects (*.fillscope.json *.json)"));
  if (!chosen) return false;
  Path file = fullPath(toPath(*chosen));
  if (!file.has_extension()) file += ".fillscope.json";
  return writeTo(file);
}

bool ProjectSession::writeTo(const Path& file) {
  const Result<void> written =
      saveViaProject(rebased(document_.project(), folder_, file.parent_path()), file);
  if (!written) {
    Q_EMIT failed(written.error());
    return false;
  }
  recovery_.remove(projectFile_);
  snapshotTimer_.stop();
  unsaved_ = false;
  projectFile_ = file;
  diskState_ = diskStateOf(file);
  savedAt_ = QDateTime::currentDateTime();
  document_.markSaved();
  settings_.addRecentPath(toText(file));
  settings_.setLastProject(toText(file));
  Q_EMIT stateChanged();
  return true;
}

bool ProjectSession::mayClose() {
  if (!isModified()) return true;
  const Choice choice = prompts_.ask(
      {tr("Save the changes of “%1”?").arg(displayName()),
       tr("Without saving they are lost."),
       {{Choice::save, tr("Save")}, {Choice::discard, tr("Don’t save")}, {Choice::cancel, tr("Cancel")}}});
  if (choice == Choice::save) return save();
  if (choice != Choice::discard) return false;
  snapshotTimer_.stop();
  recovery_.remove(projectFile_);
  return true;
}

void ProjectSession::writeSnapshot() {
  if (!isModified()) return;
  jobs_.run<bool>(
      JobLane::io, tr("Keeping a copy"), this,
      [store = recovery_,
       snapshot = RecoveredProject{document_.project(), projectFile_, folder_, QDateTime::currentDateTime()}](
          const Progress&) -> Result<bool> {
        if (const Result<void> written = store.write(snapshot); !written) return written.error();
        return true;
      },
      [this, file = projectFile_](Result<bool>) {
        // Saved or discarded while the copy was written: it would be offered for nothing.
        if (file != projectFile_ || !isModified()) recovery_.remove(file);
      },
      false);
}

} // namespace fillscope
