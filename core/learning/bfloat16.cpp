#include "core/learning/bfloat16.h"

namespace fillscope {

bool isBfloat16Fast() {
#if defined(__x86_64__) || defined(__i386__)
  return __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vl") &&
         __builtin_cpu_supports("avx512dq");
#else
  return true;
#endif
}

} // namespace fillscope
