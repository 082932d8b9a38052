// Pascal VOC, Datumaro and masks: what is written comes back, what is lost is told, broken files do no harm.
#include "core/annotation/region_geometry.h"
#include "core/annotation/rim.h"
#include "core/base/file_io.h"
#include "core/base/json.h"
#include "core/formats/annotation_compare.h"
#include "core/formats/annotation_format.h"
#include "core/formats/indexed_png.h"
#include "core/formats/rle.h"
#include "core/formats/unique_names.h"
#include "core/formats/via_project.h"
#include "tests/core/formats/random_project.h"
#include <QTemporaryDir>
#include <QtTest>
#include <algorithm>
#include <set>
#include <zlib.h>

using namespace fillscope;
namespace fs = std::filesystem;

namespace {

Project oneShape(Shape shape, PictureSize size = {100, 80}) {
  Project project;
  Picture picture;
  picture.id = picture.filename = "a.png";
  setPictureSize(picture, size);
  Region region;
  region.shape = std::move(shape);
  region.attributes.set("label", std::string("tin"));
  picture.regions = {region};
  project.pictures = {picture};
  return project;
}

bool told(const std::vector<Loss>& losses, Loss::Kind kind, const std::string& what) {
  return std::any_of(losses.begin(), losses.end(),
                     [&](const Loss& loss) { return loss.kind == kind && loss.what == what; });
}

} // namespace

class TestDatasetFiles : public QObject {
  Q_OBJECT
  QTemporaryDir folder_;
  int count_ = 0;
  fs::path fresh() { return folder_.filePath(QString::number(++count_)).toStdString(); }

 private Q_SLOTS:
  // Tried from 2 on for each of them, this does not end before the test is stopped.
  void manyPicturesOfOneName() {
    UniqueNames names;
    QCOMPARE(names.take("rgb-3"), std::string("rgb-3"));
    QCOMPARE(names.take("rgb"), std::string("rgb"));
    QCOMPARE(names.take("rgb"), std::string("rgb-2"));
    QCOMPARE(names.take("rgb"), std::string("rgb-4"));
    constexpr int count = 500'000;
    std::string last;
    for (int i = 0; i < count; ++i)
      last = names.take("rgb");
    QCOMPARE(last, "rgb-" + std::to_string(count + 4));
    QCOMPARE(names.take("a.jpg", ".json"), std::string("a.jpg.json"));
    QCOMPARE(names.take("a.jpg", ".json"), std::string("a.jpg-2.json"));

    Project project;
    for (int i = 0; i < 3; ++i) {
      project.pictures.push_back(oneShape(RectShape{1, 1, 8, 8}).pictures.front());
      project.pictures.back().filename = "s" + std::to_string(i) + "/rgb.png";
    }
    for (const auto& [format, file] : {std::pair(AnnotationFormat::voc, "Annotations/rgb-3.xml"),
                                       std::pair(AnnotationFormat::masks, "masks/rgb-3.png")}) {
      const fs::path out = fresh();
      QVERIFY(writeAnnotations(project, format, out).ok());
      QVERIFY(fs::exists(out / file));
    }
  }

  void wholePictureInVoc_data() {
    QTest::addColumn<bool>("fromOne");
    QTest::addColumn<QByteArray>("numbers");
    QTest::newRow("devkit") << true << QByteArray("1 1 100 80");
    QTest::newRow("as most tools") << false << QByteArray("0 0 100 80");
  }
  void wholePictureInVoc() {
    QFETCH(bool, fromOne);
    QFETCH(QByteArray, numbers);
    const Project project = oneShape(RectShape{0, 0, 100, 80});
    WriteOptions options;
    options.conventions.vocCountsFromOne = fromOne;
    const fs::path out = fresh();
    const auto written = writeAnnotations(project, AnnotationFormat::voc, out, options);
    QVERIFY2(written.ok(), written.ok() ? "" : written.error().sentence().c_str());
    QCOMPARE(written->differences, std::vector<std::string>());
    QVERIFY(written->losses.empty());
    const auto text = readFile(out / "Annotations/a.xml");
    QVERIFY(text.ok());
    QByteArray found;
    for (const char* name : {"xmin", "ymin", "xmax", "ymax"}) {
      const auto at = text->find(std::string("<") + name + ">") + std::string_view(name).size() + 2;
      found += (found.isEmpty() ? "" : " ") +
               QByteArray::fromStdString(text->substr(at, text->find('<', at) - at));
    }
    QCOMPARE(found, numbers);
    ReadOptions reading;
    reading.conventions = options.conventions;
    const auto read = readAnnotations(out, reading);
    QVERIFY(read.ok());
    QCOMPARE(read->report.format, AnnotationFormat::voc);
    QVERIFY(read->project.pictures[0].regions[0].shape == project.pictures[0].regions[0].shape);
  }

