#include "app/gui/annotation_exchange.h"
#include "app/gui/count_texts.h"
#include "app/gui/opening_words.h"
#include "app/gui/paths.h"
#include "core/formats/folder_index.h"
#include "core/workflow/project_paths.h"
#include <QLocale>
#include <algorithm>
#include <unordered_set>

namespace fillscope {
namespace {

QString number(long long value) { return QLocale().toString(value); }

QString mergeSentence(const MergedAnnotations& merged) {
  QString text = AnnotationExchange::tr("%1 put onto %2.", "regions, pictures")
                     .arg(regionsText(merged.regions), picturesText(merged.matched + merged.added));
  if (merged.added > 0)
    text += QLatin1Char(' ') +
            AnnotationExchange::tr("Not here of these pictures: %1.").arg(number(merged.added));
  if (merged.duplicate > 0)
    text +=
        QLatin1Char(' ') + AnnotationExchange::tr("There already: %1.").arg(regionsText(merged.duplicate));
  return text;
}

struct Added {
  MergedAnnotations merged; ///< matched: pictures that changed; added: pictures that are new
  int known = 0;            ///< pictures that the project had
  int clashes = 0;
  int without = 0; ///< new ones whose file is not there
  QString treatment;
  QStringList lines;
};

/// Those that the project lacks, with ids that it does not have.
std::vector<Picture> freshPictures(const Project& project, const Addition& addition, const AdditionPlan& plan,
                                   Added& added) {
  std::vector<Picture> fresh;
  if (plan.fresh.empty()) return fresh;
  std::unordered_set<std::string> ids;
  for (const Picture& picture : project.pictures)
    ids.insert(picture.id);
  for (const std::size_t from : plan.fresh) {
    Picture picture = addition.project.pictures[from];
    const std::string id = picture.id;
    for (int i = 2; !ids.insert(picture.id).second; ++i)
      picture.id = id + "-" + std::to_string(i);
    added.merged.regions += static_cast<int>(picture.regions.size());
    added.without += !addition.isThere[from];
    ++added.merged.added;
    fresh.push_back(std::move(picture));
  }
  return fresh;
}

QString addedSentence(const Added& added) {
  QStringList parts;
  parts << AnnotationExchange::tr("Added: %1, %2.", "pictures, regions")
               .arg(picturesText(added.merged.added), regionsText(added.merged.regions));
  if (added.known > 0)
    parts << AnnotationExchange::tr("In the project already: %1.").arg(picturesText(added.known));
  if (added.clashes > 0 && !added.treatment.isEmpty()) parts << added.treatment.arg(number(added.clashes));
  if (added.without > 0)
    parts << AnnotationExchange::tr("Not here of the new pictures: %1.").arg(number(added.without));
  if (added.merged.duplicate > 0)
    parts << AnnotationExchange::tr("There already: %1.").arg(regionsText(added.merged.duplicate));
  return parts.join(QLatin1Char(' '));
}

std::vector<ReportSection> addedSections(const Addition& addition, const Added& added) {
  ReportSection taken{AnnotationExchange::tr("Taken for"), Tone::plain, {}};
  const auto say = [&](const std::vector<std::filesystem::path>& paths, auto what) {
    for (const std::filesystem::path& path : paths)
      taken.lines << AnnotationExchange::tr("%1: %2").arg(toText(path.filename()), what(path));
  };
  using Path = std::filesystem::path;
  say(addition.paths.folders, [](const Path&) { return AnnotationExchange::tr("folder"); });
  say(addition.paths.archives,
      [](const Path&) { return AnnotationExchange::tr("archive, unpacked beside it"); });
  say(addition.paths.clouds,
      [](const Path&) { return AnnotationExchange::tr("point cloud, shown as a picture"); });
  say(addition.paths.annotations, [](const Path&) { return AnnotationExchange::tr("annotations"); });
  say(addition.paths.others, [](const Path& path) {
    return isPictureName(path.filename().string()) ? AnnotationExchange::tr("picture")
                                                   : AnnotationExchange::tr("depth or camera of a picture");
  });
  std::vector<ReportSection> sections{taken};
  for (const ImportReport& report : addition.reports) {
    sections.push_back({AnnotationExchange::tr("Annotations"), Tone::plain, {importSentence(report)}});
    for (ReportSection& section : importSections(report))
      if (section.tone != Tone::plain) sections.push_back(std::move(section));
  }
  sections.push_back({AnnotationExchange::tr("Pictures with new regions"), Tone::plain, added.lines});
  return sections;
}

} // namespace

AnnotationExchange::AnnotationExchange(AnnotationDocument& document, ProjectSession& session, JobRunner& jobs,
                                       UserPrompts& prompts)
    : document_(document)
    , session_(session)
    , jobs_(jobs)
    , prompts_(prompts) {}

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

void AnnotationExchange::add(const std::vector<std::filesystem::path>& paths, const QString& remarks) {
  if (!session_.isOpen()) return session_.open(paths);
  jobs_.run<Addition>(
      JobLane::io, tr("Adding to the project"), this,
      [paths, folder = session_.folder()](const Progress& progress) {
        return readAddition(paths, folder, progress);
      },
      [this, remarks, generation = session_.generation()](const Result<Addition>& addition) {
        if (!addition) return Q_EMIT failed(addition.error());
        if (generation != session_.generation()) return Q_EMIT failed(ProjectSession::openedMeanwhile());
        take(*addition, remarks);
      });
}

void AnnotationExchange::addFrames(const std::filesystem::path& recording, const FramesRequest& request) {
  jobs_.run<FramesSummary>(
      JobLane::io, tr("Taking frames of %1").arg(toText(recording.filename())), this,
      [recording, request](const Progress& progress) { return writeFrames(recording, request, progress); },
      [this, folder = request.folder,
       generation = session_.generation()](const Result<FramesSummary>& taken) {
        if (!taken) return Q_EMIT failed(taken.error());
        if (generation != session_.generation()) return Q_EMIT failed(ProjectSession::openedMeanwhile());
        QStringList remarks;
        for (const std::string& note : taken->notes)
          remarks << QString::fromStdString(note);
        for (const FramesSummary::Failure& failure : taken->failures)
          remarks << QString::fromStdString(failure.frame + ": " + failure.why);
        add({folder}, remarks.join(QLatin1Char(' ')));
      });
}

Choice AnnotationExchange::askAboutClashes(const Addition& addition, const AdditionPlan& plan) {
  if (plan.clashing.empty()) return Choice::keepBoth;
  const std::string& first = addition.project.pictures[plan.matched[plan.clashing.front()].first].filename;
  const auto count = static_cast<qsizetype>(plan.clashing.size());
  return prompts_.ask(
      {count == 1 ? tr("“%1” has other regions already.").arg(QString::fromStdString(first))
                  : tr("%1 pictures have other regions already.").arg(number(count)),
       tr("Keep both adds those that come. Replace takes those that come instead; undo brings the old ones "
          "back. Skip leaves these pictures as they are."),
       {{Choice::keepBoth, tr("Keep both")},
        {Choice::replace, tr("Replace")},
        {Choice::skip, tr("Skip")},
        {Choice::cancel, tr("Cancel")}}});
}

void AnnotationExchange::take(const Addition& addition, const QString& remarks) {
  const AdditionPlan plan = planAddition(document_.project(), addition);
  const int generation = session_.generation();
  const Choice choice = askAboutClashes(addition, plan);
  if (choice == Choice::cancel) return;
  if (generation != session_.generation()) return Q_EMIT failed(ProjectSession::openedMeanwhile());
  session_.noteRead(addition.files);
  Added added;
  for (std::size_t i = 0; i < plan.matched.size(); ++i) {
    const auto [from, to] = plan.matched[i];
    const Picture& comes = addition.project.pictures[from];
    Picture after = document_.picture(to);
    const bool clashes = std::binary_search(plan.clashing.begin(), plan.clashing.end(), i);
    added.clashes += clashes;
    if (clashes && choice == Choice::skip) continue;
    const int before = added.merged.regions;
    if (clashes && choice == Choice::replace) after.regions.clear();
    mergePicture(after, comes, added.merged);
    if (after.regions == document_.picture(to).regions &&
        after.attributes == document_.picture(to).attributes)
      continue;
    ++added.merged.matched;
    added.lines << tr("%1: %2").arg(QString::fromStdString(document_.picture(to).filename),
                                    regionsText(added.merged.regions - before));
    document_.restorePicture(to, std::move(after.regions), std::move(after.attributes),
                             clashes && choice == Choice::replace ? tr("Replace regions")
                                                                  : tr("Import annotations"));
  }
  Project definitions;
  definitions.attributesJson = document_.project().attributesJson;
  mergeDefinitions(definitions, addition.project);
  if (definitions.attributesJson != document_.project().attributesJson)
    document_.setAttributeDefinitions(definitions.attributesJson, tr("Import attributes"));
  added.known = static_cast<int>(plan.matched.size());
  document_.addPictures(freshPictures(document_.project(), addition, plan, added));
  if (choice == Choice::replace) added.treatment = tr("The regions of %1 of them were replaced.");
  if (choice == Choice::skip)
    added.treatment = tr("%1 of them have other regions and were left as they are.");
  const QString refused = refusedText(addition.refused);
  QStringList told{addedSentence(added), refused, remarks};
  told.removeAll(QString());
  Q_EMIT noted(told.join(QLatin1Char(' ')), tr("Added to the project"), addedSections(addition, added),
               !refused.isEmpty());
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
