#include "app/cli/arguments.h"
#include "app/cli/checks.h"
#include "app/cli/commands.h"
#include "app/cli/compare_files.h"
#include "app/cli/compare_grey.h"
#include "app/cli/compare_lines.h"
#include "app/cli/console.h"
#include "app/cli/samples.h"
#include "core/base/file_io.h"
#include "core/formats/image_io.h"
#include "core/formats/via_project.h"
#include "core/workflow/compare.h"
#include "core/workflow/compare_folders.h"
#include "core/workflow/compare_sheet.h"
#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>
#include <functional>
#include <map>
#include <mutex>

namespace fillscope::cli {
namespace {

struct AreaArguments {
  std::string mask, corners, within, project, picture;
};

struct CompareArguments {
  std::string estimate, reference, out, csv, sheet;
  double referenceScale = 0;
  DepthEncoding encoding;
  DepthKind referenceKind = DepthKind::metric;
  std::vector<double> range;
  double threshold = -1, minDepth = 0, maxDepth = 0;
  AreaArguments area;
  int threads = 0;
  bool json = false, strict = false, grey = false;
  CompareOptions options;
};

constexpr const char* examples = R"(
Examples:
  fillscope-cli compare predicted.png measured.png --depth-scale 1e-4 --range 0.5 2.0 --json --out maps
  fillscope-cli compare midas.npy measured.png --depth-scale 1e-4 --depth-kind inverse --align scale-shift-inverse
  fillscope-cli compare predicted.npy box.depth.png --depth-scale 1e-4 --within rim --project boxes.fillscope.json
  fillscope-cli compare zoe.npy nyu.png --depth-scale 0.001 --min-depth 0.001 --max-depth 10 --crop nyu-eigen
  fillscope-cli compare predicted measured --depth-scale 1e-4 --csv table.csv --out maps
  fillscope-cli compare predicted.npy box.depth.png --depth-scale 1e-4 --sheet sheet.png --picture box.jpg \
                --corners "158,8 489,8 594,560 27,560"
  fillscope-cli compare drawn.png drawn-before.png --grey --out maps

Float files (TIFF, .npy) hold metres and need no --depth-scale; 8-bit ones, of 256 steps, need theirs as 16-bit ones do.
Of two folders, maps belong together by their names, the ending depth and the suffix apart (NAME.npy and
NAME.depth.png), those in subfolders by these names as well. Totals are told as mean and median over pictures and pooled over all pixels, which differ. A pair
that cannot be compared is a row with its error; those without a partner are told, and with --strict an error.
What counts: pixels measured in both, inside --mask, --corners or the rim and inside --crop. With --min-depth or
--max-depth a pixel counts where the reference is between them, and the estimate is clamped to them (nothing measured:
the least depth). Metrics, alignment, SSIM's mean, the automatic threshold and range are of these pixels alone.
--out writes NAME-Diff.png, NAME-ssimDiff.png, NAME-thresh.png and NAME.json. What is no earlier comparison's, and
what is read, is not written over: that is an error.
Of folders, --out and --project write NAME-sheet.png of each, too.
With --grey, of two pictures or two folders, NAME-Diff.png is 255 - |a - b|, NAME-ssimDiff.png SSIM (scikit-image's defaults) times 255, and
NAME-thresh.png its inverted Otsu threshold; the estimate is resized to the reference.
Exit codes: 0 done, 2 usage, 3 bad input or no pair could be compared, 75 try again.)";

/// What is wrong with the options that say which pixels count; "": nothing.
std::string areaFault(const AreaArguments& area, bool drawsSheets) {
  const int given = !area.mask.empty() + !area.corners.empty() + !area.within.empty();
  if (given > 1) return "--mask, --corners and --within each say which pixels count: give one of them";
  if (!area.within.empty() && area.project.empty())
    return "--within rim needs the --project that holds the rim";
  if (area.within.empty() && !drawsSheets && !(area.project.empty() && area.picture.empty()))
    return "--project and --picture say whose rim counts or is drawn: they go with --within rim, --sheet, or "
           "--out of folders";
  return {};
}

std::string sheetFault(const CompareArguments& arguments, bool folders) {
  const AreaArguments& area = arguments.area;
  if (folders && !arguments.sheet.empty())
    return "of folders the sheets are drawn into --out, where a --project says which photos they show";
  if (!arguments.sheet.empty() && area.picture.empty() && area.project.empty())
    return "--sheet needs the photo: name it with --picture, or give the --project that holds it";
  if (arguments.sheet.empty() && area.project.empty() && !area.picture.empty())
    return "--picture names a picture of the --project, or the photo for a --sheet";
  return {};
}

using SharedProject = std::shared_ptr<const OpenedProject>;

/// Null where none is named.
Result<SharedProject> openProject(const AreaArguments& area, const Progress& progress) {
  if (area.project.empty()) return SharedProject();
  auto opened = openAndTell(area.project, progress);
  if (!opened) return opened.error();
  return SharedProject(std::make_shared<const OpenedProject>(std::move(*opened)));
}

Result<AreaFinder> areaFinder(const AreaArguments& area, const SharedProject& project) {
  if (!area.mask.empty()) return areaOfMask(area.mask);
  if (!area.corners.empty()) {
    const auto corners = parseCorners(area.corners);
    if (!corners) {
      Error error = corners.error();
      error.hint = "write \"x,y x,y x,y x,y\", clockwise from the top left";
      return error;
    }
    return areaOfCorners(*corners);
  }
  if (area.within.empty()) return AreaFinder{};
  return areaOfRims(project, area.picture);
}

/// The photo and its corners: a project's, or the file and the corners that are given.
Result<SheetSource> sheetSource(const AreaArguments& area, const SharedProject& project,
                                const DepthPair& pair, const DepthMap& reference) {
  if (project) return sheetSourceOf(*project, area.picture, pair);
  auto photo = loadImage(area.picture);
  if (!photo) return photo.error();
  SheetSource source{pair.name, std::move(*photo), {}};
  if (const auto corners = parseCorners(area.corners); corners) {
    source.corners = *corners; // on the reference, whatever the photo's size
    for (Vec2& corner : *source.corners)
      corner = {corner.x * source.photo.width() / reference.width(),
                corner.y * source.photo.height() / reference.height()};
  }
  return source;
}

Result<void> writeSheet(const std::filesystem::path& file, const AreaArguments& area,
                        const SharedProject& project, const DepthPair& pair, const ComparedPair& compared) {
  const auto source = sheetSource(area, project, pair, compared.reference);
  if (!source) return source.error();
  const auto sheet = comparisonSheet(*source, compared);
  if (!sheet) return sheet.error();
  return saveImage(*sheet, file);
}

/// The files that are read beside the pairs.
std::vector<std::filesystem::path> readBeside(const AreaArguments& area, const SharedProject& project) {
  std::vector<std::filesystem::path> read{area.mask, area.picture};
  if (!project) return read;
  read.push_back(project->projectFile);
  for (const Picture& picture : project->project.pictures)
    read.push_back(resolvePicture(project->project, picture, project->folder));
  return read;
}

int runPair(const CompareArguments& arguments, const PairRequest& request, const SharedProject& project,
            const Progress& progress) {
  const std::string name = std::filesystem::path(arguments.estimate).stem().string();
  const DepthPair pair{name, arguments.estimate, arguments.reference};
  if (const auto fault = checkReplaces(arguments.sheet, ".png")) return fail(*fault);
  if (auto may = checkOutputs({arguments.out, arguments.sheet}, readBeside(arguments.area, project), {pair});
      !may)
    return fail(may.error());
  const auto compared = comparePair(pair, request, progress);
  if (!compared) return fail(compared.error());
  if (!arguments.sheet.empty())
    if (auto written = writeSheet(arguments.sheet, arguments.area, project, pair, *compared); !written)
      return fail(written.error());
  const DepthComparison& comparison = compared->comparison;
  for (const std::string& note : compared->notes)
    std::fprintf(stderr, "fillscope-cli: %s\n", note.c_str());
  if (const std::string resized = resizedSentence(comparison); !resized.empty())
    std::fprintf(stderr, "fillscope-cli: %s\n", resized.c_str());
  if (!arguments.out.empty())
    if (auto written = writeComparison(comparison, arguments.out, name); !written)
      return fail(written.error());
  if (arguments.json)
    std::fputs(comparisonJson(comparison).c_str(), stdout);
  else
    printForPeople(comparison);
  return done;
}

/// Whether anything is asked that is of depth, and not of grey values.
bool saysMore(const CompareArguments& arguments) {
  const AreaArguments& area = arguments.area;
  return !(area.mask + area.corners + area.within + area.project + area.picture + arguments.csv +
           arguments.sheet)
              .empty() ||
         !(arguments.encoding == DepthEncoding{}) || arguments.referenceScale > 0 ||
         arguments.referenceKind != DepthKind::metric || !arguments.range.empty() ||
         arguments.threshold >= 0 || arguments.minDepth > 0 || arguments.maxDepth > 0 || arguments.strict ||
         arguments.options.counted.crop != DepthCrop::none ||
         arguments.options.alignment != DepthAlignment::none;
}

bool isFolder(const std::string& path) {
  std::error_code fault;
  return std::filesystem::is_directory(path, fault);
}

/// What stops a comparison of folders before its first pair.
std::optional<Error> folderFault(const CompareArguments& arguments, const SharedProject& project,
                                 const FolderPairs& pairs) {
  if (auto fault = checkReplaces(arguments.csv, ".csv")) return fault;
  if (const std::string alone = aloneSentence(pairs); arguments.strict && !alone.empty())
    return Error{ErrorCode::badInput, alone, "--strict", "add what is missing, or leave --strict out"};
  if (auto may = checkOutputs({arguments.out, {}}, readBeside(arguments.area, project), pairs.pairs); !may)
    return may.error();
  return {};
}

/// Maps and sheets of pairs, from several threads at a time; what hinders a sheet hinders no figure.
class FolderWriter {
 public:
  FolderWriter(const CompareArguments& arguments, SharedProject project)
      : arguments_(arguments)
      , project_(std::move(project)) {}

