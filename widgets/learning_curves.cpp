#include "widgets/learning_curves.h"

#include "widgets/theme.h"
#include "widgets/tone_label.h"
#include "widgets/wheel_guard.h"
#include <QComboBox>
#include <QEvent>
#include <QGraphicsLayout>
#include <QHBoxLayout>
#include <QLocale>
#include <QSignalBlocker>
#include <QVBoxLayout>
#include <QtCharts/QChart>
#include <QtCharts/QChartView>
#include <QtCharts/QLegendMarker>
#include <QtCharts/QLineSeries>
#include <QtCharts/QScatterSeries>
#include <QtCharts/QValueAxis>
#include <algorithm>
#include <cmath>
#include <map>

namespace fillscope {

namespace {

struct Epoch {
  QMap<QString, double> training, validation;
  bool best = false;
};

/// 1, 2 or 5 times a power of ten, so that about count of them span the range.
double tickOf(double range, int count) {
  const double raw = range / count, power = std::pow(10.0, std::floor(std::log10(raw)));
  for (const double step : {1.0, 2.0, 5.0, 10.0})
    if (step * power >= raw * (1 - 1e-9)) return step * power;
  return 10 * power;
}

} // namespace

struct LearningCurves::Private {
  std::vector<CurveFigure> described;
  std::map<int, Epoch> epochs;
  QComboBox* choice = nullptr;
  ToneLabel* best = nullptr;
  QChart* chart = nullptr;
  QChartView* view = nullptr;
  QLineSeries *training = nullptr, *validation = nullptr;
  QScatterSeries* mark = nullptr; ///< the best epoch
  QValueAxis *across = nullptr, *up = nullptr;

  CurveFigure describedAs(const QString& id) const {
    for (const CurveFigure& figure : described)
      if (figure.id == id) return figure;
    return {id, id};
  }

  /// Those that any epoch has: the described ones first, in their order.
  QStringList known() const {
    QStringList there, sorted;
    for (const auto& [number, epoch] : epochs)
      for (const auto* values : {&epoch.validation, &epoch.training})
        for (const QString& id : values->keys())
          if (!there.contains(id)) there << id;
    for (const CurveFigure& figure : described)
      if (there.removeAll(figure.id) > 0) sorted << figure.id;
    there.sort();
    return sorted + there;
  }

