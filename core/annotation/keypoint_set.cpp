#include "core/annotation/keypoint_set.h"
#include "core/annotation/rim.h"
#include "core/base/number_text.h"
#include <algorithm>
#include <cctype>
#include <charconv>
#include <cmath>
#include <limits>
#include <sstream>

namespace fillscope {
namespace {

constexpr const char* typeAttribute = "type";
constexpr const char* replacedTypeAttribute = "type_before";
constexpr const char* keypointsType = "keypoints";
constexpr const char* setAttribute = "keypoint_set";
constexpr const char* namesAttribute = "keypoints";
constexpr const char* edgesAttribute = "skeleton";
constexpr const char* pairsAttribute = "flip_pairs";
using Pairs = std::vector<std::pair<int, int>>;

/// Commas part names, so one within a name has a backslash before it, and so has a space at its end.
std::string textOf(const std::vector<std::string>& names) {
  std::string text;
  for (std::size_t n = 0; n < names.size(); ++n) {
    if (n) text += ", ";
    const std::string& name = names[n];
    for (std::size_t i = 0; i < name.size(); ++i) {
      const bool atEnd = i == 0 || i + 1 == name.size();
      if (name[i] == ',' || name[i] == '\\' || (name[i] == ' ' && atEnd)) text += '\\';
      text += name[i];
    }
  }
  return text;
}

std::vector<std::string> namesIn(std::string_view text) {
  std::vector<std::string> names(1);
  std::size_t kept = 0; // of the last name: behind it spaces may go
  for (std::size_t i = 0; i < text.size(); ++i) {
    std::string& name = names.back();
    if (text[i] == '\\' && i + 1 < text.size()) {
      name += text[++i];
      kept = name.size();
    } else if (text[i] == ',') {
      name.resize(kept);
      names.emplace_back();
      kept = 0;
    } else if (text[i] != ' ' || !name.empty()) {
      name += text[i];
      if (text[i] != ' ') kept = name.size();
    }
  }
  names.back().resize(kept);
  return names;
}

std::optional<int> wholeNumber(std::string_view text) {
  int number = 0;
  const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (fault != std::errc{} || end != text.data() + text.size()) return {};
  return number;
}

std::string textOf(const Pairs& pairs) {
  std::string text;
  for (const auto& [a, b] : pairs)
    text += (text.empty() ? "" : " ") + std::to_string(a + 1) + "-" + std::to_string(b + 1);
  return text;
}

/// Nothing where a word is no pair of two of the points.
std::optional<Pairs> pairsIn(const std::string& text, int count) {
  Pairs pairs;
  std::istringstream words(text);
  for (std::string word; words >> word;) {
    const auto dash = word.find('-');
    if (dash == std::string::npos) return {};
    const auto a = wholeNumber(std::string_view(word).substr(0, dash));
    const auto b = wholeNumber(std::string_view(word).substr(dash + 1));
    if (!a || !b || *a < 1 || *b < 1 || *a > count || *b > count) return {};
    pairs.emplace_back(*a - 1, *b - 1);
  }
  return pairs;
}

/// One for each point; all seen where nothing is said.
std::optional<std::vector<KeypointVisibility>> visibilityIn(const Attributes& attributes, std::size_t count) {
  const AttributeValue* value = attributes.find(visibilityAttribute);
  if (!value || (!value->isJson && value->text.empty()))
    return std::vector<KeypointVisibility>(count, KeypointVisibility::visible);
  return parseVisibility(value->text, count);
}

void putPairs(Attributes& attributes, const char* name, const Pairs& pairs) {
  if (pairs.empty())
    attributes.remove(name);
  else
    attributes.set(name, textOf(pairs));
}

bool sameWord(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](unsigned char left, unsigned char right) {
    return std::tolower(left) == std::tolower(right);
  });
}

