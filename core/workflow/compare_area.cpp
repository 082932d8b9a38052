#include "core/workflow/compare_area.h"
#include "core/formats/folder_index.h"
#include "core/formats/picture_file.h"
#include "core/formats/picture_header.h"
#include "core/formats/via_project.h"
#include "core/imaging/polygon_mask.h"
#include <algorithm>
#include <map>

namespace fillscope {
namespace {

namespace fs = std::filesystem;

Result<Mask> loadMask(const fs::path& file) {
  const auto picture = loadPictureFile(file);
  if (!picture) return picture.error();
  const Image& image = picture->image;
  Mask mask(image.width(), image.height());
  for (std::size_t i = 0; i < mask.pixelCount(); ++i) {
    const std::uint8_t* pixel = image.data() + i * static_cast<std::size_t>(image.channels());
    // Of more than 8 bits the colours are a view of the numbers, black where the least one is.
    mask.data()[i] = picture->samples.empty()
                         ? std::any_of(pixel, pixel + image.channels(), [](std::uint8_t c) { return c != 0; })
                         : DepthMap::isMeasured(picture->samples.data()[i]);
  }
  return mask;
}

Result<CountedArea> areaIn(const fs::path& file) {
  auto mask = loadMask(file);
  if (!mask) return mask.error();
  return CountedArea{std::make_shared<const Mask>(std::move(*mask)), file.filename().string(), {}};
}

CountedArea areaInside(std::vector<Vec2> outline, const DepthMap& reference, std::string name) {
  auto mask = std::make_shared<const Mask>(polygonMask(outline, reference.width(), reference.height()));
  return {std::move(mask), std::move(name), std::move(outline)};
}

/// The rim is drawn on the photo; a depth map of another size shows the same.
std::vector<Vec2> inPixelsOf(const DepthMap& reference, const OpenedProject& opened, const Picture& picture,
                             std::vector<Vec2> corners) {
  const fs::path file = resolvePicture(opened.project, picture, opened.folder);
  const PictureSize size = file.empty() ? PictureSize{} : pictureSizeInFile(file);
  if (size.width <= 0 || size.height <= 0) return corners;
  for (Vec2& corner : corners)
    corner = {corner.x * reference.width() / size.width, corner.y * reference.height() / size.height};
  return corners;
}

/// Of several pictures of one name the least is taken: one that says that it is a mask, then by name.
std::pair<bool, std::string> maskOrder(const std::string& name) {
  const bool saysSo = maskBaseOf(name).size() < fs::path(name).stem().string().size();
  return {!saysSo, name};
}

/// The base of one of the pair's files, with the subfolder that the pair lies in.
std::string baseIn(const DepthPair& pair, const fs::path& file) {
  return depthBaseOf((fs::path(pair.name).parent_path() / file.filename()).generic_string());
}

bool isSameFile(const fs::path& a, const fs::path& b) {
  std::error_code fault;
  return fs::equivalent(a, b, fault) && !fault;
}

} // namespace

AreaFinder areaOfMask(const fs::path& fileOrFolder) {
  std::error_code fault;
  if (!fs::is_directory(fileOrFolder, fault))
    return [fileOrFolder](const DepthPair&, const DepthMap&) { return areaIn(fileOrFolder); };
  std::map<std::string, fs::path> masks;
  const auto skip = fs::directory_options::skip_permission_denied;
  for (fs::recursive_directory_iterator at(fileOrFolder, skip, fault), end; !fault && at != end;
       at.increment(fault)) {
    const std::string name = at->path().filename().string();
    if (name.starts_with('.')) at.disable_recursion_pending();
    if (!isPictureName(name) || name.starts_with('.')) continue;
    fs::path& present = masks[maskBaseOf(at->path().lexically_relative(fileOrFolder).generic_string())];
    if (present.empty() || maskOrder(name) < maskOrder(present.filename().string())) present = at->path();
  }
  return [masks, fileOrFolder](const DepthPair& pair, const DepthMap&) -> Result<CountedArea> {
    for (const fs::path& file : {pair.reference, pair.estimate})
      if (const auto found = masks.find(baseIn(pair, file)); found != masks.end())
        return areaIn(found->second);
    return Error{ErrorCode::notFound, "there is no mask for " + pair.name, fileOrFolder.string(),
                 "name it as the picture"};
  };
}

AreaFinder areaOfCorners(const RimCorners& corners) {
  return [corners](const DepthPair&, const DepthMap& reference) -> Result<CountedArea> {
    return areaInside({corners.begin(), corners.end()}, reference, "corners");
  };
}

int pictureOf(const OpenedProject& opened, const std::string& picture, const DepthPair& pair) {
  const auto& pictures = opened.project.pictures;
  const auto indexWhere = [&](const auto& isIt) {
    const auto found = std::find_if(pictures.begin(), pictures.end(), isIt);
    return found == pictures.end() ? -1 : static_cast<int>(found - pictures.begin());
  };
  const auto baseOf = [](const std::string& name) {
    return pictureBaseOf(fs::path(name).filename().string());
  };
  if (!picture.empty()) {
    const int whole = indexWhere([&](const Picture& p) { return p.filename == picture; });
    if (whole >= 0) return whole;
    return indexWhere([&](const Picture& p) { return baseOf(p.filename) == baseOf(picture); });
  }
  const int byFile = indexWhere([&](const Picture& p) {
    const std::string depth = sourcesOf(p).depthFile;
    return !depth.empty() && (isSameFile(opened.folder / depth, pair.reference) ||
                              isSameFile(opened.folder / depth, pair.estimate));
  });
  if (byFile >= 0) return byFile;
  const std::string place = baseIn(pair, pair.reference);
  const int byPlace = indexWhere([&](const Picture& p) { return pictureBaseOf(p.filename) == place; });
  if (byPlace >= 0) return byPlace;
  const auto isNamedSo = [&](const Picture& p) {
    return baseOf(p.filename) == depthBaseOf(pair.reference.filename().string());
  };
  const bool isOne = std::count_if(pictures.begin(), pictures.end(), isNamedSo) == 1;
  return isOne ? indexWhere(isNamedSo) : -1;
}

AreaFinder areaOfRims(std::shared_ptr<const OpenedProject> opened, const std::string& picture) {
  return [opened = std::move(opened), picture](const DepthPair& pair,
                                               const DepthMap& reference) -> Result<CountedArea> {
    const int index = pictureOf(*opened, picture, pair);
    if (index < 0)
      return Error{ErrorCode::notFound,
                   "the project has no picture " + (picture.empty() ? "of " + pair.name : picture),
                   opened->projectFile.string(), "name the picture with --picture"};
    const Picture& found = opened->project.pictures[static_cast<std::size_t>(index)];
    const auto rim = rimOf(found);
    if (!rim || !rim->complete())
      return Error{ErrorCode::badInput, "this picture has no rim", found.filename,
                   "mark its four corners, or give --corners"};
    return areaInside(inPixelsOf(reference, *opened, found, rim->corners), reference, "rim");
  };
}

} // namespace fillscope
