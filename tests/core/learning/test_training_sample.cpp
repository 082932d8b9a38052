#include "core/base/counter_random.h"
#include "core/learning/examples.h"
#include "core/synthesis/photo_render.h"
#include <QtTest>
#include <algorithm>
#include <bit>
#include <limits>
#include <set>

using namespace fillscope;

namespace {

/// Groups by name, nothing to load.
class NamedSource final : public SampleSource {
 public:
  explicit NamedSource(std::vector<std::string> groups, std::vector<std::string> classes = {})
      : groups_(std::move(groups))
      , classes_(std::move(classes)) {}
  std::size_t size() const override { return groups_.size(); }
  std::string group(std::size_t index) const override { return groups_[index]; }
  Result<TrainingSample> load(std::size_t index) const override {
    TrainingSample sample;
    sample.name = std::to_string(index);
    return sample;
  }
  std::string className(std::size_t index) const override {
    return classes_.empty() ? std::string() : classes_[index];
  }

 private:
  std::vector<std::string> groups_, classes_;
};

std::vector<std::string> numbered(int count, int perGroup) {
  std::vector<std::string> groups;
  for (int k = 0; k < count; ++k)
    groups.push_back("box " + std::to_string(k / perGroup));
  return groups;
}

std::set<std::string> groupsOf(const SampleSource& source, const std::vector<std::size_t>& indices) {
  std::set<std::string> groups;
  for (const std::size_t k : indices)
    groups.insert(source.group(k));
  return groups;
}

/// An empty carton without anything that could stand before it.
PhotoSpec emptyCartons() {
  PhotoSpec spec;
  spec.boxKinds = {1, 0, 0};
  spec.contentKinds = {1, 0, 0, 0, 0, 0, 0, 0, 0};
  spec.flapShare = 0;
  spec.clutter = {0, 0};
  spec.handShare = spec.neighbourShare = spec.partialShare = 0;
  return spec;
}

} // namespace

