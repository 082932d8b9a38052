#include "core/annotation/region_geometry.h"
#include "core/base/number_text.h"
#include "core/formats/annotation_notes.h"
#include "core/formats/picture_header.h"
#include "core/formats/text_encoding.h"
#include "core/formats/yolo_words.h"
#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <sstream>

namespace fillscope {
namespace {

namespace fs = std::filesystem;
using NoteKind = ImportNote::Kind;

class Reader {
 public:
  Reader(const YoloDataset& dataset, YoloTask task, ImportNotes& notes)
      : dataset_(dataset)
      , task_(task)
      , notes_(notes)
      , names_(dataset.names) {
    kind_.keypoints = dataset.keypointNames;
    for (int i = static_cast<int>(kind_.keypoints.size()); i < dataset.keypoints; ++i)
      kind_.keypoints.push_back(std::to_string(i + 1));
    kind_.keypoints.resize(static_cast<std::size_t>(dataset.keypoints));
    for (int i = 0; i < static_cast<int>(dataset.flip.size()) && i < dataset.keypoints; ++i)
      if (const int other = dataset.flip[static_cast<std::size_t>(i)]; other > i && other < dataset.keypoints)
        kind_.flipPairs.emplace_back(i, other);
  }

  void addRow(Picture& picture, PictureSize size, const std::string& line) {
    std::vector<double> row;
    std::istringstream words(line);
    for (std::string word; words >> word;) {
      const auto number = parseNumber(word);
      if (!number) return notes_.add(NoteKind::dropped, picture.filename, "A line holds more than numbers.");
      row.push_back(*number);
    }
    if (row.empty()) return;
    if (row.size() < 5 || row[0] < 0 || row[0] > 1e6 || row[0] != std::floor(row[0]))
      return notes_.add(NoteKind::dropped, picture.filename, "A line is no label of a class and its place.");
    for (std::size_t i = 1; i < row.size(); ++i)
      if (!(std::abs(row[i]) < 1e6))
        return notes_.add(NoteKind::dropped, picture.filename, "A label lies far beyond the picture.");
    const std::string label = nameOf(static_cast<std::size_t>(row[0]), picture.filename);
    row.erase(row.begin());
    std::vector<Region> regions;
    if (task_ == YoloTask::pose)
      addPose(row, size, label, picture.filename, regions);
    else
      addShape(row, size, picture.filename, regions);
    for (Region& region : regions) {
      putLabel(region, label);
      picture.regions.push_back(std::move(region));
    }
  }

  const std::vector<std::string>& names() const { return names_; }

