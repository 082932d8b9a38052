#include "core/formats/ros_messages.h"
#include "core/formats/rosbag_records.h"
#include <cmath>

namespace fillscope {
namespace {

constexpr std::uint32_t mostSide = 1 << 15;

Error cutOff(const std::string& what, const std::string& where) {
  return {ErrorCode::badInput, "its " + what + " is cut off or no message of that kind", where,
          "record it again, or take a good copy"};
}

/// std_msgs/Header without its number.
void readHeader(RosCursor& cursor, std::int64_t& time, std::string& frame) {
  cursor.number<std::uint32_t>();
  time = cursor.time();
  frame = cursor.text();
}

std::vector<double> doubles(RosCursor& cursor, std::size_t count) {
  std::vector<double> values;
  if (count > cursor.left() / sizeof(double)) count = cursor.left() / sizeof(double) + 1; // fails below
  for (std::size_t i = 0; i < count && !cursor.failed(); ++i)
    values.push_back(cursor.number<double>());
  return values;
}

RigidMotion readTransform(RosCursor& cursor, bool& sound) {
  const std::vector<double> numbers = doubles(cursor, 7);
  RigidMotion motion;
  if (cursor.failed()) return sound = false, motion;
  const auto rotation = rotationOf(numbers[3], numbers[4], numbers[5], numbers[6]);
  motion.translation = {numbers[0], numbers[1], numbers[2]};
  sound = rotation && std::isfinite(norm(motion.translation));
  if (rotation) motion.rotation = *rotation;
  return motion;
}

CameraIntrinsics matrix(const std::vector<double>& values, std::size_t row, int width, int height) {
  const CameraIntrinsics camera{values[0], values[row + 1], values[2], values[row + 2], width, height};
  const bool isFinite = std::isfinite(camera.fx + camera.fy + camera.cx + camera.cy);
  return isFinite ? camera : CameraIntrinsics{0, 0, 0, 0, width, height};
}

} // namespace

Result<RosImageHead> rosImageHead(std::string_view message, const std::string& type,
                                  const std::string& where) {
  RosCursor cursor(message);
  RosImageHead head;
  readHeader(cursor, head.time, head.frame);
  if (type == "sensor_msgs/CompressedImage") {
    head.format = cursor.text();
  } else {
    const auto height = cursor.number<std::uint32_t>(), width = cursor.number<std::uint32_t>();
    head.encoding = cursor.text();
    head.isBigEndian = cursor.number<std::uint8_t>() != 0;
    head.step = cursor.number<std::uint32_t>();
    if (!cursor.failed() && (width == 0 || height == 0 || width > mostSide || height > mostSide))
      return Error{ErrorCode::badInput,
                   "a picture of " + std::to_string(width) + " × " + std::to_string(height) +
                       " pixels cannot be",
                   where, "record it again, or take a good copy"};
    head.width = static_cast<int>(width);
    head.height = static_cast<int>(height);
  }
  head.dataSize = cursor.number<std::uint32_t>();
  head.dataAt = message.size() - cursor.left();
  cursor.bytes(head.dataSize);
  if (cursor.failed()) return cutOff("picture", where);
  if (head.width > 0 && (head.dataSize / static_cast<std::size_t>(head.height) < head.step ||
                         head.step < static_cast<std::size_t>(head.width)))
    return cutOff("picture", where);
  // What newer versions of RealSense's library add; they say so in place of the frame.
  if (head.frame == "1" && cursor.left() == sizeof(float)) {
    const double unit = cursor.number<float>();
    if (unit > 0 && std::isfinite(unit)) head.depthUnit = unit;
  }
  return head;
}

Result<RosCamera> rosCamera(std::string_view message, const std::string& where) {
  RosCursor cursor(message);
  std::int64_t time = 0;
  RosCamera read;
  readHeader(cursor, time, read.frame);
  const auto height = cursor.number<std::uint32_t>(), width = cursor.number<std::uint32_t>();
  const std::string model(cursor.text());
  const std::vector<double> terms = doubles(cursor, cursor.number<std::uint32_t>());
  const std::vector<double> k = doubles(cursor, 9);
  doubles(cursor, 9); // of a pair of cameras
  const std::vector<double> p = doubles(cursor, 12);
  if (cursor.failed() || width > mostSide || height > mostSide) return cutOff("camera", where);
  const int w = static_cast<int>(width), h = static_cast<int>(height);
  read.camera.camera = matrix(k, 3, w, h);
  read.straight = matrix(p, 4, w, h);
  bool hasTerms = false;
  for (std::size_t i = 0; i < terms.size(); ++i) {
    if (!std::isfinite(terms[i])) return cutOff("camera", where);
    if (i < read.camera.terms.size()) read.camera.terms[i] = terms[i];
    hasTerms = hasTerms || terms[i] != 0;
  }
  const auto known = lensModelNamed(model);
  if (hasTerms && (!known || terms.size() > read.camera.terms.size())) read.unknownModel = model;
  read.camera.model = hasTerms && read.unknownModel.empty() ? *known : LensModel::none;
  if (read.camera.model == LensModel::none) read.camera.terms = {};
  return read;
}

Result<RigidMotion> rosTransform(std::string_view message, const std::string& where) {
  RosCursor cursor(message);
  bool sound = true;
  const RigidMotion motion = readTransform(cursor, sound);
  if (!sound) return cutOff("transform", where);
  return motion;
}

Result<RigidMotion> rosExtrinsics(std::string_view message, const std::string& where) {
  RosCursor cursor(message);
  std::int64_t time = 0;
  std::string frame;
  readHeader(cursor, time, frame);
  const std::vector<double> n = doubles(cursor, 12);
  if (cursor.failed()) return cutOff("transform", where);
  RigidMotion motion;
  motion.rotation.columns = {Vec3{n[0], n[1], n[2]}, Vec3{n[3], n[4], n[5]}, Vec3{n[6], n[7], n[8]}};
  motion.translation = {n[9], n[10], n[11]};
  const auto& [x, y, z] = motion.rotation.columns;
  if (!(norm(cross(x, y) - z) < 1e-3 && std::abs(norm(x) - 1) < 1e-3 &&
        std::isfinite(norm(motion.translation))))
    return cutOff("transform", where);
  return motion;
}

Result<std::vector<RosFrame>> rosFrames(std::string_view message, const std::string& where) {
  RosCursor cursor(message);
  std::vector<RosFrame> frames;
  const auto count = cursor.number<std::uint32_t>();
  for (std::uint32_t i = 0; i < count; ++i) {
    RosFrame frame;
    std::int64_t time = 0;
    bool sound = true;
    readHeader(cursor, time, frame.parent);
    frame.child = cursor.text();
    frame.toParent = readTransform(cursor, sound);
    if (cursor.failed()) return cutOff("list of frames", where);
    if (sound) frames.push_back(std::move(frame));
  }
  return frames;
}

std::optional<double> rosFloat(std::string_view message) {
  RosCursor cursor(message);
  const double value = cursor.number<float>();
  if (cursor.failed() || !std::isfinite(value)) return {};
  return value;
}

} // namespace fillscope
