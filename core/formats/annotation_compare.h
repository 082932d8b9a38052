#pragma once
// Whether files that were written hold what they should.
#include "core/formats/annotation_format.h"

namespace fillscope {

struct Expectation {
  bool exact = false; ///< every shape and attribute to the last bit, in order
  std::vector<Loss> losses;
};
/// What of the project is not found again in what was read back, beyond the losses: one sentence each, no
/// more than a screenful. Pictures are matched by name, else by bare name without suffix; regions by their
/// place.
std::vector<std::string> differencesBetween(const Project& project, const Project& readBack,
                                            const Expectation& expectation);

} // namespace fillscope
