#include "core/workflow/compare_folders.h"
#include "core/formats/decode.h"
#include "core/formats/folder_index.h"
#include "core/imaging/order_statistics.h"
#include "core/imaging/row_bands.h"
#include "core/workflow/row_statistics.h"
#include <algorithm>
#include <atomic>
#include <cmath>
#include <limits>
#include <map>
#include <mutex>
#include <tuple>

namespace fillscope {
namespace {

namespace fs = std::filesystem;

/// By the base as it is written; both with the subfolders in front.
using FilesByBase = std::map<std::string, std::string>;

/// Earlier programs kept 8-bit depth as JPEG or BMP: read where nothing better is there.
int rankOf(const std::string& name) {
  const std::string suffix = lowerSuffix(name);
  const int rank = depthRank(name);
  const bool isOld = suffix == ".jpg" || suffix == ".jpeg" || suffix == ".bmp";
  return rank < 0 && isOld ? std::numeric_limits<int>::max() : rank;
}

/// Of several files of one base the least is taken.
auto orderOf(const std::string& name) { return std::tuple(!isDepthName(name), rankOf(name), name); }

/// No photo is written as floats.
bool mayBePhoto(const std::string& name) {
  const std::string suffix = lowerSuffix(name);
  return isPictureName(name) && suffix != ".tif" && suffix != ".tiff" && suffix != ".exr" && suffix != ".pfm";
}

using NamesByFolder = std::map<std::string, std::vector<std::string>>;

/// Depth files below the folder as seen from it, by the subfolder that they lie in.
Result<NamesByFolder> namesBelow(const fs::path& folder, const std::vector<fs::path>& others) {
  std::error_code fault;
  if (!fs::is_directory(folder, fault))
    return Error{ErrorCode::notFound, "there is no such folder of depth maps", folder.string(),
                 "name two folders, or two files"};
  const auto isOther = [&](const fs::path& place) {
    return std::any_of(others.begin(), others.end(), [&](const fs::path& other) {
      std::error_code missing;
      return !other.empty() && fs::equivalent(place, other, missing);
    });
  };
  NamesByFolder names;
  const fs::directory_iterator mayRead(folder, fault); // a subfolder that may not be read is passed over
  const auto skip = fs::directory_options::skip_permission_denied;
  fs::recursive_directory_iterator at, end;
  if (!fault) at = fs::recursive_directory_iterator(folder, skip, fault);
  for (; !fault && at != end; at.increment(fault)) {
    std::error_code odd; // a link to nowhere
    const std::string name = at->path().filename().string();
    const bool isFolder = at->is_directory(odd);
    if (isFolder && (name.starts_with('.') || isOther(at->path()))) at.disable_recursion_pending();
    if (isFolder || name.starts_with('.') || rankOf(name) < 0 || !at->is_regular_file(odd)) continue;
    const fs::path place = at->path().lexically_relative(folder);
    names[place.parent_path().generic_string()].push_back(place.generic_string());
  }
  if (fault)
    return Error{
        ErrorCode::ioFailure, "the folder cannot be listed: " + fault.message(), folder.string(), {}};
  return names;
}

Result<FilesByBase> depthsIn(const fs::path& folder, const std::vector<fs::path>& others) {
  auto found = namesBelow(folder, others);
  if (!found) return found.error();
  FilesByBase files;
  for (auto& [place, names] : *found) {
    if (std::any_of(names.begin(), names.end(), isDepthName))
      std::erase_if(names, [](const std::string& name) { return !isDepthName(name) && mayBePhoto(name); });
    for (const std::string& name : names) {
      std::string& present = files[name.substr(0, depthBaseOf(name).size())];
      if (present.empty() || orderOf(name) < orderOf(present)) present = name;
    }
  }
  return files;
}

/// The base of each of ours with that of its partner: the same one, or where there is none, one that differs
/// in letter case alone.
std::map<std::string, std::string> partnersOf(const FilesByBase& ours, const FilesByBase& theirs) {
  std::map<std::string, std::string> partners, left;
  for (const auto& [base, file] : theirs)
    if (!ours.contains(base)) left.emplace(depthBaseOf(file), base);
  for (const auto& [base, file] : ours) {
    if (theirs.contains(base))
      partners.emplace(base, base);
    else if (const auto other = left.extract(depthBaseOf(file)))
      partners.emplace(base, other.mapped());
  }
  return partners;
}

std::string nameOf(const std::string& file, const std::string& base) {
  const bool isName = !base.empty() && !base.ends_with('/'); // else the file is called depth.png
  return isName ? base : base + fs::path(file).stem().string();
}

/// What every thread writes to: its own row, and how many are done.
class FolderRun {
 public:
  FolderRun(const FolderPairs& pairs, const PairRequest& request, int threads, const Progress& progress,
            const PairTaker& taker)
      : pairs_(pairs.pairs)
      , request_(request)
      , progress_(progress)
      , taker_(taker)
      , rows_(pairs.pairs.size()) {
    const int wanted = threadCount(threads), count = static_cast<int>(rows_.size());
    threads_ = std::clamp(wanted, 1, std::max(count, 1));
    request_.options.threads = std::max(1, wanted / threads_);
  }

