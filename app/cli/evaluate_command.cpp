#include "app/cli/arguments.h"
#include "app/cli/checks.h"
#include "app/cli/commands.h"
#include "app/cli/console.h"
#include "app/cli/networks.h"
#include "app/cli/samples.h"
#include "core/base/file_io.h"
#include "core/formats/image_io.h"
#include "core/workflow/choose_network.h"
#include "core/workflow/class_sheet.h"
#include "core/workflow/evaluation_sheet.h"
#include "core/workflow/evaluation_tables.h"
#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>
#include <map>
#include <optional>
#include <set>

namespace fillscope::cli {
namespace {

struct EvaluateArguments {
  std::string what, data, group, sheet, each, corners = "both";
  std::vector<std::string> models;
  std::vector<std::string> told{"size", "camera", "photo"};
  std::size_t limit = 0;
  DenoiseOptions denoise;
  DepthEncoding depth; ///< of files of which the data do not say it
  bool json = false, markdown = false;
  bool all() const { return what == "all"; }
  bool wants(const char* part) const { return all() || what == part; }
};

constexpr const char* examples = R"(
Examples:
  fillscope-cli evaluate all --data testset --markdown
  fillscope-cli evaluate corners --model box-corners --model runs/mine/export/my-network --data testset --json
  fillscope-cli evaluate corners --data photos --sheet worst.png
  fillscope-cli evaluate fill --model box-depth --data testset --corners truth --told photo
  fillscope-cli evaluate fill --data testset --told size --each fill.csv
  fillscope-cli evaluate classes --model repack --data repack --sheet worst.jpg
  fillscope-cli evaluate denoiser --model mine --data pairs --depth-scale 0.001 --markdown

A model is an id (fillscope-cli predict --list) or the path of a manifest; left out, every network for the task.
Data are a synthetic set, or a VIA project with rims. Depth of a whole picture is judged without a rim too, on any
folder of pictures with depth files. --told says what fill is judged with beside the photo: size
(and camera), camera, or photo alone. Fill with detected corners takes the first corners network that --model names, or
the shipped one. Classes are judged on a folder whose subfolders are the classes, or on a project whose pictures have
the file attribute "class"; denoisers on a folder of pairs, res-N.png and gt-N.png or NAME.camera-depth.png and
NAME.depth.png; all leaves both out. Data of eight keypoints, the rim and the floor below it, judge networks that find eight.
Exit codes: 0 done, 2 usage, 3 bad input, 75 try again.)";

/// The networks of one use: those named that serve it, or all where none is named.
Result<Networks> networksOf(ModelRegistry& registry, const std::vector<std::string>& named,
                            const std::vector<NetworkUse>& uses, const Progress& progress) {
  std::vector<std::string> ids = named;
  if (ids.empty())
    for (const NetworkUse use : uses)
      for (const std::string& id : networksFor(registry, use))
        ids.push_back(id);
  Networks networks;
  for (const std::string& id : ids) {
    progress.report(-1, "loading " + id);
    auto network = registry.network(id);
    if (!network) return network.error();
    for (const NetworkUse use : uses)
      if (serves((*network)->manifest(), use)) networks.push_back(*network);
  }
  return networks;
}

Error noNetwork(const char* task) {
  return {ErrorCode::notFound, std::string("there is no network for ") + task, "--model",
          "name one by its id or its manifest; fillscope-cli predict --list shows those there are"};
}

/// keypoints: as many as the networks find that are judged on it.
Result<std::shared_ptr<SampleSource>> openData(const EvaluateArguments& arguments, int keypoints = 4,
                                               SampleParts parts = SampleParts::everything) {
  auto source = openSamples(arguments.data, keypoints, parts, arguments.depth);
  if (!source || arguments.group.empty()) return source;
  std::vector<std::size_t> chosen;
  for (std::size_t i = 0; i < (*source)->size(); ++i)
    if ((*source)->group(i) == arguments.group) chosen.push_back(i);
  if (chosen.empty())
    return Error{ErrorCode::notFound, "no picture is of the group " + arguments.group, arguments.data,
                 "a picture's group is its file attribute \"group\", or else its name"};
  return subset(*std::move(source), std::move(chosen));
}

Result<void> evaluateCornersWith(const EvaluateArguments& arguments, ModelRegistry& registry,
                                 const EvaluationOptions& options, const Progress& progress,
                                 Evaluation& found) {
  const auto networks = networksOf(registry, arguments.models, {NetworkUse::corners}, progress);
  if (!networks) return networks.error();
  if (!arguments.sheet.empty() && networks->size() != 1)
    return Error{ErrorCode::badInput, "a sheet shows what one network finds", "--sheet",
                 "name the network with --model"};
  if (networks->empty()) return arguments.all() ? Result<void>{} : noNetwork("corners");
  std::map<int, Networks> byKeypoints;
  for (const auto& network : *networks)
    byKeypoints[static_cast<int>(network->manifest().corners.keypoints.size())].push_back(network);
  std::optional<Error> lacking;
  for (const auto& [keypoints, same] : byKeypoints) {
    const auto source = openData(arguments, keypoints, SampleParts::picture);
    if (!source) {
      // Rims alone say nothing of a network that finds the floor too; those that nobody named are judged
      // where they can be.
      if (!arguments.models.empty()) return source.error();
      if (!lacking) lacking = source.error();
      continue;
    }
    auto scores = evaluateCorners(same, **source, options, progress);
    if (!scores) return scores.error();
    found.corners.insert(found.corners.end(), scores->begin(), scores->end());
    if (arguments.sheet.empty()) continue;
    const auto sheet = cornerSheet(*same.front(), **source, {.limit = arguments.limit}, progress);
    if (!sheet) return sheet.error();
    if (auto saved = saveImage(*sheet, arguments.sheet); !saved) return saved.error();
  }
  if (found.corners.empty() && lacking) return *lacking;
  return {};
}

Result<void> evaluateDepthWith(const EvaluateArguments& arguments, ModelRegistry& registry,
                               const EvaluationOptions& options, const Progress& progress,
                               Evaluation& found) {
  auto networks =
      networksOf(registry, arguments.models, {NetworkUse::rimDepth, NetworkUse::pictureDepth}, progress);
  if (!networks) return networks.error();
  // Whoever names no network asks for those that can be judged.
  if (arguments.models.empty())
    std::erase_if(*networks,
                  [](const auto& network) { return network->manifest().outputKind != DepthKind::metric; });
  if (networks->empty()) return arguments.all() ? Result<void>{} : noNetwork("depth");
  const auto source = openData(arguments, 4, SampleParts::depth);
  if (!source) return source.error();
  auto scores = evaluateDepth(*networks, **source, options, progress);
  if (!scores) return scores.error();
  found.depth = *std::move(scores);
  return {};
}

/// The first that is named, or the one that is taken where none is; null where there is none and none is
/// needed.
Result<std::shared_ptr<Network>> finderOf(const EvaluateArguments& arguments, ModelRegistry& registry,
                                          const Progress& progress) {
  std::shared_ptr<Network> none;
  if (arguments.corners == "truth") return none;
  if (!arguments.models.empty()) {
    const auto named = networksOf(registry, arguments.models, {NetworkUse::corners}, progress);
    if (!named) return named.error();
    if (!named->empty()) return named->front();
  }
  const auto chosen = chooseNetwork(registry, {}, NetworkUse::corners);
  if (chosen) return registry.network(*chosen);
  if (arguments.corners == "detect") return chosen.error();
  return none;
}

Result<void> evaluateFillWith(const EvaluateArguments& arguments, ModelRegistry& registry,
                              const EvaluationOptions& options, const Progress& progress, Evaluation& found) {
  const auto networks = networksOf(registry, arguments.models, {NetworkUse::rimDepth}, progress);
  if (!networks) return networks.error();
  if (networks->empty()) return arguments.all() ? Result<void>{} : noNetwork("fill");
  const auto finder = finderOf(arguments, registry, progress);
  if (!finder) return finder.error();
  const auto source = openData(arguments);
  if (!source) return source.error();
  std::vector<Told> told;
  for (const std::string& word : arguments.told)
    told.push_back(word == "size" ? Told::everything : word == "camera" ? Told::camera : Told::photo);
  auto scores = evaluateFill(*networks, finder->get(), told, **source, options, progress);
  if (!scores) return scores.error();
  found.fill = *std::move(scores);
  return {};
}

bool knowsClasses(const ModelManifest& manifest, const std::vector<std::string>& names) {
  return std::all_of(names.begin(), names.end(), [&](const std::string& name) {
    return std::find(manifest.classes.begin(), manifest.classes.end(), name) != manifest.classes.end();
  });
}

Result<void> evaluateClassesWith(const EvaluateArguments& arguments, ModelRegistry& registry,
                                 const EvaluationOptions& asked, const Progress& progress,
                                 Evaluation& found) {
  auto networks = networksOf(registry, arguments.models, {NetworkUse::classes}, progress);
  if (!networks) return networks.error();
  if (networks->empty()) return noNetwork("classes");
  const auto source = openData(arguments, 4, SampleParts::classes);
  if (!source) return source.error();
  // Whoever names no network asks for those that can be judged.
  if (arguments.models.empty())
    std::erase_if(*networks, [&](const auto& network) {
      return !knowsClasses(network->manifest(), classNamesOf(**source));
    });
  if (networks->empty()) return noNetwork("these classes");
  if (!arguments.sheet.empty() && networks->size() != 1)
    return Error{ErrorCode::badInput, "a sheet shows what one network says", "--sheet",
                 "name the network with --model"};
  ClassSheet sheet(networks->front()->manifest().classes);
  EvaluationOptions options = asked;
  if (!arguments.sheet.empty())
    options.onClass = [&sheet](const TrainingSample& sample, const Classification& called,
                               std::size_t truth) { sheet.add(sample.name, sample.image, called, truth); };
  auto scores = evaluateClasses(*networks, **source, options, progress);
  if (!scores) return scores.error();
  found.classes = *std::move(scores);
  if (arguments.sheet.empty()) return {};
  return saveImage(sheet.draw(networks->front()->manifest().id), arguments.sheet);
}

Result<void> evaluateDenoiserWith(const EvaluateArguments& arguments, ModelRegistry& registry,
                                  const EvaluationOptions& options, const Progress& progress,
                                  Evaluation& found) {
  const auto networks = networksOf(registry, arguments.models, {NetworkUse::denoiser}, progress);
  if (!networks) return networks.error();
  if (networks->empty()) return noNetwork("denoising");
  const auto source = openData(arguments, 4, SampleParts::pairs);
  if (!source) return source.error();
  auto scores = evaluateDenoisers(*networks, **source, arguments.denoise, options, progress);
  if (!scores) return scores.error();
  found.denoiser = *std::move(scores);
  return {};
}

/// Of all parts those that the data have the truth for, and networks are there for.
Result<void> evaluateParts(const EvaluateArguments& arguments, ModelRegistry& registry,
                           const EvaluationOptions& options, const Progress& progress, Evaluation& found) {
  // Not among all: data of classes and pairs of depth are no data of boxes.
  if (arguments.what == "classes") return evaluateClassesWith(arguments, registry, options, progress, found);
  if (arguments.what == "denoiser")
    return evaluateDenoiserWith(arguments, registry, options, progress, found);
  using Part = Result<void> (*)(const EvaluateArguments&, ModelRegistry&, const EvaluationOptions&,
                                const Progress&, Evaluation&);
  const std::pair<const char*, Part> parts[] = {
      {"corners", evaluateCornersWith}, {"depth", evaluateDepthWith}, {"fill", evaluateFillWith}};
  std::optional<Error> lacking;
  bool any = false;
  for (const auto& [word, part] : parts) {
    if (!arguments.wants(word)) continue;
    auto judged = part(arguments, registry, options, progress, found);
    if (judged) {
      any = true;
      continue;
    }
    if (!arguments.all() || judged.error().code != ErrorCode::badInput) return judged;
    std::fprintf(stderr, "fillscope-cli: %s left out: %s\n", word, judged.error().sentence().c_str());
    if (!lacking) lacking = judged.error();
  }
  if (lacking && !any) return *lacking;
  return {};
}

Result<Evaluation> evaluate(const EvaluateArguments& arguments, const Context& context) {
  const Progress progress = consoleProgress();
  const auto registry = openNetworks(context);
  if (!arguments.sheet.empty() && !arguments.wants("corners") && arguments.what != "classes")
    return Error{ErrorCode::badInput, "a sheet shows corners or classes", "--sheet",
                 "evaluate corners or classes, or all"};
  if (auto fault = checkReplaces(arguments.each, ".csv")) return *std::move(fault);
  if (auto fault = checkNotAmong(arguments.sheet, arguments.data)) return *std::move(fault);
  // A place that cannot be written to is told before the work; a file that is there stays until it is done.
  for (const std::string* file : {&arguments.each, &arguments.sheet})
    if (auto placed = checkWritable(*file); !placed) return placed.error();
  Evaluation found;
  std::string each = figuresHeadCsv();
  EvaluationOptions options{arguments.limit, arguments.corners != "detect"};
  if (!arguments.each.empty())
    options.onPicture = [&](const PictureFigures& figures) { each += figuresCsv(figures); };
  std::set<std::string> told; // the same picture is read for each part
  options.onUnreadable = [&told](const Error& error) {
    if (told.insert(error.sentence()).second)
      std::fprintf(stderr, "fillscope-cli: left out: %s\n", error.sentence().c_str());
  };
  if (auto judged = evaluateParts(arguments, *registry, options, progress, found); !judged)
    return judged.error();
  if (found.classes.empty() && found.denoiser.empty() && found.corners.empty() && found.depth.empty() &&
      found.fill.empty())
    return noNetwork("any task");
  if (!arguments.each.empty())
    if (auto saved = writeFileAtomically(arguments.each, each); !saved) return saved.error();
  progress.report(1);
  return found;
}

int runEvaluate(const EvaluateArguments& arguments, const Context& context) {
  const auto found = evaluate(arguments, context);
  if (!found) return fail(found.error());
  const std::string text = arguments.json ? evaluationJson(*found)
                                          : evaluationTables(*found, arguments.markdown ? TableStyle::markdown
                                                                                        : TableStyle::plain);
  std::fputs(text.c_str(), stdout);
  return done;
}

} // namespace

