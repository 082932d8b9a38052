// Recorded files of every kind open with what they hold, and come back equal from VIA 2's own files.
#include "core/base/file_io.h"
#include "core/formats/annotation_format.h"
#include "core/formats/picture_set.h"
#include "tests/support/shared_data.h"
#include "tests/support/via_rules.h"
#include <QTemporaryDir>
#include <QTest>

using namespace fillscope;

namespace {

ImportedAnnotations imported(const std::filesystem::path& path) {
  auto result = readAnnotations(path);
  if (!result) qFatal("%s", result.error().sentence().c_str());
  return std::move(*result);
}

std::filesystem::path at(const QString& path) {
  return std::filesystem::path(tests::sharedData("annotations/" + path).toStdString());
}

} // namespace

class TestAnnotationFiles : public QObject {
  Q_OBJECT

  void addFiles() {
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("format");
    QTest::addColumn<int>("pictures");
    QTest::addColumn<QString>("regions");
    const auto row = [](const char* path, const char* format, int pictures, const char* regions) {
      QTest::newRow(path) << path << format << pictures << regions;
    };
    const char* six = "circle 1, ellipse 1, point 1, polygon 1, polyline 1, rect 1";
    row("canonical/via2_project_canonical.json", "via2", 2, six);
    row("canonical/via2_annotations.json", "via2-annotations", 2, six);
    row("canonical/via2_export.csv", "via2-csv", 2, six);
    row("canonical/via3_from_via2.json", "via3", 2, "");
    const char* early = "circle 1, ellipse 1, polygon 2, rect 1";
    row("via-early/sample_img5_region_data.json", "via-early", 2, early);
    row("via-early/sample_img5_region_data.csv", "via-early-csv", 1, early);
    row("via-early/sample_attributes1.csv", "via1-csv", 0, "");
    row("via2-shapes/via_region_data.json", "via2-annotations", 4,
        "circle 1, ellipse 1, polygon 3, polyline 2, rect 35");
    row("via2-shapes/via_region_data.csv", "via2-csv", 4,
        "circle 1, ellipse 1, polygon 3, polyline 2, rect 18");
    row("via2-project/data/via_project.json", "via2", 309, "rect 937");
    row("via2-many-points/via_export_json.json", "via2-annotations", 63, "point 7898");
    row("via2-polygons/val/via_region_data.json", "via2-annotations", -1, "polygon 349");
    row("via2-video/sherlock_ep01_tracks_FRCNN.json", "via2-annotations", 266, "rect 427");
    row("via2-video/sherlock_ep01_tracks_FRCNN.csv", "via2-csv", 266, "rect 427");
    row("via2-video/sherlock_attributes.json", "via2", 0, "");
    row("other-formats/tests/assets/labelme_dataset/Annotations/subset1/img1.xml", "labelme", 1,
        "polygon 4, rect 3");
    row("via3-points/via3_project_derived.json", "via3", 4, "point 20");
  }

 private Q_SLOTS:
  void holdWhatTheyShould_data() { addFiles(); }
  void holdWhatTheyShould() {
    QFETCH(QString, path);
    QFETCH(QString, format);
    QFETCH(int, pictures);
    QFETCH(QString, regions);
    FILLSCOPE_NEEDS_SHARED_DATA(root, "annotations");
    const auto result = imported(at(path));
    QCOMPARE(QString::fromStdString(std::string(formatName(result.report.format))), format);
    if (pictures >= 0) QCOMPARE(result.report.pictures, pictures);
    QStringList counts;
    for (const auto& [shape, count] : result.report.regions)
      counts << QString("%1 %2").arg(QString::fromStdString(shape)).arg(count);
    QCOMPARE(counts.join(", "), regions);
    QVERIFY(!result.report.variant.empty());
  }

  void comeBackEqual_data() { addFiles(); }
  void comeBackEqual() {
    QFETCH(QString, path);
    FILLSCOPE_NEEDS_SHARED_DATA(root, "annotations");
    QTemporaryDir folder;
    const Project project = imported(at(path)).project;
    for (const auto format : {AnnotationFormat::via2, AnnotationFormat::via2Annotations}) {
      const auto out = std::filesystem::path(folder.filePath("out.json").toStdString());
      const auto written = writeAnnotations(project, format, out);
      QVERIFY2(written.ok(), written.ok() ? "" : written.error().sentence().c_str());
      QVERIFY2(written->differences.empty(),
               written->differences.empty() ? "" : written->differences[0].c_str());
      if (format == AnnotationFormat::via2)
        QCOMPARE(QString::fromStdString(tests::brokenViaRule(readFile(out).value())), QString());
      if (project.pictures.empty()) continue;
      const auto again = imported(out);
      QCOMPARE(again.report.format, format);
      QVERIFY(again.project.pictures == project.pictures);
      QVERIFY(again.report.notes.empty() || again.report.notes[0].kind != ImportNote::Kind::repaired);
    }
  }

  void openAsProjects_data() { addFiles(); }
  void openAsProjects() {
    QFETCH(QString, path);
    QFETCH(QString, format);
    QFETCH(int, pictures);
    FILLSCOPE_NEEDS_SHARED_DATA(root, "annotations");
    const auto opened = openPath(at(path));
    QVERIFY2(opened.ok(), opened.ok() ? "" : opened.error().sentence().c_str());
    if (pictures > 0) QCOMPARE(int(opened->project.pictures.size()), pictures);
    QCOMPARE(opened->isNew, format != "via2" || pictures == 0);
    QVERIFY(opened->projectFile != at(path) || format == "via2");
  }

  void whatWasMendedReachesTheNotes() {
    FILLSCOPE_NEEDS_SHARED_DATA(path, "annotations/via2-video/sherlock_ep01_tracks_FRCNN.json");
    const auto opened = openPath(path.toStdString());
    QVERIFY(opened.ok());
    const auto said = [&](const char* words) {
      for (const std::string& note : opened->notes)
        if (note.find(words) != std::string::npos) return true;
      return false;
    };
    QVERIFY(said("size in bytes was written as text"));
    QVERIFY(said("266 times"));
    QVERIFY(said("saving writes"));
  }
};

QTEST_GUILESS_MAIN(TestAnnotationFiles)
#include "test_annotation_files.moc"
