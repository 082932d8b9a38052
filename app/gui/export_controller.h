#pragma once
// What leaves the program: reports, clouds, depth maps and screenshots, each written by a job. None of them
// replaces a file that the project consists of or was read from.
#include "app/gui/current_picture.h"
#include "app/gui/depth_maps.h"
#include "app/gui/measure_controller.h"
#include "app/gui/project_session.h"
#include "app/gui/user_prompts.h"

namespace fillscope {

class ExportController : public QObject {
  Q_OBJECT
 public:
  ExportController(ProjectSession& session, CurrentPicture& current, MeasureController& measure,
                   DepthMaps& maps, ModelRegistry& registry, JobRunner& jobs, UserPrompts& prompts,
                   Settings& settings);

  void writeReport(bool allPictures); ///< asks for the folder
  void exportCloud();                 ///< of the current picture: PLY, PCD or text
  void saveDepthMap(int index);       ///< of DepthMaps::of the current picture
  void savePicture(const QImage& image, const QString& suggestion);

 Q_SIGNALS:
  void written(const QString& sentence, const QString& path); ///< path can be opened
  void failed(const fillscope::Error& error);

 private:
  /// What the inspector shows, not what the files hold: predicted depth where it is measured with; kept
  /// answers for pictures that were not shown yet, or with another rim.
  static ReportDepthChooser asShown(std::map<int, DepthMaps::Predictions> predictions,
                                    ReportDepthChooser kept);
  QString suggestion(const QString& ending) const; ///< beside the project, named after the picture
  void runWriting(JobLane lane, const QString& name, const QString& path, const QString& shown,
                  std::function<Result<void>(const Progress&)> work);

  ProjectSession& session_;
  CurrentPicture& current_;
  MeasureController& measure_;
  DepthMaps& maps_;
  ModelRegistry& registry_;
  JobRunner& jobs_;
  UserPrompts& prompts_;
  Settings& settings_;
};

} // namespace fillscope
