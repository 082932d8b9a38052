// What the document does with regions of any shape, with attributes, and with depth and camera.
#include "core/annotation/annotation_commands.h"
#include "core/base/json.h"
#include <QCoreApplication>
#include <algorithm>
#include <cmath>

namespace fillscope {
namespace {

constexpr int regionsOfAGesture = -4; // a subject besides those of the rim

QString tr(const char* text) { return QCoreApplication::translate("fillscope::AnnotationDocument", text); }

bool isFinite(double value) { return std::isfinite(value); }
bool isFinite(Vec2 p) { return std::isfinite(p.x) && std::isfinite(p.y); }
bool isFinite(const std::vector<Vec2>& points) {
  return std::all_of(points.begin(), points.end(), [](Vec2 p) { return isFinite(p); });
}

struct HasFinitePlace {
  bool operator()(const RectShape& s) const { return isFinite({s.x, s.y}) && isFinite({s.width, s.height}); }
  bool operator()(const CircleShape& s) const { return isFinite(s.centre) && isFinite(s.radius); }
  bool operator()(const EllipseShape& s) const {
    return isFinite(s.centre) && isFinite({s.rx, s.ry}) && isFinite(s.theta);
  }
  bool operator()(const PolygonShape& s) const { return isFinite(s.points); }
  bool operator()(const PolylineShape& s) const { return isFinite(s.points); }
  bool operator()(const PointShape& s) const { return isFinite(s.position); }
  bool operator()(const UnknownShape&) const { return true; }
};

bool isFinite(const Region& region) { return std::visit(HasFinitePlace{}, region.shape); }

/// VIA's list of attributes; "" where there is none.
bool isDefinitions(const std::string& json) {
  if (json.empty()) return true;
  const auto parsed = parseJson(json, "_via_attributes");
  return parsed && parsed->IsObject();
}

QString kindOf(const Region& region) {
  constexpr const char* names[] = {
      QT_TRANSLATE_NOOP("fillscope::AnnotationDocument", "rectangle"),
      QT_TRANSLATE_NOOP("fillscope::AnnotationDocument", "circle"),
      QT_TRANSLATE_NOOP("fillscope::AnnotationDocument", "ellipse"),
      QT_TRANSLATE_NOOP("fillscope::AnnotationDocument", "polygon"),
      QT_TRANSLATE_NOOP("fillscope::AnnotationDocument", "polyline"),
      QT_TRANSLATE_NOOP("fillscope::AnnotationDocument", "point"),
      QT_TRANSLATE_NOOP("fillscope::AnnotationDocument", "region"),
  };
  return tr(names[region.shape.index()]);
}

QString named(const QString& given, const QString& otherwise) { return given.isEmpty() ? otherwise : given; }

} // namespace

void AnnotationDocument::addRegions(int picture, std::vector<Region> regions, const QString& text) {
  if (!has(picture) || regions.empty()) return;
  if (!std::all_of(regions.begin(), regions.end(), [](const Region& region) { return isFinite(region); }))
    return;
  const QString name =
      regions.size() == 1 ? tr("Add %1").arg(kindOf(regions[0])) : tr("Add %1 regions").arg(regions.size());
  EditStep step = stepOf(picture, EditKind::regions, named(text, name));
  step.regions = insertions(this->picture(picture).regions, std::move(regions));
  push(std::move(step));
}

int AnnotationDocument::addRegionsToSeveral(int head,
                                            std::vector<std::pair<int, std::vector<Region>>> regions,
                                            const QString& text) {
  if (!has(head)) return 0;
  const int gesture = newGesture();
  int reached = 0;
  for (auto& [picture, added] : regions) {
    if (!has(picture) || picture == head || added.empty()) continue;
    if (!std::all_of(added.begin(), added.end(), [](const Region& region) { return isFinite(region); }))
      continue;
    EditStep step = stepOf(picture, EditKind::regions, text);
    step.gesture = gesture;
    step.regions = insertions(this->picture(picture).regions, std::move(added));
    push(std::move(step));
    ++reached;
  }
  if (reached == 0) return 0;
  EditStep all = stepOf(head, EditKind::regions, text);
  all.gesture = gesture;
  pushRecorded(std::move(all));
  return reached;
}

void AnnotationDocument::removeRegions(int picture, std::vector<int> indices, const QString& text) {
  if (!has(picture) || indices.empty()) return;
  const auto& regions = this->picture(picture).regions;
  const int count = static_cast<int>(regions.size());
  if (std::any_of(indices.begin(), indices.end(), [&](int index) { return index < 0 || index >= count; }))
    return;
  EditStep step = stepOf(picture, EditKind::regions, {});
  step.regions = removals(regions, std::move(indices));
  const QString name =
      step.regions.size() == 1
          ? tr("Delete %1").arg(kindOf(regions[static_cast<std::size_t>(step.regions[0].index)]))
          : tr("Delete %1 regions").arg(step.regions.size());
  step.text = named(text, name).toStdString();
  push(std::move(step));
}

void AnnotationDocument::replaceRegions(int picture, std::vector<std::pair<int, Region>> regions,
                                        const QString& text, int gesture) {
  if (!has(picture)) return;
  const auto& before = this->picture(picture).regions;
  EditStep step = stepOf(picture, EditKind::regions,
                         named(text, regions.size() == 1 ? tr("Change %1").arg(kindOf(regions[0].second))
                                                         : tr("Change %1 regions").arg(regions.size())));
  step.gesture = gesture;
  step.subject = regionsOfAGesture;
  // Of one index that comes twice the last word counts.
  std::stable_sort(regions.begin(), regions.end(),
                   [](const auto& a, const auto& b) { return a.first < b.first; });
  for (std::size_t i = 0; i < regions.size(); ++i) {
    auto& [index, region] = regions[i];
    if (index < 0 || index >= static_cast<int>(before.size()) || !isFinite(region)) return;
    if (i + 1 < regions.size() && regions[i + 1].first == index) continue;
    const Region& present = before[static_cast<std::size_t>(index)];
    if (region != present) step.regions.push_back(regionEdit(index, present, std::move(region)));
  }
  push(std::move(step));
}

void AnnotationDocument::setPictureAttributes(int picture, Attributes attributes, const QString& text) {
  if (!has(picture) || this->picture(picture).attributes == attributes) return;
  EditStep step = stepOf(picture, EditKind::attributes, named(text, tr("Change picture attributes")));
  step.attributes = {attributesEdit(picture, this->picture(picture).attributes, attributes)};
  push(std::move(step));
}

void AnnotationDocument::setPicturesAttributes(std::vector<std::pair<int, Attributes>> attributes,
                                               const QString& text) {
  EditStep step =
      stepOf(std::max(current_, 0), EditKind::attributes, named(text, tr("Change picture attributes")));
  std::unordered_set<int> seen;
  for (const auto& [index, after] : attributes) {
    if (!has(index) || !seen.insert(index).second || picture(index).attributes == after) continue;
    step.attributes.push_back(attributesEdit(index, picture(index).attributes, after));
  }
  push(std::move(step));
}

void AnnotationDocument::setAttributeDefinitions(std::string json, const QString& text) {
  if (project_.attributesJson == json || pictureCount() == 0 || !isDefinitions(json)) return;
  EditStep step = stepOf(std::max(current_, 0), EditKind::definitions, named(text, tr("Change attributes")));
  const Attributes before = attributesOf(project_, -1);
  Attributes after;
  after.items.emplace_back(std::string(), AttributeValue{std::move(json), false});
  step.attributes = {attributesEdit(-1, before, after)};
  push(std::move(step));
}

EditStep AnnotationDocument::stepTo(int picture, EditKind kind, std::vector<Region> regions,
                                    const Attributes& attributes, const QString& text) const {
  const Picture& before = this->picture(picture);
  EditStep step = stepOf(picture, kind, text);
  const std::size_t both = std::min(before.regions.size(), regions.size());
  for (std::size_t i = 0; i < both; ++i)
    if (before.regions[i] != regions[i])
      step.regions.push_back(regionEdit(static_cast<int>(i), before.regions[i], std::move(regions[i])));
  for (std::size_t i = before.regions.size(); i > both; --i)
    step.regions.push_back({static_cast<int>(i - 1), RegionSwap{before.regions[i - 1], std::nullopt}});
  for (std::size_t i = both; i < regions.size(); ++i)
    step.regions.push_back({static_cast<int>(i), RegionSwap{std::nullopt, std::move(regions[i])}});
  AttributesEdit edit = attributesEdit(picture, before.attributes, attributes);
  if (edit.before != edit.after) step.attributes = {std::move(edit)};
  return step;
}

void AnnotationDocument::editRegions(int picture, Picture after, const QString& text) {
  if (!has(picture)) return;
  const auto& before = this->picture(picture).regions;
  for (std::size_t i = 0; i < after.regions.size(); ++i)
    if ((i >= before.size() || after.regions[i] != before[i]) && !isFinite(after.regions[i])) return;
  push(stepTo(picture, EditKind::regions, std::move(after.regions), after.attributes, text));
}

void AnnotationDocument::restorePicture(int picture, std::vector<Region> regions, Attributes attributes,
                                        const QString& text) {
  if (!has(picture)) return;
  push(stepTo(picture, EditKind::picture, std::move(regions), attributes, text));
}

void AnnotationDocument::setSources(int picture, const PictureSources& sources) {
  if (!has(picture) || sourcesOf(this->picture(picture)) == sources) return;
  EditStep step = stepOf(picture, EditKind::sources, tr("Set depth and camera"));
  step.attributes = {sourcesEdit(this->picture(picture), picture, sources)};
  push(std::move(step));
}

void AnnotationDocument::setSourcesForAll(const std::vector<PictureSources>& sources) {
  EditStep step =
      stepOf(std::max(current_, 0), EditKind::sources, tr("Set depth and camera of all pictures"));
  const int count = std::min(pictureCount(), static_cast<int>(sources.size()));
  for (int i = 0; i < count; ++i)
    if (const PictureSources& after = sources[static_cast<std::size_t>(i)]; sourcesOf(picture(i)) != after)
      step.attributes.push_back(sourcesEdit(picture(i), i, after));
  push(std::move(step));
}

} // namespace fillscope
