#include "app/cli/arguments.h"
#include "app/cli/checks.h"
#include "app/cli/commands.h"
#include "app/cli/console.h"
#include "core/base/json.h"
#include "core/base/number_text.h"
#include "core/workflow/recording_frames.h"
#include <CLI/CLI.hpp>
#include <algorithm>
#include <cmath>
#include <cstdio>

namespace fillscope::cli {
namespace {

struct FramesArguments {
  std::string file, out;
  FramesRequest request;
  bool list = false, json = false;
};

constexpr const char* examples = R"(
Examples:
  fillscope-cli frames box.bag --list
  fillscope-cli frames box.bag --out frames && fillscope frames
  fillscope-cli frames box.bag --out frames --every 30 --median 15
  fillscope-cli frames box.bag --out frames --from 2.5 --to 4 --every 1 --resume

Reads recordings of depth cameras: those of RealSense Viewer, and ROS bags (format 2.0, also compressed or
cut off). Each frame becomes NAME.color.png, NAME.depth.png (16 bit, 0.1 mm; what is farther than 6.5 m is not
measured) and NAME.K.txt in the folder --out, with a project that tells unit and camera; NAME is the
recording's, with the milliseconds since its first depth map. Depth is brought into the colour camera's view
where the recording says how the cameras stand; else it stays in its own view, with the infrared picture or
drawn itself, and the output says so. Without --every, 10 frames (or --count) are spread evenly over the
length. --median is for a scene that stands still: the middle of N depth maps around each frame has less noise.
Nothing that is there is written over; a frame that cannot be read is told and passed over.
Exit codes: 0 done, 2 usage, 3 bad input, 75 stopped or try again.)";

std::string quoted(const std::string& text) {
  std::string json;
  appendJsonString(json, text);
  return json;
}

template <class Items, class Text>
std::string listOf(const Items& items, const Text& textOf) {
  std::string text;
  for (const auto& item : items)
    text += (text.empty() ? "" : ", ") + textOf(item);
  return "[" + text + "]";
}

/// Messages a second, 0 of one alone.
double rateOf(const BagTopic& topic) {
  const double seconds = 1e-9 * static_cast<double>(topic.last - topic.first);
  return topic.messages > 1 && seconds > 0
             ? std::round(100 * static_cast<double>(topic.messages - 1) / seconds) / 100
             : 0;
}

std::string contentOf(const RosImageHead& head) { return head.isCompressed() ? head.format : head.encoding; }

std::string topicJson(const Rosbag& bag, std::uint32_t number) {
  const BagTopic& topic = bag.topics()[number];
  std::string text = "{\"topic\": " + quoted(topic.name) + ", \"type\": " + quoted(topic.type) +
                     ", \"messages\": " + std::to_string(topic.messages) +
                     ", \"per_second\": " + numberText(rateOf(topic));
  if (const auto head = firstHead(bag, number))
    text += ", \"width\": " + std::to_string(head->width) + ", \"height\": " + std::to_string(head->height) +
            ", \"encoding\": " + quoted(contentOf(*head));
  return text + "}";
}

void printTopic(const Rosbag& bag, std::uint32_t number) {
  const BagTopic& topic = bag.topics()[number];
  std::printf("  %s (%s): %llu messages", topic.name.c_str(), topic.type.c_str(),
              static_cast<unsigned long long>(topic.messages));
  if (rateOf(topic) > 0) std::printf(", %s a second", numberText(rateOf(topic)).c_str());
  if (const auto head = firstHead(bag, number))
    std::printf(", %d × %d pixels, %s", head->width, head->height, contentOf(*head).c_str());
  std::printf("\n");
}

void printListing(const Rosbag& bag, const Recording& recording) {
  std::printf("%s: %.3f s, %zu depth maps\n", bag.path().c_str(), recording.length(),
              recording.depth.messages.size());
  for (std::uint32_t i = 0; i < bag.topics().size(); ++i)
    printTopic(bag, i);
  std::printf("Depth: %s\n", recording.depth.name.c_str());
  if (recording.picture) std::printf("Pictures: %s\n", recording.picture->name.c_str());
  for (const std::string& note : recording.notes)
    std::printf("%s\n", note.c_str());
}

std::string listingJson(const Rosbag& bag, const Recording& recording) {
  std::vector<std::uint32_t> numbers(bag.topics().size());
  for (std::uint32_t i = 0; i < numbers.size(); ++i)
    numbers[i] = i;
  return "{\"recording\": " + quoted(bag.path().string()) +
         ", \"seconds\": " + numberText(std::round(1e6 * recording.length()) / 1e6) +
         ", \"depth_maps\": " + std::to_string(recording.depth.messages.size()) +
         ", \"topics\": " + listOf(numbers, [&](std::uint32_t i) { return topicJson(bag, i); }) +
         ", \"depth_topic\": " + quoted(recording.depth.name) +
         ", \"picture_topic\": " + (recording.picture ? quoted(recording.picture->name) : "null") +
         ", \"view\": \"" + nameOf(recording.view) + "\", \"notes\": " + listOf(recording.notes, quoted) +
         "}\n";
}

int runList(const FramesArguments& arguments) {
  const auto recording = openRecording(arguments.file, arguments.request.streams, consoleProgress());
  if (recording) {
    if (arguments.json)
      std::fputs(listingJson(recording->bag, *recording).c_str(), stdout);
    else
      printListing(recording->bag, *recording);
    return done;
  }
  // Without depth it has topics all the same, which tell why.
  if (const auto bag = Rosbag::open(arguments.file); bag && !arguments.json)
    for (std::uint32_t i = 0; i < bag->topics().size(); ++i)
      printTopic(*bag, i);
  return fail(recording.error());
}

std::string jsonOf(const FramesSummary& summary) {
  return "{\"project\": " + quoted(summary.project.string()) +
         ", \"written\": " + std::to_string(summary.written) + ", \"kept\": " + std::to_string(summary.kept) +
         ", \"view\": \"" + nameOf(summary.view) +
         "\", \"most_apart_seconds\": " + numberText(summary.mostApart) +
         ", \"seconds\": " + numberText(summary.seconds) + ", \"notes\": " + listOf(summary.notes, quoted) +
         ", \"failed\": " +
         listOf(summary.failures,
                [](const FramesSummary::Failure& failure) {
                  return "{\"frame\": " + quoted(failure.frame) + ", \"error\": " + quoted(failure.why) + "}";
                }) +
         "}\n";
}

int runFrames(FramesArguments& arguments) {
  if (arguments.list) return runList(arguments);
  if (arguments.out.empty()) return failUsage("--out is needed: the folder for the frames");
  arguments.request.folder = arguments.out;
  if (const auto checked = arguments.request.check(); !checked)
    return failUsage("--" + checked.error().where + " " + checked.error().what);
  const auto summary = writeFrames(arguments.file, arguments.request, consoleProgress());
  if (!summary) {
    Error error = summary.error();
    if (error.code == ErrorCode::cancelled) error.hint = "go on with the same command and --resume";
    return fail(error);
  }
  for (const auto& failure : summary->failures)
    std::fprintf(stderr, "fillscope-cli: %s: %s\n", failure.frame.c_str(), failure.why.c_str());
  if (arguments.json) {
    std::fputs(jsonOf(*summary).c_str(), stdout);
    return done;
  }
  std::printf("%s\n  %llu frames written in %.1f s, %llu kept, %zu failed\n", summary->project.c_str(),
              static_cast<unsigned long long>(summary->written), summary->seconds,
              static_cast<unsigned long long>(summary->kept), summary->failures.size());
  for (const std::string& note : summary->notes)
    std::printf("  %s\n", note.c_str());
  if (summary->mostApart > 0)
    std::printf("  Depth and picture are up to %.0f ms apart.\n", 1000 * summary->mostApart);
  return done;
}

} // namespace

