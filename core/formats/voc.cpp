// Pascal VOC: one XML file a picture.
#include "core/annotation/region_edit.h"
#include "core/annotation/region_geometry.h"
#include "core/annotation/rim.h"
#include "core/base/file_io.h"
#include "core/base/number_text.h"
#include "core/formats/annotation_codec.h"
#include "core/formats/annotation_notes.h"
#include "core/formats/data_objects.h"
#include "core/formats/decode.h"
#include "core/formats/xml_tree.h"
#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <set>

namespace fillscope {
namespace {

namespace fs = std::filesystem;
using Kind = Loss::Kind;
using NoteKind = ImportNote::Kind;

constexpr const char* vocExtra = "voc"; ///< of pictures and regions: other elements, XML as a JSON string
const std::set<std::string> flags{"pose", "truncated", "difficult", "occluded"};

/// First pixel and one behind the last: between the file's numbers and continuous places.
double firstOffset(const FormatConventions& conventions) { return conventions.vocCountsFromOne ? 1 : 0; }

std::vector<fs::path> vocFilesIn(const fs::path& folder) {
  std::vector<fs::path> files;
  for (const fs::path& place : {folder / "Annotations", folder}) {
    std::error_code fault;
    for (fs::directory_iterator it(place, fault), end; !fault && it != end; it.increment(fault))
      if (lowerSuffix(it->path().string()) == ".xml") files.push_back(it->path());
    if (!files.empty()) break;
  }
  std::sort(files.begin(), files.end());
  return files;
}

bool isVocText(std::string_view text) {
  return xmlRootName(text) == "annotation" && text.find("<polygon><username") == std::string_view::npos;
}

class Reader {
 public:
  Reader(const ReadOptions& options, ImportNotes& notes)
      : first_(firstOffset(options.conventions))
      , notes_(notes) {}

  void read(const XmlElement& root, const fs::path& file) {
    Picture picture;
    picture.filename = root.childText("filename");
    if (picture.filename.empty()) {
      picture.filename = file.stem().string();
      notes_.add(NoteKind::guessed, picture.filename,
                 "A file does not name its picture, its own name stands for it.");
    }
    if (const XmlElement* size = root.child("size")) {
      const auto whole = [&](const char* key) {
        const double value = size->childNumber(key).value_or(0);
        return value >= 1 && value < 1e9 ? static_cast<int>(value) : 0;
      };
      setPictureSize(picture, {whole("width"), whole("height")});
    }
    XmlElement others{"annotation", {}, {}, {}};
    for (const XmlElement& element : root.children)
      if (element.name == "object")
        readObject(element, picture);
      else if (element.name != "filename" && element.name != "size")
        others.add(element);
    if (!others.children.empty()) setExtra(picture.extras, vocExtra, jsonText(xmlText(others)));
    stems_[file.stem().string()] = pictures.size();
    giveId(picture, usedIds_);
    pictures.push_back(std::move(picture));
  }

  /// Bare stems, one a line; "aeroplane_train.txt" with a second column is of one class alone.
  void readSubset(const fs::path& list) {
    const auto text = readFile(list);
    if (!text) return;
    for (std::size_t at = 0; at < text->size();) {
      const auto end = std::min(text->find('\n', at), text->size());
      std::string stem = text->substr(at, end - at);
      at = end + 1;
      while (!stem.empty() && (stem.back() == '\r' || stem.back() == ' '))
        stem.pop_back();
      if (const auto found = stems_.find(stem); found != stems_.end())
        pictures[found->second].attributes.set(subsetAttribute, list.stem().string());
    }
  }

  std::vector<Picture> pictures;
  std::vector<std::string> classes;

 private:
  std::optional<RectShape> boxOf(const XmlElement& element) const {
    const XmlElement* box = element.child("bndbox");
    if (!box) return {};
    const auto x0 = box->childNumber("xmin"), y0 = box->childNumber("ymin"), x1 = box->childNumber("xmax"),
               y1 = box->childNumber("ymax");
    if (!x0 || !y0 || !x1 || !y1) return {};
    const double left = std::min(*x0, *x1) - first_, top = std::min(*y0, *y1) - first_;
    // Counted from 1, the last pixel's far border is its number.
    return RectShape{left, top, std::max(*x0, *x1) - left, std::max(*y0, *y1) - top};
  }

