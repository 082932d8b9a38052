#pragma once
// Corners by a network: of the picture that is shown, as a ghost to accept, or of the whole list, as
// proposals.
#include "app/gui/current_picture.h"
#include "app/gui/network_choice.h"
#include "core/inference/corner_detector.h"
#include <functional>

namespace fillscope {

/// A network's corners of one picture, ready for the annotation.
struct DetectedRim {
  RimCorners corners;
  RimOrigin origin;
  std::vector<KeypointVisibility> visibility; ///< one a corner; empty: not known
};
/// Error: badInput where they are no rim.
Result<DetectedRim> detectedRim(const DetectedCorners& detected, const QString& network);

/// Lives on the window's thread; networks run in jobs.
class DetectController : public QObject {
  Q_OBJECT
 public:
  DetectController(AnnotationDocument& document, CurrentPicture& current, ModelRegistry& registry,
                   NetworkChoice& networks, JobRunner& jobs);

  void detect(); ///< corners of the current picture; while all are detected, as the next one
  /// Proposals for every picture without a rim, one undo step each, but none where this network's corners
  /// were rejected; what was found so far stays when it is stopped. Other work for networks is done between
  /// two pictures.
  void detectAll();
  /// The same for some pictures; then: called once, when all have been looked at, unless it is stopped.
  /// False, and nothing begins: none of them is without a rim and a rejection, or there is no network (which
  /// nobody tells).
  bool detectIn(const std::vector<int>& pictures, std::function<void()> then);
  void cancel(); ///< both
  /// Corners of the current picture that were just rejected are to be accepted or rejected once more.
  void showAgain(const DetectedRim& rejected) { setFresh(rejected); }

  /// What is to be accepted or rejected in the current picture: corners just detected, or its proposal.
  std::optional<DetectedRim> ghost() const;
  /// The ghost is the picture's own rim, a proposal of the annotation.
  bool isStored() const { return !fresh_; }
  /// moved: by hand, so that the rim is an edited one.
  void accept(const RimCorners& corners, bool moved);
  /// The picture remembers whose corners they were, unless it has others that somebody has placed.
  void reject();

  bool isBusy() const { return isDetecting() || isDetectingAll(); }
  bool isDetecting() const;
  bool isDetectingAll() const;

 Q_SIGNALS:
  void ghostChanged();
  void busyChanged();
  void noNetwork();
  void noted(const QString& sentence);
  void failed(const fillscope::Error& error);
  void allDetected(int found, int failures, int rejected); ///< pictures; those left alone

 private:
  struct Task {
    int picture;
    Project project; ///< of this one picture
  };
  struct Outcome {
    int found = 0, failures = 0;
  };
  struct Asked {
    std::vector<Task> tasks;
    int rejected = 0;
  };
  Asked withoutRim(const std::vector<int>& pictures, const QString& network) const;
  void start(Asked asked, const QString& network, std::function<void()> then);
  Result<Outcome> work(const std::vector<Task>& tasks, const std::filesystem::path& folder,
                       const QString& network, int generation, const Progress& progress);
  void propose(int picture, const DetectedRim& rim, int generation);
  void setFresh(std::optional<DetectedRim> rim);

  AnnotationDocument& document_;
  CurrentPicture& current_;
  ModelRegistry& registry_;
  NetworkChoice& networks_;
  JobRunner& jobs_;
  std::optional<DetectedRim> fresh_; ///< not in the annotation
  int job_ = 0, allJob_ = 0;
  int generation_ = 0; ///< of the list: what was found for another one is dropped
};

} // namespace fillscope
