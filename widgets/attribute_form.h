#pragma once
// Attributes' values with the editor that each type asks for, of one thing or of several at once.
#include "core/annotation/attribute_definitions.h"
#include <QWidget>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

class QFormLayout;

namespace fillscope {

struct AttributeField {
  AttributeDefinition definition;
  std::optional<AttributeValue> value; ///< nothing: not set
  bool isMixed = false;                ///< several things, several values
  bool readOnly = false;               ///< kept by the shape, or of a type that only its maker knows
  friend bool operator==(const AttributeField&, const AttributeField&) = default;
};

/// One row for each attribute. Fields stay the same widgets while their definitions do, so that the focus
/// does not leave the field that is typed in.
class AttributeForm : public QWidget {
  Q_OBJECT
 public:
  explicit AttributeForm(QWidget* parent = nullptr);
  ~AttributeForm() override;
  /// A line that is typed into keeps its text.
  void setFields(std::vector<AttributeField> fields);
  void finishTyping(); ///< what was typed counts now, as it does when the field is left
  void forgetTyping(); ///< what was typed was meant for something else
  /// Where relative files of options of type image lie.
  void setImageFolder(const QString& folder) { imageFolder_ = folder; }

 Q_SIGNALS:
  void edited(const QString& name, const fillscope::AttributeValue& value);

 private:
  struct Row {
    AttributeField field;
    QWidget *label = nullptr, *editor = nullptr;
    std::function<void()> show; ///< puts the field's value into the editor
  };
  void showValues();
  void rebuild(std::vector<AttributeField> fields);
  std::unique_ptr<Row> newRow(AttributeField field);
  QWidget* makeEditor(Row& row);
  QWidget* makeLine(Row& row);
  QWidget* makeChecks(Row& row);
  QWidget* makeRadios(Row& row);
  QWidget* makeCombo(Row& row);
  void emitEdited(const Row& row, const AttributeValue& value);

  std::vector<std::unique_ptr<Row>> rows_; ///< at places that stay: editors know theirs
  QFormLayout* form_;
  QString imageFolder_;
  bool showing_ = false;
};

} // namespace fillscope
