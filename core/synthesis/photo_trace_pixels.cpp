#include "core/imaging/row_bands.h"
#include "core/synthesis/photo_gbuffer.h"

namespace fillscope {
namespace {

constexpr int rowsPerBand = TileLists::side;
constexpr float nearReach = 0.05f; // metres within which neighbours darken a place

void forRows(int height, int threads, const std::function<void(int)>& work) {
  forEachBand((height + rowsPerBand - 1) / rowsPerBand, threads, [&](int band) {
    for (int y = band * rowsPerBand; y < std::min((band + 1) * rowsPerBand, height); ++y)
      work(y);
  });
}

/// Places about a pixel where its surroundings are looked at, for every place in a block of 4×4 pixels.
class Taps {
 public:
  static constexpr int count = 8;
  Taps() {
    for (int phase = 0; phase < 16; ++phase)
      for (int i = 0; i < count; ++i) {
        const float turns = (static_cast<float>(i) + static_cast<float>(phase) / 16) / count;
        const float radius = 0.2f + 0.8f * fraction(0.618034f * static_cast<float>(i * 5 + phase * 3));
        offsets_[static_cast<std::size_t>(phase * count + i)] = {radius * cosTurns(turns),
                                                                 radius * sinTurns(turns), 0};
      }
  }
  const F3* of(int x, int y) const { return offsets_.data() + PhotoShadows::pointFor(x, y) * count; }

 private:
  std::array<F3, 16 * count> offsets_;
};

/// Screen-space ambient occlusion: what of the neighbourhood rises over the surface.
float openness(const PhotoPixels& pixels, const Taps& taps, int x, int y, float pixelsPerMetre) {
  const F3 point = pixels.points.at(x, y), normal = pixels.normals.at(x, y);
  const float reach = std::clamp(nearReach * pixelsPerMetre, 2.0f, 60.0f);
  const int width = pixels.points.width(), height = pixels.points.height();
  const F3* tap = taps.of(x, y);
  float closed = 0;
  for (int i = 0; i < Taps::count; ++i, ++tap) {
    const int u = x + static_cast<int>(reach * tap->x), v = y + static_cast<int>(reach * tap->y);
    if (u < 0 || v < 0 || u >= width || v >= height) continue;
    const F3 offset = pixels.points.at(u, v) - point;
    const float rise = dot(offset, normal);
    if (rise <= 0.0005f) continue;
    const float squared = dot(offset, offset) + 1e-8f;
    closed +=
        std::max(rise / std::sqrt(squared) - 0.08f, 0.0f) / (1 + squared / (0.5f * nearReach * nearReach));
  }
  return 1 - std::min(1.6f * closed / Taps::count, 0.85f);
}

class LightTracer {
 public:
  LightTracer(PhotoPixels& pixels, const PhotoTracer& tracer, const PhotoShadows& shadows)
      : pixels_(pixels)
      , shadows_(shadows)
      , focal_(static_cast<float>(tracer.scene().camera.fx)) {}

  /// Pixels of even x + y, all of them.
  void traceEven(int y) {
    Blockers blockers;
    for (int x = y & 1; x < pixels_.hits.width(); x += 2) {
      const PhotoHit& hit = pixels_.hits.at(x, y);
      if (!hit) continue;
      pixels_.lit.at(x, y) = lampsAt(x, y, blockers);
      pixels_.open.at(x, y) = openness(pixels_, taps_, x, y, focal_ / hit.t);
    }
  }
  /// The others, where their four neighbours do not agree.
  void traceOdd(int y) {
    Blockers blockers;
    const int width = pixels_.hits.width(), height = pixels_.hits.height();
    for (int x = 1 - (y & 1); x < width; x += 2) {
      const PhotoHit& hit = pixels_.hits.at(x, y);
      if (!hit) continue;
      const int left = x > 0 ? x - 1 : x + 1, right = x + 1 < width ? x + 1 : left;
      const int up = y > 0 ? y - 1 : std::min(y + 1, height - 1), down = y + 1 < height ? y + 1 : up;
      const std::uint8_t lit = pixels_.lit.at(std::min(left, width - 1), y);
      const auto agrees = [&](int u, int v) {
        return pixels_.hits.contains(u, v) && pixels_.lit.at(u, v) == lit &&
               hit.sameThing(pixels_.hits.at(u, v));
      };
      const bool same = agrees(left, y) && agrees(right, y) && agrees(x, up) && agrees(x, down);
      pixels_.lit.at(x, y) = same ? lit : lampsAt(x, y, blockers);
    }
  }

