#include "widgets/picture_delegate.h"
#include "widgets/picture_filter.h"
#include "widgets/theme.h"
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
  QTimer countsLater;
  QString emptyText;
  QMetaObject::Connection sourceReset;
  int current = -1; ///< source row
  bool restoring = false;
};

PictureListPanel::PictureListPanel(QWidget* parent)
    : QWidget(parent)
    , d_(std::make_unique<Private>()) {
  d_->filter = new QLineEdit;
  d_->filter->setPlaceholderText(tr("Filter"));
  d_->filter->setClearButtonEnabled(true);
  d_->filter->addAction(theme::icon(QStringLiteral("search"), palette()), QLineEdit::LeadingPosition);
  d_->filter->setAccessibleName(tr("Filter the pictures"));
  d_->filter->setToolTip(tr(
      "Part of a name, or is:open, is:annotated, is:measured, is:proposed, is:doubtful, fill>50, fill<20.\n"
      "A minus before a word refuses it: -is:measured"));
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
  layout->addWidget(d_->view, 1);
  d_->counts->setContentsMargins(2 * theme::grid, theme::grid, 2 * theme::grid, theme::grid);
  layout->addWidget(d_->counts);
  setTabOrder(d_->filter, d_->view);

  d_->countsLater.setSingleShot(true);
  connect(&d_->countsLater, &QTimer::timeout, this, &PictureListPanel::showCounts);
  connect(d_->filter, &QLineEdit::textChanged, this,
          [this](const QString& text) { d_->shown.setFilter(text); });
  connect(d_->filter, &QLineEdit::returnPressed, this, [this] { d_->view->setFocus(Qt::TabFocusReason); });
  connect(&d_->shown, &QAbstractItemModel::modelReset, this, [this] {
    restoreCurrent();
    showCounts();
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
  int measured = 0, doubtful = 0, proposed = 0;
  for (int i = 0; i < total; ++i) {
    const PictureRow& row = source->row(i);
    measured += row.fillPercent.has_value() || row.state == PictureState::measured;
    doubtful += row.state == PictureState::needsLook;
    proposed += row.state == PictureState::proposed;
  }
  const QLocale locale;
  QStringList parts;
  if (shown != total)
    parts << tr("%1 of %2 pictures").arg(locale.toString(shown), locale.toString(total));
  else
    parts << (total == 1 ? tr("1 picture") : tr("%1 pictures").arg(locale.toString(total)));
  if (measured > 0) parts << tr("%1 measured").arg(locale.toString(measured));
  if (proposed > 0) parts << tr("%1 to review").arg(locale.toString(proposed));
  if (doubtful > 0) parts << tr("%1 doubtful").arg(locale.toString(doubtful));
  d_->counts->setText(parts.join(QStringLiteral(" · ")));
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

QSize PictureListPanel::minimumSizeHint() const {
  const int list = PictureDelegate::rowWidth(d_->view->font());
  const QSize others = QWidget::minimumSizeHint();
  return {std::max(list, others.width()), others.height()};
}

QSize PictureListPanel::sizeHint() const {
  const int bar = style()->pixelMetric(QStyle::PM_ScrollBarExtent, nullptr, this);
  return {minimumSizeHint().width() + bar, QWidget::sizeHint().height()};
}

void PictureListPanel::setEmptyText(const QString& sentence) {
  d_->emptyText = sentence;
  showCounts();
}

} // namespace fillscope
