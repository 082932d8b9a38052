#include "core/annotation/region_geometry.h"
#include "core/base/json.h"
#include "core/base/number_text.h"
#include "core/formats/annotation_notes.h"
#include "core/formats/via3.h"
#include "core/formats/via_files.h"
#include <algorithm>
#include <cmath>
#include <map>
#include <unordered_map>

namespace fillscope {
namespace {

using rapidjson::Value;

std::string textOf(const Value* value) {
  if (!value) return {};
  if (value->IsString()) return {value->GetString(), value->GetStringLength()};
  return value->IsNumber() ? compactJson(*value) : std::string(); // some writers count where VIA names
}

std::string nameOf(const Value::Member& item) { return {item.name.GetString(), item.name.GetStringLength()}; }

/// The circle through three points; nothing where they lie on a line.
std::optional<CircleShape> circleThrough(Vec2 a, Vec2 b, Vec2 c) {
  const Vec2 u = b - a, v = c - a;
  const double d = 2 * cross(u, v);
  if (std::abs(d) < 1e-9) return {};
  const double uu = u.x * u.x + u.y * u.y, vv = v.x * v.x + v.y * v.y;
  const Vec2 centre{a.x + (v.y * uu - u.y * vv) / d, a.y + (u.x * vv - v.x * uu) / d};
  return CircleShape{centre, norm(a - centre)};
}

RectShape boundsOf(const std::vector<Vec2>& points) {
  Vec2 low = points.front(), high = low;
  for (const Vec2 p : points) {
    low = {std::min(low.x, p.x), std::min(low.y, p.y)};
    high = {std::max(high.x, p.x), std::max(high.y, p.y)};
  }
  return {low.x, low.y, high.x - low.x, high.y - low.y};
}

class Reader {
 public:
  explicit Reader(const Value& root)
      : root_(root) {}

  ImportedAnnotations read() {
    readProject();
    readAttributes();
    readPictures();
    readMetadata();
    imported_.report.notes = notes_.take();
    return std::move(imported_);
  }

 private:
  struct Attribute {
    std::string name;
    int type = 1;
    bool ofFile = false;
  };

  void readProject() {
    Project& project = imported_.project;
    for (const auto& item : root_.GetObject()) {
      const std::string name = nameOf(item);
      if (name == "project" || name == "config")
        project.extras.emplace_back(via3::member(name), compactJson(item.value));
      else if (name != "attribute" && name != "file" && name != "metadata" && name != "view")
        project.extras.emplace_back(name, compactJson(item.value));
    }
    if (const Value* own = member(root_, "project")) project.name = textOf(member(*own, "pname"));
    if (const Value* config = member(root_, "config"))
      if (const Value* file = member(*config, "file"))
        if (const Value* prefixes = member(*file, "loc_prefix"); prefixes && prefixes->IsObject())
          for (const auto& item : prefixes->GetObject())
            prefixes_[nameOf(item)] = textOf(&item.value);
    project.defaultPath = prefixes_["1"];
  }

  void readAttributes() {
    std::string region, file;
    const Value* attributes = member(root_, "attribute");
    if (!attributes || !attributes->IsObject()) return;
    for (const auto& item : attributes->GetObject()) {
      Attribute attribute;
      attribute.name = textOf(member(item.value, "aname"));
      if (attribute.name.empty()) attribute.name = nameOf(item);
      const Value* type = member(item.value, "type");
      attribute.type = static_cast<int>(std::clamp(type ? asNumber(*type).value_or(1) : 1.0, 0.0, 100.0));
      attribute.ofFile = textOf(member(item.value, "anchor_id")).find("_XY1") == std::string::npos;
      std::string& text = attribute.ofFile ? file : region;
      if (!text.empty()) text += ',';
      appendJsonString(text, attribute.name);
      text += ":" + via3::definitionFrom(item.value, attribute.type);
      text.pop_back();
      for (const auto& [kept, value] :
           {std::pair(via3::idMember, nameOf(item)),
            std::pair(via3::anchorMember, textOf(member(item.value, "anchor_id")))}) {
        text += ",\"" + std::string(kept) + "\":";
        appendJsonString(text, value);
      }
      text += '}';
      attributes_[nameOf(item)] = std::move(attribute);
    }
    imported_.project.attributesJson = "{\"region\":{" + region + "},\"file\":{" + file + "}}";
  }

