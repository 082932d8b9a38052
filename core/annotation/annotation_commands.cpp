#include "core/annotation/annotation_commands.h"
#include <algorithm>
#include <utility>

namespace fillscope {

EditCommand::EditCommand(AnnotationDocument& document, EditStep step, long long number)
    : QUndoCommand(QString::fromStdString(step.text))
    , document_(document)
    , step_(std::move(step))
    , number_(number) {}

void EditCommand::undo() {
  document_.record(StepUndone{step_.picture});
  document_.perform(step_, number_, Direction::backward);
  document_.takeAlong(step_, Direction::backward);
}

void EditCommand::redo() {
  const bool isNew =
      std::exchange(isNew_, false); // it was recorded already, and those that it heads are done
  if (!isNew) document_.record(StepRedone{step_.picture});
  document_.perform(step_, number_, Direction::forward);
  if (!isNew) document_.takeAlong(step_, Direction::forward);
}

bool EditCommand::mergeWith(const QUndoCommand* next) {
  if (number_ <= document_.markedEdits_) return false;
  // One stack holds edit steps alone.
  if (!goesOn(step_, static_cast<const EditCommand*>(next)->step_)) return false;
  if (isBackAtStart(step_)) {
    document_.perform(step_, number_, Direction::backward);
    setObsolete(true);
  }
  return true;
}

EditStep rimStep(const Picture& before, int picture, const Rim& rim, EditKind kind, const QString& text) {
  EditStep step;
  step.picture = picture;
  step.kind = kind;
  step.text = text.toStdString();
  const int index = rimRegionIndex(before);
  const Region* present = index < 0 ? nullptr : &before.regions[static_cast<std::size_t>(index)];
  if (rim.corners.empty()) {
    if (present) step.regions = removals(before.regions, {index});
  } else if (!present) {
    step.regions = insertions(before.regions, {regionFromRim(rim)});
  } else if (Region after = regionFromRim(rim, present); after != *present) {
    step.regions = {regionEdit(index, *present, std::move(after))};
  }
  AttributesEdit size = attributesEdit(picture, before.attributes, attributesWithRim(before.attributes, rim));
  if (size.before != size.after) step.attributes = {std::move(size)};
  return step;
}

AttributesEdit sourcesEdit(const Picture& before, int picture, const PictureSources& sources) {
  Picture after;
  after.attributes = before.attributes;
  setSources(after, sources);
  return attributesEdit(picture, before.attributes, after.attributes);
}

} // namespace fillscope
