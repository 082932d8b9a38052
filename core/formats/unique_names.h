#pragma once
// Names of files that no other file of a folder has. Private to this folder.
#include <string>
#include <unordered_map>
#include <unordered_set>

namespace fillscope {

/// The same names in the same order are always told apart in the same way.
class UniqueNames {
 public:
  bool isTaken(const std::string& name) const { return taken_.contains(name); }
  /// wanted, else wanted-2, wanted-3… with suffix behind the number.
  std::string take(const std::string& wanted, const std::string& suffix = {}) {
    std::string name = wanted + suffix;
    // Each wanted name goes on where it stopped: a data set may call every picture rgb.png.
    while (!taken_.insert(name).second)
      name = wanted + "-" + std::to_string(++copies_.try_emplace(wanted, 1).first->second) + suffix;
    return name;
  }

 private:
  std::unordered_set<std::string> taken_;
  std::unordered_map<std::string, int> copies_;
};

} // namespace fillscope
