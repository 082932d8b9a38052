#pragma once
// What Pascal VOC's reader and writer have in common. Private to this folder.
#include "core/formats/annotation_codec.h"
#include "core/formats/data_objects.h"
#include <array>
#include <set>

namespace fillscope {

inline constexpr const char* vocExtra =
    "voc"; ///< of pictures and regions: other elements, XML as a JSON string
/// Elements of an object that are attributes of its region.
bool isVocFlag(const std::string& name);
/// First pixel and one behind the last: between the file's numbers and continuous places.
double vocFirstOffset(const FormatConventions& conventions);
std::vector<std::filesystem::path> vocFilesIn(const std::filesystem::path& folder);

/// The object's box; nothing where it has none or lies outside the picture.
std::optional<RectShape> vocBoxOf(const DataObject& object, PictureSize size);
/// xmin, ymin, xmax, ymax: whole pixels that the box covers, cut at the picture's border.
std::array<double, 4> vocPixelsOf(const RectShape& box, PictureSize size,
                                  const FormatConventions& conventions);

Result<ImportedAnnotations> readVoc(const Candidate& candidate, const ReadOptions& options,
                                    const Progress& progress);
Result<std::vector<std::filesystem::path>> writeVoc(const Project& project, const std::filesystem::path& out,
                                                    const WriteOptions& options, const Progress& progress);

} // namespace fillscope
