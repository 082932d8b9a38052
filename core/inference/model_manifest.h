#pragma once
// A network's file says nothing of sizes and units; its manifest does.
#include "core/base/result.h"
#include "core/imaging/depth_map.h"
#include <array>
#include <filesystem>
#include <string>

namespace fillscope {

enum class ModelEngine { torchScript, onnx };
enum class ModelTask { depth, corners };

/// Contents of models/ID/manifest.json (or ID.json next to the file).
struct ModelManifest {
  std::string id, name, licence, description;
  ModelTask task = ModelTask::depth;
  ModelEngine engine = ModelEngine::torchScript;
  std::filesystem::path file;           ///< absolute once loaded
  int inputWidth = 0, inputHeight = 0;  ///< pixels
  bool keepAspect = false;              ///< pad to the input size instead of stretching
  bool bgr = false;                     ///< channel order the network expects
  double inputScale = 1.0 / 255.0;      ///< applied to 8-bit values before mean and std
  std::array<double, 3> mean{0, 0, 0}, std{1, 1, 1};
  DepthKind outputKind = DepthKind::metric;
  std::string outputUnit = "m";         ///< "m", "mm", "cm", "1/m", "" (relative)
  double outputScale = 1;               ///< multiplies the output to reach metres (or 1/m)
  std::string sha256;                   ///< "" not checked
};

/// Reads and checks a manifest; a field that is missing or out of range is named in the error, with what is allowed.
Result<ModelManifest> loadManifest(const std::filesystem::path& path);

} // namespace fillscope