void addEvaluate(CLI::App& app, Context& context) {
  auto arguments = std::make_shared<EvaluateArguments>();
  EvaluateArguments& a = *arguments;
  CLI::App* verb = app.add_subcommand("evaluate", "How good networks are on pictures whose truth is known.");
  verb->add_option("what", a.what, "corners, depth, fill, classes, denoiser or all")
      ->required()
      ->check(CLI::IsMember({"corners", "depth", "fill", "classes", "denoiser", "all"}));
  verb->add_option("--model", a.models, "Id of a network or path of its manifest; may be given several times")
      ->allow_extra_args(false);
  verb->add_option("--data", a.data,
                   "Synthetic set or VIA project; for depth, a folder of pictures with depth too; for "
                   "classes, a folder of their folders too; for denoiser, a folder of pairs")
      ->required();
  addDepthEncoding(*verb, a.depth);
  verb->add_option("--group", a.group, "Only the pictures of this group");
  verb->add_option(
      "--sheet", a.sheet,
      "Write a picture (PNG or JPEG) of the corners found beside the true ones, or of the classes and where "
      "they were seen, worst first; for one network");
  verb->add_option("--each", a.each, "Write every picture's figures into this file (CSV)");
  verb->add_option("--limit", a.limit, "Only the first pictures, as many as this")->check(above0());
  verb->add_option("--max-error", a.denoise.mostError,
                   "Denoiser: pixels of which it expects a greater error, metres, have no distance")
      ->check(above0());
  verb->add_option("--corners", a.corners, "Fill with the true corners, detected ones, or both")
      ->check(CLI::IsMember({"truth", "detect", "both"}))
      ->capture_default_str();
  verb->add_option("--told", a.told, "What fill is judged with beside the photo: size, camera, photo")
      ->check(CLI::IsMember({"size", "camera", "photo"}))
      ->delimiter(',')
      ->capture_default_str();
  verb->add_flag("--json", a.json, "Print one JSON object");
  verb->add_flag("--markdown", a.markdown, "Print tables for a model card");
  verb->footer(examples);
  verb->callback([arguments, &context] { context.exitCode = runEvaluate(*arguments, context); });
}

} // namespace fillscope::cli
