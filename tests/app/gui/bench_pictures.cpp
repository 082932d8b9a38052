// A 100-megapixel JPEG on a stage of 1920×1080: until something is seen, until all of it is there, frames
// while panning and zooming, memory. bench_pictures FILE.jpg makes the file where it is not there.
#include "core/formats/image_io.h"
#include "core/formats/picture_file.h"
#include "tests/support/widget_look.h"
#include "widgets/image_canvas.h"
#include "widgets/qimage_from.h"
#include <QApplication>
#include <QElapsedTimer>
#include <QFile>
#include <QScrollBar>
#include <QTest>
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <functional>
#include <random>
#include <thread>

using namespace fillscope;

namespace {

constexpr int width = 12000, height = 8400;

/// Waves, edges and noise: about as many bytes as a camera would write.
Image photo() {
  Image image(width, height, 3);
  std::mt19937 noise(7);
  for (int y = 0; y < height; ++y) {
    std::uint8_t* row = image.row(y);
    for (int x = 0; x < width; ++x) {
      const int wave = static_cast<int>(50 * std::sin(0.013 * x + 0.004 * y) * std::cos(0.009 * y));
      const int block = ((x / 310 + y / 270) % 2) * 40;
      for (int c = 0; c < 3; ++c)
        row[3 * x + c] =
            static_cast<std::uint8_t>(90 + wave + block + 12 * c + static_cast<int>(noise() % 9));
    }
  }
  return image;
}

double megabytes(const char* name) {
  QFile file(QStringLiteral("/proc/self/status"));
  if (!file.open(QIODevice::ReadOnly)) return 0;
  for (const QByteArray& line : file.readAll().split('\n'))
    if (line.startsWith(name)) return line.simplified().split(' ').value(1).toDouble() / 1024;
  return 0;
}

void measure(const char* name, ImageCanvas& canvas, int count, const std::function<void(int)>& step) {
  std::vector<double> times;
  for (int i = 0; i < count; ++i) {
    QElapsedTimer timer;
    timer.start();
    step(i);
    canvas.viewport()->repaint();
    times.push_back(double(timer.nsecsElapsed()) * 1e-6);
    QCoreApplication::processEvents();
  }
  std::sort(times.begin(), times.end());
  std::printf("%-34s median %6.2f ms   95 %% %6.2f ms   worst %6.2f ms\n", name, times[times.size() / 2],
              times[times.size() * 95 / 100], times.back());
}

void pan(const char* name, ImageCanvas& canvas) {
  measure(name, canvas, 200, [&](int i) {
    canvas.horizontalScrollBar()->setValue(canvas.horizontalScrollBar()->value() + (i % 80 < 40 ? 23 : -23));
    canvas.verticalScrollBar()->setValue(canvas.verticalScrollBar()->value() + (i % 60 < 30 ? 11 : -11));
  });
}

} // namespace

int main(int argc, char** argv) {
  QApplication app(argc, argv);
  tests::useLook(false);
  if (argc < 2) return std::puts("bench_pictures FILE.jpg"), 2;
  const std::filesystem::path file = argv[1];
  if (!std::filesystem::exists(file) && !saveImage(photo(), file)) return 1;
  ImageCanvas canvas;
  canvas.resize(1920, 1080);
  canvas.show();
  if (!QTest::qWaitForWindowExposed(&canvas)) return 1;
  canvas.viewport()->repaint();
  const double before = megabytes("VmRSS");
  QElapsedTimer timer;
  timer.start();
  const auto since = [&] { return double(timer.nsecsElapsed()) * 1e-6; };
  // On threads of their own, as the window's jobs are.
  Result<std::optional<PicturePreview>> preview = std::optional<PicturePreview>();
  std::thread([&] { preview = loadPreview(file); }).join();
  if (!preview || !*preview) return std::puts("no first look"), 1;
  canvas.setPreview(toQImage((*preview)->image), QSize((*preview)->width, (*preview)->height));
  canvas.viewport()->repaint();
  std::printf("first pixels                       %8.0f ms\n", since());
  Result<PictureFile> loaded = PictureFile();
  std::thread([&] { loaded = loadPictureFile(file); }).join();
  if (!loaded) return 1;
  std::printf("all pixels decoded                 %8.0f ms\n", since());
  const auto image = std::make_shared<const Image>(std::move(loaded->image));
  const double start = since();
  canvas.setImage(sharedQImage(image), true);
  canvas.viewport()->repaint();
  std::printf("all pixels taken in, first frame   %8.1f ms\n", since() - start);
  QTest::qWait(3000); // levels
  std::printf("memory: picture %.0f MB, all of the program %.0f MB more than before (most %.0f MB)\n",
              double(image->byteCount()) / 1048576, megabytes("VmRSS") - before, megabytes("VmHWM") - before);
  pan("pan, whole picture in sight", canvas);
  for (const double zoom : {0.4, 1.0, 1.6, 6.0}) {
    canvas.setZoom(zoom);
    canvas.viewport()->repaint();
    pan(qPrintable(QStringLiteral("pan at %1 %").arg(100 * zoom)), canvas);
  }
  canvas.setTone({0.1, 0.2, 1.4});
  canvas.setZoom(0.4);
  canvas.viewport()->repaint();
  pan("pan at 40 %, toned", canvas);
  measure("tone changes at 40 %", canvas, 60, [&](int i) { canvas.setTone({0.002 * i, 0, 1}); });
  canvas.setTone({});
  canvas.fit();
  measure("zoom from whole to 250 % and back", canvas, 120,
          [&](int i) { canvas.setZoom(canvas.zoom() * (i % 120 < 60 ? 1.05 : 1 / 1.05)); });
  return 0;
}
