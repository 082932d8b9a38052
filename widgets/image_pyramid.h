#pragma once
// Halved copies of a picture, so that a large picture shown small costs no more than its view. Those of a
// large picture are made tile by tile by a thread of their own.
#include "core/imaging/colour_map.h"
#include <QImage>
#include <QList>
#include <QRectF>
#include <atomic>
#include <functional>
#include <memory>
#include <thread>
#include <vector>

namespace fillscope {

/// Used by one thread; the other one is the pyramid's own and ends with it. Memory: the picture is shared
/// with who set it, all levels together take a third of it again.
class ImagePyramid {
 public:
  using Samples = std::shared_ptr<const Raster<float>>;
  static constexpr int tileSide = 512; ///< pixels of a level

  ImagePyramid() = default;
  ~ImagePyramid();
  ImagePyramid(const ImagePyramid&) = delete;
  ImagePyramid& operator=(const ImagePyramid&) = delete;

  /// Called by the pyramid's thread after each level that it made.
  void setLevelMade(std::function<void()> callback) { levelMade_ = std::move(callback); }
  /// Keeps 8-bit grey, RGB and 32-bit pictures as they are; others are converted to 32 bit. Gives up tiles
  /// of the picture before that are not made yet. A preview of this size stands in for them.
  void setImage(const QImage& image);
  /// Numbers in the colours of a scale, NaN in holeColour. One channel.
  void setSamples(Samples samples, const ColourScale& scale);
  void setScale(const ColourScale& scale);
  /// A smaller copy, until the picture itself is there.
  void setPreview(const QImage& preview, const QSize& size);

  QSize size() const { return size_; }
  bool isNumbers() const { return samples_ != nullptr; }
  const QImage& base() const { return base_; } ///< null for numbers and for a preview
  /// Another number whenever something would be painted otherwise.
  int state() const { return state_ + tilesMade_.load(std::memory_order_acquire); }

  /// Pixels to paint from: image's top-left corner lies at `at` in a copy of the picture that is `level`
  /// large.
  struct Patch {
    QImage image;
    QPoint at;
    QSize level;
  };
  /// For a part of the picture: of the smallest level that has a pixel for every device pixel at this zoom
  /// (device pixels per picture pixel) or, while its tiles there are not made, of what is there. The image
  /// may reach beyond the part and is valid until the next set….
  Patch patch(double zoom, const QRectF& part);
  /// The part in pieces for which patch() may answer differently: itself, or the tiles that it covers, while
  /// some of them are not made.
  QList<QRectF> pieces(double zoom, const QRectF& part) const;
  /// Which level that is: 0 the picture itself, each further one half the size.
  static int levelIndexFor(double zoom, const QSize& size);

 private:
  struct Level {
    QSize size, tiles;
    QImage bytes;
    Raster<float> values;
    std::vector<std::atomic<bool>> made; ///< tiles, by rows; what is made stays as it is
  };
  void reset(const QSize& size);
  void makeLevels();
  void stopMaking();
  void makeAll(const std::stop_token& stop);
  void allocate(std::size_t index);
  void makeTile(std::size_t index, const QRect& tile);
  QRect inLevel(int level, const QRectF& part) const;
  bool isMade(int level, const QRect& pixels) const;
  Patch patchOf(int level, const QRect& pixels) const;

  QSize size_;
  QImage base_, preview_;
  Samples samples_;
  ColourScale scale_;
  std::function<void()> levelMade_;
  std::vector<std::unique_ptr<Level>> halves_; ///< level 1, 2, …
  std::jthread maker_;
  int state_ = 0;
  std::atomic<int> tilesMade_ = 0;
};

} // namespace fillscope
