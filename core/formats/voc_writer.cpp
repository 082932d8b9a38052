#include "core/annotation/region_edit.h"
#include "core/base/number_text.h"
#include "core/formats/output_folder.h"
#include "core/formats/unique_names.h"
#include "core/formats/voc_words.h"
#include "core/formats/xml_tree.h"
#include <algorithm>
#include <map>

namespace fillscope {
namespace {

namespace fs = std::filesystem;

XmlElement objectElement(const Region& region, const DataObject& object,
                         const std::array<double, 4>& pixels) {
  XmlElement element{"object", {}, {}, {}};
  const auto flag = [&](const char* name, const char* otherwise) {
    const std::string value = region.attributes.text(name);
    element.add(name, value.empty() ? otherwise : value);
  };
  element.add("name", object.label);
  flag("pose", "Unspecified");
  flag("truncated", "0");
  flag("difficult", "0");
  if (region.attributes.find("occluded")) flag("occluded", "0");
  XmlElement box{"bndbox", {}, {}, {}};
  const char* names[] = {"xmin", "ymin", "xmax", "ymax"};
  for (int i = 0; i < 4; ++i)
    box.add(names[i], numberText(pixels[static_cast<std::size_t>(i)]));
  element.add(std::move(box));
  if (const std::string* json = extraNamed(region.extras, vocExtra))
    if (const auto text = parseJson(*json, vocExtra); text && text->IsString())
      if (auto kept = parseXml(*asString(*text), vocExtra))
        for (XmlElement& child : kept->children)
          element.add(std::move(child));
  return element;
}

} // namespace

Result<std::vector<fs::path>> writeVoc(const Project& project, const fs::path& out,
                                       const WriteOptions& options, const Progress& progress) {
  const auto subsets = subsetsOf(project, options);
  OutputFolder folder(out, options.inputs);
  std::map<fs::path, std::string> lists;
  std::map<std::string, std::string> subsetsWritten;
  std::vector<fs::path> files(project.pictures.size()), all; // empty: not written
  UniqueNames names;
  for (std::size_t i = 0; i < files.size(); ++i) {
    if (!sizeForExport(project, project.pictures[i], options).known()) continue;
    std::string name = project.pictures[i].filename;
    std::replace(name.begin(), name.end(), '\\', '/');
    const std::string unique = names.take(fs::path(name).stem().string());
    all.push_back(files[i] = fs::path("Annotations") / (unique + ".xml"));
    std::string& subset = subsetsWritten[unique];
    if (subsets[i].empty() || subsets[i].find('/') != std::string::npos) continue;
    subset = subsets[i];
    lists[fs::path("ImageSets") / "Main" / (subset + ".txt")] += unique + "\n";
  }
  if (all.empty() && !project.pictures.empty())
    return Error{ErrorCode::notFound, "Pascal VOC needs the pictures' sizes, and none is found", out.string(),
                 "say where the pictures are (--images)"};
  for (const auto& [file, text] : lists)
    all.push_back(file);
  if (auto may = folder.mayWrite(all); !may) return may.error();
  if (!lists.empty()) {
    auto left = filesOfSplit("ImageSets/Main", "", ".txt");
    for (fs::path& list : contradictingLists(out, "ImageSets/Main", subsetsWritten))
      left.push_back(std::move(list));
    if (auto may = folder.mayLeave(left, all); !may) return may.error();
  }
  for (std::size_t i = 0; i < project.pictures.size(); ++i) {
    if (progress.cancelled()) return cancelledError();
    progress.report(static_cast<double>(i) / static_cast<double>(project.pictures.size()),
                    "Writing Pascal VOC");
    const Picture& picture = project.pictures[i];
    const PictureSize size = sizeForExport(project, picture, options);
    if (files[i].empty()) continue;
    XmlElement root{"annotation", {}, {}, {}};
    root.add("folder", "");
    root.add("filename", picture.filename);
    XmlElement pixels{"size", {}, {}, {}};
    pixels.add("width", std::to_string(size.width));
    pixels.add("height", std::to_string(size.height));
    pixels.add("depth", "3");
    root.add({"source", {}, {}, {}}).add("database", "Unknown");
    root.add(std::move(pixels));
    root.add("segmented", "0");
    if (const std::string* json = extraNamed(picture.extras, vocExtra))
      if (const auto text = parseJson(*json, vocExtra); text && text->IsString())
        if (auto kept = parseXml(*asString(*text), vocExtra))
          for (XmlElement& child : kept->children) {
            std::erase_if(root.children, [&](const auto& own) { return own.name == child.name; });
            root.add(std::move(child));
          }
    for (const DataObject& object : dataObjects(picture, options, {true, true}))
      if (const auto box = vocBoxOf(object, size)) {
        const Region& region = picture.regions[static_cast<std::size_t>(object.regions.front())];
        root.add(objectElement(region, object, vocPixelsOf(*box, size, options.conventions)));
      }
    if (auto written = folder.write(files[i], xmlDocument(root)); !written) return written.error();
  }
  for (const auto& [file, text] : lists)
    if (auto written = folder.write(file, text); !written) return written.error();
  return folder.commit();
}

} // namespace fillscope
