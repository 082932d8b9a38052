#include "core/formats/annotation_compare.h"
#include "core/annotation/picture_pairs.h"
#include "core/base/json.h"
#include "core/formats/annotation_notes.h"
#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <set>
#include <unordered_map>

namespace fillscope {
namespace {

constexpr std::size_t mostSentences = 20;
constexpr double rounding = 0.01; ///< pixels

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
  // Where keypoints lie that are not labelled is nobody's business; most formats do not say.
  if (const auto set = keypointSetOf(region)) {
    Extent extent;
    for (const Keypoint& point : set->points)
      if (point.visibility != KeypointVisibility::outside) extent.add(point.at);
    return extent;
  }
  return std::visit(Find{}, region.shape);
}

/// Which of two lists of extents are the same thing, as many as can be: each one used once.
class Pairing {
 public:
  Pairing(const std::vector<Region>& wanted, const std::vector<Region>& found)
      : partnerOf_(wanted.size(), nobody)
      , ownerOf_(found.size(), nobody) {
    for (const Region& region : wanted)
      wanted_.push_back(extentOf(region));
    // By the left edge, so that twenty thousand regions are not compared with one another.
    for (std::size_t i = 0; i < found.size(); ++i) {
      found_.push_back(extentOf(found[i]));
      byLeft_.emplace(found_.back().left, i);
    }
  }

  /// How many are left over when no pair is farther apart than this. Pairs of an earlier call stay paired,
  /// though with others.
  int leftOver(double tolerance) {
    int count = 0;
    for (std::size_t i = 0; i < wanted_.size(); ++i)
      if (partnerOf_[i] == nobody && !pair(i, tolerance)) ++count;
    return count;
  }

 private:
  static constexpr std::size_t nobody = std::size_t(-1);

  /// Along the shortest way on which each one's partner moves on to a free one.
  bool pair(std::size_t first, double tolerance) {
    std::unordered_map<std::size_t, std::size_t> cameFrom; // of found ones, the wanted one that asks for it
    std::vector<std::size_t> queue{first};
    for (std::size_t at = 0; at < queue.size(); ++at) {
      const Extent& extent = wanted_[queue[at]];
      for (auto it = byLeft_.lower_bound(extent.left - tolerance);
           it != byLeft_.end() && it->first <= extent.left + tolerance; ++it) {
        const std::size_t found = it->second;
        if (extent.distanceTo(found_[found]) > tolerance || !cameFrom.emplace(found, queue[at]).second)
          continue;
        if (ownerOf_[found] != nobody) {
          queue.push_back(ownerOf_[found]);
          continue;
        }
        for (std::size_t free = found; free != nobody;) {
          const std::size_t owner = cameFrom[free];
          ownerOf_[free] = owner;
          std::swap(partnerOf_[owner], free);
        }
        return true;
      }
    }
    return false;
  }

  std::vector<Extent> wanted_, found_;
  std::multimap<double, std::size_t> byLeft_;
  std::vector<std::size_t> partnerOf_, ownerOf_;
};

/// Formats that name pictures otherwise keep this of it.
std::string withoutSuffix(const std::string& filename) {
  const auto name = filename.find_last_of("/\\") + 1, dot = filename.find_last_of('.');
  return dot == std::string::npos || dot < name ? filename : filename.substr(0, dot);
}

std::string bareName(const std::string& filename) {
  const std::string name = withoutSuffix(filename);
  return name.substr(name.find_last_of("/\\") + 1);
}

/// As pairedByName; of those that are called otherwise, without their suffix.
std::vector<int> pairedPictures(const Project& project, const Project& readBack) {
  std::vector<std::string> names, others;
  for (const Picture& picture : project.pictures)
    names.push_back(picture.filename);
  for (const Picture& picture : readBack.pictures)
    others.push_back(picture.filename);
  std::vector<int> partner = pairedByName(names, others);
  std::set<int> paired(partner.begin(), partner.end());
  for (std::size_t i = 0; i < names.size(); ++i)
    names[i] = partner[i] >= 0 ? std::string() : withoutSuffix(names[i]);
  for (std::size_t i = 0; i < others.size(); ++i)
    others[i] = paired.contains(static_cast<int>(i)) ? std::string() : withoutSuffix(others[i]);
  const std::vector<int> rest = pairedByName(names, others);
  for (std::size_t i = 0; i < partner.size(); ++i)
    if (partner[i] < 0) partner[i] = rest[i];
  return partner;
}

bool losesAnyOf(const std::vector<Loss>& losses, std::initializer_list<Loss::Kind> kinds) {
  for (const Loss& loss : losses)
    for (const Loss::Kind kind : kinds)
      if (loss.kind == kind) return true;
  return false;
}

class Comparison {
 public:
  Comparison(const Project& project, const Project& readBack, const Expectation& expectation)
      : readBack_(readBack)
      , expectation_(expectation)
      , partner_(pairedPictures(project, readBack)) {
    const std::set<int> paired(partner_.begin(), partner_.end());
    for (std::size_t i = 0; i < readBack.pictures.size(); ++i)
      if (!paired.contains(static_cast<int>(i)))
        byBareName_[bareName(readBack.pictures[i].filename)].pictures.push_back(&readBack.pictures[i]);
    using enum Loss::Kind;
    // What a loss may change beyond a rounding error, and how many regions it may take away or split.
    tolerance_ = losesAnyOf(expectation.losses, {precision}) ? 1.5 : rounding;
    for (const Loss& loss : expectation.losses)
      if (loss.kind != attribute && loss.kind != order && loss.kind != precision) {
        allowed_ += loss.count;
        if (loss.becomes.empty()) mayGo_ += loss.count;
      }
    mayMiss_ = losesAnyOf(expectation.losses, {picture, structure});
  }

