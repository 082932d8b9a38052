#include "core/formats/binary_sample.h"
#include "core/formats/cloud_parts.h"
#include <charconv>
#include <cstring>
#include <liblzf/lzf.h>
#include <optional>

namespace fillscope {
namespace {

struct Field {
  std::string name;
  char kind = 'f';
  std::size_t size = 4, count = 1;
  std::size_t offset = 0; ///< in a point: bytes, and numbers
  std::size_t firstWord = 0;
};

struct Header {
  std::vector<Field> fields;
  std::uint64_t width = 0, height = 0, points = 0;
  bool hasWidth = false, hasPoints = false;
  std::array<double, 7> viewpoint{0, 0, 0, 1, 0, 0, 0};
  std::string encoding;
  std::size_t pointSize = 0, wordCount = 0; ///< of a point

  const Field* find(std::string_view name) const {
    for (const Field& field : fields)
      if (field.name == name) return &field;
    return nullptr;
  }
};

template <class Number>
std::optional<Number> numberIn(std::string_view word) {
  Number number{};
  if (word.starts_with('+')) word.remove_prefix(1);
  const auto [end, fault] = std::from_chars(word.data(), word.data() + word.size(), number);
  if (fault != std::errc{} || end != word.data() + word.size()) return std::nullopt;
  return number;
}

class PcdParser {
 public:
  PcdParser(std::string_view bytes, const std::string& where, const Progress& progress)
      : rest_(bytes)
      , where_(where)
      , progress_(progress) {}

  Result<CloudFile> parse() {
    if (const auto read = readHeader(); !read) return read.error();
    if (const auto checked = checkHeader(); !checked) return checked.error();
    if (header_.encoding == "ascii") return readWords();
    if (header_.encoding == "binary") return readPoints(rest_, true);
    if (header_.encoding == "binary_compressed") return unpack();
    return fault("its encoding \"" + header_.encoding + "\" is not known",
                 "save it with DATA ascii, binary or binary_compressed");
  }

 private:
  Error fault(const std::string& what, const std::string& hint = "export the cloud again") const {
    return {ErrorCode::badInput, "this PCD file cannot be read: " + what, where_, hint};
  }
  Result<void> readHeader();
  Result<void> takeEntry(std::string_view key, std::string_view line);
  Result<void> takeSizes(std::string_view line, std::size_t Field::*member, std::size_t most);
  Result<void> checkHeader();
  Result<CloudFile> readWords();
  Result<CloudFile> unpack();
  Result<CloudFile> readPoints(std::string_view data, bool interleaved);
  Result<CloudFile> finished(CloudBuilder&& builder) const;
  const Field* colourField() const {
    for (const char* name : {"rgb", "rgba"})
      if (const Field* field = header_.find(name); field && field->size == 4 && field->count > 0)
        return field;
    return nullptr;
  }
  CloudBuilder builder() const {
    return {static_cast<int>(header_.width), static_cast<int>(header_.height), colourField() != nullptr};
  }

