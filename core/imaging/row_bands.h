#pragma once
// One picture's rows shared out among threads.
#include <functional>

namespace fillscope {

/// Threads that forEachBand uses for `wanted`: itself where positive, else one for each processor.
int threadCount(int wanted);

/// Calls work(band) once for every band in [0, bands), on up to `threads` threads, the caller's among them.
/// Bands are handed out in order, each to whoever is free, so work must write to its own band's place only; a
/// sum taken afterwards in band order is the same for any number of threads. Where no thread can be started,
/// the caller does all. The first exception of work is thrown again here, after all threads have ended.
void forEachBand(int bands, int threads, const std::function<void(int)>& work);

} // namespace fillscope
