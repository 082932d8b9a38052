#pragma once
// Figures and names as the review window writes them.
#include <QString>
#include <QStringList>
#include <string>

class QTreeWidget;
class QTreeWidgetItem;

namespace fillscope {

QString pixelText(double pixels);
QString shareText(double share, int decimals = 0);
/// "lid (polygon)"; a rim needs no label.
QString reviewedName(const std::string& shape, const std::string& label);

/// A table whose first column takes what room there is.
QTreeWidget* newReviewTable(const QString& name, const QStringList& headers);
/// Figures stand right.
QTreeWidgetItem* newReviewRow(QTreeWidgetItem* parent, const QStringList& texts);

} // namespace fillscope
