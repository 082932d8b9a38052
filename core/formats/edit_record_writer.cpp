#include "core/annotation/region_geometry.h"
#include "core/base/json.h"
#include "core/base/number_text.h"
#include "core/formats/edit_record_json.h"
#include "core/formats/via_text.h"

namespace fillscope {
namespace {

// What VIA's files cannot hold, though a document may: readers drop a polygon's last vertices where they
// repeat the first one, and a shape of an unknown name has no other members.
constexpr const char *repeatedEnd = "repeated_end", *otherMembers = "shape_extras";

class Writer {
 public:
  explicit Writer(std::string& text)
      : text_(text) {}

  void operator()(const PictureBase& base) {
    begin("base");
    member("picture", base.picture);
    if (base.regions) list("regions", *base.regions, [&](const Region& region) { write(region); });
    if (base.attributes) member("attributes", *base.attributes);
    text_ += '}';
  }
  void operator()(const EditStep& step) {
    constexpr const char* kinds[] = {"rim",        "size",        "sources", "regions",
                                     "attributes", "definitions", "picture"};
    begin("edit");
    member("picture", step.picture);
    member("kind", std::string(kinds[static_cast<int>(step.kind)]));
    member("text", step.text);
    if (step.gesture != 0) {
      member("subject", step.subject);
      member("gesture", step.gesture);
    }
    if (!step.regions.empty()) list("regions", step.regions, [&](const RegionEdit& edit) { write(edit); });
    if (!step.attributes.empty()) write(step.attributes);
    text_ += '}';
  }
  void operator()(const StepUndone& undone) { ofPicture("undo", undone.picture); }
  void operator()(const StepRedone& redone) { ofPicture("redo", redone.picture); }
  void operator()(const PicturesAdded& added) {
    begin("add");
    member("first", added.first);
    list("pictures", added.pictures, [&](const Picture& picture) { write(picture); });
    text_ += '}';
  }
  void operator()(const PicturesMoved& moved) {
    begin("move");
    member("default_path", moved.defaultPath);
    list("files", moved.filenames, [&](const auto& file) {
      text_ += '[' + std::to_string(file.first) + ',';
      appendJsonString(text_, file.second);
      text_ += ']';
    });
    if (!moved.attributes.empty()) write(moved.attributes);
    text_ += '}';
  }
  void operator()(const StateSaved& saved) {
    begin("saved");
    member("file", saved.file);
    member("folder", saved.folder);
    if (saved.at != 0) member("at", saved.at);
    text_ += '}';
  }
  void operator()(const StateMarked&) {
    begin("mark");
    text_ += '}';
  }
  void operator()(const StateTakenBack& back) {
    begin("taken_back");
    text_ += "\"to\":" + std::to_string(back.to) + '}';
  }

 private:
  void begin(const char* what) {
    text_ += ",\"";
    text_ += what;
    text_ += "\":{";
  }
  void ofPicture(const char* what, int picture) {
    begin(what);
    member("picture", picture);
    text_ += '}';
  }
  void name(const char* name) {
    if (text_.back() != '{') text_ += ',';
    text_ += '"';
    text_ += name;
    text_ += "\":";
  }
  void member(const char* itsName, long long number) { name(itsName), text_ += std::to_string(number); }
  void member(const char* itsName, const std::string& value) {
    name(itsName), appendJsonString(text_, value);
  }
  void member(const char* itsName, const Attributes& attributes) {
    name(itsName), appendAttributesJson(text_, attributes);
  }
  template <class Items, class Write>
  void list(const char* itsName, const Items& items, Write write) {
    name(itsName);
    text_ += '[';
    bool isFirst = true;
    for (const auto& item : items) {
      if (!isFirst) text_ += ',';
      isFirst = false;
      write(item);
    }
    text_ += ']';
  }

  void write(const Region& region) {
    const auto* polygon = std::get_if<PolygonShape>(&region.shape);
    const std::size_t kept = polygon ? polygonFromOutline(polygon->points).points.size() : 0;
    if (polygon && kept < polygon->points.size()) {
      Region marked = region;
      std::string ends;
      for (std::size_t i = kept; i < polygon->points.size(); ++i) {
        ends += ends.empty() ? "[" : ",";
        appendNumber(ends, polygon->points[i].x);
        ends += ',';
        appendNumber(ends, polygon->points[i].y);
      }
      marked.shapeExtras.emplace_back(repeatedEnd, ends + "]");
      appendRegionJson(text_, marked);
    } else if (std::holds_alternative<UnknownShape>(region.shape) && !region.shapeExtras.empty()) {
      Region marked = region;
      std::string extras;
      append(extras, region.shapeExtras);
      marked.extras.emplace_back(otherMembers, extras);
      appendRegionJson(text_, marked);
    } else {
      appendRegionJson(text_, region);
    }
  }
  static void append(std::string& text, const Extras& extras) {
    Attributes members;
    for (const auto& [extra, json] : extras)
      members.items.emplace_back(extra, AttributeValue{json, true});
    appendAttributesJson(text, members);
  }
  /// The point itself: minus zero is equal to zero, yet other bits.
  static std::string numberPair(Vec2 point) {
    return '[' + numberText(point.x) + ',' + numberText(point.y) + ']';
  }
  void write(const Shape& shape) { write(Region{shape, {}, {}, {}}); }

  void write(const RegionEdit& edit) {
    text_ += '{';
    member("index", edit.index);
    if (const auto* swap = std::get_if<RegionSwap>(&edit.what)) {
      if (swap->before) name("before"), write(*swap->before);
      if (swap->after) name("after"), write(*swap->after);
    } else if (const auto* shapes = std::get_if<ShapeSwap>(&edit.what)) {
      name("shape_before"), write(shapes->before);
      name("shape_after"), write(shapes->after);
    } else {
      list("moves", std::get<VertexMoves>(edit.what), [&](const VertexMove& move) {
        text_ += '[' + std::to_string(move.vertex);
        for (const double number : {move.before.x, move.before.y, move.after.x, move.after.y}) {
          text_ += ',';
          appendNumber(text_, number);
        }
        text_ += ']';
      });
    }
    text_ += '}';
  }
  void write(const std::vector<AttributesEdit>& edits) {
    list("attributes", edits, [&](const AttributesEdit& edit) {
      text_ += '{';
      member("picture", edit.picture);
      member("place", static_cast<long long>(edit.place));
      if (!edit.before.empty()) member("before", Attributes{edit.before});
      if (!edit.after.empty()) member("after", Attributes{edit.after});
      text_ += '}';
    });
  }
  void write(const Picture& picture) {
    text_ += '{';
    member("id", picture.id);
    member("filename", picture.filename);
    member("size", picture.size);
    list("regions", picture.regions, [&](const Region& region) { write(region); });
    member("file_attributes", picture.attributes);
    name("extras");
    append(text_, picture.extras);
    text_ += '}';
  }

  std::string& text_;
};

} // namespace

void appendRecordMembers(std::string& text, const EditRecord& record) {
  text += "\"n\":" + std::to_string(record.number) + ",\"time\":" + std::to_string(record.time);
  std::visit(Writer(text), record.what);
}

} // namespace fillscope
