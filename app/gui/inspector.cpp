#include "app/gui/inspector.h"
#include "app/gui/app_context.h"
#include "app/gui/source_sharing.h"
#include "core/workflow/project_paths.h"
#include "widgets/theme.h"
#include "widgets/tone_label.h"
#include <QApplication>
#include <QEvent>
#include <QLocale>
#include <QMoveEvent>
#include <QScrollArea>
#include <QScrollBar>
#include <QToolButton>
#include <QVBoxLayout>
#include <cmath>
#include <numbers>
#include <utility>

namespace fillscope {
namespace {

/// A file that was read in metres without a scale has decimals.
bool hasDecimals(const PictureStore::Loaded& loaded, const PictureSources& sources) {
  if (!loaded || !sources.mayLackScale()) return false;
  return (sources.depthFile.empty() ? loaded->emptyDepth : loaded->depth) != nullptr;
}

} // namespace

Inspector::Inspector(AppContext& context, QWidget* parent)
    : QWidget(parent)
    , context_(context)
    , fill_(new FillPanel)
    , sources_(new SourcesPanel)
    , scroll_(new QScrollArea)
    , warnings_(new QToolButton) {
  warnings_->setObjectName(QStringLiteral("warningCount"));
  warnings_->setAutoRaise(true);
  warnings_->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
  warnings_->setToolTip(tr("What makes the figure doubtful, and what to do"));
  connect(warnings_, &QToolButton::clicked, this, [this] {
    if (auto* card = fill_->findChild<NoteCard*>()) scroll_->ensureWidgetVisible(card);
  });
  auto* head = new QVBoxLayout;
  head->setContentsMargins(3 * theme::grid, 3 * theme::grid, 3 * theme::grid, 2 * theme::grid);
  head->setSpacing(theme::grid);
  head->addWidget(fill_->answer());
  head->addWidget(warnings_, 0, Qt::AlignLeft);
  auto* content = new QWidget;
  auto* layout = new QVBoxLayout(content);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->addWidget(fill_);
  layout->addWidget(sources_);
  layout->addStretch(1); // all of what is left, or the two parts drift apart
  scroll_->setWidget(content);
  scroll_->setWidgetResizable(true);
  scroll_->setAccessibleName(tr("Box, depth and camera"));
  scroll_->setFrameShape(QFrame::NoFrame);
  scroll_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  auto* rule = new QFrame;
  rule->setFrameShape(QFrame::HLine);
  rule->setFrameShadow(QFrame::Plain);
  rule->setForegroundRole(QPalette::Midlight);
  auto* all = new QVBoxLayout(this);
  all->setContentsMargins(0, 0, 0, 0);
  all->setSpacing(0);
  all->addLayout(head);
  all->addWidget(rule);
  all->addWidget(scroll_, 1);
  setMinimumWidth(70 * theme::grid);

  connect(&context_.measure, &MeasureController::reportChanged, this, &Inspector::showFill);
  const auto showBusy = [this] { fill_->setBusy(context_.measure.isBusy() || context_.fill.isBusy()); };
  connect(&context_.measure, &MeasureController::busyChanged, fill_, showBusy);
  connect(&context_.fill, &FillPredictor::busyChanged, fill_, showBusy);
  connect(fill_, &FillPanel::limitEdited, &context_.measure, &MeasureController::setLimit);
  connect(fill_, &FillPanel::boxSizeEdited, this, [this](const std::optional<BoxSize>& size) {
    if (context_.current.index() >= 0) context_.document.setBoxSize(context_.current.index(), size);
  });
  connect(sources_, &SourcesPanel::chooseFileRequested, this, &Inspector::chooseFile);
  connect(sources_, &SourcesPanel::sourcesEdited, this, &Inspector::applyEdited);
  connect(sources_, &SourcesPanel::applyToAllRequested, this, &Inspector::applyToAll);
  connect(sources_, &SourcesPanel::depthMapChosen, this,
          [this](int index) { context_.depthMaps.choose(context_.current.index(), index); });
  connect(&context_.depthMaps, &DepthMaps::changed, this, &Inspector::showMaps);
  connect(&context_.depthMaps, &DepthMaps::chosenChanged, this, &Inspector::showMaps);
  connect(&context_.current, &CurrentPicture::selected, this, [this] {
    scroll_->verticalScrollBar()->setValue(0);
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
  connect(qApp, &QApplication::focusChanged, this, [this](QWidget*, QWidget* now) { hold(now); });
  showFill();
  showSize();
  showSources();
}

void Inspector::hold(QWidget* edited) {
  for (const QPointer<QWidget>& part : held_)
    if (part) part->removeEventFilter(this);
  held_.clear();
  if (!edited || !scroll_->widget()->isAncestorOf(edited)) return;
  for (QWidget* part = edited; part != scroll_->widget(); part = part->parentWidget()) {
    part->installEventFilter(this);
    held_.push_back(part);
  }
}

bool Inspector::eventFilter(QObject* watched, QEvent* event) {
  // Warnings come and go above the field that somebody is typing in: it stays where it is.
  if (event->type() == QEvent::Move) {
    const auto* move = static_cast<QMoveEvent*>(event);
    QScrollBar* bar = scroll_->verticalScrollBar();
    const int wanted = bar->value() + move->pos().y() - move->oldPos().y();
    bar->setValue(wanted);
    // What grew for the first time has not made the way longer yet.
    if (bar->value() != wanted && owed_ == 0)
      QMetaObject::invokeMethod(
          this, [this, bar] { bar->setValue(bar->value() + std::exchange(owed_, 0)); }, Qt::QueuedConnection);
    owed_ += wanted - bar->value();
  }
  return QWidget::eventFilter(watched, event);
}

void Inspector::showFill() {
  if (const auto report = context_.measure.report()) {
    fill_->showReport(*report, context_.measure.options());
    fill_->setNetwork(context_.measure.network());
    if (const QString map = context_.measure.denoised(); !map.isEmpty()) fill_->setDenoised(map);
  } else {
    fill_->showMissing(context_.measure.missing());
  }
  showWarningCount();
}

void Inspector::showWarningCount() {
  const auto report = context_.measure.report();
  const int count = report ? static_cast<int>(report->warnings.size()) : 0;
  QPalette tinted = palette();
  tinted.setColor(QPalette::WindowText, theme::warning(palette()));
  warnings_->setIcon(theme::icon(QStringLiteral("warning"), tinted));
  warnings_->setText(count == 1 ? tr("1 warning") : tr("%1 warnings").arg(count));
  warnings_->setVisible(count > 0);
}

void Inspector::changeEvent(QEvent* event) {
  QWidget::changeEvent(event);
  if (event->type() == QEvent::PaletteChange) showWarningCount();
}

void Inspector::applyEdited(const PictureSources& sources) {
  const int index = context_.current.index();
  if (index < 0) return;
  if (!saysOtherScale(sourcesOf(context_.document.picture(index)), sources))
    return context_.document.setSources(index, sources);
  const SharedSources shared = withScaleShared(context_.session.snapshot(), index, sources);
  if (shared.others == 0) return context_.document.setSources(index, sources);
  context_.document.setSourcesForAll(shared.all);
  Q_EMIT this->shared(shared.others == 1
                          ? tr("Applied to 1 more picture that had no scale.")
                          : tr("Applied to %1 more pictures that had no scale.").arg(shared.others),
                      context_.document.undoStack(index));
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
  const PictureSources sources = any ? sourcesOf(context_.document.picture(index)) : PictureSources();
  QStringList problems;
  if (const PictureStore::Loaded loaded = context_.current.loaded())
    for (const Error& problem : loaded->problems) {
      // Said beside the figure, in words for this window.
      const bool scaleMissing = problem.code == ErrorCode::badInput && loaded->lacksScale;
      if (!scaleMissing) problems << QString::fromStdString(problem.sentence());
    }
  if (const PictureStore::Loaded loaded = context_.current.loaded(); loaded && loaded->depthHasFewSteps)
    problems
        << (sources.depthKind == DepthKind::metric
                ? tr("The depth file has 8 bits a sample: 256 steps of %1 mm each; what is finer is lost.")
                      .arg(QLocale().toString(1000 * sources.depthScale, 'g', 3))
                : tr("The depth file has 8 bits a sample: 256 steps over all of its range; what is finer "
                     "is lost."));
  sources_->setSources(sources, cameraSummary(), problems);
  sources_->setDepthHasDecimals(hasDecimals(context_.current.loaded(), sources));
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
  const QString summary = tr("Focal length %1 px, %2° wide")
                              .arg(QLocale().toString(camera.fx, 'f', 1), QLocale().toString(view, 'f', 0));
  if (loaded->k1 == 0) return summary;
  return tr("%1, distortion k1 %2").arg(summary, QLocale().toString(loaded->k1, 'g', 3));
}

void Inspector::chooseFile(SourcesPanel::File file) {
  const int index = context_.current.index();
  if (index < 0) return;
  const bool intrinsics = file == SourcesPanel::File::intrinsics;
  const PictureStore::Loaded loaded = context_.current.loaded();
  const QString folder = toText(loaded ? loaded->file.parent_path() : context_.session.folder());
  const int generation = context_.session.generation();
  const std::optional<QString> chosen = context_.prompts.openFile(
      intrinsics                               ? tr("Choose the camera’s intrinsics")
      : file == SourcesPanel::File::emptyDepth ? tr("Choose the depth of the same box empty")
                                               : tr("Choose the depth file"),
      folder,
      intrinsics ? tr("Intrinsics (*.txt *.json);;All files (*)")
                 : tr("Depth files (*.png *.pgm *.tif *.tiff *.npy *.exr *.pfm *.raw);;All files (*)"));
  // A dialog runs the program on: a project that was still being opened may be there by now.
  if (!chosen || generation != context_.session.generation()) return;
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
  const SharedSources shared = withCameraShared(context_.session.snapshot(), index);
  if (shared.others == 0) return;
  context_.document.setSourcesForAll(shared.all);
  Q_EMIT this->shared(
      shared.others == 1
          ? tr("Camera and how depth files are read applied to 1 other picture.")
          : tr("Camera and how depth files are read applied to %1 other pictures.").arg(shared.others),
      context_.document.undoStack(index));
}

} // namespace fillscope
