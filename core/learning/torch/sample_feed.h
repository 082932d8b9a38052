#pragma once
// Which sample stands where: the whole training is one stream of samples, cut into batches.
#include "core/imaging/byte_cache.h"
#include "core/learning/torch/training_task.h"
#include <atomic>
#include <mutex>

namespace fillscope {

/// Every sample once in a shuffled order, then all again in another one, and so on; what stands at a place of
/// the stream and every random draw for it are functions of the seed and the place. So a training goes on
/// anywhere, and neither workers nor caching change it. Loaded samples are kept in memory as far as they fit.
/// Functions may be called from several threads at a time.
class SampleFeed {
 public:
  /// task outlives the feed. maxBytes: of samples kept.
  SampleFeed(const TrainingRun& run, const TrainingTaskKind& task, std::size_t maxBytes);

  long stepsPerEpoch() const;
  /// The batch of a step of the whole training. A sample that gives no example is passed over for another
  /// one. Errors: load's own, badInput (many samples in a row lack what the task needs), cancelled.
  Result<TaskBatch> trainingBatch(long step, const std::atomic<bool>& stopped);
  /// Over all passes; the batches of pass 0 come first.
  long validationBatches() const;
  int passOf(long batch) const;
  /// Samples that give no example are left out; a batch may be empty.
  Result<TaskBatch> validationBatch(long batch, const std::atomic<bool>& stopped);

 private:
  using Order = std::vector<std::size_t>;
  using Cache = ByteCache<std::size_t, PackedSample>;
  std::shared_ptr<const Order> order(long round);
  Result<std::shared_ptr<const TaskExample>> trainingExample(long place, const std::atomic<bool>& stopped);
  long batchesPerPass() const;

  const TrainingTaskKind& task_;
  const std::uint64_t seed_;
  const long batch_, perEpoch_, validationCount_, trainingCount_;
  Cache training_, validation_;
  std::mutex guard_;
  std::map<long, std::shared_ptr<const Order>> orders_;
};

} // namespace fillscope
