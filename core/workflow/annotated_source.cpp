#include "core/annotation/keypoint_set.h"
#include "core/annotation/rim.h"
#include "core/base/number_text.h"
#include "core/formats/picture_sources.h"
#include "core/formats/via_project.h"
#include "core/workflow/measure.h"
#include "core/workflow/told_depth.h"
#include "core/workflow/training_sources.h"
#include <algorithm>
#include <utility>

namespace fillscope {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t rimCorners = 4;

const std::vector<Vec2>* outlineOf(const Region& region) {
  if (const auto* line = std::get_if<PolylineShape>(&region.shape)) return &line->points;
  if (const auto* polygon = std::get_if<PolygonShape>(&region.shape)) return &polygon->points;
  return nullptr;
}

/// Keypoints under whatever names, all of them in the picture.
bool isPlacedSet(const Region& region) {
  const std::optional<KeypointSet> set = keypointSetOf(region);
  return set && std::none_of(set->points.begin(), set->points.end(), [](const Keypoint& point) {
           return point.visibility == KeypointVisibility::outside;
         });
}

/// The region that holds a picture's keypoints, or −1: its rim, or the only one with as many points; of four
/// points a set of keypoints alone, since another outline would count as the rim if it were one.
int keypointRegion(const Picture& picture, std::size_t keypoints) {
  if (const auto rim = rimOf(picture); keypoints == rimCorners && rim && rim->complete())
    return rimRegionIndex(picture);
  int found = -1;
  for (std::size_t i = 0; i < picture.regions.size(); ++i) {
    const auto* points = outlineOf(picture.regions[i]);
    if (!points || points->size() != keypoints) continue;
    if (keypoints == rimCorners && !isPlacedSet(picture.regions[i])) continue;
    if (found >= 0) return -1;
    found = static_cast<int>(i);
  }
  return found;
}

/// Whether the region is a rim that a network proposed and nobody has accepted: no truth to learn from.
bool isProposal(const Picture& picture, int region) {
  return region >= 0 && region == rimRegionIndex(picture) && rimOf(picture)->origin.isProposal();
}

std::optional<double> numberOf(const Attributes& attributes, const char* name) {
  const AttributeValue* value = attributes.find(name);
  return value ? parseNumber(value->text) : std::nullopt;
}

/// The border belongs to the picture; what was computed may miss it by a rounding.
bool isInside(Vec2 at, const Image& image) {
  constexpr double rounding = 0.01; // pixels
  return at.x >= -rounding && at.y >= -rounding && at.x <= image.width() + rounding &&
         at.y <= image.height() + rounding;
}

class AnnotatedSource final : public SampleSource {
 public:
  struct Entry {
    int picture = 0;
    int region = -1; ///< that holds the keypoints; −1: none
    std::string group;
  };
  AnnotatedSource(OpenedProject opened, std::vector<Entry> entries, std::size_t keypoints, SampleParts parts,
                  std::size_t unreviewed, std::size_t unscaled)
      : opened_(std::move(opened))
      , entries_(std::move(entries))
      , keypoints_(keypoints)
      , parts_(parts)
      , unreviewed_(unreviewed)
      , unscaled_(unscaled) {}

  std::size_t size() const override { return entries_.size(); }
  std::size_t unreviewed() const override { return unreviewed_; }
  std::size_t unscaled() const override { return unscaled_; }
  std::string group(std::size_t index) const override { return entries_.at(index).group; }

