#pragma once
#include <QStringList>
#include <QWidget>
#include <vector>

class QPushButton;
class QVBoxLayout;
class QLabel;

namespace fillscope {

/// What the stage shows before anything is open: the ways in.
class StartPage : public QWidget {
  Q_OBJECT
 public:
  explicit StartPage(QWidget* parent = nullptr);
  void setRecent(const QStringList& paths);
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
  void changeEvent(QEvent* event) override;

 private:
  void restyle();
  QLabel *title_, *body_, *recentTitle_;
  QWidget* buttons_;
  QVBoxLayout *recent_, *unfinished_;
};

} // namespace fillscope
