#include "core/base/memory.h"
#include <QTemporaryDir>
#include <QtTest>
#include <fstream>
#include <memory>
#include <sys/resource.h>
#include <vector>

using namespace fillscope;
namespace fs = std::filesystem;

class TestMemory : public QObject {
  Q_OBJECT

  static void write(const fs::path& file, const char* text) {
    fs::create_directories(file.parent_path());
    std::ofstream(file) << text;
  }

 private Q_SLOTS:
  void theLeastLimitOfAllGroupsCounts() {
    const QTemporaryDir folder;
    const fs::path root = folder.path().toStdString();
    QVERIFY(!groupMemoryLimit("0::/jobs/one\n", root));
    write(root / "jobs/one/memory.max", "max\n");
    QVERIFY(!groupMemoryLimit("0::/jobs/one\n", root));
    write(root / "jobs/memory.max", "2000000000\n");
    QCOMPARE(groupMemoryLimit("0::/jobs/one\n", root).value(), std::size_t(2000000000));
    write(root / "jobs/one/memory.max", "1000000000\n");
    QCOMPARE(groupMemoryLimit("0::/jobs/one\n", root).value(), std::size_t(1000000000));
    QCOMPARE(groupMemoryLimit("0::/jobs/two\n", root).value(), std::size_t(2000000000));
    QVERIFY(!groupMemoryLimit("0::/\n", root));
    write(root / "memory.max", "3000000000\n"); // as a container sees its own
    QCOMPARE(groupMemoryLimit("0::/\n", root).value(), std::size_t(3000000000));
  }

  void theFirstVersionHasAHierarchyOfItsOwn() {
    const QTemporaryDir folder;
    const fs::path root = folder.path().toStdString();
    const char* membership = "5:cpu,cpuacct:/other\n4:memory:/batch/job 7\n0::/\n";
    write(root / "memory/batch/job 7/memory.limit_in_bytes", "9223372036854771712\n");
    QVERIFY(!groupMemoryLimit(membership, root));
    write(root / "memory/batch/memory.limit_in_bytes", "4000000000\n");
    QCOMPARE(groupMemoryLimit(membership, root).value(), std::size_t(4000000000));
    QVERIFY(!groupMemoryLimit("nonsense", root));
  }

  void thereIsSomeMemory() { QVERIFY(usableMemory() > 1 << 20); }

#ifdef __GLIBC__
  void freedMemoryStaysWhileSomebodyAsks() {
    // Half a gigabyte of pages, made anew or not.
    const auto faults = [] {
      rusage before{}, after{};
      ::getrusage(RUSAGE_SELF, &before);
      std::vector<std::unique_ptr<char[]>> blocks;
      for (int k = 0; k < 25; ++k) {
        blocks.push_back(std::make_unique_for_overwrite<char[]>(20 << 20));
        for (std::size_t at = 0; at < (20u << 20); at += 4096)
          blocks.back()[at] = 1;
      }
      blocks.clear();
      ::getrusage(RUSAGE_SELF, &after);
      return after.ru_minflt - before.ru_minflt;
    };
    {
      const FreedMemoryKept much(1 << 30);
      faults();
      QVERIFY(faults() < 1000);
      {
        const FreedMemoryKept little(64 << 20);
        QVERIFY(faults() < 1000);
      }
      QVERIFY(faults() < 1000);
    }
    faults();
    QVERIFY(faults() > 1000);
  }
#endif
};

QTEST_APPLESS_MAIN(TestMemory)
#include "test_memory.moc"
