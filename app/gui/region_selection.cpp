#include "app/gui/region_selection.h"
#include "app/gui/current_picture.h"
#include <algorithm>
#include <functional>

namespace fillscope {
namespace {

void mix(std::size_t& hash, double value) {
  hash = (hash ^ std::hash<double>{}(value)) * 0x9E3779B97F4A7C15ull;
  hash ^= hash >> 29;
}

struct ShapeHash {
  std::size_t hash = 0;
  void operator()(const RectShape& s) {
    for (const double v : {s.x, s.y, s.width, s.height})
      mix(hash, v);
  }
  void operator()(const CircleShape& s) {
    for (const double v : {s.centre.x, s.centre.y, s.radius})
      mix(hash, v);
  }
  void operator()(const EllipseShape& s) {
    for (const double v : {s.centre.x, s.centre.y, s.rx, s.ry, s.theta})
      mix(hash, v);
  }
  void operator()(const PolygonShape& s) { points(s.points); }
  void operator()(const PolylineShape& s) { points(s.points); }
  void operator()(const PointShape& s) {
    mix(hash, s.position.x);
    mix(hash, s.position.y);
  }
  void operator()(const UnknownShape& s) { hash = std::hash<std::string>{}(s.json); }
  void points(const std::vector<Vec2>& vertices) {
    for (const Vec2& v : vertices) {
      mix(hash, v.x);
      mix(hash, v.y);
    }
  }
};

std::vector<std::size_t> fingerprintsOf(const std::vector<Region>& regions) {
  std::vector<std::size_t> prints;
  prints.reserve(regions.size());
  for (const Region& region : regions) {
    ShapeHash shape{region.shape.index() + 1};
    std::visit(shape, region.shape);
    prints.push_back(shape.hash);
  }
  return prints;
}

/// Where each of the old ones is among the new ones, −1 gone: the shorter list is part of the longer one, in
/// the same order.
std::vector<int> placesAfter(const std::vector<std::size_t>& old, const std::vector<std::size_t>& now) {
  std::vector<int> places(old.size(), -1);
  if (old.size() == now.size()) {
    for (std::size_t i = 0; i < old.size(); ++i)
      places[i] = static_cast<int>(i);
    return places;
  }
  const bool grown = now.size() > old.size();
  std::size_t i = 0, j = 0;
  while (i < old.size() && j < now.size()) {
    if (old[i] == now[j])
      places[i++] = static_cast<int>(j++);
    else
      ++(grown ? j : i);
  }
  return places;
}

std::set<int> moved(const std::set<int>& set, const std::vector<int>& places) {
  std::set<int> result;
  for (const int region : set)
    if (const int place = places[static_cast<std::size_t>(region)]; place >= 0) result.insert(place);
  return result;
}

} // namespace

QString lockedText() {
  return RegionSelection::tr(
      "What is selected is locked: Ctrl+L or its lock in the panel “Regions” unlocks it");
}

QString rimLockedText() {
  return RegionSelection::tr("The rim is locked: its lock in the panel “Regions” unlocks it");
}

RegionSelection::RegionSelection(AnnotationDocument& document, CurrentPicture& current)
    : document_(document)
    , current_(current) {
  connect(&current_, &CurrentPicture::selected, this, [this] {
    count_ = regionCount();
    clear();
    Q_EMIT flagsChanged();
  });
  connect(&document_, &AnnotationDocument::changed, this, [this](const DocumentChange& change) {
    using Kind = DocumentChange::Kind;
    if (change.kind == Kind::reset) {
      flags_.clear();
      count_ = regionCount();
      clear();
      Q_EMIT flagsChanged();
    } else if (change.kind == Kind::regionsChanged || change.kind == Kind::rimChanged) {
      follow(change.picture);
    }
  });
}

int RegionSelection::picture() const {
  const int index = current_.index();
  return index < document_.pictureCount() ? index : -1;
}

int RegionSelection::regionCount() const {
  return picture() < 0 ? 0 : static_cast<int>(document_.picture(picture()).regions.size());
}

const RegionSelection::Flags& RegionSelection::flags() const {
  static const Flags none;
  const auto found = flags_.find(picture());
  return found == flags_.end() ? none : found->second;
}

bool RegionSelection::isRimLocked() const {
  return !locked().empty() && isLocked(rimRegionIndex(document_.picture(picture())));
}

bool RegionSelection::isSelected(int region) const {
  return std::binary_search(selected_.begin(), selected_.end(), region);
}

void RegionSelection::select(std::vector<int> regions) {
  const int count = regionCount();
  std::erase_if(regions, [count](int region) { return region < 0 || region >= count; });
  const int active = regions.empty() ? -1 : regions.back();
  std::sort(regions.begin(), regions.end());
  regions.erase(std::unique(regions.begin(), regions.end()), regions.end());
  if (regions == selected_ && active == active_) return;
  selected_ = std::move(regions);
  active_ = active;
  Q_EMIT selectionChanged();
}

void RegionSelection::toggle(int region) {
  std::vector<int> regions = selected_;
  if (isSelected(region)) {
    std::erase(regions, region);
    if (active_ != region && std::erase(regions, active_)) regions.push_back(active_);
  } else {
    regions.push_back(region);
  }
  select(std::move(regions));
}

void RegionSelection::setFlag(std::set<int> Flags::*set, const std::vector<int>& regions, bool on) {
  const int picture = this->picture(), count = regionCount();
  if (picture < 0) return;
  Flags& flags = flags_[picture];
  const std::set<int> before = flags.*set;
  for (const int region : regions) {
    if (region < 0 || region >= count) continue;
    if (on)
      (flags.*set).insert(region);
    else
      (flags.*set).erase(region);
  }
  const bool changed = flags.*set != before;
  flags.fingerprints = fingerprintsOf(document_.picture(picture).regions);
  if (flags.hidden.empty() && flags.locked.empty()) flags_.erase(picture);
  if (changed) Q_EMIT flagsChanged();
}

void RegionSelection::setHidden(const std::vector<int>& regions, bool hidden) {
  setFlag(&Flags::hidden, regions, hidden);
  std::vector<int> seen = selected_;
  if (std::erase_if(seen, [this](int region) { return isHidden(region); })) select(std::move(seen));
}

void RegionSelection::setLocked(const std::vector<int>& regions, bool locked) {
  setFlag(&Flags::locked, regions, locked);
}

void RegionSelection::setAllHidden(bool hidden) {
  if (allHidden_ == hidden) return;
  allHidden_ = hidden;
  Q_EMIT flagsChanged();
}

void RegionSelection::follow(int picture) {
  bool flagsMoved = false;
  if (const auto found = flags_.find(picture); found != flags_.end()) {
    Flags& flags = found->second;
    std::vector<std::size_t> now = fingerprintsOf(document_.picture(picture).regions);
    if (now.size() != flags.fingerprints.size()) {
      const std::vector<int> places = placesAfter(flags.fingerprints, now);
      flags.hidden = moved(flags.hidden, places);
      flags.locked = moved(flags.locked, places);
      flagsMoved = picture == this->picture();
    }
    flags.fingerprints = std::move(now);
  }
  if (picture == this->picture() && regionCount() != count_) {
    count_ = regionCount();
    clear(); // the indices are other regions' now
  }
  if (flagsMoved) Q_EMIT flagsChanged();
}

} // namespace fillscope
