#include "core/workflow/class_sheet.h"
#include <algorithm>
#include <cmath>
#include <cstdio>

namespace fillscope {
namespace {

constexpr int side = 340, pictureSide = side / 2 - 2, mostColumns = 4;
constexpr RgbColour textColour{230, 232, 236}, networkColour{255, 60, 220}, backgroundColour{36, 36, 36};

/// Two pictures of one size with a line between.
Image beside(const Image& left, const Image& right) {
  constexpr int line = 4;
  Image both(left.width() + line + right.width(), left.height(), 3);
  for (int y = 0; y < both.height(); ++y)
    for (int x = 0; x < both.width(); ++x)
      for (int c = 0; c < 3; ++c) {
        const int second = x - left.width() - line;
        both.at(x, y, c) = x < left.width() ? left.at(x, y, c)
                           : second >= 0    ? right.at(second, y, c)
                                            : backgroundColour[static_cast<std::size_t>(c)];
      }
  return both;
}

} // namespace

ClassSheet::ClassSheet(std::vector<std::string> classes, std::size_t most)
    : classes_(std::move(classes))
    , most_(std::max<std::size_t>(most, 1)) {}

void ClassSheet::add(const std::string& name, const Image& picture, const Classification& found,
                     std::optional<std::size_t> truth) {
  const auto small = [](const Image& image) { return drawOutlines(image, {}, pictureSide, 1).image; };
  Shown shown;
  shown.wrong = truth && *truth != found.best;
  shown.certainty = found.probabilities[found.best];
  char chance[32];
  std::snprintf(chance, sizeof chance, " %.2f", shown.certainty);
  std::string caption = name + "  " + classes_[found.best] + chance;
  if (shown.wrong) caption += ", is " + classes_[*truth];
  const Image evidence = found.evidence.empty() ? picture : evidencePicture(picture, found.evidence);
  shown.tile = {beside(small(picture), small(evidence)), std::move(caption)};
  shown_.push_back(std::move(shown));
  if (shown_.size() >= 2 * most_) keepWorst();
}

void ClassSheet::keepWorst() {
  std::stable_sort(shown_.begin(), shown_.end(), [](const Shown& a, const Shown& b) {
    if (a.wrong != b.wrong) return a.wrong;
    return a.wrong ? a.certainty > b.certainty : a.certainty < b.certainty;
  });
  if (shown_.size() > most_) shown_.resize(most_);
}

Image ClassSheet::draw(const std::string& network) {
  keepWorst();
  std::vector<SheetTile> tiles;
  int height = 0;
  for (Shown& shown : shown_) {
    height = std::max(height, shown.tile.image.height());
    tiles.push_back(std::move(shown.tile));
  }
  shown_.clear();
  const int columns =
      std::min(mostColumns, static_cast<int>(std::ceil(std::sqrt(static_cast<double>(tiles.size())))));
  return contactSheet(
      std::move(tiles),
      {{network, networkColour},
       {"wrong ones first, then the least sure; warm colours speak for the class", textColour}},
      columns, side, height);
}

} // namespace fillscope
