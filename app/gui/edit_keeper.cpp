#include "app/gui/edit_keeper.h"
#include <QDateTime>
#include <utility>

namespace fillscope {
namespace {

namespace fs = std::filesystem;

EditRecord now(decltype(EditRecord::what) what) {
  return {0, QDateTime::currentMSecsSinceEpoch(), std::move(what)};
}

} // namespace

EditKeeper::EditKeeper(AnnotationDocument& document, RecoveryStore store)
    : document_(document)
    , store_(std::move(store)) {
  document_.setRecorder([this](EditRecord made) { record(std::move(made)); });
  look_.setSingleShot(true);
  look_.setInterval(500);
  connect(&look_, &QTimer::timeout, this, &EditKeeper::look);
}

EditKeeper::~EditKeeper() { document_.setRecorder({}); }

void EditKeeper::begin(Start start) {
  writer_.reset();
  waiting_.clear();
  problem_.reset();
  isTold_ = false;
  start_ = std::move(start);
  for (const Path& other : start_.recovery.others)
    if (other != start_.recovery.file) RecoveryStore::keepAside(other);
  const auto& edits = start_.recovery.edits;
  savedNumber_ = edits ? edits->savedNumber : 0;
  if (!edits) return;
  if (!openWriter()) return;
  if (edits->needsCorrection) record(now(StateSaved{}));
  if (!start_.isContinued && edits->hasUnsaved()) record(now(StateTakenBack{savedNumber_}));
}

void EditKeeper::record(EditRecord made) {
  if (start_.projectFile.empty()) return;
  if (!writer_ && !openWriter()) {
    waiting_.push_back(std::move(made));
  } else {
    writer_->append(std::move(made));
  }
  if (!look_.isActive()) look_.start();
}

/// At the first place that nobody else holds and that can be written to.
bool EditKeeper::openWriter() {
  const auto places = store_.placesOf(start_.projectFile);
  for (const Path& place : places) {
    writer_ = writerAt(place);
    if (!writer_) continue;
    for (EditRecord& record : std::exchange(waiting_, {}))
      writer_->append(std::move(record));
    return true;
  }
  return false;
}

std::unique_ptr<JournalWriter> EditKeeper::writerAt(const Path& place) {
  std::error_code error;
  const Recovery& recovery = start_.recovery;
  if (place == recovery.file) {
    auto opened = JournalWriter::open(place, recovery.goodBytes, recovery.lastNumber);
    if (opened) return std::move(*opened);
    problem_ = opened.error();
    return nullptr;
  }
  // What lies there is somebody's work: another window's, or left by one.
  if (fs::exists(place, error) && (RecoveryStore::isHeld(place) || !RecoveryStore::keepAside(place)))
    return nullptr;
  if (place != store_.placesOf(start_.projectFile).front()) fs::create_directories(place.parent_path(), error);
  auto opened = JournalWriter::open(place, 0, 0);
  if (!opened) {
    problem_ = opened.error();
    return nullptr;
  }
  JournalWriter& writer = **opened;
  if (recovery.edits) { // its journal lies where it cannot be gone on with
    for (EditRecord record : recovery.edits->records) {
      const bool isSaved = record.number == savedNumber_ && savedNumber_ > 0;
      writer.append(std::move(record));
      if (isSaved) savedNumber_ = writer.lastNumber();
    }
  } else if (start_.fileHash.empty()) {
    writer.append(now(PicturesAdded{0, document_.project().pictures}));
  } else {
    writer.append(now(StateSaved{start_.fileHash, start_.folder}));
    savedNumber_ = writer.lastNumber();
  }
  return std::move(*opened);
}

void EditKeeper::announceSave(const std::string& fileHash, const std::string& folder) {
  if (!writer_) return; // nothing was edited: the next journal begins with this file
  writer_->append(now(StateSaved{fileHash, folder}));
}

void EditKeeper::saveFailed() {
  if (writer_) writer_->append(now(StateSaved{}));
}

void EditKeeper::saved(const std::string& fileHash, const std::string& folder) {
  start_.fileHash = fileHash;
  start_.folder = folder;
  waiting_.clear();
  if (!writer_) return;
  savedNumber_ = writer_->lastNumber();
  writer_->compact();
}

void EditKeeper::moveTo(const Path& projectFile, const std::string& fileHash, const std::string& folder) {
  EditRecords all = records();
  discard();
  Start next{projectFile, fileHash, folder, {}, true};
  if (!all.empty()) {
    all.push_back(now(StateSaved{fileHash, folder}));
    all.back().number = all[all.size() - 2].number + 1;
    next.recovery.edits = keptEdits(all, fileHash);
  }
  begin(std::move(next));
}

void EditKeeper::discard() {
  waiting_.clear();
  if (!writer_) return;
  if (start_.fileHash.empty()) { // nothing is left of this project
    const Path place = writer_->path();
    writer_.reset();
    std::error_code ignored;
    fs::remove(place, ignored);
    return;
  }
  if (writer_->lastNumber() > savedNumber_) writer_->append(now(StateTakenBack{savedNumber_}));
}

EditRecords EditKeeper::records() {
  EditRecords all;
  if (writer_ && writer_->flush()) {
    if (auto journal = readJournal(writer_->path())) all = std::move(journal->records);
  } else if (start_.recovery.edits) {
    all = start_.recovery.edits->records;
  }
  return all;
}

void EditKeeper::look() {
  std::optional<Error> problem = writer_ ? writer_->failure() : problem_;
  const bool isWaiting = !waiting_.empty() || (writer_ && problem);
  if (isWaiting && !isTold_ && problem) Q_EMIT failed(*problem);
  isTold_ = isWaiting;
  if (isWaiting) look_.start();
}

} // namespace fillscope
