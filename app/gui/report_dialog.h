#pragma once
// What an import found and what an export could not keep, in a window that can be copied from.
#include "core/formats/annotation_format.h"
#include "widgets/tone_label.h"
#include <QDialog>
#include <QStringList>
#include <vector>

namespace fillscope {

struct ReportSection {
  QString title;
  Tone tone = Tone::plain; ///< of the title
  QStringList lines;
};

class ReportDialog : public QDialog {
  Q_OBJECT
 public:
  ReportDialog(const QString& title, const QString& summary, const std::vector<ReportSection>& sections,
               QWidget* parent = nullptr);
};

/// "VIA 2.0.8 project: 309 pictures, 937 regions, 309 pictures not found."
QString importSentence(const ImportReport& report);
std::vector<ReportSection> importSections(const ImportReport& report);
/// "polyline: written as polygon, 12 times, first in a.jpg"
QString lossLine(const Loss& loss);
QString exportSentence(const WrittenAnnotations& written);
std::vector<ReportSection> exportSections(const WrittenAnnotations& written);

} // namespace fillscope
