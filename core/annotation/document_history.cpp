// How the document tells what happens to it, and how it is made to happen again.
#include "core/annotation/annotation_commands.h"
#include <algorithm>
#include <chrono>
#include <unordered_map>

namespace fillscope {
namespace {

using Kind = DocumentChange::Kind;

long long now() {
  using namespace std::chrono;
  return duration_cast<milliseconds>(system_clock::now().time_since_epoch()).count();
}

/// A name of a file, in the pictures' attributes too.
PicturesMoved movesBetween(const Project& before, const Project& after) {
  PicturesMoved moved{after.defaultPath, {}, {}};
  for (std::size_t i = 0; i < before.pictures.size(); ++i) {
    const int picture = static_cast<int>(i);
    const Picture &was = before.pictures[i], &is = after.pictures[i];
    if (was.filename != is.filename) moved.filenames.emplace_back(picture, is.filename);
    AttributesEdit edit = attributesEdit(picture, was.attributes, is.attributes);
    if (edit.before != edit.after) moved.attributes.push_back(std::move(edit));
  }
  return moved;
}

/// What records change of a project, and that alone: it may hold very many pictures.
class Originals {
 public:
  Originals(const Project& project, const EditRecords& records)
      : count_(project.pictures.size())
      , definitions_(project.attributesJson)
      , defaultPath_(project.defaultPath) {
    for (const EditRecord& record : records) {
      if (const auto* base = std::get_if<PictureBase>(&record.what)) keep(project, base->picture);
      if (const auto* moved = std::get_if<PicturesMoved>(&record.what))
        for (const auto& [picture, filename] : moved->filenames)
          keep(project, picture);
    }
  }
  void putBack(Project& project) const {
    project.pictures.resize(count_);
    for (const auto& [index, picture] : pictures_)
      project.pictures[static_cast<std::size_t>(index)] = picture;
    project.attributesJson = definitions_;
    project.defaultPath = defaultPath_;
  }

 private:
  void keep(const Project& project, int picture) {
    if (picture >= 0 && static_cast<std::size_t>(picture) < count_)
      pictures_.try_emplace(picture, project.pictures[static_cast<std::size_t>(picture)]);
  }
  std::size_t count_;
  std::string definitions_, defaultPath_;
  std::unordered_map<int, Picture> pictures_;
};

} // namespace

void AnnotationDocument::record(decltype(EditRecord::what) what) {
  if (recorder_ && !isReplaying_) recorder_({0, now(), std::move(what)});
}

void AnnotationDocument::recordBase(int picture, bool regions, bool attributes) {
  regions = regions && regionBases_.insert(picture).second;
  attributes = attributes && attributeBases_.insert(picture).second;
  if (!regions && !attributes) return;
  PictureBase base{picture, {}, {}};
  if (regions) base.regions = this->picture(picture).regions;
  if (attributes) base.attributes = attributesOf(project_, picture);
  record(std::move(base));
}

void AnnotationDocument::recordBases(const EditStep& step) {
  if (!step.regions.empty()) recordBase(step.picture, true, false);
  for (const AttributesEdit& edit : step.attributes)
    recordBase(edit.picture, false, true);
}

void AnnotationDocument::movePictures(const Project& located) {
  if (located.pictures.size() != project_.pictures.size()) return;
  PicturesMoved moved = movesBetween(project_, located);
  for (const AttributesEdit& edit : moved.attributes)
    recordBase(edit.picture, false, true);
  record(moved);
  move(moved);
  Q_EMIT changed({Kind::reset, -1});
  Q_EMIT changed({Kind::savedStateChanged, -1});
}

void AnnotationDocument::move(const PicturesMoved& moved) {
  project_.defaultPath = moved.defaultPath;
  for (const auto& [picture, filename] : moved.filenames)
    project_.pictures[static_cast<std::size_t>(picture)].filename = filename;
  ++edits_;
  for (const AttributesEdit& edit : moved.attributes) {
    moves_.push_back(edit);
    attributeHistory_.perform(project_, moves_.back(), edits_, Direction::forward);
  }
  ++listChanges_;
}

bool AnnotationDocument::reset(Project project, const EditRecords& records) {
  clear();
  const Originals originals(project, records);
  project_ = std::move(project);
  stacks_.resize(project_.pictures.size());
  bool fits = true;
  for (const EditRecord& record : records)
    if (!(fits = replay(record))) break;
  if (!fits) {
    clear();
    originals.putBack(project_);
    stacks_.resize(project_.pictures.size());
  }
  Q_EMIT changed({Kind::reset, -1});
  return fits;
}

bool AnnotationDocument::canReplay(const EditStep& step) const {
  // What has no base would change a picture for good, should a later record not fit.
  if (!has(step.picture) || (!step.regions.empty() && !regionBases_.contains(step.picture))) return false;
  return std::all_of(step.attributes.begin(), step.attributes.end(),
                     [this](const AttributesEdit& edit) { return canReplay(edit); });
}

bool AnnotationDocument::replay(const EditRecord& record) {
  isReplaying_ = fits_ = true;
  const bool wasBlocked = blockSignals(true);
  struct Replay {
    AnnotationDocument& document;
    long long number;
    bool operator()(const PictureBase& base) {
      if (base.picture < -1 || base.picture >= document.pictureCount()) return false;
      if (base.regions && base.picture >= 0) {
        document.project_.pictures[static_cast<std::size_t>(base.picture)].regions = *base.regions;
        document.regionBases_.insert(base.picture);
      }
      if (base.attributes) {
        putAttributes(document.project_, base.picture, *base.attributes);
        document.attributeBases_.insert(base.picture);
      }
      return true;
    }
    bool operator()(const EditStep& step) {
      if (!document.canReplay(step)) return false;
      document.gesture_ = std::max(document.gesture_, step.gesture);
      document.undoStack(step.picture)->push(new EditCommand(document, step, ++document.edits_));
      return true;
    }
    bool operator()(const StepUndone& undone) {
      QUndoStack* stack = document.undoStack(undone.picture);
      if (!stack || !stack->canUndo()) return false;
      stack->undo();
      return true;
    }
    bool operator()(const StepRedone& redone) {
      QUndoStack* stack = document.undoStack(redone.picture);
      if (!stack || !stack->canRedo()) return false;
      stack->redo();
      return true;
    }
    bool operator()(const PicturesAdded& added) {
      const auto count = static_cast<std::size_t>(document.pictureCount());
      const auto first = static_cast<std::size_t>(added.first);
      if (first > count) return false;
      if (first + added.pictures.size() <= count) return true; // the file has them already
      if (first != count) return false;
      document.append(added.pictures);
      return true;
    }
    bool operator()(const PicturesMoved& moved) {
      for (const auto& [picture, filename] : moved.filenames)
        if (!document.has(picture)) return false;
      for (const AttributesEdit& edit : moved.attributes)
        if (!document.canReplay(edit)) return false;
      document.move(moved);
      return true;
    }
    bool operator()(const StateSaved& saved) {
      if (saved.at != 0 && saved.at != number) return false; // must stand in its mark's place
      document.markSaved();
      return true;
    }
    bool operator()(const StateMarked&) {
      document.markState();
      return true;
    }
    bool operator()(const StateTakenBack&) { return false; } // what was given up must be left out
  };
  const bool fits = std::visit(Replay{*this, record.number}, record.what) && fits_;
  blockSignals(wasBlocked);
  isReplaying_ = false;
  return fits;
}

} // namespace fillscope
