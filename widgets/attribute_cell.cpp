#include "widgets/attribute_cell.h"
#include "widgets/attribute_table.h"
#include "widgets/attribute_text.h"
#include "widgets/theme.h"
#include <QApplication>
#include <QDir>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPainter>
#include <QPixmapCache>

namespace fillscope {
namespace {

constexpr int mostShownOptions = 9;
constexpr int arrowSide = 12;
constexpr int IdRole = Qt::UserRole;

/// Null where it is an address or not there.
QPixmap optionImage(const QString& folder, const AttributeOption& option, int side) {
  const QString file = QDir(folder).filePath(QString::fromStdString(option.text));
  const QString key = QStringLiteral("option %1 %2").arg(side).arg(file);
  QPixmap image;
  if (QPixmapCache::find(key, &image)) return image;
  image = QPixmap(file);
  if (!image.isNull()) image = image.scaled(side * 2, side, Qt::KeepAspectRatio, Qt::SmoothTransformation);
  QPixmapCache::insert(key, image);
  return image;
}

const AttributeTableModel& tableOf(const QModelIndex& index) {
  return *qobject_cast<const AttributeTableModel*>(index.model());
}

const AttributeDefinition& definitionOf(const QModelIndex& index) {
  return tableOf(index).columns()[static_cast<std::size_t>(index.column())];
}

/// Radio buttons look like them.
class RadioDelegate : public QStyledItemDelegate {
 public:
  using QStyledItemDelegate::QStyledItemDelegate;
  void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override {
    QStyleOptionViewItem item = option;
    initStyleOption(&item, index);
    QStyle* style = item.widget ? item.widget->style() : QApplication::style();
    QStyleOption radio;
    const int side = style->pixelMetric(QStyle::PM_ExclusiveIndicatorWidth);
    radio.rect = QRect(item.rect.left() + theme::grid, item.rect.center().y() - side / 2, side, side);
    radio.palette = item.palette;
    radio.state =
        QStyle::State_Enabled | (item.checkState == Qt::Checked ? QStyle::State_On : QStyle::State_Off);
    item.features &= ~QStyleOptionViewItem::HasCheckIndicator;
    style->drawPrimitive(QStyle::PE_PanelItemViewItem, &item, painter, item.widget);
    style->drawPrimitive(QStyle::PE_IndicatorRadioButton, &radio, painter, item.widget);
    item.rect.setLeft(radio.rect.right() + theme::grid);
    item.state &= ~QStyle::State_HasFocus;
    style->drawControl(QStyle::CE_ItemViewItem, &item, painter, item.widget);
  }
};

} // namespace

OptionList::OptionList(const AttributeDefinition& definition, const QString& imageFolder, QWidget* parent)
    : QListWidget(parent)
    , kind_(definition.kind) {
  setAccessibleName(QString::fromStdString(definition.name));
  setFrameShape(QFrame::Box);
  setAutoFillBackground(true);
  setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  setEditTriggers(NoEditTriggers);
  if (kind_ == AttributeKind::radio) setItemDelegate(new RadioDelegate(this));
  if (kind_ == AttributeKind::image) setIconSize({64, 32});
  const auto addOption = [this](const QString& text, const std::string& id) {
    auto* item = new QListWidgetItem(text, this);
    item->setData(IdRole, QString::fromStdString(id));
    item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable);
    if (kind_ == AttributeKind::checkbox || kind_ == AttributeKind::radio) item->setCheckState(Qt::Unchecked);
    return item;
  };
  if (!isMany()) addOption(AttributeTable::tr("none"), {});
  for (const AttributeOption& option : definition.options) {
    QListWidgetItem* item = addOption(optionTitle(option), option.id);
    if (kind_ != AttributeKind::image) continue;
    const QPixmap image = optionImage(imageFolder, option, 32);
    if (image.isNull()) continue;
    item->setIcon(image);
    item->setText(QString::fromStdString(option.id));
  }
  connect(this, &QListWidget::itemClicked, this, [this](QListWidgetItem* item) {
    if (!isMany()) return Q_EMIT taken();
    item->setCheckState(item->checkState() == Qt::Checked ? Qt::Unchecked : Qt::Checked);
  });
  connect(this, &QListWidget::currentItemChanged, this,
          [this](QListWidgetItem* now, QListWidgetItem* before) {
            if (kind_ != AttributeKind::radio) return;
            if (before) before->setCheckState(Qt::Unchecked);
            if (now) now->setCheckState(Qt::Checked);
          });
}

void OptionList::setValue(const AttributeValue& value) {
  const std::vector<std::string> ids = checkedOptions(value);
  int chosen = 0;
  for (const std::string& id : ids) {
    int at = -1;
    for (int i = 0; i < count() && at < 0; ++i)
      if (item(i)->data(IdRole).toString().toStdString() == id) at = i;
    if (at < 0) { // of no option: it must not vanish because somebody looks at it
      addItem(QString::fromStdString(id));
      at = count() - 1;
      item(at)->setData(IdRole, QString::fromStdString(id));
      item(at)->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable);
    }
    if (isMany()) item(at)->setCheckState(Qt::Checked);
    chosen = at;
  }
  setCurrentRow(ids.empty() || isMany() ? 0 : chosen);
}

AttributeValue OptionList::value() const {
  if (!isMany())
    return {currentItem() ? currentItem()->data(IdRole).toString().toStdString() : std::string(), false};
  std::vector<std::string> ids;
  for (int i = 0; i < count(); ++i)
    if (item(i)->checkState() == Qt::Checked) ids.push_back(item(i)->data(IdRole).toString().toStdString());
  return checkboxValue(ids);
}

