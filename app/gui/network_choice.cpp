#include "app/gui/network_choice.h"
#include <QCoreApplication>
#include <algorithm>

namespace fillscope {
namespace {

struct Text {
  Q_DECLARE_TR_FUNCTIONS(fillscope::NetworkChoice)
};

} // namespace

NetworkChoice::NetworkChoice(const ModelRegistry& registry, Settings& settings)
    : registry_(registry)
    , settings_(settings) {}

std::optional<QString> NetworkChoice::standard(NetworkUse use) const {
  if (const Result<std::string> chosen = chooseNetwork(registry_, {}, use))
    return QString::fromStdString(*chosen);
  const std::vector<std::string> ids = networksFor(registry_, use);
  if (ids.empty()) return {};
  return QString::fromStdString(ids.front());
}

QString NetworkChoice::gone(NetworkUse use) const {
  const QString taken = settings_.network(use);
  const std::vector<std::string> ids = networksFor(registry_, use);
  const bool there = std::find(ids.begin(), ids.end(), taken.toStdString()) != ids.end();
  return there ? QString() : taken;
}

std::optional<QString> NetworkChoice::inUse(NetworkUse use) const {
  const QString taken = settings_.network(use);
  return taken.isEmpty() || !gone(use).isEmpty() ? standard(use) : taken;
}

std::optional<QString> NetworkChoice::networkFor(NetworkUse use) {
  const std::optional<QString> network = inUse(use);
  const QString missed = gone(use);
  if (network && !missed.isEmpty() && !noted_.contains(missed)) {
    noted_.insert(missed);
    Q_EMIT noted(
        Text::tr("The network “%1” is not there any more; “%2” is used instead.").arg(missed, *network));
  }
  return network;
}

void NetworkChoice::take(NetworkUse use, const QString& id) {
  settings_.setNetwork(use, id);
  noted_.remove(id);
}

QString noNetworkText(NetworkUse use, const QString& modelFolder) {
  const auto what = [use] {
    switch (use) {
    case NetworkUse::corners:
      return Text::tr("There is no network that finds box corners.");
    case NetworkUse::classes:
      return Text::tr("There is no network that tells classes of pictures apart.");
    case NetworkUse::denoiser:
      return Text::tr("There is no network that denoises measured depth.");
    case NetworkUse::rimDepth:
    case NetworkUse::pictureDepth:
      break;
    }
    return Text::tr("There is no network that tells depth inside a box.");
  };
  return what() + QLatin1Char(' ') +
         Text::tr(
             "Train one in the Train workspace, or put one with its manifest.json into a folder below %1.")
             .arg(modelFolder);
}

QString networkTakenText(NetworkUse use, const QString& id) {
  switch (use) {
  case NetworkUse::corners:
    return Text::tr("The network “%1” is in use now: Detect corners and Predict fill find corners with it. "
                    "Measure > Network for corners leads back.")
        .arg(id);
  case NetworkUse::rimDepth:
    return Text::tr("The network “%1” is in use now: Predict fill looks into the box with it. "
                    "Measure > Network for fill leads back.")
        .arg(id);
  case NetworkUse::classes:
    return Text::tr("The network “%1” is in use now: Measure > Tell the picture's class asks it. "
                    "Measure > Network for picture classes leads to others.")
        .arg(id);
  case NetworkUse::denoiser:
    return Text::tr("The network “%1” is in use now: Denoise in the Depth workspace asks it.").arg(id);
  case NetworkUse::pictureDepth:
    break;
  }
  return Text::tr("The network “%1” is yours now: the Depth workspace has chosen it.").arg(id);
}

} // namespace fillscope
