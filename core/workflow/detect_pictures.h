#pragma once
// Corners of many pictures, for people who look them over: the least certain first.
#include "core/annotation/project.h"
#include "core/workflow/detect.h"
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace fillscope {

struct PictureCorners {
  std::string name; ///< as the project lists the picture
  DetectedCorners corners;
  std::string error;   ///< why there are none; ""
  int orientation = 1; ///< EXIF's: the corners lie in the picture turned by it
};

struct DetectedPictures {
  std::vector<PictureCorners> pictures;
  std::optional<Error>
      stopped; ///< why those after them were not looked at: cancelled, or the network's error
};

/// Is shown, after each picture, those that were looked at so far.
using DetectedTaker = std::function<void(const std::vector<PictureCorners>& soFar)>;

/// Every picture of a project, in its order. A picture that cannot be read or has no box in it gets an error.
/// What was found before a stop stays. Errors: those of the registry.
Result<DetectedPictures> detectPictures(ModelRegistry& registry, const std::string& id,
                                        const Project& project, const std::filesystem::path& folder,
                                        const Progress& progress = {}, const DetectedTaker& taker = {});

/// Pictures without corners first, then by growing confidence; of equal ones the order stays.
void sortLeastCertainFirst(std::vector<PictureCorners>& pictures);

/// The project with its pictures in the order of `found` and with the corners as rims: region attributes
/// source = "model", model, confidence (the least of the four) and corner_confidence. A rim that is there
/// already stays, unless it is the proposal of a network that nobody has looked over; a picture without one
/// where this network's corners were rejected (rejected_corners.h) gets none.
Project withDetectedRims(const Project& project, const std::vector<PictureCorners>& found,
                         const std::string& network);

/// A project that was written before goes on: pictures of `detected` that it lacks, told by the file they
/// name from `folder`, join it at the end; those it has get the detected rim by the same rule and keep all
/// else.
Project goneOn(Project earlier, const Project& detected, const std::filesystem::path& folder);

/// The project without the pictures whose corners stay in `earlier`, by goneOn's rule, or are this network's
/// there. Each names its files from a folder of its own.
Project withoutSettled(Project project, const std::filesystem::path& folder, const Project& earlier,
                       const std::filesystem::path& earlierFolder, const std::string& network);

/// One object: picture, model, confidence, passes, corners [[x, y, visibility, confidence], …] (visibility
/// 0 outside, 1 hidden, 2 seen), or picture and error; where more than one was asked for: {"pictures": […]}.
std::string detectionJson(const std::vector<PictureCorners>& pictures, const std::string& network,
                          std::size_t asked);

} // namespace fillscope
