#pragma once
// Three fields in centimetres for the inner size of a box, or "not known". A size that is hardly a box's is
// taken, and said to be odd.
#include "core/geometry/box.h"
#include <QWidget>
#include <array>
#include <optional>

class QCheckBox;
class QLabel;

namespace fillscope {

class LengthField;

class BoxSizeEditor : public QWidget {
  Q_OBJECT
 public:
  explicit BoxSizeEditor(QWidget* parent = nullptr);
  void setSize(const std::optional<BoxSize>& size); ///< nothing: not known
  /// What the measurement found; shown while the size is not known, and taken over when it is ticked as
  /// known.
  void setMeasuredSize(const std::optional<BoxSize>& size);
  /// What the measured box holds, where that is known; until the size is edited.
  void setCapacity(std::optional<double> litres);
  void setEditable(bool editable);

 Q_SIGNALS:
  void edited(const std::optional<fillscope::BoxSize>& size);

 private:
  BoxSize typed() const; ///< as the fields have it; not plausible while one is not filled in
  void showSize(const std::optional<BoxSize>& size);
  void emitEdited();
  void updateState();

  QCheckBox* known_;
  std::array<LengthField*, 3> fields_{};
  QLabel *litres_, *odd_;
  std::optional<BoxSize> measured_;
  std::optional<double> capacity_; ///< litres
  bool editable_ = true;
};

} // namespace fillscope
