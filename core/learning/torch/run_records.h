#pragma once
// What a training leaves in its folder for people and for TensorBoard.
#include "core/learning/event_log.h"
#include "core/learning/training_state.h"

namespace fillscope {

/// Tags: step/loss, step/learning_rate by step; train/NAME and valid/NAME by epoch; prediction/1 … by epoch.
class RunRecords {
 public:
  /// Makes the folder, config.json and the event file. Error: ioFailure.
  static Result<RunRecords> open(const TrainingRun& run);
  Result<void> step(long step, double loss, double learningRate);
  /// Also writes history.json, the epochs up to and with this one.
  Result<void> epoch(const EpochReport& report, const std::vector<EpochReport>& history);

 private:
  RunRecords(std::filesystem::path folder, std::unique_ptr<EventLog> log)
      : folder_(std::move(folder))
      , log_(std::move(log)) {}
  std::filesystem::path folder_;
  std::unique_ptr<EventLog> log_;
};

} // namespace fillscope
