// Time of one frame of the 3D panel, picture read back included: at rest with every point, while moving with
// the thinned cloud. Needs a display, for instance Xvfb.
#include "tests/widgets/vtk/small_box.h"
#include "widgets/vtk/cloud_lookup.h"
#include "widgets/vtk/cloud_view.h"
#include "widgets/vtk/surface_format.h"
#include <QApplication>
#include <QTest>
#include <QWheelEvent>
#include <benchmark/benchmark.h>

using namespace fillscope;

namespace {

struct Bench {
  tests::SmallBox small;
  CloudView view;
  Bench(int width, int height)
      : small(width, height) {
    view.resize(960, 640);
    view.setCloud(small.cloud);
    view.setReport(small.report);
    view.show();
    if (!QTest::qWaitForWindowExposed(&view)) std::abort();
    view.grabImage();
  }
  void wheel(int steps) {
    QWidget* w = view.focusProxy();
    const QPoint place = w->rect().center();
    QWheelEvent event(place, w->mapToGlobal(place), QPoint(), QPoint(0, 120 * steps), Qt::NoButton,
                      Qt::NoModifier, Qt::NoScrollPhase, false);
    QApplication::sendEvent(w, &event);
  }
};

void still(benchmark::State& state) {
  Bench bench(int(state.range(0)), int(state.range(1)));
  for (auto _ : state) {
    bench.view.resetView();
    benchmark::DoNotOptimize(bench.view.grabImage());
  }
}

void moving(benchmark::State& state) {
  Bench bench(int(state.range(0)), int(state.range(1)));
  int direction = 1;
  for (auto _ : state) {
    bench.wheel(direction);
    direction = -direction;
    benchmark::DoNotOptimize(bench.view.grabImage());
  }
}

void hover(benchmark::State& state) {
  Bench bench(int(state.range(0)), int(state.range(1)));
  QWidget* w = bench.view.focusProxy();
  int x = 200;
  for (auto _ : state) {
    const QPoint place(x = x < 700 ? x + 1 : 200, 320);
    QMouseEvent move(QEvent::MouseMove, place, w->mapToGlobal(place), Qt::NoButton, Qt::NoButton,
                     Qt::NoModifier);
    QApplication::sendEvent(w, &move);
  }
}

void newReport(benchmark::State& state) {
  Bench bench(int(state.range(0)), int(state.range(1)));
  for (auto _ : state)
    bench.view.setReport(bench.small.report);
}

void newCloud(benchmark::State& state) {
  Bench bench(int(state.range(0)), int(state.range(1)));
  for (auto _ : state)
    bench.view.setCloud(bench.small.cloud, true);
}

} // namespace

BENCHMARK(still)->Args({640, 480})->Args({1152, 864})->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(moving)->Args({640, 480})->Args({1152, 864})->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(hover)->Args({640, 480})->Args({1152, 864})->Unit(benchmark::kMicrosecond)->UseRealTime();
BENCHMARK(newReport)->Args({640, 480})->Args({1152, 864})->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(newCloud)->Args({640, 480})->Args({1152, 864})->Unit(benchmark::kMillisecond)->UseRealTime();

int main(int argc, char** argv) {
  QSurfaceFormat::setDefaultFormat(surfaceFormat3d());
  QApplication app(argc, argv);
  benchmark::Initialize(&argc, argv);
  benchmark::RunSpecifiedBenchmarks();
  return 0;
}
