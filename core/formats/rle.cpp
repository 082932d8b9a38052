#include "core/formats/rle.h"
#include "core/formats/decode.h"
#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <ranges>
#include <utility>

namespace fillscope {
namespace {

constexpr double resolution = 5;
constexpr double farthest = 1e7;

struct Sample {
  int u = 0, v = 0;
};

/// Of the steps 0 to length, whose columns only rise or only fall, those from least to most and one more on
/// each side: first and one behind the last.
template <class Column>
std::pair<int, int> wantedSteps(int length, int least, int most, const Column& column) {
  const auto steps = std::views::iota(0, length + 1);
  const bool rises = column(length) >= column(0);
  const auto isBefore = [&](int d) { return rises ? column(d) < least : column(d) > most; };
  const auto isNotBehind = [&](int d) { return rises ? column(d) <= most : column(d) >= least; };
  const auto begin = static_cast<int>(std::ranges::partition_point(steps, isBefore) - steps.begin());
  const auto end = static_cast<int>(std::ranges::partition_point(steps, isNotBehind) - steps.begin());
  return {std::max(begin - 1, 0), std::min(end + 1, length + 1)};
}

/// Walks along the outline on the fine grid; each step that changes the column is handed over, but for those
/// beyond the columns least to most.
template <class Step>
void walkOutline(const std::vector<Vec2>& polygon, int least, int most, const Step& step) {
  // The conversion to int cuts towards zero, below zero too: so does maskApi.
  const auto onGrid = [](Vec2 p) {
    return Sample{static_cast<int>(resolution * p.x + 0.5), static_cast<int>(resolution * p.y + 0.5)};
  };
  Sample last;
  bool first = true;
  const auto visit = [&](Sample next) {
    if (!first && next.u != last.u) step(last, next);
    last = next, first = false;
  };
  for (std::size_t j = 0; j < polygon.size(); ++j) {
    Sample from = onGrid(polygon[j]), to = onGrid(polygon[(j + 1) % polygon.size()]);
    const int dx = std::abs(to.u - from.u), dy = std::abs(to.v - from.v);
    const bool flat = dx >= dy, turned = flat ? from.u > to.u : from.v > to.v;
    // Both ways along an edge give the same samples.
    if (turned) std::swap(from, to);
    const int length = flat ? dx : dy;
    const double slope = length == 0 ? 0
                         : flat      ? static_cast<double>(to.v - from.v) / dx
                                     : static_cast<double>(to.u - from.u) / dy;
    const auto at = [&](int d) {
      const int t = turned ? length - d : d;
      return flat ? Sample{t + from.u, static_cast<int>(from.v + slope * t + 0.5)}
                  : Sample{static_cast<int>(from.u + slope * t + 0.5), t + from.v};
    };
    const auto [begin, end] = wantedSteps(length, least, most, [&](int d) { return at(d).u; });
    if (begin > 0) last = at(begin), first = false;
    for (int d = begin; d < end; ++d)
      visit(at(d));
    if (end <= length) last = at(length), first = false;
  }
}

/// Two runs at a time, as long as both last.
RunLengths merged(const RunLengths& a, const RunLengths& b, bool intersect) {
  RunLengths out{a.height, a.width, {}};
  if (a.counts.empty() || b.counts.empty()) return out;
  std::uint32_t leftA = a.counts[0], leftB = b.counts[0], run = 0;
  bool inA = false, inB = false, in = false;
  for (std::size_t i = 1, j = 1;;) {
    const std::uint32_t both = std::min(leftA, leftB);
    run += both;
    leftA -= both, leftB -= both;
    // A run of nothing between two others changes nothing; maskApi would stop where both masks have one.
    while (leftA == 0 && i < a.counts.size())
      leftA = a.counts[i++], inA = !inA;
    while (leftB == 0 && j < b.counts.size())
      leftB = b.counts[j++], inB = !inB;
    const bool before = in, end = leftA == 0 && leftB == 0;
    in = intersect ? inA && inB : inA || inB;
    if (in != before || end) {
      out.counts.push_back(run);
      run = 0;
    }
    if (end) return out;
  }
}

RunLengths mergedAll(const std::vector<RunLengths>& masks, bool intersect) {
  RunLengths out = masks.empty() ? RunLengths{} : masks.front();
  for (std::size_t i = 1; i < masks.size(); ++i)
    out = merged(out, masks[i], intersect);
  return out;
}

bool canDecode(int height, int width) {
  return height > 0 && width > 0 &&
         static_cast<std::size_t>(height) * static_cast<std::size_t>(width) <= mostPixels;
}

} // namespace

bool isWhole(const RunLengths& rle) {
  if (!canDecode(rle.height, rle.width)) return false;
  std::uint64_t sum = 0;
  for (const std::uint32_t count : rle.counts)
    sum += count;
  return sum == static_cast<std::uint64_t>(rle.height) * static_cast<std::uint64_t>(rle.width);
}

std::optional<RunLengths> rleFromPolygon(const std::vector<Vec2>& polygon, int height, int width) {
  if (!canDecode(height, width)) return {};
  for (const Vec2 p : polygon)
    if (!(std::abs(p.x) <= farthest && std::abs(p.y) <= farthest)) return {};
  // Where the outline passes a column's middle the mask changes.
  std::vector<std::uint32_t> changes;
  walkOutline(polygon, 0, static_cast<int>(resolution * width) + 1, [&](Sample a, Sample b) {
    const double x = (static_cast<double>(b.u < a.u ? b.u : b.u - 1) + 0.5) / resolution - 0.5;
    if (std::floor(x) != x || x < 0 || x > width - 1) return;
    const double y = (static_cast<double>(std::min(a.v, b.v)) + 0.5) / resolution - 0.5;
    changes.push_back(static_cast<std::uint32_t>(
        static_cast<int>(x) * height + static_cast<int>(std::ceil(std::clamp(y, 0.0, 1.0 * height)))));
  });
  changes.push_back(static_cast<std::uint32_t>(width) * static_cast<std::uint32_t>(height));
  std::sort(changes.begin(), changes.end());
  std::uint32_t before = 0;
  for (std::uint32_t& change : changes)
    change -= std::exchange(before, change);
  // A run of nothing joins its neighbours, but the first may be one.
  RunLengths rle{height, width, {changes.front()}};
  for (std::size_t j = 1; j < changes.size(); ++j)
    if (changes[j] > 0)
      rle.counts.push_back(changes[j]);
    else if (++j < changes.size())
      rle.counts.back() += changes[j];
  return rle;
}

RunLengths rleFromMask(const Mask& mask) {
  RunLengths rle{mask.height(), mask.width(), {}};
  std::uint32_t run = 0;
  bool in = false;
  for (int x = 0; x < mask.width(); ++x)
    for (int y = 0; y < mask.height(); ++y) {
      if ((mask.at(x, y) != 0) != in) {
        rle.counts.push_back(run);
        run = 0;
        in = !in;
      }
      ++run;
    }
  rle.counts.push_back(run);
  return rle;
}

Mask maskFromRle(const RunLengths& rle, const RectShape& bounds) {
  const int left = static_cast<int>(bounds.x), top = static_cast<int>(bounds.y);
  Mask mask(static_cast<int>(bounds.width), static_cast<int>(bounds.height));
  std::uint64_t place = 0;
  const auto rows = static_cast<std::uint64_t>(rle.height);
  for (std::size_t i = 0; i < rle.counts.size(); ++i) {
    const std::uint64_t end = place + rle.counts[i];
    for (; i % 2 == 1 && place < end; ++place) {
      const int x = static_cast<int>(place / rows) - left, y = static_cast<int>(place % rows) - top;
      if (mask.contains(x, y)) mask.at(x, y) = 1;
    }
    place = end;
  }
  return mask;
}

std::string rleText(const RunLengths& rle) {
  std::string text;
  for (std::size_t i = 0; i < rle.counts.size(); ++i) {
    std::int64_t x = rle.counts[i];
    if (i > 2) x -= rle.counts[i - 2];
    for (bool more = true; more;) {
      int bits = static_cast<int>(x & 0x1f);
      x >>= 5;
      more = (bits & 0x10) != 0 ? x != -1 : x != 0;
      if (more) bits |= 0x20;
      text += static_cast<char>(bits + 48);
    }
  }
  return text;
}

std::optional<RunLengths> rleFromText(std::string_view text, int height, int width) {
  RunLengths rle{height, width, {}};
  for (std::size_t place = 0; place < text.size();) {
    std::int64_t x = 0;
    int shift = 0;
    for (bool more = true; more;) {
      if (place == text.size() || shift > 30) return {};
      const int bits = static_cast<unsigned char>(text[place++]) - 48;
      if (bits < 0 || bits > 63) return {};
      x |= static_cast<std::int64_t>(bits & 0x1f) << shift;
      more = (bits & 0x20) != 0;
      shift += 5;
      if (!more && (bits & 0x10) != 0) x |= -(std::int64_t{1} << shift);
    }
    if (rle.counts.size() > 2) x += rle.counts[rle.counts.size() - 2];
    if (x < 0 || x > std::int64_t{UINT32_MAX}) return {};
    rle.counts.push_back(static_cast<std::uint32_t>(x));
  }
  return rle;
}

std::uint64_t rleArea(const RunLengths& rle) {
  std::uint64_t area = 0;
  for (std::size_t i = 1; i < rle.counts.size(); i += 2)
    area += rle.counts[i];
  return area;
}

RectShape rleBounds(const RunLengths& rle) {
  const auto rows = static_cast<std::uint64_t>(rle.height);
  std::uint64_t place = 0, left = static_cast<std::uint64_t>(rle.width), right = 0, top = rows, bottom = 0;
  for (std::size_t i = 0; i < rle.counts.size(); ++i) {
    const std::uint64_t end = place + rle.counts[i];
    if (i % 2 == 1 && end > place && rows > 0) {
      const std::uint64_t x0 = place / rows, x1 = (end - 1) / rows;
      left = std::min(left, x0), right = std::max(right, x1 + 1);
      top = x0 < x1 ? 0 : std::min(top, place % rows);
      bottom = x0 < x1 ? rows : std::max(bottom, (end - 1) % rows + 1);
    }
    place = end;
  }
  if (right == 0) return {};
  return {static_cast<double>(left), static_cast<double>(top), static_cast<double>(right - left),
          static_cast<double>(bottom - top)};
}

RunLengths rleUnion(const std::vector<RunLengths>& masks) { return mergedAll(masks, false); }
RunLengths rleIntersection(const std::vector<RunLengths>& masks) { return mergedAll(masks, true); }

} // namespace fillscope
