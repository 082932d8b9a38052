#pragma once
// How the photo's stage shows a picture: what is chosen here holds for the window, not for one picture, and
// changes no data. Colours of numbers are remembered; brightness, contrast and windows begin anew at each
// start.
#include "app/gui/picture_store.h"
#include "core/imaging/colour_map.h"
#include "core/imaging/tone_curve.h"
#include <QObject>
#include <optional>

class QToolButton;
class QWidget;

namespace fillscope {

class ActionRegistry;
class ColourBar;
class DisplayPanel;
class ImageCanvas;
class Settings;

class PhotoDisplay : public QObject {
  Q_OBJECT
 public:
  PhotoDisplay(ImageCanvas& canvas, Settings& settings, ActionRegistry& actions);

  /// Opens the panel; for a tool strip, which owns it.
  QToolButton* makeButton();
  /// Numbers have one; for the right of the stage, which owns it.
  ColourBar& bar() { return *bar_; }

  /// The picture as it is, or a first look at it; nothing: an empty stage.
  void showPicture(const PictureStore::Loaded& loaded, const std::optional<PicturePreview>& preview,
                   bool keepView);
  /// Something else in the picture's place, whose colours mean something: shown as it is.
  void showOther(const QImage& image, bool keepView);
  /// The number or the samples at a place of the picture, for the status bar; empty outside.
  QString valueAt(const QPointF& picture);

  ToneCurve tone() const { return tone_; }
  /// For the numbers that are shown; nothing where there are none.
  std::optional<ColourScale> scale() const;
  bool isWindowAutomatic() const { return !window_; }
  void setTone(const ToneCurve& tone);
  void setWindow(double low, double high);
  void setColours(ColourMap map, bool reversed);
  void setWindowAutomatic();
  void reset();

 private:
  struct Range {
    double low = 0, high = 1;
  };
  void drag(const QPointF& shares);
  void apply(); ///< what is chosen, to the stage, the bar and the panel

  ImageCanvas& canvas_;
  Settings& settings_;
  DisplayPanel* panel_;
  ColourBar* bar_;
  QToolButton* button_ = nullptr;
  QAction* showAction_;
  PictureStore::Loaded loaded_;
  bool isOther_ = true;
  ToneCurve tone_;
  ColourMap map_;
  bool reversed_;
  std::optional<Range> window_; ///< nothing: found for each picture
  Range whole_, percentiles_;   ///< of the numbers that are shown
};

} // namespace fillscope
