#include "widgets/command_palette.h"

#include "widgets/fuzzy_match.h"
#include "widgets/theme.h"
#include <QAction>
#include <QApplication>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QPainter>
#include <QPointer>
#include <QStyledItemDelegate>
#include <QTimer>
#include <QVBoxLayout>
#include <algorithm>

namespace fillscope {

namespace {

struct Command {
  QPointer<QAction> action;
  QString name, path, keys;
};

enum Role { PathRole = Qt::UserRole, KeysRole, CommandRole };

QString withoutMnemonic(QString text) {
  text.replace(QLatin1String("&&"), QString(QChar(1)));
  text.remove(QLatin1Char('&'));
  return text.replace(QChar(1), QLatin1Char('&'));
}

/// "File › Open recent": the menus that lead to the action.
QString menuPath(const QAction* action) {
  QStringList names;
  const QAction* at = action;
  for (int depth = 0; at && depth < 8; ++depth) {
    const QMenu* menu = nullptr;
    for (QObject* object : at->associatedObjects())
      if ((menu = qobject_cast<QMenu*>(object))) break;
    if (!menu) break;
    at = menu->menuAction();
    if (!at->text().isEmpty()) names.prepend(withoutMnemonic(at->text()));
  }
  return names.join(QStringLiteral(" › "));
}

class CommandDelegate : public QStyledItemDelegate {
 public:
  using QStyledItemDelegate::QStyledItemDelegate;

  QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex&) const override {
    return {200, option.fontMetrics.height() + 3 * theme::grid};
  }

  void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override {
    QStyleOptionViewItem item(option);
    initStyleOption(&item, index);
    const QIcon icon = item.icon;
    item.icon = {};
    item.text.clear();
    (item.widget ? item.widget->style() : QApplication::style())
        ->drawControl(QStyle::CE_ItemViewItem, &item, painter, item.widget);
    const bool selected = item.state & QStyle::State_Selected, enabled = item.state & QStyle::State_Enabled;
    const QPalette::ColorGroup group = enabled ? QPalette::Active : QPalette::Disabled;
    const QColor back = item.palette.color(selected ? QPalette::Highlight : QPalette::Base);
    const QColor text = item.palette.color(group, selected ? QPalette::HighlightedText : QPalette::Text);
    QColor quiet = theme::mix(text, back, 0.3);
    if (theme::contrast(quiet, back) < 4.5) quiet = text;

    QRect row = item.rect.adjusted(2 * theme::grid, 0, -2 * theme::grid, 0);
    const int side = 16;
    icon.paint(painter, QRect(row.left(), row.center().y() - side / 2 + 1, side, side), Qt::AlignCenter,
               !enabled   ? QIcon::Disabled
               : selected ? QIcon::Selected
                          : QIcon::Normal);
    row.setLeft(row.left() + side + 2 * theme::grid);
    painter->save();
    painter->setFont(item.font);
    const QString keys = index.data(KeysRole).toString();
    if (!keys.isEmpty()) {
      const int width = item.fontMetrics.horizontalAdvance(keys);
      painter->setPen(quiet);
      painter->drawText(row, Qt::AlignRight | Qt::AlignVCenter, keys);
      row.setRight(row.right() - width - 3 * theme::grid);
    }
    const QString name = item.fontMetrics.elidedText(index.data().toString(), Qt::ElideRight, row.width());
    painter->setPen(text);
    painter->drawText(row, Qt::AlignLeft | Qt::AlignVCenter, name);
    row.setLeft(row.left() + item.fontMetrics.horizontalAdvance(name) + 3 * theme::grid);
    painter->setPen(quiet);
    if (row.width() > 40)
      painter->drawText(
          row, Qt::AlignLeft | Qt::AlignVCenter,
          item.fontMetrics.elidedText(index.data(PathRole).toString(), Qt::ElideRight, row.width()));
    painter->restore();
  }
};

} // namespace

struct CommandPalette::Private {
  std::vector<Command> commands;
  QLineEdit* field = nullptr;
  QListWidget* list = nullptr;