class TestTrainingSample : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void noGroupStandsOnBothSides_data() {
    QTest::addColumn<double>("share");
    for (const double share : {0.05, 0.15, 0.5})
      QTest::addRow("%g", share) << share;
  }
  void noGroupStandsOnBothSides() {
    QFETCH(double, share);
    const NamedSource source(numbered(1200, 3));
    const Split split = splitByGroup(source, share, 5);
    QCOMPARE(split.training.size() + split.validation.size(), source.size());
    const auto training = groupsOf(source, split.training), validation = groupsOf(source, split.validation);
    QCOMPARE(training.size() + validation.size(), std::size_t(400));
    QVERIFY(std::abs(static_cast<double>(validation.size()) / 400 - share) < 0.08);
    QVERIFY(std::is_sorted(split.training.begin(), split.training.end()));
  }

  void samplesAddedLaterMoveNoOthers() {
    const NamedSource few(numbered(100, 2)), many(numbered(300, 2));
    const auto before = splitByGroup(few, 0.2, 1), after = splitByGroup(many, 0.2, 1);
    for (const std::size_t k : before.validation)
      QVERIFY(std::binary_search(after.validation.begin(), after.validation.end(), k));
    for (const std::size_t k : before.training)
      QVERIFY(std::binary_search(after.training.begin(), after.training.end(), k));
    QVERIFY(splitByGroup(many, 0.2, 2).validation != after.validation);
  }

  void twoGroupsHaveOneOnEachSide() {
    for (std::uint64_t seed = 0; seed < 30; ++seed)
      for (const double share : {0.001, 0.9}) {
        const Split split = splitByGroup(NamedSource({"a", "b", "a"}), share, seed);
        QVERIFY(!split.training.empty() && !split.validation.empty());
      }
    QVERIFY(splitByGroup(NamedSource({"a", "a"}), 0.5, 1).validation.empty());
    QVERIFY(splitByGroup(NamedSource({"a", "b"}), 0, 1).validation.empty());
    QVERIFY(splitByGroup(NamedSource({}), 0.5, 1).training.empty());
  }

  void onesOwnGroupOfManyClassesLeavesNobodyUnjudged() {
    std::vector<std::string> groups, classes;
    for (int k = 0; k < 10; ++k) {
      groups.insert(groups.end(), {"box " + std::to_string(k), "box " + std::to_string(k)});
      classes.insert(classes.end(), {"OK", k == 3 ? "NOK" : "OK"});
    }
    const auto source = std::make_shared<NamedSource>(groups, classes);
    for (std::uint64_t seed = 0; seed < 1000; ++seed)
      for (const double share : {0.1, 0.95}) {
        const Split split = splitByGroup(*source, share, seed);
        QCOMPARE(classNamesOf(*subset(source, split.training)), (std::vector<std::string>{"NOK", "OK"}));
        QCOMPARE(classNamesOf(*subset(source, split.validation)), std::vector<std::string>{"OK"});
      }
  }

  void classesAreLearntBeforeTheyAreJudged() {
    // Any two of the three groups held would leave a class unlearnt.
    const std::vector<std::string> groups{"1", "1", "2", "2", "3", "3", "4"};
    const auto source =
        std::make_shared<NamedSource>(groups, std::vector<std::string>{"a", "b", "a", "c", "b", "c", ""});
    for (std::uint64_t seed = 0; seed < 100; ++seed) {
      const Split split = splitByGroup(*source, 0.9, seed);
      QCOMPARE(classNamesOf(*subset(source, split.training)).size(), std::size_t(3));
      QVERIFY(!split.validation.empty());
      QCOMPARE(classNamesOf(*subset(source, split.validation)).size(), std::size_t(2));
    }
  }

  void aSubsetIsAView() {
    const auto source = std::make_shared<NamedSource>(numbered(10, 1));
    const auto part = subset(source, {7, 2});
    QCOMPARE(part->size(), std::size_t(2));
    QCOMPARE(part->group(0), std::string("box 7"));
    QCOMPARE(part->load(1)->name, std::string("2"));
  }

  void joinedSourcesFollowOneAnother() {
    const auto first = std::make_shared<NamedSource>(numbered(3, 1)),
               none = std::make_shared<NamedSource>(std::vector<std::string>()),
               second = std::make_shared<NamedSource>(std::vector<std::string>{"x", "y"});
    const auto all = joined({first, none, second});
    QCOMPARE(all->size(), std::size_t(5));
    QCOMPARE(all->group(2), std::string("box 2"));
    QCOMPARE(all->group(3), std::string("x"));
    QCOMPARE(all->load(4)->name, std::string("1"));
    QCOMPARE(joined({first}), std::static_pointer_cast<SampleSource>(first));
  }

  void theGeneratorGivesTheSameSampleEachTime() {
    PhotoSpec spec;
    spec.width = 128;
    spec.height = 96;
    const auto source = generatorSource(spec, 3, 20), again = generatorSource(spec, 3, 5, 8);
    QCOMPARE(source->size(), std::size_t(20));
    QVERIFY(source->group(0) != source->group(1));
    for (const std::size_t k : {4u, 1u}) {
      const auto a = source->load(k), b = again->load(k);
      QVERIFY2(a.ok(), a.ok() ? "" : a.error().sentence().c_str());
      QVERIFY(b.ok());
      QVERIFY(a->image == b->image && a->depth.values == b->depth.values && a->content == b->content);
      QCOMPARE(a->keypoints.size(), std::size_t(4));
      QCOMPARE(b->keypoints.size(), std::size_t(8));
      QVERIFY(a->camera && a->size && a->fillPercent && a->image.sameSize(128, 96));
      QVERIFY(a->depth.values.sameSize(a->image) && a->content.sameSize(a->image));
    }
    QVERIFY(source->load(1)->image != source->load(2)->image);
    QVERIFY(source->load(1)->measured.values.empty());
    const auto pair = generatorSource(spec, 3, 20, 4, true)->load(1);
    QVERIFY(pair->depth.values == source->load(1)->depth.values);
    QVERIFY(pair->measured.values.sameSize(pair->depth.values) &&
            pair->measured.values != pair->depth.values);
  }

  void packedSamplesComeBackBitForBit_data() {
    QTest::addColumn<QVector<float>>("depth");
    QTest::addColumn<bool>("smaller");
    const auto units = [](std::initializer_list<int> values) {
      QVector<float> depth;
      for (const int value : values)
        depth.push_back(static_cast<float>(value * 1e-4));
      return depth;
    };
    QTest::newRow("tenths of millimetres") << units({0, 1, 2, 3, 12345, 65535}) << true;
    QTest::newRow("finer") << QVector<float>{0, 1, 1.00005f, 1.2f, 2, 0.1f} << false;
    QTest::newRow("far") << QVector<float>{0, 1, 6.5536f, 1.2f, 2, 0.1f} << false;
    QTest::newRow("no number") << QVector<float>{0, 1, std::numeric_limits<float>::quiet_NaN(), 1, 1, 1}
                               << false;
    QTest::newRow("endless") << QVector<float>{0, 1, std::numeric_limits<float>::infinity(), 1, 1, 1}
                             << false;
    QTest::newRow("below nothing") << QVector<float>{0, 1, -1, 1, 1, 1} << false;
    QTest::newRow("minus nothing") << QVector<float>{-0.0f, 1, 1, 1, 1, 1} << false;
    QTest::newRow("none") << QVector<float>{} << true;
  }
  void packedSamplesComeBackBitForBit() {
    QFETCH(QVector<float>, depth);
    QFETCH(bool, smaller);
    TrainingSample sample;
    sample.name = "one";
    sample.image = Image(3, 2, 3);
    sample.image.at(2, 1, 1) = 7;
    if (!depth.empty()) {
      sample.depth.values = Raster<float>(3, 2);
      std::copy(depth.begin(), depth.end(), sample.depth.values.data());
      sample.depth.kind = DepthKind::relative;
      sample.depth.unit.clear();
      sample.depth.source = "elsewhere";
      sample.measured = sample.depth;
      sample.measured.values.at(1, 1) = 0;
      sample.content = Mask(3, 2);
      sample.content.at(1, 0) = 1;
    }
    sample.keypoints = {{{1, 2}, KeypointVisibility::hidden}};
    sample.size = BoxSize{0.1, 0.2, 0.3};
    sample.fillPercent = 40;
    const PackedSample packed(sample);
    const auto got = packed.unpacked();
    QCOMPARE(got.name, sample.name);
    QVERIFY(got.image == sample.image && got.content == sample.content);
    QVERIFY(got.depth.values.sameSize(sample.depth.values));
    QVERIFY(std::equal(depth.begin(), depth.end(), got.depth.values.data(), [](float a, float b) {
      return std::bit_cast<std::uint32_t>(a) == std::bit_cast<std::uint32_t>(b);
    }));
    QVERIFY(got.depth.kind == sample.depth.kind && got.depth.unit == sample.depth.unit &&
            got.depth.source == sample.depth.source);
    QVERIFY(got.measured.values.sameSize(sample.measured.values));
    QVERIFY(depth.empty() || (got.measured.values.at(1, 1) == 0 && got.measured.values.at(1, 0) == depth[1]));
    QVERIFY(got.keypoints.size() == 1 && got.keypoints[0].visibility == KeypointVisibility::hidden);
    QVERIFY(got.size && got.size->depth == 0.3 && got.fillPercent == 40);
    const std::size_t pixels = depth.empty() ? 0 : 6;
    QCOMPARE(packed.bytes(), sizeof(PackedSample) + 18 + (smaller ? 2 : 4) * pixels * 2 + pixels / 8);
  }

  void masksOfOtherNumbersStay() {
    TrainingSample sample;
    sample.content = Mask(2, 2);
    sample.content.at(0, 1) = 255;
    QVERIFY(PackedSample(sample).unpacked().content == sample.content);
  }

  void renderedEmptyBoxesAreEmptyThroughTheirRims_data() {
    QTest::addColumn<bool>("flips");
    QTest::newRow("as rendered") << false;
    QTest::newRow("flipped") << true;
  }
  void renderedEmptyBoxesAreEmptyThroughTheirRims() {
    QFETCH(bool, flips);
    const auto source = generatorSource(emptyCartons(), 8, 8);
    AugmentationSpec spec = AugmentationSpec::none();
    spec.flipHorizontal = flips;
    for (std::size_t k = 0; k < source->size(); ++k) {
      const auto sample = source->load(k);
      QVERIFY2(sample.ok(), sample.ok() ? "" : sample.error().sentence().c_str());
      CounterRandom random(k);
      const auto example =
          rimExample(augment(*sample, spec, random), defaultConfig(NetworkKind::rimDepth), true, 0, random);
      QVERIFY2(example.ok(), example.ok() ? "" : example.error().sentence().c_str());
      double error = 0, weight = 0;
      for (std::size_t n = 0; n < example->share.size(); ++n) {
        error += std::abs(example->share[n] - 1.0) * example->weight[n];
        weight += example->weight[n];
      }
      QVERIFY(weight > 1000);
      QVERIFY2(error / weight < 0.02, qPrintable(QString("%1: %2").arg(k).arg(error / weight)));
      QCOMPARE(example->fill, 0.0f);
    }
  }
};

QTEST_APPLESS_MAIN(TestTrainingSample)
#include "test_training_sample.moc"
