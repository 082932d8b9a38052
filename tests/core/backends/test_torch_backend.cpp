#include "core/backends/torch/torch_backend.h"
#include "core/inference/corner_detector.h"
#include "core/inference/model_registry.h"
#include "core/inference/rim_view.h"
#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <atomic>
#include <thread>

using namespace fillscope;
Q_DECLARE_METATYPE(ErrorCode)

namespace {

/// A picture in which every pixel differs.
Image gradient(int width, int height) {
  Image picture(width, height, 3);
  for (int y = 0; y < height; ++y)
    for (int x = 0; x < width; ++x) {
      picture.at(x, y, 0) = static_cast<std::uint8_t>(x * 200 / width + 20);
      picture.at(x, y, 1) = static_cast<std::uint8_t>(y * 200 / height + 20);
      picture.at(x, y, 2) = static_cast<std::uint8_t>((x + y) % 100);
    }
  return picture;
}

double luminance(const Image& picture, int x, int y) {
  return (0.299 * picture.at(x, y, 0) + 0.587 * picture.at(x, y, 1) + 0.114 * picture.at(x, y, 2)) / 255;
}

bool loaded(const QByteArray& library) {
  QFile maps("/proc/self/maps");
  return maps.open(QIODevice::ReadOnly) && maps.readAll().contains(library);
}

} // namespace

class TestTorchBackend : public QObject {
  Q_OBJECT

 private:
  ModelRegistry registry_{{FILLSCOPE_TEST_NETWORKS}};

  std::shared_ptr<DepthModel> model(const char* id) {
    auto result = registry_.depthModel(id);
    if (!result) qWarning("%s", result.error().sentence().c_str());
    return result ? *result : nullptr;
  }

 private Q_SLOTS:
  void initTestCase() {
    registry_.setLoader(ModelEngine::torchScript, loadTorchNetwork);
    QVERIFY(!registry_.entries().empty());
  }

  // First: nothing may have been loaded yet.
  void torchIsOpenedOnFirstUse() {
    QVERIFY(!loaded("libtorch_cpu") && !loaded("libQt5"));
    qputenv("FILLSCOPE_MODULES", FILLSCOPE_TEST_NETWORKS);
    const auto error = registry_.depthModel("luminance").error();
    qunsetenv("FILLSCOPE_MODULES");
    QCOMPARE(error.code, ErrorCode::unsupported);
    QVERIFY2(QString::fromStdString(error.what)
                 .contains("libfillscope_torch.so, which is not in " FILLSCOPE_TEST_NETWORKS),
             error.what.c_str());
    QVERIFY2(QString::fromStdString(error.hint).contains("libtorch-dev"), error.hint.c_str());
    QVERIFY(!loaded("libtorch_cpu"));
    QVERIFY(model("luminance"));
    QVERIFY(loaded("libtorch_cpu"));
  }

