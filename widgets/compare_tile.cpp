#include "widgets/compare_tile.h"

#include "widgets/colour_bar.h"
#include "widgets/image_canvas.h"
#include "widgets/qimage_from.h"
#include "widgets/theme.h"
#include "widgets/tone_label.h"
#include <QCoreApplication>
#include <QHBoxLayout>
#include <QPainter>
#include <QVBoxLayout>
#include <algorithm>
#include <array>
#include <cmath>

namespace fillscope {

namespace {

/// The colours of the threshold map with their words, in the place of a colour bar.
class BinaryLegend : public QWidget {
 public:
  explicit BinaryLegend(int least) {
    int width = least;
    for (const auto& [rgb, word] : entries())
      width = std::max(width, theme::grid + fontMetrics().horizontalAdvance(word) + 1);
    setFixedWidth(width);
  }

 protected:
  void paintEvent(QPaintEvent*) override {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const int line = fontMetrics().height();
    int y = 2 * theme::grid;
    for (const auto& [rgb, word] : entries()) {
      painter.setPen(theme::hairline(palette()));
      painter.setBrush(QColor(rgb[0], rgb[1], rgb[2]));
      painter.drawRect(QRectF(theme::grid + 0.5, y + 0.5, 13, 13));
      painter.setPen(palette().color(QPalette::WindowText));
      painter.drawText(QRect(theme::grid, y + 16, width() - theme::grid, line), Qt::AlignLeft, word);
      y += 16 + line + 2 * theme::grid;
    }
  }

 private:
  using Entry = std::pair<std::array<std::uint8_t, 3>, QString>;
  static std::array<Entry, 4> entries() {
    const ColourScale scale{ColourMap::grey, 0, 1, false, ""};
    return {Entry{colourOf(1, scale), mapValueText(CompareMap::ssimThreshold, 1)},
            {colourOf(0, scale), mapValueText(CompareMap::ssimThreshold, 0)},
            {holeColour, QCoreApplication::translate("fillscope::CompareView", "no data")},
            {leftOutColour, QCoreApplication::translate("fillscope::CompareView", "not counted")}};
  }
};

} // namespace

CompareTile::CompareTile(CompareMap map, const QString& title, const QString& explanation, QWidget* parent)
    : QWidget(parent)
    , kind_(map)
    , canvas_(new ImageCanvas)
    , value_(new ToneLabel(Tone::quiet)) {
  auto* heading = newHeading(title);
  heading->setToolTip(explanation);
  canvas_->setAccessibleName(title);
  canvas_->setAccessibleDescription(explanation);
  value_->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
  auto* top = new QHBoxLayout;
  top->setSpacing(2 * theme::grid);
  top->addWidget(heading);
  top->addWidget(value_, 1);
  auto* middle = new QHBoxLayout;
  middle->setSpacing(theme::grid);
  middle->addWidget(canvas_, 1);
  constexpr int legendWidth = 64;
  if (map == CompareMap::ssimThreshold) {
    middle->addWidget(new BinaryLegend(legendWidth));
  } else {
    bar_ = new ColourBar;
    bar_->setFixedWidth(legendWidth);
    bar_->setEditable(map == CompareMap::estimate || map == CompareMap::reference);
    bar_->setAccessibleName(tr("Colour bar: %1").arg(title));
    middle->addWidget(bar_);
  }
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(theme::grid);
  layout->addLayout(top);
  layout->addLayout(middle, 1);
}

void CompareTile::showMap(ShownMap map, bool keepView) {
  map_ = std::move(map);
  canvas_->setImage(toQImage(map_.colours), keepView);
  if (bar_) bar_->setScale(map_.scale);
}

void CompareTile::clear() {
  map_ = {};
  canvas_->setImage({});
  showCursor({}, false);
}

void CompareTile::showCursor(const std::optional<QPointF>& position, bool ownMouse) {
  canvas_->setLinkedCursor(ownMouse ? std::nullopt : position);
  const int x = position ? static_cast<int>(std::floor(position->x())) : -1;
  const int y = position ? static_cast<int>(std::floor(position->y())) : -1;
  if (!map_.values.contains(x, y)) {
    value_->clear();
    if (bar_) bar_->setMarker({});
    return;
  }
  const float value = map_.values.at(x, y);
  value_->setText(mapValueText(kind_, value));
  if (bar_) bar_->setMarker(value);
}

} // namespace fillscope
