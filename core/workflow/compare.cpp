#include "core/workflow/compare.h"
#include "core/base/file_io.h"
#include "core/base/json.h"
#include "core/formats/image_io.h"
#include "core/formats/json_outline.h"
#include "core/imaging/colour_map.h"
#include <algorithm>
#include <cmath>

namespace fillscope {
namespace {

const char* nameOf(DepthAlignment alignment) {
  switch (alignment) {
  case DepthAlignment::none:
    return "none";
  case DepthAlignment::median:
    return "median";
  case DepthAlignment::scaleShift:
    return "scale-shift";
  case DepthAlignment::scaleShiftInverse:
    return "scale-shift-inverse";
  }
  return "none";
}

/// JSON knows no NaN: what could not be computed is null.
rapidjson::Value number(double value) {
  return std::isfinite(value) ? rapidjson::Value(value) : rapidjson::Value(rapidjson::kNullType);
}

Raster<float> dissimilarity(const Raster<float>& ssimMap) {
  Raster<float> result = ssimMap;
  std::for_each(result.data(), result.data() + result.pixelCount(), [](float& s) { s = 1.0f - s; });
  return result;
}

} // namespace

std::string comparisonJson(const DepthComparison& comparison) {
  rapidjson::Document object(rapidjson::kObjectType);
  auto& allocator = object.GetAllocator();
  const auto add = [&](const char* name, double value) {
    object.AddMember(rapidjson::StringRef(name), number(value), allocator);
  };
  const DepthMetrics& m = comparison.metrics;
  add("ssim", comparison.ssim);
  rapidjson::Value range(rapidjson::kArrayType);
  range.PushBack(number(comparison.rangeLow), allocator).PushBack(number(comparison.rangeHigh), allocator);
  object.AddMember("range", range, allocator);
  object.AddMember("valid_pixels", rapidjson::Value(static_cast<std::uint64_t>(comparison.validPixels)),
                   allocator);
  add("mean_abs_error_m", m.meanAbs);
  add("median_abs_error_m", m.medianAbs);
  add("bias_m", m.bias);
  add("rmse_m", m.rmse);
  add("abs_rel", m.absRel);
  add("sq_rel", m.sqRel);
  add("rmse_log", m.rmseLog);
  add("log10", m.log10);
  add("si_log", m.siLog);
  add("delta1", m.delta1);
  add("delta2", m.delta2);
  add("delta3", m.delta3);
  add("threshold", comparison.threshold);
  const auto* first = comparison.different.data();
  const auto different = std::count(first, first + comparison.different.pixelCount(), 1);
  add("different_percent",
      comparison.validPixels ? 100.0 * double(different) / double(comparison.validPixels) : 0.0);
  rapidjson::Value alignment(rapidjson::kObjectType);
  alignment.AddMember("name", rapidjson::StringRef(nameOf(comparison.alignment)), allocator);
  alignment.AddMember("scale", number(comparison.alignScale), allocator);
  alignment.AddMember("shift", number(comparison.alignShift), allocator);
  object.AddMember("alignment", alignment, allocator);
  return prettyJson(object);
}

Result<void> checkComparisonPlace(const std::filesystem::path& folder, const std::string& name) {
  const std::filesystem::path file = folder / (name + ".json");
  std::error_code fault;
  if (!std::filesystem::exists(file, fault)) return {};
  const auto text = readFile(file);
  const JsonOutline outline = text ? jsonOutline(*text) : JsonOutline();
  if (outline.has("ssim") && outline.has("valid_pixels")) return {};
  return Error{ErrorCode::badInput, "this file is there already, and is no comparison", file.string(),
               "choose another folder"};
}

Result<void> writeComparison(const DepthComparison& comparison, const std::filesystem::path& folder,
                             const std::string& name) {
  if (auto may = checkComparisonPlace(folder, name); !may) return may;
  std::error_code fault;
  std::filesystem::create_directories(folder, fault);
  if (fault)
    return Error{ErrorCode::ioFailure, "cannot make this folder: " + fault.message(), folder.string(), {}};

  const double reach =
      std::max({std::abs(comparison.differenceLow), std::abs(comparison.differenceHigh), 1e-6});
  Image threshold(comparison.different.width(), comparison.different.height(), 1);
  std::transform(comparison.different.data(), comparison.different.data() + comparison.different.pixelCount(),
                 threshold.data(), [](std::uint8_t d) { return static_cast<std::uint8_t>(d ? 255 : 0); });
  const std::pair<const char*, Image> pictures[] = {
      {"-Diff.png", colourise(comparison.difference, {ColourMap::coolwarm, -reach, reach, false, "m"})},
      {"-ssimDiff.png", colourise(dissimilarity(comparison.ssimMap), {ColourMap::magma, 0, 1, false, {}})},
      {"-thresh.png", std::move(threshold)}};
  for (const auto& [suffix, picture] : pictures)
    if (auto saved = saveImage(picture, folder / (name + suffix)); !saved) return saved;
  return writeFileAtomically(folder / (name + ".json"), comparisonJson(comparison));
}

} // namespace fillscope
