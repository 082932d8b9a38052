#pragma once
// Scalars and pictures for TensorBoard: its event files, written as they are defined.
#include "core/base/result.h"
#include "core/imaging/raster.h"
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>

namespace fillscope {

/// TFRecord framing (length, masked CRC-32C, data, masked CRC-32C) around tensorflow.Event messages in
/// protobuf's wire format. One file an object, opened for appending; every call reaches the file before it
/// returns.
class EventLog {
 public:
  /// Makes folder/events.out.tfevents.SECONDS.HOST. Error: ioFailure.
  static Result<std::unique_ptr<EventLog>> create(const std::filesystem::path& folder, double now);
  ~EventLog();
  Result<void> scalar(const std::string& tag, std::int64_t step, double value, double now);
  /// encodedPng: the bytes of a PNG file of width × height.
  Result<void> picture(const std::string& tag, std::int64_t step, const std::string& encodedPng, int width,
                       int height, double now);
  const std::filesystem::path& file() const;

 private:
  struct State;
  explicit EventLog(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

/// CRC-32C (Castagnoli), as TFRecord uses it before masking.
std::uint32_t crc32c(const void* data, std::size_t size, std::uint32_t crc = 0);

} // namespace fillscope
