#pragma once
// Attributes' values with the editor that each type asks for, of one thing or of several at once.
#include "core/annotation/attribute_definitions.h"
#include <QWidget>
#include <functional>
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
  void setFields(std::vector<AttributeField> fields);
  /// Where relative files of options of type image lie.
  void setImageFolder(const QString& folder) { imageFolder_ = folder; }

 Q_SIGNALS:
  void edited(const QString& name, const fillscope::AttributeValue& value);

 private:
  void rebuild();
  QWidget* makeEditor(std::size_t index);
  QWidget* makeLine(std::size_t index);
  QWidget* makeChecks(std::size_t index);
  QWidget* makeRadios(std::size_t index);
  QWidget* makeCombo(std::size_t index);
  void emitEdited(std::size_t index, const AttributeValue& value);

  std::vector<AttributeField> fields_;
  std::vector<std::function<void(const AttributeField&)>> show_; ///< puts a value into the row's editor
  QFormLayout* form_;
  QString imageFolder_;
  bool showing_ = false;
};

} // namespace fillscope
