#include "app/gui/window_status.h"
#include "app/gui/app_context.h"
#include "widgets/job_panel.h"
#include <QFontDatabase>
#include <QLabel>
#include <QLocale>
#include <QStatusBar>

namespace fillscope {

WindowStatus::WindowStatus(AppContext& context, QStatusBar& bar)
    : context_(context)
    , bar_(bar)
    , jobs_(new JobIndicator) {
  cursor_ = addField("statusCursor", QStringLiteral("x 0000.0 y 0000.0"),
                     tr("Cursor in the picture, pixels from its top left"));
  size_ = addField("statusSize", QStringLiteral("0000×0000"), tr("Size of the picture"));
  depth_ = addField("statusDepth", QStringLiteral("no measurement"), tr("Depth under the cursor"));
  zoom_ = addField("statusZoom", QStringLiteral("0000 %"), tr("Zoom"));
  picture_ = addField("statusPicture", QStringLiteral("000 / 000"), tr("Picture of the list"));
  corners_ = addField("statusCorners", tr("corners %1").arg(4), tr("Rim corners placed"));
  saved_ = addField("statusSaved", {}, tr("When the project was last saved"));
  bar_.addPermanentWidget(jobs_);
  connect(jobs_, &JobIndicator::cancelRequested, &context_.jobs, &JobRunner::cancel);
  connect(jobs_, &JobIndicator::dismissRequested, &context_.jobs, &JobRunner::dismiss);
  connect(&context_.jobs, &JobRunner::jobsChanged, this, &WindowStatus::showJobs);
  connect(&context_.current, &CurrentPicture::selected, this, &WindowStatus::showPicture);
  connect(&context_.current, &CurrentPicture::loadedChanged, this, &WindowStatus::showPicture);
  connect(&context_.session, &ProjectSession::stateChanged, this, &WindowStatus::showSaved);
  connect(&context_.document, &AnnotationDocument::changed, this, [this] {
    showPicture();
    showCorners();
  });
  showPicture();
  showSaved();
}

QLabel* WindowStatus::addField(const char* name, const QString& widest, const QString& tip) {
  auto* label = new QLabel;
  label->setObjectName(QLatin1String(name));
  label->setToolTip(tip);
  // Fields keep their places while the numbers run.
  if (!widest.isEmpty()) label->setMinimumWidth(label->fontMetrics().horizontalAdvance(widest) + 8);
  bar_.addWidget(label);
  return label;
}

void WindowStatus::showCursor(const std::optional<QPointF>& picture, const QString& depth) {
  const QLocale locale;
  cursor_->setText(
      picture
          ? tr("x %1 y %2").arg(locale.toString(picture->x(), 'f', 1), locale.toString(picture->y(), 'f', 1))
          : QString());
  depth_->setText(depth);
}

void WindowStatus::showZoom(const std::optional<double>& zoom) {
  if (!zoom) return zoom_->clear();
  zoom_->setText(tr("%1 %").arg(QLocale().toString(100 * *zoom, 'f', 0)));
}

void WindowStatus::showPicture() {
  const PictureStore::Loaded loaded = context_.current.loaded();
  size_->setText(loaded && loaded->image
                     ? tr("%1×%2").arg(loaded->image->width()).arg(loaded->image->height())
                 : context_.current.isLoading() ? tr("loading…")
                                                : QString());
  const int index = context_.current.index();
  picture_->setText(index < 0 ? QString()
                              : tr("%1 / %2").arg(index + 1).arg(context_.document.pictureCount()));
  showCorners();
}

void WindowStatus::showCorners() {
  const int index = context_.current.index();
  if (index < 0 || index >= context_.document.pictureCount()) return corners_->clear();
  const std::optional<Rim> rim = context_.document.rim(index);
  const int count = rim ? static_cast<int>(rim->corners.size()) : 0;
  const RimSource source = rim ? rim->origin.source : RimSource::manual;
  const bool network = rim && !rim->origin.network.empty();
  corners_->setText(source == RimSource::manual       ? tr("corners %1").arg(count)
                    : source == RimSource::propagated ? tr("corners %1, carried along").arg(count)
                    : source == RimSource::model      ? tr("corners %1, by a network").arg(count)
                    : network                         ? tr("corners %1, by a network, edited").arg(count)
                                                      : tr("corners %1, carried along, edited").arg(count));
}

void WindowStatus::showSaved() {
  const ProjectSession& session = context_.session;
  if (!session.isOpen())
    saved_->clear();
  else if (session.isModified())
    saved_->setText(tr("not saved"));
  else if (session.savedAt().isValid())
    saved_->setText(tr("saved %1").arg(session.savedAt().toString(QStringLiteral("HH:mm:ss"))));
  else
    saved_->setText(tr("no changes"));
}

void WindowStatus::showJobs() {
  std::vector<JobRow> rows;
  for (const JobInfo& job : context_.jobs.jobs())
    rows.push_back({job.id, job.name, job.step, job.error, job.fraction, job.secondsLeft,
                    job.state == JobState::running || job.state == JobState::waiting,
                    job.state == JobState::failed});
  jobs_->setJobs(rows);
}

} // namespace fillscope
