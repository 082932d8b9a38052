#include "core/formats/cloud_reader.h"
#include "core/base/file_io.h"
#include "core/formats/cloud_parts.h"
#include "core/formats/decode.h"
#include <algorithm>
#include <cmath>
#include <limits>

namespace fillscope {
namespace {

/// From here on a float keeps less than half a millimetre of a coordinate in metres.
constexpr double longCoordinate = 4096;

constexpr std::size_t enoughForOrigin = 4096; ///< points
constexpr float none = std::numeric_limits<float>::quiet_NaN();

double originFor(double middle) { return std::abs(middle) > longCoordinate ? std::round(middle) : 0; }

} // namespace

Error cutOff(const std::string& where, std::uint64_t room, std::uint64_t claimed) {
  return {ErrorCode::badInput,
          "this cloud is cut off: it holds " + std::to_string(room) + " of the " + std::to_string(claimed) +
              " points it promises",
          where, "take a good copy of the file"};
}

Error tooManyPoints(const std::string& where) {
  return {ErrorCode::badInput, "this cloud claims more than " + std::to_string(mostPoints) + " points", where,
          "thin it out or cut out the box with another program"};
}

CloudBuilder::CloudBuilder(int width, int height, bool coloured)
    : coloured_(coloured)
    , isGrid_(width > 1 && height > 1)
    , width_(width)
    , height_(height) {
  const std::size_t points = static_cast<std::size_t>(width) * static_cast<std::size_t>(height);
  xyz_.reserve(3 * points);
  if (coloured) colour_.reserve(3 * points);
}

void CloudBuilder::add(const std::array<double, 3>& place, const std::array<std::uint8_t, 3>& colour) {
  ++taken_;
  const bool isFinite = std::isfinite(place[0]) && std::isfinite(place[1]) && std::isfinite(place[2]);
  const bool hasPlace = isFinite && (place[0] != 0 || place[1] != 0 || place[2] != 0);
  if (!hasPlace) ++dropped_;
  if (!hasPlace && !isGrid_) return;
  const std::size_t at = xyz_.size();
  xyz_.insert(xyz_.end(), 3, none);
  if (coloured_) colour_.insert(colour_.end(), colour.begin(), colour.end());
  if (!hasPlace) return;
  if (hasOrigin_) return put(at, place);
  early_.push_back({at, place});
  if (early_.size() == enoughForOrigin) settleOrigin();
}

void CloudBuilder::settleOrigin() {
  hasOrigin_ = true;
  std::vector<double> values(early_.size());
  for (std::size_t k = 0; k < 3 && !early_.empty(); ++k) {
    std::transform(early_.begin(), early_.end(), values.begin(),
                   [k](const Early& early) { return early.place[k]; });
    const auto middle = values.begin() + std::ssize(values) / 2;
    std::nth_element(values.begin(), middle, values.end());
    origin_[k] = originFor(*middle);
  }
  for (const Early& early : early_)
    put(early.at, early.place);
  early_.clear();
}

/// It stays without a place where no float holds how far it lies from the origin.
void CloudBuilder::put(std::size_t at, const std::array<double, 3>& place) {
  constexpr double most = std::numeric_limits<float>::max();
  std::array<double, 3> away{};
  for (std::size_t k = 0; k < 3; ++k)
    away[k] = place[k] - origin_[k];
  if (std::all_of(away.begin(), away.end(), [](double part) { return std::abs(part) <= most; }))
    std::transform(away.begin(), away.end(), xyz_.begin() + std::ptrdiff_t(at),
                   [](double part) { return static_cast<float>(part); });
  else
    ++dropped_;
}

void CloudBuilder::removeUnplaced() {
  std::size_t kept = 0;
  for (std::size_t i = 0; 3 * i < xyz_.size(); ++i) {
    if (std::isnan(xyz_[3 * i])) continue;
    std::copy_n(xyz_.data() + 3 * i, 3, xyz_.data() + 3 * kept);
    if (coloured_) std::copy_n(colour_.data() + 3 * i, 3, colour_.data() + 3 * kept);
    ++kept;
  }
  xyz_.resize(3 * kept);
  if (coloured_) colour_.resize(3 * kept);
}

Result<CloudFile> CloudBuilder::finish(std::string format, const std::string& where) && {
  if (!hasOrigin_) settleOrigin();
  if (dropped_ == taken_)
    return Error{ErrorCode::badInput, "no point of this cloud was measured", where,
                 "export it again with its points"};
  if (!isGrid_) removeUnplaced();
  const int width = isGrid_ ? width_ : static_cast<int>(xyz_.size() / 3);
  const int height = isGrid_ ? height_ : 1;
  CloudFile file;
  file.format = std::move(format);
  file.dropped = dropped_;
  file.cloud.origin = {origin_[0], origin_[1], origin_[2]};
  file.cloud.xyz = Raster<float>(width, height, 3);
  std::copy(xyz_.begin(), xyz_.end(), file.cloud.xyz.data());
  std::vector<float>().swap(xyz_); // two copies of a large cloud are enough
  if (!coloured_) return file;
  file.cloud.colour = Image(width, height, 3);
  std::copy(colour_.begin(), colour_.end(), file.cloud.colour.data());
  return file;
}

std::string_view takeWord(std::string_view& text) {
  constexpr std::string_view blanks = " \t\r\n\v\f";
  const auto start = text.find_first_not_of(blanks);
  if (start == std::string_view::npos) {
    text = {};
    return {};
  }
  const std::string_view word = text.substr(start, text.find_first_of(blanks, start) - start);
  text.remove_prefix(start + word.size());
  return word;
}

std::string_view takeLine(std::string_view& text) {
  const auto end = std::min(text.find('\n'), text.size());
  std::string_view line = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

bool isCloudName(const std::string& name) {
  const std::string suffix = lowerSuffix(name);
  return suffix == ".pcd" || suffix == ".ply" || suffix == ".xyz";
}

Result<CloudFile> parseCloud(std::string_view bytes, const std::string& where, const Progress& progress) {
  progress.report(0, "Reading the cloud");
  if (isPcd(bytes)) return parsePcd(bytes, where, progress);
  if (isPly(bytes)) return parsePly(bytes, where, progress);
  return parseXyz(bytes, where, progress);
}

Result<CloudFile> loadCloud(const std::filesystem::path& path, const Progress& progress) {
  const auto bytes = readFile(path);
  if (!bytes) return bytes.error();
  try {
    return parseCloud(*bytes, path.string(), progress);
  } catch (const std::exception&) { // what the points take beside the file
    return Error{ErrorCode::tryAgain, "this cloud does not fit into the memory", path.string(),
                 "close other programs, or thin the cloud out"};
  }
}

} // namespace fillscope
