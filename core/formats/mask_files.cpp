// Masks: masks/NAME.png with numbers of classes, instances/NAME.png with numbers of objects, labels.txt.
#include "core/annotation/mask_outline.h"
#include "core/annotation/region_edit.h"
#include "core/annotation/region_geometry.h"
#include "core/base/file_io.h"
#include "core/formats/annotation_codec.h"
#include "core/formats/annotation_notes.h"
#include "core/formats/data_objects.h"
#include "core/formats/indexed_png.h"
#include "core/formats/rle.h"
#include <algorithm>
#include <map>
#include <set>

namespace fillscope {
namespace {

namespace fs = std::filesystem;
using Kind = Loss::Kind;
using NoteKind = ImportNote::Kind;
using Numbers = Raster<std::uint16_t>;

constexpr std::uint16_t border = 255; ///< Pascal VOC: belongs to nothing

struct MaskFolders {
  fs::path classes, instances; ///< instances may be empty
  fs::path labels;
};

/// Ours, Pascal VOC's and labelme's way to lay them out.
std::optional<MaskFolders> maskFoldersOf(const fs::path& folder) {
  std::error_code fault;
  fs::path labels;
  for (const char* name : {"labels.txt", "class_names.txt"})
    if (labels.empty() && fs::is_regular_file(folder / name, fault)) labels = folder / name;
  for (const auto& [classes, instances] :
       {std::pair("masks", "instances"), std::pair("SegmentationClass", "SegmentationObject"),
        std::pair("SegmentationClassPNG", "SegmentationObjectPNG")}) {
    if (!fs::is_directory(folder / classes, fault)) continue;
    if (labels.empty() && std::string_view(classes) == "masks") continue;
    const fs::path objects = folder / instances;
    return MaskFolders{folder / classes, fs::is_directory(objects, fault) ? objects : fs::path(), labels};
  }
  return {};
}

/// Line k names number k; of Labelme's list the first line stands for what is to be ignored.
std::vector<std::string> labelsIn(const fs::path& file) {
  std::vector<std::string> names;
  const auto text = file.empty() ? Result<std::string>(std::string()) : readFile(file);
  for (std::size_t at = 0; text && at < text->size() && names.size() < 65536;) {
    const auto end = std::min(text->find('\n', at), text->size());
    std::string name = text->substr(at, end - at);
    if (!name.empty() && name.back() == '\r') name.pop_back();
    names.push_back(std::move(name));
    at = end + 1;
  }
  if (!names.empty() && names.front() == "__ignore__") names.erase(names.begin());
  return names;
}

struct Extent {
  int left, top, right, bottom;
};

class Reader {
 public:
  Reader(std::vector<std::string> names, ImportNotes& notes)
      : names_(std::move(names))
      , notes_(notes) {}

  void read(const std::string& name, const Numbers& classes, const Numbers* instances) {
    Picture picture;
    picture.filename = name;
    setPictureSize(picture, {classes.width(), classes.height()});
    if (instances && !instances->sameSize(classes)) {
      notes_.add(NoteKind::dropped, name, "The mask of objects has another size than that of classes.");
      instances = nullptr;
    }
    // Each class, and each object of it, by the part of the picture that it lies in.
    std::map<std::pair<int, int>, Extent> things;
    for (int y = 0; y < classes.height(); ++y)
      for (int x = 0; x < classes.width(); ++x) {
        const int value = classes.at(x, y);
        if (value == 0 || (value == border && names_.size() <= border)) continue;
        const int object = instances ? instances->at(x, y) : 0;
        const auto [item, isNew] = things.try_emplace({value, object}, Extent{x, y, x, y});
        Extent& e = item->second;
        e = {std::min(e.left, x), std::min(e.top, y), std::max(e.right, x), std::max(e.bottom, y)};
      }
    if (things.size() > mostThings) {
      notes_.add(NoteKind::dropped, name, "A mask has more objects than pixels of a class, it is no mask.");
      things.clear();
    }
    for (const auto& [key, e] : things)
      addThing(picture, classes, instances, key, e);
    giveId(picture, usedIds_);
    pictures.push_back(std::move(picture));
  }

  std::vector<Picture> pictures;
  const std::vector<std::string>& names() const { return names_; }

 private:
  static constexpr std::size_t mostThings = 20'000;

