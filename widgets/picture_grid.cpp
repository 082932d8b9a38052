#include "widgets/picture_grid.h"

#include "widgets/canvas_painting.h"
#include "widgets/theme.h"
#include <QHelpEvent>
#include <QKeyEvent>
#include <QPainter>
#include <QPainterPath>
#include <QToolTip>
#include <algorithm>
#include <cmath>

namespace fillscope {

namespace {

constexpr double gap = 2 * theme::grid;

double captionHeight(const QFont& font) { return QFontMetricsF(font).height() + theme::grid; }

QColor outlineColour(GridOutline::Role role) {
  return role == GridOutline::Role::truth ? QColor(Qt::white) : theme::overlay();
}

void paintOutline(QPainter& painter, const GridOutline& outline, const QRectF& place, const QSize& size) {
  if (outline.points.empty() || size.isEmpty()) return;
  const auto at = [&](const Vec2& p) {
    return QPointF(place.left() + p.x * place.width() / size.width(),
                   place.top() + p.y * place.height() / size.height());
  };
  const bool truth = outline.role == GridOutline::Role::truth;
  QPolygonF points;
  for (const Vec2& p : outline.points)
    points << at(p);
  QPainterPath path;
  // More than four are rim and floor: two outlines.
  for (int first = 0; first < points.size(); first += 4) {
    QPainterPath ring;
    ring.addPolygon(points.mid(first, 4));
    ring.closeSubpath();
    path.addPath(ring);
  }
  canvas::paintCasedPath(painter, path, outlineColour(outline.role), 1.4,
                         truth ? Qt::DashLine : Qt::SolidLine);
  for (int i = 0; i < points.size(); ++i) {
    const bool faint =
        i < static_cast<int>(outline.faint.size()) && outline.faint[static_cast<std::size_t>(i)];
    painter.setPen(QPen(theme::overlayCasing(), 1));
    painter.setBrush(faint ? QBrush(Qt::NoBrush) : QBrush(outlineColour(outline.role)));
    painter.drawEllipse(points[i], 3, 3);
    if (i != 0) continue;
    // Corner 1 is told apart: order is half of what a corner means.
    painter.setPen(QPen(outlineColour(outline.role), 1.4));
    painter.setBrush(Qt::NoBrush);
    painter.drawEllipse(points[i], 6, 6);
  }
}

void paintPart(QPainter& painter, const QRectF& at, const GridTile::Part& part) {
  painter.drawImage(at, part.picture);
  if (part.label.isEmpty() || at.height() <= 60) return;
  canvas::paintChip(painter, {at.left() + at.width() / 2, at.bottom() - 14},
                    QFontMetricsF(painter.font()).elidedText(part.label, Qt::ElideMiddle, at.width() - 24),
                    at.adjusted(2, 2, -2, -2));
}

} // namespace

PictureGrid::PictureGrid(QWidget* parent)
    : QWidget(parent) {
  setFocusPolicy(Qt::StrongFocus);
  setMouseTracking(true);
}

void PictureGrid::setTiles(std::vector<GridTile> tiles) {
  tiles_ = std::move(tiles);
  const int last = static_cast<int>(tiles_.size()) - 1;
  if (enlarged_ > last) enlarged_ = -1;
  current_ = std::clamp(current_, 0, std::max(last, 0));
  setAccessibleDescription(tiles_.empty() ? emptyBody_ : QString());
  update();
}

void PictureGrid::setTile(int index, GridTile tile) {
  if (index < 0 || index >= static_cast<int>(tiles_.size())) return;
  tiles_[static_cast<std::size_t>(index)] = std::move(tile);
  update();
}

int PictureGrid::shownCount() const {
  return static_cast<int>(
      std::count_if(tiles_.begin(), tiles_.end(), [](const GridTile& t) { return !t.picture.isNull(); }));
}

void PictureGrid::setColumns(int columns) {
  columns_ = columns;
  update();
}

void PictureGrid::setEmptyText(const QString& title, const QString& body) {
  emptyTitle_ = title;
  emptyBody_ = body;
  setAccessibleDescription(tiles_.empty() ? body : QString());
  update();
}

void PictureGrid::enlarge(int index) {
  enlarged_ = index >= 0 && index < static_cast<int>(tiles_.size()) ? index : -1;
  if (enlarged_ >= 0) current_ = enlarged_;
  update();
}

double PictureGrid::aspect() const {
  for (const GridTile& tile : tiles_) {
    if (tile.picture.isNull()) continue;
    return tile.picture.width() * (1.0 + tile.beside.size()) / tile.picture.height();
  }
  return 4.0 / 3.0;
}

PictureGrid::Layout PictureGrid::layoutOf() const {
  const int count = std::max(1, static_cast<int>(tiles_.size()));
  const double caption = captionHeight(font());
  Layout best;
  double bestWidth = -1;
  const int least = columns_ > 0 ? std::min(columns_, count) : 1, most = columns_ > 0 ? least : count;
  for (int columns = least; columns <= most; ++columns) {
    const int rows = (count + columns - 1) / columns;
    const double width = (this->width() - gap * (columns + 1)) / columns;
    const double height = (this->height() - gap * (rows + 1)) / rows;
    const double fitted = std::min(width, (height - caption) * aspect());
    if (fitted <= bestWidth) continue;
    bestWidth = fitted;
    best = {columns, rows, {std::max(width, 8.0), std::max(height, 8.0)}};
  }
  return best;
}

QRectF PictureGrid::cellOf(int index, const Layout& layout) const {
  const int column = index % layout.columns, row = index / layout.columns;
  return {QPointF(gap + column * (layout.cell.width() + gap), gap + row * (layout.cell.height() + gap)),
          layout.cell};
}

int PictureGrid::tileAt(const QPointF& position) const {
  if (enlarged_ >= 0) return enlarged_;
  const Layout layout = layoutOf();
  for (int i = 0; i < static_cast<int>(tiles_.size()); ++i)
    if (cellOf(i, layout).contains(position)) return i;
  return -1;
}

void PictureGrid::paintTile(QPainter& painter, const QRectF& cell, const GridTile& tile, bool current) const {
  const double caption = tile.caption.isEmpty() ? 0 : captionHeight(font());
  const QRectF room = cell.adjusted(0, 0, 0, -caption);
  const double parts = 1.0 + tile.beside.size();
  QSizeF size = tile.picture.isNull() ? QSizeF(aspect(), 1) : QSizeF(tile.picture.size());
  if (!tile.picture.isNull()) size.rwidth() *= parts;
  QRectF place(QPointF(), size.scaled(room.size(), Qt::KeepAspectRatio));
  place.moveCenter(room.center());
  const QRectF left(place.topLeft(), QSizeF(place.width() / parts, place.height()));
  if (tile.picture.isNull()) {
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme::mix(palette().color(QPalette::Window), palette().color(QPalette::Text), 0.07));
    painter.drawRoundedRect(place, 3, 3);
  } else {
    painter.drawImage(left, tile.picture);
    painter.save();
    painter.setClipRect(left);
    for (const GridOutline& outline : tile.outlines)
      paintOutline(painter, outline, left, tile.picture.size());
    painter.restore();
    QRectF at = left;
    for (const GridTile::Part& part : tile.beside) {
      at.translate(left.width(), 0);
      paintPart(painter, at, part);
    }
  }
  if (current && hasFocus()) {
    painter.setPen(QPen(theme::accent(palette()), 2));
    painter.setBrush(Qt::NoBrush);
    painter.drawRoundedRect(place.adjusted(-2, -2, 2, 2), 3, 3);
  }
  if (caption <= 0) return;
  painter.setPen(theme::quietText(palette()));
  const QRectF under(cell.left(), place.bottom(), cell.width(), caption);
  painter.drawText(under, Qt::AlignCenter,
                   QFontMetricsF(font()).elidedText(tile.caption, Qt::ElideMiddle, under.width()));
}

