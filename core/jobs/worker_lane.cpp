#include "core/jobs/worker_lane.h"
#include <algorithm>
#include <utility>

namespace fillscope {

WorkerLane::~WorkerLane() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  wake_.notify_all();
  for (auto& thread : threads_)
    thread.join();
}

void WorkerLane::add(int key, std::function<void()> task) {
  {
    const std::lock_guard lock(mutex_);
    waiting_.push_back({key, std::move(task)});
    while (static_cast<int>(threads_.size()) < threadCount_)
      threads_.emplace_back([this] { work(); });
  }
  wake_.notify_one();
}

bool WorkerLane::drop(int key) {
  Waiting dropped{}; // its captures die outside the lock
  const std::lock_guard lock(mutex_);
  const auto found =
      std::find_if(waiting_.begin(), waiting_.end(), [&](const Waiting& w) { return w.key == key; });
  if (found == waiting_.end()) return false;
  dropped = std::move(*found);
  waiting_.erase(found);
  return true;
}

void WorkerLane::work() {
  for (;;) {
    std::function<void()> task;
    {
      std::unique_lock lock(mutex_);
      wake_.wait(lock, [this] { return stopping_ || !waiting_.empty(); });
      if (stopping_) return;
      task = takeNext();
    }
    task();
  }
}

void WorkerLane::runWaiting() {
  for (;;) {
    std::function<void()> task;
    {
      const std::lock_guard lock(mutex_);
      if (stopping_ || waiting_.empty()) return;
      task = takeNext();
    }
    task();
  }
}

std::function<void()> WorkerLane::takeNext() {
  std::function<void()> task = std::move(waiting_.front().task);
  waiting_.pop_front();
  return task;
}

} // namespace fillscope
