#include "app/gui/annotation_exchange.h"
#include "app/gui/paths.h"
#include "app/gui/project_paths.h"
#include <QLocale>

namespace fillscope {
namespace {

QString number(long long value) { return QLocale().toString(value); }

QString mergeSentence(const MergedAnnotations& merged) {
  QString text = AnnotationExchange::tr("%1 regions put onto %2 pictures.")
                     .arg(number(merged.regions), number(merged.matched + merged.added));
  if (merged.added > 0)
    text += QLatin1Char(' ') +
            AnnotationExchange::tr("%1 of these pictures are not here.").arg(number(merged.added));
  if (merged.duplicate > 0)
    text += QLatin1Char(' ') +
            AnnotationExchange::tr("%1 regions were there already.").arg(number(merged.duplicate));
  return text;
}

} // namespace

AnnotationExchange::AnnotationExchange(AnnotationDocument& document, ProjectSession& session, JobRunner& jobs)
    : document_(document)
    , session_(session)
    , jobs_(jobs) {}

void AnnotationExchange::write(AnnotationFormat format, const WriteOptions& options,
                               const std::filesystem::path& target) {
  jobs_.run<WrittenAnnotations>(
      JobLane::io, tr("Exporting annotations"), this,
      // Paths are said from where they are written to.
      [project = document_.project(), format, options, target](const Progress& progress) {
        return writeAnnotations(project, format, target, options, progress);
      },
      [this, target](Result<WrittenAnnotations> written) {
        if (!written) return Q_EMIT failed(written.error());
        Q_EMIT noted(exportSentence(*written) + QLatin1Char('\n') + toText(target), tr("Export"),
                     exportSections(*written), !written->differences.empty());
      });
}

void AnnotationExchange::add(const std::vector<std::filesystem::path>& files) {
  if (!session_.isOpen()) return session_.open(files);
  jobs_.run<std::vector<ImportedAnnotations>>(
      JobLane::io, tr("Reading annotations"), this,
      [files, folder = session_.folder()](const Progress& progress) {
        return readAllAnnotations(files, folder, progress);
      },
      [this](Result<std::vector<ImportedAnnotations>> imported) {
        if (!imported) return Q_EMIT failed(imported.error());
        take(*imported);
      });
}

void AnnotationExchange::take(const std::vector<ImportedAnnotations>& imported) {
  Project merged = document_.project();
  std::vector<MergedAnnotations> merges;
  std::vector<ImportReport> reports;
  for (const ImportedAnnotations& one : imported) {
    merges.push_back(mergeAnnotations(merged, one.project));
    reports.push_back(one.report);
  }
  const int known = document_.pictureCount();
  for (int i = 0; i < known; ++i) {
    const Picture &before = document_.picture(i), &after = merged.pictures[static_cast<std::size_t>(i)];
    if (after.regions.size() > before.regions.size())
      document_.addRegions(
          i,
          {after.regions.begin() + static_cast<std::ptrdiff_t>(before.regions.size()), after.regions.end()},
          tr("Import annotations"));
    if (document_.picture(i).attributes != after.attributes)
      document_.setPictureAttributes(i, after.attributes, tr("Import attributes"));
  }
  if (merged.attributesJson != document_.project().attributesJson)
    document_.setAttributeDefinitions(merged.attributesJson, tr("Import attributes"));
  if (static_cast<int>(merged.pictures.size()) > known)
    document_.addPictures({merged.pictures.begin() + known, merged.pictures.end()});
  Q_EMIT noted(openedSentence(reports, merges), tr("Import"), openedSections(reports, merges), false);
}

QString openedSentence(const std::vector<ImportReport>& reports,
                       const std::vector<MergedAnnotations>& merges) {
  QStringList parts;
  for (std::size_t i = 0; i < reports.size(); ++i) {
    parts << importSentence(reports[i]);
    if (merges.size() >= reports.size() - i)
      parts << mergeSentence(merges[merges.size() - (reports.size() - i)]);
  }
  return parts.join(QLatin1Char(' '));
}

std::vector<ReportSection> openedSections(const std::vector<ImportReport>& reports,
                                          const std::vector<MergedAnnotations>& merges) {
  std::vector<ReportSection> all;
  for (const ImportReport& report : reports)
    for (ReportSection& section : importSections(report)) {
      if (reports.size() > 1)
        section.title = QString::fromStdString(report.variant) + QStringLiteral(": ") + section.title;
      all.push_back(std::move(section));
    }
  ReportSection matches{AnnotationExchange::tr("Matched"), Tone::plain, {}};
  for (const MergedAnnotations& merged : merges)
    matches.lines << mergeSentence(merged);
  all.push_back(matches);
  return all;
}

} // namespace fillscope
