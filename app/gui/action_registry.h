#pragma once
// Every action has an id. Menus, palette and key sheet are made from here; the person's own keys are kept
// apart from the default ones.
#include "app/gui/settings.h"
#include <QAction>
#include <QHash>
#include <QList>
#include <QObject>
#include <functional>

class QWidget;

namespace fillscope {

struct ActionSpec {
  QString id;   ///< stable: "picture.next"
  QString text; ///< as in the menu
  QList<QKeySequence> shortcuts{};
  QString tip{}; ///< one sentence; empty: the text
  QString icon{};
  QString shortText{}; ///< on buttons of a strip; empty: the text
};

/// Actions belong to the window that is given, so that their keys work in all of it. What is being typed into
/// one of its fields counts before any of them runs.
class ActionRegistry : public QObject {
  Q_OBJECT
 public:
  ActionRegistry(QWidget& window, Settings& settings);

  QAction* add(const ActionSpec& spec, std::function<void()> run);
  QAction* addToggle(const ActionSpec& spec, std::function<void(bool)> run);
  /// An action made elsewhere (undo, a dock's toggle).
  QAction* adopt(const ActionSpec& spec, QAction* action);

  QAction* action(const QString& id) const;                              ///< must exist
  QList<QAction*> actions() const;                                       ///< by group, as the menus are
  QString labelOf(const QString& id) const { return labels_.value(id); } ///< without "&" and "…", unchanging
  QString idOf(const QAction* action) const { return action->data().toString(); }
  QList<QKeySequence> defaultShortcuts(const QString& id) const { return defaults_.value(id); }
  /// Nothing: back to the default. Remembered.
  void setCustomShortcut(const QString& id, const std::optional<QKeySequence>& keys);
  /// The first of its other keys stays. Remembered.
  void removeShortcut(const QString& id, const QKeySequence& keys);
  /// The action, other than id, that already has these keys; null none.
  QAction* actionWith(const QKeySequence& keys, const QString& otherThan) const;
  /// Icons in the colours of the present palette.
  void refreshIcons();

 private:
  void setKeys(QAction& action, const QList<QKeySequence>& keys);
  QWidget& window_;
  Settings& settings_;
  QList<QAction*> actions_;
  QHash<QString, QAction*> byId_;
  QHash<QString, QList<QKeySequence>> defaults_;
  QHash<QString, QString> icons_, labels_, tips_;
};

} // namespace fillscope
