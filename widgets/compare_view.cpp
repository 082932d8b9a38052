#include "widgets/compare_view.h"

#include "widgets/colour_bar.h"
#include "widgets/compare_controls.h"
#include "widgets/compare_tile.h"
#include "widgets/empty_state.h"
#include "widgets/image_canvas.h"
#include "widgets/theme.h"
#include "widgets/tone_label.h"
#include "widgets/unit_spaces.h"
#include <QGridLayout>
#include <QScrollArea>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace fillscope {

struct CompareView::Private {
  CompareControls* controls = nullptr;
  std::array<CompareTile*, compareMapCount> tiles{};
  QStackedWidget* stage = nullptr; ///< the maps, or what is missing
  EmptyState* missing = nullptr;
  QGridLayout* figures = nullptr;
  QWidget* figuresBox = nullptr;
  ToneLabel *score = nullptr, *scoreUnit = nullptr, *place = nullptr;
  bool syncing = false, shown = false;

  void syncFrom(ImageCanvas* source) {
    if (syncing) return;
    syncing = true;
    for (CompareTile* tile : tiles)
      if (tile->canvas() != source) tile->canvas()->syncViewWith(*source);
    syncing = false;
  }

  void showCursor(const std::optional<QPointF>& position, const ImageCanvas* source) {
    for (CompareTile* tile : tiles)
      tile->showCursor(position, tile->canvas() == source);
    place->setText(
        position ? CompareView::tr("x %1   y %2").arg(position->x(), 0, 'f', 1).arg(position->y(), 0, 'f', 1)
                 : QString());
  }

  void clearFigures() {
    while (QLayoutItem* item = figures->takeAt(0)) {
      item->widget()->hide();
      item->widget()->deleteLater();
      delete item;
    }
  }
};

CompareView::CompareView(QWidget* parent)
    : QWidget(parent)
    , d_(std::make_unique<Private>()) {
  d_->controls = new CompareControls;
  const std::tuple<CompareMap, QString, QString> tiles[] = {
      {CompareMap::estimate, tr("Estimate"), tr("Depth of the estimate in metres, after alignment.")},
      {CompareMap::reference, tr("Reference"), tr("Depth of the reference in metres.")},
      {CompareMap::difference, tr("Difference"),
       tr("Estimate minus reference in millimetres: red is too far, blue too near.")},
      {CompareMap::ssimDifference, tr("SSIM difference"),
       tr("1 − S: 0 where the structure is alike, towards 1 where it is not.")},
      {CompareMap::ssimThreshold, tr("SSIM threshold"), tr("Where S is below the threshold.")}};
  auto* maps = new QWidget;
  auto* grid = new QGridLayout(maps);
  grid->setContentsMargins(0, 0, 0, 0);
  grid->setSpacing(3 * theme::grid);
  for (const auto& [map, title, explanation] : tiles) {
    const auto index = static_cast<std::size_t>(map);
    auto* tile = new CompareTile(map, title, explanation);
    d_->tiles[index] = tile;
    grid->addWidget(tile, int(index) / 3, int(index) % 3);
    ImageCanvas* canvas = tile->canvas();
    connect(canvas, &ImageCanvas::viewChanged, this, [this, canvas] { d_->syncFrom(canvas); });
    connect(canvas, &ImageCanvas::cursorMoved, this,
            [this, canvas](const QPointF& p) { d_->showCursor(p, canvas); });
    connect(canvas, &ImageCanvas::cursorLeft, this, [this] { d_->showCursor({}, nullptr); });
    if (map != CompareMap::estimate && map != CompareMap::reference) continue;
    connect(tile->bar(), &ColourBar::rangeEdited, this,
            [this](double low, double high) { d_->controls->lockRange(low, high); });
    connect(tile->bar(), &ColourBar::lockToggled, this, [this](bool locked) {
      const ColourScale& scale = d_->tiles[0]->bar()->scale();
      if (locked && !d_->controls->rangeLocked())
        d_->controls->lockRange(scale.low, scale.high);
      else if (!locked)
        d_->controls->unlockRange();
    });
  }
  for (int i = 0; i < 3; ++i)
    grid->setColumnStretch(i, 1);
  for (int i = 0; i < 2; ++i)
    grid->setRowStretch(i, 1);

  auto* inner = new QWidget;
  auto* column = new QVBoxLayout(inner);
  column->setContentsMargins(theme::grid, 0, theme::grid, 0);
  column->setSpacing(theme::grid);
  auto* top = new QHBoxLayout;
  d_->score = new ToneLabel(Tone::plain);
  d_->score->setScaled(1.9, QFont::DemiBold);
  d_->score->setAccessibleName(tr("SSIM"));
  d_->scoreUnit = new ToneLabel(Tone::quiet, tr("SSIM"));
  d_->place = new ToneLabel(Tone::quiet);
  d_->place->setMinimumHeight(d_->place->fontMetrics().lineSpacing()); // the figures stay where they are
  top->addWidget(d_->score);
  top->addWidget(d_->scoreUnit, 0, Qt::AlignBottom);
  top->addStretch();
  column->addLayout(top);
  column->addWidget(d_->place);
  d_->figures = new QGridLayout;
  d_->figures->setHorizontalSpacing(2 * theme::grid);
  d_->figures->setVerticalSpacing(1);
  d_->figures->setColumnStretch(0, 4);
  d_->figures->setColumnStretch(1, 5);
  column->addLayout(d_->figures);
  column->addStretch();
  auto* scroll = new QScrollArea;
  scroll->setWidget(inner);
  scroll->setWidgetResizable(true);
  scroll->setFrameShape(QFrame::NoFrame);
  scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff); // lines that are too long wrap
  scroll->setAccessibleName(tr("Figures"));
  d_->figuresBox = scroll;
  grid->addWidget(scroll, 1, 2);

  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(3 * theme::grid, 2 * theme::grid, 3 * theme::grid, 3 * theme::grid);
  layout->setSpacing(3 * theme::grid);
  d_->missing = new EmptyState;
  d_->stage = new QStackedWidget;
  d_->stage->addWidget(maps);
  d_->stage->addWidget(d_->missing);
  layout->addWidget(d_->controls);
  layout->addWidget(d_->stage, 1);
  connect(d_->controls, &CompareControls::sourcesChosen, this, &CompareView::sourcesChosen);
  connect(d_->controls, &CompareControls::insideRimChosen, this, &CompareView::insideRimChosen);
  connect(d_->controls, &CompareControls::saveRequested, this, &CompareView::saveRequested);
  connect(d_->controls, &CompareControls::optionsEdited, this, [this](const CompareOptions& options) {
    for (const CompareMap map : {CompareMap::estimate, CompareMap::reference})
      d_->tiles[static_cast<std::size_t>(map)]->bar()->setLocked(options.range.has_value());
    Q_EMIT optionsEdited(options);
  });
  showMissing(tr("Nothing to compare"), tr("A comparison needs two depth maps of one picture."));
}

