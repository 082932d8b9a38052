#include "core/learning/torch/batch_loader.h"
#include <algorithm>
#include <chrono>
#include <exception>

namespace fillscope {

BatchLoader::BatchLoader(int workers, long first, long end, Make make)
    : make_(std::move(make))
    , end_(end)
    , ahead_(std::max(1, workers) + 2)
    , claimed_(first)
    , consumed_(first) {
  workers_.reserve(static_cast<std::size_t>(std::max(1, workers)));
  try {
    for (int k = 0; k < std::max(1, workers); ++k)
      workers_.emplace_back([this] { work(); });
  } catch (const std::exception&) {
    // Fewer threads make it slower, not wrong; without one nothing would ever be ready.
    if (workers_.empty()) throw;
  }
}

BatchLoader::~BatchLoader() {
  {
    const std::lock_guard lock(guard_);
    stopped_ = true;
  }
  changed_.notify_all();
  for (auto& worker : workers_)
    worker.join();
}

void BatchLoader::work() {
  for (;;) {
    long mine = 0;
    {
      std::unique_lock lock(guard_);
      changed_.wait(lock, [this] { return stopped_ || claimed_ >= end_ || claimed_ < consumed_ + ahead_; });
      if (stopped_ || claimed_ >= end_) return;
      mine = claimed_++;
    }
    Result<TaskBatch> made = [&]() -> Result<TaskBatch> {
      try {
        return make_(mine, stopped_);
      } catch (const std::exception& fault) {
        return Error{
            ErrorCode::tryAgain, std::string("samples could not be made ready: ") + fault.what(), {}, {}};
      }
    }();
    {
      const std::lock_guard lock(guard_);
      ready_.emplace(mine, std::move(made));
    }
    changed_.notify_all();
  }
}

bool BatchLoader::waitForNext(std::unique_lock<std::mutex>& lock, const Progress& progress) {
  // Wakes now and then: a stop does not notify.
  while (!changed_.wait_for(lock, std::chrono::milliseconds(50),
                            [this] { return ready_.count(consumed_) > 0 || consumed_ >= end_; })) {
    lock.unlock();
    const bool cancelled = progress.cancelled();
    lock.lock();
    if (cancelled) return false;
  }
  return true;
}

Result<void> BatchLoader::awaitNext(const Progress& progress) {
  std::unique_lock lock(guard_);
  if (!waitForNext(lock, progress)) return cancelledError();
  const auto batch = ready_.find(consumed_);
  return batch == ready_.end() || batch->second ? Result<void>{} : batch->second.error();
}

Result<TaskBatch> BatchLoader::next(const Progress& progress) {
  std::unique_lock lock(guard_);
  if (!waitForNext(lock, progress)) return cancelledError();
  if (consumed_ >= end_) return Error{ErrorCode::badInput, "there are no more batches", {}, {}};
  auto node = ready_.extract(consumed_++);
  lock.unlock();
  changed_.notify_all();
  return std::move(node.mapped());
}

} // namespace fillscope
