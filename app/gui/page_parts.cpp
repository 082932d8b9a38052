#include "app/gui/page_parts.h"
#include "widgets/theme.h"
#include <QCoreApplication>
#include <QEvent>
#include <QScrollArea>
#include <QSplitter>
#include <QStyle>
#include <QVBoxLayout>
#include <algorithm>

namespace fillscope {
namespace {
constexpr int sideWidth = 460, sideLeast = 380;

struct PageParts {
  Q_DECLARE_TR_FUNCTIONS(fillscope::PageParts)
};

/// Never narrower than what it shows, with its scroll bar.
class SideArea : public QScrollArea {
 public:
  QSize minimumSizeHint() const override {
    const int bar = style()->pixelMetric(QStyle::PM_ScrollBarExtent, nullptr, this);
    const int content = widget() ? widget()->minimumSizeHint().width() + bar : 0;
    return {std::max(sideLeast, content), QScrollArea::minimumSizeHint().height()};
  }

 protected:
  bool eventFilter(QObject* object, QEvent* event) override {
    if (object == widget() && event->type() == QEvent::LayoutRequest) updateGeometry();
    return QScrollArea::eventFilter(object, event);
  }
};
} // namespace

QWidget* scrolled(QWidget* content) {
  auto* body = new QWidget;
  auto* layout = new QVBoxLayout(body);
  layout->setContentsMargins(3 * theme::grid, 2 * theme::grid, 3 * theme::grid, 2 * theme::grid);
  layout->addWidget(content);
  layout->addStretch(1);
  auto* area = new SideArea;
  area->setWidget(body);
  area->setWidgetResizable(true);
  area->setAccessibleName(PageParts::tr("Settings"));
  area->setFrameShape(QFrame::NoFrame);
  area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  return area;
}

void addSides(QWidget& page, QLayout* left, QLayout* right) {
  auto* splitter = new QSplitter(Qt::Horizontal);
  for (QLayout* side : {left, right}) {
    auto* widget = new QWidget;
    widget->setLayout(side);
    splitter->addWidget(widget);
  }
  splitter->setChildrenCollapsible(false);
  splitter->setStretchFactor(0, 0);
  splitter->setStretchFactor(1, 1);
  splitter->setSizes({sideWidth, 1000});
  auto* layout = new QVBoxLayout(&page);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->addWidget(splitter);
}

} // namespace fillscope
