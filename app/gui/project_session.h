#pragma once
// The project on disk: opening, saving, and never losing work in between.
#include "app/gui/edit_keeper.h"
#include "app/gui/project_saver.h"
#include "app/gui/settings.h"
#include "app/gui/user_prompts.h"
#include "core/annotation/annotation_document.h"
#include "core/formats/picture_set.h"
#include "core/jobs/job_runner.h"
#include "core/workflow/open_anything.h"
#include "core/workflow/recording_frames.h"
#include <QObject>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace fillscope {

/// Lives on the window's thread. Opening and saving are jobs; edits go on while a save is under way, and are
/// changes since. Closing and opening another project wait for it, and so does the destructor.
class ProjectSession : public QObject {
  Q_OBJECT
 public:
  using Path = std::filesystem::path;
  ProjectSession(AnnotationDocument& document, JobRunner& jobs, UserPrompts& prompts, Settings& settings,
                 RecoveryStore recovery, Path sampleFolder);
  ~ProjectSession() override;

  bool isOpen() const { return open_; }
  bool isModified() const { return open_ && (document_.isModified() || saver_.isSaving()); }
  bool isOpening() const;
  const QString& openingText() const { return openingText_; } ///< "Opening boxes…"
  const Path& folder() const { return place_.folder; }    ///< against which the document's paths are resolved
  const Path& projectFile() const { return place_.file; } ///< where save writes
  /// Where annotations of the open project were read from since it was opened, other programs' files too.
  const std::vector<Path>& filesRead() const { return filesRead_; }
  void noteRead(const std::vector<Path>& files);
  /// Another one for every project that was opened, also where it is the same file again: whose results
  /// arrive later compares.
  int generation() const { return generation_; }
  /// What to say where it was read for a project that is no longer open.
  static Error openedMeanwhile();
  QString displayName() const;
  const QDateTime& savedAt() const { return place_.savedAt; } ///< invalid: not saved since opening
  /// The project as it is now, to hand to a job.
  OpenedProject snapshot() const;

  /// Project, folder or pictures, instead of one still being opened. Asks first where changes would be lost.
  /// Of a recording it says that it was given, and opens nothing.
  void open(const std::vector<Path>& paths);
  /// Takes frames of a recording into the request's folder, and opens that.
  void openFrames(const Path& recording, const FramesRequest& request);
  void openSample();                        ///< writes it where it is missing
  void add(const std::vector<Path>& paths); ///< pictures, to the open project
  /// Finds missing pictures in or below a folder; counts as a change.
  void locate(const Path& where);
  void save();   ///< starts it; see ProjectSaver
  void saveAs(); ///< asks where to, and starts it
  /// Saves what is to be saved while the person waits; false: not saved (they were told or changed their
  /// mind).
  bool saveAndWait();
  bool isSaving() const { return saver_.isSaving(); }
  bool isSlowToSave() const { return saver_.isSlow(); } ///< worth telling
  void finishSaving() { saver_.finish(); }              ///< waits, asks nothing
  bool mayClose(); ///< waits for a save; asks where changes would be lost
  /// Everything that was ever done to the open project, in order.
  EditRecords history() { return keeper_.records(); }
  /// Projects that a crash left with changes that are not saved.
  std::vector<RecoveryStore::Unfinished> unfinished() const { return recovery_.unfinished(); }

 Q_SIGNALS:
  void projectOpened();
  void recordingGiven(const std::filesystem::path& recording);
  void failed(const fillscope::Error& error); ///< what was open stays as it was
  void noted(const QString& sentence);
  /// What was read from other programs' files, of the project just opened.
  void imported(const std::vector<fillscope::ImportReport>& reports,
                const std::vector<fillscope::MergedAnnotations>& merges);
  /// Of the project just opened; warning: what else is to be said of it, or "".
  void picturesMissing(int missing, int all, const QString& warning);
  void pathsChanged(int picture); ///< the same pictures, found elsewhere; picture was current
  void stateChanged();            ///< name, modified or saved time

 private:
  struct Loaded {
    OpenedProject opened;
    std::optional<std::string> diskState;
    Recovery recovery;
    Path remembered;         ///< what to open to come here again
    int missing = 0;         ///< pictures
    bool isJustMade = false; ///< its notes are news
    std::vector<ImportReport> reports;
    std::vector<MergedAnnotations> merges;
    QString clouds, refused; ///< sentences on point clouds
  };
  static Result<Loaded> load(const std::vector<Path>& paths, const RecoveryStore& recovery,
                             const Progress& progress);
  using Opener = std::function<Result<Loaded>(const Progress&)>;
  void startOpening(const QString& name, const Path& remembered, const Opener& opener);
  struct Opening {
    QString name;
    Path remembered;
    Opener opener;
    QDateTime savedAt; ///< when the open project was saved last, then
    int job = 0;
  };
  void afterSaving(const std::function<void()>& then);
  void endOpening(const Opening& opening, Result<Loaded> loaded);
  bool finishOpening(Loaded loaded);
  bool isSavedSince(const Loaded& loaded, const QDateTime& time) const;
  bool mayOpenBeside(const Path& projectFile, RecoveryStore::Marked& marked);
  Choice askToRestore(const Loaded& loaded);
  static QString putAside(const OtherJournal& journal, bool isGoneOnWith); ///< and says so
  bool showEdits(Project project, EditKeeper::Start& start);
  void rememberSaved(bool isElsewhere);

  AnnotationDocument& document_;
  JobRunner& jobs_;
  UserPrompts& prompts_;
  Settings& settings_;
  RecoveryStore recovery_;
  EditKeeper keeper_;
  std::unique_ptr<SessionMark> mark_;
  Path sampleFolder_;
  ProjectPlace place_;
  std::vector<Path> filesRead_;
  ProjectSaver saver_;
  bool open_ = false, isClosing_ = false;
  int openingJob_ = 0, generation_ = 0;
  QString openingText_;
};

} // namespace fillscope
