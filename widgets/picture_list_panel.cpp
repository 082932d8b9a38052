#include "widgets/filter_words.h"
#include "widgets/picture_delegate.h"
#include "widgets/picture_filter.h"
#include "widgets/theme.h"
#include "widgets/tone_label.h"
#include <QActionGroup>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QLocale>
#include <QMenu>
#include <QPainter>
#include <QStyle>
#include <QTimer>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>

namespace fillscope {

namespace {

class PictureListView : public QListView {
 public:
  using QListView::QListView;
  QString emptyText;

 protected:
  void paintEvent(QPaintEvent* event) override {
    QListView::paintEvent(event);
    if (emptyText.isEmpty() || (model() && model()->rowCount() > 0)) return;
    QPainter painter(viewport());
    painter.setPen(theme::quietText(palette()));
    painter.drawText(viewport()->rect().adjusted(16, 16, -16, -16), Qt::AlignCenter | Qt::TextWordWrap,
                     emptyText);
  }
};

} // namespace

struct PictureListPanel::Private {
  PictureFilterModel shown;
  QLineEdit* filter = nullptr;
  QToolButton* sort = nullptr;
  PictureListView* view = nullptr;
  QLabel* counts = nullptr;
  ToneLabel* problem = nullptr;
  std::function<QStringList()> attributeNames;
  QTimer countsLater;
  QString emptyText;
  QMetaObject::Connection sourceReset;
  int current = -1; ///< source row
  bool restoring = false;
};

PictureListPanel::PictureListPanel(QWidget* parent)
    : QWidget(parent)
    , d_(std::make_unique<Private>()) {
  d_->filter =
      newFilterField(tr("Filter the pictures"),
                     tr("Part of a name, or a question. All of it must hold:\n"
                        "open, annotated, measured, predicted, proposed, doubtful, reviewed, unreviewed\n"
                        "corners<4   regions=0   fill>50   confidence<80%   corners=1..3\n"
                        "label:box   shape:polygon   weather=rain   has:weather\n"
                        "and, or, not, parentheses; a minus before a word refuses it: -measured"));
  d_->problem = new ToneLabel(Tone::bad);
  d_->problem->setWordWrap(true);
  d_->problem->setAccessibleName(tr("What is wrong with the filter"));
  d_->problem->hide();
  d_->sort = new QToolButton;
  d_->sort->setIcon(theme::icon(QStringLiteral("sort"), palette()));
  d_->sort->setAutoRaise(true);
  d_->sort->setPopupMode(QToolButton::InstantPopup);
  d_->sort->setToolTip(tr("Order of the list"));
  d_->sort->setAccessibleName(tr("Order of the list"));
  auto* menu = new QMenu(d_->sort);
  auto* group = new QActionGroup(menu);
  const std::pair<PictureOrder, QString> orders[] = {
      {PictureOrder::listed, tr("As in the project")},
      {PictureOrder::name, tr("By name")},
      {PictureOrder::fill, tr("By fill, emptiest first")},
      {PictureOrder::state, tr("By state, doubtful first")},
      {PictureOrder::confidence, tr("Least certain corners first")}};
  for (const auto& [order, text] : orders) {
    QAction* action = menu->addAction(text, this, [this, which = order] { d_->shown.setOrder(which); });
    action->setCheckable(true);
    action->setChecked(order == PictureOrder::listed);
    action->setData(static_cast<int>(order));
    group->addAction(action);
  }
  d_->sort->setMenu(menu);

  d_->view = new PictureListView;
  d_->view->setModel(&d_->shown);
  d_->view->setItemDelegate(new PictureDelegate(d_->view));
  d_->view->setUniformItemSizes(true);
  d_->view->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
  d_->view->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  d_->view->setEditTriggers(QAbstractItemView::NoEditTriggers);
  d_->view->setFrameShape(QFrame::NoFrame);
  d_->view->setAccessibleName(tr("Pictures"));
  d_->counts = new QLabel;
  d_->counts->setWordWrap(true);
  d_->counts->setObjectName(QStringLiteral("pictureCounts"));
  d_->counts->setAccessibleName(tr("Counts"));

  auto* top = new QHBoxLayout;
  top->setContentsMargins(2 * theme::grid, 2 * theme::grid, theme::grid, theme::grid);
  top->setSpacing(theme::grid);
  top->addWidget(d_->filter, 1);
  top->addWidget(d_->sort);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(0);
  layout->addLayout(top);
  d_->problem->setContentsMargins(2 * theme::grid, 0, 2 * theme::grid, theme::grid);
  layout->addWidget(d_->problem);
  layout->addWidget(d_->view, 1);
  d_->counts->setContentsMargins(2 * theme::grid, theme::grid, 2 * theme::grid, theme::grid);
  layout->addWidget(d_->counts);
  setTabOrder(d_->filter, d_->view);

  d_->countsLater.setSingleShot(true);
  connect(&d_->countsLater, &QTimer::timeout, this, &PictureListPanel::showCounts);
  connect(d_->filter, &QLineEdit::textChanged, this, &PictureListPanel::applyFilter);
  d_->view->setContextMenuPolicy(Qt::CustomContextMenu);
  connect(d_->view, &QWidget::customContextMenuRequested, this, &PictureListPanel::showMenu);
  connect(d_->filter, &QLineEdit::returnPressed, this, [this] { d_->view->setFocus(Qt::TabFocusReason); });
  connect(&d_->shown, &QAbstractItemModel::modelReset, this, [this] {
    restoreCurrent();
    showCounts();
    Q_EMIT shownChanged();
  });
  connect(&d_->shown, &QAbstractItemModel::dataChanged, this, [this] { d_->countsLater.start(50); });
  // The selection model is kept by the view for as long as its model stays.
  connect(d_->view->selectionModel(), &QItemSelectionModel::currentChanged, this,
          [this](const QModelIndex& index) {
            if (d_->restoring || !index.isValid()) return;
            const int row = d_->shown.sourceRow(index.row());
            if (row == d_->current) return;
            d_->current = row;
            Q_EMIT currentRowChanged(row);
          });
  showCounts();
}

PictureListPanel::~PictureListPanel() = default;

void PictureListPanel::setModel(PictureListModel* model) {
  d_->current = -1;
  disconnect(d_->sourceReset);
  d_->shown.setSource(model);
  if (!model) return;
  // New rows are new pictures: no row of the old list stays current.
  d_->sourceReset =
      connect(model, &QAbstractItemModel::modelAboutToBeReset, this, [this] { d_->current = -1; });
}

void PictureListPanel::setPictures(std::function<const Picture*(int row)> pictures) {
  d_->shown.setPictures(std::move(pictures));
}
void PictureListPanel::setAttributeNames(std::function<QStringList()> names) {
  d_->attributeNames = std::move(names);
}

void PictureListPanel::applyFilter() {
  QString problem;
  const Result<PictureQuery> query = parsePictureQuery(d_->filter->text().toStdString());
  if (!query) {
    problem = QString::fromStdString(query.error().sentence());
  } else if (d_->attributeNames && !query->attributes().empty()) {
    const QStringList names = d_->attributeNames();
    for (const std::string& name : query->attributes()) {
      const QString asked = QString::fromStdString(name);
      if (names.contains(asked)) continue;
      const QString near = QString::fromStdString(nearestQueryWord(name));
      problem = near.isEmpty() ? tr("No picture has an attribute “%1”.").arg(asked)
                               : tr("No picture has an attribute “%1”. Did you mean %2?").arg(asked, near);
    }
  }
  d_->problem->setText(problem);
  d_->problem->setVisible(!problem.isEmpty());
  // While something is still being typed the list keeps what it shows.
  if (query) d_->shown.setFilter(*query);
}

void PictureListPanel::showMenu(const QPoint& place) {
  const int row = d_->shown.sourceRow(d_->view->indexAt(place).row());
  if (row < 0) return;
  QMenu menu(this);
  QAction* reviewed = menu.addAction(tr("Reviewed"), this, [this, row] { Q_EMIT reviewedToggled(row); });
  reviewed->setCheckable(true);
  reviewed->setChecked(d_->shown.source()->row(row).reviewed);
  menu.exec(d_->view->viewport()->mapToGlobal(place));
}

QString PictureListPanel::filter() const { return d_->filter->text(); }
QString PictureListPanel::problem() const { return d_->problem->text(); }
void PictureListPanel::editFilter() {
  d_->filter->setFocus(Qt::ShortcutFocusReason);
  d_->filter->selectAll();
}

void PictureListPanel::restoreCurrent() {
  d_->restoring = true;
  const int row = d_->shown.shownRow(d_->current);
  const QModelIndex index = row >= 0 ? d_->shown.index(row) : QModelIndex();
  d_->view->selectionModel()->setCurrentIndex(index, QItemSelectionModel::ClearAndSelect);
  if (index.isValid()) d_->view->scrollTo(index);
  d_->restoring = false;
}

void PictureListPanel::showCounts() {
  PictureListModel* source = d_->shown.source();
  const int total = source ? source->rowCount() : 0, shown = d_->shown.rowCount();
  int measured = 0, predicted = 0, doubtful = 0, proposed = 0, reviewed = 0, waiting = 0;
  for (int i = 0; i < total; ++i) {
    const PictureRow& row = source->row(i);
    const bool isPredicted = row.fillPercent && row.fillPredicted;
    predicted += isPredicted;
    measured += !isPredicted && (row.fillPercent || row.state == PictureState::measured);
    doubtful += row.isDoubtful();
    proposed += row.state == PictureState::proposed;
    reviewed += row.reviewed;
    waiting += row.waits;
  }
  const QLocale locale;
  QStringList parts;
  if (shown != total)
    parts << tr("%1 of %2 pictures").arg(locale.toString(shown), locale.toString(total));
  else
    parts << (total == 1 ? tr("1 picture") : tr("%1 pictures").arg(locale.toString(total)));
  if (measured > 0) parts << tr("%1 measured").arg(locale.toString(measured));
  if (predicted > 0) parts << tr("%1 predicted").arg(locale.toString(predicted));
  if (waiting > 0) parts << tr("%1 not measured yet").arg(locale.toString(waiting));
  if (reviewed > 0) parts << tr("%1 reviewed").arg(locale.toString(reviewed));
  if (proposed > 0) parts << tr("%1 to review").arg(locale.toString(proposed));
  if (doubtful > 0) parts << tr("%1 doubtful").arg(locale.toString(doubtful));
  d_->counts->setText(parts.join(QStringLiteral(" · ")));
  d_->counts->setToolTip(waiting > 0
                             ? tr("Counts, filters and orders by figure know the pictures that were shown in "
                                  "the list. “Measure all pictures” in the Measure menu finds the others.")
                             : QString());
  d_->view->emptyText = total == 0 ? d_->emptyText : tr("No picture fits the filter.");
  d_->view->viewport()->update();
}

int PictureListPanel::currentRow() const { return d_->current; }

void PictureListPanel::setCurrentRow(int row) {
  PictureListModel* source = d_->shown.source();
  const int wanted = source && row >= 0 && row < source->rowCount() ? row : -1;
  const bool changes = wanted != d_->current;
  d_->current = wanted;
  restoreCurrent();
  if (changes) Q_EMIT currentRowChanged(wanted);
}

int PictureListPanel::neighbour(int step) const {
  const int shown = d_->shown.shownRow(d_->current);
  if (shown < 0) return d_->shown.sourceRow(step >= 0 ? 0 : d_->shown.rowCount() - 1);
  return d_->shown.sourceRow(shown + step);
}

QListView* PictureListPanel::view() const { return d_->view; }
void PictureListPanel::setFilter(const QString& filter) { d_->filter->setText(filter); }
void PictureListPanel::setOrder(PictureOrder order) {
  for (QAction* action : d_->sort->menu()->actions())
    action->setChecked(action->data().toInt() == static_cast<int>(order));
  d_->shown.setOrder(order);
}
PictureOrder PictureListPanel::order() const { return d_->shown.order(); }
int PictureListPanel::shownCount() const { return d_->shown.rowCount(); }
std::vector<int> PictureListPanel::shownRows() const {
  std::vector<int> rows;
  rows.reserve(static_cast<std::size_t>(shownCount()));
  for (int i = 0; i < shownCount(); ++i)
    rows.push_back(d_->shown.sourceRow(i));
  return rows;
}
int PictureListPanel::firstShown() const { return d_->shown.sourceRow(0); }
int PictureListPanel::lastShown() const { return d_->shown.sourceRow(d_->shown.rowCount() - 1); }

QSize PictureListPanel::minimumSizeHint() const {
  const int bar = style()->pixelMetric(QStyle::PM_ScrollBarExtent, nullptr, this);
  const int list = PictureDelegate::rowWidth(d_->view->font()) + bar;
  const QSize others = QWidget::minimumSizeHint();
  return {std::max(list, others.width()), others.height()};
}

QSize PictureListPanel::sizeHint() const { return {minimumSizeHint().width(), QWidget::sizeHint().height()}; }

void PictureListPanel::setEmptyText(const QString& sentence) {
  d_->emptyText = sentence;
  showCounts();
}

} // namespace fillscope
