#include "core/annotation/region_geometry.h"
#include "core/annotation/rim.h"
#include "core/base/file_io.h"
#include "core/base/number_text.h"
#include "core/formats/annotation_format.h"
#include "core/formats/image_io.h"
#include "core/formats/via_project.h"
#include "tests/core/formats/random_project.h"
#include "tests/support/shared_data.h"
#include <QProcess>
#include <QScopeGuard>
#include <QTemporaryDir>
#include <QtTest>
#include <array>
#include <clocale>
#include <fstream>
#include <set>
#include <sstream>

using namespace fillscope;
namespace fs = std::filesystem;

namespace {

/// What Ultralytics' verify_image_label finds wrong with a label file; "" where it takes the picture.
std::string loaderComplaint(const std::string& text, std::size_t classes, std::size_t keypoints,
                            bool asSegments) {
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    std::istringstream words(line);
    std::vector<double> row;
    for (std::string word; words >> word;) {
      const auto number = parseNumber(word);
      if (!number) return "no number: " + word;
      row.push_back(*number);
    }
    if (keypoints > 0) {
      if (row.size() != 5 + keypoints * 3)
        return "labels require " + std::to_string(5 + keypoints * 3) + " columns";
      for (std::size_t i = 7; i < row.size(); i += 3)
        if (row[i] != 0 && row[i] != 1 && row[i] != 2) return "visibility";
    } else if (asSegments ? row.size() <= 6 || row.size() % 2 == 0 : row.size() != 5) {
      return "columns";
    }
    for (std::size_t i = 1; i < row.size(); ++i) {
      const bool isVisibility = keypoints > 0 && i > 4 && (i - 5) % 3 == 2;
      if (row[i] < 0 || (!isVisibility && row[i] > 1)) return "non-normalized or out of bounds coordinates";
    }
    if (row[0] < 0 || row[0] >= static_cast<double>(classes)) return "class beyond the names";
  }
  return {};
}

const std::pair<const char*, AnnotationFormat> tasks[] = {{"detect", AnnotationFormat::yoloDetect},
                                                          {"obb", AnnotationFormat::yoloObb},
                                                          {"segment", AnnotationFormat::yoloSegment},
                                                          {"pose", AnnotationFormat::yoloPose}};

} // namespace

class TestYolo : public QObject {
  Q_OBJECT
  QTemporaryDir folder_;
  int count_ = 0;
  fs::path fresh() { return folder_.filePath(QString::number(++count_)).toStdString(); }
  static std::string textOf(const fs::path& file) {
    const auto text = readFile(file);
    return text ? *text : std::string("missing");
  }

 private Q_SLOTS:
  void realDarknetFolder() {
    FILLSCOPE_NEEDS_SHARED_DATA(folder, "annotations/other-formats/tests/assets/yolo_dataset/strict");
    const auto read = readAnnotations(folder.toStdString());
    QVERIFY2(read.ok(), read.ok() ? "" : read.error().sentence().c_str());
    QCOMPARE(read->report.format, AnnotationFormat::yoloDetect);
    QCOMPARE(read->project.pictures.size(), std::size_t(1));
    const Picture& picture = read->project.pictures[0];
    QCOMPARE(picture.regions.size(), std::size_t(2));
    QCOMPARE(labelOf(picture.regions[0]), std::string("label_2"));
    QCOMPARE(labelOf(picture.regions[1]), std::string("label_4"));
    const PictureSize size = pictureSizeOf(picture);
    QCOMPARE(size, (PictureSize{15, 10}));
    const auto rect = std::get<RectShape>(picture.regions[0].shape);
    QVERIFY(std::abs(rect.x) < 1e-4 && std::abs(rect.y - 2) < 1e-4);
    QVERIFY(std::abs(rect.width - 4) < 1e-4 && std::abs(rect.height - 2) < 1e-4);
  }

  void picturesCalledLikeListsHaveLabels() {
    const fs::path out = fresh();
    Project project;
    for (const char* name : {"train.png", "classes.png", "labels.png", "readme.png", "box.png"}) {
      Picture picture;
      picture.id = picture.filename = name;
      setPictureSize(picture, {100, 80});
      Region region;
      region.shape = RectShape{10, 10, 30, 20};
      region.attributes.set("label", std::string("box"));
      picture.regions = {region};
      project.pictures.push_back(picture);
    }
    const auto written = writeAnnotations(project, AnnotationFormat::yoloDetect, out);
    QVERIFY(written.ok());
    QCOMPARE(written->differences, std::vector<std::string>());
    const auto read = readAnnotations(out);
    QVERIFY(read.ok());
    QCOMPARE(read->project.pictures.size(), project.pictures.size());
    for (const Picture& picture : read->project.pictures)
      QVERIFY2(picture.regions.size() == 1, picture.filename.c_str());
  }

  void aLocaleWithACommaChangesNoNumber() {
    QTemporaryDir locales;
    QProcess::execute("localedef", {"-i", "de_DE", "-f", "UTF-8", locales.filePath("de_DE.UTF-8")});
    qputenv("LOCPATH", locales.path().toUtf8());
    const auto back = qScopeGuard([] {
      qunsetenv("LOCPATH");
      std::setlocale(LC_NUMERIC, "C");
    });
    if (!std::setlocale(LC_NUMERIC, "de_DE.UTF-8"))
      QSKIP("the sources of locales (Debian: locales) are missing");
    QCOMPARE(QByteArray(std::localeconv()->decimal_point), QByteArray(","));
    const fs::path out = fresh();
    const Project project = tests::RandomProject(3, {}).make();
    QVERIFY(writeAnnotations(project, AnnotationFormat::yoloDetect, out).ok());
    for (const auto& file : fs::recursive_directory_iterator(out / "labels"))
      if (file.is_regular_file()) QVERIFY(textOf(file.path()).find(',') == std::string::npos);
  }

