#pragma once
// Finds the files of many pictures, reading each folder once.
#include "core/annotation/project.h"
#include <cstddef>
#include <filesystem>
#include <map>
#include <optional>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace fillscope {

class PictureLookup {
 public:
  /// folder: where the project lies or its pictures are.
  explicit PictureLookup(std::filesystem::path folder)
      : folder_(std::move(folder)) {}
  /// As resolvePicture finds it, but among more entries of the folder's tree. What comes or goes on the disk
  /// later is not noticed. Empty where there is none. The project is the same at every call.
  std::filesystem::path find(const Project& project, const Picture& picture);

 private:
  bool isThere(const std::filesystem::path& file);
  void readTree();
  void readClaims(const Project& project);

  std::filesystem::path folder_;
  std::map<std::filesystem::path, std::unordered_set<std::string>> folders_; ///< names of their files
  /// Files by bare name.
  std::optional<std::unordered_map<std::string, std::vector<std::filesystem::path>>> tree_;
  std::optional<std::unordered_set<std::string>>
      claimed_; ///< files that lie where a picture is written to lie
};

/// The file whose path ends most like the wanted one; nothing where two do equally, since the wrong picture
/// would be worse than none.
std::filesystem::path likeliestFile(const std::vector<std::filesystem::path>& files,
                                    const std::filesystem::path& wanted);

/// For each of the named pictures the listed one that it is, as its index; nothing where it is none of them.
/// folder: against which names are relative; "" where that is not known. A whole path comes first; a bare
/// name counts only where it is one picture's alone on both sides and no file lies where the whole name says.
std::vector<std::optional<std::size_t>> matchPictures(const std::vector<Picture>& listed,
                                                      const std::vector<Picture>& named,
                                                      const std::filesystem::path& folder);

} // namespace fillscope
