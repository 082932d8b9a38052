#include "app/gui/linked_cursor.h"
#include "app/gui/app_context.h"
#include "app/gui/cloud_pane.h"
#include "app/gui/depth_page.h"
#include "app/gui/photo_display.h"
#include "app/gui/photo_page.h"
#include "widgets/colour_bar.h"
#include "widgets/image_canvas.h"
#include "widgets/vtk/cloud_view.h"
#include <QLocale>
#include <cmath>

namespace fillscope {
namespace {

/// Pixel of a map that shows the same view as a picture of another size.
QPoint pixelAt(const QPointF& picture, const QSize& from, const QSize& to) {
  return {static_cast<int>(std::floor(picture.x() * to.width() / from.width())),
          static_cast<int>(std::floor(picture.y() * to.height() / from.height()))};
}

std::optional<double> depthAt(const DepthMap* depth, const QPoint& pixel) {
  if (!depth || !depth->values.contains(pixel.x(), pixel.y()) || !depth->isMeasuredAt(pixel.x(), pixel.y()))
    return std::nullopt;
  return depth->values.at(pixel.x(), pixel.y());
}

QString textOf(const std::optional<double>& depth, const DepthMap* map) {
  if (!map) return {};
  if (!depth) return LinkedCursor::tr("depth not measured");
  return LinkedCursor::tr("depth %1 %2")
      .arg(QLocale().toString(*depth, 'f', 3), QString::fromStdString(map->unit))
      .trimmed();
}

} // namespace

LinkedCursor::LinkedCursor(AppContext& context, PhotoPage& photo, DepthPage& depth, CloudPane& cloud)
    : context_(context)
    , photo_(photo)
    , depth_(depth)
    , cloud_(cloud) {
  connect(&photo_.canvas(), &ImageCanvas::cursorMoved, this, &LinkedCursor::fromPhoto);
  connect(&photo_.canvas(), &ImageCanvas::cursorLeft, this, &LinkedCursor::leave);
  connect(&depth_.canvas(), &ImageCanvas::cursorMoved, this, &LinkedCursor::fromDepth);
  connect(&depth_.canvas(), &ImageCanvas::cursorLeft, this, &LinkedCursor::leave);
  connect(&cloud_.view(), &CloudView::pixelHovered, this, &LinkedCursor::fromCloud);
  connect(&cloud_.view(), &CloudView::hoverLeft, this, &LinkedCursor::leave);
  connect(&context_.current, &CurrentPicture::selected, this, &LinkedCursor::leave);
}

QSize LinkedCursor::depthSize() const {
  const auto depth = context_.depthMaps.chosenMap(context_.current.index());
  return depth ? QSize(depth->width(), depth->height()) : QSize();
}

QSize LinkedCursor::pictureSize() const { return photo_.canvas().imageSize(); }

void LinkedCursor::fromPhoto(const QPointF& picture) {
  const auto map = context_.depthMaps.chosenMap(context_.current.index());
  std::optional<double> depth;
  if (map && !pictureSize().isEmpty()) {
    const QPoint pixel = pixelAt(picture, pictureSize(), depthSize());
    depth = depthAt(map.get(), pixel);
    cloud_.view().setCursorPixel(depth ? std::optional(pixel) : std::nullopt);
  }
  photo_.colourBar().setMarker(depth);
  Q_EMIT moved(picture, photo_.display().valueAt(picture), textOf(depth, map.get()));
}

void LinkedCursor::fromDepth(const QPointF& position) {
  const std::vector<NamedDepth> maps = context_.depthMaps.of(context_.current.index());
  const int shown = depth_.shownMap();
  if (shown < 0 || shown >= static_cast<int>(maps.size())) return;
  const DepthMap* map = maps[static_cast<std::size_t>(shown)].map.get();
  const std::optional<double> depth =
      depthAt(map, {static_cast<int>(std::floor(position.x())), static_cast<int>(std::floor(position.y()))});
  depth_.colourBar().setMarker(depth);
  Q_EMIT moved(position, {}, textOf(depth, map));
}

void LinkedCursor::fromCloud(const QPoint& pixel) {
  const auto map = context_.depthMaps.chosenMap(context_.current.index());
  const QSize from = depthSize(), to = pictureSize();
  if (!map || from.isEmpty() || to.isEmpty()) return;
  const QPointF picture((pixel.x() + 0.5) * to.width() / from.width(),
                        (pixel.y() + 0.5) * to.height() / from.height());
  photo_.canvas().setLinkedCursor(picture);
  const std::optional<double> depth = depthAt(map.get(), pixel);
  photo_.colourBar().setMarker(depth);
  Q_EMIT moved(picture, photo_.display().valueAt(picture), textOf(depth, map.get()));
}

void LinkedCursor::leave() {
  photo_.canvas().setLinkedCursor(std::nullopt);
  cloud_.view().setCursorPixel(std::nullopt);
  photo_.colourBar().setMarker(std::nullopt);
  depth_.colourBar().setMarker(std::nullopt);
  photo_.display().bar().setMarker(std::nullopt);
  Q_EMIT moved(std::nullopt, {}, {});
}

} // namespace fillscope