  void aSecondPictureOfOneNameIsTold() {
    const fs::path out = fresh();
    QVERIFY(fs::create_directories(out / "images") && fs::create_directories(out / "labels"));
    QVERIFY(saveImage(Image(40, 30, 3), out / "images" / "a.png").ok());
    QVERIFY(saveImage(Image(80, 60, 3), out / "images" / "a.jpg").ok());
    QVERIFY(writeFileAtomically(out / "labels" / "a.txt", "0 0.5 0.5 0.5 0.5\n"));
    const auto read = readAnnotations(out);
    QVERIFY(read.ok());
    QCOMPARE(read->project.pictures.size(), std::size_t(1));
    const auto isTold = [](const ImportNote& note) {
      return note.kind == ImportNote::Kind::dropped && note.text.find("same labels") != std::string::npos;
    };
    QVERIFY(std::any_of(read->report.notes.begin(), read->report.notes.end(), isTold));
  }

  void loaderTakesWhatIsWritten_data() {
    QTest::addColumn<int>("task");
    QTest::addColumn<bool>("outside");
    for (int task = 0; task < 4; ++task)
      for (const bool outside : {false, true})
        QTest::addRow("%s%s", tasks[task].first, outside ? ", shapes beyond the border" : "")
            << task << outside;
  }
  void loaderTakesWhatIsWritten() {
    QFETCH(int, task);
    QFETCH(bool, outside);
    tests::RandomShapes shapes;
    shapes.outside = outside;
    for (unsigned seed = 0; seed < 10; ++seed) {
      const Project project = tests::RandomProject(seed, shapes).make();
      const fs::path out = fresh();
      const auto written = writeAnnotations(project, tasks[task].second, out);
      QVERIFY2(written.ok(), written.ok() ? "" : written.error().sentence().c_str());
      QCOMPARE(written->differences, std::vector<std::string>());
      const auto read = readAnnotations(out);
      QVERIFY(read.ok());
      QCOMPARE(read->report.format, tasks[task].second);
      QCOMPARE(read->project.pictures.size(), project.pictures.size());
      QCOMPARE(read->project.pictures[2].filename, project.pictures[2].filename);
      bool any = false;
      for (const fs::path& file : written->files)
        if (file.extension() == ".txt") {
          const std::string text = textOf(file);
          any = any || !text.empty();
          QCOMPARE(loaderComplaint(text, 7, task == 3 ? 4 : 0, task == 1 || task == 2), std::string());
        }
      QVERIFY(any);
    }
  }

  void shapesComeBack_data() {
    QTest::addColumn<int>("task");
    for (int task = 0; task < 4; ++task)
      QTest::newRow(tasks[task].first) << task;
  }
  void shapesComeBack() {
    QFETCH(int, task);
    tests::RandomShapes shapes{
        task == 0 || task == 3, false, false, task == 2, false, false, task == 3, false};
    shapes.attributes = false;
    shapes.rects = task == 0 || task == 3;
    if (task == 1) shapes.rims = true;
    for (unsigned seed = 0; seed < 10; ++seed) {
      const Project project = tests::RandomProject(seed, shapes).make();
      const fs::path out = fresh();
      const auto written = writeAnnotations(project, tasks[task].second, out);
      if (!written && task == 3) continue; // no rim among them
      QVERIFY(written.ok());
      const auto read = readAnnotations(out);
      QVERIFY(read.ok());
      for (std::size_t p = 0; p < project.pictures.size(); ++p) {
        const auto &before = project.pictures[p].regions, &after = read->project.pictures[p].regions;
        QCOMPARE(after.size(), before.size());
        for (std::size_t i = 0; i < before.size(); ++i) {
          if (task != 1) QCOMPARE(after[i].shape.index(), before[i].shape.index());
          const auto* line = std::get_if<PolylineShape>(&before[i].shape);
          const auto a = line ? line->points : closedOutline(before[i].shape);
          const auto* lineAfter = std::get_if<PolylineShape>(&after[i].shape);
          const auto b = lineAfter ? lineAfter->points : closedOutline(after[i].shape);
          QCOMPARE(a.size(), b.size());
          for (std::size_t k = 0; k < a.size(); ++k)
            QVERIFY(norm(a[k] - b[k]) < 1e-6);
        }
      }
    }
  }

  void posesSayWhatAMirrorDoes() {
    Project project;
    Picture picture;
    picture.id = picture.filename = "a.png";
    setPictureSize(picture, {640, 480});
    picture.regions = {regionFromRim({{{0, 0}, {640, 0}, {640, 480}, {0, 480}}, {}, {}})};
    project.pictures = {picture};
    const fs::path out = fresh();
    QVERIFY(writeAnnotations(project, AnnotationFormat::yoloPose, out).ok());
    const std::string yaml = textOf(out / "data.yaml");
    QVERIFY(yaml.starts_with("train: images/train\nval: images/train\n")); // below the file's own folder
    QVERIFY(yaml.find("kpt_shape: [4, 3]\nflip_idx: [1, 0, 3, 2]\n") != std::string::npos);
    QVERIFY(yaml.find("names:\n  0: 'box'\n") != std::string::npos);
    // A place on the border is exactly 0 or 1.
    QCOMPARE(textOf(out / "labels/train/a.txt"), std::string("0 0.5 0.5 1 1 0 0 2 1 0 2 1 1 2 0 1 2\n"));
    const auto read = readAnnotations(out);
    QCOMPARE(rimOf(read->project.pictures[0])->corners, rimOf(picture)->corners);
  }

