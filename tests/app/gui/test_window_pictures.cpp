// How pictures reach the stage: first looks, pictures loaded ahead, numbers in colours, tones, and what is
// recorded of how they were held.
#include "app/gui/photo_display.h"
#include "app/gui/photo_page.h"
#include "core/base/file_io.h"
#include "core/formats/depth_io.h"
#include "core/formats/image_io.h"
#include "core/formats/via_project.h"
#include "tests/app/gui/window_fixture.h"
#include "widgets/colour_bar.h"
#include "widgets/display_panel.h"
#include "widgets/image_canvas.h"
#include "widgets/range_slider.h"
#include <QComboBox>
#include <QLabel>
#include <QMouseEvent>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

using namespace fillscope;
using namespace fillscope::tests;

namespace {

Image flat(int width, int height, std::uint8_t value) { return Image(width, height, 3, value); }

/// EXIF orientation 6: held upright, stored on its side.
std::string heldUpright(const std::string& jpeg) {
  const std::string exif("\xff\xe1\0\x22"
                         "Exif\0\0II*\0\x8\0\0\0\x1\0\x12\x1\x3\0\x1\0\0\0\x6\0\0\0\0\0\0\0",
                         36);
  return jpeg.substr(0, 2) + exif + jpeg.substr(2);
}

} // namespace

class TestWindowPictures : public QObject {
  Q_OBJECT
  std::unique_ptr<WindowFixture> fixture_;
  AppContext& context() { return *fixture_->context; }
  PhotoPage& page() { return fixture_->window->photoPage(); }
  ImageCanvas& canvas() { return page().canvas(); }
  QAction* action(const char* id) { return fixture_->window->actions().action(QLatin1String(id)); }
  QString status(const char* name) {
    return fixture_->window->findChild<QLabel*>(QLatin1String(name))->text();
  }

 private Q_SLOTS:
  void init() {
    fixture_ = std::make_unique<WindowFixture>();
    std::filesystem::create_directories(fixture_->path("pictures"));
  }
  void cleanup() { fixture_.reset(); }

  void aProjectWithoutPicturesOffersWhatItCanDo() {
    const auto file = fixture_->path("pictures") / "bare.json";
    QVERIFY(saveViaProject(Project{}, file).ok());
    QVERIFY(fixture_->open(file));
    QCOMPARE(context().document.pictureCount(), 0);
    for (const char* id : {"measure.now", "measure.detect", "measure.detectAll", "measure.predictFillAll",
                           "file.report", "file.reportAll", "picture.goTo", "picture.review", "edit.history"})
      QVERIFY2(!action(id)->isEnabled(), id);
    for (const char* id : {"file.addPictures", "file.save", "file.importAnnotations"})
      QVERIFY2(action(id)->isEnabled(), id);
    QVERIFY(saveImage(flat(64, 48, 90), fixture_->path("pictures") / "one.png"));
    context().exchange.add({fixture_->path("pictures") / "one.png"});
    QVERIFY(fixture_->waitIdle());
    QCOMPARE(context().document.pictureCount(), 1);
    for (const char* id : {"measure.detect", "measure.predictFillAll", "file.report", "picture.goTo"})
      QVERIFY2(action(id)->isEnabled(), id);
  }

