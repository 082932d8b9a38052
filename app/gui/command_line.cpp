#include "app/gui/command_line.h"
#include <CLI/CLI.hpp>

namespace fillscope {

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
      "  fillscope --sample                          rendered boxes to try the program with\n"
      "  fillscope --screenshot out.png photos/      load, measure, take a picture of the window, close\n\n"
      "Exit codes: 0 done, 2 wrong usage, 3 bad input. Options of Qt, such as -platform, are understood "
      "too.");
  app.add_option("PATH", options.paths, "A project, a folder, or pictures")->type_name("");
  app.add_flag("--sample", options.sample, "Open the sample; it is written first where it is missing");
  app.add_option("--screenshot", options.screenshot,
                 "Write the window, loaded and measured, into a PNG and close")
      ->type_name("FILE");
  app.add_option("--workspace", options.workspace, "Start in this workspace")
      ->check(CLI::IsMember({"annotate", "depth", "compare", "volume"}));
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
    if (!options.screenshot.empty() && options.paths.empty() && !options.sample)
      throw CLI::ValidationError("--screenshot", "say what to open: a PATH or --sample");
  } catch (const CLI::ParseError& e) {
    parsed.exitCode = app.exit(e) == 0 ? 0 : 2;
  }
  return parsed;
}

} // namespace fillscope
