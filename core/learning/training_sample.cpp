#include "core/learning/training_sample.h"
#include "core/base/counter_random.h"
#include "core/inference/corner_detector.h"
#include "core/synthesis/photo_render.h"
#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <set>

namespace fillscope {
namespace {

class GeneratorSource final : public SampleSource {
 public:
  GeneratorSource(PhotoSpec spec, std::uint64_t seed, std::size_t count, int keypoints, bool measured)
      : spec_(std::move(spec))
      , seed_(seed)
      , count_(count)
      , keypoints_(keypoints)
      , measured_(measured) {}

  std::size_t size() const override { return count_; }
  std::string group(std::size_t index) const override {
    return std::to_string(seed_) + "-" + std::to_string(index);
  }
  Result<TrainingSample> load(std::size_t index) const override {
    auto photo = renderPhoto(samplePhotoScene(spec_, seed_, index));
    if (!photo) return photo.error();
    return sampleFromPhoto(std::move(*photo), group(index), keypoints_, measured_);
  }

 private:
  PhotoSpec spec_;
  std::uint64_t seed_;
  std::size_t count_;
  int keypoints_;
  bool measured_;
};

class SubsetSource final : public SampleSource {
 public:
  SubsetSource(std::shared_ptr<SampleSource> source, std::vector<std::size_t> indices)
      : source_(std::move(source))
      , indices_(std::move(indices)) {}

  std::size_t size() const override { return indices_.size(); }
  std::string group(std::size_t index) const override { return source_->group(indices_[index]); }
  Result<TrainingSample> load(std::size_t index) const override { return source_->load(indices_[index]); }
  std::string className(std::size_t index) const override { return source_->className(indices_[index]); }

 private:
  std::shared_ptr<SampleSource> source_;
  std::vector<std::size_t> indices_;
};

class JoinedSource final : public SampleSource {
 public:
  explicit JoinedSource(std::vector<std::shared_ptr<SampleSource>> sources)
      : sources_(std::move(sources)) {
    std::size_t end = 0;
    for (const auto& source : sources_)
      ends_.push_back(end += source->size());
  }

  std::size_t size() const override { return ends_.empty() ? 0 : ends_.back(); }
  std::string group(std::size_t index) const override {
    const auto [source, place] = find(index);
    return source->group(place);
  }
  Result<TrainingSample> load(std::size_t index) const override {
    const auto [source, place] = find(index);
    return source->load(place);
  }
  std::string className(std::size_t index) const override {
    const auto [source, place] = find(index);
    return source->className(place);
  }
  std::size_t unreviewed() const override { return sumOf(&SampleSource::unreviewed); }
  std::size_t unscaled() const override { return sumOf(&SampleSource::unscaled); }
  std::size_t unclassed() const override { return sumOf(&SampleSource::unclassed); }

 private:
  std::size_t sumOf(std::size_t (SampleSource::*count)() const) const {
    return std::accumulate(
        sources_.begin(), sources_.end(), std::size_t{0},
        [count](std::size_t sum, const auto& source) { return sum + ((*source).*count)(); });
  }
  std::pair<const SampleSource*, std::size_t> find(std::size_t index) const {
    const auto next = std::upper_bound(ends_.begin(), ends_.end(), index);
    const auto which = static_cast<std::size_t>(next - ends_.begin());
    return {sources_[which].get(), index - (which ? ends_[which - 1] : 0)};
  }

  std::vector<std::shared_ptr<SampleSource>> sources_;
  std::vector<std::size_t> ends_; ///< one past the last index of each source
};

// FNV-1a: std::hash may differ from machine to machine.
std::uint64_t hashOf(std::string_view text, std::uint64_t hash = 0xcbf29ce484222325ull) {
  for (const char c : text)
    hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3ull;
  return hash;
}

/// A group of samples on its way to one side of a split.
struct Group {
  std::uint64_t hash = 0;
  const std::vector<std::size_t>* members = nullptr;
  std::set<std::string> classes{};
  bool isHeld = false; ///< for validation
};

/// Holds groups for validation, none of them a class's last in training.
class Holding {
 public:
  explicit Holding(std::vector<Group>& groups)
      : inTraining_(groups.size()) {
    for (Group& group : groups)
      for (const std::string& name : group.classes)
        byClass_[name].push_back(&group);
    for (const auto& [name, own] : byClass_)
      learnt_[name] = own.size();
  }

