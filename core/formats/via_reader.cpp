#include "core/base/json.h"
#include "core/base/number_text.h"
#include "core/formats/annotation_notes.h"
#include "core/formats/json_outline.h"
#include "core/formats/via_files.h"
#include "core/formats/via_project.h"
#include "core/formats/via_region.h"
#include "core/formats/via_settings.h"
#include "core/formats/via_stream_reader.h"
#include <algorithm>
#include <unordered_map>
#include <unordered_set>

namespace fillscope {
namespace {

using rapidjson::Value;

std::string_view textOf(const Value& string) { return {string.GetString(), string.GetStringLength()}; }
std::string nameOf(const Value::Member& item) { return std::string(textOf(item.name)); }

bool hasTextNumber(const Value& shape) {
  for (const auto& part : shape.GetObject()) {
    if (part.value.IsString() && textOf(part.name) != "name") return true;
    if (part.value.IsArray() && !part.value.Empty() && part.value[0].IsString()) return true;
  }
  return false;
}

bool endsAtItsFirstPoint(const Value& shape) {
  const auto points = verticesFromJson(shape);
  return points && points->size() > 3 && points->front() == points->back();
}

void setNames(const Value& settings, Project& project) {
  if (const Value* own = member(settings, "project"))
    if (const Value* name = member(*own, "name")) project.name = asString(*name).value_or("");
  if (const Value* core = member(settings, "core"))
    if (const Value* path = member(*core, "default_filepath"))
      project.defaultPath = asString(*path).value_or("");
}

class Reader {
 public:
  Reader(std::string_view text, const std::string& where, ImportNotes& notes)
      : text_(text)
      , where_(where)
      , notes_(notes) {}

  Result<Project> project(const Value& root) {
    Project project;
    const Value *metadata = nullptr, *idList = nullptr;
    for (const auto& item : root.GetObject()) {
      const std::string_view name = textOf(item.name);
      if (name == "_via_img_metadata") {
        metadata = &item.value;
      } else if (name == "_via_image_id_list") {
        idList = &item.value;
      } else if (name == "_via_settings") {
        if (item.value.IsObject()) readSettings(item.value, project);
      } else if (name == "_via_attributes") {
        if (item.value.IsObject()) project.attributesJson = compactJson(item.value);
      } else if (name == "_via_data_format_version") {
        if (item.value.IsString()) project.formatVersion = textOf(item.value);
      } else {
        project.extras.emplace_back(std::string(name), compactJson(item.value));
      }
    }
    if (!metadata || !metadata->IsObject()) return fault("_via_img_metadata", "is not an object of pictures");
    if (auto read = readPictures(*metadata, project); !read) return read.error();
    if (idList && idList->IsArray()) sortByIdList(*idList, project);
    return project;
  }

  Result<Project> annotations(const Value& root) {
    Project project;
    if (auto read = readPictures(root, project); !read) return read.error();
    return project;
  }

 private:
  static void readSettings(const Value& settings, Project& project) {
    project.settingsJson = compactJson(settings);
    setNames(settings, project);
  }

  void repaired(const Picture& picture, const std::string& text) {
    notes_.add(ImportNote::Kind::repaired, picture.filename, text);
  }

  Result<void> readPictures(const Value& metadata, Project& project) {
    project.pictures.reserve(metadata.MemberCount());
    std::unordered_set<std::string> ids;
    std::unordered_map<std::string, int> copies;
    ids.reserve(metadata.MemberCount());
    for (const auto& item : metadata.GetObject()) {
      auto picture = readPicture(item);
      if (!picture) return picture.error();
      // A name that comes twice is only kept once by most readers; both hold somebody's work.
      const std::string wanted = picture->id;
      if (ids.contains(wanted)) repaired(*picture, "An id that comes twice was made another one.");
      while (!ids.insert(picture->id).second)
        picture->id = wanted + "-" + std::to_string(++copies.try_emplace(wanted, 1).first->second);
      project.pictures.push_back(std::move(*picture));
    }
    return {};
  }

