#pragma once
// Keeps the figure of the current picture right, live while a corner is dragged.
#include "app/gui/current_picture.h"
#include "app/gui/depth_maps.h"
#include "app/gui/settings.h"
#include "app/gui/summary_queue.h"
#include "core/geometry/point_cloud.h"

namespace fillscope {

/// One computation at a time; while it runs the newest request waits and replaces older ones, so that a drag
/// always sees a figure and never a queue.
class MeasureController : public QObject {
  Q_OBJECT
 public:
  MeasureController(AnnotationDocument& document, CurrentPicture& current, DepthMaps& maps, JobRunner& jobs,
                    Settings& settings);

  void request(); ///< measures the current picture again
  void clear();   ///< another project
  /// There is no figure of the current picture, for this reason, until what it rests on changes.
  void refuse(const QString& why);
  /// While true, moving corners renews the figure but not the cloud, which is the slower half.
  void setDragging(bool dragging);
  void setLimit(double percent);
  FillOptions options() const;

  bool isBusy() const { return running_; }
  std::shared_ptr<const FillReport> report() const {
    return report_;
  }                                                         ///< of the current picture; null: see missing
  const QString& network() const { return basis_.network; } ///< whose depth the report rests on; "" measured
  const QString& denoised() const { return basis_.denoised; }        ///< or which denoised map; "" none
  const QString& missing() const { return missing_; }                ///< what to do so that there is a figure
  std::shared_ptr<const PointCloud> cloud() const { return cloud_; } ///< null: no depth
  /// What the list shows, of any picture; see SummaryQueue.
  std::optional<FillSummary> summary(int picture) const { return summaries_.of(picture); }
  /// Measures another picture for the list, where it has all it needs, when nothing else is to do.
  void requestSummary(int picture) { summaries_.request(picture); }
  /// Whether a picture has all it needs and its figure is not known yet.
  bool isWaiting(int picture) const { return summaries_.isWaiting(picture); }
  /// What could not be measured may be asked for again.
  void forgetFailures() { summaries_.forgetFailures(); }
  /// A figure that was made elsewhere for the picture as it is now; nothing: it could not be measured.
  void keepSummary(int picture, const std::optional<FillSummary>& summary);

 Q_SIGNALS:
  void reportChanged(); ///< report or missing
  void cloudChanged(bool otherPicture);
  void busyChanged(bool busy);
  void summaryChanged(int picture);

 private:
  struct Outcome {
    std::shared_ptr<const FillReport> report;
    std::shared_ptr<const PointCloud> cloud;
    std::optional<Error> error;
  };
  /// Names of what a figure rests on; empty where that was measured as it is.
  struct Basis {
    QString network, denoised;
  };
  std::optional<Rim> currentRim() const;
  static Result<Outcome> compute(const LoadedPicture& loaded, const std::optional<Rim>& rim,
                                 const FillOptions& options, std::shared_ptr<const FillReport> known,
                                 bool withCloud, const Progress& progress);
  QString whatIsMissing(const LoadedPicture& loaded, int picture) const;
  void start();
  void show(int picture, Outcome outcome, const Basis& basis, bool withCloud);
  void setReport(std::shared_ptr<const FillReport> report, const QString& missing);
  void setRunning(bool on);

  AnnotationDocument& document_;
  CurrentPicture& current_;
  DepthMaps& maps_;
  JobRunner& jobs_;
  Settings& settings_;
  std::shared_ptr<const FillReport> report_;
  std::shared_ptr<const PointCloud> cloud_;
  QString missing_;
  Basis basis_;
  SummaryQueue summaries_;
  int cloudPicture_ = -1, job_ = 0;
  std::optional<Rim> rim_; ///< of the current picture, as known last
  bool running_ = false, pending_ = false, dragging_ = false, cloudStale_ = true;
};

} // namespace fillscope
