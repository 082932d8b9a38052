#include "core/workflow/evaluation_sheet.h"
#include "known_networks.h"
#include <QTest>

using namespace fillscope;
using namespace fillscope::tests;

namespace {

/// Pictures in greys of their own; their true corners lie off those that FixedCorners answers by shift[k].
class ShiftedPictures : public SampleSource {
 public:
  ShiftedPictures(std::vector<double> shifts, std::size_t corners = 4)
      : shifts_(std::move(shifts))
      , corners_(corners) {}
  std::size_t size() const override { return shifts_.size(); }
  std::string group(std::size_t index) const override { return std::to_string(index); }
  Result<TrainingSample> load(std::size_t index) const override {
    TrainingSample sample;
    sample.name = "picture " + std::to_string(index);
    sample.image = Image(640, 480, 3, greyOf(index));
    for (const Vec2 at : {Vec2{120, 40}, Vec2{520, 40}, Vec2{520, 440}, Vec2{120, 440}})
      if (sample.keypoints.size() < corners_)
        sample.keypoints.push_back({{at.x + shifts_[index], at.y}, KeypointVisibility::visible});
    return sample;
  }
  static std::uint8_t greyOf(std::size_t index) { return static_cast<std::uint8_t>(100 + 20 * index); }

 private:
  std::vector<double> shifts_;
  std::size_t corners_;
};

/// Where a picture's grey is met first, in reading order; −1 where it is not there.
int placeOf(const Image& sheet, std::size_t index) {
  const std::uint8_t grey = ShiftedPictures::greyOf(index);
  for (int y = 0; y < sheet.height(); ++y)
    for (int x = 0; x + 9 < sheet.width(); ++x) {
      bool all = true;
      for (int k = 0; k < 10 && all; ++k)
        for (int c = 0; c < 3; ++c)
          all = all && sheet.at(x + k, y, c) == grey;
      if (all) return y * sheet.width() + x;
    }
  return -1;
}

} // namespace

class TestEvaluationSheet : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void theWorstComesFirst() {
    FixedCorners network(cornersManifest("fixed"));
    const ShiftedPictures source({0, 40, 15});
    const auto sheet = cornerSheet(network, source, {});
    QVERIFY2(sheet.ok(), sheet ? "" : sheet.error().sentence().c_str());
    QVERIFY(placeOf(*sheet, 1) >= 0);
    QVERIFY(placeOf(*sheet, 1) < placeOf(*sheet, 2));
    QVERIFY(placeOf(*sheet, 2) < placeOf(*sheet, 0));
  }

  void onlyTheWorstAreShown() {
    FixedCorners network(cornersManifest("fixed"));
    const ShiftedPictures source({0, 40, 15, 2, 1, 60});
    const auto sheet = cornerSheet(network, source, {.limit = 5, .most = 2});
    QVERIFY(sheet.ok());
    for (const std::size_t left : {0, 3, 4, 5})
      QCOMPARE(placeOf(*sheet, left), -1);
    QVERIFY(placeOf(*sheet, 1) >= 0 && placeOf(*sheet, 2) >= 0);
  }

  void whatCannotBeJudgedIsTold() {
    FixedCorners network(cornersManifest("fixed"));
    const auto three = cornerSheet(network, ShiftedPictures({0}, 3), {});
    QVERIFY(!three.ok());
    QCOMPARE(three.error().code, ErrorCode::badInput);
    QCOMPARE(three.error().where, std::string("picture 0"));
    QCOMPARE(cornerSheet(network, ShiftedPictures({}), {}).error().code, ErrorCode::badInput);
    const auto stopped = cornerSheet(network, ShiftedPictures({0}), {}, {{}, [] { return true; }});
    QCOMPARE(stopped.error().code, ErrorCode::cancelled);
  }
};

QTEST_APPLESS_MAIN(TestEvaluationSheet)
#include "test_evaluation_sheet.moc"
