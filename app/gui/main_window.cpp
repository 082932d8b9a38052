#include "app/gui/main_window.h"
#include "app/gui/app_context.h"
#include "app/gui/attribute_pane.h"
#include "app/gui/cloud_pane.h"
#include "app/gui/cloud_room.h"
#include "app/gui/compare_page.h"
#include "app/gui/dataset_page.h"
#include "app/gui/depth_page.h"
#include "app/gui/inspector.h"
#include "app/gui/linked_cursor.h"
#include "app/gui/notice_bar.h"
#include "app/gui/photo_page.h"
#include "app/gui/picture_actions.h"
#include "app/gui/picture_rows.h"
#include "app/gui/recording_dialog.h"
#include "app/gui/regions_pane.h"
#include "app/gui/seen_verbs.h"
#include "app/gui/start_page.h"
#include "app/gui/strip_style.h"
#include "app/gui/train_page.h"
#include "app/gui/window_actions.h"
#include "app/gui/window_focus.h"
#include "app/gui/window_notices.h"
#include "app/gui/window_status.h"
#include "core/annotation/region_edit.h"
#include "core/workflow/project_paths.h"
#include "widgets/image_canvas.h"
#include "widgets/picture_list.h"
#include <QCloseEvent>
#include <QDockWidget>
#include <QGridLayout>
#include <QLocale>
#include <QMimeData>
#include <QPointer>
#include <QScreen>
#include <QScrollArea>
#include <QStackedWidget>
#include <QStatusBar>
#include <QToolBar>
#include <QUrl>
#include <algorithm>

