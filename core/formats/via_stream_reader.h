#pragma once
// VIA 2 files as VIA itself writes them, read in one go without a tree of JSON values in between.
#include "core/annotation/project.h"
#include <optional>
#include <string_view>

namespace fillscope {

/// The project or the annotations in the text; nothing where any place of it is not just as VIA 2 writes it
/// (bent, of another generation, or broken): the tolerant reader then says what it is. Both give the same
/// project.
std::optional<Project> readRegularVia(std::string_view json);

} // namespace fillscope
