#include "widgets/attribute_table.h"
#include "widgets/attribute_cell.h"
#include "widgets/attribute_text.h"
#include "widgets/cell_text.h"
#include "widgets/filter_words.h"
#include "widgets/theme.h"
#include "widgets/tone_label.h"
#include <QApplication>
#include <QClipboard>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLocale>
#include <QPainter>
#include <QTableView>
#include <QVBoxLayout>
#include <functional>
#include <set>

namespace fillscope {
namespace {

constexpr int columnWidth = 140, nameWidth = 180;

/// Keys that the window has other uses for belong to the table while it has the focus.
class CellView : public QTableView {
 public:
  using QTableView::QTableView;
  QString emptyText;
  std::function<void()> copy, paste, clear;

  bool isEditing() const { return state() == EditingState; }

 protected:
  bool event(QEvent* event) override {
    if (event->type() == QEvent::ShortcutOverride) {
      const auto* key = static_cast<QKeyEvent*>(event);
      const bool types = !key->text().isEmpty() && key->text().front().isPrint() &&
                         !(key->modifiers() & (Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier));
      const bool moves = key->key() == Qt::Key_Home || key->key() == Qt::Key_End ||
                         key->key() == Qt::Key_PageUp || key->key() == Qt::Key_PageDown ||
                         key->key() == Qt::Key_Delete || key->key() == Qt::Key_Backspace ||
                         key->key() == Qt::Key_F2 || key->key() == Qt::Key_Tab ||
                         key->key() == Qt::Key_Backtab || key->key() == Qt::Key_Return;
      if (types || moves || key->matches(QKeySequence::Copy) || key->matches(QKeySequence::Paste) ||
          key->matches(QKeySequence::Cut) || key->matches(QKeySequence::SelectAll)) {
        event->accept();
        return true;
      }
    }
    return QTableView::event(event);
  }

  void keyPressEvent(QKeyEvent* event) override {
    if (event->matches(QKeySequence::Copy)) return copy();
    if (event->matches(QKeySequence::Paste)) return paste();
    if (event->matches(QKeySequence::Cut)) {
      copy();
      return clear();
    }
    if (event->key() == Qt::Key_Delete || event->key() == Qt::Key_Backspace) return clear();
    const bool enters = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter ||
                        (event->key() == Qt::Key_Space && event->modifiers() == Qt::NoModifier);
    if (enters && currentIndex().isValid()) {
      edit(currentIndex());
      return;
    }
    QTableView::keyPressEvent(event);
  }

