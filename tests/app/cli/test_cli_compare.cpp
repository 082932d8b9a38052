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
#include <array>
#include <cmath>
#include <limits>
#include <memory>
#include <set>

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

  /// What a link leads to would be written over.
  void aTableIsNoLinkToSomethingElse() {
    QVERIFY(QDir(home_->path()).mkpath("ours") && QDir(home_->path()).mkpath("theirs"));
    put("ours/a.npy", slope(0));
    put("theirs/a.npy", slope(0.01));
    const auto before = readFile(at("ours/a.npy"));
    fs::create_symlink(at("ours/a.npy"), at("table.csv"));
    const Run r = cli({"compare", "ours", "theirs", "--csv", "table.csv"});
    QCOMPARE(r.exitCode, 3);
    QVERIFY2(r.err.contains("no .csv file"), qPrintable(r.err));
    QVERIFY(*readFile(at("ours/a.npy")) == *before);
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

  /// 255 steps of 50 cm: read where the scale is told, with a note; the sentence says what to give.
  void eightBitDepthNeedsItsScale() {
    Image grey(width, height, 1), nearer(width, height, 1);
    for (int y = 0; y < height; ++y)
      for (int x = 0; x < width; ++x) {
        grey.at(x, y) = static_cast<std::uint8_t>(x == 0 ? 0 : 60 + x + y);
        nearer.at(x, y) = static_cast<std::uint8_t>(55 + x + y);
      }
    QVERIFY(saveImage(grey, at("b.png")).ok() && saveImage(nearer, at("a.png")).ok());
    const Run unsaid = cli({"compare", "a.png", "b.png"});
    QCOMPARE(unsaid.exitCode, 3);
    QVERIFY2(unsaid.err.contains("0.00196 where 255 is 0.5 m"), qPrintable(unsaid.err));
    const Run told = cli({"compare", "a.png", "b.png", "--depth-scale", "0.002", "--json"});
    QVERIFY2(told.exitCode == 0, qPrintable(told.err));
    QVERIFY2(told.err.contains("b.png has 8 bits a sample: 256 steps of 2 mm each"), qPrintable(told.err));
    QVERIFY(std::abs(numberAt(jsonOf(told), {"bias_m"}) + 0.01) < 1e-6);
    QCOMPARE(numberAt(jsonOf(told), {"valid_pixels"}), double((width - 1) * height)); // 0 is no measurement
    const Run relative = cli({"compare", "a.png", "b.png", "--depth-kind", "relative", "--align",
                              "scale-shift", "--reference-scale", "0.002", "--json"});
    QVERIFY2(relative.exitCode == 0, qPrintable(relative.err));
    QVERIFY(numberAt(jsonOf(relative), {"abs_rel"}) < 1e-6);
  }

  /// Three by three with corners, two rows without; of folders one beside the maps of each pair.
  void sheetsShowAComparison() {
    put("ours/box.npy", slope(0.02));
    put("theirs/box.depth.png", slope(0));
    put("ours/other.npy", slope(0.02));
    put("theirs/other.depth.png", slope(0));
    Image photo(2 * width, 2 * height, 3, 90);
    QVERIFY(saveImage(photo, at("box.jpg")).ok());
    const QStringList pair{"compare", "ours/box.npy", "theirs/box.depth.png", "--depth-scale", "1e-4"};
    const Run plain = cli(pair + QStringList{"--sheet", "plain.png", "--picture", "box.jpg"});
    QVERIFY2(plain.exitCode == 0, qPrintable(plain.err));
    const Run marked =
        cli(pair + QStringList{"--sheet", "marked.png", "--picture", "box.jpg", "--corners", rimCorners});
    QVERIFY2(marked.exitCode == 0, qPrintable(marked.err));
    const auto two = loadImage(at("plain.png")), three = loadImage(at("marked.png"));
    QVERIFY(two.ok() && three.ok());
    QCOMPARE(two->width(), three->width());
    QVERIFY(three->height() > 1.4 * two->height());
    std::set<std::array<int, 3>> colours; // the corners' among them
    for (int y = 0; y < three->height() / 3; ++y)
      for (int x = 0; x < three->width() / 3; ++x)
        colours.insert({three->at(x, y, 0), three->at(x, y, 1), three->at(x, y, 2)});
    for (const std::array<int, 3>& corner :
         {std::array{235, 60, 60}, {70, 200, 90}, {70, 140, 255}, {255, 200, 40}})
      QVERIFY(colours.contains(corner));

    Project project;
    Picture picture;
    picture.filename = "box.jpg";
    setRim(picture, Rim{{{32, 24}, {96, 24}, {96, 72}, {32, 72}}, {}});
    project.pictures.push_back(picture);
    QVERIFY(saveViaProject(project, at("boxes.fillscope.json")).ok());
    const Run many = cli({"compare", "ours", "theirs", "--depth-scale", "1e-4", "--out", "maps", "--project",
                          "boxes.fillscope.json"});
    QVERIFY2(many.exitCode == 0, qPrintable(many.err));
    QVERIFY2(many.err.contains("1 without a sheet: ") && many.err.contains("no picture of other"),
             qPrintable(many.err));
    QVERIFY(QFile::exists(home_->filePath("maps/box-sheet.png")) &&
            QFile::exists(home_->filePath("maps/other-Diff.png")));
    QVERIFY(!QFile::exists(home_->filePath("maps/other-sheet.png")));

    QCOMPARE(cli(pair + QStringList{"--sheet", "s.png"}).exitCode, 2);
    QCOMPARE(cli(pair + QStringList{"--picture", "box.jpg"}).exitCode, 2);
    QVERIFY(writeFileAtomically(at("notes.txt"), "mine").ok());
    const Run kept = cli(pair + QStringList{"--sheet", "notes.txt", "--picture", "box.jpg"});
    QCOMPARE(kept.exitCode, 3);
    QCOMPARE(readFile(at("notes.txt")).value(), std::string("mine"));
  }

  void greyPicturesAreComparedAsBefore() {
    Image a(width, height, 1), b(32, 24, 3);
    for (int y = 0; y < height; ++y)
      for (int x = 0; x < width; ++x)
        a.at(x, y) = static_cast<std::uint8_t>((x * 7 + y * 3) % 200);
    for (std::size_t i = 0; i < b.pixelCount() * 3; ++i)
      b.data()[i] = static_cast<std::uint8_t>(i % 251);
    QVERIFY(saveImage(a, at("a.png")).ok() && saveImage(b, at("b.png")).ok());
    const Run same = cli({"compare", "a.png", "a.png", "--grey", "--json"});
    QVERIFY2(same.exitCode == 0, qPrintable(same.err));
    QCOMPARE(numberAt(jsonOf(same), {"ssim"}), 1.0);
    for (int times = 0; times < 2; ++times) { // an earlier comparison is replaced
      const Run r = cli({"compare", "b.png", "a.png", "--grey", "--out", "maps"});
      QVERIFY2(r.exitCode == 0 && r.out.startsWith("SSIM "), qPrintable(r.err));
    }
    for (const char* suffix : {"-Diff.png", "-ssimDiff.png", "-thresh.png", ".json"})
      QVERIFY2(QFile::exists(home_->filePath(QStringLiteral("maps/b") + QLatin1String(suffix))), suffix);
    const auto map = loadImage(at("maps/b-Diff.png"));
    QVERIFY(map.ok() && map->sameSize(width, height)); // resized to the reference
    QCOMPARE(cli({"compare", "a.png", "b.png", "--grey", "--depth-scale", "0.001"}).exitCode, 2);
  }

  void greyFoldersAreComparedPairByPair() {
    Image flat(width, height, 1, 90), other = flat;
    for (int y = 0; y < height; ++y)
      for (int x = 0; x < width; ++x) {
        flat.at(x, y) = static_cast<std::uint8_t>((x * 7 + y * 3) % 200);
        other.at(x, y) = static_cast<std::uint8_t>((x * 7 + y * 3) % 200 + (x > 40 ? y % 20 : 0));
      }
    for (const char* folder : {"ours/left", "theirs/left"})
      fs::create_directories(at(folder));
    for (const char* file : {"ours/a.png", "theirs/a.png", "theirs/left/b.jpg", "ours/alone.png"})
      QVERIFY(saveImage(flat, at(file)).ok());
    QVERIFY(saveImage(other, at("ours/left/b.png")).ok());
    QVERIFY(writeFileAtomically(at("ours/c.png"), "no picture").ok());
    QVERIFY(saveImage(flat, at("theirs/c.png")).ok());
    const Run one = cli({"compare", "ours/left/b.png", "theirs/left/b.jpg", "--grey", "--json"});
    const double ssim = numberAt(jsonOf(one), {"ssim"});
    QVERIFY(ssim > 0 && ssim < 0.999);
    const Run r = cli({"compare", "ours", "theirs", "--grey", "--json", "--out", "maps"});
    QVERIFY2(r.exitCode == 0, qPrintable(r.err));
    QVERIFY2(r.err.contains("alone.png") && r.err.contains("1 of 3 pairs"), qPrintable(r.err));
    const auto json = jsonOf(r);
    QCOMPARE(json["pictures"].Size(), 3u);
    QCOMPARE(numberAt(json["pictures"][0], {"ssim"}), 1.0);
    QVERIFY(json["pictures"][1].HasMember("error"));
    QCOMPARE(QString(json["pictures"][2]["picture"].GetString()), QStringLiteral("left/b"));
    QCOMPARE(numberAt(json["pictures"][2], {"ssim"}), ssim);
    QCOMPARE(numberAt(json, {"totals", "mean", "ssim"}), (1 + ssim) / 2);
    for (const char* file : {"maps/a-Diff.png", "maps/left/b-thresh.png", "maps/left/b.json"})
      QVERIFY2(fs::exists(at(file)), file);
    const Run text = cli({"compare", "ours", "theirs", "--grey"});
    QVERIFY2(text.exitCode == 0 && text.out.contains("median of pictures"), qPrintable(text.out));
    QCOMPARE(cli({"compare", "ours", "theirs", "--grey", "--strict"}).exitCode, 2);
  }

  /// Totals are the mean and the median of the rows, and the pixels of all taken together.
  void foldersAreComparedPairByPair() {
    put("ours/box2.npy", slope(0.02, 0.02));
    put("ours/Box10.depth.npy",
        slope(0.06, 0.06)); // named so, the others of the folder would be no depth maps
    fs::rename(at("ours/Box10.depth.npy"), at("ours/Box10.npy"));
    put("ours/box1.npy", slope(-0.01, -0.01));
    put("ours/extra.npy", slope(0));
    DepthMap half = slope(0);
    for (int y = 0; y < height / 2; ++y)
      std::fill(half.values.row(y), half.values.row(y) + width, 0.0f);
    put("theirs/box1.depth.png", half);
    put("theirs/box2-depth.png", slope(0));
    put("theirs/box10-depth.png", slope(0));
    put("theirs/lonely.depth.png", slope(0));
    QVERIFY(saveImage(Image(8, 8, 3, 9), at("theirs/box2.png")).ok()); // a photo beside its depth
    const QStringList folders{"compare", "ours", "theirs", "--depth-scale", "1e-4"};
    const Run r = cli(folders + QStringList{"--json", "--out", "maps", "--csv", "table.csv"});
    QVERIFY2(r.exitCode == 0, qPrintable(r.err));
    QVERIFY2(r.err.contains("1 estimate has no reference (extra.npy); 1 reference has no estimate "
                            "(lonely.depth.png)"),
             qPrintable(r.err));
    const auto json = jsonOf(r);
    const auto& pictures = json["pictures"];
    QCOMPARE(pictures.Size(), 3u);
    const char* order[] = {"box1", "box2", "Box10"};
    double sum = 0;
    for (rapidjson::SizeType i = 0; i < 3; ++i) {
      QCOMPARE(QString(pictures[i]["picture"].GetString()), QString(order[i]));
      sum += numberAt(pictures[i], {"bias_m"});
    }
    const double n = width * height;
    QCOMPARE(numberAt(json, {"totals", "valid_pixels"}), 2.5 * n);
    QVERIFY(std::abs(numberAt(json, {"totals", "mean", "bias_m"}) - sum / 3) < 1e-12);
    QVERIFY(std::abs(numberAt(json, {"totals", "mean", "bias_m"}) - 0.07 / 3) < 1e-4);
    QVERIFY(std::abs(numberAt(json, {"totals", "median", "bias_m"}) - 0.02) < 1e-4);
    QVERIFY(std::abs(numberAt(json, {"totals", "pooled", "bias_m"}) - (0.08 - 0.005) / 2.5) < 1e-4);
    const double pooledSquares = (0.02 * 0.02 + 0.06 * 0.06 + 0.5 * 0.01 * 0.01) / 2.5;
    QVERIFY(std::abs(numberAt(json, {"totals", "pooled", "rmse_m"}) - std::sqrt(pooledSquares)) < 1e-4);
    QVERIFY(std::isnan(numberAt(json, {"totals", "pooled", "median_abs_error_m"})));
    for (const char* name : {"box1", "box2", "Box10"})
      QVERIFY2(QFile::exists(home_->filePath(QStringLiteral("maps/%1-Diff.png").arg(name))), name);
    const QString table = QString::fromStdString(readFile(at("table.csv")).value());
    QVERIFY2(table.startsWith("picture,valid_pixels,ssim,"), qPrintable(table));
    QCOMPARE(table.count('\n'), 7);
    QVERIFY(table.contains("\n\"pooled over pixels\",7680,"));

    const Run text = cli(folders);
    QVERIFY2(text.exitCode == 0 && text.out.contains("mean of pictures") && text.out.contains("Box10"),
             qPrintable(text.out));
    for (const char* threads : {"1", "3"}) {
      const Run again = cli(folders + QStringList{"--json", "--threads", threads});
      QCOMPARE(again.out, r.out);
    }
    const Run strict = cli(folders + QStringList{"--strict"});
    QCOMPARE(strict.exitCode, 3);
    QVERIFY2(strict.out.isEmpty() && strict.err.contains("lonely"), qPrintable(strict.err));
  }

  /// Maps of one name in several subfolders each have their partner, mask, rim and place for what is written.
  void subfoldersAreLookedInto() {
    Project project;
    for (const char* place : {"left", "right"}) {
      const bool left = std::string(place) == "left";
      put((std::string("ours/") + place + "/a.npy").c_str(), slope(left ? 0.01 : 0.03, 0.2));
      put((std::string("ours/theirs/") + place + "/a.depth.png").c_str(), slope(0));
      Image mask(width, height, 1);
      for (int x = 16; x < 48; ++x)
        mask.at(x, 20) = 255;
      fs::create_directories(at("masks") / place);
      QVERIFY(saveImage(mask, at("masks") / place / "a_mask.png").ok());
      Picture picture;
      picture.filename = std::string(place) + "/a.png";
      setRim(picture, Rim{{{16, 12}, {48, 12}, {48, left ? 13.0 : 14.0}, {16, left ? 13.0 : 14.0}}, {}});
      project.pictures.push_back(picture);
    }
    put("ours/depth.npy", slope(0.02));
    put("ours/theirs/depth.png", slope(0));
    QVERIFY(saveViaProject(project, at("p.fillscope.json")).ok());
    const QStringList folders{"compare", "ours", "ours/theirs", "--depth-scale", "1e-4", "--json"};
    const Run r = cli(folders + QStringList{"--out", "ours/maps"});
    QVERIFY2(r.exitCode == 0 && r.err.isEmpty(), qPrintable(r.err));
    const auto json = jsonOf(r);
    QCOMPARE(json["pictures"].Size(), 3u);
    const char* order[] = {"depth", "left/a", "right/a"};
    for (rapidjson::SizeType i = 0; i < 3; ++i)
      QCOMPARE(QString(json["pictures"][i]["picture"].GetString()), QString(order[i]));
    for (const char* file : {"left/a-Diff.png", "left/a.json", "right/a-Diff.png", "depth-Diff.png"})
      QVERIFY2(fs::exists(at("ours/maps") / file), file);
    const Run again = cli(folders + QStringList{"--out", "ours/maps"});
    QVERIFY2(again.exitCode == 0 && again.out == r.out,
             qPrintable(again.err)); // its own maps are no estimates

    const Run slashes =
        cli({"compare", "./ours/", "ours/theirs/", "--depth-scale", "1e-4", "--json", "--out", "ours/maps/"});
    QVERIFY2(slashes.exitCode == 0 && slashes.out == r.out, qPrintable(slashes.err));

    const auto masked = jsonOf(cli(folders + QStringList{"--mask", "masks/"}));
    QVERIFY(masked["pictures"][0].HasMember("error"));
    QVERIFY(std::abs(numberAt(masked["pictures"][1], {"bias_m"}) - 0.01) < 1e-4);
    QVERIFY(std::abs(numberAt(masked["pictures"][2], {"bias_m"}) - 0.03) < 1e-4);
    const auto rims = jsonOf(cli(folders + QStringList{"--within", "rim", "--project", "p.fillscope.json"}));
    QCOMPARE(numberAt(rims["pictures"][1], {"valid_pixels"}), 32.0);
    QCOMPARE(numberAt(rims["pictures"][2], {"valid_pixels"}), 64.0);
  }

  void aPairThatFailsIsARow() {
    put("ours/a.npy", slope(0.01));
    put("ours/b.npy", slope(0.02));
    put("theirs/b.npy", slope(0));
    QVERIFY(writeFileAtomically(at("theirs/a.npy"), "no depth map").ok());
    const Run r = cli({"compare", "ours", "theirs", "--json", "--csv", "t.csv"});
    QCOMPARE(r.exitCode, 0);
    QVERIFY2(r.err.contains("1 of 2 pairs"), qPrintable(r.err));
    const auto json = jsonOf(r);
    QVERIFY(QString(json["pictures"][0]["error"].GetString()).contains("a.npy"));
    QVERIFY(numberAt(json["pictures"][1], {"ssim"}) > 0);
    QCOMPARE(numberAt(json, {"totals", "failed"}), 1.0);
    QVERIFY(readFile(at("t.csv")).value().find("\"a\",,") != std::string::npos);
    fs::remove(at("theirs/b.npy"));
    const Run all = cli({"compare", "ours", "theirs"});
    QCOMPARE(all.exitCode, 3);
    QVERIFY2(all.out.isEmpty() && all.err.contains("a.npy"), qPrintable(all.err));
    fs::remove(at("theirs/a.npy"));
    put("theirs/c.npy", slope(0));
    const Run none = cli({"compare", "ours", "theirs"});
    QCOMPARE(none.exitCode, 3);
    QVERIFY2(none.err.contains("no depth map here is named"), qPrintable(none.err));
    QCOMPARE(cli({"compare", "ours", "theirs/c.npy"}).exitCode, 2);
    QCOMPARE(cli({"compare", "ours/a.npy", "theirs/c.npy", "--strict"}).exitCode, 2);
  }

  /// Each pair has its own mask, or its own rim.
  void everyPairHasItsOwnArea() {
    Project project;
    for (const char* name : {"a", "b"}) {
      put((std::string("ours/") + name + ".npy").c_str(), slope(0.01, 0.2));
      put((std::string("theirs/") + name + ".depth.png").c_str(), slope(0));
      Image mask(width, height, 1);
      for (int x = 16; x < 48; ++x)
        mask.at(x, *name == 'a' ? 20 : 21) = 255;
      fs::create_directories(at("masks"));
      QVERIFY(saveImage(mask, at("masks") / (std::string(name) + "_mask.png")).ok());
      Picture picture;
      picture.filename = std::string(name) + ".png";
      if (*name == 'a') setRim(picture, Rim{{{16, 12}, {48, 12}, {48, 36}, {16, 36}}, {}});
      project.pictures.push_back(picture);
    }
    QVERIFY(saveViaProject(project, at("p.fillscope.json")).ok());
    const QStringList folders{"compare", "ours", "theirs", "--depth-scale", "1e-4", "--json"};
    const auto masked = jsonOf(cli(folders + QStringList{"--mask", "masks"}));
    for (int i = 0; i < 2; ++i)
      QVERIFY(std::abs(numberAt(masked["pictures"][i], {"mean_abs_error_m"}) - 0.01) < 1e-4);
    QCOMPARE(QString(masked["pictures"][1]["counted"]["within"].GetString()), QString("b_mask.png"));
    const auto rims = jsonOf(cli(folders + QStringList{"--within", "rim", "--project", "p.fillscope.json"}));
    QCOMPARE(numberAt(rims["pictures"][0], {"valid_pixels"}), 768.0);
    QVERIFY(QString(rims["pictures"][1]["error"].GetString()).contains("no rim"));
  }

  /// Photos of the masks' names lie beside them, in whatever order the folder lists them.
  void aMaskGoesBeforeAPhotoOfItsName() {
    for (int i = 0; i < 8; ++i) {
      const std::string name = "box" + std::to_string(i);
      put(("ours/" + name + ".npy").c_str(), slope(0.01));
      put(("theirs/" + name + ".npy").c_str(), slope(0));
      fs::create_directories(at("masks"));
      Image mask(width, height, 1);
      for (int x = 0; x < width; ++x)
        mask.at(x, 20) = 255;
      const std::string photo = name + (i % 2 ? ".jpg" : ".png");
      QVERIFY(saveImage(Image(width, height, 3, 90), at("masks") / photo).ok());
      QVERIFY(saveImage(mask, at("masks") / (name + "_mask.png")).ok());
    }
    const auto json = jsonOf(cli({"compare", "ours", "theirs", "--mask", "masks", "--json"}));
    for (int i = 0; i < 8; ++i)
      QCOMPARE(QString(json["pictures"][i]["counted"]["within"].GetString()),
               QStringLiteral("box%1_mask.png").arg(i));
  }

  void nothingElseIsWrittenOver_data() {
    QTest::addColumn<QStringList>("command");
    QTest::addColumn<QString>("kept");
    const QStringList depth{"compare", "a.png", "rr.png", "--depth-scale", "1e-4"};
    QTest::newRow("sheet over the reference")
        << depth + QStringList{"--sheet", "rr.png", "--picture", "photo.png"} << "rr.png";
    QTest::newRow("sheet over the photo")
        << depth + QStringList{"--sheet", "photo.png", "--picture", "photo.png"} << "photo.png";
    QTest::newRow("map over the reference")
        << QStringList{"compare", "ow/a.png", "ow/a-Diff.png", "--grey", "--out", "ow"} << "ow/a-Diff.png";
    QTest::newRow("map over the reference, twice")
        << QStringList{"compare", "tw/a.png", "tw/a-Diff.png", "--grey", "--out", "tw"} << "tw/a-Diff.png";
    QTest::newRow("map over another's") << depth + QStringList{"--out", "old"} << "old/a-Diff.png";
  }
  void nothingElseIsWrittenOver() {
    QFETCH(QStringList, command);
    QFETCH(QString, kept);
    put("a.png", slope(0.01));
    put("rr.png", slope(0));
    for (const char* folder : {"ow", "tw", "old"})
      fs::create_directories(at(folder));
    for (const char* file : {"photo.png", "ow/a.png", "ow/a-Diff.png", "tw/a.png", "tw/a-Diff.png"})
      QVERIFY(saveImage(Image(width, height, 3, 90), at(file)).ok());
    QVERIFY(saveImage(Image(width, height, 3, 90), at("old/a-Diff.png")).ok());
    QVERIFY(writeFileAtomically(at("tw/a.json"), "{\"ssim\": 1, \"grey\": true}").ok());
    const std::string before = readFile(at(kept.toUtf8().constData())).value();
    const Run r = cli(command);
    QCOMPARE(r.exitCode, 3);
    QVERIFY2(r.err.contains(kept), qPrintable(r.err));
    QVERIFY(readFile(at(kept.toUtf8().constData())).value() == before);
  }

  void greyIsOfEightBits() {
    put("a.png", slope(0));
    DepthMap twice = slope(0);
    for (std::size_t i = 0; i < twice.values.pixelCount(); ++i)
      twice.values.data()[i] *= 2;
    put("b.png", twice);
    const Run r = cli({"compare", "b.png", "a.png", "--grey"});
    QCOMPARE(r.exitCode, 3);
    QVERIFY2(r.err.contains("--grey is of 8-bit pictures"), qPrintable(r.err));
  }

  /// Whole numbers of 1/m need a scale; that of the estimate's metres is none.
  void anInverseReferenceHasItsScale() {
    put("a.png", slope(0));
    DepthMap inverse = slope(0); // saved at 1e-4 a unit
    for (std::size_t i = 0; i < inverse.values.pixelCount(); ++i)
      inverse.values.data()[i] = 1 / inverse.values.data()[i];
    put("b.png", inverse);
    put("b.npy", inverse);
    const QStringList pair{"compare",          "a.png",  "b.png", "--json", "--depth-scale", "1e-4",
                           "--reference-kind", "inverse"};
    const Run unsaid = cli(pair);
    QCOMPARE(unsaid.exitCode, 3);
    QVERIFY2(unsaid.err.contains("1/m per unit"), qPrintable(unsaid.err));
    const auto told = jsonOf(cli(pair + QStringList{"--reference-scale", "1e-4"}));
    QVERIFY(numberAt(told, {"mean_abs_error_m"}) < 1e-3);
    QStringList floats = pair;
    floats[2] = "b.npy";
    QVERIFY(numberAt(jsonOf(cli(floats)), {"mean_abs_error_m"}) < 1e-3);
  }

  void infiniteInverseDepthIsTheLeast() {
    put("b.npy", slope(0));
    DepthMap inverse = slope(0);
    for (std::size_t i = 0; i < inverse.values.pixelCount(); ++i)
      inverse.values.data()[i] = 1 / inverse.values.data()[i];
    for (int x = 0; x < width; ++x)
      inverse.values.at(x, 5) = std::numeric_limits<float>::infinity();
    put("a.npy", inverse);
    const auto json =
        jsonOf(cli({"compare", "a.npy", "b.npy", "--depth-kind", "inverse", "--align", "scale-shift-inverse",
                    "--min-depth", "0.5", "--max-depth", "5", "--json"}));
    QCOMPARE(numberAt(json, {"valid_pixels"}), double(width * height));
    QVERIFY(numberAt(json, {"bias_m"}) < 0);
  }

  void everyDepthMapOfAFolderHasItsPair() {
    for (const char* name : {"0.npy", "1.npy", "2.npy", "7-depth.npy"})
      for (const char* folder : {"E/", "R/"})
        put((std::string(folder) + name).c_str(), slope(0));
    QCOMPARE(jsonOf(cli({"compare", "E", "R", "--json"}))["pictures"].Size(), 4u);

    for (const char* name : {"E2/Box.npy", "E2/box.npy", "R2/Box.npy", "R2/box.npy"})
      put(name, slope(0));
    QCOMPARE(jsonOf(cli({"compare", "E2", "R2", "--json"}))["pictures"].Size(), 2u);
    fs::remove(at("R2/Box.npy"));
    const Run one = cli({"compare", "E2", "R2", "--json"});
    QCOMPARE(jsonOf(one)["pictures"].Size(), 1u);
    QVERIFY2(one.err.contains("1 estimate has no reference (Box.npy)"), qPrintable(one.err));

    Image grey(width, height, 1);
    for (std::size_t i = 0; i < grey.pixelCount(); ++i)
      grey.data()[i] = static_cast<std::uint8_t>(50 + i % 64);
    for (const char* folder : {"E3", "R3"}) {
      fs::create_directories(at(folder));
      QVERIFY(saveImage(grey, at(folder) / "a.png").ok() && saveImage(grey, at(folder) / "b.png").ok());
      fs::rename(at(folder) / "a.png", at(folder) / "a.JPG"); // told by content
      fs::rename(at(folder) / "b.png", at(folder) / "b.bmp");
    }
    QCOMPARE(jsonOf(cli({"compare", "E3", "R3", "--depth-scale", "0.01", "--json"}))["pictures"].Size(), 2u);
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
