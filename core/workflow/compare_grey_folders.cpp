#include "core/workflow/compare_grey_folders.h"
#include "core/formats/picture_file.h"
#include "core/workflow/row_statistics.h"

namespace fillscope {
namespace {

Result<Image> loadGrey(const std::filesystem::path& file) {
  auto picture = loadPictureFile(file);
  if (!picture) return picture.error();
  if (!picture->samples.empty())
    return Error{ErrorCode::badInput, "--grey is of 8-bit pictures, and this one has more bits",
                 file.string(), "compare it as depth, without --grey"};
  return std::move(picture->image);
}

} // namespace

Result<GreyComparison> compareGreyPair(const DepthPair& pair) {
  const auto estimate = loadGrey(pair.estimate);
  if (!estimate) return estimate.error();
  const auto reference = loadGrey(pair.reference);
  if (!reference) return reference.error();
  return compareGrey(*estimate, *reference);
}

std::size_t GreyFolderComparison::failed() const {
  return static_cast<std::size_t>(
      std::count_if(rows.begin(), rows.end(), [](const GreyRow& row) { return !row.error.empty(); }));
}

Result<GreyFolderComparison> compareGreyFolders(const FolderPairs& pairs, const Progress& progress,
                                                const GreyTaker& taker) {
  GreyFolderComparison result;
  result.estimatesAlone = pairs.estimatesAlone;
  result.referencesAlone = pairs.referencesAlone;
  std::vector<double> ssim, different;
  for (const DepthPair& pair : pairs.pairs) {
    if (progress.cancelled()) return cancelledError();
    progress.report(static_cast<double>(result.rows.size()) / static_cast<double>(pairs.pairs.size()),
                    pair.name);
    GreyRow row;
    row.name = pair.name;
    const auto compared = compareGreyPair(pair);
    const auto taken = !compared ? Result<void>(compared.error())
                       : taker   ? taker(pair, *compared)
                                 : Result<void>();
    if (taken) {
      row.ssim = compared->ssim;
      row.threshold = compared->threshold;
      row.differentPercent = differentPercent(*compared);
      ssim.push_back(row.ssim);
      different.push_back(row.differentPercent);
    } else {
      row.error = taken.error().sentence();
    }
    result.rows.push_back(std::move(row));
  }
  progress.report(1);
  result.mean = {{"ssim", meanOf(ssim)}, {"different_percent", meanOf(different)}};
  result.median = {{"ssim", medianOf(ssim)}, {"different_percent", medianOf(different)}};
  return result;
}

} // namespace fillscope
