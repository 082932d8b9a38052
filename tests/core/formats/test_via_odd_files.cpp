// Odd but legal files of every generation of VIA: they open with all their regions, what is saved of them
// keeps VIA's rules, and comes back equal.
#include "core/annotation/rim.h"
#include "core/base/file_io.h"
#include "core/formats/annotation_check.h"
#include "core/formats/annotation_format.h"
#include "core/formats/text_encoding.h"
#include "core/formats/via_project.h"
#include "tests/support/via_rules.h"
#include <QTemporaryDir>
#include <QTest>

using namespace fillscope;
using Format = AnnotationFormat;

namespace {

const std::string header =
    "filename,file_size,file_attributes,region_count,region_id,region_shape_attributes,region_attributes";
const std::string point = R"({"shape_attributes":{"name":"point","cx":1,"cy":2},"region_attributes":{}})";
const std::string pointRow = R"(1,0,"{""name"":""point"",""cx"":1,""cy"":2}","{}")";

std::string project(const std::string& settings, const std::string& metadata, const std::string& rest = {}) {
  return R"({"_via_settings":)" + settings + R"(,"_via_img_metadata":{)" + metadata +
         R"(},"_via_attributes":{"region":{},"file":{}})" + rest + "}";
}

std::string entry(const std::string& id, const std::string& regions, const std::string& size = "1") {
  const std::string rest = R"("filename":"a.jpg","file_attributes":{},"regions":[)" + regions + "]";
  return "\"" + id + "\":{\"size\":" + size + "," + rest + "}";
}

std::string utf16(const std::string& ascii, bool isBig, bool withMark) {
  std::string text = !withMark ? "" : isBig ? "\xFE\xFF" : "\xFF\xFE";
  for (const char c : ascii)
    text += isBig ? std::string{'\0', c} : std::string{c, '\0'};
  return text;
}

} // namespace

class TestViaOddFiles : public QObject {
  Q_OBJECT

  std::filesystem::path path(const std::string& name) const {
    return folder_.filePath(QString::fromStdString(name)).toStdString();
  }
  Result<ImportedAnnotations> open(const std::string& name, const std::string& text) {
    if (!writeFileAtomically(path(name), text)) qFatal("not written");
    return readAnnotations(path(name));
  }
  QTemporaryDir folder_;

