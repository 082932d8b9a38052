#include "core/annotation/rim.h"
#include "core/base/number_text.h"
#include "core/formats/intrinsics_io.h"
#include "core/formats/picture_sources.h"
#include "core/formats/via_project.h"
#include "core/workflow/measure.h"

namespace fillscope {
namespace {

namespace fs = std::filesystem;

fs::path below(const fs::path& folder, const std::string& file) {
  const fs::path path(file);
  return path.is_absolute() ? path : folder / path;
}

std::shared_ptr<const DepthMap> depthOf(const fs::path& file, const DepthEncoding& encoding,
                                        std::vector<Error>& problems) {
  auto depth = loadDepth(file, encoding);
  if (depth) return std::make_shared<const DepthMap>(std::move(*depth));
  problems.push_back(depth.error());
  return nullptr;
}

DepthEncoding encodingOf(const PictureSources& sources) {
  return {sources.depthScale, sources.depthRotation, sources.depthKind};
}

/// The project keeps one scale for a picture; it is that of the picture's own depth.
std::shared_ptr<const DepthMap> emptyDepthOf(const fs::path& folder, const PictureSources& sources,
                                             std::vector<Error>& problems) {
  const fs::path file = below(folder, sources.emptyDepthFile);
  Result<DepthEncoding> encoding = encodingOf(sources);
  if (!sources.depthFile.empty())
    encoding = encodingBeside(below(folder, sources.depthFile), file, *encoding);
  return depthOf(file, encoding ? *encoding : encodingOf(sources), problems);
}

void putCamera(LoadedPicture& loaded, const fs::path& folder, const Picture& picture,
               const PictureSources& sources) {
  const int width = loaded.image->width(), height = loaded.image->height();
  if (!sources.intrinsicsFile.empty()) {
    const auto lens = loadLensFor(below(folder, sources.intrinsicsFile), width, height);
    if (!lens) {
      loaded.problems.push_back(lens.error());
      return;
    }
    loaded.camera = lens->camera;
    loaded.k1 = lens->k1;
  } else if (sources.fieldOfView > 0) {
    loaded.camera = CameraIntrinsics::fromFieldOfView(sources.fieldOfView, width, height);
  }
  const std::string distortion = picture.attributes.text(distortionAttribute);
  if (const auto k1 = parseNumber(distortion))
    loaded.k1 = *k1;
  else if (!distortion.empty())
    loaded.problems.push_back({ErrorCode::badInput, "\"" + distortion + "\" is no number",
                               picture.filename + ", " + distortionAttribute,
                               "write a number such as -0.12, or nothing"});
}

/// What the picture's attributes call the kind of its depth, where that is none.
std::optional<Error> unknownKind(const Picture& picture) {
  const std::string kind = picture.attributes.text(depthKindAttribute);
  if (kind.empty() || depthKindNamed(kind)) return {};
  return Error{ErrorCode::badInput, "\"" + kind + "\" is no kind of depth",
               picture.filename + ", " + depthKindAttribute, "write metric, relative or inverse, or nothing"};
}

void putDepths(LoadedPicture& loaded, const fs::path& folder, const Picture& picture,
               const PictureSources& sources, const Progress& progress) {
  const bool hasDepth = !sources.depthFile.empty(), hasEmpty = !sources.emptyDepthFile.empty();
  if (const auto fault = unknownKind(picture); fault && (hasDepth || hasEmpty)) {
    loaded.problems.push_back(*fault);
    if (hasDepth) loaded.depthProblem = fault;
    if (hasEmpty) loaded.emptyDepthProblem = fault;
    return;
  }
  if (hasDepth)
    loaded.depth = depthOf(below(folder, sources.depthFile), encodingOf(sources), loaded.problems);
  loaded.depthHasFewSteps = loaded.depth && depthHasFewSteps(below(folder, sources.depthFile));
  if (hasDepth && !loaded.depth) {
    loaded.depthProblem = loaded.problems.back();
    loaded.lacksScale = sources.mayLackScale() && loaded.depthProblem->code == ErrorCode::badInput;
  }
  if (progress.cancelled()) return;
  progress.report(0.8, "empty reference");
  if (hasEmpty) loaded.emptyDepth = emptyDepthOf(folder, sources, loaded.problems);
  if (hasEmpty && !loaded.emptyDepth) loaded.emptyDepthProblem = loaded.problems.back();
}

/// A program may have taken the note out of the file, with or without turning its pixels.
void compareOrientation(LoadedPicture& loaded, const Picture& picture) {
  const int recorded = recordedOrientation(picture).value_or(loaded.orientation);
  if (recorded == loaded.orientation) return;
  loaded.problems.push_back({ErrorCode::badInput,
                             "this picture was turned by EXIF orientation " + std::to_string(recorded) +
                                 " when it was annotated, and its file now says " +
                                 std::to_string(loaded.orientation),
                             picture.filename, "look whether its regions still lie where they should"});
}

Error missing(const Picture& picture) {
  return {ErrorCode::notFound, "the picture file is not there", picture.filename,
          "put it next to the project or mend the project's default_filepath"};
}

} // namespace

Result<std::optional<PicturePreview>> loadPreview(const Project& project, const fs::path& folder, int index,
                                                  const Progress& progress) {
  const Picture& picture = project.pictures.at(static_cast<std::size_t>(index));
  const fs::path file = resolvePicture(project, picture, folder);
  if (file.empty()) return missing(picture);
  return loadPreview(file, progress);
}

Result<LoadedPicture> loadPicture(const Project& project, const fs::path& folder, int index,
                                  const Progress& progress) {
  const Picture& picture = project.pictures.at(static_cast<std::size_t>(index));
  return loadPictureFrom(resolvePicture(project, picture, folder), project, folder, index, progress);
}

Result<LoadedPicture> loadPictureFrom(const fs::path& place, const Project& project, const fs::path& folder,
                                      int index, const Progress& progress) {
  const Picture& picture = project.pictures.at(static_cast<std::size_t>(index));
  if (place.empty()) return missing(picture);
  LoadedPicture loaded;
  loaded.name = picture.filename;
  loaded.file = place;
  progress.report(0.0, "picture");
  const Progress stopOnly{{}, progress.isCancelled};
  auto file = loadPictureFile(loaded.file, stopOnly);
  if (!file) return file.error();
  loaded.image = std::make_shared<const Image>(std::move(file->image));
  if (!file->samples.empty())
    loaded.samples = std::make_shared<const Raster<float>>(std::move(file->samples));
  loaded.samplesAreWhole = file->samplesAreWhole;
  loaded.orientation = file->orientation;
  if (progress.cancelled()) return cancelledError();
  compareOrientation(loaded, picture);

  Picture placed;
  placed.attributes = picture.attributes;
  renameFiles(placed, [&](const std::string& named) {
    const fs::path there = resolveFileOfPicture(project, picture, folder, place, named);
    return there.empty() || there == folder / named ? named : fs::absolute(there).string();
  });
  const PictureSources sources = sourcesOf(placed);
  // The scale is that of the depth file; without one it can only be meant for the picture itself.
  if (loaded.samples && sources.depthFile.empty() && sources.depthKind == DepthKind::metric)
    loaded.samplesUnit = sources.depthScale;
  putCamera(loaded, folder, picture, sources);
  progress.report(0.4, "depth");
  putDepths(loaded, folder, picture, sources, progress);
  if (progress.cancelled()) return cancelledError();
  return loaded;
}

Result<LoadedPicture> loadPicture(const OpenedProject& opened, int index, const Progress& progress) {
  return loadPicture(opened.project, opened.folder, index, progress);
}

} // namespace fillscope
