#include "app/gui/command_line.h"
#include "app/gui/workspaces.h"
#include <CLI/CLI.hpp>

namespace fillscope {
namespace {

std::vector<std::string> workspaceIds() {
  std::vector<std::string> ids;
  for (const Workspace workspace : allWorkspaces)
    ids.push_back(idOf(workspace).toStdString());
  return ids;
}

/// Whether there is something on the window to take a picture of.
bool showsSomething(const CommandLine& options) {
  if (!options.paths.empty() || options.sample) return true;
  const auto workspace = workspaceOf(QString::fromStdString(options.workspace));
  return workspace && !needsProject(*workspace);
}

} // namespace

ParsedCommandLine parseCommandLine(int argc, char** argv) {
  ParsedCommandLine parsed;
  CommandLine& options = parsed.options;
  CLI::App app("FillScope: how full is this box? Answered from a picture.", "fillscope");
  app.set_version_flag("--version", "fillscope " FILLSCOPE_VERSION);
  app.footer(
      "Examples:\n"
      "  fillscope                                   go on with the last project\n"
      "  fillscope photos/                           all pictures of a folder\n"
      "  fillscope tote.color.png                    one picture, with its depth found by name\n"
      "  fillscope bin.pcd                           a point cloud, seen from above\n"
      "  fillscope --sample                          rendered boxes to try the program with\n"
      "  fillscope --workspace train                 the training, with the last project behind it\n"
      "  fillscope --screenshot out.png photos/      load, measure, take a picture of the window, close\n\n"
      "Exit codes: 0 done, 2 wrong usage, 3 bad input. Options of Qt, such as -platform, are understood "
      "too.");
  app.add_option("PATH", options.paths, "A project, a folder, pictures, or point clouds")->type_name("");
  app.add_flag("--sample", options.sample, "Open the sample; it is written first where it is missing");
  app.add_option("--screenshot", options.screenshot,
                 "Write the window, loaded and measured, into a PNG and close")
      ->type_name("FILE");
  app.add_option("--workspace", options.workspace, "Start in this workspace")
      ->check(CLI::IsMember(workspaceIds()));
  app.add_option("--picture", options.picture, "Show the picture of this file name")->type_name("NAME");
  app.add_option("--theme", options.theme, "Colours of this run")->check(CLI::IsMember({"light", "dark"}));
  std::string size;
  app.add_option("--size", size, "Size of the window, such as 1440x900")->type_name("WxH");
  try {
    app.parse(argc, argv);
    if (!size.empty()) {
      int width = 0, height = 0;
      char rest = 0;
      if (std::sscanf(size.c_str(), "%dx%d%c", &width, &height, &rest) != 2 || width < 320 || height < 240 ||
          width > 16384 || height > 16384)
        throw CLI::ValidationError("--size", "give width x height of at least 320x240, such as 1440x900");
      options.size = QSize(width, height);
    }
    if (!options.screenshot.empty() && !showsSomething(options))
      throw CLI::ValidationError("--screenshot",
                                 "say what to open, a PATH or --sample, or a workspace that needs neither");
  } catch (const CLI::ParseError& e) {
    parsed.exitCode = app.exit(e) == 0 ? 0 : 2;
  }
  return parsed;
}

} // namespace fillscope
