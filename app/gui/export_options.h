#pragma once
// Which format annotations are exported to, and how: the upper half of the export window.
#include "core/annotation/project.h"
#include "core/formats/annotation_format.h"
#include <QWidget>

class QComboBox;
class QFormLayout;
class QSpinBox;

namespace fillscope {

class CheckBox;
class ToneLabel;

class ExportOptions : public QWidget {
  Q_OBJECT
 public:
  /// Offers the attributes that the project's regions have as labels; nothing of it is kept.
  explicit ExportOptions(const Project& project, QWidget* parent = nullptr);
  AnnotationFormat format() const;
  void setFormat(AnnotationFormat format);
  /// Without the folder of the pictures, which is not asked here.
  WriteOptions options() const;
  bool splitIsFine() const; ///< nothing, or shares that make one
  bool closesPolylines() const;
  void closePolylines();

 Q_SIGNALS:
  void formatChosen();
  void changed(); ///< anything but the format, perhaps several times in a row

 private:
  QWidget* makeSplit();
  void offerLabels(const Project& project);
  CheckBox* addCheck(const QString& text, const QString& tip, bool on);
  void showWhatCounts();

  QFormLayout* form_;
  QComboBox *format_, *label_, *split_ = nullptr;
  QSpinBox* seed_ = nullptr;
  QWidget* splitRow_ = nullptr;
  ToneLabel* explanation_;
  CheckBox *closePolylines_, *pixelIndices_, *countsFromOne_;
};

} // namespace fillscope
