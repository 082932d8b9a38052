#include "core/inference/network_output.h"
#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>

namespace fillscope {
namespace {

/// For every picture pixel of one axis: the two output pixels around it and the weight of the second.
struct Axis {
  std::vector<int> first, second;
  std::vector<float> weight;
};

Axis sampleAxis(int picture, int placeStart, int placeLength, int input, int output) {
  Axis axis;
  const double perInput = static_cast<double>(output) / input;
  // Output pixels whose centres lie inside the picture's part; at least one even if the output is very
  // coarse.
  const double begin = placeStart * perInput, end = (placeStart + placeLength) * perInput;
  const int least = std::clamp(static_cast<int>(std::ceil(begin - 0.5 - 1e-9)), 0, output - 1);
  const int most = std::clamp(static_cast<int>(std::floor(end - 0.5 + 1e-9)), least, output - 1);
  for (int i = 0; i < picture; ++i) {
    const double position = std::clamp(begin + (i + 0.5) * (end - begin) / picture - 0.5,
                                       static_cast<double>(least), static_cast<double>(most));
    const int first = static_cast<int>(position);
    axis.first.push_back(first);
    axis.second.push_back(std::min(first + 1, most));
    axis.weight.push_back(static_cast<float>(position - first));
  }
  return axis;
}

/// A hole beside a measurement must not pull it down: the nearer of the two decides whether there is a value.
float mixed(float a, float b, float weight) {
  if (weight == 0.0f || a == b) return a;
  const bool hasA = DepthMap::isMeasured(a), hasB = DepthMap::isMeasured(b);
  if (hasA != hasB) return (weight < 0.5f) == hasA ? (hasA ? a : b) : 0.0f;
  return a + weight * (b - a);
}

/// Scale and shift of such a map mean nothing, so no value of it has to be lost for being below 0.
void shiftAboveZero(std::vector<float>& values) {
  float least = std::numeric_limits<float>::infinity(), most = -least;
  for (const float v : values)
    if (std::isfinite(v)) least = std::min(least, v), most = std::max(most, v);
  if (!std::isfinite(least) || least > 0) return;
  const float span = most > least ? most - least : 1.0f;
  for (float& v : values)
    v += span * 1e-3f - least;
}

} // namespace

Result<DepthMap> depthFromOutput(std::span<const float> output, int outputWidth, int outputHeight,
                                 const InputPlacement& placement, const ModelManifest& manifest,
                                 int pictureWidth, int pictureHeight) {
  assert(output.size() == static_cast<std::size_t>(outputWidth) * static_cast<std::size_t>(outputHeight));
  DepthMap depth;
  depth.kind = manifest.outputKind;
  depth.unit = manifest.outputKind == DepthKind::metric ? "m" : manifest.outputUnit;
  depth.source = "network " + manifest.id;

  std::vector<float> values(output.begin(), output.end());
  for (float& v : values)
    v = static_cast<float>(v * manifest.outputScale);
  if (depth.kind != DepthKind::metric && depth.unit.empty()) shiftAboveZero(values);
  for (float& v : values)
    if (!DepthMap::isMeasured(v)) v = 0;
  if (std::none_of(values.begin(), values.end(), [](float v) { return v > 0; }))
    return Error{ErrorCode::badInput,
                 "the network \"" + manifest.id +
                     "\" answered no depth for this picture: every value is 0, negative or not a number",
                 {},
                 "compare mean, std, scale and channels in its manifest with those it was trained with"};

  const Axis columns =
      sampleAxis(pictureWidth, placement.x, placement.width, placement.inputWidth, outputWidth);
  const Axis rows =
      sampleAxis(pictureHeight, placement.y, placement.height, placement.inputHeight, outputHeight);
  depth.values = Raster<float>(pictureWidth, pictureHeight);
  for (std::size_t y = 0; y < rows.first.size(); ++y) {
    const float* above =
        values.data() + static_cast<std::size_t>(rows.first[y]) * static_cast<std::size_t>(outputWidth);
    const float* below =
        values.data() + static_cast<std::size_t>(rows.second[y]) * static_cast<std::size_t>(outputWidth);
    float* out = depth.values.row(static_cast<int>(y));
    for (std::size_t x = 0; x < columns.first.size(); ++x) {
      const int a = columns.first[x], b = columns.second[x];
      out[x] = mixed(mixed(above[a], above[b], columns.weight[x]),
                     mixed(below[a], below[b], columns.weight[x]), rows.weight[y]);
    }
  }
  return depth;
}

} // namespace fillscope
