// Pictures in every usual format as 8-bit RGB, turned as the camera says, and bad files refused in silence.
#include "core/base/file_io.h"
#include "core/formats/depth_io.h"
#include "core/formats/image_io.h"
#include "tests/support/shared_data.h"
#include <QTemporaryDir>
#include <QTest>
#include <unistd.h>

using namespace fillscope;

namespace {

Image sample(int width, int height) {
  Image image(width, height, 3);
  for (int y = 0; y < height; ++y)
    for (int x = 0; x < width; ++x) {
      image.at(x, y, 0) = static_cast<std::uint8_t>(x < width / 2 ? 250 : 10); // left red, lower blue
      image.at(x, y, 2) = static_cast<std::uint8_t>(y < height / 2 ? 10 : 250);
    }
  return image;
}

/// The JPEG with an EXIF block that says how the camera was held.
std::string withOrientation(const std::string& jpeg, char orientation) {
  std::string exif("Exif\0\0II*\0\x8\0\0\0\x1\0\x12\x1\x3\0\x1\0\0\0", 24);
  exif += orientation;
  exif += std::string(7, '\0');
  const auto length = static_cast<char>(exif.size() + 2);
  return jpeg.substr(0, 2) + std::string("\xff\xe1\0", 3) + length + exif + jpeg.substr(2);
}

/// What is printed to the terminal while this lives.
class TerminalWatch {
 public:
  TerminalWatch()
      : file_(std::tmpfile())
      , saved_(::dup(2))
      , savedOut_(::dup(1)) {
    ::dup2(::fileno(file_), 2);
    ::dup2(::fileno(file_), 1);
  }
  ~TerminalWatch() { stop(); }
  QString text() {
    stop();
    std::string text(4096, '\0');
    std::rewind(file_);
    text.resize(std::fread(text.data(), 1, text.size(), file_));
    return QString::fromStdString(text);
  }

 private:
  void stop() {
    if (saved_ < 0) return;
    std::fflush(stderr);
    std::fflush(stdout);
    ::dup2(saved_, 2);
    ::dup2(savedOut_, 1);
    ::close(saved_);
    ::close(savedOut_);
    saved_ = -1;
  }
  std::FILE* file_;
  int saved_, savedOut_;
};

} // namespace

class TestImageIo : public QObject {
  Q_OBJECT
  QTemporaryDir folder_;
  std::filesystem::path at(const QString& name) const { return folder_.filePath(name).toStdString(); }

 private Q_SLOTS:
  void savedPicturesComeBack_data() {
    QTest::addColumn<QString>("name");
    QTest::addColumn<int>("tolerance");
    QTest::newRow("PNG") << "Kiste, größer #1.PNG" << 0;
    QTest::newRow("JPEG") << "kiste.jpeg" << 12;
  }

  void savedPicturesComeBack() {
    QFETCH(QString, name);
    QFETCH(int, tolerance);
    const Image image = sample(64, 32);
    QVERIFY(saveImage(image, at(name)));
    const auto again = loadImage(at(name));
    QVERIFY(again);
    QVERIFY(again->sameSize(image));
    for (int y = 4; y < 32; y += 24) // off the edges, where JPEG rings
      for (int x = 8; x < 64; x += 48)
        for (int c = 0; c < 3; ++c)
          QVERIFY(std::abs(again->at(x, y, c) - image.at(x, y, c)) <= tolerance);
  }

  void greyBecomesRgb() {
    Image grey(5, 3, 1, 77);
    QVERIFY(saveImage(grey, at("grey.png")));
    const auto again = loadImage(at("grey.png"));
    QVERIFY(again && *again == Image(5, 3, 3, 77));
  }

  void numbersAreSpreadOverTheGreys() {
    DepthMap depth;
    depth.values = Raster<float>(4, 4, 1, 3.3f);
    for (int x = 0; x < 4; ++x)
      depth.values.at(x, 0) = 3.1f, depth.values.at(x, 1) = 3.15f;
    for (const char* name : {"deep.png", "deep.tiff"}) {
      QVERIFY(saveDepth(depth, at(name), 1e-4));
      const auto image = loadImage(at(name));
      QVERIFY(image);
      QCOMPARE(int(image->at(1, 0)), 0);
      QCOMPARE(int(image->at(1, 1)), 64);
      QCOMPARE(int(image->at(1, 2, 2)), 255);
    }
  }

  void cameraOrientationIsApplied_data() {
    QTest::addColumn<int>("orientation");
    QTest::addColumn<int>("redX"); // where the red, not blue quarter lies: its column and row, 0 or 1
    QTest::addColumn<int>("redY");
    QTest::newRow("upright") << 1 << 0 << 0;
    QTest::newRow("upside down") << 3 << 1 << 1;
    QTest::newRow("held to the right") << 6 << 1 << 0;
    QTest::newRow("held to the left") << 8 << 0 << 1;
    QTest::newRow("mirrored") << 2 << 1 << 0;
  }

