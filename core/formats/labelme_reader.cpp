#include "core/annotation/region_geometry.h"
#include "core/annotation/rim.h"
#include "core/base/json.h"
#include "core/formats/annotation_notes.h"
#include "core/formats/dataset_words.h"
#include "core/formats/labelme.h"
#include <algorithm>
#include <filesystem>

namespace fillscope {
namespace {

using rapidjson::Value;

std::string nameOf(const Value::Member& item) { return {item.name.GetString(), item.name.GetStringLength()}; }

std::string textAt(const Value& object, const char* name) {
  const Value* value = member(object, name);
  return value ? asString(*value).value_or("") : std::string();
}

std::optional<std::vector<Vec2>> pointsOf(const Value& shape) {
  const Value* list = member(shape, "points");
  if (!list || !list->IsArray()) return {};
  std::vector<Vec2> points;
  for (const Value& pair : list->GetArray()) {
    if (!pair.IsArray() || pair.Size() < 2) return {};
    const auto x = asNumber(pair[0]), y = asNumber(pair[1]);
    if (!x || !y) return {};
    points.push_back({*x, *y});
  }
  return points;
}

/// Whether four points are the corners of an upright rectangle, in any order.
bool isUpright(const std::vector<Vec2>& p) {
  return p.size() == 4 && ((p[0].x == p[1].x && p[1].y == p[2].y && p[2].x == p[3].x && p[3].y == p[0].y) ||
                           (p[0].y == p[1].y && p[1].x == p[2].x && p[2].y == p[3].y && p[3].x == p[0].x));
}

RectShape between(Vec2 a, Vec2 b) {
  return {std::min(a.x, b.x), std::min(a.y, b.y), std::abs(a.x - b.x), std::abs(a.y - b.y)};
}

/// The shape with the kind that it had before it was written as one that labelme 5.1 draws.
std::string asItWas(const Value& shape) {
  const Value* before = member(shape, "labelme_shape_type");
  std::string text = "{";
  for (const auto& item : shape.GetObject()) {
    const std::string name = nameOf(item);
    if (name == "labelme_shape_type") continue;
    if (text.size() > 1) text += ',';
    appendJsonString(text, name);
    text += ':' + compactJson(before && name == "shape_type" ? *before : item.value);
  }
  return text + "}";
}

class FileReader {
 public:
  FileReader(Picture& picture, const Value& shapes, ImportNotes& notes)
      : picture_(picture)
      , notes_(notes) {
    for (const Value& shape : shapes.GetArray())
      if (const Value* group = member(shape, "group_id"); group && group->IsInt())
        lastGroup_ = std::max<long long>(lastGroup_, group->GetInt());
  }

  void addShape(const Value& shape) {
    auto points = pointsOf(shape);
    std::string kind = member(shape, "shape_type") ? textAt(shape, "shape_type") : "polygon";
    // A kind that labelme 5.1 does not know is written as one that it draws.
    if (const std::string drawn = textAt(shape, "labelme_shape_type"); !drawn.empty()) kind = drawn;
    Region region;
    readMembers(shape, kind, region);
    if (kind == "mask" && points && points->size() == 2 && addMask(textAt(shape, "mask"), *points, region))
      return;
    auto known = points ? shapeFrom(kind.empty() ? "polygon" : kind, std::move(*points), region)
                        : std::optional<Shape>();
    if (known) {
      region.shape = std::move(*known);
    } else {
      Region kept;
      kept.shape = UnknownShape{"{\"name\":\"labelme\",\"shape\":" + asItWas(shape) + "}"};
      kept.attributes = std::move(region.attributes);
      region = std::move(kept);
      notes_.add(ImportNote::Kind::repaired, picture_.filename,
                 "A shape of the kind \"" + kind + "\" is kept but not drawn.");
    }
    picture_.regions.push_back(std::move(region));
  }

 private:
  void readMembers(const Value& shape, const std::string& kind, Region& region) {
    const Value* label = member(shape, "label");
    region.attributes.set("label", label ? asString(*label).value_or(compactJson(*label)) : std::string());
    for (const auto& item : shape.GetObject()) {
      const std::string name = nameOf(item);
      const Value& value = item.value;
      const bool isEmpty = value.IsNull() || (value.IsString() && value.GetStringLength() == 0) ||
                           (value.IsObject() && value.ObjectEmpty());
      if (name == "label" || name == "points" || name == "shape_type" || name == "labelme_shape_type")
        continue;
      if ((name == "group_id" || name == "flags" || name == "description" || name == "mask") && isEmpty)
        continue;
      if (name == "attributes" && value.IsObject()) {
        addAttributes(region, value);
      } else if (name == "group_id" && value.IsInt64()) {
        region.attributes.set(name, std::to_string(value.GetInt64()));
      } else if (name == "flags" || name == "description") {
        put(region.attributes, name, value);
      } else {
        region.extras.emplace_back(name, compactJson(value));
      }
    }
    for (const char* other : {"oriented_rectangle", "rotation", "quadrilateral"})
      if (kind == other) region.extras.emplace_back("labelme_shape_type", "\"" + kind + "\"");
  }

  static void addAttributes(Region& region, const Value& object) {
    Attributes others;
    takeAttributes(others, region.extras, object);
    const std::string label = region.attributes.text("label");
    if (const auto* other = others.find("label"))
      if (!label.empty() && *other != AttributeValue{label, false}) setLabelAside(others);
    for (auto& [name, other] : others.items)
      region.attributes.set(name, std::move(other));
  }

