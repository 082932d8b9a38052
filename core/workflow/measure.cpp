#include "core/workflow/measure.h"
#include "core/base/number_text.h"
#include "core/formats/picture_lookup.h"
#include "core/formats/via_project.h"
#include <cctype>
#include <cmath>

namespace fillscope {
namespace {

/// Corners and camera for the depth map, where it is a scaled copy of the picture's view.
Result<void> fitToDepth(FillRequest& request, int pictureWidth, int pictureHeight, const std::string& name) {
  const int width = request.depth->width(), height = request.depth->height();
  const double sx = double(width) / pictureWidth, sy = double(height) / pictureHeight;
  if (std::abs(sx / sy - 1) > 0.02)
    return Error{ErrorCode::badInput,
                 "the depth map is " + std::to_string(width) + "×" + std::to_string(height) +
                     ", the picture " + std::to_string(pictureWidth) + "×" + std::to_string(pictureHeight) +
                     ": they do not show the same view",
                 name, "choose the depth that is aligned to this picture"};
  for (Vec2& corner : request.corners)
    corner = {corner.x * sx, corner.y * sy};
  if (request.camera) request.camera = request.camera->scaledTo(width, height);
  return {};
}

} // namespace

FillWarning detectedCornersWarning(std::optional<double> confidence) {
  FillWarning warning{"corners-detected", "The corners were found by a network, not placed by hand.",
                      "Look at them, or place them yourself."};
  if (confidence) {
    warning.meaning = "The corners were found by a network (confidence %1), not placed by hand.";
    warning.values = {numberText(std::round(100 * *confidence) / 100)};
  }
  return warning;
}

namespace {

/// What a picture's measurement does without, since it could not be read, and what is odd about the picture.
void warnOf(const LoadedPicture& loaded, FillReport& report) {
  for (const Error& problem : loaded.problems) {
    const bool ofPicture = problem.where == loaded.name;
    std::string remedy = problem.hint.empty() ? "Look at the picture's sources" : problem.hint;
    remedy.front() = static_cast<char>(std::toupper(static_cast<unsigned char>(remedy.front())));
    report.warnings.push_back({ofPicture ? "picture-changed" : "source-not-used",
                               ofPicture ? "%1: %2." : "Measured without what could not be used: %1: %2.",
                               remedy + ".",
                               {problem.where, problem.what}});
  }
}

bool named(const Picture& picture, const std::string& name) {
  if (picture.filename == name || picture.id == name) return true;
  std::filesystem::path file(picture.filename);
  if (file.filename() == name || file.stem() == name) return true;
  file = file.stem();
  return file.extension() == ".color" && file.stem() == name;
}

} // namespace

Result<FillReport> measurePicture(const LoadedPicture& loaded, const Rim& rim, const FillOptions& options,
                                  const Progress& progress) {
  if (!rim.complete())
    return Error{ErrorCode::badInput,
                 rim.corners.empty()
                     ? std::string("the rim is not marked")
                     : "only " + std::to_string(rim.corners.size()) + " of the rim's 4 corners are placed",
                 loaded.name, "place the four corners of the inner rim, clockwise from the top left"};
  if (!loaded.depth) {
    if (loaded.depthProblem) return *loaded.depthProblem;
    return Error{ErrorCode::badInput, "there is no depth for this picture", loaded.name,
                 "choose a depth file or predict the depth with a network"};
  }
  FillRequest request{loaded.depth, rim.asCorners(), loaded.camera, rim.size, loaded.emptyDepth, options};
  request.k1 = loaded.k1;
  if (auto fitted = fitToDepth(request, loaded.image->width(), loaded.image->height(), loaded.name); !fitted)
    return fitted.error();
  auto report = measureFill(request, progress);
  if (!report && report.error().where.empty()) {
    Error error = report.error();
    error.where = loaded.name;
    return error;
  }
  return report;
}

namespace {

/// One picture's way from its files to a row of the report.
class ItemMeasurement {
 public:
  ItemMeasurement(const FillOptions& options, const Progress& progress, const ReportDepthChooser& chooser,
                  const ReportRimFinder& finder)
      : options_(options)
      , stopOnly_{{}, progress.isCancelled}
      , chooser_(chooser)
      , finder_(finder) {}

