#include "core/annotation/annotation_document.h"
#include "core/annotation/annotation_commands.h"
#include <QCoreApplication>
#include <algorithm>
#include <unordered_map>
#include <unordered_set>

namespace fillscope {
namespace {

using Kind = DocumentChange::Kind;

QString tr(const char* text) { return QCoreApplication::translate("fillscope::AnnotationDocument", text); }

QString named(const char* text, int corner) {
  return tr(text).arg(corner + 1).arg(QString::fromLatin1(cornerNames[corner]));
}

RimOrigin movedByHand(RimOrigin origin) {
  if (origin.source == RimSource::model) origin.source = RimSource::edited;
  origin.reviewed = true;
  return origin;
}

bool isFinite(Vec2 p) { return std::isfinite(p.x) && std::isfinite(p.y); }

constexpr int wholeRim = -1, placing = -2, typing = -3; // subjects of a gesture besides the corners

} // namespace

AnnotationDocument::AnnotationDocument(QObject* parent)
    : QObject(parent) {}

AnnotationDocument::~AnnotationDocument() {
  for (auto& stack : stacks_)
    if (stack) stack->disconnect(this);
}

void AnnotationDocument::reset(Project project) {
  for (auto& stack : stacks_)
    if (stack) stack->disconnect(this);
  stacks_.clear();
  current_ = -1;
  unsavedStacks_ = 0;
  listModified_ = false;
  project_ = std::move(project);
  stacks_.resize(project_.pictures.size());
  Q_EMIT changed({Kind::reset, -1});
}

void AnnotationDocument::addPictures(std::vector<Picture> pictures) {
  if (pictures.empty()) return;
  std::unordered_set<std::string> ids;
  std::unordered_map<std::string, int> copies;
  for (const Picture& picture : project_.pictures)
    ids.insert(picture.id);
  for (Picture& picture : pictures) {
    const std::string wanted =
        picture.id.empty() ? picture.filename + std::to_string(picture.size) : picture.id;
    picture.id = wanted;
    while (!ids.insert(picture.id).second)
      picture.id = wanted + "-" + std::to_string(++copies.try_emplace(wanted, 1).first->second);
    project_.pictures.push_back(std::move(picture));
  }
  stacks_.resize(project_.pictures.size());
  listModified_ = true;
  Q_EMIT changed({Kind::pictureListChanged, -1});
  Q_EMIT changed({Kind::savedStateChanged, -1});
}

void AnnotationDocument::addRimCorner(int picture, Vec2 position) {
  if (!has(picture) || !isFinite(position)) return;
  Rim after = rim(picture).value_or(Rim{});
  if (after.complete()) return;
  after.corners.push_back(position);
  const int corner = static_cast<int>(after.corners.size()) - 1;
  push(picture, std::make_unique<ReplaceRimCommand>(*this, picture, after, Kind::rimChanged,
                                                    named("Place corner %1 (%2)", corner), placing, 0));
}

void AnnotationDocument::moveRimCorner(int picture, int corner, Vec2 position, int gesture) {
  if (!has(picture) || !isFinite(position)) return;
  const auto before = rim(picture);
  if (!before || corner < 0 || corner >= static_cast<int>(before->corners.size())) return;
  auto corners = before->corners;
  corners[static_cast<std::size_t>(corner)] = position;
  moveCorners(picture, *before, std::move(corners), movedByHand(before->origin),
              named("Move corner %1 (%2)", corner), corner, gesture);
}

void AnnotationDocument::moveRim(int picture, Vec2 offset, int gesture) {
  if (!has(picture) || !isFinite(offset)) return;
  const auto before = rim(picture);
  if (!before) return;
  auto corners = before->corners;
  for (Vec2& corner : corners)
    corner = corner + offset;
  moveCorners(picture, *before, std::move(corners), movedByHand(before->origin), tr("Move rim"), wholeRim,
              gesture);
}

void AnnotationDocument::setRimCorners(int picture, const RimCorners& corners) {
  if (!has(picture) || !std::all_of(corners.begin(), corners.end(), isFinite)) return;
  const auto before = rim(picture);
  moveCorners(picture, before.value_or(Rim{}), {corners.begin(), corners.end()}, {}, tr("Set rim"), placing,
              0);
}

void AnnotationDocument::proposeRim(int picture, const RimCorners& corners, RimOrigin origin) {
  if (!has(picture) || !std::all_of(corners.begin(), corners.end(), isFinite)) return;
  origin.reviewed = false;
  moveCorners(picture, rim(picture).value_or(Rim{}), {corners.begin(), corners.end()}, origin,
              tr("Detect corners"), placing, 0);
}

void AnnotationDocument::acceptRim(int picture, const RimCorners& corners, RimOrigin origin) {
  if (!has(picture) || !std::all_of(corners.begin(), corners.end(), isFinite)) return;
  origin.reviewed = true;
  moveCorners(picture, rim(picture).value_or(Rim{}), {corners.begin(), corners.end()}, origin,
              tr("Accept detected corners"), placing, 0);
}

void AnnotationDocument::removeRim(int picture) {
  if (!has(picture)) return;
  auto after = rim(picture);
  if (!after || after->corners.empty()) return;
  after->corners.clear();
  push(picture, std::make_unique<ReplaceRimCommand>(*this, picture, *after, Kind::rimChanged,
                                                    tr("Remove rim"), placing, 0));
}

void AnnotationDocument::setBoxSize(int picture, const std::optional<BoxSize>& size) {
  if (!has(picture)) return;
  Rim after = rim(picture).value_or(Rim{});
  if (after.size == size) return;
  after.size = size;
  push(picture, std::make_unique<ReplaceRimCommand>(*this, picture, after, Kind::sizeChanged,
                                                    tr("Set box size"), typing, 0));
}

void AnnotationDocument::setSources(int picture, const PictureSources& sources) {
  if (!has(picture)) return;
  PictureSources before = sourcesOf(this->picture(picture));
  if (before == sources) return;
  std::vector<SourcesCommand::Change> changes{{picture, std::move(before), sources}};
  push(picture,
       std::make_unique<SourcesCommand>(*this, picture, std::move(changes), tr("Set depth and camera")));
}

void AnnotationDocument::setSourcesForAll(const std::vector<PictureSources>& sources) {
  std::vector<SourcesCommand::Change> changes;
  const int count = std::min(pictureCount(), static_cast<int>(sources.size()));
  for (int i = 0; i < count; ++i) {
    const PictureSources& after = sources[static_cast<std::size_t>(i)];
    PictureSources before = sourcesOf(picture(i));
    if (before != after) changes.push_back({i, std::move(before), after});
  }
  if (changes.empty()) return;
  const int stack = std::max(current_, 0);
  push(stack, std::make_unique<SourcesCommand>(*this, stack, std::move(changes),
                                               tr("Set depth and camera of all pictures")));
}

void AnnotationDocument::moveCorners(int picture, const Rim& before, std::vector<Vec2> corners,
                                     const RimOrigin& origin, const QString& text, int subject, int gesture) {
  const int index = rimRegionIndex(this->picture(picture));
  const Region* region =
      index < 0 ? nullptr : &this->picture(picture).regions[static_cast<std::size_t>(index)];
  const bool sameOrigin = origin == before.origin;
  if (corners == before.corners && sameOrigin && (!region || isMarkedRim(*region))) return;
  const auto* line = region && isMarkedRim(*region) ? std::get_if<PolylineShape>(&region->shape) : nullptr;
  if (line && sameOrigin && line->points.size() == corners.size())
    push(picture,
         std::make_unique<MoveRimCommand>(*this, picture, index, std::move(corners), text, subject, gesture));
  else
    push(picture,
         std::make_unique<ReplaceRimCommand>(*this, picture, Rim{std::move(corners), before.size, origin},
                                             Kind::rimChanged, text, subject, gesture));
}

void AnnotationDocument::push(int picture, std::unique_ptr<QUndoCommand> command) {
  undoStack(picture)->push(command.release());
}

QUndoStack* AnnotationDocument::undoStack(int picture) {
  if (!has(picture)) return nullptr;
  auto& stack = stacks_[static_cast<std::size_t>(picture)];
  if (!stack) {
    stack = std::make_unique<QUndoStack>();
    undoGroup_.addStack(stack.get());
    connect(stack.get(), &QUndoStack::cleanChanged, this, [this](bool clean) {
      unsavedStacks_ += clean ? -1 : 1;
      Q_EMIT changed({Kind::savedStateChanged, -1});
    });
  }
  return stack.get();
}

void AnnotationDocument::setCurrentPicture(int picture) {
  current_ = has(picture) ? picture : -1;
  undoGroup_.setActiveStack(undoStack(current_));
}

bool AnnotationDocument::isModified() const { return listModified_ || unsavedStacks_ > 0; }

void AnnotationDocument::markSaved() {
  listModified_ = false;
  for (auto& stack : stacks_)
    if (stack) stack->setClean();
  Q_EMIT changed({Kind::savedStateChanged, -1});
}

} // namespace fillscope
