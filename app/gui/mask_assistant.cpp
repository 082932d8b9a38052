#include "app/gui/mask_assistant.h"
#include "app/gui/app_context.h"
#include "app/gui/job_watch.h"
#include "app/gui/region_editor.h"
#include "core/annotation/region_geometry.h"
#include "widgets/fill_texts.h"
#include <algorithm>
#include <cmath>
#include <utility>

namespace fillscope {
namespace {

constexpr int gatherMilliseconds = 40;
constexpr double leastShare = 0.004; ///< of the outline's area: smaller parts and holes are noise

} // namespace

MaskAssistant::MaskAssistant(AppContext& context, RegionLayer& layer, RegionEditor& editor)
    : context_(context)
    , layer_(layer)
    , editor_(editor)
    , tool_(layer)
    , strip_(new MaskStrip) {
  later_.setSingleShot(true);
  later_.setInterval(gatherMilliseconds);
  connect(&later_, &QTimer::timeout, this, &MaskAssistant::start);
  connect(&tool_, &MaskTool::outlineDrawn, this,
          [this](const std::vector<Vec2>& outline) { propose(outline, -1); });
  connect(&tool_, &MaskTool::accepted, this, &MaskAssistant::accept);
  connect(&tool_, &MaskTool::discarded, this, &MaskAssistant::discard);
  connect(&tool_, &MaskTool::methodChosen, strip_, &MaskStrip::chooseMethod);
  connect(&tool_, &MaskTool::toleranceStepped, strip_, &MaskStrip::stepTolerance);
  connect(&tool_, &MaskTool::valueStepped, strip_, &MaskStrip::stepValue);
  connect(&tool_, &MaskTool::inversionToggled, strip_, &MaskStrip::toggleInversion);
  connect(strip_, &MaskStrip::accepted, this, &MaskAssistant::accept);
  connect(strip_, &MaskStrip::discarded, this, &MaskAssistant::discard);
  connect(strip_, &MaskStrip::settingsChanged, this, [this](const MaskSettings& settings) {
    if (!hasProposal()) return;
    if (!mask_ || used_ != settings.mask) later_.start();
    showProposal();
  });
  connect(&context_.current, &CurrentPicture::selected, this, &MaskAssistant::stop);
  // Later: one that ended by itself is taken right after this, and is not to be stopped.
  connect(&context_.jobs, &JobRunner::jobsChanged, this, &MaskAssistant::stopIfCancelled,
          Qt::QueuedConnection);
  connect(&context_.document, &AnnotationDocument::changed, this, [this](const DocumentChange& change) {
    using Kind = DocumentChange::Kind;
    if (change.kind == Kind::savedStateChanged || !hasProposal()) return;
    // The index may be another region's now.
    if (change.picture < 0 || change.picture == context_.regions.picture()) replaces_ = -1;
    if (change.kind == Kind::reset) stop();
  });
}

MaskAssistant::~MaskAssistant() {
  if (job_) context_.jobs.cancel(job_);
  if (strip_ && !strip_->parent()) delete strip_;
}

bool MaskAssistant::isWorking() const { return isActive(context_.jobs, job_) || later_.isActive(); }

void MaskAssistant::begin() {
  active_ = true;
  const int active = context_.regions.active();
  if (active < 0 || context_.regions.isHidden(active)) return showProposal();
  const Region& region = layer_.region(active);
  if (!isClosed(region)) return showProposal();
  propose(flattened(region.shape, 0.25),
          hasFixedVertices(region) || context_.regions.isLocked(active) ? -1 : active);
}

void MaskAssistant::end() {
  active_ = false;
  stop();
}

void MaskAssistant::propose(std::vector<Vec2> outline, int replaces) {
  stop();
  outline_ = std::move(outline);
  replaces_ = replaces;
  start();
}

void MaskAssistant::stop() {
  later_.stop();
  if (job_) context_.jobs.cancel(std::exchange(job_, 0));
  outline_.clear();
  mask_.reset();
  polygons_ = {};
  replaces_ = -1;
  showProposal();
}

/// In the status bar: as Esc does.
void MaskAssistant::stopIfCancelled() {
  if (job_ && !isActive(context_.jobs, job_)) stop();
}

void MaskAssistant::start() {
  later_.stop();
  const PictureStore::Loaded loaded = context_.current.loaded();
  if (!hasProposal()) return;
  if (!loaded || !loaded->image) {
    stop();
    return Q_EMIT told(tr("The picture is not there yet"));
  }
  if (job_) context_.jobs.cancel(job_);
  used_ = strip_->settings().mask;
  job_ = context_.jobs.run<StartingMask>(
      JobLane::compute, tr("Finding a starting mask"), this,
      [image = loaded->image, outline = outline_, options = used_](const Progress& progress) {
        return startingMask(*image, outline, options, progress);
      },
      [this](Result<StartingMask> mask) { take(std::move(mask)); });
  showProposal();
}

void MaskAssistant::take(Result<StartingMask> mask) {
  const int job = std::exchange(job_, 0);
  if (!mask) {
    context_.jobs.dismiss(job); // told beside the picture
    const QString why = sentenceOf(mask.error().sentence());
    stop();
    return Q_EMIT told(why);
  }
  mask_ = std::make_shared<StartingMask>(std::move(*mask));
  if (mask_->level) strip_->showLevel(*mask_->level);
  showProposal();
}

void MaskAssistant::showProposal() {
  const MaskSettings& settings = strip_->settings();
  if (mask_) {
    PolygonOptions options = settings.polygon;
    options.leastArea = std::max(4.0, leastShare * polygonArea(outline_));
    polygons_ = maskPolygons(mask_->mask, {1.0 * mask_->left, 1.0 * mask_->top}, options);
  }
  if (hasProposal())
    tool_.setPreview(MaskPreview{outline_, polygons_.parts,
                                 settings.keepHoles ? polygons_.holes : std::vector<std::vector<Vec2>>()});
  else
    tool_.setPreview({});
  const QString result = resultText();
  tool_.setStatus(isWorking()
                      ? tr("Looking for it… Esc stops")
                      : tr("Enter accepts, Esc discards · 1–3 method, ↑↓ tolerance, ←→ %1, I inverts")
                            .arg(settings.mask.method == MaskOptions::Method::grabCut     ? tr("rounds")
                                 : settings.mask.method == MaskOptions::Method::threshold ? tr("level")
                                                                                          : tr("colours")));
  strip_->setResult(isWorking() ? tr("Looking for it…") : result, hasProposal(),
                    hasProposal() && !isWorking() && !polygons_.parts.empty());
}

QString MaskAssistant::resultText() const {
  if (!hasProposal()) return tr("Draw around the thing");
  if (polygons_.parts.empty()) return tr("Nothing found: try another method, or Invert");
  const bool keep = strip_->settings().keepHoles;
  QString text = tr("%n vertices", nullptr, polygons_.vertexCount(keep));
  if (polygons_.parts.size() > 1) text += tr(", %n parts", nullptr, static_cast<int>(polygons_.parts.size()));
  if (!polygons_.holes.empty())
    text += (keep ? tr(", holes kept: %1").arg(polygons_.holes.size())
                  : tr(", holes filled: %1").arg(polygons_.holes.size()));
  if (const int specks = polygons_.partsLeftOut + polygons_.holesLeftOut; specks > 0)
    text += tr(", %1 too small").arg(specks);
  return text;
}

void MaskAssistant::accept() {
  if (!hasProposal() || isWorking()) return;
  if (polygons_.parts.empty()) return Q_EMIT told(tr("There is no polygon to accept yet"));
  const MaskPolygons taken = polygons_;
  const int replaces = replaces_;
  stop();
  editor_.addPolygons(
      taken.parts, strip_->settings().keepHoles ? taken.holes : std::vector<std::vector<Vec2>>(), replaces);
  Q_EMIT finished();
}

void MaskAssistant::discard() {
  stop();
  Q_EMIT finished();
}

} // namespace fillscope
