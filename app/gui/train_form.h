#pragma once
// What to train: network, data, steps, where to. Values in and out; starts nothing itself.
#include "app/gui/bound_knobs.h"
#include "app/gui/train_controller.h"
#include <QWidget>

class QComboBox;
class QLabel;
class QPushButton;
class QSpinBox;

namespace fillscope {

class AppContext;
class FileRow;
class ScaleChooser;

class TrainForm : public QWidget {
  Q_OBJECT
 public:
  explicit TrainForm(AppContext& context, QWidget* parent = nullptr);
  TrainingPlan plan() const;
  void setPlan(const TrainingPlan& plan);
  /// Asks for the missing folders; false: the person changed their mind.
  bool complete();
  void setLocked(bool locked); ///< while a training runs
  void askForEpochs();         ///< their field is there to be typed into

 private:
  QWidget* makeData();
  void chooseKind(int index);
  void choosePlace();
  bool chooseFolder();
  void loadConfig();
  void saveConfig();
  bool isSynthetic() const;
  void showPlan();

  AppContext& context_;
  const BoundKnobs<TrainingConfig> basic_, advanced_;
  TrainingPlan plan_;
  QComboBox *kind_, *source_;
  QSpinBox* count_;
  QLabel *countLabel_, *sourceNote_;
  FileRow *place_, *folder_;
  QPushButton* thisProject_;
  ScaleChooser* scale_; ///< of pairs of depth maps
  KnobPanel *basicKnobs_, *advancedKnobs_;
};

} // namespace fillscope
