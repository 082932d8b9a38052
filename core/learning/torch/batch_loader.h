#pragma once
// Batches made ready ahead of their use by worker threads, handed out in order.
#include "core/base/progress.h"
#include "core/learning/torch/training_task.h"
#include <atomic>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace fillscope {

/// make(k) must be a function of k alone, so that what comes out does not depend on the workers. At most
/// workers + 2 batches wait at a time.
class BatchLoader {
 public:
  /// Called on several threads at a time. stopped tells that nobody wants the answer any more. May throw.
  using Make = std::function<Result<TaskBatch>(long batch, const std::atomic<bool>& stopped)>;
  /// Batches first … end − 1. Throws std::system_error where the system gives no thread at all; fewer than
  /// workers are made do with.
  BatchLoader(int workers, long first, long end, Make make);
  /// Stops and waits for the workers.
  ~BatchLoader();
  BatchLoader(const BatchLoader&) = delete;
  BatchLoader& operator=(const BatchLoader&) = delete;

  /// Waits until next() will not, unless progress is cancelled. Errors: that batch's, cancelled.
  Result<void> awaitNext(const Progress& progress);
  /// The next batch; waits for it. Errors: make's own, tryAgain where it threw, cancelled.
  Result<TaskBatch> next(const Progress& progress);

 private:
  void work();
  bool waitForNext(std::unique_lock<std::mutex>& lock, const Progress& progress); ///< false: cancelled

  const Make make_;
  const long end_, ahead_;
  std::mutex guard_;
  std::condition_variable changed_;
  long claimed_, consumed_;
  std::map<long, Result<TaskBatch>> ready_;
  std::atomic<bool> stopped_{false};
  std::vector<std::thread> workers_;
};

} // namespace fillscope
