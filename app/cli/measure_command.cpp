#include "app/cli/arguments.h"
#include "app/cli/checks.h"
#include "app/cli/commands.h"
#include "app/cli/console.h"
#include "app/cli/measure_image.h"
#include "app/cli/samples.h"
#include "core/formats/cloud_reader.h"
#include "core/formats/cloud_writer.h"
#include "core/workflow/measure_predicted.h"
#include "core/workflow/told_depth.h"
#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>
#include <map>
#include <numbers>
#include <optional>

namespace fillscope::cli {
namespace {

namespace fs = std::filesystem;

struct MeasureArguments {
  std::string path, project, picture, report, cloud;
  ImageArguments single;
  bool json = false;
  FillOptions options;
};

constexpr const char* examples = R"(
Examples:
  fillscope-cli measure --image box.png --depth box.depth.png --depth-scale 1e-4 --intrinsics K.txt \
                --corners "158,8 489,8 594,560 27,560" --size 0.37x0.57x0.20 --json
  fillscope-cli measure --project boxes.fillscope.json --picture 01-parcels --report out
  fillscope-cli measure FOLDER --report out
  fillscope-cli measure FOLDER --corners detect --depth-scale 0.001 --size 0.60x0.40x0.20 --report out
  fillscope-cli measure FOLDER --corners detect --depth-kind inverse --report out
  fillscope-cli measure FOLDER --depth predict --corners detect --report out
  fillscope-cli measure --image box.jpg --depth predict --corners detect --size 0.60x0.40x0.20 --json

--depth predict[:ID] estimates the depth with a network (fillscope-cli predict --list), --corners detect[:ID] finds the
rim with one; with both, a photo is all that is needed. Without an ID it is the network that ships with the program, or
the only one there is. Of a project or folder they serve every picture: its depth comes from the network, its corners where
none are placed; the project stays as it is. So do --depth-scale, --depth-kind, --depth-rotation, --intrinsics, --fov and
--size, where a picture has none of its own (files with a scale hold lengths). Without --depth, pictures whose fill was
predicted in the window are predicted again. Litres need the --size.
--size is first side (corner 1 to 2) x second side x depth, in metres; left out, it is found from the depth.
An odd one (600x400x200) is said on stderr and taken.
--corners are continuous picture coordinates: (0,0) is the top-left corner, the centre of the first pixel 0.5,0.5.
A picture that cannot be measured is an entry with an error in the answer of --json, and is told on stderr; one without
a rim is left out, which stderr and the answer's left_out tell.
Exit codes: 0 done, 2 usage, 3 bad input or no picture could be measured, 75 try again.)";

Result<void> exportCloud(const ReportItem& item, const std::string& file, const Progress& progress) {
  PointCloud cloud =
      unproject(*item.depth, item.report.camera, item.report.depthLine, item.image.get(), item.report.k1);
  if (item.report.boxLitres) cloud.metric = true;
  return writeCloud(cloud, file, progress);
}

/// Says on stderr that a depth file has few steps; once, for those of a project are mostly alike.
void tellFewSteps(const std::vector<std::pair<fs::path, double>>& filesWithScale) {
  for (const auto& [file, scale] : filesWithScale) {
    if (!depthHasFewSteps(file)) continue;
    std::fprintf(stderr, "fillscope-cli: %s\n", fewStepsSentence(file.filename().string(), scale).c_str());
    return;
  }
}

Result<std::vector<ReportItem>> measureSingle(const MeasureArguments& arguments, const Context& context,
                                              const Progress& progress, const ReportItemTaker& taker) {
  auto item = measureImage(arguments.single, arguments.options, context, progress);
  if (!item) return item.error();
  if (auto taken = taker(*item); !taken) return taken.error();
  if (!arguments.single.predictsDepth())
    tellFewSteps({{arguments.single.depth, arguments.single.depthScale}});
  std::vector<ReportItem> items;
  items.push_back(std::move(*item));
  return items;
}

/// What networks stand in for, as --depth and --corners ask; with the registry that they need.
struct StandIns {
  std::unique_ptr<ModelRegistry> registry;
  ReportDepthChooser depth;
  ReportRimFinder corners;
};

Result<StandIns> openStandIns(const MeasureArguments& arguments, const Project& project,
                              const Context& context, const Progress& progress) {
  StandIns standIns;
  const ImageArguments& asked = arguments.single;
  if (asked.depth.empty() && asked.box.corners.empty() && !namesNetworks(project)) return standIns;
  standIns.registry = openNetworks(context);
  if (!asked.predictsDepth()) {
    standIns.depth = keptNetworks(*standIns.registry, project, arguments.options, progress);
  } else {
    auto depth = predictedDepth(*standIns.registry, networkNamedIn(asked.depth), arguments.options, progress);
    if (!depth) return depth.error();
    standIns.depth = *std::move(depth);
  }
  if (!asked.box.corners.empty()) {
    auto corners = detectedRims(*standIns.registry, asked.box.cornersNetwork(), progress);
    if (!corners) return corners.error();
    standIns.corners = *std::move(corners);
  }
  return standIns;
}

/// Gives pictures that lack it what the options say of camera, depth files and box.
Result<void> tellPictures(OpenedProject& opened, const ImageArguments& asked) {
  if (!asked.box.intrinsics.empty() && asked.box.fieldOfViewDegrees > 0)
    return Error{ErrorCode::badInput, "the camera is given twice", "--intrinsics, --fov", "leave one out"};
  const auto size = parseSize(asked.box);
  if (!size) return size.error();
  tellDepth(opened, {asked.depthScale, asked.depthRotation, asked.depthKind});
  for (Picture& picture : opened.project.pictures) {
    PictureSources sources = sourcesOf(picture);
    if (sources.intrinsicsFile.empty() && sources.fieldOfView == 0) {
      if (!asked.box.intrinsics.empty()) sources.intrinsicsFile = fs::absolute(asked.box.intrinsics).string();
      sources.fieldOfView = asked.box.fieldOfViewDegrees * std::numbers::pi / 180;
    }
    setSources(picture, sources);
    if (!*size) continue;
    Rim rim = rimOf(picture).value_or(Rim{});
    if (rim.size) continue;
    rim.size = *size;
    setRim(picture, rim);
  }
  return {};
}

Error oneCloudOnly() {
  return {ErrorCode::badInput, "--cloud writes the cloud of one picture", {}, "name it with --picture"};
}

Result<std::vector<ReportItem>> measureOpened(const MeasureArguments& arguments, const Context& context,
                                              const Progress& progress, const ReportItemTaker& taker,
                                              const LeftOutTaker& leftOut) {
  const std::string& named = arguments.project.empty() ? arguments.path : arguments.project;
  auto opened = openAndTell(named, progress);
  if (!opened) return opened.error();
  const auto& pictures = opened->project.pictures;
  const auto rims = std::count_if(pictures.begin(), pictures.end(),
                                  [](const Picture& picture) { return rimOf(picture).has_value(); });
  if (!arguments.cloud.empty() && arguments.picture.empty() && rims > 1) return oneCloudOnly();
  if (auto told = tellPictures(*opened, arguments.single); !told) return told.error();
  if (!arguments.single.predictsDepth()) {
    std::vector<std::pair<fs::path, double>> files;
    for (const Picture& picture : opened->project.pictures)
      if (const PictureSources sources = sourcesOf(picture); !sources.depthFile.empty())
        files.emplace_back(depthPlaceOf(*opened, picture), sources.depthScale);
    tellFewSteps(files);
  }
  const auto standIns = openStandIns(arguments, opened->project, context, progress);
  if (!standIns) return standIns.error();
  auto items = measureProject(*opened, arguments.picture, arguments.options, progress, taker, standIns->depth,
                              standIns->corners, leftOut);
  if (!items) return items.error();
  if (items->empty())
    return Error{ErrorCode::badInput, "no picture has a rim to measure", named,
                 "mark the four rim corners in the window, or find them with --corners detect"};
  return items;
}

/// Measures, and writes what is asked for on the way.
Result<std::vector<ReportItem>> measureAndWrite(const MeasureArguments& arguments, const Context& context,
                                                std::vector<LeftOut>& leftOut) {
  const Progress progress = consoleProgress();
  if (!arguments.cloud.empty() && !isCloudName(arguments.cloud))
    return Error{ErrorCode::badInput, "a cloud is written as .ply, .pcd or .xyz", arguments.cloud,
                 "choose one of these"};
  if (auto fault = checkReplaces(arguments.cloud, fs::path(arguments.cloud).extension().string()))
    return *std::move(fault);
  std::optional<ReportWriter> report;
  if (!arguments.report.empty()) report.emplace(arguments.report);
  ReportItem last; // with its pixels
  const auto taker = [&](const ReportItem& item) -> Result<void> {
    if (!arguments.cloud.empty()) last = item;
    return report ? report->add(item) : Result<void>{};
  };
  const auto leave = [&](const LeftOut& picture) {
    leftOut.push_back(picture);
    if (report) report->leaveOut(picture);
  };
  auto items = arguments.single.image.empty() ? measureOpened(arguments, context, progress, taker, leave)
                                              : measureSingle(arguments, context, progress, taker);
  if (!items) return items;
  if (!arguments.cloud.empty()) {
    if (items->size() != 1 || !last.error.empty()) return oneCloudOnly();
    if (auto written = exportCloud(last, arguments.cloud, progress); !written) return written.error();
  }
  if (report)
    if (auto written = report->finish(arguments.options); !written) return written.error();
  return items;
}

/// Sentences about the picture itself begin with its name.
std::string failureOf(const ReportItem& item) {
  return item.error.starts_with(item.name) ? item.error : item.name + ": " + item.error;
}

void printForPeople(const ReportItem& item) {
  if (!item.error.empty()) {
    std::printf("%s\n", failureOf(item).c_str());
    return;
  }
  const FillReport& r = item.report;
  std::printf("%s: %.1f %% full (%.1f to %.1f), %.1f %% empty\n", item.name.c_str(), r.fillPercent, r.fillLow,
              r.fillHigh, r.emptySpacePercent);
  if (r.contentLitres && r.boxLitres) {
    std::printf("  content %.2f l of %.2f l", *r.contentLitres, *r.boxLitres);
    if (r.cutHeight)
      std::printf(", cut height %.0f mm%s", 1000 * *r.cutHeight,
                  *r.cutHeight > r.size.depth ? " (above the rim)" : "");
    std::printf("\n");
  }
  std::printf("  hidden %.1f %%, tilt %.1f°, %s\n", r.hiddenPercent, r.tilt * 180 / std::numbers::pi,
              r.method.c_str());
  for (const FillWarning& warning : r.warnings)
    std::printf("  ! %s %s\n", meaningOf(warning).c_str(), warning.remedy.c_str());
}

void tellLeftOut(const std::vector<LeftOut>& leftOut, std::size_t measured) {
  if (leftOut.empty()) return;
  std::fprintf(stderr, "fillscope-cli: %zu of %zu pictures left out:\n", leftOut.size(),
               leftOut.size() + measured);
  for (const LeftOut& picture : leftOut)
    std::fprintf(stderr, "  %s: %s\n", picture.name.c_str(), picture.reason.c_str());
}

/// About an option that a project has no use for.
std::string whatOnlyOnePictureTakes(const ImageArguments& image) {
  if (!image.depth.empty() && !image.predictsDepth())
    return "of a project or folder, which knows its own files, --depth takes predict[:ID], not \"" +
           image.depth + "\"";
  if (!image.box.detectsCorners())
    return "of a project or folder, which knows its own corners, --corners takes detect[:ID], not \"" +
           image.box.corners + "\"";
  return std::string(image.emptyDepth.empty() ? "--empty-depth-scale" : "--empty-depth") +
         " describes one picture: name it with --image; a project knows its own";
}

int runMeasure(const MeasureArguments& arguments, const Context& context) {
  const ImageArguments& image = arguments.single;
  const bool single = !image.image.empty();
  if (single && (image.depth.empty() || (image.box.corners.empty() && !image.predictsDepth())))
    return failUsage("measure --image also needs --depth and --corners");
  if (!single && arguments.project.empty() && arguments.path.empty())
    return failUsage("measure needs a PATH, --project, or --image with --depth and --corners");
  if (single && !(arguments.path.empty() && arguments.project.empty() && arguments.picture.empty()))
    return failUsage("measure takes --image or a project, not both");
  const bool describesImage = !image.emptyDepth.empty() || image.emptyDepthScale > 0 ||
                              !(image.depth.empty() || image.predictsDepth()) || !image.box.detectsCorners();
  if (!single && describesImage) return failUsage(whatOnlyOnePictureTakes(image));
  const bool describesFiles =
      image.depthScale > 0 || image.depthRotation > 0 || image.depthKind != DepthKind::metric;
  if (image.predictsDepth() && image.emptyDepth.empty() && describesFiles)
    return failUsage("--depth-scale, --depth-kind and --depth-rotation are of depth files; a predicted depth "
                     "has none");
  if (auto checked = arguments.options.check(); !checked) return failUsage(checked.error().sentence());

  std::vector<LeftOut> leftOut;
  const auto items = measureAndWrite(arguments, context, leftOut);
  if (!items) return fail(items.error());

  const auto failed =
      std::count_if(items->begin(), items->end(), [](const ReportItem& i) { return !i.error.empty(); });
  const bool allFailed = failed == std::ssize(*items);
  if (allFailed)
    for (const ReportItem& item : *items)
      std::fprintf(stderr, "fillscope-cli: %s\n", failureOf(item).c_str());
  else if (failed > 0)
    std::fprintf(stderr, "fillscope-cli: %td of %zu pictures could not be measured.\n", failed,
                 items->size());
  tellLeftOut(leftOut, items->size());
  if (arguments.json)
    std::fputs(reportJson(*items, arguments.options, leftOut).c_str(), stdout);
  else if (!allFailed)
    for (const ReportItem& item : *items)
      printForPeople(item);
  if (!arguments.report.empty())
    std::fprintf(stderr, "The report is in %s\n", (fs::absolute(arguments.report) / "index.html").c_str());
  return allFailed ? badInput : done;
}

std::map<std::string, DepthKind> depthKinds() {
  std::map<std::string, DepthKind> kinds;
  for (const char* name : depthKindNames)
    kinds[name] = *depthKindNamed(name);
  return kinds;
}

} // namespace

