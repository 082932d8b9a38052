#include "app/gui/key_sheet.h"
#include "app/gui/action_registry.h"
#include "widgets/theme.h"
#include "widgets/tone_label.h"
#include <QDialogButtonBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeySequenceEdit>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalBlocker>
#include <QTreeWidget>
#include <QVBoxLayout>
#include <functional>

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
    if (!sequence.isEmpty()) keys << sequence.toString(QKeySequence::NativeText);
  return keys.join(QStringLiteral("   "));
}

/// Keys that the stage answers itself, before any action.
bool isStageKey(const QKeySequence& keys) {
  static const QList<QKeySequence> stage{Qt::Key_Space, Qt::Key_Tab,    Qt::Key_Left,     Qt::Key_Right,
                                         Qt::Key_Up,    Qt::Key_Down,   Qt::Key_Escape,   Qt::Key_Return,
                                         Qt::Key_Enter, Qt::Key_Delete, Qt::Key_Backspace};
  return stage.contains(keys);
}

} // namespace

KeySheet::KeySheet(ActionRegistry& registry, QWidget* parent)
    : QDialog(parent)
    , registry_(registry)
    , search_(new QLineEdit)
    , tree_(new QTreeWidget) {
  setWindowTitle(tr("Keys"));
  resize(600, 680);
  search_->setPlaceholderText(tr("Action or key"));
  search_->setAccessibleName(tr("Find an action or a key"));
  search_->setClearButtonEnabled(true);
  search_->addAction(theme::icon(QStringLiteral("search"), palette()), QLineEdit::LeadingPosition);
  tree_->setAccessibleName(tr("Actions and their keys"));
  tree_->setHeaderLabels({tr("Action"), tr("Keys")});
  tree_->setRootIsDecorated(false);
  tree_->setAlternatingRowColors(true);
  tree_->setUniformRowHeights(true);
  fill();
  tree_->expandAll();
  tree_->header()->setSectionResizeMode(0, QHeaderView::Stretch);
  tree_->header()->setSectionResizeMode(1, QHeaderView::ResizeToContents);
  tree_->header()->setStretchLastSection(false);
  connect(search_, &QLineEdit::textChanged, this, &KeySheet::search);
  connect(tree_, &QTreeWidget::currentItemChanged, this, &KeySheet::showChosen);
  const auto record = [this] {
    if (!chosen().isEmpty()) keys_->setFocus();
  };
  connect(tree_, &QTreeWidget::itemDoubleClicked, this, record);
  connect(tree_, &QTreeWidget::itemActivated, this, record);

  auto* close = new QDialogButtonBox(QDialogButtonBox::Close);
  close->button(QDialogButtonBox::Close)->setAutoDefault(false);
  QPushButton* all = close->addButton(tr("Reset all"), QDialogButtonBox::ResetRole);
  all->setAutoDefault(false);
  all->setToolTip(tr("Every action gets back the keys that it began with"));
  connect(all, &QPushButton::clicked, this, &KeySheet::resetAll);
  connect(close, &QDialogButtonBox::rejected, this, &QDialog::reject);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(3 * theme::grid, 3 * theme::grid, 3 * theme::grid, 3 * theme::grid);
  layout->setSpacing(2 * theme::grid);
  layout->addWidget(search_);
  layout->addWidget(tree_, 1);
  layout->addWidget(makeEditor());
  layout->addWidget(close);
  showChosen();
}

void KeySheet::fill() {
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
                                   {tr("Finish a shape, take back its last vertex"), tr("Enter, Backspace")},
                                   {tr("Next or previous region"), tr("Tab, Shift + Tab")},
                                   {tr("Keypoint seen, hidden, not in the picture"), tr("O")},
                                   {tr("Starting mask: take it, give it up"), tr("Enter, Esc")},
                                   {tr("Starting mask: method, tolerance, rounds or level, inverted"),
                                    tr("1 … 3, up and down, left and right, I")},
                                   {tr("Slow the mouse down, do not snap"), tr("Alt, Ctrl held")},
                                   {tr("Remove the rim or what is selected"), tr("Del")},
                                   {tr("Stop what was begun"), tr("Esc")},
                                   {tr("Pan"), tr("middle button, Space + drag")},
                                   {tr("Zoom at the cursor"), tr("wheel")}})
    new QTreeWidgetItem(corners, {text, keys});
}

