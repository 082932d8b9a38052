#include "core/workflow/recording.h"
#include "core/workflow/recorded_cameras.h"
#include <algorithm>
#include <cctype>
#include <tuple>

namespace fillscope {
namespace {

std::string lower(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return text;
}

bool isPictures(const BagTopic& topic) {
  return topic.type == "sensor_msgs/Image" || topic.type == "sensor_msgs/CompressedImage";
}

bool holds(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

bool isDepth(const RecordedStream& stream) {
  const std::string name = lower(stream.name);
  return stream.head.mayBeDepth() && holds(name, "depth") && !holds(name, "confidence");
}
bool isInfrared(const RecordedStream& stream) {
  const std::string name = lower(stream.name);
  return !stream.head.isColour() && (holds(name, "infra") || holds(name, "/ir"));
}
bool isColour(const RecordedStream& stream) {
  return stream.head.isColour() && !holds(lower(stream.name), "depth") && !holds(lower(stream.name), "infra");
}

/// A compressed one's size is that of its picture.
std::optional<RosImageHead> headOf(const Rosbag& bag, const BagMessage& message) {
  const std::string &type = bag.topics()[message.topic].type, where = bag.path().string();
  const auto bytes = bag.read(message);
  auto head = bytes ? rosImageHead(*bytes, type, where) : Result<RosImageHead>(bytes.error());
  if (!head) return {};
  if (head->isCompressed() && head->mayBeDepth()) {
    const auto depth = rosDepth(*bytes, type, where);
    if (!depth) return {};
    head->width = depth->values.width(), head->height = depth->values.height();
  } else if (head->isCompressed()) {
    const auto picture = rosPicture(*bytes, type, where);
    if (!picture) return {};
    head->width = picture->width(), head->height = picture->height();
  }
  return *std::move(head);
}

std::vector<RecordedStream> streamsOf(const Rosbag& bag) {
  std::vector<RecordedStream> streams;
  std::vector<std::size_t> place(bag.topics().size(), ~std::size_t{0});
  for (std::uint32_t topic = 0; topic < bag.topics().size(); ++topic) {
    const auto head = firstHead(bag, topic);
    if (!head) continue;
    place[topic] = streams.size();
    streams.push_back({topic, bag.topics()[topic].name, bag.topics()[topic].type, *head, {}, {}});
  }
  for (std::size_t i = 0; i < bag.messages().size(); ++i)
    if (const std::size_t stream = place[bag.messages()[i].topic]; stream < streams.size())
      streams[stream].messages.push_back(i);
  return streams;
}

/// How many characters two names have in common before they part, by whole words.
std::size_t commonWay(const std::string& a, const std::string& b) {
  const auto differs = std::mismatch(a.begin(), a.end(), b.begin(), b.end());
  const auto same = static_cast<std::size_t>(differs.first - a.begin());
  const std::size_t slash = a.rfind('/', same);
  return slash == std::string::npos ? 0 : slash;
}

template <class Rank>
const RecordedStream* best(const std::vector<RecordedStream>& streams, bool (*isKind)(const RecordedStream&),
                           const Rank& rank) {
  const RecordedStream* found = nullptr;
  for (const RecordedStream& stream : streams)
    if (isKind(stream) && (!found || rank(stream) > rank(*found))) found = &stream;
  return found;
}

bool isRaw(const RecordedStream& stream) { return !stream.head.isCompressed(); }

const RecordedStream* depthAmong(const std::vector<RecordedStream>& streams) {
  return best(streams, isDepth, [](const RecordedStream& stream) {
    return std::tuple(holds(stream.name, "aligned_depth"), isRaw(stream), stream.messages.size());
  });
}

const RecordedStream* pictureAmong(const std::vector<RecordedStream>& streams, const RecordedStream& depth,
                                   bool (*isKind)(const RecordedStream&)) {
  return best(streams, isKind, [&](const RecordedStream& stream) {
    const std::string name = lower(stream.name);
    const bool isFirst = holds(name, "infrared_1") || holds(name, "infra1"); // the depth's own view
    return std::tuple(commonWay(stream.name, depth.name),
                      isFirst || holds(name, "color") || holds(name, "rgb"), isRaw(stream),
                      stream.messages.size());
  });
}

Error noSuchTopic(const std::string& name, const std::filesystem::path& file) {
  return {ErrorCode::badInput, "there is no topic " + name + " with pictures in this recording",
          file.string(), "choose one of those that --list shows"};
}

const RecordedStream* named(const std::vector<RecordedStream>& streams, const std::string& name) {
  const auto found = std::find_if(streams.begin(), streams.end(),
                                  [&](const RecordedStream& stream) { return stream.name == name; });
  return found == streams.end() ? nullptr : &*found;
}

/// Whose view it will be, from what is known of the cameras.
class ViewChoice {
 public:
  ViewChoice(Recording& recording, const std::vector<RecordedStream>& streams)
      : recording_(recording)
      , streams_(streams)
      , cameras_(recording.bag) {}

  Result<void> choose(const StreamChoice& wanted) {
    RecordedStream& depth = recording_.depth;
    depth.camera = cameras_.cameraOf(depth);
    recording_.metresPerUnit = cameras_.unitOf(depth);
    const RecordedStream* colour = pictureAmong(streams_, depth, isColour);
    const RecordedStream* infrared = pictureAmong(streams_, depth, isInfrared);
    if (!wanted.picture.empty()) {
      const RecordedStream* chosen = named(streams_, wanted.picture);
      if (!chosen) return noSuchTopic(wanted.picture, recording_.bag.path());
      colour = chosen->head.isColour() ? chosen : nullptr;
      infrared = chosen->head.isColour() ? nullptr : chosen;
    }
    if (!takeColour(colour) && !takeInfrared(infrared)) note("Its picture shows the depth itself.");
    if (!depth.camera)
      note("The depth camera's matrix is not recorded; tell its field of view when measuring.");
    for (std::string& sentence : cameras_.notes())
      note(std::move(sentence));
    return {};
  }

 private:
  void note(std::string sentence) { recording_.notes.push_back(std::move(sentence)); }

  bool takeColour(const RecordedStream* stream) {
    if (!stream) return note("There is no colour in it; depth stays in the depth camera's view."), false;
    RecordedStream colour = *stream;
    RecordedStream& depth = recording_.depth;
    colour.camera = cameras_.cameraOf(colour);
    const auto motion = cameras_.motion(depth, colour);
    const bool oneView = motion == RigidMotion{} && depth.head.width == colour.head.width &&
                         depth.head.height == colour.head.height;
    if (oneView && !colour.camera) colour.camera = depth.camera;
    if (oneView && !depth.camera) depth.camera = colour.camera;
    if (!motion || ((!colour.camera || !depth.camera) && !oneView))
      return note(std::string(motion ? "The matrix of the colour or the depth camera"
                                     : "Where the colour camera stands beside the depth camera") +
                  " is not recorded; depth stays in the depth camera's view."),
             false;
    recording_.view = FrameView::colour;
    recording_.toPicture = *motion;
    recording_.picture = std::move(colour);
    const bool isSame = oneView && recording_.picture->camera == depth.camera;
    note(isSame ? "Depth was recorded in the colour camera's view."
                : "Depth is brought into the colour camera's view.");
    if (recording_.picture->camera && !recording_.picture->camera->isStraight())
      note("The pictures are freed of the lens's distortion.");
    return true;
  }

  bool takeInfrared(const RecordedStream* stream) {
    if (!stream) return false;
    RecordedStream infrared = *stream;
    const RecordedStream& depth = recording_.depth;
    infrared.camera = cameras_.cameraOf(infrared);
    const bool sameSize =
        infrared.head.width == depth.head.width && infrared.head.height == depth.head.height;
    if (!sameSize || cameras_.motion(depth, infrared) != RigidMotion{}) return false;
    recording_.view = FrameView::infrared;
    recording_.picture = std::move(infrared);
    note("Its picture is the infrared one.");
    return true;
  }

  Recording& recording_;
  const std::vector<RecordedStream>& streams_;
  RecordedCameras cameras_;
};

} // namespace

std::optional<RosImageHead> firstHead(const Rosbag& bag, std::uint32_t topic) {
  constexpr int tries = 3; // a first message may be damaged
  if (!isPictures(bag.topics()[topic])) return {};
  int tried = 0;
  for (const BagMessage& message : bag.messages()) {
    if (message.topic != topic) continue;
    if (auto head = headOf(bag, message)) return head;
    if (++tried == tries) break;
  }
  return {};
}

double Recording::seconds(std::size_t message) const {
  const std::int64_t first = bag.messages()[depth.messages.front()].time;
  return 1e-9 * static_cast<double>(bag.messages()[message].time - first);
}

double Recording::length() const { return seconds(depth.messages.back()); }

Result<Recording> openRecording(const std::filesystem::path& file, const StreamChoice& choice,
                                const Progress& progress) {
  auto bag = Rosbag::open(file, progress);
  if (!bag) return bag.error();
  const std::vector<RecordedStream> streams = streamsOf(*bag);
  const RecordedStream* depth = choice.depth.empty() ? depthAmong(streams) : named(streams, choice.depth);
  if (!depth && !choice.depth.empty()) return noSuchTopic(choice.depth, file);
  if (!depth)
    return Error{ErrorCode::badInput, "there is no depth in this recording", file.string(),
                 "record the depth stream too, or name its topic with --depth"};
  Recording recording{*std::move(bag), *depth, {}, FrameView::depth, {}, 0, {}};
  if (!recording.bag.remark().empty()) recording.notes.push_back(recording.bag.remark());
  if (auto chosen = ViewChoice(recording, streams).choose(choice); !chosen) return chosen.error();
  return recording;
}

} // namespace fillscope
