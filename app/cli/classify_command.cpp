#include "app/cli/arguments.h"
#include "app/cli/commands.h"
#include "app/cli/console.h"
#include "app/cli/networks.h"
#include "app/cli/samples.h"
#include "core/base/file_io.h"
#include "core/formats/image_io.h"
#include "core/workflow/classify_pictures.h"
#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>

namespace fillscope::cli {
namespace {

struct ClassifyArguments {
  std::string path, model, maps, sheet, csv;
  bool json = false;
};

constexpr const char* examples = R"(
Examples:
  fillscope-cli classify box.jpg --model repack
  fillscope-cli classify FOLDER --model repack --csv classes.csv --maps maps
  fillscope-cli classify FOLDER --model repack --sheet least-sure.jpg

Says which class each picture is of, by a network that "train classes" made, and how probable that is. --maps writes
NAME.evidence.png for each: the picture in grey, warm colours where something speaks for its class, cold where
against it. --sheet shows the least sure pictures so.
Exit codes: 0 done, also where some pictures failed, which stderr tells; 2 usage, 3 bad input, 75 stopped or
try again.)";

void print(const PictureClass& picture, const ClassifiedPictures& all) {
  if (picture.error.empty())
    std::printf("%s: %s %.3f\n", picture.name.c_str(), all.classes[picture.best].c_str(),
                picture.probabilities[picture.best]);
  else
    std::fprintf(stderr, "%s: %s\n", picture.name.c_str(), picture.error.c_str());
}

Result<void> writeFiles(const ClassifyArguments& arguments, const ClassifiedPictures& found) {
  if (!arguments.csv.empty())
    if (auto saved = writeFileAtomically(arguments.csv, classificationCsv(found)); !saved) return saved;
  if (arguments.sheet.empty() || found.sheet.empty()) return {};
  return saveImage(found.sheet, arguments.sheet);
}

int runClassify(const ClassifyArguments& arguments, const Context& context) {
  if (auto fault = checkReplaces(arguments.csv, ".csv")) return fail(*fault);
  if (auto fault = checkNotAmong(arguments.sheet, arguments.path)) return fail(*fault);
  for (const std::string* file : {&arguments.csv, &arguments.sheet})
    if (auto placed = checkWritable(*file); !placed) return fail(placed.error());
  const Progress progress = consoleProgress();
  auto opened = openAndTell(arguments.path, progress);
  if (!opened) return fail(opened.error());
  opened->project = askedFor(arguments.path, opened->project);
  const std::size_t asked = opened->project.pictures.size();
  if (asked == 0)
    return fail({ErrorCode::badInput, "there is no picture to look at", arguments.path,
                 "name a picture, a folder of pictures or a project"});
  const auto registry = openNetworks(context);
  ClassifyRequest request{arguments.model, arguments.maps, !arguments.sheet.empty()};
  const auto found = classifyPictures(*registry, *opened, request, progress);
  if (!found) return fail(found.error());
  if (found->pictures.empty() && found->stopped) return fail(*found->stopped);
  if (arguments.json)
    std::fputs(classificationJson(*found, asked).c_str(), stdout);
  else
    for (const PictureClass& picture : found->pictures)
      print(picture, *found);
  const auto failed = std::count_if(found->pictures.begin(), found->pictures.end(),
                                    [](const PictureClass& p) { return !p.error.empty(); });
  if (failed > 0)
    std::fprintf(stderr, "Nothing could be said of %td of %zu pictures\n", failed, found->pictures.size());
  // After the answers: they are not lost where a file cannot be written.
  if (auto written = writeFiles(arguments, *found); !written) return fail(written.error());
  if (found->stopped) return fail(*found->stopped);
  return failed == std::ssize(found->pictures) ? badInput : done;
}

} // namespace

void addClassify(CLI::App& app, Context& context) {
  auto arguments = std::make_shared<ClassifyArguments>();
  ClassifyArguments& a = *arguments;
  CLI::App* verb =
      app.add_subcommand("classify", "Which class a picture, or every picture of a folder, is of.");
  verb->add_option("path", a.path, "Picture, folder or project")->required();
  verb->add_option("--model", a.model, "Which classes network: an id, or the path of a manifest");
  verb->add_option("--maps", a.maps, "Write NAME.evidence.png of each picture into this folder")
      ->check(checkIsNamed);
  verb->add_option("--sheet", a.sheet,
                   "Write a picture (PNG or JPEG) of the least sure ones, with their maps")
      ->check(checkIsNamed);
  verb->add_option("--csv", a.csv, "Write every picture's class and probabilities into this file")
      ->check(checkIsNamed);
  verb->add_flag("--json", a.json, "Print JSON");
  verb->footer(examples);
  verb->callback([arguments, &context] { context.exitCode = runClassify(*arguments, context); });
}

} // namespace fillscope::cli
