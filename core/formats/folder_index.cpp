#include "core/formats/folder_index.h"
#include "core/formats/cloud_reader.h"
#include "core/formats/decode.h"
#include "core/formats/image_io.h"
#include <algorithm>
#include <array>
#include <set>

namespace fillscope {
namespace {

namespace fs = std::filesystem;

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

std::string lowered(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(), lower);
  return text;
}

bool isDigit(char c) { return c >= '0' && c <= '9'; }

/// Lower case, without suffix.
std::string stemOf(const std::string& name) {
  return lowered(name.substr(0, name.size() - lowerSuffix(name).size()));
}

/// Takes one of the endings off with the sign in front of it, or makes "" of a stem that is the ending
/// itself; folders in front stay.
bool takeOff(std::string& stem, std::initializer_list<std::string_view> endings) {
  for (const std::string_view ending : endings) {
    if (!stem.ends_with(ending)) continue;
    const auto left = stem.size() - ending.size();
    const bool isWhole = left == 0 || stem[left - 1] == '/';
    if (!isWhole && std::string_view(".-_").find(stem[left - 1]) == std::string_view::npos) continue;
    stem.resize(isWhole ? left : left - 1);
    return true;
  }
  return false;
}

std::string baseOfDepth(std::string stem) {
  takeOff(stem, {"depth"});
  return stem;
}

std::string baseOfPicture(std::string stem) {
  takeOff(stem, {"color", "colour", "rgb", "image"});
  return stem;
}

/// Files that hold metres as they are come first, where a map lies there in several.
constexpr std::array<std::string_view, 8> depthSuffixes{".npy", ".exr", ".pfm", ".tiff",
                                                        ".tif", ".png", ".pgm", ".raw"};

bool isDepthSuffix(const std::string& name) { return depthRank(name) >= 0; }

const std::initializer_list<std::string_view> colourFolders{"color", "colour", "rgb", "image", "images"};

} // namespace

bool isColourFolder(const std::string& name) {
  return std::find(colourFolders.begin(), colourFolders.end(), lowered(name)) != colourFolders.end();
}

bool naturallyBefore(const std::string& a, const std::string& b) {
  std::size_t i = 0, j = 0;
  while (i < a.size() && j < b.size()) {
    if (isDigit(a[i]) && isDigit(b[j])) {
      while (i < a.size() && a[i] == '0')
        ++i;
      while (j < b.size() && b[j] == '0')
        ++j;
      std::size_t iEnd = i, jEnd = j;
      while (iEnd < a.size() && isDigit(a[iEnd]))
        ++iEnd;
      while (jEnd < b.size() && isDigit(b[jEnd]))
        ++jEnd;
      if (iEnd - i != jEnd - j) return iEnd - i < jEnd - j;
      const int order = a.compare(i, iEnd - i, b, j, jEnd - j);
      if (order != 0) return order < 0;
      i = iEnd, j = jEnd;
      continue;
    }
    const char x = lower(a[i++]), y = lower(b[j++]);
    if (x != y) return static_cast<unsigned char>(x) < static_cast<unsigned char>(y);
  }
  if (a.size() - i != b.size() - j) return a.size() - i < b.size() - j;
  return a < b;
}

int depthRank(const std::string& name) {
  const auto* const place = std::find(depthSuffixes.begin(), depthSuffixes.end(), lowerSuffix(name));
  return place == depthSuffixes.end() ? -1 : static_cast<int>(place - depthSuffixes.begin());
}

bool isDepthName(const std::string& name) {
  std::string stem = stemOf(name);
  return isDepthSuffix(name) && takeOff(stem, {"depth"});
}

std::string depthBaseOf(const std::string& name) { return baseOfDepth(stemOf(name)); }
std::string pictureBaseOf(const std::string& name) { return baseOfPicture(stemOf(name)); }
std::string maskBaseOf(const std::string& name) {
  std::string stem = stemOf(name);
  takeOff(stem, {"mask"});
  return stem;
}

bool isPictureName(const std::string& name) {
  const auto& known = imageSuffixes();
  return !name.ends_with(evidenceEnding) &&
         std::find(known.begin(), known.end(), lowerSuffix(name)) != known.end();
}

Result<std::vector<fs::path>> picturesBelow(const fs::path& folder, const Progress& progress) {
  std::error_code fault;
  const auto refuse = [&](ErrorCode code, const std::string& what) {
    return Error{code, what, folder.string(), "name a folder that holds photographs"};
  };
  if (!fs::is_directory(folder, fault))
    return refuse(ErrorCode::notFound, "there is no such folder of pictures");
  std::vector<fs::path> files;
  for (fs::recursive_directory_iterator at(folder, fs::directory_options::skip_permission_denied, fault), end;
       !fault && at != end; at.increment(fault)) {
    if (progress.cancelled()) return cancelledError();
    std::error_code odd; // a link to nowhere is no picture
    const std::string name = at->path().filename().string();
    if (name.starts_with('.'))
      at.disable_recursion_pending();
    else if (isPictureName(name) && at->is_regular_file(odd))
      files.push_back(at->path());
  }
  if (fault)
    return refuse(ErrorCode::ioFailure, "the folder of pictures cannot be listed: " + fault.message());
  if (files.empty()) return refuse(ErrorCode::badInput, "the folder holds no pictures");
  return files;
}

