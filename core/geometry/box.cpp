#include "core/geometry/box.h"
#include <algorithm>
#include <charconv>
#include <cmath>

namespace fillscope {

namespace {

Error badSize(const std::string& text) {
  return {ErrorCode::badInput, "the box size \"" + text + "\" is not three lengths in metres", "size",
          "write first side x second side x depth, for example 0.60x0.40x0.20"};
}

bool isBlank(char c) { return c == ' ' || c == '\t'; }

std::string shortest(double value) {
  char buffer[32];
  const auto end = std::to_chars(buffer, buffer + sizeof buffer, value).ptr;
  return {buffer, end};
}

} // namespace

Result<BoxSize> parseBoxSize(const std::string& text) {
  std::array<double, 3> sides{};
  const char* at = text.data();
  const char* const end = at + text.size();
  const auto skipBlanks = [&] {
    while (at != end && isBlank(*at))
      ++at;
  };
  for (int k = 0; k < 3; ++k) {
    skipBlanks();
    if (k > 0) {
      if (at != end && (*at == 'x' || *at == 'X' || *at == '*')) {
        ++at;
      } else if (end - at >= 2 && at[0] == '\xC3' && at[1] == '\x97') { // × in UTF-8
        at += 2;
      } else {
        return badSize(text);
      }
      skipBlanks();
    }
    const auto [next, error] = std::from_chars(at, end, sides[k]);
    if (error != std::errc{} || !std::isfinite(sides[k]) || sides[k] <= 0) return badSize(text);
    at = next;
    skipBlanks();
  }
  if (at != end && *at == 'm') ++at;
  skipBlanks();
  if (at != end) return badSize(text);
  return BoxSize{sides[0], sides[1], sides[2]};
}

std::string toText(const BoxSize& size) {
  return shortest(size.first) + "x" + shortest(size.second) + "x" + shortest(size.depth);
}

RimFault checkRim(const RimCorners& corners) {
  for (int i = 0; i < 4; ++i) {
    if (!std::isfinite(corners[i].x) || !std::isfinite(corners[i].y)) return RimFault::tooSmall;
    for (int j = i + 1; j < 4; ++j)
      if (norm(corners[i] - corners[j]) < 1e-6) return RimFault::repeated;
  }
  int left = 0, right = 0;
  double twiceArea = 0;
  for (int i = 0; i < 4; ++i) {
    const Vec2 a = corners[i], b = corners[(i + 1) % 4], c = corners[(i + 2) % 4];
    const double turn = cross(b - a, c - b);
    // A corner less than about a thousandth of a degree off a straight line is no corner.
    const double flat = 1e-5 * norm(b - a) * norm(c - b);
    if (turn > flat) ++right;
    if (turn < -flat) ++left;
    twiceArea += cross(a, b);
  }
  if (left == 2 && right == 2) return RimFault::crossing;
  if (left == 4) return RimFault::counterClockwise;
  if (right != 4) return RimFault::notConvex;
  // Below about 8 × 8 pixels half a pixel of corner error is a tenth of the box.
  if (0.5 * twiceArea < 64.0) return RimFault::tooSmall;
  return RimFault::none;
}

double BoxPose::tilt() const { return std::acos(std::clamp(rotation.columns[2].z, -1.0, 1.0)); }

} // namespace fillscope
