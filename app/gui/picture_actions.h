#pragma once
// Verbs of the picture list: reviewed, find, go to, what to look at next, statistics.
#include "core/annotation/project.h"
#include <QDialog>

class QLineEdit;

namespace fillscope {

class ActionRegistry;
class AppContext;
class PictureListPanel;
class PictureRows;
class ToneLabel;

/// The picture that was meant: the one of this number, counted from 1; else the first whose file is named so,
/// with or without folder and suffix, then the first whose name begins so, then one that holds it. −1 none.
int pictureMeant(const QString& typed, const std::vector<Picture>& pictures);

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
