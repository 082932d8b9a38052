#pragma once
// The frame: puts stage, panels and bars together and passes on what people do to the window itself.
#include "app/gui/action_registry.h"
#include "app/gui/workspaces.h"
#include <QMainWindow>
#include <filesystem>
#include <memory>
#include <vector>

class QStackedWidget;

namespace fillscope {

class AppContext;
class CloudPane;
class ComparePage;
class DatasetPage;
class DepthPage;
class ImageCanvas;
class Inspector;
class LinkedCursor;
class NoticeBar;
class PhotoPage;
class PictureListPanel;
class PictureRows;
class RegionsPane;
class AttributePane;
class StartPage;
class TrainPage;
class WindowStatus;

class MainWindow : public QMainWindow {
  Q_OBJECT
 public:
  explicit MainWindow(AppContext& context, QWidget* parent = nullptr);
  ~MainWindow() override;

  ActionRegistry& actions() { return actions_; }
  Workspaces& workspaces() { return *workspaces_; }
  PhotoPage& photoPage() { return *photo_; }
  DepthPage& depthPage() { return *depth_; }
  ComparePage& comparePage() { return *compare_; }
  DatasetPage& datasetPage() { return *dataset_; }
  TrainPage& trainPage() { return *train_; }
  PictureListPanel& pictureList() { return *list_; }
  CloudPane& cloudPane() { return *cloud_; }
  Inspector& inspector() { return *inspector_; }
  PictureRows& pictureRows() { return *rows_; }
  RegionsPane& regionsPane() { return *regions_; }
  AttributePane& attributePane() { return *attributes_; }
  NoticeBar& noticeBar() { return *notice_; }
  ImageCanvas& activeCanvas(); ///< where zooming goes

  void openDropped(const std::vector<std::filesystem::path>& paths);

 protected:
  void closeEvent(QCloseEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;
  void dragEnterEvent(QDragEnterEvent* event) override;
  void dropEvent(QDropEvent* event) override;
  void changeEvent(QEvent* event) override;
  bool focusNextPrevChild(bool next) override; ///< past what is behind another tab

 private:
  void buildStage();
  void buildDocks();
  void showState();
  bool isToBeOpened(const std::vector<std::filesystem::path>& paths); ///< or not wanted at all; else added
  void zoomToRegion(int region);
  void raiseWhatIsThere(); ///< regions or box
  void restyle();          ///< what is drawn from the palette by hand

  AppContext& context_;
  ActionRegistry actions_;
  QStackedWidget* stage_ = nullptr;
  StartPage* start_ = nullptr;
  PhotoPage* photo_ = nullptr;
  DepthPage* depth_ = nullptr;
  ComparePage* compare_ = nullptr;
  DatasetPage* dataset_ = nullptr;
  TrainPage* train_ = nullptr;
  CloudPane* cloud_ = nullptr;
  Inspector* inspector_ = nullptr;
  RegionsPane* regions_ = nullptr;
  AttributePane* attributes_ = nullptr;
  PictureListPanel* list_ = nullptr;
  NoticeBar* notice_ = nullptr;
  QDockWidget *listDock_ = nullptr, *inspectorDock_ = nullptr, *cloudDock_ = nullptr, *regionsDock_ = nullptr,
              *attributesDock_ = nullptr;
  Workspaces* workspaces_ = nullptr;
  std::unique_ptr<PictureRows> rows_;
  std::unique_ptr<LinkedCursor> cursor_;
  std::unique_ptr<WindowStatus> status_;
};

} // namespace fillscope
