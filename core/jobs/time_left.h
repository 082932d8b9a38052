#pragma once
// How long a job will still take, from how fast its fraction has grown.

namespace fillscope {

/// Follows a changing speed, yet does not jump: the speed is averaged over about the last third of the time
/// run so far.
class TimeLeft {
 public:
  /// fraction 0..1 reached elapsed seconds after the start. The first one is where the run began, which may
  /// be gone on with. Fractions that shrink or lie outside 0..1 start anew.
  void add(double elapsedSeconds, double fraction);
  /// From here on time does not run, until resume. What is reported meanwhile was still done before; further
  /// calls in between are ignored.
  void pause(double elapsedSeconds);
  void resume(double elapsedSeconds);
  bool isPaused() const { return pausedSince_ >= 0; }
  /// Seconds from the last sample to the end; below 0 where not known yet (under a second or 1 % done).
  double seconds() const;

 private:
  void addRunning(double elapsedSeconds, double fraction);

  double paused_ = 0;                 ///< seconds, of pauses that are over
  double pausedSince_ = -1;           ///< below 0: it runs
  double elapsed_ = 0, fraction_ = 0; ///< without pauses
  double rate_ = 0;                   ///< fraction a second
  bool begun_ = false;
};

} // namespace fillscope
