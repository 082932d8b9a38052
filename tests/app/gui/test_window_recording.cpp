// A depth camera's recording that is opened or dropped becomes a folder of frames, which opens.
#include "app/gui/notice_bar.h"
#include "app/gui/recording_dialog.h"
#include "core/base/file_io.h"
#include "tests/app/gui/window_fixture.h"
#include "tests/support/recorded_scene.h"
#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QTest>
#include <cmath>

using namespace fillscope;
using namespace fillscope::test;
using namespace fillscope::tests;
namespace fs = std::filesystem;

class TestWindowRecording : public QObject {
  Q_OBJECT

  std::unique_ptr<WindowFixture> fixture_;
  std::string bytes_;

  ProjectSession& session() { return fixture_->context->session; }
  RecordingDialog* dialog() { return fixture_->window->findChild<RecordingDialog*>(); }
  template <class Widget>
  Widget* part(const char* name) {
    return dialog()->findChild<Widget*>(QLatin1String(name));
  }
  void take() {
    QTest::mouseClick(part<QPushButton>("takeFrames"), Qt::LeftButton);
    QVERIFY(fixture_->waitIdle());
  }

 private Q_SLOTS:
  void initTestCase() { bytes_ = realSenseBag(recordedScene()).bytes(); }
  void init() {
    fixture_ = std::make_unique<WindowFixture>();
    QVERIFY(writeFileQuickly(fixture_->path("box.bag"), bytes_));
  }
  void cleanup() { fixture_.reset(); }

  void framesAreTakenAndOpened() {
    session().open({fixture_->path("box.bag")});
    QVERIFY(dialog() && dialog()->isVisible());
    QVERIFY(!session().isOpen());
    QCOMPARE(part<QLineEdit>("framesTarget")->text(), toText(fixture_->path("box-frames")));
    part<QSpinBox>("framesNumber")->setValue(2);
    part<QSpinBox>("framesMedian")->setValue(3);
    take();
    QVERIFY(session().isOpen());
    QCOMPARE(fixture_->context->document.pictureCount(), 2);
    QVERIFY(session().folder() == fixture_->path("box-frames"));
    QVERIFY2(fixture_->window->noticeBar().text().contains("brought into the colour camera"),
             qPrintable(fixture_->window->noticeBar().text()));
    QVERIFY(fixture_->context->current.loaded() && fixture_->context->current.loaded()->depth);
    QTRY_VERIFY(!dialog());
    session().open({fixture_->path("box.bag")}); // another choice does not meet the first one's frames
    QCOMPARE(part<QLineEdit>("framesTarget")->text(), toText(fixture_->path("box-frames-2")));
  }

  void everyNthIsAChoice() {
    session().open({fixture_->path("box.bag")});
    part<QComboBox>("framesHow")->setCurrentIndex(1);
    part<QSpinBox>("framesNumber")->setValue(3);
    const FramesRequest request = dialog()->request();
    QVERIFY(request.every == 3 && request.count == 0);
    take();
    QCOMPARE(fixture_->context->document.pictureCount(), 2);
  }

  void partUnitAndTopicsAreChoices() {
    session().open({fixture_->path("box.bag")});
    QVERIFY(fixture_->waitIdle());
    QVERIFY2(part<QLabel>("recordingContent")->text().contains(QStringLiteral("depth maps")),
             qPrintable(part<QLabel>("recordingContent")->text()));
    QVERIFY(part<QCheckBox>("framesAdd")->isHidden()); // no project is open
    FramesRequest request = dialog()->request();
    QVERIFY(request.from == 0 && request.to == 0 && request.metresPerUnit == 0);
    QVERIFY(request.streams.depth.empty() && request.streams.picture.empty());
    auto* depth = part<QComboBox>("framesDepth");
    QVERIFY(depth->count() > 2 && depth->itemText(0).contains(QLatin1Char('/')));
    depth->setCurrentIndex(1);
    part<QDoubleSpinBox>("framesFrom")->setValue(2);
    part<QDoubleSpinBox>("framesTo")->setValue(1);
    QVERIFY(!part<QPushButton>("takeFrames")->isEnabled());
    part<QDoubleSpinBox>("framesTo")->setValue(3);
    part<QDoubleSpinBox>("framesUnit")->setValue(0.25);
    QVERIFY(part<QPushButton>("takeFrames")->isEnabled());
    request = dialog()->request();
    QVERIFY(request.from == 2 && request.to == 3 && std::abs(request.metresPerUnit - 0.00025) < 1e-12);
    QCOMPARE(request.streams.depth, depth->currentText().toStdString());
    QVERIFY(request.check().ok());
  }

  void framesJoinTheOpenProject() {
    writeBoxFolder(fixture_->path("boxes"));
    QVERIFY(fixture_->open(fixture_->path("boxes")));
    const int before = fixture_->context->document.pictureCount();
    session().open({fixture_->path("box.bag")});
    QVERIFY(part<QCheckBox>("framesAdd")->isVisible() && !part<QCheckBox>("framesAdd")->isChecked());
    part<QCheckBox>("framesAdd")->setChecked(true);
    part<QSpinBox>("framesNumber")->setValue(2);
    take();
    QVERIFY(session().folder() == fixture_->path("boxes"));
    QCOMPARE(fixture_->context->document.pictureCount(), before + 2);
    const QString told = fixture_->window->noticeBar().text();
    QVERIFY2(told.startsWith(QStringLiteral("Added: 2 pictures")) &&
                 told.contains(QStringLiteral("colour camera")),
             qPrintable(told));
    fixture_->context->current.select(before);
    QVERIFY(fixture_->waitIdle());
    QVERIFY(fixture_->context->current.loaded() && fixture_->context->current.loaded()->depth);
  }

  void aDroppedOneAsksWhatIsOpenNothing() {
    writeBoxFolder(fixture_->path("boxes"));
    QVERIFY(fixture_->open(fixture_->path("boxes")));
    fixture_->window->openDropped({fixture_->path("box.bag")});
    QVERIFY(dialog());
    dialog()->reject();
    QVERIFY(session().folder() == fixture_->path("boxes"));
    QVERIFY(!fs::exists(fixture_->path("box-frames")));
  }

  void aFolderThatCannotBeIsSaid() {
    session().open({fixture_->path("box.bag")});
    part<QLineEdit>("framesTarget")->setText(toText(fixture_->path("box.bag")));
    QVERIFY(!part<QPushButton>("takeFrames")->isEnabled());
    part<QLineEdit>("framesTarget")->setText(toText(fixture_->path("deep/er")));
    QVERIFY(part<QPushButton>("takeFrames")->isEnabled());
  }

  void whatCannotBeReadIsSaid() {
    QVERIFY(writeFileQuickly(fixture_->path("box.bag"), "#ROSBAG V1.2\n"));
    session().open({fixture_->path("box.bag")});
    take();
    QVERIFY(!session().isOpen());
    QVERIFY2(fixture_->window->noticeBar().text().contains("older version"),
             qPrintable(fixture_->window->noticeBar().text()));
  }
};

int main(int argc, char** argv) { return runWindowTest<TestWindowRecording>(argc, argv); }
#include "test_window_recording.moc"
