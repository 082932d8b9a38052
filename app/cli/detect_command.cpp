#include "app/cli/arguments.h"
#include "app/cli/commands.h"
#include "app/cli/console.h"
#include "app/cli/networks.h"
#include "app/cli/samples.h"
#include "core/annotation/rejected_corners.h"
#include "core/annotation/rim.h"
#include "core/base/file_io.h"
#include "core/formats/folder_index.h"
#include "core/formats/picture_lookup.h"
#include "core/formats/picture_set.h"
#include "core/formats/picture_sources.h"
#include "core/formats/via_project.h"
#include "core/workflow/choose_network.h"
#include "core/workflow/detect_pictures.h"
#include <CLI/CLI.hpp>
#include <algorithm>
#include <chrono>
#include <cstdio>

namespace fillscope::cli {
namespace {

namespace fs = std::filesystem;

struct DetectArguments {
  std::string path, model, project;
  bool json = false, leastCertainFirst = false, resume = false;
};

constexpr const char* examples = R"(
Examples:
  fillscope-cli detect box.jpg --json
  fillscope-cli detect FOLDER --least-certain-first --project boxes.json

Corners run clockwise from the top left: x, y in continuous picture coordinates, visibility (0 outside the picture,
1 hidden, 2 seen), confidence 0..1. With --project they become rims of a VIA 2 project, marked as the network's, for
someone to look over; rims that are there already stay, also in a project of that name that was written before, and
pictures where the network's corners were rejected in the window stay without.
SIGTERM, SIGHUP and Ctrl+C keep what was found until then, and it is kept every minute. The same command with
--resume goes on: it leaves out pictures whose corners in the project are of that network, or would stay.
Exit codes: 0 done, also where some pictures failed, which stderr tells; 2 usage, 3 bad input, 75 stopped or
try again.)";

/// Depth and camera files keep being found from a project that is saved elsewhere.
void saveElsewhere(Project& project, const fs::path& from, const fs::path& to) {
  std::error_code fault;
  if (fs::weakly_canonical(from, fault) == fs::weakly_canonical(to, fault)) return;
  const auto absolute = [](const fs::path& file) { return fs::absolute(file).lexically_normal().string(); };
  PictureLookup lookup(from);
  for (Picture& picture : project.pictures) {
    const fs::path found = lookup.find(project, picture);
    renameFiles(picture, [&](const std::string& file) {
      const fs::path there = resolveFileOfPicture(project, picture, from, found, file);
      return absolute(there.empty() ? from / file : there);
    });
    if (!found.empty()) picture.filename = absolute(found);
  }
}

void tellRejected(const Project& project, const std::string& network) {
  const auto count = std::count_if(project.pictures.begin(), project.pictures.end(), [&](const Picture& p) {
    const auto rim = rimOf(p);
    return (!rim || rim->corners.empty()) && areCornersRejected(p.attributes, network);
  });
  if (count > 0)
    std::fprintf(stderr, "Left without a rim, since corners of %s were rejected there: %td\n",
                 network.c_str(), count);
}

Result<Project> earlierProject(const fs::path& file) {
  auto earlier = loadViaProject(file);
  if (earlier) return earlier;
  return Error{earlier.error().code, "the file is there already and is no project that can go on",
               file.string(), "name another file"};
}

fs::path folderOf(const fs::path& file) { return fs::absolute(file).parent_path(); }

/// What of it a stopped run has not found.
Result<Project> leftOf(const Project& asked, const fs::path& folder, const fs::path& file,
                       const std::string& network) {
  std::error_code ignored;
  if (!fs::exists(file, ignored)) return asked;
  const auto earlier = earlierProject(file);
  if (!earlier) return earlier.error();
  Project left = withoutSettled(asked, folder, *earlier, folderOf(file), network);
  std::fprintf(stderr, "There already, and not looked at again: %zu of %zu pictures\n",
               asked.pictures.size() - left.pictures.size(), asked.pictures.size());
  return left;
}

/// Writes what was found into the project, now and then while the work goes on and at the end.
class ProjectKeeper {
 public:
  ProjectKeeper(const OpenedProject& opened, const Project& lookedAt, std::string network, fs::path file)
      : opened_(opened)
      , lookedAt_(lookedAt)
      , network_(std::move(network))
      , file_(std::move(file)) {}

  /// What cannot be written now may be at the end.
  void keepNowAndThen(const std::vector<PictureCorners>& found) {
    if (std::chrono::steady_clock::now() - tried_ < std::chrono::minutes(1)) return;
    static_cast<void>(write(found));
    tried_ = std::chrono::steady_clock::now();
  }
  Result<void> finish(const std::vector<PictureCorners>& found) {
    const auto project = write(found);
    if (!project) return project.error();
    tellRejected(*project, network_);
    return {};
  }

 private:
  Result<Project> write(const std::vector<PictureCorners>& found) {
    Project project = withDetectedRims(lookedAt_, found, network_);
    if (project.name.empty()) project.name = file_.stem().string();
    const fs::path folder = folderOf(file_);
    saveElsewhere(project, opened_.folder, folder);
    std::error_code fault;
    if (fs::exists(file_, fault) && !isOwn()) { // somebody may have worked on it meanwhile
      auto earlier = earlierProject(file_);
      if (!earlier) return earlier;
      project = goneOn(*std::move(earlier), project, folder);
      merged_ = true;
    }
    if (auto saved = saveViaProject(project, file_); !saved) return saved.error();
    if (!merged_)
      if (auto bytes = readFile(file_)) written_ = *std::move(bytes);
    return project;
  }
  /// It is what this run made, as it left it: the order of its pictures is still open.
  bool isOwn() const {
    if (written_.empty()) return false;
    const auto bytes = readFile(file_);
    return bytes && *bytes == written_;
  }

