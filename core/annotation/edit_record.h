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
/// The project as it is here is going to be written, while edits go on. Gestures do not go on across it,
/// whatever becomes of it.
struct StateMarked {
  friend bool operator==(const StateMarked&, const StateMarked&) = default;
};
/// The project as it is here, or was at a mark, was read from a file or is about to be in it.
struct StateSaved {
  std::string file;   ///< what tells its bytes from others; "": what was said last did not come about
  std::string folder; ///< against which paths are resolved
  long long at = 0;   ///< number of the mark; 0, or the record's own: as it is here
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
               StateTakenBack, StateMarked>
      what;
  friend bool operator==(const EditRecord&, const EditRecord&) = default;
};
using EditRecords = std::vector<EditRecord>;

/// Without what was given up and saves that failed; what was saved of a mark stands in its place, under its
/// number.
EditRecords withoutTakenBack(const EditRecords& records);
/// Gestures as one step each and nothing of those that came back to their start; leads to the same document.
EditRecords compacted(EditRecords records);

/// So many edits follow the last save; each gesture, undo and redo is one. 0 where they lead back to it.
int editsSinceSave(const EditRecords& records);

/// What a document is made from that went on where a file ends.
struct KeptEdits {
  EditRecords records;          ///< as AnnotationDocument::reset takes them
  std::size_t saved = 0;        ///< so many of them lead to what the file holds
  long long savedNumber = 0;    ///< of the last of these; 0 none
  bool needsCorrection = false; ///< an announced save never came about: it must be recorded that it did not
  std::string folder;           ///< against which paths were resolved; "" not said
  /// Whether they lead elsewhere than to what the file holds; what was done and undone again does not.
  bool hasUnsaved() const;
  long long lastTime() const { return records.empty() ? 0 : records.back().time; }
};
/// file: as in StateSaved, "" where there is no file. Nothing where the records were made on another one.
std::optional<KeptEdits> keptEdits(const EditRecords& records, const std::string& file);

} // namespace fillscope
