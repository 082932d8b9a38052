#pragma once
// What a network of each task must answer, checked once when it is loaded, whatever the engine.
#include "core/inference/network.h"

namespace fillscope {

/// Planes of the input: rimViewPlanes where it looks through the rim, depthTilePlanes of a denoiser, else 3.
int inputPlanes(const ModelManifest& manifest);
/// "1×3×48×64"
std::string shapeText(const std::vector<std::int64_t>& shape);
/// "the network answers ACTUAL, a depth network answers …", with the network's file.
Error wrongAnswer(const ModelManifest& manifest, const std::string& actual);
/// Depth: one plane H × W, leading ones of the shape apart. Through the rim: as rimAnswer. Corners: 1 × K × h
/// × w or, by regression, 1 × 2K; then, if it likes, 1 × 3K logits of visibility. Classes: 1 × C logits,
/// then, if it likes, 1 × C × h × w maps of what speaks for each. Denoiser: 1 × 2 × S × S, the correction and
/// the logarithm of the error expected after it (depth_tile.h). Error: badInput.
Result<void> checkAnswer(const ModelManifest& manifest, const std::vector<Tensor>& outputs);

} // namespace fillscope
