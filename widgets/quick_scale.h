#pragma once
#include <QImage>
#include <QPointF>
#include <QRect>

namespace fillscope {

/// The nearest pixel of source for each pixel of target inside the clip: for frames that the next one
/// replaces. On the caller's thread alone: a painter's own scaling waits for other threads, which a busy
/// machine makes late. target: RGB32 or ARGB32_Premultiplied. source: 8-bit grey, RGB888 or 32 bit; its
/// top-left corner goes to origin, its pixels become stepX × stepY large. Pixels beside source stay as they
/// are.
void scaleNearest(QImage& target, const QRect& clip, const QImage& source, const QPointF& origin,
                  double stepX, double stepY);

} // namespace fillscope
