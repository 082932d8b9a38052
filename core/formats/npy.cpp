#include "core/formats/npy.h"
#include "core/formats/binary_sample.h"
#include <bit>
#include <charconv>
#include <cstring>
#include <optional>

namespace fillscope {
namespace {

constexpr std::string_view magic = "\x93NUMPY";

struct Header {
  char order = '<', kind = 'f';
  std::size_t itemSize = 0;
  bool fortran = false;
  std::vector<std::size_t> shape;
};

/// What follows 'name': in the header, a Python dictionary written by NumPy.
std::string_view entry(std::string_view header, const std::string& name) {
  for (const char quote : {'\'', '"'}) {
    const auto at = header.find(quote + name + quote);
    if (at == std::string_view::npos) continue;
    const auto colon = header.find(':', at);
    if (colon == std::string_view::npos) continue;
    const auto start = header.find_first_not_of(' ', colon + 1);
    if (start != std::string_view::npos) return header.substr(start);
  }
  return {};
}

std::optional<Header> parseHeader(std::string_view text) {
  Header header;
  const std::string_view descr = entry(text, "descr"), order = entry(text, "fortran_order"),
                         shape = entry(text, "shape");
  if (descr.size() < 4 || order.empty() || shape.empty() || shape[0] != '(') return {};
  header.order = descr[1];
  header.kind = descr[2];
  if (std::from_chars(descr.data() + 3, descr.data() + descr.size(), header.itemSize).ec != std::errc{})
    return {};
  header.fortran = order.starts_with("True");
  const auto end = shape.find(')');
  if (end == std::string_view::npos) return {};
  for (std::size_t at = 1; at < end;) {
    if (shape[at] < '0' || shape[at] > '9') {
      ++at;
      continue;
    }
    std::size_t length = 0;
    const auto read = std::from_chars(shape.data() + at, shape.data() + end, length);
    if (read.ec != std::errc{}) return {};
    header.shape.push_back(length);
    at = static_cast<std::size_t>(read.ptr - shape.data());
  }
  return header;
}

/// The two axes of a picture with the step of each, in samples.
struct Plane {
  std::size_t height = 0, width = 0, rowStep = 0, columnStep = 0;
};

std::optional<Plane> planeOf(const Header& header) {
  constexpr std::size_t longest = 1u << 20;
  const std::size_t axes = header.shape.size();
  std::vector<std::size_t> steps(axes);
  std::size_t step = 1;
  for (std::size_t i = 0; i < axes; ++i) {
    const std::size_t axis = header.fortran ? i : axes - 1 - i;
    if (header.shape[axis] == 0 || header.shape[axis] > longest) return {};
    steps[axis] = step;
    step *= header.shape[axis];
    if (step > std::size_t{1} << 32) return {};
  }
  std::vector<std::size_t> kept;
  for (std::size_t axis = 0; axis < axes; ++axis)
    if (axes == 2 || header.shape[axis] != 1) kept.push_back(axis);
  if (kept.size() != 2) return {};
  return Plane{header.shape[kept[0]], header.shape[kept[1]], steps[kept[0]], steps[kept[1]]};
}

/// Of a file that isNpy, the dictionary; nothing where it is cut off or of a version that is not known.
std::optional<std::string_view> headerText(std::string_view bytes) {
  if (bytes.size() < 12) return {};
  const auto byte = [&](std::size_t i) {
    return static_cast<std::size_t>(static_cast<unsigned char>(bytes[i]));
  };
  const bool isShort = byte(6) == 1;
  if (byte(6) < 1 || byte(6) > 3) return {};
  const std::size_t start = isShort ? 10 : 12;
  const std::size_t length = byte(8) | byte(9) << 8 | (isShort ? 0 : byte(10) << 16 | byte(11) << 24);
  if (bytes.size() - start < length) return {};
  return bytes.substr(start, length);
}

std::string shapeText(const Header& header) {
  std::string text = "(";
  for (std::size_t i = 0; i < header.shape.size(); ++i)
    text += (i ? ", " : "") + std::to_string(header.shape[i]);
  return text += ')';
}

} // namespace

std::optional<bool> npyHasIntegers(std::string_view start) {
  if (!isNpy(start)) return {};
  const std::size_t opens = start.find('{'), closes = start.find('}');
  if (closes == std::string_view::npos || opens > closes) return {};
  const auto header = parseHeader(start.substr(opens, closes - opens + 1));
  if (!header || !binarySample(header->kind, header->itemSize)) return {};
  return header->kind != 'f';
}

bool isNpy(std::string_view bytes) { return bytes.starts_with(magic); }

std::pair<int, int> npyPlaneSize(std::string_view beginning) {
  const auto text = isNpy(beginning) ? headerText(beginning) : std::nullopt;
  const auto header = text ? parseHeader(*text) : std::nullopt;
  const auto plane = header ? planeOf(*header) : std::nullopt;
  if (!plane) return {0, 0};
  return {static_cast<int>(plane->width), static_cast<int>(plane->height)};
}

Result<NpyPlane> parseNpy(std::string_view bytes, const std::string& where) {
  const auto fault = [&](const std::string& what,
                         const std::string& hint = "save the array again with numpy.save") {
    return Error{ErrorCode::badInput, what, where, hint};
  };
  if (!isNpy(bytes)) return fault("this is no .npy file");
  if (bytes.size() < 12) return fault("this .npy file is cut off");
  const auto text = headerText(bytes);
  if (!text) return fault("this version of .npy is not known, or the file is cut off");
  const std::size_t start = static_cast<std::size_t>(text->data() - bytes.data()), length = text->size();

  const auto header = parseHeader(*text);
  if (!header) return fault("the header of this .npy file cannot be read");
  const BinarySample read = binarySample(header->kind, header->itemSize);
  if (!read)
    return fault("this array has samples of type \"" + std::string{header->kind} +
                     std::to_string(header->itemSize) + "\", expected floats or integers",
                 "convert it with astype(numpy.float32)");
  const auto plane = planeOf(*header);
  if (!plane)
    return fault("this array has the shape " + shapeText(*header) + ", expected height × width",
                 "save one plane of it");
  const std::string_view data = bytes.substr(start + length);
  if (data.size() / header->itemSize < plane->height * plane->width)
    return fault("this .npy file is cut off");

  const bool isOrdered = header->order == '<' || header->order == '>'; // or of single bytes
  const bool swapped = isOrdered && isSwappedHere(header->order == '<');
  NpyPlane result{Raster<double>(static_cast<int>(plane->width), static_cast<int>(plane->height)),
                  header->kind != 'f', static_cast<int>(header->itemSize * 8)};
  double* target = result.values.data();
  for (std::size_t y = 0; y < plane->height; ++y)
    for (std::size_t x = 0; x < plane->width; ++x)
      *target++ =
          read(data.data() + (y * plane->rowStep + x * plane->columnStep) * header->itemSize, swapped);
  return result;
}

std::string npyBytes(const Raster<float>& values) {
  std::string header = "{'descr': '<f4', 'fortran_order': False, 'shape': (" +
                       std::to_string(values.height()) + ", " + std::to_string(values.width()) + "), }";
  constexpr std::size_t alignment = 64, fixed = 10;
  header.append(alignment - (fixed + header.size() + 1) % alignment, ' ');
  header += '\n';
  std::string bytes(magic);
  bytes += '\x01';
  bytes += '\0';
  bytes += static_cast<char>(header.size() & 255);
  bytes += static_cast<char>(header.size() >> 8);
  bytes += header;
  const std::size_t start = bytes.size();
  bytes.resize(start + values.byteCount());
  std::memcpy(bytes.data() + start, values.data(), values.byteCount());
  static_assert(std::endian::native == std::endian::little, "samples are written as they lie in memory");
  return bytes;
}

} // namespace fillscope
