#include "core/annotation/picture_versions.h"
#include "core/annotation/annotation_commands.h"
#include <algorithm>
#include <map>

namespace fillscope {
namespace {

using Kind = PictureVersion::Kind;

bool changes(const EditStep& step, int picture) {
  return (step.picture == picture && !step.regions.empty()) ||
         std::any_of(step.attributes.begin(), step.attributes.end(),
                     [&](const AttributesEdit& edit) { return edit.picture == picture; });
}

/// The pictures whose histories have a part in one picture's, counted from 0, which is that one.
std::map<int, int> involvedPictures(const EditRecords& records, int picture) {
  std::map<int, int> involved{{picture, 0}};
  for (const EditRecord& record : records)
    if (const auto* step = std::get_if<EditStep>(&record.what); step && changes(*step, picture))
      involved.try_emplace(step->picture, static_cast<int>(involved.size()));
  return involved;
}

/// A record with pictures counted anew; nothing where it is about other pictures.
class Translation {
 public:
  explicit Translation(std::map<int, int> pictures)
      : pictures_(std::move(pictures)) {}

  std::optional<EditRecord> operator()(const EditRecord& record) {
    EditRecord translated{record.number, record.time, StateSaved{}};
    const bool isKept = std::visit([&](const auto& what) { return take(what, translated); }, record.what);
    return isKept ? std::optional(std::move(translated)) : std::nullopt;
  }

 private:
  bool has(int picture) const { return pictures_.contains(picture); }
  std::vector<AttributesEdit> known(const std::vector<AttributesEdit>& edits) const {
    std::vector<AttributesEdit> kept;
    for (AttributesEdit edit : edits)
      if (has(edit.picture)) {
        edit.picture = pictures_.at(edit.picture);
        kept.push_back(std::move(edit));
      }
    return kept;
  }
  template <class What>
  bool takeOfPicture(What what, EditRecord& into) const {
    if (!has(what.picture)) return false;
    what.picture = pictures_.at(what.picture);
    into.what = std::move(what);
    return true;
  }
  bool take(const PictureBase& base, EditRecord& into) const { return takeOfPicture(base, into); }
  bool take(const StepUndone& undone, EditRecord& into) const { return takeOfPicture(undone, into); }
  bool take(const StepRedone& redone, EditRecord& into) const { return takeOfPicture(redone, into); }
  bool take(const EditStep& step, EditRecord& into) const {
    if (!has(step.picture)) return false;
    EditStep kept = step;
    kept.picture = pictures_.at(step.picture);
    kept.attributes = known(step.attributes);
    into.what = std::move(kept);
    return true;
  }
  bool take(const PicturesMoved& moved, EditRecord& into) const {
    PicturesMoved kept{{}, {}, known(moved.attributes)};
    const bool changesAny = !kept.attributes.empty();
    into.what = std::move(kept);
    return changesAny;
  }
  bool take(const PicturesAdded&, EditRecord&) const { return false; }
  /// Which state a file holds matters here no more than that no gesture went on across it.
  bool take(const StateSaved& saved, EditRecord& into) const {
    into.what = StateMarked{};
    return saved.at == 0 && !saved.file.empty();
  }
  bool take(const StateMarked& mark, EditRecord& into) const {
    into.what = mark;
    return true;
  }
  bool take(const StateTakenBack& back, EditRecord& into) const {
    into.what = back;
    return true;
  }