FolderIndex::FolderIndex(const fs::path& folder) {
  std::error_code fault;
  fs::directory_iterator at(folder, fs::directory_options::skip_permission_denied, fault), end;
  for (; !fault && at != end; at.increment(fault)) {
    const std::string name = at->path().filename().string();
    if (name.starts_with('.')) continue;
    std::error_code ignored;
    if (at->is_directory(ignored)) {
      subfolders_.push_back(name);
      continue;
    }
    if (!at->is_regular_file(ignored)) continue; // a pipe would be waited for
    const std::string suffix = lowerSuffix(name);
    if (isDepthName(name))
      addDepth(baseOfDepth(stemOf(name)), name);
    else if (isPictureName(name))
      pictures_.push_back(name);
    else if (lowered(name).ends_with(".fillscope.json"))
      projectFiles_.push_back(name);
    else if (suffix == ".json")
      jsonFiles_.push_back(name);
    else if (isCloudName(name))
      clouds_.push_back(name);
    if (suffix == ".json" || suffix == ".txt") addIntrinsics(name, name);
  }
  for (auto* names : {&pictures_, &jsonFiles_, &projectFiles_, &clouds_, &subfolders_})
    std::sort(names->begin(), names->end(), naturallyBefore);
  leaveMasksOut();
  readNeighbours(folder);
  findShared();
}

void FolderIndex::leaveMasksOut() {
  const auto isMask = [](const std::string& name) { return maskBaseOf(name).size() < stemOf(name).size(); };
  if (std::none_of(pictures_.begin(), pictures_.end(), isMask)) return; // the pictures may be very many
  std::set<std::string> bases;
  for (const std::string& name : pictures_)
    if (!isMask(name)) bases.insert(pictureBaseOf(name));
  std::erase_if(pictures_,
                [&](const std::string& name) { return isMask(name) && bases.contains(maskBaseOf(name)); });
}

/// What serves every picture of the folder: its camera, also one named after something that is no picture,
/// and the depth of the box empty.
void FolderIndex::findShared() {
  if (cameras_.empty() && !depths_.contains("empty")) return; // the pictures may be very many
  std::set<std::string> bases;
  for (const std::string& picture : pictures_)
    bases.insert(baseOfPicture(stemOf(picture)));
  if (const auto depth = depths_.find("empty"); depth != depths_.end() && bases.contains("empty"))
    emptyDepth_ = depth->second;
  int shared = 0;
  for (const auto& [base, file] : cameras_)
    if (!base.empty() && !bases.contains(base)) folderCamera_ = file, ++shared;
  if (shared > 1) folderCamera_.clear();
  if (const auto plain = cameras_.find(""); plain != cameras_.end()) folderCamera_ = plain->second;
}

/// A folder color/ beside a folder depth/, as RGB-D collections lie.
void FolderIndex::readNeighbours(const fs::path& folder) {
  const fs::path whole = folder.has_filename() ? folder : folder.parent_path();
  if (!isColourFolder(whole.filename().string())) return;
  std::error_code fault;
  fs::directory_iterator at(whole.parent_path().empty() ? fs::path("..") : whole.parent_path(), fault), end;
  std::string depthFolder;
  for (; !fault && at != end; at.increment(fault)) {
    const std::string name = at->path().filename().string();
    if (lowered(name) == "depth")
      depthFolder = name;
    else if (lowerSuffix(name) == ".json" || lowerSuffix(name) == ".txt")
      addIntrinsics(name, "../" + name);
  }
  if (depthFolder.empty()) return;
  fault.clear();
  for (at = fs::directory_iterator(whole.parent_path() / depthFolder, fault); !fault && at != end;
       at.increment(fault)) {
    const std::string name = at->path().filename().string();
    if (isDepthSuffix(name)) addDepth(baseOfDepth(stemOf(name)), "../" + depthFolder + "/" + name);
  }
}

void FolderIndex::addDepth(const std::string& base, const std::string& file) {
  std::string& present = depths_[base];
  if (present.empty() || std::pair(depthRank(file), file) < std::pair(depthRank(present), present))
    present = file;
}

void FolderIndex::addIntrinsics(const std::string& name, const std::string& file) {
  std::string stem = stemOf(name);
  if (stem == "cam.info")
    stem.clear(); // Princeton's RGB-D collections
  else if (!takeOff(stem, {"k", "intrinsics", "intrinsic"}))
    return;
  if (stem.empty() && cameras_.contains("") && cameras_[""] < file) return;
  cameras_[stem] = file;
}

std::vector<std::string> FolderIndex::sharedJsonFiles() const {
  std::set<std::string> bases;
  if (pictures_.size() > 1)
    for (const std::string& picture : pictures_)
      bases.insert(baseOfPicture(stemOf(picture)));
  std::vector<std::string> shared;
  for (const std::string& file : jsonFiles_)
    if (!bases.contains(stemOf(file))) shared.push_back(file);
  return shared;
}

std::string FolderIndex::depthOf(const std::string& picture) const {
  const std::string stem = stemOf(picture);
  for (const std::string& base : {stem, baseOfPicture(stem)})
    if (const auto found = depths_.find(base); found != depths_.end()) return found->second;
  return {};
}

std::string FolderIndex::intrinsicsOf(const std::string& picture) const {
  const std::string stem = stemOf(picture);
  for (const std::string& base : {stem, baseOfPicture(stem)})
    if (const auto found = cameras_.find(base); found != cameras_.end()) return found->second;
  return folderCamera_;
}

std::string FolderIndex::emptyDepthOf(const std::string& picture) const {
  return baseOfPicture(stemOf(picture)) == "empty" ? std::string() : emptyDepth_;
}

std::vector<std::string> FolderIndex::depthsWithoutPicture() const {
  std::set<std::string> taken;
  for (const std::string& picture : pictures_)
    taken.insert(depthOf(picture));
  std::vector<std::string> left;
  for (const auto& [base, file] : depths_)
    if (!taken.contains(file)) left.push_back(file);
  std::sort(left.begin(), left.end(), naturallyBefore);
  return left;
}

} // namespace fillscope
