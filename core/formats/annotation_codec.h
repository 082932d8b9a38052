#pragma once
// What each format implements; annotation_format.cpp knows the list of them. Not for use outside
// core/formats.
#include "core/formats/annotation_format.h"
#include "core/formats/export_pictures.h"

namespace fillscope {

/// A file (or folder) whose beginning has been looked at.
struct Candidate {
  std::filesystem::path path;
  bool isFolder = false;
  std::string text; ///< of a file: all of it
};

struct AnnotationCodec {
  AnnotationFormat format;
  /// Whether this is one, by content.
  bool (*recognises)(const Candidate& candidate);
  Result<ImportedAnnotations> (*read)(const Candidate& candidate, const ReadOptions& options,
                                      const Progress& progress);
  /// Null: read only. Here and in write the options' pictures are set.
  std::vector<Loss> (*losses)(const Project& project, const WriteOptions& options);
  /// Returns the files written; losses, counts and reading back are the caller's.
  Result<std::vector<std::filesystem::path>> (*write)(const Project& project,
                                                      const std::filesystem::path& out,
                                                      const WriteOptions& options, const Progress& progress);
};

// One function a family, each in its own source.
std::vector<AnnotationCodec> viaCodecs();      ///< via_codecs.cpp
std::vector<AnnotationCodec> labelmeCodecs();  ///< labelme.cpp
std::vector<AnnotationCodec> cocoCodecs();     ///< coco.cpp
std::vector<AnnotationCodec> yoloCodecs();     ///< yolo.cpp
std::vector<AnnotationCodec> cvatCodecs();     ///< cvat.cpp
std::vector<AnnotationCodec> vocCodecs();      ///< voc.cpp
std::vector<AnnotationCodec> datumaroCodecs(); ///< datumaro.cpp
std::vector<AnnotationCodec> maskCodecs();     ///< mask_files.cpp

/// All of them, in the order in which a file is tried (annotation_codecs.cpp).
std::vector<AnnotationCodec> annotationCodecs();

/// Size of a picture: what the project says, else the file's header (EXIF orientation applied); unknown where
/// neither does.
PictureSize sizeForExport(const Project& project, const Picture& picture, const WriteOptions& options);

} // namespace fillscope
