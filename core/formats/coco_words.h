#pragma once
// How COCO files are kept in a project, for their reader and writer. Private to this folder.
#include "core/formats/annotation_codec.h"
#include "core/formats/data_objects.h"
#include <cstdint>
#include <unordered_set>

namespace fillscope {

/// Extra of project, pictures and regions: members that the project has no place for, verbatim. Of a region
/// also id, and as "kept" what was computed by others (segmentation as run lengths or closed twice, area,
/// bbox) with the fingerprint of the shapes that it belongs to (of the keypoints where there are no others),
/// and the score that became the attribute of that name.
inline constexpr const char* cocoExtra = "coco";
/// How sure a detector was: a member of its annotations, beside their attributes.
inline constexpr const char* cocoScore = "score";
/// In info.description where keypoints are written in continuous coordinates.
inline constexpr const char* continuousRemark = "keypoints in continuous coordinates";

/// An annotation's keypoints, as its category names them. base: the region with its attributes; shift: added
/// to each coordinate. Nothing where there are none, or none is labelled and something else says where it is.
std::optional<KeypointSet> cocoKeypointsIn(const rapidjson::Value& annotation, const KeypointTemplate& kind,
                                           const Region& base, double shift, const std::string& picture,
                                           ImportNotes& notes);
/// An annotation's outlines and box as shapes; masks as their outlines, a mask that is none or empty as the
/// annotation's box.
struct CocoShapes {
  std::vector<Shape> shapes;
  bool isMask = false, isBoxOfBrokenMask = false;
  bool isClosedTwice = false; ///< an outline repeated its first point at its end
};
CocoShapes cocoShapesIn(const rapidjson::Value& annotation, const std::optional<KeypointSet>& keypoints,
                        const std::string& picture, ImportNotes& notes);

bool isCocoText(std::string_view text);
/// The JSON files of a data set's folder, in annotations or beside it, where one of the first is COCO's; else
/// none.
std::vector<std::filesystem::path> cocoFilesIn(const std::filesystem::path& folder);
Result<ImportedAnnotations> readCoco(const Candidate& candidate, const ReadOptions& options,
                                     const Progress& progress);
Result<std::vector<std::filesystem::path>> writeCoco(const Project& project, const std::filesystem::path& out,
                                                     const WriteOptions& options, const Progress& progress,
                                                     bool keypoints);
/// Its member id where that is a whole number from 0 on.
std::optional<std::int64_t> cocoIdOf(const rapidjson::Value& object);
/// Whether it was given an id, and another one is written.
bool cocoIdIsChanged(const rapidjson::Value& kept, std::int64_t written);

/// Ids as read where they are free, new ones behind all of them.
class CocoIds {
 public:
  /// lowest: what is below is no id.
  explicit CocoIds(std::int64_t lowest)
      : lowest_(lowest) {}
  void reserve(const rapidjson::Value& kept);
  std::int64_t take(const rapidjson::Value& kept);

 private:
  std::int64_t lowest_, next_ = 1;
  std::unordered_set<std::int64_t> used_;
};
inline constexpr std::int64_t lowestCocoId = 0;
/// pycocotools takes 0 for an annotation that is not matched.
inline constexpr std::int64_t lowestCocoAnnotationId = 1;

/// What the reader kept of an annotation: beside its first shape, of older projects beside its keypoints.
rapidjson::Document cocoKeptBeside(const std::vector<const Region*>& regions);

/// An annotation's members that say where it is, as JSON.
struct CocoOutline {
  std::string segmentation, area, bounds;
  bool wasCrowd = false;
  bool isCrowd = false;   ///< a crowd is a mask of run lengths: without it the flag would be wrong
  bool isNewMask = false; ///< made here, of whole pixels, for a crowd that has other outlines now
};
/// As others computed them while the shapes are theirs, else by areaOf, the bounds and the parts.
CocoOutline cocoOutlineOf(const DataObject& object, const std::vector<const Region*>& regions,
                          const rapidjson::Document& kept, PictureSize size);

/// Which category an object belongs to: classes by name and, with keypoints, by their names.
class CocoCategories {
 public:
  CocoCategories(const Project& project, const WriteOptions& options, bool keypoints);
  /// Its id; objects of one class with other keypoints than the class has get a category of their own.
  std::int64_t of(const DataObject& object);
  int keypointCount(std::int64_t id) const;
  int doubled() const { return doubled_; }       ///< classes that stand for several kinds of keypoints
  int changedIds() const { return changedIds_; } ///< classes whose ids as read are none
  std::string json() const;

 private:
  struct Category {
    std::int64_t id = 0;
    std::string name;
    std::string verbatim; ///< JSON as read
    KeypointTemplate kind;
    std::string supercategory;
  };
  Category& add(const std::string& name);

  std::vector<Category> categories_;
  std::unordered_map<std::string, std::size_t> byName_;
  std::int64_t nextId_ = 1;
  int doubled_ = 0, changedIds_ = 0;
  bool keypoints_ = false;
};

} // namespace fillscope
