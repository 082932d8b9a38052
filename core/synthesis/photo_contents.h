#pragma once
// What lies in the box of a scene.
#include "core/synthesis/photo_bodies.h"
#include "core/synthesis/photo_spec.h"

namespace fillscope {

/// Draws and settles the content of a scene whose box is known; its items are added to the scene's.
class ContentMaker {
 public:
  ContentMaker(const PhotoSpec& spec, FinishMaker& finishes, CounterRandom& random, SettleGrid& grid,
               std::vector<PhotoItem>& items, double aim);

  void cuboids();
  void mixed();
  void cylinders();
  void spheres();
  void bottles();
  void bags();
  void looseFill();
  void layers();

 private:
  double itemSide(double largest);
  Vec3 cuboidSize();
  double room() const { return grid_.most() - grid_.lowest(); }
  /// Packs equal cuboids in rows up to a fill, some left out. first: size in the lowest layer;
  /// uneven: share of the height by which they may differ.
  void packRows(Vec3 first, double untilFill, int finishKinds, double jitter, double uneven);
  /// A bed for what is dropped on top, so that full boxes need no hundreds of things below.
  void bed(double spread);
  template <class Make>
  void dropUntilFull(int most, int places, const Make& make);
  Body anyGoods();
  void fewLarge(); ///< one to five things as large as half the box
  /// A height field that lies on what is below it.
  void bag(double side, Finish finish);
  /// A height field from wall to wall.
  void cover(double height, double roughness, double slope, Finish finish);

  const PhotoSpec& spec_;
  FinishMaker& finishes_;
  CounterRandom& random_;
  SettleGrid& grid_;
  std::vector<PhotoItem>& items_;
  double aim_;
  double largest_; ///< of the things still to come, metres
};

} // namespace fillscope
