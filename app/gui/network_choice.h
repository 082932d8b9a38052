#pragma once
// Which of the networks there are answers a question of the window.
#include "app/gui/settings.h"
#include <QObject>
#include <QSet>
#include <QString>
#include <optional>

namespace fillscope {

/// The network that this person took into use, by the settings; else the shipped one. Lives on the window's
/// thread.
class NetworkChoice : public QObject {
  Q_OBJECT
 public:
  NetworkChoice(const ModelRegistry& registry, Settings& settings);

  /// Nothing: there is none.
  std::optional<QString> inUse(NetworkUse use) const;
  /// The same for work that begins; says once where another one stands in for the one that was taken into
  /// use.
  std::optional<QString> networkFor(NetworkUse use);
  /// The shipped one where it is there, else the first one there is.
  std::optional<QString> standard(NetworkUse use) const;
  QString gone(NetworkUse use) const;           ///< taken into use, and not there any more; empty: none such
  void take(NetworkUse use, const QString& id); ///< into use, remembered

 Q_SIGNALS:
  void noted(const QString& sentence);

 private:
  const ModelRegistry& registry_;
  Settings& settings_;
  QSet<QString> noted_; ///< ids that are gone
};

/// "No network finds corners yet. Train one in the Train workspace, or put …": what to do where there is
/// none.
QString noNetworkText(NetworkUse use, const QString& modelFolder);
/// What a network just taken into use is good for, and the way back.
QString networkTakenText(NetworkUse use, const QString& id);

} // namespace fillscope