  Result<TrainingSample> load(std::size_t index) const override {
    const Entry& entry = entries_.at(index);
    const Picture& picture = opened_.project.pictures[static_cast<std::size_t>(entry.picture)];
    auto loaded = loadPicture(opened_, entry.picture);
    if (!loaded) return loaded.error();
    if (const Error* fault = worstOf(*loaded, picture)) {
      Error named = *fault;
      // A file may serve many pictures, and fit only some.
      if (named.where != picture.filename) named.what += " (picture " + picture.filename + ")";
      return named;
    }

    TrainingSample sample;
    sample.name = picture.filename;
    sample.group = entry.group;
    sample.image = *loaded->image;
    if (loaded->depth && parts_ != SampleParts::picture) {
      if (!loaded->depth->values.sameSize(sample.image))
        return Error{ErrorCode::badInput, "the depth map has another size than its picture", picture.filename,
                     "take depth that is aligned to the picture"};
      sample.depth = *loaded->depth;
    }
    sample.depthLacksScale = loaded->lacksScale && parts_ != SampleParts::picture;
    sample.camera = loaded->camera;
    sample.k1 = loaded->k1;
    sample.fillPercent = numberOf(picture.attributes, fillAttribute);
    if (const std::string mask = picture.attributes.text(maskAttribute);
        !mask.empty() && parts_ != SampleParts::picture) {
      const auto there = resolveFileOfPicture(opened_.project, picture, opened_.folder, loaded->file, mask);
      auto content = loadMask(there.empty() ? opened_.folder / mask : there, sample.image.width(),
                              sample.image.height());
      if (!content) return content.error();
      sample.content = std::move(*content);
    }
    if (entry.region >= 0)
      putKeypoints(sample, picture, picture.regions[static_cast<std::size_t>(entry.region)]);
    return sample;
  }

 private:
  /// Depth whose scale nobody told yet is no depth; anything else that fails and is asked for would be
  /// missed.
  const Error* worstOf(const LoadedPicture& loaded, const Picture& picture) const {
    const PictureSources sources = sourcesOf(picture);
    for (const Error& problem : loaded.problems) {
      if (parts_ == SampleParts::picture && problem.where != picture.filename) continue;
      const bool isDepth = !sources.depthFile.empty() && problem.where.ends_with(sources.depthFile);
      const bool isEmpty = !sources.emptyDepthFile.empty() && problem.where.ends_with(sources.emptyDepthFile);
      if (!isEmpty && !(isDepth && lacksScale(opened_, picture))) return &problem;
    }
    return nullptr;
  }

  void putKeypoints(TrainingSample& sample, const Picture& picture, const Region& region) const {
    const auto rim = rimOf(picture);
    const int rimIndex = rimRegionIndex(picture);
    const bool isRim = rimIndex >= 0 && &picture.regions[static_cast<std::size_t>(rimIndex)] == &region;
    if (rim) sample.size = rim->size;
    if (isRim && rim->origin.source == RimSource::model) sample.proposedBy = rim->origin.network;
    // A rim may go through its outline's vertices another way round.
    const bool asRim = isRim && keypoints_ == rimCorners;
    const std::vector<Vec2>& places = asRim ? rim->corners : *outlineOf(region);
    const std::vector<KeypointVisibility> said =
        asRim ? rim->visibility
              : parseVisibility(region.attributes.text(visibilityAttribute), places.size())
                    .value_or(std::vector<KeypointVisibility>());
    sample.visibilityKnown = !said.empty();
    for (std::size_t i = 0; i < places.size(); ++i) {
      Keypoint point{places[i], said.empty() ? KeypointVisibility::visible : said[i]};
      if (!isInside(point.at, sample.image)) point.visibility = KeypointVisibility::outside;
      sample.keypoints.push_back(point);
    }
    // Corner detectors answer in this order, wherever a person began.
    if (keypoints_ == rimCorners) startAtTopLeft(sample);
  }

