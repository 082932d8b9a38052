#pragma once
// What a folder, a picture or a project offers: which files are pictures and which belong to them.
#include "core/annotation/project.h"
#include "core/base/progress.h"
#include "core/base/result.h"
#include <filesystem>
#include <string>
#include <vector>

namespace fillscope {

/// An opened project with where it came from.
struct OpenedProject {
  Project project;
  std::filesystem::path folder;      ///< against which relative paths are resolved
  std::filesystem::path projectFile; ///< where Save writes; may not exist yet (a folder without a project)
  bool isNew = false;                ///< made from a folder or pictures, no file yet
  std::vector<std::string> notes;    ///< what was matched, what was not, one sentence each
  std::vector<std::filesystem::path> files{}; ///< that annotations were read from
};

/// Opens a project file, a folder (its *.fillscope.json or VIA project if it has exactly one, else its
/// pictures, sorted naturally), or one picture. Depth and intrinsics are found by name: NAME.color.png or
/// NAME.* with NAME.depth.(npy|exr|pfm|tiff|tif|png|pgm), NAME-depth.*; NAME.K.txt, NAME.K.json,
/// intrinsics.txt, intrinsics.json, NAME_intrinsic.json; a picture named empty.* with depth is offered as
/// empty reference to the others of its folder with the same size. Depth files and masks
/// (NAME.mask.png beside NAME.png) are not listed as pictures. What other programs' files tell of a folder's
/// pictures is read with them; one that is damaged is an error, and a note where the folder holds no
/// annotations else. Of several projects in a folder none is taken, which is a note.
Result<OpenedProject> openPath(const std::filesystem::path& path, const Progress& progress = {});
/// The same for who is not asked back: several projects in a folder are an Error (badInput).
Result<OpenedProject> openUnambiguous(const std::filesystem::path& path, const Progress& progress = {});
/// Several dropped files at once.
Result<OpenedProject> openPaths(const std::vector<std::filesystem::path>& paths,
                                const Progress& progress = {});

/// The project that openPath would open for a folder, also a synthetic set's; empty where it holds none.
/// Error: badInput (it holds several).
Result<std::filesystem::path> projectFileIn(const std::filesystem::path& folder);

/// Default project file of a folder: FOLDER/NAME.fillscope.json.
std::filesystem::path defaultProjectFile(const std::filesystem::path& folder);

} // namespace fillscope
