#include "widgets/job_texts.h"

#include <QCoreApplication>
#include <cmath>

namespace fillscope {

namespace {

struct Text {
  Q_DECLARE_TR_FUNCTIONS(fillscope::JobIndicator)
};

} // namespace

QString timeLeftText(double seconds) {
  if (!(seconds >= 0) || !std::isfinite(seconds)) return {};
  const long whole = std::lround(std::ceil(seconds));
  if (whole < 60) return Text::tr("%1 s left").arg(whole);
  const long minutes = (whole + 30) / 60;
  if (minutes < 60) return Text::tr("%1 min left").arg(minutes);
  return Text::tr("%1 h %2 min left").arg(minutes / 60).arg(minutes % 60);
}

QString jobLine(const JobRow& job) {
  using State = JobRow::State;
  if (job.state == State::failed) return job.error.isEmpty() ? Text::tr("Failed.") : job.error;
  if (job.state == State::waiting) return Text::tr("Waits for its turn.");
  if (job.state == State::stopping) return Text::tr("Stops as soon as it can.");
  QStringList parts;
  if (job.state == State::paused) parts << Text::tr("Paused");
  if (!job.step.isEmpty()) parts << job.step;
  if (job.fraction >= 0) parts << Text::tr("%1 %").arg(std::lround(100 * job.fraction));
  if (const QString left = timeLeftText(job.secondsLeft); !left.isEmpty()) parts << left;
  return parts.isEmpty() ? Text::tr("Runs.") : parts.join(QStringLiteral(" · "));
}

} // namespace fillscope
