#pragma once

namespace fillscope {

/// Whether LibTorch multiplies bfloat16 on this processor as fast as float or faster: its oneDNN does with
/// AVX-512 and, on x86 without it, takes some thirty times as long. Of other processors nothing is known:
/// true. Any thread.
bool isBfloat16Fast();

} // namespace fillscope
