// The Data set workspace: samples follow the knobs, sets are written, augmentation is seen.
#include "app/gui/augment_page.h"
#include "app/gui/compose_page.h"
#include "app/gui/dataset_page.h"
#include "app/gui/synth_page.h"
#include "tests/app/gui/window_fixture.h"
#include "widgets/file_row.h"
#include "widgets/knob_panel.h"
#include "widgets/picture_grid.h"
#include <QComboBox>
#include <QDialog>
#include <QDir>
#include <QDoubleSpinBox>
#include <QLabel>
#include <QLineEdit>
#include <QPainter>
#include <QPointer>
#include <QPushButton>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTest>
#include <QTimer>

using namespace fillscope;
using namespace fillscope::tests;

class TestWindowDataset : public QObject {
  Q_OBJECT
 private Q_SLOTS:
  void init() {
    fixture_ = std::make_unique<WindowFixture>();
    PhotoSpec small;
    small.width = 48;
    small.height = 36;
    fixture_->context->learning.setPhoto(small);
  }
  void cleanup() { fixture_.reset(); }

  void samplesFollowTheKnobs() {
    open();
    QVERIFY(waitPreview());
    QCOMPARE(synth().grid().shownCount(), 24);
    const QImage first = synth().grid().tiles()[0].picture;
    QVERIFY(first != synth().grid().tiles()[1].picture);
    QSignalSpy done(&fixture_->context->synth, &SynthController::previewDone);
    auto* seed = synth().findChild<QSpinBox*>();
    synth().findChild<QPushButton*>(QStringLiteral("rerollButton"))->click();
    QVERIFY(done.count() > 0 || done.wait(60000));
    QVERIFY(synth().grid().tiles()[0].picture != first);
    seed->setValue(1);
    QVERIFY(done.wait(60000));
    QCOMPARE(synth().grid().tiles()[0].picture, first);
    // A knob is turned: cartons alone, full ones.
    auto* totes = qobject_cast<QDoubleSpinBox*>(synth().knobs().field(1));
    QCOMPARE(totes->accessibleName(), QStringLiteral("Totes"));
    totes->setValue(1);
    QCOMPARE(fixture_->context->learning.photo().boxKinds.tote, 1.0);
    QVERIFY(done.wait(60000));
    QVERIFY(fixture_->waitIdle());
  }

  void depthAndMaskAreShownInstead() {
    open();
    QVERIFY(waitPreview());
    const QImage picture = synth().grid().tiles()[3].picture;
    synth().setView(SynthPage::View::depth);
    const QImage depth = synth().grid().tiles()[3].picture;
    QVERIFY(depth.size() == picture.size() && depth != picture);
    synth().setView(SynthPage::View::mask);
    QVERIFY(synth().grid().tiles()[3].picture != depth);
    QCOMPARE(synth().grid().tiles()[3].outlines.front().points.size(), std::size_t(4));
  }

  void aSpecificationIsSavedAndLoaded() {
    open();
    PhotoSpec spec = fixture_->context->learning.photo();
    spec.tilt = {5, 12};
    fixture_->context->learning.setPhoto(spec);
    fixture_->prompts.paths = {toText(fixture_->path("spec.json"))};
    press(tr("Save…"));
    QVERIFY(std::filesystem::exists(fixture_->path("spec.json")));
    press(tr("Defaults"));
    QVERIFY(fixture_->context->learning.photo() == PhotoSpec());
    fixture_->prompts.paths = {toText(fixture_->path("spec.json"))};
    press(tr("Load…"));
    QTRY_VERIFY(fixture_->context->learning.photo() == spec);
  }

  void surfacesBearPhotographs() {
    open();
    QVERIFY(waitPreview());
    const QImage drawn = synth().grid().tiles()[0].picture;
    auto* row = synth().findChild<FileRow*>(QStringLiteral("surfacePictures"));
    const std::filesystem::path folder = fixture_->path("floors");
    std::filesystem::create_directories(folder);
    // A folder without one is told, and nothing changes.
    QSignalSpy failed(&fixture_->context->synth, &SynthController::failed);
    fixture_->prompts.paths = {toText(folder)};
    Q_EMIT row->chooseRequested();
    QTRY_COMPARE(failed.count(), 1);
    QCOMPARE(fixture_->context->learning.photo().pictures.count(), std::size_t(0));

    QImage floor(64, 64, QImage::Format_RGB888);
    floor.fill(QColor(20, 200, 40));
    QVERIFY(floor.save(toText(folder / "green.png")));
    QSignalSpy done(&fixture_->context->synth, &SynthController::previewDone);
    fixture_->prompts.paths = {toText(folder)};
    Q_EMIT row->chooseRequested();
    QTRY_COMPARE(fixture_->context->learning.photo().pictures.count(), std::size_t(1));
    QVERIFY(done.wait(60000));
    const auto greener = [this] {
      int tiles = 0;
      for (const GridTile& tile : synth().grid().tiles()) {
        const QColor mean(
            tile.picture.scaled(1, 1, Qt::IgnoreAspectRatio, Qt::SmoothTransformation).pixel(0, 0));
        tiles += mean.green() > mean.red() + 25 && mean.green() > mean.blue() + 25;
      }
      return tiles;
    };
    QVERIFY2(greener() >= 6, qPrintable(QString::number(greener())));
    Q_EMIT row->removed();
    QVERIFY(done.wait(60000));
    QCOMPARE(synth().grid().tiles()[0].picture, drawn);
    QVERIFY(greener() < 6);
  }

