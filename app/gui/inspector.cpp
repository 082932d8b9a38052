#include "app/gui/inspector.h"
#include "app/gui/app_context.h"
#include "app/gui/project_paths.h"
#include "widgets/theme.h"
#include <QLocale>
#include <QVBoxLayout>
#include <cmath>
#include <numbers>

namespace fillscope {

Inspector::Inspector(AppContext& context, QWidget* parent)
    : QScrollArea(parent)
    , context_(context)
    , fill_(new FillPanel)
    , sources_(new SourcesPanel) {
  auto* content = new QWidget;
  auto* layout = new QVBoxLayout(content);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->addWidget(fill_);
  layout->addWidget(sources_);
  layout->addStretch();
  setWidget(content);
  setWidgetResizable(true);
  setFrameShape(QFrame::NoFrame);
  setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  setMinimumWidth(70 * theme::grid);

  connect(&context_.measure, &MeasureController::reportChanged, this, &Inspector::showFill);
  connect(&context_.measure, &MeasureController::busyChanged, fill_, &FillPanel::setBusy);
  connect(fill_, &FillPanel::limitEdited, &context_.measure, &MeasureController::setLimit);
  connect(fill_, &FillPanel::boxSizeEdited, this, [this](const std::optional<BoxSize>& size) {
    if (context_.current.index() >= 0) context_.document.setBoxSize(context_.current.index(), size);
  });
  connect(sources_, &SourcesPanel::chooseFileRequested, this, &Inspector::chooseFile);
  connect(sources_, &SourcesPanel::sourcesEdited, this, [this](const PictureSources& sources) {
    if (context_.current.index() >= 0) context_.document.setSources(context_.current.index(), sources);
  });
  connect(sources_, &SourcesPanel::applyToAllRequested, this, &Inspector::applyToAll);
  connect(sources_, &SourcesPanel::depthMapChosen, this,
          [this](int index) { context_.depthMaps.choose(context_.current.index(), index); });
  connect(&context_.depthMaps, &DepthMaps::changed, this, &Inspector::showMaps);
  connect(&context_.depthMaps, &DepthMaps::chosenChanged, this, &Inspector::showMaps);
  connect(&context_.current, &CurrentPicture::selected, this, [this] {
    showSize();
    showSources();
  });
  connect(&context_.current, &CurrentPicture::loadedChanged, this, &Inspector::showSources);
  connect(&context_.document, &AnnotationDocument::changed, this, [this](const DocumentChange& change) {
    using Kind = DocumentChange::Kind;
    if (change.picture >= 0 && change.picture != context_.current.index()) return;
    if (change.kind == Kind::rimChanged || change.kind == Kind::sizeChanged) showSize();
    if (change.kind == Kind::sourcesChanged) showSources();
  });
  showFill();
  showSize();
  showSources();
}

void Inspector::showFill() {
  if (const auto report = context_.measure.report())
    fill_->showReport(*report, context_.measure.options());
  else
    fill_->showMissing(context_.measure.missing());
}

void Inspector::showSize() {
  const int index = context_.current.index();
  const bool any = index >= 0 && index < context_.document.pictureCount();
  const std::optional<Rim> rim = any ? context_.document.rim(index) : std::nullopt;
  fill_->setSizeEditable(any);
  fill_->setBoxSize(rim ? rim->size : std::nullopt);
}

void Inspector::showSources() {
  const int index = context_.current.index();
  const bool any = index >= 0 && index < context_.document.pictureCount();
  sources_->setEnabled(any);
  QStringList problems;
  if (const PictureStore::Loaded loaded = context_.current.loaded())
    for (const Error& problem : loaded->problems)
      problems << QString::fromStdString(problem.sentence());
  sources_->setSources(any ? sourcesOf(context_.document.picture(index)) : PictureSources(), cameraSummary(),
                       problems);
  showMaps();
}

void Inspector::showMaps() {
  const int index = context_.current.index();
  QStringList names;
  for (const NamedDepth& map : context_.depthMaps.of(index))
    if (map.role != NamedDepth::Role::emptyReference) names << map.name;
  sources_->setDepthMaps(names, context_.depthMaps.chosen(index));
}

QString Inspector::cameraSummary() const {
  const PictureStore::Loaded loaded = context_.current.loaded();
  if (!loaded) return {};
  if (!loaded->camera) return tr("Unknown: the focal length is guessed from the rim");
  const CameraIntrinsics& camera = *loaded->camera;
  const double width = loaded->image ? loaded->image->width() : camera.width;
  const double view = 2 * std::atan2(width / 2, camera.fx) * 180 / std::numbers::pi;
  return tr("Focal length %1 px, %2° wide")
      .arg(QLocale().toString(camera.fx, 'f', 1), QLocale().toString(view, 'f', 0));
}

void Inspector::chooseFile(SourcesPanel::File file) {
  const int index = context_.current.index();
  if (index < 0) return;
  const bool intrinsics = file == SourcesPanel::File::intrinsics;
  const PictureStore::Loaded loaded = context_.current.loaded();
  const QString folder = toText(loaded ? loaded->file.parent_path() : context_.session.folder());
  const std::optional<QString> chosen = context_.prompts.openFile(
      intrinsics                               ? tr("Choose the camera’s intrinsics")
      : file == SourcesPanel::File::emptyDepth ? tr("Choose the depth of the same box empty")
                                               : tr("Choose the depth file"),
      folder,
      intrinsics ? tr("Intrinsics (*.txt *.json);;All files (*)")
                 : tr("Depth files (*.png *.pgm *.tif *.tiff *.npy);;All files (*)"));
  if (!chosen) return;
  PictureSources sources = sourcesOf(context_.document.picture(index));
  std::string& text = intrinsics                               ? sources.intrinsicsFile
                      : file == SourcesPanel::File::emptyDepth ? sources.emptyDepthFile
                                                               : sources.depthFile;
  text = pathFor(toPath(*chosen), context_.session.folder());
  context_.document.setSources(index, sources);
}

void Inspector::applyToAll() {
  const int index = context_.current.index();
  if (index < 0) return;
  const PictureSources from = sourcesOf(context_.document.picture(index));
  std::vector<PictureSources> all;
  for (const Picture& picture : context_.document.project().pictures) {
    // Depth files belong to their picture; what describes camera and encoding is shared.
    PictureSources sources = from;
    const PictureSources own = sourcesOf(picture);
    sources.depthFile = own.depthFile;
    sources.emptyDepthFile = own.emptyDepthFile;
    all.push_back(sources);
  }
  context_.document.setSourcesForAll(all);
}

} // namespace fillscope
