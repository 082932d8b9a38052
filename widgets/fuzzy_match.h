#pragma once
#include <QString>
#include <optional>

namespace fillscope {

/// How well a typed pattern finds a text, higher is better; nothing where its letters do not occur in order.
/// Case is ignored, spaces in the pattern are skipped; letters at the start of words and runs of letters
/// count more.
std::optional<int> fuzzyScore(const QString& pattern, const QString& text);

} // namespace fillscope
