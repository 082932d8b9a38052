#pragma once
// The organised cloud as VTK points: all of them at rest, a part of them while the view moves.
#include "widgets/vtk/cloud_points.h"
#include <memory>
#include <vtkSmartPointer.h>

class vtkActor;
class vtkPolyData;
class vtkRenderer;

namespace fillscope {

class CloudScene {
 public:
  explicit CloudScene(vtkRenderer* renderer);

  /// Either may be missing. Chooses the points anew; the colours follow with setColours.
  void setCloud(std::shared_ptr<const PointCloud> cloud, const std::optional<BoxVolume>& box);
  void setColours(CloudColouring colouring, const ColourScale& scale, const SceneStyle& style);
  void setShown(bool shown);
  /// Draws a part of the points, where there are more than thinnedMost.
  void setThinned(bool thinned);
  /// Device pixels of the full cloud's points; the thinned one draws them larger by its stride.
  void setPointSize(double pixels, double thinnedPixels);

  const PointCloud* cloud() const { return cloud_.get(); }
  const std::shared_ptr<const PointCloud>& sharedCloud() const { return cloud_; }
  const CloudPoints& points() const { return full_.points; }
  std::uint32_t thinnedStride() const { return thinned_.points.stride; }
  bool canThin() const { return !thinned_.points.pixels.empty(); }
  bool empty() const { return full_.points.pixels.empty(); }

  static constexpr std::size_t thinnedMost = 120'000;

 private:
  struct Level {
    CloudPoints points;
    vtkSmartPointer<vtkPolyData> data;
    vtkSmartPointer<vtkActor> actor;
  };
  void fill(Level& level, std::uint32_t stride);
  void colour(Level& level, CloudColouring colouring, const ColourScale& scale, const SceneStyle& style);
  void updateVisibility();

  std::shared_ptr<const PointCloud> cloud_;
  std::optional<BoxVolume> box_;
  Level full_, thinned_;
  bool shown_ = true, thin_ = false;
};

} // namespace fillscope
