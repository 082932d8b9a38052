// What leaves as an answer: the JSON object, the page, and the pictures beside it.
#include "core/base/file_io.h"
#include "core/base/json.h"
#include "core/formats/image_io.h"
#include "core/formats/report_charts.h"
#include "core/formats/report_page.h"
#include "core/formats/report_words.h"
#include "core/formats/report_writer.h"
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>
#include <QXmlStreamReader>
#include <cmath>
#include <limits>
#include <map>
#include <numbers>

using namespace fillscope;
namespace fs = std::filesystem;

namespace {

constexpr double notKnown = std::numeric_limits<double>::quiet_NaN();

FillReport measured() {
  FillReport report;
  report.fillPercent = 31.25;
  report.fillLow = 24.5;
  report.fillHigh = 38;
  report.emptySpacePercent = 68.75;
  report.contentLitres = 12.5;
  report.boxLitres = 40;
  report.cutHeight = 0.125;
  report.hiddenPercent = 10;
  report.holePercent = 3;
  report.tilt = std::numbers::pi / 6;
  report.depthScale = 1.02;
  report.alignmentResidual = 0.002;
  report.size = {0.4, 0.5, 0.2};
  report.camera = {600, 601, 319.5, 239.5, 640, 480};
  report.cameraGuessed = true;
  report.method = "size given";
  report.warnings = {
      {"rim-outside-picture", "Two corners lie outside <the> picture.", "Step back & try again."}};
  report.heights.height = Raster<float>(80, 100, 1, 0.05f);
  report.heights.state = Raster<std::uint8_t>(80, 100);
  for (int y = 40; y < 60; ++y)
    for (int x = 10; x < 40; ++x)
      report.heights.state.at(x, y) = static_cast<std::uint8_t>(CellState::hidden);
  report.heights.cellX = report.heights.cellY = 0.005;
  report.heights.depth = 0.2;
  return report;
}

ReportItem item(const std::string& name) {
  ReportItem result;
  result.name = name;
  result.image = std::make_shared<Image>(120, 80, 3, std::uint8_t(200));
  DepthMap depth;
  depth.values = Raster<float>(120, 80, 1, 0.8f);
  depth.values.at(60, 40) = 0;
  depth.source = "a \"depth\" <file>.png";
  result.depth = std::make_shared<DepthMap>(std::move(depth));
  result.corners = {Vec2{20, 10}, {100, 10}, {110, 95}, {10, 95}};
  result.report = measured();
  return result;
}

/// Every element closed, every name and text escaped; all the text that a person reads, and all picture
/// files.
struct ReadPage {
  QString text, fault;
  QStringList files, ids, links;
};
ReadPage readPage(const fs::path& file) {
  ReadPage page;
  QXmlStreamReader reader(QByteArray::fromStdString(*readFile(file)));
  bool style = false;
  while (!reader.atEnd()) {
    reader.readNext();
    if (reader.isStartElement()) {
      style = reader.name() == QLatin1String("style");
      const auto attributes = reader.attributes();
      if (attributes.hasAttribute("src")) page.files << attributes.value("src").toString();
      if (attributes.hasAttribute("href")) page.links << attributes.value("href").toString();
      if (attributes.hasAttribute("id")) page.ids << attributes.value("id").toString();
    } else if (reader.isEndElement()) {
      style = false;
    } else if (reader.isCharacters() && !style) {
      page.text += reader.text();
    }
  }
  if (reader.hasError())
    page.fault = reader.errorString() + " in line " + QString::number(reader.lineNumber());
  return page;
}

double numberAt(const rapidjson::Value& object, const char* name) {
  return asNumber(*member(object, name)).value_or(notKnown);
}

} // namespace

