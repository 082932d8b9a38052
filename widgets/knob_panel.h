#pragma once
// A form of described settings in groups that fold: numbers with units, ranges, shares, choices, switches.
#include <QString>
#include <QStringList>
#include <QWidget>
#include <memory>
#include <vector>

class QGridLayout;

namespace fillscope {

/// One setting. Numbers are shown times factor: a share with factor 100 and unit "%".
struct Knob {
  enum class Kind { number, whole, range, toggle, choice, text };
  Kind kind = Kind::number;
  QString name, tip, unit; ///< unit as shown behind the number
  double lowest = 0, highest = 1;
  int decimals = 2;
  double factor = 1;
  QStringList choices{};    ///< choice: value.low is the index
  bool logarithmic = false; ///< the slider runs over orders of magnitude; lowest > 0
  bool slider = true;       ///< false: a number's field alone
};

/// number, whole, choice (index) and toggle (0 or 1): low. range: low and high. text: text.
struct KnobValue {
  double low = 0, high = 0;
  QString text{};
  friend bool operator==(const KnobValue&, const KnobValue&) = default;
};

struct KnobGroup {
  QString title; ///< "" no heading
  std::vector<Knob> knobs;
  bool open = true;
};

/// The knobs are counted through all groups. The panel holds no truth: it shows what setValues says and emits
/// what is wanted.
class KnobPanel : public QWidget {
  Q_OBJECT
 public:
  static constexpr int nameWidth = 116; ///< least, of the column of names
  explicit KnobPanel(std::vector<KnobGroup> groups, QWidget* parent = nullptr);
  ~KnobPanel() override;

  void setValues(const std::vector<KnobValue>& values); ///< one for each knob; no signal
  std::vector<KnobValue> values() const;
  KnobValue value(int knob) const;
  void setValue(int knob, const KnobValue& value);
  void setKnobVisible(int knob, bool visible); ///< a group without a visible knob is hidden with its heading
  int knobCount() const;
  /// The field of a knob (of a range: its low end), for focus and tests.
  QWidget* field(int knob) const;

 Q_SIGNALS:
  void edited(int knob, const fillscope::KnobValue& value);

 private:
  struct Row;
  Row* addRow(const Knob& knob, QGridLayout& grid);
  void addNumbers(Row& row, QGridLayout& grid, int line);
  void announce(int knob);

  std::vector<std::unique_ptr<Row>> rows_;
};

} // namespace fillscope
