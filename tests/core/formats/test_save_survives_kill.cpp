// A writer killed at any moment leaves a project that opens, in the state before or after.
#include "core/base/file_io.h"
#include "core/formats/via_project.h"
#include <QTemporaryDir>
#include <QTest>
#include <chrono>
#include <csignal>
#include <random>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

using namespace fillscope;

namespace {

Project state(int pictures) {
  Project project;
  project.name = "state of " + std::to_string(pictures);
  for (int i = 0; i < pictures; ++i) {
    Picture picture;
    picture.filename = "box" + std::to_string(i) + ".jpg";
    picture.id = picture.filename + "-1";
    picture.regions.push_back({PolylineShape{{{1.5 * i, 2}, {3, 4}, {5, 6}, {7, 8}}}, {}, {}, {}});
    project.pictures.push_back(std::move(picture));
  }
  return project;
}

} // namespace

class TestSaveSurvivesKill : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void killedWhileSaving() {
    constexpr int kills = 200;
    QTemporaryDir folder;
    const std::filesystem::path path = folder.filePath("project.fillscope.json").toStdString();
    const Project small = state(3), large = state(1500);
    QVERIFY(saveViaProject(small, path));
    std::mt19937 random(3);
    int sawSmall = 0, sawLarge = 0;
    for (int i = 0; i < kills; ++i) {
      const pid_t child = ::fork();
      QVERIFY(child >= 0);
      if (child == 0)
        for (int n = i;; ++n)
          if (!saveViaProject(n % 2 ? small : large, path)) ::_exit(1);
      std::this_thread::sleep_for(std::chrono::microseconds(random() % 12000));
      QCOMPARE(::kill(child, SIGKILL), 0);
      int status = 0;
      QCOMPARE(::waitpid(child, &status, 0), child);
      QVERIFY2(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL, "a save failed before it was killed");
      const auto opened = loadViaProject(path);
      QVERIFY2(opened, opened.ok() ? "" : opened.error().sentence().c_str());
      const bool isSmall = opened->pictures == small.pictures && opened->name == small.name;
      const bool isLarge = opened->pictures == large.pictures && opened->name == large.name;
      QVERIFY(isSmall != isLarge);
      ++(isSmall ? sawSmall : sawLarge);
    }
    QVERIFY2(sawSmall > 0 && sawLarge > 0, "the kills never fell between two states");
    QVERIFY(saveViaProject(small, path));
    QCOMPARE(QDir(folder.path()).entryList(QDir::Files | QDir::Hidden),
             QStringList{"project.fillscope.json"});
  }

  void temporariesOfLivingWritersStay() {
    QTemporaryDir folder;
    const std::filesystem::path path = folder.filePath("p.json").toStdString();
    // Many writers at once: none may take another's temporary for abandoned, so none may fail.
    std::vector<pid_t> children;
    for (int i = 0; i < 4; ++i) {
      const pid_t child = ::fork();
      QVERIFY(child >= 0);
      if (child == 0) {
        for (int n = 0; n < 100; ++n)
          if (!writeFileAtomically(path, std::string(1000, static_cast<char>('a' + i)))) ::_exit(1);
        ::_exit(0);
      }
      children.push_back(child);
    }
    for (const pid_t child : children) {
      int status = 0;
      QCOMPARE(::waitpid(child, &status, 0), child);
      QVERIFY2(WIFEXITED(status) && WEXITSTATUS(status) == 0, "a writer lost its temporary to another");
    }
    const auto text = readFile(path);
    QVERIFY(text && text->size() == 1000 && text->find_first_not_of((*text)[0]) == std::string::npos);
    QCOMPARE(QDir(folder.path()).entryList(QDir::Files | QDir::Hidden).size(), 1);
  }

  void filesOfOthersStay() {
    QTemporaryDir folder;
    for (const QString name : {".p.json", ".p.json~backup", ".p.json~abcdefgh.tmp.old", "p.json~abcdefgh.tmp",
                               ".q.json~abcdefgh.tmp"})
      QVERIFY(writeFileAtomically(folder.filePath(name).toStdString(), "x"));
    QVERIFY(writeFileAtomically(folder.filePath(".p.json~abcdefgh.tmp").toStdString(),
                                "left by a killed writer"));
    QVERIFY(writeFileAtomically(folder.filePath("p.json").toStdString(), "{}"));
    QVERIFY(!QFile::exists(folder.filePath(".p.json~abcdefgh.tmp")));
    QCOMPARE(QDir(folder.path()).entryList(QDir::Files | QDir::Hidden).size(), 6);
  }
};

QTEST_GUILESS_MAIN(TestSaveSurvivesKill)
#include "test_save_survives_kill.moc"
