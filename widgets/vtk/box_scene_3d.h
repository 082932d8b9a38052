#pragma once
// Rim, box, floor grid, content and hidden cells as VTK actors.
#include "widgets/vtk/content_mesh.h"
#include <vtkSmartPointer.h>

class vtkActor;
class vtkPolyData;
class vtkRenderer;

namespace fillscope {

class BoxScene3d {
 public:
  explicit BoxScene3d(vtkRenderer* renderer);

  void setBox(const std::optional<BoxVolume>& box);
  void setHeights(const HeightMap& heights, const BoxVolume& box);
  void clearHeights();
  void setStyle(const SceneStyle& style);
  void setShown(bool box, bool content, bool hidden);
  /// Lines keep their width on every screen.
  void setPixelRatio(double ratio);
  bool hasHidden() const { return hasHidden_; }
  bool hasContent() const { return hasContent_; }

 private:
  struct Part {
    vtkSmartPointer<vtkPolyData> data;
    vtkSmartPointer<vtkActor> actor;
  };
  void prepare(Part& part, vtkRenderer* renderer, bool lit);

  Part rim_, edges_, grid_, floor_, content_, hidden_, hatching_;
  SceneStyle style_;
  bool hasContent_ = false, hasHidden_ = false;
};

} // namespace fillscope
