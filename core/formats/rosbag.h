#pragma once
// Recordings as ROS and RealSense Viewer write them: ROS bags of format 2.0.
#include "core/base/progress.h"
#include "core/base/result.h"
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace fillscope {

struct BagTopic {
  std::string name, type; ///< "/camera/color/image_raw", "sensor_msgs/Image"
  std::uint64_t messages = 0;
  std::int64_t first = 0, last = 0; ///< times of its messages, nanoseconds
};

struct BagMessage {
  std::int64_t time = 0; ///< when it was recorded, nanoseconds
  std::uint32_t topic = 0;
  std::uint32_t connection = 0;
  std::uint32_t chunk =
      0; ///< in which it lies packed; Rosbag::unpacked: place counts from the file's beginning
  std::uint64_t place = 0;
};

/// What is in a recording, and its messages one by one; the file itself is never in memory as a whole. One
/// thread at a time.
class Rosbag {
 public:
  static constexpr std::uint32_t unpacked = ~0u;
  static constexpr std::uint64_t mostChunk = std::uint64_t{256} << 20; ///< bytes of a chunk, unpacked

  /// Whether the file begins like one, of any version.
  static bool isOne(const std::filesystem::path& file);
  /// Chunks are listed by their index; where it is missing, as in a recording that was cut off, they are
  /// looked through, and what is whole is taken. Errors: notFound; badInput (no such file; nothing in it that
  /// is whole); unsupported (another version, an unknown compression); ioFailure; cancelled.
  static Result<Rosbag> open(const std::filesystem::path& file, const Progress& progress = {});
  Rosbag(Rosbag&&) noexcept;
  Rosbag& operator=(Rosbag&&) noexcept;
  ~Rosbag();

  const std::filesystem::path& path() const;
  const std::vector<BagTopic>& topics() const;     ///< by name
  const std::vector<BagMessage>& messages() const; ///< by time
  /// A sentence where something of the recording is missing; "" where all is there.
  const std::string& remark() const;
  /// The message's own bytes. Errors: badInput (damaged, cut off), ioFailure.
  Result<std::string> read(const BagMessage& message) const;

 private:
  struct Private;
  explicit Rosbag(std::unique_ptr<Private> own);
  std::unique_ptr<Private> own_;
};

} // namespace fillscope
