#include "app/cli/arguments.h"
#include "app/cli/commands.h"
#include "app/cli/console.h"
#include "app/cli/samples.h"
#include "core/formats/image_io.h"
#include "core/formats/input_files.h"
#include "core/workflow/plane.h"
#include <CLI/CLI.hpp>
#include <cstdio>
#include <numbers>

namespace fillscope::cli {
namespace {

struct PlaneArguments {
  PlaneRequest request;
  std::string depth, intrinsics, rect, map;
  double fieldOfViewDegrees = 0;
  bool json = false;
};

constexpr const char* examples = R"(
Examples:
  fillscope-cli plane wall.depth.png --depth-scale 0.001 --intrinsics K.txt --rect 200,120,240x180
  fillscope-cli plane floor.tif --fov 69 --trim 0.005 --map floor.png --json

A plane is fitted by least squares along its normal to what is measured in the rectangle; the RMS of what is left is
the plane-fit error that depth cameras are judged by. --rect: left, top, width x height in pixels; left out, all of the
depth map. --trim 0.005 leaves out the 0.5 % farthest in front of the plane and the 0.5 % farthest behind.
--map: red in front of the plane, blue behind it; the ends of its colours are told.
Exit codes: 0 done, 2 usage, 3 bad input, 75 try again.)";

int runPlane(PlaneArguments arguments) {
  PlaneRequest& request = arguments.request;
  if (!arguments.rect.empty()) {
    const auto area = parsePixelArea(arguments.rect);
    if (!area) return failUsage(area.error().sentence());
    request.area = *area;
  }
  if (arguments.intrinsics.empty() == !(arguments.fieldOfViewDegrees > 0))
    return failUsage("a plane needs the camera: give either --intrinsics or --fov");
  if (auto fault = checkReplaces(arguments.map, ".png")) return fail(*fault);
  if (auto may = InputFiles({arguments.depth, arguments.intrinsics}).mayWrite(arguments.map); !may)
    return fail(may.error());
  request.depth = arguments.depth;
  request.intrinsics = arguments.intrinsics;
  request.fieldOfView = arguments.fieldOfViewDegrees * std::numbers::pi / 180;
  const auto fit = fitPlane(request, consoleProgress());
  if (!fit) return fail(fit.error());
  const ColourScale scale = planeScale(*fit);
  if (!arguments.map.empty())
    if (auto saved = saveImage(colourise(fit->deviation, scale), arguments.map); !saved)
      return fail(saved.error());
  if (arguments.json) {
    std::fputs(planeJson(*fit).c_str(), stdout);
    return done;
  }
  std::printf("RMS %.2f mm (%.3f %% of the depth), mean %.2f mm, 95 %% within %.2f mm\n", 1000 * fit->rms,
              100 * fit->rms / fit->depth, 1000 * fit->meanAbs, 1000 * fit->p95);
  std::printf("depth %.3f m, tilt %.1f degrees, %.1f %% of %zu pixels measured, %zu count\n", fit->depth,
              fit->tilt * 180 / std::numbers::pi, 100 * fit->measuredShare(), fit->pixels, fit->used);
  if (!arguments.map.empty())
    std::printf("%s: from %.1f mm behind the plane (blue) to %.1f mm in front of it (red)\n",
                arguments.map.c_str(), -1000 * scale.low, 1000 * scale.high);
  return done;
}

} // namespace

void addPlane(CLI::App& app, Context& context) {
  auto arguments = std::make_shared<PlaneArguments>();
  PlaneArguments& a = *arguments;
  CLI::App* verb =
      app.add_subcommand("plane", "How flat depth is on a wall or a table: plane-fit error and map.");
  verb->add_option("depth", a.depth, "Depth file")->required();
  addDepthEncoding(*verb, a.request.encoding);
  verb->add_option("--intrinsics", a.intrinsics, "Camera matrix: 3x3 text or JSON");
  verb->add_option("--fov", a.fieldOfViewDegrees,
                   "Horizontal field of view in degrees, where there is no camera matrix")
      ->check(checkFieldOfView);
  verb->add_option("--rect", a.rect, "X,Y,WxH: left, top, width and height in pixels");
  verb->add_option("--trim", a.request.trim, "Share of the points left out at each end, 0 to 0.4")
      ->check(CLI::Range(0.0, 0.4));
  verb->add_option("--map", a.map, "Write the deviations as a picture (PNG)");
  verb->add_flag("--json", a.json, "Print one JSON object");
  verb->footer(examples);
  verb->callback([arguments, &context] { context.exitCode = runPlane(*arguments); });
}

} // namespace fillscope::cli
