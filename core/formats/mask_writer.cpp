#include "core/formats/decode.h"
#include "core/formats/indexed_png.h"
#include "core/formats/mask_words.h"
#include "core/formats/one_line.h"
#include "core/formats/output_folder.h"
#include "core/formats/rle.h"
#include "core/formats/unique_names.h"
#include <algorithm>
#include <map>

namespace fillscope {
namespace {

namespace fs = std::filesystem;

/// Every pixel of the runs.
template <class Visit>
void everyPixel(const RunLengths& rle, const Visit& visit) {
  const auto rows = static_cast<std::size_t>(rle.height);
  std::size_t place = 0;
  for (std::size_t i = 0; i < rle.counts.size(); ++i) {
    const std::size_t end = place + rle.counts[i];
    for (; i % 2 == 1 && place < end; ++place)
      visit(static_cast<int>(place / rows), static_cast<int>(place % rows));
    place = end;
  }
}

} // namespace

bool isMaskSize(PictureSize size) {
  return size.known() && static_cast<double>(size.width) * size.height <= static_cast<double>(mostPixels);
}

PaintedMasks paintMasks(const Picture& picture, PictureSize size, const ClassList& classes,
                        const WriteOptions& options) {
  PaintedMasks painted;
  painted.classes = painted.objects = MaskNumbers(size.width, size.height);
  painted.things = dataObjects(picture, options, {false, true});
  painted.pixels.resize(painted.things.size());
  painted.seen.resize(painted.things.size());
  painted.extents.resize(painted.things.size());
  for (std::size_t i = 0; i < std::min<std::size_t>(painted.things.size(), 65535); ++i) {
    const auto number = static_cast<std::uint16_t>(classes.of(painted.things[i].label) + 1);
    const auto object = static_cast<std::uint16_t>(i + 1);
    int left = size.width, top = size.height, right = 0, bottom = 0;
    for (const auto& part : painted.things[i].parts)
      if (const auto rle = rleFromPolygon(part, size.height, size.width))
        everyPixel(*rle, [&](int x, int y) {
          std::uint16_t& before = painted.objects.at(x, y);
          if (before == object) return;
          if (before > 0) --painted.seen[before - 1u];
          before = object;
          painted.classes.at(x, y) = number;
          ++painted.pixels[i], ++painted.seen[i];
          left = std::min(left, x), right = std::max(right, x + 1);
          top = std::min(top, y), bottom = std::max(bottom, y + 1);
        });
    if (painted.pixels[i] > 0)
      painted.extents[i] = {1.0 * left, 1.0 * top, 1.0 * (right - left), 1.0 * (bottom - top)};
  }
  return painted;
}

Result<std::vector<fs::path>> writeMasks(const Project& project, const fs::path& out,
                                         const WriteOptions& options, const Progress& progress) {
  const ClassList classes(project, options);
  const auto subsets = subsetsOf(project, options);
  std::string labels = "_background_\n", list;
  for (const std::string& name : classes.names())
    labels += onOneLine(name) + "\n";
  std::vector<std::string> files(project.pictures.size()); // empty: not written
  std::vector<fs::path> all{"labels.txt", maskNamesFile};
  std::map<fs::path, std::string> lists;
  std::map<std::string, std::string> subsetsWritten;
  UniqueNames names;
  for (std::size_t i = 0; i < files.size(); ++i) {
    if (!isMaskSize(sizeForExport(project, project.pictures[i], options))) continue;
    std::string name = project.pictures[i].filename;
    std::replace(name.begin(), name.end(), '\\', '/');
    const std::string unique = names.take(fs::path(name).stem().string());
    files[i] = unique + ".png";
    for (const char* kind : {"masks", "instances"})
      all.push_back(fs::path(kind) / files[i]);
    list += unique + "\t" + onOneLine(project.pictures[i].filename) + "\n";
    std::string& subset = subsetsWritten[unique];
    if (subsets[i].empty() || subsets[i].find('/') != std::string::npos) continue;
    subset = subsets[i];
    lists[fs::path("ImageSets") / "Segmentation" / (subset + ".txt")] += unique + "\n";
  }
  if (list.empty() && !project.pictures.empty())
    return Error{ErrorCode::notFound, "masks need the pictures' sizes, and none is found", out.string(),
                 "say where the pictures are (--images)"};
  for (const auto& [file, text] : lists)
    all.push_back(file);
  OutputFolder folder(out, options.inputs);
  if (auto may = folder.mayWrite(all); !may) return may.error();
  if (!lists.empty()) {
    auto left = filesOfSplit("ImageSets/Segmentation", "", ".txt");
    for (fs::path& other : contradictingLists(out, "ImageSets/Segmentation", subsetsWritten))
      left.push_back(std::move(other));
    if (auto may = folder.mayLeave(left, all); !may) return may.error();
  }
  for (std::size_t i = 0; i < project.pictures.size(); ++i) {
    if (progress.cancelled()) return cancelledError();
    progress.report(static_cast<double>(i) / static_cast<double>(project.pictures.size()), "Writing masks");
    const Picture& picture = project.pictures[i];
    if (files[i].empty()) continue;
    const PaintedMasks painted =
        paintMasks(picture, sizeForExport(project, picture, options), classes, options);
    for (const auto& [kind, numbers] : {std::pair<const char*, const MaskNumbers*>{"masks", &painted.classes},
                                        {"instances", &painted.objects}}) {
      const fs::path file = fs::path(kind) / files[i];
      const auto bytes = encodeIndexedPng(*numbers, file.string());
      if (!bytes) return bytes.error();
      if (auto written = folder.write(file, *bytes); !written) return written.error();
    }
  }
  for (const auto& [file, text] : lists)
    if (auto written = folder.write(file, text); !written) return written.error();
  for (const auto& [name, text] :
       {std::pair<const char*, std::string>{"labels.txt", labels}, {maskNamesFile, list}})
    if (auto written = folder.write(name, text); !written) return written.error();
  return folder.commit();
}

} // namespace fillscope
