#include "core/base/number_text.h"
#include "core/formats/decode.h"
#include "core/formats/folder_index.h"
#include "core/formats/text_encoding.h"
#include "core/formats/yolo_words.h"
#include "core/formats/yolo_yaml.h"
#include <algorithm>
#include <map>
#include <set>
#include <sstream>

namespace fillscope {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t mostFiles = 1'000'000;

std::vector<std::string> namesIn(const YamlMember& member) {
  if (member.byNumber.empty()) return member.list;
  std::vector<std::string> names;
  for (const auto& [number, name] : member.byNumber) {
    if (number > 100000) continue;
    names.resize(std::max<std::size_t>(names.size(), static_cast<std::size_t>(number) + 1));
    names[static_cast<std::size_t>(number)] = name;
  }
  for (std::size_t i = 0; i < names.size(); ++i)
    if (names[i].empty()) names[i] = "class " + std::to_string(i);
  return names;
}

std::vector<int> wholeNumbers(const std::vector<std::string>& list) {
  std::vector<int> numbers;
  for (const std::string& item : list)
    if (const auto number = parseNumber(item); number && *number >= 0 && *number < 100000)
      numbers.push_back(static_cast<int>(*number));
  return numbers;
}

bool isInside(const fs::path& path, const fs::path& folder) {
  std::error_code fault;
  const fs::path between = fs::absolute(path, fault)
                               .lexically_normal()
                               .lexically_relative(fs::absolute(folder, fault).lexically_normal());
  return !between.empty() && *between.begin() != "..";
}

/// The folder whose images and labels lie in two folders of these names; else the folder itself, in which
/// both lie beside each other.
fs::path rootOfImages(const fs::path& folder) {
  fs::path above = folder;
  for (; above.has_filename() && above.has_parent_path() && above != above.parent_path();
       above = above.parent_path())
    if (above.filename() == "images") return above.parent_path();
  return folder;
}

/// What train, val or test names. Roboflow writes "../train/images" of a folder beside data.yaml, which the
/// loader looks for there too.
fs::path namedFolder(std::string name, const fs::path& home, const std::string& base) {
  std::replace(name.begin(), name.end(), '\\', '/');
  std::error_code fault;
  for (const fs::path& from : {home / base, home})
    for (const std::string& written : {name, name.starts_with("../") ? name.substr(3) : name}) {
      const fs::path folder = (from / written).lexically_normal();
      if (fs::is_directory(folder, fault)) return folder;
      if (fs::is_regular_file(folder, fault)) return folder.parent_path(); // a list of pictures
    }
  return {};
}

/// Where the members train, val and test say that pictures are. The root stays where nothing of that is
/// found.
void takeParts(YoloDataset& dataset, std::map<std::string, YamlMember>& members) {
  std::vector<fs::path> others;
  bool isRootNamed = false;
  for (const char* part : {"train", "val", "test"}) {
    std::vector<std::string> names = members[part].list;
    if (names.empty() && !members[part].text.empty()) names = {members[part].text};
    for (const std::string& name : names) {
      fs::path folder = namedFolder(name, dataset.home, members["path"].text);
      if (folder.empty()) {
        if (dataset.missing.empty()) dataset.missing = dataset.home / members["path"].text / name;
        continue;
      }
      if (!folder.has_filename() && folder.has_parent_path()) folder = folder.parent_path();
      dataset.parts.emplace_back(part, folder);
      if (isInside(folder, dataset.roots.front()))
        isRootNamed = true;
      else if (const fs::path root = rootOfImages(folder);
               std::find(others.begin(), others.end(), root) == others.end())
        others.push_back(root);
    }
  }
  if (!others.empty() && !isRootNamed) dataset.roots.clear();
  dataset.roots.insert(dataset.roots.end(), others.begin(), others.end());
}

std::optional<YoloDataset> fromYaml(const fs::path& file) {
  const auto read = readText(file);
  if (!read || read->text.size() > (1u << 24)) return {};
  auto members = parseYaml(read->text);
  if (!members.contains("names") ||
      !(members.contains("train") || members.contains("val") || members.contains("nc")))
    return {};
  YoloDataset dataset;
  dataset.variant = "Ultralytics";
  dataset.names = namesIn(members["names"]);
  dataset.files = {file};
  if (!read->encoding.empty()) dataset.encodings.emplace_back(file.filename().string(), read->encoding);
  dataset.home = file.has_parent_path() ? file.parent_path() : fs::path(".");
  dataset.roots = {dataset.home};
  std::error_code fault;
  if (const std::string path = members["path"].text;
      !path.empty() && !fs::exists(dataset.home / "labels", fault))
    if (const fs::path root = dataset.home / path; fs::is_directory(root, fault)) dataset.roots = {root};
  takeParts(dataset, members);
  const std::map<std::string, YoloTask> tasks{{"detect", YoloTask::detect},
                                              {"obb", YoloTask::obb},
                                              {"segment", YoloTask::segment},
                                              {"pose", YoloTask::pose}};
  if (const auto task = tasks.find(members["task"].text); task != tasks.end()) dataset.task = task->second;
  if (const auto shape = wholeNumbers(members["kpt_shape"].list);
      shape.size() == 2 && (shape[1] == 2 || shape[1] == 3)) {
    dataset.task = YoloTask::pose;
    dataset.keypoints = std::min(shape[0], 10000), dataset.dimensions = shape[1];
    dataset.flip = wholeNumbers(members["flip_idx"].list);
    const auto& names = members["kpt_names"];
    dataset.keypointNames = names.lists.empty() ? names.list : names.lists.begin()->second;
  }
  return dataset;
}

/// dataset: where a note goes of what they are not; null: nowhere.
std::vector<std::string> linesOf(const fs::path& file, YoloDataset* dataset) {
  std::vector<std::string> lines;
  const auto read = readText(file);
  if (dataset && read && !read->encoding.empty())
    dataset->encodings.emplace_back(file.filename().string(), read->encoding);
  std::istringstream stream(read ? read->text : std::string());
  for (std::string line; std::getline(stream, line);)
    if (std::string name = yamlTrimmed(line); !name.empty()) lines.push_back(std::move(name));
  return lines;
}

/// Path without a component images or labels (the last one) and without suffix.
std::string keyOf(const fs::path& file, const fs::path& root) {
  std::vector<std::string> parts;
  for (const auto& part : file.lexically_relative(root))
    parts.push_back(part.string());
  for (std::size_t i = parts.size() > 1 ? parts.size() - 1 : 0; i-- > 0;)
    if (parts[i] == "images" || parts[i] == "labels") {
      parts.erase(parts.begin() + static_cast<std::ptrdiff_t>(i));
      break;
    }
  std::string key;
  for (const std::string& part : parts)
    key += (key.empty() ? "" : "/") + part;
  return key.substr(0, key.size() - lowerSuffix(key).size());
}

bool isListName(const std::string& name) {
  static const std::set<std::string> lists{"classes.txt", "train.txt",  "val.txt",    "valid.txt",
                                           "test.txt",    "readme.txt", "labels.txt", "requirements.txt"};
  return lists.contains(name);
}

template <class Visit>
void everyFile(const fs::path& folder, const Visit& visit, std::size_t most = mostFiles) {
  std::error_code fault;
  std::size_t seen = 0;
  std::vector<fs::path> files; // in an order that does not depend on the disk
  for (fs::recursive_directory_iterator it(folder, fs::directory_options::skip_permission_denied, fault), end;
       !fault && it != end && seen < most; it.increment(fault), ++seen)
    if (std::error_code ignored; it->is_regular_file(ignored)) files.push_back(it->path());
  std::sort(files.begin(), files.end());
  for (const fs::path& file : files)
    visit(file);
}

/// Fields of a line with quotes where a comma is in one.
std::vector<std::string> fieldsOf(const std::string& line) {
  std::vector<std::string> fields(1);
  bool inQuotes = false;
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (line[i] == '"') {
      if (inQuotes && i + 1 < line.size() && line[i + 1] == '"')
        fields.back() += line[i++];
      else
        inQuotes = !inQuotes;
    } else if (line[i] == ',' && !inQuotes) {
      fields.emplace_back();
    } else if (line[i] != '\r') {
      fields.back() += line[i];
    }
  }
  return fields;
}

