#pragma once
#include "widgets/job_panel.h"

namespace fillscope {

/// "12 s left", "3 min left", "1 h 20 min left"; "" where it is not known.
QString timeLeftText(double seconds);
/// One line under a job's name: its step with progress, that it waits or stops, or why it failed.
QString jobLine(const JobRow& job);

} // namespace fillscope
