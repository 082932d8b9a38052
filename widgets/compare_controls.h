#pragma once
// What is compared and how: the two depth maps, alignment, range, which pixels count, threshold.
#include "core/imaging/compare_depth.h"
#include <QStringList>
#include <QWidget>

class QCheckBox;
class QComboBox;
class QDoubleSpinBox;
class QPushButton;
class QSlider;

namespace fillscope {

class ToneLabel;

class CompareControls : public QWidget {
  Q_OBJECT
 public:
  explicit CompareControls(QWidget* parent = nullptr);
  void setSources(const QStringList& names, int estimate, int reference);
  /// Shows what was used where the range or the threshold is found by itself.
  void showUsed(const DepthComparison& comparison);
  void setResultKnown(bool known);
  void lockRange(double low, double high);
  void unlockRange();
  bool rangeLocked() const;
  CompareOptions options() const; ///< the rim's mask is not among them

 Q_SIGNALS:
  void sourcesChosen(int estimate, int reference);
  void optionsEdited(const fillscope::CompareOptions& options);
  void insideRimChosen(bool inside); ///< else the whole picture counts
  void saveRequested();

 private:
  void emitOptions();
  void updateState();

  QComboBox *estimate_, *reference_, *alignment_, *counts_;
  QCheckBox *lock_, *automatic_;
  QDoubleSpinBox *low_, *high_, *nearest_, *farthest_;
  QSlider* threshold_;
  ToneLabel* thresholdValue_;
  QPushButton* save_;
};

} // namespace fillscope