QWidget* KeySheet::makeEditor() {
  auto* box = new QWidget;
  name_ = new ToneLabel(Tone::plain);
  name_->setScaled(1.0, QFont::DemiBold);
  conflict_ = new ToneLabel(Tone::quiet);
  conflict_->setWordWrap(true);
  conflict_->setAccessibleName(tr("What this key does now"));
  conflict_->setMinimumHeight(2 * fontMetrics().height());
  keys_ = new QKeySequenceEdit;
  keys_->setAccessibleName(tr("New key"));
  if (auto* line = keys_->findChild<QLineEdit*>()) {
    line->setAccessibleName(tr("New key"));
    line->setPlaceholderText(tr("Press the new key"));
  }
  const auto button = [](const QString& text, const QString& tip) {
    auto* made = new QPushButton(text);
    made->setAutoDefault(false);
    made->setToolTip(tip);
    return made;
  };
  keys_->installEventFilter(this);
  set_ = button(tr("Set"), tr("The action gets this key"));
  none_ = button(tr("No key"), tr("The action is left without a key"));
  reset_ = button(tr("Reset"), tr("Back to the keys that the action began with"));
  connect(keys_, &QKeySequenceEdit::keySequenceChanged, this, [this](const QKeySequence& keys) {
    if (keys.count() > 1) { // one stroke: the latest
      const QSignalBlocker quiet(keys_);
      keys_->setKeySequence(QKeySequence(keys[static_cast<uint>(keys.count() - 1)]));
    }
    showConflict();
  });
  connect(set_, &QPushButton::clicked, this, &KeySheet::set);
  connect(none_, &QPushButton::clicked, this, [this] {
    registry_.setCustomShortcut(chosen(), QKeySequence());
    refreshKeys();
  });
  connect(reset_, &QPushButton::clicked, this, [this] {
    // Somebody else may have one of them by now.
    for (const QKeySequence& keys : registry_.defaultShortcuts(chosen()))
      if (const QAction* taken = registry_.actionWith(keys, chosen()))
        registry_.setCustomShortcut(registry_.idOf(taken), QKeySequence());
    registry_.setCustomShortcut(chosen(), std::nullopt);
    refreshKeys();
  });
  auto* row = new QHBoxLayout;
  row->addWidget(keys_, 1);
  for (QPushButton* each : {set_, none_, reset_})
    row->addWidget(each);
  auto* column = new QVBoxLayout(box);
  column->setContentsMargins(0, 0, 0, 0);
  column->addWidget(name_);
  column->addLayout(row);
  column->addWidget(conflict_);
  return box;
}

bool KeySheet::eventFilter(QObject* watched, QEvent* event) {
  // The field would wait a second for another stroke; whoever goes on to "Set" meanwhile finds it disabled.
  if (watched == keys_ && event->type() == QEvent::KeyPress)
    QMetaObject::invokeMethod(
        this,
        [this] {
          const QKeySequence typed = keys_->keySequence();
          if (typed.isEmpty()) return;
          keys_->setKeySequence(QKeySequence(typed[static_cast<uint>(typed.count() - 1)]));
          showConflict();
        },
        Qt::QueuedConnection);
  return QDialog::eventFilter(watched, event);
}

