// The journal of a project that is edited, saved, moved, given up and left in random order: whatever lies on
// the disk at any moment leads to what was there.
#include "app/gui/edit_keeper.h"
#include "core/base/file_io.h"
#include "core/formats/content_hash.h"
#include "core/formats/via_project.h"
#include "tests/core/annotation/random_edits.h"
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace fillscope;
using namespace fillscope::tests;
namespace fs = std::filesystem;

namespace {

constexpr int pictures = 3;

std::string bytesOf(const Project& project) {
  std::string all;
  for (const Picture& picture : project.pictures)
    all += journalLine({1, 0, PicturesAdded{0, {picture}}}); // every bit of it
  return all;
}

std::string hashOf(const fs::path& file) {
  const auto text = readFile(file);
  return text ? contentHashText(*text) : std::string();
}

/// A project without a file: its pictures are found, not read.
Project foundProject() {
  Project project = variedProject(pictures);
  project.attributesJson.clear();
  return project;
}

/// What the program does with a project, as far as files are concerned.
class Editing {
 public:
  enum class Save { none, marked, announced, written };

  Editing(fs::path file, fs::path state)
      : file_(std::move(file))
      , store_(std::move(state)) {
    open(true);
  }
  AnnotationDocument& document() { return *document_; }
  EditKeeper& keeper() { return *keeper_; }
  Save save() const { return save_; }
  const fs::path& file() const { return file_; }

  void open(bool isContinued) {
    keeper_.reset();
    document_ = std::make_unique<AnnotationDocument>();
    keeper_ = std::make_unique<EditKeeper>(*document_, store_);
    save_ = Save::none;
    EditKeeper::Start start{file_, hashOf(file_), {}, store_.find(file_, hashOf(file_)), isContinued};
    if (!show(*document_, file_, start.recovery, isContinued)) qFatal("the records do not fit");
    keeper_->begin(std::move(start));
  }
  void mark() {
    document_->markState();
    keeper_->markState();
    copy_ = document_->project();
    save_ = Save::marked;
  }
  void announce() {
    text_ = viaProjectJson(copy_);
    wait_ = keeper_->announceSave(contentHashText(text_), {});
    save_ = Save::announced;
  }
  void write() {
    wait_();
    if (!writeFileAtomically(file_, text_)) qFatal("cannot write");
    save_ = Save::written;
  }
  void end() {
    keeper_->saved(contentHashText(text_), {});
    document_->stateSaved();
    save_ = Save::none;
  }
  void fail() {
    keeper_->saveFailed();
    save_ = Save::none;
  }
  void moveTo(const fs::path& file) {
    text_ = viaProjectJson(copy_);
    if (!writeFileAtomically(file, text_)) qFatal("cannot write");
    keeper_->moveTo(file, contentHashText(text_), {});
    document_->stateSaved();
    file_ = file;
    save_ = Save::none;
  }
  /// The document as the files lead to it.
  static bool show(AnnotationDocument& document, const fs::path& file, const Recovery& recovery,
                   bool isContinued) {
    const auto text = readFile(file);
    Project project = text ? *parseViaProject(*text, file.string()) : foundProject();
    EditRecords records;
    if (recovery.edits) {
      records = recovery.edits->records;
      if (!isContinued) records.resize(recovery.edits->saved);
      if (!text) project.pictures.clear();
    }
    return document.reset(std::move(project), records);
  }

 private:
  fs::path file_;
  RecoveryStore store_;
  std::unique_ptr<AnnotationDocument> document_;
  std::unique_ptr<EditKeeper> keeper_;
  Project copy_;
  std::string text_;
  std::function<void()> wait_;
  Save save_ = Save::none;
};

/// What does not come back where the program is killed now.
QString lostByAKill(Editing& editing, const fs::path& aside) {
  fs::remove_all(aside);
  fs::copy(editing.file().parent_path(), aside, fs::copy_options::recursive);
  const fs::path file = aside / editing.file().filename();
  const RecoveryStore store(aside / "no state");
  const Recovery recovery = store.find(file, hashOf(file));
  AnnotationDocument recovered;
  if (!Editing::show(recovered, file, recovery, true)) return QStringLiteral("the records do not fit");
  if (bytesOf(recovered.project()) != bytesOf(editing.document().project()))
    return QStringLiteral("another project");
  QStringList found = histories(recovered), expected = histories(editing.document());
  const bool isFileKnown = editing.save() != Editing::Save::written;
  for (QStringList* all : {&found, &expected})
    for (QString& line : *all)
      if (!isFileKnown) line.remove(QStringLiteral(" saved"));
  return found == expected ? QString() : QStringLiteral("other histories");
}

} // namespace

