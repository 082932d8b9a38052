#pragma once
// What a ROS bag is made of, and its numbers. Private to this folder.
#include <bit>
#include <cstdint>
#include <cstring>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace fillscope {

static_assert(std::endian::native == std::endian::little, "ROS writes its numbers lowest byte first");

/// Numbers and texts one behind the other, lowest byte first. Behind the end everything is 0 or empty, and
/// failed() from then on.
class RosCursor {
 public:
  explicit RosCursor(std::string_view bytes)
      : rest_(bytes) {}

  template <class Number>
  Number number() {
    Number value{};
    const std::string_view taken = bytes(sizeof value);
    if (!failed_) std::memcpy(&value, taken.data(), sizeof value);
    return value;
  }
  std::string_view bytes(std::size_t count);
  /// As many as a number of four bytes before them says.
  std::string_view text() { return bytes(number<std::uint32_t>()); }
  /// Seconds and nanoseconds, as nanoseconds.
  std::int64_t time();
  std::size_t left() const { return rest_.size(); }
  bool failed() const { return failed_; }

 private:
  std::string_view rest_;
  bool failed_ = false;
};

/// Bytes of a file, or of a chunk that was unpacked.
class BagBytes {
 public:
  virtual ~BagBytes() = default;
  virtual std::uint64_t size() const = 0;
  /// As many of them as are there, into a buffer that is not made larger than that.
  virtual void read(std::uint64_t at, std::uint64_t count, std::string& into) const = 0;
};

class UnpackedBytes : public BagBytes {
 public:
  explicit UnpackedBytes(std::string_view bytes)
      : bytes_(bytes) {}
  std::uint64_t size() const override { return bytes_.size(); }
  void read(std::uint64_t at, std::uint64_t count, std::string& into) const override;

 private:
  std::string_view bytes_;
};

enum class BagOp : std::uint8_t { message = 2, bag = 3, index = 4, chunk = 5, chunkInfo = 6, connection = 7 };

/// A record without its data.
struct BagRecord {
  std::string fields; ///< name=value, each behind its length
  std::uint64_t dataAt = 0, dataSize = 0;
  std::uint64_t end() const { return dataAt + dataSize; }
  /// Empty where there is none.
  std::string_view field(std::string_view name) const;
  template <class Number>
  std::optional<Number> number(std::string_view name) const {
    const std::string_view bytes = field(name);
    if (bytes.size() != sizeof(Number)) return {};
    return RosCursor(bytes).number<Number>();
  }
  std::optional<std::int64_t> time() const;
  /// Nothing where it is of no kind.
  std::optional<BagOp> op() const;
};

/// Nothing where no whole head of a record lies there; its data may end behind the bytes.
std::optional<BagRecord> recordAt(const BagBytes& bytes, std::uint64_t at);

enum class ChunkPacking { none, bz2, lz4 };
std::optional<ChunkPacking> chunkPackingNamed(std::string_view name);

struct UnpackedChunk {
  std::string bytes; ///< as far as they could be had
  bool isWhole = false;
};
/// size: as the chunk says, and no more is made of it.
UnpackedChunk unpackChunk(ChunkPacking packing, std::string_view packed, std::uint64_t size);

} // namespace fillscope
