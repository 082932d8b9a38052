#include "core/inference/network_place.h"
#include "core/base/file_io.h"
#include <cerrno>
#include <cstdio>
#include <fcntl.h>
#include <string_view>

namespace fillscope {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view freshEnd = "~new", formerEnd = "~old";

fs::path hiddenBeside(const fs::path& place, std::string_view end) {
  return place.parent_path() / ("." + place.filename().string() + std::string(end));
}

/// A link that leads nowhere lies there too.
bool isTaken(const fs::path& place) {
  std::error_code ignored;
  return fs::symlink_status(place, ignored).type() != fs::file_type::not_found;
}

/// For file systems that cannot swap two names. In between, the old one counts under its other name.
std::error_code moveInTwoSteps(const fs::path& fresh, const fs::path& place, const fs::path& former) {
  std::error_code failure, ignored;
  fs::rename(place, former, failure);
  if (failure) return failure;
  fs::rename(fresh, place, failure);
  if (failure) fs::rename(former, place, ignored);
  return failure;
}

} // namespace

fs::path freshNetworkFolder(const fs::path& place) { return hiddenBeside(place, freshEnd); }
fs::path formerNetworkFolder(const fs::path& place) { return hiddenBeside(place, formerEnd); }

bool isSparedNetworkFolder(const fs::path& folder) {
  const std::string name = folder.filename().string();
  if (!name.starts_with('.')) return false;
  if (name.ends_with(freshEnd)) return true;
  if (!name.ends_with(formerEnd)) return false;
  return isTaken(folder.parent_path() / name.substr(1, name.size() - 1 - formerEnd.size()));
}

std::error_code exchangeNames(const fs::path& a, const fs::path& b) {
  if (::renameat2(AT_FDCWD, a.c_str(), AT_FDCWD, b.c_str(), RENAME_EXCHANGE) == 0) return {};
  if (errno == EINVAL || errno == ENOSYS || errno == EOPNOTSUPP)
    return std::make_error_code(std::errc::function_not_supported);
  return {errno, std::generic_category()};
}

Result<void> putNetworkInPlace(const fs::path& place, NameExchange exchange) {
  const fs::path fresh = freshNetworkFolder(place), former = formerNetworkFolder(place);
  std::error_code failure, ignored;
  if (fs::is_directory(fresh, ignored))
    if (auto synced = syncFolder(fresh); !synced) return synced;
  if (!isTaken(place)) {
    fs::rename(fresh, place, failure);
  } else {
    fs::remove_all(former, failure); // its place is taken: it does not count
    if (!failure) failure = exchange(fresh, place);
    if (failure == std::errc::function_not_supported) failure = moveInTwoSteps(fresh, place, former);
  }
  if (failure)
    return Error{
        ErrorCode::ioFailure, "the network cannot be put there: " + failure.message(), place.string(), {}};
  for (const fs::path& replaced : {fresh, former})
    fs::remove_all(replaced, ignored);
  return {};
}

} // namespace fillscope
