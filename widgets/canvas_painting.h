#pragma once
// How the stage looks: the picture from its levels, grid, crosshair, hint strip and the empty state.
#include <QColor>
#include <QImage>
#include <QPainter>
#include <QPalette>
#include <QPolygonF>
#include <QString>

namespace fillscope {
class ImageCanvas;
}

namespace fillscope::canvas {

/// Logical pixels around a landmark that its handle and label take.
inline constexpr double landmarkMargin = 40;

QColor backgroundColour(const QPalette& palette);

/// Painter in picture coordinates. level: any halved copy of the picture of pictureSize.
void paintPicture(QPainter& painter, const QRectF& exposed, const QSize& pictureSize, const QImage& level,
                  double zoom);

// The rest paints in viewport coordinates, logical pixels.
void paintPixelGrid(QPainter& painter, const ImageCanvas& canvas);
void paintCrosshair(QPainter& painter, const QPointF& position, const QRectF& viewport);
/// The strip at the top, or at the bottom where landmarks (viewport coordinates) lie under the one at the
/// top.
void paintHint(QPainter& painter, const QRectF& viewport, const QString& hint, const QPolygonF& landmarks);
/// What the hint takes of the view's height.
double hintHeight(const QFont& font);
void paintEmptyText(QPainter& painter, const QRectF& viewport, const QString& title, const QString& body,
                    const QPalette& palette);

/// A line that shows on any picture: dark casing under a light stroke.
void paintCasedPath(QPainter& painter, const QPainterPath& path, const QColor& colour, double width,
                    Qt::PenStyle style = Qt::SolidLine);
/// White text on a dark rounded chip; returns the chip. anchor: the chip's centre.
QRectF paintChip(QPainter& painter, const QPointF& anchor, const QString& text,
                 const QRectF& keepInside = {});

} // namespace fillscope::canvas
