#pragma once
// The document owns the project and its undo history; nobody else changes the data.
#include "core/annotation/attribute_history.h"
#include "core/annotation/edit_record.h"
#include "core/annotation/project.h"
#include "core/annotation/rim.h"
#include <QObject>
#include <QUndoGroup>
#include <QUndoStack>
#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace fillscope {

/// What changed, so that a view redraws no more than it must.
struct DocumentChange {
  enum class Kind {
    reset,
    pictureListChanged,
    rimChanged,
    sizeChanged,
    sourcesChanged,
    savedStateChanged,
    regionsChanged,    ///< any region of the picture, attributes too; the rim's own verbs say rimChanged
    attributesChanged, ///< of the picture
    definitionsChanged ///< the project's list of attributes
  };
  Kind kind = Kind::reset;
  int picture = -1; ///< −1: all
};

class EditStack;

/// Lives on the window's thread. One undo stack a picture, without limit; drags of one gesture merge, and a
/// drag back to where it began vanishes. Undoing every stack, in any order, leads back to the first state to
/// the last bit, redoing them all to the last one.
class AnnotationDocument : public QObject {
  Q_OBJECT
 public:
  explicit AnnotationDocument(QObject* parent = nullptr);
  ~AnnotationDocument() override;

  const Project& project() const { return project_; }
  int pictureCount() const { return static_cast<int>(project_.pictures.size()); }
  const Picture& picture(int index) const { return project_.pictures[static_cast<std::size_t>(index)]; }
  std::optional<Rim> rim(int index) const { return rimOf(picture(index)); }

  /// Replaces everything (opening a project or folder); the history starts anew, the state counts as saved.
  void reset(Project project);
  /// Adds pictures at the end (dropped files). Not undoable; counts as a change.
  void addPictures(std::vector<Picture> pictures);

  /// A gesture groups what one drag or one nudge series does into one undo step. 0 never merges.
  int newGesture() { return ++gesture_; }

  // One verb, one command. Each is ignored where it would change nothing. A network's rim that is moved by
  // hand becomes an edited one, and counts as looked at.
  /// The next of four.
  void addRimCorner(int picture, Vec2 position, KeypointVisibility visibility = KeypointVisibility::visible);
  void removeLastRimCorner(int picture); ///< while there are fewer than four
  void moveRimCorner(int picture, int corner, Vec2 position, int gesture = 0);
  void moveRim(int picture, Vec2 offset, int gesture = 0);
  /// All four at once, by hand. visibility, here and below: one a corner, or empty where nobody says.
  void setRimCorners(int picture, const RimCorners& corners, std::vector<KeypointVisibility> visibility = {});
  void setCornerHidden(int picture, int corner, bool hidden);
  /// The same with a size, in one step named by text; without one the size stays.
  void setRim(int picture, const RimCorners& corners, const std::optional<BoxSize>& size,
              const QString& text);
  /// A network's corners, not looked at yet: they are the rim, marked as a proposal.
  void proposeRim(int picture, const RimCorners& corners, RimOrigin origin,
                  std::vector<KeypointVisibility> visibility = {});
  /// A network's corners that somebody has looked at; a proposal with the same ones loses its mark.
  void acceptRim(int picture, const RimCorners& corners, RimOrigin origin,
                 std::vector<KeypointVisibility> visibility = {});
  void removeRim(int picture); ///< the size stays; a proposal is rejected
  /// The rim goes, and the picture remembers whose corners were refused (rejected_corners.h).
  void rejectRim(int picture);
  void setBoxSize(int picture, const std::optional<BoxSize>& size); ///< for this picture
  void setSources(int picture, const PictureSources& sources);
  /// How the picture was turned when it was loaded (EXIF, 1 to 8). No edit: the first step that places
  /// something in a turned picture records it (recordedOrientation), and undoing that step takes it back.
  void noteOrientation(int picture, int orientation);
  /// One per picture. One step, in the stack of the current picture alone: undo of another picture never
  /// reaches across pictures. What was set otherwise since stays when this step is undone.
  void setSourcesForAll(const std::vector<PictureSources>& sources);

