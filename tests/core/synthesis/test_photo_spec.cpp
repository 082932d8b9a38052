// The specification file: every field comes back, and what is wrong is named.
#include "core/synthesis/photo_spec.h"
#include <QtTest>

using namespace fillscope;

namespace {

Result<SurfacePictures> noPictures(const std::filesystem::path& folder) {
  return Error{ErrorCode::notFound, "no pictures", folder.string(), {}};
}

QString sentenceOf(const std::string& json) {
  const auto parsed = parsePhotoSpec(json, "s.json", noPictures);
  return parsed ? QString() : QString::fromStdString(parsed.error().sentence());
}

} // namespace

class TestPhotoSpec : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void defaultsPass() { QVERIFY(PhotoSpec{}.check().ok()); }

  void everyFieldComesBack() {
    PhotoSpec spec;
    spec.width = 320;
    spec.boxKinds = {0.1, 0.2, 0.7};
    spec.contentKinds.looseFill = 3;
    spec.flapAngle = {-45.5, 90.25};
    spec.fill = {1.0 / 3.0, 2.0 / 3.0};
    spec.holeShare = {0.125, 0.125};
    spec.textureSet = "tëst \"2\"";
    double share = 0.01;
    for (double PhotoSpec::*field :
         {&PhotoSpec::twoFacedFlapShare, &PhotoSpec::bentFlapShare, &PhotoSpec::bottomFlapShare,
          &PhotoSpec::linerShare, &PhotoSpec::cutOutShare, &PhotoSpec::rolledRimShare,
          &PhotoSpec::recessShare, &PhotoSpec::gleamShare, &PhotoSpec::otherNeighbourShare,
          &PhotoSpec::tableShare, &PhotoSpec::closedBoxShare, &PhotoSpec::darkInsideShare})
      spec.*field = share += 0.01;
    const auto parsed = parsePhotoSpec(photoSpecJson(spec), "s.json", noPictures);
    QVERIFY(parsed.ok());
    QVERIFY(*parsed == spec);
    QVERIFY(!(*parsed == PhotoSpec{}));
  }

  void whatIsLeftOutKeepsItsDefault() {
    const auto parsed = parsePhotoSpec(R"({"camera": {"tilt": [3, 9], "roll": 5}})", "s.json", noPictures);
    QVERIFY(parsed.ok());
    PhotoSpec expected;
    expected.tilt = {3, 9};
    expected.roll = {5, 5};
    QVERIFY(*parsed == expected);
  }

  void fileHasGroupsInOrder() {
    const QString json = QString::fromStdString(photoSpecJson({}));
    qsizetype last = -1;
    for (const char* group :
         {"box", "content", "surroundings", "light", "camera", "depth_camera", "textures"}) {
      const qsizetype at = json.indexOf(QString("\"%1\": {").arg(group));
      QVERIFY2(at > last, group);
      last = at;
    }
  }

  void faultsAreNamed_data() {
    QTest::addColumn<QString>("json");
    QTest::addColumn<QString>("sentence");
    QTest::newRow("syntax") << "{\"box\": [}"
                            << "line 1";
    QTest::newRow("no object") << "[1]"
                               << "must be an object";
    QTest::newRow("unknown group") << R"({"boxes": {}})"
                                   << "\"boxes\" is unknown: allowed are box, camera";
    QTest::newRow("unknown field") << R"({"camera": {"tild": [0, 1]}})"
                                   << "\"camera.tild\" is unknown";
    QTest::newRow("unknown kind") << R"({"content": {"content_kinds": {"cheese": 1}}})"
                                  << "\"content.content_kinds.cheese\" is unknown";
    QTest::newRow("group is a number") << R"({"light": 4})"
                                       << "\"light\" must be an object";
    QTest::newRow("text for a range") << R"({"box": {"wall": "thin"}})"
                                      << "\"box.wall\" must be [low, high] or one number but is \"thin\"";
    QTest::newRow("three numbers") << R"({"box": {"wall": [1, 2, 3]}})"
                                   << "\"box.wall\" must be [low, high]";
    QTest::newRow("text in a range") << R"({"box": {"wall": [0.01, "a"]}})"
                                     << "\"box.wall\" must be a number";
    QTest::newRow("too large") << R"({"camera": {"tilt": [0, 80]}})"
                               << "\"camera.tilt\" must stay within 0 to 60 but is 0 to 80";
    QTest::newRow("turned round") << R"({"content": {"fill": [0.9, 0.1]}})"
                                  << "\"content.fill\" must begin with the smaller number";
    QTest::newRow("share") << R"({"box": {"flap_share": 1.5}})"
                           << "\"box.flap_share\" must be 0 to 1 but is 1.5";
    QTest::newRow("floor share") << R"({"box": {"bottom_flap_share": -0.1}})"
                                 << "\"box.bottom_flap_share\" must be 0 to 1 but is -0.1";
    QTest::newRow("table share") << R"({"surroundings": {"table_share": 2}})"
                                 << "\"surroundings.table_share\" must be 0 to 1 but is 2";
    QTest::newRow("dark share") << R"({"light": {"dark_inside_share": 1.01}})"
                                << "\"light.dark_inside_share\" must be 0 to 1 but is 1.01";
    QTest::newRow("half a pixel") << R"({"width": 256.5})"
                                  << "\"width\" must be a whole number but is 256.5";
    QTest::newRow("few pixels") << R"({"height": 2})"
                                << "\"height\" must be 16 to 4096 but is 2";
    QTest::newRow("no kind") << R"({"box": {"box_kinds": {"carton": 0, "tote": 0, "crate": 0}}})"
                             << "\"box.box_kinds\" must have one kind above 0";
    QTest::newRow("negative kind") << R"({"box": {"box_kinds": {"tote": -1}}})"
                                   << "\"box.box_kinds.tote\" must be";
    QTest::newRow("no set") << R"({"textures": {"texture_set": ""}})"
                            << "\"textures.texture_set\" must have";
    QTest::newRow("set is a number") << R"({"textures": {"texture_set": 4}})"
                                     << "\"textures.texture_set\" must be a text but is 4";
  }
  void faultsAreNamed() {
    QFETCH(QString, json);
    QFETCH(QString, sentence);
    const QString said = sentenceOf(json.toStdString());
    QVERIFY2(said.contains(sentence), qPrintable(said));
    QVERIFY2(said.contains("s.json"), qPrintable(said));
  }

  void photographsAreLookedForBesideTheFile() {
    const auto missing =
        parsePhotoSpec(R"({"textures": {"pictures": "floors"}})", "/some/s.json", noPictures);
    QVERIFY(!missing.ok());
    QCOMPARE(missing.error().where, std::string("/some/floors"));
    const auto list = [](const std::filesystem::path& folder) {
      return SurfacePictures(folder, {folder / "a.png"}, {});
    };
    const auto spec = parsePhotoSpec(R"({"textures": {"pictures": "floors", "picture_share": 0.25}})",
                                     "/some/s.json", list);
    QVERIFY(spec.ok());
    QCOMPARE(spec->pictures.count(), std::size_t(1));
    QCOMPARE(spec->pictureShare, 0.25);
    QVERIFY(!(*spec == PhotoSpec{}));
    const auto again = parsePhotoSpec(photoSpecJson(*spec), "/elsewhere/s.json", list);
    QVERIFY(again.ok() && *again == *spec);
  }

  void notANumberIsOutOfRange() {
    PhotoSpec spec;
    spec.fill.high = std::numeric_limits<double>::quiet_NaN();
    const auto checked = spec.check();
    QVERIFY(!checked.ok());
    QVERIFY(QString::fromStdString(checked.error().what).contains("content.fill"));
  }

  void missingFileIsNotFound() {
    const auto loaded = loadPhotoSpec("/nowhere/spec.json", noPictures);
    QVERIFY(!loaded.ok());
    QCOMPARE(loaded.error().code, ErrorCode::notFound);
  }

  void shippedSpecificationIsRead() {
    const auto loaded = loadPhotoSpec(FILLSCOPE_SOURCE_DIR "/models/specs/photos.json", noPictures);
    QVERIFY(loaded.ok());
    const PhotoSpec plain;
    QVERIFY(loaded->rimShare.high > plain.rimShare.high);
    QVERIFY(loaded->partialShare > plain.partialShare);
    QVERIFY(loaded->bottomFlapShare > plain.bottomFlapShare);
    QVERIFY(loaded->roll.low <= -45 && loaded->roll.high >= 45); // any turn of a box
    QCOMPARE(loaded->textureSet, plain.textureSet);
  }

  void filesAreRead() {
    QTemporaryDir folder;
    const QString path = folder.filePath("spec.json");
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(R"({"surroundings": {"clutter": [2, 2]}})");
    file.close();
    const auto loaded = loadPhotoSpec(path.toStdString(), noPictures);
    QVERIFY(loaded.ok());
    QVERIFY((loaded->clutter == Range{2, 2}));
  }
};

QTEST_APPLESS_MAIN(TestPhotoSpec)
#include "test_photo_spec.moc"
