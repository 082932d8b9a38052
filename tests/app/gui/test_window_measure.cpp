// Figures stay true while what they rest on changes under way.
#include "app/gui/inspector.h"
#include "tests/app/gui/window_fixture.h"
#include "tests/support/lane_gate.h"
#include <QTest>

using namespace fillscope;
using namespace fillscope::tests;

class TestWindowMeasure : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void init() {
    fixture_ = std::make_unique<WindowFixture>();
    box_ = writeBoxFolder(fixture_->path("boxes"));
    QVERIFY(fixture_->open(box_.folder));
    fixture_->setScale();
    document().setRimCorners(0, box_.truth.corners);
    document().setBoxSize(0, box_.size);
    QVERIFY(fixture_->waitIdle());
    QVERIFY(measure().report());
  }
  void cleanup() { fixture_.reset(); }

  void theListFollowsWhatChangesWhileItIsMeasured_data() {
    QTest::addColumn<QString>("what");
    for (const char* what : {"size", "corners", "lens", "no figure"})
      QTest::newRow(what) << QString::fromLatin1(what);
  }
  /// Of a picture that is not shown.
  void theListFollowsWhatChangesWhileItIsMeasured() {
    QFETCH(QString, what);
    fixture_->context->current.select(1);
    const auto change = [&](bool wrong) {
      BoxSize size = box_.size;
      RimCorners corners = box_.truth.corners;
      Attributes attributes = document().picture(0).attributes;
      if (what == QLatin1String("size")) {
        if (wrong) size.depth *= 1.3;
        document().setBoxSize(0, size);
      } else if (what == QLatin1String("corners")) {
        if (wrong) corners[1] = corners[1] + Vec2{-30, 20};
        document().setRimCorners(0, corners);
      } else if (what == QLatin1String("lens")) {
        attributes.set("distortion_k1", wrong ? "-0.15" : "0");
        document().setPictureAttributes(0, attributes);
      } else {
        PictureSources sources = sourcesOf(document().picture(0));
        sources.depthFile = wrong ? "nowhere.png" : "box.depth.png";
        document().setSources(0, sources);
      }
    };
    const auto figure = [&](bool wrong) {
      change(wrong);
      return fixture_->waitIdle() ? measure().summary(0) : std::nullopt;
    };
    const std::optional<FillSummary> wrong = figure(true), right = figure(false);
    QVERIFY(right);
    QVERIFY(!wrong || wrong->percent != right->percent);
    change(true); // is being measured now
    change(false);
    QVERIFY(fixture_->waitIdle());
    QVERIFY2(measure().summary(0), "measured again");
    QCOMPARE(measure().summary(0)->percent, right->percent);
  }

  void whatLosesItsGroundsWhileItIsMeasuredIsNoLongerWaitedFor_data() {
    QTest::addColumn<bool>("depth");
    QTest::newRow("no rim") << false;
    QTest::newRow("no depth") << true;
  }
  void whatLosesItsGroundsWhileItIsMeasuredIsNoLongerWaitedFor() {
    QFETCH(bool, depth);
    const QWidget& answer = *fixture_->window->inspector().fillPanel().answer();
    LaneGate gate(fixture_->context->jobs, JobLane::compute);
    measure().request();
    QVERIFY(measure().isBusy() && !answer.isEnabled());
    if (depth) {
      PictureSources sources = sourcesOf(document().picture(0));
      sources.depthFile.clear();
      document().setSources(0, sources);
      QTRY_VERIFY(fixture_->context->current.loaded() && !fixture_->context->current.loaded()->depth);
    } else {
      document().removeRim(0);
    }
    gate.open();
    QVERIFY(fixture_->waitIdle());
    QVERIFY(!measure().report());
    QVERIFY(answer.isEnabled());
  }

  void theListGoesOnWhenAPictureWithoutDepthIsShownMeanwhile() {
    std::filesystem::copy_file(box_.folder / "empty.color.png", fixture_->path("plain.png"));
    fixture_->context->session.add({fixture_->path("plain.png")});
    QVERIFY(fixture_->waitIdle());
    QCOMPARE(document().pictureCount(), 3);
    LaneGate gate(fixture_->context->jobs, JobLane::compute);
    measure().request();
    document().setRimCorners(1, box_.truth.corners);
    document().setBoxSize(1, box_.size);
    fixture_->context->current.select(2);
    gate.open();
    QVERIFY(fixture_->waitIdle());
    QVERIFY(!measure().report());
    QVERIFY(measure().summary(1));
  }

 private:
  AnnotationDocument& document() { return fixture_->context->document; }
  MeasureController& measure() { return fixture_->context->measure; }

  std::unique_ptr<WindowFixture> fixture_;
  BoxFolder box_;
};

int main(int argc, char** argv) { return runWindowTest<TestWindowMeasure>(argc, argv); }
#include "test_window_measure.moc"
