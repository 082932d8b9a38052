#pragma once
// Which of the networks there are answers a question of the window.
#include "core/inference/model_registry.h"
#include <QString>
#include <optional>

namespace fillscope {

/// What a network is wanted for: to find rim corners, or to tell how full a box is through its rim.
enum class NetworkUse { corners, fill };

/// The wanted id where it is one that works, else the shipped one, else the first one there is.
std::optional<QString> networkFor(const ModelRegistry& registry, NetworkUse use, const QString& wanted = {});

/// "No network finds corners yet. Train one in the Train workspace, or put …": what to do where there is none.
QString noNetworkText(NetworkUse use, const QString& modelFolder);

} // namespace fillscope
