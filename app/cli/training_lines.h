#pragma once
// What a training says on the terminal: a line an epoch on stdout, where it stands on stderr.
#include "core/learning/trainer.h"
#include <chrono>
#include <string>

namespace fillscope::cli {

/// "epoch 3/30: loss 0.0123; judged: mean_error_percent 1.4, polygon_iou 0.95 (best)"
std::string epochText(const EpochReport& report, int epochs);
/// {"epoch": 3, "training": {…}, "validation": {…}, "best": true, "seconds": 12.5}
std::string epochJson(const EpochReport& report);
/// "Epoch 2/30, step 130/3000, loss 0.02, 96 samples/s, 12 min left"
std::string stepText(const StepReport& report);

/// Every line reaches its stream before a call returns.
class TrainingLines {
 public:
  explicit TrainingLines(bool json);
  /// On a terminal the one line is replaced ten times a second at most; elsewhere one line a minute.
  void step(const StepReport& report);
  void epoch(const EpochReport& report);
  /// Clears the line of steps.
  void end();
  void outcome(const TrainingOutcome& outcome) const;

 private:
  using Clock = std::chrono::steady_clock;
  bool json_, terminal_, shown_ = false;
  int epochs_ = 0;
  Clock::time_point last_ = Clock::now();
};

} // namespace fillscope::cli