  void vocKeepsWhatItKnows() {
    const fs::path file = fresh().string() + ".xml";
    QVERIFY(
        writeFileAtomically(file, R"(<annotation><folder>VOC2007</folder><filename>a.jpg</filename><source>
      <database>The VOC2007 Database</database></source><size><width>60</width><height>40</height><depth>3</depth></size>
      <object><name>person</name><pose>Left</pose><truncated>1</truncated><difficult>0</difficult><note>x</note>
      <bndbox><xmin>11</xmin><ymin>5</ymin><xmax>20</xmax><ymax>9</ymax></bndbox>
      <part><name>head</name><bndbox><xmin>12</xmin><ymin>6</ymin><xmax>13</xmax><ymax>7</ymax></bndbox></part></object>
      <object><name>tin</name><bndbox><xmin>x</xmin></bndbox></object></annotation>)")
            .ok());
    const auto read = readAnnotations(file);
    QVERIFY(read.ok());
    const auto& regions = read->project.pictures[0].regions;
    QCOMPARE(regions.size(), std::size_t(2));
    QCOMPARE(regions[0].shape, Shape(RectShape{10, 4, 10, 5}));
    QCOMPARE(regions[0].attributes.text("pose"), std::string("Left"));
    QCOMPARE(labelOf(regions[1]), std::string("head"));
    QCOMPARE(read->report.notes[0].kind, ImportNote::Kind::dropped);
    const fs::path out = fresh();
    QVERIFY(writeAnnotations(read->project, AnnotationFormat::voc, out).ok());
    const std::string again = *readFile(out / "Annotations/a.xml");
    for (const char* piece : {"<pose>Left</pose>", "<truncated>1</truncated>", "<note>x</note>",
                              "The VOC2007 Database", "<xmin>11</xmin>", "<xmax>20</xmax>"})
      QVERIFY2(again.find(piece) != std::string::npos, piece);
  }

  void aDamagedFileOfAFolderIsNamed_data() {
    QTest::addColumn<int>("format");
    QTest::addColumn<QByteArray>("suffix");
    QTest::newRow("Pascal VOC") << int(AnnotationFormat::voc) << QByteArray(".xml");
    QTest::newRow("Datumaro") << int(AnnotationFormat::datumaro) << QByteArray(".json");
  }
  void aDamagedFileOfAFolderIsNamed() {
    QFETCH(int, format);
    QFETCH(QByteArray, suffix);
    const auto as = static_cast<AnnotationFormat>(format);
    const fs::path out = fresh(), folder = as == AnnotationFormat::voc ? "Annotations" : "annotations";
    fs::create_directories(out);
    QVERIFY(writeAnnotations(oneShape(RectShape{1, 1, 8, 8}), as, out / "given").ok());
    fs::path good;
    for (const auto& entry : fs::recursive_directory_iterator(out))
      if (entry.is_regular_file() && (good.empty() || entry.path().extension() == suffix.toStdString()))
        good = entry.path();
    if (good.empty()) good = out / "given"; // a single file
    fs::create_directories(out / "set" / folder);
    const auto at = [&](const char* name) { return out / "set" / folder / (name + suffix.toStdString()); };
    fs::copy_file(good, at("b"));
    QVERIFY(readAnnotations(out / "set").ok());
    for (const char* name : {"a", "c"}) {
      QVERIFY(writeFileAtomically(at(name), suffix == ".xml" ? "<anno" : "{\"items\":[").ok());
      const auto read = readAnnotations(out / "set");
      QVERIFY(!read.ok());
      QVERIFY2(read.error().sentence().find(at(name).filename().string()) != std::string::npos,
               read.error().sentence().c_str());
      fs::remove(at(name));
    }
  }

