#include "core/base/json.h"
#include "core/formats/edit_record_json.h"
#include "core/formats/via_region.h"
#include <algorithm>
#include <array>

namespace fillscope {
namespace {

using rapidjson::Value;

/// What is not there or not as it is written is thrown here and caught below.
struct Misfit {};

const Value& at(const Value& object, const char* name) {
  const Value* value = member(object, name);
  if (!value) throw Misfit();
  return *value;
}
long long wholeNumber(const Value& value) {
  if (!value.IsInt64()) throw Misfit();
  return value.GetInt64();
}
int index(const Value& value) {
  if (!value.IsInt()) throw Misfit();
  return value.GetInt();
}
int indexOf(const Value& object, const char* name) { return index(at(object, name)); }
double number(const Value& value) {
  if (!value.IsNumber()) throw Misfit();
  return value.GetDouble();
}
std::string text(const Value& value) {
  if (!value.IsString()) throw Misfit();
  return {value.GetString(), value.GetStringLength()};
}
Attributes attributes(const Value& value) {
  if (!value.IsObject()) throw Misfit();
  return attributesFromJson(value);
}

template <class Each>
auto list(const Value& value, Each each) {
  if (!value.IsArray()) throw Misfit();
  std::vector<decltype(each(value))> items;
  items.reserve(value.Size());
  for (const Value& item : value.GetArray())
    items.push_back(each(item));
  return items;
}

Extras extras(const Value& value) {
  if (!value.IsObject()) throw Misfit();
  Extras made;
  for (const auto& extra : value.GetObject())
    made.emplace_back(text(extra.name), compactJson(extra.value));
  return made;
}

/// Takes a member away that the record alone has; nothing where it is absent.
const Value* taken(Extras& extras, const Value* object, const char* name) {
  const Value* value = object ? member(*object, name) : nullptr;
  if (value) std::erase_if(extras, [&](const auto& extra) { return extra.first == name; });
  return value;
}

Region region(const Value& value) {
  if (!value.IsObject()) throw Misfit();
  Region made = regionFromJson(value);
  if (auto* polygon = std::get_if<PolygonShape>(&made.shape))
    if (const Value* end = taken(made.shapeExtras, member(value, "shape_attributes"), "repeated_end")) {
      if (!end->IsArray() || end->Empty() || end->Size() % 2 != 0) throw Misfit();
      for (rapidjson::SizeType i = 0; i < end->Size(); i += 2)
        polygon->points.push_back({number((*end)[i]), number((*end)[i + 1])});
    }
  if (std::holds_alternative<UnknownShape>(made.shape))
    if (const Value* members = taken(made.extras, &value, "shape_extras"))
      made.shapeExtras = extras(*members);
  return made;
}

RegionEdit regionEdit(const Value& value) {
  RegionEdit edit{indexOf(value, "index"), RegionSwap{}};
  if (const Value* moves = member(value, "moves")) {
    edit.what = list(*moves, [](const Value& move) {
      if (!move.IsArray() || move.Size() != 5) throw Misfit();
      return VertexMove{
          index(move[0]), {number(move[1]), number(move[2])}, {number(move[3]), number(move[4])}};
    });
  } else if (const Value* before = member(value, "shape_before")) {
    edit.what = ShapeSwap{region(*before).shape, region(at(value, "shape_after")).shape};
  } else {
    auto& swap = std::get<RegionSwap>(edit.what);
    if (const Value* was = member(value, "before")) swap.before = region(*was);
    if (const Value* is = member(value, "after")) swap.after = region(*is);
    if (!swap.before && !swap.after) throw Misfit();
  }
  return edit;
}

std::vector<AttributesEdit> attributesEdits(const Value& object) {
  const Value* edits = member(object, "attributes");
  if (!edits) return {};
  return list(*edits, [](const Value& value) {
    AttributesEdit edit;
    edit.picture = indexOf(value, "picture");
    edit.place = static_cast<std::size_t>(std::max(0, indexOf(value, "place")));
    if (const Value* before = member(value, "before")) edit.before = attributes(*before).items;
    if (const Value* after = member(value, "after")) edit.after = attributes(*after).items;
    return edit;
  });
}

EditKind kindNamed(const std::string& name) {
  constexpr std::array names{"rim", "size", "sources", "regions", "attributes", "definitions", "picture"};
  const auto found = std::find(names.begin(), names.end(), name);
  if (found == names.end()) throw Misfit();
  return static_cast<EditKind>(found - names.begin());
}

EditStep step(const Value& value) {
  EditStep made;
  made.picture = indexOf(value, "picture");
  made.kind = kindNamed(text(at(value, "kind")));
  made.text = text(at(value, "text"));
  if (member(value, "gesture")) {
    made.gesture = indexOf(value, "gesture");
    made.subject = indexOf(value, "subject");
  }
  if (const Value* regions = member(value, "regions")) made.regions = list(*regions, regionEdit);
  made.attributes = attributesEdits(value);
  return made;
}

PictureBase base(const Value& value) {
  PictureBase made{indexOf(value, "picture"), {}, {}};
  if (const Value* regions = member(value, "regions")) made.regions = list(*regions, region);
  if (const Value* items = member(value, "attributes")) made.attributes = attributes(*items);
  return made;
}

Picture picture(const Value& value) {
  Picture made;
  made.id = text(at(value, "id"));
  made.filename = text(at(value, "filename"));
  made.size = wholeNumber(at(value, "size"));
  made.regions = list(at(value, "regions"), region);
  made.attributes = attributes(at(value, "file_attributes"));
  made.extras = extras(at(value, "extras"));
  return made;
}

PicturesMoved moved(const Value& value) {
  PicturesMoved made;
  made.defaultPath = text(at(value, "default_path"));
  made.filenames = list(at(value, "files"), [](const Value& file) {
    if (!file.IsArray() || file.Size() != 2) throw Misfit();
    return std::pair{index(file[0]), text(file[1])};
  });
  made.attributes = attributesEdits(value);
  return made;
}

StateSaved saved(const Value& value) {
  const Value* mark = member(value, "at");
  return {text(at(value, "file")), text(at(value, "folder")), mark ? wholeNumber(*mark) : 0};
}

decltype(EditRecord::what) whatIn(const Value& object) {
  if (const Value* value = member(object, "edit")) return step(*value);
  if (const Value* value = member(object, "base")) return base(*value);
  if (const Value* value = member(object, "undo")) return StepUndone{indexOf(*value, "picture")};
  if (const Value* value = member(object, "redo")) return StepRedone{indexOf(*value, "picture")};
  if (const Value* value = member(object, "add"))
    return PicturesAdded{std::max(0, indexOf(*value, "first")), list(at(*value, "pictures"), picture)};
  if (const Value* value = member(object, "move")) return moved(*value);
  if (const Value* value = member(object, "saved")) return saved(*value);
  if (member(object, "mark")) return StateMarked{};
  if (const Value* value = member(object, "taken_back")) return StateTakenBack{wholeNumber(at(*value, "to"))};
  throw Misfit();
}

} // namespace

std::optional<EditRecord> recordFromJson(const Value& object) {
  try {
    return EditRecord{wholeNumber(at(object, "n")), wholeNumber(at(object, "time")), whatIn(object)};
  } catch (const Misfit&) {
    return std::nullopt;
  }
}

} // namespace fillscope
