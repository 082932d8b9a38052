#include "core/workflow/detect_pictures.h"
#include "core/annotation/rejected_corners.h"
#include "core/annotation/rim.h"
#include "core/base/json.h"
#include "core/base/number_text.h"
#include "core/formats/image_io.h"
#include "core/formats/orientation.h"
#include "core/formats/picture_lookup.h"
#include "core/workflow/choose_network.h"
#include <algorithm>
#include <cmath>
#include <deque>
#include <unordered_map>
#include <unordered_set>

namespace fillscope {
namespace {

// As many digits as mean something: a hundredth of a pixel, a thousandth of a confidence.
double readable(double value, double digits) { return std::round(value * digits) / digits; }
std::string shortNumber(double value, double digits) { return numberText(readable(value, digits)); }

/// What somebody has placed or looked over stays, and what was refused does not come again.
bool mayReplaceRim(const Picture& picture, const std::string& network) {
  const auto rim = rimOf(picture);
  if (rim && !rim->corners.empty()) return rim->origin.isProposal();
  return !areCornersRejected(picture.attributes, network);
}

bool isSettled(const Picture& picture, const std::string& network) {
  if (!mayReplaceRim(picture, network)) return true;
  const auto rim = rimOf(picture);
  return rim && !rim->corners.empty() && rim->origin.network == network;
}

/// Tells pictures of projects in different folders apart by the files they name.
class PicturePlaces {
 public:
  explicit PicturePlaces(const std::filesystem::path& folder)
      : folder_(folder)
      , lookup_(folder) {}

  std::string of(const Project& project, const Picture& picture) {
    const auto file = lookup_.find(project, picture);
    std::error_code fault;
    return std::filesystem::weakly_canonical(file.empty() ? folder_ / picture.filename : file, fault)
        .string();
  }

