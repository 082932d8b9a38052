#include "core/formats/coco_words.h"
#include "core/formats/json_members.h"
#include <algorithm>
#include <charconv>
#include <cmath>

namespace fillscope {
namespace {

using rapidjson::Value;

constexpr double mostKeypoints = 10'000;
/// New ids are behind those that are read, but not behind what others, who read doubles, cannot tell apart.
constexpr std::int64_t mostExact = std::int64_t{1} << 53;

/// As it was read, but for a skeleton that counts its keypoints from 0 or has more of them than are named.
std::string verbatimOf(const Value& category) {
  const Value* skeleton = member(category, "skeleton");
  if (!skeleton || !skeleton->IsArray()) return compactJson(category);
  double low = 1, high = 0;
  for (const Value& pair : skeleton->GetArray()) {
    const auto edge = numbersIn(&pair);
    if (edge.size() != 2 || std::max(edge[0], edge[1]) > mostKeypoints) return compactJson(category);
    low = std::min({low, edge[0], edge[1]}), high = std::max({high, edge[0], edge[1]});
  }
  const double shift = low == 0 ? 1 : 0;
  const Value* names = member(category, "keypoints");
  std::size_t count = names && names->IsArray() ? names->Size() : 0;
  const auto wanted = static_cast<std::size_t>(high + shift);
  if (shift == 0 && count >= wanted) return compactJson(category);
  std::string text = jsonWithout(category, {"skeleton", "keypoints"}), edges = "[", list = "[";
  text.pop_back();
  for (std::size_t i = 0; i < std::max(count, wanted); ++i)
    list += (i > 0 ? "," : "") + (i < count ? compactJson((*names)[static_cast<rapidjson::SizeType>(i)])
                                            : jsonText(std::to_string(i + 1)));
  for (const Value& pair : skeleton->GetArray()) {
    const auto edge = numbersIn(&pair);
    edges += (edges.size() > 1 ? ",[" : "[") + std::to_string(static_cast<int>(edge[0] + shift)) + "," +
             std::to_string(static_cast<int>(edge[1] + shift)) + "]";
  }
  appendMember(text, "keypoints", list + "]");
  appendMember(text, "skeleton", edges + "]");
  return text + "}";
}

} // namespace

std::optional<std::int64_t> cocoIdOf(const Value& object) {
  const Value* id = member(object, "id");
  if (!id) return {};
  if (id->IsInt64()) return id->GetInt64() >= 0 ? std::optional(id->GetInt64()) : std::nullopt;
  if (const std::string text = asString(*id).value_or(""); !text.empty()) {
    std::int64_t whole = 0;
    const auto [rest, fault] = std::from_chars(text.data(), text.data() + text.size(), whole);
    if (fault == std::errc{} && rest == text.data() + text.size())
      return whole >= 0 ? std::optional(whole) : std::nullopt;
  }
  const auto number = asNumber(*id);
  if (!number || *number < 0 || *number > static_cast<double>(mostExact) || *number != std::floor(*number))
    return {};
  return static_cast<std::int64_t>(*number);
}

bool cocoIdIsChanged(const Value& kept, std::int64_t written) {
  const Value* id = member(kept, "id");
  return id && !id->IsNull() && cocoIdOf(kept) != written;
}

void CocoIds::reserve(const Value& kept) {
  if (const auto id = cocoIdOf(kept); id && *id < mostExact) next_ = std::max(next_, *id + 1);
}

std::int64_t CocoIds::take(const Value& kept) {
  if (const auto id = cocoIdOf(kept); id && *id >= lowest_ && used_.insert(*id).second) return *id;
  while (!used_.insert(next_).second)
    ++next_;
  return next_++;
}

CocoCategories::CocoCategories(const Project& project, const WriteOptions& options, bool keypoints)
    : keypoints_(keypoints) {
  const auto kept = keptMembers(project.extras, cocoExtra);
  const Value* before = member(kept, "categories");
  if (before && before->IsArray())
    for (const Value& item : before->GetArray()) {
      const Value* name = member(item, "name");
      const auto id = cocoIdOf(item);
      changedIds_ += !id && member(item, "id") && !member(item, "id")->IsNull();
      if (!id || !name || !name->IsString() || byName_.contains(*asString(*name))) continue;
      Category category{*id, *asString(*name), verbatimOf(item), {}, {}};
      const auto written = parseJson(category.verbatim, cocoExtra);
      const Value* names = written ? member(*written, "keypoints") : nullptr;
      if (names && names->IsArray())
        for (const Value& keypoint : names->GetArray())
          category.kind.keypoints.push_back(asString(keypoint).value_or(""));
      byName_.emplace(category.name, categories_.size());
      if (*id < mostExact) nextId_ = std::max(nextId_, *id + 1);
      categories_.push_back(std::move(category));
    }
  const ClassList classes(project, options);
  for (const std::string& name : classes.names())
    if (!byName_.contains(name)) add(name);
}

CocoCategories::Category& CocoCategories::add(const std::string& name) {
  byName_.emplace(name, categories_.size());
  return categories_.emplace_back(Category{nextId_++, name, {}, {}, {}});
}

std::int64_t CocoCategories::of(const DataObject& object) {
  const auto found = byName_.find(object.label);
  Category* category = found == byName_.end() ? &add(object.label) : &categories_[found->second];
  if (!keypoints_ || !object.keypoints) return category->id;
  const KeypointTemplate& kind = object.keypoints->kind;
  if (category->kind.keypoints.empty()) {
    category->kind = kind;
    category->verbatim.clear();
  }
  if (category->kind.keypoints == kind.keypoints) return category->id;
  for (Category& other : categories_)
    if (other.name == object.label && other.kind.keypoints == kind.keypoints) return other.id;
  ++doubled_;
  Category& another = categories_.emplace_back(Category{nextId_++, object.label, {}, kind, {}});
  return another.id;
}

int CocoCategories::keypointCount(std::int64_t id) const {
  for (const Category& category : categories_)
    if (category.id == id) return static_cast<int>(category.kind.keypoints.size());
  return 0;
}

std::string CocoCategories::json() const {
  std::string text = "[";
  for (const Category& category : categories_) {
    text += text.size() > 1 ? ",\n" : "\n";
    if (!category.verbatim.empty()) {
      text += category.verbatim;
      continue;
    }
    std::string item = "{";
    appendMember(item, "id", std::to_string(category.id));
    appendMember(item, "name", jsonText(category.name));
    const bool isBox = category.kind.name == "box" && category.name == "box";
    const bool other = !category.kind.name.empty() && category.kind.name != category.name;
    appendMember(item, "supercategory", jsonText(isBox ? "container" : other ? category.kind.name : ""));
    if (keypoints_ && !category.kind.keypoints.empty()) {
      std::string names = "[", edges = "[";
      for (const std::string& name : category.kind.keypoints)
        names += (names.size() > 1 ? "," : "") + jsonText(name);
      for (const auto& [a, b] : category.kind.edges) // counted from 1
        edges += (edges.size() > 1 ? ",[" : "[") + std::to_string(a + 1) + "," + std::to_string(b + 1) + "]";
      appendMember(item, "keypoints", names + "]");
      appendMember(item, "skeleton", edges + "]");
    }
    text += item + "}";
  }
  return text + "\n]";
}

} // namespace fillscope
