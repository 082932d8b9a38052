#include "app/cli/composition_arguments.h"
#include "app/cli/arguments.h"
#include "core/workflow/composition_files.h"
#include <CLI/CLI.hpp>
#include <cstdio>

namespace fillscope::cli {

Result<CompositionSpec> specFrom(const CompositionArguments& arguments) {
  CompositionSpec spec;
  if (!arguments.spec.empty()) {
    auto loaded = loadCompositionSpec(arguments.spec);
    if (!loaded) return loaded.error();
    spec = *std::move(loaded);
  }
  const auto absolute = [](const std::string& folder) {
    return std::filesystem::absolute(folder).lexically_normal().string();
  };
  if (!arguments.backgrounds.empty()) spec.backgrounds = absolute(arguments.backgrounds);
  if (!arguments.foregrounds.empty()) spec.foregrounds = absolute(arguments.foregrounds);
  return spec;
}

ShardFormat formatFrom(const CompositionArguments& arguments) {
  const std::string& name = arguments.format;
  return name == "zip" ? ShardFormat::zip : name == "dir" ? ShardFormat::folder : ShardFormat::tar;
}

void addCompositionOptions(CLI::App& verb, CompositionArguments& a) {
  verb.add_option("--spec", a.spec,
                  "Specification: folders, sizes and numbers (JSON); --print-spec shows one");
  verb.add_option("--backgrounds", a.backgrounds, "Folder of pictures to paste on");
  verb.add_option("--foregrounds", a.foregrounds, "Folder of what is pasted: PNG with an alpha channel");
  verb.add_option("--seed", a.seed, "Another seed makes another set")
      ->check(checkIsSeed)
      ->capture_default_str();
  verb.add_option("--format", a.format, "tar, zip or dir")
      ->check(CLI::IsMember({"tar", "zip", "dir"}))
      ->capture_default_str();
  verb.add_flag("--json", a.json, "Print one JSON object");
}

std::string sizeText(std::uint64_t bytes) {
  char text[32];
  const double number = static_cast<double>(bytes);
  std::snprintf(text, sizeof text, number < 1e9 ? "%.1f MB" : "%.2f GB", number / (number < 1e9 ? 1e6 : 1e9));
  return text;
}

} // namespace fillscope::cli
