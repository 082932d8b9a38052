// The whole way of a real network through the window: found, loaded, run as a job, stopped, refused.
#include "tests/app/gui/window_fixture.h"
#include <QSignalSpy>
#include <QTest>
#include <algorithm>

using namespace fillscope;
using namespace fillscope::tests;

class TestWindowNetwork : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void init() {
    fixture_ = std::make_unique<WindowFixture>();
    std::filesystem::create_directories(fixture_->path("models"));
    for (const char* id : {"luminance", "endless", "cut-off"})
      std::filesystem::copy(std::filesystem::path(FILLSCOPE_TEST_NETWORKS) / id,
                            fixture_->path("models") / id, std::filesystem::copy_options::recursive);
    writeBoxFolder(fixture_->path("boxes"));
    QVERIFY(fixture_->open(fixture_->path("boxes")));
    QSignalSpy changed(&predict(), &PredictController::networksChanged);
    predict().rescan();
    QVERIFY(changed.wait(10000));
    QCOMPARE(predict().networks().size(), std::size_t(3));
  }
  void cleanup() { fixture_.reset(); }

  void aPredictionBecomesOneMoreDepthMap() {
    const int picture = fixture_->context->document.currentPicture();
    const std::size_t before = fixture_->context->depthMaps.of(picture).size();
    QSignalSpy predicted(&predict(), &PredictController::predicted);
    predict().predict(QStringLiteral("luminance"));
    QVERIFY(predict().isBusy());
    QVERIFY(predicted.wait(60000));
    QVERIFY(!predict().isBusy());
    const auto maps = fixture_->context->depthMaps.of(picture);
    QCOMPARE(maps.size(), before + 1);
    const auto found = std::find_if(maps.begin(), maps.end(), [](const NamedDepth& map) {
      return map.role == NamedDepth::Role::predicted;
    });
    QVERIFY(found != maps.end());
    QVERIFY(found->name.contains("luminance"));
    QVERIFY(maps.front().map && found->map->values.sameSize(maps.front().map->values));
    QCOMPARE(found->map->kind, DepthKind::metric);
    // 0.5 m where black, 2.5 m where white: a photo has both dark and light places.
    const Raster<float>& values = found->map->values;
    const auto [low, high] = std::minmax_element(values.data(), values.data() + values.pixelCount());
    QVERIFY(*low >= 0.5f && *high <= 2.501f && *high - *low > 0.3f);
  }

  void aRunningNetworkIsStopped() {
    QSignalSpy predicted(&predict(), &PredictController::predicted);
    predict().predict(QStringLiteral("endless"));
    QTRY_VERIFY_WITH_TIMEOUT(predict().isBusy(), 10000);
    QTest::qWait(500);
    QVERIFY(predict().isBusy());
    predict().cancel();
    QTRY_VERIFY_WITH_TIMEOUT(!predict().isBusy(), 30000);
    QVERIFY(fixture_->waitIdle());
    QCOMPARE(predicted.count(), 0);
  }

  void aBrokenFileIsRefusedInWords() {
    QSignalSpy failed(&predict(), &PredictController::failed);
    predict().predict(QStringLiteral("cut-off"));
    QVERIFY(failed.wait(30000));
    const std::string sentence = failed.first().first().value<Error>().sentence();
    QVERIFY2(sentence.find("net.pt") != std::string::npos, sentence.c_str());
    QVERIFY(!predict().isBusy());
  }

 private:
  PredictController& predict() { return fixture_->context->predict; }
  std::unique_ptr<WindowFixture> fixture_;
};

int main(int argc, char** argv) { return runWindowTest<TestWindowNetwork>(argc, argv); }
#include "test_window_network.moc"
