#include "widgets/picture_list.h"

#include <QCache>
#include <QCoreApplication>
#include <algorithm>
#include <cmath>

namespace fillscope {

namespace {

constexpr int keptThumbnails = 4000;
constexpr int thumbnailSide = 192; ///< device pixels, enough for a ratio of 3

QString accessibleText(const PictureRow& row) {
  QString state = row.name + QLatin1String(", ") + stateWord(row.state);
  if (row.reviewed)
    state += QLatin1String(", ") + QCoreApplication::translate("fillscope::PictureListModel", "reviewed");
  if (!row.fillPercent) return state;
  return QCoreApplication::translate("fillscope::PictureListModel", "%1, fill %2 percent")
      .arg(state)
      .arg(std::lround(*row.fillPercent));
}

} // namespace

QString stateWord(PictureState state) {
  switch (state) {
  case PictureState::none:
    return QCoreApplication::translate("fillscope::PictureListModel", "not annotated");
  case PictureState::annotated:
    return QCoreApplication::translate("fillscope::PictureListModel", "annotated");
  case PictureState::measured:
    return QCoreApplication::translate("fillscope::PictureListModel", "measured");
  case PictureState::predicted:
    return QCoreApplication::translate("fillscope::PictureListModel", "predicted");
  case PictureState::proposed:
    return QCoreApplication::translate("fillscope::PictureListModel", "to review");
  case PictureState::needsLook:
    return QCoreApplication::translate("fillscope::PictureListModel", "needs a look");
  }
  return {};
}

struct PictureListModel::Private {
  enum class Thumbnail : std::uint8_t { unknown, requested, known, unreadable };

  std::vector<PictureRow> rows;
  std::vector<Thumbnail> thumbnailStates;
  QCache<int, QImage> thumbnails{keptThumbnails};
  std::function<void(int)> request;
};

PictureListModel::PictureListModel(QObject* parent)
    : QAbstractListModel(parent)
    , d_(std::make_unique<Private>()) {}

PictureListModel::~PictureListModel() = default;

void PictureListModel::setRows(std::vector<PictureRow> rows) {
  beginResetModel();
  d_->rows = std::move(rows);
  d_->thumbnailStates.assign(d_->rows.size(), Private::Thumbnail::unknown);
  d_->thumbnails.clear();
  endResetModel();
}

void PictureListModel::updateRow(int row, const PictureRow& value) {
  if (row < 0 || row >= rowCount()) return;
  d_->rows[static_cast<std::size_t>(row)] = value;
  Q_EMIT dataChanged(index(row), index(row),
                     {Qt::DisplayRole, Qt::ToolTipRole, StateRole, FillRole, PredictedRole, ReviewedRole});
}

const PictureRow& PictureListModel::row(int index) const { return d_->rows[static_cast<std::size_t>(index)]; }

void PictureListModel::setThumbnailRequester(std::function<void(int row)> request) {
  d_->request = std::move(request);
}

void PictureListModel::setThumbnail(int row, const QImage& thumbnail) {
  if (row < 0 || row >= rowCount()) return;
  auto& state = d_->thumbnailStates[static_cast<std::size_t>(row)];
  if (thumbnail.isNull()) {
    state = Private::Thumbnail::unreadable;
  } else {
    const bool large = std::max(thumbnail.width(), thumbnail.height()) > thumbnailSide;
    d_->thumbnails.insert(row,
                          new QImage(large ? thumbnail.scaled(thumbnailSide, thumbnailSide,
                                                              Qt::KeepAspectRatio, Qt::SmoothTransformation)
                                           : thumbnail));
    state = Private::Thumbnail::known;
  }
  Q_EMIT dataChanged(index(row), index(row), {ThumbnailRole});
}

int PictureListModel::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(d_->rows.size());
}

QVariant PictureListModel::data(const QModelIndex& index, int role) const {
  if (!index.isValid() || index.row() >= rowCount()) return {};
  const PictureRow& row = d_->rows[static_cast<std::size_t>(index.row())];
  switch (role) {
  case Qt::DisplayRole:
    return row.name;
  case Qt::ToolTipRole: {
    const QString text = row.toolTip.isEmpty() ? row.name : row.toolTip;
    QString state = stateWord(row.state);
    if (row.reviewed)
      state += QLatin1String(", ") + QCoreApplication::translate("fillscope::PictureListModel", "reviewed");
    if (row.confidence)
      state +=
          QLatin1Char('\n') + QCoreApplication::translate("fillscope::PictureListModel", "corners %1 % sure")
                                  .arg(std::lround(100 * *row.confidence));
    if (row.fillPercent && row.fillPredicted)
      state += QLatin1Char('\n') + QCoreApplication::translate("fillscope::PictureListModel",
                                                               "fill from a network, not measured");
    return text + QLatin1Char('\n') + state;
  }
  case Qt::AccessibleTextRole:
    return accessibleText(row);
  case StateRole:
    return static_cast<int>(row.state);
  case FillRole:
    return row.fillPercent ? QVariant(*row.fillPercent) : QVariant();
  case PredictedRole:
    return row.fillPredicted;
  case ReviewedRole:
    return row.reviewed;
  case ThumbnailRole: {
    if (const QImage* known = d_->thumbnails.object(index.row())) return *known;
    auto& state = d_->thumbnailStates[static_cast<std::size_t>(index.row())];
    const bool ask = state == Private::Thumbnail::unknown || state == Private::Thumbnail::known;
    if (ask && d_->request) {
      state = Private::Thumbnail::requested;
      d_->request(index.row());
    }
    const QImage* answered = d_->thumbnails.object(index.row());
    return answered ? QVariant(*answered) : QVariant();
  }
  default:
    return {};
  }
}

} // namespace fillscope
