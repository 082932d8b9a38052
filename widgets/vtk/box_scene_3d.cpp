#include "widgets/vtk/box_scene_3d.h"
#include <algorithm>
#include <cmath>
#include <vtkActor.h>
#include <vtkCellArray.h>
#include <vtkCellData.h>
#include <vtkFloatArray.h>
#include <vtkNew.h>
#include <vtkPointData.h>
#include <vtkPolyData.h>
#include <vtkPolyDataMapper.h>
#include <vtkProperty.h>
#include <vtkRenderer.h>
#include <vtkUnsignedCharArray.h>

namespace fillscope {
namespace {

constexpr double rimWidth = 3, edgeWidth = 1.5, gridWidth = 1, hatchWidth = 1.25; // logical pixels

using Segment = std::array<Vec3, 2>;

void setLines(vtkPolyData* data, const std::vector<Segment>& segments) {
  vtkNew<vtkPoints> points;
  vtkNew<vtkCellArray> lines;
  for (const Segment& segment : segments) {
    const vtkIdType first = points->InsertNextPoint(segment[0].x, segment[0].y, segment[0].z);
    const vtkIdType second = points->InsertNextPoint(segment[1].x, segment[1].y, segment[1].z);
    lines->InsertNextCell({first, second});
  }
  data->Initialize();
  data->SetPoints(points);
  data->SetLines(lines);
}

void setMesh(vtkPolyData* data, const TriangleMesh& mesh, const std::array<Rgb8, 2>& groups) {
  vtkNew<vtkPoints> points;
  vtkNew<vtkFloatArray> normals;
  normals->SetNumberOfComponents(3);
  for (std::size_t k = 0; k < mesh.points.size(); ++k) {
    points->InsertNextPoint(mesh.points[k].x, mesh.points[k].y, mesh.points[k].z);
    normals->InsertNextTuple3(mesh.normals[k].x, mesh.normals[k].y, mesh.normals[k].z);
  }
  vtkNew<vtkCellArray> triangles;
  vtkNew<vtkUnsignedCharArray> colours;
  colours->SetNumberOfComponents(3);
  for (std::size_t k = 0; k < mesh.triangles.size(); ++k) {
    const auto& t = mesh.triangles[k];
    triangles->InsertNextCell({t[0], t[1], t[2]});
    const Rgb8& c = groups[mesh.group[k]];
    colours->InsertNextTuple3(c[0], c[1], c[2]);
  }
  data->Initialize();
  data->SetPoints(points);
  data->SetPolys(triangles);
  data->GetPointData()->SetNormals(normals);
  data->GetCellData()->SetScalars(colours);
}

/// Round spacing that gives the longer side between 4 and 10 fields: 1, 2 or 5 times a power of ten.
double gridStep(double side) {
  const double power = std::pow(10.0, std::floor(std::log10(side)));
  for (const double step : {0.1, 0.2, 0.5})
    if (side / (step * power) <= 10) return step * power;
  return power;
}

} // namespace

BoxScene3d::BoxScene3d(vtkRenderer* renderer) {
  for (Part* part : {&floor_, &grid_, &edges_, &rim_, &hatching_})
    prepare(*part, renderer, false);
  for (Part* part : {&content_, &hidden_})
    prepare(*part, renderer, true);
  rim_.actor->GetProperty()->RenderLinesAsTubesOn();
  rim_.actor->GetProperty()->LightingOn();
  grid_.actor->GetProperty()->SetOpacity(0.35);
  floor_.actor->GetProperty()->SetOpacity(0.18);
  hidden_.actor->GetProperty()->SetOpacity(0.65);
  // Points measured on the content lie on its surface, those on the floor in its plane: they shall win.
  for (Part* part : {&content_, &floor_, &grid_}) {
    auto* mapper = vtkPolyDataMapper::SafeDownCast(part->actor->GetMapper());
    mapper->SetResolveCoincidentTopologyToPolygonOffset();
    mapper->SetRelativeCoincidentTopologyPolygonOffsetParameters(2, 60);
    mapper->SetRelativeCoincidentTopologyLineOffsetParameters(0, 60);
  }
  setStyle(style_);
}

void BoxScene3d::prepare(Part& part, vtkRenderer* renderer, bool lit) {
  part.data = vtkSmartPointer<vtkPolyData>::New();
  part.actor = vtkSmartPointer<vtkActor>::New();
  vtkNew<vtkPolyDataMapper> mapper;
  mapper->SetInputData(part.data);
  mapper->SetScalarVisibility(lit);
  mapper->SetColorModeToDirectScalars();
  part.actor->SetMapper(mapper);
  vtkProperty* property = part.actor->GetProperty();
  property->SetLighting(lit);
  property->SetAmbient(0.45);
  property->SetDiffuse(0.65);
  property->SetSpecular(0);
  renderer->AddActor(part.actor);
}

void BoxScene3d::setBox(const std::optional<BoxVolume>& box) {
  std::vector<Segment> rim, edges, grid;
  TriangleMesh floor;
  if (box) {
    const auto c = box->corners();
    for (std::size_t k = 0; k < 4; ++k) {
      const std::size_t next = (k + 1) % 4;
      rim.push_back({c[k], c[next]});
      edges.push_back({c[k], c[k + 4]});
      edges.push_back({c[k + 4], c[next + 4]});
    }
    const BoxSize& size = box->size;
    const double step = gridStep(std::max(size.first, size.second));
    const auto at = [&](double x, double y) { return box->pose.toCamera({x, y, size.depth}); };
    for (double x = step; x < size.first - step * 0.01; x += step)
      grid.push_back({at(x, 0), at(x, size.second)});
    for (double y = step; y < size.second - step * 0.01; y += step)
      grid.push_back({at(0, y), at(size.first, y)});
    floor.points.assign(c.begin() + 4, c.end());
    floor.normals.assign(4, box->pose.rotation * Vec3{0, 0, -1});
    floor.triangles = {{0, 1, 2}, {0, 2, 3}};
    floor.group = {0, 0};
  }
  setLines(rim_.data, rim);
  setLines(edges_.data, edges);
  setLines(grid_.data, grid);
  setMesh(floor_.data, floor, {style_.box, style_.box});
}

void BoxScene3d::setHeights(const HeightMap& heights, const BoxVolume& box) {
  const TriangleMesh content = contentMesh(heights, box);
  const HiddenPatches hidden = hiddenPatches(heights, box);
  hasContent_ = !content.triangles.empty();
  hasHidden_ = !hidden.surface.triangles.empty();
  setMesh(content_.data, content, {style_.content, style_.content});
  setMesh(hidden_.data, hidden.surface, {style_.hidden, style_.hidden});
  setLines(hatching_.data, hidden.hatching);
}

void BoxScene3d::clearHeights() {
  hasContent_ = hasHidden_ = false;
  content_.data->Initialize();
  hidden_.data->Initialize();
  hatching_.data->Initialize();
}

void BoxScene3d::setStyle(const SceneStyle& style) {
  style_ = style;
  const auto paint = [](Part& part, Rgb8 colour) {
    const auto c = unitRgb(colour);
    part.actor->GetProperty()->SetColor(c[0], c[1], c[2]);
  };
  paint(rim_, style.rim);
  paint(edges_, style.box);
  paint(grid_, style.box);
  paint(floor_, style.box);
  paint(hatching_, style.hatching);
}

void BoxScene3d::setShown(bool box, bool content, bool hidden) {
  for (Part* part : {&rim_, &edges_, &grid_, &floor_})
    part->actor->SetVisibility(box);
  content_.actor->SetVisibility(content);
  hidden_.actor->SetVisibility(hidden);
  hatching_.actor->SetVisibility(hidden);
}

void BoxScene3d::setPixelRatio(double ratio) {
  rim_.actor->GetProperty()->SetLineWidth(float(rimWidth * ratio));
  edges_.actor->GetProperty()->SetLineWidth(float(edgeWidth * ratio));
  grid_.actor->GetProperty()->SetLineWidth(float(gridWidth * ratio));
  hatching_.actor->GetProperty()->SetLineWidth(float(hatchWidth * ratio));
}

} // namespace fillscope
