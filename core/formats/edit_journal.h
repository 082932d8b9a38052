#pragma once
// A document's records as a file: one JSON object a line, each with a checksum, written at the end alone.
#include "core/annotation/edit_record.h"
#include "core/base/result.h"
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

namespace fillscope {

/// One line, its line end included. Regions are objects as VIA writes them; numbers are the shortest text
/// that reads back to the same bits.
std::string journalLine(const EditRecord& record);

struct ReadJournal {
  EditRecords records;
  std::uintmax_t goodBytes = 0; ///< of the file: what they were read from
  bool isTorn = false;          ///< only the last line is bad: a write was cut short
  bool isDamaged = false;       ///< a line before the end is bad; it and what follows are not in records
  long long lastNumber() const { return records.empty() ? 0 : records.back().number; }
};
/// What a journal holds up to the first line that is cut short, changed or out of order. Never fails.
ReadJournal parseJournal(std::string_view text);
/// Errors: as readFile.
Result<ReadJournal> readJournal(const std::filesystem::path& path);
/// Replaces the file as a whole.
Result<void> writeJournal(const EditRecords& records, const std::filesystem::path& path);

} // namespace fillscope