namespace fillscope {

MainWindow::MainWindow(AppContext& context, QWidget* parent)
    : QMainWindow(parent)
    , context_(context)
    , actions_(*this, context.settings) {
  setObjectName(QStringLiteral("mainWindow"));
  setAcceptDrops(true);
  setDockOptions(AnimatedDocks | AllowNestedDocks | AllowTabbedDocks);
  setCorner(Qt::BottomLeftCorner, Qt::LeftDockWidgetArea);
  setCorner(Qt::BottomRightCorner, Qt::RightDockWidgetArea);
  resize(1440, 900);
  buildStage();
  buildDocks();
  if (const QByteArray geometry = context_.settings.windowGeometry(); !geometry.isEmpty())
    restoreGeometry(geometry);
  // Another screen, or larger letters, may have left less room than the last time.
  if (const QScreen* screen = this->screen()) resize(size().boundedTo(screen->availableSize()));
  workspaces_ = new Workspaces(*this,
                               {stage_, stage_->widget(0), photo_, depth_, compare_, dataset_, train_,
                                listDock_, inspectorDock_, cloudDock_, regionsDock_, attributesDock_},
                               actions_, context_.settings);
  addToolBar(workspaces_->bar());
  rows_ = std::make_unique<PictureRows>(context_, *list_);
  regions_->addActions(actions_);
  addPictureActions(actions_, context_, *list_, *rows_);
  auto* focus =
      new WindowFocus(*this, {listDock_, inspectorDock_, regionsDock_, attributesDock_, cloudDock_});
  focus->addActions(actions_);
  addWindowActions(*this, context_, {listDock_, inspectorDock_, cloudDock_, regionsDock_, attributesDock_});
  new SeenVerbs(*this, {regionsDock_, attributesDock_});
  new CloudRoom(context_, *workspaces_, *cloudDock_, this);

  cursor_ = std::make_unique<LinkedCursor>(context_, *photo_, *depth_, *cloud_);
  status_ = std::make_unique<WindowStatus>(context_, *statusBar());
  connect(cursor_.get(), &LinkedCursor::moved, status_.get(), &WindowStatus::showCursor);
  connect(workspaces_, &Workspaces::changed, this, [this](Workspace workspace) {
    if (workspace == Workspace::compare || !needsProject(workspace))
      status_->showZoom(std::nullopt);
    else
      status_->showZoom(activeCanvas().zoom());
    // The first field or button of a page would take the arrow keys, and Enter.
    if (needsProject(workspace) && activeCanvas().isVisible()) activeCanvas().setFocus();
  });
  for (ImageCanvas* canvas : {&photo_->canvas(), &depth_->canvas()})
    connect(canvas, &ImageCanvas::zoomChanged, this, [this, canvas](double zoom) {
      if (canvas == &activeCanvas() && canvas->isVisible()) status_->showZoom(zoom);
    });
  connect(photo_, &PhotoPage::stepRequested, this, [this](int step) { rows_->step(step); });
  connect(&context_.session, &ProjectSession::stateChanged, this, &MainWindow::showState);
  connect(&context_.document, &AnnotationDocument::changed, this, [this](const DocumentChange& change) {
    if (change.kind == DocumentChange::Kind::pictureListChanged) showState();
  });
  connect(&context_.session, &ProjectSession::projectOpened, this, [this] {
    workspaces_->setProjectOpen(true);
    activeCanvas().setFocus();
    raiseWhatIsThere();
  });
  connect(&context_.session, &ProjectSession::recordingGiven, this,
          [this](const std::filesystem::path& file) { (new RecordingDialog(context_, file, this))->show(); });
  connectNotices(*this, context_);
  // A graphics view takes drops for its scene and would keep them from the window.
  for (QGraphicsView* view : findChildren<QGraphicsView*>()) {
    view->setAcceptDrops(false);
    view->viewport()->setAcceptDrops(false);
  }
  restyle();
  showState();
}

MainWindow::~MainWindow() = default;

void MainWindow::buildStage() {
  stage_ = new QStackedWidget;
  start_ = new StartPage;
  auto* startPage = new QScrollArea; // several unfinished works and a low window
  startPage->setWidget(start_);
  startPage->setWidgetResizable(true);
  startPage->setFrameShape(QFrame::NoFrame);
  startPage->setFocusPolicy(Qt::NoFocus); // it follows the focus of its buttons
  photo_ = new PhotoPage(context_, actions_);
  depth_ = new DepthPage(context_);
  compare_ = new ComparePage(context_, actions_);
  dataset_ = new DatasetPage(context_);
  train_ = new TrainPage(context_);
  for (QWidget* page :
       {static_cast<QWidget*>(startPage), static_cast<QWidget*>(photo_), static_cast<QWidget*>(depth_),
        static_cast<QWidget*>(compare_), static_cast<QWidget*>(dataset_), static_cast<QWidget*>(train_)})
    stage_->addWidget(page);
  stage_->setMinimumSize(240, 180);
  notice_ = new NoticeBar;
  auto* centre = new QWidget;
  auto* layout = new QGridLayout(centre);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->addWidget(stage_, 0, 0);
  // Over a picture, not below it: a sentence that comes or goes must not move it under the mouse. Other pages
  // have buttons there.
  connect(stage_, &QStackedWidget::currentChanged, notice_, [this, layout] {
    const QWidget* page = stage_->currentWidget();
    const bool overPicture = page == photo_ || page == depth_ || page == compare_;
    layout->removeWidget(notice_);
    layout->addWidget(notice_, overPicture ? 0 : 1, 0, Qt::AlignBottom);
    notice_->raise();
  });
  layout->addWidget(notice_, 1, 0, Qt::AlignBottom);
  setCentralWidget(centre);
  std::vector<StartPage::Unfinished> left;
  for (const auto& work : context_.session.unfinished())
    left.push_back(
        {tr("Restore unsaved changes of “%1” (%2)")
             .arg(toText(work.projectFile.filename()), QLocale().toString(work.time, QLocale::ShortFormat)),
         toText(work.opened)});
  start_->setUnfinished(left);
  connect(start_, &StartPage::openPathRequested, this,
          [this](const QString& path) { context_.session.open({toPath(path)}); });
  connect(start_, &StartPage::openSampleRequested, &context_.session, &ProjectSession::openSample);
  connect(start_, &StartPage::openFileRequested, this,
          [this] { actions_.action(QStringLiteral("file.open"))->trigger(); });
  connect(start_, &StartPage::openFolderRequested, this,
          [this] { actions_.action(QStringLiteral("file.openFolder"))->trigger(); });
}

void MainWindow::buildDocks() {
  const auto dock = [this](const char* name, const QString& title, QWidget* content, bool closable) {
    auto* widget = new QDockWidget(title, this);
    widget->setObjectName(QLatin1String(name));
    widget->setWidget(content);
    if (!closable) widget->setFeatures(QDockWidget::DockWidgetMovable);
    addDockWidget(Qt::LeftDockWidgetArea, widget);
    return widget;
  };
  list_ = new PictureListPanel;
  inspector_ = new Inspector(context_);
  cloud_ = new CloudPane(context_, actions_);
  listDock_ = dock("picturesDock", tr("Pictures"), list_, true);
  inspectorDock_ = dock("inspectorDock", tr("Box"), inspector_, true);
  cloudDock_ = dock("cloudDock", tr("3D"), cloud_, true);
  regions_ = new RegionsPane(context_);
  regionsDock_ = dock("regionsDock", tr("Regions"), regions_, true);
  connect(regions_, &RegionsPane::labelEditRequested, regionsDock_, [this] {
    regionsDock_->show();
    regionsDock_->raise();
  });
  attributes_ = new AttributePane(context_, *list_, regions_->labels());
  attributesDock_ = dock("attributesDock", tr("Attributes"), attributes_, true);
  connect(attributes_, &AttributePane::defineRequested, this,
          [this] { actions_.action(QStringLiteral("region.attributes"))->trigger(); });
  connect(attributes_, &AttributePane::zoomRequested, this, &MainWindow::zoomToRegion);
  connect(regions_, &RegionsPane::zoomRequested, this, &MainWindow::zoomToRegion);
}

ImageCanvas& MainWindow::activeCanvas() {
  if (stage_->currentWidget() == compare_) {
    auto* focused = qobject_cast<ImageCanvas*>(focusWidget());
    if (focused && compare_->isAncestorOf(focused)) return *focused;
    if (auto* first = compare_->findChild<ImageCanvas*>()) return *first;
  }
  return stage_->currentWidget() == depth_ ? depth_->canvas() : photo_->canvas();
}

void MainWindow::raiseWhatIsThere() {
  // Pictures of other things than boxes are annotated, not measured.
  const int picture = context_.current.index();
  if (picture < 0 || workspaces_->current() != Workspace::annotate) return;
  const std::vector<Region>& regions = context_.document.picture(picture).regions;
  const bool anyRim = rimRegionIndex(context_.document.picture(picture)) >= 0;
  if (!regions.empty() && !anyRim && regionsDock_->isVisible()) regionsDock_->raise();
}

void MainWindow::zoomToRegion(int region) {
  const int picture = context_.current.index();
  if (picture < 0 || region < 0) return;
  const std::vector<Region>& regions = context_.document.picture(picture).regions;
  if (region >= static_cast<int>(regions.size())) return;
  if (const auto bounds = boundsOf(regions[static_cast<std::size_t>(region)].shape))
    activeCanvas().showArea(
        QRectF(QPointF(bounds->low.x, bounds->low.y), QPointF(bounds->high.x, bounds->high.y)));
}

void MainWindow::showState() {
  const ProjectSession& session = context_.session;
  setWindowTitle(session.isOpen() ? tr("%1[*] — FillScope").arg(session.displayName()) : tr("FillScope"));
  setWindowModified(session.isModified());
  if (!session.isOpen()) start_->setRecent(context_.recent.list());
  start_->setBusy(session.isOpening() ? session.openingText() : QString());
  const bool pictures = session.isOpen() && context_.document.pictureCount() > 0;
  for (const char* id : {"file.save", "file.saveAs", "file.importAnnotations", "file.exportAnnotations",
                         "file.addPictures", "file.locatePictures"})
    actions_.action(QLatin1String(id))->setEnabled(session.isOpen());
  for (const char* id : {"edit.history",
                         "file.report",
                         "file.reportAll",
                         "file.exportCloud",
                         "picture.next",
                         "picture.previous",
                         "picture.reviewed",
                         "picture.reviewedNext",
                         "picture.queue",
                         "picture.first",
                         "picture.last",
                         "picture.goTo",
                         "picture.statistics",
                         "picture.review",
                         "region.attributes",
                         "region.table",
                         "region.showAll",
                         "measure.now",
                         "measure.detect",
                         "measure.predictFill",
                         "measure.classify",
                         "measure.detectAll",
                         "measure.predictFillAll",
                         "measure.all",
                         "measure.chooseDepth",
                         "measure.chooseEmptyDepth",
                         "measure.chooseIntrinsics"})
    actions_.action(QLatin1String(id))->setEnabled(pictures);
}

void MainWindow::openDropped(const std::vector<std::filesystem::path>& paths) {
  if (paths.empty()) return;
  if (!context_.session.isOpen() || isRecording(paths)) return context_.session.open(paths);
  const int index = context_.current.index();
  const std::string name = paths.front().filename().string();
  const bool isDepth = paths.front().extension() == ".npy" || name.find(".depth.") != std::string::npos ||
                       name.find("-depth.") != std::string::npos;
  if (index >= 0 && paths.size() == 1 && isDepth) {
    PictureSources sources = sourcesOf(context_.document.picture(index));
    sources.depthFile = pathFor(paths.front(), context_.session.folder());
    context_.document.setSources(index, sources);
  } else if (!isToBeOpened(paths)) {
    context_.exchange.add(paths);
  }
}

bool MainWindow::isToBeOpened(const std::vector<std::filesystem::path>& paths) {
  if (!holdProject(paths)) return false;
  const QString what = paths.size() == 1 ? tr("“%1”").arg(toText(paths.front().filename()))
                                         : tr("these %1 things").arg(paths.size());
  const Choice choice =
      context_.prompts.ask({tr("Add %1 to this project?").arg(what),
                            tr("Its pictures and regions join those of “%1”, or are opened instead of it.")
                                .arg(context_.session.displayName()),
                            {{Choice::add, tr("Add to this project")},
                             {Choice::openOther, tr("Open as another")},
                             {Choice::cancel, tr("Cancel")}}});
  if (choice == Choice::openOther) context_.session.open(paths);
  return choice != Choice::add;
}

void MainWindow::closeEvent(QCloseEvent* event) {
  // What is being typed into a field counts, and is saved with the rest.
  const QPointer<QWidget> typedInto = focusWidget();
  if (typedInto) typedInto->clearFocus();
  if (!context_.session.mayClose()) {
    if (typedInto) typedInto->setFocus();
    return event->ignore();
  }
  context_.settings.setWindowGeometry(saveGeometry());
  workspaces_->saveLayouts();
  event->accept();
}

bool MainWindow::focusNextPrevChild(bool next) {
  const QWidget *start = focusWidget(), *first = nullptr;
  while (QMainWindow::focusNextPrevChild(next)) {
    const QWidget* now = focusWidget();
    if (!now || now == start || !isBehindATab(*now)) return true;
    // Whoever begins while it is being hidden is never met again: one round, and everything lies behind a
    // tab.
    if (now == first) return false;
    if (!first) first = now;
  }
  return false;
}

void MainWindow::resizeEvent(QResizeEvent* event) {
  QMainWindow::resizeEvent(event);
  if (workspaces_) workspaces_->keepRoomForStage();
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event) {
  if (event->mimeData()->hasUrls()) event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent* event) {
  std::vector<std::filesystem::path> paths;
  for (const QUrl& url : event->mimeData()->urls())
    if (url.isLocalFile()) paths.push_back(toPath(url.toLocalFile()));
  if (paths.empty()) return;
  event->acceptProposedAction();
  // Not inside the drag: a question could come up, and the other program would wait for its end.
  QMetaObject::invokeMethod(
      this, [this, paths] { openDropped(paths); }, Qt::QueuedConnection);
}

void MainWindow::changeEvent(QEvent* event) {
  QMainWindow::changeEvent(event);
  if (event->type() == QEvent::PaletteChange) restyle();
}

void MainWindow::restyle() {
  actions_.refreshIcons();
  for (QToolBar* strip : findChildren<QToolBar*>())
    styleStrip(*strip, palette());
  // Under a style sheet labels keep the colours of the palette that they were made with.
  statusBar()->setStyleSheet(
      QStringLiteral("QStatusBar::item { border: none; } QStatusBar > QLabel { color: %1; }")
          .arg(palette().color(QPalette::WindowText).name()));
}

} // namespace fillscope
