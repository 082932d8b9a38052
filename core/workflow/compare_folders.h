#pragma once
// Depth maps of one folder judged against those of another: pairs by name, a row each, totals.
#include "core/base/progress.h"
#include "core/workflow/compare.h"
#include <functional>
#include <string>
#include <vector>

namespace fillscope {

struct FolderPairs {
  std::vector<DepthPair> pairs;                             ///< in natural order of their names
  std::vector<std::string> estimatesAlone, referencesAlone; ///< files without a partner
};
/// Depth files of two folders by name, the ending depth (NAME.depth.png, NAME-depth.npy) and the suffix
/// apart, letters without regard to case; where one lies there in several, the one that holds metres as it
/// is. Where a folder has files that end so, its others are no depth maps (photos). Files in subfolders
/// belong together where these are of the same names, too: "left/box2". What lies in one of the two, in `out`
/// or is hidden is not looked for in the other, nor is what may not be read. Errors: notFound, badInput (no
/// pair).
Result<FolderPairs> pairFolders(const std::filesystem::path& estimates,
                                const std::filesystem::path& references,
                                const std::filesystem::path& out = {});

/// One pair without its maps, or why there is none.
struct PairRow {
  std::string name;
  DepthComparison comparison;
  std::string error;              ///< "" where it was compared
  std::vector<std::string> notes; ///< ComparedPair's
};

/// Over the rows without error. Each picture counts alike in mean and median, each pixel in pooled: SSIM by
/// its windows, the median error of all pixels is not known (NaN).
struct FolderTotals {
  using Figures = std::vector<std::pair<const char*, double>>; ///< as comparisonFigures
  std::size_t pictures = 0, pixels = 0;
  Figures mean, median, pooled;
};
FolderTotals totalsOf(const std::vector<PairRow>& rows);

struct FolderComparison {
  std::vector<PairRow> rows; ///< in the order of the pairs
  FolderTotals totals;
  std::vector<std::string> estimatesAlone, referencesAlone;
  std::size_t failed() const;
};

/// Is shown each compared pair with its maps, from several threads at a time; an Error becomes the pair's.
using PairTaker = std::function<Result<void>(const DepthPair& pair, const ComparedPair& compared)>;

/// Some pairs at a time, so that a thousand take no more memory than a few. threads: 0: one for each
/// processor; the result does not depend on it. Errors: cancelled; a pair's own is its row's.
Result<FolderComparison> compareFolders(const FolderPairs& pairs, const PairRequest& request, int threads,
                                        const Progress& progress = {}, const PairTaker& taker = {});

/// {pictures: [{picture, …comparisonJson} or {picture, error}], totals: {pictures, failed, valid_pixels,
/// mean, median, pooled}, estimates_alone, references_alone}.
std::string folderComparisonJson(const FolderComparison& comparison);
/// A row a picture, then mean, median and pooled.
std::string folderComparisonCsv(const FolderComparison& comparison);

} // namespace fillscope