  Result<Picture> readPicture(const Value::Member& entry) {
    Picture picture;
    picture.id = nameOf(entry);
    if (!entry.value.IsObject()) return fault(picture.id, "is not an object with filename and regions");
    picture.filename = picture.id;
    if (const Value* name = member(entry.value, "filename"); !name || !name->IsString())
      repaired(picture, "The file name is missing; the entry's key is taken for it.");
    if (!member(entry.value, "size"))
      repaired(picture, "The size in bytes is missing; it counts as unknown.");
    if (!member(entry.value, "file_attributes")) repaired(picture, "The file's attributes are missing.");
    for (const auto& item : entry.value.GetObject()) {
      const std::string_view name = textOf(item.name);
      if (name == "filename" && item.value.IsString()) {
        picture.filename = textOf(item.value);
      } else if (name == "size") {
        const auto size = asNumber(item.value);
        picture.size = size && *size >= 0 && *size < 9e15 ? static_cast<long long>(*size) : -1;
        if (item.value.IsString()) repaired(picture, "The size in bytes was written as text.");
      } else if (name == "regions") {
        if (auto read = readRegions(item.value, picture); !read) return read.error();
      } else if (name == "file_attributes" && isAttributesJson(item.value)) {
        picture.attributes = attributesFromJson(item.value);
      } else {
        picture.extras.emplace_back(nameBeside(name, {"filename", "file_attributes"}),
                                    compactJson(item.value));
      }
    }
    return picture;
  }

  Result<void> readRegions(const Value& regions, Picture& picture) {
    if (regions.IsNull()) {
      repaired(picture, "The regions are null; the picture has none.");
      return {};
    }
    std::vector<const Value*> ordered;
    if (regions.IsArray()) {
      for (const Value& region : regions.GetArray())
        ordered.push_back(&region);
    } else if (regions.IsObject()) {
      std::vector<std::pair<double, const Value*>> keyed;
      for (const auto& item : regions.GetObject())
        keyed.emplace_back(parseNumber(textOf(item.name)).value_or(9e15), &item.value);
      std::stable_sort(keyed.begin(), keyed.end(),
                       [](const auto& a, const auto& b) { return a.first < b.first; });
      for (const auto& item : keyed)
        ordered.push_back(item.second);
    } else {
      return fault(picture.id, "has regions that are neither a list nor an object");
    }
    picture.regions.reserve(ordered.size());
    for (const Value* region : ordered) {
      if (region->IsNull()) {
        notes_.add(ImportNote::Kind::dropped, picture.filename, "A region is null.");
        continue;
      }
      if (!region->IsObject()) return fault(picture.id, "has a region that is not an object");
      picture.regions.push_back(regionFromJson(*region));
      noteRegion(*region, picture, regions.IsObject());
    }
    return {};
  }

  /// closesPolygons: VIA 1, which numbers its regions, always repeats the first point.
  void noteRegion(const Value& object, const Picture& picture, bool closesPolygons) {
    const Region& region = picture.regions.back();
    const Value* shape = member(object, "shape_attributes");
    if (!member(object, "region_attributes")) repaired(picture, "A region's attributes are missing.");
    if (!shape || !shape->IsObject() || std::holds_alternative<UnknownShape>(region.shape)) {
      repaired(picture, "A region of unknown shape, \"" + shapeNameOf(region) + "\", is kept but not drawn.");
      return;
    }
    if (hasTextNumber(*shape)) repaired(picture, "A region's numbers were written as texts.");
    if (!closesPolygons && std::holds_alternative<PolygonShape>(region.shape) && endsAtItsFirstPoint(*shape))
      repaired(picture, "A polygon's last point repeats its first; it is kept once.");
  }

  void sortByIdList(const Value& idList, Project& project) {
    std::unordered_map<std::string_view, std::size_t> rank;
    rank.reserve(idList.Size());
    std::unordered_set<std::string_view> present;
    for (const Picture& picture : project.pictures)
      present.insert(picture.id);
    for (const Value& id : idList.GetArray()) {
      if (!id.IsString()) continue;
      rank.emplace(textOf(id), rank.size());
      if (!present.contains(textOf(id)))
        notes_.add(ImportNote::Kind::missing, std::string(textOf(id)),
                   "A picture of the id list is not in the file.");
    }
    for (const Picture& picture : project.pictures)
      if (!rank.contains(picture.id)) repaired(picture, "A picture is not in the id list; it comes last.");
    const auto rankOf = [&](const Picture& picture) {
      const auto found = rank.find(picture.id);
      return found == rank.end() ? rank.size() : found->second; // not listed: behind, in file order
    };
    if (!std::is_sorted(project.pictures.begin(), project.pictures.end(),
                        [&](const Picture& a, const Picture& b) { return rankOf(a) < rankOf(b); }))
      std::stable_sort(project.pictures.begin(), project.pictures.end(),
                       [&](const Picture& a, const Picture& b) { return rankOf(a) < rankOf(b); });
  }

