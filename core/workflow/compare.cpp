#include "core/workflow/compare.h"
#include "core/base/file_io.h"
#include "core/base/json.h"
#include "core/formats/image_io.h"
#include "core/formats/json_outline.h"
#include "core/workflow/comparison_json.h"
#include "core/workflow/comparison_pictures.h"
#include <algorithm>
#include <cmath>
#include <limits>

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

rapidjson::Value countedJson(const CountedPixels& counted, rapidjson::Document::AllocatorType& allocator) {
  rapidjson::Value object(rapidjson::kObjectType);
  const auto cap = [](bool given, double metres) {
    return jsonNumber(given ? metres : std::numeric_limits<double>::quiet_NaN());
  };
  rapidjson::Value within; // null
  if (!counted.withinName.empty()) within.SetString(counted.withinName.c_str(), allocator);
  object.AddMember("within", within, allocator);
  object.AddMember("min_depth_m", cap(counted.hasCaps(), counted.lowest()), allocator);
  object.AddMember("max_depth_m", cap(counted.maxDepth.has_value(), counted.highest()), allocator);
  object.AddMember("crop", rapidjson::StringRef(nameOf(counted.crop)), allocator);
  return object;
}

Result<void> makePerMetre(DepthMap& reference, double scale, const std::filesystem::path& file) {
  if (!(scale > 0)) {
    const auto isWhole = depthNeedsScale(file);
    if (!isWhole) return isWhole.error();
    if (*isWhole)
      return Error{ErrorCode::badInput, "the scale of this reference of inverse depth is not known",
                   file.string(), "give the reference's scale in 1/m per unit, such as 0.001"};
    scale = 1;
  }
  float* values = reference.values.data();
  for (std::size_t i = 0; i < reference.values.pixelCount(); ++i)
    values[i] = static_cast<float>(scale * values[i]);
  reference.unit = "1/m";
  return {};
}

} // namespace

Result<ComparedPair> comparePair(const DepthPair& pair, const PairRequest& request,
                                 const Progress& progress) {
  const PairReading& reading = request.reading;
  Result<DepthEncoding> ours = reading.estimate;
  Result<DepthEncoding> theirs = DepthEncoding{reading.referenceScale, reading.estimate.rotation};
  if (reading.referenceScale == 0 && reading.estimate.kind != DepthKind::metric) {
    theirs->scale = reading.estimate.scale; // the estimate has no use for one
  } else if (reading.referenceScale == 0) {
    theirs = encodingBeside(pair.estimate, pair.reference, reading.estimate);
    if (!theirs) return theirs.error();
    ours = encodingBeside(pair.reference, pair.estimate, reading.estimate);
    if (!ours) return ours.error();
    // Metres per unit of the estimate are not 1/m per unit.
    if (reading.referenceKind == DepthKind::inverse && *ours == reading.estimate) theirs->scale = 0;
  }
  theirs->kind = reading.referenceKind;
  ours->keepInfinite = request.options.counted.hasCaps();
  ComparedPair compared;
  auto estimate = loadDepth(pair.estimate, *ours);
  if (!estimate) return estimate.error();
  auto reference = loadDepth(pair.reference, *theirs);
  if (!reference) return reference.error();
  if (reference->kind == DepthKind::inverse)
    if (auto made = makePerMetre(*reference, theirs->scale, pair.reference); !made) return made.error();

  for (const auto& [file, encoding] : {std::pair(pair.estimate, *ours), std::pair(pair.reference, *theirs)})
    if (depthHasFewSteps(file))
      compared.notes.push_back(fewStepsSentence(file.filename().string(),
                                                encoding.kind == DepthKind::metric ? encoding.scale : 0));

  CompareOptions options = request.options;
  if (request.area) {
    auto area = request.area(pair, *reference);
    if (!area) return area.error();
    compared.area = std::move(*area);
    options.counted.within = compared.area.mask;
    options.counted.withinName = compared.area.name;
  }
  auto comparison = compareDepth(*estimate, *reference, options, progress);
  if (!comparison) return comparison.error();
  compared.estimate = std::move(*estimate);
  compared.reference = std::move(*reference);
  compared.comparison = std::move(*comparison);
  return compared;
}

