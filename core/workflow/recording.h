#pragma once
// What a depth camera's recording holds: its streams, their cameras, and how these stand to each other.
#include "core/formats/ros_messages.h"
#include "core/formats/rosbag.h"
#include <optional>

namespace fillscope {

/// A topic of pictures. camera is of pictures of this size.
struct RecordedStream {
  std::uint32_t topic = 0; ///< in Rosbag::topics()
  std::string name, type;
  RosImageHead head; ///< of its first message
  std::optional<LensCamera> camera;
  std::vector<std::size_t> messages; ///< in Rosbag::messages(), by time
};

/// Whose view the pictures and depth maps are of that are made of a recording.
enum class FrameView {
  colour,   ///< the colour camera's; depth is brought into it
  infrared, ///< the depth camera's, with the infrared picture of the same view
  depth,    ///< the depth camera's, without a picture
};
inline constexpr std::array<const char*, 3> frameViewNames{"colour", "infrared", "depth"};
constexpr const char* nameOf(FrameView view) { return frameViewNames[static_cast<std::size_t>(view)]; }

/// Topics that are wanted; "" as they are found by their names.
struct StreamChoice {
  std::string depth, picture;
};

/// One depth stream and what belongs to it. RealSense's own topics and those of ROS's cameras, raw or
/// compressed.
struct Recording {
  Rosbag bag;
  RecordedStream depth;
  std::optional<RecordedStream> picture; ///< colour, infrared, or none, as view says
  FrameView view = FrameView::depth;
  RigidMotion toPicture;          ///< of points in the depth camera's frame
  double metresPerUnit = 0;       ///< of whole numbers; 0: not told; a frame's own goes before it
  std::vector<std::string> notes; ///< a sentence each: whose view it is and why, what is missing

  double seconds(std::size_t message) const; ///< since the first depth map
  double length() const;                     ///< from the first depth map to the last, seconds
};

/// Errors: as Rosbag::open; badInput (no depth in it, a topic that is not there or holds no pictures).
Result<Recording> openRecording(const std::filesystem::path& file, const StreamChoice& choice = {},
                                const Progress& progress = {});
/// Of every topic of pictures the head of its first message that can be read; nothing for others.
std::optional<RosImageHead> firstHead(const Rosbag& bag, std::uint32_t topic);

} // namespace fillscope
