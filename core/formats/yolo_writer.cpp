#include "core/formats/annotation_notes.h"
#include "core/formats/output_folder.h"
#include "core/formats/unique_names.h"
#include "core/formats/yolo_rows.h"
#include "core/formats/yolo_yaml.h"
#include <algorithm>
#include <cctype>
#include <set>

namespace fillscope {
namespace {

namespace fs = std::filesystem;
using Kind = Loss::Kind;

/// Folders of subsets by what the loader does with them.
struct Parts {
  std::vector<std::string> train, val, test;
};

/// A subset whose name says nothing is one to train on.
Parts partsOf(const std::set<std::string>& subsets) {
  Parts parts;
  for (const std::string& subset : subsets) {
    const std::string part = partNamed(subset);
    (part == "val" ? parts.val : part == "test" ? parts.test : parts.train).push_back(subset);
  }
  return parts;
}

/// What stands in for training pictures where there are none: the loader wants some.
const std::vector<std::string>& insteadOfTraining(const Parts& parts) {
  return parts.val.empty() ? parts.test : parts.val;
}

std::string imagesMember(const std::string& name, const std::vector<std::string>& subsets) {
  const auto folder = [](const std::string& subset) {
    const bool isPlain = std::all_of(subset.begin(), subset.end(), [](unsigned char c) {
      return c >= 0x80 || std::isalnum(c) || c == '-' || c == '_' || c == '.';
    });
    return isPlain ? "images/" + subset : yamlText("images/" + subset);
  };
  if (subsets.size() == 1) return name + ": " + folder(subsets.front()) + "\n";
  std::string yaml = name + ":\n";
  for (const std::string& subset : subsets)
    yaml += "  - " + folder(subset) + "\n";
  return yaml;
}

std::string dataYaml(const ClassList& classes, const std::set<std::string>& subsets, YoloTask task,
                     const YoloPoseKind& pose) {
  const char* tasks[] = {"detect", "obb", "segment", "pose"};
  // Without a path the loader takes this file's folder, wherever it is moved to.
  const Parts parts = partsOf(subsets);
  const auto& train = parts.train.empty() ? insteadOfTraining(parts) : parts.train;
  std::string yaml = imagesMember("train", train);
  // The loader wants both: without pictures of their own, training ones are looked at.
  yaml += imagesMember("val", parts.val.empty() ? train : parts.val);
  if (!parts.test.empty()) yaml += imagesMember("test", parts.test);
  yaml += std::string("task: ") + tasks[static_cast<int>(task)] + "\n";
  if (task == YoloTask::pose) {
    const int count = static_cast<int>(pose.kind.keypoints.size());
    std::vector<int> flip(static_cast<std::size_t>(count));
    for (int i = 0; i < count; ++i)
      flip[static_cast<std::size_t>(i)] = i;
    for (const auto& [a, b] : pose.kind.flipPairs)
      std::swap(flip[static_cast<std::size_t>(a)], flip[static_cast<std::size_t>(b)]);
    yaml += "kpt_shape: [" + std::to_string(count) + ", 3]\nflip_idx: [";
    for (int i = 0; i < count; ++i)
      yaml += (i ? ", " : "") + std::to_string(flip[static_cast<std::size_t>(i)]);
    yaml += "]\nkpt_names:\n";
    for (std::size_t i = 0; i < classes.names().size(); ++i) {
      const auto names = pose.namesByLabel.find(classes.names()[i]);
      if (names == pose.namesByLabel.end()) continue;
      yaml += "  " + std::to_string(i) + ":\n";
      for (std::size_t k = 0; k < pose.kind.keypoints.size(); ++k)
        yaml +=
            "    - " + yamlText(k < names->second.size() ? names->second[k] : pose.kind.keypoints[k]) + "\n";
    }
  }
  yaml += classes.names().empty() ? "names: {}\n" : "names:\n"; // the loader takes its length
  for (std::size_t i = 0; i < classes.names().size(); ++i)
    yaml += "  " + std::to_string(i) + ": " + yamlText(classes.names()[i]) + "\n";
  return yaml;
}

std::string csvField(const std::string& text) {
  std::string out = "\"";
  for (const char c : text)
    out += c == '"' ? "\"\"" : std::string(1, c);
  return out + "\"";
}

/// Ultralytics finds labels by the picture's name: two pictures need two names.
std::string uniqueStem(const std::string& filename, UniqueNames& used) {
  std::string name = filename;
  std::replace(name.begin(), name.end(), '\\', '/');
  const fs::path path(name);
  std::string stem = path.stem().string();
  if (used.isTaken(stem)) {
    stem = (path.parent_path() / path.stem()).string();
    std::replace(stem.begin(), stem.end(), '/', '_');
  }
  return used.take(stem.empty() ? "picture" : stem);
}

/// Labels and pictures of what the last export into this folder wrote and this one does not.
std::vector<fs::path> leftInFolder(const fs::path& folder, const std::set<std::string>& keys) {
  std::vector<fs::path> left;
  std::set<std::string> leftKeys, subsets;
  for (const auto& [key, picture] : yoloPicturesOf(folder)) {
    if (keys.contains(key)) continue;
    left.push_back(fs::path("labels") / (key + ".txt"));
    leftKeys.insert(key);
    subsets.insert(key.substr(0, key.find('/')));
  }
  for (const std::string& subset : subsets) {
    std::error_code fault;
    for (fs::directory_iterator at(folder / "images" / subset, fault), end; !fault && at != end;
         at.increment(fault))
      if (leftKeys.contains(subset + "/" + at->path().stem().string()))
        left.push_back(fs::path("images") / subset / at->path().filename());
  }
  return left;
}

/// One word without separators, so that it names a folder.
std::string folderName(std::string subset) {
  for (char& c : subset)
    if (c == '/' || c == '\\' || static_cast<unsigned char>(c) < ' ') c = '_';
  return subset.empty() || subset == "." || subset == ".." ? "train" : subset;
}

} // namespace

std::vector<Loss> lossesOfYolo(const Project& project, const WriteOptions& options, YoloTask task) {
  LossList losses;
  const ClassList classes(project, options);
  const YoloPoseKind pose = task == YoloTask::pose ? yoloPoseKindOf(project, options) : YoloPoseKind{};
  if (pose.kinds > 1)
    losses.add(Kind::structure, "several kinds of keypoints",
               "one of " + std::to_string(pose.kind.keypoints.size()) + ", filled up with unlabelled ones",
               "", pose.kinds);
  if (task == YoloTask::pose && !pose.kind.edges.empty())
    losses.add(Kind::structure, "edges between keypoints", "", "");
  YoloRows rows(options, task, classes, pose, &losses);
  const auto subsets = subsetsOf(project, options);
  std::set<std::string> usedSubsets;
  for (std::size_t i = 0; i < project.pictures.size(); ++i) {
    const Picture& picture = project.pictures[i];
    const PictureSize size = sizeForExport(project, picture, options);
    if (!size.known()) {
      losses.add(Kind::picture, "picture of unknown size", "", picture.filename);
    } else {
      (void)rows.of(picture, size);
      usedSubsets.insert(folderName(subsets[i]));
    }
    for (const auto& [name, value] : picture.attributes.items)
      if (name != subsetAttribute)
        losses.add(Kind::attribute, "picture's attribute " + name, "", picture.filename);
  }
  if (const Parts parts = partsOf(usedSubsets); parts.train.empty() && !usedSubsets.empty())
    losses.add(Kind::structure, "no pictures to train on",
               "those of " + insteadOfTraining(parts).front() + " are named", "");
  return losses.take();
}

Result<std::vector<fs::path>> writeYolo(const Project& project, const fs::path& out,
                                        const WriteOptions& options, const Progress& progress,
                                        YoloTask task) {
  const ClassList classes(project, options);
  const YoloPoseKind pose = task == YoloTask::pose ? yoloPoseKindOf(project, options) : YoloPoseKind{};
  if (task == YoloTask::pose && pose.kind.keypoints.empty())
    return Error{ErrorCode::badInput, "there are no keypoints to write", out.string(),
                 "choose another format"};
  const auto subsets = subsetsOf(project, options);
  OutputFolder folder(out, options.inputs);
  std::error_code fault;
  const bool again = fs::exists(out / yoloSizesFile, fault); // an export's pictures make way for another's
  YoloRows rows(options, task, classes, pose, nullptr);
  struct Place {
    std::string subset, stem; ///< empty: not written
    fs::path image(const fs::path& file) const {
      return fs::path("images") / subset / (stem + file.extension().string());
    }
  };
  std::vector<Place> places(project.pictures.size());
  std::vector<fs::path> all{yoloSizesFile, "data.yaml"};
  UniqueNames used;
  std::set<std::string> usedSubsets, keys; // subset/stem
  for (std::size_t i = 0; i < places.size(); ++i) {
    if (!sizeForExport(project, project.pictures[i], options).known()) continue;
    places[i] = {folderName(subsets[i]), uniqueStem(project.pictures[i].filename, used)};
    if (const fs::path& file = options.pictures->fileOf(project, project.pictures[i]); !file.empty())
      if (auto may = folder.mayAddPicture(file, places[i].image(file)); !may) return may.error();
    usedSubsets.insert(places[i].subset);
    all.push_back(fs::path("labels") / places[i].subset / (places[i].stem + ".txt"));
    keys.insert(places[i].subset + "/" + places[i].stem);
  }
  if (usedSubsets.empty())
    return Error{ErrorCode::notFound, "YOLO needs the pictures' sizes, and none is found", out.string(),
                 "say where the pictures are (--images)"};
  if (auto may = folder.mayWrite(all); !may) return may.error();
  if (auto may = folder.mayLeave(leftInFolder(out, keys), all); !may) return may.error();
  std::string table = "image,width,height,file name\n";
  for (std::size_t i = 0; i < project.pictures.size(); ++i) {
    if (progress.cancelled()) return cancelledError();
    progress.report(static_cast<double>(i) / static_cast<double>(project.pictures.size()), "Writing YOLO");
    const Picture& picture = project.pictures[i];
    const auto& [subset, stem] = places[i];
    if (stem.empty()) continue;
    const PictureSize size = sizeForExport(project, picture, options);
    if (auto written = folder.write(fs::path("labels") / subset / (stem + ".txt"), rows.of(picture, size));
        !written)
      return written.error();
    // The loader lists pictures, not labels: each lies beside its own.
    if (const fs::path& file = options.pictures->fileOf(project, picture); !file.empty())
      if (auto added = folder.addPicture(file, places[i].image(file), again); !added) return added.error();
    table += csvField(subset + "/" + stem) + "," + std::to_string(size.width) + "," +
             std::to_string(size.height) + "," + csvField(picture.filename) + "\n";
  }
  for (const auto& [name, text] : {std::pair<const char*, std::string>{yoloSizesFile, table},
                                   {"data.yaml", dataYaml(classes, usedSubsets, task, pose)}})
    if (auto written = folder.write(name, text); !written) return written.error();
  return folder.commit();
}

} // namespace fillscope
