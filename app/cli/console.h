#pragma once
// What every verb of the command line does alike: exit codes, error sentences, progress, stop on a signal.
#include "core/base/progress.h"
#include <string>

namespace fillscope::cli {

enum ExitCode { done = 0, usage = 2, badInput = 3, tryAgain = 75 };

/// Prints the sentence on stderr and returns the exit code that belongs to it.
int fail(const Error& error);
int failUsage(const std::string& sentence);

/// Progress on stderr where that is a terminal; cancelled by SIGINT, SIGTERM and SIGHUP.
Progress consoleProgress();
void stopOnSignals();

} // namespace fillscope::cli
