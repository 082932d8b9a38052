#pragma once
// What a picture was like at every moment, from the records of what happened to it.
#include "core/annotation/edit_record.h"
#include <optional>
#include <string>
#include <vector>

namespace fillscope {

struct PictureVersion {
  enum class Kind { opened, edited, undone, redone, moved };
  Kind kind = Kind::opened;
  long long time = 0;     ///< milliseconds since 1970, UTC
  std::string text;       ///< of the step that was made, undone or redone, as the menu calls it
  int regions = 0;        ///< how many there were then
  bool isGivenUp = false; ///< not in what the project went on from
};

/// The versions of one picture, oldest first; a gesture is one. Empty where nothing ever happened to it.
class PictureVersions {
 public:
  /// records: all of the project, what was given up included. now: the picture as it is; what no record
  /// changes is as now.
  PictureVersions(const EditRecords& records, int picture, const Picture& now);
  const std::vector<PictureVersion>& list() const { return versions_; }
  /// The picture then; nothing where the records do not fit together.
  std::optional<Picture> at(std::size_t version) const;

 private:
  void collect();
  void markGivenUp(const EditRecord& takenBack);
  EditRecords recordsUpTo(std::size_t end) const;

  Picture first_;       ///< as it was before the first record
  EditRecords records_; ///< those that concern the picture, with pictures counted anew: 0 is the picture
  int pictures_ = 1;
  std::vector<PictureVersion> versions_;
  std::vector<std::size_t> ends_; ///< of each version: how many of records_ lead to it
};

} // namespace fillscope
