#include "app/cli/measure_image.h"
#include "core/formats/depth_io.h"
#include "core/formats/image_io.h"
#include "core/workflow/measure_predicted.h"

namespace fillscope::cli {
namespace {

/// One picture on its way from the options to its figures.
class ImageMeasurement {
 public:
  ImageMeasurement(const ImageArguments& arguments, const FillOptions& options, const Context& context,
                   const Progress& progress)
      : arguments_(arguments)
      , options_(options)
      , progress_(progress)
      , networks_(arguments.predictsDepth() || arguments.box.detectsCorners() ? openNetworks(context)
                                                                              : nullptr) {}

  Result<ReportItem> run() {
    if (auto found = loadPictureAndBox(); !found) return found.error();
    auto report = arguments_.predictsDepth() ? measurePredicted() : measureLoaded();
    if (!report) return report.error();
    if (rim_.origin.isProposal())
      report->warnings.push_back(detectedCornersWarning(rim_.origin.leastConfidence()));
    return ReportItem{loaded_.name, loaded_.image, loaded_.depth, rim_.asCorners(), *std::move(report), {}};
  }

 private:
  Result<void> loadPictureAndBox();
  Result<FillReport> measurePredicted();
  Result<FillReport> measureLoaded();
  Result<void> loadEmptyDepth(const DepthEncoding& encoding);

  DepthEncoding encoding() const {
    return {arguments_.depthScale, arguments_.depthRotation, arguments_.depthKind};
  }

  const ImageArguments& arguments_;
  const FillOptions& options_;
  const Progress& progress_;
  std::unique_ptr<ModelRegistry> networks_;
  LoadedPicture loaded_;
  Rim rim_;
};

Result<void> ImageMeasurement::loadPictureAndBox() {
  loaded_.file = arguments_.image;
  loaded_.name = loaded_.file.filename().string();
  auto image = loadImage(loaded_.file);
  if (!image) return image.error();
  loaded_.image = std::make_shared<const Image>(std::move(*image));
  const auto box = parseBox(arguments_.box, loaded_.image->width(), loaded_.image->height());
  if (!box) return box.error();
  loaded_.camera = box->camera;
  loaded_.k1 = box->k1;
  if (box->corners) {
    rim_.corners.assign(box->corners->begin(), box->corners->end());
  } else {
    const auto finder = detectedRims(*networks_, box->finder, progress_);
    if (!finder) return finder.error();
    auto found = (*finder)(*loaded_.image);
    if (!found) return found.error();
    rim_ = *std::move(found);
  }
  rim_.size = box->size;
  return {};
}

Result<FillReport> ImageMeasurement::measurePredicted() {
  const auto predict = predictedDepth(*networks_, networkNamedIn(arguments_.depth), options_, progress_);
  if (!predict) return predict.error();
  auto known = (*predict)(0, rim_, loaded_);
  if (!known) return known.error();
  if (*known && !arguments_.emptyDepth.empty())
    return Error{ErrorCode::badInput, "a network that looks through the rim knows the empty box by itself",
                 "--empty-depth", "leave it out"};
  if (*known) return **std::move(known);
  if (auto empty = loadEmptyDepth(encoding()); !empty) return empty.error();
  return measurePicture(loaded_, rim_, options_, progress_);
}

Result<FillReport> ImageMeasurement::measureLoaded() {
  auto depth = loadDepth(arguments_.depth, encoding());
  if (!depth) return depth.error();
  loaded_.depth = std::make_shared<const DepthMap>(std::move(*depth));
  if (auto empty = loadEmptyDepth(encoding()); !empty) return empty.error();
  return measurePicture(loaded_, rim_, options_, progress_);
}

Result<void> ImageMeasurement::loadEmptyDepth(const DepthEncoding& encoding) {
  if (arguments_.emptyDepth.empty()) return {};
  Result<DepthEncoding> emptyEncoding = encoding;
  if (arguments_.emptyDepthScale > 0)
    emptyEncoding->scale = arguments_.emptyDepthScale;
  else if (!arguments_.predictsDepth())
    emptyEncoding = encodingBeside(arguments_.depth, arguments_.emptyDepth, encoding);
  if (!emptyEncoding) return emptyEncoding.error();
  auto empty = loadDepth(arguments_.emptyDepth, *emptyEncoding);
  if (!empty) return empty.error();
  loaded_.emptyDepth = std::make_shared<const DepthMap>(std::move(*empty));
  return {};
}

} // namespace

Result<ReportItem> measureImage(const ImageArguments& arguments, const FillOptions& options,
                                const Context& context, const Progress& progress) {
  return ImageMeasurement(arguments, options, context, progress).run();
}

} // namespace fillscope::cli
