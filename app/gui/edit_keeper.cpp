#include "app/gui/edit_keeper.h"
#include <QDateTime>
#include <tuple>
#include <utility>

namespace fillscope {
namespace {

namespace fs = std::filesystem;

/// Until it is appended nobody knows the mark's number.
constexpr long long atLastMark = -1;

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

EditKeeper::~EditKeeper() {
  end();
  document_.setRecorder({});
}

void EditKeeper::end() {
  if (givesUp_) discard();
  givesUp_ = false;
  writer_.reset();
}

void EditKeeper::begin(Start start) {
  end();
  waiting_.clear();
  noted_.clear();
  problem_.reset();
  isTold_ = isAnnounced_ = false;
  markedNumber_ = 0;
  start_ = std::move(start);
  const auto& edits = start_.recovery.edits;
  isBegun_ = edits.has_value();
  savedNumber_ = edits ? edits->savedNumber : 0;
  if (!edits) return;
  openWriter();
  if (edits->needsCorrection) record(now(StateSaved{}));
  if (!start_.isContinued && edits->hasUnsaved()) record(now(StateTakenBack{savedNumber_}));
}

void EditKeeper::record(EditRecord made) {
  if (start_.projectFile.empty()) return;
  givesUp_ = false; // the project stayed open, and work goes on
  if (!std::exchange(isBegun_, true)) {
    waiting_.push_back(start_.fileHash.empty() ? now(PicturesAdded{0, document_.project().pictures})
                                               : now(StateSaved{start_.fileHash, start_.folder}));
    for (EditRecord& noted : std::exchange(noted_, {}))
      waiting_.push_back(std::move(noted));
  }
  waiting_.push_back(std::move(made));
  if (writer_ || openWriter())
    for (EditRecord& waiting : std::exchange(waiting_, {}))
      append(std::move(waiting));
  if (!look_.isActive()) look_.start();
}

void EditKeeper::append(EditRecord made) {
  auto* saved = std::get_if<StateSaved>(&made.what);
  const bool isSave = saved && !saved->file.empty(), isMark = std::holds_alternative<StateMarked>(made.what);
  if (isSave && saved->at == atLastMark) saved->at = markedNumber_;
  const long long at = isSave ? saved->at : 0;
  writer_->append(std::move(made));
  if (isMark) markedNumber_ = writer_->lastNumber();
  if (isSave) announcedNumber_ = at != 0 ? at : writer_->lastNumber();
  if (isSave && savedNumber_ == 0) savedNumber_ = announcedNumber_; // the file that all began with
}

/// At the first place that nobody else holds and that can be written to.
bool EditKeeper::openWriter() {
  for (const Path& place : store_.placesOf(start_.projectFile))
    if ((writer_ = writerAt(place))) return true;
  if (!problem_)
    problem_ = Error{ErrorCode::tryAgain,
                     "other windows keep the edits of this project, and there is no place for "
                     "those of one more",
                     start_.projectFile.string(), "close one of them; what is saved here is kept"};
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
  const bool isTaken = fs::exists(place, error);
  if (isTaken && (!fs::is_regular_file(place, error) || RecoveryStore::isHeld(place) ||
                  !RecoveryStore::keepAside(place)))
    return nullptr;
  if (place != store_.placesOf(start_.projectFile).front())
    fs::create_directories(place.parent_path(), error);
  auto opened = JournalWriter::open(place, 0, 0);
  if (!opened) {
    problem_ = opened.error();
    return nullptr;
  }
  if (recovery.edits) { // its journal lies where it cannot be gone on with
    const long long saved = std::exchange(savedNumber_, 0);
    for (EditRecord record : recovery.edits->records) {
      const bool isSaved = record.number == saved;
      if (auto* state = std::get_if<StateSaved>(&record.what))
        state->at = 0; // marks have other numbers there
      (*opened)->append(std::move(record));
      if (isSaved) savedNumber_ = (*opened)->lastNumber();
    }
  }
  return std::move(*opened);
}

/// Where nothing was edited yet, the journal need not begin for it. Should there be an edit before the save
/// has ended, it begins with this.
void EditKeeper::note(EditRecord made) {
  if (isBegun_)
    record(std::move(made));
  else
    noted_.push_back(std::move(made));
}

void EditKeeper::markState() { note(now(StateMarked{})); }

std::function<void()> EditKeeper::announceSave(const std::string& fileHash, const std::string& folder) {
  isAnnounced_ = true;
  note(now(StateSaved{fileHash, folder, atLastMark}));
  if (!writer_) return [] {};
  // Where the journal cannot be written, saving is what is left.
  return [journal = std::weak_ptr(writer_), number = writer_->lastNumber()] {
    if (const auto writer = journal.lock()) std::ignore = writer->sync(number);
  };
}

void EditKeeper::saveFailed() {
  noted_.clear();
  if (std::exchange(isAnnounced_, false) && isBegun_) record(now(StateSaved{}));
}

void EditKeeper::saved(const std::string& fileHash, const std::string& folder) {
  noted_.clear();
  isAnnounced_ = false;
  start_.fileHash = fileHash;
  start_.folder = folder;
  if (!writer_) return;
  savedNumber_ = announcedNumber_;
  writer_->compact();
}

void EditKeeper::moveTo(const Path& projectFile, const std::string& fileHash, const std::string& folder) {
  EditRecords all = records();
  discard();
  Start next{projectFile, fileHash, folder, {}, true};
  if (!all.empty()) {
    all.push_back(now(StateSaved{fileHash, folder, markedNumber_}));
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
  } else if (writer_->lastNumber() > savedNumber_) {
    writer_->append(now(StateTakenBack{savedNumber_}));
  }
}

EditRecords EditKeeper::records() {
  EditRecords all;
  if (writer_) {
    const EditRecords waiting = writer_->flush() ? EditRecords() : writer_->waiting();
    if (auto journal = readJournal(writer_->path())) all = std::move(journal->records);
    for (const EditRecord& record : waiting)
      if (all.empty() || record.number > all.back().number) all.push_back(record);
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
