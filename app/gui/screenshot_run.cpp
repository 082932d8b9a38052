#include "app/gui/screenshot_run.h"
#include "app/gui/app_context.h"
#include "app/gui/main_window.h"
#include "app/gui/notice_bar.h"
#include <QDir>
#include <QSaveFile>
#include <cstdio>
#include <utility>

namespace fillscope {
namespace {
constexpr int lookMilliseconds = 50;
constexpr int calmEnough = 8; // looks in a row with nothing to do: the 3D view has drawn by then
constexpr int patienceMilliseconds = 120000;
} // namespace

bool selectPicture(AppContext& context, const std::string& name) {
  for (int i = 0; i < context.document.pictureCount(); ++i) {
    const std::filesystem::path file(context.document.picture(i).filename);
    const std::filesystem::path stem = file.stem();
    const bool colour = stem.extension() == ".color";
    if (file == name || file.filename() == name || stem == name || (colour && stem.stem() == name)) {
      context.current.select(i);
      return true;
    }
  }
  return false;
}

ScreenshotRun::ScreenshotRun(MainWindow& window, AppContext& context, const CommandLine& options)
    : window_(window)
    , context_(context)
    , file_(QString::fromStdString(options.screenshot))
    , opens_(options.sample || !options.paths.empty()) {
  connect(&context_.session, &ProjectSession::failed, this,
          [this](const Error& error) { fail(QString::fromStdString(error.sentence())); });
  connect(
      &context_.session, &ProjectSession::recordingGiven, this, [this](const std::filesystem::path& file) {
        fail(
            tr("%1: this is a recording. Take frames of it with fillscope-cli frames, and show their folder.")
                .arg(toText(file)));
      });
  connect(&context_.session, &ProjectSession::projectOpened, this, [this, name = options.picture] {
    if (!name.empty() && !selectPicture(context_, name))
      fail(tr("%1: there is no such picture. Give a file name as the project lists it.")
               .arg(QString::fromStdString(name)));
  });
  timer_.setInterval(lookMilliseconds);
  connect(&timer_, &QTimer::timeout, this, &ScreenshotRun::look);
  timer_.start();
  running_.start();
}

void ScreenshotRun::look() {
  if (failed_) return;
  if (running_.elapsed() > patienceMilliseconds) return fail(tr("The picture did not load in two minutes."));
  const bool calm = (!opens_ || context_.session.isOpen()) && context_.isIdle();
  calmLooks_ = calm ? calmLooks_ + 1 : 0;
  if (calmLooks_ >= calmEnough) take();
}

void ScreenshotRun::take() {
  timer_.stop();
  if (opens_ && !context_.current.loaded())
    return fail(context_.current.problem().isEmpty() ? tr("There is no picture to show.")
                                                     : context_.current.problem());
  window_.noticeBar().hide();
  QSaveFile out(file_);
  if (!out.open(QIODevice::WriteOnly) || !window_.grab().save(&out, "PNG") || !out.commit())
    return fail(tr("%1 cannot be written: %2").arg(QDir::toNativeSeparators(file_), out.errorString()));
  Q_EMIT finished(0);
}

void ScreenshotRun::fail(const QString& sentence) {
  if (std::exchange(failed_, true)) return;
  timer_.stop();
  std::fprintf(stderr, "fillscope: %s\n", qPrintable(sentence));
  Q_EMIT finished(3);
}

} // namespace fillscope