 private Q_SLOTS:
  void everyFileOpensAndComesBack_data() {
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("pictures");
    QTest::addColumn<int>("regions");
    const auto add = [](const char* name, const std::string& text, int pictures, int regions) {
      QTest::newRow(name) << QByteArray::fromStdString(text) << pictures << regions;
    };
    const std::string row = "a.jpg,1,\"{}\"," + pointRow;
    const std::string bentRow = "a.jpg,1,\"{}\",2,0,\"{\n \"\"name\"\": \"\"point\"\",\n \"\"cx\"\": 1,\n"
                                " \"\"cy\"\": 2\n}\",\"{\n \"\"t\"\": \"\"x\"\"\n}\"";
    add("cells of several lines", header + "\n" + bentRow + "\n" + bentRow + "\n", 1, 2);
    add("a name of two lines", header + "\n\"a\nb.jpg\",1,\"{}\"," + pointRow, 1, 1);
    add("a bent line", header + "\nb.jpg,1,\"{}\",1,0,\"{\"\"name\"\":\"\"rect,\"\"{}\n" + row, 1, 1);
    add("every cell quoted",
        "\"filename\",\"region_shape_attributes\"\n\"a\",\"{\"\"name\"\":\"\"point\"\",\"\"cx\"\":1,"
        "\"\"cy\"\":2}\"",
        1, 1);
    add("a region of nothing", header + "\na.jpg,1,\"{}\",1,0,\"{}\",\"{}\"", 1, 1);
    add("no region", header + "\na.jpg,1,\"{}\",0,0,\"{}\",\"{}\"", 1, 0);
    add("two files of one name", header + "\n" + row + "\na.jpg,2,\"{}\"," + pointRow + "\n" + row, 2, 3);
    add("carriage returns", header + "\r" + row + "\r" + row, 1, 2);
    add("a table as UTF-16", utf16(header + "\r\n" + row, false, true), 1, 1);
    add("a table of Windows", header + "\n\xFC.jpg,1,\"{}\"," + pointRow, 1, 1);
    add("earliest table", "#" + header + "\na.jpg,1,\"\",1,0,\"name=circle;cx=1;cy=2;r=3;\",\"n=x y\"", 1, 1);
    add("UTF-16 project", utf16(project("{}", entry("a.jpg1", point)), true, false), 1, 1);
    add("VIA 1 out of order",
        R"({"a1":{"fileref":"","size":1,"filename":"a","base64_img_data":"","file_attributes":{},"regions":{"10":)" +
            point + R"(,"2":)" + point + "}}}",
        1, 2);
    add("both kinds of regions",
        R"({"a1":{"filename":"a","size":1,"regions":[)" + point +
            R"(],"file_attributes":{}},"b1":{"filename":"b","size":1,"regions":{"0":)" + point +
            R"(},"file_attributes":{}}})",
        2, 2);
    add("ids that disagree",
        project("{}", entry("x", point) + "," + entry("y", point, "2"),
                R"(,"_via_image_id_list":["gone","y","y"])"),
        2, 2);
    add("sizes as they come",
        project("{}",
                entry("x", point, "\"12\"") + "," + entry("y", "", "null") + "," + entry("z", "", "\"7\"")),
        3, 1);
    add("numbers for names",
        project("{}", entry("2", point) + "," + entry("1", point, "2") + "," + entry("b", "", "3")), 3, 2);
    add("settings of others",
        project(R"({"ui":"x","core":{"filepath":"y","list":[1]},"project":{"name":"n","deep":{"a":1}},
                    "mine":{"a":1},"list":[{"a":1}],"number":5,"nothing":null})",
                entry("x", point)),
        1, 1);
  }
  void everyFileOpensAndComesBack() {
    QFETCH(QByteArray, text);
    QFETCH(int, pictures);
    QFETCH(int, regions);
    const auto imported = open("odd.csv", text.toStdString());
    QVERIFY2(imported, imported ? "" : imported.error().sentence().c_str());
    QCOMPARE(imported->report.pictures, pictures);
    int count = 0;
    for (const auto& [shape, number] : imported->report.regions)
      count += number;
    QCOMPARE(count, regions);

    const std::string saved = viaProjectJson(imported->project);
    QCOMPARE(tests::brokenViaRule(saved), std::string());
    for (const Format format : {Format::via2, Format::via2Annotations, Format::via2Csv, Format::via1,
                                Format::via1Csv, Format::via3}) {
      const auto written = writeAnnotations(imported->project, format, path("saved.json"));
      QVERIFY2(written, written ? "" : written.error().sentence().c_str());
      QVERIFY2(written->differences.empty(),
               (std::string(formatName(format)) + ": " +
                (written->differences.empty() ? "" : written->differences.front()))
                   .c_str());
      const auto again = readAnnotations(path("saved.json"));
      QVERIFY2(again, again ? "" : again.error().sentence().c_str());
      QCOMPARE(again->report.pictures, pictures);
      if (format != Format::via3 || written->losses.empty()) // VIA 3 has no regions without a shape
        QCOMPARE(again->report.regions, imported->report.regions);
      if (format == Format::via2) QCOMPARE(viaProjectJson(again->project), saved);
    }
  }

  void settingsOfOthersComeBack() {
    const std::string settings =
        R"({"ui":"x","core":{"filepath":"y"},"project":{"name":"n"},"list":[{"a":1}]})";
    const auto imported = open("settings.json", project(settings, entry("x", point)));
    QVERIFY(imported);
    const auto again = parseViaProject(viaProjectJson(imported->project), "again");
    QVERIFY(again);
    const auto kept = parseJson(again->settingsJson, "settings");
    QVERIFY(kept);
    QCOMPARE(std::string((*kept)["ui"].GetString()), std::string("x"));
    QCOMPARE(std::string((*kept)["core"]["filepath"].GetString()), std::string("y"));
    QCOMPARE(compactJson((*kept)["list"]), std::string(R"([{"a":1}])"));
  }

  void closedPolygonsOfVia1AreItsRule() {
    const auto imported = open(
        "closed.json",
        R"({"a1":{"fileref":"","size":1,"filename":"a","base64_img_data":"","file_attributes":{},"regions":{"0":
        {"shape_attributes":{"name":"polygon","all_points_x":[1,9,5,1],"all_points_y":[1,1,9,1]},"region_attributes":{}}}}})");
    QVERIFY(imported);
    QCOMPARE(std::get<PolygonShape>(imported->project.pictures[0].regions[0].shape).points.size(), 3u);
    for (const ImportNote& note : imported->report.notes)
      QVERIFY2(note.kind == ImportNote::Kind::missing, note.text.c_str());
  }

  void filesOfOneNameDifferBySize() {
    const auto imported = open("names.json", project("{}", entry("x", point) + "," + entry("y", "", "2")));
    QVERIFY(imported);
    QVERIFY(faultsOf(imported->project).empty());
    Project twice = imported->project;
    twice.pictures[1].size = twice.pictures[0].size;
    QCOMPARE(faultsOf(twice).size(), 1u);
  }

  void aPictureHasOneRim() {
    Picture picture;
    picture.id = picture.filename = "tote.jpg";
    const Rim rim{{{10, 10}, {90, 10}, {90, 90}, {10, 90}}, {}, {}};
    Rim other = rim;
    other.corners[0] = {12, 11};
    picture.regions = {regionFromRim(rim)};
    Project project;
    project.pictures = {picture};
    QVERIFY(faultsOf(project).empty());
    project.pictures[0].regions.push_back(regionFromRim(other));
    const std::vector<ImportNote> faults = faultsOf(project);
    QCOMPARE(faults.size(), 1u);
    QVERIFY2(faults[0].text.find("rim") != std::string::npos, faults[0].text.c_str());
    QCOMPARE(faults[0].picture, std::string("tote.jpg"));
  }

  void textsAreDecoded_data() {
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("encoding");
    QTest::newRow("UTF-8") << QByteArray("{\xC3\xBC\xF0\x9F\x98\x80}")
                           << QByteArray("{\xC3\xBC\xF0\x9F\x98\x80}") << QByteArray();
    QTest::newRow("little endian") << QByteArray("\xFF\xFE{\0\xFC\0=\xD8\0\xDE", 10)
                                   << QByteArray("{\xC3\xBC\xF0\x9F\x98\x80") << QByteArray("UTF-16");
    QTest::newRow("big endian, half a pair") << QByteArray("\0a\xD8=\0b", 6)
                                             << QByteArray("a\xEF\xBF\xBD"
                                                           "b")
                                             << QByteArray("UTF-16");
    QTest::newRow("an odd byte more") << QByteArray("a\0b\0c", 5) << QByteArray("ab") << QByteArray("UTF-16");
    QTest::newRow("Windows") << QByteArray("\x80 \xFC \x93")
                             << QByteArray("\xE2\x82\xAC \xC3\xBC \xE2\x80\x9C")
                             << QByteArray("Windows-1252");
    QTest::newRow("one foreign name") << QByteArray("gr\xC3\xB6\xC3\x9F"
                                                    "e gr\xF6")
                                      << QByteArray("gr\xC3\xB6\xC3\x9F"
                                                    "e gr\xC3\xB6")
                                      << QByteArray("Windows-1252");
    QTest::newRow("overlong") << QByteArray("a\xC0\x80") << QByteArray("a\xC3\x80\xE2\x82\xAC")
                              << QByteArray("Windows-1252");
    QTest::newRow("XML says it itself") << QByteArray(" <?xml encoding='latin1'?>\xFC")
                                        << QByteArray(" <?xml encoding='latin1'?>\xFC") << QByteArray();
    QTest::newRow("no text") << QByteArray("\x89PNG\0\0\xFF", 7) << QByteArray("\x89PNG\0\0\xFF", 7)
                             << QByteArray();
    QTest::newRow("nothing") << QByteArray() << QByteArray() << QByteArray();
  }
  void textsAreDecoded() {
    QFETCH(QByteArray, bytes);
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, encoding);
    const DecodedText decoded = decodedText(bytes.toStdString());
    QCOMPARE(decoded.text, text.toStdString());
    QCOMPARE(std::string(decoded.encoding), encoding.toStdString());
  }
};

QTEST_GUILESS_MAIN(TestViaOddFiles)
#include "test_via_odd_files.moc"
