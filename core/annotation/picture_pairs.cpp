#include "core/annotation/picture_pairs.h"
#include <algorithm>
#include <string_view>
#include <unordered_map>

namespace fillscope {
namespace {

std::vector<std::string> withSlashes(std::vector<std::string> names) {
  for (std::string& name : names)
    std::replace(name.begin(), name.end(), '\\', '/');
  return names;
}

/// The last name and so many folders before it; nothing where there are not as many.
std::string_view endOf(std::string_view path, std::size_t folders) {
  std::size_t begin = path.size();
  for (std::size_t k = 0; k <= folders; ++k) {
    if (begin == 0) return {};
    const std::size_t slash = path.rfind('/', begin - 1);
    begin = slash == std::string_view::npos ? 0 : slash;
  }
  return path.substr(begin == 0 && !path.starts_with('/') ? 0 : begin + 1);
}

std::size_t foldersOf(const std::string& path) {
  return static_cast<std::size_t>(std::count(path.begin(), path.end(), '/'));
}

struct Pair {
  int a = -1, b = -1;
  int countA = 0, countB = 0;
};

} // namespace

std::vector<int> pairedByName(const std::vector<std::string>& namesA,
                              const std::vector<std::string>& namesB) {
  const auto a = withSlashes(namesA), b = withSlashes(namesB);
  std::vector<int> partner(a.size(), -1);
  std::vector<bool> taken(b.size(), false);
  std::unordered_map<std::string_view, std::vector<int>> exact; // backwards: the last one is the next
  for (std::size_t i = b.size(); i-- > 0;)
    exact[b[i]].push_back(static_cast<int>(i));
  std::size_t deepest = 0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    const auto found = exact.find(a[i]);
    if (found == exact.end() || found->second.empty()) {
      deepest = std::max(deepest, foldersOf(a[i]));
      continue;
    }
    partner[i] = found->second.back();
    taken[static_cast<std::size_t>(partner[i])] = true;
    found->second.pop_back();
  }
  for (std::size_t folders = deepest + 1; folders-- > 0;) {
    std::unordered_map<std::string_view, Pair> ends;
    for (std::size_t i = 0; i < b.size(); ++i)
      if (const auto end = taken[i] ? std::string_view() : endOf(b[i], folders); !end.empty())
        ends[end].b = static_cast<int>(i), ++ends[end].countB;
    for (std::size_t i = 0; i < a.size(); ++i)
      if (const auto end = partner[i] >= 0 ? std::string_view() : endOf(a[i], folders); !end.empty())
        ends[end].a = static_cast<int>(i), ++ends[end].countA;
    for (const auto& [end, pair] : ends) {
      if (pair.countA != 1 || pair.countB != 1) continue;
      partner[static_cast<std::size_t>(pair.a)] = pair.b;
      taken[static_cast<std::size_t>(pair.b)] = true;
    }
  }
  return partner;
}

} // namespace fillscope
