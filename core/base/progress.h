#pragma once
// Work is written without threads: it reports how far it is and asks whether to stop.
#include "core/base/result.h"
#include <functional>
#include <string_view>

namespace fillscope {

/// Passed by reference into long work. Both functions may be empty; both may be called from the worker's thread.
struct Progress {
  std::function<void(double fraction, std::string_view step)> onReport; ///< fraction 0..1, below 0: unknown
  std::function<bool()> isCancelled;

  void report(double fraction, std::string_view step = {}) const { if (onReport) onReport(fraction, step); }
  bool cancelled() const { return isCancelled && isCancelled(); }
};

inline Error cancelledError() { return {ErrorCode::cancelled, "stopped on request", {}, {}}; }

} // namespace fillscope
