#pragma once
// How a starting mask is found and how near its polygon stays, with what came of it.
#include "core/annotation/mask_polygons.h"
#include "core/imaging/starting_mask.h"
#include <QWidget>

class QCheckBox;
class QComboBox;
class QDoubleSpinBox;
class QLabel;
class QSlider;
class QSpinBox;
class QStackedWidget;
class QToolButton;

namespace fillscope {

class ToneLabel;

struct MaskSettings {
  MaskOptions mask;
  PolygonOptions polygon;
  bool keepHoles = false; ///< as regions of their own; otherwise they are filled
  friend bool operator==(const MaskSettings&, const MaskSettings&) = default;
};

/// Emits every change at once; holds the settings, not the proposal. Return takes the proposal from wherever
/// in the strip, Esc gives it up.
class MaskStrip : public QWidget {
  Q_OBJECT
 public:
  explicit MaskStrip(QWidget* parent = nullptr);

  const MaskSettings& settings() const { return settings_; }
  void setSettings(const MaskSettings& settings);
  /// Otsu's level, while it is not set by hand.
  void showLevel(int level);
  void setResult(const QString& text, bool canDiscard, bool canAccept);

  // By keys of the stage.
  void chooseMethod(int method);
  void stepTolerance(int steps);
  void stepValue(int steps);
  void toggleInversion();

 Q_SIGNALS:
  void settingsChanged(const fillscope::MaskSettings& settings);
  void accepted();
  void discarded();

 protected:
  bool event(QEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;

 private:
  void addMethod();
  void addValues();
  void addPolygon();
  void showSettings();
  void change(const MaskSettings& settings);

  MaskSettings settings_;
  QComboBox* method_;
  QStackedWidget* values_;
  QSpinBox *rounds_, *clusters_;
  QSlider* level_;
  QLabel* levelText_;
  QCheckBox *otsu_, *inverted_, *holes_;
  QDoubleSpinBox* tolerance_;
  ToneLabel* result_;
  QToolButton *accept_, *discard_;
  int foundLevel_ = 128;
};

} // namespace fillscope
