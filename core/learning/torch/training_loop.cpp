#include "core/learning/torch/training_loop.h"
#include "core/base/memory.h"
#include "core/learning/torch/batch_loader.h"
#include "core/learning/torch/folder_lock.h"
#include "core/learning/torch/learner.h"
#include "core/learning/torch/run_records.h"
#include "core/learning/torch/sample_feed.h"
#include "core/learning/torch/step_clock.h"
#include <ATen/Context.h>
#include <ATen/Parallel.h>
#include <algorithm>
#include <chrono>
#include <cmath>
#include <optional>
#include <thread>

namespace fillscope {
namespace {

constexpr std::size_t mostCacheBytes = 64ull << 30;
constexpr double secondsBetweenCheckpoints = 60;
constexpr long stepsBetweenScalars = 20;
constexpr long stepsBetweenTrims = 500; // each costs a second of page faults

/// A quarter of the memory: samples read once are not decoded in every epoch, and two trainings beside the
/// window still fit.
std::size_t cacheBytes() { return std::min(usableMemory() / 4, mostCacheBytes); }

Error missingSamples(const char* which) {
  return {ErrorCode::badInput, std::string("there are no samples for ") + which, {}, "choose more data"};
}

class TrainingLoop {
 public:
  TrainingLoop(const TrainingRun& run, const TrainingEvents& events, const Progress& progress,
               std::unique_ptr<TrainingTaskKind> task)
      : run_(run)
      , events_(events)
      , progress_(progress)
      , task_(std::move(task))
      , feed_(run, *task_, cacheBytes())
      , stepsPerEpoch_(feed_.stepsPerEpoch())
      , steps_(stepsPerEpoch_ * run.config.epochs)
      , learner_(run.config, *task_, steps_) {
    state_.config = run.config;
    state_.trainingSamples = run.training->size();
  }

  Result<TrainingOutcome> run() {
    // Where there is no folder yet, nobody is at work in it, and none is made before all is ready.
    std::error_code ignored;
    if (std::filesystem::is_directory(run_.folder, ignored))
      if (const auto locked = lock(); !locked) return locked.error();
    if (const auto begun = begin(); !begun) return begun.error();
    BatchLoader loader(
        run_.config.workers, state_.step, steps_,
        [this](long step, const std::atomic<bool>& stopped) { return feed_.trainingBatch(step, stopped); });
    if (const auto ready = loader.awaitNext(progress_); !ready) return ready.error();
    if (progress_.cancelled()) return cancelledError();
    if (events_.onReady)
      if (const auto agreed = events_.onReady(); !agreed) return agreed.error();
    // Not before: the configuration that lies there is the one to go on with.
    std::filesystem::create_directories(run_.folder, ignored); // what hinders it, RunRecords tells
    if (const auto locked = lock(); !locked && std::filesystem::is_directory(run_.folder, ignored))
      return locked.error();
    auto records = RunRecords::open(run_);
    if (!records) return records.error();
    records_.emplace(*std::move(records));
    if (lacksExport_)
      if (const auto exported = exportBest(); !exported) return exported.error();
    clock_.restart();
    bool stoppedEarly = outOfPatience();
    while (static_cast<int>(state_.history.size()) < run_.config.epochs && !stoppedEarly) {
      if (const auto trained = trainEpoch(loader); !trained) return stopped(trained.error());
      if (const auto finished = finishEpoch(); !finished) return stopped(finished.error());
      stoppedEarly = outOfPatience();
    }
    return outcome(stoppedEarly);
  }

 private:
  std::filesystem::path checkpointFile() const { return run_.folder / "checkpoint.pt"; }
  std::filesystem::path manifest() const { return run_.folder / "export" / run_.config.id / "manifest.json"; }
  int epoch() const { return static_cast<int>(state_.history.size()) + 1; }

