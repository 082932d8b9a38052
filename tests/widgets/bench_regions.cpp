// Frames of the stage with 20,000 regions on it: median and worst time from the event to the painted view.
// bench_regions [COUNT] [FILE.json]: writes the same regions as a labelme file for a comparison.
#include "tests/support/widget_look.h"
#include "widgets/image_canvas.h"
#include "widgets/region_layer.h"
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

using namespace fillscope;

namespace {

constexpr int width = 1920, height = 1080;

QImage photo() {
  QImage image(width, height, QImage::Format_RGB888);
  std::mt19937 noise(7);
  for (int y = 0; y < height; ++y) {
    uchar* row = image.scanLine(y);
    for (int x = 0; x < 3 * width; ++x)
      row[x] = static_cast<uchar>(60 + (x / 3 + y) % 120 + noise() % 32);
  }
  return image;
}

std::vector<Region> shapes(int count) {
  std::mt19937 engine(11);
  const auto draw = [&](double low, double high) {
    return std::uniform_real_distribution<double>(low, high)(engine);
  };
  const char* labels[] = {"box", "tote", "carton", "lid", "hand"};
  std::vector<Region> regions;
  for (int i = 0; i < count; ++i) {
    const Vec2 at{draw(0, width), draw(0, height)};
    const double radius = draw(4, 22);
    PolygonShape polygon;
    const int corners = 4 + i % 5;
    for (int k = 0; k < corners; ++k) {
      const double angle = 6.283185307 * k / corners, r = radius * draw(0.6, 1);
      polygon.points.push_back({at.x + r * std::cos(angle), at.y + r * std::sin(angle)});
    }
    Region region{polygon, {}, {}, {}};
    region.attributes.set("label", std::string(labels[i % 5]));
    regions.push_back(std::move(region));
  }
  return regions;
}

void writeLabelme(const QString& path, const std::vector<Region>& regions) {
  QFile file(path);
  if (!file.open(QIODevice::WriteOnly)) return;
  QByteArray text = "{\"version\":\"5.1.1\",\"flags\":{},\"imagePath\":\"photo.png\",\"imageData\":null,"
                    "\"imageHeight\":1080,\"imageWidth\":1920,\"shapes\":[";
  for (std::size_t i = 0; i < regions.size(); ++i) {
    text += i ? ",\n" : "\n";
    text += "{\"label\":\"" + QByteArray::fromStdString(regions[i].attributes.text("label")) +
            "\",\"group_id\":null,\"shape_type\":\"polygon\",\"flags\":{},\"points\":[";
    const auto& points = std::get<PolygonShape>(regions[i].shape).points;
    for (std::size_t k = 0; k < points.size(); ++k)
      text += (k ? ",[" : "[") + QByteArray::number(points[k].x, 'f', 3) + ',' +
              QByteArray::number(points[k].y, 'f', 3) + ']';
    text += "]}";
  }
  file.write(text + "]}\n");
}

/// Times of count frames; step changes what is seen.
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

void drag(ImageCanvas& canvas, RegionLayer& layer, std::vector<Region> regions, int count) {
  const int held = count / 2;
  layer.setSelected({held}, held);
  QElapsedTimer timer;
  measure("drag a vertex", canvas, 200, [&](int i) {
    auto& points = std::get<PolygonShape>(regions[static_cast<std::size_t>(held)].shape).points;
    points[0] = points[0] + Vec2{i % 20 < 10 ? 2.0 : -2.0, i % 14 < 7 ? 1.0 : -1.0};
    layer.setRegions(regions);
  });
}

} // namespace

int main(int argc, char** argv) {
  QApplication app(argc, argv);
  tests::useLook(false);
  const int count = argc > 1 ? std::atoi(argv[1]) : 20000;
  const std::vector<Region> regions = shapes(count);
  if (argc > 2) {
    writeLabelme(QString::fromLocal8Bit(argv[2]), regions);
    photo().save(QString::fromLocal8Bit(argv[2]).section(QLatin1Char('/'), 0, -2) +
                 QStringLiteral("/photo.png"));
  }
  ImageCanvas canvas;
  RegionLayer layer;
  canvas.resize(width, height);
  canvas.setImage(photo());
  canvas.setLayer(&layer);
  canvas.show();
  if (!QTest::qWaitForWindowExposed(&canvas)) return 1;
  QElapsedTimer timer;
  const auto settle = [&] {
    while (!layer.isSettled())
      QCoreApplication::processEvents();
  };
  canvas.viewport()->repaint();
  measure("picture alone", canvas, 60, [&](int) {});
  timer.start();
  layer.setRegions(regions);
  canvas.viewport()->repaint();
  std::printf("%d regions taken in, first frame:  %6.2f ms\n", count, double(timer.nsecsElapsed()) * 1e-6);
  settle();
  std::printf("all painted after                  %6.2f ms\n", double(timer.nsecsElapsed()) * 1e-6);
  measure("still", canvas, 100, [&](int) {});
  canvas.setZoom(1.6);
  settle();
  measure("pan", canvas, 200, [&](int i) {
    canvas.horizontalScrollBar()->setValue(canvas.horizontalScrollBar()->value() + (i % 80 < 40 ? 12 : -12));
    canvas.verticalScrollBar()->setValue(canvas.verticalScrollBar()->value() + (i % 60 < 30 ? 7 : -7));
  });
  measure("zoom", canvas, 200, [&](int i) {
    canvas.setZoom(0.5 * std::pow(1.04, i % 120 < 60 ? i % 120 : 120 - i % 120), QPointF(900, 500));
  });
  canvas.fit();
  settle();
  drag(canvas, layer, regions, count);
  if (qEnvironmentVariableIsSet("BENCH_REGIONS_PICTURE")) {
    settle();
    canvas.grab().save(qEnvironmentVariable("BENCH_REGIONS_PICTURE"));
  }
  return 0;
}
