#include "app/cli/compare_files.h"
#include "core/formats/input_files.h"

namespace fillscope::cli {

std::filesystem::path folderOf(const DepthPair& pair, const std::filesystem::path& folder) {
  return folder / std::filesystem::path(pair.name).parent_path();
}

std::filesystem::path sheetIn(const std::filesystem::path& folder, const std::string& name) {
  return folder / (name + "-sheet.png");
}

Result<void> checkOutputs(const ComparisonOutputs& outputs, std::vector<std::filesystem::path> read,
                          const std::vector<DepthPair>& pairs) {
  for (const DepthPair& pair : pairs)
    read.insert(read.end(), {pair.estimate, pair.reference});
  const InputFiles inputs(read);
  if (auto may = inputs.mayWrite(outputs.sheet); !may) return may;
  if (outputs.folder.empty()) return {};
  for (const DepthPair& pair : pairs) {
    const std::string name = pair.estimate.stem().string();
    const std::filesystem::path folder = folderOf(pair, outputs.folder);
    auto files = comparisonFiles(folder, name);
    files.push_back(sheetIn(folder, name));
    for (const std::filesystem::path& file : files)
      if (auto may = inputs.mayWrite(file); !may) return may;
    if (auto may = checkComparisonPlace(folder, name); !may) return may;
  }
  return {};
}

} // namespace fillscope::cli
