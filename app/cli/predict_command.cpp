#include "app/cli/arguments.h"
#include "app/cli/checks.h"
#include "app/cli/commands.h"
#include "app/cli/console.h"
#include "app/cli/networks.h"
#include "app/cli/samples.h"
#include "core/base/json.h"
#include "core/base/number_text.h"
#include "core/formats/depth_io.h"
#include "core/formats/image_io.h"
#include "core/formats/input_files.h"
#include "core/workflow/choose_network.h"
#include "core/workflow/predict_pictures.h"
#include <CLI/CLI.hpp>
#include <cstdio>

namespace fillscope::cli {
namespace {

namespace fs = std::filesystem;

struct PredictArguments {
  std::string image, model, out;
  BoxArguments box;
  double scale = 1e-4;
  std::string shard;
  bool list = false, resume = false, json = false;
};

constexpr const char* examples = R"(
Examples:
  fillscope-cli predict box.jpg --model box-depth --size 0.60x0.40x0.20 --out box.depth.png
  fillscope-cli predict box.jpg --corners "158,8 489,8 594,560 27,560" --size 0.37x0.57x0.20 --out box.depth.png
  fillscope-cli predict photos --model my-unet --out depth --resume
  fillscope-cli predict boxes.fillscope.json --out depth --shard 2/8 --resume
  fillscope-cli predict --list

A network that looks through the rim answers inside it alone. Its corners are detected where --corners does not give
them, with the network of --corners detect:ID where one is named; without --size its depth is relative.

Of a folder or project every picture's depth is written into the folder --out, as NAME.depth.png, or NAME.depth.tif where
it has no unit or does not fit into 16 bits; a picture's own rim, size and camera are used. A picture that cannot be read
is told and passed over. Nothing that the pictures are made of is written over.

The result is 16-bit PNG in units of --depth-scale, 32-bit float TIFF or .npy, by the suffix of --out. A relative or
inverse depth map has no unit and is kept as TIFF or .npy.
Networks are looked for in $FILLSCOPE_MODELS, ~/.local/share/fillscope/models and models/ beside the program.
Exit codes: 0 done, 2 usage, 3 bad input, 75 try again.)";

std::string aboutNetwork(const ModelRegistry::Entry& entry) {
  if (!entry.manifest) return entry.manifest.error().sentence();
  return entry.manifest->description.empty() ? entry.manifest->name : entry.manifest->description;
}

void print(const PredictSummary& summary, bool json) {
  if (json) {
    std::string text = "{\"written\": " + std::to_string(summary.written) +
                       ", \"without_unit\": " + std::to_string(summary.withoutUnit) +
                       ", \"kept\": " + std::to_string(summary.kept) +
                       ", \"seconds\": " + numberText(summary.seconds) + ", \"failed\": [";
    for (const auto& failure : summary.failures) {
      text += &failure == &summary.failures.front() ? "{\"picture\": " : ", {\"picture\": ";
      appendJsonString(text, failure.picture);
      text += ", \"error\": ";
      appendJsonString(text, failure.why);
      text += "}";
    }
    std::printf("%s]}\n", text.c_str());
    return;
  }
  for (const auto& failure : summary.failures)
    std::fprintf(stderr, "fillscope-cli: %s\n", failure.why.c_str());
  std::printf("%llu depth maps written in %.1f s, %llu kept, %zu failed\n",
              static_cast<unsigned long long>(summary.written), summary.seconds,
              static_cast<unsigned long long>(summary.kept), summary.failures.size());
}

/// Of a folder or project.
int runMany(const PredictArguments& arguments, ModelRegistry& registry) {
  PredictRequest request;
  request.network = arguments.model, request.out = arguments.out;
  request.metresPerUnit = arguments.scale, request.resume = arguments.resume;
  const BoxArguments& box = arguments.box;
  if (!box.intrinsics.empty() || !box.size.empty() || box.fieldOfViewDegrees > 0)
    return failUsage("size and camera are those of each picture: put them into the project");
  if (!box.detectsCorners()) return failUsage("of many pictures --corners can only be detect or detect:ID");
  request.finder = box.cornersNetwork();
  if (!arguments.shard.empty()) {
    const auto shard = parseShard(arguments.shard);
    if (!shard) return failUsage(shard.error().sentence());
    request.part = shard->index, request.parts = shard->count;
  }
  const Progress progress = consoleProgress();
  const auto opened = openAndTell(arguments.image, progress);
  if (!opened) return fail(opened.error());
  const auto summary = predictPictures(registry, *opened, request, progress);
  if (!summary) {
    Error error = summary.error();
    if (error.code == ErrorCode::cancelled) error.hint = "go on with the same command and --resume";
    return fail(error);
  }
  print(*summary, arguments.json);
  if (summary->withoutUnit > 0)
    std::fprintf(stderr, "%llu maps have no unit, and their files do not tell.\n",
                 static_cast<unsigned long long>(summary->withoutUnit));
  return summary->written + summary->kept == 0 && !summary->failures.empty() ? badInput : done;
}

bool isFolderOrProject(const std::string& path) {
  std::error_code fault;
  return fs::is_directory(path, fault) || fs::path(path).extension() == ".json";
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
  if (std::error_code fault; !fs::exists(arguments.image, fault))
    return fail({ErrorCode::notFound, "there is no such file or folder", arguments.image,
                 "check the name and the folder"});
  if (isFolderOrProject(arguments.image)) return runMany(arguments, *registry);
  if (arguments.resume || arguments.json || !arguments.shard.empty())
    return failUsage("--resume, --shard and --json are of a folder or project");
  const std::vector<fs::path> read{arguments.image};
  if (auto may = InputFiles(read).mayWrite(arguments.out); !may) return fail(may.error());
  auto image = loadImage(arguments.image);
  if (!image) return fail(image.error());
  const auto box = parseBox(arguments.box, image->width(), image->height());
  if (!box) return fail(box.error());
  auto depth = predictDepth(*registry, arguments.model, *image, *box, consoleProgress());
  if (!depth) return fail(depth.error());
  if (auto saved = saveDepth(*depth, arguments.out, arguments.scale); !saved) {
    Error error = saved.error();
    const auto used = chooseDepthNetwork(*registry, arguments.model);
    const auto network = used ? registry->network(*used) : Result<std::shared_ptr<Network>>(used.error());
    const bool lacksSize = depth->kind == DepthKind::relative && arguments.box.size.empty();
    if (lacksSize && network && (*network)->manifest().looksThroughRim())
      error.hint += ", or give the --size";
    return fail(error);
  }
  if (depth->kind != DepthKind::metric)
    std::fprintf(stderr, "The map has no unit, and the file does not tell: measure it with --depth-kind %s\n",
                 nameOf(depth->kind));
  return done;
}

} // namespace

