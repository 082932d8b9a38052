#pragma once
// Writes the open project while work on it goes on.
#include "app/gui/edit_keeper.h"
#include "app/gui/user_prompts.h"
#include "core/annotation/annotation_document.h"
#include "core/jobs/job_runner.h"
#include <QDateTime>
#include <QObject>
#include <QTimer>
#include <deque>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>

namespace fillscope {

/// Where the open project lies, and what its file holds.
struct ProjectPlace {
  std::filesystem::path folder;         ///< against which the document's paths are resolved
  std::filesystem::path file;           ///< where save writes
  std::optional<std::string> diskState; ///< as last read or written, see diskStateOf
  QDateTime savedAt;                    ///< invalid: not saved since opening
};

/// What tells the file's bytes from others; nothing where there is no file. One that cannot be read differs
/// from every other. Any thread.
std::optional<std::string> diskStateOf(const std::filesystem::path& file);

/// Lives on the window's thread, which it holds for a copy of the project alone; two jobs compose the file
/// and write it. What is edited meanwhile is a change since. A save that fails or is cancelled leaves the
/// file as it was, and the document modified.
class ProjectSaver : public QObject {
  Q_OBJECT
 public:
  using Path = std::filesystem::path;
  /// All of these outlive it.
  ProjectSaver(ProjectPlace& place, AnnotationDocument& document, EditKeeper& keeper, JobRunner& jobs,
               UserPrompts& prompts);
  ~ProjectSaver() override;

  /// Starts; where another program changed the file, asks before it is overwritten. While another save is
  /// under way it is done after that one, where there are changes.
  void save();
  void saveAs(); ///< asks where to
  bool isSaving() const { return isSaving_; }
  bool isSlow() const { return isSaving_ && isSlow_; } ///< for so long that a person wonders
  /// Handles events, but nothing that the person does, until no save is under way; whether the last one came
  /// about. Questions that come up are asked; from within one it hands back false at once.
  bool wait();
  /// The same without questions: what another program changed is left alone.
  void finish();

 Q_SIGNALS:
  void saved(bool isElsewhere); ///< into another file, which is the project's from now on
  void failed(const fillscope::Error& error);
  void stateChanged(); ///< saving or not, slow or not

 private:
  struct Composed {
    std::string text, hash;
    std::optional<std::string> diskState; ///< of the file that is to be replaced
  };
  struct Written {};
  void request(const Path& chosen);
  std::optional<Path> askWhereTo();
  void start(const Path& chosen);
  void decide(Result<Composed> composed);
  void write(Composed composed);
  void finishWriting(Result<Written> written);
  void end(const std::optional<Error>& error);
  std::string saidFolder() const;
  QString jobName() const;
  template <class T>
  struct Ending;
  template <class T>
  void run(std::function<Result<T>(const Progress&)> work, void (ProjectSaver::*then)(Result<T>));

  ProjectPlace& place_;
  AnnotationDocument& document_;
  EditKeeper& keeper_;
  JobRunner& jobs_;
  UserPrompts& prompts_;
  std::deque<Path> requests_; ///< as request takes them, to be done after this one
  Path file_;                 ///< that is being saved
  std::string hash_;          ///< of what is written to it
  QTimer slow_;
  int job_ = 0;
  bool isChosen_ = false, isSaving_ = false, isSlow_ = false, asks_ = true, isAsking_ = false,
       cameAbout_ = false;
};

} // namespace fillscope
