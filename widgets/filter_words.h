#pragma once
// Words of a filter field: all of them must hold, a minus refuses one. And the field they are typed into.
#include <QLineEdit>
#include <QStringList>
#include <algorithm>

namespace fillscope {

/// holds(word) says whether one word fits; the word has no minus any more.
template <class Holds>
bool allWordsHold(const QStringList& words, Holds holds) {
  return std::all_of(words.begin(), words.end(), [&](const QString& typed) {
    const bool refused = typed.size() > 1 && typed.startsWith(QLatin1Char('-'));
    return holds(refused ? typed.mid(1) : typed) != refused;
  });
}
inline QStringList filterWords(const QString& filter) {
  return filter.split(QLatin1Char(' '), Qt::SkipEmptyParts);
}

/// With the sign of searching and a button that clears it.
QLineEdit* newFilterField(const QString& accessibleName, const QString& tip);

} // namespace fillscope
