#pragma once
// Pictures and annotations that come in a ZIP file.
#include "core/base/progress.h"
#include "core/base/result.h"
#include <filesystem>
#include <vector>

namespace fillscope {

/// By its first bytes, not by its name.
bool isZipArchive(const std::filesystem::path& path);

struct UnpackedZip {
  std::vector<std::filesystem::path> files;
  std::vector<std::filesystem::path> others; ///< that lay there already with other content, and were left so
};

/// Unpacks all files below folder, which is made where it is missing. Names that would lead out of it, links
/// and files of other systems' waste bins (__MACOSX) are left out; nothing that exists is written over (a
/// file of the same content counts as unpacked before). Errors: badInput (no ZIP file, damaged, larger than
/// 64 GiB when unpacked); ioFailure; cancelled.
Result<UnpackedZip> unpackZip(const std::filesystem::path& archive, const std::filesystem::path& folder,
                              const Progress& progress = {});

} // namespace fillscope
