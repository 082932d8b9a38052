#pragma once
// Data sets on disk, and the generator of photos, as sources of training samples.
#include "core/formats/depth_io.h"
#include "core/learning/training_config.h"
#include "core/learning/training_sample.h"
#include <filesystem>

namespace fillscope {

/// File attribute of VIA projects: which class the picture is of.
inline constexpr const char* classAttribute = "class";

/// What of a sample is read, and what a picture must have to be one.
enum class SampleParts {
  everything, ///< pictures with keypoints, and whatever is known of them
  picture,    ///< pictures with keypoints; no depth, which takes twice the time to read
  depth,      ///< pictures with depth, with keypoints or without; no masks of synthetic samples
  classes,    ///< pictures whose class is known, nothing else of them
  pairs,      ///< measured depth and what it truly is, with a picture where there is one
};
/// What a training needs.
SampleParts partsFor(const TrainingConfig& config);

/// A folder written by synthesise() (known by its synth.json or its records, NAME.json), or a VIA project (a
/// file, or a folder with one): its pictures with a rim are samples, with depth, camera and size where they
/// have them; a rim that a network proposed and nobody has reviewed is none. Only names are read here;
/// pictures are read by load(), each time. Group: the sample's name; of a VIA picture, its file attribute
/// "group" or else its name. keypoints, of synthetic samples: 4 (the rim) or 8 (the floor too). Of VIA
/// pictures: 4, the rim, clockwise from the picture's top-left wherever it was begun; any other number, the
/// one polyline or polygon with as many points, in its own order. Seen unless outside the picture, or as the
/// region's attribute "visibility" says
/// ("2 2 1 0"). VIA file attributes mask_file (white: content), fill_percent and distortion_k1 are taken
/// where they are. parts: with `picture`, depth stays empty, masks of synthetic samples too, and depth or
/// cameras of a project that cannot be used are no error; with `depth`, its pictures with a depth file are
/// samples, and a rim that nobody has reviewed is as if it were not there; with `classes`, pictures of a
/// folder whose subfolders are classes (data/OK/1.jpg), or of a project where they have the file attribute
/// "class", whatever keypoints says; with `pairs`, the pairs of depth files in a folder (depth_pairs.h), each
/// a group by its name. untold: how depth files are to be read of which the project does not say
/// it. Errors: notFound, badInput (nothing to learn from: what was looked for).
Result<std::shared_ptr<SampleSource>> openTrainingData(const std::filesystem::path& path, int keypoints = 4,
                                                       SampleParts parts = SampleParts::everything,
                                                       const DepthEncoding& untold = {});

/// Photos straight from the generator, none kept; what a depth camera measures with `pairs` alone. Error:
/// badInput where keypoints are neither 4 nor 8.
Result<std::shared_ptr<SampleSource>> openGenerator(const PhotoSpec& spec, std::uint64_t seed,
                                                    std::size_t count, int keypoints,
                                                    SampleParts parts = SampleParts::everything);
/// The most photos of a generator to judge a training by: each of them is rendered anew after every epoch.
constexpr std::size_t mostRenderedToJudge = 600;

} // namespace fillscope
