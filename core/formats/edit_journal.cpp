#include "core/formats/edit_journal.h"
#include "core/base/file_io.h"
#include "core/base/json.h"
#include "core/formats/content_hash.h"
#include "core/formats/edit_record_json.h"

namespace fillscope {
namespace {

constexpr std::string_view sumBegin = ",\"sum\":\"", sumEnd = "\"}";
constexpr std::size_t sumDigits = 16;

/// The record's text without its checksum; nothing where it is not what was written.
std::optional<std::string_view> checked(std::string_view line) {
  const std::size_t ending = sumBegin.size() + sumDigits + sumEnd.size();
  if (line.size() <= ending || !line.ends_with(sumEnd)) return std::nullopt;
  const std::string_view content = line.substr(0, line.size() - ending);
  const std::string_view sum = line.substr(content.size());
  if (!sum.starts_with(sumBegin) || sum.substr(sumBegin.size(), sumDigits) != contentHashText(content))
    return std::nullopt;
  return content;
}

std::optional<EditRecord> recordIn(std::string_view line) {
  const auto content = checked(line);
  if (!content) return std::nullopt;
  const auto json = parseJson(std::string(*content) + "}", "journal");
  return json ? recordFromJson(*json) : std::nullopt;
}

} // namespace

std::string journalLine(const EditRecord& record) {
  std::string line = "{";
  appendRecordMembers(line, record);
  const std::string sum = contentHashText(line);
  line += sumBegin;
  line += sum;
  line += sumEnd;
  line += '\n';
  return line;
}

ReadJournal parseJournal(std::string_view text) {
  ReadJournal journal;
  std::size_t at = 0;
  while (at < text.size()) {
    const std::size_t end = text.find('\n', at);
    if (end == std::string_view::npos) break;
    auto record = recordIn(text.substr(at, end - at));
    if (!record || record->number <= journal.lastNumber()) break;
    journal.records.push_back(std::move(*record));
    at = end + 1;
  }
  journal.goodBytes = at;
  const std::size_t badEnd = text.find('\n', at);
  journal.isDamaged = badEnd != std::string_view::npos && badEnd + 1 < text.size();
  journal.isTorn = at < text.size() && !journal.isDamaged;
  return journal;
}

Result<ReadJournal> readJournal(const std::filesystem::path& path) {
  const Result<std::string> text = readFile(path);
  if (!text) return text.error();
  return parseJournal(*text);
}

Result<void> writeJournal(const EditRecords& records, const std::filesystem::path& path) {
  std::string text;
  for (const EditRecord& record : records)
    text += journalLine(record);
  return writeFileAtomically(path, text);
}

} // namespace fillscope
