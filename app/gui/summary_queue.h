#pragma once
// Figures for the picture list: kept as long as they are true, and measured one after the other.
#include "app/gui/current_picture.h"
#include "app/gui/fill_summaries.h"
#include "core/workflow/measure.h"
#include <functional>
#include <optional>
#include <vector>

namespace fillscope {

/// The picture that is shown is measured elsewhere; its figure is kept here alone. Lives on the window's
/// thread; measuring is a job that is not listed, one at a time.
class SummaryQueue : public QObject {
  Q_OBJECT
 public:
  using Options = std::function<FillOptions()>;
  /// All outlive this; options are asked for at the beginning of each measurement.
  SummaryQueue(AnnotationDocument& document, CurrentPicture& current, PictureStore& store, JobRunner& jobs,
               Options options);

  std::optional<FillSummary> of(int picture) const { return summaries_.of(picture); }
  /// Whether it has all it needs for a figure, and that is neither known nor known to fail.
  bool isWaiting(int picture) const { return summaries_.isWaiting(picture); }
  /// Measures a picture that is waiting, is not shown, and is not to be predicted by a network.
  void request(int picture);
  void hold(bool on); ///< while it is on, none begins: the picture that is shown goes first
  void clear();       ///< another project

  /// A figure that was made elsewhere for the picture as it is now.
  void keep(int picture, FillSummary summary);
  void keepFailure(int picture);
  void forget(int picture); ///< its figure
  void forgetFailures();    ///< what could not be measured may be asked for again
  /// Rim, size or sources are others now; −1: of all pictures.
  void measureAgain(int picture);
  /// Attributes are others now, which concerns the figure where one of them is the lens; −1: of all pictures.
  void renew(int picture);

 Q_SIGNALS:
  void changed(int picture);

 private:
  void start();
  void take(int picture, const Picture& asked, const Result<FillSummary>& summary);

  AnnotationDocument& document_;
  CurrentPicture& current_;
  PictureStore& store_;
  JobRunner& jobs_;
  Options options_;
  FillSummaries summaries_;
  std::vector<int> queue_;
  int job_ = 0;
  bool running_ = false, held_ = false;
};

} // namespace fillscope
