#include "core/inference/model_manifest.h"
#include "core/base/file_io.h"
#include "core/inference/manifest_fields.h"
#include <algorithm>
#include <cctype>

namespace fillscope {
namespace {

namespace fs = std::filesystem;
constexpr int mostPixels = 8192;

void readInput(ManifestFields& fields, ModelManifest& manifest) {
  fields.enter("input");
  manifest.inputWidth = fields.pixels("width", 8, mostPixels);
  manifest.inputHeight = fields.pixels("height", 8, mostPixels);
  manifest.keepAspect = fields.flag("keep_aspect", false);
  manifest.bgr = fields.choice("channels", {"rgb", "bgr"}, 0) == 1;
  manifest.inputScale = fields.positive("scale", manifest.inputScale);
  fields.triple("mean", manifest.mean, false);
  fields.triple("std", manifest.std, true);
  fields.leave();
}

void readOutput(ManifestFields& fields, ModelManifest& manifest) {
  fields.enter("output");
  constexpr DepthKind kinds[] = {DepthKind::metric, DepthKind::relative, DepthKind::inverse};
  manifest.outputKind = kinds[fields.choice("kind", {"metric", "relative", "inverse"})];
  const double scale = fields.positive("scale", 1);
  switch (manifest.outputKind) {
  case DepthKind::metric: {
    // A unit left out would be a guess of a factor of a thousand.
    const int unit = fields.choice("unit", {"m", "cm", "mm"});
    constexpr const char* units[] = {"m", "cm", "mm"};
    constexpr double metres[] = {1, 0.01, 0.001};
    manifest.outputUnit = units[unit];
    manifest.outputScale = scale * metres[unit];
    break;
  }
  case DepthKind::relative:
    fields.choice("unit", {""}, 0);
    manifest.outputUnit.clear();
    manifest.outputScale = scale;
    break;
  case DepthKind::inverse:
    manifest.outputUnit = fields.choice("unit", {"", "1/m"}, 0) == 1 ? "1/m" : "";
    manifest.outputScale = scale;
    break;
  }
  fields.leave();
}

void readCorners(ManifestFields& fields, ModelManifest& manifest) {
  ModelManifest::Corners& corners = manifest.corners;
  fields.enter("corners");
  corners.keypoints = fields.texts("keypoints", "the names of the keypoints in brackets");
  corners.regression = fields.choice("head", {"heatmap", "regression"}, 0) == 1;
  corners.border = fields.number("border", corners.border, 0, 0.45);
  corners.passes = fields.whole("passes", corners.passes, 1, 4);
  corners.starts = fields.whole("starts", corners.starts, 1, 8);
  corners.finalViews = fields.whole("final_views", corners.finalViews, 1, 8);
  corners.boxShare = fields.number("box_share", corners.boxShare, 0.1, 1);
  corners.rectifiedBoxShare = fields.number("rectified_box_share", corners.rectifiedBoxShare, 0.1, 1);
  corners.confidence = fields.number("confidence", corners.confidence, 0, 1);
  fields.leave();
}

void readRim(ManifestFields& fields, ModelManifest& manifest) {
  fields.enter("rim");
  manifest.rimMargin = fields.whole("margin", 8, 0, std::max(0, manifest.inputWidth / 2 - 2));
  fields.leave();
  manifest.fillSigmaScale = fields.positive("x-fill-sigma-scale", manifest.fillSigmaScale);
  manifest.fillFigureWeight = fields.number("x-fill-figure-weight", manifest.fillFigureWeight, 0, 1);
}

void readClasses(ManifestFields& fields, ModelManifest& manifest) {
  constexpr const char* meaning = "the names of two or more classes in brackets";
  manifest.classes = fields.texts("classes", meaning);
  if (manifest.classes.size() == 1) fields.fail("classes", std::string("must hold ") + meaning);
}

void readDenoiser(ManifestFields& fields, ModelManifest& manifest) {
  fields.enter("denoiser");
  manifest.denoiserUnit = fields.positive("unit", manifest.denoiserUnit);
  fields.leave();
}

void readTask(ManifestFields& fields, ModelManifest& manifest) {
  if (manifest.task == ModelTask::classes) return readClasses(fields, manifest);
  const bool corners = manifest.task == ModelTask::corners, denoiser = manifest.task == ModelTask::denoiser;
  const bool rim = manifest.task == ModelTask::depth && fields.has("rim");
  if (corners) readCorners(fields, manifest);
  if (denoiser && fields.has("denoiser")) readDenoiser(fields, manifest);
  if (rim) readRim(fields, manifest);
  if (!corners && !denoiser && (!rim || fields.has("output"))) readOutput(fields, manifest);
  if ((corners || rim || denoiser) && manifest.inputWidth != manifest.inputHeight)
    fields.fail("input.height", "must equal input.width: such a network looks at a square");
}

} // namespace

bool isModelId(const std::string& text) {
  return std::all_of(text.begin(), text.end(),
                     [](unsigned char c) { return std::isalnum(c) || c == '-' || c == '_' || c == '.'; });
}

Result<ModelManifest> loadManifest(const fs::path& path) {
  const auto text = readFile(path);
  if (!text) return text.error();
  const auto json = parseJson(*text, path.string());
  if (!json) return json.error();

  ManifestFields fields(*json, path.string());
  ModelManifest manifest;
  manifest.id = fields.text("id", "a short name (letters, digits, - _ .)");
  if (!isModelId(manifest.id))
    fields.fail("id", "may hold letters, digits, - _ . alone but is \"" + manifest.id + "\"");
  manifest.name = fields.optionalText("name");
  if (manifest.name.empty()) manifest.name = manifest.id;
  manifest.licence = fields.optionalText("licence");
  manifest.description = fields.optionalText("description");
  constexpr ModelTask tasks[] = {ModelTask::depth, ModelTask::corners, ModelTask::classes,
                                 ModelTask::denoiser};
  manifest.task = tasks[fields.choice("task", {"depth", "corners", "classes", "denoiser"})];
  manifest.engine =
      fields.choice("engine", {"torchscript", "onnx"}) == 0 ? ModelEngine::torchScript : ModelEngine::onnx;
  const fs::path file = fields.text("file", "the name of the network's file beside this manifest");
  readInput(fields, manifest);
  readTask(fields, manifest);
  manifest.sha256 = fields.optionalText("sha256");
  std::transform(manifest.sha256.begin(), manifest.sha256.end(), manifest.sha256.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  const bool hex = manifest.sha256.find_first_not_of("0123456789abcdef") == std::string::npos;
  if (!manifest.sha256.empty() && (manifest.sha256.size() != 64 || !hex))
    fields.fail("sha256", "must be 64 hexadecimal digits, as the command sha256sum prints them");
  fields.refuseUnknown();
  if (fields.error()) return *fields.error();

  std::error_code ignored;
  manifest.file = fs::absolute(path, ignored).parent_path() / file;
  manifest.file = manifest.file.lexically_normal();
  if (!fs::is_regular_file(manifest.file, ignored))
    return Error{ErrorCode::notFound,
                 "the field \"file\" names " + manifest.file.string() + ", which does not exist",
                 path.string(), "lay the network's file there or mend the field"};
  return manifest;
}

} // namespace fillscope
