#include "widgets/attribute_table.h"
#include "widgets/attribute_text.h"
#include "widgets/filter_words.h"
#include "widgets/theme.h"
#include <QApplication>
#include <QCollator>
#include <numeric>

namespace fillscope {

void AttributeTableModel::setRows(const AttributeRows* rows, std::vector<AttributeDefinition> columns) {
  const bool sameColumns = columns == columns_;
  beginResetModel();
  rows_ = rows;
  columns_ = std::move(columns);
  if (!sameColumns && sortColumn_ >= columnCount()) sortColumn_ = -1;
  arrange();
  endResetModel();
}

void AttributeTableModel::refresh() {
  if (static_cast<int>(place_.size()) != totalCount()) {
    beginResetModel();
    arrange();
    endResetModel();
  } else if (rowCount() > 0) {
    Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
    Q_EMIT headerDataChanged(Qt::Vertical, 0, rowCount() - 1);
  }
}

void AttributeTableModel::setFilter(const QString& filter) {
  beginResetModel();
  words_ = filterWords(filter);
  arrange();
  endResetModel();
}

void AttributeTableModel::sort(int column, Qt::SortOrder order) {
  if (column == sortColumn_ && order == sortOrder_) return;
  Q_EMIT layoutAboutToBeChanged();
  const QModelIndexList before = persistentIndexList();
  std::vector<int> rows;
  for (const QModelIndex& index : before)
    rows.push_back(rowAt(index.row()));
  sortColumn_ = column < columnCount() ? column : -1;
  sortOrder_ = order;
  sortShown();
  QModelIndexList after;
  for (qsizetype i = 0; i < before.size(); ++i)
    after << index(shownRow(rows[static_cast<std::size_t>(i)]), before[i].column());
  changePersistentIndexList(before, after);
  Q_EMIT layoutChanged();
}

bool AttributeTableModel::passes(int row) const {
  return allWordsHold(words_, [&](const QString& word) {
    const qsizetype colon = word.indexOf(QLatin1Char(':'));
    const QString named = word.left(std::max<qsizetype>(colon, 0)), part = word.mid(colon + 1);
    bool isNamed = false;
    for (int i = 0; i < columnCount(); ++i) {
      const bool isThis = named.compare(QString::fromStdString(column(i).name), Qt::CaseInsensitive) == 0;
      isNamed = isNamed || isThis;
      if (isThis && textAt(row, i).contains(part, Qt::CaseInsensitive)) return true;
    }
    if (isNamed) return false;
    if (rows_->name(row).contains(word, Qt::CaseInsensitive)) return true;
    for (int i = 0; i < columnCount(); ++i)
      if (textAt(row, i).contains(word, Qt::CaseInsensitive)) return true;
    return false;
  });
}

void AttributeTableModel::arrange() {
  const int count = totalCount();
  shown_.clear();
  for (int i = 0; i < count; ++i)
    if (words_.isEmpty() || passes(i)) shown_.push_back(i);
  sortShown();
}

void AttributeTableModel::sortShown() {
  std::sort(shown_.begin(), shown_.end());
  if (sortColumn_ >= 0) {
    QCollator collator;
    collator.setNumericMode(true);
    collator.setCaseSensitivity(Qt::CaseInsensitive);
    struct Keyed {
      std::optional<QCollatorSortKey> key; ///< nothing: no value, or a number
      std::optional<double> number;
      int row;
      int rank() const { return number ? 0 : key ? 1 : 2; }
    };
    std::vector<Keyed> keyed;
    keyed.reserve(shown_.size());
    for (const int row : shown_) {
      const QString shown = textAt(row, sortColumn_);
      bool isNumber = false;
      const double number = shown.toDouble(&isNumber);
      Keyed one{std::nullopt, std::nullopt, row};
      if (isNumber && number == number)
        one.number = number;
      else if (!shown.isEmpty())
        one.key = collator.sortKey(shown);
      keyed.push_back(std::move(one));
    }
    const bool falls = sortOrder_ == Qt::DescendingOrder;
    std::stable_sort(keyed.begin(), keyed.end(), [falls](const Keyed& a, const Keyed& b) {
      if (a.rank() != b.rank())
        return a.rank() == 2 || b.rank() == 2 ? a.rank() < b.rank() : (a.rank() < b.rank()) != falls;
      const Keyed &low = falls ? b : a, &high = falls ? a : b;
      if (a.number) return *low.number < *high.number;
      return a.key && low.key->compare(*high.key) < 0;
    });
    std::transform(keyed.begin(), keyed.end(), shown_.begin(), [](const Keyed& one) { return one.row; });
  }
  place_.assign(static_cast<std::size_t>(totalCount()), -1);
  for (std::size_t i = 0; i < shown_.size(); ++i)
    place_[static_cast<std::size_t>(shown_[i])] = static_cast<int>(i);
}

int AttributeTableModel::rowAt(int shownRow) const {
  return shownRow >= 0 && shownRow < rowCount() ? shown_[static_cast<std::size_t>(shownRow)] : -1;
}

int AttributeTableModel::shownRow(int row) const {
  return row >= 0 && row < static_cast<int>(place_.size()) ? place_[static_cast<std::size_t>(row)] : -1;
}

int AttributeTableModel::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(shown_.size());
}