std::string resizedSentence(const DepthComparison& comparison) {
  const PictureExtent ours = comparison.estimateSize, theirs = comparison.referenceSize;
  if (ours.width == theirs.width && ours.height == theirs.height) return {};
  const auto text = [](PictureExtent size) {
    return std::to_string(size.width) + "×" + std::to_string(size.height);
  };
  const std::string sizes = "The estimate (" + text(ours) + ") was ";
  if (!comparison.stretched()) return sizes + "resized to the reference (" + text(theirs) + ").";
  return sizes + "stretched to the reference (" + text(theirs) +
         "), which has another aspect ratio: where it shows a part of the picture alone, its figures are of "
         "the "
         "wrong places.";
}

double differentPercent(const DepthComparison& comparison) {
  return comparison.validPixels ? 100.0 * double(comparison.differentPixels) / double(comparison.validPixels)
                                : 0.0;
}

std::vector<std::pair<const char*, double>> comparisonFigures(double ssim, const DepthMetrics& m,
                                                              double differentPercent) {
  return {{"ssim", ssim},
          {"mean_abs_error_m", m.meanAbs},
          {"median_abs_error_m", m.medianAbs},
          {"bias_m", m.bias},
          {"rmse_m", m.rmse},
          {"abs_rel", m.absRel},
          {"sq_rel", m.sqRel},
          {"rmse_log", m.rmseLog},
          {"log10", m.log10},
          {"si_log", m.siLog},
          {"si_log_half", m.siLogHalf},
          {"irmse_per_m", m.iRmse},
          {"r_squared", m.rSquared},
          {"delta1", m.delta1},
          {"delta2", m.delta2},
          {"delta3", m.delta3},
          {"different_percent", differentPercent}};
}

void addComparison(rapidjson::Value& object, const DepthComparison& comparison,
                   rapidjson::Document::AllocatorType& allocator) {
  const auto pairOf = [&](const auto& a, const auto& b) {
    rapidjson::Value values(rapidjson::kArrayType);
    values.PushBack(rapidjson::Value(a), allocator).PushBack(rapidjson::Value(b), allocator);
    return values;
  };
  for (const auto& [name, value] :
       comparisonFigures(comparison.ssim, comparison.metrics, differentPercent(comparison)))
    object.AddMember(rapidjson::StringRef(name), jsonNumber(value), allocator);
  object.AddMember("range", pairOf(comparison.rangeLow, comparison.rangeHigh), allocator);
  object.AddMember("valid_pixels", static_cast<std::uint64_t>(comparison.validPixels), allocator);
  object.AddMember("threshold", jsonNumber(comparison.threshold), allocator);
  object.AddMember("counted", countedJson(comparison.counted, allocator), allocator);
  rapidjson::Value alignment(rapidjson::kObjectType);
  alignment.AddMember("name", rapidjson::StringRef(nameOf(comparison.alignment)), allocator);
  alignment.AddMember("scale", jsonNumber(comparison.alignScale), allocator);
  alignment.AddMember("shift", jsonNumber(comparison.alignShift), allocator);
  object.AddMember("alignment", alignment, allocator);
  object.AddMember("estimate_size", pairOf(comparison.estimateSize.width, comparison.estimateSize.height),
                   allocator);
  object.AddMember("reference_size", pairOf(comparison.referenceSize.width, comparison.referenceSize.height),
                   allocator);
  object.AddMember("stretched", comparison.stretched(), allocator);
}

std::string comparisonJson(const DepthComparison& comparison) {
  rapidjson::Document object(rapidjson::kObjectType);
  addComparison(object, comparison, object.GetAllocator());
  return prettyJson(object);
}

std::vector<std::filesystem::path> comparisonFiles(const std::filesystem::path& folder,
                                                   const std::string& name) {
  std::vector<std::filesystem::path> files;
  for (const char* ending : {"-Diff.png", "-ssimDiff.png", "-thresh.png", ".json"})
    files.push_back(folder / (name + ending));
  return files;
}

