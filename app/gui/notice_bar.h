#pragma once
#include <QFrame>
#include <functional>

class QLabel;
class QToolButton;
class QTimer;

namespace fillscope {

/// One sentence over the stage's lower edge: an error, or that something was written. Never modal.
class NoticeBar : public QFrame {
  Q_OBJECT
 public:
  explicit NoticeBar(QWidget* parent = nullptr);
  /// Stays until dismissed. The action is what to do about it.
  void showError(const QString& sentence, const QString& actionText = {}, std::function<void()> action = {});
  void showNote(const QString& sentence, const QString& actionText = {}, std::function<void()> action = {});
  /// What long work came to: does not go by itself, for nobody may be there when it ends.
  void showResult(const QString& sentence);
  QString text() const;

 protected:
  void changeEvent(QEvent* event) override;

 private:
  enum class Kind { note, result, error };
  void show(const QString& sentence, Kind kind, const QString& actionText, std::function<void()> action);
  void restyle();
  QLabel* label_;
  QString sentence_; ///< as it was given
  QToolButton* action_;
  QTimer* timer_;
  std::function<void()> run_;
  bool isError_ = false, restyling_ = false;
};

} // namespace fillscope
