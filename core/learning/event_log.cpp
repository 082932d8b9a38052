#include "core/learning/event_log.h"
#include "core/base/file_io.h"
#include <array>
#include <bit>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <string_view>
#include <unistd.h>

namespace fillscope {
namespace {

constexpr std::array<std::uint32_t, 256> castagnoliTable() {
  std::array<std::uint32_t, 256> table{};
  for (std::uint32_t byte = 0; byte < 256; ++byte) {
    std::uint32_t remainder = byte;
    for (int bit = 0; bit < 8; ++bit)
      remainder = (remainder >> 1) ^ ((remainder & 1u) ? 0x82f63b78u : 0u);
    table[byte] = remainder;
  }
  return table;
}

template <class T>
void appendLittleEndian(std::string& bytes, T value) {
  for (std::size_t k = 0; k < sizeof(T); ++k)
    bytes += static_cast<char>((value >> (8 * k)) & 0xff);
}

// Wire format: a tag is the field's number and the kind of what follows.
enum class Wire : unsigned { varint = 0, fixed64 = 1, bytes = 2, fixed32 = 5 };

void appendVarint(std::string& message, std::uint64_t value) {
  for (; value > 0x7f; value >>= 7)
    message += static_cast<char>((value & 0x7f) | 0x80);
  message += static_cast<char>(value);
}

void appendTag(std::string& message, unsigned field, Wire wire) {
  appendVarint(message, (field << 3) | static_cast<unsigned>(wire));
}

void appendVarintField(std::string& message, unsigned field, std::int64_t value) {
  appendTag(message, field, Wire::varint);
  appendVarint(message, static_cast<std::uint64_t>(value));
}

void appendDouble(std::string& message, unsigned field, double value) {
  appendTag(message, field, Wire::fixed64);
  appendLittleEndian(message, std::bit_cast<std::uint64_t>(value));
}

void appendFloat(std::string& message, unsigned field, float value) {
  appendTag(message, field, Wire::fixed32);
  appendLittleEndian(message, std::bit_cast<std::uint32_t>(value));
}

void appendBytes(std::string& message, unsigned field, std::string_view bytes) {
  appendTag(message, field, Wire::bytes);
  appendVarint(message, bytes.size());
  message += bytes;
}

// Fields of tensorflow/core/util/event.proto and framework/summary.proto.
namespace event {
constexpr unsigned wallTime = 1, step = 2, fileVersion = 3, summary = 5;
}
namespace summary {
constexpr unsigned value = 1;
}
namespace value {
constexpr unsigned tag = 1, simpleValue = 2, image = 4;
}
namespace image {
constexpr unsigned height = 1, width = 2, colourSpace = 3, encoded = 4;
constexpr int rgb = 3;
} // namespace image

std::string summaryEvent(double now, std::int64_t step, const std::string& oneValue) {
  std::string values, message;
  appendBytes(values, summary::value, oneValue);
  appendDouble(message, event::wallTime, now);
  appendVarintField(message, event::step, step);
  appendBytes(message, event::summary, values);
  return message;
}

std::uint32_t masked(std::uint32_t crc) { return ((crc >> 15) | (crc << 17)) + 0xa282ead8u; }

std::string framed(const std::string& message) {
  std::string record;
  appendLittleEndian(record, static_cast<std::uint64_t>(message.size()));
  appendLittleEndian(record, masked(crc32c(record.data(), record.size())));
  record += message;
  appendLittleEndian(record, masked(crc32c(message.data(), message.size())));
  return record;
}

} // namespace

std::uint32_t crc32c(const void* data, std::size_t size, std::uint32_t crc) {
  static constexpr auto table = castagnoliTable();
  const auto* bytes = static_cast<const unsigned char*>(data);
  crc = ~crc;
  for (std::size_t k = 0; k < size; ++k)
    crc = (crc >> 8) ^ table[(crc ^ bytes[k]) & 0xff];
  return ~crc;
}

struct EventLog::State {
  std::filesystem::path file;
  int descriptor = -1;

  ~State() {
    if (descriptor >= 0) ::close(descriptor);
  }

  Result<void> append(const std::string& message) {
    const std::string record = framed(message);
    for (std::size_t done = 0; done < record.size();) {
      const auto count = ::write(descriptor, record.data() + done, record.size() - done);
      if (count < 0 && errno == EINTR) continue;
      if (count < 0)
        return Error{ErrorCode::ioFailure,
                     std::string("cannot be written: ") + std::strerror(errno),
                     file.string(),
                     {}};
      done += static_cast<std::size_t>(count);
    }
    return {};
  }
};

EventLog::EventLog(std::unique_ptr<State> state)
    : state_(std::move(state)) {}
EventLog::~EventLog() = default;

Result<std::unique_ptr<EventLog>> EventLog::create(const std::filesystem::path& folder, double now) {
  if (auto made = makeFolder(folder); !made) return made.error();
  std::error_code fault;
  std::array<char, 256> host{};
  if (::gethostname(host.data(), host.size() - 1) != 0 || !host[0]) std::strcpy(host.data(), "localhost");
  auto state = std::make_unique<State>();
  state->file =
      folder / ("events.out.tfevents." + std::to_string(static_cast<long long>(now)) + "." + host.data());
  // A training resumed within the same second goes on in the same file: records stand alone.
  const bool fresh = !std::filesystem::exists(state->file, fault);
  state->descriptor = ::open(state->file.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0644);
  if (state->descriptor < 0)
    return Error{ErrorCode::ioFailure,
                 std::string("cannot be made: ") + std::strerror(errno),
                 state->file.string(),
                 {}};
  if (fresh) {
    std::string message;
    appendDouble(message, event::wallTime, now);
    appendBytes(message, event::fileVersion, "brain.Event:2");
    if (const auto written = state->append(message); !written) return written.error();
  }
  return std::unique_ptr<EventLog>(new EventLog(std::move(state)));
}

Result<void> EventLog::scalar(const std::string& tag, std::int64_t step, double value, double now) {
  std::string one;
  appendBytes(one, value::tag, tag);
  appendFloat(one, value::simpleValue, static_cast<float>(value));
  return state_->append(summaryEvent(now, step, one));
}

Result<void> EventLog::picture(const std::string& tag, std::int64_t step, const std::string& encodedPng,
                               int width, int height, double now) {
  std::string picture, one;
  appendVarintField(picture, image::height, height);
  appendVarintField(picture, image::width, width);
  appendVarintField(picture, image::colourSpace, image::rgb);
  appendBytes(picture, image::encoded, encodedPng);
  appendBytes(one, value::tag, tag);
  appendBytes(one, value::image, picture);
  return state_->append(summaryEvent(now, step, one));
}

const std::filesystem::path& EventLog::file() const { return state_->file; }

} // namespace fillscope
