#include "core/learning/network_folder.h"
#include "core/base/file_io.h"
#include "core/base/json.h"
#include "core/inference/sha256.h"
#include <algorithm>
#include <string_view>
#include <vector>

namespace fillscope {
namespace {

namespace fs = std::filesystem;
constexpr std::string_view besideBegin = "network-", besideEnd = ".pt";
constexpr std::size_t besideDigits = 16; // of the checksum

/// A name for weights beside network.pt that no other weights have.
std::string besideName(const std::string& sha256) {
  return std::string(besideBegin) + sha256.substr(0, besideDigits) + std::string(besideEnd);
}

bool isBesideName(std::string_view name) {
  if (name.size() != besideBegin.size() + besideDigits + besideEnd.size()) return false;
  if (!name.starts_with(besideBegin) || !name.ends_with(besideEnd)) return false;
  const auto digits = name.substr(besideBegin.size(), besideDigits);
  return digits.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

void removeBeside(const fs::path& folder) {
  std::vector<fs::path> left;
  std::error_code ignored;
  for (fs::directory_iterator entry(folder, ignored), end; !ignored && entry != end; entry.increment(ignored))
    if (isBesideName(entry->path().filename().string())) left.push_back(entry->path());
  for (const auto& file : left)
    fs::remove(file, ignored);
  removeAbandonedTemporaries(folder);
}

} // namespace

Result<fs::path> writeNetworkFolder(const fs::path& folder, const std::string& weights,
                                    ModelManifest manifest, const std::map<std::string, double>& validation) {
  if (auto made = makeFolder(folder); !made) return made.error();
  std::error_code fault;
  const fs::path path = folder / "manifest.json";
  manifest.sha256 = sha256(weights);
  // No two files can be replaced in one step. So the manifest points beside network.pt while that changes.
  std::vector<std::string> places{"network.pt"};
  if (fs::exists(path, fault)) places.insert(places.begin(), besideName(manifest.sha256));
  for (const auto& name : places) {
    manifest.file = folder / name;
    if (const auto done = writeFileAtomically(manifest.file, weights); !done) return done.error();
    if (const auto done = writeFileAtomically(path, manifestJson(manifest, validation)); !done)
      return done.error();
  }
  removeBeside(folder);
  return path;
}

Result<void> renameNetwork(const fs::path& folder, const std::string& id) {
  const fs::path path = folder / "manifest.json";
  const auto text = readFile(path);
  if (!text) return text.error();
  auto manifest = parseJson(*text, path.string());
  if (!manifest) return manifest.error();
  if (!manifest->IsObject())
    return Error{ErrorCode::badInput, "this is no manifest of a network", path.string(), {}};
  const auto value = manifest->FindMember("id");
  rapidjson::Value named(id.c_str(), static_cast<rapidjson::SizeType>(id.size()), manifest->GetAllocator());
  if (value != manifest->MemberEnd())
    value->value = named;
  else
    manifest->AddMember("id", named, manifest->GetAllocator());
  return writeFileAtomically(path, prettyJson(*manifest));
}

} // namespace fillscope
