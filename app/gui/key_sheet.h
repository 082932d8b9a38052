#pragma once
#include <QDialog>

class QTreeWidget;
class QTreeWidgetItem;

namespace fillscope {

class ActionRegistry;

/// Every action with its keys, by menu. Double-click changes a key; what it would take from another action is
/// said.
class KeySheet : public QDialog {
  Q_OBJECT
 public:
  explicit KeySheet(ActionRegistry& registry, QWidget* parent = nullptr);

 private:
  void edit(QTreeWidgetItem* item);
  ActionRegistry& registry_;
  QTreeWidget* tree_;
};

} // namespace fillscope
