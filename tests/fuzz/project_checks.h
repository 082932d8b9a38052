#pragma once
// What must hold for every project that a reader has made.
#include "core/annotation/project.h"
#include <string>

namespace fillscope::tests {

/// Places are finite, and it can be saved and opened again. "" if so.
std::string wrongWith(const Project& project);
/// It can be written in every format, or is refused; pictures above a megapixel are left out.
std::string wrongWithWriting(Project project);

} // namespace fillscope::tests
