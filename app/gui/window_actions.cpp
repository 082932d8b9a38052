#include "app/gui/window_actions.h"
#include "app/gui/app_context.h"
#include "app/gui/cloud_pane.h"
#include "app/gui/compare_page.h"
#include "app/gui/denoise_bar.h"
#include "app/gui/depth_page.h"
#include "app/gui/export_dialog.h"
#include "app/gui/history_dialog.h"
#include "app/gui/inspector.h"
#include "app/gui/key_sheet.h"
#include "app/gui/main_window.h"
#include "app/gui/notice_bar.h"
#include "app/gui/picture_rows.h"
#include "app/gui/review_dialog.h"
#include "app/gui/window_menus.h"
#include "core/formats/image_io.h"
#include "widgets/command_palette.h"
#include "widgets/image_canvas.h"
#include <QActionGroup>
#include <QCoreApplication>
#include <QDockWidget>
#include <QMessageBox>
#include <QUndoGroup>

namespace fillscope {
namespace {

using Keys = QList<QKeySequence>;

/// Lives as long as the window, whose child it is.
class WindowActions : public QObject {
  Q_DECLARE_TR_FUNCTIONS(fillscope::WindowActions)
 public:
  WindowActions(MainWindow& window, AppContext& context)
      : QObject(&window)
      , window_(window)
      , context_(context)
      , actions_(window.actions()) {}

  void addFile() {
    ProjectSession& session = context_.session;
    add("file.open", tr("&Open picture or project…"), {QKeySequence::Open},
        tr("Open a picture or a project file"), "open", [this] { openFile(); });
    add("file.openFolder", tr("Open &folder…"), {QKeySequence(QStringLiteral("Ctrl+Shift+O"))},
        tr("Open all pictures of a folder"), "folder", [this] { openFolder(); });
    add("file.openSample", tr("Open the sa&mple"), {}, tr("Rendered boxes with depth, ready to measure"),
        "sample", [&session] { session.openSample(); });
    add("file.addPictures", tr("Add pict&ures…"), {}, tr("Add a picture to the open project"), "add",
        [this] { addPicture(); });
    add("file.locatePictures", tr("&Locate pictures…"), {},
        tr("Find the pictures of this project in another folder"), "search", [this] { locatePictures(); });
    add("file.save", tr("&Save"), {QKeySequence::Save}, tr("Save the project"), "save",
        [&session] { session.save(); });
    add("file.saveAs", tr("Save &as…"), {QKeySequence(QStringLiteral("Ctrl+Shift+S"))},
        tr("Save the project into another file"), "save-as", [&session] { session.saveAs(); });
    ExportController& exports = context_.exports;
    add("file.report", tr("&Report of this picture…"), {QKeySequence(QStringLiteral("Ctrl+E"))},
        tr("Write a page with pictures and figures"), "report", [&exports] { exports.writeReport(false); });
    add("file.reportAll", tr("Report of all &pictures…"), {QKeySequence(QStringLiteral("Ctrl+Shift+E"))},
        tr("Write a page with every measured picture"), "report", [&exports] { exports.writeReport(true); });
    add("file.importAnnotations", tr("&Import annotations…"), {},
        tr("Regions from a file of another program, onto the pictures of this project"), "import",
        [this] { importAnnotations(); });
    add("file.exportAnnotations", tr("E&xport annotations…"), {QKeySequence(QStringLiteral("Ctrl+Alt+E"))},
        tr("For COCO, YOLO, labelme, CVAT and others; says first what would be lost"), "export",
        [this] { exportAnnotations(); });
    add("picture.review", tr("Review against an&other file…"), {},
        tr("A second annotator's regions, or a network's, beside one's own"), "review", [this] { review(); });
    add("file.exportCloud", tr("Export &cloud…"), {},
        tr("Write the coloured point cloud as PLY, PCD or text"), "cloud",
        [&exports] { exports.exportCloud(); });
    add("file.screenshot", tr("Picture of the &window…"), {QKeySequence(QStringLiteral("F12"))},
        tr("Save what the window shows"), "screenshot",
        [this] { context_.exports.savePicture(window_.grab().toImage(), QStringLiteral("-window.png")); });
    add("file.quit", tr("&Quit"), {QKeySequence::Quit, QKeySequence(QStringLiteral("Ctrl+Q"))}, {}, "",
        [this] { window_.close(); });
  }