 private:
  std::string nameOf(std::size_t index, const std::string& picture) {
    if (index >= dataset_.names.size())
      notes_.add(NoteKind::guessed, picture, "A class has no name, its number stands for it.");
    while (names_.size() <= index && index < 100'000)
      names_.push_back("class " + std::to_string(names_.size()));
    return index < names_.size() ? names_[index] : "class " + std::to_string(index);
  }

  /// Sides that lie on the picture's border but for rounding lie on it.
  static RectShape rectOf(const std::vector<double>& row, PictureSize size) {
    const auto ends = [](double centre, double length, double most) {
      constexpr double rounding = 1e-6;
      double low = (centre - length / 2) * most, high = low + length * most;
      if (std::abs(low) < rounding) low = 0;
      if (std::abs(high - most) < rounding) high = most;
      return std::pair(low, high);
    };
    const auto [left, right] = ends(row[0], row[2], size.width);
    const auto [top, bottom] = ends(row[1], row[3], size.height);
    return {left, top, right - left, bottom - top};
  }

  void addShape(std::vector<double>& row, PictureSize size, const std::string& picture,
                std::vector<Region>& regions) {
    Region region;
    const bool isBox = row.size() == 4 || row.size() == 5;
    // Predictions end in how sure the network is.
    const bool sure = isBox ? row.size() == 5 : row.size() % 2 == 1;
    if (sure) {
      region.attributes.set("confidence", numberText(row.back()));
      row.pop_back();
    }
    if (isBox) {
      region.shape = rectOf(row, size);
    } else {
      std::vector<Vec2> points;
      for (std::size_t i = 0; i + 1 < row.size(); i += 2)
        points.push_back({row[i] * size.width, row[i + 1] * size.height});
      if (points.size() < 3)
        return notes_.add(NoteKind::dropped, picture, "An outline has fewer than three points.");
      region.shape = polygonFromOutline(std::move(points));
    }
    regions.push_back(std::move(region));
  }

  void addPose(const std::vector<double>& row, PictureSize size, const std::string& label,
               const std::string& picture, std::vector<Region>& regions) {
    const auto count = static_cast<std::size_t>(dataset_.keypoints),
               columns = static_cast<std::size_t>(dataset_.dimensions);
    Region boxRegion;
    boxRegion.shape = rectOf(row, size);
    if (row.size() < 4 + count * columns) {
      if (row.size() != 4)
        notes_.add(NoteKind::dropped, picture,
                   "A line has fewer keypoints than data.yaml says, its box is kept.");
      regions.push_back(std::move(boxRegion));
      return;
    }
    // Predictions have in the third column how sure the network is, and every place is one.
    bool isPrediction = false;
    for (std::size_t i = 0; columns == 3 && i < count; ++i) {
      const double v = row[6 + 3 * i];
      isPrediction = isPrediction || v != std::floor(v);
    }
    if (isPrediction)
      notes_.add(
          NoteKind::guessed, picture,
          "The third column of keypoints is taken for how sure a network is of them: all count as visible.");
    KeypointSet set{kind_, {}};
    set.kind.name = label;
    bool labelled = false;
    for (std::size_t i = 0; i < count; ++i) {
      const double* at = row.data() + 4 + i * columns;
      Keypoint point{{at[0] * size.width, at[1] * size.height}};
      // Without a third column a point at the origin is not labelled, as the loader takes it.
      const bool placed = at[0] != 0 || at[1] != 0;
      const double v = columns == 3 && !isPrediction ? at[2] : placed ? 2 : 0;
      point.visibility = v >= 1.5   ? KeypointVisibility::visible
                         : v >= 0.5 ? KeypointVisibility::hidden
                                    : KeypointVisibility::outside;
      if (v < 0.5) point.at = {};
      labelled = labelled || v >= 0.5;
      set.points.push_back(point);
    }
    if (labelled) {
      regions.push_back(regionOfKeypoints(set, {}));
      const RectShape around = yoloBoxOfKeypoints(boundsOfKeypoints(set), size);
      const RectShape& box = std::get<RectShape>(boxRegion.shape);
      const double off = std::max({std::abs(around.x - box.x), std::abs(around.y - box.y),
                                   std::abs(around.x + around.width - box.x - box.width),
                                   std::abs(around.y + around.height - box.y - box.height)});
      if (off < 0.01) return;
      regions.front().attributes.set(groupAttribute, std::to_string(++groups_));
      boxRegion.attributes.set(groupAttribute, std::to_string(groups_));
    }
    regions.push_back(std::move(boxRegion));
  }

  const YoloDataset& dataset_;
  YoloTask task_;
  ImportNotes& notes_;
  std::vector<std::string> names_;
  KeypointTemplate kind_;
  int groups_ = 0;
};

/// Said from the data set's root where that lies in its folder, else from the folder; a picture from
/// elsewhere
/// (--images) by its bare name.
std::string nameInProject(const YoloFile& file, const YoloDataset& dataset) {
  const auto from = [&](const fs::path& folder) {
    std::error_code fault;
    return fs::absolute(file.image, fault)
        .lexically_normal()
        .lexically_relative(fs::absolute(folder, fault).lexically_normal());
  };
  const auto isInside = [](const fs::path& relative) {
    return !relative.empty() && *relative.begin() != "..";
  };
  const fs::path relative = from(file.root);
  if (!isInside(relative)) return file.image.filename().string();
  return isInside(file.root.lexically_relative(dataset.home)) ? relative.string()
                                                              : from(dataset.home).string();
}

/// The folder in which the picture lies below images, else the one part of data.yaml that names its folder.
std::string subsetOf(const YoloFile& file, const YoloDataset& dataset) {
  if (dataset.variant != "Ultralytics") return {};
  if (const auto slash = file.key.find('/'); slash != std::string::npos) return file.key.substr(0, slash);
  std::set<std::string> parts;
  for (const auto& [part, folder] : dataset.parts)
    if (!file.image.empty() && file.image.parent_path() == folder) parts.insert(part);
  return parts.size() == 1 ? *parts.begin() : std::string();
}

} // namespace

Result<ImportedAnnotations> readYolo(const Candidate& candidate, const ReadOptions& options,
                                     const Progress& progress) {
  const auto dataset = yoloDatasetOf(candidate);
  if (!dataset)
    return Error{ErrorCode::badInput, "this is no YOLO data set", candidate.path.string(),
                 "open its folder or its data.yaml"};
  ImportNotes notes;
  for (const auto& [file, encoding] : dataset->encodings)
    notes.add(NoteKind::repaired, file, encodingNote(encoding));
  const YoloTask task = yoloTaskOf(*dataset);
  if (!dataset->task && task == YoloTask::obb)
    notes.add(NoteKind::guessed, "", "Four points a line: read as turned boxes, they could be segments.");
  Reader reader(*dataset, task, notes);
  std::map<fs::path, std::map<std::string, YoloPicture>> knownOfRoots;
  const auto files = yoloFilesOf(*dataset, options.images);
  ImportedAnnotations imported;
  imported.files = dataset->files;
  for (const fs::path& root : dataset->roots) {
    knownOfRoots[root] = yoloPicturesOf(root);
    imported.files.push_back(root / yoloSizesFile);
  }
  std::unordered_map<std::string, int> usedIds;
  std::size_t done = 0, unplaced = 0;
  for (const YoloFile& file : files) {
    if (done++ % 64 == 0) {
      if (progress.cancelled()) return cancelledError();
      progress.report(static_cast<double>(done) / static_cast<double>(files.size()), "Reading YOLO");
    }
    if (!file.labels.empty()) imported.files.push_back(file.labels);
    if (!file.twin.empty())
      notes.add(NoteKind::dropped, file.twin.filename().string(),
                "A picture is left out: another one beside it goes by the same labels.");
    Picture picture;
    PictureSize size;
    if (!file.image.empty()) {
      picture.filename = nameInProject(file, *dataset);
      size = pictureSizeInFile(file.image);
    }
    const auto& known = knownOfRoots[file.root];
    if (const auto told = known.find(file.key); told != known.end()) {
      picture.filename = told->second.filename;
      if (!size.known()) size = told->second.size;
    }
    if (const std::string subset = subsetOf(file, *dataset); !subset.empty())
      picture.attributes.set(subsetAttribute, subset);
    if (!size.known()) {
      // Fractions of nobody knows what.
      ++unplaced;
      notes.add(file.labels.empty() ? NoteKind::missing : NoteKind::dropped, file.key,
                "The picture's size is not known, its labels cannot be placed.");
      continue;
    }
    setPictureSize(picture, size);
    if (!file.labels.empty()) {
      const auto read = readText(file.labels);
      if (!read) return read.error();
      if (!read->encoding.empty())
        notes.add(NoteKind::repaired, file.labels.filename().string(), encodingNote(read->encoding));
      std::istringstream lines(read->text);
      for (std::string line; std::getline(lines, line);)
        reader.addRow(picture, size, line);
    }
    giveId(picture, usedIds);
    imported.project.pictures.push_back(std::move(picture));
  }
  if (imported.project.pictures.empty() && unplaced > 0)
    return Error{ErrorCode::notFound, "none of the pictures is found, and their sizes are needed",
                 candidate.path.string(), "say where the pictures are (--images)"};
  if (imported.project.pictures.empty() && !dataset->missing.empty())
    return Error{ErrorCode::notFound,
                 "no picture is found, for this folder that data.yaml names is not there",
                 dataset->missing.lexically_normal().string(), "mend path, train or val in data.yaml"};
  if (imported.project.pictures.empty() && !dataset->parts.empty())
    return Error{ErrorCode::notFound, "no picture is found in the folder that data.yaml names",
                 dataset->parts.front().second.string(), "mend path, train or val in data.yaml"};
  declareClasses(imported.project, reader.names());
  imported.report.variant = dataset->variant;
  dropUnplaced(imported.project, notes);
  imported.report.notes = notes.take();
  return imported;
}

} // namespace fillscope
