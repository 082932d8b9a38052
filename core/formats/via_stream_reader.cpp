#include "core/formats/via_stream_reader.h"
#include "core/base/json.h"
#include "core/formats/json_cursor.h"
#include "core/formats/json_outline.h"
#include <algorithm>
#include <array>
#include <unordered_map>

namespace fillscope {
namespace {

/// The members of a shape, before its name says which it may have.
struct ShapeParts {
  enum Number { x, y, width, height, cx, cy, r, rx, ry, theta, numberCount };
  static constexpr std::array<std::string_view, numberCount> names{"x",  "y", "width", "height", "cx",
                                                                   "cy", "r", "rx",    "ry",     "theta"};
  std::array<double, numberCount> numbers{};
  unsigned seen = 0; ///< bits by number, then name, all_points_x, all_points_y
  std::string_view name;
  std::string nameScratch;
  std::vector<double> xs, ys;

  static constexpr unsigned nameBit = 1u << numberCount, xsBit = nameBit << 1, ysBit = nameBit << 2;
  static constexpr unsigned bits(std::initializer_list<Number> numbers) {
    unsigned all = nameBit;
    for (const Number n : numbers)
      all |= 1u << n;
    return all;
  }
};

class RegularReader {
 public:
  explicit RegularReader(std::string_view text)
      : in_(text) {}

  bool project(Project& project) {
    std::vector<std::string> listed;
    bool hasPictures = false, hasList = false, once = true;
    const bool read = in_.object([&](std::string_view name) {
      if (name == "_via_img_metadata") {
        once &= !std::exchange(hasPictures, true);
        return pictures(project);
      }
      if (name == "_via_image_id_list") {
        once &= !std::exchange(hasList, true);
        return in_.list([&] { return in_.string(listed.emplace_back()); });
      }
      if (name == "_via_data_format_version") return in_.string(project.formatVersion);
      std::string member(name);
      if (!in_.value(json_)) return false;
      if (member == "_via_settings") {
        if (!json_.starts_with('{')) return false;
        project.settingsJson = json_;
      } else if (member == "_via_attributes") {
        if (!json_.starts_with('{')) return false;
        project.attributesJson = json_;
      } else {
        project.extras.emplace_back(std::move(member), json_);
      }
      return true;
    });
    return read && once && hasPictures && in_.atEnd() && (!hasList || sort(project, listed));
  }

  bool annotations(Project& project) { return pictures(project) && in_.atEnd(); }

 private:
  bool pictures(Project& project) {
    const bool read = in_.object([&](std::string_view id) {
      Picture& picture = project.pictures.emplace_back();
      picture.id = id;
      return this->picture(picture);
    });
    return read && haveOwnIds(project);
  }

  static bool haveOwnIds(const Project& project) {
    Ranks ids;
    ids.reserve(project.pictures.size());
    for (const Picture& picture : project.pictures)
      if (!ids.emplace(picture.id, ids.size()).second) return false;
    return true;
  }

  bool picture(Picture& picture) {
    unsigned seen = 0;
    const auto first = [&](unsigned bit) { return (seen & bit) == 0 && (seen |= bit); };
    const bool read = in_.object([&](std::string_view name) {
      if (name == "filename") return first(1) && in_.string(picture.filename);
      if (name == "size") {
        double size = 0;
        if (!first(2) || !in_.number(size) || !(size >= -1 && size < 9e15)) return false;
        picture.size = static_cast<long long>(size);
        return static_cast<double>(picture.size) == size;
      }
      if (name == "regions")
        return first(4) && in_.list([&] { return region(picture.regions.emplace_back()); });
      if (name == "file_attributes") return first(8) && attributes(picture.attributes);
      return extra(picture.extras, name);
    });
    return read && seen == 15;
  }

  bool extra(Extras& extras, std::string_view name) {
    auto& [member, json] = extras.emplace_back(std::string(name), std::string());
    return in_.value(json);
  }

  bool attributes(Attributes& attributes) {
    return in_.object([&](std::string_view name) {
      auto& [attribute, value] = attributes.items.emplace_back(std::string(name), AttributeValue{});
      if (in_.next() == '"') return in_.string(value.text);
      value.isJson = true;
      return in_.value(value.text);
    });
  }

  bool region(Region& region) {
    unsigned seen = 0;
    const auto first = [&](unsigned bit) { return (seen & bit) == 0 && (seen |= bit); };
    const bool read = in_.object([&](std::string_view name) {
      if (name == "shape_attributes") return first(1) && shape(region);
      if (name == "region_attributes") return first(2) && attributes(region.attributes);
      return extra(region.extras, name);
    });
    return read && seen == 3;
  }

