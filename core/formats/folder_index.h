#pragma once
// What a folder offers, told by file names alone: no file is opened.
#include "core/base/progress.h"
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace fillscope {

/// "box2" before "box10", letters without regard to case.
bool naturallyBefore(const std::string& a, const std::string& b);

/// Whether a file of that name is a depth map by its name: NAME.depth.png, NAME-depth.npy, depth.tiff…
bool isDepthName(const std::string& name);
/// Of several files of one depth map the one of the least rank is taken: those that hold metres as they are
/// come first. −1: no depth map by its suffix.
int depthRank(const std::string& name);
/// What depth map, photo and mask of one picture have in common, in lower case: "box" of box.depth.png,
/// Box.color.jpg and box_mask.png; the name without its suffix where it has none of these endings. Folders in
/// front of the name stay, in lower case.
std::string depthBaseOf(const std::string& name);
std::string pictureBaseOf(const std::string& name);
std::string maskBaseOf(const std::string& name);
/// Ending of pictures that show what speaks for a class (classify --maps): they are nobody's photos.
inline constexpr std::string_view evidenceEnding = ".evidence.png";
/// Whether loadImage reads files of that suffix, and it is no evidence.
bool isPictureName(const std::string& name);
/// Whether a folder of that name holds the photos of an RGB-D collection: color, rgb, images…
bool isColourFolder(const std::string& name);

/// All pictures in the folder and its subfolders but hidden ones, in no order, each path beginning with the
/// folder's. Errors: notFound, badInput (no pictures there), ioFailure, cancelled.
Result<std::vector<std::filesystem::path>> picturesBelow(const std::filesystem::path& folder,
                                                         const Progress& progress = {});

class FolderIndex {
 public:
  /// A folder that is missing or may not be read is an empty one.
  explicit FolderIndex(const std::filesystem::path& folder);

  /// In natural order; depth maps, masks of other pictures and hidden files left out.
  const std::vector<std::string>& pictures() const { return pictures_; }
  /// *.json, not *.fillscope.json
  const std::vector<std::string>& jsonFiles() const { return jsonFiles_; }
  /// Those of them that are not named after one of several pictures, for such a one tells of it alone.
  std::vector<std::string> sharedJsonFiles() const;
  /// *.fillscope.json
  const std::vector<std::string>& projectFiles() const { return projectFiles_; }
  /// *.pcd, *.ply, *.xyz
  const std::vector<std::string>& clouds() const { return clouds_; }
  const std::vector<std::string>& subfolders() const { return subfolders_; }

  // What belongs to a picture of this folder, relative to the folder; "" where nothing does.
  std::string depthOf(const std::string& picture) const;
  std::string intrinsicsOf(const std::string& picture) const;
  /// Depth of the picture named empty.*, for every other picture.
  std::string emptyDepthOf(const std::string& picture) const; ///< "" for the empty one itself
  /// Depth maps that belong to no picture.
  std::vector<std::string> depthsWithoutPicture() const;

 private:
  using DepthByName = std::unordered_map<std::string, std::string>;
  void addDepth(const std::string& base, const std::string& file);
  void addIntrinsics(const std::string& name, const std::string& file);
  void leaveMasksOut(); ///< NAME.mask.png beside NAME.png is nobody's photo
  void readNeighbours(const std::filesystem::path& folder);
  void findShared();

  std::vector<std::string> pictures_, jsonFiles_, projectFiles_, clouds_, subfolders_;
  DepthByName depths_;                                   ///< by lower-case name without its depth ending
  std::unordered_map<std::string, std::string> cameras_; ///< by lower-case name without its ending
  std::string folderCamera_, emptyDepth_;
};

} // namespace fillscope
