#pragma once
// Small drawings of a report's page as inline SVG. Internal to core/formats.
#include "core/formats/report_pictures.h"
#include "core/formats/report_words.h"
#include "core/formats/report_writer.h"
#include <string>

namespace fillscope {

/// With a point, whatever the locale; "–" where not finite.
std::string decimal(double value, int decimals);

/// Fill from 0 to 100 %: the interval as a band, the estimate as a mark, the least fill that the limit asks
/// for.
std::string intervalChart(const FillReport& report, const FillOptions& options, const ReportWords& words);
/// A horizontal colour bar with round ticks and unit; unit "m" is written in mm where the values are small.
std::string colourBar(const ColourScale& scale, const std::string& meaning, const ReportWords& words);
/// Numbered marks of the four corners over a drawing of width × height pixels, moved inwards from its edges.
std::string cornerMarks(const RimCorners& drawn, int width, int height);

} // namespace fillscope
