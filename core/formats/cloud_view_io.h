#pragma once
// The camera file of a cloud's picture: a camera matrix that any program reads, and before it, in comments,
// what the view was made of and from where.
#include "core/geometry/cloud_picture.h"
#include <filesystem>
#include <string>
#include <string_view>

namespace fillscope {

struct CloudViewFile {
  std::string cloud; ///< the name of its file
  CloudView view;
};

std::string cloudViewText(const CloudViewFile& file);
/// Whether a text begins as cloudViewText of a view of that cloud does.
bool isViewOfCloud(std::string_view text, const std::string& cloud);
/// Errors: notFound; badInput (no view of a cloud, or one without its place).
Result<CloudViewFile> loadCloudView(const std::filesystem::path& path);

} // namespace fillscope