  // Regions of any shape. Each call is one step, named by text; indices are of the picture's regions before
  // it. Ignored where an index does not exist, a place is not finite or nothing would change.
  void addRegions(int picture, std::vector<Region> regions, const QString& text = {}); ///< at the end
  /// Of several pictures, head not among them: a step in the stack of each, and one in head's that changes
  /// nothing itself. Undoing that one takes back those that are still their pictures' last, redoing it does
  /// them again. Returns how many pictures have regions added.
  int addRegionsToSeveral(int head, std::vector<std::pair<int, std::vector<Region>>> regions,
                          const QString& text);
  void removeRegions(int picture, std::vector<int> indices, const QString& text = {});
  /// Same regions, changed: moved, reshaped, relabelled, converted. Calls of one gesture merge.
  void replaceRegions(int picture, std::vector<std::pair<int, Region>> regions, const QString& text,
                      int gesture = 0);
  void setPictureAttributes(int picture, Attributes attributes, const QString& text = {});
  /// Of several pictures: one step, in the stack of the current picture alone. What was set otherwise since
  /// stays when this step is undone.
  void setPicturesAttributes(std::vector<std::pair<int, Attributes>> attributes, const QString& text = {});
  /// VIA's _via_attributes as JSON; an invalid one is ignored. A step of the current picture.
  void setAttributeDefinitions(std::string json, const QString& text = {});

  /// Regions that are reshaped, a rim among them, and regions that join at the end, in one step: after is a
  /// copy of the picture with all that.
  void editRegions(int picture, Picture after, const QString& text);
  /// Regions and attributes as they were once, as one step.
  void restorePicture(int picture, std::vector<Region> regions, Attributes attributes, const QString& text);
  /// The same pictures with other file names and sources, in the same order. Not undoable; counts as a
  /// change. Histories stay.
  void movePictures(const Project& located);

  /// Is told of every edit, undo and redo, before it is made. Set before the first edit.
  using Recorder = std::function<void(EditRecord)>;
  void setRecorder(Recorder recorder) { recorder_ = std::move(recorder); }
  /// Replaces everything by a project and what happened since its records begin: project holds the pictures
  /// that no record changes. Histories are as they were. False, and the project alone is there without a
  /// history, where the records do not fit it. Nothing is recorded meanwhile.
  bool reset(Project project, const EditRecords& records);
  /// One more record of such a history; false where it does not fit.
  bool replay(const EditRecord& record);

  QUndoGroup* undoGroup() { return &undoGroup_; }
  QUndoStack* undoStack(int picture);
  /// The picture whose stack Undo and Redo act on. −1 none.
  void setCurrentPicture(int picture);
  int currentPicture() const { return current_; }

  bool isModified() const;            ///< whether the file holds another state
  bool isModified(int picture) const; ///< by the steps of its own stack
  /// The state as it is now is going to be written, while edits go on. No gesture goes on across it.
  void markState();
  void stateSaved(); ///< the one marked last is what the file holds
  void markSaved();  ///< the state as it is now is what the file holds

 Q_SIGNALS:
  void changed(const fillscope::DocumentChange& change);

 private:
  friend class EditCommand;
  bool has(int picture) const { return picture >= 0 && picture < pictureCount(); }
  void placeRim(int picture, const RimCorners& corners, RimOrigin origin,
                std::vector<KeypointVisibility> visibility, const QString& text);
  void changeRim(int picture, const Rim& before, Rim after, const QString& text, int subject, int gesture);
  void addOrientation(EditStep& step) const;
  EditStep stepOf(int picture, EditKind kind, const QString& text) const;
  EditStep stepTo(int picture, EditKind kind, std::vector<Region> regions, const Attributes& attributes,
                  const QString& text) const;
  void push(EditStep step); ///< ignored where nothing is in it
  void pushRecorded(EditStep step);
  void takeAlong(const EditStep& head, Direction direction);
  void perform(const EditStep& step, long long number, Direction direction);
  void record(decltype(EditRecord::what) what);
  void recordBases(const EditStep& step);
  void recordBase(int picture, bool regions, bool attributes);
  void append(std::vector<Picture> pictures);
  void move(const PicturesMoved& moved);
  bool canReplay(const EditStep& step) const;
  bool canReplay(const AttributesEdit& edit) const {
    return edit.picture < pictureCount() && attributeBases_.contains(edit.picture);
  }
  void clear();
  void report(const EditStep& step);
  void lookWhetherModified(EditStack& stack);

  Project project_;
  QUndoGroup undoGroup_;
  std::vector<std::unique_ptr<EditStack>> stacks_; ///< made on first use
  AttributeHistory attributeHistory_;
  std::deque<AttributesEdit> moves_; ///< of sources, outside all stacks
  long long edits_ = 0;              ///< made so far
  long long markedEdits_ = 0;        ///< of these before the last mark
  Recorder recorder_;
  std::unordered_set<int> regionBases_, attributeBases_; ///< pictures whose base was recorded
  std::unordered_map<int, int> orientations_;            ///< of pictures that were loaded, where not 1
  bool isReplaying_ = false, fits_ = true;
  int current_ = -1, gesture_ = 0, modifiedStacks_ = 0;
  long long listChanges_ = 0, markedListChanges_ = 0, savedListChanges_ = 0; ///< outside all stacks
};

} // namespace fillscope
