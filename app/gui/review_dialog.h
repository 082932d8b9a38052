#pragma once
// The window of a review: pictures with the worst first, one of them with both annotations, and what may be
// taken over.
#include "app/gui/review_session.h"
#include "widgets/review_tool.h"
#include <QDialog>
#include <memory>

class QPushButton;
class QTreeWidget;

namespace fillscope {

class AppContext;
class ImageCanvas;
class ToneLabel;

class ReviewDialog : public QDialog {
  Q_OBJECT
 public:
  ReviewDialog(AppContext& context, QWidget* parent = nullptr);
  ~ReviewDialog() override;
  ReviewSession& session() { return session_; }
  ImageCanvas& canvas() { return *canvas_; }

 private:
  QWidget* makePictures();
  QWidget* makeStage();
  QWidget* makeMatches();
  void showAll();
  void showPicture();
  void showMatches();
  void showScene();
  void showButtons();
  void act(int verb);
  const ShapeMatch* chosenMatch() const;
  int picture() const; ///< of the document, −1 none

  AppContext& context_;
  ReviewSession session_;
  std::unique_ptr<ReviewTool> tool_;
  ImageCanvas* canvas_;
  QTreeWidget *pictures_, *matches_, *bias_;
  ToneLabel *summary_, *verdict_;
  QPushButton* buttons_[6] = {};
  bool filling_ = false;
};

} // namespace fillscope
