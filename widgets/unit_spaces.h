#pragma once
#include <QString>

namespace fillscope {

/// For text that is wrapped: a number and the unit behind it stay on one line.
QString withFixedUnits(QString text);

} // namespace fillscope
