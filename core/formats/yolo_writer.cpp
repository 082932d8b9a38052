#include "core/annotation/region_geometry.h"
#include "core/base/file_io.h"
#include "core/formats/annotation_notes.h"
#include "core/formats/picture_lookup.h"
#include "core/formats/yolo_words.h"
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <map>
#include <set>

namespace fillscope {
namespace {

namespace fs = std::filesystem;
using Kind = Loss::Kind;

/// Ten decimals: a ten-millionth of a pixel; a place on the border is exactly 0 or 1.
void appendShare(std::string& line, double value) {
  char text[32];
  int length = std::snprintf(text, sizeof text, "%.10f", std::clamp(value, 0.0, 1.0));
  while (length > 1 && text[length - 1] == '0')
    --length;
  if (text[length - 1] == '.') --length;
  line += ' ';
  line.append(text, static_cast<std::size_t>(length));
}

void appendPoints(std::string& line, const std::vector<Vec2>& points, PictureSize size) {
  for (const Vec2 p : points) {
    appendShare(line, p.x / size.width);
    appendShare(line, p.y / size.height);
  }
}

RectShape clipped(const RectShape& rect, PictureSize size) {
  const double left = std::clamp(rect.x, 0.0, 1.0 * size.width),
               top = std::clamp(rect.y, 0.0, 1.0 * size.height);
  return {left, top, std::clamp(rect.x + rect.width, 0.0, 1.0 * size.width) - left,
          std::clamp(rect.y + rect.height, 0.0, 1.0 * size.height) - top};
}

/// One kind of keypoints for the whole data set: that with the most.
struct PoseKind {
  KeypointTemplate kind;
  int kinds = 0;
  std::map<std::string, std::vector<std::string>> namesByLabel;
};

PoseKind poseKindOf(const Project& project, const WriteOptions& options) {
  PoseKind pose;
  std::set<std::vector<std::string>> seen;
  for (const Picture& picture : project.pictures)
    for (const DataObject& object : dataObjects(picture, options, {true, false})) {
      if (!object.keypoints) continue;
      const KeypointTemplate& kind = object.keypoints->kind;
      seen.insert(kind.keypoints);
      pose.namesByLabel.try_emplace(object.label, kind.keypoints);
      if (kind.keypoints.size() > pose.kind.keypoints.size()) pose.kind = kind;
    }
  pose.kinds = static_cast<int>(seen.size());
  return pose;
}

/// The lines of one picture; what they cannot hold goes to the losses where there are any.
class Lines {
 public:
  Lines(const WriteOptions& options, YoloTask task, const ClassList& classes, const PoseKind& pose,
        LossList* losses)
      : options_(options)
      , task_(task)
      , classes_(classes)
      , pose_(pose)
      , losses_(losses) {}

  std::string of(const Picture& picture, PictureSize size) {
    picture_ = &picture;
    size_ = size;
    text_.clear();
    std::set<int> written;
    const bool pose = task_ == YoloTask::pose;
    for (const DataObject& object : dataObjects(picture, options_, {true, !pose})) {
      const std::size_t before = text_.size();
      add(object);
      if (text_.size() > before) written.insert(object.regions.begin(), object.regions.end());
    }
    for (std::size_t i = 0; losses_ && i < picture.regions.size(); ++i)
      if (!written.contains(static_cast<int>(i)) && !told_.contains(static_cast<int>(i)))
        lose(Kind::shape, shapeNameOf(picture.regions[i]), "");
    told_.clear();
    return std::move(text_);
  }

 private:
  void lose(Kind kind, const std::string& what, const std::string& becomes, int count = 1) {
    if (losses_) losses_->add(kind, what, becomes, picture_->filename, count);
  }
  const Region& regionOf(const DataObject& object) const {
    return picture_->regions[static_cast<std::size_t>(object.regions.front())];
  }
  std::string begin(const DataObject& object) const { return std::to_string(classes_.of(object.label)); }
  void outside(const DataObject& object) {
    lose(Kind::outside, "shape outside the picture", "", static_cast<int>(object.regions.size()));
    told_.insert(object.regions.begin(), object.regions.end());
  }

