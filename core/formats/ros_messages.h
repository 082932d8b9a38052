#pragma once
// Messages of ROS that pictures, depth maps and cameras come in.
#include "core/base/result.h"
#include "core/geometry/depth_view.h"
#include "core/imaging/depth_map.h"
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace fillscope {

/// sensor_msgs/Image without its pixels, which begin at dataAt; sensor_msgs/CompressedImage with encoding "".
struct RosImageHead {
  std::int64_t time = 0;     ///< when it was taken, nanoseconds
  std::string frame;         ///< the camera's frame
  std::string encoding;      ///< as ROS or RealSense name it: "rgb8", "mono16"
  std::string format;        ///< of a compressed one: "jpeg", "16UC1; compressedDepth png"
  int width = 0, height = 0; ///< 0 of a compressed one
  std::size_t step = 0;      ///< bytes a row
  bool isBigEndian = false;
  std::size_t dataAt = 0, dataSize = 0;
  double depthUnit = 0; ///< metres, which RealSense writes behind the pixels; 0 where it is not said
  bool isCompressed() const { return encoding.empty(); }
  /// By its encoding: one number a pixel, of 16 bits or float.
  bool mayBeDepth() const;
  bool isColour() const;
};

/// type: "sensor_msgs/Image" or "sensor_msgs/CompressedImage". where: for the error. Error: badInput (cut
/// off; rows or sizes that cannot be).
Result<RosImageHead> rosImageHead(std::string_view message, const std::string& type,
                                  const std::string& where);
/// Grey or RGB. Errors: as rosImageHead and decodePicture; unsupported (an encoding that is not known).
Result<Image> rosPicture(std::string_view message, const std::string& type, const std::string& where);
/// Numbers as they are, 0 where nothing was measured; floats are metres. Errors: the same.
struct RosDepth {
  Raster<float> values;
  bool isMetres = false; ///< else whole numbers of a unit
};
Result<RosDepth> rosDepth(std::string_view message, const std::string& type, const std::string& where);

/// sensor_msgs/CameraInfo.
struct RosCamera {
  std::string frame;
  LensCamera camera;
  CameraIntrinsics straight; ///< of pictures that were straightened (image_rect); 0 where it says none
  std::string unknownModel;  ///< the lens's, where it has one that is not known and numbers in it
};
/// Error: badInput.
Result<RosCamera> rosCamera(std::string_view message, const std::string& where);

/// geometry_msgs/Transform: to = rotation · from + translation.
Result<RigidMotion> rosTransform(std::string_view message, const std::string& where);
/// The same of realsense2_camera/Extrinsics, as RealSense's ROS cameras write it. Error: badInput, also where
/// it is no turn.
Result<RigidMotion> rosExtrinsics(std::string_view message, const std::string& where);
/// Of tf2_msgs/TFMessage: the child's frame in its parent's.
struct RosFrame {
  std::string parent, child;
  RigidMotion toParent; ///< of a point in the child's frame
};
Result<std::vector<RosFrame>> rosFrames(std::string_view message, const std::string& where);
/// std_msgs/Float32.
std::optional<double> rosFloat(std::string_view message);

} // namespace fillscope
