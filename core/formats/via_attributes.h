#pragma once
// VIA's list of attributes: which names there are, and which values a choice may have.
#include "core/annotation/project.h"
#include <string>

namespace fillscope {

/// The project's _via_attributes as JSON, with every attribute declared that a region or picture uses and
/// every option that a choice holds: VIA shows neither an undeclared attribute nor an undeclared option.
std::string attributeDefinitions(const Project& project);

} // namespace fillscope