void PictureGrid::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.setRenderHints(QPainter::Antialiasing | QPainter::SmoothPixmapTransform);
  if (tiles_.empty()) {
    canvas::paintEmptyText(painter, rect(), emptyTitle_, emptyBody_, palette());
    return;
  }
  if (enlarged_ >= 0) {
    paintTile(painter, QRectF(rect()).adjusted(gap, gap, -gap, -gap),
              tiles_[static_cast<std::size_t>(enlarged_)], true);
    return;
  }
  const Layout layout = layoutOf();
  for (int i = 0; i < static_cast<int>(tiles_.size()); ++i)
    paintTile(painter, cellOf(i, layout), tiles_[static_cast<std::size_t>(i)], i == current_);
}

bool PictureGrid::event(QEvent* event) {
  if (event->type() == QEvent::ToolTip) {
    const auto* help = static_cast<QHelpEvent*>(event);
    const int tile = tileAt(help->pos());
    if (tile >= 0 && !tiles_[static_cast<std::size_t>(tile)].toolTip.isEmpty())
      QToolTip::showText(help->globalPos(), tiles_[static_cast<std::size_t>(tile)].toolTip, this);
    else
      QToolTip::hideText();
    return true;
  }
  // The window has a use for this key too.
  if (event->type() == QEvent::ShortcutOverride && enlarged_ >= 0 &&
      static_cast<QKeyEvent*>(event)->key() == Qt::Key_Escape)
    event->accept();
  return QWidget::event(event);
}

void PictureGrid::mouseReleaseEvent(QMouseEvent* event) {
  if (event->button() != Qt::LeftButton) return;
  const int tile = tileAt(event->position());
  enlarge(enlarged_ >= 0 ? -1 : tile);
}

void PictureGrid::keyPressEvent(QKeyEvent* event) {
  const int last = static_cast<int>(tiles_.size()) - 1, columns = layoutOf().columns;
  int step = 0;
  switch (event->key()) {
  case Qt::Key_Left:
    step = -1;
    break;
  case Qt::Key_Right:
    step = 1;
    break;
  case Qt::Key_Up:
    step = enlarged_ >= 0 ? -1 : -columns;
    break;
  case Qt::Key_Down:
    step = enlarged_ >= 0 ? 1 : columns;
    break;
  case Qt::Key_Return:
  case Qt::Key_Enter:
    return enlarge(enlarged_ >= 0 ? -1 : current_);
  case Qt::Key_Escape:
    if (enlarged_ < 0) break;
    return enlarge(-1);
  default:
    break;
  }
  if (step == 0 || last < 0) return QWidget::keyPressEvent(event);
  if (current_ + step >= 0 && current_ + step <= last) current_ += step;
  if (enlarged_ >= 0) enlarged_ = current_;
  update();
}

} // namespace fillscope