std::vector<double> firstRow(const fs::path& file) {
  std::vector<double> row;
  const auto lines = linesOf(file, nullptr);
  std::istringstream words(lines.empty() ? std::string() : lines.front());
  for (std::string word; words >> word;) {
    const auto number = parseNumber(word);
    if (!number) return {};
    row.push_back(*number);
  }
  return row;
}

bool holdsLabels(const fs::path& file) {
  const auto row = firstRow(file);
  return row.size() >= 5 && row[0] >= 0 && row[0] == static_cast<int>(row[0]);
}

std::vector<fs::path> labelFilesOf(const fs::path& root, std::size_t most) {
  std::error_code fault;
  std::vector<fs::path> files;
  const fs::path labels = root / "labels";
  const auto take = [&](const fs::path& file) {
    if (files.size() >= most || file.extension() != ".txt") return;
    // A picture may be called "train" too.
    if (!isListName(file.filename().string()) || holdsLabels(file)) files.push_back(file);
  };
  // To tell what a folder is, not all of it is looked through.
  everyFile(fs::is_directory(labels, fault) ? labels : root, take, most < mostFiles ? 20'000 : mostFiles);
  std::sort(files.begin(), files.end());
  return files;
}

} // namespace

std::optional<YoloDataset> yoloDatasetOf(const Candidate& candidate) {
  if (!candidate.isFolder) {
    const std::string suffix = lowerSuffix(candidate.path.string());
    return suffix == ".yaml" || suffix == ".yml" ? fromYaml(candidate.path) : std::nullopt;
  }
  std::error_code fault;
  for (fs::directory_iterator it(candidate.path, fault), end; !fault && it != end; it.increment(fault))
    if (it->path().extension() == ".yaml" || it->path().extension() == ".yml")
      if (auto dataset = fromYaml(it->path())) return dataset;
  YoloDataset dataset;
  dataset.home = candidate.path;
  dataset.roots = {candidate.path};
  if (fs::exists(candidate.path / "obj.data", fault)) {
    dataset.variant = "Darknet";
    fs::path names = candidate.path / "obj.names";
    for (const std::string& line : linesOf(candidate.path / "obj.data", nullptr))
      if (line.starts_with("names") && line.find('=') != std::string::npos) {
        const fs::path told = candidate.path / yamlTrimmed(line.substr(line.find('=') + 1));
        if (fs::exists(told, fault)) names = told;
      }
    dataset.names = linesOf(names, &dataset);
    dataset.files = {candidate.path / "obj.data", names};
    return dataset;
  }
  for (const fs::path& place : {candidate.path / "classes.txt", candidate.path / "labels" / "classes.txt"})
    if (fs::exists(place, fault) && !holdsLabels(place)) {
      dataset.variant = "labelImg";
      dataset.names = linesOf(place, &dataset);
      dataset.files = {place};
      return dataset;
    }
  for (const fs::path& file : labelFilesOf(candidate.path, 8))
    if (holdsLabels(file)) {
      dataset.variant = "labels without a list of classes";
      return dataset;
    }
  return {};
}

