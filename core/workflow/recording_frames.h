#pragma once
// Frames of a recording as a folder of pictures with depth, camera and project.
#include "core/workflow/recording.h"

namespace fillscope {

struct FramesRequest {
  static constexpr int mostMedian = 99, usualCount = 10;
  StreamChoice streams;
  int every = 0;            ///< every n-th depth map; 0: spread evenly over the length
  int count = 0;            ///< at most that many; 0: all of every n-th, or usualCount spread evenly
  double from = 0, to = 0;  ///< seconds since the first depth map; to 0: the end
  int median = 1;           ///< the middle of so many depth maps around each, of a scene that stands still
  double metresPerUnit = 0; ///< of depth in whole numbers; 0: as the recording says
  bool resume = false;      ///< frames that are there stay, and the missing ones are made
  std::filesystem::path folder; ///< new, empty, or holding frames of the same recording and choice
  /// Error: badInput with the name of the field that is out of range.
  Result<void> check() const;
};

/// Which depth maps are taken, in Rosbag::messages(). Error: badInput where there are none.
Result<std::vector<std::size_t>> framesOf(const Recording& recording, const FramesRequest& request);

struct FramesSummary {
  std::uint64_t written = 0, kept = 0;
  struct Failure {
    std::string frame, why;
  };
  std::vector<Failure> failures; ///< frames that could not be read
  std::vector<std::string> notes;
  FrameView view = FrameView::colour;
  double mostApart = 0; ///< seconds between a depth map and its picture
  double seconds = 0;   ///< of work
  std::filesystem::path project;
};

/// NAME is the recording's with the time in milliseconds, box-003467ms. NAME.color.png, NAME.depth.png (16
/// bit, 1e-4 m; what is farther than 6.5 m counts as not measured), NAME.K.txt where the camera is known,
/// frames.json (recording and choice), and project.json (VIA 2) last. Nothing that is there is written over.
/// When progress is cancelled, the frames that are done stay. Errors: as openRecording; badInput (the folder
/// holds other files; the unit of depth is not told; no frame could be read), ioFailure, cancelled.
Result<FramesSummary> writeFrames(const std::filesystem::path& file, const FramesRequest& request,
                                  const Progress& progress = {});

} // namespace fillscope
