#include "app/gui/network_choice.h"
#include <QCoreApplication>
#include <algorithm>

namespace fillscope {
namespace {

struct Text {
  Q_DECLARE_TR_FUNCTIONS(fillscope::NetworkChoice)
};

bool serves(const ModelManifest& manifest, NetworkUse use) {
  return use == NetworkUse::corners ? manifest.task == ModelTask::corners
                                    : manifest.task == ModelTask::depth && manifest.looksThroughRim();
}

} // namespace

std::optional<QString> networkFor(const ModelRegistry& registry, NetworkUse use, const QString& wanted) {
  std::vector<std::string> ids;
  for (const ModelRegistry::Entry& entry : registry.entries())
    if (entry.manifest && serves(*entry.manifest, use)) ids.push_back(entry.id);
  const std::string shipped = use == NetworkUse::corners ? "box-corners" : "box-depth";
  for (const std::string& id : {wanted.toStdString(), shipped})
    if (std::find(ids.begin(), ids.end(), id) != ids.end()) return QString::fromStdString(id);
  if (ids.empty()) return {};
  return QString::fromStdString(ids.front());
}

QString noNetworkText(NetworkUse use, const QString& modelFolder) {
  const QString what = use == NetworkUse::corners ? Text::tr("There is no network that finds box corners.")
                                                  : Text::tr("There is no network that tells depth inside a box.");
  return what + QLatin1Char(' ') +
         Text::tr("Train one in the Train workspace, or put one with its manifest.json into a folder below %1.")
             .arg(modelFolder);
}

} // namespace fillscope