  /// Error: cancelled alone; the others are the item's.
  Result<ReportItem> run(const OpenedProject& opened, int index, const std::filesystem::path& file,
                         Rim rim) const {
    ReportItem item;
    item.name = opened.project.pictures[static_cast<std::size_t>(index)].filename;
    auto loaded = loadPictureFrom(file, opened.project, opened.folder, index);
    auto report = loaded ? measured(index, rim, *loaded) : Result<FillReport>(loaded.error());
    if (loaded) item.image = loaded->image, item.depth = loaded->depth;
    if (!report && report.error().code == ErrorCode::cancelled) return report.error();
    if (!report) {
      item.error = report.error().sentence();
      return item;
    }
    item.corners = rim.asCorners();
    item.report = std::move(*report);
    warnOf(*loaded, item.report);
    if (rim.origin.isProposal())
      item.report.warnings.push_back(detectedCornersWarning(rim.origin.leastConfidence()));
    return item;
  }

 private:
  Result<FillReport> measured(int index, Rim& rim, LoadedPicture& loaded) const {
    if (finder_ && rim.corners.empty()) {
      auto found = finder_(*loaded.image);
      if (!found) return found.error();
      rim.corners = std::move(found->corners);
      rim.origin = std::move(found->origin);
    }
    if (chooser_ && rim.complete()) {
      auto known = chooser_(index, rim, loaded);
      if (!known) return known.error();
      if (*known) return **std::move(known);
    }
    return measurePicture(loaded, rim, options_, stopOnly_);
  }

  const FillOptions& options_;
  const Progress stopOnly_;
  const ReportDepthChooser& chooser_;
  const ReportRimFinder& finder_;
};

} // namespace

Result<std::vector<ReportItem>> measureProject(const OpenedProject& opened, const std::string& onlyPicture,
                                               const FillOptions& options, const Progress& progress,
                                               const ReportItemTaker& taker,
                                               const ReportDepthChooser& chooser,
                                               const ReportRimFinder& finder, const LeftOutTaker& leftOut) {
  const auto& pictures = opened.project.pictures;
  const ItemMeasurement measurement(options, progress, chooser, finder);
  PictureLookup lookup(opened.folder);
  std::vector<ReportItem> items;
  bool found = onlyPicture.empty();
  for (std::size_t i = 0; i < pictures.size(); ++i) {
    if (progress.cancelled()) return cancelledError();
    const Picture& picture = pictures[i];
    const bool asked = named(picture, onlyPicture);
    if (!onlyPicture.empty() && !asked) continue;
    found = true;
    Rim rim = rimOf(picture).value_or(Rim{});
    if (rim.corners.empty() && !asked && !finder) {
      // A picture nobody has marked yet is no failure of the project.
      if (leftOut) leftOut({picture.filename, "no corner of the rim is placed"});
      continue;
    }
    progress.report(double(i) / double(pictures.size()), picture.filename);
    const auto file = onlyPicture.empty() ? lookup.find(opened.project, picture)
                                          : resolvePicture(opened.project, picture, opened.folder);
    auto item = measurement.run(opened, static_cast<int>(i), file, std::move(rim));
    if (!item) return item.error();
    if (taker)
      if (auto taken = taker(*item); !taken) return taken.error();
    item->dropPixels();
    items.push_back(*std::move(item));
  }
  if (!found)
    return Error{ErrorCode::notFound, "there is no picture \"" + onlyPicture + "\" in this project",
                 opened.projectFile.string(), "give the file name as the project lists it"};
  progress.report(1.0);
  return items;
}

} // namespace fillscope