 private:
  std::filesystem::path folder_;
  PictureLookup lookup_;
};

void putRim(Picture& picture, const DetectedCorners& found, const std::string& network) {
  Rim rim = proposedRim(found, network);
  if (const auto before = rimOf(picture)) rim.size = before->size;
  setRim(picture, rim);
}

void appendPicture(std::string& json, const PictureCorners& picture, const std::string& network,
                   const std::string& indent) {
  json += "{\n" + indent + "  \"picture\": ";
  appendJsonString(json, picture.name);
  if (!picture.error.empty()) {
    json += ",\n" + indent + "  \"error\": ";
    appendJsonString(json, picture.error);
  } else {
    json += ",\n" + indent + "  \"model\": ";
    appendJsonString(json, network);
    json += ",\n" + indent + "  \"confidence\": " + shortNumber(picture.corners.confidence, 1000);
    json += ",\n" + indent + "  \"passes\": " + std::to_string(picture.corners.passes);
    json += ",\n" + indent + "  \"corners\": [";
    for (std::size_t k = 0; k < picture.corners.points.size(); ++k) {
      const DetectedKeypoint& p = picture.corners.points[k];
      json += (k ? ", [" : "[") + shortNumber(p.point.at.x, 100) + ", " + shortNumber(p.point.at.y, 100) +
              ", " + std::to_string(static_cast<int>(p.point.visibility)) + ", " +
              shortNumber(p.confidence, 1000) + "]";
    }
    json += "]";
  }
  json += "\n" + indent + "}";
}

} // namespace

Result<DetectedPictures> detectPictures(ModelRegistry& registry, const std::string& id,
                                        const Project& project, const std::filesystem::path& folder,
                                        const Progress& progress, const DetectedTaker& taker) {
  const auto chosen = chooseNetwork(registry, id, NetworkUse::corners);
  if (!chosen) return chosen.error();
  progress.report(-1, "loading " + *chosen);
  const auto network = registry.network(*chosen);
  if (!network) return network.error();
  const Progress stopOnly{{}, progress.isCancelled};
  PictureLookup lookup(folder);
  DetectedPictures all;
  const auto stoppedBy = [&all](Error error) {
    all.stopped = std::move(error);
    return std::move(all);
  };
  for (const Picture& picture : project.pictures) {
    if (progress.cancelled()) return stoppedBy(cancelledError());
    progress.report(double(all.pictures.size()) / double(project.pictures.size()), picture.filename);
    PictureCorners entry{picture.filename, {}, {}, 1};
    const auto file = lookup.find(project, picture);
    const auto image = loadImage(file.empty() ? folder / picture.filename : file);
    entry.orientation = storedOrientationInFile(file);
    if (image) {
      auto found = detectCorners(**network, *image, stopOnly);
      if (!found) return stoppedBy(found.error());
      entry.corners = *std::move(found);
    } else {
      entry.error = image.error().sentence();
    }
    all.pictures.push_back(std::move(entry));
    if (taker) taker(all.pictures);
  }
  progress.report(1);
  return all;
}

void sortLeastCertainFirst(std::vector<PictureCorners>& pictures) {
  const auto certainty = [](const PictureCorners& p) { return p.error.empty() ? p.corners.confidence : -1; };
  std::stable_sort(pictures.begin(), pictures.end(), [&](const PictureCorners& a, const PictureCorners& b) {
    return certainty(a) < certainty(b);
  });
}

Project withDetectedRims(const Project& project, const std::vector<PictureCorners>& found,
                         const std::string& network) {
  Project result = project;
  result.pictures.clear();
  std::vector<bool> placed(project.pictures.size(), false);
  std::unordered_map<std::string, std::deque<std::size_t>> places;
  for (std::size_t k = 0; k < project.pictures.size(); ++k)
    places[project.pictures[k].filename].push_back(k);
  for (const PictureCorners& entry : found) {
    const auto named = places.find(entry.name);
    if (named == places.end() || named->second.empty()) continue;
    const std::size_t k = named->second.front();
    named->second.pop_front();
    placed[k] = true;
    Picture picture = project.pictures[k];
    if (entry.error.empty() && !rimPoints(entry.corners).empty() && mayReplaceRim(picture, network)) {
      putRim(picture, entry.corners, network);
      if (!recordedOrientation(picture)) recordOrientation(picture, entry.orientation);
    }
    result.pictures.push_back(std::move(picture));
  }
  for (std::size_t k = 0; k < project.pictures.size(); ++k)
    if (!placed[k]) result.pictures.push_back(project.pictures[k]);
  return result;
}

Project goneOn(Project earlier, const Project& detected, const std::filesystem::path& folder) {
  PicturePlaces places(folder);
  std::unordered_map<std::string, std::size_t> byPlace;
  for (std::size_t k = 0; k < earlier.pictures.size(); ++k)
    byPlace.emplace(places.of(earlier, earlier.pictures[k]), k);
  for (const Picture& picture : detected.pictures) {
    const auto known = byPlace.find(places.of(detected, picture));
    if (known == byPlace.end()) {
      earlier.pictures.push_back(picture);
      continue;
    }
    Picture& before = earlier.pictures[known->second];
    const auto rim = rimOf(picture);
    if (!rim || !rim->origin.isProposal() || !mayReplaceRim(before, rim->origin.network)) continue;
    Rim placed = *rim;
    if (const auto there = rimOf(before)) placed.size = there->size;
    setRim(before, placed);
    if (const auto turn = recordedOrientation(picture); turn && !recordedOrientation(before))
      recordOrientation(before, *turn);
  }
  return earlier;
}

Project withoutSettled(Project project, const std::filesystem::path& folder, const Project& earlier,
                       const std::filesystem::path& earlierFolder, const std::string& network) {
  PicturePlaces earlierPlaces(earlierFolder), places(folder);
  std::unordered_set<std::string> settled;
  for (const Picture& picture : earlier.pictures)
    if (isSettled(picture, network)) settled.insert(earlierPlaces.of(earlier, picture));
  std::vector<Picture> left;
  for (Picture& picture : project.pictures)
    if (!settled.contains(places.of(project, picture))) left.push_back(std::move(picture));
  project.pictures = std::move(left);
  return project;
}

std::string detectionJson(const std::vector<PictureCorners>& pictures, const std::string& network,
                          std::size_t asked) {
  std::string json;
  if (asked == 1 && pictures.size() == 1) {
    appendPicture(json, pictures.front(), network, "");
    return json + "\n";
  }
  json = "{\n  \"pictures\": [";
  for (std::size_t k = 0; k < pictures.size(); ++k) {
    json += k ? ",\n    " : "\n    ";
    appendPicture(json, pictures[k], network, "    ");
  }
  return json + (pictures.empty() ? "]\n}\n" : "\n  ]\n}\n");
}

} // namespace fillscope
