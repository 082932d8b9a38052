#pragma once
// Augmentation: its knobs, and what they do to samples.
#include "app/gui/augment_controller.h"
#include "app/gui/bound_knobs.h"
#include <QTimer>
#include <QWidget>

class QComboBox;
class QLabel;
class QSpinBox;
class QToolButton;

namespace fillscope {

class AppContext;
class PictureGrid;

class AugmentPage : public QWidget {
  Q_OBJECT
 public:
  explicit AugmentPage(AppContext& context, QWidget* parent = nullptr);
  PictureGrid& grid() { return *grid_; }
  KnobPanel& knobs() { return *knobs_; }

 protected:
  void showEvent(QShowEvent*) override;

 private:
  QWidget* makeStrip();
  void request();
  void showExamples();
  void showSources();

  AppContext& context_;
  const BoundKnobs<AugmentationSpec> bound_;
  KnobPanel* knobs_;
  PictureGrid* grid_;
  QComboBox* source_;
  QSpinBox* seed_;
  QToolButton* originals_;
  QLabel* note_;
  QTimer later_;
  std::shared_ptr<const AugmentController::Examples> examples_;
  bool asked_ = false;
};

} // namespace fillscope
