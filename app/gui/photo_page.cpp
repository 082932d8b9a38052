#include "app/gui/photo_page.h"
#include "app/gui/action_registry.h"
#include "app/gui/app_context.h"
#include "app/gui/look_tool.h"
#include "app/gui/overlays.h"
#include "app/gui/photo_display.h"
#include "app/gui/region_tools.h"
#include "app/gui/rim_editor.h"
#include "widgets/box_tool.h"
#include "widgets/colour_bar.h"
#include "widgets/ghost_tool.h"
#include "widgets/image_canvas.h"
#include "widgets/qimage_from.h"
#include <QActionGroup>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QMenu>
#include <QPointer>
#include <QUndoStack>
#include <QVBoxLayout>
#include <algorithm>

namespace fillscope {

PhotoPage::PhotoPage(AppContext& context, ActionRegistry& actions, QWidget* parent)
    : QWidget(parent)
    , context_(context)
    , canvas_(new ImageCanvas)
    , boxTool_(std::make_unique<BoxTool>())
    , rimEditor_(std::make_unique<RimEditor>(context.document, context.current, context.regions,
                                             context.measure, *boxTool_))
    , lookTool_(std::make_unique<LookTool>(*boxTool_))
    , ghostTool_(std::make_unique<GhostTool>(*boxTool_))
    , regionTools_(std::make_unique<RegionTools>(context, *canvas_, *boxTool_))
    , colourBar_(new ColourBar) {
  canvas_->setObjectName(QStringLiteral("photoCanvas"));
  canvas_->installEventFilter(this);
  legend_ = makeLegend();
  fillLegend(false);
  display_ = new PhotoDisplay(*canvas_, context.settings, actions);
  addActions(actions);
  addGhost(actions);
  auto* stage = new QHBoxLayout;
  stage->setSpacing(0);
  stage->addWidget(makeShapeStrip(actions), 0, Qt::AlignTop);
  stage->addWidget(canvas_, 1);
  stage->addWidget(colourBar_);
  stage->addWidget(&display_->bar());
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(0);
  layout->addWidget(makeToolStrip(actions));
  MaskStrip& maskStrip = regionTools_->maskAssistant().strip();
  layout->addWidget(&maskStrip);
  QAction* mask = actions.action(QStringLiteral("tool.mask"));
  maskStrip.setVisible(mask->isChecked());
  connect(mask, &QAction::toggled, &maskStrip, &QWidget::setVisible);
  layout->addLayout(stage, 1);
  layout->addWidget(legend_);
  setOverlay(Overlay::photo);

  connect(&context_.current, &CurrentPicture::selected, this, [this] { freshPicture_ = true; });
  connect(&context_.current, &CurrentPicture::loadedChanged, this, [this] { showPicture(!freshPicture_); });
  connect(&context_.current, &CurrentPicture::previewReady, this, [this] { showPicture(!freshPicture_); });
  connect(&context_.depthRange, &DepthRange::changed, this, [this] {
    if (overlay_ == Overlay::depth) redraw(true);
  });
  connect(&context_.depthMaps, &DepthMaps::chosenChanged, this, [this](int picture) {
    if (picture == context_.current.index() && overlay_ == Overlay::depth) redraw(true);
  });
  connect(&context_.measure, &MeasureController::reportChanged, this, [this] {
    if (overlay_ == Overlay::classes) redraw(true);
  });
  connect(&context_.pictureClass, &ClassController::changed, this, [this] {
    if (overlay_ == Overlay::evidence) redraw(true);
    if (!context_.pictureClass.evidence().isNull())
      evidenceAction_->setChecked(true);
    else if (evidenceAction_->isChecked())
      photoAction_->setChecked(true);
  });
  context_.depthRange.connectBar(*colourBar_,
                                 [this] { return context_.depthMaps.chosenMap(context_.current.index()); });
  connect(&context_.document, &AnnotationDocument::changed, canvas_->viewport(),
          qOverload<>(&QWidget::update));
  actions.action(QStringLiteral("tool.box"))->setChecked(true);
}

PhotoPage::~PhotoPage() {
  canvas_->setTool(nullptr);
  canvas_->setLayer(nullptr);
}

void PhotoPage::addActions(ActionRegistry& actions) {
  auto* tools = new QActionGroup(this);
  tools->addAction(actions.addToggle({QStringLiteral("tool.look"),
                                      tr("Look"),
                                      {Qt::Key_W},
                                      tr("Pan and look, without touching the rim"),
                                      {}},
                                     [this](bool on) {
                                       if (on) applyTool();
                                     }));
  boxAction_ =
      tools->addAction(actions.addToggle({QStringLiteral("tool.box"),
                                          tr("Rim corners"),
                                          {Qt::Key_B},
                                          tr("Place and move the four corners of the box's inner rim"),
                                          QStringLiteral("box-tool")},
                                         [this](bool on) {
                                           if (on) applyTool();
                                         }));
  regionTools_->addActions(actions, *tools);
  // Enter, Backspace and the arrows are the tool's, also where it was chosen from a list.
  connect(tools, &QActionGroup::triggered, canvas_, [this] {
    if (canvas_->isVisible()) canvas_->setFocus(Qt::ShortcutFocusReason);
  });
  connect(regionTools_.get(), &RegionTools::toolChosen, this, &PhotoPage::applyTool);
  connect(regionTools_.get(), &RegionTools::told, this, &PhotoPage::told);
  connect(rimEditor_.get(), &RimEditor::refused, this, &PhotoPage::told);
  connect(regionTools_.get(), &RegionTools::offered, this, &PhotoPage::offered);
  connect(regionTools_.get(), &RegionTools::undoable, this, &PhotoPage::undoable);
  canvas_->setContextMenuPolicy(Qt::CustomContextMenu);
  connect(canvas_, &QWidget::customContextMenuRequested, this,
          [this, &actions](const QPoint& place) { showContextMenu(actions, place); });
  auto* overlays = new QActionGroup(this);
  const auto addOverlay = [&](const QString& id, const QString& text, const QString& shortText,
                              const QString& tip, const QString& key, Overlay overlay) {
    overlays->addAction(
        actions.addToggle({id, text, {QKeySequence(key)}, tip, {}, shortText}, [this, overlay](bool on) {
          if (on) setOverlay(overlay);
        }));
  };
  addOverlay(QStringLiteral("view.photo"), tr("Show the photo alone"), tr("Photo"), tr("The photo as it is"),
             QStringLiteral("Shift+1"), Overlay::photo);
  addOverlay(QStringLiteral("view.depth"), tr("Show depth on the photo"), tr("Depth"),
             tr("The depth map in false colours"), QStringLiteral("Shift+2"), Overlay::depth);
  addOverlay(QStringLiteral("view.classes"), tr("Show classes on the photo"), tr("Classes"),
             tr("What each pixel was taken for: content, floor, wall, rim"), QStringLiteral("Shift+3"),
             Overlay::classes);
  addOverlay(QStringLiteral("view.evidence"), tr("Show what speaks for the picture's class"), tr("Evidence"),
             tr("After Tell the picture's class: warm colours speak for it, cold ones against it"),
             QStringLiteral("Shift+4"), Overlay::evidence);
  evidenceAction_ = actions.action(QStringLiteral("view.evidence"));
  photoAction_ = actions.action(QStringLiteral("view.photo"));
  photoAction_->setChecked(true);
  actions.add({QStringLiteral("edit.copyRim"),
               tr("Copy rim from previous picture"),
               {QKeySequence(QStringLiteral("Ctrl+P"))},
               tr("The four corners and the size of the nearest earlier picture that has them")},
              [this] { rimEditor_->copyFromPrevious(); });
  actions.add({QStringLiteral("edit.removeRim"), tr("Remove rim"), {}, tr("Start the four corners anew")},
              [this] { rimEditor_->remove(); });
}

void PhotoPage::addGhost(ActionRegistry& actions) {
  DetectController& detect = context_.detect;
  actions.add({QStringLiteral("measure.detect"),
               tr("&Detect corners"),
               {QKeySequence(QStringLiteral("N")), QKeySequence(QStringLiteral("F4"))},
               tr("A network looks for the rim's corners; they are shown before they are taken"),
               QStringLiteral("detect"),
               tr("Detect corners")},
              [&detect] { detect.detect(); });
  actions.add({QStringLiteral("measure.predictFill"),
               tr("Predict &fill"),
               {QKeySequence(QStringLiteral("Shift+N")), QKeySequence(QStringLiteral("F6"))},
               tr("How full the box is, by networks from the photo alone, without measured depth"),
               QStringLiteral("predict-fill"),
               tr("Predict fill")},
              [this] {
                using Place = FillPredictor::Place;
                context_.fill.predict(context_.compare.isActive() ? Place::beside : Place::chosen);
              });
  acceptAction_ = actions.add({QStringLiteral("edit.acceptCorners"),
                               tr("Accept detected corners"),
                               {},
                               tr("The corners of the network become the rim (Enter)"),
                               QStringLiteral("check"),
                               tr("Accept")},
                              [this, &detect] {
                                const auto ghost = detect.ghost();
                                if (ghost && rimEditor_->mayChange()) detect.accept(ghost->corners, false);
                                canvas_->setFocus();
                              });
  rejectAction_ = actions.add({QStringLiteral("edit.rejectCorners"),
                               tr("Reject detected corners"),
                               {},
                               tr("The corners of the network go (Esc)"),
                               QStringLiteral("close"),
                               tr("Reject")},
                              [this] {
                                rejectGhost();
                                canvas_->setFocus();
                              });
  connect(ghostTool_.get(), &GhostTool::accepted, this,
          [this, &detect](const std::vector<Vec2>& corners, bool moved) {
            if (rimEditor_->mayChange())
              detect.accept({corners[0], corners[1], corners[2], corners[3]}, moved);
          });
  connect(ghostTool_.get(), &GhostTool::nudged, boxTool_.get(), &BoxTool::selectCorner);
  connect(ghostTool_.get(), &GhostTool::rejected, this, &PhotoPage::rejectGhost);
  connect(&detect, &DetectController::ghostChanged, this, &PhotoPage::showGhost);
  connect(&detect, &DetectController::busyChanged, this,
          [this, &detect] { boxTool_->setSearching(detect.isDetecting()); });
  connect(boxTool_.get(), &BoxTool::keyCameTooEarly, this, [this] {
    Q_EMIT told(tr("The corners are still being looked for: Enter accepts them once they are there"));
  });
  showGhost();
}

void PhotoPage::showGhost() {
  const bool before = ghostTool_->ghost().has_value();
  const std::optional<DetectedRim> ghost = context_.detect.ghost();
  std::optional<GhostRim> shown;
  if (ghost)
    shown = GhostRim{{ghost->corners.begin(), ghost->corners.end()},
                     ghost->origin.confidence,
                     hiddenCorners(ghost->visibility),
                     ghost->origin.source == RimSource::propagated};
  ghostTool_->setGhost(shown, context_.detect.isStored());
  boxTool_->setBehind(ghost && !context_.detect.isStored());
  acceptAction_->setEnabled(ghost.has_value());
  rejectAction_->setEnabled(ghost.has_value());
  if (before != ghost.has_value()) applyTool();
  // Enter and Esc go to where the ghost is, unless somebody is at work elsewhere in the window.
  if (ghost && !context_.detect.isStored() && isVisible()) canvas_->setFocus();
  canvas_->viewport()->update();
}

void PhotoPage::rejectGhost() {
  DetectController& detect = context_.detect;
  const std::optional<DetectedRim> ghost = detect.ghost();
  if (!ghost) return;
  const bool wasStored = detect.isStored();
  if (wasStored && !rimEditor_->mayChange()) return;
  const QPointer<QUndoStack> stack = context_.document.undoStack(context_.current.index());
  const int before = stack->index();
  detect.reject();
  const bool isStep = stack->index() != before;
  Q_EMIT undoable(ghost->origin.source == RimSource::propagated
                      ? tr("The rim that was carried along is rejected.")
                      : tr("The detected corners are rejected."),
                  [this, stack, isStep, wasStored, ghost] {
                    if (isStep && stack) stack->undo();
                    if (!wasStored) context_.detect.showAgain(*ghost);
                  });
}

void PhotoPage::applyTool() {
  const bool box = boxAction_ && boxAction_->isChecked();
  CanvasTool* tool = regionTools_->chosen();
  // The box tool and those over it show the rim themselves.
  regionTools_->editor().setRimShownElsewhere(!tool);
  if (!tool && box) tool = ghostTool_->ghost() ? static_cast<CanvasTool*>(ghostTool_.get()) : boxTool_.get();
  canvas_->setTool(tool ? tool : lookTool_.get());
}

void PhotoPage::showContextMenu(ActionRegistry& actions, const QPoint& place) {
  if (canvas_->isEmpty()) return;
  auto* menu = new QMenu(canvas_);
  menu->setAttribute(Qt::WA_DeleteOnClose);
  regionTools_->fillContextMenu(*menu, actions, place);
  menu->popup(canvas_->mapToGlobal(place));
}

void PhotoPage::setOverlay(Overlay overlay) {
  overlay_ = overlay;
  colourBar_->setVisible(overlay == Overlay::depth);
  legend_->setVisible(overlay == Overlay::classes);
  redraw(true);
}

void PhotoPage::showPicture(bool keepView) {
  const PictureStore::Loaded loaded = context_.current.loaded();
  const auto& preview = context_.current.preview();
  const QSize before = shownSize_;
  shownSize_ = loaded    ? QSize(loaded->image->width(), loaded->image->height())
               : preview ? QSize(preview->width, preview->height)
                         : QSize();
  // Pictures of one camera are looked at alike: the place looked at stays from one to the next.
  keepView = keepView || shownSize_ == before;
  if (!loaded && !context_.current.problem().isEmpty())
    canvas_->setEmptyText(tr("This picture cannot be shown"), context_.current.problem());
  else
    canvas_->setEmptyText(tr("No picture"), tr("Drop a folder, a picture or a project here."));
  freshPicture_ = false;
  redraw(keepView);
}

void PhotoPage::redraw(bool keepView) {
  const PictureStore::Loaded loaded = context_.current.loaded();
  const auto depth = context_.depthMaps.chosenMap(context_.current.index());
  if (loaded && overlay_ == Overlay::depth && depth) {
    context_.depthRange.showOn(*colourBar_, depth);
    display_->showOther(depthOverlay(*depth, context_.depthRange.scaleFor(depth), shownSize_), keepView);
  } else if (loaded && overlay_ == Overlay::classes && context_.measure.report()) {
    const Raster<std::uint8_t>& classes = context_.measure.report()->pixelClass;
    // Seldom there, and the key fits a small window without it.
    const std::uint8_t* const end = classes.data() + classes.pixelCount();
    fillLegend(std::find(classes.data(), end, std::uint8_t(PixelClass::obstacle)) != end);
    display_->showOther(classOverlay(sharedQImage(loaded->image), classes), keepView);
  } else if (loaded && overlay_ == Overlay::evidence && !context_.pictureClass.evidence().isNull()) {
    display_->showOther(context_.pictureClass.evidence(), keepView);
  } else {
    display_->showPicture(loaded, context_.current.preview(), keepView);
  }
}

bool PhotoPage::eventFilter(QObject* watched, QEvent* event) {
  if (watched == canvas_ && event->type() == QEvent::KeyPress) {
    const auto* key = static_cast<QKeyEvent*>(event);
    const bool free = !canvas_->tool() || !canvas_->tool()->wantsKey(*key);
    if (free && key->modifiers() == Qt::NoModifier &&
        (key->key() == Qt::Key_Left || key->key() == Qt::Key_Right)) {
      Q_EMIT stepRequested(key->key() == Qt::Key_Left ? -1 : 1);
      return true;
    }
  }
  if (watched == canvas_ && event->type() == QEvent::KeyRelease)
    if (const auto* key = static_cast<QKeyEvent*>(event); !key->isAutoRepeat())
      regionTools_->hideKeyReleased(key->key());
  return QWidget::eventFilter(watched, event);
}

} // namespace fillscope
