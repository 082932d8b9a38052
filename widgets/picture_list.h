#pragma once
// The picture list: lazy thumbnails, a dot for the state, the fill figure as a badge; 400,000 rows without a
// widget each.
#include "core/annotation/project.h"
#include <QAbstractListModel>
#include <QImage>
#include <QWidget>
#include <functional>
#include <memory>
#include <optional>

class QListView;

namespace fillscope {

/// proposed: its rim is a network's and nobody has looked at it yet.
enum class PictureState { none, annotated, measured, predicted, proposed, needsLook };
enum class PictureOrder { listed, name, fill, state, confidence };

struct PictureRow {
  QString name, toolTip;
  PictureState state = PictureState::none;
  std::optional<double> fillPercent;
  bool fillPredicted = false;         ///< the figure is a network's, not measured
  std::optional<double> confidence{}; ///< 0..1 of the rim's least certain corner, where a network placed it
  bool reviewed = false;              ///< somebody has looked at it and said so
  bool waits = false;                 ///< it could have a figure, which is not known yet
  bool hasDoubtfulFigure = false;     ///< there are warnings of it, also where its state is another
  bool isDoubtful() const { return hasDoubtfulFigure || state == PictureState::needsLook; }
};

class PictureListModel : public QAbstractListModel {
  Q_OBJECT
 public:
  enum Role { StateRole = Qt::UserRole + 1, FillRole, ThumbnailRole, PredictedRole, ReviewedRole };
  explicit PictureListModel(QObject* parent = nullptr);
  ~PictureListModel() override;
  void setRows(std::vector<PictureRow> rows);
  void updateRow(int row, const PictureRow& value);
  const PictureRow& row(int index) const;
  /// Called once for a row whose thumbnail is first looked at; answer with setThumbnail, at any later time.
  /// Some thousand thumbnails are kept; a row that was dropped is asked for again when it is looked at again.
  void setThumbnailRequester(std::function<void(int row)> request);
  void setThumbnail(int row, const QImage& thumbnail); ///< null image: could not be read
  int rowCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex& index, int role) const override;

 private:
  struct Private;
  std::unique_ptr<Private> d_;
};

/// A state in a word, translated: "measured".
QString stateWord(PictureState state);

/// Filter field, list, and a line with the counts. The filter is a query (core/annotation/picture_query.h);
/// one that cannot be understood is explained below the field and leaves the list as it is.
class PictureListPanel : public QWidget {
  Q_OBJECT
 public:
  explicit PictureListPanel(QWidget* parent = nullptr);
  ~PictureListPanel() override;
  void setModel(PictureListModel* model); ///< not owned
  /// The picture of a source row, for what a query asks of regions and attributes; null: not known.
  void setPictures(std::function<const Picture*(int row)> pictures);
  /// Names of the attributes that there are, asked for when a query uses one.
  void setAttributeNames(std::function<QStringList()> names);
  int currentRow() const; ///< source row, −1 none
  void setCurrentRow(int row);
  int neighbour(int step) const; ///< source row shown step rows further, or −1
  QListView* view() const;
  void setFilter(const QString& filter);
  QString filter() const;
  void editFilter();                 ///< puts the cursor into the field
  QString problem() const;           ///< of the filter; empty: none
  void setOrder(PictureOrder order); ///< sorts anew, also where it is the order already
  PictureOrder order() const;
  int shownCount() const;
  std::vector<int> shownRows() const; ///< source rows in the order shown
  int firstShown() const;             ///< source row, −1 none
  int lastShown() const;
  /// Stands in place of the list where there is no picture at all.
  void setEmptyText(const QString& sentence);
  QSize sizeHint() const override;
  QSize minimumSizeHint() const override; ///< wide enough for the longest state beside its figure

 Q_SIGNALS:
  void currentRowChanged(int row);
  void reviewedToggled(int row); ///< from the context menu
  void shownChanged();           ///< other rows, or in another order

 private:
  void applyFilter();
  void showMenu(const QPoint& place);
  void restoreCurrent();
  void showCounts();

  struct Private;
  std::unique_ptr<Private> d_;
};

} // namespace fillscope
