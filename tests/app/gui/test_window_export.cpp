// The export window, as somebody meets it: what would be lost, what is in the way, what lies on the disk
// after.
#include "app/gui/export_dialog.h"
#include "core/base/file_io.h"
#include "core/formats/annotation_format.h"
#include "tests/app/gui/window_fixture.h"
#include <QComboBox>
#include <QDir>
#include <QLabel>
#include <QLineEdit>
#include <QPointer>
#include <QPushButton>
#include <QSignalSpy>
#include <QTreeWidget>

using namespace fillscope;
using namespace fillscope::tests;

namespace {

Region labelled(Shape shape, const std::string& label) {
  Region region;
  region.shape = std::move(shape);
  region.attributes.set("label", label);
  return region;
}

} // namespace

class TestWindowExport : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void init() {
    fixture_ = std::make_unique<WindowFixture>();
    QVERIFY(fixture_->open(writeBoxFolder(fixture_->path("boxes")).folder));
    fixture_->context->document.addRegions(
        0, {labelled(RectShape{10, 10, 50, 40}, "crate"),
            labelled(PolylineShape{{{80, 80}, {120, 80}, {120, 120}}}, "edge")});
    fixture_->window->actions().action(QStringLiteral("file.exportAnnotations"))->trigger();
    dialog_ = fixture_->window->findChild<ExportDialog*>();
    QVERIFY(dialog_);
    QVERIFY(QTest::qWaitForWindowExposed(dialog_));
  }
  void cleanup() { fixture_.reset(); }

  void whatIsLostIsSaidBeforeAnythingIsWritten() {
    choose(AnnotationFormat::via2);
    QVERIFY(verdict().startsWith(QStringLiteral("Nothing is lost")));
    choose(AnnotationFormat::yoloDetect);
    QVERIFY(verdict().startsWith(QStringLiteral("The format cannot hold all")));
    auto* table = part<QTreeWidget>("exportLosses");
    QVERIFY(table->isVisible());
    QCOMPARE(table->topLevelItemCount(), static_cast<int>(dialog_->losses().size()));
    QVERIFY(!QDir(dialog_->target()).exists());
  }

  void theVerdictFollowsTheProject() {
    choose(AnnotationFormat::yoloDetect);
    AnnotationDocument& document = fixture_->context->document;
    const std::size_t before = dialog_->losses().size();
    QVERIFY(before > 0);
    document.removeRegions(0, {0, 1});
    QVERIFY2(!part<QPushButton>("export")->isEnabled(), "what it says is of before");
    QTRY_VERIFY(!dialog_->isLooking());
    QVERIFY(dialog_->losses().size() < before);
  }

  void anotherProjectClosesIt() {
    const QPointer<ExportDialog> dialog = dialog_;
    const auto others = writeBoxFolder(fixture_->path("others")).folder;
    fixture_->prompts.choices = {Choice::discard};
    QVERIFY(fixture_->open(others));
    QTRY_VERIFY(!dialog || !dialog->isVisible());
  }

  void openLinesAreClosedOnDemand() {
    choose(AnnotationFormat::yoloSegment);
    auto* offer = part<QPushButton>("closePolylines");
    QVERIFY(offer->isVisible());
    QTest::mouseClick(offer, Qt::LeftButton);
    QVERIFY(dialog_->options().closePolylines);
    QTRY_VERIFY(!dialog_->isLooking());
    QTRY_VERIFY(!offer->isVisible());
  }

  void sharesThatMakeNoWholeAreRefused() {
    choose(AnnotationFormat::coco);
    auto* split = part<QComboBox>("exportSplit");
    split->lineEdit()->selectAll();
    QTest::keyClicks(split->lineEdit(), QStringLiteral("0.8/0.4"));
    QTRY_VERIFY(verdict().startsWith(QStringLiteral("The shares of the split")));
    QTRY_VERIFY(!part<QPushButton>("export")->isEnabled());
    split->lineEdit()->selectAll();
    QTest::keyClicks(split->lineEdit(), QStringLiteral("0.5/0.5"));
    QTRY_VERIFY(part<QPushButton>("export")->isEnabled());
    QCOMPARE(dialog_->options().split, (std::vector<double>{0.5, 0.5}));
  }

  void whatIsWrittenReadsBack() {
    choose(AnnotationFormat::coco);
    const auto target = fixture_->path("out.json");
    type(toText(target));
    exportNow();
    QTRY_VERIFY(std::filesystem::exists(target));
    QVERIFY(fixture_->waitIdle());
    const auto back = readAnnotations(target);
    QVERIFY(back.ok());
    QCOMPARE(back->report.format, AnnotationFormat::coco);
    QVERIFY(fixture_->prompts.questions.empty());
  }

  void aFileInTheWayIsAskedAbout() {
    choose(AnnotationFormat::via2Annotations);
    const auto target = fixture_->path("notes.json");
    QVERIFY(writeFileAtomically(target, "somebody's notes"));
    type(toText(target));
    exportNow(); // the answer is Cancel
    QCOMPARE(fixture_->prompts.questions.size(), std::size_t(1));
    QVERIFY(dialog_->isVisible());
    QCOMPARE(*readFile(target), std::string("somebody's notes"));
    fixture_->prompts.choices = {Choice::overwrite};
    exportNow();
    QVERIFY(fixture_->waitIdle());
    QTRY_VERIFY(readAnnotations(target).ok());
  }

  void theOpenProjectIsNoTarget() {
    choose(AnnotationFormat::via2);
    type(toText(fixture_->context->session.projectFile()));
    QVERIFY(verdict().startsWith(QStringLiteral("That is the open project itself")));
    QVERIFY(!part<QPushButton>("export")->isEnabled());
    type(toText(fixture_->path("copy.json")));
    QVERIFY(part<QPushButton>("export")->isEnabled());
  }

  void impossiblePlacesAreToldAtOnce() {
    const auto refused = [this](const QString& path, const char* words) {
      type(path);
      return verdict().contains(QLatin1String(words)) && !part<QPushButton>("export")->isEnabled();
    };
    choose(AnnotationFormat::coco);
    QVERIFY2(refused(toText(fixture_->path("nowhere") / "out.json"), "no folder"), qPrintable(verdict()));
    QVERIFY2(refused(toText(fixture_->path("boxes")), "That is a folder"), qPrintable(verdict()));
    choose(AnnotationFormat::yoloDetect);
    const auto file = fixture_->path("file");
    QVERIFY(writeFileAtomically(file, "mine").ok());
    QVERIFY2(refused(toText(file), "That is a file"), qPrintable(verdict()));
    QVERIFY2(refused(toText(file / "below"), "may not write"), qPrintable(verdict()));
    type(toText(fixture_->path("new") / "deeper"));
    QVERIFY2(part<QPushButton>("export")->isEnabled(), qPrintable(verdict()));
  }

  void aPlaceIsAskedFor() {
    choose(AnnotationFormat::coco);
    part<QLineEdit>("exportTarget")->clear();
    QCOMPARE(verdict(), QStringLiteral("Name a file to write to."));
    QVERIFY(!part<QPushButton>("export")->isEnabled());
  }

  void lossesAreThoseOfTheFormatWhateverThePlace() {
    choose(AnnotationFormat::yoloDetect);
    type(toText(fixture_->path("nowhere") / "deep" / "out.json"));
    auto* table = part<QTreeWidget>("exportLosses");
    QVERIFY(table->isVisible());
    choose(AnnotationFormat::via2);
    QVERIFY2(verdict().contains(QStringLiteral("no folder")), qPrintable(verdict()));
    QVERIFY(!table->isVisible());
    choose(AnnotationFormat::coco);
    QCOMPARE(table->topLevelItemCount(), static_cast<int>(dialog_->losses().size()));
  }

  void aNameAloneIsBesideTheProject() {
    choose(AnnotationFormat::coco);
    type(QStringLiteral("named.json"));
    QCOMPARE(dialog_->target(), toText(fixture_->path("boxes") / "named.json"));
    exportNow();
    QTRY_VERIFY(std::filesystem::exists(fixture_->path("boxes") / "named.json"));
    QVERIFY(fixture_->waitIdle());
  }

  void whatTheProjectConsistsOfIsNoTarget_data() {
    QTest::addColumn<QString>("file");
    for (const char* file : {"boxes/box.color.png", "boxes/box.depth.png", "boxes/intrinsics.txt",
                             "coco.json", "another name.json"})
      QTest::newRow(file) << file;
  }
  void whatTheProjectConsistsOfIsNoTarget() {
    QFETCH(QString, file);
    const auto coco = fixture_->path("coco.json"), other = fixture_->path("another name.json");
    WriteOptions options;
    options.images = fixture_->path("boxes");
    QVERIFY(
        writeAnnotations(fixture_->context->document.project(), AnnotationFormat::coco, coco, options).ok());
    std::filesystem::create_hard_link(coco, other);
    dialog_->reject();
    fixture_->prompts.choices = {Choice::keepBoth};
    fixture_->context->exchange.add({coco});
    QVERIFY(fixture_->waitIdle());
    fixture_->window->actions().action(QStringLiteral("file.exportAnnotations"))->trigger();
    dialog_ = fixture_->window->findChild<ExportDialog*>();
    QVERIFY(dialog_);
    choose(AnnotationFormat::via2);
    type(toText(fixture_->path(qPrintable(file))));
    QVERIFY2(verdict().startsWith(QStringLiteral("That file belongs to the project")), qPrintable(verdict()));
    QVERIFY(!part<QPushButton>("export")->isEnabled());
    type(toText(fixture_->path("copy.json")));
    QVERIFY(part<QPushButton>("export")->isEnabled());
  }

  // Also not of what the file dialog has asked about.
  void screenshotsAndDepthMapsReplaceNothingOfTheProject() {
    dialog_->reject();
    fixture_->setScale();
    QVERIFY(fixture_->waitIdle());
    const auto photo = fixture_->path("boxes/box.color.png"), depth = fixture_->path("boxes/box.depth.png");
    const std::string photoBefore = *readFile(photo), depthBefore = *readFile(depth);
    QSignalSpy failed(&fixture_->context->exports, &ExportController::failed);
    fixture_->prompts.paths = {toText(photo), toText(depth)};
    fixture_->context->exports.savePicture(QImage(8, 8, QImage::Format_RGB32), QStringLiteral("-window.png"));
    QTRY_COMPARE(failed.count(), 1);
    fixture_->context->exports.saveDepthMap(0);
    QTRY_COMPARE(failed.count(), 2);
    QCOMPARE(*readFile(photo), photoBefore);
    QCOMPARE(*readFile(depth), depthBefore);
    fixture_->prompts.paths = {toText(fixture_->path("mine.png"))};
    fixture_->context->exports.saveDepthMap(0);
    QTRY_VERIFY(std::filesystem::exists(fixture_->path("mine.png")));
    QVERIFY(fixture_->waitIdle());
    QCOMPARE(failed.count(), 2);
  }

  void whatWasOpenedIsNoTarget() {
    const auto coco = fixture_->path("boxes/coco.json");
    WriteOptions options;
    options.images = fixture_->path("boxes");
    QVERIFY(
        writeAnnotations(fixture_->context->document.project(), AnnotationFormat::coco, coco, options).ok());
    dialog_->reject();
    fixture_->prompts.choices = {Choice::discard};
    QVERIFY(fixture_->open(coco));
    fixture_->window->actions().action(QStringLiteral("file.exportAnnotations"))->trigger();
    dialog_ = fixture_->window->findChild<ExportDialog*>();
    QVERIFY(dialog_);
    choose(AnnotationFormat::coco);
    type(toText(coco));
    QVERIFY(!part<QPushButton>("export")->isEnabled());
  }

 private:
  template <class Part>
  Part* part(const char* name) const {
    return dialog_->findChild<Part*>(QLatin1String(name));
  }
  QString verdict() const { return part<QLabel>("exportVerdict")->text(); }
  void choose(AnnotationFormat format) {
    dialog_->setFormat(format);
    QTRY_VERIFY(!dialog_->isLooking());
  }
  void type(const QString& path) {
    auto* field = part<QLineEdit>("exportTarget");
    field->setFocus();
    field->selectAll();
    QTest::keyClicks(field, path);
  }
  void exportNow() { QTest::mouseClick(part<QPushButton>("export"), Qt::LeftButton); }

  std::unique_ptr<WindowFixture> fixture_;
  ExportDialog* dialog_ = nullptr; ///< the window's
};

int main(int argc, char** argv) { return runWindowTest<TestWindowExport>(argc, argv); }
#include "test_window_export.moc"
