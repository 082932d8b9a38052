// Random edits of every kind: undone all the way the first state is back to the last bit, redone the last
// one; and what was recorded makes it all happen again.
#include "tests/core/annotation/random_edits.h"
#include <QTest>

using namespace fillscope;
using namespace fillscope::tests;

namespace {

constexpr int pictures = 3;

void recordInto(EditRecords& records, AnnotationDocument& document) {
  document.setRecorder([&records](EditRecord record) {
    record.number = static_cast<long long>(records.size()) + 1;
    records.push_back(std::move(record));
  });
}

void save(EditRecords& records, AnnotationDocument& document, const std::string& file) {
  records.push_back({static_cast<long long>(records.size()) + 1, 0, StateSaved{file, {}}});
  document.markSaved();
}

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
