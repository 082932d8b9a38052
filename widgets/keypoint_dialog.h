#pragma once
// Where a keypoint set is made: names in order, edges between them, what a mirrored picture exchanges.
#include "core/annotation/keypoint_set.h"
#include <QDialog>
#include <QWidget>

class QDialogButtonBox;
class QLineEdit;
class QTableWidget;
class QToolButton;

namespace fillscope {

class ToneLabel;

/// The set drawn around a circle, or as its points lie. A click on one point and on another joins them or
/// takes their edge away.
class KeypointSketch : public QWidget {
  Q_OBJECT
 public:
  explicit KeypointSketch(QWidget* parent = nullptr);
  void setSet(const KeypointTemplate& kind, const std::vector<Vec2>& places = {});
  QPointF placeOf(int keypoint) const; ///< in this widget
  QSize sizeHint() const override;

 Q_SIGNALS:
  void edgeToggled(int a, int b);

 protected:
  void paintEvent(QPaintEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;

 private:
  KeypointTemplate kind_;
  std::vector<Vec2> places_; ///< empty: around a circle
  int chosen_ = -1;
};

/// Everything can be typed: a row for each keypoint, with the numbers of those it is joined to and of the one
/// that a mirror exchanges it with. Says what is wrong instead of taking it.
class KeypointDialog : public QDialog {
  Q_OBJECT
 public:
  /// places: where the points of a region of this kind are, for the sketch; may be empty.
  explicit KeypointDialog(const KeypointTemplate& kind, const std::vector<Vec2>& places = {},
                          QWidget* parent = nullptr);
  static QString usualName(int number); ///< of a keypoint that has none yet, from 1
  const KeypointTemplate& kind() const { return kind_; }
  QTableWidget& table() { return *table_; }

 private:
  void addKeypoint();
  void removeKeypoint();
  void move(int step);
  void toggleEdge(int a, int b);
  void takeCell(int row, int column);
  void findPairs();
  void showKind();
  void check();

  KeypointTemplate kind_;
  std::vector<Vec2> places_;
  QLineEdit* name_;
  QTableWidget* table_;
  KeypointSketch* sketch_;
  QToolButton *remove_, *up_, *down_;
  ToneLabel* fault_;
  QDialogButtonBox* buttons_;
};

/// One sentence; empty: fine.
QString keypointTemplateFault(const KeypointTemplate& kind);
/// Names that differ by left and right alone.
std::vector<std::pair<int, int>> mirrorPairs(const std::vector<std::string>& names);

} // namespace fillscope
