#include "widgets/picture_delegate.h"

#include "widgets/picture_list.h"
#include "widgets/theme.h"
#include <QApplication>
#include <QPainter>
#include <QPainterPath>
#include <algorithm>
#include <cmath>

namespace fillscope {

namespace {

constexpr int margin = 2 * theme::grid, thumbnailWidth = 64, thumbnailHeight = 48, signSize = 11;

QFont boldOf(QFont font) {
  font.setWeight(QFont::DemiBold);
  return font;
}

QString figureOf(double fill, bool predicted) {
  const QString figure = PictureDelegate::tr("%1 %").arg(std::lround(fill));
  return predicted ? QStringLiteral("≈ ") + figure : figure;
}

int badgeWidth(const QFont& font, double fill, bool predicted) {
  return QFontMetrics(boldOf(font)).horizontalAdvance(figureOf(fill, predicted)) + 3 * theme::grid;
}

void paintThumbnail(QPainter& painter, const QRect& place, const QVariant& value, const QPalette& palette) {
  const QImage image = value.value<QImage>();
  painter.setPen(Qt::NoPen);
  painter.setBrush(theme::mix(palette.color(QPalette::Base), palette.color(QPalette::Text), 0.08));
  painter.drawRoundedRect(place, 3, 3);
  if (image.isNull()) return;
  QSizeF size = QSizeF(image.size()).scaled(place.size(), Qt::KeepAspectRatio);
  QRectF target(QPointF(0, 0), size);
  target.moveCenter(QRectF(place).center());
  painter.save();
  QPainterPath rounded;
  rounded.addRoundedRect(target, 3, 3);
  painter.setClipPath(rounded, Qt::IntersectClip);
  painter.setRenderHint(QPainter::SmoothPixmapTransform);
  painter.drawImage(target, image);
  painter.restore();
}

void paintReviewedSign(QPainter& painter, const QRectF& square, const QPalette& palette,
                       const QColor& ground) {
  QColor colour = theme::good(palette);
  if (theme::contrast(colour, ground) < 3) colour = palette.color(QPalette::HighlightedText);
  QPainterPath check;
  check.moveTo(square.left() + 0.1 * square.width(), square.top() + 0.55 * square.height());
  check.lineTo(square.left() + 0.4 * square.width(), square.top() + 0.85 * square.height());
  check.lineTo(square.left() + 0.95 * square.width(), square.top() + 0.15 * square.height());
  painter.setBrush(Qt::NoBrush);
  painter.setPen(QPen(colour, 2, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
  painter.drawPath(check);
}

} // namespace

void paintStateSign(QPainter& painter, const QRectF& square, PictureState state, const QPalette& palette,
                    const QColor& ground) {
  const QRectF disc = square.adjusted(1, 1, -1, -1);
  const auto readable = [&](const QColor& colour) {
    return theme::contrast(colour, ground) >= 3 ? colour : palette.color(QPalette::HighlightedText);
  };
  painter.save();
  painter.setBrush(Qt::NoBrush);
  switch (state) {
  case PictureState::none:
    painter.setPen(QPen(readable(theme::quietText(palette)), 1.4));
    painter.drawEllipse(disc);
    break;
  case PictureState::annotated:
    painter.setPen(Qt::NoPen);
    painter.setBrush(readable(theme::accent(palette)));
    painter.drawEllipse(disc);
    break;
  case PictureState::measured:
  case PictureState::predicted: {
    const bool isMeasured = state == PictureState::measured;
    const QColor colour = readable(isMeasured ? theme::good(palette) : theme::accent(palette));
    painter.setPen(Qt::NoPen);
    painter.setBrush(colour);
    painter.drawEllipse(disc);
    QPainterPath check;
    check.moveTo(disc.left() + 0.26 * disc.width(), disc.top() + 0.54 * disc.height());
    check.lineTo(disc.left() + 0.44 * disc.width(), disc.top() + 0.71 * disc.height());
    check.lineTo(disc.left() + 0.75 * disc.width(), disc.top() + 0.33 * disc.height());
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(ground, 1.4, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.drawPath(check);
    break;
  }
  case PictureState::proposed: {
    QPen dashes(readable(theme::accent(palette)), 1.8);
    dashes.setDashPattern({1.5, 1.1});
    painter.setPen(dashes);
    painter.drawEllipse(disc);
    painter.setPen(Qt::NoPen);
    painter.setBrush(readable(theme::accent(palette)));
    painter.drawEllipse(disc.center(), 1.8, 1.8);
    break;
  }
  case PictureState::needsLook: {
    QPainterPath triangle;
    triangle.moveTo(square.center().x(), square.top());
    triangle.lineTo(square.right() + 0.5, square.bottom() - 0.5);
    triangle.lineTo(square.left() - 0.5, square.bottom() - 0.5);
    triangle.closeSubpath();
    painter.setPen(Qt::NoPen);
    painter.setBrush(readable(theme::warning(palette)));
    painter.drawPath(triangle);
    painter.setPen(QPen(ground, 1.4, Qt::SolidLine, Qt::RoundCap));
    painter.drawLine(QPointF(square.center().x(), square.top() + 4),
                     QPointF(square.center().x(), square.bottom() - 4.6));
    painter.drawPoint(QPointF(square.center().x(), square.bottom() - 2.4));
    break;
  }
  }
  painter.restore();
}

int PictureDelegate::rowWidth(const QFont& font) {
  const QFontMetrics metrics(font);
  int word = 0;
  for (const PictureState state : {PictureState::none, PictureState::annotated})
    word = std::max(word, metrics.horizontalAdvance(stateWord(state)));
  // The others may have a figure beside the word, and those of networks a sign before it.
  const int badge = badgeWidth(font, 100, true);
  for (const PictureState state :
       {PictureState::measured, PictureState::predicted, PictureState::proposed, PictureState::needsLook})
    word = std::max(word, metrics.horizontalAdvance(stateWord(state)) + badge);
  return 3 * margin + thumbnailWidth + signSize + 2 * theme::grid + word + 2;
}

QSize PictureDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex&) const {
  const int text = 2 * option.fontMetrics.height() + 3 * theme::grid;
  return {rowWidth(option.font), std::max(thumbnailHeight + 2 * theme::grid, text)};
}

void PictureDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                            const QModelIndex& index) const {
  QStyleOptionViewItem ground(option);
  ground.text.clear();
  const QWidget* widget = option.widget;
  const QStyle* style = widget ? widget->style() : QApplication::style();
  style->drawControl(QStyle::CE_ItemViewItem, &ground, painter, widget);

  const bool selected = option.state & QStyle::State_Selected;
  const QPalette& palette = option.palette;
  const QColor back = palette.color(selected ? QPalette::Highlight : QPalette::Base);
  const QColor text = palette.color(selected ? QPalette::HighlightedText : QPalette::Text);
  QColor quiet = theme::mix(text, back, 0.3);
  if (theme::contrast(quiet, back) < 4.5) quiet = text;

  painter->save();
  painter->setRenderHint(QPainter::Antialiasing);
  const QRect row = option.rect;
  const QRect thumbnail(row.left() + margin, row.center().y() - thumbnailHeight / 2, thumbnailWidth,
                        thumbnailHeight);
  paintThumbnail(*painter, thumbnail, index.data(PictureListModel::ThumbnailRole), palette);

  const int left = thumbnail.right() + 1 + margin, right = row.right() - margin;
  const int line = option.fontMetrics.height();
  const int top = row.center().y() - line - 1;
  int nameRight = right;
  if (index.data(PictureListModel::ReviewedRole).toBool()) {
    paintReviewedSign(*painter, QRectF(right - signSize, top + (line - signSize) / 2.0, signSize, signSize),
                      palette, back);
    nameRight -= signSize + theme::grid;
  }
  painter->setFont(option.font);
  painter->setPen(text);
  painter->drawText(
      QRect(left, top, nameRight - left, line), Qt::AlignLeft | Qt::AlignVCenter,
      option.fontMetrics.elidedText(index.data().toString(), Qt::ElideMiddle, nameRight - left));

  const QRect second(left, top + line + 3, right - left, line);
  int stateRight = second.right();
  const QVariant fill = index.data(PictureListModel::FillRole);
  if (fill.isValid()) {
    painter->setFont(boldOf(option.font));
    const bool predicted = index.data(PictureListModel::PredictedRole).toBool();
    const QString figure = figureOf(fill.toDouble(), predicted);
    const int width = badgeWidth(option.font, fill.toDouble(), predicted);
    const QRect badge(second.right() - width + 1, second.top() - 1, width, line + 2);
    painter->setPen(Qt::NoPen);
    painter->setBrush(theme::mix(back, text, 0.12));
    painter->drawRoundedRect(badge, badge.height() / 2.0, badge.height() / 2.0);
    painter->setPen(text);
    painter->drawText(badge, Qt::AlignCenter, figure);
    stateRight = badge.left() - theme::grid;
  }
  const auto state = static_cast<PictureState>(index.data(PictureListModel::StateRole).toInt());
  const QRectF sign(left, second.center().y() - 5, signSize, signSize);
  paintStateSign(*painter, sign, state, palette, back);
  const QRect word(left + signSize + theme::grid + 1, second.top(),
                   stateRight - left - signSize - theme::grid, line);
  painter->setFont(option.font);
  painter->setPen(quiet);
  painter->drawText(word, Qt::AlignLeft | Qt::AlignVCenter,
                    option.fontMetrics.elidedText(stateWord(state), Qt::ElideRight, word.width()));
  painter->restore();
}

} // namespace fillscope
