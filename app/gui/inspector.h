#pragma once
// The right side: the figure first, then what it rests on.
#include "widgets/fill_panel.h"
#include "widgets/sources_panel.h"
#include <QScrollArea>

namespace fillscope {

class AppContext;

class Inspector : public QScrollArea {
  Q_OBJECT
 public:
  explicit Inspector(AppContext& context, QWidget* parent = nullptr);
  FillPanel& fillPanel() { return *fill_; }
  SourcesPanel& sourcesPanel() { return *sources_; }
  void chooseFile(SourcesPanel::File file); ///< asks for a file of the current picture

 private:
  void showFill();
  void showSize();
  void showSources();
  void showMaps();
  void applyToAll();
  QString cameraSummary() const;

  AppContext& context_;
  FillPanel* fill_;
  SourcesPanel* sources_;
};

} // namespace fillscope
