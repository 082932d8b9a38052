#include "core/inference/model_manifest.h"
#include "core/learning/augmentation.h"
#include "core/learning/training_config.h"
#include "core/learning/training_state.h"
#include "core/synthesis/photo_spec.h"
#include "tests/fuzz/reader_checks.h"

namespace fillscope::tests {
namespace {

std::string checkManifest(std::string_view bytes) {
  const ScratchFolder folder;
  folder.put("manifest.json", bytes);
  folder.put("network.pt", "none");
  const auto manifest = loadManifest(folder.path() / "manifest.json");
  if (!manifest) return {};
  if (manifest->inputWidth <= 0 || manifest->inputHeight <= 0) return "a network that is shown nothing";
  folder.put("again.json", manifestJson(*manifest));
  const auto again = loadManifest(folder.path() / "again.json");
  return again ? std::string() : "written and not read: " + again.error().sentence();
}

std::string checkSettings(std::string_view bytes) {
  const std::string json(bytes), where = "some.json";
  static_cast<void>(parseTrainingConfig(json, where));
  static_cast<void>(parseAugmentation(json, where));
  static_cast<void>(parseTrainingState(json, where));
  static_cast<void>(parseHistory(json, where));
  static_cast<void>(parsePhotoSpec(json, where, [](const std::filesystem::path& folder) {
    return Error{ErrorCode::notFound, "no pictures", folder.string(), {}};
  }));
  return {};
}

} // namespace

std::vector<ReaderCheck> settingChecks() {
  return {{"manifest", checkManifest}, {"settings", checkSettings}};
}

} // namespace fillscope::tests
