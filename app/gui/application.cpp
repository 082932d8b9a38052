#include "app/gui/application.h"
#include <QApplication>
#include <QIcon>
#include <QLibraryInfo>
#include <QLocale>
#include <QSurfaceFormat>
#include <QTranslator>
#include <clocale>

/// Resources of a static library are not there by themselves; Qt asks for this outside any namespace.
static void initAppResources() { Q_INIT_RESOURCE(app); }

namespace fillscope {

void prepareGraphics() {
  QSurfaceFormat format;
  format.setVersion(3, 2);
  format.setProfile(QSurfaceFormat::CoreProfile);
  format.setDepthBufferSize(24);
  format.setSamples(0);
  QSurfaceFormat::setDefaultFormat(format);
  // The 3D panel keeps its context when it is detached into a window of its own.
  QCoreApplication::setAttribute(Qt::AA_ShareOpenGLContexts);
}

void prepareApplication(QApplication& app) {
  // QApplication takes on the person's locale, and a decimal comma would go into files by way of C functions.
  std::setlocale(LC_NUMERIC, "C");
  initAppResources();
  QCoreApplication::setApplicationName(QStringLiteral("fillscope"));
  QCoreApplication::setApplicationVersion(QStringLiteral(FILLSCOPE_VERSION));
  QGuiApplication::setApplicationDisplayName(QStringLiteral("FillScope"));
  QGuiApplication::setDesktopFileName(QStringLiteral("fillscope"));
  QApplication::setWindowIcon(QIcon(QStringLiteral(":/app/fillscope.svg")));
  const auto load = [&app](const QString& name, const QString& folder) {
    auto* translator = new QTranslator(&app);
    if (translator->load(QLocale(), name, QStringLiteral("_"), folder))
      QCoreApplication::installTranslator(translator);
    else
      delete translator;
  };
  load(QStringLiteral("qtbase"), QLibraryInfo::path(QLibraryInfo::TranslationsPath));
  load(QStringLiteral("fillscope"), QStringLiteral(":/i18n"));
}

} // namespace fillscope
