#pragma once
// A second set of annotations beside the open project: how they agree, and what is taken over from it.
#include "core/annotation/agreement.h"
#include "core/annotation/annotation_document.h"
#include "core/annotation/take_over.h"
#include "core/jobs/job_runner.h"
#include <QObject>
#include <filesystem>
#include <set>

namespace fillscope {

class CurrentPicture;

/// Lives on the window's thread. Mine are the document's regions, theirs the file's; every verb is one step
/// to undo, and the picture is compared anew. Pictures that are added are compared too; another project ends
/// it, which failed says.
class ReviewSession : public QObject {
  Q_OBJECT
 public:
  ReviewSession(AnnotationDocument& document, JobRunner& jobs);
  void load(const std::filesystem::path& file, const std::filesystem::path& pictures);
  void setTheirs(Project theirs, const QString& name); ///< compares, as a job
  bool isReady() const { return ready_; }
  const QString& name() const { return name_; }
  /// With its sums as they are now.
  const Agreement& agreement();
  /// Of a picture of the document; null: only one of the two has it.
  const PictureAgreement* of(int picture) const;
  const Picture& theirs(const PictureAgreement& agreement) const {
    return theirs_.pictures[static_cast<std::size_t>(agreement.b)];
  }

  using Take = TakeOver;
  /// Whether taking it would change anything. corner: of match, −1 all of it.
  bool canTake(int picture, const ShapeMatch& match, Take take, int corner = -1) const;
  void takeShape(int picture, const ShapeMatch& match, Take take);
  void takeCorner(int picture, const ShapeMatch& match, int corner, Take take = Take::theirs);
  void addTheirs(int picture, const std::vector<int>& regions);  ///< of theirs; a rim replaces mine
  void removeMine(int picture, const std::vector<int>& regions); ///< of the document
  bool canTakeAll(int picture) const;
  /// All of theirs: shapes that both have, and those that only they have.
  void takeAll(int picture);

 Q_SIGNALS:
  void changed(int picture); ///< −1: all; also one that only one of the two has
  void failed(const fillscope::Error& error);

 private:
  void move(int picture, const ShapeMatch& match, Take take, int corner, const QString& text);
  void compare(); ///< all pictures, as a job
  void end();     ///< the project is gone
  void renew(int picture);
  AnnotationDocument& document_;
  JobRunner& jobs_;
  Project theirs_;
  Agreement agreement_;
  std::vector<int> places_; ///< picture of the document → place in agreement_, −1 none
  QString name_;
  bool ready_ = false, comparing_ = false;
  bool sumsAreOld_ = false;        ///< made when they are asked for: a drag changes one picture many times
  std::set<int> changedMeanwhile_; ///< pictures, while all are compared
  int job_ = 0;
};

} // namespace fillscope