  void mixedKindsAreFilledUpAndTold() {
    Project project = tests::RandomProject(1).make(6, 20);
    const auto losses = lossesOf(project, AnnotationFormat::yoloPose);
    const auto told = [&](Loss::Kind kind, const std::string& what) {
      return std::any_of(losses.begin(), losses.end(),
                         [&](const Loss& loss) { return loss.kind == kind && loss.what == what; });
    };
    QVERIFY(told(Loss::Kind::structure, "several kinds of keypoints"));
    QVERIFY(told(Loss::Kind::attribute, "attribute colour"));
    QVERIFY(told(Loss::Kind::shape, "polyline"));
    QVERIFY(told(Loss::Kind::shape, "circle"));
  }

  void picturesLieBesideTheirLabels() {
    const fs::path images = fresh();
    fs::create_directories(images / "one");
    fs::create_directories(images / "two");
    Image image(30, 20, 3, 80);
    QVERIFY(saveImage(image, images / "one/a.png").ok() && saveImage(image, images / "two/a.png").ok());
    Project project;
    for (const char* name : {"one/a.png", "two/a.png"}) {
      Picture picture;
      picture.id = picture.filename = name;
      Region region;
      region.shape = RectShape{3, 2, 15, 10};
      region.attributes.set("label", std::string("x: 'y' # z"));
      picture.regions = {region};
      project.pictures.push_back(picture);
    }
    WriteOptions options;
    options.images = images;
    options.split = {0.5, 0.5};
    const fs::path out = fresh();
    QVERIFY(writeAnnotations(project, AnnotationFormat::yoloDetect, out, options).ok());
    for (const char* part : {"train", "val"}) // another export's picture makes way
      if (const fs::path file = out / "images" / part / "a.png"; fs::remove(file))
        QVERIFY(saveImage(Image(8, 8, 3), file).ok());
    const auto written = writeAnnotations(project, AnnotationFormat::yoloDetect, out, options);
    QVERIFY2(written.ok(), written.ok() ? "" : written.error().sentence().c_str());
    QCOMPARE(written->differences, std::vector<std::string>());
    fs::remove(out / "pictures.csv"); // as any other data set
    const auto read = readAnnotations(out);
    QVERIFY(read.ok());
    QCOMPARE(read->project.pictures.size(), std::size_t(2));
    QCOMPARE(labelOf(read->project.pictures[0].regions[0]), std::string("x: 'y' # z"));
    QVERIFY(read->project.pictures[0].attributes.text("subset") !=
            read->project.pictures[1].attributes.text("subset"));
    QCOMPARE(read->report.picturesFound, 2);
    for (const Picture& picture : read->project.pictures)
      QCOMPARE(pictureSizeOf(picture), (PictureSize{30, 20}));
  }

  void confidencesOfPosesAreNoVisibility() {
    const fs::path out = fresh();
    fs::create_directories(out / "images/train");
    fs::create_directories(out / "labels/train");
    QVERIFY(saveImage(Image(100, 100, 3), out / "images/train/a.png").ok());
    QVERIFY(
        writeFileAtomically(out / "data.yaml",
                            "train: images/train\nval: images/train\nkpt_shape: [4, 3]\nnames:\n  0: box\n")
            .ok());
    QVERIFY(writeFileAtomically(out / "labels/train/a.txt",
                                "0 0.5 0.5 0.8 0.8 0.1 0.1 0.98 0.9 0.1 0.97 0.9 0.9 "
                                "0.9 0.1 0.9 0.4\n")
                .ok());
    const auto read = readAnnotations(out);
    QVERIFY(read.ok());
    const auto set = keypointSetOf(read->project.pictures.at(0).regions.at(0));
    QVERIFY(set && set->points.size() == 4);
    for (const Keypoint& point : set->points)
      QCOMPARE(point.visibility, KeypointVisibility::visible);
    QVERIFY(norm(set->points[3].at - Vec2{10, 90}) < 1e-6);
  }

