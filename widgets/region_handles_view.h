#pragma once
// Handles of the region in hand: where they are, how they look.
#include "core/annotation/keypoint_set.h"
#include "core/annotation/region_edit.h"
#include <QPolygonF>
#include <QString>
#include <utility>
#include <vector>

class QPainter;

namespace fillscope {

class ImageCanvas;

// Logical pixels.
inline constexpr double handleReach = 10, knobDistance = 28, leastEdge = 44;

struct HandlesLook {
  int selected = -1, hovered = -1;
  bool middles = false; ///< marks where a new vertex can be dragged out
  bool dragging = false;
};

/// The middles of edges that are at least that long, with the edge's number.
std::vector<std::pair<int, Vec2>> edgeMiddles(const Region& region, double least);
/// The edge within reach of a place; −1 none, and for shapes without vertices of their own.
int edgeAt(const Region& region, Vec2 at, double reach);

/// Numbers, the first vertex and the direction are shown where there is room.
void paintHandles(QPainter& painter, const ImageCanvas& canvas, const Region& region,
                  const std::vector<ShapeHandle>& handles, const HandlesLook& look);
void paintNewVertex(QPainter& painter, const ImageCanvas& canvas, const Region& region, int edge);
/// What is being dragged; of very many only the first, and how far they reach.
void paintLifted(QPainter& painter, const ImageCanvas& canvas,
                 const std::vector<std::pair<int, Region>>& regions);
void paintBand(QPainter& painter, const ImageCanvas& canvas, Vec2 from, Vec2 to);
QPolygonF outlineForLoupe(const Region& region);

/// "top left": a keypoint's name as people write it.
QString keypointTitle(const KeypointTemplate& kind, int keypoint);
QString visibilityTitle(KeypointVisibility visibility);
QString keypointHint(const KeypointSet& set, int keypoint);

} // namespace fillscope
