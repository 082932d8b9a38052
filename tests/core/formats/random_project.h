#pragma once
// Projects with shapes, attributes and keypoints at random places, for properties that hold for all of them.
#include "core/annotation/keypoint_set.h"
#include "core/annotation/project.h"
#include "core/annotation/rim.h"
#include <random>

namespace fillscope::tests {

struct RandomShapes {
  bool rects = true, circles = true, ellipses = true, polygons = true, polylines = true, points = true,
       rims = true, sets = true;
  bool whole = false;   ///< whole coordinates
  bool outside = false; ///< some beyond the picture
  bool attributes = true;
  bool hidden = true; ///< keypoints that are hidden or not labelled
};

class RandomProject {
 public:
  explicit RandomProject(unsigned seed, RandomShapes shapes = {})
      : random_(seed)
      , shapes_(shapes) {}

  Project make(int pictures = 4, int regions = 12) {
    Project project;
    project.name = "random";
    for (int p = 0; p < pictures; ++p) {
      Picture picture;
      picture.filename = "sub/picture " + std::to_string(p) + ".png";
      picture.size = 1000 + p;
      picture.id = picture.filename + std::to_string(picture.size);
      size_ = {200 + static_cast<int>(random_() % 500), 200 + static_cast<int>(random_() % 400)};
      setPictureSize(picture, size_);
      for (int i = 0; i < regions; ++i)
        add(picture);
      project.pictures.push_back(std::move(picture));
    }
    return project;
  }

 private:
  double number(double low, double high) {
    const double value = std::uniform_real_distribution<double>(low, high)(random_);
    return shapes_.whole ? std::floor(value) : value;
  }
  Vec2 place() {
    const double beyond = shapes_.outside ? 60 : 0;
    return {number(-beyond, size_.width + beyond), number(-beyond, size_.height + beyond)};
  }
  std::vector<Vec2> places(std::size_t count) {
    std::vector<Vec2> points;
    for (std::size_t i = 0; i < count; ++i)
      points.push_back(place());
    return points;
  }
  std::vector<Vec2> star() { // no crossing
    const double radius = number(10, 60);
    const Vec2 centre{number(70, size_.width - 70), number(70, size_.height - 70)};
    const std::size_t count = 5 + random_() % 5;
    std::vector<Vec2> points;
    for (std::size_t i = 0; i < count; ++i) {
      const double angle = 6.283185307179586 * static_cast<double>(i) / static_cast<double>(count);
      const double r = radius * std::uniform_real_distribution<double>(0.5, 1)(random_);
      const Vec2 p = centre + Vec2{r * std::cos(angle), r * std::sin(angle)};
      points.push_back(shapes_.whole ? Vec2{std::round(p.x), std::round(p.y)} : p);
    }
    return points;
  }

  void add(Picture& picture) {
    Region region;
    const char* labels[] = {"cat", "dog & co", "Kiste \"ä\"", "lane"};
    if (shapes_.attributes) region.attributes.set("label", std::string(labels[random_() % 4]));
    const double x = number(0, size_.width / 2.0), y = number(0, size_.height / 2.0);
    switch (random_() % 8) {
    case 0:
      if (!shapes_.rects) return;
      region.shape = RectShape{x, y, number(3, size_.width / 2.0), number(3, size_.height / 2.0)};
      break;
    case 1:
      if (!shapes_.circles) return;
      region.shape = CircleShape{{100, 100}, number(5, 60)};
      break;
    case 2:
      if (!shapes_.ellipses) return;
      region.shape = EllipseShape{{100, 100}, number(30, 60), number(5, 29), number(0, 3)};
      break;
    case 3:
      if (!shapes_.polygons) return;
      region.shape = PolygonShape{shapes_.outside ? places(5) : star()};
      break;
    case 4:
      if (!shapes_.polylines) return;
      region.shape = PolylineShape{places(5)};
      break;
    case 5:
      if (!shapes_.points) return;
      region.shape = PointShape{place()};
      region.attributes.set("label", std::string("nail"));
      break;
    case 6:
      if (!shapes_.rims) return;
      region = regionFromRim({{{x, y}, {x + 90, y + 3}, {x + 80, y + 70}, {x + 2, y + 60}}, {}, {}});
      break;
    default: {
      if (!shapes_.sets) return;
      KeypointSet set{{"person", {"nose", "left eye", "right eye"}, {{0, 1}, {0, 2}}, {{1, 2}}}, {}};
      for (const Vec2 p : places(3)) {
        const auto v =
            shapes_.hidden ? static_cast<KeypointVisibility>(random_() % 3) : KeypointVisibility::visible;
        set.points.push_back({v == KeypointVisibility::outside ? Vec2{} : p, v});
      }
      set.points[0].visibility = KeypointVisibility::visible;
      region = regionFromKeypointSet(set);
    }
    }
    if (shapes_.attributes) {
      region.attributes.set("colour", std::string(random_() % 2 ? "red" : "größer, \"2\""));
      if (random_() % 3 == 0) region.attributes.set("seen", AttributeValue{"{\"yes\":true}", true});
    }
    picture.regions.push_back(std::move(region));
  }

  std::mt19937 random_;
  RandomShapes shapes_;
  PictureSize size_;
};

} // namespace fillscope::tests
