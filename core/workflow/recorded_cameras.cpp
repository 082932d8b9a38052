#include "core/workflow/recorded_cameras.h"
#include <algorithm>
#include <cmath>

namespace fillscope {
namespace {

constexpr const char *realSenseEnd = "/image/data", *realSenseBegin = "/device_";

/// RealSense's library names its topics itself, and writes no frames.
bool isRealSense(const std::string& topic) {
  return topic.starts_with(realSenseBegin) && topic.ends_with(realSenseEnd);
}
/// "/device_0/sensor_0/Depth_0".
std::string streamOf(const std::string& topic) {
  return topic.substr(0, topic.size() - std::string_view(realSenseEnd).size());
}

std::string parentOf(const std::string& topic) { return topic.substr(0, topic.rfind('/')); }

std::string infoTopicOf(const RecordedStream& stream) {
  if (isRealSense(stream.name)) return streamOf(stream.name) + "/info/camera_info";
  std::string picture = stream.name;
  if (stream.head.isCompressed()) picture = parentOf(picture); // …/image_raw/compressed
  return parentOf(picture) + "/camera_info";
}

bool isRectified(const RecordedStream& stream) {
  const std::string picture = stream.head.isCompressed() ? parentOf(stream.name) : stream.name;
  return picture.substr(picture.rfind('/') + 1).find("rect") != std::string::npos;
}

/// But for what rounding leaves of ways there and back.
bool isNone(const RigidMotion& motion) {
  const RigidMotion none;
  double off = norm(motion.translation);
  for (std::size_t i = 0; i < 3; ++i)
    off = std::max(off, norm(motion.rotation.columns[i] - none.rotation.columns[i]));
  return off < 1e-7;
}

} // namespace

RecordedCameras::RecordedCameras(const Rosbag& bag)
    : bag_(bag) {
  readFrames();
}

/// What is said first of a frame counts: /tf repeats what moves, cameras on one body do not.
void RecordedCameras::readFrames() {
  constexpr int most = 50;
  int read = 0;
  for (const BagMessage& message : bag_.messages()) {
    const BagTopic& topic = bag_.topics()[message.topic];
    if (topic.type != "tf2_msgs/TFMessage" && topic.type != "tf/tfMessage") continue;
    if (topic.name != "/tf_static" && ++read > most) continue;
    const auto bytes = bag_.read(message);
    if (!bytes) continue;
    if (const auto frames = rosFrames(*bytes, bag_.path().string()))
      for (const RosFrame& frame : *frames)
        parents_.try_emplace(frame.child, frame.parent, frame.toParent);
  }
}

std::optional<std::string> RecordedCameras::firstMessage(const std::string& topic,
                                                         const std::string& type) const {
  for (const BagMessage& message : bag_.messages()) {
    const BagTopic& its = bag_.topics()[message.topic];
    if (its.name != topic || its.type != type) continue;
    if (auto bytes = bag_.read(message)) return *std::move(bytes);
    return {};
  }
  return {};
}

/// The first that is of pictures of this size, else the first: a stream may be started again with another
/// size.
std::optional<RosCamera> RecordedCameras::infoOf(const RecordedStream& stream) const {
  constexpr int most = 20;
  std::optional<RosCamera> first;
  const std::string name = infoTopicOf(stream);
  int tried = 0;
  for (const BagMessage& message : bag_.messages()) {
    const BagTopic& topic = bag_.topics()[message.topic];
    if (topic.name != name || topic.type != "sensor_msgs/CameraInfo") continue;
    const auto bytes = bag_.read(message);
    auto read = bytes ? rosCamera(*bytes, bag_.path().string()) : Result<RosCamera>(bytes.error());
    if (read && read->camera.camera.width == stream.head.width &&
        read->camera.camera.height == stream.head.height)
      return *std::move(read);
    if (read && !first) first = *std::move(read);
    if (++tried == most) break;
  }
  return first;
}

std::optional<LensCamera> RecordedCameras::cameraOf(const RecordedStream& stream) {
  const auto read = infoOf(stream);
  if (!read) return {};
  LensCamera camera = read->camera;
  if (isRectified(stream) && read->straight.plausible()) camera = {read->straight, LensModel::none, {}};
  const CameraIntrinsics& matrix = camera.camera;
  if (!matrix.plausible()) return {};
  if (!read->unknownModel.empty() && !isRectified(stream))
    notes_.push_back("The lens of " + stream.name + " is of the kind \"" + read->unknownModel +
                     "\", which is not known; its distortion stays.");
  if (stream.head.width > 0) {
    const double shape = double(stream.head.width) * matrix.height,
                 own = double(stream.head.height) * matrix.width;
    if (matrix.width > 0 && matrix.height > 0 && std::abs(shape - own) > 0.02 * own) {
      notes_.push_back("The camera recorded for " + stream.name +
                       " is of pictures of another shape; it is left out.");
      return {};
    }
    camera.camera = matrix.scaledTo(stream.head.width, stream.head.height);
    camera.camera.width = stream.head.width;
    camera.camera.height = stream.head.height;
  }
  return camera;
}

/// RealSense says of each stream the way from a reference to it, in …/tf/REFERENCE.
std::optional<RecordedCameras::Placed> RecordedCameras::placeOf(const std::string& stream) const {
  const std::string begin = stream + "/tf/";
  for (const BagTopic& topic : bag_.topics()) {
    if (!topic.name.starts_with(begin) || topic.type != "geometry_msgs/Transform") continue;
    const auto bytes = firstMessage(topic.name, topic.type);
    const auto motion = bytes ? rosTransform(*bytes, bag_.path().string()) : Result<RigidMotion>(Error{});
    if (motion) return Placed{topic.name.substr(begin.size()), *motion};
  }
  return {};
}

/// The way from a frame into the last one of those it hangs on.
std::optional<RigidMotion> RecordedCameras::toRoot(std::string frame, std::string& root) const {
  RigidMotion way;
  for (std::size_t steps = 0; steps <= parents_.size(); ++steps) {
    const auto parent = parents_.find(frame);
    if (parent == parents_.end()) return root = frame, way;
    way = parent->second.second * way;
    frame = parent->second.first;
  }
  return {}; // a ring
}

std::optional<RigidMotion> RecordedCameras::motionByFrames(const RecordedStream& from,
                                                           const RecordedStream& to) const {
  if (from.head.frame.empty() || to.head.frame.empty()) return {};
  if (from.head.frame == to.head.frame) return RigidMotion{};
  std::string fromRoot, toRoot_;
  const auto first = toRoot(from.head.frame, fromRoot), second = toRoot(to.head.frame, toRoot_);
  if (!first || !second || fromRoot != toRoot_) return {};
  return second->inverse() * *first;
}

/// Where frames were not recorded: RealSense's ROS cameras say …/extrinsics/depth_to_color as well.
std::optional<RigidMotion> RecordedCameras::motionByTopic(const RecordedStream& from,
                                                          const RecordedStream& to) const {
  const auto place = [](const RecordedStream& stream) {
    return parentOf(stream.head.isCompressed() ? parentOf(stream.name) : stream.name);
  };
  const std::string first = place(from), second = place(to);
  if (parentOf(first) != parentOf(second)) return {};
  const std::string name = parentOf(first) + "/extrinsics" + first.substr(first.rfind('/')) + "_to_" +
                           second.substr(second.rfind('/') + 1);
  const auto bytes = firstMessage(name, "realsense2_camera/Extrinsics");
  const auto motion = bytes ? rosExtrinsics(*bytes, bag_.path().string()) : Result<RigidMotion>(Error{});
  if (!motion) return {};
  return *motion;
}

std::optional<RigidMotion> RecordedCameras::motion(const RecordedStream& from, const RecordedStream& to) {
  if (isRealSense(from.name) != isRealSense(to.name)) return {};
  std::optional<RigidMotion> motion;
  if (isRealSense(from.name)) {
    const auto first = placeOf(streamOf(from.name)), second = placeOf(streamOf(to.name));
    if (first && second && first->reference == second->reference)
      motion = second->fromReference * first->fromReference.inverse();
  } else {
    motion = motionByFrames(from, to);
    if (!motion) motion = motionByTopic(from, to);
  }
  if (motion && isNone(*motion)) return RigidMotion{};
  return motion;
}

double RecordedCameras::unitOf(const RecordedStream& depth) const {
  if (depth.head.depthUnit > 0) return depth.head.depthUnit;
  if (!isRealSense(depth.name)) return 0.001;
  const std::string sensor = parentOf(streamOf(depth.name));
  for (const char* option : {"/option/Depth_Units/value", "/option/Depth Units/value"})
    if (const auto bytes = firstMessage(sensor + option, "std_msgs/Float32"))
      if (const auto unit = rosFloat(*bytes); unit && *unit > 0) return *unit;
  return 0;
}

} // namespace fillscope
