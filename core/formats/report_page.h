#pragma once
// The words of a report's page. Internal to core/formats.
#include "core/formats/report_pictures.h"
#include "core/formats/report_words.h"
#include "core/formats/report_writer.h"

namespace fillscope {

/// A picture file beside the page.
struct ReportFigure {
  std::string file; ///< "" where there is none
  int width = 0, height = 0;
  RimCorners corners{}; ///< of the rim in its pixels
};

/// The picture files of one item, with what the page needs to label them.
struct ReportFigures {
  ReportFigure photo, depth, heights;
  bool rimDrawn = false;
  ColourScale depthColours, heightColours;
  std::string depthCaption;
};

/// What a depth map holds, in words under its picture.
std::string depthCaption(const DepthMap& depth, const ReportWords& words);

/// Text as it stands in HTML, in an attribute, too.
std::string htmlText(const std::string& text);

/// The whole page; figures one for each item.
std::string reportPage(const std::vector<ReportItem>& items, const std::vector<ReportFigures>& figures,
                       const std::vector<LeftOut>& leftOut, const FillOptions& options,
                       const ReportWords& words);

/// The page's style sheet.
const char* reportStyle();

} // namespace fillscope
