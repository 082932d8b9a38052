#include "core/formats/annotation_compare.h"
#include "core/formats/annotation_notes.h"
#include <cmath>
#include <limits>
#include <unordered_map>

namespace fillscope {
namespace {

constexpr std::size_t mostSentences = 20;

struct Extent {
  double left = std::numeric_limits<double>::infinity(), top = left, right = -left, bottom = -left;
  void add(Vec2 p) {
    left = std::min(left, p.x), right = std::max(right, p.x);
    top = std::min(top, p.y), bottom = std::max(bottom, p.y);
  }
  double distanceTo(const Extent& other) const {
    if (!std::isfinite(left) || !std::isfinite(other.left)) return left == other.left ? 0 : 1e300;
    return std::max({std::abs(left - other.left), std::abs(top - other.top), std::abs(right - other.right),
                     std::abs(bottom - other.bottom)});
  }
};

Extent extentOf(const Region& region) {
  struct Find {
    Extent operator()(const RectShape& s) const {
      return around({s.x + s.width / 2, s.y + s.height / 2}, s.width / 2, s.height / 2);
    }
    Extent operator()(const CircleShape& s) const { return around(s.centre, s.radius, s.radius); }
    Extent operator()(const EllipseShape& s) const {
      const double c = std::cos(s.theta), n = std::sin(s.theta);
      return around(s.centre, std::hypot(s.rx * c, s.ry * n), std::hypot(s.rx * n, s.ry * c));
    }
    Extent operator()(const PolygonShape& s) const { return of(s.points); }
    Extent operator()(const PolylineShape& s) const { return of(s.points); }
    Extent operator()(const PointShape& s) const { return around(s.position, 0, 0); }
    Extent operator()(const UnknownShape&) const { return {}; }
    static Extent of(const std::vector<Vec2>& points) {
      Extent extent;
      for (const Vec2 p : points)
        extent.add(p);
      return extent;
    }
    static Extent around(Vec2 centre, double dx, double dy) {
      Extent extent;
      extent.add({centre.x - std::abs(dx), centre.y - std::abs(dy)});
      extent.add({centre.x + std::abs(dx), centre.y + std::abs(dy)});
      return extent;
    }
  };
  return std::visit(Find{}, region.shape);
}

std::string bareName(const std::string& filename) {
  std::string name = filename.substr(filename.find_last_of("/\\") + 1);
  return name.substr(0, name.find_last_of('.'));
}

bool losesAnyOf(const std::vector<Loss>& losses, std::initializer_list<Loss::Kind> kinds) {
  for (const Loss& loss : losses)
    for (const Loss::Kind kind : kinds)
      if (loss.kind == kind) return true;
  return false;
}

class Comparison {
 public:
  Comparison(const Project& readBack, const Expectation& expectation)
      : expectation_(expectation) {
    for (const Picture& picture : readBack.pictures) {
      byName_[picture.filename].pictures.push_back(&picture);
      byBareName_[bareName(picture.filename)].pictures.push_back(&picture);
    }
    using enum Loss::Kind;
    // What a loss may change beyond a rounding error, and how many regions it may take away or split.
    tolerance_ = losesAnyOf(expectation.losses, {precision}) ? 1.5 : 0.01;
    for (const Loss& loss : expectation.losses)
      if (loss.kind != attribute && loss.kind != order && loss.kind != precision) allowed_ += loss.count;
    mayMiss_ = losesAnyOf(expectation.losses, {picture, structure});
  }

  void compare(const Picture& picture) {
    const Picture* again = matching(picture);
    if (!again) {
      if (!picture.regions.empty() && !mayMiss_) say(picture.filename + " is missing");
      return;
    }
    if (expectation_.exact)
      compareExactly(picture, *again);
    else
      compareLoosely(picture, *again);
  }

  std::vector<std::string> sentences() {
    if (unmatched_ > allowed_)
      say(std::to_string(unmatched_) + " regions did not come back in their place, such as one of " +
          firstUnmatched_);
    if (unsaid_ > 0) sentences_.push_back("and " + std::to_string(unsaid_) + " more");
    return std::move(sentences_);
  }

 private:
  void say(std::string sentence) {
    if (sentences_.size() < mostSentences)
      sentences_.push_back(std::move(sentence));
    else
      ++unsaid_;
  }

  /// Of several pictures with one name the next: files keep their order.
  struct Namesakes {
    std::vector<const Picture*> pictures;
    std::size_t next = 0;
    const Picture* take() { return next < pictures.size() ? pictures[next++] : pictures.back(); }
  };

  const Picture* matching(const Picture& picture) {
    const auto whole = byName_.find(picture.filename);
    if (whole != byName_.end()) return whole->second.take();
    const auto bare = byBareName_.find(bareName(picture.filename));
    return bare == byBareName_.end() ? nullptr : bare->second.take();
  }

  void compareExactly(const Picture& picture, const Picture& again) {
    if (picture.attributes != again.attributes) say(picture.filename + " has other attributes");
    if (picture.regions.size() != again.regions.size()) {
      say(picture.filename + " holds " + std::to_string(again.regions.size()) + " regions instead of " +
          std::to_string(picture.regions.size()));
      return;
    }
    for (std::size_t i = 0; i < picture.regions.size(); ++i)
      if (picture.regions[i].shape != again.regions[i].shape ||
          picture.regions[i].attributes != again.regions[i].attributes)
        say("region " + std::to_string(i + 1) + " of " + picture.filename + " is another one");
  }

  void compareLoosely(const Picture& picture, const Picture& again) {
    // By the left edge, so that twenty thousand regions are not compared with one another.
    std::multimap<double, Extent> found;
    for (const Region& region : again.regions) {
      const Extent extent = extentOf(region);
      found.emplace(extent.left, extent);
    }
    for (const Region& region : picture.regions) {
      const Extent extent = extentOf(region);
      auto at = found.lower_bound(extent.left - tolerance_);
      while (at != found.end() && at->first <= extent.left + tolerance_ &&
             at->second.distanceTo(extent) > tolerance_)
        ++at;
      if (at != found.end() && at->second.distanceTo(extent) <= tolerance_) {
        found.erase(at);
      } else if (unmatched_++ == 0) {
        firstUnmatched_ = picture.filename;
      }
    }
  }

  const Expectation& expectation_;
  std::unordered_map<std::string, Namesakes> byName_, byBareName_;
  double tolerance_ = 0.01;
  bool mayMiss_ = false;
  int allowed_ = 0, unmatched_ = 0, unsaid_ = 0;
  std::string firstUnmatched_;
  std::vector<std::string> sentences_;
};

} // namespace

std::vector<std::string> differencesBetween(const Project& project, const Project& readBack,
                                            const Expectation& expectation) {
  Comparison comparison(readBack, expectation);
  for (const Picture& picture : project.pictures)
    comparison.compare(picture);
  return comparison.sentences();
}

} // namespace fillscope
