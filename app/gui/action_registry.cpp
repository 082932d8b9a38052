#include "app/gui/action_registry.h"
#include "widgets/theme.h"
#include <QAbstractSpinBox>
#include <QLineEdit>
#include <QPointer>
#include <QWidget>
#include <algorithm>

namespace fillscope {
namespace {

/// What is being typed into a field of the window counts before anything else is done; the focus stays.
void finishTyping(const QWidget& window) {
  const QPointer<QWidget> field = window.focusWidget();
  const auto* line = qobject_cast<QLineEdit*>(field);
  if (!line && qobject_cast<QAbstractSpinBox*>(field)) line = field->findChild<QLineEdit*>();
  if (!line || !line->isModified() || !field->hasFocus()) return;
  field->clearFocus();
  if (field && field->isVisible()) field->setFocus();
}

} // namespace

ActionRegistry::ActionRegistry(QWidget& window, Settings& settings)
    : window_(window)
    , settings_(settings) {}

QAction* ActionRegistry::add(const ActionSpec& spec, std::function<void()> run) {
  auto* action = new QAction(spec.text, &window_);
  connect(action, &QAction::triggered, this, [this, run = std::move(run)] {
    finishTyping(window_);
    run();
  });
  return adopt(spec, action);
}

QAction* ActionRegistry::addToggle(const ActionSpec& spec, std::function<void(bool)> run) {
  auto* action = new QAction(spec.text, &window_);
  action->setCheckable(true);
  connect(action, &QAction::toggled, this, [this, run = std::move(run)](bool on) {
    finishTyping(window_);
    run(on);
  });
  return adopt(spec, action);
}

QAction* ActionRegistry::adopt(const ActionSpec& spec, QAction* action) {
  Q_ASSERT(!byId_.contains(spec.id));
  action->setData(spec.id);
  action->setObjectName(spec.id);
  if (!spec.text.isEmpty()) action->setText(spec.text);
  if (!spec.shortText.isEmpty()) action->setIconText(spec.shortText);
  tips_.insert(spec.id, spec.tip);
  labels_.insert(spec.id, action->text().remove(QLatin1Char('&')).remove(QStringLiteral("…")));
  // Two names of one key (the platform's own and a fixed one) would make it ambiguous with itself.
  QList<QKeySequence> keys;
  for (const QKeySequence& key : spec.shortcuts)
    if (!keys.contains(key)) keys.append(key);
  defaults_.insert(spec.id, keys);
  const std::optional<QKeySequence> custom = settings_.shortcut(spec.id);
  setKeys(*action, custom ? QList<QKeySequence>{*custom} : keys);
  if (!spec.icon.isEmpty()) {
    icons_.insert(spec.id, spec.icon);
    action->setIcon(theme::icon(spec.icon, window_.palette()));
  }
  actions_.append(action);
  byId_.insert(spec.id, action);
  window_.addAction(action);
  return action;
}

QList<QAction*> ActionRegistry::actions() const {
  static const QStringList groups{
      QStringLiteral("file"),      QStringLiteral("edit"),    QStringLiteral("tool"),
      QStringLiteral("region"),    QStringLiteral("picture"), QStringLiteral("view"),
      QStringLiteral("workspace"), QStringLiteral("measure"), QStringLiteral("help")};
  QList<QAction*> sorted = actions_;
  std::stable_sort(sorted.begin(), sorted.end(), [this](const QAction* a, const QAction* b) {
    const auto rank = [this](const QAction* action) {
      return groups.indexOf(idOf(action).section(QLatin1Char('.'), 0, 0));
    };
    return rank(a) < rank(b);
  });
  return sorted;
}

QAction* ActionRegistry::action(const QString& id) const {
  QAction* found = byId_.value(id);
  Q_ASSERT(found);
  return found;
}

void ActionRegistry::setCustomShortcut(const QString& id, const std::optional<QKeySequence>& keys) {
  settings_.setShortcut(id, keys);
  setKeys(*action(id), keys ? QList<QKeySequence>{*keys} : defaults_.value(id));
}

void ActionRegistry::removeShortcut(const QString& id, const QKeySequence& keys) {
  QList<QKeySequence> left = action(id)->shortcuts();
  left.removeAll(keys);
  setCustomShortcut(id, left.isEmpty() ? QKeySequence() : left.front());
}

void ActionRegistry::setKeys(QAction& action, const QList<QKeySequence>& keys) {
  action.setShortcuts(keys);
  const QString id = idOf(&action), tip = tips_.value(id).isEmpty() ? labels_.value(id) : tips_.value(id);
  const QString first = action.shortcut().toString(QKeySequence::NativeText);
  action.setToolTip(first.isEmpty() ? tip : tip + QStringLiteral(" (") + first + QLatin1Char(')'));
}

QAction* ActionRegistry::actionWith(const QKeySequence& keys, const QString& otherThan) const {
  if (keys.isEmpty()) return nullptr;
  for (QAction* action : actions_)
    if (idOf(action) != otherThan && action->shortcuts().contains(keys)) return action;
  return nullptr;
}

void ActionRegistry::refreshIcons() {
  for (auto it = icons_.cbegin(); it != icons_.cend(); ++it)
    byId_.value(it.key())->setIcon(theme::icon(it.value(), window_.palette()));
}

} // namespace fillscope