class TestEditKeeper : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void whateverIsOnTheDiskLeadsToWhatWasThere() {
    int saves = 0, kills = 0, moves = 0;
    for (unsigned seed = 0; seed < 40; ++seed) {
      QTemporaryDir home;
      const fs::path root = home.path().toStdString(), folder = root / "p";
      fs::create_directories(folder);
      if (seed % 3 != 0) // the others were never saved
        QVERIFY(writeFileAtomically(folder / "p.json", viaProjectJson(variedProject(pictures))));
      Editing editing(folder / "p.json", root / "state");
      RandomEditor editor(seed);
      for (int i = 0; i < 80; ++i) {
        if (editor.below(30) == 0) {
          editing.open(true);
          ++kills;
        } else if (editor.below(3) != 0) {
          editor.edit(editing.document());
        } else if (editing.save() == Editing::Save::none) {
          editing.mark();
        } else if (editor.below(5) == 0 && editing.save() != Editing::Save::written) {
          editing.fail();
        } else if (editing.save() == Editing::Save::marked && editor.below(6) == 0) {
          editing.moveTo(folder / ("p" + std::to_string(++moves) + ".json"));
        } else if (editing.save() == Editing::Save::marked) {
          editing.announce();
        } else if (editing.save() == Editing::Save::announced) {
          editing.write();
          ++saves;
        } else {
          editing.end();
        }
        const QString lost = lostByAKill(editing, root / "aside");
        QVERIFY2(lost.isEmpty(),
                 qPrintable(QStringLiteral("seed %1, act %2: %3").arg(seed).arg(i).arg(lost)));
      }
    }
    QVERIFY(saves > 100 && kills > 50 && moves > 10);
  }

  void aWindowTooManySaysThatItKeepsNothing() {
    QTemporaryDir home;
    const fs::path root = home.path().toStdString(), file = root / "p.json";
    QVERIFY(writeFileAtomically(file, viaProjectJson(variedProject(pictures))));
    const RecoveryStore store(root / "state");
    std::vector<std::unique_ptr<Editing>> windows;
    for (std::size_t i = 0; i < store.placesOf(file).size(); ++i) {
      windows.push_back(std::make_unique<Editing>(file, root / "state"));
      windows.back()->document().removeRegions(0, {0});
    }
    Editing tooMany(file, root / "state");
    QSignalSpy failed(&tooMany.keeper(), &EditKeeper::failed);
    tooMany.document().removeRegions(0, {0});
    QTRY_COMPARE(failed.size(), 1);
  }

  void givenUpIsWhatWasDoneSinceTheMark() {
    for (const bool isBegun : {false, true}) {
      QTemporaryDir home;
      const fs::path root = home.path().toStdString(), file = root / "p.json";
      QVERIFY(writeFileAtomically(file, viaProjectJson(variedProject(pictures))));
      Editing editing(file, root / "state");
      if (isBegun) editing.document().removeRegions(0, {0});
      editing.mark();
      const std::string marked = bytesOf(editing.document().project());
      editing.document().removeRegions(0, {0});
      editing.announce();
      editing.document().removeRegions(0, {0});
      editing.write();
      editing.document().removeRegions(0, {0});
      editing.end();
      editing.document().removeRegions(0, {0});
      QVERIFY(editing.document().isModified());
      editing.keeper().giveUp();
      editing.open(true);
      QVERIFY(bytesOf(editing.document().project()) == marked);
      QVERIFY(!editing.document().isModified());
      QCOMPARE(editing.document().undoStack(0)->count(), isBegun ? 1 : 0);
    }
  }

  void aSaveOfWhatNobodyEditedNeedsNoJournal() {
    QTemporaryDir home;
    const fs::path root = home.path().toStdString(), file = root / "p.json";
    Editing editing(file, root / "state");
    editing.mark();
    editing.announce();
    editing.write();
    editing.end();
    QVERIFY(editing.keeper().records().empty());
    editing.mark();
    editing.fail();
    editing.document().removeRegions(0, {0});
    const EditRecords records = editing.keeper().records();
    QVERIFY(std::get<StateSaved>(records[0].what).file == hashOf(file));
    for (const EditRecord& record : records)
      QVERIFY2(!std::holds_alternative<StateMarked>(record.what), "of a save that did not come about");
  }

  void aFailedSaveLeavesTheLastOneStanding() {
    QTemporaryDir home;
    const fs::path root = home.path().toStdString(), file = root / "p.json";
    Editing editing(file, root / "state");
    editing.document().removeRegions(0, {0});
    editing.mark();
    editing.announce();
    editing.write();
    editing.end();
    for (const bool isAnnounced : {false, true}) {
      editing.document().removeRegions(0, {0});
      editing.mark();
      if (isAnnounced) editing.announce();
      editing.fail();
    }
    const auto kept = keptEdits(editing.keeper().records(), hashOf(file));
    QVERIFY(kept && !kept->needsCorrection && kept->hasUnsaved());
    editing.open(false); // the saved one is opened instead
    QCOMPARE(editing.document().undoStack(0)->count(), 1);
    QVERIFY(!editing.document().isModified());
  }
};

QTEST_GUILESS_MAIN(TestEditKeeper)
#include "test_edit_keeper.moc"
