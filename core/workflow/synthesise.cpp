#include "core/workflow/synthesise.h"
#include "core/base/file_io.h"
#include "core/base/memory.h"
#include "core/imaging/row_bands.h"
#include "core/workflow/photo_files.h"
#include "core/workflow/synthetic_set.h"
#include <atomic>
#include <chrono>
#include <mutex>
#include <optional>

namespace fillscope {
namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t mostSamples = 100'000'000;

Result<void> check(const SynthesisRequest& request) {
  const auto fault = [](const std::string& what, const std::string& hint) {
    return Error{ErrorCode::badInput, what, {}, hint};
  };
  if (request.count < 1 || request.count > mostSamples)
    return fault("the number of samples must be 1 to " + std::to_string(mostSamples), "give another number");
  if (request.shards < 1 || request.shard < 0 || request.shard >= request.shards)
    return fault("there is no such shard", "give a part of the whole, such as 2/8");
  if (request.folder.empty()) return fault("there is no folder to write into", "give one");
  return request.spec.check();
}

/// One shard's samples, written by several threads.
class ShardWriter {
 public:
  ShardWriter(const SynthesisRequest& request, const SyntheticSet& set, const Progress& progress)
      : request_(request)
      , set_(set)
      , progress_(progress)
      , begin_(edge(request.shard))
      , end_(edge(request.shard + 1)) {}

  Result<void> writeAll() {
    const auto samples = static_cast<int>(end_ - begin_);
    forEachBand(samples, request_.threads, [this](int i) {
      if (!stopped_) note(writeOne(begin_ + static_cast<std::uint64_t>(i)));
    });
    if (fault_) return *fault_;
    return {};
  }
  std::uint64_t written() const { return written_; }
  std::uint64_t kept() const { return kept_; }

 private:
  std::uint64_t edge(int shard) const {
    return request_.count * static_cast<std::uint64_t>(shard) / static_cast<std::uint64_t>(request_.shards);
  }

  /// A sample that has begun is finished: stopping loses no work, and takes no longer than one sample.
  Result<void> writeOne(std::uint64_t k) {
    if (progress_.cancelled()) return cancelledError();
    const PhotoOrigin origin{set_.specHash, set_.seed, k};
    const std::string name = photoName(k, request_.count);
    if (request_.resume && photoIsWhole(origin, request_.folder, name, request_.floatDepth)) {
      ++kept_;
      return {};
    }
    const auto sample = renderPhoto(samplePhotoScene(request_.spec, request_.seed, k));
    if (!sample) {
      Error error = sample.error();
      error.where = "sample " + std::to_string(k) + (error.where.empty() ? "" : ", " + error.where);
      return error;
    }
    auto files = writePhotoFiles(*sample, origin, request_.folder, name, request_.floatDepth);
    if (files) ++written_;
    return files;
  }

  void note(const Result<void>& result) {
    const std::lock_guard lock(guard_);
    if (!result) {
      stopped_ = true;
      if (!fault_ || fault_->code == ErrorCode::cancelled) fault_ = result.error();
      return;
    }
    const std::uint64_t done = written_ + kept_;
    progress_.report(static_cast<double>(done) / static_cast<double>(end_ - begin_ + 1),
                     "Sample " + std::to_string(done) + " of " + std::to_string(end_ - begin_));
  }

  const SynthesisRequest& request_;
  const SyntheticSet& set_;
  const Progress& progress_;
  std::uint64_t begin_, end_;
  std::atomic<std::uint64_t> written_{0}, kept_{0};
  std::atomic<bool> stopped_{false};
  std::mutex guard_;
  std::optional<Error> fault_;
};

/// Once the whole set is there, whoever wrote it.
Result<fs::path> projectOf(const SynthesisRequest& request, const SyntheticSet& set,
                           const Progress& progress) {
  fs::path project = request.folder / syntheticProjectName;
  if (projectIsComplete(request.folder)) return project;
  const auto names = sampleNames(request.folder);
  if (names.size() < request.count) return fs::path();
  if (auto written = writeSyntheticProject(request.folder, set, names, progress); !written)
    return written.error();
  return project;
}

} // namespace

Result<SynthesisSummary> synthesise(const SynthesisRequest& request, const Progress& progress) {
  const auto start = std::chrono::steady_clock::now();
  try {
    if (auto checked = check(request); !checked) return checked.error();
    const SyntheticSet set = syntheticSetOf(request.spec, request.seed, request.count);
    if (auto claimed = claimFolder(request.folder, set); !claimed) return claimed.error();
    removeAbandonedTemporaries(request.folder);
    // Every sample asks for the same few megabytes.
    const FreedMemoryKept kept(64 << 20);

    ShardWriter shard(request, set, progress);
    const auto done = shard.writeAll();
    if (auto synced = syncFolder(request.folder); !synced) return synced.error();
    if (!done) return done.error();
    Progress last; // the bar stands near its end by now
    last.isCancelled = progress.isCancelled;
    auto project = projectOf(request, set, last);
    if (!project) return project.error();
    progress.report(1, "Samples ready");
    const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - start;
    return SynthesisSummary{shard.written(), shard.kept(), seconds.count(), std::move(*project)};
  } catch (const std::exception& fault) {
    return Error{ErrorCode::tryAgain, std::string("the samples could not be made: ") + fault.what(),
                 request.folder.string(), "close other programs and go on with --resume"};
  }
}

} // namespace fillscope