CompareView::~CompareView() = default;

void CompareView::setSources(const QStringList& names, int estimate, int reference) {
  d_->controls->setSources(names, estimate, reference);
  d_->controls->setEnabled(names.size() > 1);
}

void CompareView::showComparison(const DepthMap& estimate, const DepthMap& reference,
                                 const DepthComparison& comparison) {
  std::array<ShownMap, compareMapCount> maps = shownMaps(estimate, reference, comparison);
  for (std::size_t i = 0; i < maps.size(); ++i)
    d_->tiles[i]->showMap(std::move(maps[i]), d_->shown);
  d_->shown = true;
  d_->stage->setCurrentIndex(0);
  d_->controls->showUsed(comparison);
  d_->controls->setResultKnown(true);
  d_->clearFigures();
  const std::vector<CompareFigure> figures = compareFigures(comparison);
  d_->score->setText(figures.front().value);
  d_->score->setToolTip(figures.front().explanation);
  d_->scoreUnit->show();
  for (std::size_t i = 1; i < figures.size(); ++i) {
    auto* name = new ToneLabel(Tone::quiet, figures[i].name);
    name->setWordWrap(true);
    auto* value = new ToneLabel(Tone::plain, withFixedUnits(figures[i].value));
    value->setWordWrap(true);
    name->setToolTip(figures[i].explanation);
    value->setToolTip(figures[i].explanation);
    value->setAccessibleName(figures[i].name);
    d_->figures->addWidget(name, int(i), 0, Qt::AlignTop);
    d_->figures->addWidget(value, int(i), 1, Qt::AlignTop);
  }
}

void CompareView::showMissing(const QString& title, const QString& body, const QList<QAction*>& remedies) {
  d_->shown = false;
  for (CompareTile* tile : d_->tiles)
    tile->clear();
  d_->missing->say(title, body, remedies);
  d_->stage->setCurrentWidget(d_->missing);
  d_->clearFigures();
  d_->score->clear();
  d_->scoreUnit->hide();
  d_->controls->setResultKnown(false);
}

void CompareView::setBusy(bool busy) {
  d_->figuresBox->setEnabled(!busy);
  d_->scoreUnit->setText(busy ? tr("comparing…") : tr("SSIM"));
  d_->scoreUnit->setVisible(busy || d_->shown);
  if (busy)
    d_->controls->setResultKnown(false);
  else
    d_->controls->setResultKnown(d_->shown);
}

} // namespace fillscope
