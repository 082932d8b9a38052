// What a COCO annotation says of its outline: as others computed it, or computed here.
#include "core/annotation/rim.h"
#include "core/base/number_text.h"
#include "core/formats/coco_words.h"
#include "core/formats/json_members.h"
#include <algorithm>

namespace fillscope {
namespace {

using rapidjson::Value;

std::string rectJson(const RectShape& rect) {
  return "[" + numberText(rect.x) + "," + numberText(rect.y) + "," + numberText(rect.width) + "," +
         numberText(rect.height) + "]";
}

std::string partsJson(const std::vector<std::vector<Vec2>>& parts) {
  std::string json = "[";
  for (const auto& part : parts) {
    json += json.size() > 1 ? ",[" : "[";
    for (std::size_t i = 0; i < part.size(); ++i) {
      if (i > 0) json += ',';
      appendNumber(json, part[i].x);
      json += ',';
      appendNumber(json, part[i].y);
    }
    json += ']';
  }
  return json + "]";
}

/// Nothing where the picture is too large for one, or it covers no pixel.
std::optional<RunLengths> maskOf(const DataObject& object, PictureSize size) {
  std::vector<RunLengths> parts;
  for (const auto& part : object.parts) {
    auto rle = rleFromPolygon(part, size.height, size.width);
    if (!rle) return {};
    parts.push_back(std::move(*rle));
  }
  if (parts.empty()) return {};
  RunLengths mask = rleUnion(parts);
  return rleArea(mask) > 0 ? std::optional(std::move(mask)) : std::nullopt;
}

std::string maskJson(const RunLengths& mask) {
  return "{\"size\":[" + std::to_string(mask.height) + "," + std::to_string(mask.width) +
         "],\"counts\":" + jsonText(rleText(mask)) + "}";
}

bool isBox(const Value* value) {
  return value && value->IsArray() && value->Size() == 4 &&
         std::all_of(value->Begin(), value->End(), [](const Value& number) { return number.IsNumber(); });
}

/// They say nothing of an outline where there is one beside them.
bool areKeypoints(const Region* region) {
  return keypointSetOf(*region) || isMarkedRim(*region) || std::holds_alternative<PointShape>(region->shape);
}

/// The part of what was kept that holds as long as the shapes are those that were read.
const Value* computedByOthers(const rapidjson::Document& kept, const std::vector<const Region*>& regions) {
  const Value* computed = member(kept, "kept");
  const Value* of = computed ? member(*computed, "shape") : nullptr;
  if (!of || !of->IsString()) return nullptr;
  std::vector<const Region*> shapes = regions;
  std::erase_if(shapes, areKeypoints);
  const std::string told = *asString(*of);
  return told == fingerprintOf(shapes) || told == fingerprintOf(regions) ? computed : nullptr;
}

} // namespace

rapidjson::Document cocoKeptBeside(const std::vector<const Region*>& regions) {
  for (const Region* region : regions)
    if (extraNamed(region->extras, cocoExtra)) return keptMembers(region->extras, cocoExtra);
  return {};
}

CocoOutline cocoOutlineOf(const DataObject& object, const std::vector<const Region*>& regions,
                          const rapidjson::Document& kept, PictureSize size) {
  CocoOutline outline;
  const Value* crowd = member(kept, "iscrowd");
  outline.wasCrowd = crowd && (crowd->IsTrue() || asNumber(*crowd).value_or(0) == 1);
  if (const Value* computed = computedByOthers(kept, regions)) {
    if (const Value* value = member(*computed, "segmentation")) outline.segmentation = compactJson(*value);
    if (const Value* value = member(*computed, "area"); value && value->IsNumber())
      outline.area = compactJson(*value);
    if (const Value* value = member(*computed, "bbox"); isBox(value)) outline.bounds = compactJson(*value);
  }
  if (outline.wasCrowd && outline.segmentation.empty())
    if (const auto mask = maskOf(object, size)) {
      outline = {maskJson(*mask), std::to_string(rleArea(*mask)), rectJson(rleBounds(*mask)), true};
      outline.isNewMask = true;
    }
  if (outline.segmentation.empty()) outline.segmentation = partsJson(object.parts);
  if (outline.area.empty()) outline.area = numberText(areaOf(object));
  if (outline.bounds.empty()) outline.bounds = rectJson(object.bounds);
  outline.isCrowd = outline.wasCrowd && outline.segmentation.starts_with('{');
  return outline;
}

} // namespace fillscope
