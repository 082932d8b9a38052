#pragma once
// Compares two depth maps of the current picture while somebody looks.
#include "app/gui/current_picture.h"
#include "app/gui/depth_maps.h"
#include "core/annotation/annotation_document.h"
#include "core/imaging/compare_depth.h"
#include <filesystem>

namespace fillscope {

class CompareController : public QObject {
  Q_OBJECT
 public:
  CompareController(AnnotationDocument& document, CurrentPicture& current, DepthMaps& maps, JobRunner& jobs);

  void setActive(bool active); ///< computes only while the comparison is shown
  bool isActive() const { return active_; }
  /// Exchanges the two where only the estimate has a unit: that one is then what the other is aligned to.
  void choose(int estimate, int reference);
  void setOptions(const CompareOptions& options);
  /// Only pixels inside the picture's rim count, which is followed where it moves; else the whole picture.
  void setInsideRim(bool inside);
  bool isBusy() const { return running_; }
  std::shared_ptr<const DepthComparison> comparison() const { return comparison_; } ///< null: none yet
  std::shared_ptr<const DepthMap> estimate() const { return estimate_; }
  std::shared_ptr<const DepthMap> reference() const { return reference_; }
  void saveTo(const std::filesystem::path& folder, const std::string& name);

 Q_SIGNALS:
  void sourcesChanged(const QStringList& names, int estimate, int reference);
  void compared();
  void missing(const QString& title, const QString& body);
  void busyChanged(bool busy);
  void saved(const QString& folder);
  void failed(const fillscope::Error& error);

 private:
  void refresh();
  void compute();
  std::optional<Rim> currentRim() const;
  /// The options with the rim as a mask, where that is chosen; nothing where there is no rim.
  std::optional<CompareOptions> wanted() const;
  void cancel(); ///< what is being compared

  AnnotationDocument& document_;
  CurrentPicture& current_;
  DepthMaps& maps_;
  JobRunner& jobs_;
  CompareOptions options_;
  std::shared_ptr<const DepthComparison> comparison_;
  std::shared_ptr<const DepthMap> estimate_, reference_;
  QString estimateName_, referenceName_; ///< kept from picture to picture
  std::optional<Rim> comparedRim_;       ///< that was asked for last
  int job_ = 0;
  bool active_ = false, running_ = false, insideRim_ = false;
};

} // namespace fillscope
