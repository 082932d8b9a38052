#pragma once
// What ImageCanvas keeps; shared by its view and its input, nobody else's.
#include "widgets/canvas_layer.h"
#include "widgets/canvas_tool.h"
#include "widgets/image_canvas.h"
#include "widgets/image_pyramid.h"
#include <QElapsedTimer>
#include <QGraphicsScene>
#include <QTimer>
#include <QTransform>
#include <array>

namespace fillscope {

inline constexpr double canvasZoomNotch = 1.25; ///< one click of the wheel or one key press

struct ImageCanvas::Private {
  QGraphicsScene scene;
  mutable ImagePyramid pyramid;
  ToneCurve tone;
  std::array<std::uint8_t, 256> toneTable{};
  int toneState = 0; ///< how often it was set
  bool isToned() const { return !tone.isNeutral() && !pyramid.isNumbers(); }
  QPointer<CanvasTool> tool;
  QPointer<CanvasLayer> layer;
  QString emptyTitle, emptyBody;
  std::optional<QPointF> linkedCursor;
  bool ringed = false; ///< the focus came by a key, and no mouse since
  /// The picture and what is around it as painted last: most frames change nothing of it, and panning shifts
  /// it.
  struct Backdrop {
    QImage image;
    QTransform view;  ///< device pixels from picture coordinates
    qint64 level = 0; ///< what of the pyramid and the tone it was painted from
    QRgb ground = 0;
    bool rough = false;
  };
  Backdrop backdrop;
  QElapsedTimer sincePainted; ///< since all of it was painted
  double paintingTook = 0;    ///< milliseconds, in full quality
  QTimer refine;
  bool fitted = true, spaceHeld = false, panning = false, toning = false;
  QPointF panStart;
  QPoint scrollStart;
  QPointF toneLast;
  // Scroll bars count whole pixels: while the wheel turns on one spot, the first anchor is kept against
  // drift.
  std::optional<QPointF> wheelSpot;
  QPointF wheelAnchor;
};

} // namespace fillscope
