#pragma once
// The language of a report's page. report.json and report.csv are for programs and stay as they are.
#include <functional>
#include <string>
#include <vector>

namespace fillscope {

/// The core speaks English; whoever knows more says how its words are called.
struct ReportWords {
  std::string language = "en"; ///< of the page: its lang attribute
  std::string decimalPoint = ".";
  std::function<std::string(const std::string& english)> translate{}; ///< empty: English

  /// The phrase with the values in the places of %1, %2 …
  std::string operator()(const std::string& english, std::vector<std::string> values = {}) const;
  /// "–" where not finite.
  std::string number(double value, int decimals) const;
  /// A limit in percent as it was set: with a decimal where it has one.
  std::string limit(double percent) const;
};

} // namespace fillscope
