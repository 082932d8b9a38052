#pragma once
// Where a comparison's mask comes from: a file, four corners, or the rims of a project.
#include "core/annotation/rim.h"
#include "core/formats/picture_set.h"
#include "core/imaging/counted_pixels.h"
#include "core/imaging/depth_map.h"
#include <filesystem>
#include <functional>
#include <memory>
#include <string>

namespace fillscope {

/// Two depth files of one picture.
struct DepthPair {
  std::string name; ///< of the picture, for people; of two folders with the subfolder: "left/box2"
  std::filesystem::path estimate, reference;
};

struct CountedArea {
  std::shared_ptr<const Mask> mask; ///< of the reference's size
  std::string name;                 ///< "rim", "corners", the mask's file
  std::vector<Vec2> outline;        ///< in the reference's pixels, continuous; empty for a mask file
};
/// The area of one pair. May be called from several threads at a time. Errors: badInput, notFound.
using AreaFinder = std::function<Result<CountedArea>(const DepthPair& pair, const DepthMap& reference)>;

/// A picture file whose pixels that are not black count; of a folder, the file named as the pair is, depth
/// and mask endings apart (NAME.mask.png, NAME_mask.png, NAME.png), in a subfolder of the same name.
AreaFinder areaOfMask(const std::filesystem::path& fileOrFolder);
/// Inside four corners, or any other outline, in the reference's continuous coordinates.
AreaFinder areaOfCorners(const RimCorners& corners);
/// Inside the rim of a project's picture: the one of that name, or where it is "" the one whose depth file
/// one of the pair is, or that is named as the pair: with its subfolder, or else where only one is.
AreaFinder areaOfRims(std::shared_ptr<const OpenedProject> opened, const std::string& picture);

/// The project's picture that a pair belongs to, as areaOfRims finds it; −1: none.
int pictureOf(const OpenedProject& opened, const std::string& picture, const DepthPair& pair);

} // namespace fillscope
