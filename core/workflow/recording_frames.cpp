#include "core/workflow/recording_frames.h"
#include "core/annotation/rim.h"
#include "core/base/file_io.h"
#include "core/base/json.h"
#include "core/base/number_text.h"
#include "core/formats/image_io.h"
#include "core/formats/intrinsics_io.h"
#include "core/formats/via_project.h"
#include "core/imaging/depth_median.h"
#include "core/imaging/relief.h"
#include "core/workflow/photo_files.h"
#include "core/workflow/synthetic_set.h"
#include <algorithm>
#include <chrono>
#include <cmath>
#include <set>
#include <system_error>

namespace fillscope {
namespace {

namespace fs = std::filesystem;

constexpr const char *choiceName = "frames.json", *projectName = "project.json";
constexpr double mostApart = 0.1; ///< seconds between a depth map and the picture that goes with it

Error wrong(const char* field, const std::string& what) { return {ErrorCode::badInput, what, field, {}}; }

struct Frame {
  std::string name;
  std::size_t depth = 0; ///< in RecordedStream::messages of the depth
};

/// The file that says what the folder holds: by it, going on is told from another choice.
std::string choiceText(const Recording& recording, const FramesRequest& request) {
  std::error_code fault;
  const auto text = [](const std::string& value) {
    std::string quoted;
    appendJsonString(quoted, value);
    return quoted;
  };
  return "{\n\"recording\": " + text(recording.bag.path().filename().string()) +
         ",\n\"bytes\": " + std::to_string(fs::file_size(recording.bag.path(), fault)) +
         ",\n\"depth_topic\": " + text(recording.depth.name) +
         ",\n\"picture_topic\": " + text(recording.picture ? recording.picture->name : "") +
         ",\n\"view\": \"" + nameOf(recording.view) + "\",\n\"every\": " + std::to_string(request.every) +
         ",\n\"count\": " + std::to_string(request.count) + ",\n\"from\": " + numberText(request.from) +
         ",\n\"to\": " + numberText(request.to) + ",\n\"median\": " + std::to_string(request.median) +
         ",\n\"depth_scale\": " + numberText(request.metresPerUnit) + "\n}\n";
}

Result<void> claimFolder(const fs::path& folder, const std::string& choice, bool resume) {
  if (auto made = makeFolder(folder); !made) return made;
  if (!holdsFiles(folder)) return writeFileAtomically(folder / choiceName, choice);
  const auto held = readFile(folder / choiceName);
  if (!held)
    return Error{ErrorCode::badInput, "the folder for the frames holds other files", folder.string(),
                 "choose a new or empty folder"};
  if (*held != choice)
    return Error{ErrorCode::badInput, "this folder holds frames of another recording or choice",
                 folder.string(), "choose another folder, or the choice that its frames.json shows"};
  if (!resume)
    return Error{ErrorCode::badInput, "this folder holds these frames already", folder.string(),
                 "go on with --resume, or choose another folder"};
  return {};
}

std::vector<Frame> namedFrames(const Recording& recording, const std::vector<std::size_t>& messages) {
  std::vector<Frame> frames;
  std::set<std::string> taken;
  const std::string stem = recording.bag.path().stem().string();
  for (const std::size_t message : messages) {
    std::string time = std::to_string(std::llround(1000 * recording.seconds(message)));
    time.insert(0, time.size() < 6 ? 6 - time.size() : 0, '0');
    std::string name = stem + "-" + time + "ms";
    for (int more = 2; !taken.insert(name).second; ++more)
      name = stem + "-" + time + "ms-" + std::to_string(more);
    const auto& all = recording.depth.messages;
    frames.push_back(
        {name, static_cast<std::size_t>(std::lower_bound(all.begin(), all.end(), message) - all.begin())});
  }
  return frames;
}

struct FrameFiles {
  fs::path colour, depth, camera;
  FrameFiles(const fs::path& folder, const std::string& name)
      : colour(folder / photoFileName(name, PhotoFile::colour))
      , depth(folder / photoFileName(name, PhotoFile::depth))
      , camera(folder / photoFileName(name, PhotoFile::intrinsics)) {}
};

/// Whether every frame after this one would fail as well.
bool endsAll(const Error& error) {
  return error.code == ErrorCode::ioFailure || error.code == ErrorCode::cancelled ||
         error.code == ErrorCode::tryAgain;
}

class FrameWriter {
 public:
  FrameWriter(const Recording& recording, const FramesRequest& request)
      : recording_(recording)
      , request_(request)
      , unit_(request.metresPerUnit) {}

