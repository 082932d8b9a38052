#include "core/formats/annotation_format.h"
#include "core/formats/picture_set.h"
#include "core/formats/rle.h"
#include "core/formats/zip_archive.h"
#include "tests/fuzz/project_checks.h"
#include "tests/fuzz/reader_checks.h"

namespace fillscope::tests {
namespace {

/// Folders of annotations: YOLO, masks, and others file by file.
std::string checkFolder(std::string_view bytes) {
  const ScratchFolder folder;
  putFiles(bytes, folder);
  const auto imported = readAnnotations(folder.path());
  return imported ? wrongWith(imported->project) : std::string();
}

/// A folder as it is dropped on the window: projects, depth and intrinsics beside pictures.
std::string checkDropped(std::string_view bytes) {
  const ScratchFolder folder;
  putFiles(bytes, folder);
  const auto opened = openPath(folder.path());
  return opened ? wrongWith(opened->project) : std::string();
}

std::string checkZip(std::string_view bytes) {
  const ScratchFolder folder;
  folder.put("some.zip", bytes);
  const auto archive = folder.path() / "some.zip", inside = folder.path() / "inside";
  if (!isZipArchive(archive)) return {};
  const auto unpacked = unpackZip(archive, inside);
  if (!unpacked) return {};
  for (const auto& file : unpacked->files) {
    const auto relative = file.lexically_normal().lexically_relative(inside);
    if (relative.empty() || *relative.begin() == "..") return "unpacked to another folder: " + file.string();
  }
  return {};
}

/// Two bytes of sides, then COCO's text.
std::string checkRle(std::string_view bytes) {
  if (bytes.size() < 2) return {};
  const int height = static_cast<unsigned char>(bytes[0]), width = static_cast<unsigned char>(bytes[1]);
  const auto rle = rleFromText(bytes.substr(2), height, width);
  if (!rle || !isWhole(*rle)) return {};
  if (rleFromText(rleText(*rle), height, width) != rle) return "runs do not come back from their text";
  const RectShape bounds = rleBounds(*rle);
  const Mask mask = maskFromRle(*rle, {0, 0, 1.0 * width, 1.0 * height});
  if (rleArea(rleFromMask(mask)) != rleArea(*rle)) return "another area as a mask";
  if (rleArea(rleUnion({*rle, *rle})) != rleArea(*rle)) return "another area with itself";
  if (rleArea(*rle) > 0 && bounds.width * bounds.height < static_cast<double>(rleArea(*rle)))
    return "bounds that are too small";
  return {};
}

} // namespace

std::vector<ReaderCheck> folderChecks() {
  return {{"yolo", checkFolder},
          {"masks", checkFolder},
          {"dropped", checkDropped},
          {"zip", checkZip},
          {"rle", checkRle}};
}

} // namespace fillscope::tests
