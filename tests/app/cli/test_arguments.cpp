#include "app/cli/arguments.h"
#include <QTest>
#include <map>
#include <string>

using namespace fillscope;

class TestArguments : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void readsCorners_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("ok");
    QTest::newRow("plain") << "158,8 489,8 594,560 27,560" << true;
    QTest::newRow("outside and fractions") << "-12.5,-3 489.25,8 594,560 27,560" << true;
    QTest::newRow("semicolons and plus signs") << "+1,2; 3,4; 5,6; 7,8" << true;
    QTest::newRow("exponents") << "1e2,8 489,8 594,5.6e2 27,560" << true;
    QTest::newRow("three corners") << "1,2 3,4 5,6" << false;
    QTest::newRow("five corners") << "1,2 3,4 5,6 7,8 9,10" << false;
    QTest::newRow("a word") << "1,2 3,4 5,6 7,x" << false;
    QTest::newRow("number with a tail") << "1,2 3,4 5,6 7,8px" << false;
    QTest::newRow("not a number") << "nan,2 3,4 5,6 7,8" << false;
    QTest::newRow("empty") << "" << false;
  }
  void readsCorners() {
    QFETCH(QString, text);
    QFETCH(bool, ok);
    const auto corners = cli::parseCorners(text.toStdString());
    QCOMPARE(corners.ok(), ok);
    if (!ok) QVERIFY(corners.error().sentence().find("clockwise") != std::string::npos);
  }
  void readsShards_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("index");
    QTest::addColumn<int>("count");
    QTest::newRow("the whole") << "1/1" << 0 << 1;
    QTest::newRow("second of eight") << "2/8" << 1 << 8;
    QTest::newRow("last") << "16/16" << 15 << 16;
    for (const char* wrong :
         {"0/8", "9/8", "-1/8", "2", "2/", "/8", "2/8/9", "a/b", "2 /8", "1/99999999999", ""})
      QTest::newRow(wrong) << wrong << 0 << 0;
  }
  void readsShards() {
    QFETCH(QString, text);
    QFETCH(int, index);
    QFETCH(int, count);
    const auto shard = cli::parseShard(text.toStdString());
    QCOMPARE(shard.ok(), count > 0);
    if (!shard) {
      QVERIFY(shard.error().sentence().find("I from 1 to N") != std::string::npos);
      return;
    }
    QCOMPARE(shard->index, index);
    QCOMPARE(shard->count, count);
  }
  void readsSeeds() {
    QCOMPARE(cli::parseSeed("0").value(), std::uint64_t(0));
    QCOMPARE(cli::parseSeed("18446744073709551615").value(), ~std::uint64_t(0));
    for (const char* wrong : {"", "-1", "1.5", "18446744073709551616", "7x", " 7", "1e3"})
      QVERIFY2(!cli::parseSeed(wrong).ok(), wrong);
  }
  void whichShardThisIs_data() {
    QTest::addColumn<QString>("variables");
    QTest::addColumn<int>("given"); // --shards
    QTest::addColumn<int>("index");
    QTest::addColumn<int>("count");
    const QString array =
        QStringLiteral("SLURM_ARRAY_TASK_ID=6 SLURM_ARRAY_TASK_COUNT=4 SLURM_ARRAY_TASK_MIN=5");
    QTest::newRow("an array's task") << array << 0 << 1 << 4;
    QTest::newRow("of so many, whatever it says") << array << 40 << 6 << 40;
    QTest::newRow("a rank") << "OMPI_COMM_WORLD_RANK=2 OMPI_COMM_WORLD_SIZE=3" << 0 << 2 << 3;
    QTest::newRow("a rank within a task")
        << array + " OMPI_COMM_WORLD_RANK=2 OMPI_COMM_WORLD_SIZE=3" << 0 << 5 << 12;
    QTest::newRow("the only rank of a task")
        << array + " OMPI_COMM_WORLD_RANK=0 OMPI_COMM_WORLD_SIZE=1" << 0 << 1 << 4;
    QTest::newRow("a rank within a task of so many")
        << array + " OMPI_COMM_WORLD_RANK=1 OMPI_COMM_WORLD_SIZE=2" << 80 << 13 << 80;
    QTest::newRow("an index without a count") << "JOB_COMPLETION_INDEX=3" << 8 << 3 << 8;
    QTest::newRow("nothing") << "" << 0 << -1 << 0;
    QTest::newRow("beyond the last") << array << 4 << -1 << 0;
    const QString from1 = "SLURM_ARRAY_TASK_COUNT=8 SLURM_ARRAY_TASK_MIN=1 SLURM_ARRAY_TASK_ID=";
    QTest::newRow("the first of an array from 1") << from1 + "1" << 8 << 0 << 8;
    QTest::newRow("the last of an array from 1") << from1 + "8" << 8 << 7 << 8;
  }
  void whichShardThisIs() {
    QFETCH(QString, variables);
    QFETCH(int, given);
    QFETCH(int, index);
    QFETCH(int, count);
    std::map<std::string, std::string> values;
    for (const QString& variable : variables.split(' ', Qt::SkipEmptyParts))
      values[variable.section('=', 0, 0).toStdString()] = variable.section('=', 1).toStdString();
    const auto shard = cli::shardFromEnvironment(given, [&](const char* name) {
      const auto found = values.find(name);
      return found == values.end() ? nullptr : found->second.c_str();
    });
    QCOMPARE(shard.ok(), index >= 0);
    if (!shard) return;
    QCOMPARE(shard->index, index);
    QCOMPARE(shard->count, count);
  }

  void readsPixelSizes_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("width");
    QTest::addColumn<int>("height");
    QTest::newRow("plain") << "256x192" << 256 << 192;
    QTest::newRow("sign of multiplication") << "40×30" << 40 << 30;
    for (const char* wrong : {"0x10", "10x-1", "10", "x", "10x20x30", "1e9x1", "99999x10", "10 x 20"})
      QTest::newRow(wrong) << wrong << 0 << 0;
  }
  void readsPixelSizes() {
    QFETCH(QString, text);
    QFETCH(int, width);
    QFETCH(int, height);
    const auto size = cli::parsePixelSize(text.toStdString());
    QCOMPARE(size.ok(), width > 0);
    if (!size) return;
    QCOMPARE(size->width, width);
    QCOMPARE(size->height, height);
  }
  void readsRectangles_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("right");
    QTest::newRow("plain") << "200,120,240x180" << true;
    for (const char* wrong :
         {"", "200,120", "240x180", "1,2,3", "1,2,3,4", "-1,2,3x4", "1,2,0x4", "1.5,2,3x4"})
      QTest::newRow(wrong) << wrong << false;
  }
  void readsRectangles() {
    QFETCH(QString, text);
    QFETCH(bool, right);
    const auto area = cli::parsePixelArea(text.toStdString());
    QCOMPARE(area.ok(), right);
    if (area) QCOMPARE(*area, (PixelArea{200, 120, 240, 180}));
  }
  void keepsOrderAndBits() {
    const auto corners = cli::parseCorners("0.1,0.2 -0.3,4 5,6.000000000000001 7,8");
    QVERIFY(corners.ok());
    QCOMPARE((*corners)[0], (Vec2{0.1, 0.2}));
    QCOMPARE((*corners)[1], (Vec2{-0.3, 4}));
    QCOMPARE((*corners)[2], (Vec2{5, 6.000000000000001}));
    QCOMPARE((*corners)[3], (Vec2{7, 8}));
  }
};

QTEST_APPLESS_MAIN(TestArguments)
#include "test_arguments.moc"
