#include "core/formats/via_project.h"
#include "core/base/file_io.h"
#include "core/formats/picture_lookup.h"
#include <algorithm>

namespace fillscope {
namespace {

namespace fs = std::filesystem;

bool isFile(const fs::path& path) {
  std::error_code ignored;
  return fs::is_regular_file(path, ignored);
}

bool isWebAddress(std::string_view name) {
  return name.starts_with("http://") || name.starts_with("https://") || name.starts_with("www.");
}

/// Without "." and "..", unless that leads elsewhere because of a link.
fs::path plain(const fs::path& path) {
  const fs::path shorter = path.lexically_normal();
  std::error_code fault;
  return fs::equivalent(shorter, path, fault) ? shorter : path;
}

/// The files of that bare name below the folder. Looks at no more than a bounded number of entries.
std::vector<fs::path> filesBelow(const fs::path& folder, const fs::path& wanted) {
  constexpr int mostEntries = 20000;
  std::vector<fs::path> files;
  int entries = 0;
  std::error_code fault;
  fs::recursive_directory_iterator at(folder, fs::directory_options::skip_permission_denied, fault), end;
  for (; !fault && at != end && entries < mostEntries; at.increment(fault), ++entries) {
    const fs::path& path = at->path();
    if (path.filename().native().starts_with('.')) {
      at.disable_recursion_pending();
      continue;
    }
    if (path.filename() == wanted.filename() && isFile(path)) files.push_back(path);
  }
  return files;
}

/// As the project writes it, not by its bare name alone.
bool isPlaceAsWritten(const Project& project, const Picture& picture, const fs::path& folder,
                      const fs::path& file) {
  const auto places = placesOfPicture(project, picture, folder);
  return std::any_of(places.begin(), places.end() - (places.empty() ? 0 : 1),
                     [&](const fs::path& place) { return place.lexically_normal() == file; });
}

} // namespace

Result<Project> loadViaProject(const fs::path& path) {
  const auto text = readFile(path);
  if (!text) return text.error();
  return parseViaProject(*text, path.string());
}

std::vector<fs::path> placesOfPicture(const Project& project, const Picture& picture,
                                      const fs::path& projectFolder) {
  std::string name = picture.filename;
  if (isWebAddress(name)) {
    name = name.substr(0, name.find_first_of("?#"));
    name = name.substr(name.rfind('/') + 1);
  } else if (name.starts_with("file://")) {
    name = name.substr(7);
  }
  if (name.empty()) return {};
  std::string slashed = name, base = project.defaultPath;
  std::replace(slashed.begin(), slashed.end(), '\\', '/'); // written on Windows
  std::replace(base.begin(), base.end(), '\\', '/');
  std::vector<fs::path> places;
  for (const std::string& spelling : {name, slashed}) {
    places.push_back(projectFolder / spelling); // an absolute name replaces the folder
    if (base.empty()) continue;
    places.push_back(projectFolder / (base + spelling));
    places.push_back(projectFolder / base / spelling);
  }
  // Data sets in parts name pictures within their part.
  if (const std::string subset = picture.attributes.text("subset"); !subset.empty())
    for (const fs::path& part : {fs::path(subset), fs::path("images") / subset})
      places.push_back(projectFolder / part / slashed);
  places.push_back(projectFolder / fs::path(slashed).filename());
  return places;
}

fs::path resolvePicture(const Project& project, const Picture& picture, const fs::path& projectFolder) {
  const auto places = placesOfPicture(project, picture, projectFolder);
  if (places.empty()) return {};
  const auto isAnothers = [&](const fs::path& file) {
    return isAnotherPictures(project, picture, projectFolder, file);
  };
  for (std::size_t i = 0; i + 1 < places.size(); ++i)
    if (isFile(places[i])) return plain(places[i]);
  if (isFile(places.back()) && !isAnothers(places.back())) return plain(places.back());
  if (!places.back().has_filename()) return {};
  const fs::path wanted = pathBelow(picture, places.back());
  std::vector<fs::path> files = filesBelow(projectFolder, wanted);
  std::erase_if(files, isAnothers);
  return likeliestFile(files, wanted);
}

bool isAnotherPictures(const Project& project, const Picture& picture, const fs::path& projectFolder,
                       const fs::path& file) {
  const std::string name = file.filename().string();
  const fs::path normal = file.lexically_normal();
  return std::any_of(project.pictures.begin(), project.pictures.end(), [&](const Picture& other) {
    return other.filename.ends_with(name) && other.filename != picture.filename &&
           isPlaceAsWritten(project, other, projectFolder, normal);
  });
}

fs::path pathBelow(const Picture& picture, const fs::path& bareName) {
  std::string wanted = picture.filename;
  std::replace(wanted.begin(), wanted.end(), '\\', '/');
  return isWebAddress(wanted) ? bareName.filename() : fs::path(wanted);
}

} // namespace fillscope