  Result<void> begin() {
    for (const auto& [source, pictures] : {std::pair{run_.training, &state_.trainingPictures},
                                           std::pair{run_.validation, &state_.validationPictures}}) {
      auto fingerprint = fingerprintOf(*source);
      if (!fingerprint) return fingerprint.error();
      *pictures = *std::move(fingerprint);
    }
    std::error_code ignored;
    if (run_.resume && std::filesystem::exists(checkpointFile(), ignored)) return resume();
    if (const auto ours = checkFolder(); !ours) return ours;
    if (!run_.config.initialWeights.empty())
      if (const auto begun = learner_.startFrom(run_.config.initialWeights); !begun) return begun.error();
    return {};
  }

  Result<void> lock() {
    if (alone_) return {};
    auto taken = FolderLock::take(run_.folder);
    if (!taken) return taken.error();
    alone_.emplace(*std::move(taken));
    return {};
  }

  /// Nothing of somebody else's is replaced. A training that ended before its first checkpoint left its
  /// configuration.
  Result<void> checkFolder() const {
    std::error_code ignored;
    const auto config = run_.folder / "config.json";
    if (std::filesystem::exists(config, ignored) && loadTrainingConfig(config)) return {};
    for (const char* name : {"config.json", "history.json", "best.pt"})
      if (std::filesystem::exists(run_.folder / name, ignored))
        return Error{ErrorCode::badInput,
                     std::string("the folder holds no training, but a file that one would replace: ") + name,
                     run_.folder.string(), "choose a new or empty folder"};
    return {};
  }

  Result<void> resume() {
    const std::string where = checkpointFile().string();
    const auto checkpoint = loadCheckpoint(checkpointFile());
    if (!checkpoint) return checkpoint.error();
    auto state = parseTrainingState(checkpoint->state, where);
    if (!state) return state.error();
    const auto differ = [](const std::string& before, const std::string& now) {
      return !before.empty() && before != now;
    };
    if (!trainsTheSame(state->config, run_.config) || state->trainingSamples != run_.training->size() ||
        differ(state->trainingPictures, state_.trainingPictures) ||
        differ(state->validationPictures, state_.validationPictures))
      return Error{ErrorCode::badInput, "belongs to a training with another configuration or other samples",
                   where, "take up that configuration and data again, or train from the start"};
    if (const auto restored = learner_.restore(*checkpoint, where); !restored) return restored.error();
    const auto& before = state->config;
    const auto& now = run_.config;
    const bool renamed = before.id != now.id || before.name != now.name || before.licence != now.licence ||
                         before.description != now.description;
    state->trainingPictures = state_.trainingPictures;
    state->validationPictures = state_.validationPictures;
    state_ = *std::move(state);
    state_.config = run_.config;
    std::error_code ignored;
    const bool isExported = std::filesystem::exists(manifest(), ignored);
    lacksExport_ = (renamed || !isExported) && state_.bestEpoch > 0;
    return {};
  }

  /// The best network so far under what this run calls it.
  Result<void> exportBest() {
    const auto best = makeNetwork(run_.config);
    if (const auto loaded = loadWeights(*best, run_.folder / "best.pt"); !loaded) return loaded.error();
    const auto& judged = state_.history[static_cast<std::size_t>(state_.bestEpoch) - 1].validation;
    const auto exported = exportNetwork(*best, run_.config, run_.folder / "export", judged);
    return exported ? Result<void>{} : exported.error();
  }

  Result<void> keep() {
    clock_.checkpointKept();
    return saveCheckpoint(checkpointFile(), learner_.snapshot(trainingStateJson(state_)));
  }

  /// What somebody stopped goes on later; after a fault the last checkpoint is the one to trust.
  Error stopped(const Error& error) {
    if (error.code == ErrorCode::cancelled)
      if (const auto kept = keep(); !kept) return kept.error();
    return error;
  }

