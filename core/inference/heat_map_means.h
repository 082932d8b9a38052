#pragma once
// What several looks at the same place say together, and where an unsure answer is best put.
#include "core/inference/corner_detector.h"
#include <array>
#include <vector>

namespace fillscope {

/// Logits whose softmax is, map by map, the mean of the given ones' softmax. All of one shape, K × h × w or
/// 1 × K × h × w, at least one. A map that holds no finite number counts for nothing; where no look has any,
/// none comes out.
Tensor meanHeatMaps(const std::vector<Tensor>& logits);

/// How a network names the four corners of a square in another look: entry k is the map of `other` that means
/// what map k of `plain` does. Both name them once around, `other` the other way round where it saw the
/// mirror image; which corner comes first is the network's own choice, and told by where the maps' mass lies.
std::array<std::size_t, 4> matchingMaps(const Tensor& plain, const Tensor& other, bool mirrored);

/// One heat map's place with the least mean distance to where the corner may be (geometric median,
/// Weiszfeld's iteration) under the square root of its chances: networks are surer of themselves than they
/// are right. Input coordinates; `from` where the map holds no finite number.
Vec2 medianPlace(const Tensor& logits, std::size_t map, int inputSize, Vec2 from);

} // namespace fillscope
