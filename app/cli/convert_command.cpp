#include "app/cli/annotation_lines.h"
#include "app/cli/arguments.h"
#include "app/cli/commands.h"
#include "app/cli/console.h"
#include "core/base/json.h"
#include "core/formats/split_shares.h"
#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>
#include <optional>

namespace fillscope::cli {
namespace {

namespace fs = std::filesystem;

struct ConvertArguments {
  std::string in, out, to, images, label;
  std::optional<std::string> split;
  std::string cocoKeypoints = "pixel-index", seed = "0";
  int vocFrom = 1;
  bool strict = false, json = false, closePolylines = false;
};

constexpr const char* examples = R"(
Examples:
  fillscope-cli convert via_project.json boxes.json --to coco-keypoints
  fillscope-cli convert annotations.xml labels --to yolo-pose --images photos --split 0.8/0.1/0.1 --seed 7
  fillscope-cli convert labels project.json --to via2 --strict

What the file holds is told by its content. Prints what was found and mended, and what the target cannot hold; what was
written is read back and compared.
Exit codes: 0 done, 2 usage, 3 bad input, a loss under --strict, or files that read back otherwise, 75 try again.)";

std::string formatNames() {
  std::string names;
  for (const AnnotationFormat format : writableFormats())
    names += (names.empty() ? "" : "|") + std::string(formatName(format));
  return names;
}

fs::path folderOf(const fs::path& path) {
  std::error_code fault;
  if (fs::is_directory(path, fault)) return path;
  return path.has_parent_path() ? path.parent_path() : fs::path(".");
}

void print(const ImportReport& report, const std::vector<Loss>& losses, const WrittenAnnotations* written,
           const ConvertArguments& a) {
  if (a.json) {
    rapidjson::Document root(rapidjson::kObjectType);
    auto& allocator = root.GetAllocator();
    root.AddMember("read", jsonOf(report, allocator), allocator);
    root.AddMember("to", jsonOf(a.to, allocator), allocator);
    root.AddMember("losses", jsonOf(losses, allocator), allocator);
    rapidjson::Value files(rapidjson::kArrayType), differences(rapidjson::kArrayType);
    for (const fs::path& file : written ? written->files : std::vector<fs::path>())
      files.PushBack(jsonOf(file.string(), allocator), allocator);
    for (const std::string& difference : written ? written->differences : std::vector<std::string>())
      differences.PushBack(jsonOf(difference, allocator), allocator);
    root.AddMember("files", files, allocator);
    root.AddMember("differences", differences, allocator);
    std::fputs(prettyJson(root).c_str(), stdout);
    return;
  }
  std::fputs(linesOf(report).c_str(), stdout);
  if (!losses.empty())
    std::printf("Not all of it goes into %s:\n%s", std::string(formatTitle(*formatNamed(a.to))).c_str(),
                linesOf(losses).c_str());
  if (!written) {
    std::printf("Nothing was written.\n");
    return;
  }
  std::printf("Written: %s (%zu file%s)\n", a.out.c_str(), written->files.size(),
              written->files.size() == 1 ? "" : "s");
  for (const std::string& difference : written->differences)
    std::printf("  differs when read back: %s\n", difference.c_str());
}

/// Nothing where it is right, else what is wrong with the places that are named.
std::optional<Error> placesFault(const ConvertArguments& a) {
  std::error_code fault;
  if (const auto images = checkFolder(a.images)) return images;
  if (fs::exists(a.in, fault) && fs::exists(a.out, fault) && fs::equivalent(a.in, a.out, fault))
    return Error{ErrorCode::badInput, "what is read would be written over", a.out, "name another place"};
  return {};
}

int runConvert(const ConvertArguments& a) {
  const auto format = formatNamed(a.to);
  const auto writable = writableFormats();
  if (!format || std::find(writable.begin(), writable.end(), *format) == writable.end())
    return failUsage("\"" + a.to + "\" is no format that is written. There are " + formatNames());
  FormatConventions conventions;
  conventions.cocoKeypointsArePixelIndices = a.cocoKeypoints == "pixel-index";
  conventions.vocCountsFromOne = a.vocFrom == 1;
  WriteOptions options;
  options.images = a.images.empty() ? folderOf(a.in) : fs::path(a.images);
  options.labelAttribute = a.label;
  const auto seed = parseSeed(a.seed);
  if (!seed) return failUsage(seed.error().sentence());
  options.seed = *seed;
  options.closePolylines = a.closePolylines;
  options.conventions = conventions;
  if (a.split) {
    const auto shares = parseShares(*a.split);
    if (!shares) return failUsage(shares.error().sentence());
    options.split = *shares;
  }
  if (const auto fault = placesFault(a)) return fail(*fault);
  ReadOptions reading;
  reading.images = a.images;
  reading.conventions = conventions;
  const auto imported = readAnnotations(a.in, reading, consoleProgress());
  if (!imported) return fail(imported.error());
  options.inputs = imported->files;
  if (a.strict) {
    const auto losses = lossesOf(imported->project, *format, options);
    const auto& notes = imported->report.notes;
    const bool lostInReading = std::any_of(notes.begin(), notes.end(), [](const ImportNote& note) {
      return note.kind == ImportNote::Kind::dropped;
    });
    if (!losses.empty() || lostInReading) {
      print(imported->report, losses, nullptr, a);
      return badInput;
    }
  }
  const auto written = writeAnnotations(imported->project, *format, a.out, options, consoleProgress());
  if (!written) return fail(written.error());
  print(imported->report, written->losses, &*written, a);
  return written->differences.empty() ? done : badInput;
}

} // namespace

void addConvert(CLI::App& app, Context& context) {
  auto arguments = std::make_shared<ConvertArguments>();
  ConvertArguments& a = *arguments;
  CLI::App* verb = app.add_subcommand("convert", "Annotations from one format into another.");
  verb->add_option("in", a.in, "Annotations: a file, or a folder of them")->required()->check(checkIsNamed);
  verb->add_option("out", a.out, "File or folder to write")->required()->check(checkIsNamed);
  verb->add_option("--to", a.to, "Format: " + formatNames())->required();
  verb->add_option("--images", a.images, "Folder of the pictures, for their sizes");
  verb->add_option("--split", a.split, "Shares of train, val and test: 0.8/0.1/0.1");
  verb->add_option("--seed", a.seed, "Of the split; the same one gives the same split")
      ->capture_default_str();
  verb->add_option("--label", a.label, "Attribute that holds the class; chosen by itself where not given");
  verb->add_flag("--close-polylines", a.closePolylines, "Polylines as polygons where the format has none");
  verb->add_option("--coco-keypoints", a.cocoKeypoints,
                   "COCO's keypoints: pixel-index (COCO, detectron2) or continuous coordinates")
      ->check(CLI::IsMember({"pixel-index", "continuous"}))
      ->capture_default_str();
  verb->add_option("--voc-count-from", a.vocFrom,
                   "Pascal VOC's first pixel: 1 (the devkit) or 0 (many tools)")
      ->check(CLI::IsMember({0, 1}))
      ->capture_default_str();
  verb->add_flag("--strict", a.strict, "Write nothing where anything would be lost");
  verb->add_flag("--json", a.json, "The report as JSON");
  verb->footer(examples);
  verb->callback([arguments, &context] { context.exitCode = runConvert(*arguments); });
}

} // namespace fillscope::cli
