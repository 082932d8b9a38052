#pragma once
// The right side: the figure first, always in sight; below it, scrolling, what it rests on.
#include "widgets/fill_panel.h"
#include "widgets/sources_panel.h"
#include <QPointer>
#include <QWidget>
#include <vector>

class QScrollArea;
class QToolButton;
class QUndoStack;

namespace fillscope {

class AppContext;

class Inspector : public QWidget {
  Q_OBJECT
 public:
  explicit Inspector(AppContext& context, QWidget* parent = nullptr);
  FillPanel& fillPanel() { return *fill_; }
  SourcesPanel& sourcesPanel() { return *sources_; }
  void chooseFile(SourcesPanel::File file); ///< asks for a file of the current picture

 Q_SIGNALS:
  /// Settings of one picture went to others too, as one step of that stack.
  void shared(const QString& sentence, QUndoStack* stack);

 protected:
  void changeEvent(QEvent* event) override;
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  void hold(QWidget* edited); ///< keeps it at its place on the screen while it has the focus
  void showFill();
  void showSize();
  void showSources();
  void showMaps();
  void applyEdited(const PictureSources& sources);
  void applyToAll();
  void showWarningCount();
  QString cameraSummary() const;

  AppContext& context_;
  FillPanel* fill_;
  SourcesPanel* sources_;
  QScrollArea* scroll_;
  QToolButton* warnings_;
  std::vector<QPointer<QWidget>> held_; ///< the field with the focus and what it lies in
  int owed_ = 0;                        ///< pixels that the bar could not go yet
};

} // namespace fillscope
