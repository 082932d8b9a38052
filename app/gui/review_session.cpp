#include "app/gui/review_session.h"
#include "app/gui/paths.h"
#include "core/annotation/rim.h"
#include "core/formats/annotation_format.h"
#include "widgets/region_list.h"
#include <algorithm>
#include <utility>

namespace fillscope {
namespace {

std::vector<Vec2>* verticesOf(Shape& shape) {
  if (auto* polygon = std::get_if<PolygonShape>(&shape)) return &polygon->points;
  if (auto* polyline = std::get_if<PolylineShape>(&shape)) return &polyline->points;
  return nullptr;
}

} // namespace

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

Region ReviewSession::moved(int picture, const ShapeMatch& match, const std::vector<int>& corners,
                            Take take) const {
  Region region = document_.picture(picture).regions[static_cast<std::size_t>(match.a)];
  std::vector<Vec2>* vertices = verticesOf(region.shape);
  if (!vertices) return region;
  for (const int corner : corners) {
    const auto at = static_cast<std::size_t>(corner);
    const auto vertex = std::find(vertices->begin(), vertices->end(), match.corners[at]);
    if (vertex != vertices->end()) *vertex = *vertex + (take == Take::middle ? 0.5 : 1.0) * match.offsets[at];
  }
  return region;
}

void ReviewSession::replace(int picture, std::vector<std::pair<int, Region>> regions, const QString& text) {
  // A rim goes its own way, so that what is kept of its network stays true.
  for (auto it = regions.begin(); it != regions.end(); ++it) {
    const std::vector<Vec2>* points = verticesOf(it->second.shape);
    const bool isRim = rimRegionIndex(document_.picture(picture)) == it->first;
    if (!isRim || !points || points->size() != 4) continue;
    const RimCorners corners{(*points)[0], (*points)[1], (*points)[2], (*points)[3]};
    regions.erase(it);
    document_.setRimCorners(picture, corners);
    break;
  }
  if (!regions.empty()) document_.replaceRegions(picture, std::move(regions), text);
}

void ReviewSession::takeShape(int picture, const ShapeMatch& match, Take take) {
  const PictureAgreement* known = of(picture);
  if (!known) return;
  std::vector<int> all(match.corners.size());
  for (std::size_t i = 0; i < all.size(); ++i)
    all[i] = static_cast<int>(i);
  Region region = moved(picture, match, all, take);
  const Region& other = theirs(*known).regions[static_cast<std::size_t>(match.b)];
  // Without corners that belong together the shape is taken as it is.
  if (match.corners.empty() && take == Take::theirs) region.shape = other.shape;
  replace(picture, {{match.a, std::move(region)}},
          take == Take::theirs ? tr("Take their %1").arg(shapeTitle(QString::fromStdString(match.shape)))
                               : tr("Merge %1").arg(shapeTitle(QString::fromStdString(match.shape))));
}

void ReviewSession::takeCorner(int picture, const ShapeMatch& match, int corner, Take take) {
  if (corner < 0 || corner >= static_cast<int>(match.corners.size())) return;
  replace(picture, {{match.a, moved(picture, match, {corner}, take)}}, tr("Take their corner"));
}

void ReviewSession::addTheirs(int picture, const std::vector<int>& regions) {
  const PictureAgreement* known = of(picture);
  if (!known) return;
  std::vector<Region> added;
  for (const int region : regions)
    added.push_back(theirs(*known).regions[static_cast<std::size_t>(region)]);
  document_.addRegions(picture, std::move(added), tr("Add their regions"));
}

void ReviewSession::removeMine(int picture, const std::vector<int>& regions) {
  document_.removeRegions(picture, regions, tr("Remove regions that they do not have"));
}

void ReviewSession::takeAll(int picture) {
  const PictureAgreement* known = of(picture);
  if (!known) return;
  const PictureAgreement now = *known; // it is made anew by each step
  std::vector<std::pair<int, Region>> changed;
  for (const ShapeMatch& match : now.matches) {
    std::vector<int> all(match.corners.size());
    for (std::size_t i = 0; i < all.size(); ++i)
      all[i] = static_cast<int>(i);
    Region region = moved(picture, match, all, Take::theirs);
    if (match.corners.empty()) region.shape = theirs(now).regions[static_cast<std::size_t>(match.b)].shape;
    changed.emplace_back(match.a, std::move(region));
  }
  if (!changed.empty()) replace(picture, std::move(changed), tr("Take all of theirs"));
  if (!now.extra.empty()) addTheirs(picture, now.extra);
}

} // namespace fillscope
