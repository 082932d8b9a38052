#pragma once
// Train: what to train at the left, how it goes at the right.
#include "core/learning/trainer.h"
#include <QWidget>
#include <filesystem>
#include <memory>

class QLabel;
class QProgressBar;
class QPushButton;

namespace fillscope {

class AppContext;
class LearningCurves;
class PictureGrid;
class TrainForm;

class TrainPage : public QWidget {
  Q_OBJECT
 public:
  explicit TrainPage(AppContext& context, QWidget* parent = nullptr);
  TrainForm& form() { return *form_; }
  LearningCurves& curves() { return *curves_; }
  PictureGrid& predictions() { return *grid_; }
  void start();
  void resume(); ///< asks for the folder

 private:
  void sayAllIsDone(int epochs);
  QWidget* makeButtons();
  QWidget* makeStage();
  void showOther(const std::filesystem::path& folder); ///< nothing stays of the training shown before
  void showState();
  void showStep(const StepReport& report);
  void showEpoch(const EpochReport& report);
  void useNetwork();

  AppContext& context_;
  TrainForm* form_;
  LearningCurves* curves_;
  PictureGrid* grid_;
  QLabel *headline_, *details_, *legend_;
  QProgressBar* progress_;
  QPushButton *start_, *pause_, *stop_, *resume_, *use_;
  std::filesystem::path folder_;                      ///< of the training shown; empty none
  int unreviewed_ = 0, unscaled_ = 0, unclassed_ = 0; ///< pictures that the running training leaves out
  bool wasStopping_ = false;                          ///< the training shown was asked to stop
};

} // namespace fillscope
