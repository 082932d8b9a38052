// A network is replaced as a whole or stays, whoever looks meanwhile and whenever the program ends.
#include "core/base/file_io.h"
#include "core/inference/model_registry.h"
#include "core/inference/network_place.h"
#include <QTemporaryDir>
#include <QTest>
#include <atomic>
#include <thread>

using namespace fillscope;
namespace fs = std::filesystem;

namespace {

std::error_code noExchange(const fs::path&, const fs::path&) {
  return std::make_error_code(std::errc::function_not_supported);
}

/// A file system where nothing can be moved.
std::error_code failingExchange(const fs::path&, const fs::path&) {
  return std::make_error_code(std::errc::io_error);
}

} // namespace

class TestNetworkPlace : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void init() {
    home_ = std::make_unique<QTemporaryDir>();
    place_ = fs::path(home_->path().toStdString()) / "net";
  }

  void isReplacedAsAWholeOrStays_data() {
    QTest::addColumn<bool>("swaps");
    QTest::newRow("swapped") << true;
    QTest::newRow("in two steps") << false;
  }
  void isReplacedAsAWholeOrStays() {
    QFETCH(bool, swaps);
    const NameExchange exchange = swaps ? exchangeNames : noExchange;
    make(freshNetworkFolder(place_), "one");
    QVERIFY(putNetworkInPlace(place_, exchange));
    QCOMPARE(said(), std::string("one"));
    make(freshNetworkFolder(place_), "two");
    QVERIFY(putNetworkInPlace(place_, exchange));
    QCOMPARE(said(), std::string("two"));
    // The fresh one is not there: the one in place comes back.
    const Result<void> failed = putNetworkInPlace(place_, exchange);
    QVERIFY(!failed);
    QCOMPARE(int(failed.error().code), int(ErrorCode::ioFailure));
    QCOMPARE(said(), std::string("two"));
    // A link in its place that leads round in a circle.
    fs::remove_all(place_);
    fs::create_directory_symlink("net", place_);
    make(freshNetworkFolder(place_), "three");
    QVERIFY(putNetworkInPlace(place_, exchange));
    QCOMPARE(said(), std::string("three"));
    QCOMPARE(std::distance(fs::directory_iterator(place_.parent_path()), fs::directory_iterator()), 1);
  }

  void whatCannotBeMovedStays() {
    make(place_, "one");
    make(freshNetworkFolder(place_), "two");
    QVERIFY(!putNetworkInPlace(place_, failingExchange));
    QCOMPARE(said(), std::string("one"));
  }

  void itIsThereWheneverSomebodyLooks() {
    make(place_, "old");
    if (const auto failure = exchangeNames(place_, place_); failure == std::errc::function_not_supported)
      QSKIP("this file system cannot swap two names");
    std::atomic<bool> done = false;
    std::atomic<int> looks = 0, misses = 0;
    std::thread watcher([&] {
      while (!done) {
        misses += !fs::exists(place_ / "manifest.json");
        ++looks;
      }
    });
    while (looks == 0)
      std::this_thread::yield();
    for (int i = 0; i < 60; ++i) {
      make(freshNetworkFolder(place_), "new");
      if (!putNetworkInPlace(place_)) break;
    }
    done = true;
    watcher.join();
    QCOMPARE(said(), std::string("new"));
    QCOMPARE(misses.load(), 0);
  }

  // Killed at any moment: what lies there then, and what a look for networks finds in it.
  void aKilledProgramLeavesOneWholeNetwork_data() {
    QTest::addColumn<QStringList>("there"); // folder=content
    QTest::addColumn<QString>("found");
    QTest::newRow("while it is copied") << QStringList{"net=old", ".net~new="} << "old";
    QTest::newRow("before the swap") << QStringList{"net=old", ".net~new=new"} << "old";
    QTest::newRow("after the swap") << QStringList{"net=new", ".net~new=old"} << "new";
    QTest::newRow("while the old one is removed") << QStringList{"net=new", ".net~new="} << "new";
    QTest::newRow("between two steps") << QStringList{".net~old=old", ".net~new=new"} << "old";
    QTest::newRow("after two steps") << QStringList{"net=new", ".net~old=old"} << "new";
    QTest::newRow("of two steps, while the old one is removed")
        << QStringList{"net=new", ".net~old="} << "new";
    QTest::newRow("the first one") << QStringList{".net~new=new"} << "";
  }
  void aKilledProgramLeavesOneWholeNetwork() {
    QFETCH(QStringList, there);
    QFETCH(QString, found);
    for (const QString& folder : there) {
      const QStringList parts = folder.split('=');
      make(place_.parent_path() / parts[0].toStdString(), parts[1].toStdString());
    }
    QCOMPARE(listed(), found.isEmpty() ? QStringList() : QStringList{found});
    // The next one takes its place, and clears up.
    fs::remove_all(freshNetworkFolder(place_));
    make(freshNetworkFolder(place_), "newest");
    QVERIFY(putNetworkInPlace(place_));
    QCOMPARE(listed(), QStringList{"newest"});
    QCOMPARE(std::distance(fs::directory_iterator(place_.parent_path()), fs::directory_iterator()), 1);
  }

  void folderNamesOfPeopleAreNetworks() {
    make(place_, "a");
    make(place_.parent_path() / "net.old", "b");
    make(place_.parent_path() / "other~new", "c");
    QCOMPARE(listed().size(), 3);
  }

 private:
  /// text: the network's id; empty: cut short.
  static void make(const fs::path& folder, const std::string& text) {
    fs::create_directories(folder);
    const std::string manifest = "{\"id\": \"" + text + "\", \"file\": \"network.pt\"}";
    if (!writeFileAtomically(folder / "manifest.json", text.empty() ? "{" : manifest))
      qFatal("%s cannot be written", folder.c_str());
  }
  std::string said() const {
    const std::string text = readFile(place_ / "manifest.json").value();
    return text.substr(8, text.find('"', 8) - 8);
  }
  /// Ids of manifests, broken ones under the name of their folder.
  QStringList listed() const {
    QStringList ids;
    for (const auto& entry : ModelRegistry({place_.parent_path()}).entries()) {
      const std::string text = readFile(entry.manifestFile).value();
      ids << QString::fromStdString(text == "{" ? "broken" : text.substr(8, text.find('"', 8) - 8));
    }
    return ids;
  }

  std::unique_ptr<QTemporaryDir> home_;
  fs::path place_;
};

QTEST_APPLESS_MAIN(TestNetworkPlace)
#include "test_network_place.moc"
