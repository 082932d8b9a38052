#include "core/formats/rosbag_records.h"
#include <algorithm>
#include <bzlib.h>
#include <lz4frame.h>
#include <memory>

namespace fillscope {
namespace {

constexpr std::uint64_t mostFields = 1 << 20; ///< bytes of a record's fields: hundreds, really
constexpr std::uint64_t firstPart = 512;      ///< most heads fit into it

/// Room for what comes out, which grows with it: a few bytes may claim gigabytes.
class GrowingOutput {
 public:
  GrowingOutput(std::size_t packed, std::uint64_t most)
      : most_(most) {
    bytes_.resize(static_cast<std::size_t>(std::min<std::uint64_t>(most, 4 * packed + (1 << 16))));
  }
  char* place() { return bytes_.data() + used_; }
  std::size_t room() const { return bytes_.size() - used_; }
  void used(std::size_t count) {
    used_ += count;
    if (used_ < bytes_.size() || used_ >= most_) return;
    bytes_.resize(static_cast<std::size_t>(std::min<std::uint64_t>(most_, 2 * bytes_.size())));
  }
  std::string take() {
    bytes_.resize(used_);
    return std::move(bytes_);
  }
  bool isFull() const { return used_ == most_; }

 private:
  std::string bytes_;
  std::uint64_t most_;
  std::size_t used_ = 0;
};

UnpackedChunk unpackBz2(std::string_view packed, std::uint64_t size) {
  GrowingOutput output(packed.size(), size);
  bz_stream stream{};
  if (BZ2_bzDecompressInit(&stream, 0, 0) != BZ_OK) return {};
  stream.next_in = const_cast<char*>(packed.data());
  stream.avail_in = static_cast<unsigned>(packed.size());
  int state = BZ_OK;
  while (state == BZ_OK && output.room() > 0) {
    const auto room = static_cast<unsigned>(std::min<std::size_t>(output.room(), 1u << 30));
    stream.next_out = output.place();
    stream.avail_out = room;
    const unsigned before = stream.avail_in;
    state = BZ2_bzDecompress(&stream);
    output.used(room - stream.avail_out);
    if (before == 0 && stream.avail_out == room) break;
  }
  BZ2_bzDecompressEnd(&stream);
  const bool isWhole = (state == BZ_STREAM_END || state == BZ_OK) && output.isFull();
  return {output.take(), isWhole};
}

UnpackedChunk unpackLz4(std::string_view packed, std::uint64_t size) {
  struct Free {
    void operator()(LZ4F_dctx* context) const { LZ4F_freeDecompressionContext(context); }
  };
  LZ4F_dctx* made = nullptr;
  if (LZ4F_isError(LZ4F_createDecompressionContext(&made, LZ4F_VERSION))) return {};
  const std::unique_ptr<LZ4F_dctx, Free> context(made);
  GrowingOutput output(packed.size(), size);
  bool failed = false;
  while (!failed && output.room() > 0) {
    std::size_t made_ = output.room(), taken = packed.size();
    const std::size_t state =
        LZ4F_decompress(context.get(), output.place(), &made_, packed.data(), &taken, nullptr);
    failed = LZ4F_isError(state);
    if (failed) break;
    output.used(made_);
    packed.remove_prefix(taken);
    if (state == 0 || (taken == 0 && made_ == 0)) break;
  }
  const bool isWhole = !failed && output.isFull();
  return {output.take(), isWhole};
}

} // namespace

std::string_view RosCursor::bytes(std::size_t count) {
  if (failed_ || count > rest_.size()) {
    failed_ = true;
    rest_ = {};
    return {};
  }
  const std::string_view taken = rest_.substr(0, count);
  rest_.remove_prefix(count);
  return taken;
}

std::int64_t RosCursor::time() {
  const auto seconds = number<std::uint32_t>(), nanoseconds = number<std::uint32_t>();
  return std::int64_t{seconds} * 1'000'000'000 + nanoseconds;
}

void UnpackedBytes::read(std::uint64_t at, std::uint64_t count, std::string& into) const {
  if (at >= bytes_.size())
    into.clear();
  else
    into = bytes_.substr(static_cast<std::size_t>(at), static_cast<std::size_t>(count));
}

std::string_view BagRecord::field(std::string_view name) const {
  RosCursor cursor(fields);
  while (cursor.left() > 0) {
    const std::string_view pair = cursor.text();
    if (cursor.failed()) return {};
    if (pair.size() > name.size() && pair.starts_with(name) && pair[name.size()] == '=')
      return pair.substr(name.size() + 1);
  }
  return {};
}

std::optional<std::int64_t> BagRecord::time() const {
  const std::string_view bytes = field("time");
  if (bytes.size() != 8) return {};
  return RosCursor(bytes).time();
}

std::optional<BagOp> BagRecord::op() const {
  const auto value = number<std::uint8_t>("op");
  if (!value || *value < 2 || *value > 7) return {};
  return static_cast<BagOp>(*value);
}

std::optional<BagRecord> recordAt(const BagBytes& bytes, std::uint64_t at) {
  if (at >= bytes.size() || bytes.size() - at < 8) return {};
  std::string head;
  bytes.read(at, firstPart, head);
  const auto fieldSize = RosCursor(head).number<std::uint32_t>();
  if (fieldSize > mostFields || fieldSize > bytes.size() - at - 8) return {};
  if (head.size() < fieldSize + 8ull) bytes.read(at, fieldSize + 8ull, head);
  RosCursor cursor(head);
  BagRecord record;
  record.fields = cursor.text();
  record.dataSize = cursor.number<std::uint32_t>();
  record.dataAt = at + 8 + fieldSize;
  if (cursor.failed() || !record.op()) return {};
  return record;
}

std::optional<ChunkPacking> chunkPackingNamed(std::string_view name) {
  if (name == "none") return ChunkPacking::none;
  if (name == "bz2") return ChunkPacking::bz2;
  if (name == "lz4") return ChunkPacking::lz4;
  return {};
}

UnpackedChunk unpackChunk(ChunkPacking packing, std::string_view packed, std::uint64_t size) {
  if (packing == ChunkPacking::bz2) return unpackBz2(packed, size);
  if (packing == ChunkPacking::lz4) return unpackLz4(packed, size);
  return {
      std::string(packed.substr(0, static_cast<std::size_t>(std::min<std::uint64_t>(packed.size(), size)))),
      packed.size() >= size};
}

} // namespace fillscope