  void aFileThatIsNoModuleIsTold() {
    QTemporaryDir folder;
    QFile file(folder.filePath("libfillscope_torch.so"));
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write("no library") > 0);
    file.close();
    qputenv("FILLSCOPE_MODULES", folder.path().toUtf8());
    const auto result = loadTorchNetwork(model("luminance")->manifest());
    qunsetenv("FILLSCOPE_MODULES");
    QVERIFY(!result.ok());
    QCOMPARE(result.error().code, ErrorCode::unsupported);
    QVERIFY2(QString::fromStdString(result.error().what).contains("cannot be opened"),
             result.error().what.c_str());
  }

  void theAnswerIsExact_data() {
    QTest::addColumn<QString>("id");
    QTest::addColumn<QString>("unit");
    QTest::addColumn<double>("offset");
    QTest::addColumn<double>("gain");
    QTest::newRow("metres") << "luminance"
                            << "m" << 0.5 << 2.0;
    QTest::newRow("millimetres") << "millimetres"
                                 << "m" << 0.5 << 2.0;
    QTest::newRow("inverse") << "inverse"
                             << "1/m" << 1.0 << 1.0;
    QTest::newRow("evaluation") << "dropout"
                                << "m" << 0.5 << 2.0;
  }
  void theAnswerIsExact() {
    QFETCH(QString, id);
    QFETCH(QString, unit);
    QFETCH(double, offset);
    QFETCH(double, gain);
    const auto network = model(qPrintable(id));
    QVERIFY(network);
    const Image picture = gradient(64, 48);
    const auto depth = network->predict(picture);
    QVERIFY2(depth.ok(), depth ? "" : depth.error().sentence().c_str());
    QVERIFY(depth->values.sameSize(64, 48));
    QCOMPARE(QString::fromStdString(depth->unit), unit);
    QVERIFY(depth->kind == (id == "inverse" ? DepthKind::inverse : DepthKind::metric));
    for (int y = 0; y < 48; ++y)
      for (int x = 0; x < 64; ++x)
        QVERIFY(std::abs(depth->values.at(x, y) - (offset + gain * luminance(picture, x, y))) < 1e-6);
  }

  void theAnswerHasThePicturesSize() {
    for (const char* id : {"luminance", "half-size"}) {
      const auto network = model(id);
      QVERIFY(network);
      const auto depth = network->predict(Image(333, 127, 3, 102));
      QVERIFY2(depth.ok(), depth ? "" : depth.error().sentence().c_str());
      QVERIFY(depth->values.sameSize(333, 127));
      const float expected = qstrcmp(id, "luminance") == 0 ? 1.3f : 0.4f;
      for (int y = 0; y < 127; ++y)
        for (int x = 0; x < 333; ++x)
          QVERIFY(std::abs(depth->values.at(x, y) - expected) < 1e-5f);
    }
  }

  void greyPicturesAreTaken() {
    const auto depth = model("luminance")->predict(Image(64, 48, 1, 51));
    QVERIFY(depth.ok());
    QVERIFY(std::abs(depth->values.at(10, 10) - 0.9f) < 1e-6f);
  }

  void aRelativeAnswerKeepsItsDifferences() {
    const Image picture = gradient(64, 48);
    const auto depth = model("relative")->predict(picture);
    QVERIFY(depth.ok());
    QVERIFY(depth->kind == DepthKind::relative && depth->unit.empty());
    const double difference = depth->values.at(60, 40) - depth->values.at(3, 3);
    QVERIFY(std::abs(difference - (luminance(picture, 60, 40) - luminance(picture, 3, 3))) < 1e-6);
    QVERIFY(depth->isMeasuredAt(3, 3));
  }

  void aWrongNetworkIsToldWhenLoaded_data() {
    QTest::addColumn<QString>("id");
    QTest::addColumn<ErrorCode>("code");
    QTest::addColumn<QString>("said");
    QTest::addColumn<QString>("remedy");
    const auto row = [](const char* id, ErrorCode code, const char* said, const char* remedy) {
      QTest::newRow(id) << QString(id) << code << QString(said) << QString(remedy);
    };
    row("text", ErrorCode::badInput, "no TorchScript file", "torch.jit.script");
    row("cut-off", ErrorCode::badInput, "no TorchScript file", "copy it again");
    row("weights-alone", ErrorCode::badInput, "weights alone", "torch.jit.script");
    row("no-forward", ErrorCode::badInput, "no method forward", "torch.jit.script");
    row("newer-operator", ErrorCode::unsupported, "aten::operator_of_a_newer_release", "written out");
    row("three-channels", ErrorCode::badInput, "answers 1×3×48×64", "depth network");
    row("counts", ErrorCode::badInput, "1×48×64 whole numbers", "depth network");
    row("answers-text", ErrorCode::badInput, "the type str", "depth network");
    row("fixed-size", ErrorCode::badInput, "does not accept a picture of 1×3×32×32", "input.width");
    row("five-corners", ErrorCode::badInput, "answers 1×4×24×24, a corners network of 5 keypoints",
        "corners.keypoints");
    row("rim-without-figures", ErrorCode::badInput, "1×2×64×64 and 1×1, a depth network that looks", "rim");
  }
  void aWrongNetworkIsToldWhenLoaded() {
    QFETCH(QString, id);
    QFETCH(ErrorCode, code);
    QFETCH(QString, said);
    QFETCH(QString, remedy);
    const auto result = registry_.network(id.toStdString());
    QVERIFY(!result.ok());
    const Error& error = result.error();
    QVERIFY2(QString::fromStdString(error.what).contains(said), error.sentence().c_str());
    QVERIFY2(QString::fromStdString(error.hint).contains(remedy), error.sentence().c_str());
    QCOMPARE(error.code, code);
    QVERIFY2(QString::fromStdString(error.where).contains(id), error.sentence().c_str());
    QVERIFY2(error.what.size() < 400 && error.what.find('\n') == std::string::npos, error.what.c_str());
  }

  void severalOutputsAreSeen() {
    for (const char* id : {"corners", "corners-list"}) {
      const auto network = registry_.network(id);
      QVERIFY2(network.ok(), network ? "" : network.error().sentence().c_str());
      const auto found = detectCorners(**network, Image(640, 480, 3, 90));
      QVERIFY2(found.ok(), found ? "" : found.error().sentence().c_str());
      const Vec2 expected[4] = {{120, 40}, {520, 40}, {520, 440}, {120, 440}};
      for (std::size_t k = 0; k < 4; ++k) {
        QVERIFY(norm(found->points[k].point.at - expected[k]) < 0.5);
        QVERIFY((found->points[k].point.visibility == KeypointVisibility::hidden) == (k == 3));
      }
    }
  }

  void moreThanThreePlanesGoIn() {
    const auto network = registry_.network("rim-half");
    QVERIFY2(network.ok(), network ? "" : network.error().sentence().c_str());
    const Tensor input{{1, rimViewPlanes, 64, 64}, std::vector<float>(rimViewPlanes * 64 * 64)};
    const auto outputs = (*network)->run(input);
    QVERIFY(outputs.ok());
    const auto answer = rimAnswer(*outputs, {64, 4});
    QVERIFY(answer.ok());
    QCOMPARE(answer->share.at(63, 0), 0.5f);
    QCOMPARE(answer->fill, 0.5);
  }

  void aFaultWhilePredictingIsTold() {
    const auto network = model("fails-on-bright");
    QVERIFY(network);
    QVERIFY(network->predict(Image(64, 48, 3, 100)).ok());
    const auto depth = network->predict(Image(64, 48, 3, 255));
    QVERIFY(!depth.ok());
    QCOMPARE(depth.error().code, ErrorCode::badInput);
    QVERIFY2(QString::fromStdString(depth.error().what).contains("shape '[7]' is invalid"),
             depth.error().what.c_str());
    QVERIFY(network->predict(Image(64, 48, 3, 100)).ok());
  }

  void anEmptyPictureIsRefused() {
    QVERIFY(!model("luminance")->predict(Image()).ok());
    QVERIFY(!model("luminance")->predict(Image(64, 48, 4)).ok());
  }

  void progressGrowsToOne() {
    std::vector<double> fractions;
    Progress progress;
    progress.onReport = [&](double fraction, std::string_view) { fractions.push_back(fraction); };
    QVERIFY(model("luminance")->predict(gradient(64, 48), progress).ok());
    QVERIFY(fractions.size() > 3);
    QVERIFY(std::is_sorted(fractions.begin(), fractions.end()));
    QCOMPARE(fractions.back(), 1.0);
  }

  void cancelledBeforeItStarts() {
    Progress progress;
    progress.isCancelled = [] { return true; };
    const auto depth = model("luminance")->predict(gradient(64, 48), progress);
    QVERIFY(!depth.ok());
    QCOMPARE(depth.error().code, ErrorCode::cancelled);
  }

  void cancelledInTheMiddleOfTheNetwork() {
    const auto network = model("endless");
    QVERIFY(network);
    std::atomic<bool> stop{false};
    std::atomic<int> asked{0};
    Progress progress;
    progress.isCancelled = [&] { return ++asked > 1000 || stop; };
    ErrorCode code = ErrorCode::badInput;
    std::thread worker([&] { code = network->predict(gradient(64, 48), progress).error().code; });
    worker.join();
    QCOMPARE(code, ErrorCode::cancelled);
    QVERIFY(network->predict(Image(64, 48, 3, 0)).ok());
  }

  void theDeviceIsNamed() {
    QVERIFY(model("luminance")->device() == "cpu" || model("luminance")->device().starts_with("cuda:"));
  }
};

QTEST_GUILESS_MAIN(TestTorchBackend)
#include "test_torch_backend.moc"
