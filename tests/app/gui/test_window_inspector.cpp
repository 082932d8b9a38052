// The panel at the right: the figure that stays in sight, settings that reach other pictures.
#include "app/gui/inspector.h"
#include "app/gui/notice_bar.h"
#include "app/gui/source_sharing.h"
#include "core/formats/depth_io.h"
#include "core/formats/picture_set.h"
#include "tests/app/gui/window_fixture.h"
#include "widgets/fill_panel.h"
#include "widgets/length_field.h"
#include "widgets/picture_list.h"
#include "widgets/scale_chooser.h"
#include "widgets/sources_panel.h"
#include "widgets/tone_label.h"
#include <QCheckBox>
#include <QComboBox>
#include <QListView>
#include <QScrollArea>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>
#include <QUndoStack>
#include <cstdlib>
#include <utility>

using namespace fillscope;
using namespace fillscope::tests;

class TestWindowInspector : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void init() {
    fixture_ = std::make_unique<WindowFixture>();
    box_ = writeBoxFolder(fixture_->path("boxes"));
    QVERIFY(fixture_->open(box_.folder));
  }
  void cleanup() { fixture_.reset(); }

  void figureStaysInSightWhileTheRestScrolls() {
    measure();
    fixture_->window->resize(1024, 700);
    QVERIFY(fixture_->waitIdle());
    auto* scroll = inspector().findChild<QScrollArea*>();
    QWidget* answer = inspector().fillPanel().answer();
    QVERIFY(scroll && !scroll->isAncestorOf(answer));
    QScrollBar* bar = scroll->verticalScrollBar();
    QVERIFY(bar->maximum() > 0);
    const QPoint before = answer->mapTo(&inspector(), QPoint());
    bar->setValue(bar->maximum());
    QCOMPARE(answer->mapTo(&inspector(), QPoint()), before);
    QVERIFY(inspector().rect().contains(QRect(before, answer->size())));
    // Another picture begins at its top.
    fixture_->context->current.select(1);
    QCOMPARE(bar->value(), 0);
  }

  void editedFieldStaysInPlaceWhileWarningsComeAndGo() {
    measure();
    fixture_->window->resize(1024, 700);
    QVERIFY(QTest::qWaitForWindowActive(fixture_->window.get()));
    QVERIFY(fixture_->waitIdle());
    auto* field = inspector().findChild<LengthField*>();
    auto* scroll = inspector().findChild<QScrollArea*>();
    field->setFocus();
    QTRY_VERIFY(field->hasFocus());
    scroll->ensureWidgetVisible(field);
    // In the middle, with something to scroll on either side.
    scroll->verticalScrollBar()->setValue(scroll->verticalScrollBar()->maximum() / 2);
    const auto height = [&] { return field->mapTo(scroll->viewport(), QPoint()).y(); };
    const int before = height();
    const BoxSize& size = box_.size;
    const std::size_t warnings = fixture_->context->measure.report()->warnings.size();
    fixture_->context->document.setBoxSize(0, BoxSize{2 * size.first, 2 * size.second, 2 * size.depth});
    QVERIFY(fixture_->waitIdle());
    QVERIFY(fixture_->context->measure.report()->warnings.size() > warnings);
    QCoreApplication::processEvents();
    // The head above the panel may have grown by the line that counts the warnings.
    QVERIFY2(std::abs(height() - before) <= 1, qPrintable(QString::number(height() - before)));
  }

  void clearedSizeComesBackByUndo() {
    measure();
    QVERIFY(fixture_->context->document.rim(0)->size);
    auto* known = inspector().fillPanel().findChild<QCheckBox*>();
    QVERIFY(known && known->isChecked());
    known->click();
    QVERIFY(!fixture_->context->document.rim(0)->size);
    QVERIFY(fixture_->waitIdle());
    QVERIFY2(fixture_->context->measure.report(), "the floor is found from the depth map");
    fixture_->window->actions().action(QStringLiteral("edit.undo"))->trigger();
    QCOMPARE(*fixture_->context->document.rim(0)->size, box_.size);
    QVERIFY(known->isChecked());
  }

  void undoKeyInASizeFieldUndoesTheSize() {
    measure();
    QVERIFY(QTest::qWaitForWindowActive(fixture_->window.get()));
    auto* field = inspector().findChild<LengthField*>();
    field->setFocus();
    QTRY_VERIFY(field->hasFocus());
    field->selectAll();
    QTest::keyClicks(field, QStringLiteral("77"));
    QTest::keyClick(field, Qt::Key_Return);
    QCOMPARE(fixture_->context->document.rim(0)->size->first, 0.77);
    QTest::keyClick(field, Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(*fixture_->context->document.rim(0)->size, box_.size);
    QVERIFY(fixture_->waitIdle());
  }

  void emptyBoxIsChosenByHand() {
    measure();
    PictureSources sources = sourcesOf(picture(0));
    sources.emptyDepthFile.clear();
    fixture_->context->document.setSources(0, sources);
    QVERIFY(fixture_->waitIdle());
    fixture_->prompts.paths = {toText(box_.folder / "empty.depth.png")};
    fixture_->window->actions().action(QStringLiteral("measure.chooseEmptyDepth"))->trigger();
    QCOMPARE(sourcesOf(picture(0)).emptyDepthFile, std::string("empty.depth.png"));
    QVERIFY(fixture_->waitIdle());
    QVERIFY(fixture_->context->current.loaded()->emptyDepth);
    QVERIFY(fixture_->context->measure.report());
  }

  void aFileChosenForAProjectThatWasLeftIsNotTaken() {
    const std::filesystem::path others = fixture_->path("others");
    std::filesystem::copy(box_.folder, others);
    fixture_->prompts.meanwhile = [&] { QVERIFY(fixture_->open(others)); };
    fixture_->prompts.paths = {toText(others / "empty.depth.png")};
    fixture_->window->actions().action(QStringLiteral("measure.chooseDepth"))->trigger();
    QCOMPARE(fixture_->context->session.folder(), others);
    QCOMPARE(sourcesOf(picture(0)).depthFile, std::string("box.depth.png"));
    QVERIFY(!fixture_->context->session.isModified());
  }

  void missingScaleIsSaidOnce() {
    QVERIFY(fixture_->context->measure.missing().contains(QStringLiteral("scale")));
    for (const NoteCard* card : inspector().sourcesPanel().findChildren<NoteCard*>())
      QVERIFY2(!card->isVisible(), "the figure says it already");
  }

  void sharedNoticeGoesWithItsChange() {
    PictureSources edited = sourcesOf(picture(0));
    edited.depthScale = 1e-4;
    Q_EMIT inspector().sourcesPanel().sourcesEdited(edited);
    QCOMPARE(sourcesOf(picture(1)).depthScale, 1e-4);
    QVERIFY(!notice().isEmpty());
    fixture_->window->actions().action(QStringLiteral("edit.undo"))->trigger();
    QCOMPARE(sourcesOf(picture(0)).depthScale, 0.0);
    QCOMPARE(sourcesOf(picture(1)).depthScale, 0.0);
    QVERIFY2(notice().isEmpty(), "its button would undo something else");
  }

  void warningsAreCountedBesideTheFigure() {
    measure();
    auto* count = inspector().findChild<QToolButton*>(QStringLiteral("warningCount"));
    QVERIFY(count);
    const auto good = fixture_->context->measure.report();
    QVERIFY(good);
    QCOMPARE(count->isVisible(), !good->warnings.empty());
    const BoxSize& size = box_.size;
    fixture_->context->document.setBoxSize(0, BoxSize{2 * size.first, 2 * size.second, 2 * size.depth});
    QVERIFY(fixture_->waitIdle());
    const auto doubtful = fixture_->context->measure.report();
    QVERIFY2(doubtful, qPrintable(fixture_->context->measure.missing()));
    QVERIFY2(!doubtful->warnings.empty(), "the size contradicts the depth");
    QVERIFY(count->isVisible());
    QVERIFY2(count->text().contains(QString::number(doubtful->warnings.size())), qPrintable(count->text()));
    QVERIFY(inspector().rect().contains(count->geometry()));
    fixture_->context->document.removeRim(0);
    QVERIFY(fixture_->waitIdle());
    QVERIFY(!count->isVisible());
  }

  void scaleReachesThePicturesWithoutOne() {
    PictureSources edited = sourcesOf(picture(0));
    edited.depthScale = 1e-4;
    Q_EMIT inspector().sourcesPanel().sourcesEdited(edited);
    QVERIFY(fixture_->waitIdle());
    QCOMPARE(sourcesOf(picture(0)).depthScale, 1e-4);
    QCOMPARE(sourcesOf(picture(1)).depthScale, 1e-4);
    QCOMPARE(sourcesOf(picture(1)).depthFile, std::string("empty.depth.png"));
    QVERIFY2(notice().contains(QStringLiteral("1 more picture")), qPrintable(notice()));
    QCOMPARE(fixture_->context->document.undoStack(0)->count(), 1);
    fixture_->window->noticeBar().findChild<QToolButton*>(QStringLiteral("noticeAction"))->click();
    QCOMPARE(sourcesOf(picture(0)).depthScale, 0.0);
    QCOMPARE(sourcesOf(picture(1)).depthScale, 0.0);
  }

  void whatADepthFileHoldsIsChosenUndoneAndSaved() {
    measure();
    const double truth = fixture_->context->measure.report()->fillPercent;
    DepthMap inverse = box_.truth.depth;
    for (std::size_t i = 0; i < inverse.values.pixelCount(); ++i)
      if (float& value = inverse.values.data()[i]; DepthMap::isMeasured(value)) value = 0.9f / value + 0.2f;
    QVERIFY(saveDepth(inverse, box_.folder / "box.inverse.png").ok()); // as integers of no known step
    PictureSources sources = sourcesOf(picture(0));
    sources.depthFile = "box.inverse.png";
    sources.depthScale = 0;
    fixture_->context->document.setSources(0, sources);
    QVERIFY(fixture_->waitIdle());
    QVERIFY(!fixture_->context->measure.report());
    QVERIFY(fixture_->context->measure.missing().contains(QStringLiteral("File holds")));

    auto* unit = inspector().sourcesPanel().findChild<ScaleChooser*>();
    QVERIFY(unit->isEnabled());
    const int steps = fixture_->context->document.undoStack(0)->count();
    chooseKind(QStringLiteral("1/distance"));
    QVERIFY(fixture_->waitIdle());
    QVERIFY(sourcesOf(picture(0)).depthKind == DepthKind::inverse);
    QVERIFY2(sourcesOf(picture(1)).depthKind == DepthKind::metric, "the other file holds what it held");
    QCOMPARE(fixture_->context->document.undoStack(0)->count(), steps + 1);
    QVERIFY(!unit->isEnabled());
    for (const NoteCard* card : inspector().sourcesPanel().findChildren<NoteCard*>())
      QVERIFY2(!card->isVisible(), "nothing is wrong with the file");
    const auto report = fixture_->context->measure.report();
    QVERIFY2(report, qPrintable(fixture_->context->measure.missing()));
    QVERIFY2(std::abs(report->fillPercent - truth) < 3, qPrintable(QString::number(report->fillPercent)));
    // Without the box's size nothing says how large it is.
    fixture_->context->document.setBoxSize(0, std::nullopt);
    QVERIFY(fixture_->waitIdle());
    QVERIFY(fixture_->context->measure.report() && !fixture_->context->measure.report()->contentLitres);
    fixture_->window->actions().action(QStringLiteral("edit.undo"))->trigger();

    QAction* undo = fixture_->window->actions().action(QStringLiteral("edit.undo"));
    undo->trigger();
    QVERIFY(fixture_->waitIdle());
    QVERIFY(sourcesOf(picture(0)).depthKind == DepthKind::metric && unit->isEnabled());
    QVERIFY(!fixture_->context->measure.report());
    fixture_->window->actions().action(QStringLiteral("edit.redo"))->trigger();
    QVERIFY(fixture_->waitIdle());
    QVERIFY(sourcesOf(picture(0)).depthKind == DepthKind::inverse);
    QVERIFY(fixture_->context->session.saveAndWait());
    const auto saved = openPath(box_.folder / "boxes.fillscope.json");
    QVERIFY2(saved.ok(), saved ? "" : saved.error().sentence().c_str());
    QCOMPARE(saved->project.pictures[0].attributes.text("depth_kind"), std::string("inverse"));
    QVERIFY(!saved->project.pictures[1].attributes.find("depth_kind"));
  }

  void onlyFilesInMetresGetAnothersScale() {
    OpenedProject opened;
    Project& project = opened.project;
    project.pictures.resize(3);
    PictureSources sources;
    sources.depthFile = "d.png";
    setSources(project.pictures[0], sources);
    setSources(project.pictures[1], sources);
    sources.depthKind = DepthKind::inverse;
    setSources(project.pictures[2], sources);
    PictureSources edited = sourcesOf(project.pictures[0]);
    edited.depthScale = 0.001;
    const SharedSources scale = withScaleShared(opened, 0, edited);
    QCOMPARE(scale.others, 1);
    QCOMPARE(scale.all[1].depthScale, 0.001);
    QCOMPARE(scale.all[2].depthScale, 0.0);
    QVERIFY(scale.all[2].depthKind == DepthKind::inverse);

    edited = sourcesOf(project.pictures[0]);
    edited.depthKind = DepthKind::relative;
    const SharedSources kind = withScaleShared(opened, 0, edited);
    QCOMPARE(kind.others, 0);
    QVERIFY(kind.all[0].depthKind == DepthKind::relative && kind.all[1].depthKind == DepthKind::metric);

    // Asked for all, it is for all.
    const SharedSources all = withCameraShared(opened, 2);
    QCOMPARE(all.others, 2);
    for (const PictureSources& each : all.all)
      QVERIFY(each.depthKind == DepthKind::inverse);
  }

  void aFileWithDecimalsNeedsNoScale() {
    QVERIFY(saveDepth(box_.truth.depth, box_.folder / "box.npy").ok());
    auto* unit = inspector().sourcesPanel().findChild<ScaleChooser*>();
    auto* choices = unit->findChild<QComboBox*>();
    QVERIFY(unit->isEnabled() && choices->currentText().startsWith(QStringLiteral("Choose")));
    PictureSources decimals = sourcesOf(picture(0));
    decimals.depthFile = "box.npy";
    fixture_->context->document.setSources(0, decimals);
    QVERIFY(fixture_->waitIdle());
    QVERIFY(!unit->isEnabled());
    QCOMPARE(choices->currentText(), QStringLiteral("metres (decimals)"));

    // Neither the scale of a neighbour nor that for all pictures is meant for it.
    fixture_->context->current.select(1);
    QVERIFY(fixture_->waitIdle());
    QVERIFY(unit->isEnabled() && choices->currentText().startsWith(QStringLiteral("Choose")));
    PictureSources edited = sourcesOf(picture(1));
    edited.depthScale = 1e-4;
    Q_EMIT inspector().sourcesPanel().sourcesEdited(edited);
    QCOMPARE(sourcesOf(picture(1)).depthScale, 1e-4);
    QCOMPARE(sourcesOf(picture(0)).depthScale, 0.0);
    QVERIFY2(!notice().startsWith(QStringLiteral("Applied")), qPrintable(notice()));
    Q_EMIT inspector().sourcesPanel().applyToAllRequested();
    QCOMPARE(sourcesOf(picture(0)).depthScale, 0.0);
  }

  void aCameraFileOfItsOwnStaysAPictures() {
    OpenedProject opened;
    Project& project = opened.project;
    for (const auto& [name, camera] :
         {std::pair{"a.color.png", "a.K.txt"}, std::pair{"b.color.png", "cams/b.K.txt"},
          std::pair{"c.png", "intrinsics.txt"}, std::pair{"d.png", ""}}) {
      Picture picture;
      picture.filename = name;
      PictureSources sources;
      sources.intrinsicsFile = camera;
      setSources(picture, sources);
      project.pictures.push_back(picture);
    }
    const SharedSources shared = withCameraShared(opened, 0);
    QCOMPARE(shared.others, 2);
    QCOMPARE(shared.all[1].intrinsicsFile, std::string("cams/b.K.txt"));
    QCOMPARE(shared.all[2].intrinsicsFile, std::string("a.K.txt"));
    QCOMPARE(shared.all[3].intrinsicsFile, std::string("a.K.txt"));
  }

  void scaleThatIsSetStays() {
    PictureSources other = sourcesOf(picture(1)), edited = sourcesOf(picture(0));
    other.depthScale = 0.001;
    fixture_->context->document.setSources(1, other);
    edited.depthScale = 1e-4;
    Q_EMIT inspector().sourcesPanel().sourcesEdited(edited);
    QCOMPARE(sourcesOf(picture(1)).depthScale, 0.001);
    QCOMPARE(sourcesOf(picture(0)).depthScale, 1e-4);
  }

  void onlyAScaleOrARotationIsShared_data() {
    QTest::addColumn<double>("scale");
    QTest::addColumn<int>("rotation");
    QTest::addColumn<double>("view");
    QTest::addColumn<int>("others");
    QTest::newRow("scale") << 0.001 << 0 << 0.0 << 1;
    QTest::newRow("rotation with its scale") << 0.002 << 3 << 0.0 << 1;
    QTest::newRow("rotation alone") << 0.0 << 3 << 0.0 << 0;
    QTest::newRow("field of view") << 0.0 << 0 << 1.0 << 0;
  }
  void onlyAScaleOrARotationIsShared() {
    QFETCH(double, scale);
    QFETCH(int, rotation);
    QFETCH(double, view);
    QFETCH(int, others);
    OpenedProject opened;
    Project& project = opened.project;
    project.pictures.resize(3);
    for (Picture& each : project.pictures)
      setSources(each, {"d.png", {}, 0, 0, {}, 0});
    setSources(project.pictures[2], {});
    const SharedSources shared = withScaleShared(opened, 0, {"d.png", {}, scale, rotation, {}, view});
    QCOMPARE(shared.others, others);
    QCOMPARE(shared.all[1].depthScale, others ? scale : 0.0);
    QCOMPARE(shared.all[1].depthRotation, others ? rotation : 0);
    QCOMPARE(shared.all[2], PictureSources{});
  }

  void usingTheCameraForAllSaysSo() {
    PictureSources edited = sourcesOf(picture(0));
    edited.intrinsicsFile.clear();
    edited.fieldOfView = 1.1;
    fixture_->context->document.setSources(0, edited);
    Q_EMIT inspector().sourcesPanel().applyToAllRequested();
    QCOMPARE(sourcesOf(picture(1)).fieldOfView, 1.1);
    QVERIFY2(notice().contains(QStringLiteral("1 other picture")), qPrintable(notice()));
  }

  void listForgetsAFigureThatLostItsGrounds() {
    measure();
    QVERIFY(fixture_->context->measure.summary(0));
    // While another scale is measured, it goes altogether.
    bool taken = false;
    connect(&fixture_->context->measure, &MeasureController::busyChanged, this, [&](bool busy) {
      if (!busy || std::exchange(taken, true)) return;
      PictureSources sources = sourcesOf(picture(0));
      sources.depthScale = 0;
      fixture_->context->document.setSources(0, sources);
    });
    PictureSources sources = sourcesOf(picture(0));
    sources.depthScale = 2e-4;
    fixture_->context->document.setSources(0, sources);
    QVERIFY(fixture_->waitIdle());
    QVERIFY(taken);
    QVERIFY(!fixture_->context->measure.report());
    QVERIFY(!fixture_->context->measure.summary(0));
    auto* model = fixture_->window->findChild<PictureListPanel*>()->view()->model();
    QVERIFY(!model->index(0, 0).data(PictureListModel::FillRole).isValid());
  }

  void theLensIsSaidAndRenewsTheList() {
    measure();
    const double before = fixture_->context->measure.summary(0)->percent;
    const auto bend = [this](int index, const char* k1) {
      Attributes attributes = picture(index).attributes;
      attributes.set("distortion_k1", k1);
      fixture_->context->document.setPictureAttributes(index, attributes);
      return fixture_->waitIdle();
    };
    QVERIFY(bend(0, "-0.15"));
    const double bent = fixture_->context->measure.summary(0)->percent;
    QVERIFY(std::abs(bent - before) > 0.01);
    const auto says = [this](const QString& text) {
      for (const QLabel* label : inspector().findChildren<QLabel*>())
        if (label->text().contains(text)) return true;
      return false;
    };
    QVERIFY(says(QStringLiteral("k1 -0.15")) || says(QStringLiteral("k1 −0.15")));
    fixture_->context->current.select(1);
    QVERIFY(fixture_->waitIdle());
    // What is no lens changes no figure; another lens does, of a picture that is not shown as well.
    QSignalSpy renewed(&fixture_->context->measure, &MeasureController::summaryChanged);
    Attributes attributes = picture(0).attributes;
    attributes.set("note", "bent");
    fixture_->context->document.setPictureAttributes(0, attributes);
    QVERIFY(fixture_->waitIdle());
    QCOMPARE(renewed.count(), 0);
    QVERIFY(bend(0, "0"));
    QTRY_VERIFY(fixture_->context->measure.summary(0));
    QTRY_VERIFY(std::abs(fixture_->context->measure.summary(0)->percent - before) < 0.01);
  }

 private:
  const Picture& picture(int index) { return fixture_->context->document.picture(index); }
  Inspector& inspector() { return fixture_->window->inspector(); }
  void chooseKind(const QString& start) {
    for (QComboBox* box : inspector().sourcesPanel().findChildren<QComboBox*>())
      if (const int index = box->findText(start, Qt::MatchStartsWith); index >= 0) {
        box->setCurrentIndex(index);
        return Q_EMIT box->activated(index);
      }
    QFAIL(qPrintable(start));
  }
  QString notice() { return fixture_->window->noticeBar().text(); }
  void measure() {
    fixture_->setScale();
    fixture_->context->document.setRimCorners(0, box_.truth.corners);
    fixture_->context->document.setBoxSize(0, box_.size);
    QVERIFY(fixture_->waitIdle());
    QVERIFY(fixture_->context->measure.report());
  }

  std::unique_ptr<WindowFixture> fixture_;
  BoxFolder box_;
};

int main(int argc, char** argv) { return runWindowTest<TestWindowInspector>(argc, argv); }
#include "test_window_inspector.moc"
