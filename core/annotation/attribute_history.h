#pragma once
// Attributes that several pictures' histories change: what one takes back leaves what the others did.
#include "core/annotation/edit_step.h"
#include <unordered_map>

namespace fillscope {

/// Attributes of a picture are always those it began with, with the edits that are done at present made in
/// the order in which people first made them. So undo in any order of the pictures leads back to the same
/// bits. An edit must outlive its being done.
class AttributeHistory {
 public:
  /// Does the edit, or takes it back; number counts edits in the order in which they were first made. Returns
  /// what became of the attributes.
  AttributesEdit perform(Project& project, const AttributesEdit& edit, long long number, Direction direction);
  void clear() { done_.clear(); }

 private:
  struct Done {
    long long number;
    const AttributesEdit* wanted;
    AttributesEdit happened;
  };
  std::unordered_map<int, std::vector<Done>> done_; ///< of each picture, by number
};

} // namespace fillscope