  void aFolderToWriteToNeedNotExist_data() {
    QTest::addColumn<QString>("name");
    QTest::newRow("a new one") << "fresh";
    QTest::newRow("one in a new one") << "fresh/er";
    QTest::newRow("one that is there") << "there";
  }
  void aFolderToWriteToNeedNotExist() {
    QFETCH(QString, name);
    std::filesystem::create_directories(fixture_->path("there"));
    DialogPrompts prompts;
    prompts.setWindow(fixture_->window.get());
    QTimer::singleShot(0, qApp, [&name] {
      QPointer<QWidget> dialog;
      QVERIFY(QTest::qWaitFor([&dialog] { return (dialog = QApplication::activeModalWidget()) != nullptr; }));
      QTimer::singleShot(4000, dialog, &QWidget::close); // a question that nobody answers
      auto* field = dialog->findChild<QLineEdit*>();
      field->setText(name);
      QTest::keyClick(field, Qt::Key_Return);
      if (dialog && dialog->isVisible()) qobject_cast<QDialog*>(dialog)->reject();
    });
    const auto chosen = prompts.outputFolder(QStringLiteral("Write to"), toText(fixture_->path("")));
    QVERIFY(chosen);
    QCOMPARE(QDir(*chosen).absolutePath(), QDir(toText(fixture_->path(""))).filePath(name));
    QVERIFY(QDir(*chosen).exists());
  }

  void whatCannotBeWrittenIsNotGoneOnWith() {
    open();
    QVERIFY(waitPreview());
    QVERIFY(QImage(4, 4, QImage::Format_RGB32).save(toText(fixture_->path("file.png"))));
    fixture_->prompts.paths = {toText(fixture_->path("file.png") / "set")};
    QSignalSpy failed(&fixture_->context->synth, &SynthController::failed);
    synth().findChild<QPushButton*>(QStringLiteral("writeDataSetButton"))->click();
    QVERIFY(noteOf(synth()).contains(QStringLiteral("it goes on where it was")));
    QVERIFY(failed.count() > 0 || failed.wait(60000));
    QVERIFY2(!noteOf(synth()).contains(QStringLiteral("it goes on where it was")),
             qPrintable(noteOf(synth())));
    QVERIFY(fixture_->waitIdle());
  }

  void aDataSetIsWritten() {
    open();
    QVERIFY(waitPreview());
    for (auto* field : synth().findChildren<QSpinBox*>())
      if (field->accessibleName() == QStringLiteral("Samples of the data set")) field->setValue(3);
    fixture_->prompts.paths = {toText(fixture_->path("set"))};
    QSignalSpy written(&fixture_->context->synth, &SynthController::written);
    auto* write = synth().findChild<QPushButton*>(QStringLiteral("writeDataSetButton"));
    write->click();
    QVERIFY(fixture_->context->synth.isWriting());
    QCOMPARE(write->text(), QStringLiteral("Stop"));
    QVERIFY(written.wait(60000));
    QVERIFY(!fixture_->context->synth.isWriting());
    for (const char* file : {"set/000000.color.png", "set/000002.depth.png", "set/project.json"})
      QVERIFY2(std::filesystem::exists(fixture_->path(file)), file);
    // Again: everything is there.
    write->click();
    QVERIFY(written.wait(60000));
    QCOMPARE(written.last().first().value<SynthesisSummary>().kept, std::uint64_t(3));
  }

