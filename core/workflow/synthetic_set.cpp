#include "core/workflow/synthetic_set.h"
#include "core/annotation/rim.h"
#include "core/base/file_io.h"
#include "core/base/json.h"
#include "core/base/number_text.h"
#include "core/formats/via_project.h"
#include "core/inference/sha256.h"
#include "core/workflow/photo_files.h"
#include "core/workflow/training_sources.h"
#include <algorithm>
#include <cmath>
#include <set>
#include <system_error>

namespace fillscope {
namespace {

namespace fs = std::filesystem;

std::string setJson(const SyntheticSet& set) {
  std::string spec = set.specJson;
  while (!spec.empty() && (spec.back() == '\n' || spec.back() == ' '))
    spec.pop_back();
  return "{\n\"seed\": " + std::to_string(set.seed) + ",\n\"count\": " + std::to_string(set.count) +
         (set.listed ? ",\n\"listed\": " + std::to_string(*set.listed) : std::string()) +
         ",\n\"generator\": " + std::to_string(set.generator) + ",\n\"spec_hash\": \"" + set.specHash +
         "\",\n\"spec\": " + spec + "\n}\n";
}

Result<void> checkSame(const SyntheticSet& held, const SyntheticSet& wanted, const fs::path& folder) {
  const auto refused = [&](const std::string& what, const std::string& hint) {
    return Error{ErrorCode::badInput, what, folder.string(), hint};
  };
  if (held.specHash != wanted.specHash)
    return refused("this folder holds samples of another specification",
                   "choose another folder, or give the specification that its synth.json shows");
  if (held.generator != wanted.generator)
    return refused("this folder holds samples of version " + std::to_string(held.generator) +
                       " of the generator, and this program makes those of version " +
                       std::to_string(wanted.generator),
                   "choose another folder, or go on with the program that began this one");
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
  if (record.k1 != 0) picture.attributes.set(distortionAttribute, numberText(record.k1));
  Rim rim;
  for (std::size_t i = 0; i < 4; ++i) {
    rim.corners.push_back({readable(record.corners[i].at.x), readable(record.corners[i].at.y)});
    rim.visibility.push_back(record.corners[i].visibility);
  }
  rim.size = BoxSize{readableLength(record.size.first), readableLength(record.size.second),
                     readableLength(record.size.depth)};
  picture.regions.push_back(regionFromRim(rim));
  return picture;
}

/// Out of the way under a free name, which is no project's.
Result<void> setAside(const fs::path& project) {
  std::error_code fault;
  fs::path aside = project;
  aside += ".unreadable";
  for (int k = 2; fs::exists(aside, fault); ++k)
    aside = project.string() + ".unreadable-" + std::to_string(k);
  fs::rename(project, aside, fault);
  if (fault)
    return Error{ErrorCode::ioFailure, "this project cannot be read, nor renamed: " + fault.message(),
                 project.string(), "move it elsewhere and go on with --resume"};
  return {};
}

/// A project and how many of the first samples it has had its say about.
struct ListedSamples {
  Project project;
  std::uint64_t count = 0;
};

/// That of the folder where it lists the samples of a smaller set, else one without pictures.
Result<ListedSamples> listedIn(const fs::path& folder, const SyntheticSet& held) {
  ListedSamples listed;
  listed.project.name = "Synthetic boxes";
  const fs::path path = folder / syntheticProjectName;
  std::error_code fault;
  if (!held.listed || !fs::exists(path, fault)) return listed;
  auto project = loadViaProject(path);
  if (project) return ListedSamples{*std::move(project), *held.listed};
  if (project.error().code == ErrorCode::tryAgain) return project.error();
  if (auto moved = setAside(path); !moved) return moved.error();
  return listed;
}

} // namespace

SyntheticSet syntheticSetOf(const PhotoSpec& spec, std::uint64_t seed, std::uint64_t count) {
  constexpr std::size_t digits = 16;
  const std::string json = photoSpecJson(spec);
  return {json, sha256(json).substr(0, digits), seed, count, {}};
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
  SyntheticSet set{compactJson(*spec), hash->GetString(), seed->GetUint64(), count->GetUint64(), {}};
  const auto* generator = member(*document, "generator");
  set.generator = generator && generator->IsInt() ? generator->GetInt() : 1; // the first did not say
  if (const auto* listed = member(*document, "listed"); listed && listed->IsUint64())
    set.listed = listed->GetUint64();
  return set;
}

Result<void> claimFolder(const fs::path& folder, const SyntheticSet& set) {
  if (auto made = makeFolder(folder); !made) return made;
  std::error_code fault;
  // Looked for again after the files: another shard may have just begun.
  if (!isSyntheticSet(folder) && holdsFiles(folder) && !isSyntheticSet(folder))
    return Error{ErrorCode::badInput, "the folder for the samples holds other files", folder.string(),
                 "choose a new or empty folder"};
  SyntheticSet marked = set;
  if (isSyntheticSet(folder)) {
    const auto held = loadSyntheticSet(folder);
    if (!held) return held.error();
    if (auto same = checkSame(*held, set, folder); !same) return same;
    if (held->count == set.count) return {};
    if (fs::exists(folder / syntheticProjectName, fault)) marked.listed = held->listed.value_or(held->count);
  }
  return writeFileAtomically(folder / syntheticSetName, setJson(marked));
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

bool projectIsComplete(const fs::path& folder) {
  std::error_code fault;
  if (!fs::exists(folder / syntheticProjectName, fault)) return false;
  const auto held = loadSyntheticSet(folder);
  return held && !held->listed;
}

Result<void> writeSyntheticProject(const fs::path& folder, const SyntheticSet& set,
                                   const std::vector<std::string>& names, const Progress& progress) {
  const auto held = loadSyntheticSet(folder);
  if (!held) return held.error();
  // Another shard that ended together with this one has written it, and somebody may work on it by now.
  std::error_code fault;
  if (!held->listed && fs::exists(folder / syntheticProjectName, fault)) return {};
  auto listed = listedIn(folder, *held);
  if (!listed) return listed.error();
  Project& project = listed->project;
  std::set<std::string> known;
  for (const Picture& picture : project.pictures)
    known.insert(picture.filename);
  project.pictures.reserve(names.size());
  for (std::size_t i = listed->count; i < names.size(); ++i) {
    if (i % 256 == 0) {
      if (progress.cancelled()) return cancelledError();
      progress.report(static_cast<double>(i) / static_cast<double>(names.size()), "Project");
    }
    if (known.contains(photoFileName(names[i], PhotoFile::colour))) continue;
    const auto record = loadPhotoRecord(folder, names[i]);
    if (!record) return record.error();
    project.pictures.push_back(pictureOf(*record));
  }
  if (auto saved = saveViaProject(project, folder / syntheticProjectName); !saved) return saved;
  return held->listed ? writeFileAtomically(folder / syntheticSetName, setJson(set)) : Result<void>{};
}

} // namespace fillscope
