#pragma once
// Loops that the compiler builds several times, the processor's own variant chosen when the program is
// loaded.

// Any x86-64 runs the program; wider registers run some loops several times as fast. Sanitizers are not ready
// yet when the loader chooses.
#if defined(__x86_64__) && defined(__gnu_linux__) && !defined(__SANITIZE_ADDRESS__) &&                       \
    !defined(__SANITIZE_THREAD__)
/// In front of a function: built for each of the named targets and for "default".
#define FILLSCOPE_FOR_EACH_PROCESSOR(...) [[gnu::target_clones(__VA_ARGS__, "default")]]
#else
#define FILLSCOPE_FOR_EACH_PROCESSOR(...)
#endif

/// In front of a loop: no round of it writes what another one reads.
#if defined(__GNUC__) && !defined(__clang__)
#define FILLSCOPE_INDEPENDENT _Pragma("GCC ivdep")
#else
#define FILLSCOPE_INDEPENDENT
#endif
