#include "app/cli/checks.h"
#include "app/cli/commands.h"
#include "app/cli/console.h"
#include "core/base/json.h"
#include "core/base/number_text.h"
#include "core/workflow/open_cloud.h"
#include <CLI/CLI.hpp>
#include <cmath>
#include <cstdio>
#include <memory>
#include <set>

namespace fillscope::cli {
namespace {

namespace fs = std::filesystem;

struct CloudArguments {
  std::vector<std::string> files;
  std::string out, up, like;
  CloudViewOptions view;
  bool json = false;
};

constexpr const char* examples = R"(
Examples:
  fillscope-cli cloud box.pcd --out views
  fillscope-cli measure --image views/box.color.png --depth views/box.depth.tif --intrinsics views/box.K.txt \
      --corners "15,13 319,22 317,257 13,245"
  fillscope-cli cloud scans/*.ply --out views --up y --scale 0.001 --size 1024
  fillscope-cli cloud box.xyz --out views && fillscope views
  fillscope-cli cloud empty.pcd --out views && fillscope-cli cloud full/*.pcd --out views --like views/empty.K.txt
  fillscope-cli measure --image views/full.color.png --depth views/full.depth.tif \
      --empty-depth views/empty.depth.tif --intrinsics views/full.K.txt --corners "15,13 319,22 317,257 13,245"

Reads PCD, PLY, and text of x y z [r g b] a line. Of each cloud NAME.color.png, NAME.depth.tif (float metres) and
NAME.K.txt (the camera matrix) are written into the folder --out; whatever works on a picture with depth works on
them. A depth camera's grid stays as it is; other clouds are looked at straight down, or with --like from
where an earlier cloud of the same sensor was: pictures of one size and camera, so that the scan of an empty box
is the empty reference of full ones (one named empty.* is taken for it where the folder is opened). A cloud that
cannot be read is told and passed over; files in --out that were not made of the same cloud, or were
changed since, are never replaced, nor are those of this very run.
Exit codes: 0 done, 2 usage, 3 bad input, 75 try again.)";

std::string jsonOf(const WrittenCloud& written) {
  std::string text = "{\"picture\": ";
  appendJsonString(text, written.picture.string());
  text += ", \"depth\": ";
  appendJsonString(text, written.depth.string());
  text += ", \"intrinsics\": ";
  appendJsonString(text, written.camera.string());
  text += ", \"format\": ";
  appendJsonString(text, written.format);
  text += ", \"points\": " + std::to_string(written.points) +
          ", \"dropped\": " + std::to_string(written.dropped) +
          ", \"width\": " + std::to_string(written.width) +
          ", \"height\": " + std::to_string(written.height) +
          ", \"measured_share\": " + numberText(written.measuredShare) + ", \"up\": \"" + nameOf(written.up) +
          "\", \"up_guessed\": " + (written.upGuessed ? "true" : "false") +
          ", \"own_grid\": " + (written.isOwnGrid ? "true" : "false") +
          ", \"own_colours\": " + (written.ownColours ? "true" : "false");
  if (written.outside > 0) text += ", \"outside_share\": " + numberText(written.outside);
  if (written.gridResidual && std::isfinite(*written.gridResidual))
    text += ", \"grid_residual_px\": " + numberText(*written.gridResidual);
  return text + "}";
}

void printForPeople(const WrittenCloud& written) {
  std::printf("%s\n  %zu points (%s), %zu without a place; %d × %d pixels, %.0f %% measured\n  %s%s\n",
              written.picture.c_str(), written.points, written.format.c_str(), written.dropped, written.width,
              written.height, 100 * written.measuredShare, written.remark().c_str(),
              written.upGuessed ? "; where that is wrong, say which way is up with --up" : "");
}

/// Writes no file twice: clouds of one name in several folders would replace each other's.
Result<WrittenCloud> writeOnce(const fs::path& cloud, const CloudArguments& arguments,
                               std::set<fs::path>& written, const Progress& progress) {
  const fs::path target = filesFor(cloud, arguments.out).camera;
  if (written.contains(target))
    return Error{ErrorCode::badInput, "another cloud of that name was just written there", cloud.string(),
                 "choose another --out for it"};
  auto made = writeCloudPicture(cloud, arguments.out, arguments.view, progress);
  if (made) written.insert(target);
  return made;
}

int runCloud(CloudArguments& arguments) {
  if (!arguments.up.empty()) arguments.view.up = upAxisNamed(arguments.up);
  if (const auto checked = arguments.view.check(); !checked) return failUsage(checked.error().sentence());
  if (!arguments.like.empty()) {
    auto view = viewOfCloudPicture(arguments.like);
    if (!view) return fail(view.error());
    arguments.view.like = *std::move(view);
  }
  const Progress progress = consoleProgress();
  std::string written, failed;
  std::set<fs::path> targets;
  int exitCode = done;
  const auto add = [](std::string& list, const std::string& item) {
    list += (list.empty() ? "" : ", ") + item;
  };
  for (const std::string& file : arguments.files) {
    const auto cloud = writeOnce(file, arguments, targets, progress);
    if (cloud) {
      add(written, jsonOf(*cloud));
      if (!arguments.json) printForPeople(*cloud);
      continue;
    }
    exitCode = fail(cloud.error());
    if (cloud.error().code == ErrorCode::cancelled) return exitCode;
    std::string item = "{\"cloud\": ";
    appendJsonString(item, file);
    item += ", \"error\": ";
    appendJsonString(item, cloud.error().sentence());
    add(failed, item + "}");
  }
  if (arguments.json) std::printf("{\"clouds\": [%s], \"failed\": [%s]}\n", written.c_str(), failed.c_str());
  return written.empty() ? exitCode : done;
}

} // namespace

void addCloud(CLI::App& app, Context& context) {
  auto arguments = std::make_shared<CloudArguments>();
  CloudArguments& a = *arguments;
  CLI::App* verb =
      app.add_subcommand("cloud", "Point clouds as pictures with depth and camera, seen from above.");
  verb->add_option("files", a.files, "Point clouds: .pcd, .ply, .xyz or other text")->required();
  verb->add_option("--out", a.out, "Folder for the pictures")->required();
  CLI::Option* like = verb->add_option("--like", a.like,
                                       "Look from where an earlier cloud was looked at, in the same cloud "
                                       "frame: its NAME.K.txt, or its folder");
  verb->add_option(
          "--up", a.up,
          "Where up is: z, -z, y, -y, x, -x; camera: x right, y down, z away from the camera at 0 0 0; "
          "else camera for a depth camera's grid, z for other clouds")
      ->check(CLI::IsMember(std::vector<std::string>(upAxisNames.begin(), upAxisNames.end())))
      ->excludes(like);
  verb->add_option("--scale", a.view.metresPerUnit, "Metres per unit of the cloud: 0.001 for millimetres")
      ->check(above0())
      ->capture_default_str()
      ->excludes(like);
  verb->add_option("--size", a.view.longSide,
                   "Pixels of the picture's longer side; else as many as the points lie dense")
      ->check(CLI::Range(CloudViewOptions::leastSide, CloudViewOptions::mostSide))
      ->excludes(like);
  verb->add_flag("--json", a.json, "Print one JSON object");
  verb->footer(examples);
  verb->callback([arguments, &context] { context.exitCode = runCloud(*arguments); });
}

} // namespace fillscope::cli
