#pragma once
// What YOLO data sets say of themselves. Private to this folder.
#include "core/formats/annotation_codec.h"
#include "core/formats/data_objects.h"
#include <map>

namespace fillscope {

enum class YoloTask { detect, obb, segment, pose };

/// data.yaml (Ultralytics), obj.data with obj.names (Darknet) or classes.txt beside the labels.
struct YoloDataset {
  std::filesystem::path home;               ///< of the file that says so, against which names are relative
  std::vector<std::filesystem::path> roots; ///< where images and labels are
  /// Folders of pictures that data.yaml names, by train, val or test; missing: the first that is not there.
  std::vector<std::pair<std::string, std::filesystem::path>> parts;
  std::filesystem::path missing;
  std::vector<std::string> names;
  std::optional<YoloTask> task; ///< where it is told
  int keypoints = 0, dimensions = 0;
  std::vector<int> flip;
  std::vector<std::string> keypointNames;
  std::string variant;
  std::vector<std::filesystem::path> files; ///< that said so
  /// Names of those that were not UTF-8, with what they were read as.
  std::vector<std::pair<std::string, std::string_view>> encodings;
};
/// Nothing where the candidate is no such data set.
std::optional<YoloDataset> yoloDatasetOf(const Candidate& candidate);

/// A label file with the picture that it belongs to.
struct YoloFile {
  std::string key;              ///< both paths without images or labels and without suffix
  std::filesystem::path labels; ///< empty: a picture without labels
  std::filesystem::path image;  ///< empty: not found
  std::filesystem::path root;
  std::filesystem::path twin; ///< another picture of the same key; empty: there is none
};
std::vector<YoloFile> yoloFilesOf(const YoloDataset& dataset, const std::filesystem::path& images);
/// The task that is told, else what the first rows look like.
YoloTask yoloTaskOf(const YoloDataset& dataset);

/// The box of keypoints that lie within around: where that has no extent, a pixel wide inside the picture.
RectShape yoloBoxOfKeypoints(const RectShape& around, PictureSize size);

/// Beside data.yaml: image, width, height, file name as the project has it. Ultralytics does not look at it.
inline constexpr const char* yoloSizesFile = "pictures.csv";
struct YoloPicture {
  PictureSize size;
  std::string filename; ///< as the project has it
};
/// What that file of a folder says, by the key of YoloFile; empty where there is none.
std::map<std::string, YoloPicture> yoloPicturesOf(const std::filesystem::path& root);

Result<ImportedAnnotations> readYolo(const Candidate& candidate, const ReadOptions& options,
                                     const Progress& progress);
Result<std::vector<std::filesystem::path>> writeYolo(const Project& project, const std::filesystem::path& out,
                                                     const WriteOptions& options, const Progress& progress,
                                                     YoloTask task);
std::vector<Loss> lossesOfYolo(const Project& project, const WriteOptions& options, YoloTask task);

} // namespace fillscope
