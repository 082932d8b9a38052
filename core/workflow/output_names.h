#pragma once
// What files are called that are made of the pictures of a project.
#include "core/annotation/project.h"
#include <string>
#include <vector>

namespace fillscope {

/// For each picture, in the project's order, where a file of it goes, relative to one folder for all and
/// without suffix: its name without suffix (and .color before it); with its suffix where pictures differ in
/// nothing else; below its folder's name where pictures from outside have one name. No two alike.
std::vector<std::string> outputNames(const Project& project);

} // namespace fillscope
