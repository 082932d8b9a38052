// The history of one picture: every state that it was in can be had again.
#include "core/annotation/picture_versions.h"
#include "tests/core/annotation/random_edits.h"
#include <QTest>

using namespace fillscope;
using namespace fillscope::tests;
using Kind = PictureVersion::Kind;

namespace {

/// Numbered as a journal numbers them. records outlives the document's edits.
void keepRecords(AnnotationDocument& document, EditRecords& records) {
  document.setRecorder([&records](EditRecord record) {
    record.number = static_cast<long long>(records.size()) + 1;
    records.push_back(std::move(record));
  });
}

} // namespace

class TestPictureVersions : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void everyStateCanBeHadAgain() {
    for (unsigned seed = 0; seed < 60; ++seed) {
      RandomEditor editor(seed);
      AnnotationDocument document;
      EditRecords records;
      document.reset(variedProject(3));
      keepRecords(document, records);
      std::vector<Picture> states{document.picture(1)};
      for (int i = 0; i < 30; ++i) {
        editor.edit(document);
        if (document.picture(1) != states.back()) states.push_back(document.picture(1));
      }
      const PictureVersions versions(records, 1, document.picture(1));
      if (states.size() == 1) continue;
      QVERIFY(!versions.list().empty());
      QVERIFY(versions.list()[0].kind == Kind::opened);
      std::vector<Picture> found;
      for (std::size_t i = 0; i < versions.list().size(); ++i) {
        const auto picture = versions.at(i);
        QVERIFY(picture);
        QCOMPARE(int(picture->regions.size()), versions.list()[i].regions);
        found.push_back(*picture);
      }
      QVERIFY(found.front() == states.front());
      QVERIFY(found.back() == states.back());
    }
  }

  void stepsAreNamedAndGesturesAreOne() {
    AnnotationDocument document;
    EditRecords records;
    document.reset(variedProject(2));
    keepRecords(document, records);
    const int drag = document.newGesture();
    for (int i = 1; i < 9; ++i)
      document.replaceRegions(0, {{1, {RectShape{1.0 * i, 2, 3, 4}, {}, {}, {}}}}, "Move rectangle", drag);
    document.removeRegions(0, {0, 2});
    document.removeRegions(1, {0});
    document.undoStack(0)->undo();
    const long long last = records.back().number;
    document.undoStack(0)->redo();
    records.push_back({static_cast<long long>(records.size()) + 1, 0, StateTakenBack{last}});
    const PictureVersions versions(records, 0, document.picture(0));
    QStringList lines;
    for (const PictureVersion& version : versions.list())
      lines << QStringLiteral("%1 %2 %3%4")
                   .arg(int(version.kind))
                   .arg(QString::fromStdString(version.text))
                   .arg(version.regions)
                   .arg(version.isGivenUp ? " given up" : "");
    QCOMPARE(lines, (QStringList{"0  7", "1 Move rectangle 7", "1 Delete 2 regions 5", "2 Delete 2 regions 7",
                                 "3 Delete 2 regions 5 given up"}));
    QVERIFY(versions.at(0)->regions == variedProject(1).pictures[0].regions);
    QVERIFY(std::get<RectShape>(versions.at(1)->regions[1].shape).x == 8);
    QVERIFY(!versions.at(5));
  }

  void savesChangeNoVersion() {
    AnnotationDocument document;
    EditRecords records;
    document.reset(variedProject(1));
    const auto add = [&](decltype(EditRecord::what) what) {
      records.push_back({static_cast<long long>(records.size()) + 1, 0, std::move(what)});
    };
    document.setRecorder([&](EditRecord record) { add(std::move(record.what)); });
    const int drag = document.newGesture();
    const auto move = [&](double x) {
      document.replaceRegions(0, {{1, {RectShape{x, 2, 3, 4}, {}, {}, {}}}}, "Move rectangle", drag);
    };
    move(10);
    add(StateMarked{}); // its save fails
    document.markState();
    const long long mark = records.back().number;
    move(20);
    add(StateSaved{"a", {}, mark});
    move(30);
    add(StateSaved{});
    document.undoStack(0)->undo(); // back at the mark
    const PictureVersions versions(records, 0, document.picture(0));
    QCOMPARE(versions.list().size(), std::size_t(3));
    const auto last = versions.at(2);
    QVERIFY(last && std::get<RectShape>(last->regions[1].shape).x == 10);
    const auto dragged = versions.at(1);
    QVERIFY(dragged && std::get<RectShape>(dragged->regions[1].shape).x == 30);
  }

  void aPictureThatNothingHappenedToHasNone() {
    QVERIFY(PictureVersions({}, 0, Picture{}).list().empty());
    QVERIFY(PictureVersions({{1, 0, StepUndone{3}}}, 0, Picture{}).list().empty());
  }

  /// The step and its undoing are in the stack of the picture that was shown, and change none.
  void aStepAboutTheProjectIsNoVersion() {
    AnnotationDocument document;
    EditRecords records;
    document.reset(variedProject(1));
    keepRecords(document, records);
    document.setAttributeDefinitions(R"({"region":{},"file":{}})");
    document.undoStack(0)->undo();
    QVERIFY(PictureVersions(records, 0, document.picture(0)).list().empty());
    document.removeRegions(0, {0});
    const PictureVersions versions(records, 0, document.picture(0));
    QCOMPARE(versions.list().size(), std::size_t(2));
    QVERIFY(versions.list()[0].kind == Kind::opened);
    QVERIFY(versions.list()[1].kind == Kind::edited);
    // Nor is it one of a picture that has some of its own.
    document.setAttributeDefinitions(R"({"region":{},"file":{}})");
    document.undoStack(0)->undo();
    document.undoStack(0)->redo();
    QCOMPARE(PictureVersions(records, 0, document.picture(0)).list().size(), std::size_t(2));
    document.undoStack(0)->undo();
    document.undoStack(0)->undo();
    document.undoStack(0)->redo();
    const PictureVersions after(records, 0, document.picture(0));
    QCOMPARE(after.list().size(), std::size_t(4));
    QVERIFY(after.list()[2].kind == Kind::undone);
    QVERIFY(after.list()[3].kind == Kind::redone);
  }
};

QTEST_GUILESS_MAIN(TestPictureVersions)
#include "test_picture_versions.moc"
