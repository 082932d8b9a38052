#pragma once
// A real window over folders of its own, with somebody who answers its questions.
#include "app/gui/app_context.h"
#include "app/gui/application.h"
#include "app/gui/main_window.h"
#include "app/gui/user_prompts.h"
#include "core/synthesis/box_scene.h"
#include <QApplication>
#include <QLocale>
#include <QPoint>
#include <QTemporaryDir>
#include <QTest>
#include <functional>
#include <memory>
#include <vector>

namespace fillscope::tests {

/// Gives the next prepared answer; without one, changes its mind. Remembers what it was asked.
class ScriptedPrompts : public UserPrompts {
 public:
  std::vector<Choice> choices;
  std::vector<QString> paths;
  std::vector<QString> questions;
  std::function<void()> meanwhile; ///< happens once while an answer is waited for

  Choice ask(const Question& question) override;
  std::optional<QString> openFile(const QString&, const QString&, const QString&) override {
    return nextPath();
  }
  std::optional<QString> openFolder(const QString&, const QString&) override { return nextPath(); }
  std::optional<QString> outputFolder(const QString&, const QString&) override { return nextPath(); }
  std::optional<QString> saveFile(const QString&, const QString&, const QString&) override {
    return nextPath();
  }

 private:
  std::optional<QString> nextPath();
};

/// Two pictures of one box (box.color.png filled, empty.color.png) with depth in 0.1 mm and intrinsics, no
/// project.
struct BoxFolder {
  std::filesystem::path folder;
  RenderedBox truth;
  BoxSize size;
};
BoxFolder writeBoxFolder(const std::filesystem::path& folder);

class WindowFixture {
 public:
  WindowFixture();
  /// Ends the old window without closing it, as a crash would, and starts another one over the same folders.
  void restart();

  bool open(const std::filesystem::path& path); ///< and waits until it is shown
  bool waitIdle();
  void setScale();          ///< the depth scale of the box folder, for all its pictures
  void click(Vec2 picture); ///< on the photo
  void drag(Vec2 from, Vec2 to);
  void placeRim(const RimCorners& corners);
  QPoint spot(Vec2 picture) const; ///< in the photo canvas's viewport
  std::filesystem::path path(const char* name) const { return toPath(home.path()) / name; }

  QTemporaryDir home;
  ScriptedPrompts prompts;
  AppPaths paths;
  std::unique_ptr<AppContext> context;
  std::unique_ptr<MainWindow> window;
};

/// The main function of a window test: graphics as in the program, English, folders that are not the person's
/// own.
template <class Test>
int runWindowTest(int argc, char** argv) {
  prepareGraphics();
  QLocale::setDefault(QLocale(QLocale::English));
  QApplication app(argc, argv);
  Test test;
  return QTest::qExec(&test, argc, argv);
}

} // namespace fillscope::tests
