#include "app/gui/fill_batch.h"
#include "app/gui/job_watch.h"
#include "core/annotation/depth_network.h"
#include "core/annotation/rim.h"
#include "core/workflow/measure_predicted.h"
#include <utility>

namespace fillscope {

FillBatch::FillBatch(AnnotationDocument& document, PictureStore& store, MeasureController& measure,
                     ModelRegistry& registry, NetworkChoice& networks, DetectController& detect,
                     JobRunner& jobs)
    : document_(document)
    , store_(store)
    , measure_(measure)
    , registry_(registry)
    , networks_(networks)
    , detect_(detect)
    , jobs_(jobs) {
  // A job that was stopped calls nobody: what it brought until then counts. One that ended on its own calls
  // first.
  connect(
      &jobs_, &JobRunner::jobsChanged, this,
      [this] {
        if (run_ && !isActive(jobs_, job_)) finish();
      },
      Qt::QueuedConnection);
  connect(&jobs_, &JobRunner::jobsChanged, this, &FillBatch::busyChanged);
  connect(&document_, &AnnotationDocument::changed, this, [this](const DocumentChange& change) {
    if (change.kind != DocumentChange::Kind::reset) return;
    run_.reset(); // its pictures are others now
    cancel();
  });
}

void FillBatch::predictAll() {
  if (isBusy() || detect_.isDetectingAll()) return;
  if (!networks_.networkFor(NetworkUse::rimDepth)) return Q_EMIT noNetwork(NetworkUse::rimDepth);
  std::vector<int> photos;
  for (int i = 0; i < document_.pictureCount(); ++i)
    if (sourcesOf(document_.picture(i)).depthFile.empty()) photos.push_back(i);
  // What was proposed arrives by the event loop, before this.
  if (!detect_.detectIn(photos, [this] { predictThroughRims(); })) predictThroughRims();
}

void FillBatch::predictThroughRims() {
  if (isBusy()) return;
  const std::optional<QString> network = networks_.networkFor(NetworkUse::rimDepth);
  if (!network) return Q_EMIT noNetwork(NetworkUse::rimDepth);
  auto run = std::make_shared<Run>();
  run->predicts = true;
  for (int i = 0; i < document_.pictureCount(); ++i) {
    const Picture& picture = document_.picture(i);
    const std::string kept = depthNetworkOf(picture);
    const std::optional<Rim> rim = document_.rim(i);
    if (!rim || !rim->complete())
      ++run->counts.withoutRim;
    else if (measure_.summary(i))
      ++run->counts.known;
    else if (kept.empty() && !sourcesOf(picture).depthFile.empty())
      ++run->counts.withDepth;
    else
      add(*run, i, kept.empty() ? network->toStdString() : kept);
  }
  const bool cornersAreMissing =
      run->counts.withoutRim > 0 && run->counts.withoutRim == document_.pictureCount();
  if (cornersAreMissing && !networks_.networkFor(NetworkUse::corners))
    return Q_EMIT noNetwork(NetworkUse::corners);
  if (run->pictures.empty())
    return Q_EMIT noted(
        tr("No picture is left to predict: each has depth or a figure of its own, or no rim."));
  start(std::move(run), JobLane::inference, tr("Predicting the fill of all pictures"));
}

void FillBatch::measureAll() {
  if (isBusy()) return;
  measure_.forgetFailures();
  auto run = std::make_shared<Run>();
  for (int i = 0; i < document_.pictureCount(); ++i)
    if (measure_.isWaiting(i)) add(*run, i, depthNetworkOf(document_.picture(i)));
  if (run->pictures.empty())
    return Q_EMIT noted(tr("Every picture with a rim and depth has its figure already."));
  // Networks have a lane of their own: one call at a time.
  const JobLane lane = namesNetworks(run->asked.project) ? JobLane::inference : JobLane::compute;
  start(std::move(run), lane, tr("Measuring all pictures"));
}

void FillBatch::add(Run& run, int picture, const std::string& network) const {
  Picture asked = document_.picture(picture);
  asked.attributes = withDepthNetwork(std::move(asked.attributes), network);
  run.asked.project.pictures.push_back(std::move(asked));
  run.pictures.push_back(picture);
}

void FillBatch::start(std::shared_ptr<Run> run, JobLane lane, const QString& name) {
  run->asked.project.defaultPath = document_.project().defaultPath;
  run->asked.folder = store_.folder();
  job_ = jobs_.run<bool>(
      lane, name, this,
      [this, lane, run, options = measure_.options()](const Progress& progress) -> Result<bool> {
        const OpenedProject& asked = run->asked;
        int next = 0;
        const auto taker = [&](const ReportItem& item) -> Result<void> {
          std::optional<FillSummary> figure;
          if (item.error.empty())
            figure = FillSummary{item.report.fillPercent, FillSummaries::isDoubtful(item.report)};
          QMetaObject::invokeMethod(
              this,
              [this, run, index = next++, figure, problem = item.error] {
                if (run == run_) take(index, figure, problem);
              },
              Qt::QueuedConnection);
          // Who looks at one picture meanwhile does not wait for all of them.
          jobs_.giveWay(lane);
          return {};
        };
        const auto items = measureProject(asked, {}, options, progress, taker,
                                          keptNetworks(registry_, asked.project, options, progress));
        if (!items) return items.error();
        return true;
      },
      [this, run](Result<bool> done) {
        if (!done) run->problem = done.error();
        if (run == run_) finish();
      });
  run_ = std::move(run); // not before: the job is not listed until now
  Q_EMIT busyChanged();
}

void FillBatch::take(int asked, const std::optional<FillSummary>& figure, const std::string& problem) {
  const int picture = run_->pictures[static_cast<std::size_t>(asked)];
  if (!isAsAsked(*run_, asked)) {
    ++run_->counts.changed;
  } else if (!figure) {
    ++run_->counts.failed;
    run_->problem = Error{ErrorCode::badInput, problem, {}, {}};
    if (measure_.isWaiting(picture)) measure_.keepSummary(picture, {});
  } else if (run_->predicts) {
    run_->arrived.emplace_back(asked, *figure);
  } else {
    keep(*run_, asked, *figure);
  }
}

void FillBatch::keep(Run& run, int asked, FillSummary figure) {
  const int picture = run.pictures[static_cast<std::size_t>(asked)];
  figure.predicted = !depthNetworkOf(document_.picture(picture)).empty();
  measure_.keepSummary(picture, figure);
  ++run.counts.done;
  run.counts.throughProposals += document_.rim(picture)->origin.isProposal();
}

void FillBatch::finish() {
  const std::shared_ptr<Run> run = std::exchange(run_, nullptr);
  if (!run) return;
  std::vector<std::pair<int, Attributes>> attributes;
  std::erase_if(run->arrived, [&](const auto& arrived) { return !isAsAsked(*run, arrived.first); });
  for (const auto& [asked, figure] : run->arrived) {
    const int picture = run->pictures[static_cast<std::size_t>(asked)];
    const Picture& known = run->asked.project.pictures[static_cast<std::size_t>(asked)];
    attributes.emplace_back(picture,
                            withDepthNetwork(document_.picture(picture).attributes, depthNetworkOf(known)));
  }
  document_.setPicturesAttributes(std::move(attributes), tr("Predict the fill of all pictures"));
  for (const auto& [asked, figure] : run->arrived)
    keep(*run, asked, figure);
  if (run->counts.done == 0 && run->problem)
    Q_EMIT failed(*run->problem);
  else if (run->predicts)
    Q_EMIT predicted(run->counts);
  else
    Q_EMIT measured(run->counts);
}

bool FillBatch::isAsAsked(const Run& run, int asked) const {
  const int index = run.pictures[static_cast<std::size_t>(asked)];
  const Picture &then = run.asked.project.pictures[static_cast<std::size_t>(asked)],
                &now = document_.picture(index);
  const std::string network = depthNetworkOf(now);
  const bool sameNetwork = network == depthNetworkOf(then) || (run.predicts && network.empty());
  return sameNetwork && isMeasuredAlike(then, now);
}

void FillBatch::cancel() {
  if (job_) jobs_.cancel(job_);
}

bool FillBatch::isBusy() const { return run_ != nullptr; }

} // namespace fillscope
