#pragma once
// The status bar: where the cursor is, what the picture is, what was saved, what is going on.
#include <QObject>
#include <QPointF>
#include <optional>

class QLabel;
class QStatusBar;

namespace fillscope {

class AppContext;
class JobIndicator;

class WindowStatus : public QObject {
  Q_OBJECT
 public:
  WindowStatus(AppContext& context, QStatusBar& bar);
  void showCursor(const std::optional<QPointF>& picture, const QString& value, const QString& depth);
  void showZoom(const std::optional<double>& zoom);

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  void showPicture();
  void showCorners();
  void showSaved();
  void showJobs();
  /// Fields keep their places while the numbers run: each is as wide as its widest text so far.
  void put(QLabel& field, const QString& text);
  /// In a narrow window the least important ones go, so that none lies over another.
  void fitFields();
  QLabel* addField(const char* name, const QString& widest, const QString& tip);

  AppContext& context_;
  QStatusBar& bar_;
  QLabel *cursor_, *size_, *value_, *depth_, *zoom_, *picture_, *corners_, *saved_;
  JobIndicator* jobs_;
};

} // namespace fillscope