  void readObject(const XmlElement& element, Picture& picture) {
    Region region;
    const std::string label = element.childText("name");
    if (const auto polygon = polygonOf(element); polygon.size() >= 3)
      region.shape = PolygonShape{polygon};
    else if (const auto box = boxOf(element))
      region.shape = *box;
    else
      return notes_.add(NoteKind::dropped, picture.filename, "An object has no box that can be read.");
    XmlElement others{"object", {}, {}, {}};
    for (const XmlElement& child : element.children) {
      if (flags.contains(child.name)) {
        region.attributes.set(child.name, element.childText(child.name));
      } else if (child.name == "attributes") {
        for (const XmlElement& attribute : child.children)
          region.attributes.set(attribute.childText("name"), attribute.childText("value"));
      } else if (child.name != "name" && child.name != "bndbox" && child.name != "polygon" &&
                 child.name != "part") {
        others.add(child);
      }
    }
    putLabel(region, label);
    addClass(label);
    if (!others.children.empty()) setExtra(region.extras, vocExtra, jsonText(xmlText(others)));
    const std::string group = std::to_string(++groups_);
    std::vector<Region> parts;
    for (const XmlElement& child : element.children) {
      const auto box = child.name == "part" ? boxOf(child) : std::nullopt;
      if (!box) continue;
      Region part;
      part.shape = *box;
      part.attributes.set("label", child.childText("name"));
      part.attributes.set("part_of", group);
      addClass(child.childText("name"));
      parts.push_back(std::move(part));
    }
    if (!parts.empty()) region.attributes.set("parts", group);
    picture.regions.push_back(std::move(region));
    for (Region& part : parts)
      picture.regions.push_back(std::move(part));
  }

  /// <x1/><y1/><x2/>…, as X-AnyLabeling writes it.
  std::vector<Vec2> polygonOf(const XmlElement& element) const {
    std::vector<Vec2> points;
    const XmlElement* polygon = element.child("polygon");
    for (int i = 1; polygon && i < 1'000'000; ++i) {
      const auto x = polygon->childNumber("x" + std::to_string(i)),
                 y = polygon->childNumber("y" + std::to_string(i));
      if (!x || !y) break;
      points.push_back({*x, *y});
    }
    return points;
  }

  void addClass(const std::string& name) {
    if (!name.empty() && std::find(classes.begin(), classes.end(), name) == classes.end())
      classes.push_back(name);
  }

