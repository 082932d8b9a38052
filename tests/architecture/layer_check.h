#pragma once
#include "tests/architecture/layer_rules.h"
#include <filesystem>

namespace fillscope::tests {

struct SourceFile {
  std::string path; ///< from the project's root, with slashes
  std::string text;
};

/// Every .h, .cpp and .inl below the folders given.
std::vector<SourceFile> sourcesBelow(const std::filesystem::path& root,
                                     const std::vector<std::string>& folders);

/// One sentence a fault, each beginning with "path:line: ": an arrow that the rules do not list, a folder
/// without a rule, a library that a folder may not see, an include that names no folder or all of OpenCV,
/// headers that include one another in a circle; and every folder of the rules that holds no source.
std::vector<std::string> layerFaults(const LayerRules& rules, const std::vector<SourceFile>& sources);

} // namespace fillscope::tests