  double mostApartSoFar() const { return apart_; }

  bool isWritten(const Frame& frame) const {
    const FrameFiles files(request_.folder, frame.name);
    std::error_code fault;
    return fs::exists(files.colour, fault) && fs::exists(files.depth, fault) &&
           (!viewCamera() || fs::exists(files.camera, fault));
  }

  Result<void> write(const Frame& frame) {
    auto measured = depthOf(frame);
    if (!measured) return measured.error();
    DepthMap depth;
    depth.values = *std::move(measured);
    const auto& camera = viewCamera();
    auto image = pictureOf(frame);
    if (!image) return image.error();
    if (recording_.depth.camera && camera && !isOneView())
      depth = depthSeenFrom(camera->camera, depth, *recording_.depth.camera, recording_.toPicture);
    if (recording_.view == FrameView::depth)
      *image = reliefOf(depth, camera ? camera->camera.fx : depth.width());
    return save(frame, *image, depth, camera);
  }

  Picture entryOf(const Frame& frame) const {
    const FrameFiles files(request_.folder, frame.name);
    PictureSources sources;
    sources.depthFile = files.depth.filename().string();
    sources.depthScale = photoDepthUnit;
    std::error_code fault;
    if (fs::exists(files.camera, fault)) sources.intrinsicsFile = files.camera.filename().string();
    Picture picture;
    picture.filename = files.colour.filename().string();
    picture.size = static_cast<long long>(fs::file_size(files.colour, fault));
    picture.id = picture.filename + std::to_string(picture.size); // VIA's key
    setSources(picture, sources);
    return picture;
  }

 private:
  /// Of the files: the picture's where it is colour, else the depth's.
  const std::optional<LensCamera>& viewCamera() const {
    return recording_.view == FrameView::colour ? recording_.picture->camera : recording_.depth.camera;
  }
  /// Whether depth lies pixel for pixel on the picture as it is.
  bool isOneView() const {
    const auto& camera = recording_.depth.camera;
    if (recording_.toPicture != RigidMotion{} || !camera->isStraight()) return false;
    return recording_.view != FrameView::colour || *recording_.picture->camera == *camera;
  }
  const BagMessage& message(std::size_t number) const { return recording_.bag.messages()[number]; }
  std::string where() const { return recording_.bag.path().string(); }

  Result<Raster<float>> metresOf(std::size_t number) {
    const auto bytes = recording_.bag.read(message(number));
    if (!bytes) return bytes.error();
    const auto head = rosImageHead(*bytes, recording_.depth.type, where());
    if (!head) return head.error();
    auto depth = rosDepth(*bytes, recording_.depth.type, where());
    if (!depth) return depth.error();
    if (depth->isMetres) return std::move(depth->values);
    const double told = head->depthUnit > 0 ? head->depthUnit : recording_.metresPerUnit;
    const auto unit = static_cast<float>(unit_ > 0 ? unit_ : told);
    for (std::size_t i = 0; i < depth->values.pixelCount(); ++i)
      depth->values.data()[i] *= unit;
    return std::move(depth->values);
  }

