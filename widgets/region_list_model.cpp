#include "widgets/filter_words.h"
#include "widgets/region_list.h"

#include "widgets/theme.h"
#include <QApplication>
#include <algorithm>

namespace fillscope {
namespace {

QString accessibleText(const RegionRow& row) {
  QStringList parts{shapeTitle(row.shape), row.label.isEmpty() ? RegionListModel::tr("no label") : row.label};
  if (!row.state.isEmpty()) parts << row.state;
  if (!row.group.isEmpty()) parts << RegionListModel::tr("group %1").arg(row.group);
  if (row.hidden) parts << RegionListModel::tr("hidden");
  if (row.locked) parts << RegionListModel::tr("locked");
  return parts.join(QStringLiteral(", "));
}

} // namespace

QString shapeTitle(const QString& shape) {
  if (shape == u"box rim") return RegionListModel::tr("rim");
  if (shape == u"keypoints") return RegionListModel::tr("keypoints");
  if (shape == u"rect") return RegionListModel::tr("rectangle");
  if (shape == u"circle") return RegionListModel::tr("circle");
  if (shape == u"ellipse") return RegionListModel::tr("ellipse");
  if (shape == u"polygon") return RegionListModel::tr("polygon");
  if (shape == u"polyline") return RegionListModel::tr("polyline");
  if (shape == u"point") return RegionListModel::tr("point");
  return RegionListModel::tr("unknown shape");
}

const QIcon& RegionListModel::icon(const QString& name) const {
  const auto known = icons_.constFind(name);
  return known != icons_.cend() ? *known : *icons_.insert(name, theme::icon(name, QApplication::palette()));
}

void RegionListModel::setRows(std::vector<RegionRow> rows) {
  if (rows.size() == rows_.size()) {
    for (std::size_t i = 0; i < rows.size(); ++i) {
      if (rows[i] == rows_[i]) continue;
      rows_[i] = std::move(rows[i]);
      // A row that no longer fits the filter stays until the filter is next edited.
      if (const int shown = shownRow(static_cast<int>(i)); shown >= 0)
        Q_EMIT dataChanged(index(shown, 0), index(shown, ColumnCount - 1));
    }
    return;
  }
  beginResetModel();
  rows_ = std::move(rows);
  refilter();
  endResetModel();
}

void RegionListModel::setFilter(const QString& filter) {
  beginResetModel();
  words_ = filterWords(filter.simplified());
  refilter();
  endResetModel();
}

bool RegionListModel::passes(const RegionRow& row) const {
  return allWordsHold(words_, [&](const QString& word) {
    const QString lower = word.toLower();
    if (lower == u"is:hidden") return row.hidden;
    if (lower == u"is:locked") return row.locked;
    for (const QString& text : {row.label, row.shape, shapeTitle(row.shape), row.state, row.group})
      if (text.contains(word, Qt::CaseInsensitive)) return true;
    return false;
  });
}

void RegionListModel::refilter() {
  shown_.clear();
  place_.assign(rows_.size(), -1);
  for (std::size_t i = 0; i < rows_.size(); ++i) {
    if (!passes(rows_[i])) continue;
    place_[i] = static_cast<int>(shown_.size());
    shown_.push_back(static_cast<int>(i));
  }
}

int RegionListModel::regionOf(int shownRow) const {
  return shownRow >= 0 && shownRow < rowCount() ? shown_[static_cast<std::size_t>(shownRow)] : -1;
}

int RegionListModel::shownRow(int region) const {
  return region >= 0 && region < regionCount() ? place_[static_cast<std::size_t>(region)] : -1;
}

int RegionListModel::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(shown_.size());
}
int RegionListModel::columnCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : int(ColumnCount);
}

QVariant RegionListModel::data(const QModelIndex& index, int role) const {
  const int region = regionOf(index.row());
  if (region < 0) return {};
  const RegionRow& row = this->row(region);
  if (role == Qt::AccessibleTextRole && index.column() == Label) return accessibleText(row);
  switch (index.column()) {
  case Label:
    if (role == Qt::DisplayRole)
      return QStringLiteral("%1  %2")
          .arg(region + 1)
          .arg(row.label.isEmpty() ? shapeTitle(row.shape) : row.label);
    if (role == Qt::EditRole) return row.label;
    if (role == Qt::DecorationRole)
      return icon(row.shape == u"box rim" ? QStringLiteral("box-tool")
                                          : QStringLiteral("shape-") + row.shape);
    if (role == Qt::ToolTipRole) return accessibleText(row);
    if (role == Qt::ForegroundRole && (row.hidden || row.label.isEmpty()))
      return theme::quietText(QApplication::palette());
    break;
  case State:
    if (role == Qt::DisplayRole)
      return row.group.isEmpty()   ? row.state
             : row.state.isEmpty() ? tr("group %1").arg(row.group)
                                   : tr("group %1, %2").arg(row.group, row.state);
    if (role == Qt::ForegroundRole) return theme::quietText(QApplication::palette());
    break;
  case Hidden:
  case Locked: {
    const bool hides = index.column() == Hidden, on = hides ? row.hidden : row.locked;
    if (role == Qt::DecorationRole)
      return icon(hides ? (on ? QStringLiteral("eye-off") : QStringLiteral("eye"))
                        : (on ? QStringLiteral("lock") : QStringLiteral("unlock")));
    if (role == Qt::ToolTipRole || role == Qt::AccessibleTextRole)
      return hides ? (on ? tr("hidden: click to show") : tr("shown: click to hide"))
                   : (on ? tr("locked: click to unlock") : tr("not locked: click to lock"));
    break;
  }
  default:
    break;
  }
  return {};
}

bool RegionListModel::setData(const QModelIndex& index, const QVariant& value, int role) {
  const int region = regionOf(index.row());
  if (region < 0 || index.column() != Label || role != Qt::EditRole) return false;
  const QString label = value.toString().trimmed();
  if (label != row(region).label) Q_EMIT labelEdited(region, label);
  return true;
}

QVariant RegionListModel::headerData(int section, Qt::Orientation orientation, int role) const {
  if (orientation != Qt::Horizontal || (role != Qt::DisplayRole && role != Qt::AccessibleTextRole)) return {};
  switch (section) {
  case Label:
    return tr("Region");
  case State:
    return tr("State");
  case Hidden:
    return role == Qt::DisplayRole ? QString() : tr("Hidden");
  default:
    return role == Qt::DisplayRole ? QString() : tr("Locked");
  }
}

Qt::ItemFlags RegionListModel::flags(const QModelIndex& index) const {
  Qt::ItemFlags flags = QAbstractTableModel::flags(index) | Qt::ItemNeverHasChildren;
  const int region = regionOf(index.row());
  if (index.column() == Label && region >= 0 && !row(region).labelFixed) flags |= Qt::ItemIsEditable;
  return flags;
}

} // namespace fillscope