const std::pair<std::string, AttributeValue>* labelItem(const Region& region) {
  const auto& items = region.attributes.items;
  for (const char* wanted : {"label", "class", "category", "name", typeAttribute})
    for (const auto& item : items) {
      if (!sameWord(item.first, wanted) || item.second.isJson || item.second.text.empty()) continue;
      if (item.first != typeAttribute || item.second.text != keypointsType || !keypointSetOf(region))
        return &item;
      // The mark of a set is no name of a thing; the set's own name is.
      const auto set = std::find_if(items.begin(), items.end(),
                                    [](const auto& other) { return other.first == setAttribute; });
      return set == items.end() ? nullptr : &*set;
    }
  return nullptr;
}

constexpr const char* sizeMembers[2] = {"width", "height"};

int pixelsIn(const Extras& extras, const char* name) {
  for (const auto& [member, json] : extras) {
    if (member != name) continue;
    std::string_view text = json;
    if (text.size() > 1 && text.front() == '"' && text.back() == '"') text = text.substr(1, text.size() - 2);
    const auto number = parseNumber(text);
    if (number && *number >= 1 && *number <= std::numeric_limits<int>::max() &&
        *number == std::floor(*number))
      return static_cast<int>(*number);
  }
  return 0;
}

} // namespace

std::string visibilityText(const std::vector<KeypointVisibility>& visibility) {
  std::string text;
  for (const KeypointVisibility each : visibility)
    text += (text.empty() ? "" : " ") + std::to_string(static_cast<int>(each));
  return text;
}

std::optional<std::vector<KeypointVisibility>> parseVisibility(const std::string& text, std::size_t count) {
  std::vector<KeypointVisibility> visibility;
  std::istringstream words(text);
  for (std::string word; words >> word;) {
    const auto number = wholeNumber(word);
    if (!number || *number < 0 || *number > 2) return {};
    visibility.push_back(static_cast<KeypointVisibility>(*number));
  }
  if (visibility.size() != count) return {};
  return visibility;
}

KeypointTemplate boxTemplate(int corners) {
  KeypointTemplate box{"box",
                       {"top_left", "top_right", "bottom_right", "bottom_left"},
                       {{0, 1}, {1, 2}, {2, 3}, {3, 0}},
                       {{0, 1}, {2, 3}}};
  if (corners != 8) return box;
  for (int i = 0; i < 4; ++i)
    box.keypoints.push_back("floor_" + box.keypoints[static_cast<std::size_t>(i)]);
  for (int i = 0; i < 4; ++i)
    box.edges.emplace_back(4 + i, 4 + (i + 1) % 4);
  for (int i = 0; i < 4; ++i)
    box.edges.emplace_back(i, 4 + i);
  box.flipPairs.emplace_back(4, 5);
  box.flipPairs.emplace_back(6, 7);
  return box;
}

std::vector<std::string> expectedKeypoints(const Region& region) {
  if (region.attributes.text(typeAttribute) != keypointsType) return {};
  const AttributeValue* names = region.attributes.find(namesAttribute);
  return names && !names->isJson ? namesIn(names->text) : std::vector<std::string>();
}

std::optional<KeypointSet> keypointSetOf(const Region& region) {
  const auto* line = std::get_if<PolylineShape>(&region.shape);
  if (!line || region.attributes.text(typeAttribute) != keypointsType) return {};
  const AttributeValue* names = region.attributes.find(namesAttribute);
  if (!names || names->isJson) return {};
  KeypointSet set;
  set.kind.name = region.attributes.text(setAttribute);
  set.kind.keypoints = namesIn(names->text);
  const std::size_t count = line->points.size();
  if (set.kind.keypoints.size() != count) return {};
  const auto visibility = visibilityIn(region.attributes, count);
  auto edges = pairsIn(region.attributes.text(edgesAttribute), static_cast<int>(count));
  auto pairs = pairsIn(region.attributes.text(pairsAttribute), static_cast<int>(count));
  if (!visibility || !edges || !pairs) return {};
  set.kind.edges = std::move(*edges);
  set.kind.flipPairs = std::move(*pairs);
  set.points.reserve(count);
  for (std::size_t i = 0; i < count; ++i)
    set.points.push_back({line->points[i], (*visibility)[i]});
  return set;
}

