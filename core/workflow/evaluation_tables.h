#pragma once
// What an evaluation found, as text: for people, for model cards, for programs.
#include "core/workflow/evaluate.h"

namespace fillscope {

struct Evaluation {
  std::vector<CornerScore> corners;
  std::vector<DepthScore> depth;
  std::vector<FillScore> fill;
  std::vector<ClassesScore> classes = {};
  std::vector<DenoiserScore> denoiser = {};
};

enum class TableStyle { plain, markdown };
/// One table for each part that is not empty, its measures explained below it.
std::string evaluationTables(const Evaluation& evaluation, TableStyle style);
/// {"corners": […], "depth": […], "fill": […], "classes": […], "denoiser": […]}, parts that are empty left
/// out; lengths in metres, fill in points, shares 0..1.
std::string evaluationJson(const Evaluation& evaluation);

} // namespace fillscope
