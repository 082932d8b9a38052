#pragma once
// VIA 2 projects (and VIA 1/2 annotation JSON) in and out; what is not understood is kept and written back.
#include "core/annotation/project.h"
#include "core/base/progress.h"
#include "core/base/result.h"
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace fillscope {

/// A VIA 2 project, or VIA 1/2 plain annotations, told apart by content. Errors: notFound; badInput with
/// line.
Result<Project> loadViaProject(const std::filesystem::path& path);
Result<Project> parseViaProject(std::string_view json, const std::string& where);
/// A VIA 2 project that VIA 2.0.11 opens: size always, regions an array, id list complete, options declared
/// for every value used; numbers as shortest text that reads back to the same bits.
std::string viaProjectJson(const Project& project);
Result<void> saveViaProject(const Project& project, const std::filesystem::path& path); ///< atomic
/// What it would write. Errors: badInput, a region without a finite place; cancelled.
Result<std::string> savedViaProject(const Project& project, const std::filesystem::path& path,
                                    const Progress& progress = {});

/// Where a picture's file lies: as written, below defaultPath, next to the project, by bare name in its
/// folder tree, but for files that are another picture's. Empty path where none exists.
std::filesystem::path resolvePicture(const Project& project, const Picture& picture,
                                     const std::filesystem::path& projectFolder);

/// The places looked at for it, best first; the bare name in the folder is the last. None where it has no
/// name.
std::vector<std::filesystem::path> placesOfPicture(const Project& project, const Picture& picture,
                                                   const std::filesystem::path& projectFolder);
/// Whether the file lies where the project says that another picture does: a picture of the same bare name is
/// then missing, and that is not it.
bool isAnotherPictures(const Project& project, const Picture& picture,
                       const std::filesystem::path& projectFolder, const std::filesystem::path& file);
/// What the end of a file's path is compared with where the picture is in none of them; bareName: the last
/// place.
std::filesystem::path pathBelow(const Picture& picture, const std::filesystem::path& bareName);

} // namespace fillscope
