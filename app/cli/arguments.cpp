#include "app/cli/arguments.h"
#include "core/base/file_io.h"
#include "core/base/number_text.h"
#include "core/workflow/photo_spec_file.h"
#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <filesystem>
#include <string_view>
#include <vector>

namespace fillscope::cli {

Result<RimCorners> parseCorners(const std::string& text) {
  const Error error{ErrorCode::badInput, "\"" + text + "\" is not four corners", "--corners",
                    "write \"x,y x,y x,y x,y\", clockwise from the top left, or detect[:ID]"};
  std::vector<double> numbers;
  const char* at = text.data();
  const char* const end = at + text.size();
  const auto separator = [](char c) { return c == ' ' || c == ',' || c == ';' || c == '\t' || c == '\n'; };
  while (at < end) {
    if (separator(*at)) {
      ++at;
      continue;
    }
    if (*at == '+') ++at;
    double value = 0;
    const auto [rest, fault] = std::from_chars(at, end, value);
    if (fault != std::errc{} || !std::isfinite(value) || (rest < end && !separator(*rest))) return error;
    numbers.push_back(value);
    at = rest;
  }
  if (numbers.size() != 8) return error;
  RimCorners corners;
  for (std::size_t i = 0; i < 4; ++i)
    corners[i] = {numbers[2 * i], numbers[2 * i + 1]};
  return corners;
}

namespace {

/// Two whole numbers with a separator between them, nothing else.
std::optional<std::array<int, 2>> twoNumbers(std::string_view text, std::string_view separator) {
  const auto at = text.find(separator);
  if (at == std::string_view::npos) return {};
  const std::array parts{text.substr(0, at), text.substr(at + separator.size())};
  std::array<int, 2> numbers{};
  for (std::size_t i = 0; i < 2; ++i) {
    const char* const end = parts[i].data() + parts[i].size();
    const auto [rest, fault] = std::from_chars(parts[i].data(), end, numbers[i]);
    if (fault != std::errc{} || rest != end) return {};
  }
  return numbers;
}

} // namespace

Result<Shard> parseShard(const std::string& text) {
  const auto numbers = twoNumbers(text, "/");
  if (!numbers || (*numbers)[0] < 1 || (*numbers)[1] < (*numbers)[0])
    return Error{ErrorCode::badInput, "\"" + text + "\" is no part of a whole", "--shard",
                 "write I/N with I from 1 to N, such as 2/8"};
  return Shard{(*numbers)[0] - 1, (*numbers)[1]};
}

Result<Shard> shardFromEnvironment(int count, const std::function<const char*(const char*)>& variable) {
  const auto number = [&](const char* name) -> std::optional<int> {
    const char* text = name ? variable(name) : nullptr;
    const auto value = text ? parseNumber(text) : std::nullopt;
    if (!value || *value != std::floor(*value) || std::abs(*value) > 1e9) return std::nullopt;
    return static_cast<int>(*value);
  };
  struct System {
    const char *index, *count, *first;
    int counting; ///< what the first one is called where no variable says it
  };
  constexpr std::array<System, 4> systems{{
      {"SLURM_ARRAY_TASK_ID", "SLURM_ARRAY_TASK_COUNT", "SLURM_ARRAY_TASK_MIN", 0},
      {"OMPI_COMM_WORLD_RANK", "OMPI_COMM_WORLD_SIZE", nullptr, 0},
      {"JOB_COMPLETION_INDEX", nullptr, nullptr, 0},
      {"PARALLEL_SEQ", nullptr, nullptr, 1},
  }};
  for (const System& system : systems) {
    const auto index = number(system.index);
    if (!index) continue;
    // Processes that mpirun starts within a task of an array share that task's part.
    const bool inArray = &system == &systems[0];
    const int processes = inArray ? std::max(1, number(systems[1].count).value_or(1)) : 1;
    const int process = inArray ? number(systems[1].index).value_or(0) : 0;
    // Tasks that are repeated alone are numbered as before, but counted anew.
    const int tasks = number(system.count).value_or(0) * processes;
    const int first = number(system.first).value_or(system.counting);
    const bool fromOne = inArray && tasks == count && first == 1;
    const int task = *index - (count == 0 || fromOne ? first : system.counting);
    const int parts = count > 0 ? count : tasks;
    const int part = task * processes + process;
    if (parts < 1)
      return Error{ErrorCode::badInput, std::string(system.index) + " does not say of how many parts",
                   "--shard-from-env", "give --shards N as well"};
    if (part < 0 || part >= parts)
      return Error{ErrorCode::badInput,
                   std::string(system.index) + " is " + std::to_string(*index) + ", there are " +
                       std::to_string(parts) + " parts",
                   "--shard-from-env",
                   inArray ? "number the array from 0 in steps of one" : "number the jobs in steps of one"};
    return Shard{part, parts};
  }
  return Error{ErrorCode::badInput, "no batch system says which part this is", "--shard-from-env",
               "start it as a Slurm array, by mpirun, or give --shard I/N"};
}

Result<PixelSize> parsePixelSize(const std::string& text) {
  constexpr int largest = 16384;
  auto numbers = twoNumbers(text, "x");
  if (!numbers) numbers = twoNumbers(text, "×");
  const auto isSide = [](int side) { return side >= 1 && side <= largest; };
  if (!numbers || !isSide((*numbers)[0]) || !isSide((*numbers)[1]))
    return Error{ErrorCode::badInput, "\"" + text + "\" is no size of a picture", "--size",
                 "write width and height in pixels, such as 256x192"};
  return PixelSize{(*numbers)[0], (*numbers)[1]};
}

Result<PixelArea> parsePixelArea(const std::string& text) {
  const Error fault{ErrorCode::badInput, "\"" + text + "\" is no rectangle", "--rect",
                    "write left, top, width and height in pixels, such as 200,120,240x180"};
  const std::size_t comma = text.rfind(',');
  if (comma == std::string::npos) return fault;
  const auto corner = twoNumbers(text.substr(0, comma), ",");
  const auto size = parsePixelSize(text.substr(comma + 1));
  if (!corner || !size || (*corner)[0] < 0 || (*corner)[1] < 0) return fault;
  return PixelArea{(*corner)[0], (*corner)[1], size->width, size->height};
}

Result<std::uint64_t> parseSeed(const std::string& text) {
  std::uint64_t seed = 0;
  const char* const end = text.data() + text.size();
  const auto [rest, fault] = std::from_chars(text.data(), end, seed);
  if (fault != std::errc{} || rest != end)
    return Error{ErrorCode::badInput, "\"" + text + "\" is no seed", "--seed",
                 "write a whole number from 0 to 18446744073709551615"};
  return seed;
}

Result<PhotoSpec> photoSpecNamed(const std::string& text) {
  return text == "default" ? Result<PhotoSpec>(PhotoSpec{}) : openPhotoSpec(text);
}

std::optional<Error> checkReplaces(const std::string& path, const std::string& suffix) {
  std::error_code fault;
  if (path.empty() || !std::filesystem::exists(path, fault)) return {};
  // A link is written through: what it leads to counts as well.
  const bool isSuch = std::filesystem::path(path).extension() == suffix &&
                      std::filesystem::weakly_canonical(path, fault).extension() == suffix;
  if (isSuch) return {};
  return Error{ErrorCode::badInput, "this file is there already, and is no " + suffix + " file", path,
               "name another place"};
}

namespace {

bool isWithin(const std::filesystem::path& path, const std::filesystem::path& folder) {
  namespace fs = std::filesystem;
  std::error_code fault;
  const fs::path within =
      fs::weakly_canonical(path, fault).lexically_relative(fs::weakly_canonical(folder, fault));
  return !within.empty() && *within.begin() != "..";
}

} // namespace

std::optional<Error> checkNotAmong(const std::string& path, const std::string& data) {
  namespace fs = std::filesystem;
  std::error_code fault;
  if (path.empty() || !fs::exists(path, fault)) return {};
  if (!isWithin(path, fs::is_directory(data, fault) ? fs::path(data) : fs::path(data).parent_path()))
    return {};
  return Error{ErrorCode::badInput, "this file is there already, among the data", path, "name another place"};
}

std::optional<Error> checkNotWithin(const std::string& path, const std::string& folder) {
  if (path.empty() || folder.empty() || !isWithin(path, folder)) return {};
  return Error{ErrorCode::badInput, "this place is among the pictures that are read", path,
               "name a place outside " + folder};
}

Result<void> checkWritable(const std::string& path) {
  if (path.empty()) return {};
  const std::filesystem::path trial = path + ".unfinished";
  auto written = writeFileAtomically(trial, {});
  std::error_code ignored;
  std::filesystem::remove(trial, ignored);
  return written;
}

std::optional<Error> checkFolder(const std::string& path) {
  std::error_code fault;
  if (path.empty() || std::filesystem::is_directory(path, fault)) return {};
  return Error{ErrorCode::notFound,
               std::filesystem::exists(path, fault) ? "this is a file and no folder"
                                                    : "there is no such folder",
               path, "name the folder that holds the pictures"};
}

std::string checkNoIdleZero(const std::string& text) {
  const bool idle = text.size() > 1 && text[0] == '0' && text[1] >= '0' && text[1] <= '9';
  return idle ? "\"" + text + "\" begins with a zero. Leave it out." : std::string();
}

std::string checkIsSeed(const std::string& text) {
  if (auto idle = checkNoIdleZero(text); !idle.empty()) return idle;
  const auto seed = parseSeed(text);
  return seed ? std::string() : seed.error().what + ". W" + seed.error().hint.substr(1);
}

std::string checkIsNamed(const std::string& text) { return text.empty() ? "the name is empty" : ""; }

namespace {

/// Whether the text is one number between the limits. (CLI11's Range lets "nan" pass.)
bool isNumberBetween(const std::string& text, double low, double high) {
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc{} && end == text.data() + text.size() && value >= low && value <= high;
}

} // namespace

std::string checkMetresPerUnit(const std::string& text) {
  if (isNumberBetween(text, 1e-9, 1000)) return {};
  return "\"" + text + "\" is no scale of a depth file. Give the metres per unit: 0.001 for millimetres.";
}

std::string checkFieldOfView(const std::string& text) {
  if (isNumberBetween(text, 1, 179)) return {};
  return "\"" + text + "\" is no field of view. Give degrees from 1 to 179.";
}

} // namespace fillscope::cli
