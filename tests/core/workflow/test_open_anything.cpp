// What dropped files are taken for, and how annotations find their pictures.
#include "core/base/file_io.h"
#include "core/formats/image_io.h"
#include "core/workflow/open_anything.h"
#include "core/workflow/project_addition.h"
#include <QTemporaryDir>
#include <QTest>

using namespace fillscope;
namespace fs = std::filesystem;

namespace {

Picture pictureWith(const std::string& name, int regions) {
  Picture picture;
  picture.id = picture.filename = name;
  for (int i = 0; i < regions; ++i) {
    Region region;
    region.shape = RectShape{double(i), 0, 10, 10};
    picture.regions.push_back(region);
  }
  return picture;
}

} // namespace

class TestOpenAnything : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void init() { home_ = std::make_unique<QTemporaryDir>(); }

  void sortsWhatWasDropped() {
    fs::create_directories(path("folder"));
    write("a.json", R"({"images":[],"annotations":[],"categories":[]})");
    write("camera.json", R"({"fx":500,"fy":500})");
    write("b.csv", "x");
    write("c.xml", "<annotations/>");
    write("d.zip", "PK\x03\x04");
    write("e.png", "");
    write("f.PCD", "");
    const SortedPaths sorted = sortPaths({path("folder"), path("a.json"), path("camera.json"), path("b.csv"),
                                          path("c.xml"), path("d.zip"), path("e.png"), path("f.PCD")});
    QCOMPARE(sorted.clouds, std::vector{path("f.PCD")});
    QCOMPARE(sorted.folders, std::vector{path("folder")});
    QCOMPARE(sorted.annotations, (std::vector{path("a.json"), path("b.csv"), path("c.xml")}));
    QCOMPARE(sorted.archives, std::vector{path("d.zip")});
    QCOMPARE(sorted.others, (std::vector{path("camera.json"), path("e.png")}));
    QVERIFY(areForeignAnnotations({path("a.json"), path("b.csv")}));
    QVERIFY(!areForeignAnnotations({path("a.json"), path("e.png")}));
    write("via.json", R"({"_via_settings":{},"_via_img_metadata":{},"_via_attributes":{}})");
    QVERIFY(!areForeignAnnotations({path("via.json")}));
  }

  void cloudsBecomePicturesBesideThemselves() {
    std::string text;
    for (int i = 0; i < 2500; ++i)
      text += std::to_string(0.01 * (i % 50)) + " " + std::to_string(0.01 * (i / 50)) + " 0.5\n";
    write("one.xyz", text);
    write("two.xyz", text);
    const auto opened = openAnything({path("one.xyz")});
    QVERIFY2(opened.ok(), opened ? "" : opened.error().sentence().c_str());
    QCOMPARE(opened->opened.project.pictures.size(), std::size_t(1));
    QCOMPARE(opened->opened.project.pictures[0].filename, std::string("one.color.png"));
    QVERIFY(opened->opened.folder == path("one-xyz"));
    QCOMPARE(opened->clouds.size(), std::size_t(1));
    QVERIFY(opened->clouds[0].file == path("one.xyz") && opened->clouds[0].upIsGuess);
    QCOMPARE(opened->clouds[0].up, std::string("z"));
    const auto both = openAnything({path("one.xyz"), path("two.xyz")});
    QVERIFY2(both.ok(), both ? "" : both.error().sentence().c_str());
    QCOMPARE(both->opened.project.pictures.size(), std::size_t(2));
    write("bad.pcd", "# .PCD v0.7\nFIELDS x y\nDATA ascii\n");
    const auto refused = openAnything({path("bad.pcd")});
    QVERIFY(!refused.ok() && refused.error().where == path("bad.pcd").string());
    // One that cannot be read does not keep the others closed.
    write("three.xyz", text);
    write("four.xyz", text);
    const auto most = openAnything({path("three.xyz"), path("bad.pcd"), path("four.xyz")});
    QVERIFY2(most.ok(), most ? "" : most.error().sentence().c_str());
    QCOMPARE(most->opened.project.pictures.size(), std::size_t(2));
    QCOMPARE(most->clouds.size(), std::size_t(2));
    QVERIFY(most->refused.size() == 1 && most->refused[0].where == path("bad.pcd").string());
    // What could not be read is not said to have been taken.
    const auto added = readAddition({path("three.xyz"), path("bad.pcd")}, path("."));
    QVERIFY2(added.ok(), added ? "" : added.error().sentence().c_str());
    QCOMPARE(added->paths.clouds, std::vector<fs::path>{path("three.xyz")});
    QCOMPARE(added->refused.size(), std::size_t(1));
  }

  void recordingsAreToldApart() {
    write("box.bag", "#ROSBAG V2.0\n");
    write("box.recorded", "#ROSBAG V2.0\n");
    QVERIFY(isRecording({path("box.bag")}) && isRecording({path("box.recorded")}));
    QVERIFY(!isRecording({path("box.bag"), path("box.bag")}));
    write("a.png", "x");
    QVERIFY(!isRecording({path("a.png")}));
    const auto opened = openAnything({path("box.bag"), path("a.png")});
    QVERIFY(!opened.ok());
    QVERIFY(opened.error().sentence().find("pen it alone") != std::string::npos);
  }

  void putsRegionsOntoTheirPictures() {
    Project project, annotations;
    project.pictures = {pictureWith("sub/a.png", 1), pictureWith("x/b.png", 0), pictureWith("y/b.png", 0)};
    project.pictures[0].attributes.set("weather", "sun");
    annotations.pictures = {pictureWith("a.png", 3), pictureWith("b.png", 1), pictureWith("c.png", 0)};
    annotations.pictures[0].attributes.set("weather", "rain");
    annotations.pictures[0].attributes.set("camera", "2");
    annotations.attributesJson = R"({"region":{"k":{"type":"text"}},"file":{}})";
    const MergedAnnotations merged = mergeAnnotations(project, annotations);
    QCOMPARE(merged.matched, 1); // by its bare name
    QCOMPARE(merged.duplicate, 1);
    QCOMPARE(merged.added, 1); // b.png could be either one; nothing is lost
    QCOMPARE(merged.regions, 3);
    QCOMPARE(project.pictures.size(), std::size_t(4)); // c.png has nothing to say
    QCOMPARE(project.pictures[0].regions.size(), std::size_t(3));
    QCOMPARE(project.pictures[0].attributes.text("weather"), std::string("sun"));
    QCOMPARE(project.pictures[0].attributes.text("camera"), std::string("2"));
    QVERIFY(project.attributesJson.find("\"k\"") != std::string::npos);
    const Project once = project;
    mergeAnnotations(project, annotations);
    QCOMPARE(project.pictures[0].regions.size(), once.pictures[0].regions.size()); // twice is once
  }

  void aNameThatIsAFileElsewhereIsThatFile() {
    fs::create_directories(path("old"));
    write("old/a.png", "x");
    Project project, annotations;
    project.pictures = {pictureWith("a.png", 0)};
    annotations.pictures = {pictureWith("old/a.png", 1)};
    Project known = project;
    QCOMPARE(mergeAnnotations(known, annotations, path("")).added, 1);
    QCOMPARE(mergeAnnotations(project, annotations).matched, 1);
  }

  void opensPicturesWithTheirAnnotations() {
    Image image(32, 24, 3);
    QVERIFY(saveImage(image, path("a.png")));
    QVERIFY(saveImage(image, path("b.png")));
    write(
        "coco.json",
        R"({"images":[{"id":1,"file_name":"a.png","width":32,"height":24}],"categories":[{"id":1,"name":"box"}],)"
        R"("annotations":[{"id":1,"image_id":1,"category_id":1,"bbox":[1,2,10,8],"area":80,"iscrowd":0,"segmentation":[]}]})");
    const auto opened = openAnything({path("a.png"), path("b.png"), path("coco.json")});
    if (!opened) QFAIL(opened.error().sentence().c_str());
    QCOMPARE(opened->opened.project.pictures.size(), std::size_t(2));
    QCOMPARE(opened->opened.project.pictures[0].regions.size(), std::size_t(1));
    QCOMPARE(opened->reports.size(), std::size_t(1));
    QCOMPARE(opened->merges.at(0).matched, 1);
    const auto alone = openAnything({path("coco.json")});
    QVERIFY(alone && alone->opened.isNew);
    QVERIFY(alone->opened.projectFile != path("coco.json")); // never written over
    QVERIFY(!openAnything({path("missing.json")}));
    QVERIFY(!openAnything({}));
  }

  void aFolderWithADamagedLabelFileDoesNotOpen() {
    fs::create_directories(path("set"));
    write(
        "set/a.json",
        R"({"version":"5.1.1","shapes":[{"label":"box","points":[[1,2],[3,4]],"shape_type":"rectangle"}],"imagePath":"a.png"})");
    write("set/b.json", R"({"version":"5.1.1","shapes":[{"label")");
    for (const bool withPictures : {false, true}) {
      if (withPictures) QVERIFY(saveImage(Image(32, 24, 3), path("set/a.png")));
      const auto opened = openAnything({path("set")});
      QVERIFY(!opened.ok());
      QVERIFY2(opened.error().sentence().find("b.json: line 1") != std::string::npos,
               opened.error().sentence().c_str());
    }
    fs::remove(path("set/a.json"));
    const auto without = openAnything({path("set")});
    QVERIFY(without.ok());
    QVERIFY(std::any_of(without->opened.notes.begin(), without->opened.notes.end(),
                        [](const auto& note) { return note.find("b.json: line 1") != note.npos; }));
  }

 private:
  fs::path path(const char* name) const { return fs::path(home_->path().toStdString()) / name; }
  void write(const char* name, const std::string& bytes) { QVERIFY(writeFileAtomically(path(name), bytes)); }
  std::unique_ptr<QTemporaryDir> home_;
};

QTEST_GUILESS_MAIN(TestOpenAnything)
#include "test_open_anything.moc"
