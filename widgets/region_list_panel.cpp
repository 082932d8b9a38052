#include "widgets/filter_words.h"
#include "widgets/region_list.h"
#include "widgets/theme.h"
#include "widgets/tone_label.h"
#include <QApplication>
#include <QCompleter>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLineEdit>
#include <QLocale>
#include <QMenu>
#include <QPointer>
#include <QStringListModel>
#include <QStyledItemDelegate>
#include <QToolButton>
#include <QTreeView>
#include <QVBoxLayout>
#include <algorithm>

namespace fillscope {
namespace {

/// Offers the labels of the project while one is typed.
class LabelDelegate : public QStyledItemDelegate {
 public:
  using QStyledItemDelegate::QStyledItemDelegate;
  mutable QStringListModel labels;

  QWidget* createEditor(QWidget* parent, const QStyleOptionViewItem&, const QModelIndex&) const override {
    auto* field = new QLineEdit(parent);
    field->setAccessibleName(RegionListPanel::tr("Label"));
    field->setFrame(false);
    auto* completer = new QCompleter(&labels, field);
    completer->setCaseSensitivity(Qt::CaseInsensitive);
    completer->setFilterMode(Qt::MatchContains);
    field->setCompleter(completer);
    // While labels are offered their list has the Enter key: it would only fold up, and ask for a second one.
    auto* self = const_cast<LabelDelegate*>(this);
    const auto finish = [self, field] {
      if (!field->isVisible()) return; // ended by the usual way
      Q_EMIT self->commitData(field);
      Q_EMIT self->closeEditor(field, SubmitModelCache);
    };
    connect(field, &QLineEdit::returnPressed, self, finish, Qt::QueuedConnection);
    connect(completer, qOverload<const QString&>(&QCompleter::activated), self, finish, Qt::QueuedConnection);
    return field;
  }
};

} // namespace

struct RegionListPanel::Private {
  RegionListModel model;
  LabelDelegate delegate;
  QLineEdit* filter = nullptr;
  QTreeView* view = nullptr;
  QPointer<QWidget> backTo; ///< had the focus before a label was typed
  ToneLabel *counts = nullptr, *digits = nullptr;
  std::vector<QToolButton*> needSelection;
  std::vector<int> selected; ///< regions, ascending; those filtered away stay selected
  bool restoring = false;
};

RegionListPanel::RegionListPanel(QWidget* parent)
    : QWidget(parent)
    , d_(std::make_unique<Private>()) {
  d_->filter = newFilterField(tr("Filter the regions"),
                              tr("Part of a label, a shape, a state or a group, or is:hidden, is:locked.\n"
                                 "A minus before a word refuses it: -polygon"));
  d_->view = new QTreeView;
  d_->view->setModel(&d_->model);
  d_->view->setItemDelegateForColumn(RegionListModel::Label, &d_->delegate);
  d_->view->setRootIsDecorated(false);
  d_->view->setUniformRowHeights(true);
  d_->view->setSelectionMode(QAbstractItemView::ExtendedSelection);
  d_->view->setSelectionBehavior(QAbstractItemView::SelectRows);
  d_->view->setEditTriggers(QAbstractItemView::EditKeyPressed | QAbstractItemView::DoubleClicked);
  d_->view->setFrameShape(QFrame::NoFrame);
  d_->view->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  d_->view->setAccessibleName(tr("Regions"));
  d_->view->setContextMenuPolicy(Qt::CustomContextMenu);
  d_->view->installEventFilter(this);
  d_->view->setHeaderHidden(true);
  QHeaderView* header = d_->view->header();
  header->setStretchLastSection(false);
  header->setMinimumSectionSize(6 * theme::grid);
  header->setSectionResizeMode(RegionListModel::Label, QHeaderView::Stretch);
  header->setSectionResizeMode(RegionListModel::State, QHeaderView::Interactive);
  for (const int column : {RegionListModel::Hidden, RegionListModel::Locked}) {
    header->setSectionResizeMode(column, QHeaderView::Fixed);
    header->resizeSection(column, 7 * theme::grid);
  }
  d_->counts = new ToneLabel(Tone::quiet);
  d_->counts->setAccessibleName(tr("Counts"));
  d_->digits = new ToneLabel(Tone::quiet);
  d_->digits->setWordWrap(true);
  d_->digits->setAccessibleName(tr("Labels by digit"));
  d_->digits->setToolTip(tr("These keys give the selected regions that label"));

  auto* top = new QHBoxLayout;
  top->setContentsMargins(2 * theme::grid, 2 * theme::grid, theme::grid, theme::grid);
  top->setSpacing(theme::grid);
  top->addWidget(d_->filter, 1);
  top->addWidget(makeButtons());
  auto* bottom = new QVBoxLayout;
  bottom->setContentsMargins(2 * theme::grid, theme::grid, 2 * theme::grid, theme::grid);
  bottom->setSpacing(theme::grid);
  bottom->addWidget(d_->digits);
  bottom->addWidget(d_->counts);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(0);
  layout->addLayout(top);
  layout->addWidget(d_->view, 1);
  layout->addLayout(bottom);

  connect(d_->filter, &QLineEdit::textChanged, this, &RegionListPanel::setFilter);
  connect(d_->filter, &QLineEdit::returnPressed, this, [this] { d_->view->setFocus(Qt::TabFocusReason); });
  connect(&d_->model, &RegionListModel::labelEdited, this, &RegionListPanel::labelEdited);
  connect(&d_->model, &QAbstractItemModel::modelReset, this, [this] { setSelection(d_->selected); });
  connect(d_->view->selectionModel(), &QItemSelectionModel::selectionChanged, this, [this] {
    if (d_->restoring) return;
    d_->selected = selection();
    showCounts();
    Q_EMIT selectionEdited(d_->selected);
  });
  // The view has taken the focus by now; Tab goes on to the next label, a click elsewhere stays there.
  connect(&d_->delegate, &QAbstractItemDelegate::closeEditor, this,
          [this](const QWidget*, QAbstractItemDelegate::EndEditHint hint) {
            const bool ends = hint == QAbstractItemDelegate::SubmitModelCache ||
                              hint == QAbstractItemDelegate::RevertModelCache;
            if (ends && d_->backTo) d_->backTo->setFocus(Qt::ShortcutFocusReason);
            if (ends || hint == QAbstractItemDelegate::NoHint) d_->backTo = nullptr;
          });
  connect(d_->view, &QTreeView::clicked, this, &RegionListPanel::clicked);
  connect(d_->view, &QTreeView::doubleClicked, this, [this](const QModelIndex& index) {
    if (index.column() == RegionListModel::State) Q_EMIT zoomRequested(d_->model.regionOf(index.row()));
  });
  connect(d_->view, &QWidget::customContextMenuRequested, this, &RegionListPanel::showMenu);
  setLabels({});
  showCounts();
}

RegionListPanel::~RegionListPanel() = default;

QWidget* RegionListPanel::makeButtons() {
  auto* buttons = new QWidget;
  auto* row = new QHBoxLayout(buttons);
  row->setContentsMargins(0, 0, 0, 0);
  row->setSpacing(0);
  const auto add = [&](const char* icon, const QString& name, auto act) {
    auto* button = new QToolButton;
    button->setIcon(theme::icon(QLatin1String(icon), palette()));
    button->setAutoRaise(true);
    button->setToolTip(name);
    button->setAccessibleName(name);
    connect(button, &QToolButton::clicked, this, act);
    row->addWidget(button);
    d_->needSelection.push_back(button);
  };
  const auto all = [this](auto flag) {
    return std::all_of(d_->selected.begin(), d_->selected.end(),
                       [&](int region) { return d_->model.row(region).*flag; });
  };
  add("eye-off", tr("Hide or show the selected regions"),
      [this, all] { Q_EMIT hideRequested(d_->selected, !all(&RegionRow::hidden)); });
  add("lock", tr("Lock or unlock the selected regions"),
      [this, all] { Q_EMIT lockRequested(d_->selected, !all(&RegionRow::locked)); });
  add("trash", tr("Delete the selected regions"), [this] { Q_EMIT removeRequested(d_->selected); });
  return buttons;
}

void RegionListPanel::setRows(std::vector<RegionRow> rows) {
  const int count = static_cast<int>(rows.size());
  std::erase_if(d_->selected, [count](int region) { return region >= count; });
  d_->model.setRows(std::move(rows));
  showCounts();
}

void RegionListPanel::setSelection(const std::vector<int>& regions) {
  d_->selected = regions;
  std::sort(d_->selected.begin(), d_->selected.end());
  // Runs of rows, or thousands of single ones would be as many ranges.
  QItemSelection wanted;
  int first = -1, last = -2;
  const auto close = [&] {
    if (first >= 0)
      wanted.select(d_->model.index(first, 0), d_->model.index(last, RegionListModel::ColumnCount - 1));
  };
  for (const int region : d_->selected) {
    const int row = d_->model.shownRow(region);
    if (row < 0) continue;
    if (row != last + 1) {
      close();
      first = row;
    }
    last = row;
  }
  close();
  d_->restoring = true;
  QItemSelectionModel* model = d_->view->selectionModel();
  model->select(wanted, QItemSelectionModel::ClearAndSelect);
  const int current = regions.empty() ? -1 : d_->model.shownRow(regions.back());
  if (current >= 0) {
    model->setCurrentIndex(d_->model.index(current, 0), QItemSelectionModel::NoUpdate);
    d_->view->scrollTo(d_->model.index(current, 0));
  }
  d_->restoring = false;
  showCounts();
}

std::vector<int> RegionListPanel::selection() const {
  std::vector<int> regions;
  for (const QItemSelectionRange& range : d_->view->selectionModel()->selection())
    for (int row = range.top(); row <= range.bottom(); ++row)
      regions.push_back(d_->model.regionOf(row));
  std::sort(regions.begin(), regions.end());
  return regions;
}

void RegionListPanel::setFilter(const QString& filter) {
  if (d_->filter->text() != filter) return d_->filter->setText(filter);
  d_->model.setFilter(filter);
  showCounts();
}

void RegionListPanel::setLabels(const QStringList& labels) {
  if (d_->delegate.labels.stringList() != labels) d_->delegate.labels.setStringList(labels);
  QStringList keys;
  for (qsizetype i = 0; i < std::min<qsizetype>(9, labels.size()); ++i)
    keys << QStringLiteral("%1\u00a0%2")
                .arg(i + 1)
                .arg(QString(labels[i]).replace(QLatin1Char(' '), QChar(0xa0)));
  d_->digits->setText(keys.join(QStringLiteral("   ")));
  d_->digits->setVisible(!keys.isEmpty());
}

void RegionListPanel::editLabel() {
  const QModelIndex current = d_->view->currentIndex();
  if (!current.isValid()) return;
  QWidget* before = QApplication::focusWidget();
  d_->view->setFocus();
  d_->backTo = before && before != d_->view && !isAncestorOf(before) ? before : nullptr;
  d_->view->edit(current.siblingAtColumn(RegionListModel::Label));
}

RegionListModel& RegionListPanel::model() { return d_->model; }
QTreeView* RegionListPanel::view() const { return d_->view; }

void RegionListPanel::clicked(const QModelIndex& index) {
  const int region = d_->model.regionOf(index.row());
  if (region < 0) return;
  const RegionRow& row = d_->model.row(region);
  if (index.column() == RegionListModel::Hidden) Q_EMIT hideRequested({region}, !row.hidden);
  if (index.column() == RegionListModel::Locked) Q_EMIT lockRequested({region}, !row.locked);
}

void RegionListPanel::showMenu(const QPoint& place) {
  if (d_->selected.empty()) return;
  QMenu menu(this);
  const std::vector<int> regions = d_->selected;
  menu.addAction(tr("Zoom to it"), this, [this, regions] { Q_EMIT zoomRequested(regions.back()); });
  menu.addAction(tr("Edit label"), this, &RegionListPanel::editLabel);
  menu.addSeparator();
  menu.addAction(tr("Hide"), this, [this, regions] { Q_EMIT hideRequested(regions, true); });
  menu.addAction(tr("Show"), this, [this, regions] { Q_EMIT hideRequested(regions, false); });
  menu.addAction(tr("Lock"), this, [this, regions] { Q_EMIT lockRequested(regions, true); });
  menu.addAction(tr("Unlock"), this, [this, regions] { Q_EMIT lockRequested(regions, false); });
  menu.addSeparator();
  menu.addAction(tr("Group"), this, [this, regions] { Q_EMIT groupRequested(regions, true); })
      ->setEnabled(regions.size() > 1);
  menu.addAction(tr("Ungroup"), this, [this, regions] { Q_EMIT groupRequested(regions, false); });
  menu.addSeparator();
  menu.addAction(tr("Delete"), this, [this, regions] { Q_EMIT removeRequested(regions); });
  menu.exec(d_->view->viewport()->mapToGlobal(place));
}

void RegionListPanel::showCounts() {
  const QLocale locale;
  const int total = d_->model.regionCount(), shown = d_->model.rowCount();
  QString text = total == 1 ? tr("1 region") : tr("%1 regions").arg(locale.toString(total));
  if (shown != total) text = tr("%1 of %2 regions").arg(locale.toString(shown), locale.toString(total));
  if (!d_->selected.empty()) text += tr(", %1 selected").arg(locale.toString(d_->selected.size()));
  d_->counts->setText(text);
  for (QToolButton* button : d_->needSelection)
    button->setEnabled(!d_->selected.empty());
  // The state needs no room where there is none.
  bool anyState = false;
  for (int i = 0; i < std::min(total, 200) && !anyState; ++i)
    anyState = !d_->model.row(i).state.isEmpty() || !d_->model.row(i).group.isEmpty();
  d_->view->setColumnHidden(RegionListModel::State, !anyState);
}

bool RegionListPanel::eventFilter(QObject* watched, QEvent* event) {
  // Not what is left of a key that ended a label: that comes up here from its field.
  if (watched == d_->view && event->type() == QEvent::KeyPress && d_->view->hasFocus()) {
    const auto* key = static_cast<QKeyEvent*>(event);
    if (key->key() == Qt::Key_Delete && !d_->selected.empty()) {
      Q_EMIT removeRequested(d_->selected);
      return true;
    }
    if ((key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter) && !d_->selected.empty()) {
      Q_EMIT zoomRequested(d_->selected.back());
      return true;
    }
  }
  return QWidget::eventFilter(watched, event);
}

} // namespace fillscope
