// Every kind of region through every format, against a table of what becomes of it; and from each format into
// each other one.
#include "core/annotation/rim.h"
#include "core/base/file_io.h"
#include "core/formats/annotation_format.h"
#include "core/formats/annotation_notes.h"
#include "core/formats/image_io.h"
#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <set>

using namespace fillscope;
namespace fs = std::filesystem;

namespace {

constexpr int width = 640, height = 480;

Region labelled(Shape shape) {
  Region region;
  region.shape = std::move(shape);
  region.attributes.set("label", std::string("thing"));
  return region;
}

Region keypoints(KeypointVisibility second) {
  KeypointSet set{boxTemplate(), {}};
  set.kind.name = "thing";
  for (const Vec2 p : {Vec2{100, 100}, {300, 110}, {310, 250}, {90, 240}})
    set.points.push_back({p, set.points.size() == 1 ? second : KeypointVisibility::visible});
  Region region = regionFromKeypointSet(set);
  region.attributes.set("label", std::string("thing"));
  return region;
}

Region rim() {
  Region region = regionFromRim({{{100, 100}, {300, 110}, {310, 250}, {90, 240}}, {}, {}});
  region.attributes.set("label", std::string("thing"));
  return region;
}

std::vector<std::pair<std::string, Region>> features() {
  const std::vector<Vec2> five{{100, 100}, {300, 110}, {310, 250}, {200, 300}, {90, 240}};
  std::vector<std::pair<std::string, Region>> all{
      {"rect", labelled(RectShape{100, 50, 200, 120})},
      {"rect-fraction", labelled(RectShape{100.25, 50.5, 200.125, 120.75})},
      {"rect-drawn-back", labelled(RectShape{300, 170, -200, -120})},
      {"circle", labelled(CircleShape{{200, 200}, 80})},
      {"ellipse", labelled(EllipseShape{{200, 200}, 80, 40, 0})},
      {"ellipse-turned", labelled(EllipseShape{{200, 200}, 80, 40, 0.5})},
      {"polygon", labelled(PolygonShape{five})},
      {"polyline", labelled(PolylineShape{five})},
      {"point", labelled(PointShape{{200, 100}})},
      {"keypoints", keypoints(KeypointVisibility::visible)},
      {"keypoints-hidden", keypoints(KeypointVisibility::hidden)},
      {"box-rim", rim()},
      {"unknown", labelled(UnknownShape{R"({"name":"spline","knots":[1,2]})"})},
      {"outside", labelled(RectShape{-50, 50, 200, 120})},
  };
  Region unlabelled = all[0].second, coloured = all[0].second, grouped = all[0].second;
  unlabelled.attributes = {};
  coloured.attributes.set("colour", std::string("red"));
  grouped.attributes.set("group_id", std::string("3"));
  all.emplace_back("no-label", unlabelled);
  all.emplace_back("attribute", coloured);
  all.emplace_back("group", grouped);
  return all;
}

Project projectOf(const Region& region) {
  Project project;
  project.name = "matrix";
  Picture picture;
  picture.filename = "a.png";
  picture.regions = {region};
  project.pictures = {picture};
  return project;
}

/// "polygon shape,attribute": what it came back as, and the kinds of loss that were told.
std::string cellOf(const Project& readBack, const std::vector<Loss>& losses) {
  static constexpr const char* kinds[] = {"shape", "attribute", "precision", "visibility", "group",
                                          "order", "outside",   "picture",   "structure"};
  std::set<std::string> shapes, told;
  for (const Picture& picture : readBack.pictures)
    for (const Region& region : picture.regions)
      shapes.insert(shapeNameOf(region));
  for (const Loss& loss : losses)
    told.insert(kinds[static_cast<int>(loss.kind)]);
  const auto joined = [](const std::set<std::string>& words) {
    std::string text;
    for (const std::string& word : words)
      text += (text.empty() ? "" : "+") + word;
    return text;
  };
  std::string shape = shapes.empty() ? "-" : joined(shapes);
  std::replace(shape.begin(), shape.end(), ' ', '-');
  return shape + (told.empty() ? "" : "!" + joined(told));
}

} // namespace

class TestFormatMatrix : public QObject {
  Q_OBJECT

  std::unique_ptr<QTemporaryDir> folder_;
  WriteOptions options_;
  ReadOptions reading_;

  fs::path at(const std::string& name) const { return fs::path(folder_->path().toStdString()) / name; }

