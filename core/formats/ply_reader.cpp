#include "core/formats/binary_sample.h"
#include "core/formats/cloud_parts.h"
#include <algorithm>
#include <charconv>
#include <cmath>
#include <optional>

namespace fillscope {
namespace {

struct Property {
  std::string name;
  char kind = 'f';
  std::size_t size = 4;
  bool isList = false;
  char countKind = 'u'; ///< of a list's length
  std::size_t countSize = 1;
};

struct Element {
  std::string name;
  std::uint64_t count = 0;
  std::vector<Property> properties;

  int find(std::initializer_list<std::string_view> names) const {
    for (const std::string_view wanted : names)
      for (std::size_t i = 0; i < properties.size(); ++i)
        if (properties[i].name == wanted && !properties[i].isList) return static_cast<int>(i);
    return -1;
  }
  /// The least that one of them takes.
  std::size_t leastSize(bool isText) const {
    std::size_t size = 0;
    for (const Property& property : properties)
      size += isText ? 2 : property.isList ? property.countSize : property.size;
    return size;
  }
};

/// Kind and size of "float", "uint8" and the like.
std::optional<std::pair<char, std::size_t>> typeNamed(std::string_view name) {
  struct Type {
    std::string_view name, other;
    char kind;
    std::size_t size;
  };
  static constexpr std::array<Type, 8> types{{{"char", "int8", 'i', 1},
                                              {"uchar", "uint8", 'u', 1},
                                              {"short", "int16", 'i', 2},
                                              {"ushort", "uint16", 'u', 2},
                                              {"int", "int32", 'i', 4},
                                              {"uint", "uint32", 'u', 4},
                                              {"float", "float32", 'f', 4},
                                              {"double", "float64", 'f', 8}}};
  for (const Type& type : types)
    if (name == type.name || name == type.other) return std::pair(type.kind, type.size);
  return std::nullopt;
}

/// The numbers of a file's body, one after the other; false at its end, or where there is none.
class Numbers {
 public:
  Numbers(std::string_view rest, const std::string& format)
      : rest_(rest)
      , isText_(format == "ascii")
      , swapped_(isSwappedHere(format != "binary_big_endian")) {}

  bool isText() const { return isText_; }
  std::size_t bytesLeft() const { return rest_.size(); }
  bool take(char kind, std::size_t size, double& number) {
    if (isText_) {
      std::string_view word = takeWord(rest_);
      if (word.starts_with('+')) word.remove_prefix(1);
      const auto [end, fault] = std::from_chars(word.data(), word.data() + word.size(), number);
      return fault == std::errc{} && end == word.data() + word.size();
    }
    if (rest_.size() < size) return false;
    number = binarySample(kind, size)(rest_.data(), swapped_);
    rest_.remove_prefix(size);
    return true;
  }
  /// Passes over a list.
  bool skipList(const Property& list) {
    double length = 0;
    if (!take(list.countKind, list.countSize, length) || !(length >= 0)) return false;
    if (!isText_) {
      if (length > static_cast<double>(rest_.size() / list.size)) return false;
      rest_.remove_prefix(static_cast<std::size_t>(length) * list.size);
      return true;
    }
    for (double item = 0, i = 0; i < length; ++i)
      if (!take(list.kind, list.size, item)) return false;
    return true;
  }

 private:
  std::string_view rest_;
  bool isText_, swapped_;
};

class PlyParser {
 public:
  PlyParser(std::string_view bytes, const std::string& where, const Progress& progress)
      : rest_(bytes)
      , where_(where)
      , progress_(progress) {}

  Result<CloudFile> parse() {
    if (const auto read = readHeader(); !read) return read.error();
    Numbers numbers(rest_, format_);
    for (const Element& element : elements_) {
      if (element.name == "vertex") return readPoints(element, numbers);
      if (const auto skipped = skip(element, numbers); !skipped) return skipped.error();
    }
    return fault("it has no element vertex", "export it as a cloud of points");
  }

 private:
  Error fault(const std::string& what, const std::string& hint = "export the cloud again") const {
    return {ErrorCode::badInput, "this PLY file cannot be read: " + what, where_, hint};
  }
  Result<void> readHeader();
  Result<void> takeProperty(std::string_view line);
  Result<void> skip(const Element& element, Numbers& numbers);
  Result<CloudFile> readPoints(const Element& vertex, Numbers& numbers);

