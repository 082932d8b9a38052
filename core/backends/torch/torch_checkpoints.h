#pragma once
// A TorchScript network runs in one go. Checkpoints between its operators let it report and stop.
#include "core/base/progress.h"

namespace torch::jit {
struct Module;
}

namespace fillscope {

/// Puts a checkpoint before every operator of forward. Call before the network first runs.
void insertCheckpoints(torch::jit::Module& network);

/// Counts the checkpoints that this thread passes while it lives, reports count / expected, and throws out of
/// the network once progress is cancelled. One at a time a thread.
class CheckpointWatch {
 public:
  CheckpointWatch(const Progress& progress, long expected);
  ~CheckpointWatch();
  CheckpointWatch(const CheckpointWatch&) = delete;
  CheckpointWatch& operator=(const CheckpointWatch&) = delete;

  long passed() const { return passed_; }
  void pass();

 private:
  const Progress& progress_;
  long expected_, passed_ = 0;
};

} // namespace fillscope
