#pragma once
// A folder of many files, written whole or not at all. Private to this folder.
#include "core/base/result.h"
#include <cstdint>
#include <filesystem>
#include <set>
#include <string_view>
#include <utility>
#include <vector>

namespace fillscope {

/// Files that were read, known by what they are: whatever name or link leads to one.
class InputFiles {
 public:
  explicit InputFiles(const std::vector<std::filesystem::path>& files);
  /// Error: badInput where this is one of them.
  Result<void> mayWrite(const std::filesystem::path& file) const;

 private:
  std::set<std::pair<std::uint64_t, std::uint64_t>> files_; ///< device and number there
};

/// Each file is replaced as a whole. What was made goes again unless commit succeeds; files that were there
/// before keep what they were given. Folders that are missing are made with the first file.
class OutputFolder {
 public:
  /// inputs: files that are never written over.
  OutputFolder(std::filesystem::path folder, const std::vector<std::filesystem::path>& inputs);
  OutputFolder(const OutputFolder&) = delete;
  OutputFolder& operator=(const OutputFolder&) = delete;
  ~OutputFolder();

  const std::filesystem::path& path() const { return folder_; }
  /// Before the first write, so that what was there stays as it was. Error: badInput where one of these is an
  /// input.
  Result<void> mayWrite(const std::vector<std::filesystem::path>& inside) const;
  /// The same for what must not stay beside that: what an earlier export put there, by which a picture would
  /// lie in two parts of a data set. It is not removed, for somebody may have changed it. Error: badInput
  /// where one is there and is none of those that are written.
  Result<void> mayLeave(const std::vector<std::filesystem::path>& others,
                        const std::vector<std::filesystem::path>& written) const;
  /// inside: relative to the folder. Errors: as writeFileQuickly, and badInput where a file lies in the way
  /// or is an input.
  Result<void> write(const std::filesystem::path& inside, std::string_view bytes);
  /// A copy of the picture beside its annotations, never a link to it: the programs that train on such a
  /// folder repair pictures in place. One that is there already and was not changed stays; one that cannot be
  /// read is left out. Errors: badInput where another picture lies there and mayReplace is false; as
  /// copyFile.
  Result<void> addPicture(const std::filesystem::path& picture, const std::filesystem::path& inside,
                          bool mayReplace);
  /// Waits for the disk. Returns what write wrote, in that order.
  Result<std::vector<std::filesystem::path>> commit();

 private:
  Result<void> makeFolder(const std::filesystem::path& folder);

  std::filesystem::path folder_;
  InputFiles inputs_;
  std::vector<std::filesystem::path> files_, made_; ///< made_: files and folders that were not there
  std::set<std::filesystem::path> known_;           ///< folders that are there
  bool committed_ = false;
};

} // namespace fillscope
