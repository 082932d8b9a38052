#include "app/gui/window_menus.h"
#include "app/gui/app_context.h"
#include "app/gui/cloud_pane.h"
#include "app/gui/main_window.h"
#include "app/gui/photo_page.h"
#include "app/gui/region_tools.h"
#include <QActionGroup>
#include <QCoreApplication>
#include <QFileInfo>
#include <QMenu>
#include <QMenuBar>
#include <QToolBar>
#include <QToolButton>
#include <initializer_list>

namespace fillscope {
namespace {

class Menus {
  Q_DECLARE_TR_FUNCTIONS(fillscope::Menus)
 public:
  static QString title(const char* text) { return tr(text); }
};

QMenu* addMenu(MainWindow& window, const QString& title, std::initializer_list<const char*> ids) {
  QMenu* menu = window.menuBar()->addMenu(title);
  menu->setToolTipsVisible(true);
  for (const char* id : ids) {
    if (*id)
      menu->addAction(window.actions().action(QLatin1String(id)));
    else
      menu->addSeparator();
  }
  return menu;
}

void addRecent(QMenu& file, QAction* before, AppContext& context) {
  auto* recent = new QMenu(Menus::title(QT_TRANSLATE_NOOP("fillscope::Menus", "Open rec&ent")), &file);
  file.insertMenu(before, recent);
  QObject::connect(recent, &QMenu::aboutToShow, recent, [recent, &context] {
    recent->clear();
    for (const QString& path : context.settings.recentPaths()) {
      QAction* action =
          recent->addAction(path, recent, [path, &context] { context.session.open({toPath(path)}); });
      action->setEnabled(QFileInfo::exists(path));
    }
    if (recent->isEmpty())
      recent->addAction(Menus::title(QT_TRANSLATE_NOOP("fillscope::Menus", "Nothing yet")))
          ->setEnabled(false);
  });
}

/// The networks there are for a use; the one in use has the mark.
void listNetworks(QMenu& menu, NetworkUse use, AppContext& context) {
  menu.clear();
  NetworkChoice& choice = context.networkChoice;
  const std::optional<QString> inUse = choice.inUse(use), standard = choice.standard(use);
  delete menu.findChild<QActionGroup*>(QString(), Qt::FindDirectChildrenOnly);
  auto* one = new QActionGroup(&menu);
  for (const ModelRegistry::Entry& entry : context.networks.entries()) {
    if (!entry.manifest || !serves(*entry.manifest, use)) continue;
    const QString id = QString::fromStdString(entry.id);
    const QString standardText = Menus::title(QT_TRANSLATE_NOOP("fillscope::Menus", "%1 (standard)"));
    QAction* action = menu.addAction(id == standard ? standardText.arg(id) : id, &menu,
                                     [&choice, use, id] { choice.take(use, id); });
    action->setData(id);
    action->setToolTip(QString::fromStdString(entry.manifest->name));
    action->setCheckable(true);
    action->setChecked(id == inUse);
    one->addAction(action);
  }
  if (const QString gone = choice.gone(use); !gone.isEmpty())
    menu.addAction(Menus::title(QT_TRANSLATE_NOOP("fillscope::Menus", "%1 (not there any more)")).arg(gone))
        ->setEnabled(false);
  if (menu.isEmpty())
    menu.addAction(Menus::title(QT_TRANSLATE_NOOP("fillscope::Menus", "Nothing yet")))->setEnabled(false);
}

void addNetworks(QMenu& measure, MainWindow& window, AppContext& context) {
  QAction* rescan = window.actions().action(QStringLiteral("measure.rescan"));
  const auto add = [&](const char* name, const QString& title, NetworkUse use) {
    auto* menu = new QMenu(title, &measure);
    menu->setObjectName(QLatin1String(name));
    menu->setToolTipsVisible(true);
    measure.insertMenu(rescan, menu);
    QObject::connect(menu, &QMenu::aboutToShow, menu,
                     [menu, use, &context] { listNetworks(*menu, use, context); });
  };
  add("cornersNetworks", Menus::title(QT_TRANSLATE_NOOP("fillscope::Menus", "Network for &corners")),
      NetworkUse::corners);
  add("fillNetworks", Menus::title(QT_TRANSLATE_NOOP("fillscope::Menus", "Network for fi&ll")),
      NetworkUse::rimDepth);
  add("classNetworks", Menus::title(QT_TRANSLATE_NOOP("fillscope::Menus", "Net&work for picture classes")),
      NetworkUse::classes);
}

void addPaletteButton(MainWindow& window) {
  auto* spacer = new QWidget;
  spacer->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
  window.workspaces().bar()->addWidget(spacer);
  auto* button = new QToolButton;
  button->setDefaultAction(window.actions().action(QStringLiteral("help.palette")));
  button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
  button->setFocusPolicy(Qt::NoFocus); // it has a key
  window.workspaces().bar()->addWidget(button);
}

void addConversions(QMenu& edit, MainWindow& window) {
  QMenu* conversions = edit.addMenu(Menus::title(QT_TRANSLATE_NOOP("fillscope::Menus", "Con&vert")));
  for (const char* id : {"region.toRect", "region.toCircle", "region.toEllipse", "region.toPolygon",
                         "region.toPolyline", "region.toPoint", "region.toRim", "region.toKeypoints"})
    conversions->addAction(window.actions().action(QLatin1String(id)));
}

} // namespace

void buildMenus(MainWindow& window, AppContext& context) {
  QMenu* file = addMenu(window, Menus::title(QT_TRANSLATE_NOOP("fillscope::Menus", "&File")),
                        {"file.open", "file.openFolder", "file.openSample", "", "file.addPictures",
                         "file.locatePictures", "file.importAnnotations", "", "file.save", "file.saveAs",
                         "file.exportAnnotations", "", "file.report", "file.reportAll", "file.exportCloud",
                         "file.screenshot", "", "file.quit"});
  addRecent(*file, file->actions().at(3), context);
  QMenu* edit = addMenu(window, Menus::title(QT_TRANSLATE_NOOP("fillscope::Menus", "&Edit")),
                        {"edit.undo", "edit.redo", "edit.history", "", "region.copy", "region.paste",
                         "region.duplicate", "region.delete", "region.selectAll", "region.repeatPrevious", "",
                         "region.refine", "region.order"});
  addConversions(*edit, window);
  edit->addSeparator();
  for (const char* id : {"edit.acceptCorners", "edit.rejectCorners", "edit.copyRim", "edit.removeRim"})
    edit->addAction(window.actions().action(QLatin1String(id)));
  QMenu* tools =
      addMenu(window, Menus::title(QT_TRANSLATE_NOOP("fillscope::Menus", "&Tools")),
              {"tool.box", "tool.select", "tool.look", "", "tool.rect", "tool.circle", "tool.ellipse",
               "tool.polygon", "tool.polyline", "tool.point", "tool.mask", "tool.keypoints"});
  tools->addMenu(window.photoPage().regionTools().keypointMenu());
  tools->addSeparator();
  for (const char* id : {"tool.snap", "tool.loupe", "view.labels", "region.hideAll"})
    tools->addAction(window.actions().action(QLatin1String(id)));
  addMenu(window, Menus::title(QT_TRANSLATE_NOOP("fillscope::Menus", "&Pictures")),
          {"picture.next", "picture.previous", "picture.first", "picture.last", "picture.goTo",
           "picture.find", "", "picture.carry", "picture.carryOn", "picture.carryAligned", "",
           "picture.reviewed", "picture.reviewedNext", "picture.queue", "picture.review", "",
           "picture.statistics"});
  addMenu(window, Menus::title(QT_TRANSLATE_NOOP("fillscope::Menus", "&Regions")),
          {"region.label", "region.lock", "region.hide", "region.showAll", "region.group", "region.ungroup",
           "", "region.table", "region.attributes"});
  QMenu* view = addMenu(window, Menus::title(QT_TRANSLATE_NOOP("fillscope::Menus", "&View")),
                        {"workspace.annotate",
                         "workspace.depth",
                         "workspace.compare",
                         "workspace.volume",
                         "workspace.dataset",
                         "workspace.train",
                         "",
                         "view.fit",
                         "view.actualSize",
                         "view.zoomIn",
                         "view.zoomOut",
                         "",
                         "view.photo",
                         "view.depth",
                         "view.classes",
                         "view.evidence",
                         "view.display",
                         "view.resetDisplay",
                         "",
                         "view.cloud",
                         "view.box",
                         "view.content",
                         "view.hidden",
                         "view.resetCloud",
                         "",
                         "view.pictures",
                         "view.inspector",
                         "view.regions",
                         "view.cloudPanel",
                         "",
                         "view.themeSystem",
                         "view.themeLight",
                         "view.themeDark",
                         "",
                         "view.toPicture",
                         "view.nextPanel",
                         "view.previousPanel",
                         "",
                         "view.fullScreen"});
  view->insertMenu(window.actions().action(QStringLiteral("view.resetCloud")),
                   window.cloudPane().pointSizeMenu());
  QMenu* measure =
      addMenu(window, Menus::title(QT_TRANSLATE_NOOP("fillscope::Menus", "&Measure")),
              {"measure.now", "measure.predictFill", "measure.detect", "measure.predict", "measure.denoise",
               "measure.flatness", "measure.classify", "", "measure.all", "measure.predictFillAll",
               "measure.detectAll", "measure.denoiseAll", "", "measure.chooseDepth",
               "measure.chooseEmptyDepth", "measure.chooseIntrinsics", "", "measure.rescan"});
  addNetworks(*measure, window, context);
  addMenu(window, Menus::title(QT_TRANSLATE_NOOP("fillscope::Menus", "&Help")),
          {"help.palette", "help.keys", "", "help.about"});
  addPaletteButton(window);
}

} // namespace fillscope
