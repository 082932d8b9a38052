#include "core/base/number_text.h"
#include "core/formats/csv_cell.h"
#include "core/workflow/compare_grey_folders.h"
#include "core/workflow/comparison_json.h"

namespace fillscope {
namespace {

using Allocator = rapidjson::Document::AllocatorType;

rapidjson::Value figuresJson(const FolderTotals::Figures& figures, Allocator& allocator) {
  rapidjson::Value object(rapidjson::kObjectType);
  for (const auto& [name, value] : figures)
    object.AddMember(rapidjson::StringRef(name), jsonNumber(value), allocator);
  return object;
}

rapidjson::Value text(const std::string& words, Allocator& allocator) {
  return {words.c_str(), static_cast<rapidjson::SizeType>(words.size()), allocator};
}

rapidjson::Value names(const std::vector<std::string>& list, Allocator& allocator) {
  rapidjson::Value array(rapidjson::kArrayType);
  for (const std::string& name : list)
    array.PushBack(text(name, allocator), allocator);
  return array;
}

std::string cell(double value) { return std::isfinite(value) ? numberText(value) : std::string(); }

std::string csvRow(const std::string& name, const std::string& pixels, const FolderTotals::Figures& figures,
                   const std::string& error) {
  std::string row = csvCell(name) + "," + pixels;
  for (const auto& figure : figures)
    row += "," + (error.empty() ? cell(figure.second) : std::string());
  return row + "," + (error.empty() ? std::string() : csvCell(error)) + "\n";
}

} // namespace

std::string folderComparisonJson(const FolderComparison& comparison) {
  rapidjson::Document object(rapidjson::kObjectType);
  Allocator& allocator = object.GetAllocator();
  rapidjson::Value pictures(rapidjson::kArrayType);
  for (const PairRow& row : comparison.rows) {
    rapidjson::Value entry(rapidjson::kObjectType);
    entry.AddMember("picture", text(row.name, allocator), allocator);
    if (row.error.empty())
      addComparison(entry, row.comparison, allocator);
    else
      entry.AddMember("error", text(row.error, allocator), allocator);
    pictures.PushBack(entry, allocator);
  }
  object.AddMember("pictures", pictures, allocator);
  const FolderTotals& totals = comparison.totals;
  rapidjson::Value sums(rapidjson::kObjectType);
  sums.AddMember("pictures", static_cast<std::uint64_t>(totals.pictures), allocator);
  sums.AddMember("failed", static_cast<std::uint64_t>(comparison.failed()), allocator);
  sums.AddMember("valid_pixels", static_cast<std::uint64_t>(totals.pixels), allocator);
  sums.AddMember("mean", figuresJson(totals.mean, allocator), allocator);
  sums.AddMember("median", figuresJson(totals.median, allocator), allocator);
  sums.AddMember("pooled", figuresJson(totals.pooled, allocator), allocator);
  object.AddMember("totals", sums, allocator);
  object.AddMember("estimates_alone", names(comparison.estimatesAlone, allocator), allocator);
  object.AddMember("references_alone", names(comparison.referencesAlone, allocator), allocator);
  return prettyJson(object);
}

std::string greyFolderJson(const GreyFolderComparison& comparison) {
  rapidjson::Document object(rapidjson::kObjectType);
  Allocator& allocator = object.GetAllocator();
  rapidjson::Value pictures(rapidjson::kArrayType);
  for (const GreyRow& row : comparison.rows) {
    rapidjson::Value entry(rapidjson::kObjectType);
    entry.AddMember("picture", text(row.name, allocator), allocator);
    if (row.error.empty()) {
      entry.AddMember("ssim", jsonNumber(row.ssim), allocator);
      entry.AddMember("threshold", row.threshold, allocator);
      entry.AddMember("different_percent", jsonNumber(row.differentPercent), allocator);
    } else {
      entry.AddMember("error", text(row.error, allocator), allocator);
    }
    pictures.PushBack(entry, allocator);
  }
  const std::size_t failed = comparison.failed();
  object.AddMember("pictures", pictures, allocator);
  rapidjson::Value sums(rapidjson::kObjectType);
  sums.AddMember("pictures", static_cast<std::uint64_t>(comparison.rows.size() - failed), allocator);
  sums.AddMember("failed", static_cast<std::uint64_t>(failed), allocator);
  sums.AddMember("mean", figuresJson(comparison.mean, allocator), allocator);
  sums.AddMember("median", figuresJson(comparison.median, allocator), allocator);
  object.AddMember("totals", sums, allocator);
  object.AddMember("estimates_alone", names(comparison.estimatesAlone, allocator), allocator);
  object.AddMember("references_alone", names(comparison.referencesAlone, allocator), allocator);
  object.AddMember("grey", true, allocator);
  return prettyJson(object);
}

std::string folderComparisonCsv(const FolderComparison& comparison) {
  const FolderTotals& totals = comparison.totals;
  std::string table = "picture,valid_pixels";
  for (const auto& figure : totals.pooled)
    table += std::string(",") + figure.first;
  table += ",error\n";
  for (const PairRow& row : comparison.rows) {
    const DepthComparison& c = row.comparison;
    const std::string pixels = row.error.empty() ? std::to_string(c.validPixels) : std::string();
    table += csvRow(row.name, pixels, comparisonFigures(c.ssim, c.metrics, differentPercent(c)), row.error);
  }
  if (totals.pictures == 0) return table;
  const std::string pixels = std::to_string(totals.pixels);
  table += csvRow("mean of pictures", pixels, totals.mean, {});
  table += csvRow("median of pictures", pixels, totals.median, {});
  table += csvRow("pooled over pixels", pixels, totals.pooled, {});
  return table;
}

} // namespace fillscope
