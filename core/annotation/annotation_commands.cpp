#include "core/annotation/annotation_commands.h"
#include <algorithm>
#include <utility>

namespace fillscope {
namespace {

/// Sums of offsets come back to their start but for rounding.
bool samePlaces(const std::vector<Vec2>& a, const std::vector<Vec2>& b) {
  constexpr double tolerance = 1e-9; // pictures are below 1e6 px wide, a double resolves 1e-10 px there
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](Vec2 p, Vec2 q) { return norm(p - q) <= tolerance; });
}

} // namespace

PictureCommand::PictureCommand(AnnotationDocument& document, int picture, DocumentChange::Kind kind,
                               const QString& text)
    : QUndoCommand(text)
    , document_(document)
    , index_(picture)
    , kind_(kind) {}

Picture& PictureCommand::picture(int index) {
  return document_.project_.pictures[static_cast<std::size_t>(index)];
}

void PictureCommand::report(int index) const { Q_EMIT document_.changed({kind_, index}); }

RimCommand::RimCommand(AnnotationDocument& document, int picture, DocumentChange::Kind kind,
                       const QString& text, int subject, int gesture)
    : PictureCommand(document, picture, kind, text)
    , subject_(subject)
    , gesture_(gesture) {}

bool RimCommand::mergeWith(const QUndoCommand* next) {
  // Commands with this id are all rim commands, and one stack holds one picture's.
  const auto* step = static_cast<const RimCommand*>(next);
  if (gesture_ == 0 || step->gesture_ != gesture_ || step->subject_ != subject_) return false;
  if (isBackAtStart()) {
    exchange();
    setObsolete(true);
  }
  return true;
}

MoveRimCommand::MoveRimCommand(AnnotationDocument& document, int picture, int region,
                               std::vector<Vec2> points, const QString& text, int subject, int gesture)
    : RimCommand(document, picture, DocumentChange::Kind::rimChanged, text, subject, gesture)
    , region_(region)
    , points_(std::move(points)) {}

std::vector<Vec2>& MoveRimCommand::points() {
  return std::get<PolylineShape>(picture().regions[static_cast<std::size_t>(region_)].shape).points;
}

void MoveRimCommand::exchange() {
  points().swap(points_);
  report(index());
}

bool MoveRimCommand::isBackAtStart() { return samePlaces(points(), points_); }

ReplaceRimCommand::ReplaceRimCommand(AnnotationDocument& document, int picture, const Rim& rim,
                                     DocumentChange::Kind kind, const QString& text, int subject, int gesture)
    : RimCommand(document, picture, kind, text, subject, gesture) {
  const Picture& before = document.picture(picture);
  const int found = rimRegionIndex(before);
  present_ = found >= 0;
  region_ = present_ ? found : static_cast<int>(before.regions.size());
  if (!rim.corners.empty())
    other_ = regionFromRim(rim, present_ ? &before.regions[static_cast<std::size_t>(found)] : nullptr);
  size_ = looseSizeOf(attributesWithRim(before.attributes, rim));
}

void ReplaceRimCommand::exchange() {
  auto& regions = picture().regions;
  const auto at = regions.begin() + region_;
  std::optional<Region> current;
  if (present_) current = std::move(*at);
  if (present_ && other_)
    *at = std::move(*other_);
  else if (other_)
    regions.insert(at, std::move(*other_));
  else if (present_)
    regions.erase(at);
  present_ = other_.has_value();
  other_ = std::move(current);
  Attributes& attributes = picture().attributes;
  LooseSize currentSize = looseSizeOf(attributes);
  putLooseSize(attributes, std::exchange(size_, std::move(currentSize)));
  report(index());
}

bool ReplaceRimCommand::isBackAtStart() {
  if (!present_ || !other_) return false;
  Picture before;
  before.regions.push_back(*other_);
  const auto then = rimOf(before), now = rimOf(picture());
  return then && now && samePlaces(then->corners, now->corners) && then->size == now->size;
}

SourcesCommand::SourcesCommand(AnnotationDocument& document, int picture, std::vector<Change> changes,
                               const QString& text)
    : PictureCommand(document, picture, DocumentChange::Kind::sourcesChanged, text)
    , changes_(std::move(changes)) {}

void SourcesCommand::exchange() {
  for (Change& change : changes_) {
    Picture& target = picture(change.picture);
    if (sourcesOf(target) == change.from) setSources(target, change.to);
    std::swap(change.from, change.to);
  }
  report(changes_.size() == 1 ? changes_.front().picture : -1);
}

} // namespace fillscope
