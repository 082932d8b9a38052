#pragma once
// What can be said when the program is started.
#include <QSize>
#include <QString>
#include <filesystem>
#include <optional>
#include <vector>

namespace fillscope {

struct CommandLine {
  std::vector<std::filesystem::path> paths;
  bool sample = false;
  std::string screenshot;    ///< "" none: file to write before closing
  std::string workspace;     ///< "" the last one
  std::string picture;       ///< "" the first one
  std::string theme;         ///< "" as set
  std::optional<QSize> size; ///< of the window
};

/// What to do, or the exit code where everything is said already (--help, --version, a mistake: 2).
struct ParsedCommandLine {
  CommandLine options;
  std::optional<int> exitCode;
};
ParsedCommandLine parseCommandLine(int argc, char** argv);

} // namespace fillscope
