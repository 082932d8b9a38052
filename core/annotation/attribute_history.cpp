#include "core/annotation/attribute_history.h"
#include <algorithm>

namespace fillscope {

AttributesEdit AttributeHistory::perform(Project& project, const AttributesEdit& edit, long long number,
                                         Direction direction) {
  const Attributes before = attributesOf(project, edit.picture);
  Attributes now = before;
  auto& done = done_[edit.picture];
  // Later ones come off and go back on, as if this one had never been, or had been all along.
  const auto place =
      std::find_if(done.begin(), done.end(), [&](const Done& other) { return other.number >= number; });
  for (auto later = done.end(); later != place;)
    applyExactly(now, (--later)->happened, Direction::backward);
  const auto at =
      direction == Direction::backward ? done.erase(place) : done.insert(place, {number, &edit, {}});
  for (auto again = at; again != done.end(); ++again)
    again->happened = apply(now, *again->wanted, Direction::forward);
  AttributesEdit result = attributesEdit(edit.picture, before, now);
  putAttributes(project, edit.picture, std::move(now));
  if (done.empty()) done_.erase(edit.picture);
  return result;
}

} // namespace fillscope
