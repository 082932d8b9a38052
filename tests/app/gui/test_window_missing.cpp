// A project whose pictures lie elsewhere says so, and finds them again.
#include "app/gui/notice_bar.h"
#include "app/gui/photo_page.h"
#include "core/formats/via_project.h"
#include "tests/app/gui/window_fixture.h"
#include "widgets/image_canvas.h"
#include <QTest>
#include <QToolButton>

using namespace fillscope;
using namespace fillscope::tests;

class TestWindowMissing : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void init() {
    fixture_ = std::make_unique<WindowFixture>();
    box_ = writeBoxFolder(fixture_->path("boxes"));
    Project project;
    for (const char* name : {"box.color.png", "empty.color.png"}) {
      Picture picture;
      picture.filename = std::string("C:/somewhere/") + name;
      picture.id = picture.filename;
      setRim(picture, {{box_.truth.corners.begin(), box_.truth.corners.end()}, box_.size});
      project.pictures.push_back(picture);
    }
    project.settingsJson = "{}";
    std::filesystem::create_directories(fixture_->path("moved"));
    file_ = fixture_->path("moved/via.json");
    QVERIFY(saveViaProject(project, file_).ok());
    QVERIFY(fixture_->open(file_));
  }
  void cleanup() { fixture_.reset(); }

  void saysThatPicturesAreMissing() {
    QVERIFY2(notice().text().contains(QLatin1Char('2')), qPrintable(notice().text()));
    auto* button = notice().findChild<QToolButton*>(QStringLiteral("noticeAction"));
    QVERIFY(button && button->isVisible());
    const QString problem = fixture_->context->current.problem();
    QVERIFY2(problem.contains(QStringLiteral("Locate pictures")), qPrintable(problem));
    fixture_->prompts.paths = {toText(box_.folder)};
    QTest::mouseClick(button, Qt::LeftButton);
    QVERIFY(fixture_->waitIdle());
    QVERIFY2(fixture_->context->current.loaded(), qPrintable(fixture_->context->current.problem()));
  }

  void locatedPicturesAreKeptBySaving() {
    fixture_->context->current.select(1);
    QVERIFY(fixture_->waitIdle());
    locate(box_.folder);
    QCOMPARE(fixture_->context->current.index(), 1);
    QVERIFY(fixture_->context->current.loaded());
    QVERIFY2(fixture_->context->current.loaded()->camera, "camera and depth come with the picture");
    QVERIFY(fixture_->window->isWindowModified());
    QCOMPARE(fixture_->context->document.rim(0)->corners.size(), std::size_t(4));
    QVERIFY(fixture_->context->session.saveAndWait());
    fixture_->restart();
    QVERIFY(fixture_->open(file_));
    QVERIFY2(notice().text().isEmpty(), qPrintable(notice().text()));
    QCOMPARE(fixture_->context->current.index(), 1); // where work stopped
    QVERIFY(fixture_->context->current.loaded());
    QVERIFY(!sourcesOf(fixture_->context->document.picture(0)).depthFile.empty());
  }

  void filesThatDidNotComeAreTold() {
    Project project;
    Picture picture;
    picture.id = picture.filename = "old/box.color.png";
    PictureSources sources;
    sources.depthFile = "old/box.depth.png";
    sources.intrinsicsFile = "old/lost.K.txt";
    setSources(picture, sources);
    project.pictures.push_back(picture);
    QVERIFY(saveViaProject(project, fixture_->path("moved/own.fillscope.json")).ok());
    QVERIFY(fixture_->open(fixture_->path("moved/own.fillscope.json")));
    locate(box_.folder);
    QVERIFY2(notice().text().contains(QStringLiteral("not found: old/lost.K.txt.")),
             qPrintable(notice().text()));
    QCOMPARE(QString::fromStdString(sourcesOf(fixture_->context->document.picture(0)).depthFile),
             QStringLiteral("../boxes/box.depth.png"));
  }

  void wrongFolderChangesNothing() {
    const std::vector<Picture> before = fixture_->context->document.project().pictures;
    locate(fixture_->path("config"));
    QCOMPARE(fixture_->context->document.project().pictures, before);
    QVERIFY(!fixture_->window->isWindowModified());
    QVERIFY2(notice().text().contains(QStringLiteral("none of the missing pictures")),
             qPrintable(notice().text()));
  }

  void projectWithItsPicturesSaysNothingOfTheKind() {
    QVERIFY(fixture_->open(box_.folder));
    QVERIFY2(!notice().text().contains(QStringLiteral("where the project says")),
             qPrintable(notice().text()));
    locate(box_.folder);
    QVERIFY2(notice().text().contains(QStringLiteral("No picture is missing")), qPrintable(notice().text()));
    QVERIFY(!fixture_->window->isWindowModified());
  }

 private:
  NoticeBar& notice() { return fixture_->window->noticeBar(); }
  void locate(const std::filesystem::path& where) {
    fixture_->prompts.paths = {toText(where)};
    fixture_->window->actions().action(QStringLiteral("file.locatePictures"))->trigger();
    QVERIFY(fixture_->waitIdle());
  }

  std::unique_ptr<WindowFixture> fixture_;
  BoxFolder box_;
  std::filesystem::path file_;
};

int main(int argc, char** argv) { return runWindowTest<TestWindowMissing>(argc, argv); }
#include "test_window_missing.moc"
