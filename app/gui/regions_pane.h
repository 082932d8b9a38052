#pragma once
// The panel of regions: their list, and below it the attributes of what is selected and of the picture.
#include "app/gui/region_labels.h"
#include "widgets/attribute_form.h"
#include "widgets/region_list.h"
#include <QTimer>
#include <QWidget>

class QScrollArea;
class QSplitter;
class QToolButton;

namespace fillscope {

class ActionRegistry;
class AppContext;
class ToneLabel;

class RegionsPane : public QWidget {
  Q_OBJECT
 public:
  RegionsPane(AppContext& context, QWidget* parent = nullptr);
  RegionListPanel& list() { return *list_; }
  AttributeForm& regionForm() { return *regionForm_; }
  AttributeForm& pictureForm() { return *pictureForm_; }
  RegionLabels& labels() { return labels_; }
  /// Region verbs that need no pointer: labels by digit, lock, hide, group, attributes.
  void addActions(ActionRegistry& actions);
  void refresh(); ///< at once; changes of the document are gathered otherwise

 Q_SIGNALS:
  void zoomRequested(int region);
  void labelEditRequested();        ///< the panel should be in sight
  void refused(const QString& why); ///< nothing was done; one sentence

 private:
  void showForms();
  void orderTabs(); ///< fields made later would come last of all in the window
  void label(const std::vector<int>& regions, const QString& label);
  void group(const std::vector<int>& regions, bool together);
  void setRegionAttribute(const QString& name, const AttributeValue& value);
  void setPictureAttribute(const QString& name, const AttributeValue& value);
  void editDefinitions();
  void endTyping(); ///< it goes to what the forms show, or nowhere where that is gone
  RegionRow rowOf(int region) const;
  int picture() const;
  /// Those that are not locked; where none is left it is told.
  std::vector<int> unlocked(const std::vector<int>& regions);

  AppContext& context_;
  RegionLabels labels_;
  RegionListPanel* list_;
  AttributeForm *regionForm_, *pictureForm_;
  int shownGeneration_ = 0, shownPicture_ = -1; ///< what the forms show: of the project, its picture
  std::vector<int> shownRegions_;
  ToneLabel *regionHeading_, *pictureHeading_, *regionHint_;
  QScrollArea* scroll_ = nullptr;
  QToolButton* define_ = nullptr;
  QTimer later_;
};

} // namespace fillscope
