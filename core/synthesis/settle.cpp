#include "core/synthesis/settle.h"
#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

namespace fillscope {
namespace {

constexpr float noWhere = std::numeric_limits<float>::infinity();
constexpr double wallGap = 0.001; // content keeps off the walls

/// Solids with steep sides, widened so that bodies side by side do not share space between grid points.
Solid widened(const Solid& solid, double by) {
  Solid wide = solid;
  if (auto* cuboid = std::get_if<SolidCuboid>(&wide)) {
    const Vec3 up = transposedTimes(cuboid->at.turn, {0, 0, 1});
    cuboid->half = cuboid->half + by * Vec3{1 - std::abs(up.x), 1 - std::abs(up.y), 1 - std::abs(up.z)};
  } else if (auto* cylinder = std::get_if<SolidCylinder>(&wide)) {
    const double up = std::abs(cylinder->at.turn.columns[2].z);
    cylinder->half += by * (1 - up);
    cylinder->radius += by * up * up;
    if (cylinder->topRadius >= 0) cylinder->topRadius += by * up * up;
  }
  return wide;
}

} // namespace

Body turned(const Body& body, const Mat3& turn) {
  Body result = body;
  for (PhotoItem& part : result.parts)
    part.solid = turnedBy(part.solid, turn);
  return result;
}

SettleGrid::SettleGrid(const PhotoScene& scene, double most)
    : size_(scene.size)
    , taper_(scene.taper)
    , most_(most) {
  const double pitch = std::max(0.0035, std::max(size_.first, size_.second) / 110);
  columns_ = static_cast<int>(std::ceil(size_.first / pitch)) + 1;
  rows_ = static_cast<int>(std::ceil(size_.second / pitch)) + 1;
  pitchX_ = size_.first / (columns_ - 1);
  pitchY_ = size_.second / (rows_ - 1);
  capacity_ = size_.depth * (size_.first * size_.second - (size_.first + size_.second) * taper_ +
                             4.0 / 3.0 * taper_ * taper_);
  height_.assign(static_cast<std::size_t>(columns_) * rows_, 0.0f);
}

double SettleGrid::inset(double height) const {
  return taper_ * std::clamp(1 - height / size_.depth, 0.0, 1.0);
}

double SettleGrid::floorAt(int column, int row) const {
  if (taper_ <= 0) return 0;
  const double x = column * pitchX_, y = row * pitchY_;
  const double edge = std::min({x, size_.first - x, y, size_.second - y});
  return size_.depth * (1 - std::clamp(edge / taper_, 0.0, 1.0));
}

SettleGrid::Profile SettleGrid::profileOf(const Body& body, Vec2 offset, double wider) const {
  Profile profile;
  bool first = true;
  std::vector<Solid> wide;
  for (const PhotoItem& part : body.parts) {
    const SolidBounds b = boundsOf(part.solid);
    wide.push_back(widened(part.solid, wider));
    auto& [low, high] = profile.bounds;
    low = first ? b.low : Vec3{std::min(low.x, b.low.x), std::min(low.y, b.low.y), std::min(low.z, b.low.z)};
    high = first ? b.high
                 : Vec3{std::max(high.x, b.high.x), std::max(high.y, b.high.y), std::max(high.z, b.high.z)};
    first = false;
  }
  const auto& [low, high] = profile.bounds;
  profile.left = static_cast<int>(std::floor((low.x + offset.x) / pitchX_)) - 1;
  profile.top = static_cast<int>(std::floor((low.y + offset.y) / pitchY_)) - 1;
  profile.columns = static_cast<int>(std::ceil((high.x + offset.x) / pitchX_)) + 2 - profile.left;
  profile.rows = static_cast<int>(std::ceil((high.y + offset.y) / pitchY_)) + 2 - profile.top;
  const auto count = static_cast<std::size_t>(profile.columns) * profile.rows;
  profile.below.assign(count, -noWhere);
  profile.above.assign(count, noWhere);
  for (std::size_t i = 0; i < body.parts.size(); ++i) {
    const SolidBounds reach = boundsOf(wide[i]);
    const int left = std::max(profile.left, static_cast<int>(std::floor((reach.low.x + offset.x) / pitchX_)));
    const int right = std::min(profile.left + profile.columns,
                               static_cast<int>(std::ceil((reach.high.x + offset.x) / pitchX_)) + 1);
    const int top = std::max(profile.top, static_cast<int>(std::floor((reach.low.y + offset.y) / pitchY_)));
    const int bottom = std::min(profile.top + profile.rows,
                                static_cast<int>(std::ceil((reach.high.y + offset.y) / pitchY_)) + 1);
    for (int r = top; r < bottom; ++r)
      for (int c = left; c < right; ++c) {
        const double x = c * pitchX_ - offset.x, y = r * pitchY_ - offset.y;
        const VerticalSpan span = verticalSpan(wide[i], x, y);
        if (!span) continue;
        const auto k = static_cast<std::size_t>(r - profile.top) * profile.columns + (c - profile.left);
        profile.below[k] = std::max(profile.below[k], static_cast<float>(span.lower));
        if (const VerticalSpan real = wider > 0 ? verticalSpan(body.parts[i].solid, x, y) : span)
          profile.above[k] = std::min(profile.above[k], static_cast<float>(real.upper));
      }
  }
  return profile;
}

std::optional<double> SettleGrid::rest(const Profile& profile, int column, int row) const {
  float height = -noWhere; // of the origin over the floor
  for (int r = 0; r < profile.rows; ++r) {
    const int y = row + profile.top + r;
    if (y < 0 || y >= rows_) continue;
    const int from = std::max(0, -(column + profile.left));
    const int to = std::min(profile.columns, columns_ - column - profile.left);
    const float* below = profile.below.data() + static_cast<std::size_t>(r) * profile.columns;
    const float* ground = height_.data() + static_cast<std::size_t>(y) * columns_ + column + profile.left;
    for (int c = from; c < to; ++c)
      height = std::max(height, ground[c] + below[c]);
  }
  const auto over = static_cast<double>(height);
  if (over - profile.bounds.low.z > most_) return {};
  const double keep = inset(over - profile.bounds.high.z) + wallGap;
  const double x = column * pitchX_, y = row * pitchY_;
  const Vec3 low = profile.bounds.low, high = profile.bounds.high;
  if (x + low.x < keep || x + high.x > size_.first - keep || y + low.y < keep ||
      y + high.y > size_.second - keep)
    return {};
  return size_.depth - over;
}

void SettleGrid::raise(const Profile& profile, int column, int row, double z) {
  const auto over = static_cast<float>(size_.depth - z);
  const double cell = size_.first * size_.second / ((columns_ - 1.0) * (rows_ - 1.0));
  for (int r = 0; r < profile.rows; ++r)
    for (int c = 0; c < profile.columns; ++c) {
      const int x = column + profile.left + c, y = row + profile.top + r;
      const float above = profile.above[static_cast<std::size_t>(r) * profile.columns + c];
      if (x < 0 || y < 0 || x >= columns_ || y >= rows_ || above == noWhere) continue;
      const float raised = over - above;
      if (raised <= at(x, y)) continue;
      const double floor = floorAt(x, y), rim = size_.depth;
      const double before = std::clamp(static_cast<double>(at(x, y)), floor, std::max(rim, floor));
      const double after = std::clamp(static_cast<double>(raised), floor, std::max(rim, floor));
      volume_ += cell * (after - before);
      at(x, y) = raised;
    }
}

std::optional<std::pair<int, int>> SettleGrid::randomPoint(const Profile& profile,
                                                           CounterRandom& random) const {
  // Tapered boxes fill from below: some tries keep to the floor's outline, some to that of the level reached.
  const double keep = (random.chance(0.4) ? inset(0) : inset(fill() * size_.depth)) + wallGap;
  const double u = random.unit(), v = random.unit();
  const int left = static_cast<int>(std::ceil((keep - profile.bounds.low.x) / pitchX_));
  const int right = static_cast<int>(std::floor((size_.first - keep - profile.bounds.high.x) / pitchX_));
  const int top = static_cast<int>(std::ceil((keep - profile.bounds.low.y) / pitchY_));
  const int bottom = static_cast<int>(std::floor((size_.second - keep - profile.bounds.high.y) / pitchY_));
  if (left > right || top > bottom) return {};
  return std::pair{left + static_cast<int>(u * (right - left + 1)),
                   top + static_cast<int>(v * (bottom - top + 1))};
}

void SettleGrid::settle(const Body& body, const Profile& profile, int column, int row, Vec3 place,
                        std::vector<PhotoItem>& items) {
  raise(profile, column, row, place.z);
  // The ends of what leans may pass between the grid's points.
  double lowest = size_.depth;
  for (const PhotoItem& part : body.parts)
    lowest = std::max(lowest, boundsOf(part.solid).high.z + place.z);
  place.z -= lowest - size_.depth;
  for (PhotoItem part : body.parts) {
    part.solid = movedBy(part.solid, place);
    items.push_back(std::move(part));
  }
}

bool SettleGrid::drop(const Body& body, CounterRandom& random, int places, std::vector<PhotoItem>& items) {
  struct Best {
    Body body;
    Profile profile;
    int column = 0, row = 0;
    double z = -1e9;
  } best;
  auto tryHere = [&](const Body& candidate, const Profile& profile, int column, int row) {
    const auto z = rest(profile, column, row);
    if (!z || *z <= best.z) return false;
    best = {candidate, profile, column, row, *z};
    return true;
  };
  const double wider = 0.8 * std::max(pitchX_, pitchY_);
  constexpr int turns = 2;
  for (int t = 0; t < turns; ++t) {
    const Body candidate =
        t == 0 ? body : turned(body, rotationAbout(2, random.between(-0.5, 0.5) * std::numbers::pi));
    const Profile profile = profileOf(candidate, {}, wider);
    for (int i = 0; i < places; ++i)
      if (const auto point = randomPoint(profile, random))
        tryHere(candidate, profile, point->first, point->second);
  }
  if (best.z < -1e8) return false;
  // Leaning on a neighbour is kept where it brings the middle lower.
  for (double step = body.lean; body.lean > 0 && step > 0.2 * body.lean; step *= 0.5) {
    const double towards = random.between(-std::numbers::pi, std::numbers::pi);
    const Mat3 lean = rotationAbout(2, towards) * rotationAbout(0, step) * rotationAbout(2, -towards);
    for (const Mat3& turn : {lean, Mat3{{Vec3{lean.columns[0].x, lean.columns[1].x, lean.columns[2].x},
                                         Vec3{lean.columns[0].y, lean.columns[1].y, lean.columns[2].y},
                                         Vec3{lean.columns[0].z, lean.columns[1].z, lean.columns[2].z}}}}) {
      const Body candidate = turned(best.body, turn);
      if (tryHere(candidate, profileOf(candidate, {}, wider), best.column, best.row)) break;
    }
  }
  settle(best.body, best.profile, best.column, best.row, {best.column * pitchX_, best.row * pitchY_, best.z},
         items);
  return true;
}

bool SettleGrid::place(const Body& body, double x, double y, std::vector<PhotoItem>& items) {
  const int column = static_cast<int>(std::lround(x / pitchX_)),
            row = static_cast<int>(std::lround(y / pitchY_));
  const Vec2 offset{x - column * pitchX_, y - row * pitchY_};
  Profile profile = profileOf(body, offset, 0);
  auto& [low, high] = profile.bounds;
  low = low + Vec3{offset.x, offset.y, 0};
  high = high + Vec3{offset.x, offset.y, 0};
  const auto z = rest(profile, column, row);
  if (!z) return false;
  settle(body, profile, column, row, {x, y, *z}, items);
  return true;
}

void SettleGrid::add(const Solid& solid) {
  const SolidBounds reach = boundsOf(solid);
  Profile profile;
  profile.left = std::clamp(static_cast<int>(reach.low.x / pitchX_), 0, columns_ - 1);
  profile.top = std::clamp(static_cast<int>(reach.low.y / pitchY_), 0, rows_ - 1);
  profile.columns = std::clamp(static_cast<int>(reach.high.x / pitchX_) + 2, 1, columns_) - profile.left;
  profile.rows = std::clamp(static_cast<int>(reach.high.y / pitchY_) + 2, 1, rows_) - profile.top;
  for (int r = 0; r < profile.rows; ++r)
    for (int c = 0; c < profile.columns; ++c) {
      const VerticalSpan span =
          verticalSpan(solid, (profile.left + c) * pitchX_, (profile.top + r) * pitchY_);
      profile.above.push_back(span ? static_cast<float>(span.upper) : noWhere);
    }
  raise(profile, 0, 0, 0);
}

double SettleGrid::heightAt(double x, double y) const {
  const double u = std::clamp(x / pitchX_, 0.0, columns_ - 1.0),
               v = std::clamp(y / pitchY_, 0.0, rows_ - 1.0);
  const int c = std::min(static_cast<int>(u), columns_ - 2), r = std::min(static_cast<int>(v), rows_ - 2);
  const double fu = u - c, fv = v - r;
  return (1 - fv) * ((1 - fu) * at(c, r) + fu * at(c + 1, r)) +
         fv * ((1 - fu) * at(c, r + 1) + fu * at(c + 1, r + 1));
}

double SettleGrid::lowest() const { return *std::min_element(height_.begin(), height_.end()); }
double SettleGrid::highest() const { return *std::max_element(height_.begin(), height_.end()); }

double SettleGrid::highestWithin(Vec2 low, Vec2 high) const {
  double highest = 0;
  for (int r = 0; r < rows_; ++r)
    for (int c = 0; c < columns_; ++c) {
      const double x = c * pitchX_, y = r * pitchY_;
      if (x >= low.x && x <= high.x && y >= low.y && y <= high.y)
        highest = std::max(highest, static_cast<double>(at(c, r)));
    }
  return highest;
}

} // namespace fillscope
