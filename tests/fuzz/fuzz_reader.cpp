// One reader under libFuzzer: fuzz_NAME FOLDER.
#include "tests/fuzz/reader_checks.h"
#include <cstdint>
#include <cstdio>
#include <cstdlib>

using namespace fillscope::tests;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const auto checks = FILLSCOPE_FUZZ_CHECKS();
  for (const ReaderCheck& check : checks) {
    if (check.name != FILLSCOPE_FUZZ_NAME) continue;
    const std::string wrong = check.run({reinterpret_cast<const char*>(data), size});
    if (wrong.empty()) return 0;
    std::fprintf(stderr, "%s\n", wrong.c_str());
  }
  std::abort();
}
