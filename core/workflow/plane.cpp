#include "core/workflow/plane.h"
#include "core/base/json.h"
#include "core/formats/intrinsics_io.h"
#include <algorithm>
#include <cmath>
#include <numbers>

namespace fillscope {
namespace {

struct Lens {
  CameraIntrinsics camera;
  double k1 = 0;
};

Result<Lens> lensOf(const PlaneRequest& request, int width, int height) {
  if (request.intrinsics.empty() && !(request.fieldOfView > 0))
    return Error{ErrorCode::badInput, "a plane needs the camera", request.depth.string(),
                 "give its matrix or its field of view"};
  if (request.intrinsics.empty())
    return Lens{CameraIntrinsics::fromFieldOfView(request.fieldOfView, width, height), 0};
  const auto lens = loadLensFor(request.intrinsics, width, height);
  if (!lens) return lens.error();
  return Lens{lens->camera, lens->k1};
}

} // namespace

Result<PlaneFit> fitPlane(const PlaneRequest& request, const Progress& progress) {
  const auto depth = loadDepth(request.depth, request.encoding);
  if (!depth) return depth.error();
  const auto lens = lensOf(request, depth->width(), depth->height());
  if (!lens) return lens.error();
  const PixelArea area = request.area.value_or(PixelArea{0, 0, depth->width(), depth->height()});
  auto fit = fitPlane(*depth, lens->camera, area, {request.trim, lens->k1}, progress);
  if (fit) return fit;
  Error error = fit.error();
  if (error.where.empty()) error.where = request.depth.string();
  return error;
}

std::string planeJson(const PlaneFit& fit) {
  rapidjson::Document object(rapidjson::kObjectType);
  auto& memory = object.GetAllocator();
  const auto add = [&](const char* name, auto value) {
    object.AddMember(rapidjson::StringRef(name), rapidjson::Value(value), memory);
  };
  const auto list = [&](const char* name, auto... values) {
    rapidjson::Value array(rapidjson::kArrayType);
    (array.PushBack(rapidjson::Value(values), memory), ...);
    object.AddMember(rapidjson::StringRef(name), array, memory);
  };
  list("area", fit.area.x, fit.area.y, fit.area.width, fit.area.height);
  add("rms_m", fit.rms);
  add("rms_share", fit.rms / fit.depth);
  add("mean_abs_m", fit.meanAbs);
  add("p95_m", fit.p95);
  add("depth_m", fit.depth);
  add("distance_m", fit.offset);
  add("tilt_degrees", fit.tilt * 180 / std::numbers::pi);
  list("normal", fit.normal.x, fit.normal.y, fit.normal.z);
  add("pixels", static_cast<std::uint64_t>(fit.pixels));
  add("measured_share", fit.measuredShare());
  add("used_pixels", static_cast<std::uint64_t>(fit.used));
  return prettyJson(object);
}

ColourScale planeScale(const PlaneFit& fit) {
  const auto [low, high] = percentileRange(fit.deviation, false, 0.01, 0.99);
  const double reach = std::max({std::abs(low), std::abs(high), 1e-3});
  return {ColourMap::coolwarm, -reach, reach, false, "m"};
}

} // namespace fillscope
