#include "core/inference/model_registry.h"
#include "core/inference/sha256.h"
#include <QDir>
#include <QTemporaryDir>
#include <QTest>
#include <atomic>
#include <set>
#include <thread>

using namespace fillscope;

namespace {

class KnownNetwork : public Network {
 public:
  explicit KnownNetwork(ModelManifest manifest)
      : manifest_(std::move(manifest)) {}
  const ModelManifest& manifest() const override { return manifest_; }
  std::string device() const override { return "cpu"; }
  Result<std::vector<Tensor>> run(const Tensor& input, const Progress&) override {
    const auto cells = static_cast<std::size_t>(input.shape[2] * input.shape[3]);
    return std::vector<Tensor>{{{1, 1, input.shape[2], input.shape[3]}, std::vector<float>(cells, 1.5f)}};
  }

 private:
  ModelManifest manifest_;
};

std::atomic<int> loads{0};

Result<std::shared_ptr<Network>> loadKnown(const ModelManifest& manifest) {
  ++loads;
  return std::shared_ptr<Network>(std::make_shared<KnownNetwork>(manifest));
}

ModelRegistry* rescanned = nullptr;

/// A rescan in the middle of loading, as when networks are copied meanwhile.
Result<std::shared_ptr<Network>> loadDuringRescan(const ModelManifest& manifest) {
  rescanned->rescan();
  return loadKnown(manifest);
}

Result<std::shared_ptr<Network>> refuse(const ModelManifest& manifest) {
  return Error{ErrorCode::badInput, "cannot be read", manifest.file.string(), {}};
}

void write(const QString& path, const QByteArray& bytes) {
  QDir().mkpath(QFileInfo(path).path());
  QFile file(path);
  if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
    qFatal("cannot write %s", qPrintable(path));
}

QByteArray manifestText(const char* id, const char* engine = "torchscript", const QByteArray& more = {}) {
  return QByteArray("{\"id\":\"") + id + "\",\"task\":\"depth\",\"engine\":\"" + engine +
         "\",\"file\":\"net.pt\",\"input\":{\"width\":32,\"height\":32},\"output\":{\"kind\":\"metric\","
         "\"unit\":\"m\"}" +
         more + "}";
}

} // namespace

class TestModelRegistry : public QObject {
  Q_OBJECT

 private:
  std::unique_ptr<QTemporaryDir> folder_;

  void addNetwork(const QString& under, const QByteArray& manifest) {
    write(folder_->filePath(under + "/net.pt"), "weights");
    write(folder_->filePath(under + "/manifest.json"), manifest);
  }
  ModelRegistry registry() const {
    return ModelRegistry({folder_->path().toStdString(), folder_->filePath("none").toStdString()});
  }

 private Q_SLOTS:
  void init() {
    folder_ = std::make_unique<QTemporaryDir>();
    loads = 0;
  }

  void findsManifestsInFoldersAndBesideFiles() {
    addNetwork("a", manifestText("one"));
    addNetwork("deep/er", manifestText("two"));
    write(folder_->filePath("three.pt"), "weights");
    write(folder_->filePath("three.json"), manifestText("three").replace("net.pt", "three.pt"));
    write(folder_->filePath("notes.json"), "{}");
    std::set<std::string> ids;
    for (const auto& entry : registry().entries()) {
      QVERIFY2(entry.manifest.ok(), entry.id.c_str());
      ids.insert(entry.id);
    }
    QCOMPARE(ids, (std::set<std::string>{"one", "two", "three"}));
  }

  void aBrokenManifestIsListedWithItsError() {
    addNetwork("good", manifestText("good"));
    addNetwork("bad", "{ \"id\": 1 }");
    const auto entries = registry().entries();
    QCOMPARE(entries.size(), std::size_t(2));
    QCOMPARE(entries[0].id, std::string("bad"));
    QVERIFY(!entries[0].manifest.ok());
    auto models = registry();
    models.setLoader(ModelEngine::torchScript, loadKnown);
    const auto model = models.depthModel("bad");
    QVERIFY(!model.ok());
    QVERIFY(QString::fromStdString(model.error().what).contains("\"id\""));
    QVERIFY(models.depthModel("good").ok());
  }

  void ofTwoWithOneIdTheEarlierCounts() {
    addNetwork("a", manifestText("same"));
    addNetwork("b", manifestText("same"));
    auto models = registry();
    models.setLoader(ModelEngine::torchScript, loadKnown);
    const auto entries = models.entries();
    QCOMPARE(entries.size(), std::size_t(2));
    QVERIFY(entries[0].manifest.ok());
    QVERIFY(!entries[1].manifest.ok());
    QVERIFY(QString::fromStdString(entries[1].manifest.error().what).contains("a/manifest.json"));
    QVERIFY(models.depthModel("same").ok());
  }

