#pragma once
// A network's folder is replaced while others look for networks. Whenever they look, and also when the
// program is killed amid it, the old network is there whole or the new one is.
#include "core/base/result.h"
#include <filesystem>
#include <system_error>

namespace fillscope {

/// Where a new network is made, hidden beside its place: .NAME~new. Nobody takes it for a network there.
std::filesystem::path freshNetworkFolder(const std::filesystem::path& place);
/// Where a network waits for as long as it takes to rename the new one: .NAME~old. It counts while nothing
/// lies in its place.
std::filesystem::path formerNetworkFolder(const std::filesystem::path& place);
/// Whether a look for networks passes over the folder: a fresh one, or a former one whose place is taken.
bool isSparedNetworkFolder(const std::filesystem::path& folder);

/// Swaps two names at once. An error of std::errc::function_not_supported: that cannot be done there.
using NameExchange = std::error_code (*)(const std::filesystem::path&, const std::filesystem::path&);
std::error_code exchangeNames(const std::filesystem::path& a, const std::filesystem::path& b);

/// Moves freshNetworkFolder(place) to its place. What lies there, a link too, is replaced, and stays where
/// that fails. Waits for the disk, so that a power cut leaves a whole network too. Error: ioFailure.
Result<void> putNetworkInPlace(const std::filesystem::path& place, NameExchange exchange = exchangeNames);

} // namespace fillscope
