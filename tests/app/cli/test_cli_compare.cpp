// The verb compare as a user runs it: what counts, folders, grey pictures, sheets.
#include "cli_run.h"
#include "core/annotation/rim.h"
#include "core/base/file_io.h"
#include "core/base/json.h"
#include "core/formats/depth_io.h"
#include "core/formats/image_io.h"
#include "core/formats/via_project.h"
#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <cmath>

using namespace fillscope;
using namespace fillscope::tests;

namespace {

namespace fs = std::filesystem;
constexpr int width = 64, height = 48;

rapidjson::Document jsonOf(const Run& r) {
  rapidjson::Document document;
  document.Parse(r.out.toUtf8().constData());
  return document;
}

double numberAt(const rapidjson::Value& value, std::initializer_list<const char*> path) {
  const rapidjson::Value* at = &value;
  for (const char* name : path)
    if (at = member(*at, name); !at) return std::nan("");
  return at->IsNumber() ? at->GetDouble() : std::nan("");
}

/// A slope of 1 to about 1.6 m; inside the rectangle of the rim `off` metres are added.
DepthMap slope(double off, double beyond = 0) {
  DepthMap depth;
  depth.values = Raster<float>(width, height);
  for (int y = 0; y < height; ++y)
    for (int x = 0; x < width; ++x) {
      const bool inside = x >= 16 && x < 48 && y >= 12 && y < 36;
      depth.values.at(x, y) = static_cast<float>(1 + 0.004 * x + 0.006 * y + (inside ? off : beyond));
    }
  return depth;
}

const QString rimCorners = QStringLiteral("16,12 48,12 48,36 16,36");

} // namespace

