#pragma once
// Dropping things into a box: they come to rest on what lies there, where their middle gets lowest.
#include "core/base/counter_random.h"
#include "core/synthesis/vertical_span.h"
#include <optional>

namespace fillscope {

/// One thing of one or more solids that move together, around the origin of its own frame.
struct Body {
  std::vector<PhotoItem> parts;
  double lean = 0; ///< largest angle by which it may lean on others, radians; 0 stays as it is turned
};
Body turned(const Body& body, const Mat3& turn);

/// The box with the heights of what lies in it, on a grid of points.
class SettleGrid {
 public:
  /// most: how far content may rise over the floor. Keeps size and walls, no reference.
  SettleGrid(const PhotoScene& scene, double most);

  /// Tries a few places and leans, keeps the one whose middle comes to rest lowest, and adds the body's parts
  /// to items. False where it fits nowhere.
  bool drop(const Body& body, CounterRandom& random, int places, std::vector<PhotoItem>& items);
  /// Lets it down with its origin above (x, y), whatever the grid's pitch, for things packed side by side: the
  /// caller leaves room between them. False where it does not fit.
  bool place(const Body& body, double x, double y, std::vector<PhotoItem>& items);
  /// Adds content that is fitted to what lies below it already.
  void add(const Solid& solid);

  /// Height over the floor at (x, y), between grid points.
  double heightAt(double x, double y) const;
  /// Share of the box under the content.
  double fill() const { return volume_ / capacity_; }
  double lowest() const, highest() const;
  /// Highest content within a rectangle.
  double highestWithin(Vec2 low, Vec2 high) const;
  /// Distance of the inside from the rim's sides at a height over the floor.
  double inset(double height) const;
  const BoxSize& size() const { return size_; }
  double most() const { return most_; }

 private:
  /// A body's lower and upper side at grid points around its origin.
  struct Profile {
    SolidBounds bounds;
    int left = 0, top = 0, columns = 0, rows = 0;
    std::vector<float> below, above; ///< z, infinities beside the body
  };
  /// wider: metres by which steep sides below are widened.
  Profile profileOf(const Body& body, Vec2 offset, double wider) const;
  /// z of the body's origin when at rest with its origin at a grid point; nothing where it does not fit.
  std::optional<double> rest(const Profile& profile, int column, int row) const;
  void raise(const Profile& profile, int column, int row, double z);
  std::optional<std::pair<int, int>> randomPoint(const Profile& profile, CounterRandom& random) const;
  void settle(const Body& body, const Profile& profile, int column, int row, Vec3 at,
              std::vector<PhotoItem>& items);
  float& at(int column, int row) { return height_[static_cast<std::size_t>(row) * columns_ + column]; }
  float at(int column, int row) const { return height_[static_cast<std::size_t>(row) * columns_ + column]; }
  double floorAt(int column, int row) const;

  BoxSize size_;
  double taper_, most_, pitchX_, pitchY_, capacity_, volume_ = 0;
  int columns_, rows_;
  std::vector<float> height_;
};

} // namespace fillscope