Region regionFromKeypointSet(const KeypointSet& set, const Region* previous) {
  Region region = previous ? *previous : Region{};
  PolylineShape line;
  std::vector<KeypointVisibility> visibility;
  for (const Keypoint& point : set.points) {
    line.points.push_back(point.at);
    visibility.push_back(point.visibility);
  }
  if (!std::holds_alternative<PolylineShape>(region.shape)) region.shapeExtras.clear();
  region.shape = std::move(line);
  Attributes& attributes = region.attributes;
  const AttributeValue* type = attributes.find(typeAttribute);
  const bool ownMark = type && !type->isJson && (type->text == keypointsType || isMarkedRim(region));
  if (type && !ownMark) {
    const AttributeValue before = *type;
    attributes.set(replacedTypeAttribute, before);
  }
  attributes.set(typeAttribute, std::string(keypointsType));
  attributes.set(setAttribute, set.kind.name);
  attributes.set(namesAttribute, textOf(set.kind.keypoints));
  attributes.set(visibilityAttribute, visibilityText(visibility));
  putPairs(attributes, edgesAttribute, set.kind.edges);
  putPairs(attributes, pairsAttribute, set.kind.flipPairs);
  return region;
}

KeypointSet withTemplate(const KeypointSet& set, const KeypointTemplate& kind) {
  const std::vector<std::string>&before = set.kind.keypoints, &after = kind.keypoints;
  const auto has = [](const std::vector<std::string>& names, const std::string& name) {
    return std::find(names.begin(), names.end(), name) != names.end();
  };
  Vec2 anywhere; // what is not in the picture still has to be somewhere
  for (const Keypoint& point : set.points)
    if (point.visibility != KeypointVisibility::outside) anywhere = point.at;
  KeypointSet moved{kind, std::vector<Keypoint>(after.size(), {anywhere, KeypointVisibility::outside})};
  for (std::size_t i = 0; i < after.size(); ++i) {
    const auto same = std::find(before.begin(), before.end(), after[i]);
    const std::size_t from = same != before.end() ? static_cast<std::size_t>(same - before.begin()) : i;
    const bool renamed = same == before.end() && i < before.size() && !has(after, before[i]);
    if ((same != before.end() || renamed) && from < set.points.size()) moved.points[i] = set.points[from];
  }
  return moved;
}

std::string labelOf(const Region& region, const std::string& attribute) {
  if (!attribute.empty()) return region.attributes.text(attribute);
  const auto* item = labelItem(region);
  if (!item) return {};
  return item->first == typeAttribute && isMarkedRim(region) ? "box" : item->second.text;
}

std::string labelAttributeOf(const Region& region) {
  const auto* item = labelItem(region);
  return item ? item->first : std::string();
}

PictureSize pictureSizeOf(const Picture& picture) {
  return {pixelsIn(picture.extras, sizeMembers[0]), pixelsIn(picture.extras, sizeMembers[1])};
}

void setPictureSize(Picture& picture, PictureSize size) {
  const int pixels[2] = {size.width, size.height};
  for (int i = 0; i < 2; ++i) {
    const auto found = std::find_if(picture.extras.begin(), picture.extras.end(),
                                    [&](const auto& extra) { return extra.first == sizeMembers[i]; });
    if (!size.known()) {
      if (found != picture.extras.end()) picture.extras.erase(found);
    } else if (found != picture.extras.end()) {
      found->second = std::to_string(pixels[i]);
    } else {
      picture.extras.emplace_back(sizeMembers[i], std::to_string(pixels[i]));
    }
  }
}

} // namespace fillscope
