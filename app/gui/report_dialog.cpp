#include "app/gui/report_dialog.h"
#include "app/gui/count_texts.h"
#include "app/gui/paths.h"
#include "widgets/region_list.h"
#include "widgets/theme.h"
#include <QApplication>
#include <QClipboard>
#include <QDialogButtonBox>
#include <QHeaderView>
#include <QLocale>
#include <QPushButton>
#include <QTreeWidget>
#include <QVBoxLayout>

namespace fillscope {
namespace {

QString number(long long value) { return QLocale().toString(value); }

QString noteLine(const ImportNote& note) {
  QString line = QString::fromStdString(note.text);
  if (!note.picture.empty()) line = QString::fromStdString(note.picture) + QStringLiteral(": ") + line;
  return note.count > 1 ? ReportDialog::tr("%1 (%2 times)").arg(line, number(note.count)) : line;
}

} // namespace

ReportDialog::ReportDialog(const QString& title, const QString& summary,
                           const std::vector<ReportSection>& sections, QWidget* parent)
    : QDialog(parent) {
  setWindowTitle(title);
  resize(620, 460);
  auto* sentence = new QLabel(summary);
  sentence->setWordWrap(true);
  sentence->setTextInteractionFlags(Qt::TextSelectableByMouse);
  auto* tree = new QTreeWidget;
  tree->setAccessibleName(tr("Report"));
  tree->setHeaderHidden(true);
  tree->setUniformRowHeights(false);
  tree->setWordWrap(true);
  tree->setSelectionMode(QAbstractItemView::ExtendedSelection);
  QString text = summary + QLatin1Char('\n');
  for (const ReportSection& section : sections) {
    if (section.lines.isEmpty()) continue;
    auto* head = new QTreeWidgetItem(tree, {tr("%1 (%2)").arg(section.title, number(section.lines.size()))});
    QFont bold = tree->font();
    bold.setBold(true);
    head->setFont(0, bold);
    head->setForeground(0, toneColour(section.tone, palette()));
    text += QLatin1Char('\n') + section.title + QLatin1Char('\n');
    for (const QString& line : section.lines) {
      auto* item = new QTreeWidgetItem(head, {line});
      item->setToolTip(0, line);
      text += line + QLatin1Char('\n');
    }
    head->setExpanded(section.lines.size() <= 100);
  }
  tree->setVisible(tree->topLevelItemCount() > 0);
  auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close);
  QPushButton* copy = buttons->addButton(tr("Copy"), QDialogButtonBox::ActionRole);
  connect(copy, &QPushButton::clicked, this, [text] { QApplication::clipboard()->setText(text); });
  connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(3 * theme::grid, 3 * theme::grid, 3 * theme::grid, 3 * theme::grid);
  layout->setSpacing(2 * theme::grid);
  layout->addWidget(sentence);
  layout->addWidget(tree, 1);
  layout->addWidget(buttons);
}

QString importSentence(const ImportReport& report) {
  int regions = 0;
  for (const auto& [shape, count] : report.regions)
    regions += count;
  QString what = QString::fromStdString(report.variant);
  if (what.isEmpty())
    what = QString::fromUtf8(formatTitle(report.format).data(),
                             static_cast<qsizetype>(formatTitle(report.format).size()));
  QString text = ReportDialog::tr("%1: %2, %3.", "file, pictures, regions")
                     .arg(what, picturesText(report.pictures), regionsText(regions));
  if (report.picturesMissing > 0)
    text += QLatin1Char(' ') +
            (report.picturesMissing == 1
                 ? ReportDialog::tr("1 picture is not here.")
                 : ReportDialog::tr("%1 pictures are not here.").arg(number(report.picturesMissing)));
  int repaired = 0, dropped = 0;
  for (const ImportNote& note : report.notes) {
    repaired += note.kind == ImportNote::Kind::repaired ? note.count : 0;
    dropped += note.kind == ImportNote::Kind::dropped ? note.count : 0;
  }
  if (repaired > 0) text += QLatin1Char(' ') + ReportDialog::tr("%1 repaired.").arg(number(repaired));
  if (dropped > 0) text += QLatin1Char(' ') + ReportDialog::tr("%1 dropped.").arg(number(dropped));
  return text;
}

std::vector<ReportSection> importSections(const ImportReport& report) {
  std::vector<ReportSection> sections{{ReportDialog::tr("Regions"), Tone::plain, {}},
                                      {ReportDialog::tr("Dropped"), Tone::bad, {}},
                                      {ReportDialog::tr("Missing"), Tone::warning, {}},
                                      {ReportDialog::tr("Guessed"), Tone::warning, {}},
                                      {ReportDialog::tr("Repaired"), Tone::good, {}}};
  for (const auto& [shape, count] : report.regions)
    sections[0].lines << ReportDialog::tr("%1: %2").arg(shapeTitle(QString::fromStdString(shape)),
                                                        number(count));
  for (const ImportNote& note : report.notes) {
    using Kind = ImportNote::Kind;
    const std::size_t at = note.kind == Kind::dropped   ? 1
                           : note.kind == Kind::missing ? 2
                           : note.kind == Kind::guessed ? 3
                                                        : 4;
    sections[at].lines << noteLine(note);
  }
  return sections;
}

QString lossLine(const Loss& loss) {
  QString line = QString::fromStdString(loss.what);
  line += loss.becomes.empty()
              ? ReportDialog::tr(": left out")
              : ReportDialog::tr(": written as %1").arg(QString::fromStdString(loss.becomes));
  line +=
      loss.count == 1 ? ReportDialog::tr(", once") : ReportDialog::tr(", %1 times").arg(number(loss.count));
  if (!loss.example.empty())
    line += ReportDialog::tr(", first in %1").arg(QString::fromStdString(loss.example));
  return line;
}

QString exportSentence(const WrittenAnnotations& written) {
  QString text = ReportDialog::tr("Written: %1, %2, %3.", "pictures, regions, files")
                     .arg(picturesText(written.pictures), regionsText(written.regions),
                          filesText(static_cast<qlonglong>(written.files.size())));
  text += QLatin1Char(' ');
  if (!written.differences.empty())
    text += written.differences.size() == 1
                ? ReportDialog::tr("Read back, one thing differs from what was to be written.")
                : ReportDialog::tr("Read back, %1 things differ from what was to be written.")
                      .arg(number(static_cast<qsizetype>(written.differences.size())));
  else if (written.losses.empty())
    text += ReportDialog::tr("Read back: nothing was lost.");
  else
    text += ReportDialog::tr("Read back: as the report said.");
  return text;
}

std::vector<ReportSection> exportSections(const WrittenAnnotations& written) {
  std::vector<ReportSection> sections{{ReportDialog::tr("Different when read back"), Tone::bad, {}},
                                      {ReportDialog::tr("What the format cannot hold"), Tone::warning, {}},
                                      {ReportDialog::tr("Files"), Tone::plain, {}}};
  for (const std::string& difference : written.differences)
    sections[0].lines << QString::fromStdString(difference);
  for (const Loss& loss : written.losses)
    sections[1].lines << lossLine(loss);
  for (const std::filesystem::path& file : written.files) {
    if (sections[2].lines.size() >= 1000) break;
    sections[2].lines << toText(file);
  }
  return sections;
}

} // namespace fillscope
