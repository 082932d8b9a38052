#pragma once
// The lower part of a page that writes data sets: what the set is given, its folder, a button that starts and
// stops, and a line about how it went.
#include <QString>
#include <QWidget>

class QLabel;
class QLayout;
class QPushButton;

namespace fillscope {

class AppContext;
class FileRow;

class SetWriter : public QWidget {
  Q_OBJECT
 public:
  /// fields: a row under the heading; becomes the writer's.
  SetWriter(AppContext& context, QLayout* fields, const QString& folderTip, QWidget* parent = nullptr);

  /// While a set is written, the button stops it, and nothing else can be changed.
  void setWriting(bool writing);
  void setNote(const QString& text);
  /// Asks for the folder where none is chosen; "" where that was cancelled.
  QString wantedFolder();

 Q_SIGNALS:
  void writeRequested();
  void stopRequested();

 private:
  void chooseFolder();

  AppContext& context_;
  QWidget* fields_;
  FileRow* folder_;
  QString folderPath_;
  QPushButton* write_;
  QLabel* note_;
  bool writing_ = false;
};

} // namespace fillscope
