#include "core/geometry/plane_map.h"
#include <algorithm>
#include <opencv2/core.hpp>

namespace fillscope {

PlaneMap operator*(const PlaneMap& a, const PlaneMap& b) {
  PlaneMap out{};
  for (std::size_t r = 0; r < 3; ++r)
    for (std::size_t c = 0; c < 3; ++c)
      for (std::size_t k = 0; k < 3; ++k)
        out[3 * r + c] += a[3 * r + k] * b[3 * k + c];
  return out;
}

std::optional<PlaneMap> mapBetween(const std::array<Vec2, 4>& from, const std::array<Vec2, 4>& to) {
  cv::Matx<double, 8, 8> a = cv::Matx<double, 8, 8>::zeros();
  cv::Matx<double, 8, 1> b, h;
  for (int k = 0; k < 4; ++k) {
    const Vec2 p = from[static_cast<std::size_t>(k)], q = to[static_cast<std::size_t>(k)];
    const double rows[2][8] = {{p.x, p.y, 1, 0, 0, 0, -p.x * q.x, -p.y * q.x},
                               {0, 0, 0, p.x, p.y, 1, -p.x * q.y, -p.y * q.y}};
    for (int c = 0; c < 8; ++c) {
      a(2 * k, c) = rows[0][c];
      a(2 * k + 1, c) = rows[1][c];
    }
    b(2 * k) = q.x;
    b(2 * k + 1) = q.y;
  }
  if (!cv::solve(a, b, h, cv::DECOMP_LU)) return {};
  return PlaneMap{h(0), h(1), h(2), h(3), h(4), h(5), h(6), h(7), 1};
}

std::optional<PlaneMap> inverse(const PlaneMap& map) {
  bool regular = false;
  const cv::Matx33d inverted = cv::Matx33d(map.data()).inv(cv::DECOMP_LU, &regular);
  if (!regular) return {};
  PlaneMap out;
  std::copy_n(inverted.val, out.size(), out.begin());
  return out;
}

} // namespace fillscope