  void everySubsetIsNamed_data() {
    QTest::addColumn<QStringList>("subsets");
    QTest::addColumn<QByteArray>("yaml");
    QTest::addColumn<bool>("isTold");
    QTest::newRow("ours") << QStringList{"train", "val", "test"}
                          << QByteArray("train: images/train\nval: images/val\ntest: images/test\n") << false;
    QTest::newRow("CVAT's") << QStringList{"Train", "Validation", "Test"}
                            << QByteArray("train: images/Train\nval: images/Validation\ntest: images/Test\n")
                            << false;
    QTest::newRow("of their own")
        << QStringList{"tuesday", "monday", "VALID", "last: week"}
        << QByteArray(
               "train:\n  - 'images/last: week'\n  - images/monday\n  - images/tuesday\nval: images/VALID\n")
        << false;
    QTest::newRow("nothing to train on")
        << QStringList{"val", "test"} << QByteArray("train: images/val\nval: images/val\ntest: images/test\n")
        << true;
    QTest::newRow("one") << QStringList{"Test"}
                         << QByteArray("train: images/Test\nval: images/Test\ntest: images/Test\n") << true;
  }
  void everySubsetIsNamed() {
    QFETCH(QStringList, subsets);
    QFETCH(QByteArray, yaml);
    QFETCH(bool, isTold);
    Project project;
    for (const QString& subset : subsets) {
      Picture& picture = project.pictures.emplace_back();
      picture.id = picture.filename = subset.left(2).toStdString() + ".png";
      picture.attributes.set("subset", subset.toStdString());
      setPictureSize(picture, {30, 20});
      picture.regions.emplace_back().shape = RectShape{3, 2, 15, 10};
    }
    const fs::path out = fresh();
    const auto written = writeAnnotations(project, AnnotationFormat::yoloDetect, out);
    QVERIFY2(written.ok(), written.ok() ? "" : written.error().sentence().c_str());
    QCOMPARE(written->differences, std::vector<std::string>());
    QVERIFY2(textOf(out / "data.yaml").starts_with(yaml.toStdString() + "task"),
             textOf(out / "data.yaml").c_str());
    QCOMPARE(std::any_of(written->losses.begin(), written->losses.end(),
                         [](const Loss& loss) { return loss.what == "no pictures to train on"; }),
             isTold);
    const auto read = readAnnotations(out);
    QVERIFY(read.ok());
    QStringList found;
    for (const Picture& picture : read->project.pictures)
      found << QString::fromStdString(picture.attributes.text("subset"));
    found.sort();
    subsets.sort();
    QCOMPARE(found, subsets);
  }

  // Ultralytics writes JPEGs anew, in place, that do not end in FF D9.
  void picturesOfTheUserAreOutOfReach() {
    const fs::path images = fresh(), out = fresh();
    fs::create_directories(images);
    QVERIFY(saveImage(Image(30, 20, 3, 80), images / "a.png").ok());
    Project project;
    Picture picture;
    picture.id = picture.filename = "a.png";
    picture.regions.emplace_back().shape = RectShape{3, 2, 15, 10};
    project.pictures = {picture};
    WriteOptions options;
    options.images = images;
    const std::string original = textOf(images / "a.png");
    const fs::path beside = out / "images/train/a.png";
    const auto spoil = [&] { std::ofstream(beside, std::ios::binary | std::ios::trunc) << "spoilt"; };
    const auto write = [&] { return writeAnnotations(project, AnnotationFormat::yoloDetect, out, options); };

    QVERIFY(write().ok());
    QCOMPARE(textOf(beside), original);
    spoil();
    QCOMPARE(textOf(images / "a.png"), original);
    QVERIFY(write().ok()); // what was spoilt is made anew
    QCOMPARE(textOf(beside), original);
    const auto made = fs::last_write_time(out / "labels/train/a.txt");
    QVERIFY(made > fs::last_write_time(beside)); // as old as its original: it need not be copied again

    // A link that is there already, as others make them.
    for (const bool symbolic : {false, true}) {
      fs::remove(beside);
      if (symbolic)
        fs::create_symlink(fs::absolute(images / "a.png"), beside);
      else
        fs::create_hard_link(images / "a.png", beside);
      QVERIFY(write().ok());
      spoil();
      QCOMPARE(textOf(images / "a.png"), original);
    }

    // Pictures that no export put there are somebody's.
    fs::remove(out / "pictures.csv");
    const auto refused = write();
    QVERIFY(!refused.ok());
    QCOMPARE(refused.error().code, ErrorCode::badInput);
    QCOMPARE(textOf(beside), std::string("spoilt"));

    // A data set that is written over itself keeps its pictures.
    fs::remove(beside);
    QVERIFY(write().ok());
    const auto read = readAnnotations(out);
    QVERIFY(read.ok());
    options.images = out;
    QVERIFY(writeAnnotations(read->project, AnnotationFormat::yoloDetect, out, options).ok());
    QCOMPARE(textOf(beside), original);
  }

  void whatTheLoaderTakesOutIsNotWritten_data() {
    QTest::addColumn<int>("task");
    for (int task = 0; task < 4; ++task)
      QTest::newRow(tasks[task].first) << task;
  }
  void whatTheLoaderTakesOutIsNotWritten() {
    QFETCH(int, task);
    Project project;
    Picture picture;
    picture.id = picture.filename = "a.png";
    setPictureSize(picture, {64, 48});
    const auto add = [&](Shape shape) {
      Region region;
      region.shape = std::move(shape);
      region.attributes.set("label", std::string("x"));
      picture.regions.push_back(region);
    };
    for (int twice = 0; twice < 2; ++twice)
      add(RectShape{1, 2, 8, 9});
    add(RectShape{5, 5, 0, 4});
    add(RectShape{70, 5, 4, 4});
    picture.regions.push_back(regionFromRim({{{10, 10}, {30, 10}, {30, 30}, {10, 30}}, {}, {}}));
    project.pictures = {picture};
    const fs::path out = fresh();
    const auto written = writeAnnotations(project, tasks[task].second, out);
    QVERIFY2(written.ok(), written.ok() ? "" : written.error().sentence().c_str());
    QCOMPARE(written->differences, std::vector<std::string>());
    const std::string text = textOf(out / "labels/train/a.txt");
    QCOMPARE(std::count(text.begin(), text.end(), '\n'), 2);
    const auto told = [&](const char* what) {
      return std::any_of(written->losses.begin(), written->losses.end(),
                         [&](const Loss& loss) { return loss.what == what && loss.becomes.empty(); });
    };
    QVERIFY(told("shape that is there twice"));
    QVERIFY(told("shape without extent"));
    QVERIFY(told("shape outside the picture"));
  }

