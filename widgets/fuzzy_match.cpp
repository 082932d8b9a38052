#include "widgets/fuzzy_match.h"

#include <algorithm>
#include <vector>

namespace fillscope {

std::optional<int> fuzzyScore(const QString& pattern, const QString& text) {
  QString wanted;
  for (const QChar c : pattern.toCaseFolded())
    if (!c.isSpace()) wanted += c;
  const QString given = text.toCaseFolded();
  if (wanted.isEmpty()) return 0;
  constexpr int none = -1000000, plain = 1, inRow = 8, wordStart = 6, textStart = 4;
  // best[j]: the best score of the pattern so far whose last letter is matched at j.
  std::vector<int> best(static_cast<std::size_t>(given.size()), none);
  for (qsizetype i = 0; i < wanted.size(); ++i) {
    std::vector<int> next(best.size(), none);
    int before = none;
    for (qsizetype j = 0; j < given.size(); ++j) {
      const auto at = static_cast<std::size_t>(j);
      if (j > 0) before = std::max(before, best[at - 1]);
      if (given[j] != wanted[i]) continue;
      const bool starts = j == 0 || !given[j - 1].isLetterOrNumber();
      const int own = plain + (starts ? wordStart : 0) + (j == 0 ? textStart : 0);
      if (i == 0) {
        next[at] = own;
        continue;
      }
      const int row = j > 0 && best[at - 1] > none ? best[at - 1] + inRow : none;
      const int reached = std::max(row, before);
      if (reached > none) next[at] = reached + own;
    }
    best = std::move(next);
  }
  const int score = best.empty() ? none : *std::max_element(best.begin(), best.end());
  if (score <= none / 2) return {};
  // Of two texts found alike, the shorter says more.
  return 100 * score - static_cast<int>(given.size());
}

} // namespace fillscope
