#pragma once
// What a crash would lose: a snapshot of the changed project outside it, removed by each save.
#include "core/annotation/project.h"
#include "core/base/result.h"
#include <QDateTime>
#include <filesystem>
#include <optional>

namespace fillscope {

struct RecoveredProject {
  Project project;
  std::filesystem::path projectFile, folder;
  QDateTime time; ///< of the last change that it holds
};

/// One file per project file, named by its path. write may run on any thread.
class RecoveryStore {
 public:
  explicit RecoveryStore(std::filesystem::path folder)
      : folder_(std::move(folder)) {}

  Result<void> write(const RecoveredProject& snapshot) const;
  /// A snapshot newer than the project file; nothing where there is none or it cannot be read.
  std::optional<RecoveredProject> find(const std::filesystem::path& projectFile) const;
  void remove(const std::filesystem::path& projectFile) const;
  std::filesystem::path fileFor(const std::filesystem::path& projectFile) const;

 private:
  std::filesystem::path folder_;
};

} // namespace fillscope
