#pragma once
// The networks that a verb may use, and what its options tell of the box in the picture.
#include "app/cli/commands.h"
#include "core/inference/model_registry.h"
#include "core/workflow/predict.h"
#include <memory>
#include <optional>
#include <string>

namespace fillscope::cli {

/// Those of the usual folders, with the engines that this program has.
std::unique_ptr<ModelRegistry> openNetworks(const Context& context);

/// Options as they are typed; "" and 0: not given.
struct BoxArguments {
  std::string corners; ///< "x,y x,y x,y x,y", or "detect[:ID]"
  std::string intrinsics, size;
  double fieldOfViewDegrees = 0;
  bool detectsCorners() const {
    return corners.empty() || corners == "detect" || corners.starts_with("detect:");
  }
  std::string cornersNetwork() const; ///< the ID; "": none named
};
/// What follows the colon in "detect:ID" or "predict:ID"; "" without one.
std::string networkNamedIn(const std::string& option);
/// Nothing where none is given. One that no box has is said on stderr, and taken. Error: badInput.
Result<std::optional<BoxSize>> parseSize(const BoxArguments& arguments);
/// Camera for a picture of width × height; corners left open where they are to be detected. The size
/// as parseSize. Errors: badInput, notFound.
Result<KnownBox> parseBox(const BoxArguments& arguments, int width, int height);

} // namespace fillscope::cli
