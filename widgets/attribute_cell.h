#pragma once
// Editors inside the table of attributes: a line for texts, a list of options for the other types.
#include "core/annotation/attribute_definitions.h"
#include <QIcon>
#include <QListWidget>
#include <QStyledItemDelegate>

namespace fillscope {

/// The options of one attribute in the cell's place: Space and a click choose, Enter takes, typing finds.
/// Of a checkbox any number, of the others one or "none".
class OptionList : public QListWidget {
  Q_OBJECT
 public:
  OptionList(const AttributeDefinition& definition, const QString& imageFolder, QWidget* parent);
  void setValue(const AttributeValue& value);
  AttributeValue value() const;
  QSize sizeHint() const override;

 Q_SIGNALS:
  void taken(); ///< one was clicked where only one can be

 protected:
  void keyPressEvent(QKeyEvent* event) override;

 private:
  bool isMany() const { return kind_ == AttributeKind::checkbox; }
  AttributeKind kind_;
};

class AttributeCellDelegate : public QStyledItemDelegate {
  Q_OBJECT
 public:
  explicit AttributeCellDelegate(QObject* parent = nullptr);
  void setImageFolder(const QString& folder) { imageFolder_ = folder; }
  QWidget* createEditor(QWidget* parent, const QStyleOptionViewItem& option,
                        const QModelIndex& index) const override;
  void setEditorData(QWidget* editor, const QModelIndex& index) const override;
  void setModelData(QWidget* editor, QAbstractItemModel* model, const QModelIndex& index) const override;
  void updateEditorGeometry(QWidget* editor, const QStyleOptionViewItem& option,
                            const QModelIndex& index) const override;
  void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;

 Q_SIGNALS:
  void entered(); ///< Enter ended an edit

 protected:
  bool eventFilter(QObject* editor, QEvent* event) override;

 private:
  void take(QWidget* editor);
  QString imageFolder_;
  QIcon arrow_;
  bool isAgreed_ = false; ///< the edit was ended by Enter or a click, not by looking elsewhere
};

} // namespace fillscope
