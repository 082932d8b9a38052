// VIA's tables, its third generation and its first, and the quick reader against the tolerant one.
#include "core/base/file_io.h"
#include "core/base/json.h"
#include "core/formats/annotation_format.h"
#include "core/formats/via_project.h"
#include "core/formats/via_stream_reader.h"
#include "tests/support/shared_data.h"
#include <QTemporaryDir>
#include <QTest>
#include <map>
#include <random>
#include <set>

using namespace fillscope;
using Format = AnnotationFormat;

namespace {

/// Says more in its list of ids than there is, which only the tolerant reader takes.
std::string bent(std::string text) {
  constexpr std::string_view list = "\"_via_image_id_list\":[";
  const auto at = text.find(list);
  return at == text.npos ? std::string() : text.insert(at + list.size(), "\"not there\",");
}

std::string words(const std::vector<Loss>& losses) {
  std::string text;
  for (const Loss& loss : losses)
    text += loss.what + " -> " + loss.becomes + " x" + std::to_string(loss.count) + "\n";
  return text;
}

Region regionWith(Shape shape, std::initializer_list<std::pair<const char*, AttributeValue>> attributes) {
  Region region;
  region.shape = std::move(shape);
  for (const auto& [name, value] : attributes)
    region.attributes.set(name, value);
  return region;
}

Project sample() {
  Project project;
  project.name = "boxes";
  project.pictures.resize(3);
  project.pictures[0].filename = "a.jpg";
  project.pictures[0].size = 12;
  project.pictures[1].filename = "https://example.org/b.png";
  project.pictures[2].filename = "sub/\xc3\xbc 3.jpg";
  project.pictures[0].attributes.set("split", std::string("train"));
  project.pictures[0].regions = {
      regionWith(RectShape{1, 2, 3.25, 4}, {{"label", {"box", false}}}),
      regionWith(CircleShape{{5, 6}, 7.5}, {{"label", {"it,em \"x\"", false}}}),
      regionWith(EllipseShape{{1, 2}, 3, 4, 0}, {{"flags", {R"({"a":true,"b":true})", true}}}),
      regionWith(PolygonShape{{{1, 1}, {9, 1}, {5, 8.125}}}, {}),
      regionWith(PolylineShape{{{1, 1}, {9, 1}, {5, 8}, {1, 1}, {2, 2}, {3, 9}}}, {}),
      regionWith(PointShape{{-1, 1e-7}}, {})};
  project.pictures[2].regions = {regionWith(PointShape{{3, 4}}, {{"label", {"box", false}}})};
  return project;
}

} // namespace

class TestViaCodecs : public QObject {
  Q_OBJECT

  std::filesystem::path make(const QString& name, const std::string& text) {
    const auto path = std::filesystem::path(folder_.filePath(name).toStdString());
    if (!writeFileAtomically(path, text)) qFatal("not written");
    return path;
  }
  ImportedAnnotations read(const QString& name, const std::string& text) {
    auto result = readAnnotations(make(name, text));
    if (!result) qFatal("%s", result.error().sentence().c_str());
    return std::move(*result);
  }
  QTemporaryDir folder_;

 private Q_SLOTS:
  void bothReadersGiveTheSame() {
    FILLSCOPE_NEEDS_SHARED_DATA(root, "annotations");
    for (const char* name : {"canonical/via2_project_canonical.json", "via2-project/data/via_project.json",
                             "via2-polygons/val/via_region_data.json", "via2-shapes/via_region_data.json"}) {
      const Project read = loadViaProject((root + "/" + name).toStdString()).value();
      const std::string text = viaProjectJson(read);
      const auto quick = readRegularVia(text);
      QVERIFY2(quick, name);
      const auto tolerant = parseViaProject(bent(text), "bent");
      QVERIFY(tolerant.ok());
      QVERIFY2(quick->pictures == tolerant->pictures && quick->settingsJson == tolerant->settingsJson &&
                   quick->attributesJson == tolerant->attributesJson && quick->extras == tolerant->extras,
               name);
      QVERIFY(*parseViaProject(text, "regular") == *tolerant);
    }
  }

