#pragma once
// Whatever was chosen or dropped — folders, pictures, archives, point clouds, annotations of any format, or a
// mix — as one project, with a word on what each was taken for.
#include "core/base/progress.h"
#include "core/formats/annotation_format.h"
#include "core/formats/picture_set.h"
#include <filesystem>
#include <vector>

namespace fillscope {

/// What the paths were taken for, before anything is read but first bytes.
struct SortedPaths {
  std::vector<std::filesystem::path> folders, archives, clouds, recordings, annotations,
      others; ///< others: pictures, depth, cameras
};
/// Annotations that are no VIA 2 project and no project of our own, and nothing else.
bool areForeignAnnotations(const std::vector<std::filesystem::path>& paths);
/// Whether there is a folder, an archive or a project among them: something that could be opened by itself.
bool holdProject(const std::vector<std::filesystem::path>& paths);
/// Whether this is one recording of a depth camera and nothing else: frames are taken from it first.
bool isRecording(const std::vector<std::filesystem::path>& paths);
SortedPaths sortPaths(const std::vector<std::filesystem::path>& paths);

/// Annotations whose pictures are matched as matchPictures does it.
struct MergedAnnotations {
  int matched = 0;   ///< pictures that both have
  int added = 0;     ///< pictures that only the annotations have, now at the end of the project
  int regions = 0;   ///< taken over
  int duplicate = 0; ///< regions that were there already, to the last digit
};
/// Regions that the picture does not have yet, and attributes and other members that it lacks.
void mergePicture(Picture& into, const Picture& from, MergedAnnotations& count);
/// Definitions of attributes that the project does not have.
void mergeDefinitions(Project& project, const Project& annotations);
/// Regions and attributes into the project; attributes that it has stay. folder: of the project; "" where it
/// is not known.
MergedAnnotations mergeAnnotations(Project& project, const Project& annotations,
                                   const std::filesystem::path& folder = {});

/// A point cloud that became a picture just now; one whose picture was there already is none.
struct OpenedCloud {
  std::filesystem::path file;
  bool isOwnGrid = false; ///< a camera's, kept as it is
  bool upIsGuess = false;
  std::string up;     ///< as nameOf(UpAxis)
  double outside = 0; ///< share of its points that lie outside the picture
};

struct OpenedAnything {
  OpenedProject opened;                  ///< its files: all that were read, archives too
  std::vector<ImportReport> reports;     ///< of annotation files, in the order given; none for own projects
  std::vector<MergedAnnotations> merges; ///< beside reports where they were put onto pictures
  std::vector<OpenedCloud> clouds{};
  std::vector<Error> refused{}; ///< of clouds that could not be read, where others could
};
/// Archives are unpacked beside themselves; a cloud's picture, depth and camera are written beside it.
/// Errors: badInput for a recording; that of the first cloud where nothing is left to open.
Result<OpenedAnything> openAnything(const std::vector<std::filesystem::path>& paths,
                                    const Progress& progress = {});

/// Reads annotation files alone, to be put into an open project whose pictures lie in folder.
Result<std::vector<ImportedAnnotations>> readAllAnnotations(const std::vector<std::filesystem::path>& files,
                                                            const std::filesystem::path& folder,
                                                            const Progress& progress = {});

} // namespace fillscope
