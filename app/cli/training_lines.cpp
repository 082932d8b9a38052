#include "app/cli/training_lines.h"
#include "core/base/json.h"
#include "core/base/number_text.h"
#include <cmath>
#include <cstdio>
#include <unistd.h>

namespace fillscope::cli {
namespace {

using Measures = std::map<std::string, double>;

std::string shortNumber(double value) {
  char text[32];
  std::snprintf(text, sizeof text, "%.4g", value);
  return text;
}

std::string listText(const Measures& measures) {
  std::string text;
  for (const auto& [name, value] : measures)
    text += (text.empty() ? "" : ", ") + name + " " + shortNumber(value);
  return text;
}

std::string listJson(const Measures& measures) {
  std::string text = "{";
  for (const auto& [name, value] : measures) {
    if (text.size() > 1) text += ", ";
    appendJsonString(text, name);
    text += ": " + (std::isfinite(value) ? numberText(value) : std::string("null"));
  }
  return text += '}';
}

std::string leftText(double seconds) {
  const auto minutes = static_cast<long>(std::ceil(seconds / 60));
  if (seconds < 100) return std::to_string(static_cast<long>(std::ceil(seconds))) + " s left";
  if (minutes < 100) return std::to_string(minutes) + " min left";
  return std::to_string(minutes / 60) + " h " + std::to_string(minutes % 60) + " min left";
}

} // namespace

std::string epochText(const EpochReport& report, int epochs) {
  std::string text = "epoch " + std::to_string(report.epoch);
  if (epochs > 0) text += "/" + std::to_string(epochs);
  text += ": " + listText(report.training);
  if (!report.validation.empty()) text += "; judged: " + listText(report.validation);
  return text + (report.best ? " (best)" : "");
}

std::string epochJson(const EpochReport& report) {
  return "{\"epoch\": " + std::to_string(report.epoch) + ", \"training\": " + listJson(report.training) +
         ", \"validation\": " + listJson(report.validation) +
         ", \"best\": " + (report.best ? "true" : "false") + ", \"seconds\": " + numberText(report.seconds) +
         "}";
}

std::string stepText(const StepReport& report) {
  std::string text = "Epoch " + std::to_string(report.epoch) + "/" + std::to_string(report.epochs) +
                     ", step " + std::to_string(report.step) + "/" + std::to_string(report.steps) +
                     ", loss " + shortNumber(report.loss) + ", " + shortNumber(report.samplesPerSecond) +
                     " samples/s";
  if (report.secondsLeft >= 0) text += ", " + leftText(report.secondsLeft);
  return text;
}

TrainingLines::TrainingLines(bool json)
    : json_(json)
    , terminal_(::isatty(STDERR_FILENO) != 0) {}

void TrainingLines::step(const StepReport& report) {
  epochs_ = report.epochs;
  const auto now = Clock::now();
  const auto pause = terminal_ ? std::chrono::milliseconds(100) : std::chrono::milliseconds(60000);
  if (now - last_ < pause) return;
  last_ = now;
  std::fprintf(stderr, terminal_ ? "\r\033[K%s" : "%s\n", stepText(report).c_str());
  std::fflush(stderr);
  shown_ = true;
}

void TrainingLines::epoch(const EpochReport& report) {
  end();
  std::printf("%s\n", (json_ ? epochJson(report) : epochText(report, epochs_)).c_str());
  std::fflush(stdout);
}

void TrainingLines::end() {
  if (terminal_ && shown_) std::fputs("\r\033[K", stderr);
  shown_ = false;
}

void TrainingLines::outcome(const TrainingOutcome& outcome) const {
  if (json_) {
    std::string text = "{\"manifest\": ";
    appendJsonString(text, outcome.manifest.string());
    std::printf("%s, \"best_epoch\": %d, \"epochs\": %zu, \"stopped_early\": %s}\n", text.c_str(),
                outcome.bestEpoch, outcome.history.size(), outcome.stoppedEarly ? "true" : "false");
    return;
  }
  std::printf("Best epoch: %d of %zu%s\n%s\n", outcome.bestEpoch, outcome.history.size(),
              outcome.stoppedEarly ? ", stopped early" : "", outcome.manifest.c_str());
}

} // namespace fillscope::cli
