#pragma once
// Verbs of the picture list: reviewed, find, go to, what to look at next, statistics.
#include <QDialog>

class QLineEdit;

namespace fillscope {

class ActionRegistry;
class AppContext;
class PictureListPanel;
class PictureRows;
class ToneLabel;

/// A number or part of a name, and Enter.
class GoToDialog : public QDialog {
  Q_OBJECT
 public:
  GoToDialog(AppContext& context, QWidget* parent);

 private:
  int find() const; ///< −1 none
  AppContext& context_;
  QLineEdit* field_;
  ToneLabel* answer_;
};

void addPictureActions(ActionRegistry& actions, AppContext& context, PictureListPanel& list,
                       PictureRows& rows);

} // namespace fillscope
