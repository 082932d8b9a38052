#pragma once
// Knobs at the left, and at the right what they make of samples: asked for once somebody looks, and anew a
// moment after the last change.
#include "widgets/knob_panel.h"
#include <QTimer>
#include <cstdint>
#include <functional>

class QHBoxLayout;
class QSpinBox;

namespace fillscope {

class PictureGrid;
class ToneLabel;

class PreviewPage : public QWidget {
  Q_OBJECT
 public:
  PictureGrid& grid() { return *grid_; }
  KnobPanel& knobs() { return *knobs_; }

 protected:
  PreviewPage(std::vector<KnobGroup> groups, int settleMilliseconds, QWidget* parent);
  /// above and below stand over and under the knobs, or are null; strip over the grid. All become children.
  void assemble(QWidget* above, QWidget* below, QWidget* strip);
  /// A label, the seed's field and a button that draws another seed.
  void addSeed(QHBoxLayout& strip, const QString& accessibleName, const QString& again,
               const char* buttonName);
  void addButton(QHBoxLayout& strip, const QString& text, const QString& tip, std::function<void()> pressed);

  virtual void request() = 0; ///< samples as knobs and seed say now
  void ask();
  void askLater() { later_.start(); }
  bool hasAsked() const { return asked_; }
  void askWhenShown(); ///< later where the page is shown already
  std::uint64_t seed() const;
  void setNote(const QString& text); ///< below the grid
  void showEvent(QShowEvent*) override;

 private:
  KnobPanel* knobs_;
  PictureGrid* grid_;
  ToneLabel* note_;
  QSpinBox* seed_ = nullptr;
  QTimer later_;
  bool asked_ = false;
};

/// A strip of tools with a page's margins.
QHBoxLayout* newStrip(QWidget*& strip);
inline constexpr int largestSeed = 999999999;

} // namespace fillscope
