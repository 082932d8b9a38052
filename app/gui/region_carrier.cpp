#include "app/gui/region_carrier.h"
#include "app/gui/action_registry.h"
#include "app/gui/app_context.h"
#include "app/gui/job_watch.h"
#include "core/annotation/region_edit.h"
#include "core/formats/image_io.h"
#include "core/formats/via_project.h"
#include "widgets/fill_texts.h"
#include <QApplication>
#include <QInputDialog>
#include <QPointer>
#include <QUndoStack>
#include <algorithm>
#include <numeric>
#include <utility>

namespace fillscope {
namespace {

constexpr int usualRange = 10;

/// A picture of the sequence, as far as work on another thread needs it.
struct Stop {
  int picture = -1;
  Project project; ///< of this picture alone
};

std::vector<Vec2> areaOf(const std::vector<Region>& regions) {
  std::vector<Vec2> area;
  for (const Region& region : regions)
    for (const Vec2& p : flattened(region.shape, 1))
      area.push_back(p);
  return area;
}

Vec2 same(Vec2 at) { return at; }

} // namespace

/// What an aligned carrying needs on another thread.
struct RegionCarrier::Journey {
  int from = -1; ///< index of the picture that it starts from
  std::vector<Stop> stops;
  std::filesystem::path folder;
  std::shared_ptr<const Image> image; ///< of that picture
  Picture start;                      ///< its regions and attributes
  std::vector<int> chosen;            ///< of these regions
  bool follow = false;
};

RegionCarrier::RegionCarrier(AppContext& context)
    : context_(context) {
  connect(&context_.document, &AnnotationDocument::changed, this, [this](const DocumentChange& change) {
    if (change.kind != DocumentChange::Kind::reset) return;
    ++generation_;
    if (job_) context_.jobs.cancel(std::exchange(job_, 0));
  });
}

RegionCarrier::~RegionCarrier() {
  if (job_) context_.jobs.cancel(job_);
}

bool RegionCarrier::isCarrying() const { return isActive(context_.jobs, job_); }

void RegionCarrier::addActions(ActionRegistry& actions) {
  actions.add({QStringLiteral("picture.carry"),
               tr("Next picture, &carry along"),
               {QKeySequence(QStringLiteral("Ctrl+B"))},
               tr("The chosen regions, or the box's rim, onto the next picture"),
               QStringLiteral("carry")},
              [this] { carryToNext(); });
  actions.add({QStringLiteral("picture.carryOn"),
               tr("Carry along to &several pictures…"),
               {QKeySequence(QStringLiteral("Ctrl+Shift+B"))},
               tr("The chosen regions, or the box's rim, onto the pictures behind this one")},
              [this] { askHowMany(); });
  actions.addToggle(
      {QStringLiteral("picture.carryAligned"),
       tr("&Align what is carried along"),
       {},
       tr("To where both pictures say that it went; refused where they do not fit on each other")},
      [this](bool on) { setAligning(on); });
}

void RegionCarrier::askHowMany() {
  const int left = context_.document.pictureCount() - 1 - context_.current.index();
  if (context_.current.index() < 0 || left < 1) return Q_EMIT told(tr("There is no picture behind this one"));
  auto* dialog = new QInputDialog(QApplication::activeWindow());
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setObjectName(QStringLiteral("carryOn"));
  dialog->setWindowTitle(tr("Carry along"));
  dialog->setLabelText(aligning_
                           ? tr("Onto how many of the next pictures? Each is aligned with the one before:")
                           : tr("Onto how many of the next pictures, at the same place?"));
  dialog->setInputMode(QInputDialog::IntInput);
  dialog->setIntRange(1, left);
  dialog->setIntValue(std::min(usualRange, left));
  connect(dialog, &QInputDialog::intValueSelected, this, &RegionCarrier::carryOn);
  dialog->open();
}

void RegionCarrier::carryToNext() { carry(1, true); }

void RegionCarrier::carryOn(int pictures) { carry(pictures, false); }

void RegionCarrier::carry(int pictures, bool follow) {
  const int from = context_.regions.picture();
  if (from < 0 || isCarrying()) return;
  const int last = std::min(from + pictures, context_.document.pictureCount() - 1);
  if (last == from) return Q_EMIT told(tr("There is no picture behind this one"));
  const Picture& source = context_.document.picture(from);
  std::vector<int> chosen = context_.regions.selected();
  if (chosen.empty())
    if (const int rim = rimRegionIndex(source); rim >= 0) chosen = {rim};
  if (chosen.empty()) return Q_EMIT told(tr("Choose regions first, or place the box's rim"));
  if (aligning_) return carryAligned(from, last, std::move(chosen), follow);
  Outcome outcome{from, {}, {}};
  for (int picture = from + 1; picture <= last; ++picture)
    outcome.pictures.push_back({picture, carriedRegions(source, chosen, same, follow), 0});
  take(std::move(outcome), follow, generation_);
}

void RegionCarrier::carryAligned(int from, int last, std::vector<int> chosen, bool follow) {
  const PictureStore::Loaded loaded = context_.current.loaded();
  if (!loaded || !loaded->image) return Q_EMIT told(tr("The picture is not there yet"));
  Journey journey{from, {}, context_.pictures.folder(), loaded->image, {}, std::move(chosen), follow};
  for (int picture = from + 1; picture <= last; ++picture)
    journey.stops.push_back({picture, context_.pictures.projectOf(picture)});
  const Picture& source = context_.document.picture(from);
  journey.start.regions = source.regions;
  journey.start.attributes = source.attributes;
  job_ = context_.jobs.run<Outcome>(
      JobLane::compute, tr("Carrying regions along"), this,
      [journey = std::move(journey)](const Progress& progress) { return carriedAlong(journey, progress); },
      [this, follow, generation = generation_](Result<Outcome> outcome) {
        job_ = 0;
        if (outcome)
          take(*outcome, follow, generation);
        else
          Q_EMIT told(fillscope::sentenceOf(outcome.error().sentence()));
      });
}

/// From picture to picture, each aligned with the one before; as far as they fit on each other.
Result<RegionCarrier::Outcome> RegionCarrier::carriedAlong(const Journey& journey, const Progress& progress) {
  Outcome outcome{journey.from, {}, {}};
  Picture here = journey.start;
  std::vector<int> indices = journey.chosen;
  std::shared_ptr<const Image> shown = journey.image;
  for (const Stop& stop : journey.stops) {
    if (progress.cancelled()) return cancelledError();
    const Picture& next = stop.project.pictures.front();
    progress.report(static_cast<double>(outcome.pictures.size()) / static_cast<double>(journey.stops.size()),
                    next.filename);
    auto arrived = loadImage(resolvePicture(stop.project, next, journey.folder));
    std::vector<Region> moving;
    for (const int index : indices)
      moving.push_back(here.regions[static_cast<std::size_t>(index)]);
    const auto found = arrived ? alignPictures(*shown, *arrived, areaOf(moving), progress)
                               : Result<PictureAlignment>(arrived.error());
    if (!found && found.error().code == ErrorCode::cancelled) return found.error();
    if (!found) {
      outcome.refusal = found.error();
      if (outcome.refusal->where.empty()) outcome.refusal->where = next.filename;
      break;
    }
    const PictureMap map = [&found](Vec2 at) { return found->apply(at); };
    outcome.pictures.push_back(
        {stop.picture, carriedRegions(here, indices, map, journey.follow), found->residual});
    here.regions = outcome.pictures.back().regions;
    indices.resize(here.regions.size());
    std::iota(indices.begin(), indices.end(), 0);
    shown = std::make_shared<Image>(std::move(*arrived));
  }
  return outcome;
}

std::vector<Region> RegionCarrier::fresh(const Carried& carried) const {
  const Picture& target = context_.document.picture(carried.picture);
  const auto isThere = [&target](const Region& region) {
    return std::any_of(target.regions.begin(), target.regions.end(),
                       [&](const Region& present) { return present.shape == region.shape; });
  };
  const bool hasRim = rimRegionIndex(target) >= 0;
  std::vector<Region> fresh;
  for (const Region& region : carried.regions)
    if (!isThere(region) && !(hasRim && isMarkedRim(region))) fresh.push_back(region);
  return fresh;
}

std::vector<int> RegionCarrier::follow(const Outcome& outcome) {
  const Carried& next = outcome.pictures.front();
  std::vector<Region> regions = fresh(next);
  std::vector<int> shown(regions.size());
  std::iota(shown.begin(), shown.end(),
            static_cast<int>(context_.document.picture(next.picture).regions.size()));
  context_.document.addRegions(next.picture, std::move(regions), tr("Carry along"));
  // Who places rims goes on placing rims.
  const bool chosen = !context_.regions.selected().empty();
  context_.current.select(next.picture);
  if (chosen) context_.regions.select(shown);
  return shown;
}

void RegionCarrier::take(const Outcome& outcome, bool follows, int generation) {
  if (generation != generation_) return;
  if (follows && context_.current.index() != outcome.from) return takeUnseen(outcome);
  if (follows) {
    const bool reached = !outcome.pictures.empty() && !follow(outcome).empty();
    if (const QString sentence = sentenceOf(outcome, reached, true); !sentence.isEmpty())
      Q_EMIT told(sentence);
    return;
  }
  std::vector<std::pair<int, std::vector<Region>>> added;
  for (const Carried& carried : outcome.pictures)
    added.emplace_back(carried.picture, fresh(carried));
  const int reached =
      context_.document.addRegionsToSeveral(outcome.from, std::move(added), tr("Carry along"));
  const QString sentence = sentenceOf(outcome, reached, false);
  if (reached > 0)
    Q_EMIT undoable(sentence, [stack = QPointer<QUndoStack>(context_.document.undoStack(outcome.from))] {
      if (stack) stack->undo();
    });
  else if (!sentence.isEmpty())
    Q_EMIT told(sentence);
}

void RegionCarrier::takeUnseen(Outcome outcome) {
  for (Carried& carried : outcome.pictures) {
    Picture all;
    all.regions = std::move(carried.regions);
    std::vector<int> indices(all.regions.size());
    std::iota(indices.begin(), indices.end(), 0);
    carried.regions = carriedRegions(all, indices, same, false);
  }
  take(outcome, false, generation_);
}

QString RegionCarrier::sentenceOf(const Outcome& outcome, int reached, bool follow) const {
  QString text;
  double worst = 0;
  for (const Carried& carried : outcome.pictures)
    worst = std::max(worst, carried.residual);
  if (!follow && reached == 1)
    text = tr("Carried along to 1 picture, to be looked at.");
  else if (!follow && reached > 1)
    text = tr("Carried along to %n pictures, to be looked at.", nullptr, reached);
  if (reached > 0 && aligning_)
    text += (text.isEmpty() ? QString() : QStringLiteral(" ")) +
            tr("Aligned to %1 pixels.").arg(worst, 0, 'f', 2);
  if (reached < static_cast<int>(outcome.pictures.size()))
    text += (text.isEmpty() ? QString() : QStringLiteral(" ")) +
            tr("Where there was a rim or the same region already, it stays.");
  if (outcome.refusal)
    text += (text.isEmpty() ? QString() : QStringLiteral(" ")) +
            fillscope::sentenceOf(outcome.refusal->sentence());
  return text;
}

} // namespace fillscope
