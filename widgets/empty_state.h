#pragma once
// What a page shows while it has nothing to show: what is missing, and the actions that give it.
#include <QList>
#include <QWidget>

class QAction;
class QGridLayout;

namespace fillscope {

class ToneLabel;

class EmptyState : public QWidget {
  Q_OBJECT
 public:
  explicit EmptyState(QWidget* parent = nullptr);
  /// The actions become buttons that follow their text and state; not owned.
  void say(const QString& title, const QString& body, const QList<QAction*>& remedies = {});

 private:
  ToneLabel *title_, *body_;
  QGridLayout* buttons_;
};

} // namespace fillscope
