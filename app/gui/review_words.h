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
/// "top-left", translated; a keypoint's name is its own, and a point has none.
QString cornerTitle(const std::string& shape, const std::string& corner);

/// A table whose first column takes what room there is.
QTreeWidget* newReviewTable(const QString& name, const QStringList& headers);
/// Figures stand right; the first cell, which may be cut, says its text as a tip too.
QTreeWidgetItem* newReviewRow(QTreeWidgetItem* parent, const QStringList& texts);

} // namespace fillscope
