#pragma once
// Keeps every edit of the open project in its journal.
#include "app/gui/recovery_store.h"
#include "core/annotation/annotation_document.h"
#include "core/formats/journal_writer.h"
#include <QObject>
#include <QTimer>
#include <functional>
#include <memory>

namespace fillscope {

/// Lives on the window's thread. The journal is made with the first edit.
class EditKeeper : public QObject {
  Q_OBJECT
 public:
  using Path = std::filesystem::path;
  EditKeeper(AnnotationDocument& document, RecoveryStore store);
  ~EditKeeper() override;

  /// The document holds what this file holds, plus what its journal said where that is gone on with.
  struct Start {
    Path projectFile;
    std::string fileHash; ///< "" where there is no file yet
    std::string folder;   ///< against which paths are resolved, "" where it is the file's
    Recovery recovery;
    bool isContinued = false; ///< the journal's edits are in the document, else only the saved ones are
  };
  void begin(Start start);
  /// To be called when the copy of the project is taken that is going to be written; edits may go on.
  void markState();
  /// To be called before that copy is written, with the hash of what will be in the file. What it hands back
  /// waits until the journal says so, on any thread; only then may the file be replaced.
  std::function<void()> announceSave(const std::string& fileHash, const std::string& folder);
  void saveFailed(); ///< of the state marked last, whether it was announced or not
  void saved(const std::string& fileHash, const std::string& folder); ///< the announced one
  /// The state marked last was saved as another file: the history goes along, and ends here at what the old
  /// file holds.
  void moveTo(const Path& projectFile, const std::string& fileHash, const std::string& folder);
  /// What the project file does not hold is given up when this project ends, unless work goes on.
  void giveUp() { givesUp_ = true; }
  /// Lets go of the journal; begin goes on.
  void end();
  /// Waits for the disk, and hands back everything that was ever recorded, what was given up included.
  EditRecords records();

 Q_SIGNALS:
  void failed(const fillscope::Error& error); ///< changes are not kept at present; once until they are again

 private:
  void record(EditRecord record);
  void note(EditRecord record);
  void append(EditRecord record);
  bool openWriter();
  std::unique_ptr<JournalWriter> writerAt(const Path& place);
  void discard();
  void look(); ///< whether the journal is written

  AnnotationDocument& document_;
  RecoveryStore store_;
  Start start_;
  std::shared_ptr<JournalWriter> writer_;
  EditRecords waiting_; ///< while no journal can be written
  EditRecords noted_;   ///< of the save under way, where nothing was edited yet
  std::optional<Error> problem_;
  long long savedNumber_ = 0, announcedNumber_ = 0, markedNumber_ = 0;
  bool isBegun_ = false, isAnnounced_ = false, isTold_ = false, givesUp_ = false;
  QTimer look_;
};

} // namespace fillscope
