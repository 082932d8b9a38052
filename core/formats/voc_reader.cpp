#include "core/annotation/region_edit.h"
#include "core/annotation/region_geometry.h"
#include "core/base/file_io.h"
#include "core/formats/annotation_notes.h"
#include "core/formats/text_encoding.h"
#include "core/formats/voc_words.h"
#include "core/formats/xml_tree.h"
#include <algorithm>
#include <map>

namespace fillscope {
namespace {

namespace fs = std::filesystem;
using NoteKind = ImportNote::Kind;

class Reader {
 public:
  Reader(const ReadOptions& options, ImportNotes& notes)
      : first_(vocFirstOffset(options.conventions))
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

  /// Bare stems, one a line; "aeroplane_train.txt" with a second column is of one class alone, and no line of
  /// it is a stem. What a picture's subset is stays.
  void readSubset(const fs::path& list) {
    const auto read = readText(list);
    if (!read) return;
    const std::string& text = read->text;
    for (std::size_t at = 0; at < text.size();) {
      const auto end = std::min(text.find('\n', at), text.size());
      std::string stem = text.substr(at, end - at);
      at = end + 1;
      while (!stem.empty() && (stem.back() == '\r' || stem.back() == ' '))
        stem.pop_back();
      if (const auto found = stems_.find(stem); found != stems_.end())
        if (Attributes& known = pictures[found->second].attributes; !known.find(subsetAttribute))
          known.set(subsetAttribute, list.stem().string());
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
      region.shape = polygonFromOutline(polygon);
    else if (const auto box = boxOf(element))
      region.shape = *box;
    else
      return notes_.add(NoteKind::dropped, picture.filename, "An object has no box that can be read.");
    XmlElement others{"object", {}, {}, {}};
    for (const XmlElement& child : element.children) {
      if (isVocFlag(child.name)) {
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

} // namespace

Result<ImportedAnnotations> readVoc(const Candidate& candidate, const ReadOptions& options,
                                    const Progress& progress) {
  ImportNotes notes;
  Reader reader(options, notes);
  ImportedAnnotations imported;
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
      imported.files.push_back(file);
      const auto root = parseXml(*text, file.string());
      if (!root) return root.error(); // one that is broken must not look as if it were empty
      if (root->name == "annotation")
        reader.read(*root, file);
      else
        notes.add(NoteKind::dropped, file.filename().string(),
                  "An XML file of the folder is of another kind.");
    }
    for (const char* kind : {"Main", "Segmentation"})
      for (const fs::path& list : subsetListsIn(candidate.path / "ImageSets" / kind)) {
        reader.readSubset(list);
        imported.files.push_back(list);
      }
  } else {
    const auto root = parseXml(candidate.text, candidate.path.string());
    if (!root) return root.error();
    if (root->name != "annotation")
      return Error{ErrorCode::badInput, "line 1: this is no Pascal VOC file", candidate.path.string(), {}};
    reader.read(*root, candidate.path);
  }
  imported.project.pictures = std::move(reader.pictures);
  declareClasses(imported.project, reader.classes);
  imported.report.variant = options.conventions.vocCountsFromOne ? "Pascal VOC, pixels counted from 1"
                                                                 : "Pascal VOC, pixels counted from 0";
  dropUnplaced(imported.project, notes);
  imported.report.notes = notes.take();
  return imported;
}

} // namespace fillscope