  // The loader knows outlines by class and enclosing box, as 32-bit numbers, and takes out all but one.
  void outlinesInOneBoxStayApart_data() {
    QTest::addColumn<int>("task");
    QTest::newRow("obb") << 1;
    QTest::newRow("segment") << 2;
  }
  void outlinesInOneBoxStayApart() {
    QFETCH(int, task);
    Project project;
    project.pictures.resize(1);
    Picture& picture = project.pictures[0];
    picture.id = picture.filename = "a.png";
    setPictureSize(picture, {4000, 3000});
    const auto add = [&](std::vector<Vec2> points, const char* label) {
      Region region;
      region.shape = PolygonShape{std::move(points)};
      region.attributes.set("label", std::string(label));
      picture.regions.push_back(region);
    };
    // Forty quadrilaterals between the same four sides, up to the picture's border, and one of another class.
    for (int i = 0; i < 40; ++i)
      add({{100.0 + i, 200}, {4000, 300.0 + i}, {3000.0 + i, 3000}, {100, 1000.0 + i}}, "x");
    add({{100, 200}, {4000, 300}, {3000, 3000}, {100, 1000}}, "y");
    const fs::path out = fresh();
    const auto written = writeAnnotations(project, tasks[task].second, out);
    QVERIFY(written.ok());
    QCOMPARE(written->differences, std::vector<std::string>());
    for (const Loss& loss : written->losses)
      QVERIFY2(!loss.becomes.empty(), loss.what.c_str());
    std::set<std::array<float, 5>> boxes;
    std::istringstream lines(textOf(out / "labels/train/a.txt"));
    std::size_t count = 0;
    for (std::string line; std::getline(lines, line); ++count) {
      std::istringstream words(line);
      float label = 0, left = 2, top = 2, right = -1, bottom = -1;
      words >> label;
      for (std::string x, y; words >> x >> y;) {
        const auto fx = static_cast<float>(*parseNumber(x)), fy = static_cast<float>(*parseNumber(y));
        QVERIFY(fx >= 0 && fy >= 0 && fx <= 1 && fy <= 1);
        left = std::min(left, fx), right = std::max(right, fx);
        top = std::min(top, fy), bottom = std::max(bottom, fy);
      }
      boxes.insert({label, (left + right) / 2, (top + bottom) / 2, right - left, bottom - top});
    }
    QCOMPARE(count, std::size_t(41));
    QCOMPARE(boxes.size(), count);
    const auto read = readAnnotations(out);
    QVERIFY(read.ok());
    for (std::size_t i = 0; i < count; ++i) {
      const auto before = closedOutline(picture.regions[i].shape),
                 after = closedOutline(read->project.pictures[0].regions[i].shape);
      for (std::size_t k = 0; k < 4; ++k)
        QVERIFY(norm(before[k] - after[k]) < 4000e-6);
    }
  }

  void moreOutlinesInOneBoxThanCanBeKeptApartAreTold() {
    Project project;
    project.pictures.resize(1);
    Picture& picture = project.pictures[0];
    picture.id = picture.filename = "a.png";
    setPictureSize(picture, {400, 300});
    for (int i = 0; i < 300; ++i)
      picture.regions.emplace_back().shape = PolygonShape{{{10.0 + i, 20}, {390, 30}, {10, 290}}};
    const fs::path out = fresh();
    const auto written = writeAnnotations(project, AnnotationFormat::yoloSegment, out);
    QVERIFY(written.ok());
    QCOMPARE(written->differences, std::vector<std::string>());
    const std::string text = textOf(out / "labels/train/a.txt");
    const auto rows = std::count(text.begin(), text.end(), '\n');
    int left = 0;
    for (const Loss& loss : written->losses)
      if (loss.what == "shape in the box of another one of its class") left += loss.count;
    QVERIFY(rows >= 200 && left > 0);
    QCOMPARE(rows + left, 300);
  }

  void whatIsSeenAtTheBorderIsWritten_data() {
    QTest::addColumn<int>("task");
    QTest::addColumn<QString>("points");
    for (const int task : {1, 2}) {
      QTest::addRow("%s, thin across a corner", tasks[task].first) << task << "70 0 99 -8 -8 64";
      QTest::addRow("%s, bow tie over the border", tasks[task].first) << task << "-5 10 5 10 -5 30 5 30";
      QTest::addRow("%s, turned over the border", tasks[task].first) << task << "-10 30 20 10 30 25 0 45";
      QTest::addRow("%s, inside, its rectangle is not", tasks[task].first)
          << task << "0 20 10 5 14 20 9 36 3 30";
    }
  }
  void whatIsSeenAtTheBorderIsWritten() {
    QFETCH(int, task);
    QFETCH(QString, points);
    std::vector<Vec2> outline;
    const QStringList words = points.split(' ');
    for (int i = 0; i + 1 < words.size(); i += 2)
      outline.push_back({words[i].toDouble(), words[i + 1].toDouble()});
    Project project;
    project.pictures.resize(1);
    Picture& picture = project.pictures[0];
    picture.id = picture.filename = "a.png";
    setPictureSize(picture, {64, 64});
    picture.regions.emplace_back().shape = PolygonShape{outline};
    const fs::path out = fresh();
    const auto written = writeAnnotations(project, tasks[task].second, out);
    QVERIFY(written.ok());
    QCOMPARE(written->differences, std::vector<std::string>());
    const auto read = readAnnotations(out);
    QVERIFY(read.ok());
    QCOMPARE(read->project.pictures[0].regions.size(), std::size_t(1));
    const auto found = closedOutline(read->project.pictures[0].regions[0].shape);
    QVERIFY(isInside(found, {64, 64}));
    if (task != 1) return;
    QCOMPARE(found.size(), std::size_t(4)); // a rectangle, not corners that were moved one by one
    QVERIFY(std::abs(dot(found[1] - found[0], found[3] - found[0])) < 1e-5);
    QVERIFY(norm(found[0] + found[2] - found[1] - found[3]) < 1e-6);
  }

