#pragma once
// Draws a row of the picture list: thumbnail, name, state with its sign, fill as a badge.
#include <QStyledItemDelegate>

namespace fillscope {

enum class PictureState;

class PictureDelegate : public QStyledItemDelegate {
  Q_OBJECT
 public:
  using QStyledItemDelegate::QStyledItemDelegate;
  void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
  QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
  /// What a row needs so that every state fits beside the widest figure.
  static int rowWidth(const QFont& font);
};

/// The sign of a state: ring, disc, disc with a check, triangle. Told apart by shape, not by colour alone.
void paintStateSign(QPainter& painter, const QRectF& square, PictureState state, const QPalette& palette,
                    const QColor& ground);

} // namespace fillscope
