#pragma once
// Depth: which network denoises the shown map, how much error it may expect, and the button.
#include "app/gui/depth_maps.h"
#include "core/inference/depth_denoiser.h"
#include <QWidget>
#include <functional>
#include <optional>

class QAction;
class QComboBox;
class QDoubleSpinBox;
class QPushButton;

namespace fillscope {

class AppContext;
class ToneLabel;

/// Hidden where no network denoises.
class DenoiseBar : public QWidget {
  Q_OBJECT
 public:
  /// shown: the map that the page shows; nothing: none.
  DenoiseBar(AppContext& context, std::function<std::optional<NamedDepth>()> shown,
             QWidget* parent = nullptr);
  /// The shown map with the chosen network, or that which the shown one was made of by denoising; says why
  /// where it cannot.
  void denoise();
  /// The depth file of every picture of the project, with the chosen network, into a folder that is asked
  /// for.
  void denoiseAll();
  QString lack() const; ///< why no map can be denoised, however long one waits; empty: one can
  void showState();     ///< another map is shown

 Q_SIGNALS:
  void refused(const QString& sentence);
  void lackChanged();

 private:
  void listNetworks();
  std::optional<NamedDepth> toDenoise() const;
  QString whyNotMap() const; ///< what about the shown map keeps it from being denoised; empty: nothing
  QString whyNot() const;
  DenoiseOptions options() const;

  AppContext& context_;
  const std::function<std::optional<NamedDepth>()> shown_;
  ToneLabel* note_;
  QComboBox* networks_;
  QDoubleSpinBox* mostError_;
  QPushButton* denoise_;
  QAction* all_;
};

} // namespace fillscope
