#include "app/gui/recovery_store.h"
#include "app/gui/paths.h"
#include "core/base/file_io.h"
#include "core/formats/content_hash.h"
#include <QJsonDocument>
#include <QJsonObject>
#include <fcntl.h>
#include <sys/file.h>
#include <tuple>
#include <unistd.h>

namespace fillscope {
namespace {
namespace fs = std::filesystem;

std::string keyOf(const fs::path& projectFile) {
  return contentHashText(projectFile.lexically_normal().string());
}

/// "boxes.fillscope.json" is the project "boxes".
std::string nameOf(const fs::path& projectFile) {
  const fs::path stem = projectFile.stem();
  return (stem.extension() == ".fillscope" ? stem.stem() : stem).string();
}

std::string hashOfFile(const fs::path& file) {
  const Result<std::string> bytes = readFile(file);
  return bytes ? contentHashText(*bytes) : std::string();
}

/// isUsed: its edits are those of the file.
OtherJournal otherAt(const fs::path& place, const ReadJournal& journal, bool isUsed) {
  const EditRecords& records = journal.records;
  return {place, isUsed ? 0 : editsSinceSave(records), records.empty() ? 0 : records.back().time};
}

} // namespace

SessionMark::~SessionMark() { ::close(descriptor_); }

void SessionMark::remove() {
  std::error_code ignored;
  fs::remove(file_, ignored);
}

std::vector<fs::path> RecoveryStore::placesOf(const Path& projectFile) const {
  const std::string ending = ".fillscope.journal";
  const fs::path own = folder_ / "journals" / keyOf(projectFile);
  return {projectFile.parent_path() / (nameOf(projectFile) + ending), own.string() + ending,
          own.string() + "-2" + ending}; // the last one for a second window
}

bool RecoveryStore::isHeld(const Path& journal) {
  const int file = ::open(journal.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) return false;
  const bool isFree = ::flock(file, LOCK_EX | LOCK_NB) == 0;
  ::close(file);
  return !isFree;
}

Recovery RecoveryStore::find(const Path& projectFile, const std::string& fileHash) const {
  Recovery found;
  for (const fs::path& place : placesOf(projectFile)) {
    std::error_code error;
    if (!fs::is_regular_file(place, error) || isHeld(place)) continue;
    const Result<ReadJournal> journal = readJournal(place);
    if (!journal) continue;
    auto edits = keptEdits(journal->records, fileHash);
    const bool isBetter = edits && (!found.edits || (!found.hasUnsaved() && edits->hasUnsaved()));
    if (!edits || journal->isDamaged) found.others.push_back(otherAt(place, *journal, edits.has_value()));
    if (!isBetter) continue;
    found.edits = std::move(edits);
    found.file = place;
    found.goodBytes = journal->goodBytes;
    found.lastNumber = journal->lastNumber();
  }
  return found;
}

std::optional<fs::path> RecoveryStore::keepAside(const Path& journal) {
  for (int number = 1; number < 1000; ++number) {
    const fs::path aside = journal.string() + "." + std::to_string(number);
    std::error_code error;
    if (fs::exists(aside, error)) continue;
    fs::rename(journal, aside, error);
    return error ? std::nullopt : std::optional(aside);
  }
  return std::nullopt;
}

fs::path RecoveryStore::markOf(const Path& projectFile) const {
  return folder_ / "open" / (keyOf(projectFile) + ".json");
}

RecoveryStore::Marked RecoveryStore::mark(const Path& projectFile, const Path& opened) const {
  const fs::path file = markOf(projectFile);
  std::error_code ignored;
  fs::create_directories(file.parent_path(), ignored);
  const int descriptor = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666);
  if (descriptor < 0) return {};
  if (::flock(descriptor, LOCK_EX | LOCK_NB) != 0) {
    ::close(descriptor);
    return {true, nullptr};
  }
  const QByteArray text = QJsonDocument(QJsonObject{{QStringLiteral("project_file"), toText(projectFile)},
                                                    {QStringLiteral("opened"), toText(opened)}})
                              .toJson();
  // A mark that says nothing is none; nothing else depends on it.
  if (::ftruncate(descriptor, 0) == 0)
    std::ignore = ::write(descriptor, text.data(), static_cast<std::size_t>(text.size()));
  return {false, std::make_unique<SessionMark>(file, descriptor)};
}

std::vector<RecoveryStore::Unfinished> RecoveryStore::unfinished() const {
  std::vector<Unfinished> all;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(folder_ / "open", error)) {
    if (isHeld(entry.path())) continue;
    const Result<std::string> text = readFile(entry.path());
    const QJsonObject object =
        text ? QJsonDocument::fromJson(QByteArray::fromStdString(*text)).object() : QJsonObject();
    const fs::path projectFile = toPath(object.value(QStringLiteral("project_file")).toString());
    const Recovery recovery = projectFile.empty() ? Recovery() : find(projectFile, hashOfFile(projectFile));
    if (!recovery.hasUnsaved()) {
      const bool isAway = !projectFile.empty() && !fs::exists(projectFile.parent_path(), error);
      if (!isAway) fs::remove(entry.path(), error); // a disk that is not mounted comes back with its journal
      continue;
    }
    all.push_back({projectFile, toPath(object.value(QStringLiteral("opened")).toString()),
                   QDateTime::fromMSecsSinceEpoch(recovery.edits->lastTime())});
  }
  std::sort(all.begin(), all.end(), [](const auto& a, const auto& b) { return a.time > b.time; });
  return all;
}

} // namespace fillscope
