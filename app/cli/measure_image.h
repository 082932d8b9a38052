#pragma once
// One picture named with its depth, or with a network in depth's place.
#include "app/cli/networks.h"
#include "core/base/progress.h"
#include "core/formats/report_writer.h"

namespace fillscope::cli {

/// Options as they are typed; "" and 0: not given.
struct ImageArguments {
  std::string image, depth, emptyDepth; ///< depth: a file, or "predict[:ID]"
  BoxArguments box;
  DepthKind depthKind = DepthKind::metric; ///< of the files; without a unit they need no scale
  double depthScale = 0, emptyDepthScale = 0;
  int depthRotation = 0;
  bool predictsDepth() const { return depth == "predict" || depth.starts_with("predict:"); }
};

/// Errors: those of files, networks and measurement.
Result<ReportItem> measureImage(const ImageArguments& arguments, const FillOptions& options,
                                const Context& context, const Progress& progress);

} // namespace fillscope::cli
