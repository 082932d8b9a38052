#pragma once
#include "app/gui/recent_projects.h"
#include <QWidget>

class QLabel;
class QVBoxLayout;

namespace fillscope {

class ToneLabel;

/// What the stage shows before anything is open: the ways in.
class StartPage : public QWidget {
  Q_OBJECT
 public:
  explicit StartPage(QWidget* parent = nullptr);
  void setRecent(const std::vector<RecentProject>& projects);
  /// Work that a crash left unsaved: what it is called, and what to open to go on with it.
  struct Unfinished {
    QString text, path;
  };
  void setUnfinished(const std::vector<Unfinished>& left);
  void setBusy(const QString& what); ///< what is being opened; empty: nothing

 Q_SIGNALS:
  void openFolderRequested();
  void openFileRequested();
  void openSampleRequested();
  void openPathRequested(const QString& path);

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  QWidget* makeDropPlace();
  QLabel* title_;
  ToneLabel *body_, *recentTitle_;
  QWidget *buttons_, *place_;
  QVBoxLayout *recent_, *unfinished_ = nullptr;
};

} // namespace fillscope
