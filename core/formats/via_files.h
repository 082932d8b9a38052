#pragma once
// VIA's files of every generation, for the list of formats. Not for use outside core/formats.
#include "core/formats/annotation_codec.h"

namespace fillscope {

/// A VIA 2 project, VIA 1/2 annotations (JSON) or a list of attributes, with what was mended.
Result<ImportedAnnotations> importViaJson(std::string_view json, const std::string& where);
/// VIA 1 and 2 tables, the earliest ones ("name=circle;cx=895;"), or one line of attribute names.
Result<ImportedAnnotations> importViaCsv(std::string_view text, const std::string& where);
Result<ImportedAnnotations> importVia3(std::string_view json, const std::string& where);

/// What VIA exports of a project without pictures: {} and white space.
bool isEmptyObject(std::string_view json);
/// Which of VIA's files the text is, by its names; nothing where it is none.
std::optional<AnnotationFormat> viaFormatOf(std::string_view text);

std::string viaAnnotationsJson(const Project& project);
std::string via1Json(const Project& project);
/// isVia1: with the # before the header, values as texts.
std::string viaCsv(const Project& project, bool isVia1);
std::string via3Json(const Project& project);
std::vector<Loss> viaLosses(const Project& project, AnnotationFormat format);

} // namespace fillscope
