#pragma once
// A depth camera's recording that is to be opened: which frames of it, and where to.
#include "core/workflow/recording_frames.h"
#include <QDialog>

class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QSpinBox;

namespace fillscope {

class AppContext;

/// Takes the frames and opens them when it is accepted; goes away when it is closed.
class RecordingDialog : public QDialog {
  Q_OBJECT
 public:
  RecordingDialog(AppContext& context, const std::filesystem::path& recording, QWidget* parent = nullptr);
  FramesRequest request() const;

 private:
  QWidget* makeChoice();
  QWidget* makeTarget();
  void showState();
  void browse();
  QString targetFault() const; ///< a sentence; "" where frames can go there

  AppContext& context_;
  std::filesystem::path recording_;
  QComboBox* how_;
  QSpinBox *number_, *median_;
  QLineEdit* target_;
  QLabel* fault_;
  QPushButton* take_;
};

} // namespace fillscope
