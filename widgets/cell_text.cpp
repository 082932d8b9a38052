#include "widgets/cell_text.h"
#include <algorithm>

namespace fillscope {
namespace {

QString quoted(QString cell) {
  const bool needs = cell.startsWith(QLatin1Char('"')) || cell.contains(QLatin1Char('\t')) ||
                     cell.contains(QLatin1Char('\n')) || cell.contains(QLatin1Char('\r'));
  if (!needs) return cell;
  return QLatin1Char('"') + cell.replace(QLatin1Char('"'), QStringLiteral("\"\"")) + QLatin1Char('"');
}

} // namespace

QString cellsToText(const std::vector<QStringList>& rows) {
  QString text;
  for (const QStringList& row : rows) {
    for (qsizetype i = 0; i < row.size(); ++i)
      text += (i > 0 ? QStringLiteral("\t") : QString()) + quoted(row[i]);
    text += QLatin1Char('\n');
  }
  return text;
}

std::vector<QStringList> cellsFromText(const QString& text) {
  std::vector<QStringList> rows(1);
  QString cell;
  const auto endCell = [&] {
    rows.back() << cell;
    cell.clear();
  };
  for (qsizetype i = 0; i < text.size(); ++i) {
    const QChar c = text[i];
    if (c == QLatin1Char('"') && cell.isEmpty() && text.indexOf(QLatin1Char('"'), i + 1) >= 0) {
      for (++i; i < text.size(); ++i) {
        if (text[i] != QLatin1Char('"'))
          cell += text[i];
        else if (i + 1 < text.size() && text[i + 1] == QLatin1Char('"'))
          cell += text[i++];
        else
          break;
      }
    } else if (c == QLatin1Char('\t')) {
      endCell();
    } else if (c == QLatin1Char('\n') || c == QLatin1Char('\r')) {
      endCell();
      if (c == QLatin1Char('\r') && i + 1 < text.size() && text[i + 1] == QLatin1Char('\n')) ++i;
      if (i + 1 == text.size()) return rows;
      rows.emplace_back();
    } else {
      cell += c;
    }
  }
  endCell();
  return rows;
}

} // namespace fillscope
