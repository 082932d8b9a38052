#include "app/cli/measure_image.h"
#include "core/formats/depth_io.h"
#include "core/formats/image_io.h"
#include "core/workflow/choose_network.h"
#include "core/workflow/detect.h"
#include "core/workflow/measure.h"

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
    auto network = rimNetwork();
    if (!network) return network.error();
    if (auto measured = *network ? measurePredicted(**network) : measureLoaded(); !measured)
      return measured.error();
    if (detected_) addDetectionWarning();
    return ReportItem{loaded_.name, loaded_.image, loaded_.depth, *box_.corners, std::move(report_), {}};
  }

 private:
  Result<void> loadPictureAndBox();
  Result<std::shared_ptr<Network>> rimNetwork();
  Result<void> measurePredicted(Network& network);
  Result<void> measureLoaded();
  Result<void> loadDepthMaps();
  void addDetectionWarning();

  std::string networkId() const { return networkNamedIn(arguments_.depth); }

  const ImageArguments& arguments_;
  const FillOptions& options_;
  const Progress& progress_;
  std::unique_ptr<ModelRegistry> networks_;
  LoadedPicture loaded_;
  KnownBox box_;
  std::optional<DetectedCorners> detected_;
  FillReport report_;
};

Result<void> ImageMeasurement::loadPictureAndBox() {
  loaded_.file = arguments_.image;
  loaded_.name = loaded_.file.filename().string();
  auto image = loadImage(loaded_.file);
  if (!image) return image.error();
  loaded_.image = std::make_shared<const Image>(std::move(*image));
  auto box = parseBox(arguments_.box, loaded_.image->width(), loaded_.image->height());
  if (!box) return box.error();
  box_ = *box;
  loaded_.camera = box_.camera;
  loaded_.k1 = box_.k1;
  if (box_.corners) return {};
  auto found = detectCorners(*networks_, box_.finder, *loaded_.image, progress_);
  if (!found) return found.error();
  const auto rim = rimFrom(*found);
  if (!rim) return rim.error();
  box_.corners = *rim;
  detected_ = std::move(*found);
  return {};
}

/// The network to look through the rim with; null where depth comes otherwise.
Result<std::shared_ptr<Network>> ImageMeasurement::rimNetwork() {
  std::shared_ptr<Network> none;
  if (!arguments_.predictsDepth()) return none;
  const auto id = chooseDepthNetwork(*networks_, networkId());
  if (!id) return id.error();
  progress_.report(-1, "loading " + *id);
  auto network = networks_->network(*id);
  if (!network) return network;
  return (*network)->manifest().looksThroughRim() ? network : none;
}

Result<void> ImageMeasurement::measurePredicted(Network& network) {
  if (!arguments_.emptyDepth.empty())
    return Error{ErrorCode::badInput, "a network that looks through the rim knows the empty box by itself",
                 "--empty-depth", "leave it out"};
  auto fill = predictFill(network, *loaded_.image, *box_.corners, box_.camera, box_.size, options_, progress_,
                          box_.k1);
  if (!fill) return fill.error();
  loaded_.depth = std::make_shared<const DepthMap>(std::move(fill->depth));
  report_ = std::move(fill->report);
  return {};
}

Result<void> ImageMeasurement::loadDepthMaps() {
  const DepthEncoding encoding{arguments_.depthScale, arguments_.depthRotation};
  auto depth = arguments_.predictsDepth()
                   ? predictDepth(*networks_, networkId(), *loaded_.image, box_, progress_)
                   : loadDepth(arguments_.depth, encoding);
  if (!depth) return depth.error();
  loaded_.depth = std::make_shared<const DepthMap>(std::move(*depth));
  if (arguments_.emptyDepth.empty()) return {};
  Result<DepthEncoding> emptyEncoding = DepthEncoding{arguments_.emptyDepthScale, arguments_.depthRotation};
  if (arguments_.emptyDepthScale == 0)
    emptyEncoding = arguments_.predictsDepth()
                        ? encoding
                        : encodingBeside(arguments_.depth, arguments_.emptyDepth, encoding);
  if (!emptyEncoding) return emptyEncoding.error();
  auto empty = loadDepth(arguments_.emptyDepth, *emptyEncoding);
  if (!empty) return empty.error();
  loaded_.emptyDepth = std::make_shared<const DepthMap>(std::move(*empty));
  return {};
}

Result<void> ImageMeasurement::measureLoaded() {
  if (auto maps = loadDepthMaps(); !maps) return maps.error();
  const Rim rim{{box_.corners->begin(), box_.corners->end()}, box_.size};
  auto report = measurePicture(loaded_, rim, options_, progress_);
  if (!report) return report.error();
  report_ = std::move(*report);
  return {};
}

void ImageMeasurement::addDetectionWarning() {
  report_.warnings.push_back(detectedCornersWarning(detected_->confidence));
}

} // namespace

Result<ReportItem> measureImage(const ImageArguments& arguments, const FillOptions& options,
                                const Context& context, const Progress& progress) {
  return ImageMeasurement(arguments, options, context, progress).run();
}

} // namespace fillscope::cli
