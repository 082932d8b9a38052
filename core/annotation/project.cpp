#include "core/annotation/project.h"
#include <algorithm>

namespace fillscope {
namespace {

template <class Items>
auto itemNamed(Items& items, const std::string& name) {
  return std::find_if(items.begin(), items.end(), [&](const auto& item) { return item.first == name; });
}

} // namespace

const AttributeValue* Attributes::find(const std::string& name) const {
  const auto found = itemNamed(items, name);
  return found == items.end() ? nullptr : &found->second;
}

std::string Attributes::text(const std::string& name) const {
  const AttributeValue* value = find(name);
  return value && !value->isJson ? value->text : std::string();
}

void Attributes::set(const std::string& name, AttributeValue value) {
  const auto found = itemNamed(items, name);
  if (found == items.end())
    items.emplace_back(name, std::move(value));
  else
    found->second = std::move(value);
}

void Attributes::remove(const std::string& name) {
  const auto found = itemNamed(items, name);
  if (found != items.end()) items.erase(found);
}

} // namespace fillscope
