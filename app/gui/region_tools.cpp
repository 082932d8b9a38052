#include "app/gui/region_tools.h"
#include "app/gui/action_registry.h"
#include "app/gui/app_context.h"
#include "core/imaging/edge_fit.h"
#include "widgets/box_tool.h"
#include "widgets/drag_shape_tool.h"
#include "widgets/image_canvas.h"
#include "widgets/keypoint_tool.h"
#include "widgets/path_tool.h"
#include "widgets/region_handles_view.h"
#include "widgets/select_tool.h"
#include <QActionGroup>
#include <QDateTime>
#include <QMenu>

namespace fillscope {
namespace {

constexpr qint64 heldFor = 350; // milliseconds: a shorter press of the hide key stays

} // namespace

QString cornerFitText(double moved, double residual, const std::optional<double>& opinion) {
  const QString found = RegionTools::tr("Corner where the edges cross: moved %1 pixels, edges straight to %2")
                            .arg(moved, 0, 'f', 2)
                            .arg(residual, 0, 'f', 2);
  return found + (opinion ? RegionTools::tr("; OpenCV's corner lies %1 away").arg(*opinion, 0, 'f', 2)
                          : RegionTools::tr("; OpenCV finds no corner there"));
}

RegionTools::RegionTools(AppContext& context, ImageCanvas& canvas, BoxTool& boxTool)
    : context_(context)
    , canvas_(canvas)
    , boxTool_(boxTool)
    , editor_(context.document, context.current, context.regions, layer_)
    , masks_(context, layer_, editor_)
    , carrier_(context)
    , keypoints_(new KeypointTool(layer_))
    , keypointChoice_(context, editor_, *keypoints_, canvas) {
  auto select = std::make_unique<SelectTool>(layer_);
  select_ = select.get();
  tools_.push_back(std::move(select));
  for (const ShapeKind kind : {ShapeKind::rect, ShapeKind::circle, ShapeKind::ellipse})
    tools_.push_back(std::make_unique<DragShapeTool>(layer_, kind));
  for (const ShapeKind kind : {ShapeKind::polygon, ShapeKind::polyline, ShapeKind::point})
    tools_.push_back(std::make_unique<PathTool>(layer_, kind));
  tools_.emplace_back(keypoints_);
  for (const auto& tool : tools_)
    if (tool.get() != select_ && tool.get() != keypoints_) editor_.connectTool(*tool);
  editor_.connectSelectTool(*select_);
  editor_.connectKeypointTool(*keypoints_);
  canvas_.setLayer(&layer_);
  connect(&masks_.tool(), &RegionTool::selectionRequested, &context_.regions,
          [this](const std::vector<int>& regions) { context_.regions.select(regions); });
  connect(&masks_, &MaskAssistant::told, this, &RegionTools::told);
  connect(&carrier_, &RegionCarrier::told, this, &RegionTools::told);
  connect(&carrier_, &RegionCarrier::undoable, this, &RegionTools::undoable);
  connect(&masks_, &MaskAssistant::finished, &canvas_, qOverload<>(&QWidget::setFocus));
  connect(&editor_, &RegionEditor::refused, this, &RegionTools::told);
  connect(&context_.current, &CurrentPicture::selected, this, [this] {
    for (const auto& tool : tools_)
      tool->cancel();
    masks_.tool().cancel();
  });
  connect(&keypointChoice_, &KeypointChoice::chosen, this, [this] {
    keypointAction_->setChecked(true);
    canvas_.setFocus();
  });
}

RegionTools::~RegionTools() {
  canvas_.setTool(nullptr);
  canvas_.setLayer(nullptr);
}

void RegionTools::addTool(ActionRegistry& actions, QActionGroup& group, RegionTool* tool, const char* id,
                          const QString& text, const QString& shortText, const QString& tip,
                          const QString& key, const char* icon) {
  QAction* action = actions.addToggle(
      {QLatin1String(id), text, {QKeySequence(key)}, tip, QLatin1String(icon), shortText}, [this](bool on) {
        if (on) Q_EMIT toolChosen();
      });
  group.addAction(action);
  choices_.emplace_back(action, tool);
}

void RegionTools::addActions(ActionRegistry& actions, QActionGroup& group) {
  const auto tool = [this](std::size_t index) { return tools_[index].get(); };
  addTool(actions, group, tool(0), "tool.select", tr("Select and edit"), tr("Select"),
          tr("Choose regions, move and reshape them"), QStringLiteral("V"), "tool-select");
  addTool(actions, group, tool(1), "tool.rect", tr("Rectangle"), {}, tr("Draw a rectangle"),
          QStringLiteral("R"), "shape-rect");
  addTool(actions, group, tool(2), "tool.circle", tr("Circle"), {}, tr("Draw a circle"), QStringLiteral("C"),
          "shape-circle");
  addTool(actions, group, tool(3), "tool.ellipse", tr("Ellipse"), {}, tr("Draw an ellipse"),
          QStringLiteral("E"), "shape-ellipse");
  addTool(actions, group, tool(4), "tool.polygon", tr("Polygon"), {}, tr("Draw a polygon, vertex by vertex"),
          QStringLiteral("P"), "shape-polygon");
  addTool(actions, group, tool(5), "tool.polyline", tr("Polyline"), {}, tr("Draw a line, vertex by vertex"),
          QStringLiteral("L"), "shape-polyline");
  addTool(actions, group, tool(6), "tool.point", tr("Point"), {}, tr("Place single points"),
          QStringLiteral("Shift+P"), "shape-point");
  addTool(actions, group, tool(7), "tool.keypoints", tr("Keypoints"), {},
          tr("Place named keypoints one after the other"), QStringLiteral("K"), "shape-keypoints");
  addTool(actions, group, &masks_.tool(), "tool.mask", tr("Starting mask"), {},
          tr("Outline a thing roughly: its mask is proposed as a polygon, to accept or to discard"),
          QStringLiteral("Q"), "mask");
  connect(actions.action(QStringLiteral("tool.mask")), &QAction::toggled, &masks_,
          [this](bool on) { on ? masks_.begin() : masks_.end(); });
  keypointAction_ = actions.action(QStringLiteral("tool.keypoints"));
  QAction* snap =
      actions.addToggle({QStringLiteral("tool.snap"),
                         tr("Snap"),
                         {QKeySequence(QStringLiteral("S"))},
                         tr("To vertices, sides and the same height or column; not while Ctrl is held"),
                         QStringLiteral("snap")},
                        [this](bool on) {
                          for (const auto& each : tools_)
                            each->setSnapping(on);
                          masks_.tool().setSnapping(on);
                        });
  snap->setChecked(true);
  QAction* loupe = actions.addToggle(
      {QStringLiteral("tool.loupe"), tr("Loupe"), {}, tr("The pixels at the cursor, magnified")},
      [this](bool on) {
        for (const auto& each : tools_)
          each->setLoupeShown(on);
        masks_.tool().setLoupeShown(on);
      });
  loupe->setChecked(true);
  addVerbs(actions);
  addConversions(actions);
  carrier_.addActions(actions);
  keypointChoice_.addActions(actions);
  connect(&context_.regions, &RegionSelection::selectionChanged, this, &RegionTools::enableVerbs);
  enableVerbs();
}

void RegionTools::addVerbs(ActionRegistry& actions) {
  const auto add = [&](const char* id, const QString& text, const QString& key, const QString& tip,
                       const char* icon, std::function<void()> run, bool needsSelection = true) {
    QList<QKeySequence> keys;
    if (!key.isEmpty()) keys << QKeySequence(key);
    QAction* action = actions.add({QLatin1String(id), text, keys, tip, QLatin1String(icon)}, std::move(run));
    if (needsSelection) needSelection_.push_back(action);
    return action;
  };
  add("region.delete", tr("&Delete"), QStringLiteral("Del"), tr("Delete the chosen regions"), "trash",
      [this] { editor_.remove(); });
  add("region.duplicate", tr("Duplica&te"), QStringLiteral("Ctrl+D"),
      tr("Copies of the chosen regions, a little aside"), "", [this] { editor_.duplicate(); });
  add("region.copy", tr("&Copy"), QStringLiteral("Ctrl+C"), tr("Copy the chosen regions"), "copy", [this] {
    editor_.copy();
    paste_->setEnabled(editor_.canPaste());
  });
  paste_ = add(
      "region.paste", tr("&Paste"), QStringLiteral("Ctrl+V"), tr("Into this picture, at the same place"), "",
      [this] { editor_.paste(); }, false);
  paste_->setEnabled(false);
  add(
      "region.selectAll", tr("Select &all"), QStringLiteral("Ctrl+A"),
      tr("Every region that is neither hidden nor locked"), "", [this] { editor_.selectAll(); }, false);
  add(
      "region.repeatPrevious", tr("Repeat previous p&icture"), QStringLiteral("Ctrl+Shift+P"),
      tr("All regions of the nearest earlier picture that has any"), "", [this] { editor_.repeatPrevious(); },
      false);
  add("region.order", tr("&Order vertices"), {}, tr("Clockwise, beginning at the top left"), "",
      [this] { editor_.orderVertices(); });
  add(
      "region.refine", tr("&Find the corner"), QStringLiteral("X"),
      tr("Move the chosen vertex or rim corner to where the edges beside it cross"), "",
      [this] { refineCorner(); }, false);
  hideAll_ = actions.addToggle({QStringLiteral("region.hideAll"),
                                tr("Hide all regions"),
                                {QKeySequence(QStringLiteral("H"))},
                                tr("All regions go out of sight; hold the key to look for a moment"),
                                QStringLiteral("eye-off")},
                               [this](bool on) {
                                 hiddenAt_ = QDateTime::currentMSecsSinceEpoch();
                                 context_.regions.setAllHidden(on);
                               });
  hideAll_->setAutoRepeat(false);
  QAction* labels = actions.addToggle({QStringLiteral("view.labels"),
                                       tr("Labels on the picture"),
                                       {QKeySequence(QStringLiteral("Shift+L"))},
                                       tr("Show each region's label beside it")},
                                      [this](bool on) { layer_.setLabelsShown(on); });
  labels->setChecked(true);
}

void RegionTools::addConversions(ActionRegistry& actions) {
  const std::tuple<const char*, QString, ShapeKind> kinds[] = {
      {"region.toRect", tr("Make it a rectangle"), ShapeKind::rect},
      {"region.toCircle", tr("Make it a circle"), ShapeKind::circle},
      {"region.toEllipse", tr("Make it an ellipse"), ShapeKind::ellipse},
      {"region.toPolygon", tr("Make it a polygon"), ShapeKind::polygon},
      {"region.toPolyline", tr("Make it a polyline"), ShapeKind::polyline},
      {"region.toPoint", tr("Make it a point"), ShapeKind::point}};
  for (const auto& [id, text, kind] : kinds)
    needSelection_.push_back(
        actions.add({QLatin1String(id), text}, [this, to = kind] { editor_.convertTo(to); }));
  QAction* rim = actions.add({QStringLiteral("region.toRim"),
                              tr("Use as ri&m"),
                              {QKeySequence(QStringLiteral("Shift+B"))},
                              tr("Its four corners become the box's rim, clockwise from the top left"),
                              QStringLiteral("box-tool")},
                             [this] { editor_.convertToRim(); });
  needSelection_.push_back(rim);
  connect(&editor_, &RegionEditor::drawnLikeRim, this,
          [this, rim] { Q_EMIT offered(tr("Drawn as a polygon. If it is the box's rim, say so."), rim); });
  needSelection_.push_back(
      actions.add({QStringLiteral("region.toKeypoints"),
                   tr("Make keypoints of it"),
                   {},
                   tr("Its vertices, in order, become the keypoints chosen for the keypoints tool")},
                  [this] { editor_.convertToKeypoints(keypoints_->kind()); }));
}

void RegionTools::enableVerbs() {
  const bool any = !context_.regions.selected().empty();
  for (QAction* action : needSelection_)
    action->setEnabled(any);
}

CanvasTool* RegionTools::chosen() const {
  for (const auto& [action, tool] : choices_)
    if (action->isChecked()) return tool;
  return nullptr;
}

void RegionTools::hideKeyReleased(int key) {
  if (!hideAll_ || !hideAll_->isChecked() || hideAll_->shortcut() != QKeySequence(key)) return;
  if (QDateTime::currentMSecsSinceEpoch() - hiddenAt_ >= heldFor) hideAll_->setChecked(false);
}

void RegionTools::fillContextMenu(QMenu& menu, ActionRegistry& actions, const QPointF& viewport) {
  if (canvas_.tool() == select_) select_->pickAt(viewport);
  const auto add = [&](std::initializer_list<const char*> ids, QMenu& to) {
    for (const char* id : ids)
      if (*id)
        to.addAction(actions.action(QLatin1String(id)));
      else
        to.addSeparator();
  };
  add({"region.copy", "region.paste", "region.duplicate", "region.delete", "", "region.toRim",
       "region.refine", "region.order"},
      menu);
  QMenu* conversions = menu.addMenu(tr("Convert"));
  add({"region.toRect", "region.toCircle", "region.toEllipse", "region.toPolygon", "region.toPolyline",
       "region.toPoint", "", "region.toKeypoints"},
      *conversions);
  conversions->setEnabled(!context_.regions.selected().empty());
  menu.addSeparator();
  add({"region.repeatPrevious", "region.selectAll", "region.hideAll", "view.labels"}, menu);
}

void RegionTools::refineCorner() {
  const PictureStore::Loaded loaded = context_.current.loaded();
  const bool rim = canvas_.tool() == &boxTool_;
  const int region = context_.regions.active(), picture = context_.regions.picture();
  const int vertex = rim ? boxTool_.selectedCorner() : select_->selectedVertex();
  std::vector<Vec2> corners;
  if (picture >= 0 && rim) {
    if (const auto known = context_.document.rim(picture)) corners = known->corners;
  } else if (picture >= 0 && region >= 0 && isClosed(layer_.region(region))) {
    corners = verticesOf(layer_.region(region).shape);
  }
  const auto count = static_cast<int>(corners.size());
  if (!loaded || !loaded->image || vertex < 0 || count < 3 || vertex >= count)
    return Q_EMIT told(
        tr("Choose a vertex of an outline first: the edges on both sides of it are looked for"));
  const auto at = [&](int index) { return corners[static_cast<std::size_t>((index + count) % count)]; };
  const double reach = std::clamp(6 / canvas_.zoom(), 3.0, 12.0);
  const auto fit = fitCorner(*loaded->image, at(vertex), at(vertex - 1), at(vertex + 1), reach);
  if (!fit) return Q_EMIT told(QString::fromStdString(fit.error().sentence()));
  std::optional<double> opinion;
  if (fit->secondOpinion) opinion = norm(*fit->secondOpinion - fit->corner);
  const QString text = cornerFitText(norm(fit->corner - at(vertex)), fit->residual, opinion);
  if (rim ? context_.regions.isRimLocked() : context_.regions.isLocked(region))
    return Q_EMIT told(rim ? rimLockedText() : lockedText());
  if (rim) {
    context_.document.moveRimCorner(picture, vertex, fit->corner);
    return Q_EMIT told(text);
  }
  editor_.edit({{region, withHandleAt(layer_.region(region).shape, vertex, fit->corner)}}, ShapeEdit::reshape,
               context_.document.newGesture());
  QPolygonF lines;
  for (const FittedLine* line : {&fit->first, &fit->second}) {
    const Vec2 end = fit->corner + 40.0 * line->direction;
    lines << QPointF(fit->corner.x, fit->corner.y) << QPointF(end.x, end.y);
  }
  select_->showNote(text, lines);
}

} // namespace fillscope
