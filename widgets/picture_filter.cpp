#include "widgets/picture_filter.h"

#include <algorithm>
#include <numeric>

namespace fillscope {

bool PictureTerm::holds(const PictureRow& row) const {
  bool result = true;
  switch (kind) {
  case Kind::name:
    result = row.name.contains(text, Qt::CaseInsensitive);
    break;
  case Kind::fillAbove:
    result = row.fillPercent && *row.fillPercent > value;
    break;
  case Kind::fillBelow:
    result = row.fillPercent && *row.fillPercent < value;
    break;
  case Kind::state:
    if (text == QLatin1String("open"))
      result = row.state == PictureState::none;
    else if (text == QLatin1String("annotated"))
      result = row.state != PictureState::none;
    else if (text == QLatin1String("measured"))
      result = row.fillPercent || row.state == PictureState::measured;
    else if (text == QLatin1String("proposed"))
      result = row.state == PictureState::proposed;
    else
      result = row.state == PictureState::needsLook;
    break;
  }
  return result != refused;
}

std::vector<PictureTerm> parsePictureFilter(const QString& filter) {
  static const QStringList states{QStringLiteral("open"), QStringLiteral("annotated"),
                                  QStringLiteral("measured"), QStringLiteral("proposed"),
                                  QStringLiteral("doubtful")};
  std::vector<PictureTerm> terms;
  for (QString word : filter.simplified().split(QLatin1Char(' '), Qt::SkipEmptyParts)) {
    PictureTerm term;
    term.refused = word.size() > 1 && word.startsWith(QLatin1Char('-'));
    if (term.refused) word.remove(0, 1);
    term.text = word;
    const QString lower = word.toLower();
    bool isNumber = false;
    const double number = lower.mid(5).toDouble(&isNumber);
    if (lower.startsWith(QLatin1String("is:")) && states.contains(lower.mid(3))) {
      term.kind = PictureTerm::Kind::state;
      term.text = lower.mid(3);
    } else if (isNumber &&
               (lower.startsWith(QLatin1String("fill>")) || lower.startsWith(QLatin1String("fill<")))) {
      term.kind = lower[4] == QLatin1Char('>') ? PictureTerm::Kind::fillAbove : PictureTerm::Kind::fillBelow;
      term.value = number;
    }
    terms.push_back(term);
  }
  return terms;
}

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

void PictureFilterModel::setFilter(const QString& filter) {
  terms_ = parsePictureFilter(filter);
  rebuild();
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
      if (std::all_of(terms_.begin(), terms_.end(),
                      [&](const PictureTerm& t) { return t.holds(source_->row(i)); }))
        rows_.push_back(i);
    const auto before = [this](int a, int b) {
      const PictureRow &x = source_->row(a), &y = source_->row(b);
      switch (order_) {
      case PictureOrder::name:
        return QString::compare(x.name, y.name, Qt::CaseInsensitive) < 0;
      case PictureOrder::fill:
        return x.fillPercent.value_or(1e9) < y.fillPercent.value_or(1e9);
      case PictureOrder::state:
        return x.state > y.state;
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
