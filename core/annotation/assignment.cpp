#include "core/annotation/assignment.h"
#include <algorithm>
#include <limits>
#include <map>
#include <numeric>
#include <set>

namespace fillscope {
namespace {

constexpr std::size_t mostForTheBest = 400;

/// Sets that grow together, by index.
class Groups {
 public:
  explicit Groups(std::size_t count)
      : parent_(count) {
    std::iota(parent_.begin(), parent_.end(), std::size_t{0});
  }
  std::size_t of(std::size_t i) {
    while (parent_[i] != i)
      i = parent_[i] = parent_[parent_[i]];
    return i;
  }
  void join(std::size_t a, std::size_t b) { parent_[of(a)] = of(b); }

 private:
  std::vector<std::size_t> parent_;
};

/// Column of each row for the least sum of costs; rows.size() must not exceed the columns.
std::vector<int> leastCost(const std::vector<std::vector<double>>& cost) {
  const std::size_t n = cost.size(), m = cost.front().size();
  constexpr double far = std::numeric_limits<double>::infinity();
  std::vector<double> u(n + 1), v(m + 1);
  std::vector<std::size_t> rowOf(m + 1), way(m + 1);
  for (std::size_t i = 1; i <= n; ++i) {
    rowOf[0] = i;
    std::size_t column = 0;
    std::vector<double> least(m + 1, far);
    std::vector<bool> used(m + 1);
    do {
      used[column] = true;
      const std::size_t row = rowOf[column];
      double delta = far;
      std::size_t next = 0;
      for (std::size_t j = 1; j <= m; ++j) {
        if (used[j]) continue;
        const double reduced = cost[row - 1][j - 1] - u[row] - v[j];
        if (reduced < least[j]) least[j] = reduced, way[j] = column;
        if (least[j] < delta) delta = least[j], next = j;
      }
      for (std::size_t j = 0; j <= m; ++j)
        if (used[j])
          u[rowOf[j]] += delta, v[j] -= delta;
        else
          least[j] -= delta;
      column = next;
    } while (rowOf[column] != 0);
    for (; column != 0; column = way[column])
      rowOf[column] = rowOf[way[column]];
  }
  std::vector<int> answer(n, -1);
  for (std::size_t j = 1; j <= m; ++j)
    if (rowOf[j] != 0) answer[rowOf[j] - 1] = static_cast<int>(j - 1);
  return answer;
}

std::vector<PossiblePair> greedy(std::vector<PossiblePair> pairs) {
  std::stable_sort(pairs.begin(), pairs.end(),
                   [](const auto& p, const auto& q) { return p.likeness > q.likeness; });
  std::set<int> usedA, usedB;
  std::vector<PossiblePair> chosen;
  for (const PossiblePair& pair : pairs)
    if (!usedA.contains(pair.a) && !usedB.contains(pair.b)) {
      usedA.insert(pair.a), usedB.insert(pair.b);
      chosen.push_back(pair);
    }
  return chosen;
}

std::vector<PossiblePair> assignGroup(const std::vector<PossiblePair>& pairs) {
  if (pairs.size() == 1) return pairs;
  std::map<int, std::size_t> rows, columns;
  for (const PossiblePair& pair : pairs)
    rows.emplace(pair.a, rows.size()), columns.emplace(pair.b, columns.size());
  if (std::min(rows.size(), columns.size()) > mostForTheBest) return greedy(pairs);
  const bool turned = rows.size() > columns.size();
  if (turned) std::swap(rows, columns);
  std::vector<std::vector<double>> cost(rows.size(), std::vector<double>(columns.size(), 0));
  std::vector<std::vector<const PossiblePair*>> pairAt(
      rows.size(), std::vector<const PossiblePair*>(columns.size(), nullptr));
  for (const PossiblePair& pair : pairs) {
    const std::size_t r = rows.at(turned ? pair.b : pair.a), c = columns.at(turned ? pair.a : pair.b);
    cost[r][c] = -pair.likeness;
    pairAt[r][c] = &pair;
  }
  std::vector<PossiblePair> chosen;
  const auto columnOf = leastCost(cost);
  for (std::size_t r = 0; r < columnOf.size(); ++r)
    if (const PossiblePair* pair = pairAt[r][static_cast<std::size_t>(columnOf[r])]) chosen.push_back(*pair);
  return chosen;
}

} // namespace

std::vector<PossiblePair> bestAssignment(const std::vector<PossiblePair>& pairs) {
  int mostA = -1, mostB = -1;
  for (const PossiblePair& pair : pairs)
    mostA = std::max(mostA, pair.a), mostB = std::max(mostB, pair.b);
  const auto ofA = [](const PossiblePair& pair) { return static_cast<std::size_t>(pair.a); };
  Groups groups(static_cast<std::size_t>(mostA + 1) + static_cast<std::size_t>(mostB + 1));
  for (const PossiblePair& pair : pairs)
    groups.join(ofA(pair), static_cast<std::size_t>(mostA + 1) + static_cast<std::size_t>(pair.b));
  std::map<std::size_t, std::vector<PossiblePair>> byGroup;
  for (const PossiblePair& pair : pairs)
    byGroup[groups.of(ofA(pair))].push_back(pair);
  std::vector<PossiblePair> chosen;
  for (const auto& [group, members] : byGroup) {
    const auto assigned = assignGroup(members);
    chosen.insert(chosen.end(), assigned.begin(), assigned.end());
  }
  std::sort(chosen.begin(), chosen.end(), [](const auto& p, const auto& q) { return p.a < q.a; });
  return chosen;
}

} // namespace fillscope
