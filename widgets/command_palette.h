#pragma once
#include <QDialog>
#include <memory>

class QAction;

namespace fillscope {

/// Ctrl+K: finds every action by name and shows its key. Enter runs it, Esc closes.
class CommandPalette : public QDialog {
  Q_OBJECT
 public:
  explicit CommandPalette(const QList<QAction*>& actions, QWidget* parent = nullptr);
  ~CommandPalette() override;

 protected:
  bool eventFilter(QObject*, QEvent*) override;

 private:
  void runCurrent();

  struct Private;
  std::unique_ptr<Private> d_;
};

} // namespace fillscope
