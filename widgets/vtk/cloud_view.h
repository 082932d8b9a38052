#pragma once
// The 3D panel: cloud, rim and box, content as a solid, hidden cells marked. The header shows no VTK type.
#include "core/geometry/fill.h"
#include "core/geometry/point_cloud.h"
#include "core/imaging/colour_map.h"
#include "widgets/vtk/cloud_colouring.h"
#include <QImage>
#include <QWidget>
#include <memory>
#include <optional>

namespace fillscope {

/// Left drag orbits, middle or Shift+left pans, wheel zooms at the cursor, R resets.
class CloudView : public QWidget {
  Q_OBJECT
 public:
  explicit CloudView(QWidget* parent = nullptr);
  ~CloudView() override;

  /// Keeps the view where keepView; otherwise looks from the camera's side.
  void setCloud(std::shared_ptr<const PointCloud> cloud, bool keepView = false);
  /// Rim, box, height map (content solid, hidden cells); nothing: cloud alone.
  void setReport(const FillReport& report);
  void clearReport();
  void clear();
  void setEmptyText(const QString& text);
  const QString& emptyText() const;

  void setColouring(CloudColouring colouring);
  CloudColouring colouring() const;
  /// Map and unit for depth and height, range for depth; shared with the 2D views. Heights always run from
  /// the floor to the rim. Until set, the range is that of the points shown.
  void setColourScale(const ColourScale& scale);
  void
  setPointSize(double pixels); ///< logical pixels; 0, the default: as large as the gaps between neighbours
  void setShown(bool cloud, bool box, bool content, bool hidden);
  /// A colour bar in the panel, for windows without one beside it; off at first. Grabbed pictures always hold
  /// it.
  void setScaleBarShown(bool shown);
  void resetView();

  /// A marker on the point of a pixel (linked cursor), or hidden.
  void setCursorPixel(const std::optional<QPoint>& pixel);
  /// The panel as a picture of its size times the device pixel ratio; the view as it is.
  QImage grabImage();

 Q_SIGNALS:
  void pixelHovered(const QPoint& pixel); ///< picture pixel of the cloud point under the mouse
  void hoverLeft();

 protected:
  void resizeEvent(QResizeEvent* event) override;
  void changeEvent(QEvent* event) override;

 private:
  struct Private;
  std::unique_ptr<Private> d_;
};

} // namespace fillscope
