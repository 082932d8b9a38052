#pragma once
// A queue with its own threads.
#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace fillscope {

/// Runs tasks in order of arrival on a fixed number of threads, which start with the first task.
/// Safe from any thread. The destructor drops what still waits and joins what runs.
class WorkerLane {
 public:
  explicit WorkerLane(int threadCount)
      : threadCount_(threadCount) {}
  WorkerLane(const WorkerLane&) = delete;
  WorkerLane& operator=(const WorkerLane&) = delete;
  ~WorkerLane();

  /// The task must not throw. key names it for drop().
  void add(int key, std::function<void()> task);
  /// Takes a waiting task out of the queue; false where it already runs or has ended.
  bool drop(int key);
  /// From within a task of this lane: runs what waits, on the calling thread, before the task goes on.
  void runWaiting();

 private:
  struct Waiting {
    int key;
    std::function<void()> task;
  };
  void work();
  std::function<void()> takeNext(); ///< with mutex_ held, and something waiting

  const int threadCount_;
  std::mutex mutex_;
  std::condition_variable wake_;
  bool stopping_ = false;
  std::deque<Waiting> waiting_;
  std::vector<std::thread> threads_;
};

} // namespace fillscope