  void projectsWithoutRegionsLoad() {
    Project project;
    project.pictures.resize(1);
    project.pictures[0].id = project.pictures[0].filename = "a.png";
    setPictureSize(project.pictures[0], {64, 48});
    for (const int task : {0, 1, 2}) {
      const fs::path out = fresh();
      QVERIFY(writeAnnotations(project, tasks[task].second, out).ok());
      QVERIFY(textOf(out / "data.yaml").ends_with("\nnames: {}\n"));
      const auto read = readAnnotations(out);
      QVERIFY(read.ok());
      QCOMPARE(read->report.format, tasks[task].second);
      QCOMPARE(read->project.pictures.size(), std::size_t(1));
      QVERIFY(read->report.notes.empty() || read->report.notes[0].kind == ImportNote::Kind::missing);
    }
  }

  void whatHasNoExtentInItsDigitsIsTold() {
    for (const int task : {0, 1, 2}) {
      Project project;
      project.pictures.resize(1);
      project.pictures[0].id = project.pictures[0].filename = "a.png";
      setPictureSize(project.pictures[0], {64, 48});
      project.pictures[0].regions.emplace_back().shape = RectShape{10, 10, 1e-10, 5};
      const fs::path out = fresh();
      const auto written = writeAnnotations(project, tasks[task].second, out);
      QVERIFY(written.ok());
      QCOMPARE(written->differences, std::vector<std::string>());
      QCOMPARE(textOf(out / "labels/train/a.txt"), std::string());
      QVERIFY(std::any_of(written->losses.begin(), written->losses.end(),
                          [](const Loss& loss) { return loss.what == "shape without extent"; }));
    }
  }

  void keypointsOnALineHaveABox() {
    Project project;
    Picture picture;
    picture.id = picture.filename = "a.png";
    setPictureSize(picture, {64, 48});
    KeypointSet set{{"face", {"a", "b", "c"}, {}, {}}, {}};
    for (const double x : {4.0, 20.0, 64.0})
      set.points.push_back({{x, 48}});
    KeypointSet none = set;
    for (Keypoint& point : none.points)
      point = {{}, KeypointVisibility::outside};
    KeypointSet one = none;
    one.points[1] = {{64, 0}};
    for (const KeypointSet& each : {set, none, one})
      picture.regions.push_back(regionFromKeypointSet(each));
    project.pictures = {picture};
    const fs::path out = fresh();
    const auto written = writeAnnotations(project, AnnotationFormat::yoloPose, out);
    QVERIFY(written.ok());
    QCOMPARE(written->differences, std::vector<std::string>());
    std::istringstream rows(textOf(out / "labels/train/a.txt"));
    int count = 0;
    for (double label, x, y, w, h; rows >> label >> x >> y >> w >> h; ++count) {
      QVERIFY(w > 0 && h > 0 && x - w / 2 >= -1e-9 && x + w / 2 <= 1 + 1e-9 && y + h / 2 <= 1 + 1e-9);
      rows.ignore(1000, '\n');
    }
    QCOMPARE(count, 2); // one of which nothing is labelled is lost, and told
    const auto read = readAnnotations(out);
    QCOMPARE(read->project.pictures[0].regions.size(), std::size_t(2));
    QVERIFY(keypointSetOf(read->project.pictures[0].regions[0])->points == set.points);
  }

  void nothingIsLeftOfWhatFails() {
    const fs::path images = fresh();
    fs::create_directories(images);
    QVERIFY(saveImage(Image(30, 20, 3, 80), images / "a.png").ok());
    Project project;
    for (const char* name : {"a.png", "b.png"}) {
      Picture picture;
      picture.id = picture.filename = name;
      picture.regions.emplace_back().shape = RectShape{3, 2, 15, 10};
      project.pictures.push_back(picture);
    }
    WriteOptions options;
    options.images = images;
    Progress stop;
    int asked = 0;
    stop.isCancelled = [&] { return ++asked > 1; };
    for (const AnnotationFormat format : {AnnotationFormat::yoloDetect, AnnotationFormat::voc,
                                          AnnotationFormat::masks, AnnotationFormat::labelme}) {
      asked = 0;
      const fs::path out = fresh();
      const auto written = writeAnnotations(project, format, out / "deeper", options, stop);
      QVERIFY(!written.ok());
      QCOMPARE(written.error().code, ErrorCode::cancelled);
      QVERIFY2(!fs::exists(out), formatName(format).data());
    }
  }

