#pragma once
// Finds the files that pictures name, such as their depth, also where a picture was found elsewhere.
#include "core/annotation/project.h"
#include <filesystem>
#include <string>

namespace fillscope {

/// Where a file lies that an attribute of the picture names, such as its depth: as written from the project's
/// folder; else, where the picture was found elsewhere than written, at the same place as before as seen from
/// the picture, else by its bare name beside it. Never the picture's own file. Empty where it is in none of
/// these. found: where the picture lies; "": it was not found.
std::filesystem::path resolveFileOfPicture(const Project& project, const Picture& picture,
                                           const std::filesystem::path& projectFolder,
                                           const std::filesystem::path& found, const std::string& written);

} // namespace fillscope
