#include "core/annotation/rim.h"
#include "core/base/file_io.h"
#include "core/formats/depth_io.h"
#include "core/formats/image_io.h"
#include "core/formats/intrinsics_io.h"
#include "core/formats/via_project.h"
#include "core/synthesis/box_scene.h"
#include "core/workflow/measure.h"
#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <random>
#include <system_error>

namespace fillscope {
namespace {

namespace fs = std::filesystem;

constexpr const char* projectName = "sample.fillscope.json";
constexpr double depthUnit = 1e-4;                              // metres per unit of the depth files
constexpr double noiseAtOneMetre = 0.0015, holeShare = 0.015;   // of a good stereo camera
constexpr std::array withoutRim{"loose-balls", "sloped-chips"}; // left for the user to place
constexpr std::array withoutSize{"shallow-tray"};               // the floor is found from the depth
constexpr std::array withEmptyReference{"tote"};                // walls that taper

template <class Names>
bool holds(const Names& names, const std::string& name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

Error fileError(const fs::path& path, const std::string& what) {
  return {ErrorCode::ioFailure, what, path.string(), "choose another folder"};
}

/// A hundredth of a pixel is finer than anyone places a corner, and reads well in the project.
std::vector<Vec2> readable(const RimCorners& corners) {
  std::vector<Vec2> rounded;
  for (const Vec2 c : corners)
    rounded.push_back({std::round(c.x * 100) / 100, std::round(c.y * 100) / 100});
  return rounded;
}

/// A folder beside the wanted one, from which finished files are moved there; it goes away in any case.
class PartialFolder {
 public:
  explicit PartialFolder(fs::path path)
      : path_(std::move(path)) {}
  PartialFolder(const PartialFolder&) = delete;
  PartialFolder& operator=(const PartialFolder&) = delete;
  ~PartialFolder() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
  }
  const fs::path& path() const { return path_; }

  Result<void> create() { return makeFolder(path_); }
  /// In one step where the folder is new. One that is there already stays the same folder (somebody may stand
  /// in it, or it is a link); the project goes last, so that a folder that holds it is whole.
  Result<void> moveTo(const fs::path& folder) {
    std::error_code error;
    if (!fs::exists(folder, error)) {
      fs::rename(path_, folder, error);
    } else {
      std::vector<fs::path> names;
      for (fs::directory_iterator at(path_, error), end; !error && at != end; at.increment(error))
        if (at->path().filename() != projectName) names.push_back(at->path().filename());
      names.emplace_back(projectName);
      for (std::size_t i = 0; !error && i < names.size(); ++i)
        fs::rename(path_ / names[i], folder / names[i], error);
    }
    if (error) return fileError(folder, "the sample cannot be put there: " + error.message());
    return {};
  }

 private:
  fs::path path_;
};

struct SamplePicture {
  std::string stem; ///< "05-tote"
  const NamedScene& named;
  std::uint32_t seed;
};

Result<void> writeEmptyReference(const SamplePicture& sample, const fs::path& file) {
  BoxScene empty = sample.named.scene;
  empty.items.clear();
  empty.itemColours.clear();
  RenderOptions options;
  options.colour = false;
  const auto rendered = renderBox(empty, options);
  if (!rendered) return rendered.error();
  return saveDepth(asDepthCamera(rendered->depth, noiseAtOneMetre, holeShare, sample.seed + 500), file,
                   depthUnit);
}

Result<Picture> writePicture(const SamplePicture& sample, const fs::path& folder, const Progress& progress) {
  const BoxScene& scene = sample.named.scene;
  RenderOptions options;
  options.samplesPerAxis = 3;
  const auto rendered = renderBox(scene, options, progress);
  if (!rendered) return rendered.error();

  PictureSources sources;
  sources.depthFile = sample.stem + ".depth.png";
  sources.depthScale = depthUnit;
  sources.intrinsicsFile = sample.stem + ".K.txt";
  Picture picture;
  picture.filename = sample.stem + ".color.png";
  if (const auto saved = saveImage(rendered->image, folder / picture.filename); !saved) return saved.error();
  const DepthMap seen = asDepthCamera(rendered->depth, noiseAtOneMetre, holeShare, sample.seed);
  if (const auto saved = saveDepth(seen, folder / sources.depthFile, depthUnit); !saved) return saved.error();
  if (const auto saved = saveIntrinsics(scene.camera, folder / sources.intrinsicsFile); !saved)
    return saved.error();
  if (holds(withEmptyReference, sample.named.name)) {
    sources.emptyDepthFile = sample.stem + ".empty.depth.png";
    const auto saved = writeEmptyReference(sample, folder / sources.emptyDepthFile);
    if (!saved) return saved.error();
  }

  std::error_code error;
  picture.size = static_cast<long long>(fs::file_size(folder / picture.filename, error));
  if (error) return fileError(folder / picture.filename, error.message());
  picture.id = picture.filename + std::to_string(picture.size); // VIA's key
  picture.attributes.set("caption", sample.named.title);
  setSources(picture, sources);
  if (!holds(withoutRim, sample.named.name)) {
    Rim rim{readable(rendered->corners), scene.size};
    if (holds(withoutSize, sample.named.name)) rim.size.reset();
    picture.regions.push_back(regionFromRim(rim));
  }
  return picture;
}

std::string numbered(std::size_t index, const std::string& name) {
  char number[24];
  std::snprintf(number, sizeof number, "%02zu-", index + 1);
  return number + name;
}

/// Whether the folder holds a sample; an Error where other files are in the way.
Result<bool> alreadyThere(const fs::path& folder) {
  std::error_code error;
  if (fs::exists(folder / projectName, error)) return true;
  const bool free = !fs::exists(folder, error) || fs::is_empty(folder, error);
  if (error || !free)
    return Error{ErrorCode::badInput, "the folder for the sample holds other files", folder.string(),
                 "choose a new or empty folder"};
  return false;
}

} // namespace

Result<fs::path> writeSample(const fs::path& folder, const Progress& progress) {
  const fs::path target = fs::absolute(folder / "").lexically_normal().parent_path(); // no slash at the end
  const auto present = alreadyThere(target);
  if (!present) return present.error();
  if (*present) return target / projectName; // what the user changed in it stays

  PartialFolder partial(target.parent_path() / ("." + target.filename().string() + ".partial-" +
                                                std::to_string(std::random_device{}())));
  if (const auto made = partial.create(); !made) return made.error();

  const std::vector<NamedScene> scenes = sampleScenes();
  Project project;
  project.name = "Sample boxes";
  for (std::size_t i = 0; i < scenes.size(); ++i) {
    if (progress.cancelled()) return cancelledError();
    Progress part;
    part.isCancelled = progress.isCancelled;
    part.onReport = [&](double fraction, std::string_view) {
      progress.report((static_cast<double>(i) + fraction) / static_cast<double>(scenes.size()),
                      "Drawing: " + scenes[i].title);
    };
    const SamplePicture sample{numbered(i, scenes[i].name), scenes[i], static_cast<std::uint32_t>(i + 1)};
    auto picture = writePicture(sample, partial.path(), part);
    if (!picture) return picture.error();
    project.pictures.push_back(std::move(picture).value());
  }
  if (const auto saved = saveViaProject(project, partial.path() / projectName); !saved) return saved.error();
  if (const auto moved = partial.moveTo(target); !moved) {
    std::error_code error; // another program may have written it meanwhile
    if (!fs::exists(target / projectName, error)) return moved.error();
  }
  progress.report(1.0, "Sample ready");
  return target / projectName;
}

} // namespace fillscope