  std::string_view rest_;
  const std::string& where_;
  const Progress& progress_;
  std::string format_;
  std::vector<Element> elements_;
};

Result<void> PlyParser::readHeader() {
  constexpr std::size_t mostElements = 256;
  while (!rest_.empty()) {
    std::string_view line = takeLine(rest_);
    const std::string_view key = takeWord(line);
    if (key == "format") {
      format_ = takeWord(line);
    } else if (key == "element") {
      Element& element = elements_.emplace_back();
      element.name = takeWord(line);
      const std::string_view count = takeWord(line);
      const auto [end, bad] = std::from_chars(count.data(), count.data() + count.size(), element.count);
      if (bad != std::errc{} || elements_.size() > mostElements)
        return fault("its element \"" + element.name + "\" has no count");
    } else if (key == "property") {
      if (const auto taken = takeProperty(line); !taken) return taken;
    } else if (key == "end_header") {
      if (format_ == "ascii" || format_ == "binary_little_endian" || format_ == "binary_big_endian")
        return {};
      return fault("its format \"" + format_ + "\" is not known",
                   "save it as ascii, binary_little_endian or binary_big_endian");
    }
  }
  return fault("its header has no end", "take a good copy of the file");
}

Result<void> PlyParser::takeProperty(std::string_view line) {
  constexpr std::size_t mostProperties = 4096;
  if (elements_.empty()) return fault("a property belongs to no element");
  Property property;
  std::string_view word = takeWord(line);
  const auto readType = [&](char& kind, std::size_t& size) {
    const auto type = typeNamed(word);
    if (type) std::tie(kind, size) = *type;
    word = takeWord(line);
    return type.has_value();
  };
  property.isList = word == "list";
  bool isKnown = true;
  if (property.isList) {
    word = takeWord(line);
    isKnown = readType(property.countKind, property.countSize) && property.countKind != 'f';
  }
  isKnown = isKnown && readType(property.kind, property.size);
  property.name = word;
  Element& element = elements_.back();
  if (!isKnown || element.properties.size() == mostProperties)
    return fault("a property of its element \"" + element.name + "\" is of no known type");
  element.properties.push_back(std::move(property));
  return {};
}

Result<void> PlyParser::skip(const Element& element, Numbers& numbers) {
  if (element.properties.empty()) return {};
  for (std::uint64_t i = 0; i < element.count; ++i) {
    if (i % 65536 == 0 && progress_.cancelled()) return cancelledError();
    for (const Property& property : element.properties) {
      double ignored = 0;
      const bool taken =
          property.isList ? numbers.skipList(property) : numbers.take(property.kind, property.size, ignored);
      if (!taken)
        return fault("it is cut off in its element \"" + element.name + "\"", "take a good copy of the file");
    }
  }
  return {};
}

/// A colour's part as 0 to 255: PLY has it as bytes, as 16 bits, or as a share of 1.
std::uint8_t asByte(double value, const Property& property) {
  if (property.kind == 'f') value *= 255;
  if (property.kind != 'f' && property.size == 2) value /= 257;
  return value > 0 ? static_cast<std::uint8_t>(std::min(std::lround(std::min(value, 255.0)), 255L)) : 0;
}

Result<CloudFile> PlyParser::readPoints(const Element& vertex, Numbers& numbers) {
  const std::array<int, 3> places{vertex.find({"x"}), vertex.find({"y"}), vertex.find({"z"})};
  if (places[0] < 0 || places[1] < 0 || places[2] < 0)
    return fault("its points have no x, y and z", "export it with x, y and z");
  const std::array<int, 3> parts{vertex.find({"red", "r", "diffuse_red"}),
                                 vertex.find({"green", "g", "diffuse_green"}),
                                 vertex.find({"blue", "b", "diffuse_blue"})};
  const bool coloured = parts[0] >= 0 && parts[1] >= 0 && parts[2] >= 0;
  if (vertex.count > mostPoints) return tooManyPoints(where_);
  const std::uint64_t room =
      (numbers.bytesLeft() + (numbers.isText() ? 1 : 0)) / vertex.leastSize(numbers.isText());
  if (room < vertex.count) return cutOff(where_, room, vertex.count);

  CloudBuilder points(static_cast<int>(vertex.count), 1, coloured);
  std::vector<double> values(vertex.properties.size());
  for (std::uint64_t i = 0; i < vertex.count; ++i) {
    if (i % 65536 == 0) {
      if (progress_.cancelled()) return cancelledError();
      progress_.report(double(i) / double(vertex.count), "Reading the cloud");
    }
    for (std::size_t k = 0; k < values.size(); ++k) {
      const Property& property = vertex.properties[k];
      const bool taken = property.isList ? numbers.skipList(property)
                                         : numbers.take(property.kind, property.size, values[k]);
      if (!taken && numbers.bytesLeft() > 0 && numbers.isText())
        return fault("point " + std::to_string(i + 1) + " is no row of numbers");
      if (!taken) return cutOff(where_, i, vertex.count);
    }
    const auto at = [&](int k) { return values[static_cast<std::size_t>(k)]; };
    std::array<std::uint8_t, 3> colour{};
    for (std::size_t c = 0; coloured && c < 3; ++c)
      colour[c] = asByte(at(parts[c]), vertex.properties[static_cast<std::size_t>(parts[c])]);
    points.add({at(places[0]), at(places[1]), at(places[2])}, colour);
  }
  return std::move(points).finish("PLY, " + format_, where_);
}

} // namespace

bool isPly(std::string_view bytes) {
  return bytes.starts_with("ply") && (bytes.size() == 3 || bytes[3] == '\n' || bytes[3] == '\r');
}

Result<CloudFile> parsePly(std::string_view bytes, const std::string& where, const Progress& progress) {
  return PlyParser(bytes, where, progress).parse();
}

} // namespace fillscope
