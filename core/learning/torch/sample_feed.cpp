#include "core/learning/torch/sample_feed.h"
#include "core/base/progress.h"
#include <algorithm>
#include <numeric>

namespace fillscope {
namespace {

// Keys of independent streams of random numbers.
constexpr std::uint64_t orderKey = 0x6f72646572, exampleKey = 0x73616d706c65, validationKey = 0x76616c6964;

// Samples that lack something are stepped over: first by a number that shares no factor with usual counts,
// then one by one, until so many lack something, or all there are, that there is nothing to learn from.
constexpr long strides = 16, stride = 7919, mostSteps = 2000;

auto loaderOf(std::shared_ptr<SampleSource> source) {
  return [source = std::move(source)](const std::size_t& index) -> Result<PackedSample> {
    auto sample = source->load(index);
    if (!sample) return sample.error();
    return PackedSample(*std::move(sample));
  };
}

std::size_t bytesOf(const PackedSample& sample) { return sample.bytes(); }

} // namespace

SampleFeed::SampleFeed(const TrainingRun& run, const TrainingTaskKind& task, std::size_t maxBytes)
    : task_(task)
    , seed_(run.config.seed)
    , batch_(run.config.batch)
    , perEpoch_(run.config.samplesPerEpoch > 0 ? run.config.samplesPerEpoch
                                               : static_cast<long>(run.training->size()))
    , validationCount_(run.validation ? static_cast<long>(run.validation->size()) : 0)
    , trainingCount_(static_cast<long>(run.training->size()))
    , training_(maxBytes / 8 * 7, loaderOf(run.training), bytesOf, WhenFull::keepHeld)
    , validation_(maxBytes / 8, loaderOf(run.validation), bytesOf, WhenFull::keepHeld) {}

long SampleFeed::stepsPerEpoch() const { return std::max(1l, perEpoch_ / batch_); }

std::shared_ptr<const SampleFeed::Order> SampleFeed::order(long round) {
  const std::lock_guard lock(guard_);
  if (const auto known = orders_.find(round); known != orders_.end()) return known->second;
  auto shuffled = std::make_shared<Order>(static_cast<std::size_t>(trainingCount_));
  std::iota(shuffled->begin(), shuffled->end(), 0);
  CounterRandom random(mixBits(seed_, orderKey, static_cast<std::uint64_t>(round)));
  for (std::size_t last = shuffled->size(); last > 1; --last) {
    const auto other = static_cast<std::size_t>(random.unit() * static_cast<double>(last));
    std::swap((*shuffled)[last - 1], (*shuffled)[other]);
  }
  orders_[round] = shuffled;
  // Batches that are made at one time lie in neighbouring rounds.
  while (orders_.size() > 4)
    orders_.erase(orders_.begin());
  return shuffled;
}

Result<std::shared_ptr<const TaskExample>> SampleFeed::trainingExample(long place,
                                                                       const std::atomic<bool>& stopped) {
  Error last;
  const long attempts = strides + std::min(trainingCount_, mostSteps);
  for (long attempt = 0; attempt < attempts; ++attempt) {
    if (stopped) return cancelledError();
    const bool far = attempt < strides;
    const long at = far ? place + attempt * stride : place + attempt;
    const long round = far ? at / trainingCount_ : place / trainingCount_;
    const auto index = (*order(round))[static_cast<std::size_t>(at % trainingCount_)];
    const auto sample = training_.get(index);
    if (!sample) return sample.error();
    CounterRandom random(mixBits(mixBits(seed_, exampleKey), static_cast<std::uint64_t>(place),
                                 static_cast<std::uint64_t>(attempt)));
    auto example = task_.trainingExample((*sample)->unpacked(), random);
    if (example) return example;
    last = example.error();
    if (last.code != ErrorCode::badInput) break;
  }
  return last;
}

Result<TaskBatch> SampleFeed::trainingBatch(long step, const std::atomic<bool>& stopped) {
  TaskExamples examples;
  for (long k = 0; k < batch_; ++k) {
    auto example = trainingExample(step * batch_ + k, stopped);
    if (!example) return example.error();
    examples.push_back(*std::move(example));
  }
  return task_.collate(std::move(examples));
}

long SampleFeed::batchesPerPass() const { return (validationCount_ + batch_ - 1) / batch_; }
long SampleFeed::validationBatches() const { return batchesPerPass() * task_.validationPasses(); }
int SampleFeed::passOf(long batch) const { return static_cast<int>(batch / batchesPerPass()); }

Result<TaskBatch> SampleFeed::validationBatch(long batch, const std::atomic<bool>& stopped) {
  TaskExamples examples;
  const long first = batch % batchesPerPass() * batch_;
  for (long k = first; k < std::min(first + batch_, validationCount_); ++k) {
    if (stopped) return cancelledError();
    const auto sample = validation_.get(static_cast<std::size_t>(k));
    if (!sample) return sample.error();
    CounterRandom random(mixBits(mixBits(seed_, validationKey), static_cast<std::uint64_t>(k)));
    auto example = task_.validationExample((*sample)->unpacked(), passOf(batch), random);
    if (example)
      examples.push_back(*std::move(example));
    else if (example.error().code != ErrorCode::badInput)
      return example.error();
  }
  if (examples.empty()) return TaskBatch{};
  return task_.collate(std::move(examples));
}

} // namespace fillscope
