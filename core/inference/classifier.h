#pragma once
// Which class a picture is of, and where a network saw it, by a classes network of any engine.
#include "core/imaging/raster.h"
#include "core/inference/network.h"
#include <cstddef>
#include <vector>

namespace fillscope {

/// Numbers that add up to 1, from logits (softmax). Logits that are no numbers count as the least likely.
std::vector<double> probabilitiesOf(const std::vector<double>& logits);

struct Classification {
  std::vector<double> probabilities; ///< one for each of the manifest's classes; they add up to 1
  std::size_t best = 0;              ///< the most probable class; of several alike the first
  /// What speaks for that class where, of the picture's size, if it was asked for: its map less the mean of
  /// the others', in logits, enlarged bilinearly. Of a network whose logits are the means of its maps (class
  /// activation maps: Zhou et al. 2016), as FillScope's own, its mean is the logit above the others'. Empty
  /// for a network that answers no maps.
  Raster<float> evidence;
};

/// The evidence for one class, from maps 1 × C × h × w over the network's whole input.
Raster<float> evidenceOf(const Tensor& maps, std::size_t which, const ModelManifest& manifest,
                         int pictureWidth, int pictureHeight);

/// Errors: badInput (no classes network, its output has another shape than its manifest says, or holds no
/// number; a picture without 1 or 3 channels), those of the network.
Result<Classification> classify(Network& network, const Image& picture, bool withEvidence,
                                const Progress& progress = {});

/// The picture in grey under colours: warm where something speaks for the class, cold where against it; full
/// colour at the greatest evidence, or at 1 where that is less. Where sizes differ, the picture alone.
Image evidencePicture(const Image& picture, const Raster<float>& evidence);

} // namespace fillscope