  /// With the neighbours around that the median takes; at the ends those on one side.
  Result<Raster<float>> depthOf(const Frame& frame) {
    const std::size_t all = recording_.depth.messages.size();
    const std::size_t count = std::min<std::size_t>(static_cast<std::size_t>(request_.median), all);
    const std::size_t before = (count - 1) / 2;
    const std::size_t begin = std::min(frame.depth > before ? frame.depth - before : 0, all - count);
    std::vector<Raster<float>> maps;
    for (std::size_t i = begin; i < begin + count; ++i) {
      auto metres = metresOf(recording_.depth.messages[i]);
      if (metres)
        maps.push_back(*std::move(metres));
      else if (i == frame.depth || endsAll(metres.error()))
        return metres.error();
    }
    auto middle = medianOf(maps);
    if (middle) return middle;
    Error error = middle.error();
    error.where = where();
    return error;
  }

  /// The picture that was taken nearest in time; none where the depth is its own.
  Result<Image> pictureOf(const Frame& frame) {
    if (!recording_.picture) return Image();
    const auto& pictures = recording_.picture->messages;
    const std::int64_t time = message(recording_.depth.messages[frame.depth]).time;
    const auto distance = [&](std::size_t number) { return std::abs(message(number).time - time); };
    const auto nearest =
        std::min_element(pictures.begin(), pictures.end(),
                         [&](std::size_t a, std::size_t b) { return distance(a) < distance(b); });
    const double apart = 1e-9 * static_cast<double>(distance(*nearest));
    if (apart > mostApart)
      return Error{ErrorCode::badInput, "no picture was taken within a tenth of a second of this depth map",
                   where(), "choose other frames with --from and --to"};
    const auto bytes = recording_.bag.read(message(*nearest));
    if (!bytes) return bytes.error();
    auto image = rosPicture(*bytes, recording_.picture->type, where());
    if (!image) return image;
    apart_ = std::max(apart_, apart);
    const auto& lens = viewCamera();
    return lens ? straightened(*image, *lens) : std::move(*image);
  }

  Result<void> save(const Frame& frame, const Image& image, const DepthMap& depth,
                    const std::optional<LensCamera>& camera) const {
    const FrameFiles files(request_.folder, frame.name);
    if (!image.sameSize(depth.values))
      return Error{ErrorCode::badInput, "picture and depth are of different sizes", where(),
                   "choose another topic with --picture"};
    const auto png = photoDepthPng(depth, files.depth.string());
    if (!png) return png.error();
    if (auto saved = saveImage(image, files.colour); !saved) return saved;
    if (auto saved = writeFileAtomically(files.depth, *png); !saved) return saved;
    return camera ? saveIntrinsics(camera->camera, files.camera) : Result<void>{};
  }

