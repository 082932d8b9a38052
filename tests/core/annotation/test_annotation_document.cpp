// Every edit of the document: what it changes, what undo brings back, what the menu calls it, when it counts
// as saved.
#include "core/annotation/annotation_document.h"
#include "core/annotation/rejected_corners.h"
#include <QTest>
#include <functional>
#include <limits>
#include <random>

using namespace fillscope;
using Kind = DocumentChange::Kind;
using Verb = std::function<void(AnnotationDocument&)>;

namespace {

const RimCorners corners{Vec2{10, 10}, Vec2{90, 12}, Vec2{88, 70}, Vec2{9, 71}};

Project pictures(int count) {
  Project project;
  for (int i = 0; i < count; ++i) {
    Picture picture;
    picture.filename = "box" + std::to_string(i) + ".png";
    picture.id = picture.filename + "-1";
    project.pictures.push_back(std::move(picture));
  }
  return project;
}

/// An outline as an older VIA project holds it: closed by a fifth point, not marked.
Project olderProject() {
  Project project = pictures(1);
  Region region;
  region.shape = PolylineShape{{corners[0], corners[1], corners[2], corners[3], corners[0]}};
  region.attributes.set("label", std::string("box"));
  project.pictures[0].regions = {Region{PointShape{{1, 1}}, {}, {}, {}}, region};
  return project;
}

} // namespace