  /// The line is looked for by the name's text: only a faulty file pays for it.
  Error fault(const std::string& name, const std::string& reason) const {
    std::string quoted;
    appendJsonString(quoted, name);
    const auto offset = std::min(text_.find(quoted), text_.size());
    const auto line =
        offset == text_.size() ? 1 : std::count(text_.begin(), text_.begin() + offset, '\n') + 1;
    return {ErrorCode::badInput, "line " + std::to_string(line) + ": " + quoted + " " + reason, where_,
            "mend that place or take the last good copy of the file"};
  }

  std::string_view text_;
  const std::string& where_;
  ImportNotes& notes_;
};

/// What a JSON file of another program is, or "".
std::string foreignKind(const Value& root) {
  const auto all = [&](auto... names) { return (member(root, names) && ...); };
  if (root.IsArray()) return "a JSON list";
  if (all("images", "annotations")) return "a COCO file";
  if (all("shapes", "imagePath")) return "a labelme file";
  if (all("project", "metadata") || all("project", "config", "attribute")) return "a VIA 3 project";
  if (all("categories", "items")) return "a Datumaro file";
  if (all("region", "file") && root.MemberCount() == 2) return "a VIA attribute list without pictures";
  return {};
}

bool looksLikeAnnotations(const Value& root) {
  if (root.MemberCount() == 0) return false;
  const Value& first = root.MemberBegin()->value;
  return first.IsObject() && (member(first, "regions") || member(first, "filename"));
}

Result<Project> readEither(std::string_view json, const std::string& where, ImportNotes& notes) {
  if (auto regular = readRegularVia(json)) {
    if (!regular->settingsJson.empty())
      if (const auto settings = parseJson(regular->settingsJson, where)) setNames(*settings, *regular);
    return std::move(*regular);
  }
  const auto document = parseJson(json, where);
  if (!document) return document.error();
  if (document->IsObject() && member(*document, "_via_img_metadata"))
    return Reader(json, where, notes).project(*document);
  if (const std::string kind = foreignKind(*document); !kind.empty())
    return Error{ErrorCode::unsupported, "this is " + kind + ", which is no VIA project", where,
                 "open a VIA 2 project or VIA 2 annotations"};
  if (document->IsObject() && looksLikeAnnotations(*document))
    return Reader(json, where, notes).annotations(*document);
  return Error{ErrorCode::badInput, "line 1: this JSON holds no VIA project and no VIA annotations", where,
               "open a VIA 2 project or VIA 2 annotations"};
}

Result<Project> readVia(std::string_view json, const std::string& where, ImportNotes& notes) {
  auto project = readEither(json, where, notes);
  if (project) takeKeptSettings(*project);
  return project;
}

} // namespace

Result<Project> parseViaProject(std::string_view json, const std::string& where) {
  ImportNotes notes;
  return readVia(json, where, notes);
}

bool isEmptyObject(std::string_view json) {
  constexpr std::string_view space = " \t\r\n";
  std::string_view rest = withoutByteOrderMark(json);
  for (const char wanted : {'{', '}'}) {
    rest.remove_prefix(std::min(rest.find_first_not_of(space), rest.size()));
    if (!rest.starts_with(wanted)) return false;
    rest.remove_prefix(1);
  }
  return rest.find_first_not_of(space) == std::string_view::npos;
}

Result<ImportedAnnotations> importViaJson(std::string_view json, const std::string& where) {
  ImportNotes notes;
  ImportedAnnotations imported;
  if (const JsonOutline outline = jsonOutline(json, 3, 65536);
      outline.has("region") && outline.has("file") && outline.members.size() == 2) {
    const auto definitions = parseJson(json, where);
    if (!definitions) return definitions.error();
    imported.project.attributesJson = compactJson(*definitions);
    return imported;
  }
  if (isEmptyObject(json)) return imported;
  auto project = readVia(json, where, notes);
  if (!project) return project.error();
  imported.project = std::move(*project);
  imported.report.notes = notes.take();
  return imported;
}

} // namespace fillscope