int AttributeTableModel::columnCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(columns_.size());
}

const AttributeValue* AttributeTableModel::valueAt(int row, int at) const {
  // Between a change of the things and the next refresh there may be fewer of them.
  return row >= 0 && row < totalCount() ? rows_->attributes(row).find(column(at).name) : nullptr;
}

QString AttributeTableModel::textAt(int row, int at) const {
  const AttributeValue* value = valueAt(row, at);
  return value ? attributeText(column(at), *value) : QString();
}

QString AttributeTableModel::text(int shownRow, int column) const { return textAt(rowAt(shownRow), column); }

QVariant AttributeTableModel::data(const QModelIndex& index, int role) const {
  const int row = rowAt(index.row());
  if (row < 0 || row >= totalCount() || index.column() >= columnCount()) return {};
  const AttributeValue* value = valueAt(row, index.column());
  switch (role) {
  case Qt::DisplayRole:
  case Qt::ToolTipRole:
    return textAt(row, index.column());
  case Qt::EditRole:
  case ValueRole:
    return QVariant::fromValue(value ? *value : AttributeValue{});
  case Qt::AccessibleTextRole:
    return QStringLiteral("%1, %2: %3")
        .arg(rows_->name(row), QString::fromStdString(column(index.column()).name),
             value ? textAt(row, index.column()) : tr("not set"));
  case Qt::ForegroundRole:
    if (!(flags(index) & Qt::ItemIsEditable)) return theme::quietText(QApplication::palette());
    return {};
  default:
    return {};
  }
}

bool AttributeTableModel::setData(const QModelIndex& index, const QVariant& value, int role) {
  if ((role != Qt::EditRole && role != AgreedRole) || !(flags(index) & Qt::ItemIsEditable)) return false;
  const auto wanted = value.value<AttributeValue>();
  const AttributeValue* known = valueAt(rowAt(index.row()), index.column());
  // An empty set of checks is as good as none.
  const auto isNothing = [](const AttributeValue& v) { return v.text.empty() || v.text == "{}"; };
  const bool isThere =
      known ? *known == wanted || (isNothing(*known) && isNothing(wanted)) : isNothing(wanted);
  if (isThere && role != AgreedRole) return false;
  Q_EMIT cellEdited(index, wanted);
  return true;
}

QVariant AttributeTableModel::headerData(int section, Qt::Orientation orientation, int role) const {
  if (orientation == Qt::Vertical) {
    const int row = rowAt(section);
    if (row < 0 || row >= totalCount()) return {};
    if (role == Qt::DisplayRole || role == Qt::ToolTipRole) return rows_->name(row);
    if (role == Qt::TextAlignmentRole) return int(Qt::AlignLeft | Qt::AlignVCenter);
    return {};
  }
  if (section < 0 || section >= columnCount()) return {};
  const AttributeDefinition& shown = column(section);
  if (role == Qt::DisplayRole) return QString::fromStdString(shown.name);
  if (role == Qt::TextAlignmentRole) return int(Qt::AlignLeft | Qt::AlignVCenter);
  if (role == Qt::ToolTipRole)
    return shown.kind == AttributeKind::foreign ? tr("Of a type that VIA does not know: kept as it is.")
           : !shown.declared ? tr("Used, but not in the list of attributes: VIA shows it as a text.")
           : shown.description.empty() ? QString::fromStdString(shown.name)
                                       : QString::fromStdString(shown.description);
  return {};
}

Qt::ItemFlags AttributeTableModel::flags(const QModelIndex& index) const {
  const int row = rowAt(index.row());
  if (row < 0 || row >= totalCount()) return Qt::NoItemFlags;
  const AttributeDefinition& shown = column(index.column());
  const bool edits = isEditable(shown, valueAt(row, index.column())) && !rows_->isKept(row, shown.name);
  return Qt::ItemIsSelectable | Qt::ItemIsEnabled | (edits ? Qt::ItemIsEditable : Qt::NoItemFlags);
}

} // namespace fillscope
