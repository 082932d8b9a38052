#pragma once
// The regions of one picture as a list: shape, label, state, hidden, locked. 20,000 rows without a widget
// each.
#include <QAbstractTableModel>
#include <QHash>
#include <QIcon>
#include <QStringList>
#include <QWidget>
#include <memory>
#include <vector>

class QTreeView;

namespace fillscope {

struct RegionRow {
  QString shape; ///< VIA's word, "box rim" or "keypoints"; chooses the icon
  QString label; ///< "" none
  QString state; ///< a few quiet words: "2 of 4 corners", "to review"; may be ""
  QString group; ///< "" none
  bool hidden = false, locked = false;
  bool labelFixed = false; ///< the label belongs to the shape (a rim)
  friend bool operator==(const RegionRow&, const RegionRow&) = default;
};

/// "polygon" in the window's words, translated.
QString shapeTitle(const QString& shape);

/// Shown rows are those that hold every word of the filter (label, shape, state, group; is:hidden, is:locked;
/// a minus refuses), in the picture's order.
class RegionListModel : public QAbstractTableModel {
  Q_OBJECT
 public:
  enum Column { Label, State, Hidden, Locked, ColumnCount };
  using QAbstractTableModel::QAbstractTableModel;
  /// Changed rows are told one range at a time where their number stays; else all of them anew.
  void setRows(std::vector<RegionRow> rows);
  void setFilter(const QString& filter);
  const RegionRow& row(int region) const { return rows_[static_cast<std::size_t>(region)]; }
  int regionCount() const { return static_cast<int>(rows_.size()); }
  int regionOf(int shownRow) const; ///< −1 outside
  int shownRow(int region) const;   ///< −1 where filtered away
  int rowCount(const QModelIndex& parent = {}) const override;
  int columnCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex& index, int role) const override;
  bool setData(const QModelIndex& index, const QVariant& value, int role) override;
  QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
  Qt::ItemFlags flags(const QModelIndex& index) const override;

 Q_SIGNALS:
  void labelEdited(int region, const QString& label);

 private:
  bool passes(const RegionRow& row) const;
  void refilter();
  const QIcon& icon(const QString& name) const; ///< made once for each name, not for each row
  mutable QHash<QString, QIcon> icons_;
  std::vector<RegionRow> rows_;
  std::vector<int> shown_, place_;
  QStringList words_;
};

/// Values in, intent out: whoever owns the regions answers the signals with setRows and setSelection.
class RegionListPanel : public QWidget {
  Q_OBJECT
 public:
  explicit RegionListPanel(QWidget* parent = nullptr);
  ~RegionListPanel() override;
  void setRows(std::vector<RegionRow> rows);
  void setSelection(const std::vector<int>& regions); ///< scrolls to the last one; emits nothing
  std::vector<int> selection() const;                 ///< ascending
  void setFilter(const QString& filter);
  /// Offered while a label is typed, and shown with their digit: the first nine.
  void setLabels(const QStringList& labels);
  void editLabel(); ///< of the current row, in place
  RegionListModel& model();
  QTreeView* view() const;

 Q_SIGNALS:
  void selectionEdited(const std::vector<int>& regions);
  void labelEdited(int region, const QString& label);
  void hideRequested(const std::vector<int>& regions, bool hidden);
  void lockRequested(const std::vector<int>& regions, bool locked);
  void groupRequested(const std::vector<int>& regions, bool together);
  void removeRequested(const std::vector<int>& regions);
  void zoomRequested(int region);

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  QWidget* makeButtons();
  void clicked(const QModelIndex& index);
  void showMenu(const QPoint& place);
  void showCounts();
  struct Private;
  std::unique_ptr<Private> d_;
};

} // namespace fillscope