  void namesAreReadAsYamlWritesThem_data() {
    QTest::addColumn<QByteArray>("names");
    QTest::addColumn<QStringList>("expected");
    const auto row = [](const char* title, const char* names, const QStringList& expected) {
      QTest::newRow(title) << QByteArray(names) << expected;
    };
    row("list of several lines", "names: ['person', 'bicycle',\n  'car']\n", {"person", "bicycle", "car"});
    row("a line each", "names: [ # all\n  a, # first\n  'b, ]', # second\n\n  \"c # d\",\n]\n",
        {"a", "b, ]", "c # d"});
    row("not indented", "names: [\n'a',\n'b'\n]\n", {"a", "b"});
    row("Windows' lines", "names: ['a',\r\n  'b']\r\n", {"a", "b"});
    row("below its name", "names:\n  ['a',\n   'b']\n", {"a", "b"});
    row("numbered, several lines", "names: {0: 'a # b', 1: c,\n  2: \"d, e\"}\n", {"a # b", "c", "d, e"});
    row("as JSON", "names: {\"0\":\"a\",\"1\":\"b: c\"}", {"a", "b: c"});
    row("letters of quotes", "names: [don't, it''s, 'it''s', \"a\\\"]\"]\n",
        {"don't", "it''s", "it's", "a\"]"});
    row("escapes",
        "names: [\"caf\\u00e9\", \"\\xE9\", \"\\U0001F600\", \"\\ud83d\\ude00\", \"a\\tb\\\\n\", \"\\\"\\/\\ "
        "x\"]",
        {QString::fromUtf8("caf\u00e9"), QString::fromUtf8("\u00e9"), QString::fromUtf8("\U0001F600"),
         QString::fromUtf8("\U0001F600"), "a\tb\\n", "\"/ x"});
    row("escapes of a map", "names:\n  0: \"caf\\u00e9\"", {QString::fromUtf8("caf\u00e9")});
    row("what is no escape", "names: [\"\\ud83d\", \"\\uzzzz\", \"\\x4\", \"\\U11111111\"]",
        {QString(QChar(0xFFFD)), "uzzzz", "x4", QString(QChar(0xFFFD))});
    row("never closed", "names: [a, b\n", {"a", "b"});
  }
  void namesAreReadAsYamlWritesThem() {
    QFETCH(QByteArray, names);
    QFETCH(QStringList, expected);
    const fs::path folder = fresh();
    fs::create_directories(folder / "labels/train");
    fs::create_directories(folder / "images/train");
    QVERIFY(saveImage(Image(30, 20, 3), folder / "images/train/a.png").ok());
    std::string rows;
    for (qsizetype i = 0; i < expected.size(); ++i)
      rows += std::to_string(i) + " 0.5 0.5 0.5 0.5\n";
    QVERIFY(writeFileAtomically(folder / "labels/train/a.txt", rows).ok());
    QVERIFY(writeFileAtomically(folder / "data.yaml", names.toStdString() + "\ntrain: images/train\nnc: 1\n")
                .ok());
    const auto read = readAnnotations(folder / "data.yaml");
    QVERIFY(read.ok());
    QStringList found;
    for (const Region& region : read->project.pictures.at(0).regions)
      found << QString::fromStdString(labelOf(region));
    QCOMPARE(found, expected);
    QVERIFY(read->report.notes.empty());
  }

  void textsAreDecoded() {
    const fs::path folder = fresh();
    fs::create_directories(folder / "labels/train");
    fs::create_directories(folder / "images/train");
    QVERIFY(saveImage(Image(30, 20, 3), folder / "images/train/a.png").ok());
    QVERIFY(
        writeFileAtomically(folder / "data.yaml", "\xEF\xBB\xBFtrain: images/train\nnames: [K\xE4stchen]\n")
            .ok());
    QVERIFY(writeFileAtomically(folder / "labels/train/a.txt", "\xEF\xBB\xBF"
                                                               "0 .5 .5 .5 .5\n0 .5 .5 .2 .2\n")
                .ok());
    const auto read = readAnnotations(folder);
    QVERIFY(read.ok());
    QCOMPARE(read->project.pictures[0].regions.size(), std::size_t(2));
    QCOMPARE(QString::fromStdString(labelOf(read->project.pictures[0].regions[0])),
             QString::fromUtf8("K\u00e4stchen"));
    QCOMPARE(read->report.notes.size(), std::size_t(1));
    QVERIFY(read->report.notes[0].text.find("Windows-1252") != std::string::npos);
    std::string wide("\xFF\xFE");
    for (const char c : std::string("0 .5 .5 .5 .5\n"))
      (wide += c) += '\0';
    QVERIFY(writeFileAtomically(folder / "labels/train/a.txt", wide).ok());
    const auto again = readAnnotations(folder);
    QVERIFY(again.ok());
    QCOMPARE(again->project.pictures[0].regions.size(), std::size_t(1));
    QCOMPARE(again->report.notes.size(), std::size_t(2));
  }

