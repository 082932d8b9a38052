#include "core/synthesis/photo_contents.h"
#include "core/synthesis/photo_draw.h"
#include <algorithm>
#include <cmath>
#include <numbers>

namespace fillscope {
namespace {

constexpr int mostItems = 140;

} // namespace

ContentMaker::ContentMaker(const PhotoSpec& spec, FinishMaker& finishes, CounterRandom& random,
                           SettleGrid& grid, std::vector<PhotoItem>& items, double aim)
    : spec_(spec)
    , finishes_(finishes)
    , random_(random)
    , grid_(grid)
    , items_(items)
    , aim_(aim)
    , largest_(spec.itemSize.high) {}

double ContentMaker::itemSide(double largest) {
  largest = std::min(largest, largest_);
  const double low = std::min(spec_.itemSize.low, largest);
  return random_.between(low, std::max(low, std::min(spec_.itemSize.high, largest)));
}

Vec3 ContentMaker::cuboidSize() {
  const BoxSize& box = grid_.size();
  const double widest = 0.6 * std::min(box.first, box.second) - grid_.inset(0);
  const double a = itemSide(widest), b = a * random_.between(0.4, 1);
  return {a, b, std::min(a * random_.between(0.15, 0.9), 0.9 * room())};
}

void ContentMaker::packRows(Vec3 first, double untilFill, int finishKinds, double jitter, double uneven) {
  // Room to be turned a little where they stand.
  const double tight = 0.99 - 0.8 * jitter;
  Vec3 size = first;
  std::vector<Finish> kinds;
  for (int i = 0; i < finishKinds; ++i)
    kinds.push_back(finishes_.goods());
  for (int layer = 0; layer < 12 && grid_.fill() < untilFill && items_.size() < mostItems; ++layer) {
    // Layers widen with a tapered box.
    const double keep = grid_.inset(layer * size.z) + 0.003,
                 below = grid_.inset(0) - grid_.inset(layer * size.z);
    const double width = grid_.size().first - 2 * keep, length = grid_.size().second - 2 * keep;
    const int nx = static_cast<int>((width - 2 * below) / first.x),
              ny = static_cast<int>((length - 2 * below) / first.y);
    if (nx < 1 || ny < 1) return;
    size.x = first.x * width / (width - 2 * below);
    size.y = first.y * length / (length - 2 * below);
    const Vec3 shrunk{tight * size.x, tight * size.y, size.z};
    // Pressed into one corner as people pack, or spread evenly.
    const bool spread = random_.chance(0.5);
    const double gapX = spread ? (width - nx * size.x) / nx : 0.002,
                 gapY = spread ? (length - ny * size.y) / ny : 0.002;
    const double omitted = random_.chance(0.4) ? random_.between(0, 0.6) * (1 - aim_) : 0;
    for (int j = 0; j < ny; ++j)
      for (int i = 0; i < nx; ++i) {
        const bool skip = random_.chance(omitted);
        const double turn = jitter * random_.between(-1, 1);
        if (grid_.fill() >= untilFill || items_.size() >= mostItems) return;
        if (skip) continue;
        const Finish& finish = kinds[static_cast<std::size_t>(random_.integer(0, finishKinds - 1))];
        const Vec3 own{shrunk.x, shrunk.y, shrunk.z * (1 - uneven * random_.unit())};
        const Body body = turned(cuboidBody(own, finish), rotationAbout(2, turn));
        grid_.place(body, keep + (i + 0.5) * (size.x + std::min(gapX, (width - nx * size.x) / nx)),
                    keep + (j + 0.5) * (size.y + std::min(gapY, (length - ny * size.y) / ny)), items_);
      }
  }
}

void ContentMaker::bed(double spread) {
  // What is dropped on top fills about half of what is left.
  const double until = aim_ - std::min(spread, 0.9 * (1 - aim_) + 0.02);
  if (until < 0.08) return;
  const BoxSize& box = grid_.size();
  if (random_.chance(0.35)) { // paper, cloth or grains instead of goods
    cover(until * random_.between(0.85, 1.0) * box.depth, random_.between(0.01, 0.04), 0,
          random_.chance(0.5) ? finishes_.cloth() : finishes_.looseFill());
    return;
  }
  const int nx = random_.integer(2, 5), ny = random_.integer(2, 4), layers = until > 0.45 ? 2 : 1;
  const double keep = grid_.inset(0) + 0.004;
  const double uneven = random_.chance(0.6) ? random_.between(0.05, 0.4) : 0;
  const double share = until * random_.between(0.9, 1.0) * (1 + 0.4 * uneven) / layers;
  packRows({(box.first - 2 * keep) / nx - 0.001, (box.second - 2 * keep) / ny - 0.001, share * box.depth},
           until, random_.integer(1, 4), 0, uneven);
}

template <class Make>
void ContentMaker::dropUntilFull(int most, int places, const Make& make) {
  int refused = 0;
  for (int i = 0; i < most && refused < 8 && grid_.fill() < aim_; ++i) {
    if (grid_.drop(make(), random_, places, items_)) continue;
    ++refused;
    largest_ *= 0.8; // what is left of the box wants smaller things
  }
}

void ContentMaker::cuboids() {
  const BoxSize& box = grid_.size();
  if (random_.chance(0.6)) {
    const double keep = 2 * grid_.inset(0) + 0.008;
    const int nx = random_.integer(1, 5), ny = random_.integer(1, 4);
    const int layers = random_.integer(1, 4);
    // The fuller, the tighter.
    const double loosest = 0.8 + 0.18 * std::clamp((aim_ - 0.4) / 0.5, 0.0, 1.0);
    const double tightX = random_.between(loosest, 0.995), tightY = random_.between(loosest, 0.995);
    const double high = random_.between(0.85, 1.0) * aim_ * box.depth / (layers * tightX * tightY);
    packRows({(box.first - keep) / nx * tightX, (box.second - keep) / ny * tightY,
              std::clamp(high, 0.012, 0.98 * room() / layers)},
             aim_, random_.integer(1, 3), random_.chance(0.5) ? 0 : 0.06, 0);
    return;
  }
  bed(random_.between(0.15, 0.4));
  const bool equal = random_.chance(0.4);
  const Vec3 size = cuboidSize();
  const Finish finish = finishes_.goods();
  dropUntilFull(60, 7, [&] {
    const Body body = cuboidBody(equal ? size : cuboidSize(), equal ? finish : finishes_.goods());
    return turned(body, anyTurn(random_, equal ? 0.1 : 0.35));
  });
}

Body ContentMaker::anyGoods() {
  const BoxSize& box = grid_.size();
  const double widest = 0.55 * std::min(box.first, box.second) - grid_.inset(0);
  const int kind = drawIndex(random_, {0.55, 0.15, 0.1, 0.1, 0.1});
  const double side = itemSide(widest);
  switch (kind) {
  case 0:
    return turned(cuboidBody(cuboidSize(), finishes_.goods()), anyTurn(random_, 0.35));
  case 1:
    return turned(canBody(0.28 * side, 0.75 * side, finishes_.can()), anyTurn(random_, 0.6));
  case 2:
    return ballBody(0.3 * side, finishes_.ball(random_.chance(0.5)));
  case 3:
    return turned(bottleBody(0.16 * side, side, finishes_.bottle(), finishes_.bottle()),
                  anyTurn(random_, 0.85));
  default:
    return turned(rodBody(random_.between(0.05, 0.12) * side, side, finishes_.bottle()),
                  anyTurn(random_, 0.1));
  }
}

void ContentMaker::fewLarge() {
  const double shorter = std::min(grid_.size().first, grid_.size().second) - 2 * grid_.inset(0);
  if (aim_ > 0.4) bed(random_.between(0.2, 0.4));
  for (int left = random_.integer(1, 5); left > 0 && grid_.fill() < aim_; --left) {
    const double side = random_.between(0.3, 0.7) * shorter;
    if (random_.chance(0.35)) {
      bag(side, finishes_.cloth());
      continue;
    }
    const double high = std::min(side * random_.between(0.08, 0.6), 0.8 * room());
    const Body body = random_.chance(0.75)
                          ? cuboidBody({side, side * random_.between(0.35, 0.9), high}, finishes_.goods())
                          : turned(canBody(0.2 * side, 0.8 * side, finishes_.can()), anyTurn(random_, 0.8));
    Body laid = turned(body, anyTurn(random_, 0.1));
    laid.lean = 0; // there is no room to
    grid_.drop(laid, random_, 8, items_);
  }
}

void ContentMaker::mixed() {
  if (random_.chance(spec_.largeGoodsShare)) return fewLarge();
  if (aim_ > 0.5 || random_.chance(0.6)) bed(random_.between(0.12, 0.4));
  const int bags = random_.chance(0.25) ? random_.integer(1, 2) : 0;
  dropUntilFull(55, 6, [&] { return anyGoods(); });
  for (int i = 0; i < bags; ++i)
    bag(itemSide(0.6 * std::min(grid_.size().first, grid_.size().second)), finishes_.cloth());
}

void ContentMaker::cylinders() {
  const BoxSize& box = grid_.size();
  const double side = itemSide(0.4 * std::min(box.first, box.second));
  const double radius = std::max(0.3 * side, std::sqrt(box.first * box.second / 60) / 2);
  const bool upright = random_.chance(0.55) && aim_ < 0.72;
  const Finish finish = finishes_.can();
  if (!upright) {
    bed(random_.between(0.15, 0.35));
    const double length = std::min(radius * random_.between(1.6, 4), 0.6 * std::min(box.first, box.second));
    const bool equal = random_.chance(0.6);
    dropUntilFull(60, 7, [&] {
      return turned(canBody(radius, length, equal ? finish : finishes_.can()), anyTurn(random_, 0.85));
    });
    return;
  }
  const double height = std::min(random_.between(0.5, 1.1) * aim_ * box.depth / 0.72, 0.97 * room());
  const double omitted = random_.chance(0.4) ? random_.between(0, 0.5) : 0,
               keep = grid_.inset(0) + radius + 0.003;
  for (int layer = 0; layer < 2; ++layer)
    for (double y = keep; y <= box.second - keep; y += 2.03 * radius)
      for (double x = keep; x <= box.first - keep; x += 2.03 * radius) {
        if (grid_.fill() >= aim_ || items_.size() > mostItems) return;
        if (random_.chance(omitted)) continue;
        grid_.place(canBody(radius, std::max(height, 0.02), finish), x, y, items_);
      }
}

void ContentMaker::spheres() {
  const BoxSize& box = grid_.size();
  const bool fruit = random_.chance(0.6), equal = random_.chance(0.6);
  const double least = std::sqrt(box.first * box.second / 60) / 2;
  const double radius = std::min(
      std::max(0.5 * itemSide(0.35 * std::min(box.first, box.second)), least),
      std::min(std::clamp(1 - aim_, 0.08, 0.45) * box.depth, 0.22 * std::min(box.first, box.second)));
  bed(std::min(2.2 * radius / box.depth, 0.5));
  const Finish finish = finishes_.ball(fruit);
  dropUntilFull(110, 10, [&] {
    const double r = equal ? radius * random_.between(0.96, 1.0) : radius * random_.between(0.5, 1.0);
    Finish own = equal ? finish : finishes_.ball(fruit);
    own.seed = mixBits(own.seed, random_.bits());
    return ballBody(r, own);
  });
}

void ContentMaker::bottles() {
  const BoxSize& box = grid_.size();
  const bool standing = random_.chance(0.35) && aim_ < 0.42;
  const Finish finish = finishes_.bottle(), cap = finishes_.bottle();
  const bool equal = random_.chance(0.6);
  const double length = std::min(std::max(itemSide(0.8 * std::min(box.first, box.second)), 0.1),
                                 0.8 * std::min(box.first, box.second));
  if (standing) {
    const double height = std::min(random_.between(0.5, 1.0) * aim_ * box.depth / 0.5, 0.97 * room());
    const double radius =
        std::max(random_.between(0.14, 0.22) * height, std::sqrt(box.first * box.second / 40) / 2);
    const double keep = grid_.inset(0) + radius + 0.003,
                 omitted = random_.chance(0.5) ? random_.between(0, 0.5) : 0;
    for (double y = keep; y <= box.second - keep; y += 2.05 * radius)
      for (double x = keep; x <= box.first - keep; x += 2.05 * radius) {
        if (grid_.fill() >= aim_) return;
        if (!random_.chance(omitted)) grid_.place(bottleBody(radius, height, finish, cap), x, y, items_);
      }
    return;
  }
  bed(random_.between(0.12, 0.35));
  dropUntilFull(36, 6, [&] {
    const double own = equal ? length : length * random_.between(0.6, 1.0);
    return turned(bottleBody(random_.between(0.13, 0.2) * own, own, equal ? finish : finishes_.bottle(), cap),
                  anyTurn(random_, 0.95));
  });
}

} // namespace fillscope
