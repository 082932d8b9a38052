#pragma once
// A point cloud file as the picture, the depth map and the camera that the rest of the program works on.
#include "core/base/progress.h"
#include "core/geometry/cloud_picture.h"
#include <filesystem>
#include <string>

namespace fillscope {

struct WrittenCloud {
  std::filesystem::path picture, depth, camera; ///< NAME.color.png, NAME.depth.tif (float metres), NAME.K.txt
  std::string format;                           ///< of the cloud: "PCD, binary"
  std::size_t points = 0, dropped = 0;          ///< read; of those without a place
  int width = 0, height = 0;
  double measuredShare = 0; ///< of the pixels
  UpAxis up = UpAxis::z;
  bool isOwnGrid = false, upGuessed = false, ownColours = false;
  std::optional<double> gridResidual; ///< as CloudPicture
  double outside = 0;                 ///< as CloudPicture
  std::string remark() const;         ///< how it was looked at: "seen from above, z up"
};

/// The three files of a cloud in a folder, named but not written.
WrittenCloud filesFor(const std::filesystem::path& cloud, const std::filesystem::path& folder);

/// From where an earlier cloud was looked at, for CloudViewOptions::like. path: one of its three files, or
/// the folder of one cloud's alone. Errors: as loadCloudView; notFound and badInput (none or several there).
Result<CloudView> viewOfCloudPicture(const std::filesystem::path& path);

/// Writes the three files into the folder, which is made where it is missing, each atomically and the camera
/// last; it says which cloud they were made of. Files that it made of the same cloud before, and that nobody
/// changed since, are replaced, others never. Errors: as loadCloud and pictureOf, with the file's name;
/// badInput (other files lie there; a file name that cannot be one); tryAgain (memory); ioFailure: then the
/// files are as before; cancelled: then nothing was written.
Result<WrittenCloud> writeCloudPicture(const std::filesystem::path& cloud,
                                       const std::filesystem::path& folder,
                                       const CloudViewOptions& options = {}, const Progress& progress = {});

/// The folder beside a cloud for its files: box.pcd → box-pcd.
std::filesystem::path folderBeside(const std::filesystem::path& cloud);
/// A cloud's files in the folder beside it, written where they are not there or older than the cloud.
struct CloudBeside {
  std::filesystem::path folder;
  std::optional<WrittenCloud> written; ///< nothing: they were there
};
/// Errors: as writeCloudPicture.
Result<CloudBeside> openCloudBeside(const std::filesystem::path& cloud, const Progress& progress = {});

} // namespace fillscope