  const OpenedProject& opened_;
  const Project& lookedAt_;
  const std::string network_;
  const fs::path file_;
  bool merged_ = false;
  std::string written_;
  std::chrono::steady_clock::time_point tried_ = std::chrono::steady_clock::now();
};

/// A place that cannot be written to is told before hours of work.
Result<void> checkPlace(const fs::path& file) {
  std::error_code ignored;
  const fs::path folder = folderOf(file);
  if (!fs::is_directory(folder, ignored))
    return Error{ErrorCode::notFound, "there is no such folder to write the project into", folder.string(),
                 "make it, or name another place"};
  if (!fs::exists(file, ignored)) return {};
  const auto earlier = earlierProject(file);
  return earlier ? Result<void>{} : earlier.error();
}

void printForPeople(const PictureCorners& picture) {
  if (!picture.error.empty()) {
    std::fprintf(stderr, "%s: %s\n", picture.name.c_str(), picture.error.c_str());
    return;
  }
  std::printf("%s: ", picture.name.c_str());
  constexpr const char* notes[] = {" (outside)", " (hidden)", ""};
  std::printf("confidence %.2f", picture.corners.confidence);
  for (const DetectedKeypoint& p : picture.corners.points)
    std::printf("  %.1f,%.1f%s", p.point.at.x, p.point.at.y, notes[static_cast<int>(p.point.visibility)]);
  std::printf("\n");
}

/// How many they are.
std::ptrdiff_t tellFailed(const std::vector<PictureCorners>& found) {
  const auto failed =
      std::count_if(found.begin(), found.end(), [](const PictureCorners& p) { return !p.error.empty(); });
  if (failed > 0)
    std::fprintf(stderr, "Nothing could be detected in %td of %zu pictures\n", failed, found.size());
  return failed;
}

Error stopOf(const DetectedPictures& found, std::size_t count, const std::string& project) {
  if (found.stopped->code != ErrorCode::cancelled || found.pictures.empty()) return *found.stopped;
  const std::string what =
      "stopped after " + std::to_string(found.pictures.size()) + " of " + std::to_string(count) + " pictures";
  if (project.empty()) return {ErrorCode::cancelled, what, {}, {}};
  return {ErrorCode::cancelled, what + ", and what was found is kept", project,
          "go on with the same command and --resume"};
}

int runDetect(const DetectArguments& arguments, const Context& context) {
  if (arguments.resume && arguments.project.empty())
    return failUsage("--resume goes on with a project: name it with --project");
  const Progress progress = consoleProgress();
  auto opened = openAndTell(arguments.path, progress);
  if (!opened) return fail(opened.error());
  const Project asked = askedFor(arguments.path, opened->project);
  if (asked.pictures.empty())
    return fail({ErrorCode::badInput, "there is no picture to look at", arguments.path,
                 "name a picture, a folder of pictures or a project"});
  if (!arguments.project.empty())
    if (const auto place = checkPlace(arguments.project); !place) return fail(place.error());
  const auto registry = openNetworks(context);
  const auto network = chooseNetwork(*registry, arguments.model, NetworkUse::corners);
  if (!network) return fail(network.error());
  const auto left =
      arguments.resume ? leftOf(asked, opened->folder, arguments.project, *network) : Result<Project>(asked);
  if (!left) return fail(left.error());
  ProjectKeeper keeper(*opened, *left, *network, arguments.project);
  DetectedTaker taker;
  if (!arguments.project.empty()) taker = [&keeper](const auto& soFar) { keeper.keepNowAndThen(soFar); };
  auto detected = detectPictures(*registry, *network, *left, opened->folder, progress, taker);
  if (!detected) return fail(detected.error());
  std::vector<PictureCorners>& found = detected->pictures;
  if (found.empty() && detected->stopped) return fail(*detected->stopped);
  if (arguments.leastCertainFirst) sortLeastCertainFirst(found);
  if (arguments.json)
    std::fputs(detectionJson(found, *network, asked.pictures.size()).c_str(), stdout);
  else
    std::for_each(found.begin(), found.end(), printForPeople);
  const auto failed = tellFailed(found);
  // After the answers: they are not lost where the project cannot be written.
  if (!arguments.project.empty())
    if (auto written = keeper.finish(found); !written) return fail(written.error());
  if (detected->stopped) return fail(stopOf(*detected, left->pictures.size(), arguments.project));
  return failed > 0 && failed == std::ssize(found) ? badInput : done;
}

} // namespace

void addDetect(CLI::App& app, Context& context) {
  auto arguments = std::make_shared<DetectArguments>();
  DetectArguments& a = *arguments;
  CLI::App* verb =
      app.add_subcommand("detect", "Corners of the box in a picture, or in every picture of a folder.");
  verb->add_option("path", a.path, "Picture, folder or project")->required();
  verb->add_option("--model", a.model, "Which corners network: an id, or the path of a manifest");
  verb->add_flag("--json", a.json, "Print JSON");
  verb->add_flag("--least-certain-first", a.leastCertainFirst, "Begin with the pictures to look over first");
  verb->add_option("--project", a.project, "Write a VIA 2 project with the corners as rims")
      ->check(checkIsNamed);
  verb->add_flag("--resume", a.resume, "Leave out pictures that are done in the --project, if it is there");
  verb->footer(examples);
  verb->callback([arguments, &context] { context.exitCode = runDetect(*arguments, context); });
}

} // namespace fillscope::cli
