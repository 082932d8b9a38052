#include "core/inference/model_manifest.h"
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

using namespace fillscope;

namespace {

QJsonObject goodManifest() {
  return {{"id", "box-depth-s"},
          {"name", "Small box depth"},
          {"licence", "MIT"},
          {"task", "depth"},
          {"engine", "torchscript"},
          {"file", "net.pt"},
          {"input", QJsonObject{{"width", 224}, {"height", 160}}},
          {"output", QJsonObject{{"kind", "metric"}, {"unit", "m"}}}};
}

QJsonObject goodCorners() {
  QJsonObject object = goodManifest();
  object["task"] = "corners";
  object.remove("output");
  object["input"] = QJsonObject{{"width", 192}, {"height", 192}};
  object["corners"] = QJsonObject{{"keypoints", QJsonArray{"a", "b", "c"}}};
  return object;
}

QJsonObject goodRim() {
  QJsonObject object = goodManifest();
  object.remove("output");
  object["input"] = QJsonObject{{"width", 112}, {"height", 112}};
  object["rim"] = QJsonObject{{"margin", 6}};
  return object;
}

/// Sets "input.width"; undefined removes the field.
QJsonObject with(QJsonObject object, const QString& field, const QJsonValue& value) {
  const auto dot = field.indexOf('.');
  const QString outer = field.left(dot);
  if (dot < 0) {
    object[field] = value;
    return object;
  }
  QJsonObject inner = object[outer].toObject();
  inner[field.mid(dot + 1)] = value;
  object[outer] = inner;
  return object;
}

} // namespace

class TestModelManifest : public QObject {
  Q_OBJECT

 private:
  QTemporaryDir folder_;

  Result<ModelManifest> load(const QByteArray& json) {
    QFile file(folder_.filePath("manifest.json"));
    if (!file.open(QIODevice::WriteOnly) || file.write(json) != json.size())
      qFatal("cannot write %s", qPrintable(file.fileName()));
    file.close();
    return loadManifest(file.fileName().toStdString());
  }
  Result<ModelManifest> load(const QJsonObject& object) { return load(QJsonDocument(object).toJson()); }

 private Q_SLOTS:
  void initTestCase() {
    QFile network(folder_.filePath("net.pt"));
    QVERIFY(network.open(QIODevice::WriteOnly));
  }

  void readsEveryField() {
    QJsonObject object = goodManifest();
    object["description"] = "Trained on ray-cast boxes";
    object["sha256"] = QString(64, 'A');
    object["x-trained-on"] = "boxes";
    object["input"] = QJsonObject{{"width", 224},
                                  {"height", 160},
                                  {"keep_aspect", true},
                                  {"channels", "bgr"},
                                  {"scale", 1},
                                  {"mean", QJsonArray{1, 2, 3}},
                                  {"std", QJsonArray{4, 5, 6}}};
    const auto manifest = load(object);
    QVERIFY2(manifest.ok(), manifest ? "" : manifest.error().sentence().c_str());
    QCOMPARE(manifest->id, std::string("box-depth-s"));
    QCOMPARE(manifest->name, std::string("Small box depth"));
    QCOMPARE(manifest->licence, std::string("MIT"));
    QCOMPARE(manifest->description, std::string("Trained on ray-cast boxes"));
    QVERIFY(manifest->file.is_absolute());
    QCOMPARE(manifest->inputWidth, 224);
    QCOMPARE(manifest->inputHeight, 160);
    QVERIFY(manifest->keepAspect && manifest->bgr);
    QCOMPARE(manifest->inputScale, 1.0);
    QCOMPARE(manifest->mean, (std::array<double, 3>{1, 2, 3}));
    QCOMPARE(manifest->std, (std::array<double, 3>{4, 5, 6}));
    QCOMPARE(manifest->sha256, std::string(64, 'a'));
  }

  void whatIsLeftOutHasItsDefault() {
    QJsonObject object = goodManifest();
    object.remove("name");
    const auto manifest = load(object);
    QVERIFY(manifest.ok());
    QCOMPARE(manifest->name, std::string("box-depth-s"));
    QVERIFY(!manifest->keepAspect && !manifest->bgr);
    QCOMPARE(manifest->inputScale, 1.0 / 255);
    QCOMPARE(manifest->std, (std::array<double, 3>{1, 1, 1}));
    QVERIFY(manifest->sha256.empty());
  }