  void addEdit() {
    QUndoGroup* undo = context_.document.undoGroup();
    actions_.adopt({QStringLiteral("edit.undo"),
                    {},
                    {QKeySequence(QStringLiteral("Ctrl+Z"))},
                    {},
                    QStringLiteral("undo")},
                   undo->createUndoAction(&window_, tr("&Undo")));
    actions_.adopt({QStringLiteral("edit.redo"),
                    {},
                    {QKeySequence(QStringLiteral("Ctrl+Shift+Z")), QKeySequence(QStringLiteral("Ctrl+Y"))},
                    {},
                    QStringLiteral("redo")},
                   undo->createRedoAction(&window_, tr("&Redo")));
    add("edit.history", tr("&History of this picture…"), {QKeySequence(QStringLiteral("Ctrl+H"))},
        tr("Every change of this picture, and any earlier version back"), "", [this] {
          if (context_.current.index() < 0) return;
          auto* dialog = new HistoryDialog(context_, &window_);
          dialog->setAttribute(Qt::WA_DeleteOnClose);
          dialog->show();
        });
    add("picture.next", tr("&Next picture"),
        {QKeySequence(QStringLiteral("D")), QKeySequence(QStringLiteral("PgDown"))}, {}, "next",
        [this] { window_.pictureRows().step(1); });
    add("picture.previous", tr("&Previous picture"),
        {QKeySequence(QStringLiteral("A")), QKeySequence(QStringLiteral("PgUp"))}, {}, "previous",
        [this] { window_.pictureRows().step(-1); });
  }

  void addView(const WindowDocks& docks) {
    add("view.fit", tr("&Fit"), {QKeySequence(QStringLiteral("F"))}, tr("The whole picture"), "fit",
        [this] { window_.activeCanvas().fit(); });
    add("view.actualSize", tr("&100 %"), {QKeySequence(QStringLiteral("0"))},
        tr("One picture pixel is one screen pixel"), "actual-size",
        [this] { window_.activeCanvas().actualSize(); });
    add("view.zoomIn", tr("Zoom &in"),
        {QKeySequence(QStringLiteral("+")), QKeySequence(QStringLiteral("Ctrl++")),
         QKeySequence(QStringLiteral("="))},
        {}, "zoom-in", [this] { window_.activeCanvas().zoomIn(); });
    add("view.zoomOut", tr("Zoom &out"),
        {QKeySequence(QStringLiteral("-")), QKeySequence(QStringLiteral("Ctrl+-"))}, {}, "zoom-out",
        [this] { window_.activeCanvas().zoomOut(); });
    const auto panel = [this](const char* id, const QString& text, QDockWidget* dock) {
      actions_.adopt({QLatin1String(id), text}, dock->toggleViewAction());
    };
    panel("view.pictures", tr("Picture &list"), docks.pictures);
    panel("view.inspector", tr("Box &panel"), docks.inspector);
    panel("view.regions", tr("&Regions panel"), docks.regions);
    panel("view.cloudPanel", tr("&3D panel"), docks.cloud);
    add("region.table", tr("Attribute &table"), {QKeySequence(QStringLiteral("T"))},
        tr("Attributes of regions and pictures in rows and columns"), "table", [dock = docks.attributes] {
          const bool isThere = dock->isVisible() && !dock->visibleRegion().isEmpty();
          dock->setVisible(!isThere);
          if (isThere) return;
          dock->raise();
          dock->widget()->setFocus();
        });
    actions_.addToggle(
        {QStringLiteral("view.fullScreen"), tr("F&ull screen"), {QKeySequence(QStringLiteral("F11"))}},
        [this](bool on) { on ? window_.showFullScreen() : window_.showNormal(); });
    auto* themes = new QActionGroup(&window_);
    const auto theme = [&](const char* id, const QString& text, ThemeChoice choice) {
      QAction* action = actions_.addToggle({QLatin1String(id), text}, [this, choice](bool on) {
        if (!on || context_.settings.theme() == choice) return;
        context_.settings.setTheme(choice);
        context_.theme.apply(choice);
      });
      themes->addAction(action);
      if (context_.settings.theme() == choice) action->setChecked(true);
    };
    theme("view.themeSystem", tr("Theme of the system"), ThemeChoice::system);
    theme("view.themeLight", tr("Light theme"), ThemeChoice::light);
    theme("view.themeDark", tr("Dark theme"), ThemeChoice::dark);
  }

