#include "core/annotation/mask_outline.h"
#include "core/annotation/region_edit.h"
#include "core/base/file_io.h"
#include "core/formats/annotation_notes.h"
#include "core/formats/indexed_png.h"
#include "core/formats/mask_words.h"
#include "core/formats/text_encoding.h"
#include <algorithm>
#include <map>

namespace fillscope {
namespace {

namespace fs = std::filesystem;
using NoteKind = ImportNote::Kind;

constexpr std::uint16_t border = 255; ///< Pascal VOC: belongs to nothing

std::vector<std::string> linesIn(const fs::path& file) {
  std::vector<std::string> lines;
  const auto read = readText(file);
  const std::string text = read ? read->text : std::string();
  for (std::size_t at = 0; at < text.size();) {
    const auto end = std::min(text.find('\n', at), text.size());
    std::string line = text.substr(at, end - at);
    if (!line.empty() && line.back() == '\r') line.pop_back();
    lines.push_back(std::move(line));
    at = end + 1;
  }
  return lines;
}

/// Line k names number k; of Labelme's list the first line stands for what is to be ignored.
std::vector<std::string> labelsIn(const fs::path& file) {
  std::vector<std::string> names = linesIn(file);
  names.resize(std::min<std::size_t>(names.size(), 65536));
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

  void read(const std::string& stem, const std::string& name, const MaskNumbers& classes,
            const MaskNumbers* instances) {
    stems_[stem] = pictures.size();
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
    if (things.size() > (instances ? mostNumbered : mostThings)) {
      notes_.add(NoteKind::dropped, name, "A mask has more objects than pixels of a class, it is no mask.");
      things.clear();
    }
    for (const auto& [key, e] : things)
      addThing(picture, classes, instances, key, e);
    giveId(picture, usedIds_);
    pictures.push_back(std::move(picture));
  }

  /// Bare stems, one a line. What a picture's subset is stays.
  void readSubset(const fs::path& list) {
    for (const std::string& stem : linesIn(list))
      if (const auto found = stems_.find(stem); found != stems_.end())
        if (Attributes& known = pictures[found->second].attributes; !known.find(subsetAttribute))
          known.set(subsetAttribute, list.stem().string());
  }

  std::vector<Picture> pictures;
  const std::vector<std::string>& names() const { return names_; }

 private:
  static constexpr std::size_t mostThings = 20'000,
                               mostNumbered = 65'536; // without and with a mask of objects

  void addThing(Picture& picture, const MaskNumbers& classes, const MaskNumbers* instances,
                std::pair<int, int> key, Extent e) {
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
  std::unordered_map<std::string, std::size_t> stems_;
  std::unordered_map<std::string, int> usedIds_;
};

} // namespace

Result<ImportedAnnotations> readMasks(const Candidate& candidate, const ReadOptions&,
                                      const Progress& progress) {
  const auto folders = maskFoldersOf(candidate.path);
  if (!candidate.isFolder || !folders)
    return Error{ErrorCode::badInput, "there are no masks in this folder", candidate.path.string(), {}};
  ImportNotes notes;
  ImportedAnnotations imported;
  Reader reader(labelsIn(folders->labels), notes);
  if (!folders->labels.empty()) imported.files.push_back(folders->labels);
  // What the pictures are called is kept beside the masks.
  std::map<std::string, std::string> filenames;
  const auto list = readFile(candidate.path / maskNamesFile);
  if (list) imported.files.push_back(candidate.path / maskNamesFile);
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
    const auto load = [&](const fs::path& file) -> Result<MaskNumbers> {
      const auto bytes = readFile(file);
      if (!bytes) return bytes.error();
      imported.files.push_back(file);
      return decodeIndexedPng(*bytes, file.string());
    };
    const auto classes = load(files[i]);
    if (!classes) {
      notes.add(NoteKind::dropped, files[i].filename().string(),
                "A mask cannot be read: its pixels are no numbers.");
      continue;
    }
    std::optional<MaskNumbers> instances;
    if (!folders->instances.empty())
      if (auto loaded = load(folders->instances / files[i].filename())) instances = std::move(*loaded);
    const auto name = filenames.find(files[i].stem().string());
    reader.read(files[i].stem().string(),
                name == filenames.end() ? files[i].filename().string() : name->second, *classes,
                instances ? &*instances : nullptr);
  }
  for (const fs::path& part : subsetListsIn(candidate.path / "ImageSets" / "Segmentation")) {
    reader.readSubset(part);
    imported.files.push_back(part);
  }
  imported.project.pictures = std::move(reader.pictures);
  std::vector<std::string> names = reader.names();
  if (!names.empty()) names.erase(names.begin()); // the background
  declareClasses(imported.project, names);
  imported.report.variant = "masks";
  dropUnplaced(imported.project, notes);
  imported.report.notes = notes.take();
  return imported;
}

} // namespace fillscope
