#pragma once
// Networks that answer by rule, so that what comes out of a workflow is known beforehand.
#include "core/inference/model_registry.h"
#include "core/inference/rim_view.h"
#include <QDir>
#include <QFile>
#include <algorithm>
#include <cmath>

namespace fillscope::tests {

/// Sees content up to a level: `fill` of the box's height, level from wall to wall. Where the depth is not
/// known it answers `ratio`. The figure is figureFill with a standard error of five points.
class LevelNetwork : public Network {
 public:
  LevelNetwork(ModelManifest manifest, double fill, double ratio, double figureFill)
      : manifest_(std::move(manifest))
      , fill_(fill)
      , ratio_(ratio)
      , figureFill_(figureFill) {}
  const ModelManifest& manifest() const override { return manifest_; }
  std::string device() const override { return "cpu"; }
  Result<std::vector<Tensor>> run(const Tensor& input, const Progress& progress) override {
    if (progress.cancelled()) return cancelledError();
    const auto size = input.shape[3];
    const auto plane = static_cast<std::size_t>(size * size);
    Tensor planes{{1, 2, size, size}, std::vector<float>(2 * plane)};
    for (std::size_t k = 0; k < plane; ++k) {
      const double empty = input.values[3 * plane + k], share = empty > 0 ? (1 - fill_) / empty : 1;
      planes.values[k] = static_cast<float>(std::min(1.0, share));
      planes.values[plane + k] = share < 1 ? 1.0f : 0.0f;
    }
    return std::vector<Tensor>{
        planes,
        {{1, 3}, {static_cast<float>(figureFill_), std::log(0.05f), static_cast<float>(std::log(ratio_))}}};
  }

 private:
  ModelManifest manifest_;
  double fill_, ratio_, figureFill_;
};

/// Peaks at cells 6 and 18 of 24, whatever the picture: corners (120,40) to (520,440) of one of 640×480.
class FixedCorners : public Network {
 public:
  explicit FixedCorners(ModelManifest manifest)
      : manifest_(std::move(manifest)) {}
  const ModelManifest& manifest() const override { return manifest_; }
  std::string device() const override { return "cpu"; }
  Result<std::vector<Tensor>> run(const Tensor&, const Progress& progress) override {
    if (progress.cancelled()) return cancelledError();
    std::vector<Vec2> places{{6, 6}, {18, 6}, {18, 18}, {6, 18}};
    // The rim from another corner on, and the floor.
    if (manifest_.corners.keypoints.size() == 8)
      places = {{18, 6}, {18, 18}, {6, 18}, {6, 6}, {16, 8}, {16, 16}, {8, 16}, {8, 8}};
    Tensor maps{{1, static_cast<std::int64_t>(places.size()), 24, 24}, {}};
    for (const Vec2 at : places)
      for (int y = 0; y < 24; ++y)
        for (int x = 0; x < 24; ++x) {
          const Vec2 d = Vec2{x + 0.5, y + 0.5} - at;
          maps.values.push_back(static_cast<float>(-0.5 * dot(d, d)));
        }
    return std::vector<Tensor>{maps};
  }

 private:
  ModelManifest manifest_;
};

inline ModelManifest rimManifest(const std::string& id, double figureWeight) {
  ModelManifest manifest;
  manifest.id = id;
  manifest.inputWidth = manifest.inputHeight = 64;
  manifest.rimMargin = 4;
  manifest.fillFigureWeight = figureWeight;
  return manifest;
}

inline ModelManifest cornersManifest(const std::string& id) {
  ModelManifest manifest;
  manifest.id = id;
  manifest.task = ModelTask::corners;
  manifest.inputWidth = manifest.inputHeight = 96;
  manifest.corners.keypoints = {"a", "b", "c", "d"};
  return manifest;
}

/// FOLDER/ID/manifest.json with a file beside it that a loader may open or not.
inline void writeModel(const QString& folder, const ModelManifest& manifest) {
  const QString inside = folder + QLatin1Char('/') + QString::fromStdString(manifest.id);
  QDir().mkpath(inside);
  ModelManifest named = manifest;
  named.file = "net.pt";
  QFile file(inside + QStringLiteral("/manifest.json")), network(inside + QStringLiteral("/net.pt"));
  if (!file.open(QIODevice::WriteOnly) || !network.open(QIODevice::WriteOnly))
    qFatal("cannot write into %s", qPrintable(inside));
  file.write(QByteArray::fromStdString(manifestJson(named)));
}

} // namespace fillscope::tests