void addFrames(CLI::App& app, Context& context) {
  auto arguments = std::make_shared<FramesArguments>();
  FramesArguments& a = *arguments;
  FramesRequest& request = a.request;
  CLI::App* verb =
      app.add_subcommand("frames", "Frames of a depth camera's recording as pictures with depth.");
  verb->add_option("recording", a.file, "ROS bag, as RealSense Viewer and ROS write it: .bag")->required();
  verb->add_option("--out", a.out, "Folder for the frames: new, empty, or holding the same frames")
      ->check(checkIsNamed);
  verb->add_option("--every", request.every, "Every N-th depth map")->check(above0());
  verb->add_option(
          "--count", request.count,
          "At most so many frames; without --every spread evenly over the length, then 10 if left out")
      ->check(above0());
  verb->add_option("--from", request.from,
                   "Seconds since the first depth map, from which on frames are taken")
      ->check(atLeast0());
  verb->add_option("--to", request.to, "Seconds up to which frames are taken; left out: to the end")
      ->check(above0());
  verb->add_option("--median", request.median,
                   "The middle of so many depth maps around each frame, of a scene that stands still")
      ->check(CLI::Range(1, FramesRequest::mostMedian))
      ->capture_default_str();
  verb->add_option("--depth", request.streams.depth,
                   "Topic of the depth, where another one is meant than is found");
  verb->add_option("--picture", request.streams.picture, "Topic of the pictures, likewise");
  verb->add_option(
          "--depth-scale", request.metresPerUnit,
          "Metres per unit of depth in whole numbers, e.g. 0.001, where the recording does not tell it")
      ->check(checkMetresPerUnit);
  verb->add_flag("--resume", request.resume, "Keep frames that are there and make the missing ones");
  verb->add_flag("--list", a.list, "Only say what the recording holds: topics, sizes, rates, length");
  verb->add_flag("--json", a.json, "Print one JSON object");
  verb->footer(examples);
  verb->callback([arguments, &context] { context.exitCode = runFrames(*arguments); });
}

} // namespace fillscope::cli