void addMeasure(CLI::App& app, Context& context) {
  auto arguments = std::make_shared<MeasureArguments>();
  MeasureArguments& a = *arguments;
  CLI::App* verb =
      app.add_subcommand("measure", "How full is the box? From one picture with depth, or a whole project.");
  verb->add_option("path", a.path, "Project, folder or picture whose rims are marked");
  verb->add_option("--project", a.project, "VIA 2 project with marked rims");
  verb->add_option("--picture", a.picture, "Only this picture of the project");
  verb->add_option("--image", a.single.image, "Picture file");
  verb->add_option("--depth", a.single.depth, "Depth file aligned to the picture, or predict[:ID]");
  verb->add_option("--depth-scale", a.single.depthScale,
                   "Metres per unit of an integer depth file, e.g. 0.001 or 1e-4")
      ->check(checkMetresPerUnit);
  verb->add_option("--depth-kind", a.single.depthKind,
                   "What the depth files hold: metric (lengths), relative (depth without a unit) or inverse "
                   "(1/depth without a unit); the last two need no --depth-scale")
      ->transform(CLI::CheckedTransformer(depthKinds()));
  verb->add_option("--depth-rotation", a.single.depthRotation,
                   "Bits that 16-bit values were rotated by (3 for SUN RGB-D)")
      ->check(CLI::Range(0, 15));
  verb->add_option("--empty-depth", a.single.emptyDepth, "Depth of the same box, empty, from the same place");
  verb->add_option("--empty-depth-scale", a.single.emptyDepthScale, "Where it differs from --depth-scale")
      ->check(checkMetresPerUnit);
  verb->add_option("--intrinsics", a.single.box.intrinsics, "Camera matrix: 3x3 text or JSON");
  verb->add_option("--fov", a.single.box.fieldOfViewDegrees,
                   "Horizontal field of view in degrees, where there is no camera matrix")
      ->check(checkFieldOfView);
  verb->add_option("--corners", a.single.box.corners,
                   "The inner rim: \"x,y x,y x,y x,y\", clockwise from the top left; or detect[:ID]");
  verb->add_option("--size", a.single.box.size, "Inner size in metres: FIRSTxSECONDxDEPTH");
  verb->add_option("--limit", a.options.limitPercent, "Largest allowed empty space in percent")
      ->check(atLeast0())
      ->capture_default_str();
  verb->add_flag("--json", a.json, "Print one JSON object");
  verb->add_option("--report", a.report, "Write a page with pictures and figures into this folder")
      ->check(checkIsNamed);
  verb->add_option("--cloud", a.cloud, "Write the point cloud: .ply, .pcd (both binary) or .xyz (text)")
      ->check(checkIsNamed);
  verb->footer(examples);
  verb->callback([arguments, &context] { context.exitCode = runMeasure(*arguments, context); });
}

} // namespace fillscope::cli
