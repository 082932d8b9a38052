#include "core/base/json.h"
#include "core/formats/report_writer.h"
#include <cmath>
#include <numbers>

namespace fillscope {
namespace {

using rapidjson::Value;

/// Builds objects in the order of its calls.
class ObjectWriter {
 public:
  ObjectWriter(Value& object, rapidjson::Document::AllocatorType& allocator)
      : object_(object)
      , allocator_(allocator) {
    object_.SetObject();
  }

  void number(const char* name, std::optional<double> number) {
    // What is not finite is unknown, too; JSON has no word for it.
    Value value;
    if (number && std::isfinite(*number)) value.SetDouble(*number);
    add(name, value);
  }
  void whole(const char* name, int number) {
    Value value(number);
    add(name, value);
  }
  void text(const char* name, const std::string& text) {
    Value value(text.data(), static_cast<rapidjson::SizeType>(text.size()), allocator_);
    add(name, value);
  }
  void flag(const char* name, bool flag) {
    Value value(flag);
    add(name, value);
  }
  void add(const char* name, Value& value) { object_.AddMember(Value(name, allocator_), value, allocator_); }

 private:
  Value& object_;
  rapidjson::Document::AllocatorType& allocator_;
};

Value sizeOf(const FillReport& report, rapidjson::Document::AllocatorType& allocator) {
  Value size;
  if (!report.size.plausible() || !report.boxLitres) return size; // without a scale these are no metres
  ObjectWriter writer(size, allocator);
  writer.number("first", report.size.first);
  writer.number("second", report.size.second);
  writer.number("depth", report.size.depth);
  writer.flag("measured", report.sizeMeasured);
  return size;
}

Value cameraOf(const FillReport& report, rapidjson::Document::AllocatorType& allocator) {
  Value camera;
  if (!report.camera.plausible()) return camera;
  ObjectWriter writer(camera, allocator);
  writer.number("fx", report.camera.fx);
  writer.number("fy", report.camera.fy);
  writer.number("cx", report.camera.cx);
  writer.number("cy", report.camera.cy);
  writer.whole("width", report.camera.width);
  writer.whole("height", report.camera.height);
  writer.flag("guessed", report.cameraGuessed);
  return camera;
}

Value warningsOf(const FillReport& report, rapidjson::Document::AllocatorType& allocator) {
  Value warnings(rapidjson::kArrayType);
  for (const FillWarning& warning : report.warnings) {
    Value entry;
    ObjectWriter writer(entry, allocator);
    writer.text("id", warning.id);
    writer.text("meaning", meaningOf(warning));
    writer.text("remedy", warning.remedy);
    warnings.PushBack(entry, allocator);
  }
  return warnings;
}

void fillObject(Value& object, const FillReport& report, const std::string& pictureName,
                const FillOptions* options, rapidjson::Document::AllocatorType& allocator) {
  ObjectWriter writer(object, allocator);
  Value nothing;
  if (pictureName.empty())
    writer.add("picture", nothing);
  else
    writer.text("picture", pictureName);
  writer.number("fill_percent", report.fillPercent);
  writer.number("fill_low", report.fillLow);
  writer.number("fill_high", report.fillHigh);
  writer.number("empty_space_percent", report.emptySpacePercent);
  writer.number("content_litres", report.contentLitres);
  writer.number("box_litres", report.boxLitres);
  writer.number("overfill_litres", report.overfillLitres);
  writer.number("cut_height_m", report.cutHeight);
  writer.number("hidden_percent", report.hiddenPercent);
  writer.number("hole_percent", report.holePercent);
  writer.number("tilt_deg", report.tilt * 180 / std::numbers::pi);
  writer.number("depth_scale", report.depthScale);
  writer.number("alignment_residual_m",
                report.boxLitres ? std::optional(report.alignmentResidual) : std::nullopt);
  Value size = sizeOf(report, allocator), camera = cameraOf(report, allocator),
        warnings = warningsOf(report, allocator);
  writer.add("size_m", size);
  writer.add("camera", camera);
  writer.text("method", report.method);
  if (options) {
    Value limit;
    ObjectWriter limitWriter(limit, allocator);
    limitWriter.number("empty_space_percent", options->limitPercent);
    limitWriter.text("verdict", verdictId(limitVerdict(report, *options)));
    writer.add("limit", limit);
  }
  writer.add("warnings", warnings);
}

void itemObject(Value& object, const ReportItem& item, const FillOptions& options,
                rapidjson::Document::AllocatorType& allocator) {
  if (item.error.empty()) return fillObject(object, item.report, item.name, &options, allocator);
  ObjectWriter writer(object, allocator);
  writer.text("picture", item.name);
  writer.text("error", item.error);
}

void addLeftOut(Value& object, const std::vector<LeftOut>& leftOut,
                rapidjson::Document::AllocatorType& allocator) {
  if (leftOut.empty()) return;
  Value pictures(rapidjson::kArrayType);
  for (const LeftOut& picture : leftOut) {
    Value entry;
    ObjectWriter writer(entry, allocator);
    writer.text("picture", picture.name);
    writer.text("reason", picture.reason);
    pictures.PushBack(entry, allocator);
  }
  object.AddMember("left_out", pictures, allocator);
}

} // namespace

LimitVerdict limitVerdict(const FillReport& report, const FillOptions& options) {
  const double leastFill = 100 - options.limitPercent;
  if (report.fillLow >= leastFill) return LimitVerdict::within;
  return report.fillHigh < leastFill ? LimitVerdict::over : LimitVerdict::open;
}

const char* verdictId(LimitVerdict verdict) {
  switch (verdict) {
  case LimitVerdict::within:
    return "within";
  case LimitVerdict::over:
    return "over";
  case LimitVerdict::open:
    break;
  }
  return "open";
}

std::string fillReportJson(const FillReport& report, const std::string& pictureName,
                           const FillOptions* options) {
  rapidjson::Document document;
  fillObject(document, report, pictureName, options, document.GetAllocator());
  return prettyJson(document);
}

std::string reportJson(const std::vector<ReportItem>& items, const FillOptions& options,
                       const std::vector<LeftOut>& leftOut) {
  rapidjson::Document document;
  auto& allocator = document.GetAllocator();
  if (items.size() == 1) {
    itemObject(document, items.front(), options, allocator);
    addLeftOut(document, leftOut, allocator);
    return prettyJson(document);
  }
  Value pictures(rapidjson::kArrayType);
  for (const ReportItem& item : items) {
    Value entry;
    itemObject(entry, item, options, allocator);
    pictures.PushBack(entry, allocator);
  }
  document.SetObject();
  document.AddMember("pictures", pictures, allocator);
  addLeftOut(document, leftOut, allocator);
  return prettyJson(document);
}

} // namespace fillscope