  std::map<int, int> pictures_;
};

/// The step that undo (index − 1) or redo (index) of a stack is about; nothing where there is none.
const EditStep* stepAt(const QUndoStack& stack, int place) {
  const QUndoCommand* command = stack.command(place);
  return command ? &static_cast<const EditCommand*>(command)->step() : nullptr; // it holds no others
}

/// What a record did to picture 0.
struct Happening {
  Kind kind = Kind::moved;
  std::string text;
  int gesture = 0;
  bool isOwn = true; ///< certainly to that picture
};
Happening happeningOf(const EditRecord& record, AnnotationDocument& document) {
  if (std::holds_alternative<PictureBase>(record.what)) return {Kind::opened, {}, 0, false};
  if (const auto* step = std::get_if<EditStep>(&record.what))
    return {Kind::edited, step->text, step->picture == 0 ? step->gesture : 0, changes(*step, 0)};
  const auto again = [&](Kind kind, int picture, int offset) -> Happening {
    const QUndoStack& stack = *document.undoStack(picture);
    const EditStep* step = stepAt(stack, stack.index() + offset);
    if (!step) return {kind, {}, 0, false};
    return {kind, step->text, 0, picture == 0 && changes(*step, 0)};
  };
  if (const auto* undone = std::get_if<StepUndone>(&record.what))
    return again(Kind::undone, undone->picture, -1);
  if (const auto* redone = std::get_if<StepRedone>(&record.what))
    return again(Kind::redone, redone->picture, 0);
  return {Kind::moved, {}, 0, false};
}

/// A document of those pictures alone.
Project blank(int pictures, const Picture& first) {
  Project project;
  project.pictures.resize(static_cast<std::size_t>(pictures));
  project.pictures[0] = first;
  return project;
}

} // namespace

PictureVersions::PictureVersions(const EditRecords& records, int picture, const Picture& now)
    : first_(now) {
  const std::map<int, int> involved = involvedPictures(records, picture);
  pictures_ = static_cast<int>(involved.size());
  Translation translated(involved);
  for (const EditRecord& record : records)
    if (auto kept = translated(record)) records_.push_back(std::move(*kept));
  for (auto record = records_.rbegin(); record != records_.rend(); ++record)
    if (const auto* base = std::get_if<PictureBase>(&record->what); base && base->picture == 0) {
      if (base->regions) first_.regions = *base->regions;
      if (base->attributes) first_.attributes = *base->attributes;
    }
  collect();
}

void PictureVersions::collect() {
  AnnotationDocument document;
  document.reset(blank(pictures_, first_));
  int gesture = 0;
  for (std::size_t i = 0; i < records_.size(); ++i) {
    const EditRecord& record = records_[i];
    if (std::holds_alternative<StateTakenBack>(record.what)) {
      markGivenUp(record);
      if (!document.reset(blank(pictures_, first_), recordsUpTo(i + 1))) return;
      gesture = 0;
      continue;
    }
    Happening happening = happeningOf(record, document);
    const Attributes before = document.picture(0).attributes;
    if (!document.replay(record)) return;
    const bool isOpening = happening.kind == Kind::opened;
    // A step of the picture's own stack may be about the project's attributes alone.
    if (!isOpening && versions_.empty()) continue;
    if (isOpening ? !versions_.empty() : !happening.isOwn && document.picture(0).attributes == before)
      continue;
    PictureVersion version{happening.kind, record.time, std::move(happening.text),
                           static_cast<int>(document.picture(0).regions.size()), false};
    if (gesture != 0 && happening.gesture == gesture) {
      version.text = versions_.back().text;
      versions_.pop_back();
      ends_.pop_back();
    }
    gesture = happening.gesture;
    versions_.push_back(std::move(version));
    ends_.push_back(i + 1);
  }
}

EditRecords PictureVersions::recordsUpTo(std::size_t end) const {
  return withoutTakenBack({records_.begin(), records_.begin() + static_cast<std::ptrdiff_t>(end)});
}

void PictureVersions::markGivenUp(const EditRecord& takenBack) {
  const long long to = std::get<StateTakenBack>(takenBack.what).to;
  for (std::size_t i = 0; i < versions_.size(); ++i)
    versions_[i].isGivenUp = versions_[i].isGivenUp || records_[ends_[i] - 1].number > to;
}

std::optional<Picture> PictureVersions::at(std::size_t version) const {
  if (version >= ends_.size()) return std::nullopt;
  AnnotationDocument document;
  if (!document.reset(blank(pictures_, first_), recordsUpTo(ends_[version]))) return std::nullopt;
  return document.picture(0);
}

} // namespace fillscope
