#include "core/geometry/lens_model.h"
#include "core/imaging/large_remap.h"
#include <algorithm>
#include <cctype>
#include <cmath>
#include <opencv2/imgproc.hpp>
#include <string>

namespace fillscope {
namespace {

constexpr double farOutside = -1e6; ///< pixels: where a lens shows nothing

Vec2 brown(const std::array<double, 8>& k, Vec2 ray) {
  const double x = ray.x, y = ray.y, r2 = x * x + y * y;
  const double radial =
      (1 + r2 * (k[0] + r2 * (k[1] + r2 * k[4]))) / (1 + r2 * (k[5] + r2 * (k[6] + r2 * k[7])));
  return {x * radial + 2 * k[2] * x * y + k[3] * (r2 + 2 * x * x),
          y * radial + k[2] * (r2 + 2 * y * y) + 2 * k[3] * x * y};
}

Vec2 fisheye(const std::array<double, 8>& k, Vec2 ray) {
  const double r = norm(ray);
  if (r < 1e-12) return ray;
  const double angle = std::atan(r), a2 = angle * angle;
  return (angle * (1 + a2 * (k[0] + a2 * (k[1] + a2 * (k[2] + a2 * k[3])))) / r) * ray;
}

} // namespace

std::optional<LensModel> lensModelNamed(std::string_view name) {
  std::string word;
  for (const unsigned char c : name)
    if (std::isalnum(c)) word += static_cast<char>(std::tolower(c));
  if (word.empty() || word == "none") return LensModel::none;
  // RealSense's library maps rays by the same formula for all its kinds of Brown-Conrady, whatever their
  // names.
  for (const char* known :
       {"plumbbob", "rationalpolynomial", "brownconrady", "inversebrownconrady", "modifiedbrownconrady"})
    if (word == known) return LensModel::brown;
  if (word == "equidistant" || word == "fisheye" || word == "kannalabrandt4") return LensModel::fisheye;
  return {};
}

bool LensCamera::isStraight() const {
  if (model == LensModel::none) return true;
  const bool noTerms = std::all_of(terms.begin(), terms.end(), [](double term) { return term == 0; });
  return model == LensModel::brown && noTerms;
}

Vec2 LensCamera::appears(Vec2 ray) const {
  if (isStraight()) return ray;
  return model == LensModel::fisheye ? fisheye(terms, ray) : brown(terms, ray);
}

Vec2 LensCamera::rayOf(Vec2 appearance) const {
  if (isStraight()) return appearance;
  constexpr double step = 1e-6, done = 1e-10;
  Vec2 ray = appearance;
  for (int n = 0; n < 20; ++n) { // Newton, with slopes by differences
    const Vec2 at = appears(ray), miss = at - appearance;
    if (norm(miss) < done) break;
    const Vec2 byX = (1 / step) * (appears({ray.x + step, ray.y}) - at);
    const Vec2 byY = (1 / step) * (appears({ray.x, ray.y + step}) - at);
    const double determinant = cross(byX, byY);
    if (!(std::abs(determinant) > 1e-6)) break;
    const Vec2 change{cross(miss, byY) / determinant, cross(byX, miss) / determinant};
    ray = ray - change;
  }
  return ray;
}

Image straightened(const Image& image, const LensCamera& lens) {
  if (lens.isStraight() || image.empty()) return image;
  const CameraIntrinsics camera = lens.camera.scaledTo(image.width(), image.height());
  Image straight(image.width(), image.height(), image.channels());
  const int type = CV_MAKETYPE(CV_8U, image.channels());
  const cv::Mat from(image.height(), image.width(), type, const_cast<std::uint8_t*>(image.data()));
  cv::Mat to(straight.height(), straight.width(), type, straight.data());
  const auto placeOf = [&](int x, int y) {
    const Vec3 ray = camera.ray({double(x), double(y)});
    const Vec2 seen = lens.appears({ray.x, ray.y}), back = lens.rayOf(seen);
    // Past the fold of a strong lens another ray appears in the same place.
    if (!(norm(back - Vec2{ray.x, ray.y}) <= 1e-3)) return Vec2{farOutside, farOutside};
    return camera.project({seen.x, seen.y, 1});
  };
  remapLarge(from, to, placeOf, cv::INTER_LINEAR, cv::Scalar::all(0));
  return straight;
}

} // namespace fillscope
