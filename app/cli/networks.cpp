#include "app/cli/networks.h"
#include "app/cli/arguments.h"
#include "core/backends/torch/torch_backend.h"
#include "core/formats/intrinsics_io.h"
#include "core/geometry/odd_size.h"
#include <cstdio>
#include <numbers>

namespace fillscope::cli {

std::unique_ptr<ModelRegistry> openNetworks(const Context& context) {
  auto registry = std::make_unique<ModelRegistry>(defaultModelFolders(context.executable));
  registry->setLoader(ModelEngine::torchScript, loadTorchNetwork);
  return registry;
}

std::string networkNamedIn(const std::string& option) {
  const auto colon = option.find(':');
  return colon == std::string::npos ? std::string() : option.substr(colon + 1);
}

std::string BoxArguments::cornersNetwork() const {
  return detectsCorners() ? networkNamedIn(corners) : std::string();
}

Result<std::optional<BoxSize>> parseSize(const BoxArguments& arguments) {
  if (arguments.size.empty()) return std::optional<BoxSize>();
  const auto size = parseBoxSize(arguments.size);
  if (!size) return size.error();
  if (const auto odd = oddSize(*size))
    std::fprintf(stderr, "fillscope-cli: --size %s: %s %s\n", arguments.size.c_str(), meaningOf(*odd).c_str(),
                 odd->remedy.c_str());
  return std::optional<BoxSize>(*size);
}

Result<KnownBox> parseBox(const BoxArguments& arguments, int width, int height) {
  KnownBox box;
  box.finder = arguments.cornersNetwork();
  if (!arguments.detectsCorners()) {
    const auto corners = parseCorners(arguments.corners);
    if (!corners) return corners.error();
    box.corners = *corners;
  }
  const auto size = parseSize(arguments);
  if (!size) return size.error();
  box.size = *size;
  if (!arguments.intrinsics.empty() && arguments.fieldOfViewDegrees > 0)
    return Error{ErrorCode::badInput, "the camera is given twice", "--intrinsics, --fov", "leave one out"};
  if (!arguments.intrinsics.empty()) {
    const auto lens = loadLensFor(arguments.intrinsics, width, height);
    if (!lens) return lens.error();
    box.camera = lens->camera;
    box.k1 = lens->k1;
  } else if (arguments.fieldOfViewDegrees > 0) {
    box.camera = CameraIntrinsics::fromFieldOfView(arguments.fieldOfViewDegrees * std::numbers::pi / 180,
                                                   width, height);
  }
  return box;
}

} // namespace fillscope::cli
