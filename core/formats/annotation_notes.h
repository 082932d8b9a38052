#pragma once
// Gathers what readers found and what writers cannot hold, alike things once with their count.
#include "core/formats/annotation_format.h"
#include <unordered_map>

namespace fillscope {

class ImportNotes {
 public:
  /// text: one sentence, the same for alike things, so that they are counted.
  void add(ImportNote::Kind kind, const std::string& picture, const std::string& text, int count = 1);
  /// Things of one key are alike: the text, which may tell of the first one's place, is the first one's.
  void addAlike(ImportNote::Kind kind, const std::string& picture, const std::string& key,
                const std::string& text, int count = 1);
  std::vector<ImportNote> take() { return std::move(notes_); }

 private:
  std::vector<ImportNote> notes_; ///< in the order of their first appearance, with the first picture
  std::unordered_map<std::string, std::size_t> known_;
};

class LossList {
 public:
  void add(Loss::Kind kind, const std::string& what, const std::string& becomes, const std::string& picture,
           int count = 1);
  std::vector<Loss> take() { return std::move(losses_); }

 private:
  std::vector<Loss> losses_;
  std::unordered_map<std::string, std::size_t> known_;
};

/// Whether COCO calls it a crowd: several objects in one outline, that no detector should learn as one.
bool isCrowd(const Region& region);

/// "rect", "polygon"…, "keypoints" and "box rim"; a shape that is not known by the name it has in the file.
std::string shapeNameOf(const Region& region);
/// Pictures and regions of the project; everything else is left as it is.
void countInto(ImportReport& report, const Project& project);
/// Whether every number of the shape is finite.
bool isFinite(const Shape& shape);

} // namespace fillscope
