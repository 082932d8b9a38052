#pragma once
// Which rows of the picture list are shown and in which order. Built for hundreds of thousands of rows: one
// vector.
#include "core/annotation/picture_query.h"
#include "widgets/picture_list.h"
#include <QPointer>

namespace fillscope {

class PictureFilterModel : public QAbstractListModel {
  Q_OBJECT
 public:
  using QAbstractListModel::QAbstractListModel;
  void setSource(PictureListModel* source); ///< not owned
  PictureListModel* source() const { return source_; }
  void setPictures(std::function<const Picture*(int row)> pictures) { pictures_ = std::move(pictures); }
  void setFilter(const PictureQuery& query);
  void setOrder(PictureOrder order);
  PictureOrder order() const { return order_; }
  int sourceRow(int shownRow) const; ///< −1 outside
  int shownRow(int sourceRow) const; ///< −1 where filtered away
  int rowCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex& index, int role) const override;

 private:
  void rebuild();
  bool holds(int row) const;
  bool isIdentity() const { return query_.isEmpty() && order_ == PictureOrder::listed; }

  QPointer<PictureListModel> source_;
  std::function<const Picture*(int)> pictures_;
  PictureQuery query_;
  PictureOrder order_ = PictureOrder::listed;
  std::vector<int> rows_,
      shown_; ///< shown row → source row and back; empty where nothing is filtered or sorted
};

} // namespace fillscope