  Result<std::vector<PairRow>> run() {
    forEachBand(static_cast<int>(rows_.size()), threads_, [this](int i) {
      if (progress_.cancelled()) stopped_ = true;
      if (!stopped_) compare(static_cast<std::size_t>(i));
    });
    if (stopped_) return cancelledError();
    return std::move(rows_);
  }

 private:
  void compare(std::size_t index) {
    const DepthPair& pair = pairs_[index];
    PairRow& row = rows_[index];
    row.name = pair.name;
    const Progress stopOnly{{}, progress_.isCancelled};
    auto compared = comparePair(pair, request_, stopOnly);
    auto taken = !compared ? Result<void>(compared.error())
                 : taker_  ? taker_(pair, *compared)
                           : Result<void>();
    if (!taken) {
      if (taken.error().code == ErrorCode::cancelled) stopped_ = true;
      row.error = taken.error().sentence();
    } else {
      row.notes = std::move(compared->notes);
      row.comparison = std::move(compared->comparison);
      row.comparison.difference = row.comparison.ssimMap = {};
      row.comparison.different = row.comparison.leftOut = {};
      row.comparison.counted.within.reset();
    }
    const std::lock_guard lock(guard_);
    progress_.report(static_cast<double>(++done_) / static_cast<double>(rows_.size()), pair.name);
  }

  const std::vector<DepthPair>& pairs_;
  PairRequest request_;
  const Progress& progress_;
  const PairTaker& taker_;
  int threads_ = 1;
  std::vector<PairRow> rows_;
  std::atomic<bool> stopped_{false};
  std::mutex guard_;
  std::size_t done_ = 0;
};

FolderTotals::Figures figuresOf(const DepthComparison& comparison) {
  return comparisonFigures(comparison.ssim, comparison.metrics, differentPercent(comparison));
}

} // namespace

Result<FolderPairs> pairFolders(const fs::path& estimates, const fs::path& references, const fs::path& out) {
  const auto ours = depthsIn(estimates, {references, out});
  if (!ours) return ours.error();
  const auto theirs = depthsIn(references, {estimates, out});
  if (!theirs) return theirs.error();
  FolderPairs found;
  const auto partners = partnersOf(*ours, *theirs);
  FilesByBase alone = *theirs;
  for (const auto& [base, file] : *ours) {
    const auto partner = partners.find(base);
    if (partner == partners.end()) {
      found.estimatesAlone.push_back(file);
      continue;
    }
    found.pairs.push_back({nameOf(file, base), estimates / file, references / theirs->at(partner->second)});
    alone.erase(partner->second);
  }
  for (const auto& [base, file] : alone)
    found.referencesAlone.push_back(file);
  if (found.pairs.empty())
    return Error{ErrorCode::badInput,
                 "no depth map here is named as one of " + references.string() + " (" +
                     std::to_string(ours->size()) + " and " + std::to_string(theirs->size()) + " depth maps)",
                 estimates.string(), "name both alike: NAME.npy and NAME.depth.png belong together"};
  std::sort(found.pairs.begin(), found.pairs.end(),
            [](const DepthPair& a, const DepthPair& b) { return naturallyBefore(a.name, b.name); });
  for (auto* names : {&found.estimatesAlone, &found.referencesAlone})
    std::sort(names->begin(), names->end(), naturallyBefore);
  return found;
}

FolderTotals totalsOf(const std::vector<PairRow>& rows) {
  FolderTotals totals;
  MetricSums sums;
  double ssim = 0, windows = 0, different = 0;
  std::vector<std::vector<double>> columns;
  for (const PairRow& row : rows) {
    if (!row.error.empty()) continue;
    const DepthComparison& c = row.comparison;
    ++totals.pictures;
    sums.add(c.sums);
    if (c.ssimWindows > 0) ssim += c.ssim * static_cast<double>(c.ssimWindows);
    windows += static_cast<double>(c.ssimWindows);
    different += static_cast<double>(c.differentPixels);
    const auto figures = figuresOf(c);
    columns.resize(figures.size());
    for (std::size_t k = 0; k < figures.size(); ++k)
      if (std::isfinite(figures[k].second)) columns[k].push_back(figures[k].second);
  }
  totals.pixels = sums.count;
  totals.pooled = comparisonFigures(ssim / windows, sums.metrics(), 100 * different / double(sums.count));
  totals.mean = totals.median = totals.pooled;
  columns.resize(totals.pooled.size());
  for (std::size_t k = 0; k < columns.size(); ++k) {
    totals.mean[k].second = meanOf(columns[k]);
    totals.median[k].second = medianOf(columns[k]);
  }
  return totals;
}

std::size_t FolderComparison::failed() const {
  return static_cast<std::size_t>(
      std::count_if(rows.begin(), rows.end(), [](const PairRow& row) { return !row.error.empty(); }));
}

Result<FolderComparison> compareFolders(const FolderPairs& pairs, const PairRequest& request, int threads,
                                        const Progress& progress, const PairTaker& taker) {
  FolderRun run(pairs, request, threads, progress, taker);
  auto rows = run.run();
  if (!rows) return rows.error();
  FolderComparison comparison;
  comparison.rows = std::move(*rows);
  comparison.totals = totalsOf(comparison.rows);
  comparison.estimatesAlone = pairs.estimatesAlone;
  comparison.referencesAlone = pairs.referencesAlone;
  return comparison;
}

} // namespace fillscope
