#pragma once
// One example as files or the generator give it, and where examples come from.
#include "core/base/result.h"
#include "core/geometry/box.h"
#include "core/geometry/keypoint.h"
#include "core/imaging/depth_map.h"
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace fillscope {

/// What is not known is empty. Depths and mask have the picture's size.
struct TrainingSample {
  std::string name;
  std::string group;            ///< samples of one group never stand on both sides of a split; "" : the name
  Image image;                  ///< RGB
  DepthMap depth;               ///< exact or measured
  DepthMap measured;            ///< as a camera measured what depth is the truth of
  bool depthLacksScale = false; ///< there is a depth file, and nobody has told what a unit of it means
  Mask content;                 ///< 1: shows content of the box
  std::vector<Keypoint> keypoints; ///< in the configuration's order; four: the rim, clockwise from top-left
  std::string
      proposedBy; ///< the network whose corners these are, accepted as they were; "" by hand, or moved
  bool visibilityKnown = true; ///< false: nobody said which keypoints are hidden
  std::optional<CameraIntrinsics> camera;
  double k1 = 0;
  std::optional<BoxSize> size; ///< first between keypoints 1 and 2
  std::optional<double> fillPercent;
  std::string className; ///< "" nobody has said
};

/// The first four keypoints; nothing where there are fewer.
std::optional<RimCorners> rimCornersOf(const TrainingSample& sample);
/// Rim corners clockwise from the picture's top-left; floor corners stay below theirs, and the size's sides
/// follow. Other numbers of keypoints than four and eight stay as they are.
void startAtTopLeft(TrainingSample& sample);

/// A sample in less memory: depth that was stored in units of 0.1 mm in two bytes a pixel, a mask in bits.
/// What unpacked gives is the sample that was packed, bit for bit.
class PackedSample {
 public:
  explicit PackedSample(TrainingSample sample);
  TrainingSample unpacked() const;
  std::size_t bytes() const;

 private:
  TrainingSample rest_; ///< all but what the others hold
  Raster<std::uint16_t> depth_, measured_;
  int maskWidth_ = 0, maskHeight_ = 0;
  std::vector<bool> mask_;
};

/// Examples by index; load may be called from several threads at a time and gives the same sample each time.
class SampleSource {
 public:
  virtual ~SampleSource() = default;
  virtual std::size_t size() const = 0;
  /// Cheap: for splits.
  virtual std::string group(std::size_t index) const = 0;
  virtual Result<TrainingSample> load(std::size_t index) const = 0;
  /// Cheap: the sample's className.
  virtual std::string className(std::size_t) const { return {}; }
  /// Pictures left out, because nobody has reviewed what a network proposed for them.
  virtual std::size_t unreviewed() const { return 0; }
  /// Pictures left out, because nobody has told what a unit of their depth file is.
  virtual std::size_t unscaled() const { return 0; }
  /// Pictures left out, because nobody has said what class they are of.
  virtual std::size_t unclassed() const { return 0; }
};

struct PhotoSpec;
struct PhotoSample;
/// Straight from the generator: sample k of (spec, seed), none kept. keypoints: 4, the rim, or 8, the floor's
/// below them too. measured: with what a depth camera gives.
std::shared_ptr<SampleSource> generatorSource(const PhotoSpec& spec, std::uint64_t seed, std::size_t count,
                                              int keypoints = 4, bool measured = false);
TrainingSample sampleFromPhoto(PhotoSample photo, std::string name, int keypoints = 4, bool measured = false);

/// A view of some samples of another source.
std::shared_ptr<SampleSource> subset(std::shared_ptr<SampleSource> source, std::vector<std::size_t> indices);

/// Several sources as one, in order. A group's name means the same group in all of them.
std::shared_ptr<SampleSource> joined(std::vector<std::shared_ptr<SampleSource>> sources);

/// The names of all classes that samples are of, sorted.
std::vector<std::string> classNamesOf(const SampleSource& source);

/// Of the groups' and classes' names and the first picture's pixels and measured depth: two sources of one
/// fingerprint are, as good as certainly, the same pictures in the same order; their annotations may differ.
/// Reads one picture. Errors: those of load.
Result<std::string> fingerprintOf(const SampleSource& source);

/// By group: about validationShare of the groups, at least one where there are two; a function of the groups'
/// names and seed alone, so that samples added later do not move the others. Where classes are known, each is
/// to be learnt, and each that has two groups also to be judged: a group is moved where it would not be.
struct Split {
  std::vector<std::size_t> training, validation;
};
Split splitByGroup(const SampleSource& source, double validationShare, std::uint64_t seed);

} // namespace fillscope
