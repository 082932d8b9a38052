#include "widgets/attribute_dialog.h"
#include "widgets/theme.h"
#include "widgets/tone_label.h"
#include <QDialogButtonBox>
#include <QPushButton>
#include <QTabWidget>
#include <QVBoxLayout>

namespace fillscope {

AttributeDialog::AttributeDialog(const AttributeDefinitions& definitions, QWidget* parent)
    : QDialog(parent)
    , before_(definitions)
    , lists_{new AttributeListEditor(tr("Attributes of regions")),
             new AttributeListEditor(tr("Attributes of pictures"))}
    , fault_(new ToneLabel(Tone::bad))
    , buttons_(new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel)) {
  setWindowTitle(tr("Attributes"));
  resize(720, 520);
  lists_[0]->setDefinitions(definitions.region);
  lists_[1]->setDefinitions(definitions.file);
  auto* tabs = new QTabWidget;
  tabs->addTab(lists_[0], tr("Regions"));
  tabs->addTab(lists_[1], tr("Pictures"));
  tabs->setAccessibleName(tr("Regions or pictures"));
  fault_->setWordWrap(true);
  fault_->setAccessibleName(tr("What is wrong"));
  connect(buttons_, &QDialogButtonBox::accepted, this, &QDialog::accept);
  connect(buttons_, &QDialogButtonBox::rejected, this, &QDialog::reject);
  for (AttributeListEditor* list : lists_)
    connect(list, &AttributeListEditor::changed, this, &AttributeDialog::check);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(3 * theme::grid, 3 * theme::grid, 3 * theme::grid, 3 * theme::grid);
  layout->addWidget(tabs, 1);
  layout->addWidget(fault_);
  layout->addWidget(buttons_);
  check();
}

AttributeDefinitions AttributeDialog::definitions() const {
  return {lists_[0]->definitions(), lists_[1]->definitions(), before_.extras};
}

void AttributeDialog::check() {
  const AttributeDefinitions now = definitions();
  const std::string fault = definitionsFault(now);
  // A fault that the file came with must not keep anyone from leaving.
  const bool blocks = !fault.empty() && fault != definitionsFault(before_);
  fault_->setText(QString::fromStdString(fault));
  fault_->setVisible(!fault.empty());
  buttons_->button(QDialogButtonBox::Ok)->setEnabled(!blocks);
}

} // namespace fillscope