  void theUnitReachesMetres_data() {
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QString>("unit");
    QTest::addColumn<double>("scale");
    QTest::addColumn<double>("expected");
    QTest::newRow("m") << "metric"
                       << "m" << 1.0 << 1.0;
    QTest::newRow("cm") << "metric"
                        << "cm" << 1.0 << 0.01;
    QTest::newRow("mm") << "metric"
                        << "mm" << 1.0 << 0.001;
    QTest::newRow("tenths of mm") << "metric"
                                  << "mm" << 0.1 << 0.0001;
    QTest::newRow("inverse") << "inverse"
                             << "1/m" << 2.0 << 2.0;
    QTest::newRow("disparity") << "inverse"
                               << "" << 1.0 << 1.0;
    QTest::newRow("relative") << "relative"
                              << "" << 1.0 << 1.0;
  }
  void theUnitReachesMetres() {
    QFETCH(QString, kind);
    QFETCH(QString, unit);
    QFETCH(double, scale);
    QFETCH(double, expected);
    QJsonObject object = goodManifest();
    object["output"] = QJsonObject{{"kind", kind}, {"unit", unit}, {"scale", scale}};
    const auto manifest = load(object);
    QVERIFY2(manifest.ok(), manifest ? "" : manifest.error().sentence().c_str());
    QCOMPARE(manifest->outputScale, expected);
    QCOMPARE(manifest->outputUnit, unit.toStdString());
  }

  void aWrongFieldIsNamedWithWhatIsAllowed_data() {
    QTest::addColumn<QString>("field");
    QTest::addColumn<QJsonValue>("value");
    QTest::addColumn<QString>("said");
    const QJsonValue removed(QJsonValue::Undefined);
    const auto row = [](const char* name, const char* field, const QJsonValue& value, const char* said) {
      QTest::newRow(name) << QString(field) << value << QString(said);
    };
    row("no id", "id", removed, "a short name");
    row("id with a slash", "id", "a/b", "letters, digits");
    row("no task", "task", removed, "\"depth\" or \"corners\" or \"classes\"");
    row("another engine", "engine", "tensorflow",
        "must be \"torchscript\" or \"onnx\" but is \"tensorflow\"");
    row("no file", "file", removed, "beside this manifest");
    row("empty file", "file", "", "must not be empty");
    row("no input", "input", removed, "an object { … } is needed");
    row("input is a list", "input", QJsonArray{1}, "an object { … } but is [1]");
    row("no width", "input.width", removed, "8 to 8192");
    row("width 0", "input.width", 0, "8 to 8192, but is 0");
    row("width as text", "input.width", "224", "8 to 8192, but is \"224\"");
    row("half a pixel", "input.height", 10.5, "whole number");
    row("channels", "input.channels", "grb", "\"rgb\" or \"bgr\"");
    row("scale 0", "input.scale", 0, "above 0 but is 0");
    row("two means", "input.mean", QJsonArray{0, 0}, "three numbers");
    row("std 0", "input.std", QJsonArray{1, 0, 1}, "three numbers above 0");
    row("aspect as number", "input.keep_aspect", 1, "true or false but is 1");
    row("no kind", "output.kind", removed, "\"metric\" or \"relative\" or \"inverse\"");
    row("no unit", "output.unit", removed, "\"m\" or \"cm\" or \"mm\" is needed");
    row("unit", "output.unit", "inch", "must be \"m\" or \"cm\" or \"mm\" but is \"inch\"");
    row("unit of another kind", "output.unit", "1/m", "\"mm\" but is \"1/m\"");
    row("sha256", "sha256", "12", "64 hexadecimal digits");
    row("misspelt", "lisence", "MIT", "licence");
    row("misspelt inside", "input.mena", QJsonArray{0, 0, 0}, "mean");
  }
  void aWrongFieldIsNamedWithWhatIsAllowed() {
    QFETCH(QString, field);
    QFETCH(QJsonValue, value);
    QFETCH(QString, said);
    const auto manifest = load(with(goodManifest(), field, value));
    QVERIFY(!manifest.ok());
    const QString what = QString::fromStdString(manifest.error().what);
    QCOMPARE(manifest.error().code, ErrorCode::badInput);
    QVERIFY2(QString::fromStdString(manifest.error().where).endsWith("manifest.json"), qPrintable(what));
    QVERIFY2(what.contains("\"" + field + "\""), qPrintable(what));
    QVERIFY2(what.contains(said), qPrintable(what));
  }

