// What a review says of two sets of annotations, and what is taken over.
#include "app/gui/review_session.h"
#include "core/annotation/rim.h"
#include "tests/support/lane_gate.h"
#include <QSignalSpy>
#include <QTest>

using namespace fillscope;
using namespace fillscope::tests;

namespace {

const RimCorners square{Vec2{10, 10}, Vec2{110, 10}, Vec2{110, 110}, Vec2{10, 110}};

Picture pictureWith(const std::string& name, Vec2 offset) {
  Picture picture;
  picture.id = picture.filename = name;
  std::vector<Vec2> corners;
  for (const Vec2& corner : square)
    corners.push_back(corner + offset);
  setRim(picture, {corners, {}, {}});
  return picture;
}

Region labelled(Shape shape, const std::string& label) {
  Region region;
  region.shape = std::move(shape);
  region.attributes.set("label", label);
  return region;
}
Region circle(const std::string& label, double x) { return labelled(CircleShape{{x, 50}, 10}, label); }

} // namespace

class TestReviewSession : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void init() {
    document_ = std::make_unique<AnnotationDocument>();
    jobs_ = std::make_unique<JobRunner>();
    Project mine, theirs;
    mine.pictures = {pictureWith("a.png", {0, 0}), pictureWith("b.png", {0, 0})};
    mine.pictures[0].regions.push_back(circle("only mine", 300));
    theirs.pictures = {pictureWith("a.png", {4, -2}), pictureWith("b.png", {0, 0})};
    theirs.pictures[0].regions.push_back(circle("only theirs", 500));
    document_->reset(mine);
    document_->setCurrentPicture(0);
    session_ = std::make_unique<ReviewSession>(*document_, *jobs_);
    theirs_ = theirs;
    QSignalSpy changed(session_.get(), &ReviewSession::changed);
    session_->setTheirs(theirs_, QStringLiteral("second"));
    QVERIFY(changed.wait(20000));
    QVERIFY(session_->isReady());
  }
  void cleanup() {
    session_.reset();
    jobs_.reset();
  }

  void saysHowTheyAgree() {
    const AgreementSummary& sum = session_->agreement().summary;
    QCOMPARE(sum.pictures, 2);
    QCOMPARE(sum.matched, 2);
    QCOMPARE(sum.missing, 1);
    QCOMPARE(sum.extra, 1);
    QVERIFY(session_->of(0)->score < session_->of(1)->score);
    QVERIFY(std::abs(session_->of(0)->matches[0].meanDistance - std::hypot(4, 2)) < 1e-9);
    QVERIFY(!session_->of(7));
  }

  void takesAShape() {
    session_->takeShape(0, session_->of(0)->matches[0], ReviewSession::Take::theirs);
    QCOMPARE(document_->rim(0)->corners[0], (Vec2{14, 8}));
    QVERIFY(session_->of(0)->matches[0].meanDistance < 1e-9); // compared anew
    document_->undoStack(0)->undo();
    QCOMPARE(document_->rim(0)->corners[0], (Vec2{10, 10}));
    QVERIFY(session_->of(0)->matches[0].meanDistance > 4);
  }
  void meetsHalfWay() {
    session_->takeShape(0, session_->of(0)->matches[0], ReviewSession::Take::middle);
    QCOMPARE(document_->rim(0)->corners[2], (Vec2{112, 109}));
  }
  void takesOneCorner() {
    session_->takeCorner(0, session_->of(0)->matches[0], 1);
    QCOMPARE(document_->rim(0)->corners[1], (Vec2{114, 8}));
    QCOMPARE(document_->rim(0)->corners[0], (Vec2{10, 10}));
    session_->takeCorner(0, session_->of(0)->matches[0], 9); // there is no such corner
    QCOMPARE(document_->undoStack(0)->count(), 1);
  }
  void addsAndRemoves() {
    session_->addTheirs(0, session_->of(0)->extra);
    QVERIFY(session_->of(0)->extra.empty());
    session_->removeMine(0, session_->of(0)->missing);
    QVERIFY(session_->of(0)->missing.empty());
    QCOMPARE(document_->picture(0).regions.size(), std::size_t(2));
  }
  void aRimThatOnlyTheyHaveReplacesMine_data() {
    QTest::addColumn<bool>("all");
    QTest::newRow("all of theirs") << true;
    QTest::newRow("their regions") << false;
  }
  void aRimThatOnlyTheyHaveReplacesMine() {
    QFETCH(bool, all);
    Picture mine = pictureWith("a.png", {0, 0});
    setRim(mine, {{square.begin(), square.end()}, BoxSize{0.6, 0.4, 0.2}, {}});
    const Picture far = pictureWith("a.png", {900, 700});
    review({circle("cup", 300), mine.regions[0]}, {far.regions[0], circle("only theirs", 500)});
    QCOMPARE(session_->of(0)->extra.size(), std::size_t(2));
    if (all)
      session_->takeAll(0);
    else
      session_->addTheirs(0, session_->of(0)->extra);
    const std::vector<Region>& now = document_->picture(0).regions;
    QCOMPARE(std::count_if(now.begin(), now.end(), isMarkedRim), std::ptrdiff_t(1));
    QCOMPARE(now.size(), std::size_t(3));
    QCOMPARE(document_->rim(0)->corners[0], (Vec2{910, 710}));
    QVERIFY(document_->rim(0)->size.has_value()); // the box is the same
    document_->undoStack(0)->undo();
    QCOMPARE(document_->rim(0)->corners[0], (Vec2{10, 10}));
  }
  void takesRectanglesPointsAndCircles_data() {
    QTest::addColumn<bool>("half");
    QTest::newRow("theirs") << false;
    QTest::newRow("half way") << true;
  }
  void takesRectanglesPointsAndCircles() {
    QFETCH(bool, half);
    const auto take = half ? ReviewSession::Take::middle : ReviewSession::Take::theirs;
    review({labelled(RectShape{10, 20, 100, 60}, "lid"), labelled(PointShape{{300, 20}}, "nail"),
            labelled(CircleShape{{400, 50}, 20}, "cup")},
           {labelled(RectShape{14, 18, 110, 70}, "lid"), labelled(PointShape{{304, 22}}, "nail"),
            labelled(CircleShape{{402, 50}, 24}, "cup")});
    QCOMPARE(session_->of(0)->matches.size(), std::size_t(3));
    for (std::size_t i = 0; i < 3; ++i) {
      const ShapeMatch match = session_->of(0)->matches[i];
      QVERIFY(session_->canTake(0, match, take));
      session_->takeShape(0, match, take);
    }
    QCOMPARE(document_->undoStack(0)->count(), 3);
    const std::vector<Region>& now = document_->picture(0).regions;
    QVERIFY(now[0].shape == Shape(half ? RectShape{12, 19, 105, 65} : RectShape{14, 18, 110, 70}));
    QVERIFY(now[1].shape == Shape(half ? PointShape{{302, 21}} : PointShape{{304, 22}}));
    QVERIFY(now[2].shape == Shape(half ? CircleShape{{401, 50}, 22} : CircleShape{{402, 50}, 24}));
    if (half) return;
    QCOMPARE(session_->of(0)->score, 1.0);
    QVERIFY2(!session_->canTake(0, session_->of(0)->matches[0], take), "there is nothing left to take");
  }
  void takesOneCornerOfARectangle() {
    review({labelled(RectShape{10, 20, 100, 60}, "lid"), labelled(PointShape{{300, 20}}, "nail")},
           {labelled(RectShape{14, 18, 110, 70}, "lid"), labelled(PointShape{{304, 22}}, "nail")});
    session_->takeCorner(0, session_->of(0)->matches[0], 2);
    session_->takeCorner(0, session_->of(0)->matches[1], 0);
    QVERIFY(document_->picture(0).regions[0].shape == Shape(RectShape{10, 20, 114, 68}));
    QVERIFY(document_->picture(0).regions[1].shape == Shape(PointShape{{304, 22}}));
  }
  void sumsFollowEveryChange() {
    const auto sum = [this] { return session_->agreement().summary; };
    const double before = sum().meanDistance;
    QVERIFY(before > 2);
    session_->takeShape(0, session_->of(0)->matches[0], ReviewSession::Take::theirs);
    QVERIFY(sum().meanDistance < 1e-9);
    QVERIFY(sum().bias.at(0).meanDistance < 1e-9);
    session_->addTheirs(0, session_->of(0)->extra);
    QCOMPARE(sum().extra, 0);
    session_->removeMine(0, session_->of(0)->missing);
    QCOMPARE(sum().missing, 0);
    QCOMPARE(sum().matched, 3);
    for (int i = 0; i < 3; ++i)
      document_->undoStack(0)->undo();
    QCOMPARE(sum().meanDistance, before);
    QCOMPARE(sum().missing, 1);
    QCOMPARE(sum().extra, 1);
  }
  void sumsFollowPicturesThatOnlyOneHas() {
    Project mine = document_->project();
    mine.pictures.push_back(pictureWith("c.png", {0, 0}));
    document_->reset(mine);
    compareWith(theirs_);
    QCOMPARE(session_->agreement().summary.missing, 2);
    QSignalSpy changed(session_.get(), &ReviewSession::changed);
    document_->addRegions(2, {circle("lid", 80)});
    QVERIFY(!changed.empty());
    QCOMPARE(session_->agreement().summary.missing, 3);
  }
  void takesAll() {
    QVERIFY(session_->canTakeAll(0) && !session_->canTakeAll(1));
    session_->takeAll(0);
    QVERIFY(!session_->canTakeAll(0));
    QCOMPARE(document_->undoStack(0)->count(), 1);
    QCOMPARE(document_->undoStack(0)->undoText(), QStringLiteral("Take all of theirs"));
    QCOMPARE(document_->rim(0)->corners[3], (Vec2{14, 108}));
    QVERIFY(session_->of(0)->extra.empty());
    QCOMPARE(document_->picture(0).regions.size(), std::size_t(3)); // mine stay
    document_->undoStack(0)->undo();
    QCOMPARE(document_->rim(0)->corners[3], (Vec2{10, 110}));
    QCOMPARE(document_->picture(0).regions.size(), std::size_t(2));
  }
  void takesAllAndKeepsWhatItsNetworkSaid_data() {
    QTest::addColumn<bool>("same");
    QTest::newRow("of the same corners") << true;
    QTest::newRow("not of others") << false;
  }
  void takesAllAndKeepsWhatItsNetworkSaid() {
    QFETCH(bool, same);
    const RimOrigin origin{RimSource::model, "corners-1", {0.5, 0.6, 0.7, 0.8}, true};
    Picture mine = pictureWith("a.png", {0, 0});
    setRim(mine, {{square.begin(), square.end()}, {}, origin});
    review(mine.regions,
           {same ? mine.regions[0] : pictureWith("a.png", {4, -2}).regions[0], circle("only theirs", 500)});
    session_->takeAll(0);
    QCOMPARE(document_->picture(0).regions.size(), std::size_t(2));
    QCOMPARE(document_->rim(0)->origin, same ? origin : RimOrigin());
  }
  void whatChangesMeanwhileIsComparedAsItIs() {
    LaneGate gate(*jobs_, JobLane::compute);
    session_->setTheirs(theirs_, QStringLiteral("second"));
    document_->removeRegions(0, {1}); // only mine
    gate.open();
    QTRY_VERIFY_WITH_TIMEOUT(session_->isReady(), 20000);
    QVERIFY(session_->of(0)->missing.empty());
    QCOMPARE(session_->of(0)->matches.size(), std::size_t(1));
  }
  void picturesThatComeAreComparedToo_data() {
    QTest::addColumn<bool>("meanwhile");
    QTest::newRow("while it is compared") << true;
    QTest::newRow("later") << false;
  }
  void picturesThatComeAreComparedToo() {
    QFETCH(bool, meanwhile);
    Project theirs = theirs_;
    theirs.pictures.push_back(pictureWith("c.png", {1, 0}));
    LaneGate gate(*jobs_, JobLane::compute);
    session_->setTheirs(theirs, QStringLiteral("second"));
    if (!meanwhile) {
      gate.open();
      QTRY_VERIFY_WITH_TIMEOUT(session_->isReady(), 20000);
    }
    document_->addPictures({pictureWith("c.png", {0, 0})});
    QVERIFY(!session_->isReady());
    gate.open();
    QTRY_VERIFY_WITH_TIMEOUT(session_->isReady(), 20000);
    QVERIFY(session_->of(2));
  }
  void anotherProjectEndsIt_data() {
    QTest::addColumn<bool>("meanwhile");
    QTest::newRow("while it is compared") << true;
    QTest::newRow("later") << false;
  }
  void anotherProjectEndsIt() {
    QFETCH(bool, meanwhile);
    QSignalSpy failed(session_.get(), &ReviewSession::failed);
    LaneGate gate(*jobs_, JobLane::compute);
    if (meanwhile) session_->setTheirs(theirs_, QStringLiteral("second"));
    document_->reset(Project());
    QVERIFY(!session_->isReady());
    QVERIFY(!session_->of(0));
    QCOMPARE(failed.size(), 1);
    document_->reset(Project()); // it has ended already
    gate.open();
    QTRY_VERIFY_WITH_TIMEOUT(jobs_->idle(), 20000);
    QCoreApplication::processEvents();
    QVERIFY(!session_->isReady());
    QCOMPARE(failed.size(), 1);
  }

 private:
  void compareWith(const Project& theirs) {
    session_->setTheirs(theirs, QStringLiteral("second"));
    QTRY_VERIFY_WITH_TIMEOUT(session_->isReady(), 20000);
  }
  /// One picture with these regions.
  void review(std::vector<Region> mine, std::vector<Region> theirs) {
    Project a, b;
    a.pictures = b.pictures = {Picture()};
    a.pictures[0].id = a.pictures[0].filename = b.pictures[0].id = b.pictures[0].filename = "a.png";
    a.pictures[0].regions = std::move(mine);
    b.pictures[0].regions = std::move(theirs);
    document_->reset(a);
    compareWith(b);
  }

  Project theirs_;
  std::unique_ptr<AnnotationDocument> document_;
  std::unique_ptr<JobRunner> jobs_;
  std::unique_ptr<ReviewSession> session_;
};

QTEST_GUILESS_MAIN(TestReviewSession)
#include "test_review_session.moc"
