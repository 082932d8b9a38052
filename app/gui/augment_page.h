#pragma once
// Augmentation: its knobs, and what they do to samples.
#include "app/gui/augment_controller.h"
#include "app/gui/bound_knobs.h"
#include "app/gui/preview_page.h"

class QComboBox;
class QToolButton;

namespace fillscope {

class AppContext;

class AugmentPage : public PreviewPage {
  Q_OBJECT
 public:
  explicit AugmentPage(AppContext& context, QWidget* parent = nullptr);

 private:
  QWidget* makeStrip();
  void request() override;
  void showKnobs();
  void showExamples();
  void showSources();

  AppContext& context_;
  BoundKnobs<AugmentationSpec> bound_; ///< for the network to train
  ToneLabel* lead_;
  QComboBox* source_;
  QToolButton* originals_;
  std::shared_ptr<const AugmentController::Examples> examples_;
};

} // namespace fillscope
