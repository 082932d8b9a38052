#pragma once
// The project on disk: opening, saving, and never losing work in between.
#include "app/gui/edit_keeper.h"
#include "app/gui/open_anything.h"
#include "app/gui/settings.h"
#include "app/gui/user_prompts.h"
#include "core/annotation/annotation_document.h"
#include "core/formats/picture_set.h"
#include "core/jobs/job_runner.h"
#include <QDateTime>
#include <QObject>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace fillscope {

/// Lives on the window's thread. Opening is a job; saving is not, so that the window cannot close in between.
class ProjectSession : public QObject {
  Q_OBJECT
 public:
  using Path = std::filesystem::path;
  ProjectSession(AnnotationDocument& document, JobRunner& jobs, UserPrompts& prompts, Settings& settings,
                 RecoveryStore recovery, Path sampleFolder);
  ~ProjectSession() override;

  bool isOpen() const { return open_; }
  bool isModified() const { return open_ && document_.isModified(); }
  bool isOpening() const;
  const QString& openingText() const { return openingText_; } ///< "Opening boxes…"
  const Path& folder() const { return folder_; } ///< against which the document's paths are resolved
  const Path& projectFile() const { return projectFile_; } ///< where save writes
  QString displayName() const;
  const QDateTime& savedAt() const { return savedAt_; } ///< invalid: not saved since opening
  /// The project as it is now, to hand to a job.
  OpenedProject snapshot() const;

  /// Project, folder or pictures, instead of one still being opened. Asks first where changes would be lost.
  void open(const std::vector<Path>& paths);
  void openSample();                        ///< writes it where it is missing
  void add(const std::vector<Path>& paths); ///< pictures, to the open project
  /// Finds missing pictures in or below a folder; counts as a change.
  void locate(const Path& where);
  bool save(); ///< false: not saved (the person was told or changed their mind)
  bool saveAs();
  bool mayClose(); ///< asks where changes would be lost
  /// Everything that was ever done to the open project, in order.
  EditRecords history() { return keeper_.records(); }
  /// Projects that a crash left with changes that are not saved.
  std::vector<RecoveryStore::Unfinished> unfinished() const { return recovery_.unfinished(); }

 Q_SIGNALS:
  void projectOpened();
  void failed(const fillscope::Error& error); ///< what was open stays as it was
  void noted(const QString& sentence);
  /// What was read from other programs' files, of the project just opened.
  void imported(const std::vector<fillscope::ImportReport>& reports,
                const std::vector<fillscope::MergedAnnotations>& merges);
  void picturesMissing(int missing, int all); ///< of the project just opened
  void pathsChanged(int picture);             ///< the same pictures, found elsewhere; picture was current
  void stateChanged();                        ///< name, modified or saved time

 private:
  struct Loaded {
    OpenedProject opened;
    std::optional<std::string> diskState;
    Recovery recovery;
    Path remembered; ///< what to open to come here again
    int missing = 0; ///< pictures
    std::vector<ImportReport> reports;
    std::vector<MergedAnnotations> merges;
  };
  static Result<Loaded> load(const std::vector<Path>& paths, const RecoveryStore& recovery,
                             const Progress& progress);
  using Opener = std::function<Result<Loaded>(const Progress&)>;
  void startOpening(const QString& name, const Path& remembered, Opener opener);
  bool finishOpening(Loaded loaded);
  bool writeTo(const Path& file);
  bool mayOpenBeside(const Path& projectFile, RecoveryStore::Marked& marked);
  Choice askToRestore(const Loaded& loaded);
  bool showEdits(Project project, EditKeeper::Start& start);
  std::string saidFolder(const Path& projectFile) const;

  AnnotationDocument& document_;
  JobRunner& jobs_;
  UserPrompts& prompts_;
  Settings& settings_;
  RecoveryStore recovery_;
  EditKeeper keeper_;
  std::unique_ptr<SessionMark> mark_;
  Path sampleFolder_, folder_, projectFile_;
  std::optional<std::string>
      diskState_; ///< hash of the file as last read or written; nothing: there was none
  QDateTime savedAt_;
  bool open_ = false;
  int openingJob_ = 0;
  QString openingText_;
};

} // namespace fillscope
