#pragma once
// What the readers of point clouds share. Private to this folder.
#include "core/formats/cloud_reader.h"
#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

namespace fillscope {

inline constexpr std::uint64_t mostPoints = std::uint64_t{1} << 28;

Error cutOff(const std::string& where, std::uint64_t room, std::uint64_t claimed);
Error tooManyPoints(const std::string& where);

/// Takes points one by one and keeps those that have a place, or all of them where they form a grid. The
/// origin is where the first few thousand lie, whatever single ones say.
class CloudBuilder {
 public:
  /// width, height: of the grid, or of a single row or column of points in no order, as many as the file can
  /// hold.
  CloudBuilder(int width, int height, bool coloured);
  void add(const std::array<double, 3>& place, const std::array<std::uint8_t, 3>& colour);
  std::size_t taken() const { return taken_; }
  void dropColour() { coloured_ = false; }
  /// Error: badInput where no point has a place.
  Result<CloudFile> finish(std::string format, const std::string& where) &&;

 private:
  struct Early {
    std::size_t at = 0; ///< in xyz_
    std::array<double, 3> place{};
  };
  void settleOrigin();
  void put(std::size_t at, const std::array<double, 3>& place);
  void removeUnplaced();

  bool coloured_, isGrid_, hasOrigin_ = false;
  int width_, height_;
  std::size_t taken_ = 0, dropped_ = 0;
  std::array<double, 3> origin_{};
  std::vector<Early> early_; ///< until there is an origin
  std::vector<float> xyz_;
  std::vector<std::uint8_t> colour_;
};

bool isPcd(std::string_view bytes);
bool isPly(std::string_view bytes);
Result<CloudFile> parsePcd(std::string_view bytes, const std::string& where, const Progress& progress);
Result<CloudFile> parsePly(std::string_view bytes, const std::string& where, const Progress& progress);
Result<CloudFile> parseXyz(std::string_view bytes, const std::string& where, const Progress& progress);

/// The next word of a text, which loses it and the blanks in front of it; "" at its end.
std::string_view takeWord(std::string_view& text);
/// The next line without its end, which may be \n or \r\n; the text loses it.
std::string_view takeLine(std::string_view& text);

} // namespace fillscope