  void add(const DataObject& object) {
    loseAttributes(object);
    switch (task_) {
    case YoloTask::detect:
      return addBox(object);
    case YoloTask::obb:
      return addTurnedBox(object);
    case YoloTask::segment:
      return addSegments(object);
    case YoloTask::pose:
      return addPose(object);
    }
  }

  void loseAttributes(const DataObject& object) {
    if (!losses_) return;
    for (const int index : object.regions) {
      const Region& region = picture_->regions[static_cast<std::size_t>(index)];
      const std::string label = labelAttributeOf(region);
      if (label.empty()) lose(Kind::attribute, "missing label", std::string("class ") + unlabelledClass);
      for (const auto& [name, value] : region.attributes.items) {
        static const std::set<std::string> ofShapes{"type",      "corners",    "size",         "source",
                                                    "keypoints", "visibility", "keypoint_set", "flip_pairs"};
        const bool kept = name == label ||
                          (ofShapes.contains(name) && (object.keypoints || shapeNameOf(region) == "box rim"));
        if (kept) continue;
        if (name == groupAttribute)
          lose(Kind::group, "group", "");
        else
          lose(Kind::attribute, "attribute " + name, "");
      }
    }
  }

  /// The rect as centre and size; false where nothing of it is in the picture.
  bool appendBox(std::string& line, const DataObject& object) {
    const RectShape box = clipped(object.bounds, size_);
    if (!(box.width > 0 && box.height > 0)) {
      outside(object);
      return false;
    }
    const RectShape& whole = object.bounds;
    if (whole.x < 0 || whole.y < 0 || whole.x + whole.width > size_.width ||
        whole.y + whole.height > size_.height)
      lose(Kind::outside, "shape beyond the picture's border", "cut at the border");
    appendShare(line, (box.x + box.width / 2) / size_.width);
    appendShare(line, (box.y + box.height / 2) / size_.height);
    appendShare(line, box.width / size_.width);
    appendShare(line, box.height / size_.height);
    return true;
  }

  void addBox(const DataObject& object) {
    std::string line = begin(object);
    if (object.keypoints && object.keypoints->points.size() == 1) return; // a point has no box
    if (!appendBox(line, object)) return;
    text_ += line + "\n";
    if (object.parts.size() > 1) lose(Kind::group, "object of several parts", "one box around them");
    if (!std::holds_alternative<RectShape>(regionOf(object).shape))
      lose(Kind::shape, shapeNameOf(regionOf(object)), "box around it",
           static_cast<int>(object.regions.size()));
  }

  std::vector<Vec2> atBorder(std::vector<Vec2> points) {
    if (!isInside(points, size_))
      lose(Kind::outside, "shape beyond the picture's border", "cut at the border");
    for (Vec2& p : points)
      p = {std::clamp(p.x, 0.0, 1.0 * size_.width), std::clamp(p.y, 0.0, 1.0 * size_.height)};
    return points;
  }

  void addTurnedBox(const DataObject& object) {
    std::vector<Vec2> all;
    for (const auto& part : object.parts)
      all.insert(all.end(), part.begin(), part.end());
    if (all.empty()) return;
    if (clippedToPicture(all, size_).size() < 3) return outside(object);
    if (object.parts.size() > 1 || all.size() != 4) {
      lose(Kind::shape, object.parts.size() > 1 ? "object of several parts" : shapeNameOf(regionOf(object)),
           "smallest turned box around it", static_cast<int>(object.regions.size()));
      all = smallestRectangle(all);
    } else if (object.partsAreTheKeypoints) {
      lose(Kind::order, "names of a box rim's corners", "turned box");
    } else if (std::holds_alternative<RectShape>(regionOf(object).shape)) {
      lose(Kind::order, "rect", "turned box");
    }
    std::string line = begin(object);
    appendPoints(line, atBorder(all), size_);
    text_ += line + "\n";
  }

