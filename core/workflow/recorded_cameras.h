#pragma once
// What a recording says of its cameras: matrices, lenses, places, units. Private to this folder.
#include "core/workflow/recording.h"
#include <map>

namespace fillscope {

/// Looks everything up by the names of topics and frames. bag outlives it.
class RecordedCameras {
 public:
  explicit RecordedCameras(const Rosbag& bag);
  /// Of pictures of the stream's size; nothing where none is recorded that fits.
  std::optional<LensCamera> cameraOf(const RecordedStream& stream);
  /// From one camera's frame into another's; nothing where it is not recorded.
  std::optional<RigidMotion> motion(const RecordedStream& from, const RecordedStream& to);
  /// Metres per unit of whole numbers; 0 where it is not told. ROS's own depth is in millimetres.
  double unitOf(const RecordedStream& depth) const;
  /// Sentences on what could not be used.
  std::vector<std::string> notes() const { return notes_; }

 private:
  struct Placed {
    std::string reference;
    RigidMotion fromReference;
  };
  std::optional<std::string> firstMessage(const std::string& topic, const std::string& type) const;
  std::optional<RosCamera> infoOf(const RecordedStream& stream) const;
  std::optional<Placed> placeOf(const std::string& stream) const;
  std::optional<RigidMotion> toRoot(std::string frame, std::string& root) const;
  std::optional<RigidMotion> motionByFrames(const RecordedStream& from, const RecordedStream& to) const;
  std::optional<RigidMotion> motionByTopic(const RecordedStream& from, const RecordedStream& to) const;
  void readFrames();

  const Rosbag& bag_;
  std::map<std::string, std::pair<std::string, RigidMotion>> parents_; ///< of frames, with the way there
  std::vector<std::string> notes_;
};

} // namespace fillscope
