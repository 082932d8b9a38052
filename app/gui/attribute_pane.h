#pragma once
// The table of attributes: of the regions of the current picture, or of the pictures that the list shows.
#include "app/gui/region_labels.h"
#include "widgets/attribute_table.h"
#include <QTimer>
#include <QWidget>
#include <memory>

class QButtonGroup;

namespace fillscope {

class AppContext;
class PictureListPanel;

/// Follows the document while it is in sight. An edit is one step to undo, whatever the number of cells.
class AttributePane : public QWidget {
  Q_OBJECT
 public:
  enum class Things { regions, pictures };
  AttributePane(AppContext& context, PictureListPanel& list, const RegionLabels& labels,
                QWidget* parent = nullptr);
  ~AttributePane() override;
  AttributeTable& table() { return *table_; }
  Things things() const { return things_; }
  void show(Things things);
  void refresh(); ///< at once; changes of the document are gathered otherwise

 Q_SIGNALS:
  void defineRequested(); ///< somebody wants other columns
  void zoomRequested(int region);

 protected:
  void showEvent(QShowEvent* event) override;

 private:
  class RegionRows;
  class PictureRows;
  void follow(const DocumentChange& change);
  void followSelection();
  void take(const std::vector<AttributeEdit>& edits);
  void choose(const std::vector<int>& rows);
  void later();

  AppContext& context_;
  PictureListPanel& list_;
  AttributeTable* table_;
  QButtonGroup* chooser_;
  std::unique_ptr<RegionRows> regionRows_;
  std::unique_ptr<PictureRows> pictureRows_;
  Things things_ = Things::regions;
  QTimer later_;
  int shownPicture_ = -1; ///< whose regions
  bool columnsStale_ = true, choosing_ = false;
};

} // namespace fillscope
