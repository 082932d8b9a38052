#include "app/gui/app_context.h"
#include "app/gui/application.h"
#include "app/gui/command_line.h"
#include "app/gui/main_window.h"
#include "app/gui/screenshot_run.h"
#include "app/gui/user_prompts.h"
#include "core/backends/torch/torch_backend.h"
#include "core/base/standard_streams.h"
#include <QApplication>
#include <QTemporaryDir>

using namespace fillscope;

namespace {

void openWhatWasAsked(AppContext& context, const CommandLine& options) {
  if (options.sample) return context.session.openSample();
  if (!options.paths.empty()) return context.session.open(options.paths);
  const QString last = context.settings.lastProject();
  if (std::error_code error; !last.isEmpty() && std::filesystem::exists(toPath(last), error))
    context.session.open({toPath(last)});
}

int runWindow(QApplication& app, const CommandLine& options) {
  DialogPrompts prompts;
  AppPaths paths = AppPaths::standard(toPath(QCoreApplication::applicationFilePath()));
  QTemporaryDir scratch;
  if (!options.screenshot.empty()) {
    // A picture of the window asks no question, looks the same every time, and leaves no trace in the
    // settings.
    paths.settingsFile = scratch.filePath(QStringLiteral("fillscope.ini"));
    paths.stateFolder = toPath(scratch.path());
  }
  AppContext context(paths, prompts);
  context.theme.apply(options.theme.empty()     ? context.settings.theme()
                      : options.theme == "dark" ? ThemeChoice::dark
                                                : ThemeChoice::light);
  MainWindow window(context);
  prompts.setWindow(&window);
  if (options.size) window.resize(*options.size);
  if (const auto workspace = workspaceOf(QString::fromStdString(options.workspace)))
    window.workspaces().showFirst(*workspace);
  window.show();

  std::unique_ptr<ScreenshotRun> screenshot;
  if (!options.screenshot.empty()) {
    screenshot = std::make_unique<ScreenshotRun>(window, context, options);
    QObject::connect(screenshot.get(), &ScreenshotRun::finished, &app, &QCoreApplication::exit,
                     Qt::QueuedConnection);
  } else if (!options.picture.empty()) {
    // Of the project that was asked for with it, not of one that is opened later.
    QObject::connect(
        &context.session, &ProjectSession::projectOpened, &window,
        [&context, &options] { selectPicture(context, options.picture); },
        static_cast<Qt::ConnectionType>(Qt::AutoConnection | Qt::SingleShotConnection));
  }
  openWhatWasAsked(context, options);
  return QApplication::exec();
}

} // namespace

int main(int argc, char** argv) {
  reserveStandardStreams();
  letWaitingThreadsSleep();
  // Help needs no display.
  const ParsedCommandLine parsed = parseCommandLine(argc, argv);
  if (parsed.exitCode) return *parsed.exitCode;
  prepareGraphics();
  QApplication app(argc, argv);
  prepareApplication(app);
  return runWindow(app, parsed.options);
}
