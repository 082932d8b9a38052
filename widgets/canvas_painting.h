#pragma once
// How the stage looks: the picture from its levels, grid, crosshair, hint strip and the empty state.
#include "widgets/image_pyramid.h"
#include <QColor>
#include <QImage>
#include <QPainter>
#include <QPalette>
#include <QPolygonF>
#include <QString>
#include <array>
#include <cstdint>

namespace fillscope {
class ImageCanvas;
}

namespace fillscope::canvas {

/// Logical pixels around a landmark that its handle and label take.
inline constexpr double landmarkMargin = 40;

QColor backgroundColour(const QPalette& palette);

/// Painter in picture coordinates. Of the patch no more is touched than lies in the exposed part.
void paintPicture(QPainter& painter, const QRectF& exposed, const QSize& pictureSize,
                  const ImagePyramid::Patch& patch, double zoom);
/// Where the picture ends, so that one as grey as the stage shows it too. Painter in picture coordinates.
void paintOutline(QPainter& painter, const QRectF& picture);
/// Each sample of a 32-bit image inside the part becomes what the table says.
void applyTone(QImage& image, const QRect& part, const std::array<std::uint8_t, 256>& table);

// The rest paints in viewport coordinates, logical pixels.
void paintPixelGrid(QPainter& painter, const ImageCanvas& canvas);
void paintCrosshair(QPainter& painter, const QPointF& position, const QRectF& viewport);
/// The strip at the top, or at the bottom where landmarks (viewport coordinates) lie under the one at the
/// top.
void paintHint(QPainter& painter, const QRectF& viewport, const QString& hint, const QPolygonF& landmarks);
/// A hint's text in at most three lines that fit into room pixels; what is longer still is cut.
QString inLines(const QString& text, const QFontMetricsF& metrics, double room);
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
