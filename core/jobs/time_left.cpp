#include "core/jobs/time_left.h"
#include <algorithm>
#include <cmath>

namespace fillscope {

void TimeLeft::pause(double elapsedSeconds) {
  if (pausedSince_ < 0) pausedSince_ = std::max(0.0, elapsedSeconds);
}

void TimeLeft::resume(double elapsedSeconds) {
  if (pausedSince_ < 0) return;
  paused_ += std::max(0.0, elapsedSeconds - pausedSince_);
  pausedSince_ = -1;
}

void TimeLeft::add(double elapsedSeconds, double fraction) {
  addRunning((pausedSince_ < 0 ? elapsedSeconds : pausedSince_) - paused_, fraction);
}

void TimeLeft::addRunning(double elapsedSeconds, double fraction) {
  const bool isFraction = fraction >= 0 && fraction <= 1;
  if (!begun_ || !isFraction || fraction < fraction_ || elapsedSeconds < elapsed_) {
    begun_ = isFraction;
    elapsed_ = std::max(0.0, elapsedSeconds);
    fraction_ = isFraction ? fraction : 0;
    rate_ = 0;
    return;
  }
  const double passed = elapsedSeconds - elapsed_;
  if (passed <= 0) {
    fraction_ = fraction;
    return;
  }
  const double rate = (fraction - fraction_) / passed;
  // The memory grows with the run: a two-second job reacts at once, an hour's job does not flicker.
  const double memory = std::max(0.5, elapsedSeconds / 3);
  const double weight = rate_ > 0 ? 1 - std::exp(-passed / memory) : 1;
  rate_ += weight * (rate - rate_);
  elapsed_ = elapsedSeconds;
  fraction_ = fraction;
}

double TimeLeft::seconds() const {
  if (elapsed_ < 1 || fraction_ < 0.01 || rate_ <= 0) return -1;
  return (1 - fraction_) / rate_;
}

} // namespace fillscope
