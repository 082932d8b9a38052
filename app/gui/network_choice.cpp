#include "app/gui/network_choice.h"
#include <QCoreApplication>

namespace fillscope {
namespace {

struct Text {
  Q_DECLARE_TR_FUNCTIONS(fillscope::NetworkChoice)
};

} // namespace

std::optional<QString> networkFor(const ModelRegistry& registry, NetworkUse use) {
  if (const Result<std::string> chosen = chooseNetwork(registry, {}, use))
    return QString::fromStdString(*chosen);
  const std::vector<std::string> ids = networksFor(registry, use);
  if (ids.empty()) return {};
  return QString::fromStdString(ids.front());
}

QString noNetworkText(NetworkUse use, const QString& modelFolder) {
  const QString what = use == NetworkUse::corners
                           ? Text::tr("There is no network that finds box corners.")
                           : Text::tr("There is no network that tells depth inside a box.");
  return what + QLatin1Char(' ') +
         Text::tr(
             "Train one in the Train workspace, or put one with its manifest.json into a folder below %1.")
             .arg(modelFolder);
}

} // namespace fillscope
