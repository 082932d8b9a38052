#pragma once
// The parts of the 3D panel and how they are kept in step.
#include "widgets/vtk/box_scene_3d.h"
#include "widgets/vtk/cloud_lookup.h"
#include "widgets/vtk/cloud_overlay.h"
#include "widgets/vtk/cloud_scene.h"
#include "widgets/vtk/cloud_view.h"
#include "widgets/vtk/vtk_view.h"

namespace fillscope {

struct CloudView::Private {
  explicit Private(CloudView* owner);

  CloudView* q;
  const bool supported; ///< false: no OpenGL here, the panel says so
  VtkView* view;
  CloudOverlay* overlay;
  BoxScene3d box3d;
  CloudScene cloud;
  std::unique_ptr<CloudLookup> lookup;
  std::optional<BoxVolume> box;
  SceneStyle style;
  CloudColouring colouring = CloudColouring::photo;
  std::optional<ColourScale> scale; ///< nothing: the range of what is shown
  double slowestMilliseconds = 0;   ///< of frames with every point of this cloud
  double pointSize = 0;             ///< 0: as large as the gaps between neighbours
  bool showCloud = true, showBox = true, showContent = true, showHidden = true, scaleBarShown = false;
  bool untouched = true, framePending = true;
  std::optional<ScenePlace> current;  ///< of the box, else of the cloud
  std::optional<ScenePlace> viewed; ///< what the camera was last set for
  std::optional<QPoint> cursorPixel;
  QString emptyText;

  bool empty() const { return cloud.empty() && !box; }
  ColourScale shownScale() const;
  void recolour();
  void restyle();
  void refreshOverlay();
  void refreshBounds();
  void beforeFrame(double ratio);
  void frameView();
  void followScene(); ///< another scale or size must not leave an empty view behind
  void takeCloud(std::shared_ptr<const PointCloud> newCloud);
  void hover(QPointF place);
};

} // namespace fillscope
