#pragma once
// What leaves the program as an answer: one JSON object, and a page with pictures.
#include "core/base/result.h"
#include "core/geometry/fill.h"
#include "core/imaging/raster.h"
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace fillscope {

/// One measured picture of a report.
struct ReportItem {
  std::string name;
  std::shared_ptr<const Image> image;  ///< may be null
  std::shared_ptr<const DepthMap> depth;
  RimCorners corners{};
  FillReport report;
  std::string error;                   ///< not empty: could not be measured, and why; report is then unused
};

/// One object: fill_percent, fill_low, fill_high, empty_space_percent, content_litres, box_litres, cut_height_m,
/// hidden_percent, tilt_deg, alignment_residual_m, method, warnings [{id, meaning, remedy}], and more; null where
/// unknown.
std::string fillReportJson(const FillReport& report, const std::string& pictureName = {});

/// DIR/index.html, DIR/report.json and DIR/*.png: the photo with its rim, depth, height map and what is hidden, each
/// with a colour bar, the figure with its interval against the limit, warnings in words. Self-contained, light and
/// dark. The folder is made; files of the same names are replaced.
Result<void> writeReport(const std::vector<ReportItem>& items, const std::filesystem::path& folder, const FillOptions& options);

} // namespace fillscope
