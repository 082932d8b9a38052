#pragma once
// An edit step in an undo stack. It holds only what it changes; undo and redo are the same step, both ways.
#include "core/annotation/annotation_document.h"
#include <QUndoCommand>
#include <QUndoStack>

namespace fillscope {

class EditCommand : public QUndoCommand {
 public:
  EditCommand(AnnotationDocument& document, EditStep step, long long number);
  void undo() override;
  void redo() override;
  int id() const override { return step_.gesture == 0 ? -1 : 1; }
  /// Steps of one gesture become one; one that is back where it began takes itself back and is dropped.
  bool mergeWith(const QUndoCommand* next) override;
  long long number() const { return number_; }
  const EditStep& step() const { return step_; }

 private:
  AnnotationDocument& document_;
  EditStep step_;
  bool isNew_ = true;
  long long number_; ///< counts edits in the order in which they were first made
};

/// A picture's steps, and which of its states the file holds. QUndoStack's own clean state could not be said
/// of a state that was left meanwhile. Holds EditCommands alone: no macros.
class EditStack : public QUndoStack {
 public:
  /// The number of the step on top, 0 where there is none. No other step ever has it, and none is merged into
  /// a step that was there when the state was marked.
  long long state() const {
    return index() > 0 ? static_cast<const EditCommand*>(command(index() - 1))->number() : 0;
  }
  /// Of the step that Undo or Redo would take next; 0 none.
  int gestureNext(Direction direction) const {
    const int next = direction == Direction::backward ? index() - 1 : index();
    return next >= 0 && next < count() ? static_cast<const EditCommand*>(command(next))->step().gesture : 0;
  }
  long long marked = 0, saved = 0;
  bool isModified = false; ///< as counted by the document
};

// The steps of the rim's verbs; each with nothing in it where it would change nothing.
/// Moves corners of a marked rim, or writes it anew where more than corners changes.
EditStep rimStep(const Picture& before, int picture, const Rim& rim, EditKind kind, const QString& text);
/// Sources of one picture.
AttributesEdit sourcesEdit(const Picture& before, int picture, const PictureSources& sources);

} // namespace fillscope
