#pragma once
// Which of the networks there are answers a question of the window.
#include "core/workflow/choose_network.h"
#include <QString>
#include <optional>

namespace fillscope {

/// The shipped one where it is there, else the first one there is.
std::optional<QString> networkFor(const ModelRegistry& registry, NetworkUse use);

/// "No network finds corners yet. Train one in the Train workspace, or put …": what to do where there is
/// none.
QString noNetworkText(NetworkUse use, const QString& modelFolder);

} // namespace fillscope