  void loadsOnceAndKeepsIt() {
    addNetwork("a", manifestText("one"));
    auto models = registry();
    models.setLoader(ModelEngine::torchScript, loadKnown);
    std::vector<std::thread> callers;
    std::atomic<int> good{0};
    for (int i = 0; i < 8; ++i)
      callers.emplace_back([&] { good += models.depthModel("one").ok(); });
    for (auto& caller : callers)
      caller.join();
    QCOMPARE(good.load(), 8);
    QCOMPARE(loads.load(), 1);
    models.rescan();
    QVERIFY(models.depthModel("one").ok());
    QCOMPARE(loads.load(), 2);
  }

  void whatARescanOvertakesIsNotKept() {
    addNetwork("a", manifestText("one"));
    auto models = registry();
    rescanned = &models;
    models.setLoader(ModelEngine::torchScript, loadDuringRescan);
    QVERIFY(models.depthModel("one").ok());
    models.setLoader(ModelEngine::torchScript, loadKnown);
    const int before = loads;
    QVERIFY(models.depthModel("one").ok());
    QCOMPARE(loads.load(), before + 1);
  }

  void aFailedLoadIsTriedAgain() {
    addNetwork("a", manifestText("one"));
    auto models = registry();
    models.setLoader(ModelEngine::torchScript, refuse);
    QCOMPARE(models.depthModel("one").error().what, std::string("cannot be read"));
    models.setLoader(ModelEngine::torchScript, loadKnown);
    QVERIFY(models.depthModel("one").ok());
  }

  void anUnknownIdNamesTheKnownOnes() {
    auto models = registry();
    QCOMPARE(models.depthModel("x").error().code, ErrorCode::notFound);
    QVERIFY(QString::fromStdString(models.depthModel("x").error().hint).contains(folder_->path()));
    addNetwork("a", manifestText("one"));
    addNetwork("b", manifestText("two"));
    models.rescan();
    const auto error = models.depthModel("x").error();
    QCOMPARE(error.code, ErrorCode::notFound);
    QVERIFY(QString::fromStdString(error.hint).contains("one, two"));
  }

  void anEngineThatIsNotBuiltInIsToldPlainly() {
    addNetwork("a", manifestText("frozen", "onnx"));
    auto models = registry();
    QVERIFY(QString::fromStdString(models.depthModel("frozen").error().what).contains("this build has none"));
    models.setLoader(ModelEngine::torchScript, loadKnown);
    const auto error = models.depthModel("frozen").error();
    QCOMPARE(error.code, ErrorCode::unsupported);
    QVERIFY(QString::fromStdString(error.what)
                .contains("needs the engine ONNX, and this build has TorchScript alone"));
  }

  void aWrongChecksumIsRefused() {
    const QByteArray right = QByteArray::fromStdString(sha256("weights"));
    addNetwork("right", manifestText("right", "torchscript", ",\"sha256\":\"" + right + "\""));
    addNetwork("wrong", manifestText("wrong", "torchscript", ",\"sha256\":\"" + QByteArray(64, '0') + "\""));
    auto models = registry();
    models.setLoader(ModelEngine::torchScript, loadKnown);
    QVERIFY(models.depthModel("right").ok());
    const auto error = models.depthModel("wrong").error();
    QCOMPARE(error.code, ErrorCode::badInput);
    QVERIFY(QString::fromStdString(error.what).contains(QString::fromLatin1(right)));
    QCOMPARE(loads.load(), 1);
  }

  // As by a training that goes on beside the window.
  void aNetworkReplacedSinceTheScanIsLoadedAsItIsNow() {
    const auto put = [&](const char* weights, const char* name, const char* id) {
      const QByteArray sum = QByteArray::fromStdString(sha256(weights));
      write(folder_->filePath(QString("a/") + name), weights);
      write(folder_->filePath("a/manifest.json"),
            manifestText(id, "torchscript", ",\"sha256\":\"" + sum + "\"").replace("net.pt", name));
    };
    put("old", "net.pt", "one");
    auto models = registry();
    models.setLoader(ModelEngine::torchScript, loadKnown);
    put("new", "net.pt", "one");
    const auto network = models.network("one");
    QVERIFY2(network.ok(), network ? "" : network.error().sentence().c_str());
    QCOMPARE((*network)->manifest().sha256, sha256("new"));
    // Under another name, and the old weights are gone.
    models.rescan();
    put("newer", "beside.pt", "one");
    QVERIFY(QFile::remove(folder_->filePath("a/net.pt")));
    const auto newer = models.network("one");
    QVERIFY2(newer.ok(), newer ? "" : newer.error().sentence().c_str());
    QCOMPARE((*newer)->manifest().sha256, sha256("newer"));
    // Another network altogether, or other weights under the same manifest, are not what was asked for.
    models.rescan();
    put("other", "beside.pt", "another");
    QCOMPARE(models.network("one").error().code, ErrorCode::badInput);
    put("newest", "beside.pt", "one");
    write(folder_->filePath("a/beside.pt"), "changed");
    QCOMPARE(models.network("one").error().code, ErrorCode::badInput);
  }