void KeySheet::search(const QString& text) {
  if (search_->text() != text) return search_->setText(text);
  const QStringList words = text.simplified().split(QLatin1Char(' '), Qt::SkipEmptyParts);
  for (int i = 0; i < tree_->topLevelItemCount(); ++i) {
    QTreeWidgetItem* group = tree_->topLevelItem(i);
    bool any = false;
    for (int j = 0; j < group->childCount(); ++j) {
      QTreeWidgetItem* item = group->child(j);
      const QString all =
          group->text(0) + QLatin1Char(' ') + item->text(0) + QLatin1Char(' ') + item->text(1);
      const bool shown = std::all_of(words.begin(), words.end(), [&](const QString& word) {
        return all.contains(word, Qt::CaseInsensitive);
      });
      item->setHidden(!shown);
      any = any || shown;
    }
    group->setHidden(!any);
  }
}

QTreeWidgetItem* KeySheet::itemOf(const QString& id) const {
  for (int i = 0; i < tree_->topLevelItemCount(); ++i)
    for (int j = 0; j < tree_->topLevelItem(i)->childCount(); ++j)
      if (tree_->topLevelItem(i)->child(j)->data(0, Qt::UserRole).toString() == id)
        return tree_->topLevelItem(i)->child(j);
  return nullptr;
}

void KeySheet::choose(const QString& id) { tree_->setCurrentItem(itemOf(id)); }
void KeySheet::type(const QKeySequence& keys) { keys_->setKeySequence(keys); }
QString KeySheet::message() const { return conflict_->text(); }
QString KeySheet::chosen() const {
  const QTreeWidgetItem* item = tree_->currentItem();
  return item ? item->data(0, Qt::UserRole).toString() : QString();
}

void KeySheet::showChosen() {
  const QString id = chosen();
  name_->setText(id.isEmpty() ? tr("Choose an action to give it another key.") : registry_.labelOf(id));
  keys_->setKeySequence(id.isEmpty() ? QKeySequence() : registry_.action(id)->shortcut());
  for (QWidget* part :
       {static_cast<QWidget*>(keys_), static_cast<QWidget*>(none_), static_cast<QWidget*>(reset_)})
    part->setEnabled(!id.isEmpty());
  showConflict();
}

void KeySheet::showConflict() {
  const QString id = chosen();
  const QKeySequence keys = keys_->keySequence();
  const QString named = keys.toString(QKeySequence::NativeText);
  const bool isNew = !id.isEmpty() && !keys.isEmpty() && !registry_.action(id)->shortcuts().contains(keys);
  const QAction* taken = isNew ? registry_.actionWith(keys, id) : nullptr;
  set_->setText(taken ? tr("Take it") : tr("Set"));
  set_->setEnabled(isNew);
  if (taken) {
    conflict_->setTone(Tone::warning);
    conflict_->setText(tr("%1 belongs to “%2”, which would be left without it.")
                           .arg(named, registry_.labelOf(registry_.idOf(taken))));
  } else if (isNew && isStageKey(keys)) {
    conflict_->setTone(Tone::warning);
    conflict_->setText(
        tr("%1 is also a key of the stage: while a shape is being edited it goes there.").arg(named));
  } else {
    conflict_->setTone(Tone::quiet);
    conflict_->setText(isNew ? tr("%1 is free.").arg(named) : QString());
  }
}

void KeySheet::set() {
  const QString id = chosen();
  const QKeySequence keys = keys_->keySequence();
  if (id.isEmpty() || keys.isEmpty()) return;
  if (const QAction* taken = registry_.actionWith(keys, id))
    registry_.removeShortcut(registry_.idOf(taken), keys);
  const bool isDefault = registry_.defaultShortcuts(id) == QList<QKeySequence>{keys};
  registry_.setCustomShortcut(id, isDefault ? std::nullopt : std::optional(keys));
  refreshKeys();
}

void KeySheet::resetAll() {
  for (const QAction* action : registry_.actions())
    registry_.setCustomShortcut(registry_.idOf(action), std::nullopt);
  refreshKeys();
}

void KeySheet::refreshKeys() {
  for (const QAction* action : registry_.actions())
    if (QTreeWidgetItem* item = itemOf(registry_.idOf(action))) item->setText(1, keysOf(*action));
  showChosen();
}

} // namespace fillscope
