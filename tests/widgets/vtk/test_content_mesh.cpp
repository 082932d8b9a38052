// The content as a solid: its area, its height, its place.
#include "tests/widgets/vtk/small_box.h"
#include "widgets/vtk/content_mesh.h"
#include <QTest>
#include <algorithm>

using namespace fillscope;
using tests::SmallBox;

namespace {

double area(const TriangleMesh& mesh, int group) {
  double sum = 0;
  for (std::size_t k = 0; k < mesh.triangles.size(); ++k) {
    if (mesh.group[k] != group) continue;
    const auto& t = mesh.triangles[k];
    const Vec3 a = mesh.points[std::size_t(t[0])], b = mesh.points[std::size_t(t[1])],
               c = mesh.points[std::size_t(t[2])];
    sum += norm(cross(b - a, c - a)) / 2;
  }
  return sum;
}

/// Every triangle's front lies on the side that its normals point to.
bool facesOutwards(const TriangleMesh& mesh) {
  return std::all_of(mesh.triangles.begin(), mesh.triangles.end(), [&](const std::array<int, 3>& t) {
    const Vec3 a = mesh.points[std::size_t(t[0])], b = mesh.points[std::size_t(t[1])],
               c = mesh.points[std::size_t(t[2])];
    return dot(cross(b - a, c - a), mesh.normals[std::size_t(t[0])]) > 0;
  });
}

} // namespace

class TestContentMesh : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void blockHasTopAndSkirts();
  void flatFloorHasNoContent();
  void taperedFloorIsNotContent();
  void hiddenCellsAreHatchedInPlace();
  void straySpikesAreCut();
  void emptyHeightsGiveNothing();
};

void TestContentMesh::blockHasTopAndSkirts() {
  const SmallBox small;
  const BoxVolume box{small.report.rim.pose, small.size};
  const TriangleMesh mesh = contentMesh(small.report.heights, box);
  QCOMPARE(mesh.points.size(), mesh.normals.size());
  QCOMPARE(mesh.triangles.size(), mesh.group.size());
  QVERIFY(std::abs(area(mesh, 0) - 0.3 * 0.4) < 1e-9);
  QVERIFY(std::abs(area(mesh, 1) - 2 * (0.3 + 0.4) * tests::blockHeight) < 1e-6);
  for (const Vec3& p : mesh.points) {
    const double z = box.pose.toBox(p).z;
    QVERIFY(std::abs(z - 0.2) < 1e-6 || std::abs(z - 0.1) < 1e-6);
  }
  QVERIFY(facesOutwards(mesh));
  for (const Vec3& n : mesh.normals)
    QVERIFY(std::abs(norm(n) - 1) < 1e-9);
}

void TestContentMesh::flatFloorHasNoContent() {
  SmallBox small;
  small.report.heights.height = Raster<float>(60, 40, 1, 0.001f);
  QVERIFY(contentMesh(small.report.heights, {small.report.rim.pose, small.size}).triangles.empty());
}

void TestContentMesh::taperedFloorIsNotContent() {
  SmallBox small;
  small.report.heights.floor = small.report.heights.height;
  QVERIFY(contentMesh(small.report.heights, {small.report.rim.pose, small.size}).triangles.empty());
}

void TestContentMesh::hiddenCellsAreHatchedInPlace() {
  const SmallBox small;
  const BoxVolume box{small.report.rim.pose, small.size};
  const HiddenPatches patches = hiddenPatches(small.report.heights, box);
  QVERIFY(std::abs(area(patches.surface, 0) - 0.04 * 0.4) < 1e-9);
  for (const Vec3& p : patches.surface.points) {
    const Vec3 q = box.pose.toBox(p);
    QVERIFY(q.x > 0.56 - 1e-6 && q.x < 0.6 + 1e-6);
    QVERIFY(q.z < 0.2 && q.z > 0.19); // just over the floor: nothing is estimated to lie there
  }
  QVERIFY(facesOutwards(patches.surface));
  QCOMPARE(patches.hatching.size(), std::size_t(4 * 40 / 2));
  for (const auto& line : patches.hatching)
    QVERIFY(std::abs(norm(line[1] - line[0]) - 0.01 * std::sqrt(2)) < 1e-6);
}

void TestContentMesh::straySpikesAreCut() {
  SmallBox small;
  HeightMap& heights = small.report.heights;
  const BoxVolume box{small.report.rim.pose, small.size};
  heights.height.at(10, 10) = 0.19f; // on the block
  heights.height.at(45, 20) = 0.19f; // on the bare floor
  const auto tallest = [&] {
    double found = 0;
    for (const Vec3& p : contentMesh(heights, box).points)
      found = std::max(found, small.size.depth - box.pose.toBox(p).z);
    return found;
  };
  QVERIFY(std::abs(tallest() - tests::blockHeight) < 1e-6);
  QVERIFY(std::abs(area(contentMesh(heights, box), 0) - 0.3 * 0.4) < 1e-9);
  heights.height.at(11, 10) = 0.19f; // two cells are a thing
  QVERIFY(tallest() > tests::blockHeight + 0.02);
}

void TestContentMesh::emptyHeightsGiveNothing() {
  const SmallBox small;
  const BoxVolume box{small.report.rim.pose, small.size};
  QVERIFY(contentMesh({}, box).triangles.empty());
  QVERIFY(hiddenPatches({}, box).surface.triangles.empty());
}

QTEST_GUILESS_MAIN(TestContentMesh)
#include "test_content_mesh.moc"
