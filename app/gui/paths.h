#pragma once
// Where the program keeps its own files (XDG) and how Qt's words for a path become the standard library's.
#include <QString>
#include <filesystem>
#include <vector>

namespace fillscope {

inline std::filesystem::path toPath(const QString& text) { return std::filesystem::path(text.toStdString()); }
inline QString toText(const std::filesystem::path& path) { return QString::fromStdString(path.string()); }

/// Given once, at the start; tests give folders of their own.
struct AppPaths {
  QString settingsFile;                            ///< an INI file below XDG_CONFIG_HOME
  std::filesystem::path stateFolder;               ///< below XDG_STATE_HOME: what a crash would lose
  std::filesystem::path dataFolder;                ///< below XDG_DATA_HOME: the sample
  std::vector<std::filesystem::path> modelFolders; ///< where networks are looked for

  /// Where networks of this person go: below dataFolder where networks are looked for there, else the first
  /// place where they are.
  std::filesystem::path ownModelFolder() const;
  static AppPaths standard(const std::filesystem::path& executable);
};

} // namespace fillscope
