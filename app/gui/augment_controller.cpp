#include "app/gui/augment_controller.h"
#include "core/workflow/measure.h"
#include "widgets/qimage_from.h"
#include <algorithm>

namespace fillscope {
namespace {

constexpr int largestSide = 512; // a tile is smaller; augmentation of a whole photo would take seconds

TrainingSample madeSmaller(TrainingSample sample) {
  const int side = std::max(sample.image.width(), sample.image.height());
  if (side <= largestSide) return sample;
  const double scale = static_cast<double>(largestSide) / side;
  const QImage small = toQImage(sample.image)
                           .scaled(std::max(1, static_cast<int>(sample.image.width() * scale)),
                                   std::max(1, static_cast<int>(sample.image.height() * scale)),
                                   Qt::IgnoreAspectRatio, Qt::SmoothTransformation);
  const double x = static_cast<double>(small.width()) / sample.image.width();
  const double y = static_cast<double>(small.height()) / sample.image.height();
  sample.image = fromQImage(small);
  sample.depth = {};
  sample.content = {};
  sample.camera.reset();
  for (Keypoint& point : sample.keypoints)
    point.at = {point.at.x * x, point.at.y * y};
  return sample;
}

/// As training takes them: what a network proposed counts once somebody has reviewed it.
bool isSample(const AnnotationDocument& document, int picture) {
  const std::optional<Rim> rim = document.rim(picture);
  return rim && rim->complete() && !rim->origin.isProposal();
}

Result<TrainingSample> sampleOf(const Project& project, const std::filesystem::path& folder) {
  Result<LoadedPicture> loaded = loadPicture(project, folder, 0);
  if (!loaded) return loaded.error();
  TrainingSample sample;
  sample.name = loaded->name;
  sample.image = *loaded->image;
  const std::optional<Rim> rim = rimOf(project.pictures.front());
  for (const Vec2& corner : rim->corners) {
    const bool inside =
        corner.x >= 0 && corner.y >= 0 && corner.x < sample.image.width() && corner.y < sample.image.height();
    sample.keypoints.push_back({corner, inside ? KeypointVisibility::visible : KeypointVisibility::outside});
  }
  return madeSmaller(std::move(sample));
}

} // namespace

AugmentController::AugmentController(AnnotationDocument& document, PictureStore& store, LearningSetup& setup,
                                     JobRunner& jobs)
    : document_(document)
    , store_(store)
    , setup_(setup)
    , jobs_(jobs) {
  connect(&document_, &AnnotationDocument::changed, this, [this](const DocumentChange& change) {
    using Kind = DocumentChange::Kind;
    if (change.kind == Kind::savedStateChanged || change.kind == Kind::sizeChanged) return;
    if (loadedFrom_ == Source::project) loaded_.reset();
    Q_EMIT picturesChanged();
  });
  connect(&setup_, &LearningSetup::photoChanged, this, [this] {
    if (loadedFrom_ == Source::synthetic) loaded_.reset();
  });
}

AugmentController::Pictures AugmentController::projectPictures() const {
  Pictures pictures{{}, store_.folder()};
  for (int i = 0; i < document_.pictureCount() && pictures.projects.size() < exampleCount; ++i)
    if (isSample(document_, i)) pictures.projects.push_back(store_.projectOf(i));
  return pictures;
}

bool AugmentController::hasProjectPictures() const {
  for (int i = 0; i < document_.pictureCount(); ++i)
    if (isSample(document_, i)) return true;
  return false;
}

void AugmentController::request(Source source, std::uint64_t seed) {
  if (source != loadedFrom_) loaded_.reset();
  loadedFrom_ = source;
  const int generation = ++generation_;
  if (job_) jobs_.cancel(job_);
  using Shared = std::shared_ptr<const Examples>;
  const bool synthetic = source == Source::synthetic;
  if (!synthetic && !hasProjectPictures()) return Q_EMIT ready(std::make_shared<const Examples>());
  job_ = jobs_.run<Shared>(
      JobLane::compute, tr("Changing samples"), this,
      [loaded = loaded_, synthetic, pictures = synthetic ? Pictures() : projectPictures(),
       photo = setup_.photo(), spec = setup_.augmentation(),
       seed](const Progress& progress) -> Result<Shared> {
        if (const Result<void> valid = spec.check(); !valid) return valid.error();
        auto examples = std::make_shared<Examples>();
        if (loaded) examples->originals = *loaded;
        const auto scenes = synthetic && !loaded ? generatorSource(photo, 1, exampleCount) : nullptr;
        const std::size_t wanted = scenes ? scenes->size() : pictures.projects.size();
        for (std::size_t i = 0; !loaded && i < wanted; ++i) {
          if (progress.cancelled()) return cancelledError();
          Result<TrainingSample> sample =
              scenes ? scenes->load(i) : sampleOf(pictures.projects[i], pictures.folder);
          if (!sample) return sample.error();
          examples->originals.push_back(madeSmaller(std::move(*sample)));
        }
        for (std::size_t k = 0; k < exampleCount && !examples->originals.empty(); ++k) {
          if (progress.cancelled()) return cancelledError();
          CounterRandom random(mixBits(seed, k));
          examples->changed.push_back(
              augment(examples->originals[k % examples->originals.size()], spec, random));
        }
        return Shared(examples);
      },
      [this, generation](Result<Shared> examples) {
        if (generation != generation_) return;
        if (!examples) return Q_EMIT failed(examples.error());
        loaded_ = std::shared_ptr<const std::vector<TrainingSample>>(*examples, &(*examples)->originals);
        Q_EMIT ready(*examples);
      },
      false);
}

} // namespace fillscope
