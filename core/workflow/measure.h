#pragma once
// The jobs that window and command line share: they load what is named and hand it to the pure functions
// below.
#include "core/annotation/rim.h"
#include "core/base/progress.h"
#include "core/formats/depth_io.h"
#include "core/formats/picture_file.h"
#include "core/formats/picture_set.h"
#include "core/formats/report_writer.h"
#include "core/geometry/fill.h"
#include "core/inference/model_registry.h"
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace fillscope {

/// A picture with everything that was found for it, loaded.
struct LoadedPicture {
  std::string name;
  std::filesystem::path file;
  std::shared_ptr<const Image> image;           ///< upright
  std::shared_ptr<const Raster<float>> samples; ///< as PictureFile; null for pictures of 8 bits
  bool samplesAreWhole = false;
  double samplesUnit = 0; ///< metres per unit, where the picture is a depth map itself; 0: not known
  int orientation = 1;    ///< EXIF's, as applied to image and samples
  std::shared_ptr<const DepthMap> depth;      ///< of its file; null where none or its scale is not set
  std::shared_ptr<const DepthMap> emptyDepth; ///< of the same box empty; null where none
  std::optional<CameraIntrinsics> camera;     ///< for the picture's size
  double k1 =
      0; ///< radial distortion: the picture's attribute distortion_k1, else what the camera's file says
  /// Why there is none, where a file is named for it; among the problems.
  std::optional<Error> depthProblem, emptyDepthProblem;
  bool depthHasFewSteps = false; ///< its file has 8 bits a sample
  bool lacksScale = false;       ///< no depth since nobody has told yet what a unit of its file means
  std::vector<Error> problems;   ///< what could not be loaded (the picture itself loads or the call fails)
};

/// Loads picture index of an opened project with its sources. Errors: as loadPictureFile.
Result<LoadedPicture> loadPicture(const OpenedProject& opened, int index, const Progress& progress = {});
Result<LoadedPicture> loadPicture(const Project& project, const std::filesystem::path& folder, int index,
                                  const Progress& progress = {});

/// The same where its file was looked for already (PictureLookup); "": it is not there.
Result<LoadedPicture> loadPictureFrom(const std::filesystem::path& file, const Project& project,
                                      const std::filesystem::path& folder, int index,
                                      const Progress& progress = {});

/// A first look at a large picture, or nothing where loading all of it takes no time worth mentioning.
Result<std::optional<PicturePreview>> loadPreview(const Project& project, const std::filesystem::path& folder,
                                                  int index, const Progress& progress = {});

/// One picture: corners and size from its annotation. A missing rim or depth is an Error that says what to
/// do.
Result<FillReport> measurePicture(const LoadedPicture& loaded, const Rim& rim, const FillOptions& options,
                                  const Progress& progress = {});

/// That nobody has looked at the corners that a network found.
FillWarning detectedCornersWarning(std::optional<double> confidence);

/// Is shown one measured picture with its photo, depth and height map; an Error ends the job.
using ReportItemTaker = std::function<Result<void>(const ReportItem&)>;

/// May give picture `index` another depth than its file's, and answers its figure where that is known
/// already. An Error becomes the picture's.
using ReportDepthChooser =
    std::function<Result<std::optional<FillReport>>(int index, const Rim& rim, LoadedPicture& loaded)>;

/// The rim of a picture that has no corner placed; its size, where it has one, stays. An Error becomes the
/// picture's.
using ReportRimFinder = std::function<Result<Rim>(const Image& picture)>;

/// Is told of each picture that is passed over.
using LeftOutTaker = std::function<void(const LeftOut&)>;

/// Every picture of a project that has a rim (or gets one by finder) and depth, in order, for reports; one
/// that fails becomes an item with error, one where no corner is placed is left out. The items come back
/// without pixels, so that a thousand pictures take no more memory than one and their figures: who needs the
/// pixels takes them.
Result<std::vector<ReportItem>> measureProject(const OpenedProject& opened, const std::string& onlyPicture,
                                               const FillOptions& options, const Progress& progress = {},
                                               const ReportItemTaker& taker = {},
                                               const ReportDepthChooser& chooser = {},
                                               const ReportRimFinder& finder = {},
                                               const LeftOutTaker& leftOut = {});

/// Writes the bundled sample (ray-cast boxes with depth, intrinsics and one project) into a folder.
/// Returns the project file.
Result<std::filesystem::path> writeSample(const std::filesystem::path& folder, const Progress& progress = {});

} // namespace fillscope
