#include "app/cli/samples.h"
#include "app/cli/arguments.h"
#include "core/formats/folder_index.h"
#include <CLI/CLI.hpp>
#include <cstdio>
#include <set>

namespace fillscope::cli {

void addDepthEncoding(CLI::App& verb, DepthEncoding& encoding) {
  verb.add_option("--depth-scale", encoding.scale,
                  "Metres per unit of integer depth files, e.g. 0.001, where a project does not tell it")
      ->check(checkMetresPerUnit);
  verb.add_option("--depth-rotation", encoding.rotation,
                  "Bits that 16-bit values were rotated by (3 for SUN RGB-D)")
      ->check(CLI::Range(0, 15));
}

Result<std::shared_ptr<SampleSource>> openSamples(const std::string& data, int keypoints, SampleParts parts,
                                                  const DepthEncoding& untold) {
  static std::set<std::string> told; // "evaluate all" opens the same set for each task
  auto source = openTrainingData(data, keypoints, parts, untold);
  if (!source) return source;
  const auto say = [&data](std::size_t count, const char* why) {
    if (count > 0 && told.insert(data + why).second)
      std::fprintf(stderr, "%s: %zu picture%s left out, since nobody has %s\n", data.c_str(), count,
                   count == 1 ? "" : "s", why);
  };
  say((*source)->unreviewed(), "reviewed what a network proposed");
  say((*source)->unclassed(), "said what class they are of");
  say((*source)->unscaled(), "told what a unit of the depth file is in metres (--depth-scale)");
  return source;
}

Result<OpenedProject> openAndTell(const std::string& path, const Progress& progress) {
  auto opened = openUnambiguous(path, progress);
  if (!opened) return opened;
  for (const std::string& note : opened->notes)
    std::fprintf(stderr, "%s: %s\n", path.c_str(), note.c_str());
  return opened;
}

Project askedFor(const std::string& path, const Project& opened) {
  Project asked = opened;
  // Beside one picture there may lie a project of others.
  std::error_code ignored;
  if (std::filesystem::is_regular_file(path, ignored) && isPictureName(path))
    std::erase_if(asked.pictures, [&](const Picture& picture) {
      return std::filesystem::path(picture.filename).filename() != std::filesystem::path(path).filename();
    });
  return asked;
}

} // namespace fillscope::cli
