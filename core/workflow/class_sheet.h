#pragma once
// What a classes network says of pictures, and where it saw it, to look at.
#include "core/formats/contact_sheet.h"
#include "core/inference/classifier.h"
#include <optional>
#include <string>
#include <vector>

namespace fillscope {

/// Gathers pictures for one sheet: each picture beside its evidence for the class it is called, the name,
/// class and probability below. Where the truth is known, those that were called wrongly come first, with
/// what they are; then the least sure ones. At most `most` are shown, and about twice as many kept.
class ClassSheet {
 public:
  explicit ClassSheet(std::vector<std::string> classes, std::size_t most = 40);
  void add(const std::string& name, const Image& picture, const Classification& found,
           std::optional<std::size_t> truth = {});
  /// RGB; empty where nothing was added. The sheet has no more to show after that.
  Image draw(const std::string& network);

 private:
  struct Shown {
    bool wrong = false;
    double certainty = 0; ///< the probability of the class it is called
    SheetTile tile;
  };
  void keepWorst();

  std::vector<std::string> classes_;
  std::size_t most_;
  std::vector<Shown> shown_;
};

} // namespace fillscope
