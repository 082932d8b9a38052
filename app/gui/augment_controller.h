#pragma once
// Samples as training would change them: of the open project, or of the generator.
#include "app/gui/current_picture.h"
#include "app/gui/learning_setup.h"
#include "core/jobs/job_runner.h"
#include "core/learning/training_sample.h"

namespace fillscope {

/// Lives on the window's thread; samples are loaded and changed in jobs. Samples that were loaded stay until
/// others are asked for.
class AugmentController : public QObject {
  Q_OBJECT
 public:
  enum class Source { project, synthetic };
  struct Examples {
    std::vector<TrainingSample> originals; ///< as they are, shown smaller where they are large
    std::vector<TrainingSample> changed;   ///< of original i modulo their count
  };
  static constexpr int exampleCount = 12;

  AugmentController(AnnotationDocument& document, PictureStore& store, LearningSetup& setup, JobRunner& jobs);

  bool hasProjectPictures() const; ///< with a rim that is no mere proposal
  /// Example k is a pure function of its sample, the specification and the seed.
  void request(Source source, std::uint64_t seed);

 Q_SIGNALS:
  void ready(std::shared_ptr<const fillscope::AugmentController::Examples> examples);
  void failed(const fillscope::Error& error);
  void picturesChanged(); ///< of the project

 private:
  struct Pictures {
    std::vector<Project> projects; ///< of one picture each, all with such a rim
    std::filesystem::path folder;
  };
  Pictures projectPictures() const;

  AnnotationDocument& document_;
  PictureStore& store_;
  LearningSetup& setup_;
  JobRunner& jobs_;
  std::shared_ptr<const std::vector<TrainingSample>> loaded_; ///< null: to be loaded
  Source loadedFrom_ = Source::synthetic;
  int job_ = 0, generation_ = 0;
};

} // namespace fillscope
