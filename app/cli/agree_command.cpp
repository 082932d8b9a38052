#include "app/cli/annotation_lines.h"
#include "app/cli/arguments.h"
#include "app/cli/checks.h"
#include "app/cli/commands.h"
#include "app/cli/console.h"
#include "core/annotation/agreement.h"
#include "core/annotation/detection_scores.h"
#include "core/base/json.h"
#include "core/formats/annotation_format.h"
#include <CLI/CLI.hpp>
#include <cstdio>

namespace fillscope::cli {
namespace {

struct AgreeArguments {
  std::string a, b;
  AgreementOptions options;
  bool json = false;
};

constexpr const char* examples = R"(
Example:
  fillscope-cli agree mine.json theirs.json
  fillscope-cli agree labels.json predictions.json --any-label --json

Both may be of any format that is read. Pictures are the same by file name; in each, shapes of the same label are paired
so that they overlap most. Corners of boxes are compared whichever corner each of them began with.
AP is COCO's (IoU .50:.05:.95 of the outlines, 101 recalls), the surest first by B's attribute confidence or score; Dice,
IoU and accuracy of pixels are of the pictures whose size is known; where there is none, pixels is null in JSON.
Exit codes: 0 done, 2 usage, 3 bad input, 75 try again.)";

using rapidjson::Value;
using Allocator = rapidjson::Document::AllocatorType;

Value pairOf(Vec2 v, Allocator& allocator) {
  Value pair(rapidjson::kArrayType);
  pair.PushBack(v.x, allocator).PushBack(v.y, allocator);
  return pair;
}

Value indicesOf(const std::vector<int>& indices, Allocator& allocator) {
  Value list(rapidjson::kArrayType);
  for (const int index : indices)
    list.PushBack(index, allocator);
  return list;
}

Value matchJson(const ShapeMatch& match, Allocator& allocator) {
  Value item(rapidjson::kObjectType), offsets(rapidjson::kArrayType);
  item.AddMember("a", match.a, allocator);
  item.AddMember("b", match.b, allocator);
  item.AddMember("label", jsonOf(match.label, allocator), allocator);
  item.AddMember("shape", jsonOf(match.shape, allocator), allocator);
  item.AddMember("iou", match.overlap, allocator);
  item.AddMember("dice", diceOfIou(match.overlap), allocator);
  item.AddMember("mean_corner_px", match.meanDistance, allocator);
  item.AddMember("mean_corner_share", match.meanShare, allocator);
  if (match.oks) item.AddMember("oks", *match.oks, allocator);
  for (const Vec2 offset : match.offsets)
    offsets.PushBack(pairOf(offset, allocator), allocator);
  item.AddMember("offsets_px", offsets, allocator);
  return item;
}

Value summaryJson(const AgreementSummary& s, Allocator& allocator) {
  Value summary(rapidjson::kObjectType), bias(rapidjson::kArrayType);
  const auto add = [&](const char* name, auto number) {
    summary.AddMember(rapidjson::StringRef(name), number, allocator);
  };
  add("pictures", s.pictures);
  add("matched", s.matched);
  add("missing", s.missing);
  add("extra", s.extra);
  add("precision", s.precision);
  add("recall", s.recall);
  add("f1", s.f1);
  add("mean_iou", s.meanOverlap);
  add("corners", s.corners);
  add("mean_corner_px", s.meanDistance);
  add("median_corner_px", s.medianDistance);
  add("p95_corner_px", s.p95Distance);
  add("mean_corner_share", s.meanShare);
  add("mean_oks", s.meanOks);
  for (const CornerBias& corner : s.bias) {
    Value item(rapidjson::kObjectType);
    item.AddMember("shape", jsonOf(corner.shape, allocator), allocator);
    item.AddMember("corner", jsonOf(corner.corner, allocator), allocator);
    item.AddMember("mean_px", pairOf(corner.mean, allocator), allocator);
    item.AddMember("mean_distance_px", corner.meanDistance, allocator);
    item.AddMember("count", corner.count, allocator);
    bias.PushBack(item, allocator);
  }
  summary.AddMember("bias", bias, allocator);
  return summary;
}

Value precisionJson(const AveragePrecision& precision, Allocator& allocator) {
  Value item(rapidjson::kObjectType);
  if (!precision.label.empty()) item.AddMember("label", jsonOf(precision.label, allocator), allocator);
  item.AddMember("truths", precision.truths, allocator);
  item.AddMember("found", precision.found, allocator);
  item.AddMember("ap", precision.ap, allocator);
  item.AddMember("ap50", precision.ap50, allocator);
  item.AddMember("ap75", precision.ap75, allocator);
  return item;
}

Value pixelsJson(const PixelAgreement& pixels, Allocator& allocator) {
  Value item(rapidjson::kObjectType);
  if (!pixels.label.empty()) item.AddMember("label", jsonOf(pixels.label, allocator), allocator);
  item.AddMember("iou", pixels.iou, allocator);
  item.AddMember("dice", pixels.dice, allocator);
  item.AddMember("accuracy", pixels.accuracy, allocator);
  return item;
}

Value scoresJson(const DetectionScores& scores, Allocator& allocator) {
  Value root(rapidjson::kObjectType), classes(rapidjson::kArrayType), pixelClasses(rapidjson::kArrayType);
  root.AddMember("scored", scores.scored, allocator);
  root.AddMember("map", scores.all.ap, allocator);
  root.AddMember("map50", scores.all.ap50, allocator);
  root.AddMember("map75", scores.all.ap75, allocator);
  for (const AveragePrecision& one : scores.classes)
    classes.PushBack(precisionJson(one, allocator), allocator);
  root.AddMember("classes", classes, allocator);
  root.AddMember("pixel_pictures", scores.pixelPictures, allocator);
  root.AddMember("pixels", scores.pixelPictures > 0 ? pixelsJson(scores.pixels, allocator) : Value(),
                 allocator);
  for (const PixelAgreement& one : scores.pixelClasses)
    pixelClasses.PushBack(pixelsJson(one, allocator), allocator);
  root.AddMember("pixel_classes", pixelClasses, allocator);
  return root;
}

void printScores(const DetectionScores& scores) {
  if (!scores.classes.empty()) {
    std::printf("mAP %.3f (IoU .50:.05:.95), AP50 %.3f, AP75 %.3f of %d classes%s\n", scores.all.ap,
                scores.all.ap50, scores.all.ap75, static_cast<int>(scores.classes.size()),
                scores.scored ? "" : "; B says no confidence: all count alike");
    for (const AveragePrecision& one : scores.classes)
      std::printf("  %-16s AP %.3f, AP50 %.3f, AP75 %.3f (%d in A, %d in B)\n", one.label.c_str(), one.ap,
                  one.ap50, one.ap75, one.truths, one.found);
  }
  if (scores.pixelPictures > 0)
    std::printf("pixels of %d pictures: IoU %.3f, Dice %.3f, accuracy %.4f\n", scores.pixelPictures,
                scores.pixels.iou, scores.pixels.dice, scores.pixels.accuracy);
}

void printJson(const Agreement& agreement, const DetectionScores& scores, const Project& a,
               const Project& b) {
  rapidjson::Document root(rapidjson::kObjectType);
  auto& allocator = root.GetAllocator();
  root.AddMember("summary", summaryJson(agreement.summary, allocator), allocator);
  root.AddMember("detection", scoresJson(scores, allocator), allocator);
  Value pictures(rapidjson::kArrayType);
  for (const PictureAgreement& picture : agreement.pictures) {
    Value item(rapidjson::kObjectType), matches(rapidjson::kArrayType);
    item.AddMember("picture", jsonOf(picture.picture, allocator), allocator);
    item.AddMember("score", picture.score, allocator);
    for (const ShapeMatch& match : picture.matches)
      matches.PushBack(matchJson(match, allocator), allocator);
    item.AddMember("matches", matches, allocator);
    item.AddMember("missing", indicesOf(picture.missing, allocator), allocator);
    item.AddMember("extra", indicesOf(picture.extra, allocator), allocator);
    pictures.PushBack(item, allocator);
  }
  root.AddMember("pictures", pictures, allocator);
  for (const auto& [name, indices, project] :
       {std::tuple("only_in_a", &agreement.onlyInA, &a), std::tuple("only_in_b", &agreement.onlyInB, &b)}) {
    Value list(rapidjson::kArrayType);
    for (const int index : *indices)
      list.PushBack(jsonOf(project->pictures[static_cast<std::size_t>(index)].filename, allocator),
                    allocator);
    root.AddMember(rapidjson::StringRef(name), list, allocator);
  }
  std::fputs(prettyJson(root).c_str(), stdout);
}

void printLines(const Agreement& agreement, const DetectionScores& scores) {
  const AgreementSummary& s = agreement.summary;
  std::printf("%d pictures in both, %zu only in A, %zu only in B\n", s.pictures, agreement.onlyInA.size(),
              agreement.onlyInB.size());
  std::printf("%d shapes matched, %d missing in B, %d extra in B; F1 %.3f, mean IoU %.3f\n", s.matched,
              s.missing, s.extra, s.f1, s.meanOverlap);
  if (s.corners > 0)
    std::printf(
        "%d corners: mean %.2f px (%.2f %% of the diagonal), median %.2f, 95 %% within %.2f px, OKS %.3f\n",
        s.corners, s.meanDistance, 100 * s.meanShare, s.medianDistance, s.p95Distance, s.meanOks);
  printScores(scores);
  for (const CornerBias& corner : s.bias)
    std::printf("  %-10s %-14s B lies %+.2f, %+.2f px of A (%d)\n", corner.shape.c_str(),
                corner.corner.c_str(), corner.mean.x, corner.mean.y, corner.count);
  for (const PictureAgreement& picture : agreement.pictures)
    if (!picture.missing.empty() || !picture.extra.empty())
      std::printf("%s: %zu matched, %zu missing, %zu extra\n", picture.picture.c_str(),
                  picture.matches.size(), picture.missing.size(), picture.extra.size());
}

int runAgree(const AgreeArguments& arguments) {
  ReadOptions reading;
  reading.lookForPictures = false;
  const auto a = readAnnotations(arguments.a, reading, consoleProgress());
  if (!a) return fail(a.error());
  const auto b = readAnnotations(arguments.b, reading, consoleProgress());
  if (!b) return fail(b.error());
  const auto agreement = compareAnnotations(a->project, b->project, arguments.options, consoleProgress());
  if (!agreement) return fail(agreement.error());
  const auto scores =
      scoreDetections(a->project, b->project, *agreement, arguments.options, consoleProgress());
  if (!scores) return fail(scores.error());
  if (arguments.json)
    printJson(*agreement, *scores, a->project, b->project);
  else
    printLines(*agreement, *scores);
  return done;
}

} // namespace

void addAgree(CLI::App& app, Context& context) {
  auto arguments = std::make_shared<AgreeArguments>();
  AgreeArguments& a = *arguments;
  CLI::App* verb =
      app.add_subcommand("agree", "How well two sets of annotations agree: IoU, corner distances.");
  verb->add_option("a", a.a, "Annotations taken as right")->required()->check(checkIsNamed);
  verb->add_option("b", a.b, "Annotations to be judged")->required()->check(checkIsNamed);
  verb->add_option("--iou", a.options.leastOverlap, "Least overlap of the same thing, 0 to 1; default 0.5")
      ->check(CLI::Range(0.0, 1.0));
  verb->add_option("--reach", a.options.reach,
                   "Pixels within which points and open lines are the same; default 10")
      ->check(above0());
  verb->add_option("--label", a.options.labelAttribute, "The attribute that says what a shape is");
  verb->add_flag("--any-label", a.options.anyLabel, "Pair shapes whatever they are called");
  verb->add_flag("--json", a.json, "Print one JSON object");
  verb->footer(examples);
  verb->callback([arguments, &context] { context.exitCode = runAgree(*arguments); });
}

} // namespace fillscope::cli
