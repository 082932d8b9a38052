#pragma once
// --screenshot: waits until the window shows everything, writes it and ends the program.
#include "app/gui/command_line.h"
#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

namespace fillscope {

class AppContext;
class MainWindow;

class ScreenshotRun : public QObject {
  Q_OBJECT
 public:
  ScreenshotRun(MainWindow& window, AppContext& context, const CommandLine& options);

 Q_SIGNALS:
  void finished(int exitCode); ///< 0, or 3 with a sentence on stderr

 private:
  void look();
  void take();
  void fail(const QString& sentence);

  MainWindow& window_;
  AppContext& context_;
  QString file_;
  QTimer timer_;
  QElapsedTimer running_;
  int calmLooks_ = 0;
  const bool opens_; ///< a project
  bool failed_ = false;
};

/// Selects the picture of this file name (with or without folder and suffix). False where there is none.
bool selectPicture(AppContext& context, const std::string& name);

} // namespace fillscope
