#pragma once
// How a picture is shown while it is worked on: brightness, contrast and gamma of 8 bits, window and colours
// of numbers. Values in, signals out; no pixel changes.
#include "core/imaging/colour_map.h"
#include "core/imaging/tone_curve.h"
#include <QWidget>

class QCheckBox;
class QComboBox;
class QLabel;
class QPushButton;
class QStackedWidget;

namespace fillscope {

class KnobPanel;
class RangeSlider;

class DisplayPanel : public QWidget {
  Q_OBJECT
 public:
  explicit DisplayPanel(QWidget* parent = nullptr);
  void focusFirst(); ///< the keys go to its first field
  /// A picture of 8 bits.
  void showTone(const ToneCurve& tone);
  /// A picture of numbers that lie between lowest and highest; automatic: the window is found for each
  /// picture.
  void showScale(const ColourScale& scale, double lowest, double highest, bool automatic);

 Q_SIGNALS:
  void toneEdited(const fillscope::ToneCurve& tone);
  void windowEdited(double low, double high);
  void coloursEdited(fillscope::ColourMap map, bool reversed);
  void automaticWanted(); ///< the window between percentiles, for each picture anew
  void resetWanted();

 protected:
  bool focusNextPrevChild(bool next) override; ///< around in the panel

 private:
  bool focusFrom(QWidget* from, bool next);
  QWidget* makeScalePage();
  void emitTone();

  QStackedWidget* pages_;
  KnobPanel* tone_;
  QWidget* scalePage_ = nullptr;
  QComboBox* colours_;
  QCheckBox *reversed_, *automatic_;
  RangeSlider* window_;
  QLabel *low_, *high_;
  QPushButton* reset_;
  double lowest_ = 0, highest_ = 1;
};

/// A number with as many digits as tell two of a range apart.
QString sampleText(double value, double range);

} // namespace fillscope
