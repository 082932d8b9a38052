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
  /// The first is offered to be gone on with. Projects for which unsaved work was kept say so.
  void setRecent(const std::vector<RecentProject>& projects, const QStringList& withUnsavedWork = {});
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
  QVBoxLayout* recent_;
};

} // namespace fillscope
