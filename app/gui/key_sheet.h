#pragma once
#include <QDialog>
#include <QKeySequence>

class QKeySequenceEdit;
class QLineEdit;
class QPushButton;
class QTreeWidget;
class QTreeWidgetItem;

namespace fillscope {

class ActionRegistry;
class ToneLabel;

/// Every action with its keys, by menu, to be searched by name or by key. The chosen action's key is changed
/// below the list; whom it would be taken from is said before it is.
class KeySheet : public QDialog {
  Q_OBJECT
 public:
  explicit KeySheet(ActionRegistry& registry, QWidget* parent = nullptr);
  void search(const QString& text);
  void choose(const QString& id);
  void type(const QKeySequence& keys); ///< as if typed into the field
  QString message() const;             ///< what setting the typed key would do

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  void fill();
  QWidget* makeEditor();
  void showChosen();
  void showConflict();
  void set();
  void resetAll();
  QTreeWidgetItem* itemOf(const QString& id) const;
  QString chosen() const; ///< id, "" none
  void refreshKeys();

  ActionRegistry& registry_;
  QLineEdit* search_;
  QTreeWidget* tree_;
  ToneLabel *name_ = nullptr, *conflict_ = nullptr;
  QKeySequenceEdit* keys_ = nullptr;
  QPushButton *set_ = nullptr, *none_ = nullptr, *reset_ = nullptr;
};

} // namespace fillscope
