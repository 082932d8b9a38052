#pragma once
// The window of a review: pictures with the worst first, one of them with both annotations, and what may be
// taken over.
#include "app/gui/review_session.h"
#include "widgets/review_tool.h"
#include <QDialog>
#include <QHash>
#include <QTimer>
#include <memory>

class QTreeWidget;
class QTreeWidgetItem;

namespace fillscope {

class AppContext;
class ImageCanvas;
class ReviewMatches;
class ToneLabel;

class ReviewDialog : public QDialog {
  Q_OBJECT
 public:
  ReviewDialog(AppContext& context, QWidget* parent = nullptr);
  ~ReviewDialog() override;
  ReviewSession& session() { return session_; }
  ImageCanvas& canvas() { return *canvas_; }
  const ReviewTool& tool() const { return *tool_; }

 private:
  QTreeWidget* makePictures();
  QWidget* makeStage();
  QWidget* makeMatches();
  void showAll();
  void leaveWhatAgrees(); ///< for the worst picture
  void showSummary();
  void showPictures();
  void showAgreement(int picture); ///< in its row, which stays where it is
  void showBias();
  void showPicture();
  void showScene();
  int picture() const; ///< of the document, −1 none

  AppContext& context_;
  ReviewSession session_;
  std::unique_ptr<ReviewTool> tool_;
  ImageCanvas* canvas_ = nullptr;
  ToneLabel* summary_;
  QTreeWidget* pictures_;
  QHash<int, QTreeWidgetItem*> rows_; ///< of pictures_, by picture of the document
  ReviewMatches* matches_;
  QTreeWidget* bias_ = nullptr;
  QTimer totals_;
  bool filling_ = false, isOpening_ = true;
};

} // namespace fillscope
