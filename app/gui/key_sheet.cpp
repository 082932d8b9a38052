#include "app/gui/key_sheet.h"
#include "app/gui/action_registry.h"
#include <QDialogButtonBox>
#include <QHeaderView>
#include <QKeySequenceEdit>
#include <QLabel>
#include <QPushButton>
#include <QTreeWidget>
#include <QVBoxLayout>

namespace fillscope {
namespace {

QString groupName(const QString& id) {
  const QString group = id.section(QLatin1Char('.'), 0, 0);
  if (group == u"file") return KeySheet::tr("File");
  if (group == u"edit") return KeySheet::tr("Edit");
  if (group == u"picture") return KeySheet::tr("Pictures");
  if (group == u"view") return KeySheet::tr("View");
  if (group == u"region") return KeySheet::tr("Regions");
  if (group == u"tool") return KeySheet::tr("Tools");
  if (group == u"workspace") return KeySheet::tr("Workspaces");
  if (group == u"measure") return KeySheet::tr("Measure");
  return KeySheet::tr("Help");
}

QString keysOf(const QAction& action) {
  QStringList keys;
  for (const QKeySequence& sequence : action.shortcuts())
    keys << sequence.toString(QKeySequence::NativeText);
  return keys.join(QStringLiteral("   "));
}

} // namespace

KeySheet::KeySheet(ActionRegistry& registry, QWidget* parent)
    : QDialog(parent)
    , registry_(registry)
    , tree_(new QTreeWidget) {
  setWindowTitle(tr("Keys"));
  resize(560, 640);
  tree_->setHeaderLabels({tr("Action"), tr("Keys")});
  tree_->setRootIsDecorated(false);
  tree_->setAlternatingRowColors(true);
  QHash<QString, QTreeWidgetItem*> groups;
  const auto groupItem = [&](const QString& name) {
    if (QTreeWidgetItem* known = groups.value(name)) return known;
    auto* item = new QTreeWidgetItem(tree_, {name});
    QFont bold = tree_->font();
    bold.setBold(true);
    item->setFont(0, bold);
    item->setFlags(Qt::ItemIsEnabled);
    groups.insert(name, item);
    return item;
  };
  for (const QAction* action : registry_.actions()) {
    auto* item = new QTreeWidgetItem(groupItem(groupName(registry_.idOf(action))),
                                     {registry_.labelOf(registry_.idOf(action)), keysOf(*action)});
    item->setData(0, Qt::UserRole, registry_.idOf(action));
  }
  // Keys that belong to the canvas itself and cannot be changed.
  QTreeWidgetItem* corners = groupItem(tr("Corners and stage"));
  for (const auto& [text, keys] : {std::pair{tr("Select a corner"), tr("1 … 4, Tab")},
                                   {tr("Move the selected corner by 1 pixel"), tr("arrows")},
                                   {tr("… by 10 pixels, by 0.1 pixel"), tr("Shift + arrows, Alt + arrows")},
                                   {tr("Next or previous picture, nothing selected"), tr("left, right")},
                                   {tr("Remove the rim"), tr("Del")},
                                   {tr("Pan"), tr("middle button, Space + drag")},
                                   {tr("Zoom at the cursor"), tr("wheel")}})
    new QTreeWidgetItem(corners, {text, keys});
  tree_->expandAll();
  tree_->header()->setSectionResizeMode(0, QHeaderView::Stretch);
  tree_->header()->setSectionResizeMode(1, QHeaderView::ResizeToContents);
  tree_->header()->setStretchLastSection(false);
  connect(tree_, &QTreeWidget::itemDoubleClicked, this, &KeySheet::edit);
  connect(tree_, &QTreeWidget::itemActivated, this, &KeySheet::edit);

  auto* close = new QDialogButtonBox(QDialogButtonBox::Close);
  connect(close, &QDialogButtonBox::rejected, this, &QDialog::reject);
  auto* layout = new QVBoxLayout(this);
  layout->addWidget(new QLabel(tr("Double-click an action to give it another key.")));
  layout->addWidget(tree_);
  layout->addWidget(close);
}

void KeySheet::edit(QTreeWidgetItem* item) {
  const QString id = item->data(0, Qt::UserRole).toString();
  if (id.isEmpty() || tree_->itemWidget(item, 1)) return;
  auto* field = new QKeySequenceEdit(registry_.action(id)->shortcut());
  tree_->setItemWidget(item, 1, field);
  field->setFocus();
  connect(field, &QKeySequenceEdit::editingFinished, this, [this, field, item, id] {
    const QKeySequence keys = field->keySequence();
    if (const QAction* taken = registry_.actionWith(keys, id)) {
      item->setText(
          1, tr("%1 belongs to “%2”")
                 .arg(keys.toString(QKeySequence::NativeText), registry_.labelOf(registry_.idOf(taken))));
    } else {
      const bool isDefault = keys.isEmpty() || registry_.defaultShortcuts(id).value(0) == keys;
      registry_.setCustomShortcut(id, isDefault ? std::nullopt : std::optional(keys));
      item->setText(1, keysOf(*registry_.action(id)));
    }
    // Not from within its own signal.
    QMetaObject::invokeMethod(
        this, [this, item] { tree_->removeItemWidget(item, 1); }, Qt::QueuedConnection);
  });
}

} // namespace fillscope
