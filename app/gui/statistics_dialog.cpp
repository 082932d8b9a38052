#include "app/gui/statistics_dialog.h"
#include "app/gui/count_texts.h"
#include "widgets/region_list.h"
#include "widgets/theme.h"
#include "widgets/tone_label.h"
#include <QApplication>
#include <QClipboard>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QHeaderView>
#include <QLocale>
#include <QPushButton>
#include <QTreeWidget>
#include <QVBoxLayout>
#include <map>

namespace fillscope {
namespace {

/// Numbers sort as numbers.
class CountItem : public QTreeWidgetItem {
 public:
  CountItem(QTreeWidget* tree, const QString& shape, const QString& label, int count)
      : QTreeWidgetItem(tree, {shape, label, QLocale().toString(count)}) {
    setTextAlignment(2, Qt::AlignRight | Qt::AlignVCenter);
    setData(2, Qt::UserRole, count);
  }
  bool operator<(const QTreeWidgetItem& other) const override {
    const int column = treeWidget() ? treeWidget()->sortColumn() : 0;
    return column == 2 ? data(2, Qt::UserRole).toInt() < other.data(2, Qt::UserRole).toInt()
                       : QTreeWidgetItem::operator<(other);
  }
};

} // namespace

StatisticsDialog::StatisticsDialog(const AnnotationStatistics& statistics, QWidget* parent)
    : QDialog(parent) {
  setWindowTitle(tr("Statistics"));
  resize(440, 520);
  const QLocale locale;
  QString copied;
  auto* counts = new QFormLayout;
  const auto add = [&](const QString& name, int count) {
    const double share = statistics.pictures > 0 ? 100.0 * count / statistics.pictures : 0;
    const QString text = count == statistics.pictures
                             ? locale.toString(count)
                             : tr("%1 (%2 %)").arg(locale.toString(count), locale.toString(share, 'f', 1));
    auto* value = new QLabel(text);
    value->setTextInteractionFlags(Qt::TextSelectableByMouse);
    value->setAccessibleName(name + QStringLiteral(": ") + text);
    counts->addRow(new ToneLabel(Tone::quiet, name), value);
    copied += name + QLatin1Char('\t') + QString::number(count) + QLatin1Char('\n');
  };
  add(tr("Pictures"), statistics.pictures);
  add(tr("Annotated"), statistics.annotated);
  add(tr("Not annotated"), statistics.pictures - statistics.annotated);
  add(tr("With all four rim corners"), statistics.withRim);
  add(tr("With fewer corners"), statistics.unfinished);
  add(tr("Proposed, to review"), statistics.proposed);
  add(tr("Reviewed"), statistics.reviewed);

  auto* tree = new QTreeWidget;
  tree->setAccessibleName(tr("Regions by shape and label"));
  tree->setHeaderLabels({tr("Shape"), tr("Label"), tr("Regions")});
  tree->setRootIsDecorated(false);
  tree->setAlternatingRowColors(true);
  tree->setUniformRowHeights(true);
  for (const auto& [key, count] : statistics.byShapeAndLabel) {
    const QString shape = shapeTitle(QString::fromStdString(key.first)),
                  label = QString::fromStdString(key.second);
    new CountItem(tree, shape, label.isEmpty() ? tr("no label") : label, count);
    copied +=
        shape + QLatin1Char('\t') + label + QLatin1Char('\t') + QString::number(count) + QLatin1Char('\n');
  }
  tree->setSortingEnabled(true);
  tree->sortByColumn(2, Qt::DescendingOrder);
  tree->header()->setStretchLastSection(false);
  tree->header()->setSectionResizeMode(0, QHeaderView::ResizeToContents);
  tree->header()->setSectionResizeMode(1, QHeaderView::Stretch);
  tree->header()->setSectionResizeMode(2, QHeaderView::ResizeToContents);

  auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close);
  QPushButton* copy = buttons->addButton(tr("Copy"), QDialogButtonBox::ActionRole);
  connect(copy, &QPushButton::clicked, this, [copied] { QApplication::clipboard()->setText(copied); });
  connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(3 * theme::grid, 3 * theme::grid, 3 * theme::grid, 3 * theme::grid);
  layout->setSpacing(2 * theme::grid);
  layout->addWidget(newHeading(tr("Pictures")));
  layout->addLayout(counts);
  layout->addWidget(newHeading(tr("%1 by shape and label", "regions").arg(regionsText(statistics.regions))));
  layout->addWidget(tree, 1);
  layout->addWidget(buttons);
}

} // namespace fillscope
