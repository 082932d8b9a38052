// The review window: two annotations of one folder side by side, taken over by buttons, undone in the
// document.
#include "app/gui/review_dialog.h"
#include "core/annotation/rim.h"
#include "core/formats/annotation_format.h"
#include "tests/app/gui/window_fixture.h"
#include "widgets/image_canvas.h"
#include <QLabel>
#include <QPushButton>
#include <QScreen>
#include <QScrollBar>
#include <QSet>
#include <QTranslator>
#include <QTreeWidget>
#include <QUndoStack>

using namespace fillscope;
using namespace fillscope::tests;

namespace {

constexpr Vec2 offset{4, -3};

Region circle(const std::string& label, Vec2 centre) {
  Region region;
  region.shape = CircleShape{centre, 10};
  region.attributes.set("label", label);
  return region;
}

} // namespace

class TestWindowReview : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void init() {
    fixture_ = std::make_unique<WindowFixture>();
    const BoxFolder box = writeBoxFolder(fixture_->path("boxes"));
    QVERIFY(fixture_->open(box.folder));
    fixture_->placeRim(box.truth.corners);
    document().addRegions(0, {circle("mine", {60, 60})});
    theirs_ = document().project();
    theirs_.pictures[0].regions.pop_back();
    Rim rim = *rimOf(theirs_.pictures[0]);
    for (Vec2& corner : rim.corners)
      corner = corner + offset;
    setRim(theirs_.pictures[0], rim);
    theirs_.pictures[0].regions.push_back(circle("theirs", {250, 180}));
    openReview();
    mine_ = document().rim(0)->corners;
  }
  void cleanup() { fixture_.reset(); }

  void saysWhatDiffers() {
    QTreeWidget* rows = table("reviewMatches");
    QCOMPARE(rows->topLevelItemCount(), 3); // the rim of both, one of mine, one of theirs
    QCOMPARE(rows->topLevelItem(0)->text(2), QStringLiteral("5.0 px"));
    QCOMPARE(rows->topLevelItem(0)->childCount(), 4);
    QCOMPARE(table("reviewBias")->topLevelItemCount(), 4);
    QCOMPARE(table("reviewBias")->topLevelItem(0)->text(1), QStringLiteral("4.0"));
    QCOMPARE(table("reviewBias")->topLevelItem(0)->toolTip(0), table("reviewBias")->topLevelItem(0)->text(0));
    QCOMPARE(dialog_->tool().scene().mine.size(), std::size_t(2));
    QCOMPARE(dialog_->tool().scene().arrows.size(), std::size_t(4));
  }

  void cornersOutsideThePictureAreSeen() {
    const auto seen = [this](Vec2 corner) {
      const auto& canvas = *dialog_->findChild<ImageCanvas*>();
      return QRectF(canvas.viewport()->rect()).contains(canvas.viewportFromPicture({corner.x, corner.y}));
    };
    QVERIFY(seen(document().rim(0)->corners[0]));
    document().moveRimCorner(0, 0, {-60, -70});
    QTRY_VERIFY(seen({-60, -70}));
    document().addRegions(0, {circle("mine", {390, 120})});
    QTRY_VERIFY(seen({400, 120}));
    QVERIFY(seen({-60, -70}));
  }

  void takesAShapeAndTakesItBack() {
    rows()->setCurrentItem(rows()->topLevelItem(0));
    press("takeShape");
    for (std::size_t i = 0; i < 4; ++i)
      QVERIFY(norm(document().rim(0)->corners[i] - mine_[i] - offset) < 0.01);
    QTRY_COMPARE(rows()->topLevelItem(0)->text(2), QStringLiteral("0.0 px"));
    QCOMPARE(table("reviewPictures")->topLevelItem(0)->text(2), QStringLiteral("0.0 px")); // in its row too
    document().undoStack(0)->undo();
    QCOMPARE(document().rim(0)->corners, mine_);
    QTRY_COMPARE(rows()->topLevelItem(0)->text(2), QStringLiteral("5.0 px"));
  }

  void undoesAndRedoesByItsKeys() {
    press("takeAll");
    const std::vector<Vec2> taken = document().rim(0)->corners;
    QVERIFY(taken != mine_);
    QVERIFY(document().picture(0).regions.size() == 3);
    QTest::keyClick(rows(), Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(document().rim(0)->corners, mine_);
    QCOMPARE(document().picture(0).regions.size(), std::size_t(2));
    QTest::keyClick(rows(), Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(document().rim(0)->corners, taken);
    QCOMPARE(document().picture(0).regions.size(), std::size_t(3));
  }

  void totalsFollow() {
    QTreeWidgetItem* habit = table("reviewBias")->topLevelItem(0);
    QCOMPARE(habit->text(3), QStringLiteral("5.0 px"));
    press("takeAll");
    QTRY_COMPARE(table("reviewBias")->topLevelItem(0)->text(3), QStringLiteral("0.0 px"));
    QVERIFY2(summary().contains(QStringLiteral(" 0 only theirs")), qPrintable(summary()));
    QVERIFY2(!summary().contains(QStringLiteral("less than")), qPrintable(summary()));
    QVERIFY2(summary().contains(QStringLiteral("half of them at most")), qPrintable(summary()));
  }

  void saysWhichPicturesOnlyOneHas() {
    QVERIFY(!summary().contains(QStringLiteral("only one has")));
    Project theirs = theirs_;
    theirs.pictures.erase(theirs.pictures.begin() + 1);
    for (const char* name : {"x.png", "y.png"}) {
      theirs.pictures.emplace_back();
      theirs.pictures.back().id = theirs.pictures.back().filename = name;
    }
    compareWith(theirs);
    QVERIFY2(summary().contains(QStringLiteral("Pictures that only one has: 1 mine, 2 theirs.")),
             qPrintable(summary()));
  }

  void opensWhereThereIsSomethingToReview_data() {
    QTest::addColumn<int>("current");
    QTest::addColumn<int>("opened");
    QTest::newRow("the present one") << 0 << 0;
    QTest::newRow("the worst, as the present one agrees") << 1 << 0;
  }
  void opensWhereThereIsSomethingToReview() {
    QFETCH(int, current);
    QFETCH(int, opened);
    dialog_->close();
    fixture_->context->current.select(current);
    openReview();
    QCOMPARE(fixture_->context->current.index(), opened);
    QCOMPARE(table("reviewPictures")->currentItem()->text(0), QStringLiteral("box.color.png"));
    // Somebody who goes elsewhere stays there.
    fixture_->context->current.select(1);
    compareWith(theirs_);
    QCOMPARE(fixture_->context->current.index(), 1);
  }

  void fitsASmallScreen_data() {
    QTest::addColumn<bool>("german");
    QTest::newRow("English") << false;
    QTest::newRow("German") << true;
  }
  void fitsASmallScreen() {
    QFETCH(bool, german);
    QTranslator translator;
    if (german) {
      QVERIFY(translator.load(QStringLiteral(":/i18n/fillscope_de.qm")));
      QCoreApplication::installTranslator(&translator);
    }
    dialog_->close();
    openReview();
    const QSize least = dialog_->minimumSizeHint(), screen = dialog_->screen()->availableSize();
    dialog_->resize(1000, 700);
    QCoreApplication::processEvents();
    QCoreApplication::removeTranslator(&translator);
    QVERIFY2(least.width() <= 1000 && least.height() <= 700, qPrintable(QString::number(least.width())));
    QVERIFY(dialog_->width() <= screen.width() && dialog_->height() <= screen.height());
    QCOMPARE(dialog_->size(), QSize(1000, 700));
    for (QTreeWidget* shown : dialog_->findChildren<QTreeWidget*>()) {
      QVERIFY2(shown->columnWidth(0) >= 100, qPrintable(shown->objectName()));
      QVERIFY2(!shown->horizontalScrollBar()->isVisible(), qPrintable(shown->objectName()));
    }
    QSet<QString> letters;
    for (const QPushButton* button : dialog_->findChildren<QPushButton*>()) {
      const QString letter = QKeySequence::mnemonic(button->text()).toString();
      QVERIFY2(!letter.isEmpty() && !letters.contains(letter), qPrintable(button->text()));
      letters.insert(letter);
    }
  }

  void takesOneCorner() {
    QVERIFY(!button("takeCorner")->isEnabled());
    rows()->setCurrentItem(rows()->topLevelItem(0)->child(2));
    QVERIFY(dialog_->tool().scene().arrows[2].chosen);
    press("takeCorner");
    QVERIFY(norm(document().rim(0)->corners[2] - mine_[2] - offset) < 0.01);
    QCOMPARE(document().rim(0)->corners[1], mine_[1]);
  }

  void meetsHalfWay() {
    rows()->setCurrentItem(rows()->topLevelItem(0));
    press("mergeShape");
    QVERIFY(norm(document().rim(0)->corners[3] - mine_[3] - 0.5 * offset) < 0.01);
  }

  void addsTheirsAndRemovesMine() {
    rows()->setCurrentItem(rows()->topLevelItem(2));
    QVERIFY(!button("takeShape")->isEnabled());
    press("addTheirs");
    QCOMPARE(document().picture(0).regions.size(), std::size_t(3));
    QTRY_VERIFY(rowNamed(QStringLiteral("only mine")));
    rows()->setCurrentItem(rowNamed(QStringLiteral("only mine")));
    press("removeMine");
    QCOMPARE(document().picture(0).regions.size(), std::size_t(2));
    QTRY_VERIFY(!rowNamed(QStringLiteral("only")));
  }

 private:
  void openReview() {
    const auto file = fixture_->path("second.json");
    QVERIFY(writeAnnotations(theirs_, AnnotationFormat::via2, file).ok());
    fixture_->prompts.paths = {toText(file)};
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    fixture_->window->actions().action(QStringLiteral("picture.review"))->trigger();
    dialog_ = fixture_->window->findChild<ReviewDialog*>();
    QVERIFY(dialog_);
    QVERIFY(QTest::qWaitForWindowActive(dialog_));
    QTRY_VERIFY_WITH_TIMEOUT(dialog_->session().isReady(), 20000);
  }
  void compareWith(const Project& theirs) {
    dialog_->session().setTheirs(theirs, QStringLiteral("second"));
    QTRY_VERIFY_WITH_TIMEOUT(dialog_->session().isReady(), 20000);
  }
  QString summary() const { return dialog_->findChild<QLabel*>(QStringLiteral("reviewSummary"))->text(); }
  AnnotationDocument& document() const { return fixture_->context->document; }
  QTreeWidget* table(const char* name) const { return dialog_->findChild<QTreeWidget*>(QLatin1String(name)); }
  QTreeWidget* rows() const { return table("reviewMatches"); }
  QPushButton* button(const char* name) const {
    return dialog_->findChild<QPushButton*>(QLatin1String(name));
  }
  void press(const char* name) {
    QVERIFY(button(name)->isEnabled());
    QTest::mouseClick(button(name), Qt::LeftButton);
  }
  QTreeWidgetItem* rowNamed(const QString& start) const {
    for (int i = 0; i < rows()->topLevelItemCount(); ++i)
      if (rows()->topLevelItem(i)->text(0).startsWith(start)) return rows()->topLevelItem(i);
    return nullptr;
  }

  std::unique_ptr<WindowFixture> fixture_;
  ReviewDialog* dialog_ = nullptr; ///< the window's
  Project theirs_;
  std::vector<Vec2> mine_;
};

int main(int argc, char** argv) { return runWindowTest<TestWindowReview>(argc, argv); }
#include "test_window_review.moc"
