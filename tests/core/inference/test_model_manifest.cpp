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
    row("no task", "task", removed, "\"depth\" or \"corners\"");
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