  void cameraOrientationIsApplied() {
    QFETCH(int, orientation);
    QFETCH(int, redX);
    QFETCH(int, redY);
    QVERIFY(saveImage(sample(64, 32), at("plain.jpg")));
    const std::string turned =
        withOrientation(readFile(at("plain.jpg")).value(), static_cast<char>(orientation));
    QVERIFY(writeFileAtomically(at("turned.jpg"), turned));
    const auto image = loadImage(at("turned.jpg"));
    QVERIFY(image);
    const bool onItsSide = orientation >= 5;
    QCOMPARE(image->width(), onItsSide ? 32 : 64);
    QCOMPARE(image->height(), onItsSide ? 64 : 32);
    const int x = image->width() * (1 + 2 * redX) / 4, y = image->height() * (1 + 2 * redY) / 4;
    QVERIFY(image->at(x, y, 0) > 200 && image->at(x, y, 2) < 60);
  }

  void recordedPictures() {
    FILLSCOPE_NEEDS_SHARED_DATA(root, "rgbd");
    for (const QString path : {"boxes/photos/cardboard138.jpg", "rgbd/other-encodings/NYU_color.ppm",
                               "rgbd/fastdepth/rgb.png", "boxes/tote/filled.color.png"}) {
      const auto image = loadImage(tests::sharedData(path).toStdString());
      QVERIFY2(image && image->channels() == 3, qPrintable(path));
    }
  }

  void claimsOfManyPixelsAreRefused() {
    // A few bytes may claim any size; the memory for it must not be taken.
    QVERIFY(saveImage(sample(64, 64), at("small.jpg")));
    std::string jpeg = readFile(at("small.jpg")).value();
    const auto frame = jpeg.find("\xff\xc0");
    QVERIFY(frame != std::string::npos);
    jpeg.replace(frame + 5, 4, "\xff\x00\xff\x00", 4); // height and width
    QVERIFY(writeFileAtomically(at("large.jpg"), jpeg));
    // Header and end alone, each with its checksum.
    const std::string png("\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\0\x7d\0\0\0\x7d\0\x10\0\0\0\0\xf6\x79\x51\x92"
                          "\0\0\0\0IEND\xae\x42\x60\x82",
                          45);
    QVERIFY(writeFileAtomically(at("large.png"), png));
    for (const char* name : {"large.jpg", "large.png"}) {
      const auto image = loadImage(at(name));
      QVERIFY(!image);
      const QString sentence = QString::fromStdString(image.error().sentence());
      QVERIFY2(sentence.contains("256 megapixels"), qPrintable(sentence));
    }
    QVERIFY(!loadDepth(at("large.png"), {1e-4, 0}));
  }

  void badFilesAreRefusedInSilence_data() {
    QTest::addColumn<QString>("suffix");
    QTest::addColumn<int>("kind"); // how the file is spoilt
    const QStringList kinds{"half of it", "its first bytes", "filled with one byte", "its start twice",
                            "one byte changed"};
    for (const char* suffix : {"png", "jpg", "tiff"})
      for (int kind = 0; kind < kinds.size(); ++kind)
        QTest::newRow(qPrintable(suffix + (", " + kinds[kind]))) << QString(suffix) << kind;
  }

  void badFilesAreRefusedInSilence() {
    QFETCH(QString, suffix);
    QFETCH(int, kind);
    DepthMap depth;
    depth.values = Raster<float>(64, 64, 1, 1.5f);
    const auto whole = at("whole." + suffix);
    QVERIFY(suffix == "tiff" ? saveDepth(depth, whole) : saveImage(sample(64, 64), whole));
    std::string bytes = readFile(whole).value();
    switch (kind) {
    case 0:
      bytes.resize(bytes.size() / 2);
      break;
    case 1:
      bytes.resize(20);
      break;
    case 2:
      std::fill(bytes.begin() + 8, bytes.end() - 4, '\x55');
      break;
    case 4:
      bytes[bytes.size() * 2 / 3] ^= '\x5a';
      break;
    case 3:
      bytes = bytes.substr(0, 8) + bytes;
      break;
    }
    QVERIFY(writeFileAtomically(at("bad." + suffix), bytes));
    TerminalWatch watch;
    const auto image = loadImage(at("bad." + suffix));
    const auto map = loadDepth(at("bad." + suffix), {1, 0});
    const QString printed = watch.text();
    QVERIFY2(printed.isEmpty(), qPrintable(printed));
    QVERIFY(!map || kind == 4);               // a changed byte of an unpacked TIFF is another depth
    if (suffix == "jpg" && kind >= 3) return; // stray bytes, and pixels that are wrong but well-formed
    if (suffix == "tiff" && kind == 4) return;
    QVERIFY(!image);
    QCOMPARE(int(image.error().code), int(ErrorCode::badInput));
  }

  void whatCannotBeSaved() {
    QVERIFY(!saveImage(sample(4, 4), at("a.xyz")));
    QVERIFY(!saveImage({}, at("a.png")));
    QVERIFY(!saveImage(Image(4, 4, 2), at("a.png")));
    QVERIFY(!saveImage(sample(4, 4), at("no such folder/a.png")));
    QCOMPARE(int(loadImage(at("none.png")).error().code), int(ErrorCode::notFound));
    QVERIFY(!loadImage(folder_.path().toStdString()));
  }

  void largePictures() {
    Image image(10000, 10000, 1, 9);
    image.at(9999, 9999) = 200;
    QVERIFY(saveImage(image, at("large.png")));
    const auto again = loadImage(at("large.png"));
    QVERIFY(again);
    QCOMPARE(int(again->at(9999, 9999, 1)), 200);
  }
};

QTEST_GUILESS_MAIN(TestImageIo)
#include "test_image_io.moc"
