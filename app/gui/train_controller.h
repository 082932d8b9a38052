#pragma once
// One training at a time, as a job in the background: started, paused, stopped, gone on with, and its network
// taken into use.
#include "app/gui/training_data_choice.h"
#include "core/jobs/job_runner.h"
#include "core/learning/trainer.h"
#include "core/workflow/choose_network.h"
#include <atomic>
#include <functional>
#include <memory>
#include <optional>

namespace fillscope {

/// A training as its folder tells it.
struct TrainingPlan {
  TrainingConfig config;
  TrainingDataChoice data;
  std::filesystem::path folder;
};

/// Lives on the window's thread; what the training tells arrives there.
class TrainController : public QObject {
  Q_OBJECT
 public:
  enum class State { idle, running, paused, stopping };
  /// modelFolder: where networks of this person go.
  TrainController(JobRunner& jobs, std::filesystem::path modelFolder);

  /// Anew, or from the folder's checkpoint. Anew, what the folder holds of an earlier training is removed
  /// once everything is ready for the first step. Ignored while one runs.
  void start(const TrainingPlan& plan, bool resume);
  void setPaused(bool paused);
  void stop(); ///< the state after the last step is kept
  State state() const;
  bool isActive() const { return state() != State::idle; }

  /// What was trained in a folder, and its earlier epochs, to go on with.
  static Result<TrainingPlan> planOf(const std::filesystem::path& folder);
  static std::vector<EpochReport> historyOf(const std::filesystem::path& folder);
  /// The manifest of the network that a folder's training exported, by its config.json's id; empty: none yet.
  static std::filesystem::path exportedIn(const std::filesystem::path& folder);
  static bool hasCheckpoint(const std::filesystem::path& folder);
  static bool holdsTraining(const std::filesystem::path& folder); ///< to go on with, or a network of one
  /// Where an exported network goes among this person's: by its id; and the next place that is free, whose
  /// name is the id with a number.
  std::filesystem::path installedPlace(const std::filesystem::path& manifest) const;
  std::filesystem::path placeBeside(const std::filesystem::path& manifest) const;
  /// Copies an exported network there, in place of one that is there; its id becomes the place's name.
  void install(const std::filesystem::path& manifest, const std::filesystem::path& place);

 Q_SIGNALS:
  void stateChanged();
  void dataOpened(int unreviewed, int unscaled, int unclassed); ///< as TrainingDataChoice::Sources
  void stepped(const fillscope::StepReport& report);
  void epochEnded(std::shared_ptr<const fillscope::EpochReport> report);
  void finished(const fillscope::TrainingOutcome& outcome);
  void stopped(bool kept); ///< on request; kept: there is a state to go on from
  void failed(const fillscope::Error& error);
  void installed(const QString& id, fillscope::NetworkUse use);

 private:
  /// Between the window's thread and the training's.
  struct Switches {
    std::atomic<bool> paused = false;
    std::atomic<bool> begun = false; ///< what is in the folder is of this training
  };
  Result<TrainingOutcome> work(const TrainingPlan& plan, bool resume,
                               const std::shared_ptr<Switches>& switches, const Progress& progress);
  void look();
  void tellOfStop();

  JobRunner& jobs_;
  const std::filesystem::path modelFolder_;
  std::shared_ptr<Switches> switches_ = std::make_shared<Switches>();
  int job_ = 0;
  State shown_ = State::idle;
  bool stopAsked_ = false;
  /// What the work came to, written by its thread before the job ends.
  std::shared_ptr<std::optional<Result<TrainingOutcome>>> ended_;
};

} // namespace fillscope
