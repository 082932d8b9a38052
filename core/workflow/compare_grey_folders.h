#pragma once
// 8-bit pictures of one folder compared in grey with those of another: pairs as of depth maps, a row each.
#include "core/workflow/compare_folders.h"

namespace fillscope {

/// What has more than 8 bits is shown between its own percentiles: two such views cannot be compared. Errors:
/// as loadPictureFile and compareGrey; badInput of more bits.
Result<GreyComparison> compareGreyPair(const DepthPair& pair);

struct GreyRow {
  std::string name;
  double ssim = 0, differentPercent = 0;
  int threshold = 0;
  std::string error; ///< "" where it was compared
};

struct GreyFolderComparison {
  std::vector<GreyRow> rows;          ///< in the order of the pairs
  FolderTotals::Figures mean, median; ///< over the rows without error: ssim, different_percent
  std::vector<std::string> estimatesAlone, referencesAlone;
  std::size_t failed() const;
};

/// Is shown each compared pair with its maps; an Error becomes the pair's.
using GreyTaker = std::function<Result<void>(const DepthPair& pair, const GreyComparison& comparison)>;

/// Errors: cancelled; a pair's own is its row's.
Result<GreyFolderComparison> compareGreyFolders(const FolderPairs& pairs, const Progress& progress = {},
                                                const GreyTaker& taker = {});

/// {pictures: [{picture, ssim, threshold, different_percent} or {picture, error}], totals: {pictures, failed,
/// mean, median}, estimates_alone, references_alone, grey: true}.
std::string greyFolderJson(const GreyFolderComparison& comparison);

} // namespace fillscope
