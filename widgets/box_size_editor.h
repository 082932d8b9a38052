#pragma once
// Three fields in centimetres for the inner size of a box, or "not known".
#include "core/geometry/box.h"
#include <QWidget>
#include <array>
#include <optional>

class QCheckBox;
class QDoubleSpinBox;
class QLabel;

namespace fillscope {

class BoxSizeEditor : public QWidget {
  Q_OBJECT
 public:
  explicit BoxSizeEditor(QWidget* parent = nullptr);
  void setSize(const std::optional<BoxSize>& size); ///< nothing: not known
  /// What the measurement found; shown while the size is not known, and taken over when it is ticked as
  /// known.
  void setMeasuredSize(const std::optional<BoxSize>& size);
  void setEditable(bool editable);

 Q_SIGNALS:
  void edited(const std::optional<fillscope::BoxSize>& size);

 private:
  void showSize(const std::optional<BoxSize>& size);
  void emitEdited();
  void updateState();

  QCheckBox* known_;
  std::array<QDoubleSpinBox*, 3> fields_{};
  QLabel* litres_;
  std::optional<BoxSize> measured_;
  bool editable_ = true;
};

} // namespace fillscope
