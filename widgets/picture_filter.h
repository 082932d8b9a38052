#pragma once
// Which rows of the picture list are shown and in which order. Built for hundreds of thousands of rows: one
// vector.
#include "widgets/picture_list.h"
#include <QPointer>

namespace fillscope {

/// One word of the filter field.
struct PictureTerm {
  enum class Kind { name, state, fillAbove, fillBelow };
  Kind kind = Kind::name;
  QString text;
  double value = 0;
  bool refused = false;
  bool holds(const PictureRow& row) const;
};
std::vector<PictureTerm> parsePictureFilter(const QString& filter);

class PictureFilterModel : public QAbstractListModel {
  Q_OBJECT
 public:
  using QAbstractListModel::QAbstractListModel;
  void setSource(PictureListModel* source); ///< not owned
  PictureListModel* source() const { return source_; }
  void setFilter(const QString& filter);
  void setOrder(PictureOrder order);
  PictureOrder order() const { return order_; }
  int sourceRow(int shownRow) const; ///< −1 outside
  int shownRow(int sourceRow) const; ///< −1 where filtered away
  int rowCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex& index, int role) const override;

 private:
  void rebuild();
  bool isIdentity() const { return terms_.empty() && order_ == PictureOrder::listed; }

  QPointer<PictureListModel> source_;
  std::vector<PictureTerm> terms_;
  PictureOrder order_ = PictureOrder::listed;
  std::vector<int> rows_,
      shown_; ///< shown row → source row and back; empty where nothing is filtered or sorted
};

} // namespace fillscope
