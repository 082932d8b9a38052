// What a person sees of a save that takes long, and may do meanwhile.
#include "app/gui/notice_bar.h"
#include "core/base/file_io.h"
#include "core/formats/via_project.h"
#include "tests/app/gui/window_fixture.h"
#include "tests/support/lane_gate.h"
#include "widgets/job_panel.h"
#include <QAbstractButton>
#include <QLabel>
#include <QTimer>

using namespace fillscope;
using namespace fillscope::tests;

class TestWindowSave : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void init() {
    fixture_ = std::make_unique<WindowFixture>();
    box_ = writeBoxFolder(fixture_->path("boxes"));
    QVERIFY(fixture_->open(box_.folder));
    fixture_->placeRim(box_.truth.corners);
    QVERIFY(fixture_->waitIdle());
    QVERIFY(fixture_->window->isWindowModified());
  }
  void cleanup() { fixture_.reset(); }

  void workGoesOnWhileItIsSaved() {
    LaneGate gate(context().jobs, JobLane::saving);
    const std::vector<Region> saved = document().picture(0).regions;
    key(Qt::Key_S);
    QCOMPARE(status(), QStringLiteral("not saved"));
    QVERIFY2(!indicator()->isVisible(), "a short one shows nothing");
    QTRY_COMPARE(status(), QStringLiteral("saving…"));
    QVERIFY(!context().jobs.jobs().empty());
    QVERIFY(fixture_->window->isWindowModified());
    document().moveRim(0, {3, 0});
    document().setBoxSize(0, BoxSize{0.6, 0.4, 0.2});
    key(Qt::Key_Z);
    QVERIFY2(!document().rim(0)->size, "undo works");
    gate.open();
    QTRY_COMPARE(status(), QStringLiteral("not saved"));
    QVERIFY(fixture_->window->isWindowModified());
    QVERIFY(fileRegions() == saved);
    key(Qt::Key_Z);
    QVERIFY2(!fixture_->window->isWindowModified(), "back at what was saved");
    QVERIFY2(status().startsWith(QStringLiteral("saved ")), qPrintable(status()));
  }

  void aShortSaveIsToldWhenItIsDone() {
    QStringList told;
    connect(&context().session, &ProjectSession::stateChanged, this, [&] { told << status(); });
    key(Qt::Key_S);
    QVERIFY(told.empty());
    QTRY_VERIFY(!fixture_->window->isWindowModified());
    QVERIFY2(status().startsWith(QStringLiteral("saved ")), qPrintable(status()));
    context().session.disconnect(this);
  }

  void itCanBeStopped() {
    const QString notice = fixture_->window->noticeBar().text();
    LaneGate gate(context().jobs, JobLane::saving);
    key(Qt::Key_S);
    QTRY_VERIFY(indicator()->isVisible());
    indicator()->click();
    gate.open();
    QTRY_COMPARE(status(), QStringLiteral("not saved"));
    QVERIFY(!std::filesystem::exists(context().session.projectFile()));
    QVERIFY(fixture_->window->isWindowModified());
    QCOMPARE(fixture_->window->noticeBar().text(), notice); // nobody needs to be told
    key(Qt::Key_S);
    QTRY_VERIFY(!fixture_->window->isWindowModified());
  }

  void whatFailsIsTold() {
    QVERIFY(context().session.saveAndWait());
    std::filesystem::permissions(context().session.projectFile(), std::filesystem::perms::owner_read);
    document().moveRim(0, {3, 0});
    key(Qt::Key_S);
    QTRY_VERIFY2(fixture_->window->noticeBar().text().contains(QStringLiteral("write-protected")),
                 qPrintable(fixture_->window->noticeBar().text()));
    QVERIFY(fixture_->window->isWindowModified());
    QCOMPARE(status(), QStringLiteral("not saved"));
  }

  void closingWaitsForIt() {
    const std::vector<Region> wanted = document().picture(0).regions;
    LaneGate gate(context().jobs, JobLane::saving);
    key(Qt::Key_S);
    QTimer::singleShot(50, &context().jobs, [&gate] { gate.open(); });
    QVERIFY(fixture_->window->close());
    QVERIFY(fixture_->prompts.questions.empty());
    QVERIFY(fileRegions() == wanted);
    fixture_->restart();
    QVERIFY(context().session.unfinished().empty());
    QVERIFY(fixture_->open(box_.folder));
    QVERIFY(fixture_->prompts.questions.empty());
    QVERIFY(document().picture(0).regions == wanted);
    QVERIFY(document().undoStack(0)->canUndo());
  }

  void closingAsksForWhatWasDoneMeanwhile() {
    LaneGate gate(context().jobs, JobLane::saving);
    key(Qt::Key_S);
    document().moveRim(0, {3, 0});
    const std::vector<Region> wanted = document().picture(0).regions;
    fixture_->prompts.choices = {Choice::save};
    QTimer::singleShot(50, &context().jobs, [&gate] { gate.open(); });
    QVERIFY(fixture_->window->close());
    QCOMPARE(fixture_->prompts.questions.size(), std::size_t(1));
    QVERIFY(fileRegions() == wanted);
  }

 private:
  AppContext& context() { return *fixture_->context; }
  AnnotationDocument& document() { return fixture_->context->document; }
  void key(Qt::Key key) { QTest::keyClick(fixture_->window.get(), key, Qt::ControlModifier); }
  QString status() { return fixture_->window->findChild<QLabel*>(QStringLiteral("statusSaved"))->text(); }
  /// The button that stops the job being shown.
  QAbstractButton* indicator() {
    for (auto* button : fixture_->window->findChild<JobIndicator*>()->findChildren<QAbstractButton*>())
      if (button->toolTip() == QStringLiteral("Cancel this job")) return button;
    return nullptr;
  }
  std::vector<Region> fileRegions() {
    const auto project = loadViaProject(context().session.projectFile());
    return project ? project->pictures[0].regions : std::vector<Region>();
  }

  std::unique_ptr<WindowFixture> fixture_;
  BoxFolder box_;
};

int main(int argc, char** argv) { return runWindowTest<TestWindowSave>(argc, argv); }
#include "test_window_save.moc"