QSize OptionList::sizeHint() const {
  const int rows = std::clamp(count(), 1, mostShownOptions), frame = 2 * frameWidth();
  const int bar = count() > mostShownOptions ? style()->pixelMetric(QStyle::PM_ScrollBarExtent) : 0;
  return {sizeHintForColumn(0) + 6 * theme::grid + bar + frame, rows * sizeHintForRow(0) + frame};
}

void OptionList::keyPressEvent(QKeyEvent* event) {
  if (event->key() == Qt::Key_Space && isMany() && currentItem()) {
    Q_EMIT itemClicked(currentItem());
    return;
  }
  QListWidget::keyPressEvent(event);
}

AttributeCellDelegate::AttributeCellDelegate(QObject* parent)
    : QStyledItemDelegate(parent)
    , arrow_(theme::icon(QStringLiteral("chevron-down"), QApplication::palette())) {}

QWidget* AttributeCellDelegate::createEditor(QWidget* parent, const QStyleOptionViewItem&,
                                             const QModelIndex& index) const {
  const AttributeDefinition& definition = definitionOf(index);
  if (!definition.hasOptions()) {
    auto* line = new QLineEdit(parent);
    line->setFrame(false);
    line->setAutoFillBackground(true);
    line->setAccessibleName(QString::fromStdString(definition.name));
    return line;
  }
  auto* list = new OptionList(definition, imageFolder_, parent);
  auto* self = const_cast<AttributeCellDelegate*>(this);
  connect(list, &OptionList::taken, self, [self, list] { self->take(list); });
  return list;
}

void AttributeCellDelegate::setEditorData(QWidget* editor, const QModelIndex& index) const {
  const auto value = index.data(AttributeTableModel::ValueRole).value<AttributeValue>();
  if (auto* list = qobject_cast<OptionList*>(editor)) return list->setValue(value);
  if (auto* line = qobject_cast<QLineEdit*>(editor)) line->setText(QString::fromStdString(value.text));
}

void AttributeCellDelegate::setModelData(QWidget* editor, QAbstractItemModel* model,
                                         const QModelIndex& index) const {
  AttributeValue value;
  if (const auto* list = qobject_cast<OptionList*>(editor))
    value = list->value();
  else if (const auto* line = qobject_cast<QLineEdit*>(editor))
    value = {line->text().toStdString(), false};
  model->setData(index, QVariant::fromValue(value),
                 isAgreed_ ? int(AttributeTableModel::AgreedRole) : int(Qt::EditRole));
}

void AttributeCellDelegate::updateEditorGeometry(QWidget* editor, const QStyleOptionViewItem& option,
                                                 const QModelIndex& index) const {
  QRect place = option.rect;
  if (const auto* list = qobject_cast<OptionList*>(editor)) {
    // Over the cell and what lies below it; upwards where there is no room.
    const QRect room = editor->parentWidget()->rect();
    const QSize wanted = list->sizeHint().expandedTo(option.rect.size()).boundedTo(room.size());
    place.setSize(wanted);
    if (place.bottom() > room.bottom()) place.moveBottom(std::max(option.rect.bottom(), wanted.height() - 1));
    if (place.bottom() > room.bottom()) place.moveBottom(room.bottom());
    if (place.right() > room.right()) place.moveRight(room.right());
  }
  editor->setGeometry(place);
  Q_UNUSED(index);
}

void AttributeCellDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                                  const QModelIndex& index) const {
  const AttributeDefinition& definition = definitionOf(index);
  QStyleOptionViewItem item = option;
  const bool offers = definition.hasOptions() && (index.flags() & Qt::ItemIsEditable);
  if (!offers) return QStyledItemDelegate::paint(painter, item, index);
  initStyleOption(&item, index);
  QStyle* style = item.widget ? item.widget->style() : QApplication::style();
  if (definition.kind == AttributeKind::image) {
    const auto value = index.data(AttributeTableModel::ValueRole).value<AttributeValue>();
    if (const AttributeOption* chosen = definition.option(value.text))
      if (const QPixmap image = optionImage(imageFolder_, *chosen, item.rect.height() - 4); !image.isNull()) {
        item.icon = image;
        item.decorationSize = image.size();
        item.features |= QStyleOptionViewItem::HasDecoration;
        item.text = QString::fromStdString(chosen->id);
      }
  }
  style->drawPrimitive(QStyle::PE_PanelItemViewItem, &item, painter, item.widget);
  QRect arrow(0, 0, arrowSide, arrowSide);
  arrow.moveCenter(item.rect.center());
  arrow.moveRight(item.rect.right() - theme::grid);
  const bool chosen = item.state & QStyle::State_Selected;
  if (!chosen) arrow_.paint(painter, arrow);
  item.rect.setRight(arrow.left() - theme::grid);
  style->drawControl(QStyle::CE_ItemViewItem, &item, painter, item.widget);
}

void AttributeCellDelegate::take(QWidget* editor) {
  isAgreed_ = true;
  Q_EMIT commitData(editor);
  isAgreed_ = false;
  Q_EMIT closeEditor(editor);
}

bool AttributeCellDelegate::eventFilter(QObject* editor, QEvent* event) {
  if (event->type() == QEvent::KeyPress) {
    const int key = static_cast<QKeyEvent*>(event)->key();
    if (key == Qt::Key_Return || key == Qt::Key_Enter) {
      take(static_cast<QWidget*>(editor));
      Q_EMIT entered();
      return true;
    }
  }
  return QStyledItemDelegate::eventFilter(editor, event);
}

} // namespace fillscope