  void addMeasure() {
    add("measure.now", tr("&Measure"),
        {QKeySequence(QStringLiteral("F5")), QKeySequence(QStringLiteral("M"))},
        tr("Measure this picture again"), "measure", [this] { context_.measure.request(); });
    add("measure.chooseDepth", tr("Choose dept&h file…"), {}, {}, "depth",
        [this] { window_.inspector().chooseFile(SourcesPanel::File::depth); });
    add("measure.chooseEmptyDepth", tr("Choose depth of the box &empty…"), {}, {}, "",
        [this] { window_.inspector().chooseFile(SourcesPanel::File::emptyDepth); });
    add("measure.chooseIntrinsics", tr("Choose &intrinsics…"), {}, {}, "camera",
        [this] { window_.inspector().chooseFile(SourcesPanel::File::intrinsics); });
    add("measure.predict", tr("&Predict depth"), {QKeySequence(QStringLiteral("Ctrl+R"))},
        tr("With the network chosen in the Depth workspace"), "play", [this] {
          showDepth();
          window_.depthPage().predict();
        });
    add("measure.denoise", tr("Denoise depth"), {QKeySequence(QStringLiteral("Ctrl+Shift+R"))},
        tr("The map shown in the Depth workspace, with the network chosen there"), "", [this] {
          showDepth();
          window_.depthPage().denoiseBar().denoise();
        });
    add("measure.denoiseAll", tr("Denoise the depth of all pictures…"), {},
        tr("Every depth file of the project, with the network chosen in the Depth workspace, into a folder"),
        "", [this] { window_.depthPage().denoiseBar().denoiseAll(); });
    QObject::connect(&window_.depthPage(), &DepthPage::lackChanged, this, [this] { showLacks(); });
    QObject::connect(&context_.session, &ProjectSession::stateChanged, this, [this] { showLacks(); });
    showLacks();
    add("measure.flatness", tr("Flatness &of the depth"), {},
        tr("Draw a rectangle on the depth map: the plane-fit error of what lies in it"), "", [this] {
          window_.workspaces().show(Workspace::depth);
          window_.depthPage().toggleFlatness();
        });
    add("measure.classify", tr("&Tell the picture's class"), {},
        tr("By a network trained on pictures of known classes, with what speaks for it"), "",
        [this] { context_.pictureClass.classify(); });
    add("measure.detectAll", tr("Detect corners in &all pictures…"), {},
        tr("Proposals for every picture without a rim; the least certain come first to be looked at"), "",
        [this] { context_.detect.detectAll(); });
    add("measure.predictFillAll", tr("Predict fill in all pict&ures…"), {},
        tr("By networks from the photos alone, for every picture with a rim that has neither depth nor a "
           "figure"),
        "", [this] { context_.fillBatch.predictAll(); });
    add("measure.all", tr("Mea&sure all pictures…"), {},
        tr("The figures that the picture list does not know yet"), "",
        [this] { context_.fillBatch.measureAll(); });
    add("measure.rescan", tr("Look for &networks again"), {}, {}, "", [this] { context_.predict.rescan(); });
  }

  void addHelp() {
    add("help.palette", tr("&Find an action…"), {QKeySequence(QStringLiteral("Ctrl+K"))},
        tr("Every action and its key"), "search", [this] {
          auto* palette = new CommandPalette(actions_.actions(), &window_);
          palette->setAttribute(Qt::WA_DeleteOnClose);
          palette->show();
        });
    add("help.keys", tr("&Keys"), {QKeySequence(QStringLiteral("F1")), QKeySequence(QStringLiteral("?"))},
        tr("All keys, and how to change them"), "", [this] {
          auto* sheet = new KeySheet(actions_, &window_);
          sheet->setAttribute(Qt::WA_DeleteOnClose);
          sheet->show();
        });
    add("help.about", tr("&About FillScope"), {}, {}, "", [this] {
      QMessageBox::about(&window_, tr("About FillScope"),
                         tr("FillScope %1\n\nHow full is this box? Answered from a picture.")
                             .arg(QCoreApplication::applicationVersion()));
    });
  }

 private:
  /// Where one more depth map is seen; who compares sees it there.
  void showDepth() {
    if (window_.workspaces().current() != Workspace::compare) window_.workspaces().show(Workspace::depth);
  }
  /// Of an action: as ever; why it is off.
  struct Tip {
    QString usual, lack;
  };
  void add(const char* id, const QString& text, const Keys& keys, const QString& tip, const char* icon,
           std::function<void()> run) {
    actions_.add({QLatin1String(id), text, keys, tip, QLatin1String(icon)}, std::move(run));
  }

