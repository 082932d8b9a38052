#pragma once
#include <QColor>
#include <string>

namespace fillscope {

/// The colour of regions with this label: the same on every picture and in every list, light enough to stand
/// on its dark casing. No label: the accent of overlays.
QColor labelColour(const std::string& label);

} // namespace fillscope