void addPredict(CLI::App& app, Context& context) {
  auto arguments = std::make_shared<PredictArguments>();
  PredictArguments& a = *arguments;
  CLI::App* verb = app.add_subcommand(
      "predict", "Depth from one picture, or every picture of a folder or project, with a network.");
  verb->add_option("image", a.image, "Picture file, folder or project");
  verb->add_option(
      "--model", a.model,
      "Which network: an id, or the path of a manifest; left out: the one that ships, or the only one");
  verb->add_option("--corners", a.box.corners, "The inner rim: \"x,y x,y x,y x,y\"; or detect[:ID]");
  verb->add_option("--intrinsics", a.box.intrinsics, "Camera matrix: 3x3 text or JSON");
  verb->add_option("--fov", a.box.fieldOfViewDegrees, "Horizontal field of view in degrees")
      ->check(checkFieldOfView);
  verb->add_option("--size", a.box.size, "Inner size in metres: FIRSTxSECONDxDEPTH");
  verb->add_option("--out", a.out,
                   "Depth file to write: .png, .tif or .npy; of many pictures the folder for theirs");
  verb->add_option("--depth-scale", a.scale, "Metres per unit of a written PNG")
      ->check(above0())
      ->capture_default_str();
  verb->add_option("--shard", a.shard, "I/N: only the I-th of N parts of the pictures, I from 1 to N");
  verb->add_flag("--resume", a.resume, "Of many pictures: keep the depth that is there");
  verb->add_flag("--json", a.json, "Of many pictures: print one JSON object");
  verb->add_flag("--list", a.list, "List the networks there are");
  verb->footer(examples);
  verb->callback([arguments, &context] { context.exitCode = runPredict(*arguments, context); });
}

} // namespace fillscope::cli