  void theNextPictureIsThereAlready() {
    for (int i = 0; i < 6; ++i)
      QVERIFY(saveImage(flat(64, 48, std::uint8_t(40 * i)),
                        fixture_->path("pictures") / ("p" + std::to_string(i) + ".png")));
    QVERIFY(fixture_->open(fixture_->path("pictures")));
    QVERIFY(context().pictures.cached(1));
    QVERIFY(!context().pictures.cached(3));
    const PictureStore::Loaded ahead = context().pictures.cached(1);
    QSignalSpy loaded(&context().current, &CurrentPicture::loadedChanged);
    action("picture.next")->trigger();
    // No event was handled since: what is shown was loaded ahead.
    QCOMPARE(loaded.size(), 1);
    QCOMPARE(context().current.loaded(), ahead);
    QCOMPARE(canvas().image().pixelColor(5, 5), QColor(40, 40, 40));
    QVERIFY(!context().current.isLoading());
    QVERIFY(fixture_->waitIdle());
    QVERIFY(context().pictures.cached(0) && context().pictures.cached(2));
    // Another project: nothing of this one stays.
    const auto before = context().pictures.bytesHeld();
    QVERIFY(before > 0);
    std::filesystem::create_directories(fixture_->path("other"));
    QVERIFY(saveImage(flat(8, 8, 9), fixture_->path("other/one.png")));
    QVERIFY(fixture_->open(fixture_->path("other")));
    QVERIFY(!context().pictures.cached(1));
    QVERIFY(context().pictures.bytesHeld() < before);
  }

  void loadingAheadKeepsToItsBytes() {
    for (int i = 0; i < 5; ++i)
      QVERIFY(saveImage(flat(400, 300, 9), fixture_->path("pictures") / ("p" + std::to_string(i) + ".png")));
    QVERIFY(fixture_->open(fixture_->path("pictures")));
    // Room for two pictures of 360 kB.
    PictureStore store(context().document, context().jobs, 800 << 10);
    store.clear(context().session.folder());
    store.load(2);
    QTRY_VERIFY(store.cached(2));
    store.prefetch(3);
    QTRY_VERIFY(store.cached(3));
    store.prefetch(1);
    QTRY_VERIFY(!store.isLoading(1));
    QVERIFY2(store.cached(2) && store.cached(3) && !store.cached(1), "a neighbour pushes out no nearer one");
    QVERIFY(store.bytesHeld() <= 800 << 10);
    store.load(0); // wanted: others make room
    QTRY_VERIFY(store.cached(0));
    QVERIFY(store.bytesHeld() <= 800 << 10);
  }

  void anotherPictureEndsLoading() {
    for (int i = 0; i < 4; ++i)
      QVERIFY(
          saveImage(flat(4800, 4000, 99), fixture_->path("pictures") / ("p" + std::to_string(i) + ".jpg")));
    QVERIFY(fixture_->open(fixture_->path("pictures")));
    QSignalSpy ready(&context().pictures, &PictureStore::ready);
    context().pictures.invalidate(-1);
    context().current.select(0);
    QVERIFY(context().pictures.isLoading(0));
    context().current.select(3);
    QVERIFY(!context().pictures.isLoading(0));
    QVERIFY(fixture_->waitIdle());
    for (const QList<QVariant>& index : ready)
      QVERIFY(index.front().toInt() != 0);
    QVERIFY(context().pictures.cached(3) && !context().pictures.cached(0));
  }

  void aLargePictureShowsAFirstLook() {
    Image large = flat(4800, 4000, 200);
    QVERIFY(saveImage(large, fixture_->path("pictures/large.jpg")));
    QVERIFY(fixture_->open(fixture_->path("pictures")));
    QList<QSize> sizes;
    bool wasFirstLook = false;
    connect(&context().current, &CurrentPicture::previewReady, this, [&] {
      sizes << canvas().imageSize();
      wasFirstLook = !canvas().isEmpty() && canvas().image().isNull() && !context().current.loaded();
      canvas().setZoom(1.5, QPointF(1000, 700));
    });
    context().pictures.invalidate(-1);
    context().current.select(0);
    QVERIFY(fixture_->waitIdle());
    QCOMPARE(sizes, QList<QSize>{QSize(4800, 4000)});
    QVERIFY(wasFirstLook);
    QCOMPARE(canvas().image().size(), QSize(4800, 4000));
    QCOMPARE(canvas().zoom(), 1.5); // where one had gone meanwhile
    QVERIFY(!context().current.preview());
    // The stage shares the pixels with what was loaded.
    QCOMPARE(static_cast<const void*>(canvas().image().constBits()),
             static_cast<const void*>(context().current.loaded()->image->data()));
  }