  void aCornersNetworkIsNoDepthNetwork() {
    addNetwork("a", R"({"id":"c","task":"corners","engine":"torchscript","file":"net.pt",
                        "input":{"width":32,"height":32},"corners":{"keypoints":["a","b"]}})");
    addNetwork("b", manifestText("rim", "torchscript", ",\"rim\":{\"margin\":4}"));
    auto models = registry();
    models.setLoader(ModelEngine::torchScript, loadKnown);
    QVERIFY(QString::fromStdString(models.depthModel("c").error().what).contains("corners"));
    QVERIFY(QString::fromStdString(models.depthModel("rim").error().what).contains("looks through the rim"));
    QCOMPARE(loads.load(), 0); // told without loading
    QVERIFY(models.network("c").ok() && models.network("rim").ok());
  }

  void aDepthModelIsTheNetworkInMetres() {
    addNetwork("a", manifestText("one"));
    auto models = registry();
    models.setLoader(ModelEngine::torchScript, loadKnown);
    const auto model = models.depthModel("one");
    QVERIFY(model.ok());
    const auto depth = (*model)->predict(Image(50, 20, 3));
    QVERIFY(depth.ok());
    QVERIFY(depth->values.sameSize(50, 20));
    QCOMPARE(depth->values.at(49, 19), 1.5f);
    QCOMPARE(depth->source, std::string("network one"));
    QVERIFY(models.network("one").ok());
    QCOMPARE(loads.load(), 1);
  }

  void aNetworkIsAlsoFoundByItsPath() {
    QTemporaryDir elsewhere;
    write(elsewhere.filePath("net.pt"), "weights");
    write(elsewhere.filePath("manifest.json"), manifestText("apart"));
    auto models = registry();
    models.setLoader(ModelEngine::torchScript, loadKnown);
    QCOMPARE(models.network("apart").error().code, ErrorCode::notFound);
    for (const QString& path : {elsewhere.path(), elsewhere.filePath("manifest.json")}) {
      const auto network = models.network(path.toStdString());
      QVERIFY2(network.ok(), network ? "" : network.error().sentence().c_str());
      QCOMPARE((*network)->manifest().id, std::string("apart"));
      QVERIFY(models.depthModel(path.toStdString()).ok());
    }
    QCOMPARE(models.network(elsewhere.filePath("net.pt").toStdString()).error().code, ErrorCode::notFound);
  }

  void defaultFolders() {
    qputenv("FILLSCOPE_MODELS", "/one:relative:/two/");
    qputenv("XDG_DATA_HOME", "/home/u/data");
    qputenv("XDG_DATA_DIRS", "/usr/share:/opt/share");
    const std::vector<std::filesystem::path> expected{"/one",
                                                      "/two",
                                                      "/home/u/data/fillscope/models",
                                                      "/usr/share/fillscope/models",
                                                      "/usr/models",
                                                      "/opt/share/fillscope/models"};
    QCOMPARE(defaultModelFolders("/usr/bin/fillscope"), expected);
    qunsetenv("FILLSCOPE_MODELS");
    qunsetenv("XDG_DATA_HOME");
    qunsetenv("XDG_DATA_DIRS");
    qputenv("HOME", "/home/u");
    const auto folders = defaultModelFolders("/opt/fillscope/bin/fillscope");
    QCOMPARE(folders.front(), std::filesystem::path("/home/u/.local/share/fillscope/models"));
    QVERIFY(std::find(folders.begin(), folders.end(), "/opt/fillscope/share/fillscope/models") !=
            folders.end());
    QVERIFY(std::find(folders.begin(), folders.end(), "/opt/fillscope/models") != folders.end());
    QVERIFY(std::find(folders.begin(), folders.end(), "/usr/share/fillscope/models") != folders.end());
  }
};

QTEST_GUILESS_MAIN(TestModelRegistry)
#include "test_model_registry.moc"