  /// False where it must stay in training.
  bool hold(Group& group) {
    const auto isNeeded = [this](const std::string& name) { return learnt_[name] < 2; };
    if (inTraining_ < 2 || std::any_of(group.classes.begin(), group.classes.end(), isNeeded)) return false;
    --inTraining_;
    for (const std::string& name : group.classes)
      --learnt_[name];
    return group.isHeld = true;
  }
  /// Each class that can be is judged, too.
  void holdOneOfEachClass() {
    for (const auto& [name, own] : byClass_)
      if (std::none_of(own.begin(), own.end(), [](const Group* group) { return group->isHeld; }))
        for (Group* group : own)
          if (hold(*group)) break;
  }

 private:
  std::size_t inTraining_;
  std::map<std::string, std::vector<Group*>> byClass_;
  std::map<std::string, std::size_t> learnt_; ///< groups in training
};

std::set<std::string> classesOf(const SampleSource& source, const std::vector<std::size_t>& members) {
  std::set<std::string> names;
  for (const std::size_t k : members)
    if (auto name = source.className(k); !name.empty()) names.insert(std::move(name));
  return names;
}

/// Of groups that come by their hash.
void holdShare(const SampleSource& source, std::vector<Group>& groups, double share) {
  for (Group& group : groups)
    group.classes = classesOf(source, *group.members);
  Holding holding(groups);
  bool isAnyHeld = false;
  for (Group& group : groups) {
    if (isAnyHeld && unitFromBits(group.hash) >= share) break;
    isAnyHeld = holding.hold(group) || isAnyHeld;
  }
  holding.holdOneOfEachClass();
}

constexpr double packedUnit = 1e-4; // metres; that of the generator's own files

/// As decoded from a 16-bit file of that unit.
float fromUnits(std::uint16_t units) { return static_cast<float>(units * packedUnit); }

/// Nothing where a value is not one of those.
Raster<std::uint16_t> inUnits(const Raster<float>& depth) {
  Raster<std::uint16_t> units(depth.width(), depth.height());
  for (std::size_t k = 0; k < units.pixelCount(); ++k) {
    const float value = depth.data()[k];
    if (!(value >= 0 && value < 10)) return {};
    const double count = std::round(value / packedUnit);
    if (count > 65535 || std::signbit(value)) return {};
    units.data()[k] = static_cast<std::uint16_t>(count);
    if (fromUnits(units.data()[k]) != value) return {};
  }
  return units;
}

Raster<float> fromUnits(const Raster<std::uint16_t>& units) {
  Raster<float> depth(units.width(), units.height());
  std::transform(units.data(), units.data() + units.pixelCount(), depth.data(),
                 [](std::uint16_t count) { return fromUnits(count); });
  return depth;
}

bool isPlain(const Mask& mask) {
  return std::all_of(mask.data(), mask.data() + mask.pixelCount(), [](auto value) { return value <= 1; });
}

} // namespace

PackedSample::PackedSample(TrainingSample sample)
    : rest_(std::move(sample))
    , depth_(inUnits(rest_.depth.values))
    , measured_(inUnits(rest_.measured.values)) {
  if (!depth_.empty()) rest_.depth.values = {};
  if (!measured_.empty()) rest_.measured.values = {};
  const Mask& mask = rest_.content;
  if (!mask.empty() && isPlain(mask)) {
    maskWidth_ = mask.width();
    maskHeight_ = mask.height();
    mask_.assign(mask.data(), mask.data() + mask.pixelCount());
    rest_.content = {};
  }
}

TrainingSample PackedSample::unpacked() const {
  TrainingSample sample = rest_;
  if (!depth_.empty()) sample.depth.values = fromUnits(depth_);
  if (!measured_.empty()) sample.measured.values = fromUnits(measured_);
  if (!mask_.empty()) {
    sample.content = Mask(maskWidth_, maskHeight_);
    std::copy(mask_.begin(), mask_.end(), sample.content.data());
  }
  return sample;
}

std::size_t PackedSample::bytes() const {
  return sizeof(PackedSample) + rest_.image.byteCount() + rest_.depth.values.byteCount() +
         rest_.measured.values.byteCount() + measured_.byteCount() + rest_.content.byteCount() +
         depth_.byteCount() + mask_.size() / 8;
}

std::optional<RimCorners> rimCornersOf(const TrainingSample& sample) {
  RimCorners corners;
  if (sample.keypoints.size() < corners.size()) return {};
  for (std::size_t k = 0; k < corners.size(); ++k)
    corners[k] = sample.keypoints[k].at;
  return corners;
}

void startAtTopLeft(TrainingSample& sample) {
  auto& points = sample.keypoints;
  if (points.size() != 4 && points.size() != 8) return;
  const auto rim = *rimCornersOf(sample);
  const std::vector<int> order = clockwiseFromTopLeft({rim.begin(), rim.end()});
  const std::vector<Keypoint> before = points;
  for (std::size_t k = 0; k < points.size(); ++k)
    points[k] = before[k - k % 4 + static_cast<std::size_t>(order[k % 4])];
  const bool firstSideStays = order[0] / 2 == order[1] / 2; // 1-2 or 3-4 before, in either direction
  if (sample.size && !firstSideStays) std::swap(sample.size->first, sample.size->second);
}

TrainingSample sampleFromPhoto(PhotoSample photo, std::string name, int keypoints, bool measured) {
  TrainingSample sample;
  sample.name = sample.group = std::move(name);
  sample.image = std::move(photo.image);
  sample.depth = std::move(photo.depth);
  if (measured) sample.measured = std::move(photo.cameraDepth);
  sample.content = std::move(photo.content);
  sample.keypoints.assign(photo.corners.begin(), photo.corners.begin() + (keypoints == 8 ? 8 : 4));
  sample.camera = photo.camera;
  sample.k1 = photo.k1;
  sample.size = photo.size;
  sample.fillPercent = photo.fillPercent;
  return sample;
}

std::shared_ptr<SampleSource> generatorSource(const PhotoSpec& spec, std::uint64_t seed, std::size_t count,
                                              int keypoints, bool measured) {
  return std::make_shared<GeneratorSource>(spec, seed, count, keypoints, measured);
}

std::shared_ptr<SampleSource> subset(std::shared_ptr<SampleSource> source, std::vector<std::size_t> indices) {
  return std::make_shared<SubsetSource>(std::move(source), std::move(indices));
}

std::shared_ptr<SampleSource> joined(std::vector<std::shared_ptr<SampleSource>> sources) {
  if (sources.size() == 1) return std::move(sources.front());
  return std::make_shared<JoinedSource>(std::move(sources));
}

std::vector<std::string> classNamesOf(const SampleSource& source) {
  std::set<std::string> names;
  for (std::size_t i = 0; i < source.size(); ++i)
    if (auto name = source.className(i); !name.empty()) names.insert(std::move(name));
  return {names.begin(), names.end()};
}

Result<std::string> fingerprintOf(const SampleSource& source) {
  std::uint64_t hash = hashOf({});
  for (std::size_t i = 0; i < source.size(); ++i)
    hash = hashOf(source.group(i) + '\n' + source.className(i), hash);
  if (source.size() > 0) {
    const auto first = source.load(0);
    if (!first) return first.error();
    const Raster<float>& measured = first->measured.values;
    hash = hashOf({reinterpret_cast<const char*>(first->image.data()), first->image.byteCount()}, hash);
    hash = hashOf({reinterpret_cast<const char*>(measured.data()), measured.byteCount()}, hash);
  }
  return std::to_string(hash);
}

Split splitByGroup(const SampleSource& source, double validationShare, std::uint64_t seed) {
  std::map<std::string, std::vector<std::size_t>> groups;
  for (std::size_t k = 0; k < source.size(); ++k)
    groups[source.group(k)].push_back(k);
  std::vector<Group> places;
  for (const auto& [name, members] : groups)
    places.push_back({mixBits(seed, hashOf(name)), &members});
  std::sort(places.begin(), places.end(), [](const Group& a, const Group& b) { return a.hash < b.hash; });

  if (validationShare > 0) holdShare(source, places, validationShare);
  Split split;
  for (const Group& group : places) {
    auto& side = group.isHeld ? split.validation : split.training;
    side.insert(side.end(), group.members->begin(), group.members->end());
  }
  std::sort(split.training.begin(), split.training.end());
  std::sort(split.validation.begin(), split.validation.end());
  return split;
}

} // namespace fillscope
