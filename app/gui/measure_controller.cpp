#include "app/gui/measure_controller.h"
#include "core/annotation/depth_network.h"
#include <numbers>
#include <utility>

namespace fillscope {
namespace {
/// Where the camera is not known the cloud still shows the shape of things; the figure's own camera is
/// another matter.
CameraIntrinsics cameraFor(const LoadedPicture& loaded) {
  const int width = loaded.depth->width(), height = loaded.depth->height();
  if (loaded.camera) return loaded.camera->scaledTo(width, height);
  return CameraIntrinsics::fromFieldOfView(60.0 / 180.0 * std::numbers::pi, width, height);
}
} // namespace

MeasureController::MeasureController(AnnotationDocument& document, CurrentPicture& current, DepthMaps& maps,
                                     JobRunner& jobs, Settings& settings)
    : document_(document)
    , current_(current)
    , maps_(maps)
    , jobs_(jobs)
    , settings_(settings)
    , summaries_(document, current, maps.store(), jobs, [this] { return options(); }) {
  connect(&summaries_, &SummaryQueue::changed, this, &MeasureController::summaryChanged);
  connect(&document_, &AnnotationDocument::changed, this, [this](const DocumentChange& change) {
    using Kind = DocumentChange::Kind;
    if (change.kind == Kind::attributesChanged) return summaries_.renew(change.picture);
    if (change.kind != Kind::rimChanged && change.kind != Kind::sizeChanged &&
        change.kind != Kind::sourcesChanged && change.kind != Kind::regionsChanged)
      return;
    // Of the many things that may have changed of a region, only the rim counts here.
    const std::optional<Rim> before = std::exchange(rim_, currentRim());
    if (change.kind == Kind::regionsChanged && change.picture == current_.index() && rim_ == before) return;
    summaries_.measureAgain(change.picture);
    if (change.picture >= 0 && change.picture != current_.index()) return;
    // Other sources are measured once they are loaded.
    if (change.kind != Kind::sourcesChanged) request();
  });
  connect(&current_, &CurrentPicture::selected, this, [this] {
    rim_ = currentRim();
    if (running_) jobs_.cancel(job_);
    pending_ = false;
    setRunning(false);
    if (cloud_ && cloudPicture_ != current_.index()) {
      cloud_.reset();
      Q_EMIT cloudChanged(true);
    }
    setReport(nullptr, {});
    Q_EMIT busyChanged(false);
  });
  connect(&current_, &CurrentPicture::loadedChanged, this, [this] {
    cloudStale_ = true;
    request();
  });
  connect(&maps_, &DepthMaps::chosenChanged, this, [this](int picture) {
    if (picture != current_.index()) {
      summaries_.forget(picture);
      const std::optional<NamedDepth> depth = maps_.chosenDepth(picture);
      if (!depth || depth->role == NamedDepth::Role::measured) requestSummary(picture);
      return;
    }
    cloudStale_ = true;
    request();
  });
  connect(&maps_, &DepthMaps::changed, this, [this](int picture) {
    if (picture == current_.index() && !report_) {
      cloudStale_ = true;
      request();
    }
  });
}

std::optional<Rim> MeasureController::currentRim() const {
  const int index = current_.index();
  return index >= 0 && index < document_.pictureCount() ? document_.rim(index) : std::nullopt;
}

void MeasureController::clear() {
  if (running_) jobs_.cancel(job_);
  pending_ = false;
  summaries_.clear();
  cloudPicture_ = -1;
  setRunning(false);
}

void MeasureController::refuse(const QString& why) {
  if (running_) jobs_.cancel(job_);
  pending_ = false;
  setRunning(false);
  summaries_.forget(current_.index());
  summaries_.keepFailure(current_.index());
  setReport(nullptr, why);
  Q_EMIT busyChanged(false);
}

void MeasureController::setRunning(bool on) {
  running_ = on;
  summaries_.hold(on);
}

void MeasureController::setDragging(bool dragging) {
  dragging_ = dragging;
  if (!dragging && cloudStale_) request();
}

void MeasureController::setLimit(double percent) {
  settings_.setLimitPercent(percent);
  request();
}

FillOptions MeasureController::options() const {
  FillOptions options;
  options.limitPercent = settings_.limitPercent();
  return options;
}

void MeasureController::request() {
  if (running_)
    pending_ = true;
  else
    start();
}

void MeasureController::start() {
  pending_ = false;
  const PictureStore::Loaded loaded = current_.loaded();
  const int picture = current_.index();
  const auto clearCloud = [&] {
    if (!cloud_ && cloudPicture_ == picture) return;
    cloud_.reset();
    cloudPicture_ = picture;
    Q_EMIT cloudChanged(true);
  };
  if (!loaded) {
    if (!current_.isLoading()) {
      clearCloud();
      summaries_.forget(picture);
      if (picture >= 0) summaries_.keepFailure(picture);
    }
    return setReport(nullptr, current_.problem());
  }
  if (current_.isLoading()) return; // its files are others: measured once they are there
  LoadedPicture input = *loaded;
  const std::optional<NamedDepth> depth = maps_.chosenDepth(picture);
  const auto prediction = depth ? depth->prediction : nullptr;
  const bool predicted = depth && depth->role == NamedDepth::Role::predicted;
  input.depth = depth ? depth->map : nullptr;
  const bool withCloud = cloudStale_ && !dragging_;
  if (!input.depth) {
    clearCloud();
    summaries_.forget(picture);
    // What a network is to predict is on its way.
    if (depthNetworkOf(document_.picture(picture)).empty()) summaries_.keepFailure(picture);
    return setReport(nullptr, whatIsMissing(*loaded, picture));
  }
  const std::optional<Rim> rim = document_.rim(picture);
  const bool complete = rim && rim->complete();
  if (!complete) {
    summaries_.forget(picture);
    setReport(nullptr, whatIsMissing(input, picture));
  }
  if (!complete && !withCloud) return;
  // The network looked through another rim: its next answer is on the way, the old figure stays until then.
  const bool stale = complete && prediction && !prediction->isFor(*rim, *loaded);
  if (stale) return;
  const std::shared_ptr<const FillReport> known =
      complete && prediction ? std::shared_ptr<const FillReport>(prediction, &prediction->fill.report)
                             : nullptr;
  Basis basis{prediction ? prediction->network : predicted ? depth->name : QString(), {}};
  if (depth && depth->role == NamedDepth::Role::denoised) basis.denoised = depth->name;
  setRunning(true);
  Q_EMIT busyChanged(true);
  job_ = jobs_.run<Outcome>(
      JobLane::compute, tr("Measuring"), this,
      [input = std::move(input), rim = complete ? rim : std::nullopt, options = options(), known, withCloud](
          const Progress& progress) { return compute(input, rim, options, known, withCloud, progress); },
      [this, picture, basis, withCloud](Result<Outcome> outcome) {
        running_ = false;
        if (outcome && picture == current_.index()) show(picture, std::move(*outcome), basis, withCloud);
        if (pending_) start();
        if (running_) return;
        setRunning(false);
        Q_EMIT busyChanged(false);
      },
      false);
}

Result<MeasureController::Outcome> MeasureController::compute(const LoadedPicture& loaded,
                                                              const std::optional<Rim>& rim,
                                                              const FillOptions& options,
                                                              std::shared_ptr<const FillReport> known,
                                                              bool withCloud, const Progress& progress) {
  Outcome outcome;
  if (known) {
    outcome.report = std::move(known);
  } else if (rim) {
    Result<FillReport> report = measurePicture(loaded, *rim, options, progress);
    if (report)
      outcome.report = std::make_shared<const FillReport>(std::move(*report));
    else if (report.error().code == ErrorCode::cancelled)
      return report.error();
    else
      outcome.error = report.error();
  }
  if (outcome.report && rim && rim->origin.isProposal()) {
    FillReport said = *outcome.report;
    said.warnings.push_back(detectedCornersWarning(rim->origin.leastConfidence()));
    outcome.report = std::make_shared<const FillReport>(std::move(said));
  }
  if (withCloud) {
    const CameraIntrinsics camera = outcome.report ? outcome.report->camera : cameraFor(loaded);
    const double k1 = outcome.report ? outcome.report->k1 : loaded.camera ? loaded.k1 : 0;
    const DepthLine line = outcome.report ? outcome.report->depthLine : DepthLine();
    PointCloud cloud = unproject(*loaded.depth, camera, line, loaded.image.get(), k1);
    if (outcome.report && outcome.report->boxLitres) cloud.metric = true;
    outcome.cloud = std::make_shared<const PointCloud>(std::move(cloud));
  }
  return outcome;
}

void MeasureController::show(int picture, Outcome outcome, const Basis& basis, bool withCloud) {
  if (withCloud) {
    const bool other = cloudPicture_ != picture;
    cloud_ = std::move(outcome.cloud);
    cloudPicture_ = picture;
    cloudStale_ = false;
    Q_EMIT cloudChanged(other);
  }
  if (outcome.report) {
    // Another scale or camera moves the points too.
    if (!withCloud && report_ &&
        (report_->depthLine != outcome.report->depthLine || report_->camera != outcome.report->camera ||
         report_->k1 != outcome.report->k1))
      cloudStale_ = true;
    if (!withCloud && !report_) cloudStale_ = true;
    summaries_.keep(picture, {outcome.report->fillPercent, FillSummaries::isDoubtful(*outcome.report),
                              !basis.network.isEmpty()});
    basis_ = basis;
    setReport(std::move(outcome.report), {});
    if (cloudStale_ && !dragging_) pending_ = true;
  } else if (outcome.error) {
    summaries_.forget(picture);
    summaries_.keepFailure(picture);
    setReport(nullptr, QString::fromStdString(outcome.error->sentence()));
  }
}

void MeasureController::keepSummary(int picture, const std::optional<FillSummary>& summary) {
  if (summary)
    summaries_.keep(picture, *summary);
  else
    summaries_.keepFailure(picture);
}

QString MeasureController::whatIsMissing(const LoadedPicture& loaded, int picture) const {
  if (!loaded.depth) {
    const PictureSources sources = sourcesOf(document_.picture(picture));
    if (sources.depthFile.empty()) return tr("No depth for this picture: choose a depth file or predict it.");
    const QString fault = DepthMaps::faultOfFile(loaded);
    return !fault.isEmpty() ? fault : tr("The depth file could not be loaded: choose another one.");
  }
  const std::optional<Rim> rim = document_.rim(picture);
  const int placed = rim ? static_cast<int>(rim->corners.size()) : 0;
  if (placed == 0) return tr("Place the four rim corners (B).");
  if (placed == 3) return tr("One more rim corner to place.");
  return tr("%1 more rim corners to place.").arg(4 - placed);
}

void MeasureController::setReport(std::shared_ptr<const FillReport> report, const QString& missing) {
  report_ = std::move(report);
  missing_ = missing;
  Q_EMIT reportChanged();
}

} // namespace fillscope
