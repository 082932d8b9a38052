// Specifications on the disk and the photographs that they name.
#include "core/formats/image_io.h"
#include "core/synthesis/photo_render.h"
#include "core/workflow/photo_spec_file.h"
#include <QtTest>

using namespace fillscope;
namespace fs = std::filesystem;

namespace {

Image uniform(std::uint8_t red, std::uint8_t green, std::uint8_t blue) {
  Image image(8, 6, 3);
  for (std::size_t i = 0; i < image.pixelCount(); ++i) {
    image.data()[3 * i] = red;
    image.data()[3 * i + 1] = green;
    image.data()[3 * i + 2] = blue;
  }
  return image;
}

} // namespace

class TestPhotoSpecFile : public QObject {
  Q_OBJECT

  QTemporaryDir folder_;
  fs::path path(const char* name) const { return fs::path(folder_.path().toStdString()) / name; }
  void write(const char* name, const QByteArray& bytes) {
    QFile file(folder_.filePath(name));
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(bytes), bytes.size());
  }

 private Q_SLOTS:
  void initTestCase() {
    fs::create_directories(path("some/deep"));
    fs::create_directories(path("none"));
    QVERIFY(saveImage(uniform(200, 30, 30), path("some/red.png")).ok());
    QVERIFY(saveImage(uniform(30, 30, 200), path("some/deep/blue.PNG")).ok());
    write("some/notes.txt", "no picture");
    write("none/notes.txt", "no picture");
    fs::create_symlink(path("nowhere.png"), path("some/gone.png"));
  }

  void foldersAreListedWithTheirSubfolders() {
    const auto listed = listSurfacePictures(path("some"));
    QVERIFY(listed.ok());
    QCOMPARE(listed->count(), std::size_t(2));
    QVERIFY(listed->folder().is_absolute());
    QVERIFY(*listed == *listSurfacePictures(path("some/../some")));
    QVERIFY(!(*listed == SurfacePictures{}));
  }

  void whatHoldsNoPicturesIsRefused() {
    const auto missing = listSurfacePictures(path("nowhere"));
    QVERIFY(!missing.ok());
    QCOMPARE(missing.error().code, ErrorCode::notFound);
    QVERIFY(QString::fromStdString(missing.error().sentence()).contains("nowhere"));
    const auto bare = listSurfacePictures(path("none"));
    QVERIFY(!bare.ok());
    QCOMPARE(bare.error().code, ErrorCode::badInput);
  }

  void listingStops() {
    const auto stopped = listSurfacePictures(path("some"), Progress{{}, [] { return true; }});
    QVERIFY(!stopped.ok());
    QCOMPARE(stopped.error().code, ErrorCode::cancelled);
  }

  void specificationsNameAFolderBesideThem() {
    write("boxes.json",
          R"({"width": 64, "height": 48, "textures": {"pictures": "some", "picture_share": 1}})");
    const auto spec = openPhotoSpec(path("boxes.json"));
    QVERIFY(spec.ok());
    QCOMPARE(spec->pictures.count(), std::size_t(2));
    QVERIFY(renderPhoto(samplePhotoScene(*spec, 1, 0)).ok());
    const auto again = readPhotoSpec(photoSpecJson(*spec), "elsewhere/boxes.json"); // absolute by now
    QVERIFY(again.ok() && *again == *spec);
    write("wrong.json", R"({"textures": {"pictures": "nowhere"}})");
    const auto wrong = openPhotoSpec(path("wrong.json"));
    QVERIFY(!wrong.ok());
    QVERIFY(QString::fromStdString(wrong.error().sentence()).contains("nowhere"));
  }
};

QTEST_APPLESS_MAIN(TestPhotoSpecFile)
#include "test_photo_spec_file.moc"
