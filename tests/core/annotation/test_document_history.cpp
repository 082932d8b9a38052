// Random edits of every kind: undone all the way the first state is back to the last bit, redone the last
// one; and what was recorded makes it all happen again.
#include "tests/core/annotation/random_edits.h"
#include <QTest>
#include <memory>

using namespace fillscope;
using namespace fillscope::tests;

namespace {

constexpr int pictures = 3;

void recordInto(EditRecords& records, AnnotationDocument& document) {
  document.setRecorder([&records](EditRecord record) {
    record.number = records.empty() ? 1 : records.back().number + 1;
    records.push_back(std::move(record));
  });
}

void save(EditRecords& records, AnnotationDocument& document, const std::string& file) {
  records.push_back({static_cast<long long>(records.size()) + 1, 0, StateSaved{file, {}}});
  document.markSaved();
}

QStringList steps(AnnotationDocument& document, bool withSaved) {
  QStringList all = histories(document);
  if (!withSaved)
    for (QString& line : all)
      line.remove(QStringLiteral(" saved"));
  return all;
}

/// A program that edits, saves and is killed, with no more of it than its records and its file.
class SavingProgram {
 public:
  enum class Save { none, marked, announced, written };

  explicit SavingProgram(unsigned seed)
      : editor_(seed) {
    file_ = variedProject(pictures);
    document_ = std::make_unique<AnnotationDocument>();
    document_->reset(file_);
    recordInto(records_, *document_);
    add(StateSaved{name_, {}});
  }
  void act() {
    if (editor_.below(3) > 0) return editor_.edit(*document_);
    if (editor_.below(12) == 0) return die();
    if (editor_.below(9) == 0) records_ = compacted(std::move(records_));
    switch (save_) {
    case Save::none:
      add(StateMarked{});
      mark_ = records_.back().number;
      document_->markState();
      copy_ = document_->project();
      save_ = Save::marked;
      return;
    case Save::marked:
      save_ = Save::none; // stopped by the person, before a word was said
      if (editor_.below(4) == 0) return;
      add(StateSaved{"file " + std::to_string(++files_), {}, mark_});
      save_ = Save::announced;
      return;
    case Save::announced:
      if (editor_.below(4) == 0) {
        add(StateSaved{});
        save_ = Save::none;
      } else {
        name_ = "file " + std::to_string(files_);
        file_ = copy_;
        save_ = Save::written;
      }
      return;
    case Save::written:
      document_->stateSaved();
      save_ = Save::none;
    }
  }
  /// What would come back, were it killed now; empty where all is well.
  QString lacks(const EditRecords& records) {
    const auto kept = keptEdits(records, name_);
    if (!kept) return QStringLiteral("the records do not know the file");
    AnnotationDocument reopened;
    if (!reopened.reset(file_, kept->records)) return QStringLiteral("the records do not fit");
    if (reopened.project() != document_->project()) return QStringLiteral("another project");
    const bool knows = save_ != Save::written; // that the file is written
    if (steps(reopened, knows) != steps(*document_, knows)) return QStringLiteral("other histories");
    if (knows && reopened.isModified() != document_->isModified()) return QStringLiteral("wrongly modified");
    EditRecords saved(kept->records.begin(),
                      kept->records.begin() + static_cast<std::ptrdiff_t>(kept->saved));
    if (!reopened.reset(file_, saved) || reopened.project() != file_ || reopened.isModified())
      return QStringLiteral("the saved state is not what the file holds");
    return {};
  }
  const EditRecords& records() const { return records_; }
  int deaths() const { return deaths_; }
  int saves() const { return files_; }

