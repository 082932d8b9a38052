#include "core/formats/cloud_parts.h"
#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>

namespace fillscope {
namespace {

constexpr std::size_t mostColumns = 16;

/// The numbers of one line.
struct Row {
  std::array<double, mostColumns> values{};
  std::array<bool, mostColumns> isWhole{}; ///< written without a point
  std::size_t count = 0;
};

/// 10,25: one comma, digits on both sides of it.
bool isDecimalComma(std::string_view word) {
  const auto comma = word.find(',');
  if (comma == std::string_view::npos || word.find(',', comma + 1) != std::string_view::npos) return false;
  const auto isDigit = [&](std::size_t at) { return at < word.size() && word[at] >= '0' && word[at] <= '9'; };
  return comma > 0 && isDigit(comma - 1) && isDigit(comma + 1);
}

/// Where semicolons part the numbers, or blanks part three of them with a comma within.
bool hasDecimalCommas(std::string_view line) {
  if (line.find(',') == std::string_view::npos) return false;
  if (line.find(';') != std::string_view::npos) return true;
  for (int i = 0; i < 3; ++i)
    if (!isDecimalComma(takeWord(line))) return false;
  return true;
}

/// What is too small for a number is zero; what is too large is no place.
double beyondRange(std::string_view word) {
  const bool isTiny = word.find("e-") != std::string_view::npos || word.find("E-") != std::string_view::npos;
  return isTiny ? 0 : std::numeric_limits<double>::quiet_NaN();
}

/// False where something else stands there than numbers.
bool readRow(std::string_view line, Row& row, std::string& scratch) {
  row.count = 0;
  if (hasDecimalCommas(line)) {
    scratch = line;
    std::replace(scratch.begin(), scratch.end(), ',', '.');
    line = scratch;
  }
  constexpr std::string_view between = " \t,;\r\v\f";
  const char* at = line.data();
  const char* const end = at + line.size();
  while (true) {
    while (at != end && between.find(*at) != std::string_view::npos)
      ++at;
    if (at == end) return true;
    if (row.count == mostColumns) return true;
    if (*at == '+') ++at;
    const auto read = std::from_chars(at, end, row.values[row.count]);
    if (read.ec == std::errc::invalid_argument) return false;
    if (read.ec == std::errc::result_out_of_range) row.values[row.count] = beyondRange({at, read.ptr});
    if (read.ptr != end && between.find(*read.ptr) == std::string_view::npos) return false;
    row.isWhole[row.count++] =
        std::all_of(at, read.ptr, [](char digit) { return digit >= '0' && digit <= '9'; });
    at = read.ptr;
  }
}

/// Where red, green and blue stand: behind x y z, or behind x y z and how strong the echo was.
std::size_t colourColumn(std::size_t columns) { return columns == 6 ? 3 : columns == 7 ? 4 : 0; }

bool isColour(const Row& row, std::size_t column) {
  for (std::size_t c = column; c < column + 3; ++c)
    if (!row.isWhole[c] || row.values[c] > 255) return false;
  return true;
}

bool isComment(std::string_view line) {
  const auto start = line.find_first_not_of(" \t");
  if (start == std::string_view::npos) return true;
  return line[start] == '#' || line.substr(start).starts_with("//");
}

Error noCloud(const std::string& where) {
  return {ErrorCode::badInput, "this is no point cloud: neither PCD nor PLY, nor lines of x y z", where,
          "choose a .pcd, .ply or .xyz file"};
}

} // namespace

Result<CloudFile> parseXyz(std::string_view bytes, const std::string& where, const Progress& progress) {
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3); // a byte order mark
  if (bytes.substr(0, 4096).find('\0') != std::string_view::npos) return noCloud(where);
  const std::size_t all = bytes.size();
  const auto lines = static_cast<std::uint64_t>(std::count(bytes.begin(), bytes.end(), '\n')) + 1;
  if (lines > mostPoints) return tooManyPoints(where);

  CloudBuilder points(static_cast<int>(lines), 1, true);
  Row row;
  std::string scratch;
  std::size_t columns = 0, number = 0; // of the first line of numbers; of the line
  bool isHeading = true, coloured = false;
  while (!bytes.empty()) {
    if (number % 65536 == 0) {
      if (progress.cancelled()) return cancelledError();
      progress.report(1 - double(bytes.size()) / double(all), "Reading the cloud");
    }
    ++number;
    const std::string_view line = takeLine(bytes);
    if (isComment(line)) continue;
    const bool isRow = readRow(line, row, scratch) && row.count >= 3;
    // A heading, or how many points there are.
    if (!isRow && columns == 0 && isHeading) {
      isHeading = false;
      continue;
    }
    if (!isRow && columns == 0) return noCloud(where);
    if (!isRow)
      return Error{ErrorCode::badInput, "line " + std::to_string(number) + " of this cloud is no x y z",
                   where, "mend or remove that line"};
    if (columns == 0) {
      columns = row.count;
      coloured = colourColumn(columns) > 0;
    }
    const std::size_t first = colourColumn(columns);
    coloured =
        coloured && row.count == columns && isColour(row, first); // else normals, or an echo's strength
    std::array<std::uint8_t, 3> colour{};
    for (std::size_t c = 0; coloured && c < 3; ++c)
      colour[c] = static_cast<std::uint8_t>(row.values[first + c]);
    points.add({row.values[0], row.values[1], row.values[2]}, colour);
  }
  if (columns == 0) return noCloud(where);
  if (!coloured) points.dropColour();
  return std::move(points).finish("text", where);
}

} // namespace fillscope
