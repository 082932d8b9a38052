#pragma once
// What the verbs that compose data sets take alike.
#include "core/composition/composition_spec.h"
#include "core/formats/shard_archive.h"
#include <cstdint>
#include <string>

namespace CLI {
class App;
}

namespace fillscope::cli {

struct CompositionArguments {
  std::string spec, backgrounds, foregrounds, format = "tar";
  std::uint64_t seed = 1;
  bool json = false;
};

void addCompositionOptions(CLI::App& verb, CompositionArguments& arguments);
/// Folders on the command line come before those of the specification. Errors: those of the file.
Result<CompositionSpec> specFrom(const CompositionArguments& arguments);
ShardFormat formatFrom(const CompositionArguments& arguments);
/// "812.4 MB", "1.93 GB"
std::string sizeText(std::uint64_t bytes);

} // namespace fillscope::cli
