#pragma once
// What a training has done so far, as JSON: history.json and the text inside a checkpoint.
#include "core/learning/trainer.h"

namespace fillscope {

struct TrainingState {
  TrainingConfig config;
  std::size_t trainingSamples = 0;                  ///< in the source
  std::string trainingPictures, validationPictures; ///< fingerprintOf the sources; "" of older checkpoints
  long step = 0;                                    ///< whole steps done, over all epochs
  int bestEpoch = 0;                                ///< 0: none yet
  std::map<std::string, double> sums;               ///< of losses over the steps of the epoch begun
  long summed = 0;                                  ///< how many steps they are of
  double seconds = 0;                               ///< spent on the epoch begun
  std::vector<EpochReport> history;                 ///< one per whole epoch, without predictions
};

/// Numbers read back to the same bits. Metrics that are no finite number are left out.
std::string trainingStateJson(const TrainingState& state);
/// Error: badInput.
Result<TrainingState> parseTrainingState(const std::string& json, const std::string& where);

/// [ { "epoch": 1, "best": true, "seconds": 12.5, "training": { "loss": … }, "validation": { … } }, … ]
std::string historyJson(const std::vector<EpochReport>& history);
/// Error: badInput.
Result<std::vector<EpochReport>> parseHistory(const std::string& json, const std::string& where);

/// Whether a training with one configuration goes on as that with the other: all is alike but names, texts,
/// threads, workers, how long it lasts (epochs, patience), and what it began with.
bool trainsTheSame(const TrainingConfig& a, const TrainingConfig& b);

} // namespace fillscope
