#pragma once
// A cancelled job never calls back; whether it still works is asked of the runner.
#include "core/jobs/job_runner.h"

namespace fillscope {

/// Whether a listed job waits or runs. 0 is no job.
inline bool isActive(const JobRunner& jobs, int id) {
  if (id == 0) return false;
  for (const JobInfo& job : jobs.jobs())
    if (job.id == id) return job.state == JobState::waiting || job.state == JobState::running;
  return false;
}

} // namespace fillscope
