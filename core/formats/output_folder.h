#pragma once
// A folder of many files, written whole or not at all. Private to this folder.
#include "core/base/result.h"
#include "core/formats/input_files.h"
#include <filesystem>
#include <set>
#include <string_view>
#include <vector>

namespace fillscope {

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
  /// Before the first write. Error: badInput where an input lies there that is another picture.
  Result<void> mayAddPicture(const std::filesystem::path& picture, const std::filesystem::path& inside) const;
  /// A copy of the picture beside its annotations, never a link to it: the programs that train on such a
  /// folder repair pictures in place. One that is there already and was not changed stays; one that cannot be
  /// read is left out. Errors: badInput where another picture lies there and mayReplace is false, or one that
  /// is an input; as copyFile.
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
