#pragma once
// Cells as text between programs: tabs between columns, lines between rows, as spreadsheets copy them.
#include <QString>
#include <QStringList>
#include <vector>

namespace fillscope {

/// Cells with a tab, a line break or a quote at their beginning stand in quotes, quotes within doubled.
QString cellsToText(const std::vector<QStringList>& rows);
/// Rows may differ in length. The line break at the end is no further row; "" is one empty cell.
std::vector<QStringList> cellsFromText(const QString& text);

} // namespace fillscope
