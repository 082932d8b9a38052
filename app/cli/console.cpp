#include "app/cli/console.h"
#include <algorithm>
#include <csignal>
#include <cstdio>
#include <unistd.h>

namespace fillscope::cli {
namespace {
volatile std::sig_atomic_t stopRequested = 0;
extern "C" void requestStop(int) { stopRequested = 1; }
} // namespace

int fail(const Error& error) {
  std::fprintf(stderr, "fillscope-cli: %s\n", error.sentence().c_str());
  switch (error.code) {
  case ErrorCode::cancelled:
  case ErrorCode::tryAgain:
  case ErrorCode::ioFailure:
    return tryAgain;
  case ErrorCode::badInput:
  case ErrorCode::notFound:
  case ErrorCode::unsupported:
    return badInput;
  }
  return badInput;
}

int failUsage(const std::string& sentence) {
  std::fprintf(stderr, "fillscope-cli: %s\nSee fillscope-cli --help.\n", sentence.c_str());
  return usage;
}

Progress consoleProgress() {
  Progress progress;
  progress.isCancelled = [] { return stopRequested != 0; };
  if (::isatty(STDERR_FILENO)) {
    progress.onReport = [](double fraction, std::string_view step) {
      if (fraction >= 1)
        std::fputs("\r\033[K", stderr);
      else
        std::fprintf(stderr, "\r\033[K%3.0f %%  %.*s", 100 * std::max(0.0, fraction), int(step.size()),
                     step.data());
      std::fflush(stderr);
    };
  }
  return progress;
}

void stopOnSignals() {
  struct sigaction action {};
  action.sa_handler = requestStop;
  action.sa_flags = static_cast<int>(SA_RESETHAND); // A second Ctrl+C ends the program at once.
  sigaction(SIGINT, &action, nullptr);
  sigaction(SIGTERM, &action, nullptr);
  struct sigaction hangUp {};
  sigaction(SIGHUP, nullptr, &hangUp);
  if (hangUp.sa_handler != SIG_IGN) sigaction(SIGHUP, &action, nullptr); // nohup has it ignored
  std::signal(SIGPIPE, SIG_IGN); // an answer that nobody reads is told at the end, when the files are written
  std::signal(SIGXFSZ, SIG_IGN); // a limit of file sizes is an error like a full disk
}

} // namespace fillscope::cli
