#pragma once
// One map of the comparison: title, value under the cursor, canvas and colour bar.
#include "widgets/compare_maps.h"
#include <QPointF>
#include <QWidget>
#include <optional>

namespace fillscope {

class ColourBar;
class ImageCanvas;
class ToneLabel;

class CompareTile : public QWidget {
  Q_OBJECT
 public:
  CompareTile(CompareMap map, const QString& title, const QString& explanation, QWidget* parent = nullptr);
  void showMap(ShownMap map, bool keepView);
  void clear();
  /// Crosshair, value and mark on the bar; nothing: none of them. ownMouse: the mouse itself is here.
  void showCursor(const std::optional<QPointF>& position, bool ownMouse);
  ImageCanvas* canvas() const { return canvas_; }
  ColourBar* bar() const { return bar_; }
  const ShownMap& map() const { return map_; }

 private:
  CompareMap kind_;
  ShownMap map_;
  ImageCanvas* canvas_;
  ColourBar* bar_ = nullptr;
  ToneLabel* value_;
};

} // namespace fillscope