Result<void> checkComparisonPlace(const std::filesystem::path& folder, const std::string& name) {
  const std::filesystem::path file = folder / (name + ".json");
  std::error_code fault;
  if (!std::filesystem::exists(file, fault)) {
    for (const std::filesystem::path& other : comparisonFiles(folder, name))
      if (std::filesystem::exists(other, fault))
        return Error{ErrorCode::badInput, "this file is there already, and no comparison is beside it",
                     other.string(), "choose another folder"};
    return {};
  }
  const auto text = readFile(file);
  const JsonOutline outline = text ? jsonOutline(*text) : JsonOutline();
  if (outline.has("ssim") && (outline.has("valid_pixels") || outline.has("grey"))) return {};
  return Error{ErrorCode::badInput, "this file is there already, and is no comparison", file.string(),
               "choose another folder"};
}

namespace {

using NamedPictures = std::vector<std::pair<const char*, Image>>;

Result<void> writeMaps(const NamedPictures& pictures, const std::string& json,
                       const std::filesystem::path& folder, const std::string& name) {
  if (auto may = checkComparisonPlace(folder, name); !may) return may;
  if (auto made = makeFolder(folder); !made) return made;
  for (const auto& [suffix, picture] : pictures)
    if (auto saved = saveImage(picture, folder / (name + suffix)); !saved) return saved;
  return writeFileAtomically(folder / (name + ".json"), json);
}

} // namespace

Image thresholdPicture(const DepthComparison& comparison) {
  Image picture(comparison.different.width(), comparison.different.height(), 1);
  std::transform(comparison.different.data(), comparison.different.data() + comparison.different.pixelCount(),
                 picture.data(), [](std::uint8_t d) { return static_cast<std::uint8_t>(d ? 255 : 0); });
  return picture;
}

ColourScale differenceColours(const DepthComparison& comparison) {
  const double reach =
      std::max({std::abs(comparison.differenceLow), std::abs(comparison.differenceHigh), 1e-6});
  return {ColourMap::coolwarm, -reach, reach, false, "m"};
}

Raster<float> dissimilarity(const DepthComparison& comparison) {
  Raster<float> result = comparison.ssimMap;
  std::for_each(result.data(), result.data() + result.pixelCount(), [](float& s) { s = 1.0f - s; });
  return result;
}

Result<void> writeComparison(const DepthComparison& comparison, const std::filesystem::path& folder,
                             const std::string& name) {
  NamedPictures pictures;
  pictures.emplace_back("-Diff.png", colourise(comparison.difference, differenceColours(comparison)));
  pictures.emplace_back("-ssimDiff.png", colourise(dissimilarity(comparison), dissimilarityColours));
  pictures.emplace_back("-thresh.png", thresholdPicture(comparison));
  return writeMaps(pictures, comparisonJson(comparison), folder, name);
}

double differentPercent(const GreyComparison& comparison) {
  const auto* first = comparison.different.data();
  const std::size_t pixels = comparison.different.pixelCount();
  return 100 * static_cast<double>(std::count(first, first + pixels, 255)) / static_cast<double>(pixels);
}

std::string greyComparisonJson(const GreyComparison& comparison) {
  rapidjson::Document object(rapidjson::kObjectType);
  auto& allocator = object.GetAllocator();
  object.AddMember("ssim", jsonNumber(comparison.ssim), allocator);
  object.AddMember("threshold", comparison.threshold, allocator);
  object.AddMember("different_percent", jsonNumber(differentPercent(comparison)), allocator);
  object.AddMember("grey", true, allocator);
  return prettyJson(object);
}

Result<void> writeGreyComparison(const GreyComparison& comparison, const std::filesystem::path& folder,
                                 const std::string& name) {
  NamedPictures pictures;
  pictures.emplace_back("-Diff.png", comparison.difference);
  pictures.emplace_back("-ssimDiff.png", comparison.ssimDifference);
  pictures.emplace_back("-thresh.png", comparison.different);
  return writeMaps(pictures, greyComparisonJson(comparison), folder, name);
}

} // namespace fillscope
