#include "app/gui/review_words.h"
#include "core/annotation/rim.h"
#include "widgets/box_overlay.h"
#include "widgets/region_list.h"
#include <QCoreApplication>
#include <QHeaderView>
#include <QLocale>
#include <QTreeWidget>

namespace fillscope {
namespace {

struct ReviewWords {
  Q_DECLARE_TR_FUNCTIONS(ReviewWords)
};

} // namespace

QString pixelText(double pixels) { return ReviewWords::tr("%1 px").arg(QLocale().toString(pixels, 'f', 1)); }

QString shareText(double share, int decimals) {
  return ReviewWords::tr("%1 %").arg(QLocale().toString(100 * share, 'f', decimals));
}

QString reviewedName(const std::string& shape, const std::string& label) {
  const QString name = shapeTitle(QString::fromStdString(shape));
  return label.empty() || shape == "box rim"
             ? name
             : QString::fromStdString(label) + QStringLiteral(" (") + name + QLatin1Char(')');
}

QString cornerTitle(const std::string& shape, const std::string& corner) {
  if (shape == "point") return {};
  for (int i = 0; i < 4; ++i)
    if (corner == cornerNames[i]) return cornerName(i);
  return QString::fromStdString(corner);
}

QTreeWidget* newReviewTable(const QString& name, const QStringList& headers) {
  auto* table = new QTreeWidget;
  table->setAccessibleName(name);
  table->setHeaderLabels(headers);
  table->setUniformRowHeights(true);
  table->setAlternatingRowColors(true);
  table->header()->setStretchLastSection(false);
  table->header()->setSectionResizeMode(0, QHeaderView::Stretch);
  for (int column = 1; column < headers.size(); ++column)
    table->header()->setSectionResizeMode(column, QHeaderView::ResizeToContents);
  return table;
}

QTreeWidgetItem* newReviewRow(QTreeWidgetItem* parent, const QStringList& texts) {
  auto* item = new QTreeWidgetItem(parent, texts);
  item->setToolTip(0, texts.value(0));
  for (int column = 1; column < texts.size(); ++column)
    item->setTextAlignment(column, Qt::AlignRight | Qt::AlignVCenter);
  return item;
}

} // namespace fillscope