  /// What passes by itself (a picture that loads, a prediction that runs) is said when it is asked for.
  void showLacks() {
    showLack("measure.predict", window_.depthPage().lack(), predictTip_);
    showLack("measure.denoise", window_.depthPage().denoiseBar().lack(), denoiseTip_);
    showLack("measure.denoiseAll", window_.depthPage().denoiseBar().lack(), denoiseAllTip_);
  }
  void showLack(const char* id, const QString& lack, Tip& tip) {
    QAction* action = actions_.action(QLatin1String(id));
    action->setEnabled(context_.session.isOpen() && lack.isEmpty());
    if (action->toolTip() != tip.lack) tip.usual = action->toolTip();
    tip.lack = lack;
    action->setToolTip(lack.isEmpty() ? tip.usual : lack);
  }

  static QString pictureFilter() {
    QStringList patterns;
    for (const std::string& suffix : imageSuffixes())
      patterns << QLatin1Char('*') + QString::fromStdString(suffix);
    return patterns.join(QLatin1Char(' '));
  }

  void openFile() {
    const auto file =
        context_.prompts.openFile(tr("Open picture or project"), context_.settings.lastFolder(),
                                  tr("Pictures and projects (*.json *.csv *.xml *.zip %1);;All files (*)")
                                      .arg(QStringLiteral("*.pcd *.ply *.xyz *.bag ") + pictureFilter()));
    if (file) context_.session.open({toPath(*file)});
  }
  void openFolder() {
    const auto folder = context_.prompts.openFolder(tr("Open folder"), context_.settings.lastFolder());
    if (folder) context_.session.open({toPath(*folder)});
  }
  void locatePictures() {
    const auto folder = context_.prompts.openFolder(
        tr("Locate pictures: the folder that holds them, or one above"), toText(context_.session.folder()));
    if (folder) context_.session.locate(toPath(*folder));
  }
  void importAnnotations() {
    const auto file = context_.prompts.openFile(tr("Import annotations"), toText(context_.session.folder()),
                                                tr("Annotations (*.json *.csv *.xml);;All files (*)"));
    if (file) context_.exchange.add({toPath(*file)});
  }
  void review() {
    const auto file = context_.prompts.openFile(tr("Review against"), toText(context_.session.folder()),
                                                tr("Annotations (*.json *.csv *.xml);;All files (*)"));
    if (!file) return;
    auto* dialog = new ReviewDialog(context_, &window_);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    // Its own: the window's are off where the window shows no annotations.
    QUndoGroup* undo = context_.document.undoGroup();
    for (QAction* action :
         {undo->createUndoAction(dialog, tr("&Undo")), undo->createRedoAction(dialog, tr("&Redo"))})
      dialog->addAction(action);
    const QList<QAction*> own = dialog->actions();
    own[own.size() - 2]->setShortcuts(actions_.action(QStringLiteral("edit.undo"))->shortcuts());
    own.back()->setShortcuts(actions_.action(QStringLiteral("edit.redo"))->shortcuts());
    QObject::connect(&dialog->session(), &ReviewSession::failed, &window_,
                     [this, dialog](const Error& error) {
                       dialog->close();
                       window_.noticeBar().showError(QString::fromStdString(error.sentence()));
                     });
    dialog->session().load(toPath(*file), context_.session.folder());
    dialog->show();
  }
  void exportAnnotations() {
    auto* dialog = new ExportDialog(context_, &window_);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    QObject::connect(dialog, &ExportDialog::exportRequested, &context_.exchange,
                     [this](AnnotationFormat format, const WriteOptions& options, const QString& target) {
                       context_.exchange.write(format, options, toPath(target));
                     });
    dialog->show();
  }
  void addPicture() {
    const auto file = context_.prompts.openFile(tr("Add picture"), toText(context_.session.folder()),
                                                tr("Pictures (%1);;All files (*)").arg(pictureFilter()));
    if (file) context_.session.add({toPath(*file)});
  }

  MainWindow& window_;
  AppContext& context_;
  ActionRegistry& actions_;
  Tip predictTip_, denoiseTip_, denoiseAllTip_;
};

} // namespace

void addWindowActions(MainWindow& window, AppContext& context, const WindowDocks& docks) {
  auto* actions = new WindowActions(window, context);
  actions->addFile();
  actions->addEdit();
  actions->addView(docks);
  actions->addMeasure();
  actions->addHelp();
  buildMenus(window, context);
}

} // namespace fillscope
