#pragma once
// Halved copies of a picture, made when first needed, so that a large picture shown small costs no more than
// its view.
#include <QImage>
#include <vector>

namespace fillscope {

class ImagePyramid {
 public:
  /// Keeps 8-bit grey, RGB and 32-bit pictures as they are; others are converted to 32 bit.
  void setImage(const QImage& image);
  const QImage& base() const { return base_; }
  /// The smallest level that still has a pixel for every device pixel at this zoom (device pixels per picture
  /// pixel).
  const QImage& levelFor(double zoom);
  /// Which level that is: 0 the picture itself, each further one half the size.
  static int levelIndexFor(double zoom, const QSize& size);

 private:
  QImage base_;
  std::vector<QImage> halves_; ///< level 1, 2, …
};

/// Mean of 2×2 blocks; an odd last row or column is averaged with itself.
QImage halved(const QImage& image);

} // namespace fillscope