  void foregroundsAreComposed() {
    writeComposeFolders();
    open();
    fixture_->window->datasetPage().setCurrentWidget(&compose());
    QCOMPARE(compose().grid().shownCount(), 0);
    QVERIFY(compose().grid().accessibleDescription().startsWith(QStringLiteral("Every foreground")));
    // Nothing to write of yet, said beside the button.
    auto* write = compose().findChild<QPushButton*>(QStringLiteral("writeDataSetButton"));
    write->click();
    QVERIFY(!fixture_->context->compose.isWriting());

    QSignalSpy ready(&fixture_->context->compose, &ComposeController::previewReady);
    for (const char* name : {"composeBackgrounds", "composeForegrounds"}) {
      const bool backgrounds = std::string_view(name) == "composeBackgrounds";
      fixture_->prompts.paths = {toText(fixture_->path(backgrounds ? "bg" : "fg"))};
      Q_EMIT compose().findChild<FileRow*>(QString::fromLatin1(name))->chooseRequested();
    }
    QVERIFY(ready.wait(60000));
    QCOMPARE(compose().grid().shownCount(), ComposePage::previewCount);
    QVERIFY(compose().grid().accessibleDescription().isEmpty());
    const GridTile first = compose().grid().tiles()[0];
    QCOMPARE(first.picture.size(), QSize(224, 224));
    QCOMPARE(first.beside.size(), std::size_t(1));
    QCOMPARE(first.beside.front().picture.size(), first.picture.size());
    QVERIFY(first.caption.startsWith(QStringLiteral("fg")));

    // 2 × 3 × 2 × 20 samples; a knob halves them.
    QVERIFY(noteOf(compose()).contains(QStringLiteral("240 samples")));
    CompositionSpec spec = compose().spec();
    spec.mirrored = false, spec.samplesPerShard = 50;
    compose().setSpec(spec);
    QVERIFY(ready.wait(60000));
    QVERIFY(noteOf(compose()).contains(QStringLiteral("120 samples")));

    fixture_->prompts.paths = {toText(fixture_->path("composed"))};
    QSignalSpy written(&fixture_->context->compose, &ComposeController::written);
    write->click();
    QVERIFY(fixture_->context->compose.isWriting());
    QCOMPARE(write->text(), QStringLiteral("Stop"));
    QVERIFY(written.wait(60000));
    QCOMPARE(written.last().first().value<ComposeSummary>().written, std::uint64_t(3));
    for (const char* file : {"shard-000002.tar", "labels.txt", "dataset.json"})
      QVERIFY2(std::filesystem::exists(fixture_->path("composed") / file), file);
    write->click();
    QVERIFY(written.wait(60000));
    QCOMPARE(written.last().first().value<ComposeSummary>().kept, std::uint64_t(3));
    QVERIFY(fixture_->waitIdle());
  }

  void aForegroundWithoutTransparencyIsNamed() {
    writeComposeFolders();
    QImage opaque(30, 110, QImage::Format_RGB32);
    opaque.fill(Qt::red);
    QVERIFY(opaque.save(toText(fixture_->path("fg/aa.png"))));
    open();
    fixture_->window->datasetPage().setCurrentWidget(&compose());
    CompositionSpec spec;
    spec.backgrounds = fixture_->path("bg").string(), spec.foregrounds = fixture_->path("fg").string();
    QSignalSpy failed(&fixture_->context->compose, &ComposeController::previewFailed);
    compose().setSpec(spec);
    QVERIFY(failed.wait(60000));
    QVERIFY2(compose().grid().accessibleDescription().contains(
                 QStringLiteral("aa.png: this picture has no alpha channel")),
             qPrintable(compose().grid().accessibleDescription()));
    QCOMPARE(compose().grid().shownCount(), 0);
    // Mended and chosen again, it is looked at again.
    QVERIFY(std::filesystem::remove(fixture_->path("fg/aa.png")));
    QSignalSpy ready(&fixture_->context->compose, &ComposeController::previewReady);
    fixture_->prompts.paths = {toText(fixture_->path("fg"))};
    Q_EMIT compose().findChild<FileRow*>(QStringLiteral("composeForegrounds"))->chooseRequested();
    QVERIFY(ready.wait(60000));
    QCOMPARE(compose().grid().shownCount(), ComposePage::previewCount);
  }

  void aCompositionIsSavedAndLoaded() {
    writeComposeFolders();
    open();
    fixture_->window->datasetPage().setCurrentWidget(&compose());
    CompositionSpec spec;
    spec.backgrounds = fixture_->path("bg").string(), spec.foregrounds = fixture_->path("fg").string();
    spec.positions = 3, spec.maskFile = MaskFile::jpeg;
    compose().setSpec(spec);
    fixture_->prompts.paths = {toText(fixture_->path("compose.json"))};
    press(compose(), tr("Save…"));
    press(compose(), tr("Defaults"));
    QCOMPARE(compose().spec().positions, CompositionSpec().positions);
    QVERIFY(!compose().spec().backgrounds.empty()); // chosen pictures are no knob
    fixture_->prompts.paths = {toText(fixture_->path("compose.json"))};
    press(compose(), tr("Load…"));
    QTRY_VERIFY(compose().spec() == spec);
    QVERIFY(fixture_->waitIdle());
  }

