#include "app/gui/region_editor.h"
#include "app/gui/current_picture.h"
#include "app/gui/region_marks.h"
#include "core/annotation/attribute_definitions.h"
#include "core/annotation/box_keypoints.h"
#include "core/annotation/region_carry.h"
#include "widgets/keypoint_tool.h"
#include "widgets/region_layer.h"
#include "widgets/select_tool.h"
#include <algorithm>
#include <numeric>

namespace fillscope {
namespace {

constexpr double asideBy = 12; // picture pixels between a region and its copy

} // namespace

RegionEditor::RegionEditor(AnnotationDocument& document, CurrentPicture& current, RegionSelection& selection,
                           RegionLayer& layer)
    : document_(document)
    , current_(current)
    , selection_(selection)
    , layer_(layer) {
  connect(&document_, &AnnotationDocument::changed, this, [this](const DocumentChange& change) {
    using Kind = DocumentChange::Kind;
    if (change.picture >= 0 && change.picture != picture()) return;
    if (change.kind != Kind::reset && change.kind != Kind::regionsChanged &&
        change.kind != Kind::rimChanged && change.kind != Kind::sizeChanged &&
        change.kind != Kind::definitionsChanged)
      return;
    if (change.kind == Kind::reset) newAttributes_ = {};
    rememberLabel();
    refresh();
  });
  connect(&current_, &CurrentPicture::selected, this, &RegionEditor::refresh);
  connect(&selection_, &RegionSelection::selectionChanged, this, [this] {
    layer_.setSelected(selection_.selected(), selection_.active());
    watched_ = selection_.active();
    watchedLabel_ = watched_ >= 0 ? labelOf(regions()[static_cast<std::size_t>(watched_)]) : std::string();
  });
  connect(&selection_, &RegionSelection::flagsChanged, this, [this] {
    layer_.setHidden(selection_.hidden(), selection_.allHidden());
    layer_.setLocked(selection_.locked());
  });
}

void RegionEditor::connectTool(RegionTool& tool) {
  connect(
      &tool, &RegionTool::gestureStarted, this, [this](int* gesture) { *gesture = document_.newGesture(); },
      Qt::DirectConnection);
  connect(&tool, &RegionTool::selectionRequested, &selection_,
          [this](const std::vector<int>& regions) { selection_.select(regions); });
  connect(&tool, &RegionTool::shapeDrawn, this, &RegionEditor::add);
  connect(&tool, &RegionTool::shapesEdited, this, &RegionEditor::edit);
  connect(&tool, &RegionTool::removeRequested, this, &RegionEditor::remove);
}

void RegionEditor::connectSelectTool(SelectTool& tool) {
  connectTool(tool);
  connect(&tool, &SelectTool::visibilityRequested, this, &RegionEditor::cycleVisibility);
  connect(&selection_, &RegionSelection::selectionChanged, &tool, [&tool] { tool.selectVertex(-1); });
  connect(&current_, &CurrentPicture::selected, &tool, [&tool] { tool.cancel(); });
}

void RegionEditor::connectKeypointTool(KeypointTool& tool) {
  connectTool(tool);
  connect(&tool, &KeypointTool::keypointsDrawn, this, &RegionEditor::addKeypoints);
}

const std::vector<Region>& RegionEditor::regions() const {
  static const std::vector<Region> none;
  return picture() < 0 ? none : document_.picture(picture()).regions;
}

std::vector<int> RegionEditor::editable() const {
  std::vector<int> chosen = selection_.selected();
  std::erase_if(chosen, [this](int region) { return selection_.isLocked(region); });
  return chosen;
}

void RegionEditor::setRimShownElsewhere(bool elsewhere) {
  rimElsewhere_ = elsewhere;
  refresh();
}

void RegionEditor::refresh() {
  layer_.setRegions(regions());
  int rim = rimElsewhere_ && picture() >= 0 ? rimRegionIndex(document_.picture(picture())) : -1;
  // The tool for rims shows no floor.
  if (rim >= 0 && isBoxOfKeypoints(regions()[static_cast<std::size_t>(rim)])) rim = -1;
  layer_.setElsewhere(rim);
  layer_.setHidden(selection_.hidden(), selection_.allHidden());
  layer_.setLocked(selection_.locked());
  layer_.setSelected(selection_.selected(), selection_.active());
}

void RegionEditor::rememberLabel() {
  if (watched_ < 0 || watched_ >= static_cast<int>(regions().size()) || watched_ != selection_.active())
    return;
  const Region& region = regions()[static_cast<std::size_t>(watched_)];
  const std::string label = labelOf(region), attribute = labelAttributeOf(region);
  if (label == watchedLabel_) return;
  watchedLabel_ = label;
  if (!attribute.empty() && attribute != "type") newAttributes_.set(attribute, label);
}

void RegionEditor::addAll(std::vector<Region> added, const QString& text, Vec2 offset) {
  if (picture() < 0 || added.empty()) return;
  bool hasRim = rimRegionIndex(document_.picture(picture())) >= 0;
  for (Region& region : added) {
    if (isMarkedRim(region) && std::exchange(hasRim, true)) {
      region = withoutMarks(std::move(region));
      if (const auto polygon = converted(region.shape, ShapeKind::polygon)) region.shape = *polygon;
      region = asDrawn(std::move(region));
    }
    region.shape = movedBy(region.shape, offset);
  }
  const int first = static_cast<int>(regions().size());
  document_.addRegions(picture(), std::move(added), text);
  std::vector<int> fresh(regions().size() - static_cast<std::size_t>(first));
  std::iota(fresh.begin(), fresh.end(), first);
  if (!fresh.empty()) selection_.select(fresh);
}

Region RegionEditor::fresh(Shape shape) const {
  Region region{std::move(shape), newAttributes_, {}, {}};
  if (const auto definitions = parseAttributeDefinitions(document_.project().attributesJson))
    for (const auto& [name, value] : defaultAttributes(definitions->region).items)
      if (!region.attributes.find(name)) region.attributes.set(name, value);
  return asDrawn(std::move(region));
}

void RegionEditor::add(const Shape& shape) {
  addAll({fresh(shape)}, {});
  const auto* polygon = std::get_if<PolygonShape>(&shape);
  if (polygon && polygon->points.size() == 4 && picture() >= 0 &&
      rimRegionIndex(document_.picture(picture())) < 0)
    Q_EMIT drawnLikeRim();
}

void RegionEditor::addPolygons(const std::vector<std::vector<Vec2>>& parts,
                               const std::vector<std::vector<Vec2>>& holes, int replaces) {
  if (picture() < 0 || parts.empty()) return;
  std::vector<Region> all = regions();
  const bool replacing = replaces >= 0 && replaces < static_cast<int>(all.size());
  const Region pattern =
      replacing ? withoutMarks(all[static_cast<std::size_t>(replaces)]) : fresh(PolygonShape{parts.front()});
  std::vector<int> chosen;
  const auto put = [&](const std::vector<Vec2>& points, bool hole) {
    Region region = pattern;
    region.shape = PolygonShape{points};
    region.shapeExtras.clear();
    setNoRim(region, true);
    if (hole) region.attributes.set("hole", std::string("yes"));
    if (replacing && chosen.empty()) {
      chosen.push_back(replaces);
      all[static_cast<std::size_t>(replaces)] = std::move(region);
    } else {
      chosen.push_back(static_cast<int>(all.size()));
      all.push_back(std::move(region));
    }
  };
  for (const auto& part : parts)
    put(part, false);
  for (const auto& hole : holes)
    put(hole, true);
  document_.restorePicture(picture(), std::move(all), document_.picture(picture()).attributes,
                           tr("Starting mask"));
  selection_.select(chosen);
}

void RegionEditor::addKeypoints(const KeypointSet& set) {
  // Clicked in another order than they are called.
  addAll({regionFromKeypointSet(isBoxMixedUp(set) ? orderedBox(set) : set)}, tr("Add keypoints"));
}

bool RegionEditor::editRim(int index, const Shape& shape, int gesture) {
  const Region& region = regions()[static_cast<std::size_t>(index)];
  const auto* before = std::get_if<PolylineShape>(&region.shape);
  const auto* after = std::get_if<PolylineShape>(&shape);
  if (!isMarkedRim(region) || !before || !after || after->points.size() != before->points.size() ||
      rimRegionIndex(document_.picture(picture())) != index)
    return false;
  std::vector<int> moved;
  for (std::size_t i = 0; i < after->points.size(); ++i)
    if (after->points[i] != before->points[i]) moved.push_back(static_cast<int>(i));
  if (moved.size() == 1)
    document_.moveRimCorner(picture(), moved[0], after->points[static_cast<std::size_t>(moved[0])], gesture);
  else if (!moved.empty())
    document_.moveRim(picture(), after->points[0] - before->points[0], gesture);
  return true;
}

void RegionEditor::edit(const std::vector<std::pair<int, Shape>>& shapes, ShapeEdit edit, int gesture) {
  if (shapes.size() == 1 && !selection_.isLocked(shapes[0].first) &&
      editRim(shapes[0].first, shapes[0].second, gesture))
    return;
  std::vector<std::pair<int, Region>> changed;
  for (const auto& [index, shape] : shapes) {
    if (index < 0 || index >= static_cast<int>(regions().size())) continue;
    Region region = regions()[static_cast<std::size_t>(index)];
    region.shape = shape;
    markMovedByHand(region);
    changed.emplace_back(index, std::move(region));
  }
  const auto count = static_cast<int>(changed.size());
  QString text;
  switch (edit) {
  case ShapeEdit::move:
  case ShapeEdit::nudge:
    text = count == 1 ? tr("Move region") : tr("Move %n regions", nullptr, count);
    break;
  case ShapeEdit::reshape:
    text = tr("Reshape region");
    break;
  case ShapeEdit::insertVertex:
    text = tr("Insert vertex");
    break;
  case ShapeEdit::removeVertex:
    text = tr("Remove vertex");
    break;
  }
  replace(std::move(changed), text, gesture);
}

void RegionEditor::replace(std::vector<std::pair<int, Region>> changed, const QString& text, int gesture) {
  std::erase_if(changed, [this](const auto& entry) { return selection_.isLocked(entry.first); });
  if (picture() >= 0 && !changed.empty())
    document_.replaceRegions(picture(), std::move(changed), text, gesture);
}

void RegionEditor::cycleVisibility(int index, int keypoint, Vec2 at) {
  if (index < 0 || index >= static_cast<int>(regions().size())) return;
  if (selection_.isLocked(index)) return Q_EMIT refused(lockedText());
  const Region& region = regions()[static_cast<std::size_t>(index)];
  if (isMarkedRim(region)) {
    const std::optional<Rim> rim = document_.rim(picture());
    if (index != rimRegionIndex(document_.picture(picture())) || !rim) return;
    const bool isHidden =
        visibilityOf(*rim, static_cast<std::size_t>(keypoint)) == KeypointVisibility::hidden;
    return document_.setCornerHidden(picture(), keypoint, !isHidden);
  }
  std::optional<KeypointSet> set = keypointSetOf(region);
  if (!set || keypoint < 0 || keypoint >= static_cast<int>(set->points.size())) return;
  Keypoint& point = set->points[static_cast<std::size_t>(keypoint)];
  if (point.visibility == KeypointVisibility::outside) {
    point = {at, KeypointVisibility::visible};
  } else {
    point.visibility = static_cast<KeypointVisibility>(static_cast<int>(point.visibility) - 1);
  }
  replace({{index, regionFromKeypointSet(*set, &region)}}, tr("Change visibility"));
}

void RegionEditor::remove() {
  const std::vector<int> chosen = editable();
  if (picture() < 0) return;
  if (chosen.empty() && !selection_.selected().empty()) return Q_EMIT refused(lockedText());
  document_.removeRegions(picture(), chosen);
}

void RegionEditor::duplicate() {
  std::vector<Region> copies;
  for (const int index : selection_.selected())
    copies.push_back(regions()[static_cast<std::size_t>(index)]);
  addAll(std::move(copies), tr("Duplicate"), {asideBy, asideBy});
}

void RegionEditor::copy() {
  if (selection_.selected().empty()) return;
  copied_.clear();
  for (const int index : selection_.selected())
    copied_.push_back(regions()[static_cast<std::size_t>(index)]);
  copiedFrom_ = picture();
  pasted_ = 0;
}

void RegionEditor::paste() {
  const double aside = copiedFrom_ == picture() ? asideBy * ++pasted_ : 0;
  addAll(copied_, tr("Paste"), {aside, aside});
}

void RegionEditor::selectAll() {
  std::vector<int> all;
  for (int i = 0; i < layer_.count(); ++i)
    if (layer_.isSeen(i) && !layer_.isLocked(i)) all.push_back(i);
  selection_.select(std::move(all));
}

bool RegionEditor::repeatPrevious() {
  for (int i = picture() - 1; i >= 0; --i) {
    std::vector<Region> wanted = document_.picture(i).regions;
    if (wanted.empty()) continue;
    std::erase_if(wanted, [this](const Region& region) {
      return std::find(regions().begin(), regions().end(), region) != regions().end();
    });
    addAll(std::move(wanted), tr("Repeat previous picture"));
    return true;
  }
  Q_EMIT refused(tr("No earlier picture has regions"));
  return false;
}

} // namespace fillscope
