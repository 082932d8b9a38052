#pragma once
// Two depth files told apart, and what is kept of it.
#include "core/base/progress.h"
#include "core/formats/depth_io.h"
#include "core/imaging/compare_depth.h"
#include "core/imaging/compare_grey.h"
#include "core/workflow/compare_area.h"
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

namespace fillscope {

/// How the files of pairs are read. A scale of integers says nothing about floats, which hold metres.
struct PairReading {
  DepthEncoding estimate;
  double referenceScale = 0; ///< 0: the estimate's; metres per unit of that are no scale of inverse depth
  DepthKind referenceKind = DepthKind::metric; ///< inverse: its scale is 1/m per unit
};
struct PairRequest {
  PairReading reading;
  CompareOptions options; ///< of its counted pixels the mask is the area's, where one is given
  AreaFinder area;        ///< may be empty
};

struct ComparedPair {
  DepthMap estimate, reference;
  CountedArea area; ///< without a mask where all counts
  DepthComparison comparison;
  std::vector<std::string> notes; ///< what to know about the files, a sentence each
};
/// Errors: those of loadDepth, of the area and of compareDepth; badInput where an inverse reference of whole
/// numbers has no scale.
Result<ComparedPair> comparePair(const DepthPair& pair, const PairRequest& request,
                                 const Progress& progress = {});

/// That the estimate was resized, and whether that stretched it; "" where it was not.
std::string resizedSentence(const DepthComparison& comparison);

/// The figures that a comparison, and the totals of several, are told in: names as in files, values as they
/// come (NaN: not known).
std::vector<std::pair<const char*, double>> comparisonFigures(double ssim, const DepthMetrics& metrics,
                                                              double differentPercent);
double differentPercent(const DepthComparison& comparison);
double differentPercent(const GreyComparison& comparison); ///< of all pixels

/// One object: ssim, range [low, high] in metres, valid_pixels, mean_abs_error_m, the metrics of
/// depth_metrics.h, different_percent, threshold, counted {within, min_depth_m, max_depth_m, crop},
/// alignment {name, scale, shift}, estimate_size, reference_size, stretched.
std::string comparisonJson(const DepthComparison& comparison);

/// What writeComparison and writeGreyComparison write there.
std::vector<std::filesystem::path> comparisonFiles(const std::filesystem::path& folder,
                                                   const std::string& name);

/// Whether writeComparison or writeGreyComparison may write there. Error: badInput where NAME.json is another
/// file than a comparison, or is not there and one of the pictures is.
Result<void> checkComparisonPlace(const std::filesystem::path& folder, const std::string& name);

/// DIR/NAME-Diff.png (signed, diverging colours), NAME-ssimDiff.png (1 − S), NAME-thresh.png (white:
/// different) and NAME.json. The folder is made; an earlier comparison of that name is replaced. Errors:
/// those of checkComparisonPlace, ioFailure.
Result<void> writeComparison(const DepthComparison& comparison, const std::filesystem::path& folder,
                             const std::string& name);

/// DIR/NAME-Diff.png, NAME-ssimDiff.png, NAME-thresh.png of grey pictures, and NAME.json {ssim, threshold,
/// different_percent, grey: true}. Errors: as writeComparison.
Result<void> writeGreyComparison(const GreyComparison& comparison, const std::filesystem::path& folder,
                                 const std::string& name);
std::string greyComparisonJson(const GreyComparison& comparison);

} // namespace fillscope
