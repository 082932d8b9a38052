#pragma once
// What the verb compare reads and writes, beside depth maps.
#include "core/workflow/compare.h"
#include <filesystem>
#include <string>
#include <vector>

namespace fillscope::cli {

struct ComparisonOutputs {
  std::filesystem::path folder; ///< of maps, and of each pair's sheet; may be empty
  std::filesystem::path sheet;  ///< of one pair; may be empty
};

/// The folder below such a one that a pair's files are written into.
std::filesystem::path folderOf(const DepthPair& pair, const std::filesystem::path& folder);
/// Where the sheet of a pair lies in such a folder.
std::filesystem::path sheetIn(const std::filesystem::path& folder, const std::string& name);

/// What is read is not written over, nor what no comparison made. Error: badInput.
Result<void> checkOutputs(const ComparisonOutputs& outputs, std::vector<std::filesystem::path> read,
                          const std::vector<DepthPair>& pairs);

} // namespace fillscope::cli
