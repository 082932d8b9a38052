#include "app/gui/depth_maps.h"
#include <algorithm>

namespace fillscope {

void DepthMaps::clear() {
  predicted_.clear();
  chosen_.clear();
}

std::vector<NamedDepth> DepthMaps::of(int picture) const {
  std::vector<NamedDepth> maps;
  const PictureStore::Loaded loaded = store_.cached(picture);
  if (loaded && loaded->depth) maps.push_back({tr("measured"), NamedDepth::Role::measured, loaded->depth});
  if (const auto it = predicted_.find(picture); it != predicted_.end())
    maps.insert(maps.end(), it->second.begin(), it->second.end());
  if (loaded && loaded->emptyDepth)
    maps.push_back({tr("empty reference"), NamedDepth::Role::emptyReference, loaded->emptyDepth});
  return maps;
}

QString DepthMaps::faultOfFile(const LoadedPicture& picture) {
  if (picture.depth) return {};
  if (picture.lacksScale)
    return tr("The depth scale is missing: choose at “One unit is” what one unit of the depth file means, "
              "or at “File holds” that it has none.");
  return picture.depthProblem ? QString::fromStdString(picture.depthProblem->sentence()) : QString();
}

QStringList DepthMaps::namesOf(const std::vector<NamedDepth>& maps) {
  QStringList names;
  for (const NamedDepth& map : maps)
    names << map.name;
  return names;
}

NamedDepth& DepthMaps::predictedSlot(int picture, const QString& name) {
  std::vector<NamedDepth>& maps = predicted_[picture];
  const auto same =
      std::find_if(maps.begin(), maps.end(), [&](const NamedDepth& m) { return m.name == name; });
  if (same != maps.end()) return *same;
  maps.push_back({name, NamedDepth::Role::predicted, nullptr, nullptr});
  return maps.back();
}

void DepthMaps::addPredicted(int picture, const QString& network, std::shared_ptr<const DepthMap> map) {
  const QString name = nameFor(network);
  NamedDepth& slot = predictedSlot(picture, name);
  slot.map = std::move(map);
  slot.prediction.reset();
  Q_EMIT changed(picture);
  const int current = chosen(picture);
  const std::vector<NamedDepth> all = of(picture);
  if (current >= 0 && all[static_cast<std::size_t>(current)].name == name) Q_EMIT chosenChanged(picture);
}

void DepthMaps::choosePrediction(int picture, std::shared_ptr<const FillPrediction> prediction) {
  const QString name = nameFor(prediction->network);
  NamedDepth& slot = predictedSlot(picture, name);
  slot.map = std::shared_ptr<const DepthMap>(prediction, &prediction->fill.depth);
  slot.prediction = std::move(prediction);
  chosen_[picture] = name;
  Q_EMIT changed(picture);
  Q_EMIT chosenChanged(picture);
}

void DepthMaps::dropPredictions(int picture) {
  std::erase_if(predicted_[picture], [](const NamedDepth& map) { return map.prediction != nullptr; });
  chosen_.erase(picture);
  Q_EMIT changed(picture);
  Q_EMIT chosenChanged(picture);
}

int DepthMaps::chosen(int picture) const {
  const std::vector<NamedDepth> maps = of(picture);
  if (maps.empty() || maps.front().role == NamedDepth::Role::emptyReference) return -1;
  if (const auto it = chosen_.find(picture); it != chosen_.end())
    for (std::size_t i = 0; i < maps.size(); ++i)
      if (maps[i].name == it->second) return static_cast<int>(i);
  return 0;
}

void DepthMaps::choose(int picture, int index) {
  const std::vector<NamedDepth> maps = of(picture);
  if (index < 0 || index >= static_cast<int>(maps.size()) || index == chosen(picture)) return;
  const NamedDepth& map = maps[static_cast<std::size_t>(index)];
  if (map.role == NamedDepth::Role::emptyReference) return;
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
  for (const auto& [picture, maps] : predicted_) {
    const auto chosen = chosen_.find(picture);
    all[picture] = {maps, chosen == chosen_.end() ? QString() : chosen->second};
  }
  return all;
}

} // namespace fillscope