  Result<void> waitWhilePaused() {
    const bool paused = events_.isPaused && events_.isPaused();
    while (events_.isPaused && events_.isPaused() && !progress_.cancelled())
      std::this_thread::sleep_for(std::chrono::milliseconds(50));
    if (paused) clock_.restart();
    if (progress_.cancelled()) return cancelledError();
    return {};
  }

  Result<void> trainEpoch(BatchLoader& loader) {
    const long last = epoch() * stepsPerEpoch_;
    while (state_.step < last) {
      if (const auto go = waitWhilePaused(); !go) return go.error();
      auto batch = loader.next(progress_);
      if (!batch) return batch.error();
      const auto result = learner_.step(*std::move(batch), state_.step);
      if (!result) return result.error();
      ++state_.step;
      if (std::isfinite(result->loss)) {
        state_.sums["loss"] += result->loss;
        for (const auto& [name, value] : result->parts)
          state_.sums[name] += value;
        ++state_.summed;
      }
      state_.seconds += clock_.stepDone();
      if (const auto told = tell(*result); !told) return told.error();
      // Samples that stay and pictures that pass share the allocator's arenas; what is free between them goes
      // back to the system now and then, or the process grows for hours.
      if (state_.step % stepsBetweenTrims == 0) giveFreedMemoryBack();
      if (clock_.sinceCheckpoint() > secondsBetweenCheckpoints)
        if (const auto kept = keep(); !kept) return kept.error();
    }
    return {};
  }

  Result<void> tell(const StepResult& result) {
    StepReport report;
    report.epoch = epoch();
    report.epochs = run_.config.epochs;
    report.step = state_.step;
    report.steps = steps_;
    report.loss = result.loss;
    report.learningRate = result.learningRate;
    report.samplesPerSecond = run_.config.batch * clock_.stepsPerSecond();
    report.secondsLeft = clock_.secondsLeft(steps_ - state_.step, run_.config.epochs - report.epoch + 1);
    if (events_.onStep) events_.onStep(report);
    progress_.report(static_cast<double>(state_.step) / static_cast<double>(steps_),
                     "epoch " + std::to_string(report.epoch) + " of " + std::to_string(report.epochs));
    if (state_.step % stepsBetweenScalars != 0) return {};
    return records_->step(state_.step, result.loss, result.learningRate);
  }

  Result<EpochReport> validate() {
    EpochReport report;
    report.epoch = epoch();
    for (const auto& [name, sum] : state_.sums)
      report.training[name] = sum / static_cast<double>(std::max(1l, state_.summed));
    const auto evaluation = task_->evaluation();
    std::map<std::string, double> sums;
    double count = 0;
    const long batches = feed_.validationBatches();
    BatchLoader loader(run_.config.workers, 0, batches, [this](long k, const std::atomic<bool>& stopped) {
      return feed_.validationBatch(k, stopped);
    });
    for (long k = 0; k < batches; ++k) {
      if (progress_.cancelled()) return cancelledError();
      const auto batch = loader.next(progress_);
      if (!batch) return batch.error();
      if (batch->examples.empty()) continue;
      const auto evaluated = learner_.evaluate(*batch);
      const auto weight = static_cast<double>(batch->examples.size());
      for (const auto& [name, value] : evaluated.losses)
        sums[name] += weight * value;
      count += weight;
      if (const auto added = evaluation->add(evaluated.outputs, *batch, feed_.passOf(k)); !added)
        return added.error();
    }
    if (count == 0) return missingSamples("validation that hold what the network learns");
    report.validation = evaluation->metrics();
    for (const auto& [name, sum] : sums)
      report.validation[name == "loss" ? name : "loss_" + name] = sum / count;
    report.predictions = evaluation->takePredictions();
    return report;
  }

  bool isBest(const EpochReport& report) const {
    if (state_.bestEpoch == 0) return true;
    return beats(*task_, report.validation,
                 state_.history[static_cast<std::size_t>(state_.bestEpoch) - 1].validation);
  }

