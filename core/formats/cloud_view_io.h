#pragma once
// The camera file of a cloud's picture: a camera matrix that any program reads, and before it, in comments,
// what the view was made of and from where.
#include "core/geometry/cloud_picture.h"
#include <filesystem>
#include <string>

namespace fillscope {

struct CloudViewFile {
  std::string cloud; ///< the name of its file
  CloudView view;
  std::string pictureHash, depthHash; ///< contentHashText of the files that were written with it
  std::string cloudHash;              ///< contentHashText of the cloud; "" in files of older versions
};

std::string cloudViewText(const CloudViewFile& file);
/// Errors: notFound; badInput (no view of a cloud, or one without its place).
Result<CloudViewFile> loadCloudView(const std::filesystem::path& path);

} // namespace fillscope
