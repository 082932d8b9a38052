#pragma once
// Holds a lane of jobs, so that a test says when the next one begins.
#include "core/jobs/job_runner.h"
#include <QSemaphore>
#include <memory>

namespace fillscope::tests {

/// Jobs of a lane with one thread that were there before it are done before; later ones wait until it opens.
class LaneGate {
 public:
  LaneGate(JobRunner& jobs, JobLane lane) {
    jobs.run<int>(
        lane, QStringLiteral("gate"), nullptr,
        [gate = gate_](const Progress&) -> Result<int> {
          gate->reached.release();
          gate->opened.acquire();
          return 0;
        },
        {}, false);
  }
  LaneGate(const LaneGate&) = delete;
  LaneGate& operator=(const LaneGate&) = delete;
  ~LaneGate() { open(); }
  void open() { gate_->opened.release(); }
  void waitUntilReached() { gate_->reached.acquire(); } ///< all that was there before has been done

 private:
  struct Gate {
    QSemaphore reached, opened;
  };
  std::shared_ptr<Gate> gate_ = std::make_shared<Gate>();
};

} // namespace fillscope::tests
