#pragma once
// What happened to a document, one record after the other: enough to make it happen again.
#include "core/annotation/edit_step.h"
#include <string>
#include <variant>
#include <vector>

namespace fillscope {

/// What a picture held before its first edit: what later records change. −1: the project's definitions.
struct PictureBase {
  int picture = -1;
  std::optional<std::vector<Region>> regions;
  std::optional<Attributes> attributes;
  friend bool operator==(const PictureBase&, const PictureBase&) = default;
};
struct StepUndone {
  int picture = -1;
  friend bool operator==(const StepUndone&, const StepUndone&) = default;
};
struct StepRedone {
  int picture = -1;
  friend bool operator==(const StepRedone&, const StepRedone&) = default;
};
struct PicturesAdded {
  int first = 0; ///< the place of the first of them
  std::vector<Picture> pictures;
  friend bool operator==(const PicturesAdded&, const PicturesAdded&) = default;
};
/// The same pictures, found elsewhere. Attributes as far as they name files.
struct PicturesMoved {
  std::string defaultPath;
  std::vector<std::pair<int, std::string>> filenames;
  std::vector<AttributesEdit> attributes;
  friend bool operator==(const PicturesMoved&, const PicturesMoved&) = default;
};
/// The project as it is here is in a file, or was read from it.
struct StateSaved {
  std::string file;   ///< what tells its bytes from others; "" where there is no file yet
  std::string folder; ///< against which paths are resolved
  friend bool operator==(const StateSaved&, const StateSaved&) = default;
};
/// What followed that record was given up.
struct StateTakenBack {
  long long to = 0;
  friend bool operator==(const StateTakenBack&, const StateTakenBack&) = default;
};

struct EditRecord {
  long long number = 0; ///< ascending, from 1; given by whoever keeps the records
  long long time = 0;   ///< milliseconds since 1970, UTC
  std::variant<PictureBase, EditStep, StepUndone, StepRedone, PicturesAdded, PicturesMoved, StateSaved,
               StateTakenBack>
      what;
  friend bool operator==(const EditRecord&, const EditRecord&) = default;
};
using EditRecords = std::vector<EditRecord>;

/// Without what was given up.
EditRecords withoutTakenBack(const EditRecords& records);
/// Gestures as one step each and nothing of those that came back to their start; leads to the same document.
EditRecords compacted(EditRecords records);
/// The place behind the last record at which the project was in that file; nothing where it never was.
std::optional<std::size_t> savedPlace(const EditRecords& records, const std::string& file);
/// Whether something was edited from that place on.
bool hasEdits(const EditRecords& records, std::size_t from);

} // namespace fillscope