class TestCliCompare : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void init() {
    home_ = std::make_unique<QTemporaryDir>();
    QVERIFY(home_->isValid());
  }

  void onlyWhatCountsIsCounted() {
    put("measured.depth.png", slope(0));
    put("predicted.npy", slope(0.01, 0.2));
    Image mask(width, height, 1);
    for (int y = 12; y < 36; ++y)
      for (int x = 16; x < 48; ++x)
        mask.at(x, y) = 40;
    QVERIFY(saveImage(mask, at("mask.png")).ok());
    Image photo(2 * width, 2 * height, 3, 90);
    QVERIFY(saveImage(photo, at("measured.color.png")).ok());
    Project project;
    Picture picture;
    picture.filename = "measured.color.png";
    setRim(picture, Rim{{{32, 24}, {96, 24}, {96, 72}, {32, 72}}, {}});
    project.pictures.push_back(picture);
    QVERIFY(saveViaProject(project, at("boxes.fillscope.json")).ok());

    const QStringList pair{"compare",       "predicted.npy", "measured.depth.png",
                           "--depth-scale", "1e-4",          "--json"};
    QVERIFY(numberAt(jsonOf(cli(pair)), {"mean_abs_error_m"}) > 0.1);
    const struct {
      QStringList options;
      QString within;
    } ways[] = {{{"--mask", "mask.png"}, "mask.png"},
                {{"--corners", rimCorners}, "corners"},
                // The rim lies on a photo of twice the depth's size.
                {{"--within", "rim", "--project", "boxes.fillscope.json"}, "rim"},
                {{"--within", "rim", "--project", "boxes.fillscope.json", "--picture", "measured"}, "rim"}};
    for (const auto& way : ways) {
      const Run r = cli(pair + way.options);
      QVERIFY2(r.exitCode == 0, qPrintable(r.err));
      const auto json = jsonOf(r);
      QCOMPARE(numberAt(json, {"valid_pixels"}), 32.0 * 24);
      QVERIFY(std::abs(numberAt(json, {"mean_abs_error_m"}) - 0.01) < 1e-4);
      QCOMPARE(QString::fromUtf8(json["counted"]["within"].GetString()), way.within);
    }
    const Run text = cli(
        {"compare", "predicted.npy", "measured.depth.png", "--depth-scale", "1e-4", "--corners", rimCorners});
    QVERIFY2(text.out.contains("768 pixels measured in both, within corners"), qPrintable(text.out));
    QVERIFY2(text.out.contains("R²"), qPrintable(text.out));
  }

  void capsAndCropAreNamed() {
    put("a.npy", slope(0.3));
    put("b.npy", slope(0));
    const Run r = cli({"compare", "a.npy", "b.npy", "--json", "--min-depth", "1.1", "--max-depth", "1.3",
                       "--crop", "garg"});
    QVERIFY2(r.exitCode == 0, qPrintable(r.err));
    const auto json = jsonOf(r);
    QCOMPARE(numberAt(json, {"counted", "min_depth_m"}), 1.1);
    QCOMPARE(numberAt(json, {"counted", "max_depth_m"}), 1.3);
    QCOMPARE(QString::fromUtf8(json["counted"]["crop"].GetString()), QString("garg"));
    QVERIFY(json["counted"]["within"].IsNull());
    QVERIFY(numberAt(json, {"mean_abs_error_m"}) < 0.2); // 1.3 is the most an estimate can be
    const Run nyu = cli({"compare", "a.npy", "b.npy", "--crop", "nyu-eigen"});
    QCOMPARE(nyu.exitCode, 3);
    QVERIFY2(nyu.err.contains("640×480"), qPrintable(nyu.err));
  }

  /// Only with caps does infinity in a file say something: farther than they reach.
  void infinityIsTheGreatestDepth() {
    DepthMap far = slope(0);
    put("b.npy", far);
    for (int x = 0; x < width; ++x)
      far.values.at(x, 5) = std::numeric_limits<float>::infinity();
    put("a.npy", far);
    const auto plain = jsonOf(cli({"compare", "a.npy", "b.npy", "--json"}));
    QCOMPARE(numberAt(plain, {"valid_pixels"}), double(width * (height - 1)));
    const auto capped = jsonOf(cli({"compare", "a.npy", "b.npy", "--max-depth", "5", "--json"}));
    QCOMPARE(numberAt(capped, {"valid_pixels"}), double(width * height));
    QVERIFY(numberAt(capped, {"bias_m"}) > 3.0 / height);
  }

  void aCropOfAnotherShapeIsTold() {
    DepthMap square;
    square.values = Raster<float>(32, 32, 1, 1.0f);
    square.values.at(0, 0) = 2.0f;
    put("a.npy", square);
    put("b.npy", slope(0));
    const Run r = cli({"compare", "a.npy", "b.npy", "--json"});
    QVERIFY2(r.exitCode == 0, qPrintable(r.err));
    QVERIFY2(r.err.contains("(32×32) was stretched to the reference (64×48)"), qPrintable(r.err));
    QVERIFY(jsonOf(r)["stretched"].GetBool());
  }

  void optionsThatDoNotFitAreUsageFaults_data() {
    QTest::addColumn<QStringList>("options");
    QTest::newRow("two areas") << QStringList{"--mask", "m.png", "--corners", rimCorners};
    QTest::newRow("a rim without project") << QStringList{"--within", "rim"};
    QTest::newRow("a project without rim") << QStringList{"--project", "p.json"};
    QTest::newRow("no such area") << QStringList{"--within", "box"};
    QTest::newRow("caps upside down") << QStringList{"--min-depth", "2", "--max-depth", "1"};
    QTest::newRow("no such crop") << QStringList{"--crop", "kitti"};
  }
  void optionsThatDoNotFitAreUsageFaults() {
    QFETCH(QStringList, options);
    const Run r = cli(QStringList{"compare", "a.npy", "b.npy"} + options);
    QCOMPARE(r.exitCode, 2);
  }

 private:
  fs::path at(const char* name) const { return fs::path(home_->path().toStdString()) / name; }
  void put(const char* name, const DepthMap& depth) const {
    fs::create_directories(at(name).parent_path());
    QVERIFY(saveDepth(depth, at(name)).ok());
  }
  Run cli(const QStringList& arguments) const { return run(arguments, home_->path()); }

  std::unique_ptr<QTemporaryDir> home_;
};

QTEST_GUILESS_MAIN(TestCliCompare)
#include "test_cli_compare.moc"
