#pragma once
#include "core/imaging/colour_map.h"
#include <QWidget>
#include <optional>

namespace fillscope {

/// A vertical colour bar with ticks and unit. A double click or Enter edits the range, which then stays
/// locked; L or the context menu locks and unlocks it.
class ColourBar : public QWidget {
  Q_OBJECT
 public:
  explicit ColourBar(QWidget* parent = nullptr);
  void setScale(const ColourScale& scale);
  const ColourScale& scale() const { return scale_; }
  void setLocked(bool locked);
  bool isLocked() const { return locked_; }
  /// Whether people may change the range here; a scale with a fixed meaning is not editable.
  void setEditable(bool editable);
  void setMarker(const std::optional<double>& value); ///< the value under the cursor
  std::optional<double> marker() const { return marker_; }
  /// Opens the small editor of the range.
  void editRange();
  QSize sizeHint() const override;
  QSize minimumSizeHint() const override;

 Q_SIGNALS:
  void rangeEdited(double low, double high);
  void lockToggled(bool locked);

 protected:
  void paintEvent(QPaintEvent*) override;
  void mouseDoubleClickEvent(QMouseEvent*) override;
  void contextMenuEvent(QContextMenuEvent*) override;
  void keyPressEvent(QKeyEvent*) override;

 private:
  QRectF barRect() const;
  double yOf(double value) const;
  void toggleLock();
  void describe();

  ColourScale scale_;
  std::optional<double> marker_;
  bool locked_ = false, editable_ = true;
};

/// Ticks as people read them: as few digits as tell them apart, a proper minus. "0.8", "−20".
QString tickText(double value, double step);

} // namespace fillscope
