#pragma once
// An exported network in its folder: network.pt and the manifest.json that says what it is.
#include "core/inference/model_manifest.h"
#include <filesystem>
#include <map>
#include <string>

namespace fillscope {

/// Writes folder/network.pt and folder/manifest.json, in place of those that lie there. manifest's file and
/// sha256 are set to the weights'; validation stands there as "x-validation". Whatever happens in between
/// (kill -9, power, full disk), the manifest names weights that are there and fit its checksum: the old ones
/// or the new ones. Until the last step those may lie beside network.pt as network-XXXXXXXXXXXXXXXX.pt, which
/// the next writer removes. One writer a folder at a time. Returns the manifest's path. Error: ioFailure.
Result<std::filesystem::path> writeNetworkFolder(const std::filesystem::path& folder,
                                                 const std::string& weights, ModelManifest manifest,
                                                 const std::map<std::string, double>& validation);

/// Calls a network otherwise: its manifest's id becomes id, everything else in it stays. Errors: those of
/// reading and parsing the manifest, ioFailure.
Result<void> renameNetwork(const std::filesystem::path& folder, const std::string& id);

} // namespace fillscope
