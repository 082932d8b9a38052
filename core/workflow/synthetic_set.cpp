#include "core/workflow/synthetic_set.h"
#include "core/annotation/rim.h"
#include "core/base/file_io.h"
#include "core/base/json.h"
#include "core/formats/via_project.h"
#include "core/inference/sha256.h"
#include "core/workflow/photo_files.h"
#include <algorithm>
#include <cmath>
#include <system_error>

namespace fillscope {
namespace {

namespace fs = std::filesystem;

std::string setJson(const SyntheticSet& set) {
  std::string spec = set.specJson;
  while (!spec.empty() && (spec.back() == '\n' || spec.back() == ' '))
    spec.pop_back();
  return "{\n\"seed\": " + std::to_string(set.seed) + ",\n\"count\": " + std::to_string(set.count) +
         ",\n\"spec_hash\": \"" + set.specHash + "\",\n\"spec\": " + spec + "\n}\n";
}

Result<void> checkSame(const SyntheticSet& held, const SyntheticSet& wanted, const fs::path& folder) {
  const auto refused = [&](const std::string& what, const std::string& hint) {
    return Error{ErrorCode::badInput, what, folder.string(), hint};
  };
  if (held.specHash != wanted.specHash)
    return refused("this folder holds samples of another specification",
                   "choose another folder, or give the specification that its synth.json shows");
  if (held.seed != wanted.seed)
    return refused("this folder holds samples of seed " + std::to_string(held.seed) + ", not " +
                       std::to_string(wanted.seed),
                   "choose another folder or that seed");
  if (held.count > wanted.count)
    return refused("this folder holds a set of " + std::to_string(held.count) + " samples, more than " +
                       std::to_string(wanted.count),
                   "choose another folder or that number of samples");
  if (photoName(0, held.count).size() != photoName(0, wanted.count).size())
    return refused("a set of this size has longer names than the one in this folder",
                   "choose another folder");
  return {};
}

/// A hundredth of a pixel and a tenth of a millimetre are finer than anyone places or measures, and read well
/// in the project; the record keeps every digit.
double readable(double pixels) { return std::round(pixels * 100) / 100; }
double readableLength(double metres) { return std::round(metres * 1e4) / 1e4; }

Picture pictureOf(const PhotoRecord& record) {
  Picture picture;
  picture.filename = photoFileName(record.name, PhotoFile::colour);
  picture.size = static_cast<long long>(record.bytes[static_cast<std::size_t>(PhotoFile::colour)]);
  picture.id = picture.filename + std::to_string(picture.size); // VIA's key
  PictureSources sources;
  sources.depthFile = photoFileName(record.name, PhotoFile::depth);
  sources.depthScale = photoDepthUnit;
  sources.intrinsicsFile = photoFileName(record.name, PhotoFile::intrinsics);
  setSources(picture, sources);
  Rim rim;
  for (std::size_t i = 0; i < 4; ++i)
    rim.corners.push_back({readable(record.corners[i].at.x), readable(record.corners[i].at.y)});
  rim.size = BoxSize{readableLength(record.size.first), readableLength(record.size.second),
                     readableLength(record.size.depth)};
  picture.regions.push_back(regionFromRim(rim));
  return picture;
}

} // namespace

SyntheticSet syntheticSetOf(const PhotoSpec& spec, std::uint64_t seed, std::uint64_t count) {
  constexpr std::size_t digits = 16;
  const std::string json = photoSpecJson(spec);
  return {json, sha256(json).substr(0, digits), seed, count};
}

bool holdsFiles(const fs::path& folder) {
  std::error_code fault;
  for (fs::directory_iterator at(folder, fault), end; !fault && at != end; at.increment(fault))
    if (!at->path().filename().string().starts_with('.')) return true;
  return false;
}

bool isSyntheticSet(const fs::path& folder) {
  std::error_code fault;
  return fs::is_regular_file(folder / syntheticSetName, fault);
}

Result<SyntheticSet> loadSyntheticSet(const fs::path& folder) {
  const fs::path path = folder / syntheticSetName;
  const auto text = readFile(path);
  if (!text) return text.error();
  const auto document = parseJson(*text, path.string());
  if (!document) return document.error();
  const auto* seed = member(*document, "seed");
  const auto* count = member(*document, "count");
  const auto* hash = member(*document, "spec_hash");
  const auto* spec = member(*document, "spec");
  if (!seed || !seed->IsUint64() || !count || !count->IsUint64() || !hash || !hash->IsString() || !spec)
    return Error{ErrorCode::badInput, "this file says nothing about a synthetic set", path.string(),
                 "choose a folder that synth wrote"};
  return SyntheticSet{compactJson(*spec), hash->GetString(), seed->GetUint64(), count->GetUint64()};
}

Result<void> claimFolder(const fs::path& folder, const SyntheticSet& set) {
  std::error_code fault;
  fs::create_directories(folder, fault);
  if (fault)
    return Error{ErrorCode::ioFailure, "the folder cannot be made: " + fault.message(), folder.string(),
                 "choose another folder"};
  // Looked for again after the files: another shard may have just begun.
  if (!isSyntheticSet(folder) && holdsFiles(folder) && !isSyntheticSet(folder))
    return Error{ErrorCode::badInput, "the folder for the samples holds other files", folder.string(),
                 "choose a new or empty folder"};
  bool grows = false;
  if (isSyntheticSet(folder)) {
    const auto held = loadSyntheticSet(folder);
    if (!held) return held.error();
    if (auto same = checkSame(*held, set, folder); !same) return same;
    if (held->count == set.count) return {};
    grows = true;
  }
  if (auto written = writeFileAtomically(folder / syntheticSetName, setJson(set)); !written) return written;
  if (grows) fs::remove(folder / syntheticProjectName, fault); // it lists too few
  return {};
}

std::vector<std::string> sampleNames(const fs::path& folder) {
  constexpr std::string_view suffix = ".json";
  std::vector<std::string> names;
  std::error_code fault;
  for (fs::directory_iterator at(folder, fault), end; !fault && at != end; at.increment(fault)) {
    std::string name = at->path().filename().string();
    if (!name.ends_with(suffix)) continue;
    name.resize(name.size() - suffix.size());
    if (!name.empty() && name.find_first_not_of("0123456789") == std::string::npos)
      names.push_back(std::move(name));
  }
  std::sort(names.begin(), names.end());
  return names;
}

Result<void> writeSyntheticProject(const fs::path& folder, const std::vector<std::string>& names,
                                   const Progress& progress) {
  Project project;
  project.name = "Synthetic boxes";
  project.pictures.reserve(names.size());
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (i % 256 == 0) {
      if (progress.cancelled()) return cancelledError();
      progress.report(static_cast<double>(i) / static_cast<double>(names.size()), "Project");
    }
    const auto record = loadPhotoRecord(folder, names[i]);
    if (!record) return record.error();
    project.pictures.push_back(pictureOf(*record));
  }
  return saveViaProject(project, folder / syntheticProjectName);
}

} // namespace fillscope
