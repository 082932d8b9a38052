#pragma once
// A depth camera's recording that is to be opened: which frames of it, and where to.
#include "core/workflow/recording_frames.h"
#include <QDialog>
#include <QStringList>

class QCheckBox;
class QComboBox;
class QDoubleSpinBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QSpinBox;

namespace fillscope {

class AppContext;

/// Takes the frames when it is accepted, and opens them or adds them to the open project; goes away when it
/// is closed. What the recording holds is read meanwhile.
class RecordingDialog : public QDialog {
  Q_OBJECT
 public:
  RecordingDialog(AppContext& context, const std::filesystem::path& recording, QWidget* parent = nullptr);
  FramesRequest request() const;

 private:
  struct Content {
    QStringList topics; ///< of pictures
    QString depth, picture;
    double seconds = 0;
    int depthMaps = 0;
  };
  static Result<Content> contentOf(const std::filesystem::path& recording, const Progress& progress);
  QWidget* makeChoice();
  QWidget* makeMore();
  QWidget* makeTarget();
  void readContent();
  void showContent(const Content& content);
  void showState();
  void browse();
  QString targetFault() const; ///< a sentence; "" where frames can go there
  QString partFault() const;   ///< the same of the part of the recording

  AppContext& context_;
  std::filesystem::path recording_;
  QComboBox* how_;
  QSpinBox *number_, *median_;
  QDoubleSpinBox *from_, *to_, *unit_;
  QComboBox *depth_, *picture_; ///< topics
  QCheckBox* adds_;
  QLineEdit* target_;
  QLabel *content_, *fault_;
  QPushButton* take_;
};

} // namespace fillscope