  Result<void> finishEpoch() {
    auto report = validate();
    if (!report) return report.error();
    report->best = isBest(*report);
    report->seconds = state_.seconds + clock_.validationDone();
    EpochReport remembered = *report;
    remembered.predictions.clear();
    if (report->best) state_.bestEpoch = report->epoch;
    state_.history.push_back(std::move(remembered));
    state_.sums.clear();
    state_.summed = 0;
    state_.seconds = 0;
    // The best network is written first: a checkpoint that speaks of an epoch has its network beside it.
    // Exported at once, so that a training which never ends leaves a network.
    if (report->best)
      if (const auto saved =
              learner_.saveAverage(run_.folder / "best.pt", run_.folder / "export", report->validation);
          !saved)
        return saved.error();
    if (const auto kept = keep(); !kept) return kept.error();
    if (const auto written = records_->epoch(*report, state_.history); !written) return written.error();
    if (events_.onEpoch) events_.onEpoch(*report);
    clock_.restart();
    return {};
  }

  bool outOfPatience() const {
    return run_.config.patience > 0 && state_.bestEpoch > 0 &&
           static_cast<int>(state_.history.size()) - state_.bestEpoch >= run_.config.patience;
  }

  Result<TrainingOutcome> outcome(bool stoppedEarly) {
    TrainingOutcome outcome;
    outcome.manifest = manifest();
    outcome.history = state_.history;
    outcome.bestEpoch = state_.bestEpoch;
    outcome.stoppedEarly = stoppedEarly && static_cast<int>(state_.history.size()) < run_.config.epochs;
    return outcome;
  }

  const TrainingRun& run_;
  const TrainingEvents& events_;
  const Progress& progress_;
  const std::unique_ptr<TrainingTaskKind> task_;
  std::optional<FolderLock> alone_;
  bool lacksExport_ = false;          ///< the checkpoint's best network lies nowhere under this run's name
  std::optional<RunRecords> records_; ///< once the training has begun
  SampleFeed feed_;
  const long stepsPerEpoch_, steps_;
  Learner learner_;
  TrainingState state_;
  StepClock clock_;
};

/// Sums over threads are grouped by their number: it is set at every entry, since Torch keeps it a thread.
void useThreads(int threads) {
  const int count =
      threads > 0 ? threads : static_cast<int>(std::max(1u, std::thread::hardware_concurrency()));
  if (at::get_num_threads() != count) at::set_num_threads(count);
  at::globalContext().setBenchmarkCuDNN(false);
  at::globalContext().setDeterministicCuDNN(true);
}

} // namespace

Result<TrainingOutcome> trainWithTorch(const TrainingRun& run, const TrainingEvents& events,
                                       const Progress& progress) {
  try {
    if (const auto right = run.config.check(); !right) return right.error();
    if (!run.training || run.training->size() == 0) return missingSamples("training");
    if (!run.validation || run.validation->size() == 0) return missingSamples("validation");
    useThreads(run.config.threads);
    TrainingLoop loop(run, events, progress, makeTask(run.config));
    return loop.run();
  } catch (const c10::Error& fault) {
    const std::string what = fault.what_without_backtrace();
    // Trying again helps against nothing but a lack of memory, which has no class of its own on the CPU.
    if (what.find("memory") != std::string::npos || what.find("ALLOC_FAILED") != std::string::npos)
      return Error{ErrorCode::tryAgain, "training stopped: " + what, run.folder.string(),
                   "a smaller batch or input size needs less memory"};
    return Error{ErrorCode::badInput, "training stopped: " + what, run.folder.string(),
                 "try another configuration, or the CPU"};
  } catch (const std::exception& fault) {
    return Error{ErrorCode::tryAgain, std::string("training stopped: ") + fault.what(), run.folder.string(),
                 "free memory or disk space, and go on from the last checkpoint"};
  }
}

} // namespace fillscope
