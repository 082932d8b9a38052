#pragma once
// How fast a training goes and how long it will take.
#include <chrono>

namespace fillscope {

class StepClock {
 public:
  /// After a pause, or when other work lay between steps.
  void restart() { last_ = Clock::now(); }
  /// Seconds since the last step (or restart); they count towards the speed.
  double stepDone() {
    const double seconds = lap();
    // The first steps are slower; later the speed follows slowly.
    perStep_ =
        counted_ == 0 ? seconds : perStep_ + (seconds - perStep_) / (counted_ < 50 ? counted_ + 1 : 50);
    ++counted_;
    return seconds;
  }
  double validationDone() { return perValidation_ = lap(); }
  double stepsPerSecond() const { return perStep_ > 0 ? 1 / perStep_ : 0; }
  /// Below 0: not known yet.
  double secondsLeft(long steps, int validations) const {
    if (counted_ < 3) return -1;
    return static_cast<double>(steps) * perStep_ + validations * perValidation_;
  }
  void checkpointKept() { checkpoint_ = Clock::now(); }
  double sinceCheckpoint() const { return std::chrono::duration<double>(Clock::now() - checkpoint_).count(); }

 private:
  using Clock = std::chrono::steady_clock;
  double lap() {
    const auto now = Clock::now();
    const double seconds = std::chrono::duration<double>(now - last_).count();
    last_ = now;
    return seconds;
  }
  Clock::time_point last_ = Clock::now(), checkpoint_ = Clock::now();
  double perStep_ = 0, perValidation_ = 0;
  long counted_ = 0;
};

} // namespace fillscope