  void addThing(Picture& picture, const Numbers& classes, const Numbers* instances, std::pair<int, int> key,
                Extent e) {
    Mask mask(e.right - e.left + 1, e.bottom - e.top + 1);
    for (int y = 0; y < mask.height(); ++y)
      for (int x = 0; x < mask.width(); ++x)
        mask.at(x, y) = classes.at(e.left + x, e.top + y) == key.first &&
                        (!instances || instances->at(e.left + x, e.top + y) == key.second);
    const auto index = static_cast<std::size_t>(key.first);
    std::string label = index < names_.size() ? names_[index] : "class " + std::to_string(key.first);
    if (index >= names_.size())
      notes_.add(NoteKind::guessed, picture.filename,
                 "A number has no name in labels.txt, it stands for itself.");
    const auto outlines = maskOutlines(mask, {1.0 * e.left, 1.0 * e.top});
    for (const auto& outline : outlines) {
      Region region;
      region.shape = PolygonShape{outline};
      putLabel(region, label);
      // Without objects the parts of a class are things of their own.
      if (instances && outlines.size() > 1) region.attributes.set(groupAttribute, std::to_string(key.second));
      picture.regions.push_back(std::move(region));
    }
  }

  std::vector<std::string> names_;
  ImportNotes& notes_;
  std::unordered_map<std::string, int> usedIds_;
};

Result<ImportedAnnotations> readMasks(const Candidate& candidate, const ReadOptions&,
                                      const Progress& progress) {
  const auto folders = maskFoldersOf(candidate.path);
  if (!candidate.isFolder || !folders)
    return Error{ErrorCode::badInput, "there are no masks in this folder", candidate.path.string(), {}};
  ImportNotes notes;
  Reader reader(labelsIn(folders->labels), notes);
  // What the pictures are called is kept beside the masks.
  std::map<std::string, std::string> filenames;
  const auto list = readFile(candidate.path / "pictures.txt");
  for (std::size_t at = 0; list && at < list->size();) {
    const auto end = std::min(list->find('\n', at), list->size()), tab = list->find('\t', at);
    if (tab < end) filenames[list->substr(at, tab - at)] = list->substr(tab + 1, end - tab - 1);
    at = end + 1;
  }
  std::vector<fs::path> files;
  std::error_code fault;
  for (fs::directory_iterator it(folders->classes, fault), end; !fault && it != end; it.increment(fault))
    if (it->path().extension() == ".png") files.push_back(it->path());
  std::sort(files.begin(), files.end());
  for (std::size_t i = 0; i < files.size(); ++i) {
    if (progress.cancelled()) return cancelledError();
    progress.report(static_cast<double>(i) / static_cast<double>(files.size()), "Reading masks");
    const auto load = [](const fs::path& file) -> Result<Numbers> {
      const auto bytes = readFile(file);
      if (!bytes) return bytes.error();
      return decodeIndexedPng(*bytes, file.string());
    };
    const auto classes = load(files[i]);
    if (!classes) {
      notes.add(NoteKind::dropped, files[i].filename().string(),
                "A mask cannot be read: its pixels are no numbers.");
      continue;
    }
    std::optional<Numbers> instances;
    if (!folders->instances.empty())
      if (auto loaded = load(folders->instances / files[i].filename())) instances = std::move(*loaded);
    const auto name = filenames.find(files[i].stem().string());
    reader.read(name == filenames.end() ? files[i].filename().string() : name->second, *classes,
                instances ? &*instances : nullptr);
  }
  ImportedAnnotations imported;
  imported.project.pictures = std::move(reader.pictures);
  std::vector<std::string> names = reader.names();
  if (!names.empty()) names.erase(names.begin()); // the background
  declareClasses(imported.project, names);
  imported.report.variant = "masks";
  dropUnplaced(imported.project, notes);
  imported.report.notes = notes.take();
  return imported;
}

void paint(Numbers& numbers, const RunLengths& rle, std::uint16_t value) {
  const auto rows = static_cast<std::size_t>(rle.height);
  std::size_t place = 0;
  for (std::size_t i = 0; i < rle.counts.size(); ++i) {
    const std::size_t end = place + rle.counts[i];
    for (; i % 2 == 1 && place < end; ++place)
      numbers.at(static_cast<int>(place / rows), static_cast<int>(place % rows)) = value;
    place = end;
  }
}

Result<std::vector<fs::path>> writeMasks(const Project& project, const fs::path& out,
                                         const WriteOptions& options, const Progress& progress) {
  const ClassList classes(project, options);
  std::string labels = "_background_\n", list;
  for (const std::string& name : classes.names())
    labels += name + "\n";
  std::error_code fault;
  std::vector<fs::path> files;
  std::set<std::string> used;
  for (const char* name : {"masks", "instances"})
    fs::create_directories(out / name, fault);
  for (std::size_t i = 0; i < project.pictures.size(); ++i) {
    if (progress.cancelled()) return cancelledError();
    progress.report(static_cast<double>(i) / static_cast<double>(project.pictures.size()), "Writing masks");
    const Picture& picture = project.pictures[i];
    const PictureSize size = sizeForExport(project, picture, options);
    if (!size.known()) continue;
    Numbers byClass(size.width, size.height), byObject(size.width, size.height);
    std::uint16_t object = 0;
    for (const DataObject& thing : dataObjects(picture, options, {false, true})) {
      std::uint16_t number = static_cast<std::uint16_t>(classes.of(thing.label) + 1);
      ++object;
      for (const auto& part : thing.parts)
        if (const auto rle = rleFromPolygon(part, size.height, size.width)) {
          paint(byClass, *rle, number);
          paint(byObject, *rle, object);
        }
    }
    std::string name = picture.filename;
    std::replace(name.begin(), name.end(), '\\', '/');
    const std::string stem = fs::path(name).stem().string();
    std::string unique = stem;
    for (int n = 2; !used.insert(unique).second; ++n)
      unique = stem + "-" + std::to_string(n);
    list += unique + "\t" + picture.filename + "\n";
    for (const auto& [folder, numbers] :
         {std::pair<const char*, const Numbers*>{"masks", &byClass}, {"instances", &byObject}}) {
      const fs::path file = out / folder / (unique + ".png");
      const auto bytes = encodeIndexedPng(*numbers, file.string());
      if (!bytes) return bytes.error();
      if (auto written = writeFileQuickly(file, *bytes); !written) return written.error();
      files.push_back(file);
    }
  }
  if (files.empty() && !project.pictures.empty())
    return Error{ErrorCode::notFound, "masks need the pictures' sizes, and none is found", out.string(),
                 "say where the pictures are (--images)"};
  for (const auto& [name, text] :
       {std::pair<const char*, std::string>{"labels.txt", labels}, {"pictures.txt", list}}) {
    if (auto written = writeFileAtomically(out / name, text); !written) return written.error();
    files.push_back(out / name);
  }
  if (auto synced = syncFolder(out); !synced) return synced.error();
  return files;
}

/// Objects that may lie over one another, by their bounds.
int overlapping(const std::vector<DataObject>& objects) {
  int count = 0;
  for (std::size_t i = 0; i < objects.size() && i < 2000; ++i)
    for (std::size_t j = i + 1; j < objects.size(); ++j) {
      const RectShape &a = objects[i].bounds, &b = objects[j].bounds;
      if (a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height) {
        ++count;
        break;
      }
    }
  return count;
}

std::vector<Loss> lossesOfMasks(const Project& project, const WriteOptions& options) {
  LossList losses;
  for (const Picture& picture : project.pictures) {
    const PictureSize size = sizeForExport(project, picture, options);
    if (!size.known()) {
      losses.add(Kind::picture, "picture of unknown size", "", picture.filename);
      continue;
    }
    for (const auto& [name, value] : picture.attributes.items)
      losses.add(Kind::attribute, "picture's attribute " + name, "", picture.filename);
    const auto objects = dataObjects(picture, options, {false, true});
    std::set<int> written;
    for (const DataObject& object : objects) {
      written.insert(object.regions.begin(), object.regions.end());
      for (const auto& part : object.parts)
        if (!isInside(part, size))
          losses.add(Kind::outside, "shape beyond the picture's border", "cut at the border",
                     picture.filename);
      losses.add(Kind::precision, "outline", "whole pixels", picture.filename,
                 static_cast<int>(object.parts.size()));
    }
    if (const int count = overlapping(objects); count > 0)
      losses.add(Kind::structure, "shape under another one", "what is seen of it", picture.filename, count);
    for (std::size_t i = 0; i < picture.regions.size(); ++i) {
      const Region& region = picture.regions[i];
      if (!written.contains(static_cast<int>(i)))
        losses.add(Kind::shape, shapeNameOf(region), "", picture.filename);
      const std::string label = labelAttributeOf(region);
      if (label.empty() && written.contains(static_cast<int>(i)))
        losses.add(Kind::attribute, "missing label", std::string("class ") + unlabelledClass, picture.filename);
      for (const auto& [name, value] : region.attributes.items)
        if (name != label && name != groupAttribute && written.contains(static_cast<int>(i)))
          losses.add(Kind::attribute, "attribute " + name, "", picture.filename);
    }
  }
  return losses.take();
}

} // namespace

std::vector<AnnotationCodec> maskCodecs() {
  return {{AnnotationFormat::masks,
           [](const Candidate& candidate) {
             return candidate.isFolder && maskFoldersOf(candidate.path).has_value();
           },
           readMasks, lossesOfMasks, writeMasks}};
}

} // namespace fillscope
