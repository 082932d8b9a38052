#pragma once
#include "core/base/result.h"
#include <filesystem>
#include <string>
#include <string_view>

namespace fillscope {

/// SHA-256 (FIPS 180-4) as 64 lower-case hexadecimal digits.
std::string sha256(std::string_view bytes);
/// The same of a file, read in blocks. Errors: notFound, ioFailure.
Result<std::string> sha256OfFile(const std::filesystem::path& path);

} // namespace fillscope
