#include "core/workflow/depth_pairs.h"
#include "core/formats/folder_index.h"
#include "core/workflow/photo_files.h"
#include "core/workflow/synthetic_set.h"
#include <algorithm>
#include <set>
#include <string_view>
#include <system_error>

namespace fillscope {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view cameraEnding = ".camera-depth.png", rawBegin = "res-", pngEnding = ".png";

std::string between(const std::string& name, std::string_view begin, std::string_view end) {
  return name.substr(begin.size(), name.size() - begin.size() - end.size());
}

class Folder {
 public:
  explicit Folder(const fs::path& place)
      : place_(place) {
    std::error_code fault;
    for (const auto& entry : fs::directory_iterator(place, fault))
      names_.insert(entry.path().filename().string());
  }
  const std::set<std::string>& names() const { return names_; }
  /// The first of these names that is there.
  fs::path firstOf(std::initializer_list<std::string> names) const {
    for (const std::string& name : names)
      if (names_.contains(name)) return place_ / name;
    return {};
  }

 private:
  const fs::path& place_;
  std::set<std::string> names_;
};

} // namespace

Result<std::vector<MeasuredDepth>> measuredDepthsIn(const fs::path& folder) {
  std::error_code fault;
  if (!fs::is_directory(folder, fault))
    return Error{ErrorCode::notFound, "there is no such folder", folder.string(),
                 "name the folder that holds the depth files"};
  const Folder files(folder);
  std::vector<MeasuredDepth> found;
  for (const std::string& file : files.names()) {
    if (file.ends_with(cameraEnding) && file.size() > cameraEnding.size()) {
      const std::string name = between(file, "", cameraEnding);
      found.push_back({name, folder / file,
                       files.firstOf({photoFloatDepthName(name), photoFileName(name, PhotoFile::depth)}),
                       files.firstOf({photoFileName(name, PhotoFile::colour), name + ".color.jpg"}),
                       name + ".denoised-depth"});
    } else if (file.starts_with(rawBegin) && file.ends_with(pngEnding)) {
      const std::string number = between(file, rawBegin, pngEnding);
      found.push_back({"res-" + number, folder / file, files.firstOf({"gt-" + number + ".png"}),
                       files.firstOf({"left-" + number + ".png"}), "res_denoised-" + number});
    }
  }
  std::sort(found.begin(), found.end(),
            [](const MeasuredDepth& a, const MeasuredDepth& b) { return naturallyBefore(a.name, b.name); });
  return found;
}

Result<DepthEncoding> encodingIn(const fs::path& folder, const MeasuredDepth& first,
                                 const DepthEncoding& told) {
  DepthEncoding encoding = told;
  if (encoding.scale == 0 && isSyntheticSet(folder)) encoding.scale = photoDepthUnit;
  if (encoding.scale > 0) return encoding;
  const auto needed = depthNeedsScale(first.depth);
  if (!needed) return needed.error();
  if (!*needed) return encoding;
  return Error{ErrorCode::badInput, "nobody has told what a unit of its depth files is in metres",
               folder.string(), "tell it: 0.001 for millimetres (--depth-scale)"};
}

} // namespace fillscope