  void augmentationIsSeen() {
    open();
    fixture_->window->datasetPage().setCurrentWidget(&augment());
    QTRY_COMPARE_WITH_TIMEOUT(augment().grid().shownCount(), 12, 60000);
    const auto pictures = [this] {
      std::vector<QImage> all;
      for (const GridTile& tile : augment().grid().tiles())
        all.push_back(tile.picture);
      return all;
    };
    for (const GridTile& tile : augment().grid().tiles())
      QCOMPARE(tile.outlines.front().points.size(), std::size_t(4));
    const auto before = pictures();
    QSignalSpy ready(&fixture_->context->augment, &AugmentController::ready);
    augment().findChild<QPushButton*>(QStringLiteral("augmentAgain"))->click();
    QVERIFY(ready.count() > 0 || ready.wait(60000));
    QVERIFY(pictures() != before);
    fixture_->context->learning.setAugmentation(AugmentationSpec::none());
    QVERIFY(ready.wait(60000));
    const auto plain = pictures();
    augment().findChild<QPushButton*>(QStringLiteral("augmentAgain"))->click();
    QVERIFY(ready.wait(60000));
    QVERIFY(pictures() == plain);
  }

  void augmentationOfTheProjectsPictures() {
    const BoxFolder box = writeBoxFolder(fixture_->path("boxes"));
    QVERIFY(fixture_->open(fixture_->path("boxes")));
    open();
    fixture_->window->datasetPage().setCurrentWidget(&augment());
    auto* source = augment().findChild<QComboBox*>(QStringLiteral("augmentSource"));
    source->setCurrentIndex(1);
    Q_EMIT source->activated(1);
    QVERIFY(fixture_->waitIdle());
    QCOMPARE(augment().grid().shownCount(), 0);
    QVERIFY(augment().grid().accessibleDescription().startsWith(QStringLiteral("Open a project")));
    // What a network proposed is no sample until somebody has looked at it.
    QSignalSpy ready(&fixture_->context->augment, &AugmentController::ready);
    fixture_->context->document.proposeRim(0, box.truth.corners,
                                           {RimSource::model, "box-corners", {}, false});
    QVERIFY(!fixture_->context->augment.hasProjectPictures());
    QVERIFY(ready.count() > 0 || ready.wait(60000));
    QCOMPARE(augment().grid().shownCount(), 0);
    fixture_->context->document.setRimCorners(0, box.truth.corners);
    // While they are made nothing is missing.
    QTRY_VERIFY(augment().grid().accessibleDescription().isEmpty());
    QTRY_COMPARE_WITH_TIMEOUT(augment().grid().shownCount(), 12, 60000);
    QVERIFY(fixture_->waitIdle());
  }

 private:
  void open() {
    QAction* action = fixture_->window->actions().action(QStringLiteral("workspace.dataset"));
    QVERIFY(action->isEnabled());
    action->trigger();
    QVERIFY(fixture_->window->datasetPage().isVisible());
  }
  bool waitPreview() {
    return QTest::qWaitFor([this] { return synth().grid().shownCount() == SynthPage::previewCount; },
                           60000) &&
           fixture_->waitIdle();
  }
  void writeComposeFolders() {
    for (const char* name : {"bg", "fg"})
      std::filesystem::create_directories(fixture_->path(name));
    for (int i = 0; i < 3; ++i) {
      QImage background(300, 260, QImage::Format_RGB32);
      background.fill(QColor::fromHsv(80 * i, 120, 200));
      QVERIFY(background.save(toText(fixture_->path("bg") / ("bg" + std::to_string(i) + ".png"))));
      QImage foreground(60, 110, QImage::Format_ARGB32);
      foreground.fill(Qt::transparent);
      QPainter painter(&foreground);
      painter.setBrush(Qt::darkRed);
      painter.drawEllipse(2, 2, 56, 106);
      painter.end();
      if (i < 2) QVERIFY(foreground.save(toText(fixture_->path("fg") / ("fg" + std::to_string(i) + ".png"))));
    }
  }
  /// The line below a page's preview.
  static QString noteOf(const QWidget& page) {
    QString notes;
    for (const auto* label : page.findChildren<QLabel*>())
      notes += label->text() + '\n';
    return notes;
  }
  void press(const QString& text) { press(synth(), text); }
  void press(const QWidget& page, const QString& text) {
    for (auto* button : page.findChildren<QPushButton*>())
      if (button->text() == text && button->parentWidget()->isVisible()) return button->click();
    QFAIL(qPrintable(text));
  }
  SynthPage& synth() { return fixture_->window->datasetPage().synth(); }
  ComposePage& compose() { return fixture_->window->datasetPage().compose(); }
  AugmentPage& augment() { return fixture_->window->datasetPage().augment(); }
  std::unique_ptr<WindowFixture> fixture_;
};

int main(int argc, char** argv) { return runWindowTest<TestWindowDataset>(argc, argv); }
#include "test_window_dataset.moc"
