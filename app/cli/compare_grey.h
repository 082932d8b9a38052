#pragma once
// The verb compare with --grey.
#include <filesystem>

namespace fillscope::cli {

struct GreyArguments {
  std::filesystem::path estimate, reference; ///< two pictures, or two folders of them
  std::filesystem::path out;                 ///< may be empty
  bool json = false;
};

/// The exit code.
int compareGreyPictures(const GreyArguments& arguments);
int compareGreyFolders(const GreyArguments& arguments);

} // namespace fillscope::cli
