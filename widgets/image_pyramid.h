#pragma once
// Halved copies of a picture, so that a large picture shown small costs no more than its view. Those of a
// large picture are made by a thread of their own.
#include <QImage>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>

namespace fillscope {

/// Used by one thread; the other one is the pyramid's own and ends with it.
class ImagePyramid {
 public:
  ImagePyramid() = default;
  ~ImagePyramid();
  ImagePyramid(const ImagePyramid&) = delete;
  ImagePyramid& operator=(const ImagePyramid&) = delete;

  /// Called by the pyramid's thread after each level that it made.
  void setLevelMade(std::function<void()> callback) { levelMade_ = std::move(callback); }
  /// Keeps 8-bit grey, RGB and 32-bit pictures as they are; others are converted to 32 bit. Gives up levels
  /// of the picture before that are not made yet.
  void setImage(const QImage& image);
  const QImage& base() const { return base_; }
  /// The smallest level that still has a pixel for every device pixel at this zoom (device pixels per picture
  /// pixel). Of a large picture the next larger one that is there already. Valid until setImage.
  const QImage& levelFor(double zoom);
  /// Which level that is: 0 the picture itself, each further one half the size.
  static int levelIndexFor(double zoom, const QSize& size);

 private:
  void makeAll(const QImage& image, const std::stop_token& stop);
  void stopMaking();

  QImage base_;
  std::function<void()> levelMade_;
  std::mutex mutex_;
  std::deque<QImage> halves_; ///< level 1, 2, …; grows while its elements stay where they are
  std::jthread maker_;
};

/// Mean of 2×2 blocks; an odd last row or column is averaged with itself. Null once asked to stop.
QImage halved(const QImage& image, const std::stop_token& stop = {});

} // namespace fillscope
