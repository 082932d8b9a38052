#include "core/base/number_text.h"
#include "core/formats/csv_cell.h"
#include "core/workflow/evaluate.h"

namespace fillscope {

const char* nameOf(Told told) {
  switch (told) {
  case Told::everything:
    return "camera and size";
  case Told::camera:
    return "camera";
  case Told::photo:
    break;
  }
  return "photo alone";
}

std::string figuresHeadCsv() { return "picture,part,network,given,figure,value\n"; }

std::string figuresCsv(const PictureFigures& figures) {
  std::string head;
  for (const std::string* cell : {&figures.picture, &figures.part, &figures.network, &figures.given})
    head += csvCell(*cell) + ",";
  if (figures.figures.empty()) return head + "failed,1\n";
  std::string text;
  for (const auto& [name, value] : figures.figures)
    text += head + name + "," + numberText(value) + "\n";
  return text;
}

} // namespace fillscope
