#pragma once
// Figures for the whole list at once: predicted from the photos, or measured where they are not known yet.
#include "app/gui/detect_controller.h"
#include "app/gui/measure_controller.h"
#include "app/gui/network_choice.h"
#include "core/formats/picture_set.h"

namespace fillscope {

/// Lives on the window's thread; one batch at a time, as one job, and what was done so far stays when it is
/// stopped. Other work of its lane is done between two pictures.
class FillBatch : public QObject {
  Q_OBJECT
 public:
  FillBatch(AnnotationDocument& document, PictureStore& store, MeasureController& measure,
            ModelRegistry& registry, NetworkChoice& networks, DetectController& detect, JobRunner& jobs);

  /// Every picture that has neither depth nor a figure of its own, through the rim that is there, be it a
  /// proposal; corners of those that have none are detected first, where there is a network for them. The
  /// pictures remember the network (core/annotation/depth_network.h), all in one undo step when the batch
  /// ends; those that remember one already are asked of that one. Keeping these names in the journal one by
  /// one would save no work after a crash: figures are in no file, and are asked of the networks again.
  void predictAll();
  /// Figures that are not known yet, each as the picture says: by its depth file, or by the network that it
  /// remembers. Nothing in the project changes.
  void measureAll();
  void cancel();
  bool isBusy() const;

  /// Pictures, by what became of them.
  struct Counts {
    int done = 0;
    int throughProposals = 0; ///< of these, by corners that nobody has looked at
    int failed = 0;
    int changed = 0; ///< edited meanwhile, and left out
    // Left out from the start:
    int known = 0; ///< have a figure
    int withDepth = 0, withoutRim = 0;
  };

 Q_SIGNALS:
  void busyChanged();
  void noNetwork(fillscope::NetworkUse use);
  void noted(const QString& sentence);
  void failed(const fillscope::Error& error);
  void predicted(const fillscope::FillBatch::Counts& counts);
  void measured(const fillscope::FillBatch::Counts& counts);

 private:
  struct Run {
    bool predicts = false;
    OpenedProject asked;       ///< the pictures to look at, each with the network to ask
    std::vector<int> pictures; ///< theirs in the document
    Counts counts{};
    std::optional<Error> problem{};                     ///< the last one
    std::vector<std::pair<int, FillSummary>> arrived{}; ///< of asked, predicted
  };
  void predictThroughRims();
  void add(Run& run, int picture, const std::string& network) const;
  void start(std::shared_ptr<Run> run, JobLane lane, const QString& name);
  void take(int asked, const std::optional<FillSummary>& figure, const std::string& problem);
  void keep(Run& run, int asked, FillSummary figure);
  void finish();
  bool isAsAsked(const Run& run, int asked) const;

  AnnotationDocument& document_;
  PictureStore& store_;
  MeasureController& measure_;
  ModelRegistry& registry_;
  NetworkChoice& networks_;
  DetectController& detect_;
  JobRunner& jobs_;
  std::shared_ptr<Run> run_; ///< null: none
  int job_ = 0;
};

} // namespace fillscope
