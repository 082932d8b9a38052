#include "core/workflow/output_names.h"
#include "core/formats/unique_names.h"
#include <filesystem>
#include <map>

namespace fillscope {
namespace {

namespace fs = std::filesystem;

bool leadsOut(const fs::path& path) { return path.is_absolute() || (!path.empty() && *path.begin() == ".."); }

/// Inside the folder of all, whatever the project names; what leads out keeps its last folders.
fs::path placeOf(const Picture& picture, int folders = 0) {
  const fs::path path = fs::path(picture.filename).lexically_normal();
  if (!leadsOut(path)) return path;
  fs::path place = path.filename();
  for (fs::path rest = path.parent_path(); folders-- > 0 && rest.has_filename(); rest = rest.parent_path())
    if (rest.filename() != "..") place = rest.filename() / place;
  return place;
}

std::string withoutSuffix(const fs::path& place) {
  fs::path stem = place.parent_path() / place.stem();
  if (stem.extension() == ".color") stem.replace_extension();
  return stem.generic_string();
}

} // namespace

std::vector<std::string> outputNames(const Project& project) {
  std::map<std::string, int> alike, alikeInFolder;
  for (const Picture& picture : project.pictures) {
    ++alike[withoutSuffix(placeOf(picture))];
    ++alikeInFolder[withoutSuffix(placeOf(picture, 1))];
  }
  UniqueNames unique;
  std::vector<std::string> names;
  for (const Picture& picture : project.pictures) {
    const bool isAlone = alike[withoutSuffix(placeOf(picture))] == 1;
    const fs::path place = placeOf(picture, isAlone ? 0 : 1);
    const std::string stem = withoutSuffix(place);
    // Pictures of one name from several folders, and those that differ in nothing but their suffix.
    const bool isAloneThere = isAlone || alikeInFolder[stem] == 1;
    names.push_back(unique.take(isAloneThere ? stem : place.generic_string()));
  }
  return names;
}

} // namespace fillscope