  /// In the order of the list of views; what it leaves out comes behind.
  void readPictures() {
    const Value *views = member(root_, "view"), *own = member(root_, "project");
    const Value* order = own ? member(*own, "vid_list") : nullptr;
    std::vector<std::string> ids;
    if (order && order->IsArray())
      for (const Value& id : order->GetArray())
        ids.push_back(textOf(&id));
    if (views && views->IsObject()) {
      for (const std::string& id : ids)
        if (const Value* view = member(*views, id)) addPicture(id, *view);
      for (const auto& item : views->GetObject())
        if (!places_.contains(nameOf(item))) addPicture(nameOf(item), item.value);
    }
  }

  void addPicture(const std::string& vid, const Value& view) {
    if (places_.contains(vid)) return;
    const Value *list = member(view, "fid_list"), *files = member(root_, "file");
    const std::string fid = list && list->IsArray() && !list->Empty() ? textOf(&(*list)[0]) : std::string();
    const Value* file = files ? member(*files, fid) : nullptr;
    if (!file || !file->IsObject()) {
      notes_.add(ImportNote::Kind::missing, vid, "A view names a file that is not listed.");
      return;
    }
    Picture picture;
    const std::string loc = textOf(member(*file, "loc")), source = textOf(member(*file, "src"));
    picture.filename = source.empty() || loc == "4" ? textOf(member(*file, "fname")) : source;
    if (loc != "1" && loc != "4" && !source.empty()) picture.filename = prefixes_[loc] + source;
    if (const Value* size = member(*file, "size"))
      picture.size = static_cast<long long>(std::clamp(asNumber(*size).value_or(-1), -1.0, 9e15));
    for (const auto& item : file->GetObject()) {
      const std::string name = nameOf(item);
      const bool known = name == "fid" || name == "fname" || name == "loc" || name == "size" ||
                         (name == "src" && loc != "4") || (name == "type" && textOf(&item.value) == "2");
      if (!known) picture.extras.emplace_back(via3::member(name), compactJson(item.value));
    }
    if (const std::string type = textOf(member(*file, "type")); type == "4" || type == "8")
      notes_.add(ImportNote::Kind::guessed, picture.filename,
                 "A video or sound is listed as a picture; times are kept, but not shown.");
    if (list->Size() > 1)
      notes_.add(ImportNote::Kind::dropped, picture.filename, "A view of several files keeps its first.");
    picture.id = picture.filename + std::to_string(picture.size);
    places_[vid] = imported_.project.pictures.size();
    imported_.project.pictures.push_back(std::move(picture));
  }

  void readMetadata() {
    const Value* metadata = member(root_, "metadata");
    if (!metadata || !metadata->IsObject()) return;
    for (const auto& item : metadata->GetObject()) {
      const std::string vid = textOf(member(item.value, "vid"));
      const auto place = places_.find(vid);
      if (place == places_.end()) {
        notes_.add(ImportNote::Kind::dropped, vid, "An annotation belongs to a view that is not there.");
        continue;
      }
      Picture& picture = imported_.project.pictures[place->second];
      const Value *xy = member(item.value, "xy"), *z = member(item.value, "z");
      const bool hasTime = z && z->IsArray() && !z->Empty();
      if (xy && xy->IsArray() && !xy->Empty())
        addRegion(picture, item.value, *xy, hasTime);
      else if (hasTime)
        picture.extras.emplace_back(via3::member("segment_" + nameOf(item)), compactJson(item.value));
      else
        readValues(item.value, true, picture.attributes);
    }
  }

  void addRegion(Picture& picture, const Value& entry, const Value& xy, bool hasTime) {
    Region region;
    std::vector<double> numbers;
    for (rapidjson::SizeType i = 0; i < xy.Size(); ++i)
      numbers.push_back(asNumber(xy[i]).value_or(std::nan("")));
    if (auto shape = shapeFrom(numbers, picture)) {
      region.shape = std::move(*shape);
    } else {
      region.shape = UnknownShape{"{\"name\":\"via3\",\"xy\":" + compactJson(xy) + "}"};
      notes_.add(ImportNote::Kind::repaired, picture.filename,
                 "A region of unknown shape is kept but not drawn.");
    }
    readValues(entry, false, region.attributes);
    for (const auto& item : entry.GetObject()) {
      const std::string name = nameOf(item);
      const bool known = name == "vid" || name == "xy" || name == "av" || (name == "z" && !hasTime) ||
                         (name == "flg" && textOf(&item.value) == "0");
      if (!known) region.extras.emplace_back(via3::member(name), compactJson(item.value));
    }
    picture.regions.push_back(std::move(region));
  }

