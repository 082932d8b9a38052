#pragma once
// Many small pictures with what was drawn on them, in rows that fit the width; one of them large on request.
#include "core/base/vec.h"
#include <QImage>
#include <QString>
#include <QWidget>
#include <array>
#include <optional>
#include <vector>

namespace fillscope {

/// Points joined in order and closed, in the picture's own continuous coordinates.
struct GridOutline {
  enum class Role { truth, predicted };
  Role role = Role::truth;
  std::vector<Vec2> points;
  std::vector<bool> faint; ///< per point: hidden or outside; empty: none
};

struct GridTile {
  /// A further picture of the same size, and what it shows in a word; "" without.
  struct Part {
    QImage picture;
    QString label{};
  };
  QString caption, toolTip;
  QImage picture;           ///< null: still to come
  std::vector<Part> beside; ///< at its right, in this order
  std::vector<GridOutline> outlines;
};

/// Arrow keys move, Enter or a click shows one large, Esc or another click goes back.
class PictureGrid : public QWidget {
  Q_OBJECT
 public:
  explicit PictureGrid(QWidget* parent = nullptr);
  void setTiles(std::vector<GridTile> tiles);
  void setTile(int index, GridTile tile);
  const std::vector<GridTile>& tiles() const { return tiles_; }
  int shownCount() const; ///< tiles whose picture is there
  /// At most this many in a row; 0: as many as fit.
  void setColumns(int columns);
  /// Instead of tiles where there are none.
  void setEmptyText(const QString& title, const QString& body);
  void enlarge(int index); ///< −1: all of them again
  int enlarged() const { return enlarged_; }
  QSize sizeHint() const override { return {640, 440}; }
  QSize minimumSizeHint() const override { return {240, 180}; }

 protected:
  bool event(QEvent*) override;
  void paintEvent(QPaintEvent*) override;
  void mouseReleaseEvent(QMouseEvent*) override;
  void keyPressEvent(QKeyEvent*) override;

 private:
  struct Layout {
    int columns = 1, rows = 1;
    QSizeF cell;
  };
  Layout layoutOf() const;
  QRectF cellOf(int index, const Layout& layout) const;
  int tileAt(const QPointF& position) const;
  double aspect() const; ///< of a tile, width over height
  void paintTile(QPainter& painter, const QRectF& cell, const GridTile& tile, bool current) const;

  std::vector<GridTile> tiles_;
  QString emptyTitle_, emptyBody_;
  int columns_ = 0, enlarged_ = -1, current_ = 0;
};

} // namespace fillscope
