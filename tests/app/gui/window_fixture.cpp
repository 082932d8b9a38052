#include "tests/app/gui/window_fixture.h"
#include "app/gui/photo_page.h"
#include "core/formats/depth_io.h"
#include "core/formats/image_io.h"
#include "core/formats/intrinsics_io.h"
#include "tests/support/mouse.h"
#include "widgets/image_canvas.h"
#include <QTest>
#include <utility>

namespace fillscope::tests {
namespace {

constexpr int calmLooks = 4;

void require(const Result<void>& result) {
  if (!result) qFatal("%s", result.error().sentence().c_str());
}

RenderedBox render(const BoxScene& scene) {
  RenderOptions options;
  options.samplesPerAxis = 1;
  Result<RenderedBox> rendered = renderBox(scene, options);
  if (!rendered) qFatal("%s", rendered.error().sentence().c_str());
  return std::move(*rendered);
}

} // namespace

Choice ScriptedPrompts::ask(const Question& question) {
  questions.push_back(question.title);
  if (meanwhile) std::exchange(meanwhile, {})();
  if (choices.empty()) return Choice::cancel;
  const Choice choice = choices.front();
  choices.erase(choices.begin());
  return choice;
}

std::optional<QString> ScriptedPrompts::nextPath() {
  if (meanwhile) std::exchange(meanwhile, {})();
  if (paths.empty()) return std::nullopt;
  const QString path = paths.front();
  paths.erase(paths.begin());
  return path;
}

BoxFolder writeBoxFolder(const std::filesystem::path& folder) {
  std::filesystem::create_directories(folder);
  BoxScene scene;
  scene.size = {0.5, 0.4, 0.25};
  scene.camera = CameraIntrinsics::fromFieldOfView(0.9, 320, 240);
  scene.pose = poseAbove(scene.size, 0.8, 0.08, 0.05);
  const RenderedBox empty = render(scene);
  scene.items = {LayerItem{0.05, 0, 0}, CuboidItem{{0.25, 0.2, 0.15}, {0.25, 0.2, 0.1}, 0.3}};
  BoxFolder box{folder, render(scene), scene.size};
  require(saveImage(box.truth.image, folder / "box.color.png"));
  require(saveDepth(box.truth.depth, folder / "box.depth.png"));
  require(saveImage(empty.image, folder / "empty.color.png"));
  require(saveDepth(empty.depth, folder / "empty.depth.png"));
  require(saveIntrinsics(scene.camera, folder / "intrinsics.txt"));
  return box;
}

WindowFixture::WindowFixture() {
  paths.settingsFile = toText(path("config/fillscope.ini"));
  paths.stateFolder = path("state");
  paths.dataFolder = path("data");
  paths.modelFolders = {path("models")};
  restart();
}

void WindowFixture::restart() {
  window.reset();
  context.reset();
  context = std::make_unique<AppContext>(paths, prompts);
  window = std::make_unique<MainWindow>(*context);
  window->resize(1200, 800);
  window->show();
  if (!QTest::qWaitForWindowExposed(window.get())) qFatal("the window does not show");
  // Keys go to the active window, also where no window manager makes one active.
  window->activateWindow();
  if (!QTest::qWaitForWindowActive(window.get())) qFatal("the window does not become active");
}

bool WindowFixture::waitIdle() {
  int calm = 0;
  return QTest::qWaitFor([&] { return (calm = context->isIdle() ? calm + 1 : 0) >= calmLooks; }, 60000);
}

bool WindowFixture::open(const std::filesystem::path& file) {
  context->session.open({file});
  return waitIdle() && context->session.isOpen();
}

void WindowFixture::setScale() {
  std::vector<PictureSources> all;
  for (const Picture& picture : context->document.project().pictures) {
    all.push_back(sourcesOf(picture));
    all.back().depthScale = 1e-4;
    all.back().emptyDepthFile.clear();
  }
  context->document.setSourcesForAll(all);
}

QPoint WindowFixture::spot(Vec2 picture) const {
  return window->photoPage().canvas().viewportFromPicture({picture.x, picture.y}).toPoint();
}

void WindowFixture::click(Vec2 picture) {
  QTest::mouseClick(window->photoPage().canvas().viewport(), Qt::LeftButton, {}, spot(picture));
}

void WindowFixture::drag(Vec2 from, Vec2 to) {
  QWidget* viewport = window->photoPage().canvas().viewport();
  moveMouse(viewport, spot(from));
  QTest::mousePress(viewport, Qt::LeftButton, {}, spot(from));
  for (const double t : {0.25, 0.5, 0.75, 1.0}) {
    moveMouse(viewport, spot((1 - t) * from + t * to), Qt::LeftButton);
  }
  QTest::mouseRelease(viewport, Qt::LeftButton, {}, spot(to));
}

void WindowFixture::placeRim(const RimCorners& corners) {
  for (const Vec2& corner : corners)
    click(corner);
}

} // namespace fillscope::tests
