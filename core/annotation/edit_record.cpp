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

/// A mark whose state is not in the file after all stays a mark; what said so of its own place goes.
bool turnToMark(EditRecord& record) {
  const bool wasMark = as<StateSaved>(record)->at == record.number;
  if (wasMark) record.what = StateMarked{};
  return wasMark;
}

void putInItsPlace(EditRecords& kept, const StateSaved& saved) {
  const auto mark = std::find_if(kept.rbegin(), kept.rend(), [&](const EditRecord& other) {
    return other.number == saved.at && as<StateMarked>(other);
  });
  if (mark != kept.rend()) mark->what = saved; // else it was given up
}

} // namespace

EditRecords withoutTakenBack(const EditRecords& records) {
  EditRecords kept;
  kept.reserve(records.size());
  for (const EditRecord& record : records) {
    if (const auto* back = as<StateTakenBack>(record)) {
      const auto first = std::find_if(kept.begin(), kept.end(),
                                      [&](const EditRecord& other) { return other.number > back->to; });
      kept.erase(first, kept.end());
    } else if (const auto* saved = as<StateSaved>(record); saved && saved->file.empty()) {
      const auto last = std::find_if(kept.rbegin(), kept.rend(),
                                     [](const EditRecord& other) { return as<StateSaved>(other); });
      if (last != kept.rend() && !turnToMark(*last)) kept.erase(std::next(last).base());
    } else if (saved && saved->at != 0 && saved->at != record.number) {
      putInItsPlace(kept, *saved);
    } else {
      kept.push_back(record);
    }
  }
  return kept;
}

EditRecords compacted(EditRecords records) {
  std::vector<bool> dropped(records.size(), false);
  std::unordered_map<int, std::size_t> tops; // of each picture: the step that a gesture may go on with
  for (std::size_t i = 0; i < records.size(); ++i) {
    if (as<StateSaved>(records[i]) || as<StateMarked>(records[i]) || as<StateTakenBack>(records[i]))
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

bool KeptEdits::hasUnsaved() const {
  struct Place {
    long long steps = 0;   // from where the stack was when it was saved
    bool isBeside = false; // a new step took the place of saved ones that were undone
  };
  std::unordered_map<int, Place> stacks;
  for (const EditRecord& record :
       compacted({records.begin() + static_cast<std::ptrdiff_t>(saved), records.end()})) {
    if (as<PicturesAdded>(record) || as<PicturesMoved>(record)) return true;
    const int stack = stackOf(record);
    if (stack < 0) continue;
    Place& place = stacks[stack];
    if (as<EditStep>(record) && place.steps < 0) place.isBeside = true;
    place.steps += as<StepUndone>(record) ? -1 : 1;
  }
  return std::any_of(stacks.begin(), stacks.end(),
                     [](const auto& stack) { return stack.second.isBeside || stack.second.steps != 0; });
}

int editsSinceSave(const EditRecords& records) {
  KeptEdits edits;
  edits.records = compacted(withoutTakenBack(records));
  const auto lastSave = std::find_if(edits.records.rbegin(), edits.records.rend(),
                                     [](const EditRecord& record) { return as<StateSaved>(record); });
  edits.saved = static_cast<std::size_t>(edits.records.rend() - lastSave);
  if (!edits.hasUnsaved()) return 0;
  return static_cast<int>(std::count_if(lastSave.base(), edits.records.end(), [](const EditRecord& record) {
    return stackOf(record) >= 0 || as<PicturesAdded>(record) || as<PicturesMoved>(record);
  }));
}

std::optional<KeptEdits> keptEdits(const EditRecords& records, const std::string& file) {
  KeptEdits kept;
  kept.records = withoutTakenBack(records);
  const auto isOfFile = [&](const EditRecord& record) {
    const auto* saved = as<StateSaved>(record);
    return saved && saved->file == file;
  };
  const auto last = std::find_if(kept.records.rbegin(), kept.records.rend(), isOfFile);
  if (last != kept.records.rend()) {
    kept.saved = static_cast<std::size_t>(kept.records.rend() - last);
    kept.savedNumber = last->number;
    kept.folder = as<StateSaved>(*last)->folder;
  } else {
    // Without a file everything must be in the records, from the first picture on.
    const auto* added = kept.records.empty() ? nullptr : as<PicturesAdded>(kept.records.front());
    if (!file.empty() || !added || added->first != 0) return std::nullopt;
  }
  // Killed before it wrote the file, or the file is older than the last save.
  const auto unsaved = kept.records.begin() + static_cast<std::ptrdiff_t>(kept.saved);
  for (auto record = unsaved; record != kept.records.end(); ++record)
    if (as<StateSaved>(*record)) {
      kept.needsCorrection = true;
      turnToMark(*record);
    }
  kept.records.erase(
      std::remove_if(unsaved, kept.records.end(),
                     [](const EditRecord& record) { return as<StateSaved>(record) != nullptr; }),
      kept.records.end());
  return kept;
}

} // namespace fillscope
