#include "app/gui/count_texts.h"
#include <QCoreApplication>
#include <QLocale>

namespace fillscope {
namespace {

struct Text {
  Q_DECLARE_TR_FUNCTIONS(fillscope::CountTexts)
};

QString counted(qlonglong count, const QString& one, const QString& several) {
  return count == 1 ? one : several.arg(QLocale().toString(count));
}

} // namespace

QString picturesText(qlonglong count) {
  return counted(count, Text::tr("1 picture"), Text::tr("%1 pictures"));
}
QString regionsText(qlonglong count) { return counted(count, Text::tr("1 region"), Text::tr("%1 regions")); }
QString samplesText(qlonglong count) { return counted(count, Text::tr("1 sample"), Text::tr("%1 samples")); }
QString filesText(qlonglong count) { return counted(count, Text::tr("1 file"), Text::tr("%1 files")); }

} // namespace fillscope