 private:
  using Blockers = std::array<PhotoShadows::Blocker, PhotoShadows::mostLamps>;

  std::uint8_t lampsAt(int x, int y, Blockers& blockers) const {
    const F3 normal = pixels_.normals.at(x, y);
    const F3 point = pixels_.points.at(x, y) + (3e-4f + 1e-4f * pixels_.hits.at(x, y).t) * normal;
    const int discPoint = PhotoShadows::pointFor(x, y);
    unsigned lit = 0;
    for (std::size_t l = 0; l < shadows_.lamps().size(); ++l)
      if (dot(normal, shadows_.lamps()[l].towards) > 0 && shadows_.reaches(l, point, discPoint, blockers[l]))
        lit |= 1u << l;
    return static_cast<std::uint8_t>(lit);
  }

  PhotoPixels& pixels_;
  const PhotoShadows& shadows_;
  float focal_;
  Taps taps_;
};

/// Bits that are not the same in all of the 5×5 pixels about each.
Raster<std::uint8_t> mixedBits(const Raster<std::uint8_t>& lit, int threads) {
  const int width = lit.width(), height = lit.height();
  Raster<std::uint8_t> mixed(width, height);
  forRows(height, threads, [&](int y) {
    std::vector<std::uint8_t> anyRow(lit.row(y), lit.row(y) + width), allRow = anyRow;
    // Bytes may lie anywhere, also over the rows' own pointers: held here, the loops become vectors.
    std::uint8_t *any = anyRow.data(), *all = allRow.data(), *out = mixed.row(y);
    for (int v = std::max(y - 2, 0); v <= std::min(y + 2, height - 1); ++v) {
      const std::uint8_t* in = lit.row(v);
      for (int x = 0; x < width; ++x) {
        any[x] |= in[x];
        all[x] &= in[x];
      }
    }
    for (int shift = -2; shift <= 2; ++shift) { // what a column holds of both, and where columns differ
      const int begin = std::max(-shift, 0), end = width - std::max(shift, 0);
      for (int x = begin; x < end; ++x)
        out[x] |= static_cast<std::uint8_t>((any[x + shift] ^ all[x + shift]) | (any[x + shift] ^ any[x]));
    }
  });
  return mixed;
}

} // namespace

PhotoPixels tracePixels(const PhotoTracer& tracer, const PhotoView& view, const TileLists& tiles,
                        int threads) {
  const CameraIntrinsics& camera = tracer.scene().camera;
  PhotoPixels pixels;
  pixels.hits = Raster<PhotoHit>(camera.width, camera.height);
  pixels.points = pixels.normals = Raster<F3>(camera.width, camera.height);
  forRows(camera.height, threads, [&](int y) {
    for (int x = 0; x < camera.width; ++x) {
      const F3 direction = view.direction(x, y);
      const PhotoHit hit = tracer.firstFromEye(direction, tiles.at(x, y));
      pixels.hits.at(x, y) = hit;
      if (!hit) continue;
      const F3 point = tracer.eye() + hit.t * direction;
      pixels.points.at(x, y) = point;
      pixels.normals.at(x, y) = tracer.normalAt(hit, point);
    }
  });
  return pixels;
}

void traceLight(PhotoPixels& pixels, const PhotoTracer& tracer, const PhotoShadows& shadows, int threads) {
  const int width = pixels.hits.width(), height = pixels.hits.height();
  pixels.lit = Raster<std::uint8_t>(width, height);
  pixels.open = Raster<float>(width, height, 1, 1.0f);
  LightTracer light(pixels, tracer, shadows);
  forRows(height, threads, [&](int y) { light.traceEven(y); });
  forRows(height, threads, [&](int y) { light.traceOdd(y); });
  pixels.mixed = mixedBits(pixels.lit, threads);
}

} // namespace fillscope