namespace {

std::vector<YoloFile> filesOfRoot(const fs::path& whole, const fs::path& images) {
  std::map<std::string, YoloFile> files;
  std::map<std::string, std::vector<fs::path>> byStem;
  for (const fs::path& file : labelFilesOf(whole, mostFiles)) {
    const std::string key = keyOf(file, whole);
    files[key].key = key;
    files[key].labels = file;
  }
  const auto addPictures = [&](const fs::path& root, bool alsoAlone) {
    everyFile(root, [&](const fs::path& file) {
      if (!isPictureName(file.filename().string())) return;
      const std::string key = keyOf(file, root);
      const auto found = files.find(key);
      if (found != files.end() && found->second.image.empty()) {
        found->second.image = file;
      } else if (found == files.end()) {
        byStem[file.stem().string()].push_back(file);
        if (alsoAlone) files[key] = {key, {}, file, {}, {}};
      } else if (found->second.twin.empty() && file != found->second.image) {
        found->second.twin = file;
      }
    });
  };
  std::error_code fault;
  addPictures(whole, true);
  if (!images.empty() && !fs::equivalent(images, whole, fault)) addPictures(images, false);
  std::vector<YoloFile> list;
  for (auto& [key, file] : files) {
    if (file.image.empty())
      if (const auto found = byStem.find(fs::path(key).filename().string());
          found != byStem.end() && found->second.size() == 1)
        file.image = found->second.front();
    file.root = whole;
    list.push_back(std::move(file));
  }
  return list;
}

} // namespace

std::vector<YoloFile> yoloFilesOf(const YoloDataset& dataset, const fs::path& images) {
  std::vector<YoloFile> all;
  for (const fs::path& root : dataset.roots)
    for (YoloFile& file : filesOfRoot(root, images))
      all.push_back(std::move(file));
  return all;
}

std::map<std::string, YoloPicture> yoloPicturesOf(const fs::path& root) {
  std::map<std::string, YoloPicture> known;
  const auto read = readText(root / yoloSizesFile);
  std::istringstream lines(read ? read->text : std::string());
  for (std::string line; std::getline(lines, line);) {
    const auto fields = fieldsOf(line);
    if (fields.size() != 4) continue;
    const auto width = parseNumber(fields[1]), height = parseNumber(fields[2]);
    if (!width || !height || !(*width >= 1 && *height >= 1 && *width < 1e9 && *height < 1e9)) continue;
    known[fields[0]] = {{static_cast<int>(*width), static_cast<int>(*height)}, fields[3]};
  }
  return known;
}

YoloTask yoloTaskOf(const YoloDataset& dataset) {
  if (dataset.task) return *dataset.task;
  std::size_t boxes = 0, quads = 0, outlines = 0;
  for (const fs::path& root : dataset.roots)
    for (const fs::path& file : labelFilesOf(root, 50)) {
      const std::size_t columns = firstRow(file).size();
      boxes += columns == 5 || columns == 6, quads += columns == 9;
      outlines += columns > 6 && columns != 9;
    }
  return outlines > 0 ? YoloTask::segment : quads > 0 && boxes == 0 ? YoloTask::obb : YoloTask::detect;
}

} // namespace fillscope
