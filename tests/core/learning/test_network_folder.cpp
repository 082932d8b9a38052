// Replacing an exported network: whoever looks in between finds weights that fit their manifest.
#include "core/base/file_io.h"
#include "core/inference/sha256.h"
#include "core/learning/examples.h"
#include "core/learning/network_folder.h"
#include <QTemporaryDir>
#include <QTest>
#include <csignal>
#include <set>
#include <sys/wait.h>
#include <unistd.h>

using namespace fillscope;

namespace {

namespace fs = std::filesystem;

ModelManifest someManifest() {
  ModelManifest manifest = manifestFor(defaultConfig(NetworkKind::rimDepth));
  manifest.engine = ModelEngine::torchScript;
  return manifest;
}

/// Cannot be replaced while it lives, not even by root: as a disk that is full from here on.
class Protected {
 public:
  explicit Protected(fs::path file)
      : file_(std::move(file)) {
    fs::permissions(file_, fs::perms::owner_read);
  }
  ~Protected() { fs::permissions(file_, fs::perms::owner_read | fs::perms::owner_write); }
  Protected(const Protected&) = delete;
  Protected& operator=(const Protected&) = delete;

 private:
  const fs::path file_;
};

} // namespace

class TestNetworkFolder : public QObject {
  Q_OBJECT

 private:
  std::unique_ptr<QTemporaryDir> root_;
  fs::path folder_;

  Result<fs::path> put(const std::string& weights) const {
    return writeNetworkFolder(folder_, weights, someManifest(), {});
  }
  /// The weights that the manifest names; "" and a failed test where they do not fit it.
  std::string weightsThere() const {
    const auto manifest = loadManifest(folder_ / "manifest.json");
    if (!manifest) return QTest::qFail(manifest.error().sentence().c_str(), __FILE__, __LINE__), "";
    const auto weights = readFile(manifest->file);
    if (weights && sha256(*weights) == manifest->sha256) return *weights;
    return QTest::qFail("the manifest's checksum is of other weights", __FILE__, __LINE__), "";
  }
  std::set<std::string> filesThere() const {
    std::set<std::string> names;
    for (const auto& entry : fs::directory_iterator(folder_))
      names.insert(entry.path().filename().string());
    return names;
  }

 private Q_SLOTS:
  void init() {
    root_ = std::make_unique<QTemporaryDir>();
    folder_ = fs::path(root_->path().toStdString()) / "net";
  }

  void aNetworkIsReplaced() {
    for (const char* weights : {"one", "two", "two", "three"}) {
      const auto path = put(weights);
      QVERIFY2(path.ok(), path ? "" : path.error().sentence().c_str());
      QCOMPARE(*path, folder_ / "manifest.json");
      QCOMPARE(weightsThere(), std::string(weights));
      QCOMPARE(readFile(folder_ / "network.pt").value(), std::string(weights));
      QCOMPARE(filesThere(), (std::set<std::string>{"manifest.json", "network.pt"}));
    }
  }

  void cutShortBeforeTheManifestTheOldOneStays() {
    QVERIFY(put("one").ok());
    {
      const Protected manifest(folder_ / "manifest.json");
      QCOMPARE(put("two").error().code, ErrorCode::ioFailure);
      QCOMPARE(weightsThere(), std::string("one"));
    }
    QVERIFY(put("three").ok());
    QCOMPARE(weightsThere(), std::string("three"));
    QCOMPARE(filesThere(), (std::set<std::string>{"manifest.json", "network.pt"}));
  }

  void cutShortBeforeTheWeightsTheNewOneIsThere() {
    QVERIFY(put("one").ok());
    {
      const Protected weights(folder_ / "network.pt");
      QCOMPARE(put("two").error().code, ErrorCode::ioFailure);
      QCOMPARE(weightsThere(), std::string("two"));
    }
    QVERIFY(put("three").ok());
    QCOMPARE(weightsThere(), std::string("three"));
    QCOMPARE(filesThere(), (std::set<std::string>{"manifest.json", "network.pt"}));
  }

  void whatElseLiesThereStays() {
    fs::create_directories(folder_);
    const std::set<std::string> others{"README.md", "network-mine.pt", "network-0123456789abcdeg.pt"};
    for (const auto& name : others)
      QVERIFY(writeFileAtomically(folder_ / name, name).ok());
    QVERIFY(put("one").ok() && put("two").ok());
    for (const auto& name : others)
      QCOMPARE(readFile(folder_ / name).value(), name);
  }

  // Wherever the writer is when it is killed.
  void killedAtAnyTimeThePairFits() {
    QVERIFY(put("0").ok());
    for (int round = 0; round < 12; ++round) {
      const pid_t writer = ::fork();
      if (writer == 0)
        for (int k = 1;; ++k)
          if (!put(std::to_string(k))) ::_exit(1);
      ::usleep(static_cast<useconds_t>(2000 + 1700 * round));
      ::kill(writer, SIGKILL);
      int status = 0;
      ::waitpid(writer, &status, 0);
      QVERIFY(WIFSIGNALED(status));
      QVERIFY(!weightsThere().empty());
    }
    QVERIFY(put("last").ok());
    QCOMPARE(weightsThere(), std::string("last"));
    QCOMPARE(filesThere(), (std::set<std::string>{"manifest.json", "network.pt"}));
  }
};

QTEST_GUILESS_MAIN(TestNetworkFolder)
#include "test_network_folder.moc"
