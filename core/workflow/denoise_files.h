#pragma once
// Measured depth files, denoised by a network, as files again.
#include "core/formats/depth_io.h"
#include "core/formats/picture_set.h"
#include "core/inference/depth_denoiser.h"
#include "core/inference/model_registry.h"
#include <cstdint>
#include <functional>

namespace fillscope {

struct DenoiseRequest {
  std::string network;       ///< id; "": as chooseNetwork
  std::filesystem::path out; ///< the file, .png, .tif or .npy; of a folder the folder for theirs
  DepthEncoding encoding; ///< of what is read; a PNG is written in the same units (0.1 mm where none is told)
  DenoiseOptions options;
  bool resume = false; ///< of a folder: what is there stays
};

/// What became of one map: shares of its pixels without a distance.
struct DenoisedFile {
  double holesBefore = 0, holesAfter = 0;
};
/// picture: "" none. A distance that the file's 16 bits do not reach in the units of the file that is read
/// has no value there. Errors: badInput (the file would replace what is read; the scale is not told; more
/// than a hundredth of depth in decimals lies beyond a PNG in 0.1 mm), those of the registry, the files and
/// denoise().
Result<DenoisedFile> denoiseFile(ModelRegistry& registry, const std::filesystem::path& depth,
                                 const std::filesystem::path& picture, const DenoiseRequest& request,
                                 const Progress& progress = {});

struct DenoiseSummary {
  std::uint64_t written = 0, kept = 0;
  double seconds = 0;
  struct Failure {
    std::string file, why;
  };
  std::vector<Failure> failures; ///< maps that could not be read, or whose picture does not fit
};
/// Every measured map of a folder (depth_pairs.h), with its picture where it is there: res-N.png becomes
/// res_denoised-N.png, NAME.camera-depth.png NAME.denoised-depth.png. Errors: notFound, badInput (no such
/// map; the scale is not told; before anything is written, where a file would replace one that is read),
/// those of the registry; ioFailure; cancelled.
Result<DenoiseSummary> denoiseFolder(ModelRegistry& registry, const std::filesystem::path& folder,
                                     const DenoiseRequest& request, const Progress& progress = {});

/// One that is done, in the project's order; on the thread that works.
using DenoisedTaker = std::function<void(int picture, DepthMap depth)>;
/// Every picture of a project that has a depth file, into the folder request.out: its outputNames with
/// .denoised-depth.png, in the unit of its depth file (0.1 mm where that holds none). The encoding is the
/// project's. A picture whose depth cannot be had, or has no metres, is a failure. Errors: badInput, before
/// anything is written, where a file would replace a depth file of the project, or where no picture has one;
/// those of the registry; ioFailure; cancelled: what is done stays.
Result<DenoiseSummary> denoisePictures(ModelRegistry& registry, const OpenedProject& opened,
                                       const DenoiseRequest& request, const DenoisedTaker& taker = {},
                                       const Progress& progress = {});

} // namespace fillscope