  /// As polygons that give the mask again when they are filled; several parts are one group.
  bool addMask(const std::string& base64, const std::vector<Vec2>& corners, const Region& read) {
    auto outlines = outlinesOfLabelmeMask(base64, corners[0], corners[1]);
    if (outlines.empty()) return false;
    Region region = read;
    std::erase_if(region.extras, [](const auto& extra) { return extra.first == "mask"; });
    if (outlines.size() > 1 && !region.attributes.find("group_id"))
      region.attributes.set("group_id", std::to_string(++lastGroup_));
    for (auto& outline : outlines) {
      region.shape = PolygonShape{std::move(outline)};
      picture_.regions.push_back(region);
    }
    notes_.add(ImportNote::Kind::guessed, picture_.filename, "A mask is read as its outline.");
    return true;
  }

  static void put(Attributes& attributes, const std::string& name, const Value& value) {
    if (value.IsString())
      attributes.set(name, std::string(value.GetString(), value.GetStringLength()));
    else
      attributes.set(name, AttributeValue{compactJson(value), true});
  }

  std::optional<Shape> shapeFrom(const std::string& kind, std::vector<Vec2> points, Region& region) {
    const std::size_t count = points.size();
    // A rim and a keypoint set are polylines whatever labelme shows them as.
    const std::string type = region.attributes.text("type");
    if (count > 0 && (type == "box rim" || type == "keypoints")) return PolylineShape{std::move(points)};
    if (kind == "rectangle" && count == 2) return between(points[0], points[1]);
    if (kind == "rectangle" && isUpright(points)) return between(points[0], points[2]);
    if (kind == "point" && count == 1) return PointShape{points[0]};
    if (kind == "circle" && count == 2) return CircleShape{points[0], norm(points[1] - points[0])};
    if ((kind == "line" || kind == "linestrip") && count > 0) return PolylineShape{std::move(points)};
    if (kind == "points" && count > 0) return namedPoints(points, region);
    if (kind == "mask" && count == 2) {
      notes_.add(ImportNote::Kind::guessed, picture_.filename,
                 "A mask cannot be decoded, it is shown as the rectangle around it; its text is kept.");
      return between(points[0], points[1]);
    }
    const bool isOutline = kind == "polygon" || kind == "rectangle" || kind == "oriented_rectangle" ||
                           kind == "rotation" || kind == "quadrilateral";
    if (!isOutline || count == 0) return {};
    PolygonShape polygon = polygonFromOutline(std::move(points));
    if (polygon.points.size() < count)
      notes_.add(ImportNote::Kind::repaired, picture_.filename,
                 "A polygon's last point repeats its first; it is kept once.");
    return polygon;
  }

  static Shape namedPoints(const std::vector<Vec2>& points, Region& region) {
    KeypointSet set;
    set.kind.name = region.attributes.text("label");
    for (const Vec2 point : points) {
      set.points.push_back({point});
      set.kind.keypoints.push_back(std::to_string(set.points.size()));
    }
    region = regionFromKeypointSet(set, &region);
    return region.shape;
  }

  Picture& picture_;
  ImportNotes& notes_;
  long long lastGroup_ = 0;
};

std::string pathInProject(const std::string& folder, std::string imagePath) {
  if (imagePath.find("://") != std::string::npos) return imagePath;
  std::replace(imagePath.begin(), imagePath.end(), '\\', '/');
  return (std::filesystem::path(folder) / imagePath).lexically_normal().generic_string();
}

} // namespace

Result<void> readLabelmeFile(std::string_view json, const std::string& where, const std::string& folder,
                             ImportedAnnotations& imported) {
  const auto document = parseJson(json, where);
  if (!document) return document.error();
  const Value* shapes = member(*document, "shapes");
  if (!shapes || !shapes->IsArray())
    return Error{ErrorCode::badInput, "line 1: the file has no list of shapes", where,
                 "mend that place or take the last good copy of the file"};
  Picture picture;
  ImportNotes notes;
  const std::string stem = std::filesystem::path(where).stem().string();
  picture.filename = pathInProject(folder, textAt(*document, "imagePath"));
  if (textAt(*document, "imagePath").empty()) {
    picture.filename = pathInProject(folder, stem);
    notes.add(ImportNote::Kind::guessed, picture.filename, "The picture's name is taken from the file's.");
  }
  PictureSize size;
  for (const auto& item : document->GetObject()) {
    const std::string name = nameOf(item);
    const auto number = asNumber(item.value);
    if (name == "imageWidth" && number)
      size.width = static_cast<int>(std::clamp(*number, 0.0, 1e9));
    else if (name == "imageHeight" && number)
      size.height = static_cast<int>(std::clamp(*number, 0.0, 1e9));
    else if (name == "flags" && item.value.IsObject() && !item.value.ObjectEmpty())
      picture.attributes.set(name, AttributeValue{compactJson(item.value), true});
    else if (name == "imageData" && item.value.IsString() && item.value.GetStringLength() > 0)
      notes.add(ImportNote::Kind::dropped, picture.filename,
                "The copy of the picture within the file is not used.");
    else if (name != "version" && name != "shapes" && name != "imagePath" && name != "imageData" &&
             name != "flags" && name != "imageWidth" && name != "imageHeight")
      picture.extras.emplace_back(name, compactJson(item.value));
  }
  if (size.known()) setPictureSize(picture, size);
  FileReader reader(picture, *shapes, notes);
  for (const Value& shape : shapes->GetArray()) {
    if (shape.IsObject())
      reader.addShape(shape);
    else
      notes.add(ImportNote::Kind::dropped, picture.filename, "A shape is no object.");
  }
  picture.id = picture.filename + "-1";
  if (imported.report.variant.empty()) {
    const std::string version = textAt(*document, "version");
    imported.report.variant = "labelme" + (version.empty() ? "" : " " + version);
  }
  imported.project.pictures.push_back(std::move(picture));
  for (ImportNote& note : notes.take())
    imported.report.notes.push_back(std::move(note));
  return {};
}

} // namespace fillscope