  double first_;
  ImportNotes& notes_;
  std::map<std::string, std::size_t> stems_;
  std::unordered_map<std::string, int> usedIds_;
  int groups_ = 0;
};

Result<ImportedAnnotations> readVoc(const Candidate& candidate, const ReadOptions& options,
                                    const Progress& progress) {
  ImportNotes notes;
  Reader reader(options, notes);
  if (candidate.isFolder) {
    const auto files = vocFilesIn(candidate.path);
    std::size_t done = 0;
    for (const fs::path& file : files) {
      if (done++ % 64 == 0) {
        if (progress.cancelled()) return cancelledError();
        progress.report(static_cast<double>(done) / static_cast<double>(files.size()), "Reading Pascal VOC");
      }
      const auto text = readFile(file);
      if (!text) return text.error();
      const auto root = parseXml(*text, file.string());
      if (!root)
        notes.add(NoteKind::dropped, file.filename().string(), "A file is no XML, it is left out.");
      else if (root->name == "annotation")
        reader.read(*root, file);
    }
    for (const char* kind : {"Main", "Segmentation"}) {
      std::error_code fault;
      for (const char* name : {"train", "val", "test"})
        reader.readSubset(candidate.path / "ImageSets" / kind / (std::string(name) + ".txt"));
    }
  } else {
    const auto root = parseXml(candidate.text, candidate.path.string());
    if (!root) return root.error();
    if (root->name != "annotation")
      return Error{ErrorCode::badInput, "line 1: this is no Pascal VOC file", candidate.path.string(), {}};
    reader.read(*root, candidate.path);
  }
  ImportedAnnotations imported;
  imported.project.pictures = std::move(reader.pictures);
  declareClasses(imported.project, reader.classes);
  imported.report.variant = options.conventions.vocCountsFromOne ? "Pascal VOC, pixels counted from 1"
                                                                 : "Pascal VOC, pixels counted from 0";
  dropUnplaced(imported.project, notes);
  imported.report.notes = notes.take();
  return imported;
}

std::optional<RectShape> boxOf(const DataObject& object) {
  if (object.keypoints && object.keypoints->points.size() == 1) return {};
  return object.bounds.width > 0 && object.bounds.height > 0 ? std::optional(object.bounds) : std::nullopt;
}

/// Whole pixels that the box covers, cut at the picture's border.
std::array<double, 4> pixelsOf(const RectShape& box, PictureSize size, const FormatConventions& conventions) {
  const double first = firstOffset(conventions);
  const double x0 = std::clamp(std::round(box.x), 0.0, size.width - 1.0),
               y0 = std::clamp(std::round(box.y), 0.0, size.height - 1.0);
  const double x1 = std::clamp(std::round(box.x + box.width), x0 + 1, 1.0 * size.width),
               y1 = std::clamp(std::round(box.y + box.height), y0 + 1, 1.0 * size.height);
  return {x0 + first, y0 + first, x1, y1};
}

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

Result<std::vector<fs::path>> writeVoc(const Project& project, const fs::path& out,
                                       const WriteOptions& options, const Progress& progress) {
  const auto subsets = subsetsOf(project, options);
  std::error_code fault;
  fs::create_directories(out / "Annotations", fault);
  std::vector<fs::path> files;
  std::map<std::string, std::string> lists;
  std::set<std::string> used;
  for (std::size_t i = 0; i < project.pictures.size(); ++i) {
    if (progress.cancelled()) return cancelledError();
    progress.report(static_cast<double>(i) / static_cast<double>(project.pictures.size()),
                    "Writing Pascal VOC");
    const Picture& picture = project.pictures[i];
    const PictureSize size = sizeForExport(project, picture, options);
    if (!size.known()) continue;
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
      if (const auto box = boxOf(object)) {
        const Region& region = picture.regions[static_cast<std::size_t>(object.regions.front())];
        root.add(objectElement(region, object, pixelsOf(*box, size, options.conventions)));
      }
    std::string name = picture.filename;
    std::replace(name.begin(), name.end(), '\\', '/');
    std::string stem = fs::path(name).stem().string(), unique = stem;
    for (int n = 2; !used.insert(unique).second; ++n)
      unique = stem + "-" + std::to_string(n);
    const fs::path file = out / "Annotations" / (unique + ".xml");
    if (auto written = writeFileQuickly(file, xmlDocument(root)); !written) return written.error();
    files.push_back(file);
    if (!subsets[i].empty()) lists[subsets[i]] += unique + "\n";
  }
  if (files.empty() && !project.pictures.empty())
    return Error{ErrorCode::notFound, "Pascal VOC needs the pictures' sizes, and none is found", out.string(),
                 "say where the pictures are (--images)"};
  for (const auto& [subset, text] : lists) {
    if (subset.find('/') != std::string::npos) continue;
    fs::create_directories(out / "ImageSets" / "Main", fault);
    const fs::path file = out / "ImageSets" / "Main" / (subset + ".txt");
    if (auto written = writeFileQuickly(file, text); !written) return written.error();
    files.push_back(file);
  }
  if (auto synced = syncFolder(out); !synced) return synced.error();
  return files;
}

std::vector<Loss> lossesOfVoc(const Project& project, const WriteOptions& options) {
  LossList losses;
  for (const Picture& picture : project.pictures) {
    const PictureSize size = sizeForExport(project, picture, options);
    if (!size.known()) {
      losses.add(Kind::picture, "picture of unknown size", "", picture.filename);
      continue;
    }
    for (const auto& [name, value] : picture.attributes.items)
      if (name != subsetAttribute)
        losses.add(Kind::attribute, "picture's attribute " + name, "", picture.filename);
    std::set<int> written;
    for (const DataObject& object : dataObjects(picture, options, {true, true})) {
      const auto box = boxOf(object);
      if (!box) continue;
      written.insert(object.regions.begin(), object.regions.end());
      const auto pixels = pixelsOf(*box, size, options.conventions);
      const double first = firstOffset(options.conventions);
      const std::array<double, 4> exact{box->x + first, box->y + first, box->x + box->width,
                                        box->y + box->height};
      const bool isOutside = !isInside({{box->x, box->y}, {box->x + box->width, box->y + box->height}}, size);
      if (isOutside)
        losses.add(Kind::outside, "shape beyond the picture's border", "cut at the border", picture.filename);
      else if (pixels != exact)
        losses.add(Kind::precision, "parts of a pixel", "whole pixels", picture.filename);
      for (const int index : object.regions) {
        const Region& region = picture.regions[static_cast<std::size_t>(index)];
        if (!std::holds_alternative<RectShape>(region.shape))
          losses.add(Kind::shape, shapeNameOf(region), "box around it", picture.filename);
        const std::string label = labelAttributeOf(region);
        if (label.empty())
          losses.add(Kind::attribute, "missing label", std::string("name ") + unlabelledClass,
                     picture.filename);
        for (const auto& [name, value] : region.attributes.items)
          if (name == groupAttribute)
            losses.add(Kind::group, "group", object.regions.size() > 1 ? "one box around its regions" : "",
                       picture.filename);
          else if (name != label && !flags.contains(name))
            losses.add(Kind::attribute, "attribute " + name, "", picture.filename);
      }
    }
    for (std::size_t i = 0; i < picture.regions.size(); ++i)
      if (!written.contains(static_cast<int>(i)))
        losses.add(Kind::shape, shapeNameOf(picture.regions[i]), "", picture.filename);
  }
  return losses.take();
}

} // namespace

std::vector<AnnotationCodec> vocCodecs() {
  return {{AnnotationFormat::voc,
           [](const Candidate& candidate) {
             if (!candidate.isFolder) return isVocText(candidate.text);
             const auto files = vocFilesIn(candidate.path);
             const auto text = files.empty() ? Result<std::string>(std::string()) : readFile(files.front());
             return text && isVocText(*text);
           },
           readVoc, lossesOfVoc, writeVoc}};
}

} // namespace fillscope
