#include "app/cli/commands.h"
#include "app/cli/console.h"
#include "core/workflow/measure.h"
#include <CLI/CLI.hpp>
#include <cstdio>

namespace fillscope::cli {

void addSample(CLI::App& app, Context& context) {
  auto folder = std::make_shared<std::string>();
  CLI::App* verb =
      app.add_subcommand("sample", "Write the sample project: ray-cast boxes with depth and marked rims.");
  verb->add_option("folder", *folder, "New or empty folder")->required();
  verb->footer("\nExample:\n  fillscope-cli sample boxes && fillscope-cli measure boxes --report report\n");
  verb->callback([folder, &context] {
    const auto project = writeSample(*folder, consoleProgress());
    if (!project) {
      context.exitCode = fail(project.error());
      return;
    }
    std::printf("%s\n", project->c_str());
  });
}

} // namespace fillscope::cli