  const Recording& recording_;
  const FramesRequest& request_;
  double unit_, apart_ = 0;
};

Result<void> checkUnit(const Recording& recording, const FramesRequest& request) {
  const RosImageHead& head = recording.depth.head;
  const bool isMetres = head.encoding == "32FC1" || head.format.starts_with("32FC1");
  if (isMetres || recording.metresPerUnit > 0 || request.metresPerUnit > 0) return {};
  return Error{ErrorCode::badInput, "this recording does not tell the unit of its depth",
               recording.bag.path().string(),
               "say the metres per unit to fillscope-cli frames with --depth-scale, 0.001 for most cameras"};
}

/// All frames into the folder, and the project that lists those that are there.
Result<Project> writeAll(const std::vector<Frame>& frames, FrameWriter& writer, const FramesRequest& request,
                         FramesSummary& summary, const Progress& progress) {
  Project project;
  for (std::size_t i = 0; i < frames.size(); ++i) {
    if (progress.cancelled()) return cancelledError();
    progress.report(static_cast<double>(i) / static_cast<double>(frames.size()), frames[i].name);
    if (request.resume && writer.isWritten(frames[i])) {
      ++summary.kept;
    } else if (const auto written = writer.write(frames[i]); written) {
      ++summary.written;
    } else if (endsAll(written.error())) {
      return written.error();
    } else {
      summary.failures.push_back({frames[i].name, written.error().sentence()});
      continue;
    }
    project.pictures.push_back(writer.entryOf(frames[i]));
  }
  return project;
}

} // namespace

Result<void> FramesRequest::check() const {
  if (every < 0) return wrong("every", "must be 1 or more");
  if (count < 0) return wrong("count", "must be 1 or more");
  if (!(from >= 0) || !std::isfinite(from)) return wrong("from", "must be 0 seconds or more");
  if (!std::isfinite(to) || to < 0 || (to > 0 && to < from)) return wrong("to", "must not be before --from");
  if (median < 1 || median > mostMedian)
    return wrong("median", "must be from 1 to " + std::to_string(mostMedian));
  if (!(metresPerUnit >= 0) || !std::isfinite(metresPerUnit)) return wrong("depth-scale", "must be above 0");
  return {};
}

Result<std::vector<std::size_t>> framesOf(const Recording& recording, const FramesRequest& request) {
  constexpr double half = 0.0005; // of the millisecond that names say
  std::vector<std::size_t> inside;
  for (const std::size_t message : recording.depth.messages) {
    const double seconds = recording.seconds(message);
    if (seconds >= request.from - half && (request.to <= 0 || seconds <= request.to + half))
      inside.push_back(message);
  }
  if (inside.empty())
    return Error{ErrorCode::badInput,
                 "there is no depth map in the chosen part; the recording lasts " +
                     numberText(std::round(1000 * recording.length()) / 1000) + " s",
                 recording.bag.path().string(), "choose --from and --to within it"};
  std::vector<std::size_t> chosen;
  if (request.every > 0) {
    for (std::size_t i = 0; i < inside.size(); i += static_cast<std::size_t>(request.every))
      if (request.count == 0 || chosen.size() < static_cast<std::size_t>(request.count))
        chosen.push_back(inside[i]);
    return chosen;
  }
  const auto wanted = static_cast<std::size_t>(request.count > 0 ? request.count : FramesRequest::usualCount);
  if (inside.size() <= wanted) return inside;
  if (wanted == 1) return std::vector<std::size_t>{inside[inside.size() / 2]};
  for (std::size_t i = 0; i < wanted; ++i)
    chosen.push_back(inside[(i * (inside.size() - 1) + (wanted - 1) / 2) / (wanted - 1)]);
  return chosen;
}

Result<FramesSummary> writeFrames(const fs::path& file, const FramesRequest& request,
                                  const Progress& progress) {
  const auto start = std::chrono::steady_clock::now();
  if (const auto checked = request.check(); !checked) return checked.error();
  const auto recording = openRecording(file, request.streams, progress);
  if (!recording) return recording.error();
  if (const auto told = checkUnit(*recording, request); !told) return told.error();
  const auto messages = framesOf(*recording, request);
  if (!messages) return messages.error();
  if (auto claimed = claimFolder(request.folder, choiceText(*recording, request), request.resume); !claimed)
    return claimed.error();

  FramesSummary summary;
  summary.notes = recording->notes;
  summary.view = recording->view;
  summary.project = request.folder / projectName;
  FrameWriter writer(*recording, request);
  auto project = writeAll(namedFrames(*recording, *messages), writer, request, summary, progress);
  if (!project) return project.error();
  if (project->pictures.empty()) {
    std::error_code ignored; // the folder is as free for another choice as it was
    fs::remove(request.folder / choiceName, ignored);
    return Error{ErrorCode::badInput,
                 "no frame of this recording could be read: " + summary.failures.front().why,
                 file.string(),
                 {}};
  }
  project->name = file.stem().string();
  std::error_code fault;
  if (!fs::exists(summary.project, fault)) // somebody may work on it by now
    if (auto saved = saveViaProject(*project, summary.project); !saved) return saved.error();
  summary.mostApart = writer.mostApartSoFar();
  summary.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  return summary;
}

} // namespace fillscope
