// What a project was read from and consists of is never written over, whatever name leads to it.
#include "core/annotation/rim.h"
#include "core/base/file_io.h"
#include "core/formats/annotation_format.h"
#include "core/formats/image_io.h"
#include "core/formats/input_files.h"
#include <QTemporaryDir>
#include <QTest>

using namespace fillscope;
namespace fs = std::filesystem;

class TestInputFiles : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void init() { home_ = std::make_unique<QTemporaryDir>(); }

  void aFileIsKnownByWhatItIs() {
    const fs::path file = made("a"), other = made("b");
    fs::create_symlink(file, path("link"));
    fs::create_hard_link(file, path("twin"));
    const InputFiles inputs({file, path("missing")});
    for (const fs::path& name : {file, path("link"), path("twin"), path("x/../a")})
      QVERIFY(name == path("x/../a") || !inputs.mayWrite(name));
    fs::create_directory(path("x"));
    QVERIFY(!inputs.mayWrite(path("x/../a")));
    QVERIFY(inputs.mayWrite(other));
    QVERIFY(inputs.mayWrite(path("missing")));
    QVERIFY(InputFiles().mayWrite(file));
  }

  void whatPicturesConsistOfStays_data() {
    QTest::addColumn<QString>("file");
    for (const char* file : {"photos/a.png", "photos/a.depth.png", "photos/empty.depth.png",
                             "photos/intrinsics.txt", "photos/mask.png", "link.json"})
      QTest::newRow(file) << file;
  }
  void whatPicturesConsistOfStays() {
    QFETCH(QString, file);
    WriteOptions options;
    const Project project = photos(options);
    fs::create_hard_link(path("photos/a.png"), path("link.json"));
    const fs::path out = path(qPrintable(file));
    const std::string before = readFile(out).value();
    const auto written = writeAnnotations(project, AnnotationFormat::via2, out, options);
    QVERIFY(!written);
    QCOMPARE(written.error().code, ErrorCode::badInput);
    QCOMPARE(readFile(out).value(), before);
    QVERIFY(writeAnnotations(project, AnnotationFormat::via2, path("photos/out.json"), options));
  }

  // Said from beside the file that was read, where pictures lie elsewhere.
  void depthBesideTheAnnotationsStays() {
    WriteOptions options;
    Project project = photos(options);
    fs::create_directory(path("labels"));
    options.inputs = {made("labels/project.json")};
    const fs::path depth = made("labels/a.depth.png");
    QVERIFY(!writeAnnotations(project, AnnotationFormat::via2, depth, options));
    QCOMPARE(readFile(depth).value(), std::string("labels/a.depth.png"));
  }

  void masksMakeWayForPictures() {
    WriteOptions options;
    Project project = photos(options);
    fs::rename(path("photos"), path("masks"));
    options.images = path("masks");
    const std::string before = readFile(path("masks/a.png")).value();
    const auto refused = writeAnnotations(project, AnnotationFormat::masks, toFs(home_->path()), options);
    QVERIFY(!refused);
    QCOMPARE(readFile(path("masks/a.png")).value(), before);
    QVERIFY(!fs::exists(path("labels.txt")));
    QVERIFY(writeAnnotations(project, AnnotationFormat::masks, path("out"), options));
  }

  // A data set's own pictures make way for the next export's, but not where they are this project's.
  void copiesMakeWayForPictures() {
    WriteOptions options;
    Project project = photos(options);
    const fs::path out = path("out"), place = out / "images/train/a.png";
    QVERIFY(writeAnnotations(project, AnnotationFormat::yoloDetect, out, options));
    Image other(64, 48, 3, 9);
    QVERIFY(saveImage(other, place));
    const std::string theirs = readFile(place).value();
    project.pictures.push_back(project.pictures.front());
    project.pictures.back().id = project.pictures.back().filename = place.string();
    const fs::path label = out / "labels/train/a.txt";
    fs::remove(label);
    const auto refused = writeAnnotations(project, AnnotationFormat::yoloDetect, out, options);
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, ErrorCode::badInput);
    QCOMPARE(readFile(place).value(), theirs);
    QVERIFY(!fs::exists(label)); // nothing was begun
  }

 private:
  static fs::path toFs(const QString& text) { return text.toStdString(); }
  fs::path path(const char* name) const { return toFs(home_->filePath(name)); }
  fs::path made(const char* name) const {
    if (!writeFileAtomically(path(name), name)) qFatal("%s cannot be written", name);
    return path(name);
  }
  Project photos(WriteOptions& options) const {
    fs::create_directory(path("photos"));
    if (!saveImage(Image(64, 48, 3, 200), path("photos/a.png"))) qFatal("no picture");
    for (const char* name :
         {"photos/a.depth.png", "photos/empty.depth.png", "photos/intrinsics.txt", "photos/mask.png"})
      made(name);
    Picture picture;
    picture.id = picture.filename = "a.png";
    PictureSources sources;
    sources.depthFile = "a.depth.png";
    sources.emptyDepthFile = "empty.depth.png";
    sources.intrinsicsFile = "intrinsics.txt";
    setSources(picture, sources);
    picture.attributes.set(maskAttribute, std::string("mask.png"));
    Region region;
    region.shape = RectShape{4, 5, 20, 10};
    region.attributes.set("label", std::string("x"));
    picture.regions.push_back(region);
    Project project;
    project.pictures.push_back(picture);
    options.images = path("photos");
    return project;
  }
  std::unique_ptr<QTemporaryDir> home_;
};

QTEST_APPLESS_MAIN(TestInputFiles)
#include "test_input_files.moc"
