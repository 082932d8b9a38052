#include "widgets/region_layer.h"

#include "widgets/image_canvas.h"
#include "widgets/region_painter.h"
#include "widgets/tile_cache.h"
#include <QPainter>
#include <QTimer>
#include <algorithm>
#include <cmath>
#include <optional>
#include <tuple>
#include <utility>

namespace fillscope {

namespace {
constexpr int fewRegions = 400; // from here on it is quicker to paint all anew than to find what to
} // namespace

struct RegionLayer::Private {
  std::vector<Region> regions;
  std::vector<RegionLook> looks;
  RegionIndex index;
  std::set<int> hidden, locked;
  std::vector<int> selected, lifted;
  int active = -1, elsewhere = -1;
  bool allHidden = false, labels = true;
  std::string labelAttribute;
  TileCache tiles;
  std::optional<TilePainter> painter;
  double zoom = 0, ratio = 0;
  QFont font;

  static bool holds(const std::vector<int>& sorted, int region) {
    return std::binary_search(sorted.begin(), sorted.end(), region);
  }
  void invalidate(int region) {
    if (region < 0 || region >= index.count() || !painter) return;
    const auto& bounds = index.bounds(region);
    if (!bounds) return;
    const double edge = painter->margin() / zoom;
    QRectF area(QPointF(bounds->low.x, bounds->low.y), QPointF(bounds->high.x, bounds->high.y));
    area.adjust(-edge, -edge, edge, edge);
    if (labels && painter->hasLabel(looks[static_cast<std::size_t>(region)], *bounds)) {
      area.setTop(area.top() - painter->labelHeight() / zoom);
      area.setRight(std::max(area.right(), area.left() + painter->labelWidth() / zoom));
    }
    tiles.invalidate(area);
  }
  template <class Regions>
  void invalidate(const Regions& changed) {
    if (static_cast<int>(changed.size()) > fewRegions) return tiles.invalidateAll();
    for (const int region : changed)
      invalidate(region);
  }
  /// Those that are in one of them but not in both.
  template <class Regions>
  void invalidateDifference(const Regions& a, const Regions& b) {
    std::vector<int> changed;
    std::set_symmetric_difference(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(changed));
    invalidate(changed);
  }
  void makeLooks();
  bool render(QImage& tile, const QRectF& area);
};

RegionLayer::RegionLayer(QObject* parent)
    : CanvasLayer(parent)
    , d_(std::make_unique<Private>()) {
  d_->tiles.setRender([this](QImage& tile, const QRectF& area) { return d_->render(tile, area); });
}

RegionLayer::~RegionLayer() = default;

void RegionLayer::setRegions(const std::vector<Region>& regions) {
  const std::size_t before = d_->regions.size(), common = std::min(before, regions.size());
  std::vector<int> different;
  for (std::size_t i = 0; i < common; ++i)
    if (!(d_->regions[i] == regions[i])) different.push_back(static_cast<int>(i));
  if (different.empty() && before == regions.size()) return;
  for (std::size_t i = common; i < regions.size(); ++i)
    different.push_back(static_cast<int>(i));
  if (regions.size() >= before && static_cast<int>(different.size()) <= fewRegions) {
    d_->invalidate(different);
    d_->regions.resize(regions.size());
    d_->looks.resize(regions.size());
    for (const int region : different) {
      const auto at = static_cast<std::size_t>(region);
      d_->regions[at] = regions[at];
      d_->looks[at] = lookOf(regions[at], d_->labelAttribute);
      d_->index.update(region, regions[at].shape);
    }
    d_->invalidate(different);
  } else {
    d_->regions = regions;
    d_->makeLooks();
    d_->index.reset(regions);
    d_->tiles.invalidateAll();
  }
  const int count = this->count();
  const auto gone = [count](int region) { return region >= count; };
  std::erase_if(d_->selected, gone);
  std::erase_if(d_->lifted, gone);
  if (gone(d_->active)) d_->active = -1;
  Q_EMIT changed();
}

const std::vector<Region>& RegionLayer::regions() const { return d_->regions; }
const std::vector<int>& RegionLayer::selected() const { return d_->selected; }
int RegionLayer::active() const { return d_->active; }
bool RegionLayer::labelsShown() const { return d_->labels; }

void RegionLayer::setHidden(const std::set<int>& hidden, bool all) {
  if (all != d_->allHidden)
    d_->tiles.invalidateAll();
  else
    d_->invalidateDifference(d_->hidden, hidden);
  d_->hidden = hidden;
  d_->allHidden = all;
  Q_EMIT changed();
}

void RegionLayer::setLocked(const std::set<int>& locked) {
  d_->invalidateDifference(d_->locked, locked);
  d_->locked = locked;
  Q_EMIT changed();
}

void RegionLayer::setSelected(const std::vector<int>& selected, int active) {
  d_->invalidateDifference(d_->selected, selected);
  d_->selected = selected;
  d_->active = active;
  Q_EMIT changed();
}

void RegionLayer::setLifted(const std::vector<int>& lifted) {
  if (lifted == d_->lifted) return;
  d_->invalidateDifference(d_->lifted, lifted);
  d_->lifted = lifted;
  Q_EMIT changed();
}

void RegionLayer::setElsewhere(int region) {
  if (region == d_->elsewhere) return;
  d_->invalidate(std::exchange(d_->elsewhere, region));
  d_->invalidate(region);
  Q_EMIT changed();
}

void RegionLayer::setLabelsShown(bool shown) {
  if (shown == d_->labels) return;
  d_->labels = shown;
  d_->tiles.invalidateAll();
  Q_EMIT changed();
}

void RegionLayer::setLabelAttribute(const std::string& name) {
  if (name == d_->labelAttribute) return;
  d_->labelAttribute = name;
  d_->makeLooks();
  d_->tiles.invalidateAll();
  Q_EMIT changed();
}

bool RegionLayer::isSeen(int region) const {
  return !d_->allHidden && region != d_->elsewhere && !d_->hidden.count(region);
}

bool RegionLayer::isLocked(int region) const { return d_->locked.count(region) > 0; }

QColor RegionLayer::colourOf(int region) const {
  return QColor::fromRgba(d_->looks[static_cast<std::size_t>(region)].colour);
}

const std::string& RegionLayer::labelAt(int region) const {
  return d_->looks[static_cast<std::size_t>(region)].label;
}

std::vector<int> RegionLayer::regionsAt(Vec2 at, double reach) const {
  struct Hit {
    double distance, area;
    int region;
  };
  std::vector<Hit> hits;
  for (const int i : regionsMeeting({{at.x - reach, at.y - reach}, {at.x + reach, at.y + reach}})) {
    const double distance = distanceToOutline(region(i), at);
    if (distance <= reach)
      hits.push_back({distance, 0, i});
    else if (containsPoint(region(i), at))
      hits.push_back({reach, areaForPicking(region(i).shape), i});
  }
  std::sort(hits.begin(), hits.end(), [](const Hit& a, const Hit& b) {
    return std::tie(a.distance, a.area, b.region) < std::tie(b.distance, b.area, a.region);
  });
  std::vector<int> regions;
  for (const Hit& hit : hits)
    regions.push_back(hit.region);
  return regions;
}

std::vector<int> RegionLayer::regionsMeeting(const Bounds& area) const {
  std::vector<int> regions = d_->index.meeting(area);
  std::erase_if(regions, [this](int region) { return !isSeen(region); });
  return regions;
}

std::vector<int> RegionLayer::regionsWithin(const Bounds& area) const {
  std::vector<int> regions = regionsMeeting(area);
  std::erase_if(regions, [&](int region) { return !area.contains(*d_->index.bounds(region)); });
  return regions;
}

void RegionLayer::Private::makeLooks() {
  looks.clear();
  looks.reserve(regions.size());
  for (const Region& region : regions)
    looks.push_back(lookOf(region, labelAttribute));
}

bool RegionLayer::Private::render(QImage& tile, const QRectF& area) {
  const double edge = painter->margin(), words = labels ? painter->labelWidth() : edge,
               lines = labels ? painter->labelHeight() + edge : edge;
  const Bounds wanted{{(area.left() - words) / zoom, (area.top() - edge) / zoom},
                      {(area.right() + edge) / zoom, (area.bottom() + lines) / zoom}};
  bool any = false;
  std::vector<int> chosen, named;
  const auto paint = [&](int region, TilePainter::State state) {
    const auto at = static_cast<std::size_t>(region);
    painter->paint(tile, area.topLeft(), regions[at], looks[at], *index.bounds(region), state);
  };
  for (const int region : index.meeting(wanted)) {
    if (region == elsewhere || holds(lifted, region) || (!hidden.empty() && hidden.count(region))) continue;
    any = true;
    if (labels && painter->hasLabel(looks[static_cast<std::size_t>(region)], *index.bounds(region)))
      named.push_back(region);
    if (holds(selected, region))
      chosen.push_back(region);
    else
      paint(region,
            !locked.empty() && locked.count(region) ? TilePainter::State::locked : TilePainter::State::plain);
  }
  for (const int region : chosen)
    paint(region, TilePainter::State::selected);
  if (!named.empty()) {
    QPainter text(&tile);
    for (const int region : named)
      painter->paintLabel(text, area.topLeft(), looks[static_cast<std::size_t>(region)],
                          *index.bounds(region), font);
  }
  return any;
}

void RegionLayer::paint(QPainter& target, const ImageCanvas& canvas) {
  if (d_->allHidden || d_->regions.empty()) return;
  const double zoom = canvas.zoom(), ratio = canvas.viewport()->devicePixelRatioF();
  if (zoom != d_->zoom || ratio != d_->ratio || canvas.font() != d_->font) {
    if (ratio != d_->ratio || canvas.font() != d_->font) d_->tiles.clear();
    d_->zoom = zoom;
    d_->ratio = ratio;
    d_->font = canvas.font();
    d_->painter.emplace(zoom, ratio);
  }
  const QPointF origin = canvas.viewportFromPicture({0, 0}) * ratio;
  d_->tiles.paint(target, zoom, origin.toPoint(), (QSizeF(canvas.viewport()->size()) * ratio).toSize(),
                  ratio);
  if (!d_->tiles.settled()) QTimer::singleShot(0, this, &RegionLayer::changed);
}

void RegionLayer::setFrameBudget(double milliseconds) { d_->tiles.setBudget(milliseconds); }
bool RegionLayer::isSettled() const { return d_->tiles.settled(); }

} // namespace fillscope
