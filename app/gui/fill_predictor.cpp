#include "app/gui/fill_predictor.h"
#include "app/gui/job_watch.h"
#include "core/annotation/depth_network.h"
#include "core/workflow/detect.h"

namespace fillscope {
namespace {
constexpr int settleMilliseconds = 120; // a drag sends many changes; the network need not see each

bool sameBox(const std::optional<Rim>& a, const std::optional<Rim>& b) {
  return a && b ? a->corners == b->corners && a->size == b->size : a.has_value() == b.has_value();
}

/// Pictures that are not shown lose what a network predicted for them when its name is taken from them; the
/// shown one is measured anew.
void dropWhatIsTakenBack(const AnnotationDocument& document, int shown, DepthMaps& maps) {
  for (const auto& [picture, predictions] : maps.predictions()) {
    if (picture == shown || picture >= document.pictureCount()) continue;
    const NamedDepth* depth = predictions.measuredWith(true);
    if (depth && depth->prediction && depthNetworkOf(document.picture(picture)).empty())
      maps.dropPredictions(picture);
  }
}
} // namespace

FillPredictor::FillPredictor(AnnotationDocument& document, CurrentPicture& current, DepthMaps& maps,
                             MeasureController& measure, ModelRegistry& registry, NetworkChoice& networks,
                             JobRunner& jobs)
    : document_(document)
    , current_(current)
    , maps_(maps)
    , measure_(measure)
    , registry_(registry)
    , networks_(networks)
    , jobs_(jobs) {
  again_.setSingleShot(true);
  again_.setInterval(settleMilliseconds);
  connect(&again_, &QTimer::timeout, this, [this] {
    if ((isStale() || failedForOther_) && !isBusy())
      start(kept());
    else
      follow();
  });
  connect(&jobs_, &JobRunner::jobsChanged, this, &FillPredictor::busyChanged);
  // Later: one that ended by itself is taken right after this.
  connect(&jobs_, &JobRunner::jobsChanged, this, &FillPredictor::noteCancelled, Qt::QueuedConnection);
  connect(&document_, &AnnotationDocument::changed, this, [this](const DocumentChange& change) {
    using Kind = DocumentChange::Kind;
    if ((change.kind == Kind::rimChanged || change.kind == Kind::sizeChanged) &&
        change.picture == current_.index())
      again_.start();
    const bool here = change.picture < 0 || change.picture == current_.index();
    if (change.kind == Kind::attributesChanged) dropWhatIsTakenBack(document_, current_.index(), maps_);
    if (change.kind == Kind::attributesChanged && here) follow();
  });
  connect(&maps_, &DepthMaps::chosenChanged, this, &FillPredictor::remember);
  connect(&current_, &CurrentPicture::selected, this, [this] {
    cancel();
    refused_.clear();
  });
  connect(&current_, &CurrentPicture::loadedChanged, &again_, [this] { again_.start(); });
}

bool FillPredictor::isStale() const {
  const int picture = current_.index();
  if (picture < 0 || picture >= document_.pictureCount() || !current_.loaded()) return false;
  const std::optional<NamedDepth> depth = maps_.chosenDepth(picture);
  const std::optional<Rim> rim = document_.rim(picture);
  return depth && depth->prediction && rim && rim->complete() &&
         !depth->prediction->isFor(*rim, *current_.loaded());
}

void FillPredictor::predict(Place place) {
  if (!current_.loaded() || isBusy()) return;
  start({}, place);
}

QString FillPredictor::kept() const {
  const int picture = current_.index();
  if (picture < 0 || picture >= document_.pictureCount()) return {};
  return QString::fromStdString(depthNetworkOf(document_.picture(picture)));
}

void FillPredictor::remember(int picture) {
  if (picture < 0 || picture >= document_.pictureCount()) return;
  const std::optional<NamedDepth> depth = maps_.chosenDepth(picture);
  if (!depth && !maps_.store().cached(picture)) return; // not known before it is loaded
  const QString network = depth && depth->prediction ? depth->prediction->network : QString();
  document_.setPictureAttributes(
      picture, withDepthNetwork(document_.picture(picture).attributes, network.toStdString()),
      network.isEmpty() ? tr("Choose the depth to measure with") : tr("Predict the fill"));
  if (isStale()) again_.start(); // it lay beside the chosen one while the rim changed
}

void FillPredictor::follow() {
  const int picture = current_.index();
  const PictureStore::Loaded loaded = current_.loaded();
  if (!loaded || isBusy()) return;
  const QString network = kept();
  const std::optional<NamedDepth> depth = maps_.chosenDepth(picture);
  const QString shown = depth && depth->prediction ? depth->prediction->network : QString();
  if (shown == network) return;
  if (network.isEmpty()) return maps_.dropPredictions(picture);
  const std::optional<Rim> rim = document_.rim(picture);
  if (rim && rim->complete() && refused_ != network) start(network);
}

void FillPredictor::start(const QString& named, Place place) {
  failedForOther_ = false;
  const PictureStore::Loaded loaded = current_.loaded();
  const int picture = current_.index();
  const std::optional<QString> network =
      named.isEmpty() ? networks_.networkFor(NetworkUse::rimDepth) : std::optional(named);
  if (!network) return Q_EMIT noNetwork(NetworkUse::rimDepth);
  const std::optional<Rim> rim = document_.rim(picture);
  const bool complete = rim && rim->complete();
  const std::optional<QString> finder = complete ? QString() : networks_.networkFor(NetworkUse::corners);
  if (!finder) return Q_EMIT noNetwork(NetworkUse::corners);
  isAwaited_ = true;
  job_ = jobs_.run<Outcome>(
      JobLane::inference, tr("Predicting the fill"), this,
      [loaded, id = *network, finder = *finder, rim, complete, options = measure_.options(),
       &registry = registry_](const Progress& progress) -> Result<Outcome> {
        Outcome outcome;
        if (!complete) {
          const Result<DetectedCorners> found =
              detectCorners(registry, finder.toStdString(), *loaded->image, progress);
          if (!found) return found.error();
          Result<DetectedRim> detected = detectedRim(*found, finder);
          if (!detected) return detected.error();
          outcome.detected = std::move(*detected);
        }
        const RimCorners corners = complete ? rim->asCorners() : outcome.detected->corners;
        const std::optional<BoxSize> size = rim ? rim->size : std::nullopt;
        Result<PredictedFill> fill = predictFill(registry, id.toStdString(), *loaded->image, corners,
                                                 loaded->camera, size, options, progress, loaded->k1);
        if (!fill) return fill.error();
        outcome.prediction = std::make_shared<const FillPrediction>(FillPrediction{
            std::move(*fill), {corners.begin(), corners.end()}, size, id, loaded->camera, loaded->k1});
        return outcome;
      },
      [this, picture, loaded, asked = rim, named, place](Result<Outcome> outcome) {
        isAwaited_ = false;
        const bool samePicture = picture == current_.index() && current_.loaded() == loaded;
        if (!outcome && samePicture && outcome.error().code != ErrorCode::cancelled) {
          const std::optional<Rim> now = document_.rim(picture);
          failedForOther_ = now && now->complete() && !sameBox(asked, now);
        }
        if (!outcome && samePicture) refused_ = named;
        if (failedForOther_)
          again_.start();
        else if (!samePicture && picture == current_.index() && current_.loaded())
          start(named, place); // its depth or camera changed meanwhile
        else if (!outcome)
          fail(outcome.error());
        else if (samePicture)
          show(picture, std::move(*outcome), place);
        Q_EMIT busyChanged();
        if (outcome && isStale()) again_.start();
      });
  Q_EMIT busyChanged();
}

/// The figure of the rim as it was must not stand beside the rim as it is.
void FillPredictor::fail(const Error& error) {
  if (isStale()) measure_.refuse(QString::fromStdString(error.sentence()));
  Q_EMIT failed(error);
}

void FillPredictor::noteCancelled() {
  if (!isAwaited_ || isBusy()) return;
  isAwaited_ = false;
  if (isStale() && !again_.isActive())
    measure_.refuse(tr("The box has changed since its fill was predicted: predict the fill anew."));
}

void FillPredictor::show(int picture, Outcome outcome, Place place) {
  const std::optional<NamedDepth> shown = maps_.chosenDepth(picture);
  // The figure first: the rim that comes with it then finds it in place.
  const bool isOther = current_.isLoading() || (shown && !shown->prediction);
  if (place == Place::beside && isOther)
    maps_.addPrediction(picture, std::move(outcome.prediction));
  else
    maps_.choosePrediction(picture, std::move(outcome.prediction));
  const std::optional<Rim> rim = document_.rim(picture);
  if (outcome.detected && (!rim || !rim->complete()))
    document_.proposeRim(picture, outcome.detected->corners, outcome.detected->origin,
                         outcome.detected->visibility);
  Q_EMIT predicted(picture);
}

void FillPredictor::cancel() {
  again_.stop();
  failedForOther_ = false;
  if (job_) jobs_.cancel(job_);
}

bool FillPredictor::isBusy() const { return isActive(jobs_, job_); }

} // namespace fillscope
