#pragma once
#include "core/imaging/colour_map.h"
#include <QWidget>
#include <optional>

namespace fillscope {

/// A vertical colour bar with ticks and unit; double-click edits the range, which then stays locked.
class ColourBar : public QWidget {
  Q_OBJECT
 public:
  explicit ColourBar(QWidget* parent = nullptr);
  void setScale(const ColourScale& scale);
  const ColourScale& scale() const { return scale_; }
  void setLocked(bool locked);
  bool isLocked() const { return locked_; }
  void setMarker(const std::optional<double>& value); ///< the value under the cursor
  QSize sizeHint() const override;
 Q_SIGNALS:
  void rangeEdited(double low, double high);
  void lockToggled(bool locked);
 protected:
  void paintEvent(QPaintEvent*) override;
  void mouseDoubleClickEvent(QMouseEvent*) override;
  void contextMenuEvent(QContextMenuEvent*) override;
 private:
  ColourScale scale_;
  std::optional<double> marker_;
  bool locked_ = false;
};

} // namespace fillscope