  void show(const QString& pattern) {
    std::vector<std::pair<int, std::size_t>> found;
    for (std::size_t i = 0; i < commands.size(); ++i) {
      const Command& command = commands[i];
      if (!command.action) continue;
      // A find in the name is worth more than one that needs the menu's words.
      std::optional<int> score = fuzzyScore(pattern, command.name);
      if (score)
        *score += 500;
      else
        score = fuzzyScore(pattern, command.path + QLatin1Char(' ') + command.name);
      if (!score) continue;
      found.emplace_back(*score - (command.action->isEnabled() ? 0 : 100000), i);
    }
    if (!pattern.trimmed().isEmpty())
      std::stable_sort(found.begin(), found.end(),
                       [](const auto& a, const auto& b) { return a.first > b.first; });
    list->clear();
    for (const auto& [score, i] : found) {
      const Command& command = commands[i];
      auto* item = new QListWidgetItem(command.action->icon(), command.name, list);
      item->setData(PathRole, command.path);
      item->setData(KeysRole, command.keys);
      item->setData(CommandRole, static_cast<int>(i));
      item->setData(Qt::AccessibleTextRole,
                    QStringList{command.name, command.path, command.keys}.join(QStringLiteral(", ")));
      if (!command.action->isEnabled())
        item->setFlags(item->flags() & ~Qt::ItemIsEnabled & ~Qt::ItemIsSelectable);
    }
    if (list->count() > 0) list->setCurrentRow(0);
  }
};

CommandPalette::CommandPalette(const QList<QAction*>& actions, QWidget* parent)
    : QDialog(parent)
    , d_(std::make_unique<Private>()) {
  setWindowTitle(tr("Find an action"));
  setAttribute(Qt::WA_DeleteOnClose, false);
  for (QAction* action : actions) {
    if (!action || action->isSeparator() || action->menu() || !action->isVisible()) continue;
    const QString name = withoutMnemonic(action->text());
    if (name.isEmpty()) continue;
    const bool known = std::any_of(d_->commands.begin(), d_->commands.end(),
                                   [&](const Command& c) { return c.action == action; });
    if (!known)
      d_->commands.push_back(
          {action, name, menuPath(action), action->shortcut().toString(QKeySequence::NativeText)});
  }
  d_->field = new QLineEdit;
  d_->field->setPlaceholderText(tr("What do you want to do?"));
  d_->field->setAccessibleName(tr("Find an action"));
  d_->field->setClearButtonEnabled(true);
  d_->field->addAction(theme::icon(QStringLiteral("search"), palette()), QLineEdit::LeadingPosition);
  d_->field->installEventFilter(this);
  d_->list = new QListWidget;
  d_->list->setItemDelegate(new CommandDelegate(d_->list));
  d_->list->setUniformItemSizes(true);
  d_->list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  d_->list->setFrameShape(QFrame::NoFrame);
  d_->list->setFocusPolicy(Qt::NoFocus);
  d_->list->setAccessibleName(tr("Commands"));
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(2 * theme::grid, 2 * theme::grid, 2 * theme::grid, 2 * theme::grid);
  layout->setSpacing(2 * theme::grid);
  layout->addWidget(d_->field);
  layout->addWidget(d_->list, 1);
  resize(560, 400);
  connect(d_->field, &QLineEdit::textChanged, this, [this](const QString& text) { d_->show(text); });
  connect(d_->list, &QListWidget::itemClicked, this, &CommandPalette::runCurrent);
  d_->show({});
  d_->field->setFocus();
}

CommandPalette::~CommandPalette() = default;

void CommandPalette::runCurrent() {
  const QListWidgetItem* item = d_->list->currentItem();
  if (!item) return;
  const QPointer<QAction> action = d_->commands[item->data(CommandRole).toUInt()].action;
  if (!action || !action->isEnabled()) return;
  accept();
  // After the dialog is gone, so that what the action opens gets the focus.
  QTimer::singleShot(0, action, &QAction::trigger);
}

bool CommandPalette::eventFilter(QObject* object, QEvent* event) {
  if (object != d_->field || event->type() != QEvent::KeyPress) return QDialog::eventFilter(object, event);
  const auto& key = static_cast<const QKeyEvent&>(*event);
  const int rows = d_->list->count(),
            page = std::max(1, d_->list->height() / std::max(1, d_->list->sizeHintForRow(0)) - 1);
  int step = 0;
  switch (key.key()) {
  case Qt::Key_Down:
    step = 1;
    break;
  case Qt::Key_Up:
    step = -1;
    break;
  case Qt::Key_PageDown:
    step = page;
    break;
  case Qt::Key_PageUp:
    step = -page;
    break;
  case Qt::Key_Return:
  case Qt::Key_Enter:
    runCurrent();
    return true;
  default:
    return QDialog::eventFilter(object, event);
  }
  if (rows > 0) d_->list->setCurrentRow(std::clamp(d_->list->currentRow() + step, 0, rows - 1));
  return true;
}

} // namespace fillscope
