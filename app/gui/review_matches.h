#pragma once
// One picture of a review: its regions side by side, and the buttons that take something over.
#include "app/gui/review_session.h"
#include <QWidget>
#include <optional>

class QPushButton;
class QTreeWidget;

namespace fillscope {

class ToneLabel;

class ReviewMatches : public QWidget {
  Q_OBJECT
 public:
  /// session and document outlive it.
  ReviewMatches(const AnnotationDocument& document, ReviewSession& session, QWidget* parent = nullptr);
  void showPicture(int picture); ///< of the document, −1 none; what was chosen stays chosen
  /// Null where the row is a region that only one of the two has.
  const ShapeMatch* chosenMatch() const;
  int chosenCorner() const; ///< of chosenMatch(), −1 all of it

 Q_SIGNALS:
  void chosenChanged();

 private:
  enum class Kind { match, corner, mine, theirs };
  struct Row {
    Kind kind = Kind::match;
    int index = -1; ///< of the match, or of the region
    int corner = -1;
    friend bool operator==(const Row&, const Row&) = default;
  };
  QWidget* makeButtons();
  void fill(const PictureAgreement& agreement);
  void showVerdict(const PictureAgreement* agreement);
  void showButtons();
  void act(int verb);
  std::optional<Row> chosen() const;

  const AnnotationDocument& document_;
  ReviewSession& session_;
  int picture_ = -1;
  ToneLabel* verdict_;
  QTreeWidget* table_;
  QPushButton* buttons_[6] = {};
  bool filling_ = false;
};

} // namespace fillscope
