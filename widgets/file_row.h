#pragma once
// One file: what it is for, its name, buttons to choose and to remove it.
#include <QWidget>

class QToolButton;

namespace fillscope {

class ToneLabel;

class FileRow : public QWidget {
  Q_OBJECT
 public:
  FileRow(const QString& name, const QString& explanation, QWidget* parent = nullptr);
  void setFile(const QString& path); ///< "" none; the last part is shown, the whole as tool tip

 Q_SIGNALS:
  void chooseRequested();
  void removed();

 protected:
  void resizeEvent(QResizeEvent*) override;

 private:
  void showFile();
  QString path_, explanation_;
  ToneLabel* file_;
  QToolButton* remove_;
};

} // namespace fillscope