  void paintEvent(QPaintEvent* event) override {
    QTableView::paintEvent(event);
    if (emptyText.isEmpty() || (model() && model()->rowCount() > 0 && model()->columnCount() > 0)) return;
    QPainter painter(viewport());
    painter.setPen(theme::quietText(palette()));
    painter.drawText(viewport()->rect().adjusted(16, 16, -16, -16), Qt::AlignCenter | Qt::TextWordWrap,
                     emptyText);
  }
};

} // namespace

struct AttributeTable::Private {
  AttributeTableModel model;
  AttributeCellDelegate delegate;
  CellView* view = nullptr;
  QLineEdit* filter = nullptr;
  QHBoxLayout* strip = nullptr;
  ToneLabel *counts = nullptr, *note = nullptr;
  QString emptyText;
  bool restoring = false;
};

AttributeTable::AttributeTable(QWidget* parent)
    : QWidget(parent)
    , d_(std::make_unique<Private>()) {
  d_->filter = newFilterField(tr("Filter the rows"),
                              tr("Part of a name or of a value; NAME:PART looks into that attribute alone.\n"
                                 "A minus before a word refuses it: -night"));
  d_->view = new CellView;
  d_->view->setModel(&d_->model);
  d_->view->setItemDelegate(&d_->delegate);
  d_->view->setAccessibleName(tr("Attributes"));
  d_->view->setFrameShape(QFrame::NoFrame);
  d_->view->setAlternatingRowColors(false);
  d_->view->setWordWrap(false);
  d_->view->setCornerButtonEnabled(true);
  d_->view->setSelectionMode(QAbstractItemView::ExtendedSelection);
  d_->view->setEditTriggers(QAbstractItemView::DoubleClicked | QAbstractItemView::EditKeyPressed |
                            QAbstractItemView::AnyKeyPressed);
  d_->view->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
  d_->view->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
  QHeaderView* columns = d_->view->horizontalHeader();
  columns->setSortIndicatorClearable(true);
  columns->setSortIndicator(-1, Qt::AscendingOrder);
  columns->setDefaultSectionSize(columnWidth);
  columns->setMinimumSectionSize(12 * theme::grid);
  columns->setSectionsMovable(true);
  columns->setHighlightSections(false);
  d_->view->setSortingEnabled(true);
  QHeaderView* names = d_->view->verticalHeader();
  names->setSectionResizeMode(QHeaderView::Fixed); // asking 20,000 rows for their height takes seconds
  names->setDefaultSectionSize(d_->view->fontMetrics().height() + 3 * theme::grid);
  names->setFixedWidth(nameWidth);
  names->setHighlightSections(false);
  d_->counts = new ToneLabel(Tone::quiet);
  d_->counts->setAccessibleName(tr("Counts"));
  d_->note = new ToneLabel(Tone::warning);
  d_->note->setWordWrap(true);
  d_->note->setAccessibleName(tr("What was not taken"));
  d_->note->hide();
  d_->view->copy = [this] { copy(); };
  d_->view->paste = [this] { paste(); };
  d_->view->clear = [this] { clearCells(); };

  auto* top = d_->strip = new QHBoxLayout;
  top->setContentsMargins(2 * theme::grid, theme::grid, 2 * theme::grid, theme::grid);
  top->setSpacing(2 * theme::grid);
  top->addWidget(d_->filter, 1);
  top->addWidget(d_->counts);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(0);
  layout->addLayout(top);
  d_->note->setContentsMargins(2 * theme::grid, 0, 2 * theme::grid, theme::grid);
  layout->addWidget(d_->note);
  layout->addWidget(d_->view, 1);
  setFocusProxy(d_->view);

  connect(d_->filter, &QLineEdit::textChanged, this, &AttributeTable::setFilter);
  connect(d_->filter, &QLineEdit::returnPressed, this, [this] { d_->view->setFocus(Qt::TabFocusReason); });
  connect(&d_->model, &AttributeTableModel::cellEdited, this, &AttributeTable::takeEdit);
  connect(&d_->delegate, &QAbstractItemDelegate::closeEditor, this, &AttributeTable::editingEnded);
  connect(&d_->delegate, &AttributeCellDelegate::entered, this, [this] {
    const QModelIndex now = d_->view->currentIndex(), below = now.siblingAtRow(now.row() + 1);
    if (below.isValid() && d_->view->selectionModel()->selectedIndexes().size() <= 1)
      d_->view->setCurrentIndex(below);
  });
  connect(d_->view->selectionModel(), &QItemSelectionModel::selectionChanged, this, [this] {
    d_->note->hide();
    showCounts();
    if (!d_->restoring) Q_EMIT rowsChosen(chosenRows());
  });
  connect(&d_->model, &QAbstractItemModel::modelReset, this, &AttributeTable::showCounts);
  connect(names, &QHeaderView::sectionDoubleClicked, this,
          [this](int shown) { Q_EMIT rowActivated(d_->model.rowAt(shown)); });
  showCounts();
}

AttributeTable::~AttributeTable() = default;

AttributeTableModel& AttributeTable::model() { return d_->model; }
QTableView* AttributeTable::view() const { return d_->view; }
bool AttributeTable::isEditing() const { return d_->view->isEditing(); }
QString AttributeTable::note() const { return d_->note->isHidden() ? QString() : d_->note->text(); }
void AttributeTable::setImageFolder(const QString& folder) { d_->delegate.setImageFolder(folder); }

void AttributeTable::addToStrip(QWidget* widget, bool beforeFilter) {
  d_->strip->insertWidget(beforeFilter ? d_->strip->indexOf(d_->filter) : d_->strip->count(), widget);
}

void AttributeTable::setEmptyText(const QString& sentence) {
  d_->emptyText = sentence;
  showCounts();
}

void AttributeTable::setFilter(const QString& filter) {
  if (d_->filter->text() != filter) return d_->filter->setText(filter);
  d_->model.setFilter(filter);
}

std::vector<int> AttributeTable::chosenRows() const {
  std::set<int> rows;
  for (const QItemSelectionRange& range : d_->view->selectionModel()->selection())
    for (int row = range.top(); row <= range.bottom(); ++row)
      rows.insert(d_->model.rowAt(row));
  rows.erase(-1);
  return {rows.begin(), rows.end()};
}

void AttributeTable::chooseRows(const std::vector<int>& rows) {
  std::vector<int> shown;
  for (const int row : rows)
    if (const int at = d_->model.shownRow(row); at >= 0) shown.push_back(at);
  std::sort(shown.begin(), shown.end());
  QItemSelection wanted; // runs of rows, or thousands of single ones would be as many ranges
  for (std::size_t first = 0, i = 0; i < shown.size(); ++i) {
    if (i + 1 < shown.size() && shown[i + 1] == shown[i] + 1) continue;
    wanted.select(d_->model.index(shown[first], 0), d_->model.index(shown[i], d_->model.columnCount() - 1));
    first = i + 1;
  }
  d_->restoring = true;
  QItemSelectionModel* selection = d_->view->selectionModel();
  selection->select(wanted, QItemSelectionModel::ClearAndSelect);
  const int last = rows.empty() ? -1 : d_->model.shownRow(rows.back());
  if (last >= 0 && d_->model.columnCount() > 0) {
    const int column = std::max(0, d_->view->currentIndex().column());
    selection->setCurrentIndex(d_->model.index(last, column), QItemSelectionModel::NoUpdate);
    d_->view->scrollTo(d_->model.index(last, column));
  }
  d_->restoring = false;
}

void AttributeTable::takeEdit(const QModelIndex& index, const AttributeValue& value) {
  const std::string& name = d_->model.columns()[static_cast<std::size_t>(index.column())].name;
  std::set<int> shown{index.row()};
  const QItemSelection chosen = d_->view->selectionModel()->selection();
  if (chosen.contains(index))
    for (const QItemSelectionRange& range : chosen)
      if (range.left() <= index.column() && range.right() >= index.column())
        for (int row = range.top(); row <= range.bottom(); ++row)
          shown.insert(row);
  std::vector<AttributeEdit> edits;
  for (const int row : shown)
    if (d_->model.flags(d_->model.index(row, index.column())) & Qt::ItemIsEditable)
      edits.push_back({d_->model.rowAt(row), name, value});
  Q_EMIT edited(edits);
}

void AttributeTable::clearCells() {
  std::vector<AttributeEdit> edits;
  for (const QItemSelectionRange& range : d_->view->selectionModel()->selection())
    for (int row = range.top(); row <= range.bottom(); ++row)
      for (int column = range.left(); column <= range.right(); ++column) {
        const QModelIndex cell = d_->model.index(row, column);
        if (!(d_->model.flags(cell) & Qt::ItemIsEditable) || d_->model.text(row, column).isEmpty()) continue;
        const AttributeDefinition& definition = d_->model.columns()[static_cast<std::size_t>(column)];
        edits.push_back({d_->model.rowAt(row), definition.name, *attributeFromText(definition, {})});
      }
  if (!edits.empty()) Q_EMIT edited(edits);
}

void AttributeTable::copy() const {
  const QItemSelectionModel* selection = d_->view->selectionModel();
  if (!selection->hasSelection()) return;
  QRect area;
  for (const QItemSelectionRange& range : selection->selection())
    area |= QRect(QPoint(range.left(), range.top()), QPoint(range.right(), range.bottom()));
  const QItemSelection chosen = selection->selection();
  const bool isWhole = chosen.size() == 1;
  std::vector<QStringList> cells;
  for (int row = area.top(); row <= area.bottom(); ++row) {
    QStringList line;
    bool any = isWhole;
    for (int column = area.left(); column <= area.right(); ++column) {
      const bool inside = isWhole || chosen.contains(d_->model.index(row, column));
      line << (inside ? d_->model.text(row, column) : QString());
      any = any || inside;
    }
    if (any) cells.push_back(line);
  }
  QApplication::clipboard()->setText(cellsToText(cells));
}

void AttributeTable::paste() {
  const std::vector<QStringList> cells = cellsFromText(QApplication::clipboard()->text());
  const QModelIndexList chosen = d_->view->selectionModel()->selectedIndexes();
  const QModelIndex current = d_->view->currentIndex();
  if (chosen.isEmpty() && !current.isValid()) return;
  std::vector<AttributeEdit> edits;
  QStringList refused;
  const auto put = [&](int row, int column, const QString& text) {
    if (row >= d_->model.rowCount() || column >= d_->model.columnCount()) return;
    const AttributeDefinition& definition = d_->model.columns()[static_cast<std::size_t>(column)];
    const std::optional<AttributeValue> value = attributeFromText(definition, text);
    if (value && (d_->model.flags(d_->model.index(row, column)) & Qt::ItemIsEditable))
      edits.push_back({d_->model.rowAt(row), definition.name, *value});
    else if (d_->model.text(row, column) != text)
      refused << tr("%1 in %2")
                     .arg(text.isEmpty() ? tr("nothing") : text, QString::fromStdString(definition.name));
  };
  if (cells.size() == 1 && cells[0].size() == 1 && chosen.size() > 1) {
    for (const QModelIndex& index : chosen)
      put(index.row(), index.column(), cells[0][0]);
  } else {
    int top = current.row(), left = current.column();
    for (const QModelIndex& index : chosen) {
      top = std::min(top, index.row());
      left = std::min(left, index.column());
    }
    for (std::size_t row = 0; row < cells.size(); ++row)
      for (qsizetype column = 0; column < cells[row].size(); ++column)
        put(top + static_cast<int>(row), left + static_cast<int>(column), cells[row][column]);
  }
  if (!edits.empty()) Q_EMIT edited(edits);
  const qsizetype count = refused.size();
  refused.removeDuplicates();
  d_->note->setText(tr("%1 cells do not take what was pasted: %2")
                        .arg(QLocale().toString(count), refused.mid(0, 3).join(QStringLiteral("; "))));
  d_->note->setVisible(count > 0);
}

void AttributeTable::showCounts() {
  const QLocale locale;
  const int total = d_->model.totalCount(), shown = d_->model.rowCount();
  QString text = total == 1 ? tr("1 row") : tr("%1 rows").arg(locale.toString(total));
  if (shown != total) text = tr("%1 of %2 rows").arg(locale.toString(shown), locale.toString(total));
  const auto chosen = chosenRows().size();
  if (chosen > 1) text += tr(", %1 selected").arg(locale.toString(chosen));
  d_->counts->setText(text);
  d_->view->emptyText = total == 0 || shown > 0 ? d_->emptyText : tr("No row fits the filter.");
  d_->view->viewport()->update();
}

} // namespace fillscope
