#include "app/gui/review_session.h"
#include "app/gui/paths.h"
#include "core/formats/annotation_format.h"
#include "widgets/region_list.h"
#include <algorithm>
#include <utility>

namespace fillscope {

ReviewSession::ReviewSession(AnnotationDocument& document, JobRunner& jobs)
    : document_(document)
    , jobs_(jobs) {
  connect(&document_, &AnnotationDocument::changed, this, [this](const DocumentChange& change) {
    using Kind = DocumentChange::Kind;
    if (change.kind == Kind::reset) return end();
    if (change.kind == Kind::pictureListChanged) {
      if (ready_ || comparing_) compare();
    } else if ((change.kind == Kind::regionsChanged || change.kind == Kind::rimChanged) &&
               change.picture >= 0) {
      if (comparing_) changedMeanwhile_.insert(change.picture);
      if (!ready_) return;
      renew(change.picture);
      Q_EMIT changed(change.picture);
    }
  });
}

void ReviewSession::end() {
  if (!ready_ && job_ == 0) return;
  jobs_.cancel(std::exchange(job_, 0));
  ready_ = comparing_ = false;
  Q_EMIT changed(-1);
  Q_EMIT failed(
      {ErrorCode::tryAgain, tr("The review ended: another project was opened.").toStdString(), {}, {}});
}

void ReviewSession::load(const std::filesystem::path& file, const std::filesystem::path& pictures) {
  ReadOptions options;
  options.images = pictures;
  job_ = jobs_.run<ImportedAnnotations>(
      JobLane::io, tr("Reading annotations"), this,
      [file, options](const Progress& progress) { return readAnnotations(file, options, progress); },
      [this, file](Result<ImportedAnnotations> imported) {
        job_ = 0;
        if (!imported) return Q_EMIT failed(imported.error());
        setTheirs(std::move(imported->project), toText(file.filename()));
      });
}

void ReviewSession::setTheirs(Project theirs, const QString& name) {
  theirs_ = std::move(theirs);
  name_ = name;
  compare();
}

void ReviewSession::compare() {
  jobs_.cancel(job_);
  comparing_ = true;
  changedMeanwhile_.clear();
  if (std::exchange(ready_, false)) Q_EMIT changed(-1);
  job_ = jobs_.run<Agreement>(
      JobLane::compute, tr("Comparing annotations"), this,
      [mine = document_.project(), theirs = theirs_](const Progress& progress) {
        return compareAnnotations(mine, theirs, {}, progress);
      },
      [this](Result<Agreement> agreement) {
        job_ = 0;
        comparing_ = false;
        if (!agreement) return Q_EMIT failed(agreement.error());
        agreement_ = std::move(*agreement);
        sumsAreOld_ = false;
        places_.assign(static_cast<std::size_t>(document_.pictureCount()), -1);
        for (std::size_t i = 0; i < agreement_.pictures.size(); ++i)
          if (const int a = agreement_.pictures[i].a; a >= 0 && a < document_.pictureCount())
            places_[static_cast<std::size_t>(a)] = static_cast<int>(i);
        ready_ = true;
        // A copy was compared: regions may be gone since, and others there.
        for (const int picture : std::exchange(changedMeanwhile_, {}))
          renew(picture);
        Q_EMIT changed(-1);
      });
}

const PictureAgreement* ReviewSession::of(int picture) const {
  if (!ready_ || picture < 0 || picture >= static_cast<int>(places_.size())) return nullptr;
  const int place = places_[static_cast<std::size_t>(picture)];
  return place < 0 ? nullptr : &agreement_.pictures[static_cast<std::size_t>(place)];
}

const Agreement& ReviewSession::agreement() {
  if (std::exchange(sumsAreOld_, false)) agreement_.summary = summaryOf(agreement_);
  return agreement_;
}

void ReviewSession::renew(int picture) {
  sumsAreOld_ = true;
  const PictureAgreement* known = of(picture);
  if (!known) {
    const std::vector<int>& alone = agreement_.onlyInA;
    const auto place = std::lower_bound(alone.begin(), alone.end(), picture);
    if (place != alone.end() && *place == picture)
      agreement_.regionsOnlyInA[static_cast<std::size_t>(place - alone.begin())] =
          comparedRegions(document_.picture(picture));
    return;
  }
  PictureAgreement fresh = comparePictures(document_.picture(picture), theirs(*known));
  fresh.picture = known->picture;
  fresh.a = known->a;
  fresh.b = known->b;
  agreement_.pictures[static_cast<std::size_t>(places_[static_cast<std::size_t>(picture)])] =
      std::move(fresh);
}

bool ReviewSession::canTake(int picture, const ShapeMatch& match, Take take, int corner) const {
  const PictureAgreement* known = of(picture);
  if (!known) return false;
  // The region alone: there may be very many of them.
  Picture mine;
  mine.attributes = document_.picture(picture).attributes;
  mine.regions = {document_.picture(picture).regions[static_cast<std::size_t>(match.a)]};
  ShapeMatch alone = match;
  alone.a = 0;
  return takeOver(mine, theirs(*known), alone, take, corner);
}

void ReviewSession::move(int picture, const ShapeMatch& match, Take take, int corner, const QString& text) {
  const PictureAgreement* known = of(picture);
  if (!known) return;
  Picture after = document_.picture(picture);
  if (takeOver(after, theirs(*known), match, take, corner))
    document_.editRegions(picture, std::move(after), text);
}

void ReviewSession::takeShape(int picture, const ShapeMatch& match, Take take) {
  const QString shape = shapeTitle(QString::fromStdString(match.shape));
  move(picture, match, take, -1,
       take == Take::theirs ? tr("Take their %1").arg(shape) : tr("Merge %1").arg(shape));
}

void ReviewSession::takeCorner(int picture, const ShapeMatch& match, int corner, Take take) {
  if (corner >= 0) move(picture, match, take, corner, tr("Take their corner"));
}

void ReviewSession::addTheirs(int picture, const std::vector<int>& regions) {
  const PictureAgreement* known = of(picture);
  if (!known) return;
  Picture after = document_.picture(picture);
  for (const int region : regions)
    takeIn(after, theirs(*known).regions[static_cast<std::size_t>(region)]);
  document_.editRegions(picture, std::move(after), tr("Add their regions"));
}

void ReviewSession::removeMine(int picture, const std::vector<int>& regions) {
  document_.removeRegions(picture, regions, tr("Remove regions that they do not have"));
}

bool ReviewSession::canTakeAll(int picture) const {
  const PictureAgreement* known = of(picture);
  return known && (!known->extra.empty() ||
                   std::any_of(known->matches.begin(), known->matches.end(), [&](const ShapeMatch& match) {
                     return canTake(picture, match, Take::theirs);
                   }));
}

void ReviewSession::takeAll(int picture) {
  const PictureAgreement* known = of(picture);
  if (!known) return;
  const Picture& other = theirs(*known);
  Picture after = document_.picture(picture);
  for (const ShapeMatch& match : known->matches)
    takeOver(after, other, match, Take::theirs);
  for (const int region : known->extra)
    takeIn(after, other.regions[static_cast<std::size_t>(region)]);
  document_.editRegions(picture, std::move(after), tr("Take all of theirs"));
}

} // namespace fillscope
