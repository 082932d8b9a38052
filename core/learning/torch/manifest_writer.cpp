#include "core/learning/torch/manifest_writer.h"
#include "core/base/json.h"
#include <cmath>

namespace fillscope {
namespace {

using Json = rapidjson::Value;
using Allocator = rapidjson::Document::AllocatorType;

Json textValue(const std::string& text, Allocator& memory) { return Json(text.c_str(), memory); }

Json triple(const std::array<double, 3>& values, Allocator& memory) {
  Json list(rapidjson::kArrayType);
  for (const double value : values)
    list.PushBack(value, memory);
  return list;
}

Json inputValue(const ModelManifest& manifest, Allocator& memory) {
  Json input(rapidjson::kObjectType);
  input.AddMember("width", manifest.inputWidth, memory);
  input.AddMember("height", manifest.inputHeight, memory);
  input.AddMember("keep_aspect", manifest.keepAspect, memory);
  input.AddMember("channels", textValue(manifest.bgr ? "bgr" : "rgb", memory), memory);
  input.AddMember("scale", manifest.inputScale, memory);
  input.AddMember("mean", triple(manifest.mean, memory), memory);
  input.AddMember("std", triple(manifest.std, memory), memory);
  return input;
}

Json outputValue(const ModelManifest& manifest, Allocator& memory) {
  const bool metric = manifest.outputKind == DepthKind::metric;
  const char* kind = metric ? "metric" : manifest.outputKind == DepthKind::inverse ? "inverse" : "relative";
  const double metres = manifest.outputUnit == "mm" ? 0.001 : manifest.outputUnit == "cm" ? 0.01 : 1;
  Json output(rapidjson::kObjectType);
  output.AddMember("kind", textValue(kind, memory), memory);
  output.AddMember("unit", textValue(manifest.outputUnit, memory), memory);
  output.AddMember("scale", metric ? manifest.outputScale / metres : manifest.outputScale, memory);
  return output;
}

Json cornersValue(const ModelManifest::Corners& corners, Allocator& memory) {
  Json names(rapidjson::kArrayType);
  for (const auto& name : corners.keypoints)
    names.PushBack(textValue(name, memory), memory);
  Json value(rapidjson::kObjectType);
  value.AddMember("keypoints", names, memory);
  value.AddMember("head", textValue(corners.regression ? "regression" : "heatmap", memory), memory);
  value.AddMember("border", corners.border, memory);
  value.AddMember("passes", corners.passes, memory);
  value.AddMember("box_share", corners.boxShare, memory);
  return value;
}

} // namespace

std::string manifestJson(const ModelManifest& manifest, const std::map<std::string, double>& validation) {
  rapidjson::Document document(rapidjson::kObjectType);
  auto& memory = document.GetAllocator();
  document.AddMember("id", textValue(manifest.id, memory), memory);
  document.AddMember("name", textValue(manifest.name, memory), memory);
  if (!manifest.licence.empty()) document.AddMember("licence", textValue(manifest.licence, memory), memory);
  if (!manifest.description.empty())
    document.AddMember("description", textValue(manifest.description, memory), memory);
  const bool corners = manifest.task == ModelTask::corners;
  document.AddMember("task", textValue(corners ? "corners" : "depth", memory), memory);
  document.AddMember(
      "engine", textValue(manifest.engine == ModelEngine::onnx ? "onnx" : "torchscript", memory), memory);
  document.AddMember("file", textValue(manifest.file.filename().string(), memory), memory);
  document.AddMember("sha256", textValue(manifest.sha256, memory), memory);
  document.AddMember("input", inputValue(manifest, memory), memory);
  if (corners)
    document.AddMember("corners", cornersValue(manifest.corners, memory), memory);
  else
    document.AddMember("output", outputValue(manifest, memory), memory);
  if (manifest.looksThroughRim()) {
    Json rim(rapidjson::kObjectType);
    rim.AddMember("margin", manifest.rimMargin, memory);
    document.AddMember("rim", rim, memory);
  }
  Json figures(rapidjson::kObjectType);
  for (const auto& [name, value] : validation)
    if (std::isfinite(value)) figures.AddMember(textValue(name, memory), Json(value), memory);
  if (!figures.ObjectEmpty()) document.AddMember("x-validation", figures, memory);
  return prettyJson(document);
}

} // namespace fillscope