  Result<void> operator()(const DepthPair& pair, const ComparedPair& compared) {
    if (arguments_.out.empty()) return {};
    const std::string name = pair.estimate.stem().string();
    const std::filesystem::path folder = folderOf(pair, arguments_.out);
    if (auto written = writeComparison(compared.comparison, folder, name); !written) return written;
    if (!project_) return {};
    const auto drawn = writeSheet(sheetIn(folder, name), arguments_.area, project_, pair, compared);
    const std::lock_guard lock(guard_);
    if (!drawn && missing_++ == 0) first_ = drawn.error().sentence();
    return {};
  }
  void tellMissing() const {
    if (missing_ > 0)
      std::fprintf(stderr, "fillscope-cli: %zu without a sheet: %s\n", missing_, first_.c_str());
  }

 private:
  const CompareArguments& arguments_;
  SharedProject project_;
  std::mutex guard_;
  std::size_t missing_ = 0;
  std::string first_;
};

int runFolders(const CompareArguments& arguments, const PairRequest& request, const SharedProject& project,
               const Progress& progress) {
  const auto pairs = pairFolders(arguments.estimate, arguments.reference, arguments.out);
  if (!pairs) return fail(pairs.error());
  if (const auto fault = folderFault(arguments, project, *pairs)) return fail(*fault);
  FolderWriter writer(arguments, project);
  const auto compared = compareFolders(*pairs, request, arguments.threads, progress, std::ref(writer));
  if (!compared) return fail(compared.error());
  if (!arguments.csv.empty())
    if (auto written = writeFileAtomically(arguments.csv, folderComparisonCsv(*compared)); !written)
      return fail(written.error());
  if (const std::string alone = aloneSentence(*pairs); !alone.empty())
    std::fprintf(stderr, "fillscope-cli: %s.\n", alone.c_str());
  const std::size_t failed = compared->failed();
  const bool allFailed = failed == compared->rows.size();
  printFolderNotes(*compared, allFailed);
  writer.tellMissing();
  if (arguments.json)
    std::fputs(folderComparisonJson(*compared).c_str(), stdout);
  else if (!allFailed)
    printForPeople(*compared);
  return allFailed ? badInput : done;
}

int runCompare(CompareArguments arguments) {
  const bool folders = isFolder(arguments.estimate);
  if (folders != isFolder(arguments.reference))
    return failUsage("compare takes two depth files, or two folders of them");
  if (arguments.grey) {
    if (saysMore(arguments))
      return failUsage("--grey compares grey values as they are: it goes with --out and --json alone");
    const GreyArguments grey{arguments.estimate, arguments.reference, arguments.out, arguments.json};
    return folders ? compareGreyFolders(grey) : compareGreyPictures(grey);
  }
  if (!folders && (arguments.strict || !arguments.csv.empty()))
    return failUsage("--strict and --csv are of two folders");
  arguments.options.threads = arguments.threads;
  if (!arguments.range.empty()) arguments.options.range = {arguments.range[0], arguments.range[1]};
  if (arguments.threshold >= 0) arguments.options.threshold = arguments.threshold;
  if (arguments.minDepth > 0) arguments.options.counted.minDepth = arguments.minDepth;
  if (arguments.maxDepth > 0) arguments.options.counted.maxDepth = arguments.maxDepth;
  if (auto checked = arguments.options.check(); !checked) return failUsage(checked.error().sentence());
  const bool drawsSheets = folders ? !arguments.out.empty() : !arguments.sheet.empty();
  if (const std::string fault = areaFault(arguments.area, drawsSheets); !fault.empty())
    return failUsage(fault);
  if (const std::string fault = sheetFault(arguments, folders); !fault.empty()) return failUsage(fault);
  const Progress progress = consoleProgress();
  const auto project = openProject(arguments.area, progress);
  if (!project) return fail(project.error());
  auto area = areaFinder(arguments.area, *project);
  if (!area) return fail(area.error());
  const PairRequest request{{arguments.encoding, arguments.referenceScale, arguments.referenceKind},
                            arguments.options,
                            std::move(*area)};
  return folders ? runFolders(arguments, request, *project, progress)
                 : runPair(arguments, request, *project, progress);
}

template <class Kind, std::size_t count>
std::map<std::string, Kind> byName(const char* const (&names)[count]) {
  std::map<std::string, Kind> kinds;
  for (std::size_t i = 0; i < count; ++i)
    kinds[names[i]] = static_cast<Kind>(i);
  return kinds;
}

void addCountedOptions(CLI::App& verb, CompareArguments& a) {
  verb.add_option("--mask", a.area.mask, "Picture of the reference's size: pixels that are not black count")
      ->check(checkIsNamed);
  verb.add_option("--corners", a.area.corners, "Only inside these: \"x,y x,y x,y x,y\" on the reference");
  verb.add_option("--within", a.area.within, "rim: only inside the rim that the --project holds")
      ->check(CLI::IsMember({"rim"}));
  verb.add_option("--project", a.area.project,
                  "Project or folder with photos and rims; a pair's picture is found by name");
  verb.add_option("--picture", a.area.picture,
                  "The picture of the project, where its name is another; or the photo for --sheet");
  verb.add_option("--min-depth", a.minDepth, "Metres: nearer pixels of the reference do not count")
      ->check(above0());
  verb.add_option("--max-depth", a.maxDepth, "Metres: farther ones do not either")->check(above0());
  verb.add_option(
          "--crop", a.options.counted.crop,
          "Part of the picture that a benchmark counts: none, eigen or garg (KITTI), nyu-eigen (640x480)")
      ->transform(CLI::CheckedTransformer(byName<DepthCrop>(depthCropNames)));
}

} // namespace

void addCompare(CLI::App& app, Context& context) {
  auto arguments = std::make_shared<CompareArguments>();
  CompareArguments& a = *arguments;
  CLI::App* verb = app.add_subcommand(
      "compare", "Two depth maps of one picture, or two folders of them: SSIM, error maps, metrics.");
  verb->add_option("estimate", a.estimate, "Depth file to be judged, or a folder of them")->required();
  verb->add_option("reference", a.reference, "Depth file taken as right, or a folder of them")->required();
  verb->add_option(
          "--depth-scale", a.encoding.scale,
          "Metres per unit, e.g. 0.001 or 1e-4; of the integer file where the other one holds floats")
      ->check(above0());
  verb->add_option("--reference-scale", a.referenceScale, "Of the reference, where it differs")
      ->check(above0());
  verb->add_option("--depth-rotation", a.encoding.rotation,
                   "Bits that 16-bit values were rotated by (3 for SUN RGB-D)")
      ->check(CLI::Range(0, 15));
  const std::map<std::string, DepthKind> kinds{
      {"metric", DepthKind::metric}, {"relative", DepthKind::relative}, {"inverse", DepthKind::inverse}};
  verb->add_option(
          "--depth-kind", a.encoding.kind,
          "What the estimate holds: metric (lengths), relative (depth without a unit) or inverse (1/depth); "
          "without lengths it needs --align")
      ->transform(CLI::CheckedTransformer(kinds));
  verb->add_option("--reference-kind", a.referenceKind,
                   "Of the reference: metric, or inverse, whose scale is 1/m per unit")
      ->transform(CLI::CheckedTransformer(kinds));
  verb->add_option(
          "--range", a.range,
          "MIN MAX in metres: the span that SSIM's constants belong to; no pixel is left out because of it. "
          "Default: 2 to 98 % of the reference")
      ->expected(2);
  const std::map<std::string, DepthAlignment> alignments{
      {"none", DepthAlignment::none},
      {"median", DepthAlignment::median},
      {"scale-shift", DepthAlignment::scaleShift},
      {"scale-shift-inverse", DepthAlignment::scaleShiftInverse}};
  verb->add_option("--align", a.options.alignment, "none, median, scale-shift or scale-shift-inverse")
      ->transform(CLI::CheckedTransformer(alignments));
  addCountedOptions(*verb, a);
  verb->add_option("--threshold", a.threshold, "Of the SSIM threshold map, 0 to 1; default: Otsu")
      ->check(CLI::Range(0.0, 1.0));
  verb->add_flag("--json", a.json, "Print one JSON object");
  verb->add_option("--out", a.out, "Write the maps into this folder");
  verb->add_option("--sheet", a.sheet,
                   "Draw photo, depth, the box cut out and the error maps on one picture, into this file")
      ->check(checkIsNamed);
  verb->add_flag("--grey", a.grey,
                 "Compare 8-bit pictures by their grey values, as the program before this one did");
  verb->add_option("--csv", a.csv, "Of folders: write the table into this file");
  verb->add_flag("--strict", a.strict, "Of folders: a depth map without a partner is an error");
  verb->add_option("--threads", a.threads, "Threads; 0: one for each processor")
      ->check(atLeast0())
      ->capture_default_str();
  verb->footer(examples);
  verb->callback([arguments, &context] { context.exitCode = runCompare(*arguments); });
}

} // namespace fillscope::cli
