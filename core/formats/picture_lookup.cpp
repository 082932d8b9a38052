#include "core/formats/picture_lookup.h"
#include "core/formats/via_project.h"

namespace fillscope {
namespace {

namespace fs = std::filesystem;

} // namespace

fs::path PictureLookup::find(const Project& project, const Picture& picture) {
  const auto places = placesOfPicture(project, picture, folder_);
  for (const fs::path& place : places)
    if (isThere(place)) return place;
  return places.empty() ? fs::path() : onlyOneCalled(places.back().filename().string());
}

bool PictureLookup::isThere(const fs::path& file) {
  const auto [known, isNew] = folders_.try_emplace(file.parent_path());
  if (isNew) {
    std::error_code fault;
    for (fs::directory_iterator at(file.parent_path(), fault), end; !fault && at != end;
         at.increment(fault)) {
      std::error_code ignored;
      if (!at->is_directory(ignored)) known->second.insert(at->path().filename().string());
    }
  }
  return known->second.contains(file.filename().string());
}

fs::path PictureLookup::onlyOneCalled(const std::string& name) {
  if (!tree_) {
    tree_.emplace();
    constexpr int mostEntries = 200000;
    std::error_code fault;
    fs::recursive_directory_iterator at(folder_, fs::directory_options::skip_permission_denied, fault), end;
    for (int entries = 0; !fault && at != end && entries < mostEntries; at.increment(fault), ++entries) {
      std::error_code ignored;
      if (at->path().filename().native().starts_with('.')) {
        at.disable_recursion_pending();
      } else if (at->is_regular_file(ignored)) {
        const auto [known, isNew] = tree_->try_emplace(at->path().filename().string(), at->path());
        if (!isNew) known->second.clear();
      }
    }
  }
  const auto found = tree_->find(name);
  return found == tree_->end() ? fs::path() : found->second;
}

} // namespace fillscope
