// A project of 400,000 pictures in the whole window: until its list is there, what the window waits for
// meanwhile, what the list takes afterwards, memory.
//   bench_project --make FOLDER [PICTURES]     the pictures and boxes.json, once
//   bench_project FOLDER
#include "app/gui/action_registry.h"
#include "core/base/file_io.h"
#include "core/formats/image_io.h"
#include "core/formats/via_project.h"
#include "tests/app/gui/window_fixture.h"
#include "widgets/picture_list.h"
#include <QElapsedTimer>
#include <QFile>
#include <QLineEdit>
#include <QListView>
#include <QScrollBar>
#include <QTimer>
#include <algorithm>
#include <cstdio>
#include <functional>
#include <random>

using namespace fillscope;
using namespace fillscope::tests;

namespace {

/// File systems bound how many names one file has.
constexpr int namesOfOneFile = 50000;

std::string fileName(int index) {
  char name[32];
  std::snprintf(name, sizeof name, "box_%06d.jpg", index);
  return name;
}

bool make(const std::filesystem::path& folder, int count) {
  std::filesystem::create_directories(folder);
  std::mt19937 random(5);
  const auto place = [&random](unsigned most) { return static_cast<double>(random() % most); };
  Project project;
  project.name = "boxes";
  long long size = -1;
  for (int i = 0; i < count; ++i) {
    const auto file = folder / fileName(i);
    if (i % namesOfOneFile == 0) {
      if (!saveImage(Image(640, 480, 3, static_cast<std::uint8_t>(90 + i / namesOfOneFile)), file))
        return false;
      size = static_cast<long long>(std::filesystem::file_size(file));
    } else {
      std::filesystem::create_hard_link(folder / fileName(i - i % namesOfOneFile), file);
    }
    Picture picture;
    picture.filename = fileName(i);
    picture.size = size;
    Region region;
    PolylineShape outline;
    for (int k = 0; k < 4; ++k)
      outline.points.push_back({place(640), place(480)});
    region.shape = outline;
    picture.regions.push_back(region);
    project.pictures.push_back(std::move(picture));
  }
  return bool(writeFileAtomically(folder / "boxes.json", viaProjectJson(project)));
}

double megabytes(const char* name) {
  QFile file(QStringLiteral("/proc/self/status"));
  if (!file.open(QIODevice::ReadOnly)) return 0;
  for (const QByteArray& line : file.readAll().split('\n'))
    if (line.startsWith(name)) return line.simplified().split(' ').value(1).toDouble() / 1024;
  return 0;
}

double milliseconds(const QElapsedTimer& timer) { return double(timer.nsecsElapsed()) * 1e-6; }

void measure(const char* name, int count, const std::function<void(int)>& step) {
  std::vector<double> times;
  for (int i = 0; i < count; ++i) {
    QElapsedTimer timer;
    timer.start();
    step(i);
    times.push_back(milliseconds(timer));
    QCoreApplication::processEvents();
  }
  std::sort(times.begin(), times.end());
  std::printf("%-40s median %8.2f ms   worst %8.2f ms\n", name, times[times.size() / 2], times.back());
}

} // namespace

int main(int argc, char** argv) {
  if (argc >= 3 && std::string_view(argv[1]) == "--make")
    return make(argv[2], argc > 3 ? std::atoi(argv[3]) : 400000) ? 0 : 1;
  if (argc < 2) return std::puts("bench_project [--make] FOLDER [PICTURES]"), 2;
  const auto file = std::filesystem::path(argv[1]) / "boxes.json";
  prepareGraphics();
  QLocale::setDefault(QLocale(QLocale::English));
  QApplication app(argc, argv);
  WindowFixture fixture;
  auto* panel = fixture.window->findChild<PictureListPanel*>();
  QListView* list = panel->view();
  std::printf("memory before                            %8.0f MB\n", megabytes("VmRSS"));

  // How long the window's thread is away at most.
  double stall = 0;
  QElapsedTimer beat;
  QTimer heart;
  QObject::connect(&heart, &QTimer::timeout, [&] {
    stall = std::max(stall, milliseconds(beat));
    beat.start();
  });
  beat.start();
  heart.start(1);
  QElapsedTimer timer;
  timer.start();
  bool isOpened = false;
  QObject::connect(&fixture.context->session, &ProjectSession::projectOpened, [&] { isOpened = true; });
  fixture.context->session.open({file});
  if (!QTest::qWaitFor([&] { return isOpened; }, 60000)) return std::puts("not opened"), 1;
  list->viewport()->repaint();
  const double opened = milliseconds(timer);
  QCoreApplication::processEvents();
  std::printf("%d pictures in the list                %8.0f ms, the window away for %.0f ms at most\n",
              panel->shownCount(), opened, stall);
  if (!fixture.waitIdle()) return 1;
  heart.stop();
  std::printf("first picture and its thumbnails         %8.0f ms, the window away for %.0f ms at most\n",
              milliseconds(timer), stall);
  std::printf("memory                                   %8.0f MB, most %.0f MB\n", megabytes("VmRSS"),
              megabytes("VmHWM"));

  QScrollBar* bar = list->verticalScrollBar();
  measure("list scrolled by a page", 100, [&](int) {
    bar->setValue(bar->value() + bar->pageStep());
    list->viewport()->repaint();
  });
  std::mt19937 random(3);
  measure("list scrolled to any place", 40, [&](int) {
    bar->setValue(static_cast<int>(random() % static_cast<unsigned>(bar->maximum())));
    list->viewport()->repaint();
  });
  measure("next picture chosen", 40, [&](int) {
    fixture.window->actions().action(QStringLiteral("picture.next"))->trigger();
    list->viewport()->repaint();
  });
  if (!fixture.waitIdle()) return 1;
  measure("region added", 20, [&](int i) {
    Region region;
    region.shape = PointShape{{10.0 + i, 10}};
    fixture.context->document.addRegions(7, {region});
  });
  for (const char* query : {"39999", "box_123", "regions > 1", ""})
    measure(qPrintable(QStringLiteral("list filtered by “%1”").arg(QLatin1String(query))), 3, [&](int i) {
      panel->setFilter(QString::fromLatin1(query) + QString(i % 2, QLatin1Char(' ')));
      list->viewport()->repaint();
    });
  std::vector<double> times;
  double held = 0, worst = 0;
  for (int i = 0; i < 5; ++i) {
    QCoreApplication::processEvents();
    stall = 0;
    beat.start();
    heart.start(1);
    timer.start();
    fixture.context->session.save();
    held = std::max(held, milliseconds(timer));
    if (!QTest::qWaitFor([&] { return !fixture.context->session.isSaving(); }, 60000)) return 1;
    times.push_back(milliseconds(timer));
    QCoreApplication::processEvents();
    heart.stop();
    worst = std::max(worst, stall);
  }
  std::sort(times.begin(), times.end());
  std::printf("saved, flushed to disk                   %8.0f ms, the window held for %.0f ms, away for %.0f "
              "ms at most\n",
              times[times.size() / 2], held, worst);
  std::printf("memory                                   %8.0f MB, most %.0f MB\n", megabytes("VmRSS"),
              megabytes("VmHWM"));
  return 0;
}