  void addSegments(const DataObject& object) {
    if (object.parts.size() > 1)
      lose(Kind::group, "object of several parts", "one object for each part",
           static_cast<int>(object.parts.size()));
    for (const auto& part : object.parts) {
      auto inside = part;
      if (!isInside(part, size_)) {
        inside = clippedToPicture(part, size_);
        if (inside.size() < 3 || !(polygonArea(inside) > 0)) {
          outside(object);
          continue;
        }
        lose(Kind::outside, "shape beyond the picture's border", "cut at the border");
      }
      std::string line = begin(object);
      appendPoints(line, inside, size_);
      text_ += line + "\n";
    }
    const Region& region = regionOf(object);
    const bool round = std::holds_alternative<CircleShape>(region.shape) ||
                       std::holds_alternative<EllipseShape>(region.shape);
    if (object.parts.empty()) return;
    if (round) lose(Kind::shape, shapeNameOf(region), "polygon of 72 points");
    if (std::holds_alternative<RectShape>(region.shape)) lose(Kind::order, "rect", "polygon of 4 points");
    if (shapeNameOf(region) == "polyline") lose(Kind::shape, "polyline", "polygon");
    if (object.partsAreTheKeypoints) lose(Kind::order, "names of a box rim's corners", "polygon of 4 points");
  }

  void addPose(const DataObject& object) {
    std::string line = begin(object);
    if (object.keypoints && object.keypoints->points.size() == 1 && !object.box) {
      // A single point has a box without extent.
      const Vec2 p = object.keypoints->points[0].at;
      if (!isInside({p}, size_)) return outside(object);
      appendPoints(line, {p}, size_);
      line += " 0 0";
    } else if (!appendBox(line, object)) {
      return;
    }
    if (!object.keypoints && !std::holds_alternative<RectShape>(regionOf(object).shape))
      lose(Kind::shape, shapeNameOf(regionOf(object)), "box around it",
           static_cast<int>(object.regions.size()));
    for (std::size_t i = 0; i < pose_.kind.keypoints.size(); ++i) {
      Keypoint point{{}, KeypointVisibility::outside};
      if (object.keypoints && i < object.keypoints->points.size()) point = object.keypoints->points[i];
      const bool labelled = point.visibility != KeypointVisibility::outside;
      if (labelled && !isInside({point.at}, size_)) {
        // One number beyond the border, and the loader leaves out the picture.
        lose(Kind::outside, "keypoint outside the picture", "not labelled");
        point.visibility = KeypointVisibility::outside;
      }
      if (point.visibility == KeypointVisibility::outside) {
        line += " 0 0 0";
      } else {
        appendPoints(line, {point.at}, size_);
        line += " " + std::to_string(static_cast<int>(point.visibility));
      }
    }
    text_ += line + "\n";
  }

