#include "app/gui/depth_maps.h"
#include <QLocale>
#include <algorithm>
#include <iterator>

namespace fillscope {
namespace {

QString measuredName() { return DepthMaps::nameOfMeasured(); }
QString emptyName() { return DepthMaps::tr("empty reference"); }
bool canMeasure(const NamedDepth& map) { return map.role != NamedDepth::Role::emptyReference; }

/// Of what decides what the depth files say.
PictureSources depthFilesOf(const Picture& picture) {
  PictureSources files = sourcesOf(picture);
  files.intrinsicsFile.clear();
  files.fieldOfView = 0;
  return files;
}

NamedDepth namedAs(const QString& name, std::shared_ptr<const FillPrediction> prediction) {
  std::shared_ptr<const DepthMap> map(prediction, &prediction->fill.depth);
  return {name, NamedDepth::Role::predicted, std::move(map), std::move(prediction)};
}

} // namespace

DepthMaps::DepthMaps(AnnotationDocument& document, PictureStore& store)
    : document_(document)
    , store_(store) {
  connect(&document_, &AnnotationDocument::changed, this, [this](const DocumentChange& change) {
    using Kind = DocumentChange::Kind;
    // Later: whoever follows may change the document, which is about to change.
    if (change.kind == Kind::sourcesChanged || change.kind == Kind::attributesChanged)
      QMetaObject::invokeMethod(this, &DepthMaps::followFiles, Qt::QueuedConnection);
  });
}

void DepthMaps::clear() {
  made_.clear();
  files_.clear();
  chosen_.clear();
  ++project_;
}

DepthMaps::Origin DepthMaps::originOf(int picture) const { return {project_, picture, {}}; }

DepthMaps::Origin DepthMaps::originOf(int picture, const NamedDepth& map) const {
  Origin origin = originOf(picture);
  if (map.role != NamedDepth::Role::predicted && picture < document_.pictureCount())
    origin.files = depthFilesOf(document_.picture(picture));
  return origin;
}

std::vector<NamedDepth> DepthMaps::of(int picture) const {
  std::vector<NamedDepth> maps;
  const PictureStore::Loaded loaded = store_.cached(picture);
  const auto it = made_.find(picture);
  const auto addMade = [&](bool toMeasureWith) {
    if (it == made_.end()) return;
    std::copy_if(it->second.begin(), it->second.end(), std::back_inserter(maps),
                 [=](const NamedDepth& map) { return canMeasure(map) == toMeasureWith; });
  };
  if (loaded && loaded->depth) maps.push_back({measuredName(), NamedDepth::Role::measured, loaded->depth});
  addMade(true);
  if (loaded && loaded->emptyDepth)
    maps.push_back({emptyName(), NamedDepth::Role::emptyReference, loaded->emptyDepth});
  addMade(false);
  return maps;
}

QString DepthMaps::faultOfFile(const LoadedPicture& picture) {
  if (picture.depth) return {};
  if (picture.lacksScale)
    return tr("The depth scale is missing: choose at “One unit is” what one unit of the depth file means, "
              "or at “File holds” that it has none.");
  return picture.depthProblem ? QString::fromStdString(picture.depthProblem->sentence()) : QString();
}

QString DepthMaps::nameOfMeasured() { return tr("measured"); }

QStringList DepthMaps::namesOf(const std::vector<NamedDepth>& maps) {
  QStringList names;
  for (const NamedDepth& map : maps)
    names << map.name;
  return names;
}

NamedDepth& DepthMaps::slotFor(int picture, const QString& name) {
  std::vector<NamedDepth>& maps = made_[picture];
  const auto same =
      std::find_if(maps.begin(), maps.end(), [&](const NamedDepth& m) { return m.name == name; });
  if (same != maps.end()) return *same;
  maps.push_back({name, NamedDepth::Role::predicted, nullptr});
  return maps.back();
}

void DepthMaps::put(int picture, NamedDepth map) {
  const QString name = map.name;
  const bool isDenoised = !map.denoisedFrom.isEmpty();
  const bool lost = dropDenoised(picture, name);
  slotFor(picture, name) = std::move(map);
  Q_EMIT changed(picture);
  const int current = chosen(picture);
  const std::vector<NamedDepth> all = of(picture);
  // What it was denoised from goes before it, also while that is not in memory.
  const auto asked = chosen_.find(picture);
  const bool isChosen = isDenoised ? asked != chosen_.end() && asked->second == name
                                   : current >= 0 && all[static_cast<std::size_t>(current)].name == name;
  if (lost || isChosen) Q_EMIT chosenChanged(picture);
}

void DepthMaps::addPredicted(int picture, const QString& network, std::shared_ptr<const DepthMap> map) {
  put(picture, {nameFor(network), NamedDepth::Role::predicted, std::move(map)});
}

QString DepthMaps::addDenoised(int picture, const NamedDepth& source, const QString& network,
                               double mostError, std::shared_ptr<const DepthMap> map) {
  using Role = NamedDepth::Role;
  QString name = tr("%1, denoised by %2").arg(source.name, network);
  if (mostError > 0) name += tr(" (error ≤ %1 mm)").arg(QLocale().toString(1000 * mostError, 'g', 4));
  files_.try_emplace(picture, depthFilesOf(document_.picture(picture)));
  const Role role = source.role == Role::measured ? Role::denoised : source.role;
  put(picture, {name, role, std::move(map), nullptr, source.name});
  return name;
}

template <class Which>
bool DepthMaps::drop(int picture, const Which& which) {
  const auto maps = made_.find(picture);
  if (maps == made_.end()) return false;
  QStringList gone;
  for (const NamedDepth& map : maps->second)
    if (which(map)) gone << map.name;
  std::erase_if(maps->second, which);
  for (const QString& name : gone)
    dropDenoised(picture, name);
  if (const auto chosen = chosen_.find(picture); chosen != chosen_.end() && gone.contains(chosen->second))
    chosen_.erase(chosen);
  return !gone.isEmpty();
}

bool DepthMaps::dropDenoised(int picture, const QString& source) {
  return drop(picture, [&](const NamedDepth& map) { return map.denoisedFrom == source; });
}

// A scale that was mended, another depth file: what was made of the old map says nothing any more.
void DepthMaps::followFiles() {
  std::vector<int> dropped;
  for (auto it = files_.begin(); it != files_.end();) {
    const int picture = it->first;
    const bool same =
        picture < document_.pictureCount() && it->second == depthFilesOf(document_.picture(picture));
    if (same) {
      ++it;
      continue;
    }
    it = files_.erase(it);
    const bool ofMeasured = dropDenoised(picture, measuredName());
    if (dropDenoised(picture, emptyName()) || ofMeasured) dropped.push_back(picture);
  }
  for (const int picture : dropped) {
    Q_EMIT changed(picture);
    Q_EMIT chosenChanged(picture);
  }
}

void DepthMaps::addPrediction(int picture, std::shared_ptr<const FillPrediction> prediction) {
  const QString name = nameFor(prediction->network);
  put(picture, namedAs(name, std::move(prediction)));
}

void DepthMaps::choosePrediction(int picture, std::shared_ptr<const FillPrediction> prediction) {
  const QString name = nameFor(prediction->network);
  dropDenoised(picture, name);
  slotFor(picture, name) = namedAs(name, std::move(prediction));
  chosen_[picture] = name;
  Q_EMIT changed(picture);
  Q_EMIT chosenChanged(picture);
}

void DepthMaps::dropPredictions(int picture) {
  drop(picture, [](const NamedDepth& map) { return map.prediction != nullptr; });
  chosen_.erase(picture);
  Q_EMIT changed(picture);
  Q_EMIT chosenChanged(picture);
}

int DepthMaps::chosen(int picture) const {
  const std::vector<NamedDepth> maps = of(picture);
  if (maps.empty() || !canMeasure(maps.front())) return -1;
  if (const auto it = chosen_.find(picture); it != chosen_.end())
    for (std::size_t i = 0; i < maps.size(); ++i)
      if (maps[i].name == it->second) return static_cast<int>(i);
  // The measured map goes before the others, and nobody knows yet whether there is one.
  return store_.cached(picture) ? 0 : -1;
}

void DepthMaps::choose(int picture, int index) {
  const std::vector<NamedDepth> maps = of(picture);
  if (index < 0 || index >= static_cast<int>(maps.size()) || index == chosen(picture)) return;
  const NamedDepth& map = maps[static_cast<std::size_t>(index)];
  if (!canMeasure(map)) return;
  chosen_[picture] = map.name;
  Q_EMIT chosenChanged(picture);
}

std::shared_ptr<const DepthMap> DepthMaps::chosenMap(int picture) const {
  const std::optional<NamedDepth> depth = chosenDepth(picture);
  return depth ? depth->map : nullptr;
}

std::optional<NamedDepth> DepthMaps::chosenDepth(int picture) const {
  const int index = chosen(picture);
  if (index < 0) return {};
  return of(picture)[static_cast<std::size_t>(index)];
}

const NamedDepth* DepthMaps::Predictions::measuredWith(bool hasMeasured) const {
  for (const NamedDepth& map : maps)
    if (map.name == chosen) return &map;
  return hasMeasured || maps.empty() ? nullptr : &maps.front();
}

std::map<int, DepthMaps::Predictions> DepthMaps::predictions() const {
  std::map<int, Predictions> all;
  for (const auto& [picture, maps] : made_) {
    const auto chosen = chosen_.find(picture);
    Predictions& told = all[picture];
    std::copy_if(maps.begin(), maps.end(), std::back_inserter(told.maps), canMeasure);
    if (chosen != chosen_.end()) told.chosen = chosen->second;
  }
  return all;
}

} // namespace fillscope