  void toneHoldsForTheWindowAndChangesNothing() {
    QVERIFY(saveImage(flat(64, 48, 100), fixture_->path("pictures/a.png")));
    QVERIFY(saveImage(flat(64, 48, 50), fixture_->path("pictures/b.png")));
    QVERIFY(fixture_->open(fixture_->path("pictures")));
    const auto shown = [this] { return canvas().shownPixels(QRect(5, 5, 1, 1)).pixelColor(0, 0).red(); };
    const Project before = context().document.project();
    page().display().setTone({0.2, 0, 1});
    QCOMPARE(shown(), 151);
    action("picture.next")->trigger();
    QVERIFY(fixture_->waitIdle());
    QCOMPARE(shown(), 101);
    QCOMPARE(canvas().image().pixelColor(5, 5).red(), 50);
    QVERIFY(context().document.project() == before);
    QVERIFY(!context().document.isModified());
    QVERIFY(!action("edit.undo")->isEnabled());
    QTest::keyClick(&canvas(), Qt::Key_I, Qt::ControlModifier);
    QCOMPARE(shown(), 50);
    QVERIFY(page().display().tone().isNeutral());
    const auto drag = [this](const QPoint& from, const QPoint& to) {
      const Qt::KeyboardModifiers keys = Qt::ControlModifier | Qt::ShiftModifier;
      const auto send = [&](QEvent::Type type, const QPointF& place) {
        QMouseEvent event(type, place, canvas().viewport()->mapToGlobal(place), Qt::LeftButton,
                          Qt::LeftButton, keys);
        QApplication::sendEvent(canvas().viewport(), &event);
      };
      send(QEvent::MouseButtonPress, from);
      send(QEvent::MouseMove, to);
      send(QEvent::MouseButtonRelease, to);
    };
    drag({200, 200}, {200, 150});
    QVERIFY2(shown() > 50, "upwards brightens");
    QVERIFY(context().document.project() == before);
    page().display().reset();
    drag({200, 200}, {260, 200});
    QVERIFY(page().display().tone().contrast > 0);
  }

  void numbersAreAnnotatedInColours() {
    DepthMap depth;
    depth.values = Raster<float>(64, 48, 1, 1.0f);
    for (int x = 0; x < 64; ++x)
      depth.values.at(x, 10) = 1.0f + 0.01f * float(x);
    depth.values.at(3, 3) = 0;
    QVERIFY(saveDepth(depth, fixture_->path("pictures/thermal.png"), 1e-3));
    QVERIFY(fixture_->open(fixture_->path("pictures")));
    PhotoDisplay& display = page().display();
    const auto scale = display.scale();
    QVERIFY(scale && display.isWindowAutomatic());
    QVERIFY(scale->low >= 1000 && scale->high <= 1630 && scale->low < scale->high);
    QVERIFY(display.bar().isVisible());
    Q_EMIT canvas().cursorMoved({20.5, 10.5});
    QCOMPARE(status("statusValue"), QStringLiteral("value 1,200"));
    QCOMPARE(display.bar().marker(), std::optional(1200.0));
    Q_EMIT canvas().cursorMoved({3.5, 3.5});
    QCOMPARE(status("statusValue"), QStringLiteral("no value"));
    const auto colourAt = [this](int x, int y) {
      return canvas().shownPixels(QRect(x, y, 1, 1)).pixelColor(0, 0);
    };
    QCOMPARE(colourAt(3, 3), QColor(holeColour[0], holeColour[1], holeColour[2]));
    display.setColours(ColourMap::grey, false);
    display.setWindow(1000, 1200);
    QCOMPARE(colourAt(0, 0), QColor(0, 0, 0));
    QCOMPARE(colourAt(63, 10), QColor(255, 255, 255));
    QVERIFY(!display.isWindowAutomatic());
    display.setColours(ColourMap::grey, true);
    QCOMPARE(colourAt(0, 0), QColor(255, 255, 255));
    // The panel says what is chosen, and chooses.
    auto* panel = fixture_->window->findChild<DisplayPanel*>(QStringLiteral("displayPanel"));
    QVERIFY(panel);
    QCOMPARE(panel->findChild<QComboBox*>(QStringLiteral("displayColours"))->currentText(),
             QStringLiteral("grey"));
    auto* slider = panel->findChild<RangeSlider*>(QStringLiteral("displayWindow"));
    QVERIFY(std::abs(slider->high() - 200.0 / 630) < 1e-6);
    Q_EMIT slider->edited(0, 1);
    QCOMPARE(display.scale()->high, 1630.0);
    Q_EMIT canvas().toneReset();
    QVERIFY(display.isWindowAutomatic());
    QVERIFY(!context().document.isModified());
    // Its unit, once it is told.
    PictureSources sources;
    sources.depthScale = 0.001;
    context().document.setSources(0, sources);
    QVERIFY(fixture_->waitIdle());
    Q_EMIT canvas().cursorMoved({20.5, 10.5});
    QCOMPARE(status("statusValue"), QStringLiteral("value 1,200 = 1.200 m"));
    // Colours are remembered, windows are not.
    display.setWindow(1, 2);
    fixture_->restart();
    QCOMPARE(context().settings.pictureColours().map, ColourMap::grey);
    QVERIFY(context().settings.pictureColours().reversed);
    QVERIFY(page().display().isWindowAutomatic());
  }

