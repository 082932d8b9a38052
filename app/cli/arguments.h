#pragma once
// Texts of the command line as values.
#include "core/geometry/box.h"
#include "core/geometry/plane_fit.h"
#include "core/synthesis/photo_spec.h"
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace fillscope::cli {

/// "158,8 489,8 594,560 27,560": four corners in continuous picture coordinates.
Result<RimCorners> parseCorners(const std::string& text);

/// "2/8", counted from 1 as people count; index counts from 0.
struct Shard {
  int index = 0, count = 1;
};
Result<Shard> parseShard(const std::string& text);
/// Which part a batch system says that this process is: a Slurm array's task, Open MPI's rank, an indexed job
/// of Kubernetes, a job of GNU parallel. The last two do not say how many there are. Ranks within a task of
/// an array are parts of its part. count: of how many, whatever the system says; 0: as it says. variable:
/// std::getenv. Error: badInput.
Result<Shard> shardFromEnvironment(int count, const std::function<const char*(const char*)>& variable);

/// "256x192" (or ×): pixels, 1 to 16384 each.
struct PixelSize {
  int width = 0, height = 0;
};
Result<PixelSize> parsePixelSize(const std::string& text);

/// "200,120,240x180": left, top, width and height.
Result<PixelArea> parsePixelArea(const std::string& text);

/// A whole number from 0 to 2^64 - 1.
Result<std::uint64_t> parseSeed(const std::string& text);
/// What --spec names: a file, or "default", the generator's own ranges. Errors: as loadPhotoSpec.
Result<PhotoSpec> photoSpecNamed(const std::string& text);
/// What is written there may take the place of an earlier one of this suffix (".csv"), and of no other file.
std::optional<Error> checkReplaces(const std::string& path, const std::string& suffix);
/// A picture that is there among the data may be one of them, and is not replaced. data: a folder, or a file
/// in one.
std::optional<Error> checkNotAmong(const std::string& path, const std::string& data);
/// No file is written into the folder or below it, where it would count as one of the pictures.
std::optional<Error> checkNotWithin(const std::string& path, const std::string& folder);
/// Whether a file can be written there, tried beside its place; nothing where none is named. Errors: those of
/// writing.
Result<void> checkWritable(const std::string& path);
/// Nothing where the folder is there or none is named.
std::optional<Error> checkFolder(const std::string& path);

/// For CLI11's check: a number that begins with an idle 0, such as 010, is refused, since CLI11 reads it as
/// one of base eight.
std::string checkNoIdleZero(const std::string& text);
/// For CLI11's check: what is wrong with the name of a file, or nothing.
std::string checkIsNamed(const std::string& text);
/// The same of a seed, as parseSeed.
std::string checkIsSeed(const std::string& text);
/// For CLI11's check: what is wrong with a number of metres per unit, or nothing.
std::string checkMetresPerUnit(const std::string& text);
/// The same of a horizontal field of view in degrees.
std::string checkFieldOfView(const std::string& text);

} // namespace fillscope::cli