  void readsAClassesNetwork() {
    QJsonObject object = goodManifest();
    object["task"] = "classes";
    object.remove("output");
    object["classes"] = QJsonArray{"NOK", "OK", "Straße"};
    const auto read = load(object);
    QVERIFY2(read.ok(), read ? "" : read.error().sentence().c_str());
    QVERIFY(read->task == ModelTask::classes);
    QCOMPARE(read->classes, (std::vector<std::string>{"NOK", "OK", "Straße"}));
    const auto again = load(QJsonDocument::fromJson(QByteArray::fromStdString(manifestJson(*read))).object());
    QVERIFY2(again.ok(), again ? "" : again.error().sentence().c_str());
    QVERIFY(again->task == ModelTask::classes && again->classes == read->classes);
    QCOMPARE(again->inputWidth, read->inputWidth);
    for (const QJsonValue& wrong :
         {QJsonValue(QJsonValue::Undefined), QJsonValue(QJsonArray{"OK"}), QJsonValue(QJsonArray{"OK", "OK"}),
          QJsonValue("OK"), QJsonValue(QJsonArray{})}) {
      const auto refused = load(with(object, "classes", wrong));
      QVERIFY(!refused.ok());
      QVERIFY2(refused.error().what.find("classes") != std::string::npos, refused.error().what.c_str());
    }
  }

  void readsADenoiser() {
    QJsonObject object = goodManifest();
    object["task"] = "denoiser";
    object.remove("output");
    object["input"] = QJsonObject{{"width", 128}, {"height", 128}};
    const auto plain = load(object);
    QVERIFY2(plain.ok(), plain ? "" : plain.error().sentence().c_str());
    QVERIFY(plain->task == ModelTask::denoiser && !plain->looksThroughRim());
    QCOMPARE(plain->denoiserUnit, 0.1);
    object["denoiser"] = QJsonObject{{"unit", 0.05}};
    const auto read = load(object);
    QVERIFY2(read.ok(), read ? "" : read.error().sentence().c_str());
    QCOMPARE(read->denoiserUnit, 0.05);
    const auto again = load(QJsonDocument::fromJson(QByteArray::fromStdString(manifestJson(*read))).object());
    QVERIFY2(again.ok(), again ? "" : again.error().sentence().c_str());
    QVERIFY(again->task == ModelTask::denoiser && again->denoiserUnit == 0.05 && again->inputWidth == 128);
    for (const auto& [field, wrong] :
         {std::pair("denoiser", QJsonValue(QJsonObject{{"unit", -1}})),
          std::pair("denoiser", QJsonValue(QJsonObject{{"unitt", 1}})),
          std::pair("input", QJsonValue(QJsonObject{{"width", 128}, {"height", 64}})),
          std::pair("output", QJsonValue(QJsonObject{{"kind", "metric"}, {"unit", "m"}}))}) {
      const auto refused = load(with(object, field, wrong));
      QVERIFY2(!refused.ok(), field);
      QVERIFY2(refused.error().what.find(field) != std::string::npos, refused.error().what.c_str());
    }
  }

  void readsACornersNetwork() {
    const auto plain = load(goodCorners());
    QVERIFY2(plain.ok(), plain ? "" : plain.error().sentence().c_str());
    QVERIFY(plain->task == ModelTask::corners && !plain->looksThroughRim());
    QCOMPARE(plain->corners.keypoints, (std::vector<std::string>{"a", "b", "c"}));
    QVERIFY(!plain->corners.regression);
    QCOMPARE(plain->corners.passes, 1);
    QCOMPARE(plain->corners.starts, 1);
    QCOMPARE(plain->corners.finalViews, 1);
    QJsonObject object = goodCorners();
    object["corners"] = QJsonObject{{"keypoints", QJsonArray{"a"}},
                                    {"head", "regression"},
                                    {"border", 0.2},
                                    {"passes", 2},
                                    {"starts", 4},
                                    {"final_views", 8},
                                    {"box_share", 0.5},
                                    {"confidence", 0.9}};
    const auto full = load(object);
    QVERIFY(full.ok());
    QVERIFY(full->corners.regression);
    QCOMPARE(full->corners.border, 0.2);
    QCOMPARE(full->corners.passes, 2);
    QCOMPARE(full->corners.starts, 4);
    QCOMPARE(full->corners.finalViews, 8);
    QCOMPARE(full->corners.boxShare, 0.5);
    QCOMPARE(full->corners.confidence, 0.9);
  }