 private:
  void add(decltype(EditRecord::what) what) {
    records_.push_back({records_.empty() ? 1 : records_.back().number + 1, 0, std::move(what)});
  }
  void die() {
    ++deaths_;
    const auto kept = keptEdits(records_, name_);
    document_ = std::make_unique<AnnotationDocument>();
    if (!kept || !document_->reset(file_, kept->records)) qFatal("nothing came back");
    if (kept->needsCorrection) add(StateSaved{});
    if (editor_.below(3) == 0) { // the saved state is gone on with
      add(StateTakenBack{kept->savedNumber});
      const EditRecords saved(kept->records.begin(),
                              kept->records.begin() + static_cast<std::ptrdiff_t>(kept->saved));
      if (!document_->reset(file_, saved)) qFatal("nothing came back");
    }
    recordInto(records_, *document_);
    save_ = Save::none;
  }

  RandomEditor editor_;
  std::unique_ptr<AnnotationDocument> document_;
  EditRecords records_;
  Project file_, copy_;
  std::string name_ = "file 0";
  Save save_ = Save::none;
  long long mark_ = 0;
  int files_ = 0, deaths_ = 0;
};

} // namespace

class TestDocumentHistory : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void randomEdits() {
    for (unsigned seed = 0; seed < 500; ++seed) {
      const std::string name = "sequence " + std::to_string(seed);
      RandomEditor editor(seed);
      AnnotationDocument document;
      EditRecords records;
      document.reset(variedProject(pictures));
      recordInto(records, document);
      Project saved = document.project();
      const int edits = 20 + editor.below(60), saves = editor.below(edits);
      for (int i = 0; i < edits; ++i) {
        editor.edit(document);
        if (i != saves) continue;
        save(records, document, "file");
        saved = document.project();
      }
      const Project last = document.project();
      const QStringList steps = histories(document);

      // As after a restart: what was saved, and the records.
      for (const EditRecords& kept : {records, compacted(records)}) {
        AnnotationDocument reopened;
        QVERIFY2(reopened.reset(saved, kept), name.c_str());
        QVERIFY2(reopened.project() == last, name.c_str());
        QCOMPARE(histories(reopened), steps);
        QCOMPARE(reopened.isModified(), document.isModified());
        undoAll(reopened, seed);
        QVERIFY2(reopened.project() == variedProject(pictures), name.c_str());
      }
      undoAll(document, seed + 1);
      QVERIFY2(document.project() == variedProject(pictures), name.c_str());
      redoAll(document, seed + 2);
      const Project all = document.project();
      undoAll(document, seed + 3);
      QVERIFY2(document.project() == variedProject(pictures), name.c_str());
      redoAll(document, seed + 4);
      QVERIFY2(document.project() == all, name.c_str());
    }
  }

  void workGoesOnAfterAReopening() {
    for (unsigned seed = 0; seed < 100; ++seed) {
      RandomEditor editor(seed + 1000);
      EditRecords records;
      Project saved = variedProject(pictures);
      Project last = saved;
      for (int session = 0; session < 3; ++session) {
        AnnotationDocument document;
        QVERIFY(document.reset(saved, records));
        QVERIFY(document.project() == last);
        recordInto(records, document);
        for (int i = 0; i < 20; ++i)
          editor.edit(document);
        if (editor.below(2)) {
          save(records, document, "file");
          saved = document.project();
          records = compacted(records);
        }
        last = document.project();
      }
      AnnotationDocument document;
      QVERIFY(document.reset(saved, records));
      undoAll(document, seed);
      QVERIFY(document.project() == variedProject(pictures));
    }
  }

  void aGestureOfManyMovesIsOneRecordOnceCompacted() {
    AnnotationDocument document;
    EditRecords records;
    document.reset(variedProject(1));
    recordInto(records, document);
    const int drag = document.newGesture();
    for (int i = 0; i < 50; ++i)
      document.replaceRegions(0, {{1, Region{RectShape{double(i), 2, 3, 4}, {}, {}, {}}}}, "Move", drag);
    const int back = document.newGesture();
    for (const double x : {60.0, 70.0, 49.0})
      document.replaceRegions(0, {{1, Region{RectShape{x, 2, 3, 4}, {}, {}, {}}}}, "Move", back);
    QCOMPARE(compacted(records).size(), std::size_t(2)); // what was there, and one step
    AnnotationDocument reopened;
    QVERIFY(reopened.reset(variedProject(1), compacted(records)));
    QCOMPARE(histories(reopened), histories(document));
  }

  void addedAndMovedPicturesComeBack() {
    AnnotationDocument document;
    EditRecords records;
    document.reset(variedProject(2));
    recordInto(records, document);
    document.addPictures(variedProject(1).pictures);
    document.setSources(2, {"a.npy", "", 0, 0, "", 0});
    Project located = document.project();
    located.pictures[1].filename = "elsewhere/b.png";
    located.pictures[2].attributes.set("depth_file", std::string("elsewhere/a.npy"));
    located.defaultPath.clear();
    document.movePictures(located);
    QVERIFY(document.project() == located);
    QVERIFY(document.isModified());
    document.setRimCorners(2, {Vec2{1, 1}, Vec2{9, 1}, Vec2{9, 9}, Vec2{1, 9}});
    const Project last = document.project();
    for (const Project& base : {variedProject(2), last}) { // not saved, saved
      AnnotationDocument reopened;
      QVERIFY(reopened.reset(base, records));
      QVERIFY(reopened.project() == last);
      QCOMPARE(histories(reopened), histories(document));
    }
  }

  void takenBackRecordsAreLeftOut() {
    AnnotationDocument document;
    EditRecords records;
    document.reset(variedProject(1));
    recordInto(records, document);
    document.setBoxSize(0, BoxSize{1, 1, 1});
    save(records, document, "file");
    const Project saved = document.project();
    QVERIFY(!keptEdits(records, "file")->hasUnsaved());
    document.removeRegions(0, {0});
    QVERIFY(keptEdits(records, "file")->hasUnsaved());
    QVERIFY2(!keptEdits(records, "another file"), "edits of one file are none of the other's");
    QVERIFY2(!keptEdits(records, ""), "without the file they lead nowhere");
    const long long last = keptEdits(records, "file")->savedNumber;
    records.push_back({static_cast<long long>(records.size()) + 1, 0, StateTakenBack{last}});
    const EditRecords kept = keptEdits(records, "file")->records;
    QVERIFY(!keptEdits(records, "file")->hasUnsaved());
    AnnotationDocument reopened;
    QVERIFY(reopened.reset(saved, kept));
    QVERIFY(reopened.project() == saved);
    QVERIFY(!reopened.isModified());
    QVERIFY(reopened.undoStack(0)->canUndo());
  }

  /// What was done and undone since the save is no change; another step in the place of a saved one is.
  void whatWasUndoneAgainIsNothingUnsaved() {
    AnnotationDocument document;
    EditRecords records;
    document.reset(variedProject(2));
    recordInto(records, document);
    document.setBoxSize(0, BoxSize{1, 1, 1});
    save(records, document, "file");
    const auto unsaved = [&] { return keptEdits(records, "file")->hasUnsaved(); };
    QUndoStack& stack = *document.undoStack(0);
    document.setBoxSize(0, BoxSize{2, 2, 2});
    QVERIFY(unsaved());
    stack.undo();
    QVERIFY(!unsaved());
    stack.redo();
    QVERIFY(unsaved());
    stack.undo();
    stack.undo();
    QVERIFY2(unsaved(), "what is in the file is undone");
    stack.redo();
    QVERIFY(!unsaved());
    const RimCorners corners{Vec2{1, 1}, Vec2{9, 1}, Vec2{9, 9}, Vec2{1, 9}};
    document.setRimCorners(1, corners);
    document.setBoxSize(0, BoxSize{3, 3, 3});
    stack.undo();
    QVERIFY2(unsaved(), "the other picture's");
    document.undoStack(1)->undo();
    QVERIFY(!unsaved());
    // A drag is one step.
    document.setRimCorners(1, corners);
    save(records, document, "file");
    const int gesture = document.newGesture();
    for (int k = 0; k < 3; ++k)
      document.moveRim(1, {1, 0}, gesture);
    QVERIFY(unsaved());
    document.undoStack(1)->undo();
    QVERIFY(!unsaved());
    stack.undo();
    document.setBoxSize(0, BoxSize{4, 4, 4});
    QVERIFY2(unsaved(), "as many steps, and others");
  }

  /// One step takes back what went to several pictures, but for what was gone on with; records tell it all.
  void regionsOfSeveralPicturesAreOneStep() {
    AnnotationDocument document;
    EditRecords records;
    const Project before = variedProject(4);
    document.reset(before);
    recordInto(records, document);
    save(records, document, "file");
    document.setCurrentPicture(0);
    document.noteOrientation(2, 6);
    const Region added{CircleShape{{30, 40}, 5}, {}, {}, {}};
    const auto has = [&](int picture) {
      const auto& regions = document.picture(picture).regions;
      return !regions.empty() && regions.back() == added;
    };
    QCOMPARE(document.addRegionsToSeveral(0, {{1, {added}}, {2, {added}}, {3, {}}}, QStringLiteral("Batch")),
             2);
    QVERIFY(has(1) && has(2) && !has(3));
    QCOMPARE(recordedOrientation(document.picture(2)), std::optional(6));
    QCOMPARE(document.undoGroup()->undoText(), QStringLiteral("Batch"));
    document.undoGroup()->undo();
    QVERIFY(document.project() == before);
    QVERIFY(!document.isModified());
    QVERIFY(!keptEdits(records, "file")->hasUnsaved());
    document.undoGroup()->redo();
    QVERIFY(has(1) && has(2));
    document.removeRegions(1, {0});
    const std::vector<Region> goneOnWith = document.picture(1).regions;
    document.undoGroup()->undo();
    QVERIFY(document.picture(1).regions == goneOnWith);
    QVERIFY(!has(2));
    AnnotationDocument again;
    QVERIFY(again.reset(before, keptEdits(records, "file")->records));
    QVERIFY(again.project() == document.project());
    QCOMPARE(steps(again, false), steps(document, false));
    again.setCurrentPicture(0);
    again.undoGroup()->redo();
    QVERIFY(again.picture(2).regions.back() == added);
    again.undoStack(1)->undo();
    again.undoGroup()->undo();
    QVERIFY(again.project() == before);
  }

  void aSaveThatDidNotComeAboutCountsForNothing() {
    AnnotationDocument document;
    EditRecords records;
    document.reset(variedProject(1));
    recordInto(records, document);
    save(records, document, "old");
    document.removeRegions(0, {0});
    save(records, document, "new");
    // Killed before the file was replaced.
    auto kept = keptEdits(records, "old");
    QVERIFY(kept && kept->needsCorrection && kept->hasUnsaved());
    AnnotationDocument reopened;
    QVERIFY(reopened.reset(variedProject(1), kept->records));
    QVERIFY(reopened.isModified());
    records.push_back({static_cast<long long>(records.size()) + 1, 0, StateSaved{}});
    QVERIFY(!keptEdits(records, "old")->needsCorrection);
    QVERIFY(!keptEdits(records, "new"));
  }

  void editsGoOnWhileItIsSavedAndItIsKilled() {
    int deaths = 0, saves = 0;
    for (unsigned seed = 0; seed < 80; ++seed) {
      SavingProgram program(seed);
      for (int i = 0; i < 120; ++i) {
        program.act();
        for (const EditRecords& records : {program.records(), compacted(program.records())}) {
          const QString lacking = program.lacks(records);
          QVERIFY2(lacking.isEmpty(),
                   qPrintable(QStringLiteral("seed %1, act %2: %3").arg(seed).arg(i).arg(lacking)));
        }
      }
      deaths += program.deaths();
      saves += program.saves();
    }
    QVERIFY(deaths > 100 && saves > 300);
  }

  void aSaveStandsWhereItWasMarked() {
    AnnotationDocument document;
    EditRecords records;
    document.reset(variedProject(1));
    recordInto(records, document);
    save(records, document, "old");
    document.removeRegions(0, {0});
    records.push_back({records.back().number + 1, 0, StateMarked{}});
    const long long mark = records.back().number;
    const Project marked = document.project();
    document.removeRegions(0, {0});
    records.push_back({records.back().number + 1, 0, StateSaved{"new", {}, mark}});
    document.removeRegions(0, {0});
    const auto kept = keptEdits(records, "new");
    QVERIFY(kept && kept->hasUnsaved() && !kept->needsCorrection);
    QCOMPARE(kept->savedNumber, mark);
    AnnotationDocument reopened;
    QVERIFY(reopened.reset(marked, kept->records));
    QVERIFY(reopened.project() == document.project());
    reopened.undoStack(0)->undo();
    QVERIFY(reopened.isModified());
    reopened.undoStack(0)->undo();
    QVERIFY(!reopened.isModified() && reopened.project() == marked);

    // Given up, that is all that was done since the mark.
    EditRecords givenUp = records;
    givenUp.push_back({records.back().number + 1, 0, StateTakenBack{mark}});
    const auto left = keptEdits(givenUp, "new");
    QVERIFY(left && !left->hasUnsaved());
    QVERIFY(reopened.reset(marked, left->records) && reopened.project() == marked);

    // Where the mark is given up before its save is told, there is no such save.
    givenUp = records;
    givenUp.insert(givenUp.end() - 2, {records.back().number - 1, 0, StateTakenBack{1}});
    QVERIFY(!keptEdits(givenUp, "new"));
    records.push_back({records.back().number + 1, 0, StateSaved{}});
    QVERIFY(!keptEdits(records, "new"));
    QVERIFY2(!reopened.replay({9, 0, StateSaved{"new", {}, 3}}), "it belongs somewhere else");
  }

  void aProjectWithoutAFileIsAllInItsRecords() {
    EditRecords records{{1, 0, PicturesAdded{0, variedProject(2).pictures}}};
    AnnotationDocument document;
    Project project = variedProject(2);
    project.attributesJson.clear();
    document.reset(project);
    document.setRecorder([&](EditRecord record) {
      record.number = static_cast<long long>(records.size()) + 1;
      records.push_back(std::move(record));
    });
    document.removeRegions(1, {0});
    const auto kept = keptEdits(records, {});
    QVERIFY(kept && kept->hasUnsaved());
    Project empty = project;
    empty.pictures.clear();
    AnnotationDocument reopened;
    QVERIFY(reopened.reset(empty, kept->records));
    QVERIFY(reopened.project() == document.project());
  }

  void recordsOfAnotherProjectChangeNothing() {
    AnnotationDocument document;
    EditRecords records;
    document.reset(variedProject(2));
    recordInto(records, document);
    document.removeRegions(1, {0, 1});
    document.setBoxSize(1, BoxSize{1, 1, 1});
    std::get<EditStep>(records[1].what).regions[0].index = 5;
    AnnotationDocument other;
    const Project project = variedProject(2);
    QVERIFY(!other.reset(project, records));
    QVERIFY(other.project() == project);
    QCOMPARE(other.undoStack(1)->count(), 0);
    QVERIFY(!other.isModified());
    records = {{1, 0, StepUndone{0}}};
    QVERIFY(!other.reset(project, records));
    records = {{1, 0, EditStep{7, EditKind::regions, "x", 0, 0, {}, {}}}};
    QVERIFY(!other.reset(project, records));
  }
};

QTEST_GUILESS_MAIN(TestDocumentHistory)
#include "test_document_history.moc"