  void textsOfAFolderAreDecoded() {
    for (const auto& [name, text] :
         {std::pair("coco", "{\"images\":[{\"id\":1,\"width\":9,\"height\":9,\"file_name\":\"\xFC.png\"}],"
                            "\"categories\":[],\"annotations\":[]}"),
          std::pair("datumaro", "{\"categories\":{},\"items\":[{\"id\":\"\xFC\",\"annotations\":[],"
                                "\"image\":{\"path\":\"\xFC.png\",\"size\":[9,9]}}]}")}) {
      const fs::path out = fresh();
      fs::create_directories(out / "annotations");
      QVERIFY(writeFileAtomically(out / "annotations/a.json", text).ok());
      const auto read = readAnnotations(out);
      QVERIFY2(read.ok(), name);
      QCOMPARE(QString::fromStdString(read->project.pictures[0].filename), QString::fromUtf8("\u00fc.png"));
      QCOMPARE(
          std::count_if(read->report.notes.begin(), read->report.notes.end(),
                        [](const ImportNote& note) { return note.text.find("1252") != std::string::npos; }),
          1);
    }
  }

  void subsetsOfAnyNameComeBack() {
    Project project;
    for (const char* subset : {"monday", "train", "Validation"}) {
      project.pictures.push_back(oneShape(RectShape{1, 1, 8, 8}).pictures.front());
      project.pictures.back().filename = std::string(subset) + ".png";
      project.pictures.back().attributes.set("subset", std::string(subset));
    }
    for (const auto& [format, lists] :
         {std::pair(AnnotationFormat::voc, "Main"), std::pair(AnnotationFormat::masks, "Segmentation")}) {
      const fs::path out = fresh();
      QVERIFY(writeAnnotations(project, format, out).ok());
      // As the devkit has them: several subsets together, and one class with what each picture holds of it.
      const auto list = [&](const char* name, const char* text) {
        QVERIFY(writeFileAtomically(out / "ImageSets" / lists / name, text).ok());
      };
      list("all.txt", "monday\ntrain\nValidation\n");
      fs::remove(out / "ImageSets" / lists / "monday.txt");
      list("box_train.txt", "monday -1\ntrain  1\n");
      const auto read = readAnnotations(out);
      QVERIFY(read.ok());
      QStringList found;
      for (const Picture& picture : read->project.pictures)
        found << QString::fromStdString(picture.filename + " " + picture.attributes.text("subset"));
      found.sort();
      QCOMPARE(found, (QStringList{"Validation.png Validation", "monday.png all", "train.png train"}));
    }
  }

  void listsOfAnEarlierExportAreNotMixedIn() {
    for (const auto& [format, lists] :
         {std::pair(AnnotationFormat::voc, "Main"), std::pair(AnnotationFormat::masks, "Segmentation")}) {
      Project project = oneShape(RectShape{1, 1, 8, 8});
      const fs::path out = fresh();
      const auto write = [&](const char* subset) {
        project.pictures[0].attributes.set("subset", std::string(subset));
        return writeAnnotations(project, format, out);
      };
      QVERIFY(write("monday").ok());
      QVERIFY(write("monday").ok());
      const auto refused = write("tuesday");
      QVERIFY(!refused.ok());
      QVERIFY2(refused.error().sentence().find("monday.txt") != std::string::npos,
               refused.error().sentence().c_str());
      QVERIFY(!fs::exists(out / "ImageSets" / lists / "tuesday.txt"));
      QVERIFY(write("train").ok()); // a list of several parts, as trainval, stands behind theirs
      QCOMPARE(readAnnotations(out)->project.pictures[0].attributes.text("subset"), std::string("train"));
    }
  }

  void datumaroHoldsNearlyEverything() {
    tests::RandomShapes shapes;
    shapes.circles = shapes.ellipses = false;
    shapes.outside = true;
    for (unsigned seed = 0; seed < 15; ++seed) {
      const Project project = tests::RandomProject(seed, shapes).make();
      const fs::path out = fresh().string() + ".json";
      const auto written = writeAnnotations(project, AnnotationFormat::datumaro, out);
      QVERIFY(written.ok());
      QCOMPARE(written->differences, std::vector<std::string>());
      QVERIFY(written->losses.empty());
      const auto read = readAnnotations(out);
      QVERIFY(read.ok());
      QCOMPARE(read->report.format, AnnotationFormat::datumaro);
      for (std::size_t p = 0; p < project.pictures.size(); ++p) {
        const auto &before = project.pictures[p].regions, &after = read->project.pictures[p].regions;
        QCOMPARE(after.size(), before.size());
        for (std::size_t i = 0; i < before.size(); ++i) {
          QVERIFY(after[i].shape == before[i].shape);
          QVERIFY(after[i].attributes == before[i].attributes);
        }
      }
      const std::string first = *readFile(out);
      QVERIFY(writeAnnotations(read->project, AnnotationFormat::datumaro, out).ok());
      QCOMPARE(*readFile(out), first);
    }
  }

