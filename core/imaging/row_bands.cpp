#include "core/imaging/row_bands.h"
#include <algorithm>
#include <atomic>
#include <exception>
#include <mutex>
#include <thread>
#include <vector>

namespace fillscope {

int threadCount(int wanted) {
  if (wanted > 0) return wanted;
  return std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
}

void forEachBand(int bands, int threads, const std::function<void(int)>& work) {
  std::atomic<int> next{0};
  std::mutex faultGuard;
  std::exception_ptr fault;
  const auto run = [&] {
    try {
      for (int band = next++; band < bands; band = next++)
        work(band);
    } catch (...) {
      const std::lock_guard lock(faultGuard);
      if (!fault) fault = std::current_exception();
      next = bands;
    }
  };

  std::vector<std::thread> others;
  const int helpers = std::min(threadCount(threads), bands) - 1;
  try {
    others.reserve(static_cast<std::size_t>(std::max(0, helpers)));
    for (int i = 0; i < helpers; ++i)
      others.emplace_back(run);
  } catch (const std::exception&) {
    // Fewer threads make it slower, not wrong.
  }
  run();
  for (auto& thread : others)
    thread.join();
  if (fault) std::rethrow_exception(fault);
}

} // namespace fillscope
