#pragma once
// One undo command per verb, each holding only what it changes. Undo and redo of a command are the same swap.
#include "core/annotation/annotation_document.h"
#include <QUndoCommand>

namespace fillscope {

/// What every command shares: its picture, the kind of change it reports, and the gesture it belongs to.
class PictureCommand : public QUndoCommand {
 public:
  PictureCommand(AnnotationDocument& document, int picture, DocumentChange::Kind kind, const QString& text);
  void undo() final { exchange(); }
  void redo() final { exchange(); }

 protected:
  virtual void exchange() = 0;
  Picture& picture() { return picture(index_); }
  Picture& picture(int index);
  int index() const { return index_; }
  void report(int index) const;

 private:
  AnnotationDocument& document_;
  int index_;
  DocumentChange::Kind kind_;
};

/// A verb on the rim that can be a step of a gesture. subject tells verbs apart: corners 0..3, −1 the whole
/// rim.
class RimCommand : public PictureCommand {
 public:
  RimCommand(AnnotationDocument& document, int picture, DocumentChange::Kind kind, const QString& text,
             int subject, int gesture);
  int id() const override { return 1; }
  bool mergeWith(const QUndoCommand* next) override;

 protected:
  virtual bool isBackAtStart() = 0;

 private:
  int subject_, gesture_;
};

/// Moves vertices of a rim that stays the same region otherwise.
class MoveRimCommand : public RimCommand {
 public:
  MoveRimCommand(AnnotationDocument& document, int picture, int region, std::vector<Vec2> points,
                 const QString& text, int subject, int gesture);

 protected:
  void exchange() override;
  bool isBackAtStart() override;

 private:
  std::vector<Vec2>& points();
  int region_;
  std::vector<Vec2> points_; ///< the ones not in the document at present
};

/// Adds, removes or rewrites the region of the rim, with the size that is kept beside it while it has no corners.
/// Other attributes of the picture stay: another picture's history may have changed them in between.
class ReplaceRimCommand : public RimCommand {
 public:
  ReplaceRimCommand(AnnotationDocument& document, int picture, const Rim& rim, DocumentChange::Kind kind,
                    const QString& text, int subject, int gesture);

 protected:
  void exchange() override;
  bool isBackAtStart() override;

 private:
  int region_;
  bool present_;                ///< whether the document holds the region at present
  std::optional<Region> other_; ///< the one not in the document at present
  LooseSize size_; ///< the one not in the document at present
};

/// Depth and camera sources of one or many pictures. A picture that was changed otherwise in between keeps
/// that.
class SourcesCommand : public PictureCommand {
 public:
  struct Change {
    int picture;
    PictureSources from, to;
  };
  SourcesCommand(AnnotationDocument& document, int picture, std::vector<Change> changes, const QString& text);

 protected:
  void exchange() override;

 private:
  std::vector<Change> changes_;
};

} // namespace fillscope
