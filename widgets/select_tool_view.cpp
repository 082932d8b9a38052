// How the tool that chooses looks, and what it says.
#include "widgets/canvas_painting.h"
#include "widgets/image_canvas.h"
#include "widgets/region_handles_view.h"
#include "widgets/region_painter.h"
#include "widgets/select_tool_p.h"
#include <QPainter>
#include <QPainterPath>

namespace fillscope {

Qt::CursorShape SelectTool::cursor() const {
  using State = Private::State;
  if (d_->moving()) return Qt::SizeAllCursor;
  if (d_->reshaping() || d_->state == State::banding) return Qt::CrossCursor;
  switch (d_->hovered.kind) {
  case Spot::Kind::handle:
  case Spot::Kind::middle:
    return Qt::PointingHandCursor;
  case Spot::Kind::chosen:
    return Qt::SizeAllCursor;
  default:
    return Qt::ArrowCursor;
  }
}

void SelectTool::paintOverlay(QPainter& painter, const ImageCanvas& canvas) {
  using State = Private::State;
  if (d_->state == State::banding) return paintBand(painter, canvas, d_->start, d_->now);
  if (d_->state == State::dragging) {
    paintLifted(painter, canvas, d_->drag.live());
    if (d_->moving()) return;
    const Region& region = d_->drag.live().front().second;
    HandlesLook look{d_->drag.handle(), -1, false, true};
    paintHandles(painter, canvas, region, handles(region), look);
    paintPointer(painter, canvas, outlineForLoupe(region), isClosed(region),
                 handles(region)[static_cast<std::size_t>(d_->drag.handle())].at);
    return;
  }
  const int active = layer().active();
  if (active >= 0 && layer().isSeen(active) && !layer().isLocked(active)) {
    const Region& region = layer().region(active);
    const bool onHandle = d_->hovered.kind == Spot::Kind::handle;
    HandlesLook look{d_->vertex, onHandle ? d_->hovered.index : -1, !hasFixedVertices(region), false};
    paintHandles(painter, canvas, region, handles(region), look);
    if (d_->hovered.kind == Spot::Kind::middle) paintNewVertex(painter, canvas, region, d_->hovered.index);
  } else if (d_->hovered.kind == Spot::Kind::other) {
    const Region& region = layer().region(d_->hovered.index);
    canvas::paintCasedPath(painter, pathOf(region, lookOf(region, {}), canvas), Qt::white, 1.6);
  }
  if (!d_->noteLines.isEmpty()) {
    QPainterPath lines;
    for (int i = 0; i + 1 < d_->noteLines.size(); i += 2) {
      lines.moveTo(canvas.viewportFromPicture(d_->noteLines[i]));
      lines.lineTo(canvas.viewportFromPicture(d_->noteLines[i + 1]));
    }
    canvas::paintCasedPath(painter, lines, QColor(0xff, 0xe1, 0x4d), 1.2, Qt::DashLine);
  }
}

QString SelectTool::hint() const {
  using State = Private::State;
  if (!d_->note.isEmpty()) return d_->note;
  if (d_->state == State::banding) return tr("Chooses every region that lies inside");
  if (d_->moving()) return tr("Shift keeps to one direction, Alt is slow, Esc gives it up");
  if (d_->reshaping()) return tr("Alt is slow, Ctrl does not snap, Esc gives it up");
  const int active = layer().active();
  if (active < 0) return tr("Click a region to choose it; drag to choose several");
  const Region& region = layer().region(active);
  if (layer().isLocked(active)) return tr("This region is locked: Ctrl+L unlocks it");
  if (const ShapeFault fault = checkShape(region); fault != ShapeFault::none) return shapeFaultText(fault);
  const std::size_t chosen = layer().selected().size();
  if (chosen > 1) return tr("%n regions: drag one of them to move all; arrows nudge", nullptr, int(chosen));
  if (const auto set = keypointSetOf(region)) {
    if (d_->vertex < 0) return tr("Click a keypoint or press its number; O changes whether it is seen");
    return keypointHint(*set, d_->vertex);
  }
  if (d_->vertex >= 0 && !hasFixedVertices(region) && kindOf(region.shape) >= ShapeKind::polygon)
    return tr("Vertex %1: arrows move it 1 pixel, with Alt 0.1, with Shift 10; Del removes it; X finds the "
              "corner")
        .arg(d_->vertex + 1);
  if (d_->hovered.kind == Spot::Kind::middle) return tr("Drag to make a new vertex");
  if (kindOf(region.shape) == ShapeKind::polygon || kindOf(region.shape) == ShapeKind::polyline)
    return hasFixedVertices(region)
               ? tr("Drag a corner, or the region as a whole")
               : tr("Drag a vertex, or the middle of a side for a new one; drag inside to move");
  return tr("Drag a handle to reshape, the region to move it; arrows nudge");
}

} // namespace fillscope
