#pragma once
// What a number on the command line must be, said in a sentence.
#include "app/cli/arguments.h"
#include "core/base/number_text.h"
#include <CLI/CLI.hpp>
#include <string>

namespace fillscope::cli {

/// CLI11's own names the largest double, in 309 digits.
inline CLI::Validator above0() {
  return {[](std::string& text) {
            if (auto idle = checkNoIdleZero(text); !idle.empty()) return idle;
            const auto value = parseNumber(text);
            return value && *value > 0 ? std::string() : "expected a number above 0, not " + text;
          },
          "ABOVE 0"};
}

inline CLI::Validator atLeast0() {
  return {[](std::string& text) {
            if (auto idle = checkNoIdleZero(text); !idle.empty()) return idle;
            const auto value = parseNumber(text);
            return value && *value >= 0 ? std::string() : "expected 0 or a number above it, not " + text;
          },
          "AT LEAST 0"};
}

} // namespace fillscope::cli
