#pragma once
// A project made of pictures, with the depth and the camera that belong to each by name. Private to this
// folder.
#include "core/formats/picture_set.h"
#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

namespace fillscope {

class PictureMatcher;

/// Of these pictures, in this order; their names are said from the matcher's folder. Error: cancelled.
Result<OpenedProject> newProject(const std::vector<std::filesystem::path>& files,
                                 const std::filesystem::path& folder, const std::string& name,
                                 PictureMatcher& matcher, const Progress& progress);
/// Depth and camera by name for a project of another program, which knows none.
void matchSources(OpenedProject& opened);
/// How many pictures have depth and a camera, as a note.
void noteSources(OpenedProject& opened);
/// "1 picture", "3 pictures".
std::string counted(std::size_t count, const std::string& thing);

} // namespace fillscope
