#pragma once
// The pinhole camera. The one place where picture coordinates become pixel-centre coordinates.
#include "core/base/vec.h"

namespace fillscope {

/// Pinhole intrinsics in pixels, integer pixel centres as in OpenCV and RealSense: the centre of the top-left
/// pixel is (0, 0). Camera frame: x right, y down, z forward along the optical axis, metres.
struct CameraIntrinsics {
  double fx = 0, fy = 0, cx = 0, cy = 0;
  int width = 0, height = 0; ///< of the pictures they were calibrated for; 0 where the source does not say
  friend bool operator==(const CameraIntrinsics&, const CameraIntrinsics&) = default;

  bool plausible() const { return fx > 0 && fy > 0; }
  /// For a picture of another size of the same view (scales with pixel centres kept right). Without a size of its
  /// own the camera is taken as meant for the new one.
  CameraIntrinsics scaledTo(int newWidth, int newHeight) const;
  /// From a horizontal field of view; principal point in the middle, square pixels.
  static CameraIntrinsics fromFieldOfView(double horizontalRadians, int width, int height);

  /// Ray of a pixel-centre coordinate, scaled so that z = 1: a point at depth d is d * ray.
  Vec3 ray(Vec2 pixel) const { return {(pixel.x - cx) / fx, (pixel.y - cy) / fy, 1.0}; }
  /// Pixel-centre coordinate of a camera-frame point with z > 0.
  Vec2 project(Vec3 p) const { return {fx * p.x / p.z + cx, fy * p.y / p.z + cy}; }
};

/// Annotations are continuous: (0,0) is the image's top-left corner, the centre of pixel k is k + 0.5.
constexpr Vec2 pixelFromPicture(Vec2 picture) { return {picture.x - 0.5, picture.y - 0.5}; }
constexpr Vec2 pictureFromPixel(Vec2 pixel) { return {pixel.x + 0.5, pixel.y + 0.5}; }

} // namespace fillscope