  void readsANetworkThatLooksThroughTheRim() {
    const auto plain = load(goodRim());
    QVERIFY2(plain.ok(), plain ? "" : plain.error().sentence().c_str());
    QVERIFY(plain->looksThroughRim());
    QCOMPARE(plain->rimMargin, 6);
    QCOMPARE(plain->fillFigureWeight, 0.5);
    QCOMPARE(plain->fillSigmaScale, 1.0);
    QJsonObject object = goodRim();
    object["output"] = QJsonObject{{"kind", "metric"}, {"unit", "m"}};
    object["x-fill-sigma-scale"] = 1.5;
    object["x-fill-figure-weight"] = 0;
    const auto tuned = load(object);
    QVERIFY(tuned.ok());
    QCOMPARE(tuned->fillSigmaScale, 1.5);
    QCOMPARE(tuned->fillFigureWeight, 0.0);
  }

  void wrongPartsAreNamed_data() {
    QTest::addColumn<QJsonObject>("object");
    QTest::addColumn<QString>("field");
    QTest::addColumn<QString>("said");
    const auto corner = [](const char* name, const char* field, const QJsonValue& value, const char* said) {
      QTest::newRow(name) << with(goodCorners(), field, value) << QString(field) << QString(said);
    };
    const auto rim = [](const char* name, const char* field, const QJsonValue& value, const char* said) {
      QTest::newRow(name) << with(goodRim(), field, value) << QString(field) << QString(said);
    };
    const QJsonValue removed(QJsonValue::Undefined);
    corner("no corners", "corners", removed, "an object { … } is needed");
    corner("no keypoints", "corners.keypoints", removed, "are needed");
    corner("empty keypoints", "corners.keypoints", QJsonArray{}, "each another text");
    corner("one name twice", "corners.keypoints", QJsonArray{"a", "a"}, "each another text");
    corner("head", "corners.head", "boxes", "\"heatmap\" or \"regression\"");
    corner("border", "corners.border", 0.5, "from 0 to 0.45 but is 0.5");
    corner("passes", "corners.passes", 5, "from 1 to 4 but is 5");
    corner("starts", "corners.starts", 9, "from 1 to 8 but is 9");
    corner("final views", "corners.final_views", 0, "from 1 to 8 but is 0");
    corner("box share", "corners.box_share", 0, "from 0.1 to 1");
    corner("rectified box share", "corners.rectified_box_share", 1.5, "from 0.1 to 1");
    corner("no square", "input.height", 96, "must equal input.width");
    corner("misspelt", "corners.pases", 2, "passes");
    corner("no depth", "output", QJsonObject{{"kind", "metric"}}, "not known");
    corner("no rim", "rim", QJsonObject{{"margin", 8}}, "not known");
    rim("margin", "rim.margin", 55, "from 0 to 54 but is 55");
    rim("no rim square", "input.height", 96, "must equal input.width");
    rim("weight", "x-fill-figure-weight", 1.5, "from 0 to 1");
    rim("sigma", "x-fill-sigma-scale", 0, "above 0");
    rim("no corners part", "corners", QJsonObject{}, "not known");
  }
  void wrongPartsAreNamed() {
    QFETCH(QJsonObject, object);
    QFETCH(QString, field);
    QFETCH(QString, said);
    const auto manifest = load(object);
    QVERIFY(!manifest.ok());
    const QString what = QString::fromStdString(manifest.error().what);
    QVERIFY2(what.contains("\"" + field + "\"") && what.contains(said), qPrintable(what));
  }

