#pragma once
// What leaves the program as an answer: one JSON object, and a page with pictures.
#include "core/base/result.h"
#include "core/formats/report_words.h"
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
  std::shared_ptr<const Image> image; ///< may be null
  std::shared_ptr<const DepthMap> depth;
  RimCorners corners{};
  FillReport report;
  std::string error; ///< not empty: could not be measured, and why; report is then unused

  void dropPixels(); ///< photo, depth and height map go, figures stay
};

/// A picture that was not tried.
struct LeftOut {
  std::string name, reason; ///< reason: a phrase such as "no corner of the rim is placed"
};

/// What the interval says about the largest allowed empty space.
enum class LimitVerdict { within, over, open };
/// within: even with every hidden cell empty; over: even with every hidden cell full; open: the interval
/// holds both.
LimitVerdict limitVerdict(const FillReport& report, const FillOptions& options);
const char* verdictId(LimitVerdict verdict); ///< "within", "over", "open"

/// One object, null where unknown: picture, fill_percent, fill_low, fill_high, empty_space_percent,
/// content_litres, box_litres, overfill_litres, cut_height_m, hidden_percent, hole_percent, tilt_deg,
/// depth_scale, alignment_residual_m, size_m {first, second, depth, measured}, camera {fx, fy, cx, cy, width,
/// height, guessed}, method, warnings [{id, meaning, remedy}]; and with options limit {empty_space_percent,
/// verdict}.
std::string fillReportJson(const FillReport& report, const std::string& pictureName = {},
                           const FillOptions* options = nullptr);

/// One item: its fillReportJson. Several: {"pictures": […]}. An item with an error: {"picture", "error"}.
/// Where pictures were left out, either has the member left_out [{picture, reason}].
std::string reportJson(const std::vector<ReportItem>& items, const FillOptions& options,
                       const std::vector<LeftOut>& leftOut = {});
/// For spreadsheets (RFC 4180, UTF-8): a line of names, and one for each item. Names, units and meanings are
/// those of fillReportJson; size_first_m, size_second_m and size_depth_m its size_m, warnings their ids with
/// spaces between, yes or no for what is true or not, empty what is unknown; error alone where there is one.
std::string reportCsv(const std::vector<ReportItem>& items, const FillOptions& options);

/// Writes a report picture by picture, and keeps none of their pixels: DIR/index.html, DIR/report.json,
/// DIR/report.csv and DIR/*.png: the photo with its rim, depth, height map and what is hidden, each with a
/// colour bar, the figure with its interval against the limit, warnings in words, and on the page what was
/// left out. Self-contained, light and dark. The folder is made with the first picture; a report that is
/// there stays as it is until finish() replaces it. Used from one thread at a time.
class ReportWriter {
 public:
  /// words: the language of the page.
  explicit ReportWriter(std::filesystem::path folder, ReportWords words = {});
  ReportWriter(const ReportWriter&) = delete;
  ReportWriter& operator=(const ReportWriter&) = delete;
  ~ReportWriter();

  /// Errors: badInput (the folder holds other files and no report), ioFailure, tryAgain.
  Result<void> add(const ReportItem& item);
  void leaveOut(LeftOut picture); ///< is listed on the page, with the reason
  /// Errors: ioFailure, tryAgain. Nothing may be added any more.
  Result<void> finish(const FillOptions& options);

 private:
  struct Unfinished;
  const std::unique_ptr<Unfinished> unfinished_;
};

/// All at once.
Result<void> writeReport(const std::vector<ReportItem>& items, const std::filesystem::path& folder,
                         const FillOptions& options, ReportWords words = {});

} // namespace fillscope
