#include "core/annotation/annotation_document.h"
#include "core/annotation/annotation_commands.h"
#include <algorithm>
#include <cassert>
#include <unordered_map>
#include <unordered_set>
#include <utility>

namespace fillscope {
namespace {

using Kind = DocumentChange::Kind;

} // namespace

AnnotationDocument::AnnotationDocument(QObject* parent)
    : QObject(parent) {}

AnnotationDocument::~AnnotationDocument() {
  for (auto& stack : stacks_)
    if (stack) stack->disconnect(this);
}

void AnnotationDocument::clear() {
  for (auto& stack : stacks_)
    if (stack) stack->disconnect(this);
  stacks_.clear();
  current_ = -1;
  modifiedStacks_ = 0;
  listChanges_ = markedListChanges_ = savedListChanges_ = 0;
  attributeHistory_.clear();
  moves_.clear();
  orientations_.clear();
  regionBases_.clear();
  attributeBases_.clear();
}

void AnnotationDocument::reset(Project project) {
  clear();
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
  }
  if (recorder_) record(PicturesAdded{pictureCount(), pictures});
  append(std::move(pictures));
  Q_EMIT changed({Kind::pictureListChanged, -1});
  Q_EMIT changed({Kind::savedStateChanged, -1});
}

void AnnotationDocument::append(std::vector<Picture> pictures) {
  for (Picture& picture : pictures)
    project_.pictures.push_back(std::move(picture));
  stacks_.resize(project_.pictures.size());
  ++listChanges_;
}

EditStep AnnotationDocument::stepOf(int picture, EditKind kind, const QString& text) const {
  EditStep step;
  step.picture = picture;
  step.kind = kind;
  step.text = text.toStdString();
  return step;
}

void AnnotationDocument::noteOrientation(int picture, int orientation) {
  if (orientation > 1)
    orientations_[picture] = orientation;
  else
    orientations_.erase(picture);
}

void AnnotationDocument::addOrientation(EditStep& step) const {
  const bool places = step.kind == EditKind::regions || step.kind == EditKind::rim;
  const auto noted = orientations_.find(step.picture);
  // Steps of a gesture become one, which those with attributes cannot; nor do those that add regions.
  const bool adds = std::any_of(step.regions.begin(), step.regions.end(), [](const RegionEdit& edit) {
    const auto* swap = std::get_if<RegionSwap>(&edit.what);
    return swap && !swap->before;
  });
  if (noted == orientations_.end() || !places || (step.gesture != 0 && !adds) || !step.attributes.empty())
    return;
  if (recordedOrientation(picture(step.picture))) return;
  Picture after;
  after.attributes = picture(step.picture).attributes;
  recordOrientation(after, noted->second);
  step.attributes = {attributesEdit(step.picture, picture(step.picture).attributes, after.attributes)};
}

void AnnotationDocument::push(EditStep step) {
  if (step.regions.empty() && step.attributes.empty()) return;
  if (!isReplaying_) addOrientation(step);
  pushRecorded(std::move(step));
}

void AnnotationDocument::pushRecorded(EditStep step) {
  const int picture = step.picture;
  if (step.gesture == 0) step.subject = 0;
  if (!recorder_ || isReplaying_) {
    undoStack(picture)->push(new EditCommand(*this, std::move(step), ++edits_));
    return;
  }
  recordBases(step);
  record(step);
  undoStack(picture)->push(new EditCommand(*this, std::move(step), ++edits_));
}

void AnnotationDocument::takeAlong(const EditStep& head, Direction direction) {
  // Records hold every step that was taken along.
  if (isReplaying_ || head.gesture == 0 || !head.regions.empty() || !head.attributes.empty()) return;
  for (std::size_t i = 0; i < stacks_.size(); ++i) {
    EditStack* stack = stacks_[i].get();
    if (!stack || static_cast<int>(i) == head.picture || stack->gestureNext(direction) != head.gesture)
      continue;
    if (direction == Direction::backward)
      stack->undo();
    else
      stack->redo();
  }
}