  void whatTheQuickReaderTakesIsRight() {
    FILLSCOPE_NEEDS_SHARED_DATA(path, "annotations/canonical/via2_project_canonical.json");
    const std::string text = viaProjectJson(loadViaProject(path.toStdString()).value());
    std::mt19937 random(3);
    const std::string_view bytes = "0123456789.-+eE\"\\,:[]{} \nxu\x01\xff";
    int taken = 0;
    for (int i = 0; i < 6000; ++i) {
      std::string changed = text;
      for (unsigned n = random() % 2 + 1; n-- > 0;) {
        const std::size_t at = random() % changed.size();
        const char c = bytes[random() % bytes.size()];
        if (random() % 3 == 0)
          changed.insert(at, 1, c);
        else if (random() % 3 == 0)
          changed.erase(at, 1);
        else
          changed[at] = c;
      }
      const auto quick = readRegularVia(changed);
      const std::string again = quick ? bent(changed) : std::string();
      if (again.empty()) continue;
      ++taken;
      const auto tolerant = parseViaProject(again, "bent");
      QVERIFY2(tolerant.ok(), changed.c_str());
      QVERIFY2(quick->pictures == tolerant->pictures, changed.c_str());
    }
    QVERIFY(taken > 500);
  }

  void tables_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("format");
    QTest::addColumn<QString>("pictures");
    QTest::addColumn<QString>("notes");
    const QString header =
        "filename,file_size,file_attributes,region_count,region_id,region_shape_attributes,region_attributes";
    const QString point = R"("{""name"":""point"",""cx"":1,""cy"":2}","{""label"":""a, b""}")";
    const auto row = [&](const char* name, const QString& text, const char* format, const char* pictures,
                         const char* notes) { QTest::newRow(name) << text << format << pictures << notes; };
    row("plain", header + "\na.jpg,5,\"{}\",1,0," + point, "via2-csv", "a.jpg 5 1", "");
    row("of VIA 1", "#" + header + "\na.jpg,5,\"{}\",1,0," + point, "via1-csv", "a.jpg 5 1", "");
    row("byte order mark", QString(QChar(0xfeff)) + header + "\r\na.jpg,5,\"{}\",1,0," + point + "\r\n",
        "via2-csv", "a.jpg 5 1", "byte order mark");
    row("no regions", header + "\na.jpg,5,\"{}\",0,0,\"{}\",\"{}\"", "via2-csv", "a.jpg 5 0", "");
    row("comma in the name", header + "\na, b,c.jpg,5,\"{}\",1,0," + point, "via2-csv", "a, b,c.jpg 5 1",
        "holds a comma");
    row("quoted name", header + "\n\"a, \"\"b\"\".jpg\",5,\"{}\",1,0," + point, "via2-csv",
        "a, \"b\".jpg 5 1", "");
    row("unknown size", header + "\na.jpg,,\"{}\",1,0," + point, "via2-csv", "a.jpg -1 1", "size");
    row("other order and case",
        "Region_shape_attributes,FILENAME\n\"{\"\"name\"\":\"\"point\"\",\"\"cx\"\":1,\"\"cy\"\":2}\",a.jpg",
        "via2-csv", "a.jpg -1 1", "size");
    row("semicolons",
        QString(header).replace(',', ';') + "\na.jpg;5;\"{}\";1;0;" +
            QString(point).replace("\"}\",\"", "\"}\";\"").replace("2}\",", "2}\";"),
        "via2-csv", "a.jpg 5 1", "another character");
    row("a bent line", header + "\na.jpg,5,\"{}\",2,0," + point + "\na.jpg,5,\"{}\",2,1,\"{\"\"name\",\"{}\"",
        "via2-csv", "a.jpg 5 1", "cannot be read; another number of regions");
    row("a quote without end", header + "\na.jpg,5,\"{}\",1,0," + point + "\na.jpg,5,\"{},2,1", "via2-csv",
        "a.jpg 5 1", "does not end");
    row("same name, two sizes", header + "\na.jpg,5,\"{}\",1,0," + point + "\na.jpg,6,\"{}\",1,0," + point,
        "via2-csv", "a.jpg 5 1, a.jpg 6 1", "");
    row("earliest",
        "#" + header + "\na.jpg,5,\"\",1,0,\"name=rect;x=1;y=2;width=3;height=4;\",\"shape=r;size=1;\"",
        "via-early-csv", "a.jpg 5 1", "");
    row("header alone", header, "via2-csv", "", "");
  }
  void tables() {
    QFETCH(QString, text);
    QFETCH(QString, format);
    QFETCH(QString, pictures);
    QFETCH(QString, notes);
    const auto imported = read("table.csv", text.toStdString());
    QCOMPARE(QString::fromStdString(std::string(formatName(imported.report.format))), format);
    QStringList found;
    for (const Picture& picture : imported.project.pictures) {
      found << QString("%1 %2 %3")
                   .arg(QString::fromStdString(picture.filename))
                   .arg(picture.size)
                   .arg(picture.regions.size());
      for (const Region& region : picture.regions)
        QVERIFY(!std::holds_alternative<UnknownShape>(region.shape));
    }
    QCOMPARE(found.join(", "), pictures);
    QStringList expected = notes.split("; ", Qt::SkipEmptyParts);
    for (const ImportNote& note : imported.report.notes) {
      if (note.kind == ImportNote::Kind::missing && note.text.find("not found in") != std::string::npos)
        continue;
      const QString said = QString::fromStdString(note.text);
      QVERIFY2(!expected.isEmpty() && said.contains(expected.takeFirst()), qPrintable(said));
    }
    QVERIFY2(expected.isEmpty(), qPrintable(expected.join("; ")));
  }

  void aTableOfBrokenLinesDoesNotOpen() {
    const auto path =
        make("broken.csv", "filename,file_size,file_attributes,region_count,region_id,"
                           "region_shape_attributes,region_attributes\na.jpg,1,\"{\",1,0,\"{,\",\"{}\"");
    const auto result = readAnnotations(path);
    QVERIFY(!result);
    QCOMPARE(result.error().code, ErrorCode::badInput);
  }

  void whatIsWrittenComesBack_data() {
    QTest::addColumn<QString>("format");
    QTest::addColumn<QString>("losses");
    QTest::newRow("via2") << "via2"
                          << "";
    QTest::newRow("via2-annotations") << "via2-annotations"
                                      << "";
    QTest::newRow("via2-csv") << "via2-csv"
                              << "";
    QTest::newRow("via1") << "via1"
                          << "attribute flags -> text x1\n";
    QTest::newRow("via1-csv") << "via1-csv"
                              << "attribute flags -> text x1\n";
    QTest::newRow("via3") << "via3"
                          << "";
  }
  void whatIsWrittenComesBack() {
    QFETCH(QString, format);
    QFETCH(QString, losses);
    const Project project = sample();
    const auto out = std::filesystem::path(folder_.filePath("out-" + format).toStdString());
    const auto kind = *formatNamed(format.toStdString());
    const auto written = writeAnnotations(project, kind, out);
    QVERIFY2(written.ok(), written.ok() ? "" : written.error().sentence().c_str());
    QCOMPARE(QString::fromStdString(words(written->losses)), losses);
    QVERIFY2(written->differences.empty(),
             written->differences.empty() ? "" : written->differences[0].c_str());
    const auto again = readAnnotations(out);
    QVERIFY(again.ok());
    QCOMPARE(again->report.format, kind);
    QCOMPARE(again->project.pictures.size(), project.pictures.size());
    for (std::size_t i = 0; i < project.pictures.size(); ++i) {
      const Picture &before = project.pictures[i], &after = again->project.pictures[i];
      QCOMPARE(after.filename, before.filename);
      QCOMPARE(after.size, before.size);
      QVERIFY(after.attributes == before.attributes);
      QCOMPARE(after.regions.size(), before.regions.size());
      for (std::size_t r = 0; r < before.regions.size(); ++r) {
        QVERIFY(after.regions[r].shape == before.regions[r].shape);
        if (losses.isEmpty()) QVERIFY(after.regions[r].attributes == before.regions[r].attributes);
      }
    }
  }

  void lossesAreTold() {
    Project project = sample();
    std::get<EllipseShape>(project.pictures[0].regions[2].shape).theta = 0.5;
    project.pictures[0].regions[3].extras.emplace_back("id", "7");
    project.pictures[1].filename = "a,b.jpg";
    project.attributesJson =
        R"({"region":{"label":{"type":"radio","description":"","options":{},"default_options":{}}},"file":{}})";
    const auto told = [&](Format format) { return words(lossesOf(project, format)); };
    QCOMPARE(told(Format::via2), std::string());
    QCOMPARE(told(Format::via2Annotations), std::string("types and options of attributes -> texts x1\n"));
    QCOMPARE(told(Format::via2Csv),
             std::string("types and options of attributes -> texts x1\n"
                         "the region's member id ->  x1\n"
                         "a file name with a comma, quote or line break -> a name in quotes, which VIA "
                         "itself does not find again x1\n"));
    QCOMPARE(told(Format::via1), std::string("types and options of attributes -> texts x1\n"
                                             "attribute flags -> text x1\n"
                                             "ellipse angle -> an upright ellipse x1\n"));
    QCOMPARE(told(Format::via3),
             std::string("ellipse angle -> an upright ellipse x1\nthe region's member id ->  x1\n"));
  }

  void subsetsAreAttributesOfPictures() {
    WriteOptions options;
    options.split = {0.5, 0.5};
    options.seed = 4;
    Project project;
    for (int i = 0; i < 40; ++i) {
      project.pictures.emplace_back();
      project.pictures.back().filename = std::to_string(i) + ".jpg";
    }
    const auto out = std::filesystem::path(folder_.filePath("split.json").toStdString());
    QVERIFY(writeAnnotations(project, Format::via2, out, options)->differences.empty());
    std::map<std::string, int> subsets;
    const auto again = readAnnotations(out);
    for (const Picture& picture : again->project.pictures)
      ++subsets[picture.attributes.text("subset")];
    QCOMPARE(subsets.size(), std::size_t(2));
    QVERIFY(subsets["train"] > 8 && subsets["val"] > 8);
  }

  void aSplitKeepsGroupsTogetherAndPicturesInPlace() {
    WriteOptions options;
    options.split = {0.6, 0.2, 0.2};
    const auto partsOf = [&](int count, bool grouped) {
      Project project;
      for (int i = 0; i < count; ++i) {
        Picture& picture = project.pictures.emplace_back();
        picture.filename = std::to_string(i) + ".jpg";
        if (grouped) picture.attributes.set("group", "box " + std::to_string(i / 10));
      }
      const auto out = std::filesystem::path(folder_.filePath("groups.json").toStdString());
      if (!writeAnnotations(project, Format::via2, out, options)) qFatal("not written");
      std::vector<std::string> parts;
      const auto again = readAnnotations(out);
      for (const Picture& picture : again->project.pictures)
        parts.push_back(picture.attributes.text("subset"));
      return parts;
    };
    for (const std::uint64_t seed : {1, 2, 3}) {
      options.seed = seed;
      const auto grouped = partsOf(300, true);
      for (std::size_t i = 0; i < grouped.size(); ++i)
        QCOMPARE(grouped[i], grouped[i / 10 * 10]);
      QVERIFY(std::set<std::string>(grouped.begin(), grouped.end()).size() == 3);
      const auto before = partsOf(300, false);
      auto more = partsOf(345, false);
      more.resize(before.size());
      QCOMPARE(more, before);
      const auto train = std::count(before.begin(), before.end(), "train");
      QVERIFY(train > 140 && train < 220);
      const auto few = partsOf(3, false);
      QCOMPARE(std::set<std::string>(few.begin(), few.end()).size(), std::size_t(3));
    }
  }

  void firstGenerationIsWrittenAsItWas() {
    const auto out = std::filesystem::path(folder_.filePath("via1.json").toStdString());
    QVERIFY(writeAnnotations(sample(), Format::via1, out).ok());
    const auto root = parseJson(readFile(out).value(), "via1").value();
    const auto& entry = root["a.jpg12"];
    QVERIFY(entry["regions"].IsObject());
    QCOMPARE(int(entry["regions"]["3"]["shape_attributes"]["all_points_x"].Size()), 4); // closed
    QVERIFY(!entry["regions"]["2"]["shape_attributes"].HasMember("theta"));
    QVERIFY(entry["regions"]["2"]["region_attributes"]["flags"].IsString());
    QVERIFY(entry.HasMember("fileref") && entry.HasMember("base64_img_data"));
  }

  void thirdGenerationKeepsItsOwn() {
    FILLSCOPE_NEEDS_SHARED_DATA(root, "annotations");
    for (const char* name : {"/via3-points/via3_project_derived.json", "/canonical/via3_from_via2.json"}) {
      const auto first = readAnnotations((root + name).toStdString());
      QVERIFY(first.ok());
      const auto out = std::filesystem::path(folder_.filePath("via3.json").toStdString());
      QVERIFY(writeAnnotations(first->project, Format::via3, out)->differences.empty());
      const auto second = readAnnotations(out);
      QVERIFY(second.ok());
      QVERIFY(second->project.pictures == first->project.pictures);
      QCOMPARE(second->project.attributesJson, first->project.attributesJson);
      QCOMPARE(second->project.defaultPath, first->project.defaultPath);
      QCOMPARE(second->project.name, first->project.name);
      QVERIFY(writeAnnotations(second->project, Format::via3, folder_.filePath("b.json").toStdString()).ok());
      QCOMPARE(readFile(out).value(), readFile(folder_.filePath("b.json").toStdString()).value());
    }
  }

  void shapesOfTheThirdGeneration() {
    const auto imported = read("v3.json", R"({"project":{"vid_list":["2","1"]},"config":{},
      "attribute":{"1":{"aname":"n","anchor_id":"FILE1_Z0_XY1","type":2,"options":{"a":"A"}}},
      "file":{"1":{"fid":"1","fname":"a.jpg","type":2,"loc":1,"src":"a.jpg"},"2":{"fid":"2","fname":"v.mp4","type":4,"loc":1,"src":"v.mp4"}},
      "metadata":{"1_a":{"vid":"1","flg":0,"z":[],"xy":[5,0,0,3,4],"av":{"1":"a,b"}},
        "1_b":{"vid":"1","flg":0,"z":[],"xy":[8,4,1,9,4,4,8,1,4],"av":{}},
        "1_c":{"vid":"1","flg":0,"z":[],"xy":[9,1,0,0,1,-1,0],"av":{}},
        "1_d":{"vid":"1","flg":3,"z":[],"xy":[12,1],"av":{}},
        "2_a":{"vid":"2","flg":0,"z":[1.5],"xy":[2,1,2,3,4],"av":{}},
        "2_b":{"vid":"2","flg":0,"z":[1,2],"xy":[],"av":{}},
        "9_x":{"vid":"9","flg":0,"z":[],"xy":[],"av":{}}},
      "view":{"1":{"fid_list":["1"]},"2":{"fid_list":["2"]}}})");
    const auto& pictures = imported.project.pictures;
    QCOMPARE(pictures.size(), std::size_t(2));
    QCOMPARE(pictures[0].filename, std::string("v.mp4"));
    const auto& regions = pictures[1].regions;
    QVERIFY(std::holds_alternative<PolylineShape>(regions[0].shape));
    QCOMPARE(regions[0].attributes.find("n")->text, std::string(R"({"a":true,"b":true})"));
    QVERIFY((std::get<RectShape>(regions[1].shape) == RectShape{1, 1, 8, 7}));
    QVERIFY((std::get<CircleShape>(regions[2].shape) == CircleShape{{0, 0}, 1}));
    QVERIFY(std::holds_alternative<UnknownShape>(regions[3].shape));
    const auto out = std::filesystem::path(folder_.filePath("v3-again.json").toStdString());
    QVERIFY(writeAnnotations(imported.project, Format::via3, out).ok());
    const auto again = readAnnotations(out);
    QVERIFY(again->project.pictures[1].regions == regions);
    QVERIFY(again->project.pictures[0].regions == pictures[0].regions); // with its time
    QCOMPARE(again->project.pictures[0].extras.size(), pictures[0].extras.size());
  }

  void objectsThatTheThirdGenerationLacksAreTold() {
    Project project;
    project.pictures.resize(1);
    project.pictures[0].id = project.pictures[0].filename = "a.png";
    Region region;
    region.shape = RectShape{1, 2, 3, 4};
    region.attributes.set("d", AttributeValue{R"({"e":1,"f":"red","g":[1]})", true});
    region.attributes.set("c", AttributeValue{R"({"x":true,"y":false})", true});
    project.pictures[0].regions = {region};
    const std::vector<Loss> losses = lossesOf(project, Format::via3);
    QCOMPARE(losses.size(), std::size_t(1));
    QCOMPARE(losses[0].what, std::string("attribute d"));
    QVERIFY(losses[0].becomes.empty());
  }

  // The settings and what is kept unread name attributes by their ids.
  void attributesOfTheThirdGenerationKeepTheirIds() {
    const auto imported = read("v3ids.json", R"({"project":{"vid_list":["1"]},
      "config":{"ui":{"spatial_region_label_attribute_id":"7"}},
      "attribute":{"3":{"aname":"scene","anchor_id":"FILE1_Z0_XY0","type":1},
        "5":{"aname":"act","anchor_id":"FILE1_Z2_XY0","type":1},
        "7":{"aname":"thing","anchor_id":"FILE1_Z1_XY1","type":1}},
      "file":{"1":{"fid":"1","fname":"v.mp4","type":4,"loc":1,"src":"v.mp4"}},
      "metadata":{"1_a":{"vid":"1","flg":1,"z":[1.5],"xy":[2,1,2,3,4],"av":{"7":"box"}},
        "1_b":{"vid":"1","flg":0,"z":[1,2],"xy":[],"av":{"5":"walks"}},
        "1_c":{"vid":"1","flg":0,"z":[],"xy":[12,1],"av":{}}},
      "view":{"1":{"fid_list":["1"]}}})");
    Project project = imported.project;
    QVERIFY(lossesOf(project, Format::via3).empty());
    project.pictures[0].regions[0].attributes.set("added", std::string("x"));
    const auto out = std::filesystem::path(folder_.filePath("v3ids-again.json").toStdString());
    QVERIFY(writeAnnotations(project, Format::via3, out)->differences.empty());
    const auto json = std::move(*parseJson(*readFile(out), "again"));
    const auto& attributes = json["attribute"];
    QCOMPARE(attributes.MemberCount(), 4u);
    QCOMPARE(std::string(attributes["3"]["aname"].GetString()), std::string("scene"));
    QCOMPARE(std::string(attributes["5"]["aname"].GetString()), std::string("act"));
    QCOMPARE(std::string(attributes["5"]["anchor_id"].GetString()), std::string("FILE1_Z2_XY0"));
    QCOMPARE(std::string(attributes["7"]["aname"].GetString()), std::string("thing"));
    QCOMPARE(std::string(attributes["7"]["anchor_id"].GetString()), std::string("FILE1_Z1_XY1"));
    QCOMPARE(std::string(attributes["1"]["aname"].GetString()), std::string("added"));
    int segments = 0;
    for (const auto& item : json["metadata"].GetObject()) {
      segments += item.value["av"].HasMember("5");
      if (item.value["xy"].Size() == 5) QVERIFY(item.value["av"].HasMember("7"));
    }
    QCOMPARE(segments, 1);
  }

  void attributesAlone() {
    const auto list = read("attributes.json", R"({"region":{"a":{"type":"text"}},"file":{}})");
    QVERIFY(list.project.pictures.empty());
    QVERIFY(list.project.attributesJson.find("\"a\"") != std::string::npos);
    const auto line = read("names.csv", "style,name,style\n");
    QCOMPARE(line.report.notes.size(), std::size_t(1));
    QVERIFY(line.project.attributesJson.find("\"name\"") != std::string::npos);
    QVERIFY(!readAnnotations(make("names.txt", "style,name\n")).ok());
  }

  void picturesAreLookedFor() {
    make("here.jpg", "x");
    const auto imported =
        read("look.json", R"({"a":{"filename":"here.jpg","size":1,"regions":[],"file_attributes":{}},
      "b":{"filename":"gone.jpg","size":1,"regions":[],"file_attributes":{}}})");
    QCOMPARE(imported.report.picturesFound, 1);
    QCOMPARE(imported.report.picturesMissing, 1);
    QCOMPARE(imported.report.notes.back().picture, std::string("gone.jpg"));
  }
};

QTEST_GUILESS_MAIN(TestViaCodecs)
#include "test_via_codecs.moc"
