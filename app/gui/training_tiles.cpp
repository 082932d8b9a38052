#include "app/gui/training_tiles.h"
#include "app/gui/learning_pictures.h"
#include "app/gui/train_page.h"
#include "core/inference/classifier.h"
#include "widgets/qimage_from.h"
#include <QLocale>

namespace fillscope {
namespace {

GridTile classTileOf(const SamplePrediction& prediction) {
  const QString name = QString::fromStdString(prediction.name),
                truth = QString::fromStdString(prediction.trueClass),
                answer = QString::fromStdString(prediction.predictedClass),
                percent = QLocale().toString(100 * prediction.probability, 'f', 0);
  GridTile tile;
  tile.picture = toQImage(prediction.picture);
  tile.beside = {{toQImage(evidencePicture(prediction.picture, prediction.evidence)),
                  TrainPage::tr("%1 % %2", "probability, class").arg(percent, answer)}};
  if (prediction.trueClass == prediction.predictedClass) {
    tile.caption = name;
    tile.toolTip = TrainPage::tr("%1: %2, rightly. Warm: what speaks for it").arg(name, answer);
  } else {
    tile.caption = TrainPage::tr("✗ is %2: %1", "picture, true class").arg(name, truth);
    tile.toolTip = TrainPage::tr("%1: called %2, is %3. Warm: what speaks for %2").arg(name, answer, truth);
  }
  return tile;
}

bool isDenoised(const SamplePrediction& prediction) { return !prediction.measuredDepth.empty(); }

GridTile denoisedTileOf(const SamplePrediction& prediction) {
  const Raster<float>& truth = prediction.trueDepth;
  GridTile tile;
  tile.caption = QString::fromStdString(prediction.name);
  tile.toolTip = TrainPage::tr("%1: depth as it was measured, what the network makes of it, and what it "
                               "truly is, in one scale")
                     .arg(tile.caption);
  tile.picture = depthPicture(prediction.measuredDepth, truth);
  tile.beside = {{depthPicture(prediction.predictedDepth, truth), TrainPage::tr("network")},
                 {depthPicture(truth), TrainPage::tr("truth")}};
  return tile;
}

bool holdsDepth(const SamplePrediction& prediction) {
  return !prediction.trueDepth.empty() || !prediction.predictedDepth.empty();
}

} // namespace

GridTile tileOf(const SamplePrediction& prediction) {
  if (!prediction.trueClass.empty()) return classTileOf(prediction);
  if (isDenoised(prediction)) return denoisedTileOf(prediction);
  GridTile tile;
  tile.caption = QString::fromStdString(prediction.name);
  if (holdsDepth(prediction)) {
    tile.picture = depthPicture(prediction.trueDepth);
    tile.beside = {{depthPicture(prediction.predictedDepth, prediction.trueDepth), TrainPage::tr("network")}};
    tile.toolTip = TrainPage::tr("%1: true depth at the left, the network's at the right, in one scale")
                       .arg(tile.caption);
  } else {
    tile.picture = toQImage(prediction.picture);
    tile.toolTip = TrainPage::tr("%1: true corners dashed, the network's solid").arg(tile.caption);
  }
  if (!prediction.truth.empty())
    tile.outlines.push_back(outlineOf(prediction.truth, GridOutline::Role::truth));
  if (!prediction.predicted.empty())
    tile.outlines.push_back(outlineOf(prediction.predicted, GridOutline::Role::predicted));
  return tile;
}

QString legendFor(const SamplePrediction& prediction) {
  if (!prediction.trueClass.empty())
    return TrainPage::tr("Pictures kept back from training, with what the network calls them. Warm colours "
                         "speak for that class, cold ones against it");
  if (isDenoised(prediction))
    return TrainPage::tr("Parts of depth maps kept back from training: as they were measured, what the "
                         "network makes of them, and the truth");
  if (holdsDepth(prediction))
    return TrainPage::tr("Pictures kept back from training: true depth at the left, the network's at the "
                         "right");
  return TrainPage::tr("Pictures kept back from training: the truth dashed, the network's answer solid");
}

} // namespace fillscope
