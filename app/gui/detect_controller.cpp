#include "app/gui/detect_controller.h"
#include "app/gui/job_watch.h"
#include "core/annotation/rejected_corners.h"
#include "core/formats/image_io.h"
#include "core/formats/orientation.h"
#include "core/formats/picture_lookup.h"
#include "core/workflow/detect.h"
#include <numeric>
#include <utility>

namespace fillscope {

Result<DetectedRim> detectedRim(const DetectedCorners& detected, const QString& network) {
  const Result<RimCorners> corners = rimFrom(detected);
  if (!corners) return corners.error();
  Rim proposed = proposedRim(detected, network.toStdString());
  return DetectedRim{*corners, std::move(proposed.origin), std::move(proposed.visibility)};
}

DetectController::DetectController(AnnotationDocument& document, CurrentPicture& current,
                                   ModelRegistry& registry, NetworkChoice& networks, JobRunner& jobs)
    : document_(document)
    , current_(current)
    , registry_(registry)
    , networks_(networks)
    , jobs_(jobs) {
  connect(&jobs_, &JobRunner::jobsChanged, this, &DetectController::busyChanged);
  connect(&current_, &CurrentPicture::selected, this, [this] { setFresh({}); });
  connect(&document_, &AnnotationDocument::changed, this, [this](const DocumentChange& change) {
    using Kind = DocumentChange::Kind;
    if (change.kind == Kind::reset) {
      ++generation_;
      cancel();
    }
    const bool here = change.picture < 0 || change.picture == current_.index();
    if (change.kind == Kind::rimChanged && here) setFresh({});
  });
}

void DetectController::detect() {
  const PictureStore::Loaded loaded = current_.loaded();
  if (!loaded || isDetecting()) return;
  const std::optional<QString> network = networks_.networkFor(NetworkUse::corners);
  if (!network) return Q_EMIT noNetwork();
  job_ = jobs_.run<DetectedRim>(
      JobLane::inference, tr("Detecting corners"), this,
      [image = loaded->image, id = *network,
       &registry = registry_](const Progress& progress) -> Result<DetectedRim> {
        const Result<DetectedCorners> detected = detectCorners(registry, id.toStdString(), *image, progress);
        if (!detected) return detected.error();
        return detectedRim(*detected, id);
      },
      [this, picture = current_.index(), loaded](Result<DetectedRim> rim) {
        if (!rim)
          Q_EMIT failed(rim.error());
        else if (picture == current_.index() && current_.loaded() == loaded)
          setFresh(*rim);
        Q_EMIT busyChanged();
      });
  Q_EMIT busyChanged();
}

DetectController::Asked DetectController::withoutRim(const std::vector<int>& pictures,
                                                     const QString& network) const {
  Asked asked;
  for (const int i : pictures) {
    const std::optional<Rim> rim = document_.rim(i);
    if (rim && !rim->corners.empty()) continue;
    if (areCornersRejected(document_.picture(i).attributes, network.toStdString())) {
      ++asked.rejected;
      continue;
    }
    Project project;
    project.defaultPath = document_.project().defaultPath;
    project.pictures.push_back(document_.picture(i));
    asked.tasks.push_back({i, std::move(project)});
  }
  return asked;
}

void DetectController::detectAll() {
  if (isDetectingAll()) return;
  const std::optional<QString> network = networks_.networkFor(NetworkUse::corners);
  if (!network) return Q_EMIT noNetwork();
  std::vector<int> all(static_cast<std::size_t>(document_.pictureCount()));
  std::iota(all.begin(), all.end(), 0);
  Asked asked = withoutRim(all, *network);
  if (asked.tasks.empty())
    return Q_EMIT noted(asked.rejected == 0
                            ? tr("Every picture has a rim already.")
                            : tr("Every picture has a rim already, or had corners of this network "
                                 "that were rejected (%1).")
                                  .arg(asked.rejected));
  start(std::move(asked), *network, {});
}

bool DetectController::detectIn(const std::vector<int>& pictures, std::function<void()> then) {
  const std::optional<QString> network = networks_.networkFor(NetworkUse::corners);
  if (isDetectingAll() || !network) return false;
  Asked asked = withoutRim(pictures, *network);
  if (asked.tasks.empty()) return false;
  start(std::move(asked), *network, std::move(then));
  return true;
}

void DetectController::start(Asked asked, const QString& network, std::function<void()> then) {
  allJob_ = jobs_.run<Outcome>(
      JobLane::inference, tr("Detecting corners in all pictures"), this,
      [this, tasks = std::move(asked.tasks), folder = current_.store().folder(), network,
       generation = generation_](const Progress& progress) {
        return work(tasks, folder, network, generation, progress);
      },
      [this, rejected = asked.rejected, then = std::move(then),
       generation = generation_](Result<Outcome> outcome) {
        if (outcome)
          Q_EMIT allDetected(outcome->found, outcome->failures, rejected);
        else
          Q_EMIT failed(outcome.error());
        Q_EMIT busyChanged();
        if (then && generation == generation_) then();
      });
  Q_EMIT busyChanged();
}

Result<DetectController::Outcome> DetectController::work(const std::vector<Task>& tasks,
                                                         const std::filesystem::path& folder,
                                                         const QString& network, int generation,
                                                         const Progress& progress) {
  Outcome outcome;
  std::optional<Error> last;
  PictureLookup lookup(folder);
  for (std::size_t i = 0; i < tasks.size(); ++i) {
    // Who looks at one picture meanwhile does not wait for all of them.
    jobs_.giveWay(JobLane::inference);
    if (progress.cancelled()) return cancelledError();
    const Picture& picture = tasks[i].project.pictures.front();
    progress.report(static_cast<double>(i) / static_cast<double>(tasks.size()), picture.filename);
    const std::filesystem::path file = lookup.find(tasks[i].project, picture);
    const auto image = loadImage(file);
    Result<DetectedCorners> detected = image ? detectCorners(registry_, network.toStdString(), *image)
                                             : Result<DetectedCorners>(image.error());
    Result<DetectedRim> rim =
        detected ? detectedRim(*detected, network) : Result<DetectedRim>(detected.error());
    if (!rim) {
      ++outcome.failures;
      last = rim.error();
      continue;
    }
    ++outcome.found;
    QMetaObject::invokeMethod(
        this,
        [this, index = tasks[i].picture, found = *rim, turn = storedOrientationInFile(file), generation] {
          if (generation == generation_) document_.noteOrientation(index, turn);
          propose(index, found, generation);
        },
        Qt::QueuedConnection);
  }
  if (outcome.found == 0 && last) return *last;
  return outcome;
}

void DetectController::propose(int picture, const DetectedRim& rim, int generation) {
  if (generation != generation_ || picture >= document_.pictureCount()) return;
  // Somebody may have placed one by hand meanwhile.
  const std::optional<Rim> present = document_.rim(picture);
  if (!present || present->corners.empty())
    document_.proposeRim(picture, rim.corners, rim.origin, rim.visibility);
}

void DetectController::cancel() {
  for (const int job : {job_, allJob_})
    if (job) jobs_.cancel(job);
}

std::optional<DetectedRim> DetectController::ghost() const {
  if (fresh_) return fresh_;
  const int picture = current_.index();
  if (picture < 0 || picture >= document_.pictureCount()) return {};
  const std::optional<Rim> rim = document_.rim(picture);
  if (!rim || !rim->complete() || !rim->origin.isProposal()) return {};
  return DetectedRim{rim->asCorners(), rim->origin, rim->visibility};
}

void DetectController::setFresh(std::optional<DetectedRim> rim) {
  fresh_ = std::move(rim);
  Q_EMIT ghostChanged();
}

void DetectController::accept(const RimCorners& corners, bool moved) {
  std::optional<DetectedRim> ghost = this->ghost();
  if (!ghost) return;
  if (moved) ghost->origin.source = RimSource::edited;
  document_.acceptRim(current_.index(), corners, ghost->origin, ghost->visibility);
  if (fresh_) setFresh({}); // where the rim was the same already, nothing changed that would say so
}

void DetectController::reject() {
  const std::optional<DetectedRim> ghost = this->ghost();
  if (!ghost) return;
  const int picture = current_.index();
  if (isStored()) return document_.rejectRim(picture);
  setFresh({});
  // Corners that somebody has placed or accepted are nobody's proposal: there is nothing to be left alone.
  const std::optional<Rim> rim = document_.rim(picture);
  if (rim && !rim->corners.empty() && !rim->origin.isProposal()) return;
  const Attributes& attributes = document_.picture(picture).attributes;
  if (!areCornersRejected(attributes, ghost->origin.network))
    document_.setPictureAttributes(picture, withCornersRejected(attributes, ghost->origin.network),
                                   tr("Reject detected corners"));
}

bool DetectController::isDetecting() const { return isActive(jobs_, job_); }
bool DetectController::isDetectingAll() const { return isActive(jobs_, allJob_); }

} // namespace fillscope
