#include "app/gui/seen_verbs.h"
#include "app/gui/main_window.h"
#include <QActionGroup>
#include <QApplication>
#include <QDockWidget>
#include <algorithm>

namespace fillscope {
namespace {

QActionGroup* newGroup(ActionRegistry& actions, const QStringList& ids, QObject* owner) {
  auto* group = new QActionGroup(owner);
  group->setExclusionPolicy(QActionGroup::ExclusionPolicy::None);
  for (const QString& id : ids)
    group->addAction(actions.action(id));
  return group;
}

QStringList verbsForRegions(const ActionRegistry& actions) {
  const QStringList changeNothing{QStringLiteral("region.copy"), QStringLiteral("region.table"),
                                  QStringLiteral("region.attributes"),
                                  QStringLiteral("region.newKeypointSet")};
  QStringList ids{QStringLiteral("picture.carry"), QStringLiteral("picture.carryOn")};
  for (const QAction* action : actions.actions())
    if (const QString id = actions.idOf(action);
        id.startsWith(QLatin1String("region.")) && !changeNothing.contains(id))
      ids << id;
  return ids;
}

} // namespace

SeenVerbs::SeenVerbs(MainWindow& window, std::vector<QDockWidget*> panels)
    : QObject(&window)
    , window_(window)
    , panels_(std::move(panels))
    , regions_(newGroup(window.actions(), verbsForRegions(window.actions()), this))
    , pictures_(
          newGroup(window.actions(),
                   {QStringLiteral("edit.undo"), QStringLiteral("edit.redo"), QStringLiteral("region.table"),
                    QStringLiteral("edit.copyRim"), QStringLiteral("edit.removeRim"),
                    QStringLiteral("picture.reviewed"), QStringLiteral("picture.reviewedNext")},
                   this)) {
  connect(&window_.workspaces(), &Workspaces::changed, this, &SeenVerbs::follow);
  connect(qApp, &QApplication::focusChanged, this, [this](const QWidget*, const QWidget* now) {
    if (!now) return;
    const auto holds = [now](const QWidget* panel) { return panel->isAncestorOf(now); };
    const bool inPanels = std::any_of(panels_.begin(), panels_.end(), holds);
    if (!inPanels && now->window() != &window_) return;
    inPanels_ = inPanels;
    follow();
  });
  follow();
}

void SeenVerbs::follow() {
  const Workspace shown = window_.workspaces().current();
  const bool onPhoto = shown == Workspace::annotate || shown == Workspace::volume;
  regions_->setEnabled(inPanels_ || onPhoto);
  pictures_->setEnabled(inPanels_ || needsProject(shown));
}

} // namespace fillscope
