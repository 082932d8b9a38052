#pragma once
// How good networks are on data with truth: the tables of the model cards.
#include "core/base/progress.h"
#include "core/geometry/corner_metrics.h"
#include "core/inference/classifier.h"
#include "core/inference/depth_denoiser.h"
#include "core/learning/class_scores.h"
#include "core/learning/training_sample.h"
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace fillscope {

using Networks = std::vector<std::shared_ptr<Network>>;

/// How tables call them: by id; where several have one, with the end of the folder's path that tells which,
/// such as "mine (runs/second)".
std::vector<std::string> networkNames(const Networks& networks);

/// What one picture adds to a network's score.
struct PictureFigures {
  std::string part, network; ///< "corners", "depth", "fill", "classes" or "denoiser"; as the tables name it
  std::string given;         ///< beside the photo, such as "true corners, camera and size"; "" nothing
  std::string picture;
  /// Lengths in metres or pixels as the name says, shares 0..1, fill in points; none where it has no answer.
  std::vector<std::pair<std::string, double>> figures;
};

struct EvaluationOptions {
  std::size_t limit = 0;   ///< samples, from the first; 0 all
  bool trueCorners = true; ///< fill: with the true corners, not with detected ones alone
  /// Told of every picture as it is judged, on the calling thread.
  std::function<void(const PictureFigures&)> onPicture = {};
  /// Told of each sample that cannot be read, which is then passed over; where nobody is, it ends the
  /// evaluation.
  std::function<void(const Error&)> onUnreadable = {};
  /// Classes: of every picture what a network calls it, and the index of its true class.
  std::function<void(const TrainingSample&, const Classification&, std::size_t truth)> onClass = {};
};

/// "picture,part,network,given,figure,value" and a line (RFC 4180, ends with \n) for each figure; a picture
/// without an answer has one line, whose figure is "failed" and whose value is 1.
std::string figuresHeadCsv();
std::string figuresCsv(const PictureFigures& figures);

/// Corners in one look, in two and in as many as the manifest asks for, named "ID, 1 look" and so on, best
/// first. Boxes are compared
/// whichever corner comes first. Errors: badInput (no corners network, no sample with as many keypoints),
/// those of source and network.
Result<std::vector<CornerScore>> evaluateCorners(const Networks& networks, const SampleSource& source,
                                                 const EvaluationOptions& options,
                                                 const Progress& progress = {});

/// What is told of the box beside the photo.
enum class Told { everything, camera, photo }; ///< camera and size; camera; neither
/// "camera and size", "camera", "photo alone".
const char* nameOf(Told told);

/// Where depth is judged: inside the rim, or, of pictures without a known box, everywhere.
enum class DepthPlace { rim, picture };
/// "rim", "picture".
const char* nameOf(DepthPlace place);

/// Depth against the truth: the mean over pictures of each picture's figures. Inside the rim (true corners):
/// What rises more than 2 cm over the rim (hands, standing flaps) is not inside the box and left out. SSIM:
/// 7×7 windows inside the rim. ssim: its range R what the box can hold, from its nearest rim corner to its
/// farthest floor corner along the optical axis (a possible range, the same however full it is). ssimOfSpan:
/// R the span of the true depth in the rim, which is narrower for full boxes. Where the size is not told, the
/// depth is in rim lengths and is brought to metres by the true first side. Where the camera is told, so is
/// the lens's k1. In whole pictures R is what lies between 2 and 98 % of the true depth, or its span.
struct DepthScore {
  std::string name;
  DepthPlace place = DepthPlace::rim;
  Told told = Told::everything;            ///< photo: of whole pictures
  std::size_t pictures = 0, failed = 0;    ///< failed: no answer, or none in metres; not in the means
  double absRel = 0, delta1 = 0, rmse = 0; ///< rmse in metres
  double ssim = 0, ssimOfSpan = 0;         ///< over the pictures that have one
  double answeredShare = 0; ///< of the true depth's pixels: the other figures are of these alone
};
/// Best first: the least AbsRel; without a picture its means are no numbers, and it is last. Networks that
/// look through the rim twice, with everything told and with the camera alone; others once, as they are, and
/// once more over the pictures without a rim, where there are such; rims first. Samples need depth in metres;
/// for what is inside the rim camera, size and four corners. Error: badInput (no network can be judged by any
/// of them), those of source and network.
Result<std::vector<DepthScore>> evaluateDepth(const Networks& networks, const SampleSource& source,
                                              const EvaluationOptions& options,
                                              const Progress& progress = {});

/// Errors in points of fill.
struct FillScore {
  std::string name;
  bool trueCorners = true;
  Told told = Told::everything;
  std::size_t pictures = 0, failed = 0;  ///< failed: no answer; counted as if the mean had been answered
  double mean = 0, median = 0, p95 = 0;  ///< of |error|
  double bias = 0;                       ///< mean error
  double coverage = 0, meanWidth = 0;    ///< share of truths in the interval; its mean width
  double figureMean = 0, volumeMean = 0; ///< mean |error| of the network's own figure, of the volume alone
  double bestWeight = 0;                 ///< "x-fill-figure-weight" with the least mean here
  double sigmaScale = 0; ///< "x-fill-sigma-scale" with which nine of ten figures lie within 1.645 errors here
  double baseline = 0;   ///< mean |error| of always answering the mean of these pictures
};
/// Every network that looks through the rim with true corners and, where finder is not null, with the corners
/// that it finds, for each kind of telling. Samples need fill, camera, size and four corners.
Result<std::vector<FillScore>> evaluateFill(const Networks& networks, Network* finder,
                                            const std::vector<Told>& told, const SampleSource& source,
                                            const EvaluationOptions& options, const Progress& progress = {});

/// Means over pictures; not a number where no picture had such pixels.
struct DenoiseErrors {
  double mae = 0, rmse = 0; ///< metres
  double absRel = 0;
};
/// before and after are of the same pixels: measured, kept by the network, their true depth known.
struct DenoiserScore {
  std::string name;
  std::size_t pictures = 0;
  DenoiseErrors before, after;
  double filledMae = 0;                   ///< metres, of pixels that were not measured and got a distance
  double holesBefore = 0, holesAfter = 0; ///< share of all pixels without a distance
};
/// Best first: the least AbsRel afterwards. Samples need measured and true depth in metres. Errors: badInput
/// (no sample), those of source and denoise().
Result<std::vector<DenoiserScore>> evaluateDenoisers(const Networks& networks, const SampleSource& source,
                                                     const DenoiseOptions& how,
                                                     const EvaluationOptions& options,
                                                     const Progress& progress = {});

/// Best first: the highest balanced accuracy. Errors: badInput (no classes network, no sample, a sample of a
/// class that a network does not know), those of source and network.
Result<std::vector<ClassesScore>> evaluateClasses(const Networks& networks, const SampleSource& source,
                                                  const EvaluationOptions& options,
                                                  const Progress& progress = {});

} // namespace fillscope
