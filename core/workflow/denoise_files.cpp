#include "core/workflow/denoise_files.h"
#include "core/base/file_io.h"
#include "core/formats/decode.h"
#include "core/formats/image_io.h"
#include "core/formats/input_files.h"
#include "core/workflow/denoise.h"
#include "core/workflow/depth_pairs.h"
#include "core/workflow/measure.h"
#include "core/workflow/output_names.h"
#include "core/workflow/photo_files.h"
#include "core/workflow/told_depth.h"
#include <chrono>
#include <limits>
#include <system_error>

namespace fillscope {
namespace {

namespace fs = std::filesystem;

/// What 16 bits of the unit do not reach is no distance; the share of the pixels that this took.
double dropBeyond(DepthMap& depth, double unit) {
  std::size_t dropped = 0;
  for (std::size_t k = 0; k < depth.values.pixelCount(); ++k)
    if (float& z = depth.values.data()[k]; z / unit > std::numeric_limits<std::uint16_t>::max() + 0.49) {
      z = 0;
      ++dropped;
    }
  return static_cast<double>(dropped) / static_cast<double>(depth.values.pixelCount());
}

/// What the file cannot hold is no distance afterwards, in the map as well. Where nobody chose the unit, far
/// depth is refused instead.
Result<void> save(DepthMap& depth, const fs::path& file, const DepthEncoding& encoding) {
  const double unit = encoding.scale > 0 ? encoding.scale : photoDepthUnit;
  constexpr double outliers = 0.01;
  if (lowerSuffix(file.string()) == ".png" && dropBeyond(depth, unit) > outliers && encoding.scale <= 0)
    return Error{ErrorCode::badInput, "this depth reaches farther than the 6.5 m of a PNG in steps of 0.1 mm",
                 file.string(), "write a .npy or .tif file"};
  return saveDepth(depth, file, unit);
}

Result<DenoisedFile> denoiseOne(Network& network, const fs::path& depth, const fs::path& picture,
                                const fs::path& out, const DepthEncoding& encoding,
                                const DenoiseOptions& options, const Progress& progress) {
  const auto measured = loadDepth(depth, encoding);
  if (!measured) return measured.error();
  Result<Image> image = Image();
  if (!picture.empty()) image = loadImage(picture);
  if (!image) return image.error();
  auto result = denoise(network, *measured, *image, options, progress);
  if (!result) {
    Error error = result.error();
    if (error.where.empty() || error.where == measured->source) error.where = depth.string();
    return error;
  }
  if (auto saved = save(result->depth, out, encoding); !saved) return saved.error();
  const DenoisedFile told{shareOfHoles(*measured), shareOfHoles(result->depth)};
  return told;
}

fs::path targetOf(const MeasuredDepth& one, const fs::path& folder) {
  return folder / (one.denoised + ".png");
}

/// Nothing that belongs to a measured map is written over.
Result<void> checkTargets(const std::vector<MeasuredDepth>& all, const fs::path& folder) {
  std::vector<fs::path> read;
  for (const MeasuredDepth& one : all)
    read.insert(read.end(), {one.depth, one.truth, one.picture});
  const InputFiles inputs(read);
  for (const MeasuredDepth& one : all)
    if (auto may = inputs.mayWrite(targetOf(one, folder)); !may) return may;
  return {};
}

/// Of a picture of a project, with its photo where that has the map's size.
Result<DepthMap> denoisedOf(Network& network, const LoadedPicture& loaded, const DenoiseOptions& options,
                            const Progress& progress) {
  if (!loaded.depth)
    return loaded.depthProblem.value_or(Error{
        ErrorCode::badInput, "it is not told what a unit of the depth file is", {}, "choose the scale"});
  const bool fits = loaded.image && loaded.image->sameSize(loaded.depth->values);
  auto made = denoise(network, *loaded.depth, fits ? *loaded.image : Image(), options, progress);
  if (!made) return made.error();
  std::string& source = made->depth.source;
  source += (source.empty() ? "denoised by " : ", denoised by ") + network.manifest().id;
  return std::move(made->depth);
}

struct PictureToDenoise {
  int index = 0;
  std::filesystem::path target;
  double unit = 0; ///< of its depth file; 0 floats
};

/// Those of a project that have a depth file. Error: badInput (none has; a file would replace one of those).
Result<std::vector<PictureToDenoise>> picturesToDenoise(const OpenedProject& opened, const fs::path& folder) {
  const std::vector<std::string> names = outputNames(opened.project);
  std::vector<PictureToDenoise> all;
  std::vector<fs::path> read;
  for (std::size_t k = 0; k < names.size(); ++k) {
    const Picture& picture = opened.project.pictures[k];
    const PictureSources sources = sourcesOf(picture);
    if (sources.depthFile.empty()) continue;
    read.push_back(depthPlaceOf(opened, picture));
    all.push_back({static_cast<int>(k), folder / (names[k] + ".denoised-depth.png"), sources.depthScale});
  }
  if (all.empty())
    return Error{ErrorCode::badInput, "no picture has a depth file", {}, "choose depth files first"};
  const InputFiles inputs(read);
  for (const PictureToDenoise& one : all)
    if (auto may = inputs.mayWrite(one.target); !may) return may.error();
  return all;
}

} // namespace

Result<DenoiseSummary> denoisePictures(ModelRegistry& registry, const OpenedProject& opened,
                                       const DenoiseRequest& request, const DenoisedTaker& taker,
                                       const Progress& progress) {
  const auto start = std::chrono::steady_clock::now();
  const auto all = picturesToDenoise(opened, request.out);
  if (!all) return all.error();
  const auto network = denoiserFor(registry, request.network, progress);
  if (!network) return network.error();
  const Progress stopOnly{{}, progress.isCancelled};
  DenoiseSummary summary;
  for (std::size_t k = 0; k < all->size(); ++k) {
    const PictureToDenoise& one = (*all)[k];
    const std::string& name = opened.project.pictures[static_cast<std::size_t>(one.index)].filename;
    if (progress.cancelled()) return cancelledError();
    progress.report(static_cast<double>(k) / static_cast<double>(all->size()), name);
    const auto loaded = loadPicture(opened, one.index, stopOnly);
    auto depth =
        loaded ? denoisedOf(**network, *loaded, request.options, stopOnly) : Result<DepthMap>(loaded.error());
    if (!depth && depth.error().code == ErrorCode::cancelled) return depth.error();
    if (!depth) {
      summary.failures.push_back({name, depth.error().sentence()});
      continue;
    }
    if (auto made = makeFolder(one.target.parent_path()); !made) return made.error();
    if (auto saved = save(*depth, one.target, {one.unit, 0}); !saved) {
      if (saved.error().code != ErrorCode::badInput) return saved.error();
      summary.failures.push_back({name, saved.error().sentence()});
      continue;
    }
    ++summary.written;
    if (taker) taker(one.index, std::move(*depth));
  }
  progress.report(1);
  summary.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  return summary;
}

Result<DenoisedFile> denoiseFile(ModelRegistry& registry, const fs::path& depth, const fs::path& picture,
                                 const DenoiseRequest& request, const Progress& progress) {
  const std::vector<fs::path> read{depth, picture};
  if (auto may = InputFiles(read).mayWrite(request.out); !may) return may.error();
  const auto encoding = encodingIn(depth.parent_path(), {{}, depth, {}, {}, {}}, request.encoding);
  if (!encoding) return encoding.error();
  const auto network = denoiserFor(registry, request.network, progress);
  if (!network) return network.error();
  return denoiseOne(**network, depth, picture, request.out, *encoding, request.options, progress);
}

Result<DenoiseSummary> denoiseFolder(ModelRegistry& registry, const fs::path& folder,
                                     const DenoiseRequest& request, const Progress& progress) {
  const auto start = std::chrono::steady_clock::now();
  const auto found = measuredDepthsIn(folder);
  if (!found) return found.error();
  if (found->empty())
    return Error{ErrorCode::badInput, "this folder holds no measured depth", folder.string(),
                 "name the files res-1.png or NAME.camera-depth.png, or denoise them one by one"};
  const auto encoding = encodingIn(folder, found->front(), request.encoding);
  if (!encoding) return encoding.error();
  if (auto may = checkTargets(*found, request.out); !may) return may.error();
  const auto network = denoiserFor(registry, request.network, progress);
  if (!network) return network.error();
  if (auto made = makeFolder(request.out); !made) return made.error();
  const Progress stopOnly{{}, progress.isCancelled};
  DenoiseSummary summary;
  for (std::size_t k = 0; k < found->size(); ++k) {
    const MeasuredDepth& one = (*found)[k];
    if (progress.cancelled()) return cancelledError();
    progress.report(static_cast<double>(k) / static_cast<double>(found->size()), one.name);
    std::error_code ignored;
    const fs::path target = targetOf(one, request.out);
    if (request.resume && fs::exists(target, ignored)) {
      ++summary.kept;
      continue;
    }
    const auto told =
        denoiseOne(**network, one.depth, one.picture, target, *encoding, request.options, stopOnly);
    if (told) {
      ++summary.written;
      continue;
    }
    const Error& error = told.error();
    if (error.code != ErrorCode::badInput && error.code != ErrorCode::notFound) return error;
    summary.failures.push_back({one.depth.filename().string(), error.sentence()});
  }
  progress.report(1);
  summary.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  return summary;
}

} // namespace fillscope