  void listFigures() {
    const QStringList ids = known();
    QStringList shown;
    for (int i = 0; i < choice->count(); ++i)
      shown << choice->itemData(i).toString();
    if (ids == shown) return;
    const QSignalBlocker quiet(choice);
    const QString chosen = choice->currentData().toString();
    choice->clear();
    for (const QString& id : ids)
      choice->addItem(describedAs(id).name, id);
    choice->setCurrentIndex(std::max(0, choice->findData(chosen)));
    choice->setVisible(!ids.isEmpty());
  }
};

LearningCurves::LearningCurves(QWidget* parent)
    : QWidget(parent)
    , d_(std::make_unique<Private>()) {
  d_->choice = new QComboBox;
  d_->choice->setAccessibleName(tr("Figure to draw"));
  d_->choice->setSizeAdjustPolicy(QComboBox::AdjustToContents);
  d_->choice->setVisible(false);
  d_->best = new ToneLabel(Tone::quiet);
  d_->training = new QLineSeries;
  d_->validation = new QLineSeries;
  d_->mark = new QScatterSeries;
  d_->training->setName(tr("Training"));
  d_->validation->setName(tr("Validation"));
  d_->mark->setName(tr("Best epoch"));
  d_->chart = new QChart;
  d_->chart->setLocale(QLocale());
  d_->chart->setLocalizeNumbers(true);
  for (QXYSeries* series : {static_cast<QXYSeries*>(d_->training), static_cast<QXYSeries*>(d_->validation),
                            static_cast<QXYSeries*>(d_->mark)})
    d_->chart->addSeries(series);
  d_->across = new QValueAxis;
  d_->across->setLabelFormat(QStringLiteral("%.0f"));
  d_->across->setTitleText(tr("Epoch"));
  d_->up = new QValueAxis;
  d_->chart->addAxis(d_->across, Qt::AlignBottom);
  d_->chart->addAxis(d_->up, Qt::AlignLeft);
  for (QAbstractSeries* series : d_->chart->series()) {
    series->attachAxis(d_->across);
    series->attachAxis(d_->up);
  }
  d_->chart->legend()->setAlignment(Qt::AlignTop);
  d_->chart->legend()->setMarkerShape(QLegend::MarkerShapeFromSeries);
  d_->chart->setMargins({0, 0, 0, 0});
  d_->chart->layout()->setContentsMargins(0, 0, 0, 0);
  d_->chart->setBackgroundRoundness(0);
  d_->view = new QChartView(d_->chart);
  d_->view->setRenderHint(QPainter::Antialiasing);
  d_->view->setFrameShape(QFrame::NoFrame);
  d_->view->setAccessibleName(tr("Learning curves"));
  d_->view->setMinimumHeight(150);
  auto* top = new QHBoxLayout;
  top->addWidget(d_->choice);
  top->addWidget(d_->best, 1);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(theme::grid);
  layout->addLayout(top);
  layout->addWidget(d_->view, 1);
  guardWheel(*this);
  connect(d_->choice, &QComboBox::currentIndexChanged, this, [this] {
    redraw();
    Q_EMIT figureChosen(figure());
  });
  restyle();
  redraw();
}

LearningCurves::~LearningCurves() = default;

void LearningCurves::setFigures(std::vector<CurveFigure> figures) {
  d_->described = std::move(figures);
  d_->listFigures();
  redraw();
}

void LearningCurves::clear() {
  d_->epochs.clear();
  d_->listFigures();
  redraw();
}

void LearningCurves::addEpoch(int epoch, const QMap<QString, double>& training,
                              const QMap<QString, double>& validation, bool best) {
  if (best)
    for (auto& [number, earlier] : d_->epochs)
      earlier.best = false;
  d_->epochs[epoch] = {training, validation, best};
  d_->listFigures();
  redraw();
}

QString LearningCurves::figure() const { return d_->choice->currentData().toString(); }

void LearningCurves::setFigure(const QString& id) {
  if (const int index = d_->choice->findData(id); index >= 0) d_->choice->setCurrentIndex(index);
}

QStringList LearningCurves::figures() const { return d_->known(); }
int LearningCurves::epochCount() const { return static_cast<int>(d_->epochs.size()); }

std::vector<std::pair<double, double>> LearningCurves::shownTraining() const {
  std::vector<std::pair<double, double>> points;
  for (const QPointF& p : d_->training->points())
    points.emplace_back(p.x(), p.y());
  return points;
}

std::vector<std::pair<double, double>> LearningCurves::shownValidation() const {
  std::vector<std::pair<double, double>> points;
  for (const QPointF& p : d_->validation->points())
    points.emplace_back(p.x(), p.y());
  return points;
}

void LearningCurves::redraw() {
  const CurveFigure shown = d_->describedAs(figure());
  QList<QPointF> training, validation, mark;
  for (const auto& [number, epoch] : d_->epochs) {
    const auto add = [&, n = number](QList<QPointF>& points, const QMap<QString, double>& values) {
      const auto it = values.find(shown.id);
      if (it != values.end() && std::isfinite(*it)) points << QPointF(n, *it * shown.factor);
    };
    add(training, epoch.training);
    add(validation, epoch.validation);
    if (epoch.best) add(mark, epoch.validation);
  }
  d_->training->replace(training);
  d_->validation->replace(validation);
  d_->mark->replace(mark);
  // A line of one point is none to see.
  d_->training->setPointsVisible(training.size() < 3);
  d_->validation->setPointsVisible(validation.size() < 3);
  double low = 0, high = 1;
  const QList<QPointF> all = training + validation;
  if (!all.isEmpty()) {
    const auto [least, most] =
        std::minmax_element(all.begin(), all.end(), [](QPointF a, QPointF b) { return a.y() < b.y(); });
    low = least->y(), high = most->y();
  }
  if (high - low <= 1e-9 * std::max(1.0, std::abs(high))) {
    // A flat line lies in the middle.
    const double around = std::max(0.5 * std::abs(high), 1e-3);
    low -= around;
    high += around;
  }
  const double spread = high - low;
  const double tick = tickOf(1.1 * spread, 5);
  low = std::floor((low - 0.05 * spread) / tick) * tick;
  high = std::ceil((high + 0.05 * spread) / tick) * tick;
  if (!all.isEmpty() && low < 0 && std::all_of(all.begin(), all.end(), [](QPointF p) { return p.y() >= 0; }))
    low = 0;
  if (all.isEmpty()) low = 0, high = 1;
  d_->up->setRange(low, high);
  d_->up->setTickType(QValueAxis::TicksDynamic);
  d_->up->setTickAnchor(0);
  d_->up->setTickInterval(tick);
  const int decimals = std::clamp(static_cast<int>(-std::floor(std::log10(tick) + 1e-9)), 0, 6);
  d_->up->setLabelFormat(QStringLiteral("%.%1f").arg(decimals));
  d_->up->setTitleText(shown.unit.isEmpty() ? shown.name
                                            : QStringLiteral("%1 (%2)").arg(shown.name, shown.unit));
  const int last = d_->epochs.empty() ? 10 : std::max(2, d_->epochs.rbegin()->first);
  const double room = 0.012 * (last - 1); // half a mark, which the frame would cut
  d_->across->setRange(1 - room, last + room);
  d_->across->setTickType(QValueAxis::TicksDynamic);
  d_->across->setTickAnchor(0);
  d_->across->setTickInterval(std::max(1.0, tickOf(last, 10)));
  d_->best->setText(mark.isEmpty() ? QString()
                                   : tr("%1 %2 in the best epoch, %3")
                                         .arg(QLocale().toString(mark.front().y(), 'g', 4), shown.unit)
                                         .arg(std::lround(mark.front().x()))
                                         .simplified());
}

void LearningCurves::restyle() {
  const QPalette& p = palette();
  const QColor ground = p.color(QPalette::Base), quiet = theme::quietText(p);
  const QColor line = theme::mix(ground, p.color(QPalette::Text), 0.15);
  d_->chart->setBackgroundBrush(ground);
  d_->chart->setBackgroundPen(Qt::NoPen);
  d_->view->setBackgroundBrush(ground);
  d_->training->setPen(QPen(quiet, 1.6));
  d_->validation->setPen(QPen(theme::accent(p), 2.2));
  d_->mark->setColor(theme::accent(p));
  d_->mark->setBorderColor(ground);
  d_->mark->setMarkerSize(10);
  d_->chart->legend()->setLabelColor(p.color(QPalette::Text));
  QFont small = font();
  small.setPointSizeF(std::max(7.0, font().pointSizeF() * 0.9));
  d_->chart->legend()->setFont(small);
  for (QValueAxis* axis : {d_->across, d_->up}) {
    axis->setLabelsColor(quiet);
    axis->setLabelsFont(small);
    axis->setTitleFont(small);
    axis->setTitleBrush(quiet);
    axis->setGridLineColor(line);
    axis->setLinePenColor(line);
  }
}

void LearningCurves::changeEvent(QEvent* event) {
  QWidget::changeEvent(event);
  if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange) restyle();
}

} // namespace fillscope
