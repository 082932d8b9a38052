#pragma once
namespace fillscope {
/// What the colours of the cloud mean.
enum class CloudColouring { photo, depth, height };
} // namespace fillscope
