#pragma once
// The answer first: the fill figure, its interval against the limit, what it rests on, what is doubtful.
#include "core/geometry/fill.h"
#include <QWidget>
#include <memory>
#include <optional>

namespace fillscope {

/// The interval drawn: a track 0–100 %, the interval as a band, the estimate as a dot, the limit as a mark.
class IntervalBar : public QWidget {
  Q_OBJECT
 public:
  explicit IntervalBar(QWidget* parent = nullptr);
  void setValue(double estimate, double low, double high);
  void setLimit(double largestEmptySpacePercent);
  void clear();
  QSize sizeHint() const override;

 protected:
  void paintEvent(QPaintEvent*) override;

 private:
  std::optional<double> estimate_;
  double low_ = 0, high_ = 0, limit_ = 50;
};

class FillPanel : public QWidget {
  Q_OBJECT
 public:
  explicit FillPanel(QWidget* parent = nullptr);
  ~FillPanel() override;
  void showReport(const FillReport& report, const FillOptions& options);
  /// network: whose depth the figure rests on, so that nobody takes it for a measurement; "" measured.
  void setNetwork(const QString& network);
  /// The same for a figure that rests on measured depth which a network made better: the map's name.
  void setDenoised(const QString& map);
  /// No figure yet: one sentence that says what is missing and what to do.
  void showMissing(const QString& sentence);
  void setBusy(bool busy);
  void setBoxSize(const std::optional<BoxSize>& size); ///< what the fields show; nothing: unknown
  void setSizeEditable(bool editable);
  /// The figure, its interval and verdict, or what is missing: a window may place it where it cannot scroll
  /// away.
  QWidget* answer() const;

 Q_SIGNALS:
  void boxSizeEdited(const std::optional<fillscope::BoxSize>& size);
  void limitEdited(double largestEmptySpacePercent);

 protected:
  void changeEvent(QEvent*) override;

 private:
  struct Private;
  std::unique_ptr<Private> d_;
};

} // namespace fillscope
