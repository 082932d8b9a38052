#pragma once
// Attributes as a table: a row for each region or picture, a column for each attribute. 20,000 rows without a
// widget each.
#include "core/annotation/attribute_definitions.h"
#include <QAbstractTableModel>
#include <QStringList>
#include <QWidget>
#include <memory>
#include <string>
#include <vector>

class QTableView;

namespace fillscope {

/// The things that have the attributes; whoever owns them answers. Rows are counted from 0.
class AttributeRows {
 public:
  virtual ~AttributeRows() = default;
  virtual int count() const = 0;
  virtual QString name(int row) const = 0;
  virtual const Attributes& attributes(int row) const = 0;
  /// Kept by the program itself: shown, not edited.
  virtual bool isKept(int row, const std::string& attribute) const = 0;
};

/// A value that somebody wants: row of the things, not of what is shown.
struct AttributeEdit {
  int row = -1;
  std::string name;
  AttributeValue value;
  friend bool operator==(const AttributeEdit&, const AttributeEdit&) = default;
};

/// Shown rows are those that hold every word of the filter (in the name or in a value; NAME:WORD in that
/// attribute alone; a minus refuses), sorted by one column, numbers by their value, rows without one last.
class AttributeTableModel : public QAbstractTableModel {
  Q_OBJECT
 public:
  using QAbstractTableModel::QAbstractTableModel;
  static constexpr int ValueRole = Qt::UserRole; ///< AttributeValue
  static constexpr int AgreedRole =
      Qt::UserRole + 1; ///< set: somebody wants it, also where it is there already

  void setRows(const AttributeRows* rows, std::vector<AttributeDefinition> columns); ///< not owned
  /// Values are others. Rows stay where they are, also those that no longer fit: nothing jumps away under the
  /// hand.
  void refresh();
  void setFilter(const QString& filter);
  void sort(int column, Qt::SortOrder order) override; ///< −1: in the things' own order

  const std::vector<AttributeDefinition>& columns() const { return columns_; }
  int rowAt(int shownRow) const; ///< −1 outside
  int shownRow(int row) const;   ///< −1 where filtered away
  const AttributeRows* rows() const { return rows_; }
  int totalCount() const { return rows_ ? rows_->count() : 0; }
  int arrangedCount() const { return static_cast<int>(place_.size()); } ///< when it was last looked at
  int rowCount(const QModelIndex& parent = {}) const override;
  int columnCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
  bool setData(const QModelIndex& index, const QVariant& value, int role = Qt::EditRole) override;
  QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
  Qt::ItemFlags flags(const QModelIndex& index) const override;
  QString text(int shownRow, int column) const;

 Q_SIGNALS:
  void cellEdited(const QModelIndex& index, const fillscope::AttributeValue& value);

 private:
  const AttributeDefinition& column(int index) const { return columns_[static_cast<std::size_t>(index)]; }
  const AttributeValue* valueAt(int row, int column) const;
  QString textAt(int row, int column) const;
  bool passes(int row) const;
  void arrange();
  void sortShown();

  const AttributeRows* rows_ = nullptr;
  std::vector<AttributeDefinition> columns_;
  std::vector<int> shown_, place_;
  QStringList words_;
  int sortColumn_ = -1;
  Qt::SortOrder sortOrder_ = Qt::AscendingOrder;
};

/// Arrows, Enter, typing, Delete, copy and paste as in a spreadsheet. What is typed into one of several
/// chosen cells goes into all of them.
class AttributeTable : public QWidget {
  Q_OBJECT
 public:
  explicit AttributeTable(QWidget* parent = nullptr);
  ~AttributeTable() override;
  AttributeTableModel& model();
  QTableView* view() const;
  void setFilter(const QString& filter);
  void setImageFolder(const QString& folder); ///< of options of type image
  void setEmptyText(const QString& sentence);
  /// Beside the filter: what chooses between tables before it, what concerns this one after it.
  void addToStrip(QWidget* widget, bool beforeFilter);
  /// Rows with a chosen cell, ascending; of the things, not of what is shown.
  std::vector<int> chosenRows() const;
  void chooseRows(const std::vector<int>& rows); ///< scrolls to the last one; emits nothing
  void copy() const;
  void paste();
  void clearCells();
  QString note() const;   ///< what could not be pasted
  bool isEditing() const; ///< somebody types into a cell, or chooses an option in it

 Q_SIGNALS:
  /// All of them at once are one step.
  void edited(const std::vector<fillscope::AttributeEdit>& edits);
  void rowsChosen(const std::vector<int>& rows);
  void rowActivated(int row);
  void editingEnded(); ///< whatever became of it

 private:
  void takeEdit(const QModelIndex& index, const AttributeValue& value);
  void showCounts();
  struct Private;
  std::unique_ptr<Private> d_;
};

} // namespace fillscope
