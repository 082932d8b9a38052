#include "core/annotation/annotation_document.h"
#include "core/annotation/picture_versions.h"
#include "core/formats/content_hash.h"
#include "core/formats/edit_journal.h"
#include "tests/core/annotation/random_edits.h"
#include "tests/fuzz/project_checks.h"
#include "tests/fuzz/reader_checks.h"

namespace fillscope::tests {
namespace {

/// Lines as a journal has them: no mutation of bytes would find the checksums.
std::string withChecksums(std::string_view bytes) {
  std::string journal;
  for (std::size_t at = 0; at < bytes.size();) {
    const std::size_t end = std::min(bytes.find('\n', at), bytes.size());
    std::string_view line = bytes.substr(at, end - at);
    at = end + 1;
    if (!line.ends_with('}')) continue;
    line.remove_suffix(1);
    journal.append(line).append(",\"sum\":\"").append(contentHashText(line)).append("\"}\n");
  }
  return journal;
}

std::string checkRecords(const EditRecords& records) {
  std::string text;
  for (const EditRecord& record : records)
    text += journalLine(record);
  const ReadJournal again = parseJournal(text);
  std::string textAgain;
  for (const EditRecord& record : again.records)
    textAgain += journalLine(record);
  if (textAgain != text) return "records that do not come back from their lines";

  const Project project = variedProject(3);
  AnnotationDocument document;
  if (document.reset(project, withoutTakenBack(records))) {
    undoAll(document, 1);
    redoAll(document, 2);
  } else if (!(document.project() == project)) {
    return "records that do not fit have changed the project";
  }
  AnnotationDocument shorter;
  shorter.reset(project, withoutTakenBack(compacted(records)));
  for (int picture = 0; picture < 3; ++picture) {
    const PictureVersions versions(records, picture, project.pictures[static_cast<std::size_t>(picture)]);
    for (std::size_t i = 0; i < versions.list().size() && i < 20; ++i)
      versions.at(i);
  }
  for (const char* file : {"", "12ab"})
    if (const auto kept = keptEdits(records, file)) {
      AnnotationDocument recovered;
      recovered.reset(file[0] ? project : Project(), kept->records);
    }
  return {};
}

std::string checkJournal(std::string_view bytes) {
  parseJournal(bytes);
  const std::string journal = withChecksums(bytes);
  const ReadJournal read = parseJournal(journal);
  if (read.goodBytes > journal.size()) return "more good bytes than there are";
  return checkRecords(read.records);
}

} // namespace

std::vector<ReaderCheck> journalChecks() { return {{"journal", checkJournal}}; }

} // namespace fillscope::tests
