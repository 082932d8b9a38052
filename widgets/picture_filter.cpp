#include "widgets/picture_filter.h"

#include <algorithm>
#include <numeric>

namespace fillscope {

void PictureFilterModel::setSource(PictureListModel* source) {
  if (source_) source_->disconnect(this);
  source_ = source;
  if (source) {
    connect(source, &QAbstractItemModel::modelReset, this, &PictureFilterModel::rebuild);
    connect(source, &QObject::destroyed, this, &PictureFilterModel::rebuild);
    // A row that no longer fits the filter stays until the filter is next edited: nothing jumps away under
    // the hand.
    connect(source, &QAbstractItemModel::dataChanged, this,
            [this](const QModelIndex& changed, const QModelIndex&) {
              const int row = shownRow(changed.row());
              if (row >= 0) Q_EMIT dataChanged(index(row), index(row));
            });
  }
  rebuild();
}

void PictureFilterModel::setFilter(const PictureQuery& query) {
  if (query.isEmpty() && query_.isEmpty()) return;
  query_ = query;
  rebuild();
}

bool PictureFilterModel::holds(int row) const {
  const PictureRow& value = source_->row(row);
  PictureFacts facts;
  facts.name = value.name;
  facts.picture = pictures_ ? pictures_(row) : nullptr;
  facts.annotated = value.state != PictureState::none;
  facts.predicted = value.fillPercent && value.fillPredicted;
  facts.measured = (value.fillPercent && !value.fillPredicted) || value.state == PictureState::measured;
  facts.proposed = value.state == PictureState::proposed;
  facts.doubtful = value.isDoubtful();
  facts.fill = value.fillPercent;
  facts.confidence = value.confidence;
  return query_.holds(facts);
}

void PictureFilterModel::setOrder(PictureOrder order) {
  order_ = order;
  rebuild();
}

void PictureFilterModel::rebuild() {
  beginResetModel();
  rows_.clear();
  shown_.clear();
  if (source_ && !isIdentity()) {
    const int count = source_->rowCount();
    for (int i = 0; i < count; ++i)
      if (holds(i)) rows_.push_back(i);
    const auto before = [this](int a, int b) {
      const PictureRow &x = source_->row(a), &y = source_->row(b);
      switch (order_) {
      case PictureOrder::name:
        return QString::compare(x.name, y.name, Qt::CaseInsensitive) < 0;
      case PictureOrder::fill:
        return x.fillPercent.value_or(1e9) < y.fillPercent.value_or(1e9);
      case PictureOrder::state:
        return x.isDoubtful() != y.isDoubtful() ? x.isDoubtful() : x.state > y.state;
      case PictureOrder::confidence: {
        // What waits to be looked at comes first; what no network placed comes last.
        const auto rank = [](const PictureRow& row) {
          return row.state == PictureState::proposed ? 0 : row.confidence ? 1 : 2;
        };
        if (rank(x) != rank(y)) return rank(x) < rank(y);
        return x.confidence.value_or(0) < y.confidence.value_or(0);
      }
      case PictureOrder::listed:
        break;
      }
      return a < b;
    };
    if (order_ != PictureOrder::listed) std::stable_sort(rows_.begin(), rows_.end(), before);
    shown_.assign(static_cast<std::size_t>(count), -1);
    for (std::size_t i = 0; i < rows_.size(); ++i)
      shown_[static_cast<std::size_t>(rows_[i])] = static_cast<int>(i);
  }
  endResetModel();
}

int PictureFilterModel::sourceRow(int shownRow) const {
  if (shownRow < 0 || shownRow >= rowCount()) return -1;
  return isIdentity() ? shownRow : rows_[static_cast<std::size_t>(shownRow)];
}

int PictureFilterModel::shownRow(int sourceRow) const {
  if (!source_ || sourceRow < 0 || sourceRow >= source_->rowCount()) return -1;
  return isIdentity() ? sourceRow : shown_[static_cast<std::size_t>(sourceRow)];
}

int PictureFilterModel::rowCount(const QModelIndex& parent) const {
  if (parent.isValid() || !source_) return 0;
  return isIdentity() ? source_->rowCount() : static_cast<int>(rows_.size());
}

QVariant PictureFilterModel::data(const QModelIndex& index, int role) const {
  const int row = sourceRow(index.row());
  return row < 0 ? QVariant() : source_->data(source_->index(row), role);
}

} // namespace fillscope