  void turnedPicturesAreRecordedWithTheirFirstEdit() {
    const auto file = fixture_->path("pictures/upright.jpg");
    QVERIFY(saveImage(flat(64, 48, 90), file));
    QVERIFY(writeFileAtomically(file, heldUpright(readFile(file).value())));
    // A project of another program, which knows nothing of it.
    const std::string project =
        R"({"_via_settings":{"ui":{},"core":{},"project":{"name":"p"}},"_via_img_metadata":{"upright.jpg-1":)"
        R"({"filename":"upright.jpg","size":-1,"regions":[],"file_attributes":{}}},)"
        R"("_via_attributes":{"region":{},"file":{}},"_via_data_format_version":"2.0.10","_via_image_id_list":["upright.jpg-1"]})";
    QVERIFY(writeFileAtomically(fixture_->path("pictures/other.json"), project));
    QVERIFY(fixture_->open(fixture_->path("pictures/other.json")));
    QCOMPARE(canvas().imageSize(), QSize(48, 64));
    AnnotationDocument& document = context().document;
    QVERIFY(!recordedOrientation(document.picture(0)));
    QVERIFY2(!document.isModified(), "looking changes nothing");
    Region region;
    region.shape = PointShape{{5, 6}};
    document.addRegions(0, {region});
    QCOMPARE(recordedOrientation(document.picture(0)), std::optional(6));
    document.undoStack(0)->undo();
    QVERIFY(!recordedOrientation(document.picture(0)));
    QVERIFY(document.picture(0).regions.empty());
    document.undoStack(0)->redo();
    QCOMPARE(recordedOrientation(document.picture(0)), std::optional(6));
    document.addRegions(0, {region});
    document.undoStack(0)->undo();
    QCOMPARE(recordedOrientation(document.picture(0)), std::optional(6));
    // A file that lost its note is told of.
    QVERIFY(saveImage(flat(64, 48, 90), file));
    context().pictures.invalidate(0);
    context().current.select(0);
    QVERIFY(fixture_->waitIdle());
    QCOMPARE(context().current.loaded()->problems.size(), std::size_t(1));
    QVERIFY(context().current.loaded()->problems.front().what.find("orientation 6") != std::string::npos);
  }
};

int main(int argc, char** argv) { return runWindowTest<TestWindowPictures>(argc, argv); }
#include "test_window_pictures.moc"
