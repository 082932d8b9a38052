#include "widgets/vtk/cloud_scene.h"
#include <algorithm>
#include <vtkActor.h>
#include <vtkCellArray.h>
#include <vtkFloatArray.h>
#include <vtkNew.h>
#include <vtkPointData.h>
#include <vtkPolyData.h>
#include <vtkPolyDataMapper.h>
#include <vtkProperty.h>
#include <vtkRenderer.h>
#include <vtkUnsignedCharArray.h>

namespace fillscope {

CloudScene::CloudScene(vtkRenderer* renderer) {
  for (Level* level : {&full_, &thinned_}) {
    level->data = vtkSmartPointer<vtkPolyData>::New();
    level->actor = vtkSmartPointer<vtkActor>::New();
    vtkNew<vtkPolyDataMapper> mapper;
    mapper->SetInputData(level->data);
    mapper->ScalarVisibilityOn();
    mapper->SetColorModeToDirectScalars();
    level->actor->SetMapper(mapper);
    level->actor->GetProperty()->LightingOff(); // a photo is lit already, and a colour scale must read true
    level->actor->GetProperty()->SetRepresentationToPoints();
    level->actor->ForceOpaqueOn();
    level->actor->VisibilityOff();
    renderer->AddActor(level->actor);
  }
}

void CloudScene::setCloud(std::shared_ptr<const PointCloud> cloud, const std::optional<BoxVolume>& box) {
  cloud_ = std::move(cloud);
  box_ = box;
  fill(full_, 1);
  const std::size_t count = full_.points.pixels.size();
  fill(thinned_, strideFor(count, thinnedMost));
  updateVisibility();
}

void CloudScene::fill(Level& level, std::uint32_t stride) {
  level.points = {};
  level.data->Initialize();
  if (!cloud_ || (&level == &thinned_ && stride == 1)) return;
  level.points = choosePoints(*cloud_, box_, stride);
  const auto count = vtkIdType(level.points.pixels.size());

  vtkNew<vtkFloatArray> coordinates;
  coordinates->SetNumberOfComponents(3);
  coordinates->SetNumberOfTuples(count);
  float* to = coordinates->GetPointer(0);
  for (const std::uint32_t pixel : level.points.pixels)
    to = std::copy_n(cloud_->xyz.data() + std::size_t(pixel) * 3, 3, to);
  vtkNew<vtkPoints> points;
  points->SetData(coordinates);
  level.data->SetPoints(points);

  // One cell of all points: as many cells as points would cost several times the memory.
  vtkNew<vtkCellArray> verts;
  verts->AllocateExact(1, count);
  verts->InsertNextCell(int(count));
  for (vtkIdType k = 0; k < count; ++k)
    verts->InsertCellPoint(k);
  level.data->SetVerts(verts);
}

void CloudScene::setColours(CloudColouring colouring, const ColourScale& scale, const SceneStyle& style) {
  colour(full_, colouring, scale, style);
  colour(thinned_, colouring, scale, style);
}

void CloudScene::colour(Level& level, CloudColouring colouring, const ColourScale& scale,
                        const SceneStyle& style) {
  if (!cloud_ || level.points.pixels.empty()) return;
  const std::vector<Rgb8> colours = colourPoints(*cloud_, level.points, colouring, scale, box_, style);
  vtkNew<vtkUnsignedCharArray> array;
  array->SetNumberOfComponents(3);
  array->SetNumberOfTuples(vtkIdType(colours.size()));
  std::copy_n(colours.front().data(), colours.size() * 3, array->GetPointer(0));
  level.data->GetPointData()->SetScalars(array);
  level.data->Modified();
}

void CloudScene::setShown(bool shown) {
  shown_ = shown;
  updateVisibility();
}

void CloudScene::setThinned(bool thinned) {
  thin_ = thinned;
  updateVisibility();
}

void CloudScene::setPointSize(double pixels, double thinnedPixels) {
  full_.actor->GetProperty()->SetPointSize(float(pixels));
  thinned_.actor->GetProperty()->SetPointSize(float(thinnedPixels));
}

void CloudScene::updateVisibility() {
  const bool thin = thin_ && canThin();
  full_.actor->SetVisibility(shown_ && !thin && !full_.points.pixels.empty());
  thinned_.actor->SetVisibility(shown_ && thin);
}

} // namespace fillscope
