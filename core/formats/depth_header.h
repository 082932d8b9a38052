#pragma once
// What the header of a depth file says of its samples. Internal to core/formats.
#include <filesystem>
#include <optional>

namespace fillscope {

/// Whether the samples are integers, of .npy files and of TIFF files with one channel; reads no sample.
/// Nothing where the file is missing or of another kind, or its header says too little.
std::optional<bool> integersByHeader(const std::filesystem::path& path);

} // namespace fillscope
