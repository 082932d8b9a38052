#pragma once
// How many of something, in words that fit the number and with its digits grouped: "1 picture", "1,200
// pictures".
#include <QString>

namespace fillscope {

QString picturesText(qlonglong count);
QString regionsText(qlonglong count);
QString samplesText(qlonglong count);
QString filesText(qlonglong count);

} // namespace fillscope