  void whatIsWrittenReadsBack_data() {
    QTest::addColumn<QJsonObject>("object");
    QJsonObject depth = goodManifest();
    depth["description"] = "Übung \"quoted\"";
    depth["sha256"] = QString(64, 'b');
    depth["input"] = QJsonObject{{"width", 224},
                                 {"height", 160},
                                 {"keep_aspect", true},
                                 {"channels", "bgr"},
                                 {"scale", 0.0123456789},
                                 {"mean", QJsonArray{0.1, 2, 3}},
                                 {"std", QJsonArray{0.3, 5, 6}}};
    QTest::newRow("depth") << depth;
    QTest::newRow("millimetres") << with(goodManifest(), "output.unit", "mm");
    QJsonObject inverse = goodManifest();
    inverse["output"] = QJsonObject{{"kind", "inverse"}, {"unit", "1/m"}, {"scale", 2}};
    QTest::newRow("inverse") << inverse;
    QJsonObject corners = goodCorners();
    corners["corners"] = QJsonObject{{"keypoints", QJsonArray{"a", "b"}},
                                     {"head", "regression"},
                                     {"border", 0.2},
                                     {"passes", 2},
                                     {"starts", 3},
                                     {"final_views", 2},
                                     {"box_share", 0.5},
                                     {"confidence", 0.9}};
    QTest::newRow("corners") << corners;
    QJsonObject rim = goodRim();
    rim["x-fill-sigma-scale"] = 1.25;
    rim["x-fill-figure-weight"] = 0.7;
    QTest::newRow("rim") << rim;
  }
  void whatIsWrittenReadsBack() {
    QFETCH(QJsonObject, object);
    const auto first = load(object);
    QVERIFY2(first.ok(), first ? "" : first.error().sentence().c_str());
    const auto second = load(QByteArray::fromStdString(manifestJson(*first)));
    QVERIFY2(second.ok(), second ? "" : second.error().sentence().c_str());
    QCOMPARE(manifestJson(*second), manifestJson(*first));
    QCOMPARE(second->id, first->id);
    QCOMPARE(second->description, first->description);
    QCOMPARE(second->sha256, first->sha256);
    QCOMPARE(second->file, first->file);
    QVERIFY(second->task == first->task && second->outputKind == first->outputKind);
    QVERIFY(second->keepAspect == first->keepAspect && second->bgr == first->bgr);
    QCOMPARE(second->inputScale, first->inputScale);
    QCOMPARE(second->mean, first->mean);
    QCOMPARE(second->std, first->std);
    QCOMPARE(second->outputScale, first->outputScale);
    QCOMPARE(second->corners.keypoints, first->corners.keypoints);
    QCOMPARE(second->corners.regression, first->corners.regression);
    QCOMPARE(second->corners.confidence, first->corners.confidence);
    QCOMPARE(second->corners.passes, first->corners.passes);
    QCOMPARE(second->corners.starts, first->corners.starts);
    QCOMPARE(second->corners.finalViews, first->corners.finalViews);
    QCOMPARE(second->rimMargin, first->rimMargin);
    QCOMPARE(second->fillSigmaScale, first->fillSigmaScale);
    QCOMPARE(second->fillFigureWeight, first->fillFigureWeight);
  }

  void aMissingNetworkIsNamed() {
    const auto manifest = load(with(goodManifest(), "file", "other.pt"));
    QVERIFY(!manifest.ok());
    QCOMPARE(manifest.error().code, ErrorCode::notFound);
    QVERIFY(QString::fromStdString(manifest.error().what).contains("other.pt"));
  }

  void brokenJsonIsToldByLine() {
    const auto manifest = load(QByteArray("{\n \"id\": \"a\",\n \"task\" \"depth\" }"));
    QVERIFY(!manifest.ok());
    QVERIFY(QString::fromStdString(manifest.error().what).contains("line 3"));
    QVERIFY(!load(QByteArray("[1, 2]")).ok());
  }

  void aMissingManifestIsNotFound() {
    QCOMPARE(loadManifest(folder_.filePath("none.json").toStdString()).error().code, ErrorCode::notFound);
  }
};

QTEST_APPLESS_MAIN(TestModelManifest)
#include "test_model_manifest.moc"