  OpenedProject opened_;
  std::vector<Entry> entries_;
  std::size_t keypoints_;
  SampleParts parts_;
  std::size_t unreviewed_, unscaled_;
};

struct Found {
  std::vector<AnnotatedSource::Entry> entries;
  std::size_t proposals = 0; ///< left out, for nobody has reviewed them
  std::size_t unscaled = 0;  ///< left out, for nobody has told the scale of their depth
};

AnnotatedSource::Entry entryOf(const OpenedProject& opened, std::size_t index, int region) {
  const Picture& picture = opened.project.pictures[index];
  const std::string group = picture.attributes.text(pictureGroupAttribute);
  return {static_cast<int>(index), region, group.empty() ? picture.filename : group};
}

Found picturesWithKeypoints(const OpenedProject& opened, std::size_t keypoints) {
  Found found;
  for (std::size_t i = 0; i < opened.project.pictures.size(); ++i) {
    const Picture& picture = opened.project.pictures[i];
    const int region = keypointRegion(picture, keypoints);
    if (region < 0) continue;
    if (isProposal(picture, region))
      ++found.proposals;
    else
      found.entries.push_back(entryOf(opened, i, region));
  }
  return found;
}

/// Depth is the truth here: what a network proposed as a rim is no reason to leave a picture out.
Found picturesWithDepth(const OpenedProject& opened, std::size_t keypoints) {
  Found found;
  for (std::size_t i = 0; i < opened.project.pictures.size(); ++i) {
    const Picture& picture = opened.project.pictures[i];
    if (sourcesOf(picture).depthFile.empty()) continue;
    if (lacksScale(opened, picture)) {
      ++found.unscaled;
      continue;
    }
    const int region = keypointRegion(picture, keypoints);
    found.entries.push_back(entryOf(opened, i, isProposal(picture, region) ? -1 : region));
  }
  return found;
}

/// A folder without a project, or with several, names the file that would become its own.
bool hasProject(const OpenedProject& opened) {
  std::error_code ignored;
  return fs::is_regular_file(opened.projectFile, ignored);
}

std::string placeOf(const OpenedProject& opened) {
  return (hasProject(opened) ? opened.projectFile : opened.folder).string();
}

std::string noneOf(const OpenedProject& opened) {
  return "none of its " + std::to_string(opened.project.pictures.size()) + " pictures has ";
}

Error nothingIsMarked(const OpenedProject& opened, std::size_t keypoints, std::size_t proposals) {
  if (proposals > 0)
    return {ErrorCode::badInput,
            "it holds only proposals of a network (" + std::to_string(proposals) +
                "), which nobody has reviewed",
            placeOf(opened), "accept or correct them in the window"};
  if (keypoints == rimCorners)
    return {ErrorCode::badInput, noneOf(opened) + "a rim", placeOf(opened),
            "mark the four rim corners of some pictures in the window"};
  return {ErrorCode::badInput, "no picture has one outline of " + std::to_string(keypoints) + " points",
          placeOf(opened), "draw the keypoints as a polyline, or change their number in the configuration"};
}

Error nothingHasDepth(const OpenedProject& opened, const Found& found) {
  if (found.unscaled > 0)
    return {ErrorCode::badInput, "nobody has told what a unit of its depth files is in metres",
            placeOf(opened),
            "tell it in the window, for all pictures, and save the project, or give --depth-scale"};
  return {ErrorCode::badInput, noneOf(opened) + "a depth file", placeOf(opened),
          "put NAME.depth.png beside NAME.png, or choose the depth files in the window"};
}

} // namespace

Result<std::shared_ptr<SampleSource>> annotatedSource(OpenedProject opened, int keypoints,
                                                      SampleParts parts) {
  const auto wanted = static_cast<std::size_t>(keypoints);
  Found found =
      parts == SampleParts::depth ? picturesWithDepth(opened, wanted) : picturesWithKeypoints(opened, wanted);
  if (found.entries.empty()) {
    if (parts == SampleParts::depth) return nothingHasDepth(opened, found);
    return nothingIsMarked(opened, wanted, found.proposals);
  }
  for (const auto& entry : found.entries) {
    const Picture& picture = opened.project.pictures[static_cast<std::size_t>(entry.picture)];
    if (resolvePicture(opened.project, picture, opened.folder).empty())
      return Error{ErrorCode::notFound, "the picture file " + picture.filename + " is not there",
                   placeOf(opened), "put it next to the project or take it out of the project"};
  }
  return std::shared_ptr<SampleSource>(std::make_shared<AnnotatedSource>(
      std::move(opened), std::move(found.entries), wanted, parts, found.proposals, found.unscaled));
}

} // namespace fillscope
