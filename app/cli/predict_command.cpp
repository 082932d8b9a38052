#include "app/cli/arguments.h"
#include "app/cli/checks.h"
#include "app/cli/commands.h"
#include "app/cli/console.h"
#include "app/cli/networks.h"
#include "core/formats/depth_io.h"
#include "core/formats/image_io.h"
#include <CLI/CLI.hpp>
#include <cstdio>

namespace fillscope::cli {
namespace {

struct PredictArguments {
  std::string image, model, out;
  BoxArguments box;
  double scale = 1e-4;
  bool list = false;
};

constexpr const char* examples = R"(
Examples:
  fillscope-cli predict box.jpg --model box-depth-s --out box.depth.png
  fillscope-cli predict box.jpg --corners "158,8 489,8 594,560 27,560" --size 0.60x0.40x0.20 --out box.depth.png
  fillscope-cli predict --list

A network that looks through the rim answers inside it alone. Its corners are detected where --corners does not give
them, with the network of --corners detect:ID where one is named; without --size its depth is relative.

The result is 16-bit PNG in units of --depth-scale, 32-bit float TIFF or .npy, by the suffix of --out. A relative or
inverse depth map has no unit and is kept as TIFF or .npy.
Networks are looked for in $FILLSCOPE_MODELS, ~/.local/share/fillscope/models and models/ beside the program.
Exit codes: 0 done, 2 usage, 3 bad input, 75 try again.)";

std::string aboutNetwork(const ModelRegistry::Entry& entry) {
  if (!entry.manifest) return entry.manifest.error().sentence();
  return entry.manifest->description.empty() ? entry.manifest->name : entry.manifest->description;
}

int runPredict(const PredictArguments& arguments, const Context& context) {
  const auto registry = openNetworks(context);
  if (arguments.list) {
    const auto entries = registry->entries();
    if (entries.empty())
      std::printf("No network found. Set FILLSCOPE_MODELS to the folder that holds yours.\n");
    for (const auto& entry : entries)
      std::printf("%-24s %s\n", entry.id.c_str(), aboutNetwork(entry).c_str());
    return done;
  }
  if (arguments.image.empty() || arguments.out.empty()) return failUsage("predict needs a picture and --out");
  auto image = loadImage(arguments.image);
  if (!image) return fail(image.error());
  const auto box = parseBox(arguments.box, image->width(), image->height());
  if (!box) return fail(box.error());
  auto depth = predictDepth(*registry, arguments.model, *image, *box, consoleProgress());
  if (!depth) return fail(depth.error());
  if (auto saved = saveDepth(*depth, arguments.out, arguments.scale); !saved) return fail(saved.error());
  if (depth->kind != DepthKind::metric)
    std::fprintf(stderr, "The map has no unit, and the file does not tell: measure it with --depth-kind %s\n",
                 nameOf(depth->kind));
  return done;
}

} // namespace

void addPredict(CLI::App& app, Context& context) {
  auto arguments = std::make_shared<PredictArguments>();
  PredictArguments& a = *arguments;
  CLI::App* verb = app.add_subcommand("predict", "Depth from one picture with a network.");
  verb->add_option("image", a.image, "Picture file");
  verb->add_option(
      "--model", a.model,
      "Which network: an id, or the path of a manifest; may be left out where there is only one");
  verb->add_option("--corners", a.box.corners, "The inner rim: \"x,y x,y x,y x,y\"; or detect[:ID]");
  verb->add_option("--intrinsics", a.box.intrinsics, "Camera matrix: 3x3 text or JSON");
  verb->add_option("--fov", a.box.fieldOfViewDegrees, "Horizontal field of view in degrees")
      ->check(checkFieldOfView);
  verb->add_option("--size", a.box.size, "Inner size in metres: FIRSTxSECONDxDEPTH");
  verb->add_option("--out", a.out, "Depth file to write: .png, .tif or .npy");
  verb->add_option("--depth-scale", a.scale, "Metres per unit of a written PNG")
      ->check(above0())
      ->capture_default_str();
  verb->add_flag("--list", a.list, "List the networks there are");
  verb->footer(examples);
  verb->callback([arguments, &context] { context.exitCode = runPredict(*arguments, context); });
}

} // namespace fillscope::cli
