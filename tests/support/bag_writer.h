#pragma once
// Small ROS bags for tests: chunks of any compression, with an index or without.
#include "core/geometry/depth_view.h"
#include <bzlib.h>
#include <cstring>
#include <lz4frame.h>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace fillscope::test {

template <class Number>
std::string raw(Number value) {
  std::string bytes(sizeof value, '\0');
  std::memcpy(bytes.data(), &value, sizeof value);
  return bytes;
}
inline std::string sized(std::string_view text) {
  return raw(static_cast<std::uint32_t>(text.size())) + std::string(text);
}
inline std::string rosTime(std::int64_t nanoseconds) {
  return raw(static_cast<std::uint32_t>(nanoseconds / 1'000'000'000)) +
         raw(static_cast<std::uint32_t>(nanoseconds % 1'000'000'000));
}

inline constexpr const char* imageType = "sensor_msgs/Image";
inline constexpr const char* cameraType = "sensor_msgs/CameraInfo";

inline std::string rosHeader(std::int64_t time, const std::string& frame) {
  return raw(std::uint32_t{0}) + rosTime(time) + sized(frame);
}
struct ImageMessage {
  int width = 0, height = 0;
  std::string encoding, data;
  std::string frame = "camera";
  std::uint32_t step = 0; ///< 0: as the data fill the rows
  bool isBigEndian = false;
  float depthUnit = 0; ///< above 0: as RealSense writes it
};
inline std::string imageMessage(const ImageMessage& image, std::int64_t time = 0) {
  const std::uint32_t step =
      image.step ? image.step : static_cast<std::uint32_t>(image.data.size()) / image.height;
  std::string bytes = rosHeader(time, image.depthUnit > 0 ? "1" : image.frame) +
                      raw(std::uint32_t(image.height)) + raw(std::uint32_t(image.width)) +
                      sized(image.encoding) + raw(static_cast<std::uint8_t>(image.isBigEndian)) + raw(step) +
                      sized(image.data);
  if (image.depthUnit > 0) bytes += raw(image.depthUnit);
  return bytes;
}
inline std::string compressedMessage(const std::string& format, const std::string& data) {
  return rosHeader(0, "camera") + sized(format) + sized(data);
}
inline std::string cameraMessage(const CameraIntrinsics& c, const std::string& frame = "camera",
                                 const std::string& model = "plumb_bob",
                                 const std::vector<double>& terms = {}) {
  std::string bytes = rosHeader(0, frame) + raw(std::uint32_t(c.height)) + raw(std::uint32_t(c.width)) +
                      sized(model) + raw(static_cast<std::uint32_t>(terms.size()));
  const auto add = [&](const std::vector<double>& numbers) {
    for (const double number : numbers)
      bytes += raw(number);
  };
  add(terms);
  add({c.fx, 0, c.cx, 0, c.fy, c.cy, 0, 0, 1});
  add({1, 0, 0, 0, 1, 0, 0, 0, 1});
  add({c.fx, 0, c.cx, 0, 0, c.fy, c.cy, 0, 0, 0, 1, 0});
  return bytes + std::string(4 + 4 + 17, '\0'); // binning and region of interest
}
/// Of a turn by `angle` about y.
inline std::string transformMessage(Vec3 translation, double angle = 0) {
  std::string bytes;
  for (const double number :
       {translation.x, translation.y, translation.z, 0.0, std::sin(angle / 2), 0.0, std::cos(angle / 2)})
    bytes += raw(number);
  return bytes;
}

class BagWriter {
 public:
  explicit BagWriter(std::string packing = "none")
      : packing_(std::move(packing)) {}
  std::size_t chunkSize = 1 << 16; ///< bytes from which on a chunk ends
  std::uint32_t headSize = 4096;   ///< of the first record, as ROS writes it

  void add(const std::string& topic, const std::string& type, std::int64_t time, const std::string& message) {
    const auto [at, isNew] =
        connections_.try_emplace(topic, Connection{std::uint32_t(connections_.size()), type});
    if (isNew) chunk_ += connectionRecord(topic, at->second);
    index_[at->second.number].push_back({time, static_cast<std::uint32_t>(chunk_.size())});
    chunk_ += record({{"op", "\x02"}, {"conn", raw(at->second.number)}, {"time", rosTime(time)}}, message);
    if (chunk_.size() >= chunkSize) endChunk();
  }
  /// The file. Not indexed: as of a recorder that was killed between two chunks.
  std::string bytes(bool indexed = true) {
    endChunk();
    const std::string magic = "#ROSBAG V2.0\n";
    const auto head = [&](std::uint64_t indexAt) {
      const std::string fields = fieldsOf({{"op", "\x03"},
                                           {"index_pos", raw(indexAt)},
                                           {"conn_count", raw(std::uint32_t(connections_.size()))},
                                           {"chunk_count", raw(std::uint32_t(chunks_))}});
      const std::size_t rest = headSize > fields.size() ? headSize - fields.size() : 0;
      return sized(fields) + sized(std::string(rest, ' '));
    };
    if (!indexed) return magic + head(0) + withoutIndex_;
    std::string end;
    for (const auto& [topic, connection] : connections_)
      end += connectionRecord(topic, connection);
    return magic + head(magic.size() + head(0).size() + body_.size()) + body_ + end +
           infos(magic.size() + head(0).size());
  }

 private:
  struct Connection {
    std::uint32_t number;
    std::string type;
  };
  using Fields = std::vector<std::pair<std::string, std::string>>;
  static std::string fieldsOf(const Fields& fields) {
    std::string text;
    for (const auto& [name, value] : fields)
      text += sized(name + "=" + value);
    return text;
  }
  static std::string record(const Fields& fields, const std::string& data) {
    return sized(fieldsOf(fields)) + sized(data);
  }
  static std::string connectionRecord(const std::string& topic, const Connection& connection) {
    const bool isImage = connection.type == imageType;
    const std::string definition =
        "Header header\nuint32 height\nuint32 width\nstring encoding\nuint8 is_bigendian\nuint32 "
        "step\nuint8[] data\n"
        "================================================================================\n"
        "MSG: std_msgs/Header\nuint32 seq\ntime stamp\nstring frame_id\n";
    return record({{"op", "\x07"}, {"conn", raw(connection.number)}, {"topic", topic}},
                  fieldsOf({{"topic", topic},
                            {"type", connection.type},
                            {"md5sum", isImage ? "060021388200f6f0f447d0fcd9c64743" : "*"},
                            {"message_definition", isImage ? definition : ""}}));
  }
  std::string packed() const {
    if (packing_ == "bz2") {
      std::string out(chunk_.size() + chunk_.size() / 50 + 1000, '\0');
      auto size = static_cast<unsigned>(out.size());
      BZ2_bzBuffToBuffCompress(out.data(), &size, const_cast<char*>(chunk_.data()),
                               static_cast<unsigned>(chunk_.size()), 9, 0, 0);
      out.resize(size);
      return out;
    }
    if (packing_ == "lz4") {
      LZ4F_preferences_t wish{};
      wish.frameInfo.blockMode = LZ4F_blockIndependent; // what ROS asks for
      wish.frameInfo.contentChecksumFlag = LZ4F_contentChecksumEnabled;
      wish.frameInfo.blockSizeID = LZ4F_max64KB;
      std::string out(LZ4F_compressFrameBound(chunk_.size(), &wish), '\0');
      out.resize(LZ4F_compressFrame(out.data(), out.size(), chunk_.data(), chunk_.size(), &wish));
      return out;
    }
    return chunk_;
  }
  void endChunk() {
    if (chunk_.empty()) return;
    const std::string chunk = record(
        {{"op", "\x05"}, {"compression", packing_}, {"size", raw(std::uint32_t(chunk_.size()))}}, packed());
    ChunkInfo info{body_.size(), {}};
    body_ += chunk;
    withoutIndex_ += chunk;
    for (const auto& [connection, entries] : index_) {
      std::string data;
      for (const auto& [time, offset] : entries)
        data += rosTime(time) + raw(offset);
      const auto count = static_cast<std::uint32_t>(entries.size());
      body_ += record(
          {{"op", "\x04"}, {"ver", raw(std::uint32_t{1})}, {"conn", raw(connection)}, {"count", raw(count)}},
          data);
      info.counts[connection] = count;
      for (const auto& [time, offset] : entries)
        info.begin = std::min(info.begin, time), info.end = std::max(info.end, time);
    }
    infos_.push_back(info);
    chunk_.clear();
    index_.clear();
    ++chunks_;
  }
  std::string infos(std::size_t begin) const {
    std::string text;
    for (const ChunkInfo& info : infos_) {
      std::string counts;
      for (const auto& [connection, count] : info.counts)
        counts += raw(connection) + raw(count);
      text += record({{"op", "\x06"},
                      {"ver", raw(std::uint32_t{1})},
                      {"chunk_pos", raw(std::uint64_t(begin + info.at))},
                      {"start_time", rosTime(info.begin)},
                      {"end_time", rosTime(info.end)},
                      {"count", raw(std::uint32_t(info.counts.size()))}},
                     counts);
    }
    return text;
  }

  struct ChunkInfo {
    std::size_t at = 0;
    std::map<std::uint32_t, std::uint32_t> counts;
    std::int64_t begin = std::int64_t{1} << 60, end = 0;
  };
  std::string packing_, chunk_, body_, withoutIndex_;
  std::map<std::string, Connection> connections_;
  std::map<std::uint32_t, std::vector<std::pair<std::int64_t, std::uint32_t>>> index_;
  std::vector<ChunkInfo> infos_;
  int chunks_ = 0;
};

} // namespace fillscope::test
