#pragma once
// What the window says of the formats that annotations are exported to.
#include "core/formats/annotation_format.h"
#include <QString>

namespace fillscope {

QString formatTitleText(AnnotationFormat format);
/// What for, in one sentence: names of formats say little to who meets them first.
QString formatExplanation(AnnotationFormat format);
/// ".json"; of a format that is one file.
QString formatSuffix(AnnotationFormat format);
/// Whether the format is many files in a folder.
bool isFolderFormat(AnnotationFormat format);
bool isViaFormat(AnnotationFormat format);
bool isCocoFormat(AnnotationFormat format);

} // namespace fillscope
