#pragma once
// Depth: one depth map of the picture large, and networks that make another one of it or of the photo.
#include "app/gui/depth_maps.h"
#include "app/gui/plane_controller.h"
#include "core/imaging/depth_map.h"
#include <QWidget>
#include <memory>

class QComboBox;
class QLabel;
class QPushButton;

namespace fillscope {

class AppContext;
class ColourBar;
class DenoiseBar;
class ImageCanvas;
class PlaneTool;

class DepthPage : public QWidget {
  Q_OBJECT
 public:
  explicit DepthPage(AppContext& context, QWidget* parent = nullptr);
  ImageCanvas& canvas() { return *canvas_; }
  ColourBar& colourBar() { return *colourBar_; }
  int shownMap() const; ///< index in DepthMaps::of, −1 none
  void predict();       ///< with the chosen network; says why where it cannot
  DenoiseBar& denoiseBar() { return *denoiseBar_; }
  /// Goes from looking to drawing a rectangle whose flatness is told, and back; says why where it cannot.
  void toggleFlatness();
  /// Why no picture can be predicted, however long one waits: there is no network that is fit for it. Empty:
  /// one can.
  QString lack() const;

 Q_SIGNALS:
  void refused(const QString& sentence);
  void lackChanged();

 protected:
  void changeEvent(QEvent* event) override;
  void showEvent(QShowEvent* event) override;

 private:
  void listMaps();
  void listNetworks();
  void showMap(bool keepView); ///< coloured when the page is shown
  void colourMap(bool keepView);
  void showFlatness(bool on);
  void fitPlane();
  void showFit(const std::shared_ptr<const PlaneFit>& fit); ///< null: none
  void showState();
  std::optional<NamedDepth> shown() const;
  std::shared_ptr<const DepthMap> map() const; ///< the shown one; null: none
  QString noNetworkNote() const;
  QString whyNot() const; ///< what keeps the chosen network from predicting; empty: nothing

  AppContext& context_;
  ImageCanvas* canvas_;
  ColourBar *colourBar_, *planeBar_;
  QComboBox *maps_, *networks_;
  QPushButton *predict_, *save_, *use_, *flatness_;
  DenoiseBar* denoiseBar_;
  QLabel *networkLabel_, *note_, *planeNote_;
  PlaneTool* planeTool_;
  PlaneController plane_;
  bool fresh_ = true;
  bool isStale_ = false, keepsView_ = true; ///< since it was hidden
};

} // namespace fillscope
