#pragma once
// Owns everything that has no face: what the window shows and what its actions do.
#include "app/gui/annotation_exchange.h"
#include "app/gui/augment_controller.h"
#include "app/gui/class_controller.h"
#include "app/gui/compare_controller.h"
#include "app/gui/compose_controller.h"
#include "app/gui/current_picture.h"
#include "app/gui/denoise_controller.h"
#include "app/gui/depth_maps.h"
#include "app/gui/depth_range.h"
#include "app/gui/detect_controller.h"
#include "app/gui/export_controller.h"
#include "app/gui/fill_batch.h"
#include "app/gui/fill_predictor.h"
#include "app/gui/learning_setup.h"
#include "app/gui/measure_controller.h"
#include "app/gui/network_choice.h"
#include "app/gui/paths.h"
#include "app/gui/picture_store.h"
#include "app/gui/predict_controller.h"
#include "app/gui/project_session.h"
#include "app/gui/recent_projects.h"
#include "app/gui/region_selection.h"
#include "app/gui/settings.h"
#include "app/gui/synth_controller.h"
#include "app/gui/theme_switch.h"
#include "app/gui/thumbnail_loader.h"
#include "app/gui/train_controller.h"
#include "core/inference/model_registry.h"
#include <memory>

namespace fillscope {

class AppContext : public QObject {
  Q_OBJECT
 public:
  /// prompts outlives this.
  AppContext(const AppPaths& paths, UserPrompts& prompts);
  /// Waits for a save, stops all other jobs and waits for them.
  ~AppContext() override;

  UserPrompts& prompts;
  const AppPaths paths;
  Settings settings;
  RecentProjects recent;
  ThemeSwitch theme;
  ModelRegistry networks;
  NetworkChoice networkChoice;
  AnnotationDocument document;

 private:
  std::unique_ptr<JobRunner> runner_;

 public:
  JobRunner& jobs;
  PictureStore pictures;
  ThumbnailLoader thumbnails;
  CurrentPicture current;
  RegionSelection regions; ///< chosen, hidden, locked
  DepthMaps depthMaps;
  DepthRange depthRange;
  ProjectSession session;
  MeasureController measure;
  CompareController compare;
  PredictController predict;
  DenoiseController denoise;
  DetectController detect;
  ClassController pictureClass;
  FillPredictor fill;
  FillBatch fillBatch;
  LearningSetup learning;
  SynthController synth;
  ComposeController compose;
  AugmentController augment;
  TrainController training;
  ExportController exports;
  AnnotationExchange exchange;

  /// Whether nothing is loading, computing or waiting.
  bool isIdle() const;

 private:
  int rememberedPicture() const; ///< where work on this project stopped, else the first; −1 none
};

} // namespace fillscope
