#pragma once
// Annotations for other programs: which format, what it cannot hold, where to.
#include "core/formats/annotation_format.h"
#include <QDialog>
#include <QTimer>
#include <optional>

class QComboBox;
class QLineEdit;
class QPushButton;
class QSpinBox;
class QTreeWidget;

namespace fillscope {

class AppContext;
class CheckBox;
class ToneLabel;

/// The report of losses is there before anything is written, and made anew when an option changes.
class ExportDialog : public QDialog {
  Q_OBJECT
 public:
  ExportDialog(AppContext& context, QWidget* parent = nullptr);
  ~ExportDialog() override;
  void setFormat(AnnotationFormat format);
  AnnotationFormat format() const;
  WriteOptions options() const;
  QString target() const;
  void setTarget(const QString& path);
  bool isLooking() const { return job_ != 0; }
  const std::vector<Loss>& losses() const { return losses_; } ///< of what is chosen, once looked

 Q_SIGNALS:
  void exportRequested(fillscope::AnnotationFormat format, const fillscope::WriteOptions& options,
                       const QString& target);

 private:
  QWidget* makeOptions();
  QWidget* makeReport();
  QWidget* makeTarget();
  void formatChosen();
  void look();
  void showLosses();
  void browse();
  QString suggestion() const;
  bool wantsFolder() const;

  AppContext& context_;
  QComboBox *format_, *label_ = nullptr, *split_ = nullptr;
  QSpinBox* seed_ = nullptr;
  CheckBox *closePolylines_ = nullptr, *pixelIndices_ = nullptr, *countsFromOne_ = nullptr;
  QWidget *splitRow_ = nullptr, *closeOffer_ = nullptr;
  ToneLabel *verdict_ = nullptr, *explanation_ = nullptr;
  QTreeWidget* report_ = nullptr;
  QLineEdit* target_ = nullptr;
  QPushButton* export_ = nullptr;
  QTimer later_;
  std::vector<Loss> losses_;
  QString suggested_;
  int job_ = 0, asked_ = 0;
};

/// Whether the format is many files in a folder.
bool isFolderFormat(AnnotationFormat format);
/// "0.8/0.1/0.1" as shares; nothing where it is no such text; empty for "".
std::optional<std::vector<double>> parseSplit(const QString& text);

} // namespace fillscope
