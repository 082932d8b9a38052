#include "app/gui/summary_queue.h"
#include "core/annotation/depth_network.h"
#include <algorithm>
#include <utility>

namespace fillscope {
namespace {
constexpr std::size_t mostSummaries = 500;
} // namespace

SummaryQueue::SummaryQueue(AnnotationDocument& document, CurrentPicture& current, PictureStore& store,
                           JobRunner& jobs, Options options)
    : document_(document)
    , current_(current)
    , store_(store)
    , jobs_(jobs)
    , options_(std::move(options))
    , summaries_(document) {}

void SummaryQueue::request(int picture) {
  if (picture == current_.index() || !isWaiting(picture)) return;
  // What a network is to predict is not measured by a depth file beside.
  if (!depthNetworkOf(document_.picture(picture)).empty()) return;
  if (std::find(queue_.begin(), queue_.end(), picture) == queue_.end()) queue_.push_back(picture);
  if (queue_.size() > mostSummaries) queue_.erase(queue_.begin());
  start();
}

void SummaryQueue::hold(bool on) {
  held_ = on;
  start();
}

void SummaryQueue::clear() {
  if (running_) jobs_.cancel(job_);
  running_ = false;
  summaries_.clear();
  queue_.clear();
}

void SummaryQueue::start() {
  if (held_ || running_ || queue_.empty()) return;
  const int picture = queue_.front();
  queue_.erase(queue_.begin());
  const std::optional<Rim> rim = picture < document_.pictureCount() ? document_.rim(picture) : std::nullopt;
  if (!rim || !rim->complete() || of(picture)) return start();
  running_ = true;
  job_ = jobs_.run<FillSummary>(
      JobLane::compute, tr("Measuring"), this,
      [project = store_.projectOf(picture), folder = store_.folder(), rim = *rim, options = options_(),
       lens = summaries_.lensOf(picture)](const Progress& progress) -> Result<FillSummary> {
        const Result<LoadedPicture> loaded = loadPicture(project, folder, 0, progress);
        if (!loaded) return loaded.error();
        const Result<FillReport> report = measurePicture(*loaded, rim, options, progress);
        if (!report) return report.error();
        return FillSummary{report->fillPercent, FillSummaries::isDoubtful(*report), false, lens, {}};
      },
      [this, picture, asked = document_.picture(picture)](const Result<FillSummary>& summary) {
        running_ = false;
        take(picture, asked, summary);
        start();
      },
      false);
}

void SummaryQueue::take(int picture, const Picture& asked, const Result<FillSummary>& summary) {
  const Picture& now = document_.picture(picture);
  if (!isMeasuredAlike(asked, now) || depthNetworkOf(asked) != depthNetworkOf(now)) return request(picture);
  if (picture == current_.index()) return;
  if (!summary) return keepFailure(picture);
  summaries_.put(picture, *summary);
  Q_EMIT changed(picture);
}

void SummaryQueue::keep(int picture, FillSummary summary) {
  summaries_.putOfNow(picture, std::move(summary));
  Q_EMIT changed(picture);
}

void SummaryQueue::keepFailure(int picture) {
  summaries_.putFailure(picture);
  Q_EMIT changed(picture);
}

void SummaryQueue::forget(int picture) {
  // A measurement under way may have brought the figure back after its grounds were gone.
  if (summaries_.remove(picture)) Q_EMIT changed(picture);
}

void SummaryQueue::forgetFailures() { summaries_.forgetFailure(-1); }

void SummaryQueue::measureAgain(int picture) {
  summaries_.forgetFailure(picture);
  if (picture >= 0) {
    summaries_.remove(picture);
    return request(picture);
  }
  const QList<int> measured = summaries_.pictures();
  summaries_.clear();
  for (const int each : measured)
    request(each);
}

void SummaryQueue::renew(int picture) {
  summaries_.forgetFailure(picture);
  const QList<int> concerned = picture < 0 ? summaries_.pictures() : QList<int>{picture};
  for (const int each : concerned) {
    if (each == current_.index()) continue; // loaded anew, and measured then
    if (!summaries_.hasSameLens(each)) forget(each);
    request(each);
  }
}

} // namespace fillscope
