#pragma once
// What is written over the 3D view: corner numbers, colour bar, legend, cursor marker, the text of an empty
// view.
#include "core/imaging/colour_map.h"
#include "widgets/vtk/orbit_camera.h"
#include <QColor>
#include <QWidget>
#include <array>
#include <optional>
#include <vector>

namespace fillscope {

/// Everything the overlay shows, as plain values; positions are worked out when it is painted.
struct CloudOverlayState {
  OrbitCamera camera;
  std::optional<std::array<Vec3, 4>> rim; ///< camera frame
  std::optional<Vec3> cursor;
  std::optional<ColourScale> scale; ///< of the colour bar
  QString scaleTitle;
  bool scaleShown = false; ///< in the panel; pictures of it always hold the bar
  struct Entry {
    QColor colour;
    QString text;
    bool hatched;
  };
  std::vector<Entry> legend;
  std::optional<std::array<Vec3, 3>> axes; ///< directions of the box: x, y, up
  QString note;                            ///< one line at the bottom
  QString emptyText;                       ///< shown alone where not empty
  QColor accent;
};

class CloudOverlay : public QWidget {
  Q_OBJECT
 public:
  explicit CloudOverlay(QWidget* parent = nullptr);
  void setState(CloudOverlayState state);
  /// Everything as on the screen, and the colour bar where wanted.
  void paint(QPainter& painter, bool withScale) const;

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  void paintCorners(QPainter& painter) const;
  void paintCursor(QPainter& painter) const;
  void paintScale(QPainter& painter) const;
  void paintLegend(QPainter& painter) const;
  void paintAxes(QPainter& painter) const;
  CloudOverlayState state_;
};

} // namespace fillscope
