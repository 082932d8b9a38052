#pragma once
// Annotations of other programs into the open project and out of it: jobs, and a word when they are done.
#include "app/gui/project_session.h"
#include "app/gui/report_dialog.h"
#include "core/workflow/project_addition.h"
#include "core/workflow/recording_frames.h"

namespace fillscope {

/// Lives on the window's thread.
class AnnotationExchange : public QObject {
  Q_OBJECT
 public:
  AnnotationExchange(AnnotationDocument& document, ProjectSession& session, JobRunner& jobs,
                     UserPrompts& prompts);

  void write(AnnotationFormat format, const WriteOptions& options, const std::filesystem::path& target);
  /// Whatever it is, into the open project: regions onto its pictures, each picture one step to undo; unknown
  /// pictures join the list. Asks first where a picture has other regions already.
  /// remarks: sentences that are told with what was added.
  void add(const std::vector<std::filesystem::path>& paths, const QString& remarks = {});
  /// Takes frames of a recording into the request's folder, and adds that.
  void addFrames(const std::filesystem::path& recording, const FramesRequest& request);

 Q_SIGNALS:
  /// details are behind a button.
  void noted(const QString& sentence, const QString& title,
             const std::vector<fillscope::ReportSection>& details, bool isProblem);
  void failed(const fillscope::Error& error);

 private:
  void take(const Addition& addition, const QString& remarks);
  Choice askAboutClashes(const Addition& addition, const AdditionPlan& plan);
  AnnotationDocument& document_;
  ProjectSession& session_;
  JobRunner& jobs_;
  UserPrompts& prompts_;
};

/// What opening found, in one sentence and its details; "" where there is nothing to say.
QString openedSentence(const std::vector<ImportReport>& reports,
                       const std::vector<MergedAnnotations>& merges);
std::vector<ReportSection> openedSections(const std::vector<ImportReport>& reports,
                                          const std::vector<MergedAnnotations>& merges);

} // namespace fillscope