  void compare(const Picture& picture, std::size_t index) {
    const Picture* again = matching(picture, index);
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
    // What becomes something else is there all the same.
    if (regions_ > mayGo_ && again_ == 0)
      say("no region came back");
    else if (unmatched_ > allowed_)
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

  /// Of several pictures whose names tell nothing apart the next: files keep their order.
  struct Namesakes {
    std::vector<const Picture*> pictures;
    std::size_t next = 0;
    const Picture* take() { return next < pictures.size() ? pictures[next++] : pictures.back(); }
  };

  const Picture* matching(const Picture& picture, std::size_t index) {
    if (partner_[index] >= 0) return &readBack_.pictures[static_cast<std::size_t>(partner_[index])];
    const auto bare = byBareName_.find(bareName(picture.filename));
    return bare == byBareName_.end() ? nullptr : bare->second.take();
  }

  /// "\u0009" and "\t" are one text.
  static bool isSameJson(const std::string& a, const std::string& b) {
    if (a == b) return true;
    const auto one = parseJson(a, {}), other = parseJson(b, {});
    return one && other && *one == *other;
  }

  static bool areSame(const Attributes& a, const Attributes& b) {
    return std::equal(a.items.begin(), a.items.end(), b.items.begin(), b.items.end(),
                      [](const auto& one, const auto& other) {
                        return one.first == other.first && one.second.isJson == other.second.isJson &&
                               (one.second == other.second ||
                                (one.second.isJson && isSameJson(one.second.text, other.second.text)));
                      });
  }

  static bool areSame(const Shape& a, const Shape& b) {
    const auto *one = std::get_if<UnknownShape>(&a), *other = std::get_if<UnknownShape>(&b);
    return a == b || (one && other && isSameJson(one->json, other->json));
  }

  void compareExactly(const Picture& picture, const Picture& again) {
    if (!areSame(picture.attributes, again.attributes)) say(picture.filename + " has other attributes");
    if (picture.regions.size() != again.regions.size()) {
      say(picture.filename + " holds " + std::to_string(again.regions.size()) + " regions instead of " +
          std::to_string(picture.regions.size()));
      return;
    }
    for (std::size_t i = 0; i < picture.regions.size(); ++i)
      if (!areSame(picture.regions[i].shape, again.regions[i].shape) ||
          !areSame(picture.regions[i].attributes, again.regions[i].attributes))
        say("region " + std::to_string(i + 1) + " of " + picture.filename + " is another one");
  }

  void compareLoosely(const Picture& picture, const Picture& again) {
    regions_ += static_cast<int>(picture.regions.size()), again_ += static_cast<int>(again.regions.size());
    // Those that came back as they were are no candidates for their neighbours.
    Pairing pairing(picture.regions, again.regions);
    int left = pairing.leftOver(rounding);
    if (left > 0 && tolerance_ > rounding) left = pairing.leftOver(tolerance_);
    if (left > 0 && unmatched_ == 0) firstUnmatched_ = picture.filename;
    unmatched_ += left;
  }

  const Project& readBack_;
  const Expectation& expectation_;
  const std::vector<int> partner_;
  std::unordered_map<std::string, Namesakes> byBareName_;
  double tolerance_ = rounding;
  bool mayMiss_ = false;
  int allowed_ = 0, mayGo_ = 0, regions_ = 0, again_ = 0, unmatched_ = 0, unsaid_ = 0;
  std::string firstUnmatched_;
  std::vector<std::string> sentences_;
};

} // namespace

std::vector<std::string> differencesBetween(const Project& project, const Project& readBack,
                                            const Expectation& expectation) {
  Comparison comparison(project, readBack, expectation);
  for (std::size_t i = 0; i < project.pictures.size(); ++i)
    comparison.compare(project.pictures[i], i);
  return comparison.sentences();
}

} // namespace fillscope
