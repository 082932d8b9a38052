#pragma once
// Recordings of a ray-cast box by a depth camera and a colour camera beside it, as RealSense and ROS write
// them.
#include "core/synthesis/box_scene.h"
#include "tests/support/bag_writer.h"
#include <cmath>
#include <cstdlib>

namespace fillscope::test {

struct RecordedScene {
  BoxScene depthView, colourView;
  RigidMotion toColour; ///< of points in the depth camera's frame
  RenderedBox depth, colour;
};

/// Depth 424 × 240, colour 640 × 360, 15 mm and a degree and a half apart.
inline RecordedScene recordedScene() {
  constexpr double turn = 0.026;
  RecordedScene scene;
  scene.toColour.rotation = *rotationOf(0, std::sin(turn / 2), 0, std::cos(turn / 2));
  scene.toColour.translation = {0.015, 0.0005, 0.0002};
  BoxScene& box = scene.depthView;
  box.size = {0.4, 0.3, 0.2};
  box.camera = CameraIntrinsics{212, 212, 211.5, 119.5, 424, 240};
  box.pose = poseAbove(box.size, 0.7, 0.1, 0.05);
  box.items.push_back(CuboidItem{{0.2, 0.15, 0.15}, {0.2, 0.15, 0.1}, 0.4});
  scene.colourView = box;
  scene.colourView.camera = CameraIntrinsics{460, 461, 322, 177, 640, 360};
  const RigidMotion pose = scene.toColour * RigidMotion{box.pose.rotation, box.pose.translation};
  scene.colourView.pose = {pose.rotation, pose.translation};
  scene.depth = *renderBox(scene.depthView);
  scene.colour = *renderBox(scene.colourView);
  return scene;
}

inline ImageMessage depthMessage(const DepthMap& depth, double unit, const std::string& encoding) {
  ImageMessage image{depth.width(), depth.height(), encoding, {}};
  for (std::size_t i = 0; i < depth.values.pixelCount(); ++i)
    image.data += raw(static_cast<std::uint16_t>(std::lround(depth.values.data()[i] / unit)));
  return image;
}
inline ImageMessage colourMessage(const Image& picture) {
  return {picture.width(), picture.height(), picture.channels() == 3 ? "rgb8" : "8UC1",
          std::string(reinterpret_cast<const char*>(picture.data()), picture.byteCount())};
}

inline constexpr std::int64_t millisecond = 1'000'000;
inline constexpr const char* realSenseDepth = "/device_0/sensor_0/Depth_0";
inline constexpr const char* realSenseInfrared = "/device_0/sensor_0/Infrared_1";
inline constexpr const char* realSenseColour = "/device_0/sensor_1/Color_0";

struct RealSenseParts {
  bool colour = true, places = true, unit = true, infrared = false;
  int frames = 4;
  std::string packing = "lz4";
};
/// Fifteen frames a second, colour four milliseconds behind depth; units of 0.1 mm.
inline BagWriter realSenseBag(const RecordedScene& scene, const RealSenseParts& parts = {}) {
  BagWriter bag(parts.packing);
  const std::string depth = realSenseDepth, colour = realSenseColour, infrared = realSenseInfrared;
  bag.add("/file_version", "std_msgs/UInt32", 1, raw(std::uint32_t{3}));
  if (parts.unit) bag.add("/device_0/sensor_0/option/Depth Units/value", "std_msgs/Float32", 1, raw(1e-4f));
  bag.add(depth + "/info/camera_info", cameraType, 1,
          cameraMessage(scene.depthView.camera, "0", "Brown Conrady", {0, 0, 0, 0, 0}));
  const std::string here = transformMessage({});
  if (parts.places) bag.add(depth + "/tf/0", "geometry_msgs/Transform", 1, here);
  if (parts.colour) {
    bag.add(colour + "/info/camera_info", cameraType, 1,
            cameraMessage(scene.colourView.camera, "0", "Inverse Brown Conrady", {0, 0, 0, 0, 0}));
    if (parts.places)
      bag.add(colour + "/tf/0", "geometry_msgs/Transform", 1,
              transformMessage(scene.toColour.translation, 0.026));
  }
  if (parts.infrared && parts.places) bag.add(infrared + "/tf/0", "geometry_msgs/Transform", 1, here);
  const std::string depthBytes = imageMessage(depthMessage(scene.depth.depth, 1e-4, "mono16"));
  const std::string colourBytes = imageMessage(colourMessage(scene.colour.image));
  const std::string infraredBytes =
      imageMessage(colourMessage(Image(scene.depth.image.width(), scene.depth.image.height(), 1, 77)));
  for (int i = 0; i < parts.frames; ++i) {
    const std::int64_t time = (1000 + i * 1000 / 15) * millisecond;
    bag.add(depth + "/image/data", imageType, time, depthBytes);
    if (parts.infrared) bag.add(infrared + "/image/data", imageType, time, infraredBytes);
    if (parts.colour) bag.add(colour + "/image/data", imageType, time + 4 * millisecond, colourBytes);
  }
  return bag;
}

} // namespace fillscope::test
