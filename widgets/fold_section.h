#pragma once
// A heading with an arrow that shows or hides what belongs to it.
#include <QWidget>

class QToolButton;
class QVBoxLayout;

namespace fillscope {

class FoldSection : public QWidget {
  Q_OBJECT
 public:
  /// content becomes a child.
  FoldSection(const QString& title, QWidget* content, bool open, QWidget* parent = nullptr);
  bool isOpen() const;
  void setOpen(bool open);
  QString title() const;

 private:
  QToolButton* head_;
  QWidget* content_;
};

} // namespace fillscope
