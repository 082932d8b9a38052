#pragma once
// labelme's files, one a picture, and X-AnyLabeling's variants of them. Not for use outside core/formats.
#include "core/formats/annotation_codec.h"

namespace fillscope {

/// Adds the picture that the file tells of; folder: the file's folder as written in the project ("" the
/// same). What the shapes hold beyond VIA's words: description, group_id and flags are attributes, members
/// that are not known stay as they are.
Result<void> readLabelmeFile(std::string_view json, const std::string& where, const std::string& folder,
                             ImportedAnnotations& imported);

/// The outlines of a shape of the type mask, one for each part that hangs together; a and b: the corners of
/// the box around it. Empty where the base64 text is no PNG, or an empty one.
std::vector<std::vector<Vec2>> outlinesOfLabelmeMask(std::string_view base64, Vec2 a, Vec2 b);

/// Folders of a data set's parts: the attribute subset of their pictures.
bool isLabelmeSubset(std::string_view folder);

/// The XML of the older web tool of that name: polygons, boxes, and masks as the boxes around them.
bool isLabelmeXml(std::string_view text);
Result<ImportedAnnotations> readLabelmeXml(std::string_view text, const std::string& where);

/// The picture as labelme 5.1 writes it, opened by later ones too. imagePath: from the file to the picture.
std::string labelmeJson(const Picture& picture, const std::string& imagePath, PictureSize size,
                        const std::string& labelAttribute);
std::vector<Loss> labelmeLosses(const Project& project, const WriteOptions& options);

} // namespace fillscope
