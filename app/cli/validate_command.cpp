#include "app/cli/annotation_lines.h"
#include "app/cli/arguments.h"
#include "app/cli/commands.h"
#include "app/cli/console.h"
#include "core/base/json.h"
#include "core/formats/annotation_check.h"
#include <CLI/CLI.hpp>
#include <cstdio>

namespace fillscope::cli {
namespace {

struct ValidateArguments {
  std::string file, images;
  bool json = false;
};

constexpr const char* examples = R"(
Examples:
  fillscope-cli validate via_project.json
  fillscope-cli validate labels --images photos --json

Says what the file is, what it holds and what is wrong with it.
Exit codes: 0 all right, 2 usage, 3 it cannot be read or something is wrong, 75 try again.)";

int runValidate(const ValidateArguments& a) {
  if (const auto fault = checkFolder(a.images)) return fail(*fault);
  ReadOptions reading;
  reading.images = a.images;
  auto imported = readAnnotations(a.file, reading, consoleProgress());
  if (!imported) return fail(imported.error());
  const auto faults = faultsOf(imported->project);
  bool isRight = faults.empty();
  for (const ImportNote& note : imported->report.notes)
    isRight &= note.kind == ImportNote::Kind::guessed || note.kind == ImportNote::Kind::missing;
  if (a.json) {
    rapidjson::Document root(rapidjson::kObjectType);
    auto& allocator = root.GetAllocator();
    root.AddMember("valid", isRight, allocator);
    root.AddMember("read", jsonOf(imported->report, allocator), allocator);
    root.AddMember("faults", jsonOf(faults, allocator), allocator);
    std::fputs(prettyJson(root).c_str(), stdout);
  } else {
    ImportReport report = imported->report;
    report.notes.insert(report.notes.end(), faults.begin(), faults.end());
    std::fputs(linesOf(report).c_str(), stdout);
    std::printf("%s\n", isRight ? "All right." : "Something is wrong with it.");
  }
  return isRight ? done : badInput;
}

} // namespace

void addValidate(CLI::App& app, Context& context) {
  auto arguments = std::make_shared<ValidateArguments>();
  CLI::App* verb =
      app.add_subcommand("validate", "What an annotation file is, holds, and what is wrong with it.");
  verb->add_option("file", arguments->file, "Annotations: a file, or a folder of them")
      ->required()
      ->check(checkIsNamed);
  verb->add_option("--images", arguments->images, "Folder of the pictures; beside the file where not given");
  verb->add_flag("--json", arguments->json, "The report as JSON");
  verb->footer(examples);
  verb->callback([arguments, &context] { context.exitCode = runValidate(*arguments); });
}

} // namespace fillscope::cli