  bool numbers(std::vector<double>& values) {
    values.clear();
    return in_.list([&] { return in_.number(values.emplace_back()); });
  }

  bool shape(Region& region) {
    ShapeParts& parts = parts_;
    parts.seen = 0;
    const bool read = in_.object([&](std::string_view name) {
      const auto first = [&](unsigned bit) { return (parts.seen & bit) == 0 && (parts.seen |= bit); };
      if (name == "name") return first(ShapeParts::nameBit) && in_.string(parts.name, parts.nameScratch);
      if (name == "all_points_x") return first(ShapeParts::xsBit) && numbers(parts.xs);
      if (name == "all_points_y") return first(ShapeParts::ysBit) && numbers(parts.ys);
      const auto known = std::find(ShapeParts::names.begin(), ShapeParts::names.end(), name);
      if (known == ShapeParts::names.end()) return extra(region.shapeExtras, name);
      const auto index = static_cast<std::size_t>(known - ShapeParts::names.begin());
      return first(1u << index) && in_.number(parts.numbers[index]);
    });
    return read && build(region.shape);
  }

  /// Only where the shape has just the members of its kind.
  bool build(Shape& shape) {
    using P = ShapeParts;
    const auto& n = parts_.numbers;
    const auto has = [&](unsigned bits) { return parts_.seen == bits; };
    const std::string_view name = parts_.name;
    if (name == "polyline" || name == "polygon") {
      if (!has(P::nameBit | P::xsBit | P::ysBit) || parts_.xs.size() != parts_.ys.size()) return false;
      std::vector<Vec2> points(parts_.xs.size());
      for (std::size_t i = 0; i < points.size(); ++i)
        points[i] = {parts_.xs[i], parts_.ys[i]};
      if (name == "polyline") {
        shape = PolylineShape{std::move(points)};
      } else {
        if (points.size() > 3 && points.front() == points.back()) return false;
        shape = PolygonShape{std::move(points)};
      }
      return true;
    }
    if (name == "rect" && has(P::bits({P::x, P::y, P::width, P::height})))
      shape = RectShape{n[P::x], n[P::y], n[P::width], n[P::height]};
    else if (name == "point" && has(P::bits({P::cx, P::cy})))
      shape = PointShape{{n[P::cx], n[P::cy]}};
    else if (name == "circle" && has(P::bits({P::cx, P::cy, P::r})))
      shape = CircleShape{{n[P::cx], n[P::cy]}, n[P::r]};
    else if (name == "ellipse" && has(P::bits({P::cx, P::cy, P::rx, P::ry, P::theta})))
      shape = EllipseShape{{n[P::cx], n[P::cy]}, n[P::rx], n[P::ry], n[P::theta]};
    else
      return false;
    return true;
  }

  /// Only where the list names every picture once.
  static bool sort(Project& project, const std::vector<std::string>& listed) {
    auto& pictures = project.pictures;
    if (listed.size() != pictures.size()) return false;
    if (std::equal(listed.begin(), listed.end(), pictures.begin(),
                   [](const std::string& id, const Picture& picture) { return id == picture.id; }))
      return true;
    Ranks places;
    places.reserve(pictures.size());
    for (std::size_t i = 0; i < pictures.size(); ++i)
      places.emplace(pictures[i].id, i);
    std::vector<std::size_t> order;
    order.reserve(pictures.size());
    for (const std::string& id : listed) {
      const auto place = places.extract(id);
      if (place.empty()) return false;
      order.push_back(place.mapped());
    }
    std::vector<Picture> sorted;
    sorted.reserve(pictures.size());
    for (const std::size_t place : order)
      sorted.push_back(std::move(pictures[place]));
    pictures = std::move(sorted);
    return true;
  }

  using Ranks = std::unordered_map<std::string_view, std::size_t>;
  JsonCursor in_;
  ShapeParts parts_;
  std::string json_;
};

} // namespace

std::optional<Project> readRegularVia(std::string_view json) {
  json = withoutByteOrderMark(json);
  constexpr std::size_t enoughToTell = 64 * 1024;
  const JsonOutline outline = jsonOutline(json, 2, enoughToTell);
  const bool isProject = std::any_of(outline.members.begin(), outline.members.end(),
                                     [](const std::string& name) { return name.starts_with("_via_"); });
  Project project;
  RegularReader reader(json);
  if (isProject ? !reader.project(project) : !reader.annotations(project)) return {};
  if (!isProject && project.pictures.empty()) return {};
  return project;
}

} // namespace fillscope
