#pragma once
// The picture list: lazy thumbnails, a dot for the state, the fill figure as a badge; 400,000 rows without a
// widget each.
#include <QAbstractListModel>
#include <QImage>
#include <QWidget>
#include <functional>
#include <memory>
#include <optional>

class QListView;

namespace fillscope {

/// proposed: its rim is a network's and nobody has looked at it yet.
enum class PictureState { none, annotated, measured, proposed, needsLook };
enum class PictureOrder { listed, name, fill, state, confidence };

struct PictureRow {
  QString name, toolTip;
  PictureState state = PictureState::none;
  std::optional<double> fillPercent;
  bool fillPredicted = false;         ///< the figure is a network's, not measured
  std::optional<double> confidence{}; ///< 0..1 of the rim's least certain corner, where a network placed it
};

class PictureListModel : public QAbstractListModel {
  Q_OBJECT
 public:
  enum Role { StateRole = Qt::UserRole + 1, FillRole, ThumbnailRole, PredictedRole };
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

/// Filter field, list, and a line with the counts. The filter takes words that must all hold: part of the
/// name, is:open, is:annotated, is:measured, is:proposed, is:doubtful, fill>50, fill<20, and each of them
/// refused with a minus before.
class PictureListPanel : public QWidget {
  Q_OBJECT
 public:
  explicit PictureListPanel(QWidget* parent = nullptr);
  ~PictureListPanel() override;
  void setModel(PictureListModel* model); ///< not owned
  int currentRow() const;                 ///< source row, −1 none
  void setCurrentRow(int row);
  int neighbour(int step) const; ///< source row shown step rows further, or −1
  QListView* view() const;
  void setFilter(const QString& filter);
  void setOrder(PictureOrder order); ///< sorts anew, also where it is the order already
  PictureOrder order() const;
  int shownCount() const;
  /// Stands in place of the list where there is no picture at all.
  void setEmptyText(const QString& sentence);
  QSize sizeHint() const override;
  QSize minimumSizeHint() const override; ///< wide enough for the longest state beside its figure

 Q_SIGNALS:
  void currentRowChanged(int row);

 private:
  void restoreCurrent();
  void showCounts();

  struct Private;
  std::unique_ptr<Private> d_;
};

} // namespace fillscope
