#include "core/formats/dataset_words.h"
#include "core/annotation/region_geometry.h"
#include "core/formats/decode.h"
#include "core/formats/json_members.h"
#include "core/formats/text_encoding.h"
#include <algorithm>
#include <bit>
#include <map>
#include <sstream>

namespace fillscope {
namespace {

constexpr const char* splitNames[] = {"train", "val", "test"};

std::uint64_t mixed(std::uint64_t x) { // splitmix64
  x += 0x9e3779b97f4a7c15u;
  x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9u;
  x = (x ^ (x >> 27)) * 0x94d049bb133111ebu;
  return x ^ (x >> 31);
}
std::uint64_t hashOf(const std::string& text, std::uint64_t seed) {
  std::uint64_t h = mixed(seed);
  for (const unsigned char c : text)
    h = mixed(h ^ c);
  return h;
}

/// Option ids of the choice that labels regions, in their declared order.
std::vector<std::string> declaredClasses(const Project& project, const std::string& attribute) {
  std::vector<std::string> names;
  const auto parsed = parseJson(project.attributesJson.empty() ? "{}" : project.attributesJson, "");
  if (!parsed) return names;
  const auto* region = member(*parsed, "region");
  if (!region) return names;
  std::vector<std::string> candidates{"label", "class", "category", "name"};
  if (!attribute.empty()) candidates = {attribute};
  for (const std::string& name : candidates) {
    const auto* definition = member(*region, name);
    const auto* options = definition ? member(*definition, "options") : nullptr;
    if (!options || !options->IsObject() || options->ObjectEmpty()) continue;
    for (const auto& option : options->GetObject())
      names.emplace_back(option.name.GetString(), option.name.GetStringLength());
    return names;
  }
  return names;
}

std::uint64_t add(std::uint64_t h, double value) { return mixed(h ^ std::bit_cast<std::uint64_t>(value)); }
std::uint64_t add(std::uint64_t h, const std::vector<Vec2>& points) {
  h = add(h, static_cast<double>(points.size()));
  for (const Vec2 p : points)
    h = add(add(h, p.x), p.y);
  return h;
}

struct AddShape {
  std::uint64_t h;
  std::uint64_t operator()(const RectShape& s) const {
    return add(add(add(add(h, s.x), s.y), s.width), s.height);
  }
  std::uint64_t operator()(const CircleShape& s) const { return add(add(h, {s.centre}), s.radius); }
  std::uint64_t operator()(const EllipseShape& s) const {
    return add(add(add(add(h, {s.centre}), s.rx), s.ry), s.theta);
  }
  std::uint64_t operator()(const PolygonShape& s) const { return add(h, s.points); }
  std::uint64_t operator()(const PolylineShape& s) const { return add(h, s.points); }
  std::uint64_t operator()(const PointShape& s) const { return add(h, {s.position}); }
  std::uint64_t operator()(const UnknownShape& s) const { return hashOf(s.json, h); }
};

/// Of train, val and test, none below zero, with the sum 1; none where nothing has a share.
std::vector<double> sharesOf(const std::vector<double>& given) {
  std::vector<double> shares;
  double sum = 0;
  for (std::size_t part = 0; part < std::min(given.size(), std::size(splitNames)); ++part)
    sum += shares.emplace_back(std::max(given[part], 0.0));
  if (!(sum > 0)) return {};
  for (double& share : shares)
    share /= sum;
  return shares;
}

/// How many of the groups lie up to the end of each part. places: of each between 0 and 1, sorted. A part
/// with a share has at least one where there are enough for all.
std::vector<std::size_t> endsOfParts(const std::vector<double>& places, const std::vector<double>& shares) {
  const std::size_t count = places.size();
  std::vector<std::size_t> ends;
  double reached = 0;
  for (const double share : shares) {
    const auto end = std::lower_bound(places.begin(), places.end(), reached += share);
    ends.push_back(static_cast<std::size_t>(end - places.begin()));
  }
  if (!ends.empty()) ends.back() = count;
  const auto wanting = static_cast<std::size_t>(
      std::count_if(shares.begin(), shares.end(), [](double share) { return share > 0; }));
  if (wanting > count) return ends;
  std::size_t before = 0, left = wanting;
  for (std::size_t part = 0; part < ends.size(); ++part) {
    const std::size_t least = shares[part] > 0 ? 1 : 0;
    left -= least;
    before = ends[part] = std::clamp(ends[part], before + least, std::max(count - left, before + least));
  }
  return ends;
}

} // namespace

std::string classOf(const Region& region, const WriteOptions& options) {
  const std::string label = labelOf(region, options.labelAttribute);
  return label.empty() ? unlabelledClass : label;
}

void putLabel(Region& region, const std::string& label) {
  if (labelOf(region) == label) return;
  setLabelAside(region.attributes);
  // Before the others: it is what people look for.
  if (!label.empty())
    region.attributes.items.insert(region.attributes.items.begin(), {"label", AttributeValue{label, false}});
}

void setLabelAside(Attributes& attributes) {
  std::string name = otherLabelAttribute;
  while (attributes.find(name))
    name += "_before";
  for (auto& item : attributes.items)
    if (item.first == "label") item.first = name;
}

std::string nameInFile(const Region& region, const std::string& name, const std::string& label) {
  if (name != otherLabelAttribute) return name;
  const AttributeValue* own = region.attributes.find("label");
  return own && *own == AttributeValue{label, false} ? "label" : name;
}

Attributes attributesBesideLabel(const Region& region, const std::string& label) {
  Attributes attributes = region.attributes;
  auto& items = attributes.items;
  if (items.empty() || items.front() != std::pair(std::string("label"), AttributeValue{label, false}))
    return attributes;
  items.erase(items.begin());
  for (auto& item : items)
    item.first = nameInFile(region, item.first, label);
  return attributes;
}

ClassList::ClassList(const Project& project, const WriteOptions& options) {
  for (const std::string& name : declaredClasses(project, options.labelAttribute))
    add(name);
  for (const Picture& picture : project.pictures)
    for (const Region& region : picture.regions)
      add(classOf(region, options));
}

int ClassList::of(const std::string& name) const {
  const auto found = index_.find(name);
  return found == index_.end() ? -1 : found->second;
}

int ClassList::add(const std::string& name) {
  const auto [item, isNew] = index_.emplace(name, static_cast<int>(names_.size()));
  if (isNew) names_.push_back(name);
  return item->second;
}

void declareClasses(Project& project, const std::vector<std::string>& names) {
  auto parsed = parseJson(project.attributesJson.empty() ? "{}" : project.attributesJson, "");
  rapidjson::Document root;
  if (parsed && parsed->IsObject())
    root.Swap(*parsed);
  else
    root.SetObject();
  auto& allocator = root.GetAllocator();
  const auto text = [&](const std::string& value) {
    return rapidjson::Value(value.data(), static_cast<rapidjson::SizeType>(value.size()), allocator);
  };
  rapidjson::Value options(rapidjson::kObjectType), label(rapidjson::kObjectType);
  for (const std::string& name : names)
    options.AddMember(text(name), text(name), allocator);
  label.AddMember("type", "dropdown", allocator);
  label.AddMember("description", "", allocator);
  label.AddMember("options", options, allocator);
  label.AddMember("default_options", rapidjson::Value(rapidjson::kObjectType), allocator);
  for (const char* kind : {"region", "file"})
    if (!root.HasMember(kind))
      root.AddMember(rapidjson::StringRef(kind), rapidjson::Value(rapidjson::kObjectType), allocator);
  if (root["region"].IsObject() && !root["region"].HasMember("label"))
    root["region"].AddMember("label", label, allocator);
  project.attributesJson = compactJson(root);
}

std::vector<std::string> subsetsOf(const Project& project, const WriteOptions& options) {
  std::vector<std::string> subsets(project.pictures.size());
  if (options.split.empty()) {
    for (std::size_t i = 0; i < subsets.size(); ++i)
      subsets[i] = project.pictures[i].attributes.text(subsetAttribute);
    return subsets;
  }
  // By a hash of the name: neither the order of pictures nor other ones move a picture.
  std::map<std::string, std::vector<std::size_t>> groups;
  for (std::size_t i = 0; i < subsets.size(); ++i) {
    const std::string group = project.pictures[i].attributes.text(splitGroupAttribute);
    groups[group.empty() ? project.pictures[i].filename : group].push_back(i);
  }
  std::vector<std::pair<double, const std::vector<std::size_t>*>> order;
  for (const auto& [name, members] : groups)
    order.emplace_back(static_cast<double>(hashOf(name, options.seed) >> 11) * 0x1.0p-53, &members);
  std::sort(order.begin(), order.end(), [](const auto& x, const auto& y) { return x.first < y.first; });
  std::vector<double> places;
  for (const auto& [place, members] : order)
    places.push_back(place);
  const std::vector<std::size_t> ends = endsOfParts(places, sharesOf(options.split));
  for (std::size_t part = 0, next = 0; part < ends.size(); ++part)
    for (; next < ends[part]; ++next)
      for (const std::size_t picture : *order[next].second)
        subsets[picture] = splitNames[part];
  return subsets;
}

std::string partNamed(const std::string& subset) {
  static const std::map<std::string, std::string> parts{
      {"train", "train"},    {"training", "train"}, {"val", "val"},      {"valid", "val"},
      {"validation", "val"}, {"test", "test"},      {"testing", "test"},
  };
  std::string lower = subset;
  for (char& c : lower)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  const auto found = parts.find(lower);
  return found == parts.end() ? std::string() : found->second;
}

std::vector<std::filesystem::path> subsetListsIn(const std::filesystem::path& folder) {
  std::vector<std::filesystem::path> lists;
  std::error_code fault;
  for (std::filesystem::directory_iterator at(folder, fault), end; !fault && at != end; at.increment(fault))
    if (std::error_code odd; at->path().extension() == ".txt" && at->is_regular_file(odd))
      lists.push_back(at->path());
  std::sort(lists.begin(), lists.end());
  std::stable_partition(lists.begin(), lists.end(),
                        [](const auto& list) { return !partNamed(list.stem().string()).empty(); });
  return lists;
}

std::vector<std::filesystem::path> contradictingLists(const std::filesystem::path& out,
                                                      const std::filesystem::path& inside,
                                                      const std::map<std::string, std::string>& subsets) {
  std::vector<std::filesystem::path> contradicting;
  for (const auto& list : subsetListsIn(out / inside)) {
    const std::string listed = list.stem().string();
    const auto contradicts = [&](const std::string& name) {
      const auto written = subsets.find(name);
      if (written == subsets.end() || written->second == listed) return false;
      // A list of several subsets together, which comes behind theirs.
      return partNamed(written->second).empty() || !partNamed(listed).empty();
    };
    const auto text = readText(list);
    std::istringstream lines(text ? text->text : std::string());
    for (std::string line; std::getline(lines, line);) {
      while (!line.empty() && (line.back() == '\r' || line.back() == ' '))
        line.pop_back();
      if (!contradicts(line)) continue;
      contradicting.push_back(inside / list.filename());
      break;
    }
  }
  return contradicting;
}

std::vector<std::filesystem::path> filesOfSplit(const std::filesystem::path& folder,
                                                const std::string& before, const std::string& behind) {
  std::vector<std::filesystem::path> files;
  for (const std::string name : splitNames)
    files.push_back(folder / (before + name + behind));
  return files;
}

std::vector<std::vector<int>> objectsOf(const Picture& picture, const WriteOptions& options) {
  std::vector<std::vector<int>> objects;
  std::map<std::pair<std::string, std::string>, std::size_t> known;
  for (std::size_t i = 0; i < picture.regions.size(); ++i) {
    const Region& region = picture.regions[i];
    const AttributeValue* group = region.attributes.find(groupAttribute);
    if (!group || group->text.empty() || group->text == "null") {
      objects.push_back({static_cast<int>(i)});
      continue;
    }
    const auto [item, isNew] = known.try_emplace({classOf(region, options), group->text}, objects.size());
    if (isNew) objects.emplace_back();
    objects[item->second].push_back(static_cast<int>(i));
  }
  return objects;
}

std::vector<Vec2> polygonForExport(const Region& region, const WriteOptions& options) {
  if (keypointSetOf(region)) return {};
  std::vector<Vec2> outline = closedOutline(region.shape);
  if (const auto* line = std::get_if<PolylineShape>(&region.shape); line && options.closePolylines)
    outline = polygonFromOutline(line->points).points;
  return outline.size() >= 3 ? outline : std::vector<Vec2>{};
}

std::vector<std::filesystem::path> jsonFilesIn(const std::filesystem::path& folder) {
  std::vector<std::filesystem::path> files;
  std::error_code fault;
  for (std::filesystem::directory_iterator at(folder, fault), end; !fault && at != end; at.increment(fault)) {
    const std::string name = at->path().filename().string();
    if (std::error_code odd; lowerSuffix(name) == ".json" && !name.starts_with('.') &&
                             !name.ends_with(".fillscope.json") && at->is_regular_file(odd))
      files.push_back(at->path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

bool isOfKind(const std::filesystem::path& file, bool (*isKind)(std::string_view text)) {
  const auto read = readText(file);
  return read && isKind(read->text);
}

Result<std::optional<std::string>> textOfKind(const std::filesystem::path& file,
                                              bool (*isKind)(std::string_view text), ImportNotes& notes) {
  auto read = readText(file);
  if (!read) return read.error();
  std::string& text = read->text;
  const std::string name = file.filename().string();
  const int halves = mendHalfCharacters(text);
  if (!isKind(text)) {
    if (const auto whole = parseJson(text, file.string()); !whole) return whole.error();
    notes.add(ImportNote::Kind::dropped, name, "A JSON file of the folder is of another kind.");
    return std::optional<std::string>();
  }
  if (!read->encoding.empty()) notes.add(ImportNote::Kind::repaired, name, encodingNote(read->encoding));
  if (halves > 0) notes.add(ImportNote::Kind::repaired, name, std::string(halfCharacterNote), halves);
  return std::optional(std::move(text));
}

const std::string* extraNamed(const Extras& extras, const std::string& name) {
  for (const auto& [known, json] : extras)
    if (known == name) return &json;
  return nullptr;
}

void setExtra(Extras& extras, const std::string& name, std::string json) {
  for (auto& [known, present] : extras)
    if (known == name) {
      present = std::move(json);
      return;
    }
  extras.emplace_back(name, std::move(json));
}

std::string fingerprintOf(const std::vector<const Region*>& regions) {
  std::uint64_t h = 1;
  for (const Region* region : regions)
    h = std::visit(AddShape{mixed(h + region->shape.index())}, region->shape);
  std::string text(16, '0');
  for (std::size_t i = 0; i < 16; ++i)
    text[i] = "0123456789abcdef"[h >> (4 * i) & 15];
  return text;
}

std::optional<std::string> textOfTyped(const rapidjson::Value& value) {
  if (value.IsNull()) return std::string();
  if (value.IsNumber() || value.IsBool()) return compactJson(value);
  return {};
}

std::string attributesAsJson(const Attributes& attributes, const Extras& extras) {
  const rapidjson::Document typed = keptMembers(extras, typedValuesExtra);
  std::string json = "{";
  for (const auto& [name, value] : attributes.items) {
    if (json.size() > 1) json += ',';
    appendJsonString(json, name);
    json += ':';
    const auto* as = value.isJson ? nullptr : member(typed, name);
    if (value.isJson)
      json += value.text.empty() ? "null" : value.text;
    else if (as && textOfTyped(*as) == value.text)
      json += compactJson(*as);
    else
      appendJsonString(json, value.text);
  }
  return json + "}";
}

void takeAttributes(Attributes& attributes, Extras& extras, const rapidjson::Value& object) {
  if (!object.IsObject()) return;
  std::string typed = "{";
  for (const auto& item : object.GetObject()) {
    const std::string name(item.name.GetString(), item.name.GetStringLength());
    if (const auto text = asString(item.value)) {
      attributes.set(name, *text);
    } else if (const auto told = textOfTyped(item.value)) {
      attributes.set(name, *told);
      appendMember(typed, name, compactJson(item.value));
    } else {
      attributes.set(name, AttributeValue{compactJson(item.value), true});
    }
  }
  if (typed.size() > 1) setExtra(extras, typedValuesExtra, typed + "}");
}

void appendMember(std::string& object, std::string_view name, std::string_view json) {
  if (object.back() != '{') object += ',';
  appendJsonString(object, name);
  object += ':';
  object += json;
}

std::string jsonText(std::string_view text) {
  std::string json;
  appendJsonString(json, text);
  return json;
}

void dropUnplaced(Project& project, ImportNotes& notes) {
  for (Picture& picture : project.pictures)
    if (const auto count =
            std::erase_if(picture.regions, [](const Region& region) { return !isFinite(region.shape); }))
      notes.add(ImportNote::Kind::dropped, picture.filename, "A shape is too large for any number.",
                static_cast<int>(count));
}

void giveId(Picture& picture, std::unordered_map<std::string, int>& used) {
  picture.id = picture.filename + std::to_string(picture.size);
  if (const int before = used[picture.id]++; before > 0) picture.id += "#" + std::to_string(before + 1);
}

} // namespace fillscope
