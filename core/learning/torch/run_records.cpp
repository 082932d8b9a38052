#include "core/learning/torch/run_records.h"
#include "core/base/file_io.h"
#include "core/learning/png.h"
#include "core/learning/prediction_picture.h"
#include <chrono>

namespace fillscope {
namespace {

double now() {
  return std::chrono::duration<double>(std::chrono::system_clock::now().time_since_epoch()).count();
}

} // namespace

Result<RunRecords> RunRecords::open(const TrainingRun& run) {
  if (auto made = makeFolder(run.folder); !made) return made.error();
  if (const auto written = writeFileAtomically(run.folder / "config.json", trainingConfigJson(run.config));
      !written)
    return written.error();
  auto log = EventLog::create(run.folder, now());
  if (!log) return log.error();
  return RunRecords(run.folder, *std::move(log));
}

Result<void> RunRecords::step(long step, double loss, double learningRate) {
  if (const auto written = log_->scalar("step/loss", step, loss, now()); !written) return written.error();
  return log_->scalar("step/learning_rate", step, learningRate, now());
}

Result<void> RunRecords::epoch(const EpochReport& report, const std::vector<EpochReport>& history) {
  for (const auto& [name, value] : report.training)
    if (const auto written = log_->scalar("train/" + name, report.epoch, value, now()); !written)
      return written.error();
  for (const auto& [name, value] : report.validation)
    if (const auto written = log_->scalar("valid/" + name, report.epoch, value, now()); !written)
      return written.error();
  int number = 0;
  for (const auto& prediction : report.predictions) {
    const Image picture = predictionPicture(prediction);
    if (const auto written = log_->picture("prediction/" + std::to_string(++number), report.epoch,
                                           pngBytes(picture), picture.width(), picture.height(), now());
        !written)
      return written.error();
  }
  return writeFileAtomically(folder_ / "history.json", historyJson(history));
}

} // namespace fillscope
