#pragma once
// Any bytes through the readers of files that come from outside. The fuzzers call this, and so does a test
// with the inputs that are kept under corpus/.
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace fillscope::tests {

struct ReaderCheck {
  std::string_view name; ///< of the fuzzer, fuzz_NAME, and of its folder of inputs
  /// Reads the bytes and does with the outcome what the program would do next. What is wrong with it, "" if
  /// nothing is; crashes and faults that the sanitizers see are theirs to tell.
  std::string (*run)(std::string_view bytes);
};
/// The readers of core/formats.
std::vector<ReaderCheck> formatChecks();
/// Networks' manifests and the settings of trainings and generators.
std::vector<ReaderCheck> settingChecks();

// How the above are put together.
std::vector<ReaderCheck> annotationChecks();
std::vector<ReaderCheck> folderChecks();
std::vector<ReaderCheck> pictureChecks();
std::vector<ReaderCheck> recordingChecks();
std::vector<ReaderCheck> journalChecks();

/// A folder of its own below the one for temporary files, gone at the end.
class ScratchFolder {
 public:
  ScratchFolder();
  ScratchFolder(const ScratchFolder&) = delete;
  ScratchFolder& operator=(const ScratchFolder&) = delete;
  ~ScratchFolder();
  const std::filesystem::path& path() const { return path_; }
  /// A file in it, with the folders that its name has; nothing where the name leads elsewhere.
  void put(std::string_view name, std::string_view bytes) const;

 private:
  std::filesystem::path path_;
};

/// Several files in one input, each behind a line "=== NAME"; 24 of them at most.
void putFiles(std::string_view bytes, const ScratchFolder& folder);

} // namespace fillscope::tests
