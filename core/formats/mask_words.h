#pragma once
// What the reader and the writer of masks have in common. Private to this folder.
#include "core/formats/annotation_codec.h"
#include "core/formats/data_objects.h"
#include "core/imaging/raster.h"
#include <cstdint>

namespace fillscope {

using MaskNumbers = Raster<std::uint16_t>;

inline constexpr const char* maskNamesFile = "pictures.txt"; ///< stem, tab, the picture's name

struct MaskFolders {
  std::filesystem::path classes, instances; ///< instances may be empty
  std::filesystem::path labels;
};
/// Ours, Pascal VOC's and labelme's way to lay them out.
std::optional<MaskFolders> maskFoldersOf(const std::filesystem::path& folder);

/// Whether pictures of this size are painted.
bool isMaskSize(PictureSize size);
/// One picture as numbers of classes (from 1) and of objects, later ones over earlier ones.
struct PaintedMasks {
  MaskNumbers classes, objects;
  std::vector<DataObject> things; ///< thing k is object k + 1
  std::vector<int> pixels, seen;  ///< of each thing: those that it covers, those left of them
  std::vector<RectShape> extents; ///< around the pixels that it covers
};
/// Needs a size that isMaskSize. Beyond 65,535 things the rest is left out.
PaintedMasks paintMasks(const Picture& picture, PictureSize size, const ClassList& classes,
                        const WriteOptions& options);

Result<ImportedAnnotations> readMasks(const Candidate& candidate, const ReadOptions& options,
                                      const Progress& progress);
Result<std::vector<std::filesystem::path>> writeMasks(const Project& project,
                                                      const std::filesystem::path& out,
                                                      const WriteOptions& options, const Progress& progress);

} // namespace fillscope