  std::optional<Shape> shapeFrom(const std::vector<double>& n, const Picture& picture) {
    for (const double number : n)
      if (!std::isfinite(number)) return {};
    const std::size_t count = n.size();
    const int kind = static_cast<int>(std::clamp(n[0], 0.0, 100.0));
    if (kind == via3::point && count == 3) return PointShape{{n[1], n[2]}};
    if (kind == via3::rectangle && count == 5) return RectShape{n[1], n[2], n[3], n[4]};
    if (kind == via3::circle && count == 4) return CircleShape{{n[1], n[2]}, n[3]};
    if (kind == via3::ellipse && count == 5) return EllipseShape{{n[1], n[2]}, n[3], n[4], 0};
    if (count < 3 || count % 2 == 0) return {};
    std::vector<Vec2> points;
    for (std::size_t i = 1; i + 1 < count; i += 2)
      points.push_back({n[i], n[i + 1]});
    if (kind == via3::line || kind == via3::polyline) return PolylineShape{std::move(points)};
    if (kind == via3::polygon) return polygonFromOutline(std::move(points));
    const char* note = "An outline by its extreme points is kept as the shape it stands for.";
    if (kind == via3::extremeRectangle) {
      notes_.add(ImportNote::Kind::repaired, picture.filename, note);
      return boundsOf(points);
    }
    if (kind == via3::extremeCircle && points.size() == 3)
      if (const auto circle = circleThrough(points[0], points[1], points[2])) {
        notes_.add(ImportNote::Kind::repaired, picture.filename, note);
        return *circle;
      }
    return {};
  }

  void readValues(const Value& entry, bool ofFile, Attributes& attributes) {
    const Value* values = member(entry, "av");
    if (!values || !values->IsObject()) return;
    for (const auto& item : values->GetObject()) {
      const auto known = attributes_.find(nameOf(item));
      const std::string name = known == attributes_.end() ? nameOf(item) : known->second.name;
      const bool isSet = known != attributes_.end() && known->second.type == via3::checkbox;
      if (!item.value.IsString())
        attributes.set(name, AttributeValue{compactJson(item.value), true});
      else if (isSet)
        attributes.set(name, AttributeValue{via3::setFrom(textOf(&item.value)), true});
      else
        attributes.set(name, textOf(&item.value));
    }
  }

  const Value& root_;
  ImportedAnnotations imported_;
  ImportNotes notes_;
  std::map<std::string, std::string> prefixes_;
  std::unordered_map<std::string, Attribute> attributes_;
  std::unordered_map<std::string, std::size_t> places_; ///< pictures by view
};

} // namespace

namespace via3 {

std::string definitionFrom(const Value& attribute, int type) {
  static constexpr const char* names[] = {"text", "checkbox", "radio", "dropdown", "image"};
  const std::string chosen = textOf(fillscope::member(attribute, "default_option_id"));
  std::string text =
      "{\"type\":\"" + std::string(names[type >= 1 && type <= 5 ? type - 1 : 0]) + "\",\"description\":";
  appendJsonString(text, textOf(fillscope::member(attribute, "desc")));
  if (type < 2 || type > 5) {
    text += ",\"default_value\":";
    appendJsonString(text, chosen);
    return text + "}";
  }
  const Value* options = fillscope::member(attribute, "options");
  std::string ids = "{";
  if (options && options->IsObject())
    for (const auto& option : options->GetObject()) {
      if (ids.size() > 1) ids += ',';
      appendJsonString(ids, nameOf(option));
      ids += ':';
      appendJsonString(ids, textOf(&option.value)); // VIA 2 stops at an option without a text
    }
  text += ",\"options\":" + ids + "},\"default_options\":{";
  if (!chosen.empty()) {
    appendJsonString(text, chosen);
    text += ":true";
  }
  return text + "}}";
}

std::string setFrom(std::string_view ids) {
  std::string text = "{";
  while (!ids.empty()) {
    const auto end = std::min(ids.find(','), ids.size());
    if (end > 0) {
      if (text.size() > 1) text += ',';
      appendJsonString(text, ids.substr(0, end));
      text += ":true";
    }
    ids.remove_prefix(std::min(end + 1, ids.size()));
  }
  return text + "}";
}

} // namespace via3

Result<ImportedAnnotations> importVia3(std::string_view json, const std::string& where) {
  const auto document = parseJson(json, where);
  if (!document) return document.error();
  if (!document->IsObject())
    return Error{ErrorCode::badInput, "line 1: this JSON holds no VIA 3 project", where, "open another file"};
  for (const char* name : {"file", "view", "metadata"})
    if (const Value* part = member(*document, name); part && !part->IsObject())
      return Error{ErrorCode::badInput, "line 1: \"" + std::string(name) + "\" is no object", where,
                   "mend that place or take the last good copy of the file"};
  return Reader(*document).read();
}

} // namespace fillscope
