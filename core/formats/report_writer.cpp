#include "core/formats/report_writer.h"
#include "core/base/file_io.h"
#include "core/formats/image_io.h"
#include "core/formats/report_page.h"
#include <exception>
#include <regex>

namespace fillscope {
namespace {

namespace fs = std::filesystem;

/// Saves a drawing under a name in the folder.
Result<ReportFigure> saved(const ReportDrawing& drawing, const RimCorners* corners, const std::string& file,
                           const fs::path& folder) {
  if (auto done = saveImage(drawing.image, folder / file); !done) return done.error();
  ReportFigure figure{file, drawing.image.width(), drawing.image.height(), {}};
  if (corners)
    for (std::size_t i = 0; i < corners->size(); ++i)
      figure.corners[i] = drawing.drawn((*corners)[i]);
  return figure;
}

/// A depth map may be a smaller picture of the same view.
RimCorners cornersOnDepth(const ReportItem& item) {
  RimCorners corners = item.corners;
  if (!item.image || item.image->empty()) return corners;
  for (Vec2& corner : corners)
    corner = {corner.x * item.depth->width() / item.image->width(),
              corner.y * item.depth->height() / item.image->height()};
  return corners;
}

/// Draws and saves what there is of one item.
Result<ReportFigures> writeFigures(const ReportItem& item, std::size_t index, const fs::path& folder,
                                   const ReportWords& words) {
  const std::string name = "picture-" + std::to_string(index + 1);
  ReportFigures figures;
  figures.rimDrawn = item.corners != RimCorners{};
  const RimCorners* corners = figures.rimDrawn ? &item.corners : nullptr;

  if (item.image && !item.image->empty()) {
    auto figure = saved(drawPhoto(*item.image, corners), corners, name + "-photo.png", folder);
    if (!figure) return figure.error();
    figures.photo = *figure;
  }
  if (item.depth && !item.depth->values.empty()) {
    figures.depthColours = depthColours(*item.depth);
    figures.depthCaption = depthCaption(*item.depth, words);
    const RimCorners onDepth = cornersOnDepth(item);
    const RimCorners* drawn = corners ? &onDepth : nullptr;
    auto figure =
        saved(drawDepth(*item.depth, drawn, figures.depthColours), drawn, name + "-depth.png", folder);
    if (!figure) return figure.error();
    figures.depth = *figure;
  }
  const HeightMap& heights = item.report.heights;
  if (item.error.empty() && !heights.height.empty() && heights.state.sameSize(heights.height) &&
      heights.cellX > 0 && heights.cellY > 0) {
    figures.heightColours = heightColours(heights);
    if (!item.report.boxLitres) figures.heightColours.unit = words("of side 1–2"); // without a scale
    ReportDrawing drawing{drawHeights(heights, figures.heightColours), {}, 1};
    const double w = drawing.image.width(), h = drawing.image.height();
    const RimCorners ends{Vec2{0, 0}, {w, 0}, {w, h}, {0, h}};
    auto figure = saved(drawing, &ends, name + "-heights.png", folder);
    if (!figure) return figure.error();
    figures.heights = *figure;
  }
  return figures;
}

} // namespace

void ReportItem::dropPixels() {
  image = {};
  depth = {};
  report.heights = {};
  report.pixelClass = {};
}

/// Drawings wait in a folder of their own, so that a report that is stopped leaves an earlier one whole.
struct ReportWriter::Unfinished {
  Unfinished(fs::path where, ReportWords language)
      : folder(std::move(where))
      , drawings(folder / ".unfinished-report")
      , words(std::move(language)) {}

  /// Whether all in it may be of an earlier report.
  bool mayBeUsed() const {
    std::error_code fault;
    if (fs::exists(folder / "report.json", fault)) return true;
    for (fs::directory_iterator at(folder, fault), end; !fault && at != end; at.increment(fault))
      if (!at->path().filename().string().starts_with('.')) return false;
    return true;
  }

  Result<void> begin() {
    std::error_code fault;
    folderIsNew = !fs::exists(folder, fault);
    if (!mayBeUsed())
      return Error{ErrorCode::badInput, "this folder holds other files than a report", folder.string(),
                   "name a new or empty folder, or one with a report"};
    fs::remove_all(drawings, fault); // of a report that was killed
    return makeFolder(drawings);
  }

  /// Drawings of an earlier report that this one does not have.
  void removeOlderDrawings() const {
    static const std::regex drawing("picture-[0-9]+-(photo|depth|heights)\\.png");
    std::vector<fs::path> older;
    for (const auto& file : fs::directory_iterator(folder))
      if (std::regex_match(file.path().filename().string(), drawing)) older.push_back(file.path());
    std::error_code ignored;
    for (const fs::path& file : older)
      fs::remove(file, ignored);
  }

  Result<void> publish(const FillOptions& options) {
    std::vector<fs::path> drawn;
    for (const auto& drawing : fs::directory_iterator(drawings))
      drawn.push_back(drawing.path());
    if (fs::exists(folder / "report.json")) removeOlderDrawings();
    for (const fs::path& drawing : drawn)
      fs::rename(drawing, folder / drawing.filename());
    fs::remove(drawings);
    if (auto json = writeFileAtomically(folder / "report.json", reportJson(items, options)); !json)
      return json;
    if (auto csv = writeFileAtomically(folder / "report.csv", reportCsv(items, options)); !csv) return csv;
    return writeFileAtomically(folder / "index.html", reportPage(items, figures, leftOut, options, words));
  }

  Error stopped(const std::exception& exception) const {
    return {ErrorCode::tryAgain, std::string("the report stopped: ") + exception.what(), folder.string(), {}};
  }

  const fs::path folder, drawings;
  const ReportWords words;
  bool folderIsNew = false;
  std::vector<ReportItem> items; // without pixels
  std::vector<ReportFigures> figures;
  std::vector<LeftOut> leftOut;
};

ReportWriter::ReportWriter(fs::path folder, ReportWords words)
    : unfinished_(std::make_unique<Unfinished>(std::move(folder), std::move(words))) {}

ReportWriter::~ReportWriter() {
  std::error_code ignored;
  fs::remove_all(unfinished_->drawings, ignored);
  if (unfinished_->folderIsNew) fs::remove(unfinished_->folder, ignored); // only if nothing came into it
}

Result<void> ReportWriter::add(const ReportItem& item) {
  auto& [folder, drawings, words, isNew, items, figures, leftOut] = *unfinished_;
  if (items.empty())
    if (auto begun = unfinished_->begin(); !begun) return begun;
  try {
    auto drawn = writeFigures(item, items.size(), drawings, words);
    if (!drawn) return drawn.error();
    figures.push_back(*std::move(drawn));
    items.push_back(item);
    items.back().dropPixels();
    return {};
  } catch (const std::exception& exception) {
    return unfinished_->stopped(exception);
  }
}

void ReportWriter::leaveOut(LeftOut picture) { unfinished_->leftOut.push_back(std::move(picture)); }

Result<void> ReportWriter::finish(const FillOptions& options) {
  if (unfinished_->items.empty())
    if (auto begun = unfinished_->begin(); !begun) return begun;
  try {
    return unfinished_->publish(options);
  } catch (const std::exception& exception) {
    return unfinished_->stopped(exception);
  }
}

Result<void> writeReport(const std::vector<ReportItem>& items, const fs::path& folder,
                         const FillOptions& options, ReportWords words) {
  ReportWriter writer(folder, std::move(words));
  for (const ReportItem& item : items)
    if (auto added = writer.add(item); !added) return added;
  return writer.finish(options);
}

} // namespace fillscope