  /// The project written and read; cell says what became of it, fault what should not be.
  Project through(const Project& project, AnnotationFormat format, std::string& cell, QString& fault) {
    const fs::path out = at("out");
    fs::remove_all(out);
    const auto written = writeAnnotations(project, format, out, options_);
    if (!written) { // a pose needs keypoints
      cell = "refused";
      if (format != AnnotationFormat::yoloPose) fault = QString::fromStdString(written.error().sentence());
      return {};
    }
    if (!written->differences.empty()) fault = QString::fromStdString(written->differences.front());
    const auto again = written->files.empty() ? Result<ImportedAnnotations>(ImportedAnnotations{})
                                              : readAnnotations(out, reading_);
    if (!again) {
      fault = QString::fromStdString(again.error().sentence());
      return {};
    }
    cell = cellOf(again->project, written->losses);
    return again->project;
  }

 private Q_SLOTS:
  void init() {
    folder_ = std::make_unique<QTemporaryDir>();
    fs::create_directories(at("images"));
    QVERIFY(saveImage(Image(width, height, 3), at("images/a.png")).ok());
    options_.images = reading_.images = at("images");
  }

  void everyRegionBecomesWhatTheTableSays() {
    QFile file(FILLSCOPE_SOURCE_DIR "/tests/core/formats/format_matrix.txt");
    QVERIFY(file.open(QIODevice::ReadOnly | QIODevice::Text));
    std::map<QString, QStringList> table;
    for (const QString& line : QString::fromUtf8(file.readAll()).split('\n', Qt::SkipEmptyParts))
      if (!line.startsWith('#')) {
        QStringList words = line.simplified().split(' ');
        const QString format = words.takeFirst();
        table[format] << words;
      }
    bool equal = true;
    for (const AnnotationFormat format : writableFormats()) {
      const QString name = QString::fromStdString(std::string(formatName(format)));
      QStringList changed;
      for (const auto& [feature, region] : features()) {
        std::string cell = "failed";
        QString fault;
        through(projectOf(region), format, cell, fault);
        QVERIFY2(fault.isEmpty(), qPrintable(name + ", " + QString::fromStdString(feature) + ": " + fault));
        if (const Project same = projectOf(region); cell != cellOf(same, {}))
          changed << QString::fromStdString(feature) + "=" + QString::fromStdString(cell);
      }
      const auto row = table.find(name);
      QVERIFY2(row != table.end(), qPrintable("the table has no row for " + name + ": " + changed.join(' ')));
      equal &= changed == row->second;
      if (changed != row->second) qWarning().noquote() << "now" << name << changed.join(' ');
    }
    QVERIFY2(equal, "the table says otherwise");
  }

  // A pipe that nobody reads would hold the program for ever.
  void aDeviceIsNoPlaceToWriteTo() {
    Project project;
    Picture picture;
    picture.filename = "a.png";
    project.pictures.push_back(picture);
    const auto written = writeAnnotations(project, AnnotationFormat::via2, "/dev/null", {});
    QVERIFY(!written.ok());
    QVERIFY(written.error().sentence().find("/dev/null") != std::string::npos);
    QVERIFY(fs::is_character_file("/dev/null"));
  }

  void eachFormatIntoEachOther() {
    Project project;
    project.name = "matrix";
    project.pictures.resize(1);
    project.pictures[0].filename = "a.png";
    for (const auto& [feature, region] : features())
      if (feature != "unknown" && feature != "outside") project.pictures[0].regions.push_back(region);
    for (const AnnotationFormat first : writableFormats()) {
      std::string cell;
      QString fault;
      const Project between = through(project, first, cell, fault);
      QVERIFY2(fault.isEmpty(),
               qPrintable(QString::fromStdString(std::string(formatName(first))) + ": " + fault));
      for (const AnnotationFormat second : writableFormats()) {
        const Project last = through(between, second, cell, fault);
        const std::string names = std::string(formatName(first)) + " into " + std::string(formatName(second));
        QVERIFY2(fault.isEmpty(), qPrintable(QString::fromStdString(names) + ": " + fault));
        if (second == AnnotationFormat::via2 && !between.pictures.empty())
          QVERIFY2(last.pictures[0].regions == between.pictures[0].regions, names.c_str());
      }
    }
  }
};

QTEST_GUILESS_MAIN(TestFormatMatrix)
#include "test_format_matrix.moc"