  /// Datumaro says by an attribute what is a member in COCO.
  void datumaroKeepsWhatItSaysOfLabels() {
    const fs::path given = fresh().string() + ".json", out = fresh().string() + ".json";
    QVERIFY(writeFileAtomically(given, R"({"info":{},"categories":{"label":{"label_groups":[{"name":"g"}],
      "labels":[{"name":"person","parent":"","attributes":[]},
      {"name":"head","parent":"person","attributes":["age"]}],"attributes":["occluded"]},
      "mask":{"colormap":[{"label_id":0,"r":1,"g":2,"b":3}]}},"items":[{"id":"a","image":{"path":"a.png",
      "size":[48,64]},"annotations":[{"id":1,"type":"bbox","label_id":1,"bbox":[1,2,3,4]}]}]})")
                .ok());
    const auto read = readAnnotations(given);
    QVERIFY(read.ok() && writeAnnotations(read->project, AnnotationFormat::datumaro, out).ok());
    const auto before = parseJson(*readFile(given), ""), after = parseJson(*readFile(out), "");
    const auto& kept = *member(*before, "categories");
    const auto& written = *member(*after, "categories");
    QVERIFY(*member(written, "label") == *member(kept, "label"));
    QVERIFY(*member(written, "mask") == *member(kept, "mask"));
  }

  void greyMasksOfFewBitsKeepTheirNumbers_data() {
    QTest::addColumn<int>("bits");
    for (const int bits : {1, 2, 4, 8})
      QTest::addRow("%d", bits) << bits;
  }
  void greyMasksOfFewBitsKeepTheirNumbers() {
    QFETCH(int, bits);
    // Eight pixels of number 1 and eight of 0 in one row.
    QByteArray raw(1, '\0');
    for (int i = 0; i < 16 * bits / 8; ++i) {
      unsigned value = 0;
      for (int k = 0; k < 8 / bits; ++k)
        value = value << bits | (i < bits ? 1U : 0U);
      raw += static_cast<char>(value);
    }
    const auto number = [](std::uint32_t n) {
      QByteArray text;
      for (const int shift : {24, 16, 8, 0})
        text += static_cast<char>(n >> shift & 255);
      return text;
    };
    const auto chunk = [&](const QByteArray& kind, const QByteArray& data) {
      const QByteArray body = kind + data;
      const auto crc =
          crc32(0, reinterpret_cast<const Bytef*>(body.constData()), static_cast<uInt>(body.size()));
      return number(static_cast<std::uint32_t>(data.size())) + body + number(static_cast<std::uint32_t>(crc));
    };
    const QByteArray head =
        number(16) + number(1) + QByteArray(1, static_cast<char>(bits)) + QByteArray(4, '\0');
    const QByteArray png = QByteArray("\x89PNG\r\n\x1a\n") + chunk("IHDR", head) +
                           chunk("IDAT", qCompress(raw).mid(4)) + chunk("IEND", {});
    const auto numbers = decodeIndexedPng({png.constData(), static_cast<std::size_t>(png.size())}, "mask");
    QVERIFY2(numbers.ok(), numbers.ok() ? "" : numbers.error().sentence().c_str());
    for (int x = 0; x < 16; ++x)
      QCOMPARE(int(numbers->at(x, 0)), x < 8 ? 1 : 0);
  }

  void datumaroKnowsCrowds_data() {
    QTest::addColumn<QByteArray>("word");
    QTest::addColumn<bool>("isOne");
    QTest::newRow("true") << QByteArray("true") << true;
    QTest::newRow("1") << QByteArray("1") << true;
    QTest::newRow("text") << QByteArray("\"true\"") << true;
    QTest::newRow("false") << QByteArray("false") << false;
    QTest::newRow("0") << QByteArray("0") << false;
  }
  void datumaroKnowsCrowds() {
    QFETCH(QByteArray, word);
    QFETCH(bool, isOne);
    const fs::path file = fresh().string() + ".json", again = fresh().string() + ".json";
    QVERIFY(writeFileAtomically(file, R"({"info":{},"categories":{"label":{"labels":[{"name":"heap"}]}},
      "items":[{"id":"a","image":{"path":"a.png","size":[40,50]},"annotations":[{"id":1,"type":"polygon",
      "attributes":{"is_crowd":)" + word.toStdString() +
                                          R"(,"note":"x"},"group":0,"label_id":0,
      "points":[5,5,15,5,15,15,5,15]}]}]})")
                .ok());
    const auto read = readAnnotations(file);
    QVERIFY(read.ok());
    const auto crowdIsTold = [&](AnnotationFormat format) {
      const auto losses = lossesOf(read->project, format);
      return std::any_of(losses.begin(), losses.end(), [](const Loss& l) { return l.what == "crowd"; });
    };
    QCOMPARE(crowdIsTold(AnnotationFormat::yoloSegment), isOne);
    QVERIFY(!crowdIsTold(AnnotationFormat::datumaro));
    QCOMPARE(read->project.pictures[0].regions[0].attributes.text("note"), std::string("x"));

    const auto written = writeAnnotations(read->project, AnnotationFormat::datumaro, again);
    QVERIFY2(written.ok(), written ? "" : written.error().sentence().c_str());
    QVERIFY(written->differences.empty());
    const std::string text = *readFile(again);
    QCOMPARE(text.find("\"is_crowd\":true") != std::string::npos, isOne);
    QVERIFY(writeAnnotations(readAnnotations(again)->project, AnnotationFormat::datumaro, again).ok());
    QCOMPARE(*readFile(again), text);

    QVERIFY(writeAnnotations(read->project, AnnotationFormat::coco, again).ok());
    QCOMPARE(readFile(again)->find("\"iscrowd\":1") != std::string::npos, isOne);
  }

  /// The parts of a crowd are annotations of their own there.
  void datumaroIsToldCocosCrowds() {
    const fs::path file = fresh().string() + ".json", again = fresh().string() + ".json";
    QVERIFY(writeFileAtomically(file, R"({"images":[{"id":3,"width":50,"height":40,"file_name":"a.png"}],
      "categories":[{"id":7,"name":"heap"}],"annotations":[
      {"id":9,"image_id":3,"category_id":7,"area":125,"iscrowd":1,"bbox":[5,5,25,10],
       "segmentation":[[5,5,15,5,15,15,5,15],[25,5,30,5,30,10,25,10]]},
      {"id":10,"image_id":3,"category_id":7,"area":25,"iscrowd":0,"bbox":[35,5,5,5],
       "segmentation":[[35,5,40,5,40,10,35,10]]}]})")
                .ok());
    const auto read = readAnnotations(file);
    QVERIFY(read.ok());
    QVERIFY(writeAnnotations(read->project, AnnotationFormat::datumaro, again).ok());
    const QString text = QString::fromStdString(*readFile(again));
    QCOMPARE(text.count("\"type\":"), 3);
    QCOMPARE(text.count("\"is_crowd\":true"), 2);
  }

  void datumaroMasksAndBrokenItems_data() {
    QTest::addColumn<QByteArray>("annotation");
    QTest::addColumn<int>("regions");
    const auto mask = QByteArray::fromStdString(rleText({4, 5, {3, 4, 2, 1, 7, 3}}));
    QTest::newRow("mask") << QByteArray(R"({"type":"mask","rle":{"size":[4,5],"counts":")") + mask + "\"}}"
                          << 2;
    QTest::newRow("mask of another size")
        << QByteArray(R"({"type":"mask","rle":{"size":[9,9],"counts":")") + mask + "\"}}" << 0;
    QTest::newRow("caption") << QByteArray(R"({"type":"caption","caption":"x"})") << 0;
    QTest::newRow("words") << QByteArray(R"({"type":"polygon","points":["a",1,2,3,4,5]})") << 0;
    QTest::newRow("box of three") << QByteArray(R"({"type":"bbox","bbox":[1,2,3]})") << 0;
    QTest::newRow("no object") << QByteArray("[]") << 0;
    QTest::newRow("label beyond the list")
        << QByteArray(R"({"type":"bbox","label_id":1e9,"bbox":[1,2,3,4]})") << 1;
    QTest::newRow("points without names")
        << QByteArray(R"({"type":"points","points":[1,2,3,4],"visibility":[2]})") << 1;
  }
  void datumaroMasksAndBrokenItems() {
    QFETCH(QByteArray, annotation);
    QFETCH(int, regions);
    const fs::path file = fresh().string() + ".json";
    const std::string text =
        R"({"info":{},"categories":{"label":{"labels":[{"name":"x"}]}},"items":[{"id":"a",
      "image":{"path":"a.png","size":[4,5]},"annotations":[)" +
        annotation.toStdString() + "]}]}";
    QVERIFY(writeFileAtomically(file, text).ok());
    const auto read = readAnnotations(file);
    QVERIFY(read.ok());
    int count = 0; // parts of the mask hang together by their sides
    for (const Region& region : read->project.pictures[0].regions)
      count += region.shape.index() != 99;
    QVERIFY(regions == 0 ? count == 0 : count > 0);
    QVERIFY(regions > 0 || read->report.notes[0].kind == ImportNote::Kind::dropped);
    for (std::size_t length = 40; length < text.size(); length += 9) {
      QVERIFY(writeFileAtomically(file, text.substr(0, length)).ok());
      QVERIFY(!readAnnotations(file).ok());
    }
  }

  void aLabelOfTwoLinesIsOneClassOfAMask() {
    Project project = oneShape(PolygonShape{{{10, 10}, {40, 10}, {40, 30}, {10, 30}}});
    project.pictures[0].regions[0].attributes.set("label", std::string("box\nlarge"));
    Region cup = project.pictures[0].regions[0];
    cup.shape = RectShape{60, 20, 20, 30};
    cup.attributes.set("label", std::string("cup"));
    project.pictures[0].regions.push_back(cup);
    const fs::path out = fresh();
    const auto written = writeAnnotations(project, AnnotationFormat::masks, out);
    QVERIFY(written.ok());
    QCOMPARE(*readFile(out / "labels.txt"), std::string("_background_\nbox large\ncup\n"));
    QVERIFY(std::any_of(written->losses.begin(), written->losses.end(),
                        [](const Loss& loss) { return loss.what == "label of several lines"; }));
    const auto read = readAnnotations(out);
    QVERIFY(read.ok());
    std::set<std::string> labels;
    for (const Region& region : read->project.pictures[0].regions)
      labels.insert(labelOf(region));
    QVERIFY((labels == std::set<std::string>{"box large", "cup"}));
  }

  void masksComeBackAsTheirPixels() {
    Project project = oneShape(PolygonShape{{{10, 10}, {40, 10}, {40, 30}, {10, 30}}});
    Region other = project.pictures[0].regions[0];
    other.shape = RectShape{60, 20, 20, 30};
    other.attributes.set("label", std::string("box & co"));
    project.pictures[0].regions.push_back(other);
    other.shape = RectShape{60, 60, 10, 10};
    project.pictures[0].regions.push_back(other);
    const fs::path out = fresh();
    const auto written = writeAnnotations(project, AnnotationFormat::masks, out);
    QVERIFY2(written.ok(), written.ok() ? "" : written.error().sentence().c_str());
    QCOMPARE(written->differences, std::vector<std::string>());
    const auto read = readAnnotations(out);
    QVERIFY(read.ok());
    QCOMPARE(read->report.format, AnnotationFormat::masks);
    QCOMPARE(read->project.pictures[0].filename, std::string("a.png"));
    double areas[3] = {};
    QCOMPARE(read->project.pictures[0].regions.size(), std::size_t(3));
    for (std::size_t i = 0; i < 3; ++i)
      areas[i] = enclosedArea(read->project.pictures[0].regions[i].shape);
    QCOMPARE(areas[0] + areas[1] + areas[2], 600.0 + 600 + 100);
    QCOMPARE(labelOf(read->project.pictures[0].regions[0]), std::string("tin"));
    QCOMPARE(labelOf(read->project.pictures[0].regions[2]), std::string("box & co"));
    // Written again, the pixels are the same.
    const std::string first = *readFile(out / "masks/a.png");
    QVERIFY(writeAnnotations(read->project, AnnotationFormat::masks, out).ok());
    QCOMPARE(*readFile(out / "masks/a.png"), first);
    fs::remove_all(out / "instances");
    fs::resize_file(out / "masks/a.png", first.size() / 2);
    const auto cut = readAnnotations(out);
    QVERIFY(cut.ok());
    QCOMPARE(cut->report.notes[0].kind, ImportNote::Kind::dropped);
  }

  // Pixels that touch at their corners are as near to their neighbours as to themselves.
  void neighboursAreNotTakenForEachOther() {
    for (const bool fromFirst : {true, false}) {
      Project project;
      project.pictures.resize(1);
      project.pictures[0].id = project.pictures[0].filename = "a.png";
      setPictureSize(project.pictures[0], {3, 3});
      for (int i = 0; i < 3; ++i) {
        const int row = fromFirst ? i : 2 - i;
        Region& region = project.pictures[0].regions.emplace_back();
        region.shape = RectShape{2.0 - row, 1.0 * row, 1, 1};
      }
      const auto written = writeAnnotations(project, AnnotationFormat::masks, fresh());
      QVERIFY(written.ok());
      QCOMPARE(written->differences, std::vector<std::string>());
    }
  }

  // Each place fits two of the next: only one way leaves nobody over. One more than there is stays over.
  void asManyAsCanBeAreFoundAgain() {
    Project before, after;
    for (Project* project : {&before, &after}) {
      project->pictures.resize(1);
      project->pictures[0].filename = "a.png";
    }
    for (int i = 0; i < 200; ++i) {
      before.pictures[0].regions.emplace_back().shape = RectShape{1.0 * i, 0, 5, 5};
      after.pictures[0].regions.emplace_back().shape = RectShape{i + 1.4, 0, 5, 5};
    }
    Expectation expectation;
    expectation.losses = {{Loss::Kind::precision, "outline", "whole pixels", 200, "a.png"}};
    QCOMPARE(differencesBetween(before, after, expectation), std::vector<std::string>());
    after.pictures[0].regions.pop_back();
    QCOMPARE(differencesBetween(before, after, expectation).size(), std::size_t(1));
  }

  void aFolderWithAProjectIsReadAsThatProject() {
    QTemporaryDir folder;
    const std::filesystem::path path = folder.path().toStdString();
    Project project;
    Picture& picture = project.pictures.emplace_back();
    picture.id = picture.filename = "a.png";
    picture.regions.emplace_back().shape = RectShape{1, 2, 5, 6};
    QVERIFY(!readAnnotations(path).ok());
    QVERIFY(saveViaProject(project, path / "boxes.json").ok());
    const auto read = readAnnotations(path);
    QVERIFY2(read.ok(), read ? "" : read.error().sentence().c_str());
    QCOMPARE(read->project.pictures[0].regions.size(), std::size_t(1));
    QVERIFY(saveViaProject(project, path / "others.json").ok()); // which one is meant?
    QVERIFY(!readAnnotations(path).ok());
  }

  void lossesAreTold() {
    Project project = tests::RandomProject(4).make(6, 20);
    const auto voc = lossesOf(project, AnnotationFormat::voc);
    QVERIFY(told(voc, Loss::Kind::precision, "parts of a pixel"));
    QVERIFY(told(voc, Loss::Kind::shape, "polygon") && told(voc, Loss::Kind::shape, "polyline"));
    QVERIFY(told(voc, Loss::Kind::attribute, "attribute colour"));
    const auto masks = lossesOf(project, AnnotationFormat::masks);
    QVERIFY(told(masks, Loss::Kind::shape, "point") && told(masks, Loss::Kind::shape, "keypoints"));
    QVERIFY(told(masks, Loss::Kind::precision, "outline"));
    const auto datumaro = lossesOf(project, AnnotationFormat::datumaro);
    QVERIFY(told(datumaro, Loss::Kind::shape, "circle") &&
            told(datumaro, Loss::Kind::shape, "turned ellipse"));
    QVERIFY(!told(datumaro, Loss::Kind::shape, "polyline"));
  }

  /// What another program calls label besides the class stays, under a name of its own, and goes back as it
  /// came.
  void anotherLabelComesBack_data() {
    QTest::addColumn<int>("format");
    QTest::addColumn<QByteArray>("written");
    const auto row = [](AnnotationFormat format, const char* written) {
      QTest::newRow(std::string(formatName(format)).c_str())
          << static_cast<int>(format) << QByteArray(written);
    };
    row(AnnotationFormat::coco, "\"attributes\":{\"label\":\"fragile\",\"class\":\"crate\"}");
    row(AnnotationFormat::datumaro, "\"attributes\":{\"label\":\"fragile\",\"class\":\"crate\"}");
    row(AnnotationFormat::cvat, "<attribute name=\"label\">fragile</attribute>");
    row(AnnotationFormat::labelme, "\"attributes\": {\"label\":\"fragile\",\"class\":\"crate\"}");
  }
  void anotherLabelComesBack() {
    QFETCH(int, format);
    QFETCH(QByteArray, written);
    const auto kind = static_cast<AnnotationFormat>(format);
    Project project = oneShape(RectShape{1, 1, 8, 8});
    project.pictures[0].regions[0].attributes.set("label", std::string("fragile"));
    project.pictures[0].regions[0].attributes.set("class", std::string("crate"));
    WriteOptions byClass;
    byClass.labelAttribute = "class";
    const auto passed = [&](const Project& before, const WriteOptions& options) {
      const fs::path out = kind == AnnotationFormat::labelme ? fresh() : fs::path(fresh().string() + ".file");
      const auto done = writeAnnotations(before, kind, out, options);
      if (!done) return Project();
      const fs::path file = kind == AnnotationFormat::labelme ? out / "a.json" : out;
      const auto text = readFile(file);
      if (!text || text->find(written.toStdString()) == std::string::npos) return Project();
      const auto back = readAnnotations(out);
      return back ? back->project : Project();
    };
    const Project once = passed(project, byClass);
    QCOMPARE(once.pictures.size(), std::size_t(1));
    const Region region = once.pictures[0].regions.at(0);
    QCOMPARE(labelOf(region), std::string("crate"));
    QCOMPARE(region.attributes.text("label_before"), std::string("fragile"));
    QCOMPARE(region.attributes.text("class"), std::string("crate"));
    const Project twice = passed(once, {});
    QCOMPARE(twice.pictures.size(), std::size_t(1));
    QVERIFY(twice.pictures[0].regions.at(0).attributes == region.attributes);
  }

  void aThirdLabelStaysTooAndTypedOnesStayTyped() {
    const fs::path file = fresh().string() + ".json", again = fresh().string() + ".json";
    const std::string attributes = R"("attributes":{"label_before":"old","label":3})";
    QVERIFY(
        writeFileAtomically(
            file, R"({"images":[{"id":1,"width":9,"height":9,"file_name":"a.png"}],"annotations":[{"id":1,)"
                  R"("image_id":1,"category_id":1,"bbox":[1,1,4,4],)" +
                      attributes + R"(}],"categories":[{"id":1,"name":"tin"}]})")
            .ok());
    const auto read = readAnnotations(file);
    QVERIFY(read.ok());
    const Attributes& kept = read->project.pictures[0].regions[0].attributes;
    QCOMPARE(kept.text("label"), std::string("tin"));
    QCOMPARE(kept.text("label_before"), std::string("old"));
    QCOMPARE(kept.text("label_before_before"), std::string("3"));
    Project without = read->project;
    without.pictures[0].regions[0].attributes.remove("label_before");
    without.pictures[0].regions[0].attributes.items[1].first = "label_before";
    QVERIFY(writeAnnotations(without, AnnotationFormat::coco, again).ok());
    const auto text = readFile(again);
    QVERIFY(text && text->find(R"("attributes":{"label":3})") != std::string::npos);
  }

  void everyRandomProjectIsWrittenAsTold_data() {
    QTest::addColumn<int>("format");
    for (const AnnotationFormat format :
         {AnnotationFormat::voc, AnnotationFormat::datumaro, AnnotationFormat::masks})
      QTest::newRow(std::string(formatName(format)).c_str()) << static_cast<int>(format);
  }
  void everyRandomProjectIsWrittenAsTold() {
    QFETCH(int, format);
    for (unsigned seed = 30; seed < 40; ++seed) {
      tests::RandomShapes shapes;
      shapes.outside = seed % 2 == 0;
      const auto written = writeAnnotations(tests::RandomProject(seed, shapes).make(),
                                            static_cast<AnnotationFormat>(format), fresh());
      QVERIFY(written.ok());
      QCOMPARE(written->differences, std::vector<std::string>());
    }
  }
};

QTEST_GUILESS_MAIN(TestDatasetFiles)
#include "test_dataset_files.moc"
