#include "app/gui/app_context.h"
#include "widgets/qimage_from.h"
#ifdef FILLSCOPE_HAS_TORCH
#include "core/backends/torch/torch_backend.h"
#endif

namespace fillscope {

AppContext::AppContext(const AppPaths& appPaths, UserPrompts& userPrompts)
    : prompts(userPrompts)
    , paths(appPaths)
    , settings(appPaths.settingsFile)
    , recent(settings, appPaths.dataFolder / "recent")
    , networks(appPaths.modelFolders)
    , networkChoice(networks, settings)
    , runner_(std::make_unique<JobRunner>())
    , jobs(*runner_)
    , pictures(document, jobs)
    , thumbnails(document, jobs)
    , current(document, pictures)
    , regions(document, current)
    , depthMaps(document, pictures)
    , session(document, jobs, prompts, settings, RecoveryStore(appPaths.stateFolder),
              appPaths.dataFolder / "sample")
    , measure(document, current, depthMaps, jobs, settings)
    , compare(document, current, depthMaps, jobs)
    , predict(current, depthMaps, networks, jobs)
    , denoise(document, current, depthMaps, networks, jobs)
    , detect(document, current, networks, networkChoice, jobs)
    , pictureClass(document, current, networks, networkChoice, jobs)
    , fill(document, current, depthMaps, measure, networks, networkChoice, jobs)
    , fillBatch(document, pictures, measure, networks, networkChoice, detect, jobs)
    , synth(jobs)
    , compose(jobs)
    , augment(document, pictures, learning, jobs)
    , training(jobs, appPaths.ownModelFolder())
    , exports(session, current, measure, depthMaps, networks, jobs, prompts, settings)
    , exchange(document, session, jobs, prompts) {
#ifdef FILLSCOPE_HAS_TORCH
  networks.setLoader(ModelEngine::torchScript, &loadTorchNetwork);
#endif
  // Before anything of the new project is asked for, what belongs to the old one goes.
  connect(&document, &AnnotationDocument::changed, this, [this](const DocumentChange& change) {
    if (change.kind != DocumentChange::Kind::reset) return;
    denoise.cancel();
    depthMaps.clear();
    measure.clear();
    pictures.clear(session.folder());
    thumbnails.clear(session.folder());
    current.select(-1);
  });
  connect(&session, &ProjectSession::projectOpened, this, [this] { current.select(rememberedPicture()); });
  connect(&session, &ProjectSession::pathsChanged, &current, &CurrentPicture::select);
  connect(&current, &CurrentPicture::selected, this, [this](int index) {
    if (index >= 0)
      settings.setLastPicture(toText(session.projectFile()),
                              QString::fromStdString(document.picture(index).filename));
  });
  // Not when it is selected: a project that is just being opened is not the last one yet.
  connect(&current, &CurrentPicture::loadedChanged, this, [this] {
    const PictureStore::Loaded loaded = current.loaded();
    const QString path = settings.lastProject();
    if (!loaded || !loaded->image || session.isOpening()) return;
    recent.rememberPlace(path, current.index(), document.pictureCount());
    if (!recent.hasThumbnail(path)) recent.rememberThumbnail(path, toQImage(*loaded->image));
  });
  connect(&training, &TrainController::installed, this, [this](const QString& id, NetworkUse use) {
    networkChoice.take(use, id);
    predict.rescan();
  });
  predict.rescan();
}

AppContext::~AppContext() {
  session.finishSaving();
  runner_.reset();
}

int AppContext::rememberedPicture() const {
  const QString name = settings.lastPicture(toText(session.projectFile()));
  for (int i = 0; i < document.pictureCount() && !name.isEmpty(); ++i)
    if (QString::fromStdString(document.picture(i).filename) == name) return i;
  return document.pictureCount() > 0 ? 0 : -1;
}

bool AppContext::isIdle() const {
  return jobs.idle() && !current.isLoading() && !measure.isBusy() && !compare.isBusy() &&
         !session.isOpening() && !session.isSaving();
}

} // namespace fillscope
