#pragma once
#include <QObject>

class QPainter;

namespace fillscope {

class ImageCanvas;

/// What the stage shows over its picture and under its tool.
class CanvasLayer : public QObject {
  Q_OBJECT
 public:
  using QObject::QObject;
  /// Painter in viewport coordinates, logical pixels.
  virtual void paint(QPainter& painter, const ImageCanvas& canvas) = 0;

 Q_SIGNALS:
  void changed(); ///< to be painted again
};

} // namespace fillscope
