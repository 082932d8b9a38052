#include "core/annotation/edit_record.h"
#include <algorithm>
#include <unordered_map>

namespace fillscope {
namespace {

template <class Kind>
const Kind* as(const EditRecord& record) {
  return std::get_if<Kind>(&record.what);
}

/// The picture whose stack the record changes; −1 none.
int stackOf(const EditRecord& record) {
  if (const auto* step = as<EditStep>(record)) return step->picture;
  if (const auto* undone = as<StepUndone>(record)) return undone->picture;
  if (const auto* redone = as<StepRedone>(record)) return redone->picture;
  return -1;
}

} // namespace

EditRecords withoutTakenBack(const EditRecords& records) {
  EditRecords kept;
  kept.reserve(records.size());
  for (const EditRecord& record : records) {
    const auto* back = as<StateTakenBack>(record);
    if (!back) {
      kept.push_back(record);
      continue;
    }
    const auto first = std::find_if(kept.begin(), kept.end(),
                                    [&](const EditRecord& other) { return other.number > back->to; });
    kept.erase(first, kept.end());
  }
  return kept;
}

EditRecords compacted(EditRecords records) {
  std::vector<bool> dropped(records.size(), false);
  std::unordered_map<int, std::size_t> tops; // of each picture: the step that a gesture may go on with
  for (std::size_t i = 0; i < records.size(); ++i) {
    if (as<StateSaved>(records[i]) || as<StateTakenBack>(records[i]))
      tops.clear(); // the saved step stays one
    const int picture = stackOf(records[i]);
    if (picture < 0) continue;
    const auto* step = as<EditStep>(records[i]);
    const auto top = tops.find(picture);
    if (step && top != tops.end()) {
      auto& first = std::get<EditStep>(records[top->second].what);
      if (goesOn(first, *step)) {
        dropped[i] = true;
        if (isBackAtStart(first)) {
          dropped[top->second] = true;
          tops.erase(top);
        }
        continue;
      }
    }
    tops.erase(picture);
    if (step && step->gesture != 0) tops.emplace(picture, i);
  }
  EditRecords kept;
  kept.reserve(records.size());
  for (std::size_t i = 0; i < records.size(); ++i)
    if (!dropped[i]) kept.push_back(std::move(records[i]));
  return kept;
}

std::optional<std::size_t> savedPlace(const EditRecords& records, const std::string& file) {
  for (std::size_t i = records.size(); i-- > 0;)
    if (const auto* saved = as<StateSaved>(records[i]); saved && saved->file == file) return i + 1;
  return std::nullopt;
}

bool hasEdits(const EditRecords& records, std::size_t from) {
  return std::any_of(records.begin() + static_cast<std::ptrdiff_t>(std::min(from, records.size())),
                     records.end(), [](const EditRecord& record) {
                       return stackOf(record) >= 0 || as<PicturesAdded>(record) || as<PicturesMoved>(record);
                     });
}

} // namespace fillscope
