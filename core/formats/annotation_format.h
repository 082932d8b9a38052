#pragma once
// Annotations of other programs in and out, with a report of what was found and of what a target cannot hold.
// Project, in VIA's words and continuous coordinates, is the model in between.
#include "core/annotation/keypoint_set.h"
#include "core/annotation/project.h"
#include "core/base/progress.h"
#include "core/base/result.h"
#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace fillscope {

class ExportPictures;

enum class AnnotationFormat {
  via2,
  via2Annotations,
  via2Csv,
  via1,
  via1Csv,
  viaEarly,
  viaEarlyCsv,
  via3,
  coco,
  cocoKeypoints,
  yoloDetect,
  yoloObb,
  yoloSegment,
  yoloPose,
  labelme,
  xAnyLabeling,
  cvat,
  voc,
  datumaro,
  masks
};
/// As on the command line: "via2", "coco-keypoints", "yolo-pose"…
std::string_view formatName(AnnotationFormat format);
/// As people call it: "COCO keypoints".
std::string_view formatTitle(AnnotationFormat format);
std::optional<AnnotationFormat> formatNamed(std::string_view name);
std::vector<AnnotationFormat> writableFormats();

/// Conventions on which programs disagree; the defaults are each format's specification.
struct FormatConventions {
  bool cocoKeypointsArePixelIndices = true; ///< COCO, detectron2: half a pixel less than continuous
  bool vocCountsFromOne = true;             ///< the devkit: 1-based inclusive; false: 0-based as many tools
};

struct ImportNote {
  enum class Kind { repaired, dropped, guessed, missing };
  Kind kind = Kind::repaired;
  std::string picture; ///< file name; "" the whole file
  std::string text;    ///< one sentence
  int count = 1;       ///< how often, where alike notes are gathered
};
struct ImportReport {
  AnnotationFormat format = AnnotationFormat::via2;
  std::string variant; ///< "VIA 2.0.8 project, without id list", "labelme 5.1"
  int pictures = 0, picturesFound = 0,
      picturesMissing = 0;            ///< found, missing: 0 where no folder was looked at
  std::map<std::string, int> regions; ///< by shape in VIA's words; "keypoints" and "box rim" apart
  std::vector<ImportNote> notes;
};
struct ImportedAnnotations {
  Project project;
  ImportReport report;
  std::vector<std::filesystem::path> files; ///< that annotations were read from; pictures are none of them
};
struct ReadOptions {
  std::filesystem::path images; ///< where pictures lie; "" beside the file
  FormatConventions conventions;
  /// Counts found and missing ones, and takes the file sizes of those found where the format has none; false:
  /// leaves the disk alone.
  bool lookForPictures = true;
};
/// A file, or a folder of such files (YOLO, labelme, VOC, masks); told apart by content, never by suffix
/// alone. Tolerant: what can be understood is, the rest is noted. Errors: notFound; badInput with the place;
/// unsupported.
Result<ImportedAnnotations> readAnnotations(const std::filesystem::path& path,
                                            const ReadOptions& options = {}, const Progress& progress = {});
/// The same for a folder that may hold no annotations at all: nothing then. One whose annotations cannot be
/// read is an error.
Result<std::optional<ImportedAnnotations>> findAnnotations(const std::filesystem::path& folder,
                                                           const ReadOptions& options = {},
                                                           const Progress& progress = {});

/// Something that a target cannot hold as it is.
struct Loss {
  enum class Kind { shape, attribute, precision, visibility, group, order, outside, picture, structure };
  Kind kind = Kind::shape;
  std::string what;    ///< "polyline", "attribute colour", "ellipse angle"
  std::string becomes; ///< what is written instead: "polygon of 72 points"; "" nothing
  int count = 0;       ///< regions or pictures
  std::string example; ///< the first picture that has it
  friend bool operator==(const Loss&, const Loss&) = default;
};
struct WriteOptions {
  std::filesystem::path images; ///< where pictures lie, for their sizes
  std::string labelAttribute;   ///< "" : as labelOf chooses
  std::vector<double> split;    ///< shares of train, val, test; empty: none
  std::uint64_t seed = 0;       ///< of the split, by picture
  bool closePolylines = false;  ///< write polylines as polygons where the target has none
  FormatConventions conventions;
  std::vector<std::filesystem::path> inputs; ///< files that were read; see filesToKeep
  std::shared_ptr<ExportPictures> pictures;  ///< lossesOf and writeAnnotations set their own; leave it empty
};
/// What writing would lose, without writing.
std::vector<Loss> lossesOf(const Project& project, AnnotationFormat format, const WriteOptions& options = {});
/// What writing never writes over: the options' inputs, and what the project's pictures consist of, which is
/// picture, depth, camera and mask, said from where pictures lie or from beside an input.
std::vector<std::filesystem::path> filesToKeep(const Project& project, const WriteOptions& options);
struct WrittenAnnotations {
  std::vector<std::filesystem::path> files;
  std::vector<Loss> losses;
  int pictures = 0, regions = 0;
  std::vector<std::string> differences; ///< of the files read back, beyond the losses; empty: as expected
};
/// One file, or a folder where the format wants one. Each file is replaced as a whole; where writing fails
/// nothing new is left behind. What was written is read back and compared. Errors: badInput where one of
/// filesToKeep would be written over, or out is a device or a pipe, before anything is written; as the
/// format's.
Result<WrittenAnnotations> writeAnnotations(const Project& project, AnnotationFormat format,
                                            const std::filesystem::path& out,
                                            const WriteOptions& options = {}, const Progress& progress = {});

} // namespace fillscope
