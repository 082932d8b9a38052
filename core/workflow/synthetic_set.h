#pragma once
// A folder of synthetic photos as a whole: what is in it, and its project.
#include "core/base/progress.h"
#include "core/synthesis/photo_scene.h"
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace fillscope {

/// What synth.json says.
struct SyntheticSet {
  std::string specJson, specHash; ///< as photoSpecJson; the first 16 digits of its SHA-256
  std::uint64_t seed = 1, count = 0;
  std::optional<std::uint64_t> listed; ///< while a set grows: of how many samples its project.json is
  int generator = photoGeneratorVersion;
};
SyntheticSet syntheticSetOf(const PhotoSpec& spec, std::uint64_t seed, std::uint64_t count);

inline constexpr const char* syntheticSetName = "synth.json";
inline constexpr const char* syntheticProjectName = "project.json";

/// Whether there is anything but hidden files, which are temporaries of other writers or what desktops leave.
bool holdsFiles(const std::filesystem::path& folder);
/// Whether the folder says that it holds a synthetic set.
bool isSyntheticSet(const std::filesystem::path& folder);
/// Errors: notFound; badInput.
Result<SyntheticSet> loadSyntheticSet(const std::filesystem::path& folder);
/// Makes the folder where it is missing and marks it as holding the set; one that is marked with a smaller
/// count grows, and its project stays. Errors: badInput (another specification, seed or version of the
/// generator, a larger set, other files), ioFailure.
Result<void> claimFolder(const std::filesystem::path& folder, const SyntheticSet& set);
/// Names of the samples whose record is there, in order. Opens no file.
std::vector<std::string> sampleNames(const std::filesystem::path& folder);
/// Whether the project is there and has been written for all of the set, whatever somebody made of it since.
bool projectIsComplete(const std::filesystem::path& folder);
/// Writes the VIA 2 project of all samples, names, from their records: rims, sizes, depth and camera files.
/// The project of a set that has grown keeps what is in it, and the new samples are appended; one that cannot
/// be read is renamed to project.json.unreadable, and a new one lists all. Errors: those of the files;
/// cancelled.
Result<void> writeSyntheticProject(const std::filesystem::path& folder, const SyntheticSet& set,
                                   const std::vector<std::string>& names, const Progress& progress);

} // namespace fillscope
