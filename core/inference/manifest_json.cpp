#include "core/base/json.h"
#include "core/inference/model_manifest.h"
#include <cmath>
#include <span>

namespace fillscope {
namespace {

/// Adds members in the order they are named; texts and names are copied.
class JsonObject {
 public:
  explicit JsonObject(rapidjson::Document::AllocatorType& memory)
      : memory_(memory) {}

  void add(const char* name, const std::string& text) {
    object_.AddMember(key(name), rapidjson::Value(text.c_str(), memory_), memory_);
  }
  void addUnlessEmpty(const char* name, const std::string& text) {
    if (!text.empty()) add(name, text);
  }
  void add(const char* name, int number) { object_.AddMember(key(name), rapidjson::Value(number), memory_); }
  void add(const char* name, double number) {
    object_.AddMember(key(name), rapidjson::Value(number), memory_);
  }
  void add(const char* name, bool flag) { object_.AddMember(key(name), rapidjson::Value(flag), memory_); }
  void add(const char* name, std::span<const double> numbers) {
    rapidjson::Value list(rapidjson::kArrayType);
    for (const double number : numbers)
      list.PushBack(number, memory_);
    object_.AddMember(key(name), list, memory_);
  }
  void add(const char* name, const std::vector<std::string>& texts) {
    rapidjson::Value list(rapidjson::kArrayType);
    for (const std::string& text : texts)
      list.PushBack(rapidjson::Value(text.c_str(), memory_), memory_);
    object_.AddMember(key(name), list, memory_);
  }
  void add(const char* name, JsonObject& inner) { object_.AddMember(key(name), inner.object_, memory_); }
  const rapidjson::Value& value() const { return object_; }
  bool empty() const { return object_.ObjectEmpty(); }

 private:
  rapidjson::Value key(const char* name) { return rapidjson::Value(name, memory_); }

  rapidjson::Document::AllocatorType& memory_;
  rapidjson::Value object_{rapidjson::kObjectType};
};

void addInput(JsonObject& root, JsonObject input, const ModelManifest& manifest) {
  const ModelManifest standard;
  input.add("width", manifest.inputWidth);
  input.add("height", manifest.inputHeight);
  if (manifest.keepAspect) input.add("keep_aspect", true);
  // A denoiser's numbers are those of depth_tile.h.
  if (manifest.task == ModelTask::denoiser) return root.add("input", input);
  input.add("channels", std::string(manifest.bgr ? "bgr" : "rgb"));
  if (manifest.inputScale != standard.inputScale) input.add("scale", manifest.inputScale);
  input.add("mean", std::span<const double>(manifest.mean));
  input.add("std", std::span<const double>(manifest.std));
  root.add("input", input);
}

void addOutput(JsonObject& root, JsonObject output, const ModelManifest& manifest) {
  output.add("kind", std::string(nameOf(manifest.outputKind)));
  // A manifest holds the factor to metres; its own unit is part of that.
  output.add("unit", manifest.outputKind == DepthKind::metric ? std::string("m") : manifest.outputUnit);
  if (manifest.outputScale != 1) output.add("scale", manifest.outputScale);
  root.add("output", output);
}

void addCorners(JsonObject& root, JsonObject corners, const ModelManifest::Corners& about) {
  corners.add("keypoints", about.keypoints);
  corners.add("head", std::string(about.regression ? "regression" : "heatmap"));
  corners.add("border", about.border);
  corners.add("passes", about.passes);
  if (about.starts > 1) corners.add("starts", about.starts);
  if (about.finalViews > 1) corners.add("final_views", about.finalViews);
  corners.add("box_share", about.boxShare);
  if (about.passes > 2) corners.add("rectified_box_share", about.rectifiedBoxShare);
  if (about.regression) corners.add("confidence", about.confidence);
  root.add("corners", corners);
}

void addRim(JsonObject& root, JsonObject rim, const ModelManifest& manifest) {
  rim.add("margin", manifest.rimMargin);
  root.add("rim", rim);
  root.add("x-fill-sigma-scale", manifest.fillSigmaScale);
  root.add("x-fill-figure-weight", manifest.fillFigureWeight);
}

} // namespace

std::string manifestJson(const ModelManifest& manifest, const std::map<std::string, double>& validation) {
  rapidjson::Document memory;
  const auto object = [&] { return JsonObject(memory.GetAllocator()); };
  JsonObject root = object();
  root.add("id", manifest.id);
  root.addUnlessEmpty("name", manifest.name);
  root.addUnlessEmpty("licence", manifest.licence);
  root.addUnlessEmpty("description", manifest.description);
  constexpr const char* tasks[] = {"depth", "corners", "classes", "denoiser"};
  root.add("task", std::string(tasks[static_cast<int>(manifest.task)]));
  root.add("engine", std::string(manifest.engine == ModelEngine::onnx ? "onnx" : "torchscript"));
  root.add("file", manifest.file.filename().string());
  root.addUnlessEmpty("sha256", manifest.sha256);
  addInput(root, object(), manifest);
  switch (manifest.task) {
  case ModelTask::corners:
    addCorners(root, object(), manifest.corners);
    break;
  case ModelTask::classes:
    root.add("classes", manifest.classes);
    break;
  case ModelTask::denoiser: {
    JsonObject denoiser = object();
    denoiser.add("unit", manifest.denoiserUnit);
    root.add("denoiser", denoiser);
    break;
  }
  case ModelTask::depth:
    manifest.looksThroughRim() ? addRim(root, object(), manifest) : addOutput(root, object(), manifest);
  }
  JsonObject figures = object();
  for (const auto& [name, figure] : validation)
    if (std::isfinite(figure)) figures.add(name.c_str(), figure);
  if (!figures.empty()) root.add("x-validation", figures);
  return prettyJson(root.value());
}

} // namespace fillscope
