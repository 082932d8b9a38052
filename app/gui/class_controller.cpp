#include "app/gui/class_controller.h"
#include "app/gui/job_watch.h"
#include "core/inference/classifier.h"
#include "core/workflow/training_data.h"
#include "widgets/qimage_from.h"
#include <QLocale>

namespace fillscope {

ClassController::ClassController(AnnotationDocument& document, CurrentPicture& current,
                                 ModelRegistry& registry, NetworkChoice& networks, JobRunner& jobs)
    : document_(document)
    , current_(current)
    , registry_(registry)
    , networks_(networks)
    , jobs_(jobs) {
  connect(&jobs_, &JobRunner::jobsChanged, this, &ClassController::busyChanged);
  connect(&current_, &CurrentPicture::selected, this, [this] {
    cancel();
    show({});
  });
}

void ClassController::classify() {
  const PictureStore::Loaded loaded = current_.loaded();
  if (!loaded || isBusy()) return;
  const std::optional<QString> network = networks_.networkFor(NetworkUse::classes);
  if (!network) return Q_EMIT noNetwork();
  job_ = jobs_.run<Told>(
      JobLane::inference, tr("Telling the picture's class"), this,
      [image = loaded->image, id = *network,
       &registry = registry_](const Progress& progress) -> Result<Told> {
        const auto loadedNetwork = registry.network(id.toStdString());
        if (!loadedNetwork) return loadedNetwork.error();
        const auto found = fillscope::classify(**loadedNetwork, *image, true, progress);
        if (!found) return found.error();
        const auto& names = (*loadedNetwork)->manifest().classes;
        Told told{QString::fromStdString(names[found->best]), id, found->probabilities[found->best], {}};
        if (!found->evidence.empty()) told.evidence = toQImage(evidencePicture(*image, found->evidence));
        return told;
      },
      [this, loaded](Result<Told> told) {
        if (!told)
          Q_EMIT failed(told.error());
        else if (current_.loaded() == loaded)
          show(*told);
        Q_EMIT busyChanged();
      });
  Q_EMIT busyChanged();
}

void ClassController::show(const Told& told) {
  if (told.name.isEmpty() && class_.isEmpty()) return;
  class_ = told.name;
  evidence_ = told.evidence;
  Q_EMIT changed();
  if (class_.isEmpty()) return;
  const QString percent = QLocale().toString(100 * told.probability, 'f', told.probability > 0.995 ? 1 : 0);
  QString sentence =
      tr("%1, %2 % probable (network “%3”).", "class of a picture").arg(class_, percent, told.network);
  if (!evidence_.isNull())
    sentence += QLatin1Char(' ') + tr("Warm colours speak for it, cold ones against it.");
  Q_EMIT this->told(sentence);
}

void ClassController::keep() {
  const int picture = current_.index();
  if (class_.isEmpty() || picture < 0 || picture >= document_.pictureCount()) return;
  Attributes attributes = document_.picture(picture).attributes;
  attributes.set(classAttribute, class_.toStdString());
  document_.setPictureAttributes(picture, attributes, tr("Class of the picture"));
}

void ClassController::cancel() {
  if (job_) jobs_.cancel(job_);
}

bool ClassController::isBusy() const { return isActive(jobs_, job_); }

} // namespace fillscope
