#pragma once
// Annotate and the small picture of Volume: the photo with its rim, a tool strip, and what can be laid over
// it.
#include <QSize>
#include <QWidget>
#include <functional>
#include <memory>

class QAction;
class QLabel;

namespace fillscope {

class ActionRegistry;
class AppContext;
class BoxTool;
class ColourBar;
class GhostTool;
class ImageCanvas;
class LookTool;
class PhotoDisplay;
class RegionTools;
class RimEditor;

class PhotoPage : public QWidget {
  Q_OBJECT
 public:
  enum class Overlay { photo, depth, classes, evidence };
  PhotoPage(AppContext& context, ActionRegistry& actions, QWidget* parent = nullptr);
  ~PhotoPage() override;

  ImageCanvas& canvas() { return *canvas_; }
  BoxTool& boxTool() { return *boxTool_; }
  GhostTool& ghostTool() { return *ghostTool_; }
  RegionTools& regionTools() { return *regionTools_; }
  ColourBar& colourBar() { return *colourBar_; }
  PhotoDisplay& display() { return *display_; }
  Overlay overlay() const { return overlay_; }
  void setOverlay(Overlay overlay);

 Q_SIGNALS:
  void stepRequested(int step);       ///< left or right arrow with nothing chosen to be moved
  void told(const QString& sentence); ///< what a verb found, or why it did nothing
  void offered(const QString& sentence, QAction* action);
  void undoable(const QString& sentence, const std::function<void()>& undo); ///< what was done

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  void addActions(ActionRegistry& actions);
  QWidget* makeToolStrip(ActionRegistry& actions);
  QWidget* makeShapeStrip(ActionRegistry& actions);
  QLabel* makeLegend();
  void fillLegend(bool withObstacle);
  void addGhost(ActionRegistry& actions);
  void showContextMenu(ActionRegistry& actions, const QPoint& place);
  void showGhost();
  void rejectGhost();
  void applyTool();
  void showPicture(bool keepView);
  void redraw(bool keepView);

  AppContext& context_;
  ImageCanvas* canvas_;
  std::unique_ptr<BoxTool> boxTool_;
  std::unique_ptr<RimEditor> rimEditor_;
  std::unique_ptr<LookTool> lookTool_;
  std::unique_ptr<GhostTool> ghostTool_;
  std::unique_ptr<RegionTools> regionTools_;
  QAction *photoAction_ = nullptr, *evidenceAction_ = nullptr;
  QAction *boxAction_ = nullptr, *acceptAction_ = nullptr, *rejectAction_ = nullptr;
  ColourBar* colourBar_;
  QLabel* legend_ = nullptr;
  PhotoDisplay* display_ = nullptr; ///< the canvas's
  QSize shownSize_;                 ///< of the picture shown last
  Overlay overlay_ = Overlay::photo;
  bool freshPicture_ = true;
};

} // namespace fillscope
