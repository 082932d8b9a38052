#include "app/gui/window_status.h"
#include "app/gui/app_context.h"
#include "widgets/job_panel.h"
#include <QEvent>
#include <QLabel>
#include <QLocale>
#include <QStatusBar>
#include <algorithm>

namespace fillscope {
namespace {
constexpr int fieldGap = 8; // pixels, at least what the bar leaves between two fields

JobRow::State rowState(const JobInfo& job) {
  using State = JobRow::State;
  switch (job.state) {
  case JobState::waiting:
    return State::waiting;
  case JobState::cancelled:
    return State::stopping;
  case JobState::failed:
    return State::failed;
  case JobState::running:
  case JobState::done:
    break;
  }
  return job.paused ? State::paused : State::running;
}

} // namespace

WindowStatus::WindowStatus(AppContext& context, QStatusBar& bar)
    : context_(context)
    , bar_(bar)
    , jobs_(new JobIndicator) {
  cursor_ = addField("statusCursor", QStringLiteral("x 0000.0 y 0000.0"),
                     tr("Cursor in the picture, pixels from its top left"));
  size_ = addField("statusSize", QStringLiteral("0000×0000"), tr("Size of the picture"));
  value_ = addField("statusValue", tr("RGB %1 %2 %3").arg(255).arg(255).arg(255),
                    tr("The picture's own value under the cursor"));
  depth_ = addField("statusDepth", tr("depth not measured"), tr("Depth under the cursor"));
  zoom_ = addField("statusZoom", QStringLiteral("0000 %"), tr("Zoom"));
  picture_ = addField("statusPicture", tr("picture %1 of %2").arg(999).arg(999), tr("Picture of the list"));
  corners_ = addField("statusCorners", tr("%1 of 4 corners").arg(4), tr("Rim corners placed"));
  saved_ = addField("statusSaved", {}, tr("When the project was last saved"));
  bar_.addPermanentWidget(jobs_);
  bar_.setMinimumWidth(1); // a long job's name does not widen the window
  bar_.installEventFilter(this);
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
  fitFields();
}

QLabel* WindowStatus::addField(const char* name, const QString& widest, const QString& tip) {
  auto* label = new QLabel;
  label->setObjectName(QLatin1String(name));
  label->setToolTip(tip);
  if (!widest.isEmpty()) label->setMinimumWidth(label->fontMetrics().horizontalAdvance(widest) + 8);
  bar_.addWidget(label);
  return label;
}

void WindowStatus::put(QLabel& field, const QString& text) {
  field.setText(text);
  const int needed = field.fontMetrics().horizontalAdvance(text) + 8;
  if (needed <= field.minimumWidth()) return;
  field.setMinimumWidth(needed);
  fitFields();
}

bool WindowStatus::eventFilter(QObject* watched, QEvent* event) {
  if (event->type() == QEvent::Resize) fitFields();
  return QObject::eventFilter(watched, event);
}

void WindowStatus::fitFields() {
  const auto widthOf = [](const QLabel* field) {
    return std::max(field->minimumWidth(), field->minimumSizeHint().width()) + fieldGap;
  };
  int room = bar_.width() - jobs_->minimumSizeHint().width() - 2 * fieldGap;
  for (QLabel* field : {picture_, corners_, saved_, cursor_, depth_, zoom_, size_, value_}) {
    room -= widthOf(field);
    field->setVisible(room >= 0);
  }
}

void WindowStatus::showCursor(const std::optional<QPointF>& picture, const QString& value,
                              const QString& depth) {
  const QLocale locale;
  put(*cursor_,
      picture
          ? tr("x %1 y %2").arg(locale.toString(picture->x(), 'f', 1), locale.toString(picture->y(), 'f', 1))
          : QString());
  put(*value_, value);
  put(*depth_, depth);
}

void WindowStatus::showZoom(const std::optional<double>& zoom) {
  put(*zoom_, zoom ? tr("%1 %").arg(QLocale().toString(100 * *zoom, 'f', 0)) : QString());
}

void WindowStatus::showPicture() {
  const PictureStore::Loaded loaded = context_.current.loaded();
  put(*size_, loaded && loaded->image ? tr("%1×%2").arg(loaded->image->width()).arg(loaded->image->height())
              : context_.current.isLoading() ? tr("loading…")
                                             : QString());
  const int index = context_.current.index();
  put(*picture_,
      index < 0 ? QString() : tr("picture %1 of %2").arg(index + 1).arg(context_.document.pictureCount()));
  showCorners();
}

void WindowStatus::showCorners() {
  const int index = context_.current.index();
  if (index < 0 || index >= context_.document.pictureCount()) return corners_->clear();
  const std::optional<Rim> rim = context_.document.rim(index);
  const int count = rim ? static_cast<int>(rim->corners.size()) : 0;
  QString text = count == 0   ? tr("no corners")
                 : count == 4 ? tr("4 corners")
                              : tr("%1 of 4 corners").arg(count);
  if (count == 4) {
    const auto& c = rim->corners;
    const RimFault fault = checkRim({c[0], c[1], c[2], c[3]});
    if (fault == RimFault::crossing)
      text = tr("4 corners, sides cross");
    else if (fault == RimFault::notConvex)
      text = tr("4 corners, one lies inside");
    else if (fault == RimFault::repeated || fault == RimFault::tooSmall)
      text = tr("4 corners, too close");
    else if (const auto hidden =
                 std::count(rim->visibility.begin(), rim->visibility.end(), KeypointVisibility::hidden))
      text = tr("4 corners (%1 hidden)").arg(hidden);
  }
  const RimSource source = rim ? rim->origin.source : RimSource::manual;
  const bool network = rim && !rim->origin.network.empty();
  put(*corners_, source == RimSource::manual       ? text
                 : source == RimSource::propagated ? tr("%1, carried along").arg(text)
                 : source == RimSource::model      ? tr("%1, by a network").arg(text)
                 : network                         ? tr("%1, by a network, edited").arg(text)
                                                   : tr("%1, carried along, edited").arg(text));
}

void WindowStatus::showSaved() {
  const ProjectSession& session = context_.session;
  QString text;
  if (session.isSlowToSave())
    text = tr("saving…");
  else if (session.isOpen() && session.isModified())
    text = tr("not saved");
  else if (session.isOpen())
    text = session.savedAt().isValid()
               ? tr("saved %1").arg(session.savedAt().toString(QStringLiteral("HH:mm:ss")))
               : tr("no changes");
  put(*saved_, text);
}

void WindowStatus::showJobs() {
  std::vector<JobRow> rows;
  for (const JobInfo& job : context_.jobs.jobs())
    rows.push_back({job.id, job.name, job.step, job.error, job.fraction, job.secondsLeft, rowState(job)});
  jobs_->setJobs(rows);
  fitFields();
}

} // namespace fillscope
