#pragma once
// What a fill report says in words: figure, interval, verdict against the limit, the small table.
#include "core/geometry/fill.h"
#include "widgets/tone_label.h"
#include <QString>
#include <vector>

namespace fillscope {

/// "31 %"
QString percentText(double percent);
/// "between 24 and 38 %"; where the ends are one, whether that is because nothing is hidden.
QString intervalText(const FillReport& report);

struct FillVerdict {
  QString text, icon; ///< icon: a name for theme::icon
  Tone tone = Tone::plain;
};
/// Within or over the limit; doubtful where the interval reaches across it, or where size and
/// depth are far apart.
FillVerdict verdictOf(const FillReport& report, double limitPercent);

struct FillRow {
  QString name, value, explanation;
};
std::vector<FillRow> tableOf(const FillReport& report);

/// What a warning means, and what to do, in the window's language. Words that it does not know stay English.
QString meaningText(const FillWarning& warning);
QString remedyText(const FillWarning& warning);

/// FillReport::method in the window's language.
QString methodText(const std::string& method);

/// First letter large, a full stop at the end.
QString sentenceOf(const std::string& text);

} // namespace fillscope
