#pragma once
// Annotations for other programs: which format, what it cannot hold, where to.
#include "core/annotation/annotation_document.h"
#include "core/formats/annotation_format.h"
#include "core/formats/input_files.h"
#include <QDialog>
#include <QTimer>

class QLineEdit;
class QPushButton;

namespace fillscope {

class AppContext;
class ExportOptions;
class LossReport;

/// The report of losses is there before anything is written, and made anew when an option or the project
/// changes. Closes when another project is opened.
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
  bool isLooking() const { return job_ != 0 || later_.isActive(); }
  const std::vector<Loss>& losses() const { return losses_; } ///< of what is chosen, once looked

 Q_SIGNALS:
  void exportRequested(fillscope::AnnotationFormat format, const fillscope::WriteOptions& options,
                       const QString& target);

 private:
  QWidget* makeTarget();
  void formatChosen();
  void look();
  void follow(const DocumentChange& change);
  void showState();
  void browse();
  QString targetFault() const; ///< a sentence; "" where nothing of the project would be written over
  bool mayWrite();             ///< asks where something is in the way
  QString suggestion() const;

  AppContext& context_;
  ExportOptions* options_;
  LossReport* report_;
  QLineEdit* target_ = nullptr;
  QPushButton* export_;
  QTimer later_;
  std::vector<Loss> losses_;
  InputFiles kept_;            ///< not to be written over, once looked
  QString suggested_, agreed_; ///< agreed_: may be replaced
  int job_ = 0, asked_ = 0;
};

} // namespace fillscope
