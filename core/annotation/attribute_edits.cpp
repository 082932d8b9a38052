#include "core/annotation/edit_step.h"
#include <algorithm>

namespace fillscope {
namespace {

using Items = std::vector<std::pair<std::string, AttributeValue>>;

bool hasName(const Items& items, const std::string& name) {
  return std::any_of(items.begin(), items.end(), [&](const auto& item) { return item.first == name; });
}

} // namespace

bool applyExactly(Attributes& attributes, const AttributesEdit& edit, Direction direction) {
  const Items& from = direction == Direction::forward ? edit.before : edit.after;
  const Items& to = direction == Direction::forward ? edit.after : edit.before;
  Items& items = attributes.items;
  if (edit.place > items.size() || items.size() - edit.place < from.size()) return false;
  const auto first = items.begin() + static_cast<std::ptrdiff_t>(edit.place);
  if (!std::equal(from.begin(), from.end(), first)) return false;
  const auto rest = items.erase(first, first + static_cast<std::ptrdiff_t>(from.size()));
  items.insert(rest, to.begin(), to.end());
  return true;
}

AttributesEdit apply(Attributes& attributes, const AttributesEdit& edit, Direction direction) {
  const Items& from = direction == Direction::forward ? edit.before : edit.after;
  const Items& to = direction == Direction::forward ? edit.after : edit.before;
  const Attributes before = attributes;
  // A name that another edit has brought meanwhile must not come twice.
  const bool isFree = std::none_of(to.begin(), to.end(), [&](const auto& item) {
    return !hasName(from, item.first) && before.find(item.first);
  });
  if (!isFree || !applyExactly(attributes, edit, direction)) {
    for (const auto& item : from)
      if (!hasName(to, item.first)) attributes.remove(item.first);
    for (const auto& item : to)
      if (std::find(from.begin(), from.end(), item) == from.end()) attributes.set(item.first, item.second);
  }
  return attributesEdit(edit.picture, before, attributes);
}

Attributes attributesOf(const Project& project, int picture) {
  if (picture >= 0) return project.pictures[static_cast<std::size_t>(picture)].attributes;
  Attributes definitions;
  definitions.items.emplace_back(std::string(), AttributeValue{project.attributesJson, false});
  return definitions;
}

void putAttributes(Project& project, int picture, Attributes attributes) {
  if (picture >= 0)
    project.pictures[static_cast<std::size_t>(picture)].attributes = std::move(attributes);
  else
    project.attributesJson = attributes.items.empty() ? std::string() : attributes.items[0].second.text;
}

} // namespace fillscope