void AnnotationDocument::perform(const EditStep& step, long long number, Direction direction) {
  auto& regions = project_.pictures[static_cast<std::size_t>(step.picture)].regions;
  if (isReplaying_) { // nobody looks before the end
    fits_ = apply(regions, step.regions, direction) && fits_;
    for (const AttributesEdit& edit : step.attributes)
      attributeHistory_.perform(project_, edit, number, direction);
    return;
  }
  // Attributes may hold the size of a box without a rim.
  const bool changesAttributes = step.kind == EditKind::attributes || step.kind == EditKind::picture;
  const bool watchesRim =
      changesAttributes || (step.kind == EditKind::regions && couldConcernRim(regions, step.regions));
  const auto rimBefore = watchesRim ? rim(step.picture) : std::nullopt;
  const auto sourcesBefore = changesAttributes ? sourcesOf(picture(step.picture)) : PictureSources();
  [[maybe_unused]] const bool fits = apply(regions, step.regions, direction);
  assert(fits);
  for (const AttributesEdit& edit : step.attributes)
    attributeHistory_.perform(project_, edit, number, direction);
  report(step);
  if (watchesRim && rim(step.picture) != rimBefore) Q_EMIT changed({Kind::rimChanged, step.picture});
  if (changesAttributes && sourcesOf(picture(step.picture)) != sourcesBefore)
    Q_EMIT changed({Kind::sourcesChanged, step.picture});
}

void AnnotationDocument::report(const EditStep& step) {
  constexpr Kind kinds[] = {Kind::rimChanged,     Kind::sizeChanged,       Kind::sourcesChanged,
                            Kind::regionsChanged, Kind::attributesChanged, Kind::definitionsChanged,
                            Kind::regionsChanged};
  const bool isOfAll = step.kind == EditKind::definitions || step.attributes.size() > 1;
  const int picture = isOfAll ? -1 : step.attributes.empty() ? step.picture : step.attributes.front().picture;
  Q_EMIT changed({kinds[static_cast<int>(step.kind)], picture});
  const bool hasBoth = step.kind == EditKind::picture || step.kind == EditKind::regions;
  if (hasBoth && !step.attributes.empty()) Q_EMIT changed({Kind::attributesChanged, picture});
}

QUndoStack* AnnotationDocument::undoStack(int picture) {
  if (!has(picture)) return nullptr;
  auto& stack = stacks_[static_cast<std::size_t>(picture)];
  if (!stack) {
    stack = std::make_unique<EditStack>();
    undoGroup_.addStack(stack.get());
    connect(stack.get(), &QUndoStack::indexChanged, this,
            [this, made = stack.get()] { lookWhetherModified(*made); });
  }
  return stack.get();
}

void AnnotationDocument::setCurrentPicture(int picture) {
  current_ = has(picture) ? picture : -1;
  undoGroup_.setActiveStack(undoStack(current_));
}

void AnnotationDocument::lookWhetherModified(EditStack& stack) {
  const bool isModified = stack.state() != stack.saved;
  if (isModified == std::exchange(stack.isModified, isModified)) return;
  modifiedStacks_ += isModified ? 1 : -1;
  Q_EMIT changed({Kind::savedStateChanged, -1});
}

bool AnnotationDocument::isModified() const {
  return listChanges_ != savedListChanges_ || modifiedStacks_ > 0;
}

bool AnnotationDocument::isModified(int picture) const {
  return has(picture) && stacks_[static_cast<std::size_t>(picture)] &&
         stacks_[static_cast<std::size_t>(picture)]->isModified;
}

void AnnotationDocument::markState() {
  markedEdits_ = edits_;
  markedListChanges_ = listChanges_;
  for (auto& stack : stacks_)
    if (stack) stack->marked = stack->state();
}

void AnnotationDocument::stateSaved() {
  savedListChanges_ = markedListChanges_;
  modifiedStacks_ = 0;
  for (auto& stack : stacks_)
    if (stack) {
      stack->saved = stack->marked;
      stack->isModified = stack->state() != stack->saved;
      modifiedStacks_ += stack->isModified ? 1 : 0;
    }
  Q_EMIT changed({Kind::savedStateChanged, -1});
}

void AnnotationDocument::markSaved() {
  markState();
  stateSaved();
}

} // namespace fillscope
