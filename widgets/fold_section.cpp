#include "widgets/fold_section.h"

#include "widgets/theme.h"
#include <QToolButton>
#include <QVBoxLayout>

namespace fillscope {

FoldSection::FoldSection(const QString& title, QWidget* content, bool open, QWidget* parent)
    : QWidget(parent)
    , head_(new QToolButton)
    , content_(content) {
  head_->setText(title);
  head_->setCheckable(true);
  head_->setAutoRaise(true);
  head_->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
  head_->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
  head_->setAccessibleName(title);
  QFont font = head_->font();
  font.setWeight(QFont::DemiBold);
  head_->setFont(font);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(theme::grid);
  layout->addWidget(head_);
  layout->addWidget(content_);
  connect(head_, &QToolButton::toggled, this, [this](bool on) {
    head_->setArrowType(on ? Qt::DownArrow : Qt::RightArrow);
    content_->setVisible(on);
  });
  head_->setArrowType(Qt::RightArrow);
  content_->setVisible(false);
  head_->setChecked(open);
}

bool FoldSection::isOpen() const { return head_->isChecked(); }
void FoldSection::setOpen(bool open) { head_->setChecked(open); }
QString FoldSection::title() const { return head_->text(); }

} // namespace fillscope
