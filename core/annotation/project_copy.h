#pragma once
// A large project's copy, for whoever must not be held up for long.
#include "core/annotation/project.h"
#include <vector>

namespace fillscope {

/// Made of parts that several threads copy at the same time; whoever has more of it puts them together.
class ProjectCopy {
 public:
  /// The project must not change until it returns.
  explicit ProjectCopy(const Project& project);
  /// The whole, once. Any thread.
  Project take();

 private:
  Project project_; ///< with the pictures of the first part
  std::vector<std::vector<Picture>> others_;
};

} // namespace fillscope