  void picturesLieWhereTheYamlSays_data() {
    QTest::addColumn<QByteArray>("yaml");
    QTest::addColumn<QStringList>("pictures"); // with subset and regions
    const QStringList both{"../set/images/train/a.png train 1", "../set/images/val/b.png val 0"};
    QTest::newRow("relative") << QByteArray("train: ../set/images/train\nval: ../set/images/val\n") << both;
    QTest::newRow("absolute") << QByteArray("train: %1/set/images/train\nval: %1/set/images/val\n") << both;
    QTest::newRow("path") << QByteArray("path: ../set\ntrain: images/train\nval: images/val\n") << both;
    QTest::newRow("path that is not there")
        << QByteArray("path: /nonexistent\ntrain: ../set/images/train\nval: ../set/images/val\n") << both;
    QTest::newRow("a list") << QByteArray(
                                   "train:\n  - ../set/images/train\n  - ../flat\nval: ../set/images/val\n")
                            << both + QStringList{"../flat/c.png train 1"};
    QTest::newRow("Roboflow's") << QByteArray("train: ../train/images\n")
                                << QStringList{"train/images/d.png train 0"};
    QTest::newRow("here and there") << QByteArray("train: train/images\nval: ../flat\n")
                                    << QStringList{"train/images/d.png train 0", "../flat/c.png val 1"};
  }
  void picturesLieWhereTheYamlSays() {
    QFETCH(QByteArray, yaml);
    QFETCH(QStringList, pictures);
    const fs::path folder = fresh(), conf = folder / "conf";
    for (const char* picture :
         {"set/images/train/a.png", "set/images/val/b.png", "flat/c.png", "conf/train/images/d.png"}) {
      fs::create_directories((folder / picture).parent_path());
      QVERIFY(saveImage(Image(30, 20, 3), folder / picture).ok());
    }
    fs::create_directories(folder / "set/labels/train");
    for (const char* labels : {"set/labels/train/a.txt", "flat/c.txt"})
      QVERIFY(writeFileAtomically(folder / labels, "0 .5 .5 .5 .5\n").ok());
    const std::string text =
        QString(yaml).replace("%1", QString::fromStdString(folder.string())).toStdString();
    QVERIFY(writeFileAtomically(conf / "data.yaml", text + "names: [box]\n").ok());
    for (const fs::path& given : {conf / "data.yaml", conf}) {
      const auto read = readAnnotations(given);
      QVERIFY2(read.ok(), read.ok() ? "" : read.error().sentence().c_str());
      QStringList found;
      for (const Picture& picture : read->project.pictures)
        found << QString("%1 %2 %3")
                     .arg(QString::fromStdString(picture.filename),
                          QString::fromStdString(picture.attributes.text("subset")))
                     .arg(picture.regions.size());
      QCOMPARE(found, pictures);
      QCOMPARE(read->report.picturesFound, int(pictures.size()));
    }
  }

  void aYamlOfMissingPicturesIsAnError_data() {
    QTest::addColumn<QByteArray>("yaml");
    QTest::addColumn<QByteArray>("named");
    QTest::newRow("train") << QByteArray("train: ../gone/images\n") << QByteArray("gone/images");
    QTest::newRow("path") << QByteArray("path: /nonexistent\ntrain: images/train\n")
                          << QByteArray("/nonexistent/images/train");
    QTest::newRow("empty") << QByteArray("train: empty\n") << QByteArray("empty");
  }
  void aYamlOfMissingPicturesIsAnError() {
    QFETCH(QByteArray, yaml);
    QFETCH(QByteArray, named);
    const fs::path folder = fresh();
    fs::create_directories(folder / "empty");
    QVERIFY(writeFileAtomically(folder / "data.yaml", yaml.toStdString() + "names: [box]\n").ok());
    const auto read = readAnnotations(folder / "data.yaml");
    QVERIFY(!read.ok());
    QCOMPARE(read.error().code, ErrorCode::notFound);
    QVERIFY2(read.error().where.ends_with(named.toStdString()), read.error().sentence().c_str());
  }

  void brokenLinesAreTold_data() {
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<int>("regions");
    QTest::newRow("words") << QByteArray("dog 0.5 0.5 1 1") << 0;
    QTest::newRow("too few") << QByteArray("0 0.5 0.5") << 0;
    QTest::newRow("class below 0") << QByteArray("-1 0.5 0.5 1 1") << 0;
    QTest::newRow("class without a name") << QByteArray("7 0.5 0.5 1 1") << 1;
    QTest::newRow("huge") << QByteArray("0 1e300 0.5 1 1") << 0;
    QTest::newRow("not a number") << QByteArray("0 nan 0.5 1 1") << 0;
    QTest::newRow("prediction") << QByteArray("0 0.5 0.5 1 1 0.87") << 1;
    QTest::newRow("two points") << QByteArray("0 .1 .1 .2 .2 .3 .3 .4") << 1;
  }
  void brokenLinesAreTold() {
    QFETCH(QByteArray, line);
    QFETCH(int, regions);
    const fs::path folder = fresh();
    fs::create_directories(folder / "labels/train");
    fs::create_directories(folder / "images/train");
    QVERIFY(saveImage(Image(30, 20, 3), folder / "images/train/a.png").ok());
    QVERIFY(
        writeFileAtomically(folder / "data.yaml", "train: images/train\nval: images/train\nnames: [x, 'y']\n")
            .ok());
    QVERIFY(writeFileAtomically(folder / "labels/train/a.txt", line.toStdString()).ok());
    const auto read = readAnnotations(folder / "data.yaml");
    QVERIFY(read.ok());
    QCOMPARE(read->project.pictures[0].regions.size(), std::size_t(regions));
    QVERIFY(regions == 1 || !read->report.notes.empty());
    if (line.endsWith("0.87"))
      QCOMPARE(read->project.pictures[0].regions[0].attributes.text("confidence"), std::string("0.87"));
  }

  void sizesAreNeeded() {
    Project project;
    project.pictures.resize(1);
    project.pictures[0].filename = "nowhere.png";
    const fs::path out = fresh();
    const auto written = writeAnnotations(project, AnnotationFormat::yoloDetect, out);
    QCOMPARE(written.error().code, ErrorCode::notFound);
    QVERIFY(!fs::exists(out));
  }
};

QTEST_GUILESS_MAIN(TestYolo)
#include "test_yolo.moc"