class TestReportWriter : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void init() {
    temporary_ = std::make_unique<QTemporaryDir>();
    QVERIFY(temporary_->isValid());
    folder_ = fs::path(temporary_->path().toStdString()) / "new" / "report";
  }

  void jsonHoldsWhatIsKnown() {
    const auto json = parseJson(fillReportJson(measured(), "boxes/a \"b\".png"), {});
    QVERIFY(json.ok());
    const rapidjson::Value& o = *json;
    QCOMPARE(*asString(*member(o, "picture")), std::string("boxes/a \"b\".png"));
    const std::pair<const char*, double> numbers[] = {{"fill_percent", 31.25},
                                                      {"fill_low", 24.5},
                                                      {"fill_high", 38},
                                                      {"empty_space_percent", 68.75},
                                                      {"content_litres", 12.5},
                                                      {"box_litres", 40},
                                                      {"cut_height_m", .125},
                                                      {"hidden_percent", 10},
                                                      {"hole_percent", 3},
                                                      {"depth_scale", 1.02},
                                                      {"alignment_residual_m", .002}};
    for (const auto& [name, expected] : numbers)
      QCOMPARE(numberAt(o, name), expected);
    QVERIFY(std::abs(numberAt(o, "tilt_deg") - 30) < 1e-12);
    QVERIFY(member(o, "overfill_litres")->IsNull());
    QCOMPARE(*asString(*member(o, "method")), std::string("size given"));
    QCOMPARE(numberAt(*member(o, "size_m"), "second"), 0.5);
    QCOMPARE(member(*member(o, "size_m"), "measured")->GetBool(), false);
    QCOMPARE(numberAt(*member(o, "camera"), "fy"), 601.0);
    QCOMPARE(member(*member(o, "camera"), "guessed")->GetBool(), true);
    const rapidjson::Value& warnings = *member(o, "warnings");
    QCOMPARE(warnings.Size(), 1u);
    QCOMPARE(*asString(*member(warnings[0], "id")), std::string("rim-outside-picture"));
    QCOMPARE(*asString(*member(warnings[0], "remedy")), std::string("Step back & try again."));
    QVERIFY(!member(o, "limit"));
  }

  void jsonSaysNullWhereNothingIsKnown() {
    FillReport report;
    report.fillHigh = notKnown;
    const auto json = parseJson(fillReportJson(report), {});
    QVERIFY(json.ok());
    for (const char* name : {"picture", "fill_high", "content_litres", "box_litres", "overfill_litres",
                             "cut_height_m", "size_m", "camera"}) {
      QVERIFY2(member(*json, name), name);
      QVERIFY2(member(*json, name)->IsNull(), name);
    }
    QCOMPARE(member(*json, "warnings")->Size(), 0u);
  }

  void withoutAScaleNothingIsInMetres() {
    FillReport report = measured();
    report.boxLitres = report.contentLitres = report.cutHeight = {};
    report.heights = {};
    const auto json = parseJson(fillReportJson(report), {});
    QVERIFY(json.ok());
    QVERIFY(member(*json, "size_m")->IsNull());
    QVERIFY(member(*json, "alignment_residual_m")->IsNull());
    ReportItem item;
    item.name = "a.png";
    item.report = report;
    QVERIFY(writeReport({item}, folder_, {}).ok());
    const auto page = readFile(folder_ / "index.html");
    QVERIFY(page.ok());
    QVERIFY2(page->find("without a scale") != std::string::npos, page->c_str());
    QVERIFY(page->find(" mm") == std::string::npos);
  }

  void theScaleOfAMapWithoutAUnitSaysNothing() {
    const QString scale = QStringLiteral("Depth scale on the rim");
    ReportItem one = item("a.png");
    QVERIFY(writeReport({one}, folder_, {}).ok());
    QVERIFY(readPage(folder_ / "index.html").text.contains(scale));
    one.report.warnings.push_back({"relative-depth", "m", "r"});
    QVERIFY(writeReport({one}, folder_, {}).ok());
    QVERIFY(!readPage(folder_ / "index.html").text.contains(scale));
  }

  void aSmallerDepthMapHasTheRimWhereItLies() {
    ReportItem item;
    item.name = "a.png";
    item.report = measured();
    item.report.heights = {};
    item.image = std::make_shared<const Image>(400, 320, 3, 90);
    DepthMap depth;
    depth.values = Raster<float>(100, 80, 1, 1.0f);
    for (int y = 20; y < 60; ++y)
      for (int x = 25; x < 75; ++x)
        depth.values.at(x, y) = 1.5f;
    item.depth = std::make_shared<const DepthMap>(depth);
    item.corners = {Vec2{100, 80}, {300, 80}, {300, 240}, {100, 240}};
    QVERIFY(writeReport({item}, folder_, {}).ok());
    // Drawn as it is: nothing of the rim lies outside, so there is no margin.
    const auto drawn = loadImage(folder_ / "picture-1-depth.png");
    QVERIFY(drawn.ok());
    QCOMPARE(drawn->width() * 80, drawn->height() * 100);
    QCOMPARE(drawn->width(), 100);
  }

  void theIntervalDecidesOnTheLimit_data() {
    QTest::addColumn<double>("low");
    QTest::addColumn<double>("high");
    QTest::addColumn<double>("limit");
    QTest::addColumn<QString>("verdict");
    QTest::newRow("full enough") << 61.0 << 70.0 << 40.0 << "within";
    QTest::newRow("just full enough") << 60.0 << 70.0 << 40.0 << "within";
    QTest::newRow("hidden cells decide") << 55.0 << 65.0 << 40.0 << "open";
    QTest::newRow("a limit between two percents") << 55.0 << 65.0 << 37.5 << "open";
    QTest::newRow("too empty") << 24.0 << 38.0 << 50.0 << "over";
  }
  void theIntervalDecidesOnTheLimit() {
    QFETCH(double, low);
    QFETCH(double, high);
    QFETCH(double, limit);
    QFETCH(QString, verdict);
    ReportItem one = item("a.png");
    one.report.fillLow = low;
    one.report.fillHigh = high;
    FillOptions options;
    options.limitPercent = limit;
    const auto json = parseJson(reportJson({one}, options), {});
    QCOMPARE(QString::fromStdString(*asString(*member(*member(*json, "limit"), "verdict"))), verdict);
    QVERIFY(writeReport({one}, folder_, options).ok());
    const auto page = readPage(folder_ / "index.html");
    QVERIFY2(page.text.contains(verdict == "open" ? QString("open: the limit of %1 %").arg(limit)
                                                  : QString("%1 the limit of %2 %").arg(verdict).arg(limit)),
             qPrintable(page.text));
    QVERIFY2(page.text.contains(QString("limit: at least %1 % full").arg(100 - limit)),
             qPrintable(page.text));
  }

  void onePictureIsAPageWithItsFiles() {
    QVERIFY(writeReport({item("boxes/<b>&\"c\".png")}, folder_, {}).ok());
    const auto page = readPage(folder_ / "index.html");
    QVERIFY2(page.fault.isEmpty(), qPrintable(page.fault));
    for (const char* words :
         {"boxes/<b>&\"c\".png", "31", "between 24.5 % and 38.0 %", "limit: at least 50 % full",
          "Two corners lie outside <the> picture.", "Step back & try again.", "a \"depth\" <file>.png",
          "12.5 l", "400 × 500 × 200 mm", "guessed from the rim", "30.0°", "800 mm"})
      QVERIFY2(page.text.contains(QString::fromUtf8(words)), words);
    QCOMPARE(page.files.size(), 3);
    for (const QString& file : page.files) {
      const auto image = loadImage(folder_ / file.toStdString());
      QVERIFY2(image.ok(), qPrintable(file));
    }
    // The rim reaches 15 pixels below the picture: the drawing is that much higher, and a little more.
    const auto photo = loadImage(folder_ / page.files[0].toStdString());
    QCOMPARE(photo->width(), 120);
    QVERIFY(photo->height() > 95 && photo->height() < 105);
    QVERIFY(page.links.contains("report.json"));
    const auto json = parseJson(*readFile(folder_ / "report.json"), {});
    QVERIFY(json.ok());
    QCOMPARE(numberAt(*json, "fill_percent"), 31.25);
  }

  void severalPicturesBeginWithATable() {
    ReportItem failed = item("b.png");
    failed.error = "b.png: the rim has 3 corners & needs 4. Place the fourth.";
    failed.depth = nullptr;
    failed.corners = {};
    ReportItem bare;
    bare.name = "c.png";
    bare.error = "c.png: there is no such file.";
    QVERIFY(writeReport({item("a.png"), failed, bare}, folder_, {}).ok());
    const auto page = readPage(folder_ / "index.html");
    QVERIFY2(page.fault.isEmpty(), qPrintable(page.fault));
    QVERIFY(page.text.contains("3 pictures"));
    QCOMPARE(page.text.count("the rim has 3 corners & needs 4. Place the fourth."),
             2); // in the table, and at its place
    QCOMPARE(page.ids.count(), 3);
    for (const QString& id : page.ids)
      QVERIFY(page.links.contains("#" + id));
    QCOMPARE(page.files.size(), 4); // three of the first, the photo of the second
    for (const QString& file : page.files)
      QVERIFY(fs::exists(folder_ / file.toStdString()));
    const auto json = parseJson(*readFile(folder_ / "report.json"), {});
    const rapidjson::Value& pictures = *member(*json, "pictures");
    QCOMPARE(pictures.Size(), 3u);
    QCOMPARE(*asString(*member(pictures[1], "error")), failed.error);
    QVERIFY(!member(pictures[1], "fill_percent"));
  }

  void whatWasLeftOutIsSaid() {
    ReportWriter writer(folder_);
    QVERIFY(writer.add(item("a.png")).ok());
    QVERIFY(writer.finish({}).ok());
    QVERIFY(!readPage(folder_ / "index.html").text.contains("Left out"));
    ReportWriter again(folder_);
    again.leaveOut({"b <1>.png", "no corner of the rim is placed"});
    QVERIFY(again.add(item("a.png")).ok());
    again.leaveOut({"c.png", "no corner of the rim is placed"});
    QVERIFY(again.finish({}).ok());
    const auto page = readPage(folder_ / "index.html");
    QVERIFY2(page.fault.isEmpty(), qPrintable(page.fault));
    QVERIFY2(page.text.contains("Left out"), qPrintable(page.text));
    for (const char* name : {"b <1>.png", "c.png"})
      QVERIFY(page.text.contains(QString(name) + ": no corner of the rim is placed"));
    // For programs, what was measured alone.
    QVERIFY(readFile(folder_ / "report.json")->find("c.png") == std::string::npos);
    QVERIFY(readFile(folder_ / "report.csv")->find("c.png") == std::string::npos);
  }

  void theTableForSpreadsheetsHasALineForEachPicture() {
    ReportItem measured = item("a \"b\", c.png");
    measured.report.warnings = {{"rim-outside-picture", "One.", "Two.", {}},
                                {"depth-holes", "One.", "Two.", {}}};
    ReportItem withoutScale = item("b.png");
    withoutScale.report.boxLitres = withoutScale.report.contentLitres = std::nullopt;
    ReportItem failed = item("c.png");
    failed.error = "c.png: there is no such file, or it is empty.";
    QVERIFY(writeReport({measured, withoutScale, failed}, folder_, {}).ok());
    QVERIFY(readPage(folder_ / "index.html").links.contains("report.csv"));

    const QStringList lines = QString::fromStdString(*readFile(folder_ / "report.csv")).split('\n');
    QCOMPARE(lines.size(), 5); // the last ends, too
    QVERIFY(lines[4].isEmpty());
    const QStringList names = lines[0].split(',');
    const auto cell = [&](const QString& line, const char* name) {
      QStringList cells{QString()};
      bool quoted = false;
      for (const QChar c : line) {
        if (c == '"') quoted = !quoted;
        if (c == ',' && !quoted)
          cells.append(QString());
        else
          cells.last() += c;
      }
      return cells.size() == names.size() ? cells[static_cast<int>(names.indexOf(name))] : QString("?");
    };
    QCOMPARE(cell(lines[1], "picture"), QString(R"("a ""b"", c.png")"));
    QCOMPARE(cell(lines[1], "fill_percent"), QString("31.25"));
    QCOMPARE(cell(lines[1], "box_litres").toDouble(), *measured.report.boxLitres);
    QCOMPARE(cell(lines[1], "size_first_m").toDouble(), measured.report.size.first);
    QCOMPARE(cell(lines[1], "verdict"), QString("over"));
    QCOMPARE(cell(lines[1], "warnings"), QString("rim-outside-picture depth-holes"));
    QCOMPARE(cell(lines[1], "error"), QString());
    QCOMPARE(cell(lines[2], "fill_percent"), QString("31.25"));
    for (const char* unknown : {"content_litres", "box_litres", "size_first_m", "size_measured"})
      QVERIFY2(cell(lines[2], unknown).isEmpty(), unknown);
    QCOMPARE(cell(lines[3], "fill_percent"), QString());
    QCOMPARE(cell(lines[3], "error"), QString("\"c.png: there is no such file, or it is empty.\""));
  }

  void theTableTellsPredictedFromMeasured() {
    ReportItem predicted = item("p.png");
    predicted.report.warnings.push_back({"depth-predicted", "By a network.", "Look.", {}});
    QVERIFY(writeReport({item("a.png"), item("b.png")}, folder_, {}).ok());
    QVERIFY(!readPage(folder_ / "index.html").text.contains(QStringLiteral("≈")));
    QVERIFY(writeReport({item("a.png"), predicted}, folder_, {}).ok());
    const QString text = readPage(folder_ / "index.html").text;
    QCOMPARE(text.count(QStringLiteral("≈")), 2); // one figure, and what it means
    QVERIFY(text.contains(QStringLiteral("≈: from a network, not measured.")));
  }

  void thePageIsInTheGivenWords() {
    ReportWords words;
    words.language = "xx";
    words.decimalPoint = ",";
    words.translate = [](const std::string& english) {
      return english == "between %1 and %2" ? std::string("von %1 bis %2") : "§" + english;
    };
    QVERIFY(writeReport({item("a.png")}, folder_, {}, words).ok());
    const auto said = readPage(folder_ / "index.html");
    QVERIFY2(said.fault.isEmpty(), qPrintable(said.fault));
    for (const char* expected :
         {"von 24,5 % bis 38,0 %", "§How full is a.png?", "§Tilt", "§size given", "30,0°"})
      QVERIFY2(said.text.contains(QString::fromUtf8(expected)), expected);
    QVERIFY(readFile(folder_ / "index.html")->find("lang=\"xx\"") != std::string::npos);
    const auto json = parseJson(*readFile(folder_ / "report.json"), {});
    QCOMPARE(*asString(*member(*json, "method")), std::string("size given"));
    QVERIFY(writeReport({item("a.png")}, folder_, {}).ok());
    QVERIFY(!readPage(folder_ / "index.html").text.contains(QStringLiteral("§")));
  }

  void aSecondReportReplacesTheFirst() {
    QVERIFY(writeReport({item("a.png")}, folder_, {}).ok());
    QVERIFY(writeReport({item("b.png")}, folder_, {}).ok());
    QVERIFY(readPage(folder_ / "index.html").text.contains("b.png"));
    QVERIFY(!readPage(folder_ / "index.html").text.contains("a.png"));
  }

  void drawingsOfTheFirstReportGoWithIt() {
    QVERIFY(writeReport({item("a.png"), item("b.png"), item("c.png")}, folder_, {}).ok());
    QVERIFY(fs::exists(folder_ / "picture-3-photo.png"));
    QVERIFY(writeReport({item("d.png")}, folder_, {}).ok());
    QVERIFY(fs::exists(folder_ / "picture-1-photo.png"));
    QVERIFY(!fs::exists(folder_ / "picture-2-photo.png"));
    QVERIFY(!fs::exists(folder_ / "picture-3-photo.png"));
  }

  void aFolderOfOtherFilesIsLeftAlone() {
    fs::create_directories(folder_);
    QVERIFY(writeFileAtomically(folder_ / "index.html", "mine").ok());
    const auto refused = writeReport({item("a.png")}, folder_, {});
    QVERIFY(!refused.ok());
    QCOMPARE(refused.error().code, ErrorCode::badInput);
    QCOMPARE(*readFile(folder_ / "index.html"), std::string("mine"));
    QVERIFY(!fs::exists(folder_ / "picture-1-photo.png"));
    fs::remove(folder_ / "index.html");
    QVERIFY(writeReport({item("a.png")}, folder_, {}).ok()); // empty
  }

  void aStoppedReportLeavesTheEarlierOneWhole() {
    QVERIFY(writeReport({item("a.png")}, folder_, {}).ok());
    std::map<fs::path, std::string> before;
    for (const auto& file : fs::directory_iterator(folder_))
      before[file.path()] = *readFile(file.path());
    {
      ReportWriter stopped(folder_);
      ReportItem other = item("b.png");
      other.image = nullptr;
      QVERIFY(stopped.add(other).ok());
      QVERIFY(stopped.add(item("c.png")).ok());
    }
    std::map<fs::path, std::string> after;
    for (const auto& file : fs::directory_iterator(folder_))
      after[file.path()] = *readFile(file.path());
    QVERIFY(before == after);
    const fs::path anew = folder_ / "anew";
    {
      ReportWriter stopped(anew);
      QVERIFY(stopped.add(item("b.png")).ok());
      QVERIFY(fs::exists(anew));
    }
    QVERIFY(!fs::exists(anew));
  }

  void picturesOneByOneMakeTheSameReport() {
    ReportItem failed = item("b.png");
    failed.error = "b.png: there is no such file.";
    const std::vector<ReportItem> items{item("a.png"), failed};
    QVERIFY(writeReport(items, folder_ / "whole", {}).ok());
    ReportWriter writer(folder_ / "parts");
    for (ReportItem part : items) {
      QVERIFY(writer.add(part).ok());
      part.dropPixels();
      QVERIFY(!part.image && !part.depth && part.report.heights.height.empty());
    }
    QVERIFY(writer.finish({}).ok());
    int files = 0;
    for (const auto& file : fs::directory_iterator(folder_ / "whole")) {
      QCOMPARE(*readFile(folder_ / "parts" / file.path().filename()), *readFile(file.path()));
      ++files;
    }
    QVERIFY(files > 5);
    QVERIFY(!fs::exists(folder_ / "parts" / ".unfinished-report"));
  }

  void aFileInTheFoldersPlaceIsAnError() {
    const fs::path file = fs::path(temporary_->path().toStdString()) / "file";
    QVERIFY(writeFileAtomically(file, "x").ok());
    const auto written = writeReport({item("a.png")}, file / "report", {});
    QVERIFY(!written.ok());
    QCOMPARE(written.error().code, ErrorCode::ioFailure);
    QCOMPARE(*readFile(file), std::string("x"));
  }

  void theRimLiesWhereTheCornersAre() {
    const RimCorners corners{Vec2{30.5, 20.5}, {200.5, 20.5}, {200.5, 110.5}, {30.5, 110.5}};
    const auto inside = drawPhoto(Image(240, 160, 1, 200), &corners);
    QCOMPARE(inside.image.width(), 240);
    QCOMPARE(inside.image.height(), 160);
    const auto isLine = [](const Image& image, int x, int y) {
      return image.at(x, y, 0) > 230 && image.at(x, y, 2) < 60;
    };
    for (int x = 40; x < 190; x += 10)
      QVERIFY(isLine(inside.image, x, 20) && isLine(inside.image, x, 110));
    for (int y = 30; y < 100; y += 10)
      QVERIFY(isLine(inside.image, 30, y) && isLine(inside.image, 200, y));
    QCOMPARE(int(inside.image.at(120, 60)), 200);
    QVERIFY(inside.image.at(120, 16) < 60 || inside.image.at(120, 17) < 60); // dark beside the light line

    const RimCorners beyond{Vec2{-10, -20}, {250, -20}, {250, 150}, {-10, 150}};
    const auto wide = drawPhoto(Image(240, 160, 3, 200), &beyond);
    QVERIFY(wide.image.width() > 240 && wide.image.height() > 160);
    QCOMPARE(wide.scale, 1.0);
    for (const Vec2& corner : beyond) {
      const Vec2 p = wide.drawn(corner);
      QVERIFY(p.x > 0 && p.y > 0 && p.x < wide.image.width() && p.y < wide.image.height());
    }
    const auto large = drawPhoto(Image(4000, 3000, 3, 200), nullptr);
    QCOMPARE(large.image.width(), 1600);
    QCOMPARE(large.image.height(), 1200);
    QCOMPARE(large.drawn({4000, 3000}), (Vec2{1600, 1200}));
  }

  void hiddenCellsAreHatched() {
    const HeightMap heights = measured().heights;
    const ColourScale scale = heightColours(heights);
    QCOMPARE(scale.high, double(heights.depth));
    const Image drawing = drawHeights(heights, scale);
    QCOMPARE(drawing.height(), 640); // 100 cells
    QCOMPARE(drawing.width(), 512);  // 80 cells
    const auto plain = colourOf(0.05f, scale);
    std::size_t striped = 0, all = 0;
    for (int y = 0; y < 640; ++y) {
      for (int x = 0; x < 512; ++x) {
        const bool hidden =
            heights.state.at(x * 80 / 512, y * 100 / 640) == static_cast<std::uint8_t>(CellState::hidden);
        const bool isPlain = drawing.at(x, y, 0) == plain[0] && drawing.at(x, y, 1) == plain[1];
        if (!hidden)
          QVERIFY(isPlain);
        else
          ++all, striped += !isPlain;
      }
    }
    QVERIFY(all > 0);
    QCOMPARE(striped * 2, all);
  }

  void numbersAreWrittenForPeople_data() {
    QTest::addColumn<double>("value");
    QTest::addColumn<int>("decimals");
    QTest::addColumn<QString>("text");
    QTest::newRow("one decimal") << 31.25 << 1 << "31.2";
    QTest::newRow("none") << 31.5 << 0 << "32";
    QTest::newRow("no minus zero") << -0.04 << 1 << "0.0";
    QTest::newRow("negative") << -0.06 << 1 << "-0.1";
    QTest::newRow("unknown") << notKnown << 1 << "–";
    QTest::newRow("large") << 1e21 << 0 << "1000000000000000000000";
  }
  void numbersAreWrittenForPeople() {
    QFETCH(double, value);
    QFETCH(int, decimals);
    QFETCH(QString, text);
    QCOMPARE(QString::fromStdString(decimal(value, decimals)), text);
  }

  void colourBarsSayRangeAndUnit_data() {
    QTest::addColumn<double>("low");
    QTest::addColumn<double>("high");
    QTest::addColumn<QString>("unit");
    QTest::addColumn<QStringList>("labels");
    QTest::newRow("millimetres") << 0.0 << 0.2 << "m" << QStringList{"0", "50", "100", "150", "200 mm"};
    QTest::newRow("metres") << 0.5 << 2.5 << "m" << QStringList{"0.5", "1.0", "1.5", "2.0", "2.5 m"};
    QTest::newRow("no unit") << 0.0 << 1.0 << "" << QStringList{"0.00", "0.25", "0.50", "0.75", "1.00"};
    QTest::newRow("one value") << 3.0 << 3.0 << "m" << QStringList{"3 m"};
  }
  void colourBarsSayRangeAndUnit() {
    QFETCH(double, low);
    QFETCH(double, high);
    QFETCH(QString, unit);
    QFETCH(QStringList, labels);
    const std::string svg =
        colourBar({ColourMap::turbo, low, high, false, unit.toStdString()}, "depth & \"more\"", {});
    QXmlStreamReader reader(QByteArray::fromStdString(svg));
    QStringList found;
    while (!reader.atEnd())
      if (reader.readNext() == QXmlStreamReader::Characters) found << reader.text().toString();
    QVERIFY2(!reader.hasError(), qPrintable(reader.errorString()));
    QCOMPARE(found, labels);
  }

 private:
  std::unique_ptr<QTemporaryDir> temporary_;
  fs::path folder_;
};

QTEST_GUILESS_MAIN(TestReportWriter)
#include "test_report_writer.moc"
