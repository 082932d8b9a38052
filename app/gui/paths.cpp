#include "app/gui/paths.h"
#include "core/inference/model_registry.h"
#include <QDir>
#include <QStandardPaths>
#include <algorithm>

namespace fillscope {

std::filesystem::path AppPaths::ownModelFolder() const {
  const std::filesystem::path own = dataFolder / "models";
  const bool searched = std::find(modelFolders.begin(), modelFolders.end(), own) != modelFolders.end();
  return searched || modelFolders.empty() ? own : modelFolders.front();
}

AppPaths AppPaths::standard(const std::filesystem::path& executable) {
  AppPaths paths;
  const QString config = QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation);
  const QString data = QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation);
  // Qt 6.4 has no word for XDG_STATE_HOME yet.
  const QString state =
      qEnvironmentVariable("XDG_STATE_HOME", QDir::homePath() + QStringLiteral("/.local/state"));
  paths.settingsFile = config + QStringLiteral("/fillscope/fillscope.ini");
  paths.dataFolder = toPath(data) / "fillscope";
  paths.stateFolder = toPath(state) / "fillscope";
  paths.modelFolders = defaultModelFolders(executable);
  return paths;
}

} // namespace fillscope