class TestAnnotationDocument : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void verbs_data() {
    QTest::addColumn<Verb>("verb");
    QTest::addColumn<QString>("name");
    QTest::addColumn<int>("kind");
    QTest::newRow("move corner") << Verb([](auto& d) {
      d.moveRimCorner(0, 1, {91.25, 12});
    }) << "Move corner 2 (top-right)"
                                 << int(Kind::rimChanged);
    QTest::newRow("move rim") << Verb([](auto& d) {
      d.moveRim(0, {-3, 0.5});
    }) << "Move rim" << int(Kind::rimChanged);
    QTest::newRow("set rim") << Verb([](auto& d) {
      d.setRimCorners(0, {Vec2{1, 1}, Vec2{2, 1}, Vec2{2, 2}, Vec2{1, 2}});
    }) << "Set rim" << int(Kind::rimChanged);
    QTest::newRow("remove rim") << Verb([](auto& d) { d.removeRim(0); }) << "Remove rim"
                                << int(Kind::rimChanged);
    QTest::newRow("size") << Verb([](auto& d) {
      d.setBoxSize(0, BoxSize{0.6, 0.4, 0.2});
    }) << "Set box size" << int(Kind::sizeChanged);
    QTest::newRow("sources") << Verb([](auto& d) {
      d.setSources(0, {"d.png", "", 1e-4, 3, "K.txt", 0});
    }) << "Set depth and camera"
                             << int(Kind::sourcesChanged);
  }

  void verbs() {
    QFETCH(Verb, verb);
    QFETCH(QString, name);
    QFETCH(int, kind);
    AnnotationDocument marked, older;
    marked.reset(pictures(1));
    marked.setRimCorners(0, corners);
    marked.markSaved();
    older.reset(olderProject());
    for (AnnotationDocument* document : {&marked, &older}) {
      std::vector<int> kinds;
      connect(document, &AnnotationDocument::changed, this, [&](const DocumentChange& c) {
        if (c.picture == 0) kinds.push_back(int(c.kind));
      });
      const Project before = document->project();
      verb(*document);
      const Project after = document->project();
      QVERIFY(!(after == before));
      QCOMPARE(kinds, std::vector<int>{kind});
      QUndoStack* stack = document->undoStack(0);
      QCOMPARE(stack->undoText(), name);
      QVERIFY(document->isModified());
      const int steps = stack->count();
      verb(*document);
      if (name != "Move rim") {
        QVERIFY2(document->project() == after, "a verb that changes nothing changed the document");
        QCOMPARE(stack->count(), steps);
      } else {
        stack->undo();
      }
      for (int round = 0; round < 2; ++round) {
        stack->undo();
        QVERIFY(document->project() == before);
        QVERIFY(!document->isModified());
        stack->redo();
        QVERIFY(document->project() == after);
      }
      document->disconnect(this);
    }
  }

  void cornersAndSizeAreOneStep() {
    AnnotationDocument document;
    document.reset(pictures(1));
    document.setBoxSize(0, BoxSize{1, 1, 1});
    document.markSaved();
    const Project before = document.project();
    document.setRim(0, corners, BoxSize{0.6, 0.4, 0.2}, "Copy rim");
    QVERIFY(document.rim(0)->asCorners() == corners);
    QVERIFY(document.rim(0)->size == (BoxSize{0.6, 0.4, 0.2}));
    QVERIFY(document.isModified());
    QCOMPARE(document.undoStack(0)->undoText(), QString("Copy rim"));
    QCOMPARE(document.undoStack(0)->count(), 2);
    document.setRim(0, corners, std::nullopt, "Copy rim"); // changes nothing
    QCOMPARE(document.undoStack(0)->count(), 2);
    document.undoStack(0)->undo();
    QVERIFY(document.project() == before);
    QVERIFY(!document.isModified());
  }

  void cornersArePlacedOneByOne() {
    AnnotationDocument document;
    document.reset(pictures(1));
    for (const Vec2 corner : corners)
      document.addRimCorner(0, corner);
    document.addRimCorner(0, {5, 5});
    QVERIFY(document.rim(0)->complete());
    QVERIFY(document.rim(0)->asCorners() == corners);
    QUndoStack* stack = document.undoStack(0);
    QCOMPARE(stack->count(), 4);
    QCOMPARE(stack->undoText(), QString("Place corner 4 (bottom-left)"));
    for (int left = 3; left > 0; --left) {
      stack->undo();
      QCOMPARE(int(document.rim(0)->corners.size()), left);
    }
    stack->undo();
    QVERIFY(!document.rim(0));
    QVERIFY(document.picture(0).regions.empty());
  }

  void sizeBeforeAndAfterTheRim() {
    AnnotationDocument document;
    document.reset(pictures(1));
    document.setBoxSize(0, BoxSize{0.6, 0.4, 0.2});
    QVERIFY(document.rim(0)->corners.empty());
    for (const Vec2 corner : corners)
      document.addRimCorner(0, corner);
    QVERIFY((document.rim(0)->size == BoxSize{0.6, 0.4, 0.2}));
    document.removeRim(0);
    QVERIFY((document.rim(0) == Rim{{}, BoxSize{0.6, 0.4, 0.2}}));
    while (document.undoStack(0)->canUndo())
      document.undoStack(0)->undo();
    QVERIFY(document.project() == pictures(1));
  }

  void aRejectedProposalIsRememberedUntilCornersAreAccepted() {
    AnnotationDocument document;
    document.reset(pictures(1));
    document.setBoxSize(0, BoxSize{0.6, 0.4, 0.2});
    const auto propose = [&](const char* network) {
      document.proposeRim(0, corners, {RimSource::model, network, {}, false});
    };
    const auto isRejected = [&](const char* network) {
      return areCornersRejected(document.picture(0).attributes, network);
    };
    propose("own");
    document.rejectRim(0);
    QVERIFY((document.rim(0) == Rim{{}, BoxSize{0.6, 0.4, 0.2}}));
    QVERIFY(isRejected("own") && !isRejected("ow") && !isRejected("box-corners"));
    document.undoStack(0)->undo();
    QVERIFY(document.rim(0)->origin.isProposal() && !isRejected("own"));
    document.undoStack(0)->redo();
    // Another network's proposal is refused as well, by the other verb.
    propose("box-corners");
    QVERIFY(isRejected("own"));
    document.removeRim(0);
    QVERIFY(isRejected("own") && isRejected("box-corners"));
    QCOMPARE(document.picture(0).attributes.text("corners_rejected"), std::string("own, box-corners"));
    // What was placed by hand is removed without a word about networks.
    document.setRimCorners(0, corners);
    QVERIFY(!isRejected("own") && !isRejected("box-corners"));
    document.removeRim(0);
    QVERIFY(!document.picture(0).attributes.find("corners_rejected"));
    while (document.undoStack(0)->canUndo())
      document.undoStack(0)->undo();
    QVERIFY(document.project() == pictures(1));
  }

  void detectedCornersAreProposedAcceptedAndEdited() {
    AnnotationDocument document;
    document.reset(pictures(1));
    document.setBoxSize(0, BoxSize{0.6, 0.4, 0.2});
    const RimOrigin network{RimSource::model, "box-corners", {0.9, 0.8, 0.95, 0.99}, true};
    document.proposeRim(0, corners, network);
    QVERIFY(document.rim(0)->origin.isProposal());
    QVERIFY((document.rim(0)->size == BoxSize{0.6, 0.4, 0.2}));
    document.acceptRim(0, corners, network);
    QVERIFY(document.rim(0)->origin == network);
    QCOMPARE(document.undoStack(0)->undoText(), QStringLiteral("Accept detected corners"));
    QCOMPARE(document.undoStack(0)->count(), 3);
    const int drag = document.newGesture();
    for (int i = 1; i <= 5; ++i)
      document.moveRimCorner(0, 1, corners[1] + Vec2{1.0 * i, 0}, drag);
    QCOMPARE(document.undoStack(0)->count(), 4);
    QCOMPARE(int(document.rim(0)->origin.source), int(RimSource::edited));
    QCOMPARE(document.rim(0)->origin.network, std::string("box-corners"));
    document.undoStack(0)->undo();
    QVERIFY(document.rim(0)->origin == network);
    QVERIFY(document.rim(0)->asCorners() == corners);
    document.undoStack(0)->undo();
    QVERIFY(document.rim(0)->origin.isProposal());
    document.undoStack(0)->undo();
    QVERIFY(document.rim(0)->corners.empty());
    document.undoStack(0)->redo();
    document.moveRim(0, {2, 0});
    QCOMPARE(int(document.rim(0)->origin.source), int(RimSource::edited));
    QVERIFY(document.rim(0)->origin.reviewed);
    document.setRimCorners(0, corners);
    QVERIFY(document.rim(0)->origin == RimOrigin{});
  }

  void aHiddenCornerIsOneStep() {
    using enum KeypointVisibility;
    AnnotationDocument document;
    document.reset(pictures(1));
    const auto said = [&] { return document.rim(0)->visibility; };
    document.addRimCorner(0, corners[0]);
    QVERIFY(said().empty());
    document.addRimCorner(0, corners[1], hidden);
    QVERIFY((said() == std::vector{visible, hidden}));
    document.removeLastRimCorner(0);
    QVERIFY((said() == std::vector{visible}));
    document.undoStack(0)->undo();
    document.addRimCorner(0, corners[2]);
    document.addRimCorner(0, corners[3]);
    QVERIFY((said() == std::vector{visible, hidden, visible, visible}));
    const int steps = document.undoStack(0)->count();
    document.setCornerHidden(0, 1, true); // it is
    document.setCornerHidden(0, 4, true); // there is none
    QCOMPARE(document.undoStack(0)->count(), steps);
    document.setCornerHidden(0, 3, true);
    QCOMPARE(document.undoStack(0)->undoText(), QStringLiteral("Corner 4 (bottom-left) is hidden"));
    document.moveRimCorner(0, 0, corners[0] + Vec2{2, 1});
    document.moveRim(0, {1, 1});
    QVERIFY((said() == std::vector{visible, hidden, visible, hidden}));
    document.setCornerHidden(0, 1, false);
    QCOMPARE(document.undoStack(0)->undoText(), QStringLiteral("Corner 2 (top-right) is seen"));
    QVERIFY((said() == std::vector{visible, visible, visible, hidden}));
    while (document.undoStack(0)->canUndo())
      document.undoStack(0)->undo();
    QVERIFY(document.project() == pictures(1));
  }

  void whatANetworkSaysIsHiddenIsKept() {
    using enum KeypointVisibility;
    AnnotationDocument document;
    document.reset(pictures(1));
    const RimOrigin network{RimSource::model, "box-corners", {0.9, 0.8, 0.95, 0.99}, true};
    const std::vector<KeypointVisibility> seen{visible, hidden, outside, visible};
    document.proposeRim(0, corners, network, seen);
    QVERIFY(document.rim(0)->visibility == seen);
    document.acceptRim(0, corners, network, seen);
    QVERIFY(document.rim(0)->visibility == seen);
    document.setRimCorners(0, corners); // anew, by hand
    QVERIFY(document.rim(0)->visibility.empty());
  }

  void aDetectedCornerDraggedBackStaysTheNetworks() {
    AnnotationDocument document;
    document.reset(pictures(1));
    const RimOrigin network{RimSource::model, "box-corners", {0.9, 0.8, 0.95, 0.99}, true};
    document.acceptRim(0, corners, network);
    const int drag = document.newGesture();
    document.moveRimCorner(0, 1, corners[1] + Vec2{4, 0}, drag);
    document.moveRimCorner(0, 1, corners[1], drag);
    QCOMPARE(document.undoStack(0)->count(), 1);
    QVERIFY(document.rim(0)->origin == network);
  }

  void movesOfOneGestureAreOneStep() {
    AnnotationDocument document;
    document.reset(pictures(1));
    document.setRimCorners(0, corners);
    const int drag = document.newGesture();
    for (int i = 1; i <= 50; ++i)
      document.moveRimCorner(0, 2, corners[2] + Vec2{0.1 * i, 0}, drag);
    const int second = document.newGesture();
    document.moveRimCorner(0, 2, {1, 1}, second);
    document.moveRimCorner(0, 3, {2, 2}, second);
    document.moveRimCorner(0, 3, {3, 3});
    document.moveRimCorner(0, 3, {4, 4});
    QCOMPARE(document.undoStack(0)->count(), 6);
    for (int i = 0; i < 4; ++i)
      document.undoStack(0)->undo();
    QVERIFY((document.rim(0)->corners[2] == corners[2] + Vec2{0.1 * 50, 0}));
    document.undoStack(0)->undo();
    QVERIFY(document.rim(0)->asCorners() == corners);
  }

  void dragBackToTheStartVanishes_data() {
    QTest::addColumn<bool>("older");
    QTest::addColumn<bool>("whole");
    QTest::newRow("corner") << false << false;
    QTest::newRow("rim") << false << true;
    QTest::newRow("corner of an older outline") << true << false;
    QTest::newRow("older outline") << true << true;
  }

  void dragBackToTheStartVanishes() {
    QFETCH(bool, older);
    QFETCH(bool, whole);
    AnnotationDocument document;
    document.reset(older ? olderProject() : pictures(1));
    if (!older) document.setRimCorners(0, corners);
    document.markSaved();
    const Project before = document.project();
    const int count = document.undoStack(0)->count(), drag = document.newGesture();
    const std::vector<Vec2> way{{0.1, 0}, {0.2, 0.7}, {-0.3, -0.7}};
    Vec2 at = corners[0];
    for (const Vec2 step : way) {
      QVERIFY(document.isModified() == (step.x != 0.1));
      at = at + step;
      if (whole)
        document.moveRim(0, step, drag);
      else
        document.moveRimCorner(0, 0, step.x < 0 ? corners[0] : at, drag);
    }
    QCOMPARE(document.undoStack(0)->count(), count);
    QVERIFY(document.project() == before);
    QVERIFY(!document.isModified());
  }

  void everyPictureHasItsOwnHistory() {
    AnnotationDocument document;
    document.reset(pictures(3));
    document.setCurrentPicture(0);
    document.setRimCorners(0, corners);
    document.setCurrentPicture(2);
    document.setRimCorners(2, corners);
    document.moveRim(2, {1, 1});
    document.setCurrentPicture(0);
    QCOMPARE(document.undoGroup()->undoText(), QString("Set rim"));
    document.undoGroup()->undo();
    QVERIFY(!document.rim(0));
    QVERIFY(document.rim(2).has_value());
    QVERIFY(!document.undoGroup()->canUndo());
    document.setCurrentPicture(-1);
    QVERIFY(!document.undoGroup()->activeStack());
  }

  void sourcesOfAllPicturesAreOneStep() {
    AnnotationDocument document;
    document.reset(pictures(3));
    document.setCurrentPicture(1);
    std::vector<PictureSources> all(3);
    for (auto& sources : all)
      sources.depthScale = 1e-4;
    document.setSourcesForAll(all);
    QCOMPARE(document.undoStack(1)->count(), 1);
    QVERIFY2(!document.undoStack(0)->canUndo(), "undo there would reach across pictures");
    PictureSources own = all[2];
    own.depthScale = 0.001;
    document.setSources(2, own);
    document.undoStack(1)->undo();
    QCOMPARE(sourcesOf(document.picture(0)).depthScale, 0.0);
    QCOMPARE(sourcesOf(document.picture(2)).depthScale, 0.001); // changed since, so it stays
    document.undoStack(1)->redo();
    QCOMPARE(sourcesOf(document.picture(0)).depthScale, 1e-4);
    QCOMPARE(sourcesOf(document.picture(2)).depthScale, 0.001);
  }

  void savedState() {
    AnnotationDocument document;
    document.reset(pictures(2));
    QVERIFY(!document.isModified());
    document.setRimCorners(0, corners);
    document.setRimCorners(1, corners);
    document.undoStack(0)->undo();
    QVERIFY(document.isModified());
    document.undoStack(1)->undo();
    QVERIFY(!document.isModified());
    document.undoStack(1)->redo();
    document.markSaved();
    QVERIFY(!document.isModified());
    document.undoStack(1)->undo();
    QVERIFY(document.isModified());
    document.markSaved();
    document.addPictures(pictures(1).pictures);
    QVERIFY(document.isModified());
    QCOMPARE(document.pictureCount(), 3);
    QVERIFY(document.picture(2).id != document.picture(0).id);
    document.markSaved();
    QVERIFY(!document.isModified());
    document.setRimCorners(2, corners);
    document.reset(pictures(1));
    QVERIFY(!document.isModified());
    QVERIFY(!document.undoGroup()->canUndo());
  }

  void whatWasMarkedIsSavedWhileEditsGoOn() {
    AnnotationDocument document;
    document.reset(pictures(2));
    document.setRimCorners(0, corners);
    document.markState();
    QVERIFY2(document.isModified(), "it is not in the file yet");
    document.setRimCorners(1, corners);
    document.stateSaved();
    QVERIFY(document.isModified() && !document.isModified(0) && document.isModified(1));
    document.undoStack(1)->undo();
    QVERIFY2(!document.isModified(), "back where it was marked");
    document.moveRim(0, {1, 0});
    document.markState();
    document.undoStack(0)->undo();
    document.moveRim(0, {2, 0}); // what was marked cannot be had again
    document.stateSaved();
    QVERIFY(document.isModified());
    document.undoStack(0)->undo();
    QVERIFY(document.isModified());
    document.markState(); // a save that does not come about
    document.undoStack(0)->redo();
    QVERIFY(document.isModified());
    document.addPictures(pictures(1).pictures);
    document.markState();
    document.addPictures(pictures(1).pictures);
    document.stateSaved();
    QVERIFY(document.isModified());
    document.markSaved();
    QVERIFY(!document.isModified());
  }

  void noGestureGoesOnAcrossAMark() {
    AnnotationDocument document;
    document.reset(pictures(1));
    document.setRimCorners(0, corners);
    const int drag = document.newGesture();
    document.moveRim(0, {1, 0}, drag);
    document.moveRim(0, {1, 0}, drag);
    QCOMPARE(document.undoStack(0)->count(), 2);
    document.markState();
    const Project marked = document.project();
    document.moveRim(0, {1, 0}, drag);
    document.moveRim(0, {1, 0}, drag);
    QCOMPARE(document.undoStack(0)->count(), 3);
    document.undoStack(0)->undo();
    QVERIFY2(document.project() == marked, "what is saved can be undone to");
  }

  void nonsenseIsIgnored() {
    AnnotationDocument document;
    document.reset(pictures(1));
    document.setRimCorners(0, corners);
    const Project before = document.project();
    const double nan = std::numeric_limits<double>::quiet_NaN();
    document.moveRimCorner(0, 4, {1, 1});
    document.moveRimCorner(0, -1, {1, 1});
    document.moveRimCorner(7, 0, {1, 1});
    document.moveRimCorner(0, 0, {nan, 1});
    document.moveRim(0, {0, std::numeric_limits<double>::infinity()});
    document.removeRim(-1);
    QVERIFY(!document.undoStack(5));
    QVERIFY(document.project() == before);
    QCOMPARE(document.undoStack(0)->count(), 1);
  }

  void thousandsOfRandomEditsUndoneAndRedone() {
    std::mt19937 random(7);
    const auto uniform = [&](double low, double high) {
      return std::uniform_real_distribution<>(low, high)(random);
    };
    AnnotationDocument document;
    document.reset(olderProject());
    std::vector<Project> states{document.project()};
    QUndoStack* stack = document.undoStack(0);
    while (states.size() < 2000) {
      switch (random() % 6) {
      case 0:
        document.addRimCorner(0, {uniform(-50, 700), uniform(-50, 500)});
        break;
      case 1:
        document.moveRimCorner(0, int(random() % 4), {uniform(-50, 700), uniform(-50, 500)});
        break;
      case 2:
        document.moveRim(0, {uniform(-9, 9), uniform(-9, 9)});
        break;
      case 3:
        if (random() % 5 == 0) document.removeRim(0);
        break;
      case 4:
        document.setBoxSize(0, BoxSize{uniform(0.1, 1), uniform(0.1, 1), uniform(0.1, 1)});
        break;
      case 5:
        document.setSources(0, {"d.png", "", uniform(1e-5, 1e-3), 0, "", 0});
        break;
      }
      if (stack->count() == int(states.size())) states.push_back(document.project());
      QCOMPARE(stack->count() + 1, int(states.size()));
    }
    for (std::size_t i = states.size(); i-- > 1;) {
      QVERIFY(document.project() == states[i]);
      stack->undo();
    }
    QVERIFY(document.project() == states[0]);
    for (std::size_t i = 1; i < states.size(); ++i) {
      stack->redo();
      QVERIFY(document.project() == states[i]);
    }
  }

  void undoKeepsWhatAnotherPicturesHistoryChanged() {
    AnnotationDocument document;
    document.reset(pictures(2));
    document.setBoxSize(1, BoxSize{0.6, 0.4, 0.2});
    document.setCurrentPicture(0);
    PictureSources sources{"d.png", "", 1e-4, 0, "K.txt", 0};
    document.setSourcesForAll({sources, sources});
    document.undoStack(1)->undo(); // the size alone
    QVERIFY(!document.rim(1));
    QVERIFY(sourcesOf(document.picture(1)) == sources);
    document.undoStack(1)->redo();
    QVERIFY(document.rim(1)->size == (BoxSize{0.6, 0.4, 0.2}));
    QVERIFY(sourcesOf(document.picture(1)) == sources);
  }

  void manyPicturesOfOneNameStayQuick() {
    // Looking for a free name from 2 on for each would take 5·10⁹ tries.
    AnnotationDocument document;
    document.reset(pictures(1));
    std::vector<Picture> added(100000, document.picture(0));
    document.addPictures(std::move(added));
    QCOMPARE(document.pictureCount(), 100001);
    QCOMPARE(document.picture(1).id, std::string("box0.png-1-2"));
    QCOMPARE(document.picture(100000).id, std::string("box0.png-1-100001"));
  }
};

QTEST_GUILESS_MAIN(TestAnnotationDocument)
#include "test_annotation_document.moc"