  const WriteOptions& options_;
  YoloTask task_;
  const ClassList& classes_;
  const PoseKind& pose_;
  LossList* losses_;
  const Picture* picture_ = nullptr;
  PictureSize size_;
  std::string text_;
  std::set<int> told_; ///< regions that are lost and told of
};

std::string yamlText(std::string_view text) {
  std::string out = "'";
  for (const char c : text)
    out += c == '\'' ? "''" : c == '\n' || c == '\r' ? " " : std::string(1, c);
  return out + "'";
}

std::string dataYaml(const ClassList& classes, const std::set<std::string>& subsets, YoloTask task,
                     const PoseKind& pose) {
  const char* tasks[] = {"detect", "obb", "segment", "pose"};
  std::string yaml =
      "path: .\ntrain: images/" + (subsets.contains("train") ? "train" : *subsets.begin()) + "\n";
  // The loader wants both: without pictures of their own, training ones are looked at.
  yaml += "val: images/" +
          std::string(subsets.contains("val")     ? "val"
                      : subsets.contains("valid") ? "valid"
                      : subsets.contains("train") ? "train"
                                                  : subsets.begin()->c_str()) +
          "\n";
  if (subsets.contains("test")) yaml += "test: images/test\n";
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
  yaml += "names:\n";
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
std::string uniqueStem(const std::string& filename, std::set<std::string>& used) {
  std::string name = filename;
  std::replace(name.begin(), name.end(), '\\', '/');
  const fs::path path(name);
  std::string stem = path.stem().string();
  if (used.contains(stem)) {
    stem = (path.parent_path() / path.stem()).string();
    std::replace(stem.begin(), stem.end(), '/', '_');
  }
  std::string unique = stem.empty() ? "picture" : stem;
  for (int n = 2; !used.insert(unique).second; ++n)
    unique = stem + "-" + std::to_string(n);
  return unique;
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
  const PoseKind pose = task == YoloTask::pose ? poseKindOf(project, options) : PoseKind{};
  if (pose.kinds > 1)
    losses.add(Kind::structure, "several kinds of keypoints",
               "one of " + std::to_string(pose.kind.keypoints.size()) + ", filled up with unlabelled ones",
               "", pose.kinds);
  if (task == YoloTask::pose && !pose.kind.edges.empty())
    losses.add(Kind::structure, "edges between keypoints", "", "");
  Lines lines(options, task, classes, pose, &losses);
  for (const Picture& picture : project.pictures) {
    const PictureSize size = sizeForExport(project, picture, options);
    if (!size.known())
      losses.add(Kind::picture, "picture of unknown size", "", picture.filename);
    else
      (void)lines.of(picture, size);
    for (const auto& [name, value] : picture.attributes.items)
      if (name != subsetAttribute)
        losses.add(Kind::attribute, "picture's attribute " + name, "", picture.filename);
  }
  return losses.take();
}

Result<std::vector<fs::path>> writeYolo(const Project& project, const fs::path& out,
                                        const WriteOptions& options, const Progress& progress,
                                        YoloTask task) {
  const ClassList classes(project, options);
  const PoseKind pose = task == YoloTask::pose ? poseKindOf(project, options) : PoseKind{};
  if (task == YoloTask::pose && pose.kind.keypoints.empty())
    return Error{ErrorCode::badInput, "there are no keypoints to write", out.string(),
                 "choose another format"};
  const auto subsets = subsetsOf(project, options);
  std::error_code fault;
  fs::create_directories(out, fault);
  PictureLookup lookup(options.images.empty() ? fs::path(".") : options.images);
  Lines lines(options, task, classes, pose, nullptr);
  std::set<std::string> used, usedSubsets;
  std::string table = "image,width,height,file name\n";
  std::vector<fs::path> files;
  for (std::size_t i = 0; i < project.pictures.size(); ++i) {
    if (progress.cancelled()) return cancelledError();
    progress.report(static_cast<double>(i) / static_cast<double>(project.pictures.size()), "Writing YOLO");
    const Picture& picture = project.pictures[i];
    const PictureSize size = sizeForExport(project, picture, options);
    if (!size.known()) continue;
    const std::string subset = folderName(subsets[i]), stem = uniqueStem(picture.filename, used);
    for (const char* kind : {"labels", "images"})
      fs::create_directories(out / kind / subset, fault);
    usedSubsets.insert(subset);
    const fs::path file = out / "labels" / subset / (stem + ".txt");
    if (auto written = writeFileQuickly(file, lines.of(picture, size)); !written) return written.error();
    files.push_back(file);
    // The loader lists pictures, not labels: each lies beside its own, without a second copy where it can.
    if (const fs::path image = lookup.find(project, picture); !image.empty()) {
      const fs::path target = out / "images" / subset / (stem + image.extension().string());
      if (!fs::exists(target, fault)) {
        fs::create_hard_link(fs::canonical(image, fault), target, fault);
        if (fault) fs::copy_file(image, target, fault);
      }
    }
    table += csvField(subset + "/" + stem) + "," + std::to_string(size.width) + "," +
             std::to_string(size.height) + "," + csvField(picture.filename) + "\n";
  }
  if (files.empty())
    return Error{ErrorCode::notFound, "YOLO needs the pictures' sizes, and none is found", out.string(),
                 "say where the pictures are (--images)"};
  for (const auto& [name, text] : {std::pair<const char*, std::string>{yoloSizesFile, table},
                                   {"data.yaml", dataYaml(classes, usedSubsets, task, pose)}}) {
    if (auto written = writeFileAtomically(out / name, text); !written) return written.error();
    files.push_back(out / name);
  }
  if (auto synced = syncFolder(out); !synced) return synced.error();
  return files;
}

} // namespace fillscope
