#pragma once
// Trains a network and tells how it goes. LibTorch is in a module of its own, opened on first use.
#include "core/base/progress.h"
#include "core/learning/training_config.h"
#include "core/learning/training_sample.h"
#include <functional>
#include <map>
#include <memory>

namespace fillscope {

struct StepReport {
  int epoch = 0, epochs = 0; ///< epoch counts from 1
  long step = 0, steps = 0;  ///< of the whole training
  double loss = 0, learningRate = 0;
  double samplesPerSecond = 0, secondsLeft = 0; ///< secondsLeft < 0: not known yet
};

/// One example picture of the validation set after an epoch.
struct SamplePrediction {
  std::string name;
  Image picture;                           ///< as the network saw it
  std::vector<Keypoint> truth, predicted;  ///< corners, in that picture
  Raster<float> trueDepth, predictedDepth; ///< depth; 0 no value
  Raster<float> measuredDepth;             ///< denoisers: what the network was given
  std::string trueClass, predictedClass;   ///< classes
  double probability = 0;                  ///< of the predicted class
  Raster<float> evidence;                  ///< for the predicted class (classifier.h), of the picture's size
};

struct EpochReport {
  int epoch = 0;
  std::map<std::string, double> training,
      validation; ///< by name: "loss", "l1", "mean_error_percent", "polygon_iou", "abs_rel", "fill_error",
                  ///< "accuracy"…
  bool best = false;
  double seconds = 0;
  std::vector<SamplePrediction> predictions; ///< up to 8, the same pictures each time
};

/// Called on the training thread, one at a time.
struct TrainingEvents {
  /// Once, when weights to begin with, or the checkpoint, fit and a first batch is made ready, before
  /// anything of this training is written. An error ends it, and nothing has been written.
  std::function<Result<void>()> onReady;
  std::function<void(const StepReport&)> onStep;
  std::function<void(const EpochReport&)> onEpoch;
  std::function<bool()> isPaused; ///< while true the trainer waits between steps
};

struct TrainingRun {
  TrainingConfig config;
  std::shared_ptr<SampleSource> training, validation;
  std::filesystem::path
      folder; ///< config.json, checkpoint.pt, best.pt, history.json, events.out.tfevents.…, export/
  bool resume = false; ///< from folder's checkpoint; from the start where there is none
};

struct TrainingOutcome {
  std::filesystem::path manifest;   ///< of the exported best network: folder/export/ID/manifest.json
  std::vector<EpochReport> history; ///< without predictions
  int bestEpoch = 0;
  bool stoppedEarly = false;
};

/// AdamW with warm-up and a cosine, gradients clipped at a norm of 5. What is evaluated, kept as best.pt and
/// exported is the moving average of the weights (decay 0.999); the best network so far is exported after its
/// epoch, so that a training which is stopped leaves one. Loaded samples are kept in up to a quarter of
/// memory. Samples that lack what the task needs are passed over.
///
/// Runs in the caller's thread until done, out of patience, or progress is cancelled: then the state after
/// the last whole step is kept as a checkpoint (unless it had not begun) and the error is `cancelled`. A
/// checkpoint is written after every epoch, about every minute within one, and when stopped, as temp + fsync
/// + rename: killed at any moment, the next run with resume goes on from the last one. With the same
/// configuration, seed and data, and on the CPU, weights after N steps are the same bit for bit, whether in
/// one run or in several. Errors: badInput (configuration, samples without what the task needs, a checkpoint
/// of another configuration, a folder with other files of those names), tryAgain (another training runs in
/// the folder), unsupported (no LibTorch), ioFailure, cancelled.
Result<TrainingOutcome> train(const TrainingRun& run, const TrainingEvents& events,
                              const Progress& progress = {});

} // namespace fillscope
