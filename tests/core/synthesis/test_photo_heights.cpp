// Height fields are closed: nothing that lies below their surface is seen through it.
#include "core/synthesis/photo_render.h"
#include <QTest>

using namespace fillscope;

class TestPhotoHeights : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void nothingShowsThrough_data() {
    QTest::addColumn<int>("kind");
    QTest::newRow("level layers") << 0;
    QTest::newRow("loose fill") << 1;
  }
  void nothingShowsThrough() {
    QFETCH(int, kind);
    PhotoSpec spec;
    spec.contentKinds = {0, 0, 0, 0, 0, 0, 0, kind == 1 ? 1.0 : 0.0, kind == 0 ? 1.0 : 0.0};
    spec.boxKinds = {0, 1, 0};
    spec.handShare = spec.neighbourShare = spec.partialShare = spec.protrudeShare = 0;
    spec.tilt = {0, 20};
    spec.distortion = {0, 0};
    spec.fill = {0.2, 0.8};
    PhotoRenderOptions options;
    options.colour = false;
    for (std::uint64_t k = 0; k < 12; ++k) {
      const PhotoScene scene = samplePhotoScene(spec, 11, k);
      const auto photo = renderPhoto(scene, options);
      QVERIFY(photo.ok());
      int seen = 0, through = 0;
      for (int y = 0; y < spec.height; ++y)
        for (int x = 0; x < spec.width; ++x) {
          const double depth = photo->depth.values.at(x, y);
          const Vec3 ray = scene.camera.ray({static_cast<double>(x), static_cast<double>(y)});
          const Vec3 at = scene.pose.toBox(depth * ray);
          const double margin = 0.05 * scene.size.first; // walls and the field's own border
          if (at.x < margin || at.y < margin || at.x > scene.size.first - margin ||
              at.y > scene.size.second - margin || at.z < 0)
            continue;
          ++seen;
          const double top = contentHeight(scene, at.x, at.y), height = scene.size.depth - at.z;
          through += height < top - 0.01 * scene.size.depth - 0.002;
        }
      QVERIFY(seen > 500);
      // On steep slopes a hair to the side is another height.
      QVERIFY2(through <= seen / 100,
               qPrintable(QString("sample %1: %2 of %3").arg(k).arg(through).arg(seen)));
    }
  }
};

QTEST_APPLESS_MAIN(TestPhotoHeights)
#include "test_photo_heights.moc"
