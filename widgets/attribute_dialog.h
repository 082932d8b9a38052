#pragma once
// Where the attributes of regions and of pictures are defined: VIA's five types, options, defaults.
#include "core/annotation/attribute_definitions.h"
#include <QDialog>
#include <array>
#include <memory>

class QDialogButtonBox;
class QTabWidget;

namespace fillscope {

class ToneLabel;

/// One list of attributes at the left, the chosen one's fields at the right.
class AttributeListEditor : public QWidget {
  Q_OBJECT
 public:
  explicit AttributeListEditor(const QString& what, QWidget* parent = nullptr);
  ~AttributeListEditor() override;
  void setDefinitions(std::vector<AttributeDefinition> definitions);
  const std::vector<AttributeDefinition>& definitions() const;
  void choose(int index);

 Q_SIGNALS:
  void changed();

 private:
  QWidget* makeList(const QString& what);
  QWidget* makeFields();
  void showList();
  void showChosen();
  void showOptions();
  void takeFields();
  void takeOptions();
  void move(int step);
  struct Private;
  std::unique_ptr<Private> d_;
};

/// Starts with what is declared and what is used; what is used is declared where somebody says so. Says what
/// is wrong instead of taking it.
class AttributeDialog : public QDialog {
  Q_OBJECT
 public:
  AttributeDialog(const AttributeDefinitions& definitions, QWidget* parent = nullptr);
  AttributeDefinitions definitions() const;
  AttributeListEditor& regionEditor() { return *lists_[0]; }
  AttributeListEditor& fileEditor() { return *lists_[1]; }

 private:
  void check();
  AttributeDefinitions before_;
  std::array<AttributeListEditor*, 2> lists_;
  ToneLabel* fault_;
  QDialogButtonBox* buttons_;
};

} // namespace fillscope