  std::string_view rest_;
  const std::string& where_;
  const Progress& progress_;
  Header header_;
};

Result<void> PcdParser::readHeader() {
  while (!rest_.empty()) {
    std::string_view line = takeLine(rest_);
    const std::string_view key = takeWord(line);
    if (key.empty() || key.front() == '#') continue;
    if (const auto taken = takeEntry(key, line); !taken) return taken;
    if (key == "DATA") return {};
  }
  return fault("its header has no line DATA", "take a good copy of the file");
}

Result<void> PcdParser::takeEntry(std::string_view key, std::string_view line) {
  constexpr std::size_t mostFields = 4096, mostCount = 1 << 20;
  const auto takeNumber = [&](std::uint64_t& number) -> Result<void> {
    const std::string_view word = takeWord(line);
    const auto read = numberIn<std::uint64_t>(word);
    if (!read) return fault(std::string(key) + " is no number");
    number = *read;
    return {};
  };
  if (key == "FIELDS" || key == "COLUMNS") {
    header_.fields.clear();
    for (std::string_view word = takeWord(line); !word.empty(); word = takeWord(line)) {
      if (header_.fields.size() == mostFields) return fault("it has too many fields");
      header_.fields.emplace_back().name = word;
    }
  } else if (key == "SIZE") {
    return takeSizes(line, &Field::size, 8);
  } else if (key == "COUNT") {
    return takeSizes(line, &Field::count, mostCount);
  } else if (key == "TYPE") {
    for (Field& field : header_.fields)
      if (const std::string_view word = takeWord(line); !word.empty())
        field.kind = static_cast<char>(word.front() | 0x20); // lower case
  } else if (key == "WIDTH") {
    header_.hasWidth = true;
    return takeNumber(header_.width);
  } else if (key == "HEIGHT") {
    return takeNumber(header_.height);
  } else if (key == "POINTS") {
    header_.hasPoints = true;
    return takeNumber(header_.points);
  } else if (key == "VIEWPOINT") {
    for (double& number : header_.viewpoint)
      number = numberIn<double>(takeWord(line)).value_or(number);
  } else if (key == "DATA") {
    header_.encoding = takeWord(line);
  }
  return {};
}

Result<void> PcdParser::takeSizes(std::string_view line, std::size_t Field::*member, std::size_t most) {
  for (Field& field : header_.fields) {
    const auto number = numberIn<std::size_t>(takeWord(line));
    if (!number || *number > most) return fault("the sizes of its fields make no sense");
    field.*member = *number;
  }
  return {};
}

Result<void> PcdParser::checkHeader() {
  for (const char* name : {"x", "y", "z"}) {
    const Field* field = header_.find(name);
    if (!field) return fault(std::string("it has no field ") + name, "export it with x, y and z");
    if (!binarySample(field->kind, field->size) || field->count < 1)
      return fault(std::string("its field ") + name + " is of no known type");
  }
  for (Field& field : header_.fields) {
    field.offset = header_.pointSize;
    field.firstWord = header_.wordCount;
    header_.pointSize += field.size * field.count;
    header_.wordCount += field.count;
  }
  Header& h = header_;
  if (!h.hasWidth) h.width = h.points;
  if (h.height == 0) h.height = 1;
  if (h.width > mostPoints || h.height > mostPoints || h.width * h.height > mostPoints)
    return tooManyPoints(where_);
  if (h.hasPoints && h.points != h.width * h.height)
    return fault("it says " + std::to_string(h.width) + " × " + std::to_string(h.height) + " and " +
                 std::to_string(h.points) + " points");
  h.points = h.width * h.height;
  if (h.points == 0) return fault("it says that it has no points");
  return {};
}

std::array<std::uint8_t, 3> unpackedColour(std::uint32_t rgb) {
  return {static_cast<std::uint8_t>(rgb >> 16), static_cast<std::uint8_t>(rgb >> 8),
          static_cast<std::uint8_t>(rgb)};
}

Result<CloudFile> PcdParser::readWords() {
  const std::uint64_t room = (rest_.size() + 1) / (2 * header_.wordCount); // a digit and a blank each
  if (room < header_.points) return cutOff(where_, room, header_.points);
  const Field* const colour = colourField();
  const std::array<std::size_t, 3> places{header_.find("x")->firstWord, header_.find("y")->firstWord,
                                          header_.find("z")->firstWord};
  CloudBuilder points = builder();
  std::vector<std::string_view> words(header_.wordCount);
  while (points.taken() < header_.points) {
    if (points.taken() % 65536 == 0) {
      if (progress_.cancelled()) return cancelledError();
      progress_.report(double(points.taken()) / double(header_.points), "Reading the cloud");
    }
    for (std::string_view& word : words)
      if ((word = takeWord(rest_)).empty()) return cutOff(where_, points.taken(), header_.points);
    std::array<double, 3> place{};
    for (std::size_t k = 0; k < 3; ++k) {
      const auto number = numberIn<double>(words[places[k]]); // "nan" is one
      if (!number)
        return fault("point " + std::to_string(points.taken() + 1) + " has \"" +
                     std::string(words[places[k]].substr(0, 20)) + "\" for a number");
      place[k] = *number;
    }
    std::uint32_t rgb = 0;
    if (colour) {
      const std::string_view word = words[colour->firstWord];
      rgb = colour->kind == 'f' ? std::bit_cast<std::uint32_t>(numberIn<float>(word).value_or(0))
                                : static_cast<std::uint32_t>(numberIn<std::int64_t>(word).value_or(0));
    }
    points.add(place, unpackedColour(rgb));
  }
  return finished(std::move(points));
}

Result<CloudFile> PcdParser::unpack() {
  std::array<std::uint32_t, 2> sizes{}; // packed, unpacked
  if (rest_.size() < sizeof sizes) return cutOff(where_, 0, header_.points);
  std::memcpy(sizes.data(), rest_.data(), sizeof sizes);
  if (isSwappedHere(true))
    for (std::uint32_t& size : sizes)
      size = __builtin_bswap32(size);
  rest_.remove_prefix(sizeof sizes);
  const auto [packed, unpacked] = sizes;
  if (packed > rest_.size())
    return Error{ErrorCode::badInput,
                 "this cloud is cut off: " + std::to_string(rest_.size()) + " of " + std::to_string(packed) +
                     " packed bytes are there",
                 where_, "take a good copy of the file"};
  constexpr std::uint64_t mostPerByte = 128; // three bytes of LZF repeat 264 at most
  if (unpacked != header_.points * header_.pointSize || unpacked > mostPerByte * packed)
    return fault("its packed points do not fit what the header says", "take a good copy of the file");
  std::string data(unpacked, '\0');
  progress_.report(0.1, "Unpacking the cloud");
  if (unpacked > 0 && lzf_decompress(rest_.data(), packed, data.data(), unpacked) != unpacked)
    return fault("its packed points are damaged", "take a good copy of the file");
  return readPoints(data, false);
}

Result<CloudFile> PcdParser::readPoints(std::string_view data, bool interleaved) {
  if (data.size() / header_.pointSize < header_.points)
    return cutOff(where_, data.size() / header_.pointSize, header_.points);
  struct Column {
    BinarySample read = nullptr;
    const char* start = nullptr;
    std::size_t step = 0;
  };
  const auto columnOf = [&](const Field& field) {
    const std::size_t start = interleaved ? field.offset : field.offset * header_.points;
    return Column{binarySample(field.kind, field.size), data.data() + start,
                  interleaved ? header_.pointSize : field.size * field.count};
  };
  const std::array<Column, 3> places{columnOf(*header_.find("x")), columnOf(*header_.find("y")),
                                     columnOf(*header_.find("z"))};
  const Field* const colour = colourField();
  const Column colours = colour ? columnOf(*colour) : Column{};
  const bool swapped = isSwappedHere(true);
  CloudBuilder points = builder();
  for (std::size_t i = 0; i < header_.points; ++i) {
    if (i % 65536 == 0) {
      if (progress_.cancelled()) return cancelledError();
      progress_.report(double(i) / double(header_.points), "Reading the cloud");
    }
    std::array<double, 3> place{};
    for (std::size_t k = 0; k < 3; ++k)
      place[k] = places[k].read(places[k].start + i * places[k].step, swapped);
    std::uint32_t rgb = 0;
    if (colour) std::memcpy(&rgb, colours.start + i * colours.step, sizeof rgb);
    points.add(place, unpackedColour(swapped ? __builtin_bswap32(rgb) : rgb));
  }
  return finished(std::move(points));
}

/// The axes that a quaternion w x y z turns; as they are where it is none.
Mat3 axesOf(double w, double x, double y, double z) {
  const double length = std::sqrt(w * w + x * x + y * y + z * z);
  if (!(length > 1e-9) || !std::isfinite(length)) return {};
  w /= length, x /= length, y /= length, z /= length;
  return {{Vec3{1 - 2 * (y * y + z * z), 2 * (x * y + w * z), 2 * (x * z - w * y)},
           Vec3{2 * (x * y - w * z), 1 - 2 * (x * x + z * z), 2 * (y * z + w * x)},
           Vec3{2 * (x * z + w * y), 2 * (y * z - w * x), 1 - 2 * (x * x + y * y)}}};
}

Result<CloudFile> PcdParser::finished(CloudBuilder&& builder) const {
  auto file = std::move(builder).finish("PCD, " + header_.encoding, where_);
  if (!file) return file;
  const auto& v = header_.viewpoint;
  file->cloud.sensorPlace = {v[0], v[1], v[2]};
  file->cloud.sensorAxes = axesOf(v[3], v[4], v[5], v[6]);
  return file;
}

} // namespace

bool isPcd(std::string_view bytes) {
  // Comments may stand in front of anything.
  while (!bytes.empty()) {
    std::string_view line = takeLine(bytes);
    if (line.starts_with("# .PCD")) return true;
    const std::string_view key = takeWord(line);
    if (key.empty() || key.front() == '#') continue;
    return key == "VERSION" || key == "FIELDS" || key == "COLUMNS";
  }
  return false;
}

Result<CloudFile> parsePcd(std::string_view bytes, const std::string& where, const Progress& progress) {
  return PcdParser(bytes, where, progress).parse();
}

} // namespace fillscope
