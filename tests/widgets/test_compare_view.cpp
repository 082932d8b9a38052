#include "tests/support/image_baseline.h"
#include "tests/support/mouse.h"
#include "tests/support/widget_look.h"
#include "widgets/colour_bar.h"
#include "widgets/compare_controls.h"
#include "widgets/compare_tile.h"
#include "widgets/compare_view.h"
#include "widgets/empty_state.h"
#include "widgets/image_canvas.h"
#include "widgets/qimage_from.h"
#include <QAction>
#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QSignalSpy>
#include <QSlider>
#include <QTest>
#include <QToolButton>
#include <algorithm>
#include <cmath>

using namespace fillscope;

Q_DECLARE_METATYPE(fillscope::CompareOptions)

namespace {

DepthMap slope(double bump) {
  DepthMap depth;
  depth.values = Raster<float>(96, 72);
  for (int y = 0; y < 72; ++y)
    for (int x = 0; x < 96; ++x) {
      const bool inside = x > 30 && x < 60 && y > 20 && y < 50;
      depth.values.at(x, y) =
          float(1.0 + 0.004 * x + 0.002 * y - (inside ? bump * (1 + 0.3 * std::sin(x)) : 0));
    }
  for (int y = 60; y < 72; ++y)
    for (int x = 0; x < 12; ++x)
      depth.values.at(x, y) = 0;
  return depth;
}

bool isShown(const QLabel* label) { return label->isVisible() && !label->text().isEmpty(); }

/// The first of the labels that is not shown in full, with what it lacks; "": all are.
QString textCut(const QWidget& inner) {
  for (const QLabel* label : inner.findChildren<QLabel*>()) {
    if (!isShown(label)) continue;
    const QRect place(label->mapTo(&inner, QPoint()), label->size());
    const int height = label->wordWrap() ? label->heightForWidth(label->width()) : label->sizeHint().height();
    const int width = label->wordWrap() ? 0 : label->sizeHint().width();
    if (place.left() < 0 || place.right() >= inner.width() || place.width() < width ||
        place.height() < height)
      return QStringLiteral("%1: %2 × %3 at %4 of %5 × %6")
          .arg(label->text())
          .arg(place.width())
          .arg(place.height())
          .arg(place.left())
          .arg(width)
          .arg(height);
  }
  return {};
}

} // namespace

class TestCompareView : public QObject {
  Q_OBJECT

 private:
  /// Whichever letter is underlined.
  static QString plain(QString text) { return text.remove(QLatin1Char('&')); }
  DepthMap estimate_ = slope(0.05), reference_ = slope(0.02);
  DepthComparison comparison_;
  std::unique_ptr<CompareView> view_;

  CompareTile* tile(CompareMap map) const { return view_->findChildren<CompareTile*>()[int(map)]; }
  static void hover(ImageCanvas* canvas, const QPointF& picture) {
    tests::moveMouse(canvas->viewport(), canvas->viewportFromPicture(picture));
  }

 private Q_SLOTS:
  void initTestCase() {
    QLocale::setDefault(QLocale::c());
    const auto compared = compareDepth(estimate_, reference_);
    QVERIFY(compared.ok());
    comparison_ = *compared;
  }
  void init() {
    tests::useLook(false);
    view_ = std::make_unique<CompareView>();
    view_->resize(1200, 800);
    view_->setSources({QStringLiteral("measured"), QStringLiteral("network box-depth-s")}, 1, 0);
    view_->show();
    QVERIFY(QTest::qWaitForWindowExposed(view_.get()));
    view_->showComparison(estimate_, reference_, comparison_);
  }
  void cleanup() { view_.reset(); }

  void theFiveMapsAreTheRightOnes() {
    const ColourScale depth{ColourMap::turbo, comparison_.rangeLow, comparison_.rangeHigh, false, "m"};
    QCOMPARE(tile(CompareMap::estimate)->canvas()->image(),
             toQImage(colourise(tile(CompareMap::estimate)->map().values, depth)));
    QCOMPARE(tile(CompareMap::estimate)->map().values.at(45, 35), estimate_.values.at(45, 35));
    QCOMPARE(tile(CompareMap::reference)->map().values.at(45, 35), reference_.values.at(45, 35));
    const float difference = tile(CompareMap::difference)->map().values.at(45, 35);
    QVERIFY(std::abs(difference - 1000 * (estimate_.values.at(45, 35) - reference_.values.at(45, 35))) <
            0.01);
    const ColourScale& scale = tile(CompareMap::difference)->bar()->scale();
    QCOMPARE(scale.low, -scale.high);
    QCOMPARE(scale.unit, std::string("mm"));
    QCOMPARE(tile(CompareMap::ssimDifference)->map().values.at(45, 35), 1 - comparison_.ssimMap.at(45, 35));
    QCOMPARE(tile(CompareMap::ssimThreshold)->map().values.at(45, 35),
             float(comparison_.different.at(45, 35)));
    const QColor hole(holeColour[0], holeColour[1], holeColour[2]);
    for (std::size_t i = 0; i < compareMapCount; ++i)
      QCOMPARE(tile(CompareMap(i))->canvas()->image().pixelColor(3, 66), hole);
  }

  /// What was measured and left out is told apart from what was not measured.
  void whatDoesNotCountHasAGreyOfItsOwn() {
    CompareOptions options;
    Mask within(reference_.width(), reference_.height());
    for (int y = 30; y < 50; ++y)
      for (int x = 30; x < 60; ++x)
        within.at(x, y) = 1;
    options.counted.within = std::make_shared<const Mask>(within);
    const auto compared = compareDepth(estimate_, reference_, options);
    QVERIFY(compared.ok());
    view_->showComparison(estimate_, reference_, *compared);
    const QColor hole(holeColour[0], holeColour[1], holeColour[2]),
        leftOut(leftOutColour[0], leftOutColour[1], leftOutColour[2]);
    for (const CompareMap map :
         {CompareMap::difference, CompareMap::ssimDifference, CompareMap::ssimThreshold}) {
      const QImage& shown = tile(map)->canvas()->image();
      QCOMPARE(shown.pixelColor(3, 66), hole);
      QCOMPARE(shown.pixelColor(10, 10), leftOut);
      QVERIFY(shown.pixelColor(45, 35) != leftOut && shown.pixelColor(45, 35) != hole);
    }
    QVERIFY(tile(CompareMap::estimate)->canvas()->image().pixelColor(10, 10) != leftOut);
  }

  void anAlignedEstimateIsShownAligned() {
    DepthMap doubled = estimate_;
    for (std::size_t i = 0; i < doubled.values.pixelCount(); ++i)
      doubled.values.data()[i] *= 2;
    CompareOptions options;
    options.alignment = DepthAlignment::median;
    const auto compared = compareDepth(doubled, reference_, options);
    QVERIFY(compared.ok());
    view_->showComparison(doubled, reference_, *compared);
    const float shown = tile(CompareMap::estimate)->map().values.at(45, 35);
    QVERIFY(std::abs(shown - compared->alignScale * doubled.values.at(45, 35)) < 1e-4);
  }

  /// Where an estimate without a unit had to be fitted, the chooser does not say "as it is".
  void aNeededAlignmentIsSaid() {
    auto* controls = view_->findChild<CompareControls*>();
    QComboBox* alignment = nullptr;
    for (QComboBox* box : controls->findChildren<QComboBox*>())
      if (box->findText(QStringLiteral("median")) >= 0) alignment = box;
    QVERIFY(alignment);
    QCOMPARE(alignment->currentText(), QStringLiteral("as it is"));
    DepthComparison fitted = comparison_;
    fitted.alignment = DepthAlignment::scaleShift;
    controls->showUsed(fitted);
    QCOMPARE(alignment->currentText(), QStringLiteral("needed: scale and shift"));
    QCOMPARE(controls->options().alignment, DepthAlignment::none);
    controls->showUsed(comparison_);
    QCOMPARE(alignment->currentText(), QStringLiteral("as it is"));
  }

  void theViewsAreLinked() {
    ImageCanvas* first = tile(CompareMap::reference)->canvas();
    first->setZoom(9, QPointF(40, 30));
    first->zoomIn();
    for (std::size_t i = 0; i < compareMapCount; ++i)
      QCOMPARE(tile(CompareMap(i))->canvas()->zoom(), first->zoom());
  }

  void theCursorIsLinkedWithItsValues() {
    hover(tile(CompareMap::difference)->canvas(), {45.5, 35.5});
    QVERIFY(!tile(CompareMap::difference)->canvas()->linkedCursor());
    QVERIFY(tile(CompareMap::estimate)->canvas()->linkedCursor());
    const auto shows = [this](CompareMap map, const QString& text) {
      for (const QLabel* label : tile(map)->findChildren<QLabel*>())
        if (label->text() == text) return true;
      return false;
    };
    QVERIFY(shows(CompareMap::estimate, QStringLiteral("%1 m").arg(estimate_.values.at(45, 35), 0, 'f', 3)));
    QVERIFY(
        shows(CompareMap::reference, QStringLiteral("%1 m").arg(reference_.values.at(45, 35), 0, 'f', 3)));
    QVERIFY(std::abs(*tile(CompareMap::reference)->bar()->marker() - reference_.values.at(45, 35)) < 1e-6);
    hover(tile(CompareMap::difference)->canvas(), {3, 66});
    QVERIFY(shows(CompareMap::estimate, QStringLiteral("no measurement")));
    QEvent leave(QEvent::Leave);
    QApplication::sendEvent(tile(CompareMap::difference)->canvas(), &leave);
    QVERIFY(!tile(CompareMap::estimate)->canvas()->linkedCursor());
    QVERIFY(!tile(CompareMap::reference)->bar()->marker());
  }

  void theFiguresAreNamed() {
    const std::vector<CompareFigure> figures = compareFigures(comparison_);
    QCOMPARE(figures.front().name, QStringLiteral("SSIM"));
    QCOMPARE(figures.front().value, QString::number(comparison_.ssim, 'f', 4));
    bool meanShown = false;
    const QString mean = QStringLiteral("%1\u00a0mm").arg(1000 * comparison_.metrics.meanAbs, 0, 'f', 1);
    for (const QLabel* label : view_->findChildren<QLabel*>())
      meanShown |= label->text() == mean;
    QVERIFY(meanShown);
    for (const CompareFigure& figure : figures)
      QVERIFY(figure.explanation.endsWith(QLatin1Char('.')));
  }

  /// As wide as the page is in a window of 1024 pixels.
  void theFiguresFitANarrowView() {
    view_->resize(740, 620);
    const QScrollArea* area = view_->findChild<QScrollArea*>();
    const QList<QLabel*> labels = area->widget()->findChildren<QLabel*>();
    QTRY_VERIFY(std::count_if(labels.begin(), labels.end(), isShown) > 20);
    QTRY_COMPARE(area->widget()->width(), area->viewport()->width());
    QTRY_COMPARE(textCut(*area->widget()), QString()); // layouts settle in several rounds
  }

  void allMetricsOfTheFieldAreThere() {
    DepthComparison told = comparison_;
    DepthMetrics& m = told.metrics;
    m.absRel = 0.0123, m.sqRel = 0.00456, m.rmse = 0.0789, m.rmseLog = 0.0234, m.log10 = 0.0567;
    m.iRmse = 0.0321, m.rSquared = 0.8765;
    m.siLog = 8.91, m.delta1 = 0.901, m.delta2 = 0.956, m.delta3 = 0.987;
    QHash<QString, QString> values;
    for (const CompareFigure& figure : compareFigures(told))
      values.insert(figure.name, figure.value);
    QCOMPARE(values[QStringLiteral("AbsRel")], QStringLiteral("0.0123"));
    QCOMPARE(values[QStringLiteral("SqRel")], QStringLiteral("4.56 mm"));
    QCOMPARE(values[QStringLiteral("RMSE")], QStringLiteral("78.9 mm"));
    QCOMPARE(values[QStringLiteral("RMSE log")], QStringLiteral("0.0234"));
    QCOMPARE(values[QStringLiteral("log10")], QStringLiteral("0.0567"));
    QCOMPARE(values[QStringLiteral("SILog")], QStringLiteral("8.91"));
    QCOMPARE(values[QStringLiteral("iRMSE")], QStringLiteral("0.0321 1/m"));
    QCOMPARE(values[QStringLiteral("R²")], QStringLiteral("0.8765"));
    QCOMPARE(values[QStringLiteral("δ1, δ2, δ3")], QStringLiteral("90.1 / 95.6 / 98.7 %"));
  }

  void optionsAreEdited() {
    qRegisterMetaType<CompareOptions>();
    QSignalSpy edited(view_.get(), &CompareView::optionsEdited);
    auto* controls = view_->findChild<CompareControls*>();
    const auto checks = controls->findChildren<QCheckBox*>();
    QCheckBox *lock = nullptr, *automatic = nullptr;
    for (QCheckBox* check : checks)
      (plain(check->text()) == QStringLiteral("Lock range") ? lock : automatic) = check;
    QVERIFY(lock && automatic);
    lock->click();
    QVERIFY(edited.size() == 1);
    const auto locked = edited.back().front().value<CompareOptions>();
    QVERIFY(locked.range && std::abs(locked.range->first - comparison_.rangeLow) < 0.001);
    QVERIFY(tile(CompareMap::estimate)->bar()->isLocked());
    automatic->click();
    controls->findChild<QSlider*>()->setValue(100);
    QCOMPARE(*edited.back().front().value<CompareOptions>().threshold, 0.5);
    for (QComboBox* box : controls->findChildren<QComboBox*>())
      if (box->accessibleName() == QStringLiteral("Alignment")) {
        box->setCurrentIndex(2);
        Q_EMIT box->activated(2);
      }
    QCOMPARE(edited.back().front().value<CompareOptions>().alignment, DepthAlignment::scaleShift);
    for (QDoubleSpinBox* field : controls->findChildren<QDoubleSpinBox*>())
      if (field->accessibleName() == QStringLiteral("Lowest depth")) field->setValue(9);
    const auto turned = edited.back().front().value<CompareOptions>();
    QVERIFY(turned.range && turned.range->first < turned.range->second);
    QCOMPARE(turned.alignment, DepthAlignment::scaleShift); // the rest is told all the same
  }

  void whatCountsIsChosen() {
    qRegisterMetaType<CompareOptions>();
    QSignalSpy edited(view_.get(), &CompareView::optionsEdited);
    QSignalSpy inside(view_.get(), &CompareView::insideRimChosen);
    auto* controls = view_->findChild<CompareControls*>();
    for (QComboBox* box : controls->findChildren<QComboBox*>())
      if (box->accessibleName() == QStringLiteral("Counts")) {
        QCOMPARE(box->currentText(), QStringLiteral("whole picture"));
        box->setCurrentIndex(1);
        Q_EMIT box->activated(1);
      }
    QCOMPARE(inside.size(), 1);
    QCOMPARE(inside[0][0].toBool(), true);
    QDoubleSpinBox *nearest = nullptr, *farthest = nullptr;
    for (QDoubleSpinBox* field : controls->findChildren<QDoubleSpinBox*>()) {
      if (field->accessibleName().startsWith(QStringLiteral("Least"))) nearest = field;
      if (field->accessibleName().startsWith(QStringLiteral("Greatest"))) farthest = field;
    }
    QVERIFY(nearest && farthest);
    QCOMPARE(nearest->text(), QStringLiteral("no limit"));
    farthest->setValue(1.2);
    auto options = edited.back().front().value<CompareOptions>();
    QVERIFY(options.counted.maxDepth == 1.2 && !options.counted.minDepth);
    nearest->setValue(1.5); // the other way round
    options = edited.back().front().value<CompareOptions>();
    QVERIFY(options.counted.minDepth == 1.2 && options.counted.maxDepth == 1.5);
    nearest->setValue(1.0);
    options = edited.back().front().value<CompareOptions>();
    QVERIFY(options.counted.minDepth == 1.0 && options.counted.maxDepth == 1.2);
  }

  void sourcesAreChosenAndSwapped() {
    QSignalSpy chosen(view_.get(), &CompareView::sourcesChosen);
    for (QPushButton* button : view_->findChildren<QPushButton*>())
      if (plain(button->text()).startsWith(QStringLiteral("Swap"))) button->click();
    QCOMPARE(chosen.size(), 1);
    QCOMPARE(chosen[0][0].toInt(), 0);
    QCOMPARE(chosen[0][1].toInt(), 1);
  }

  void nothingToCompareIsSaid() {
    QAction remedy(QStringLiteral("Predict fill"));
    QSignalSpy asked(&remedy, &QAction::triggered);
    view_->setSources({QStringLiteral("measured")}, 0, -1);
    view_->showMissing(QStringLiteral("One depth map only"), QStringLiteral("Predict one more."), {&remedy});
    for (std::size_t i = 0; i < compareMapCount; ++i) {
      QVERIFY(tile(CompareMap(i))->canvas()->image().isNull());
      QVERIFY(!tile(CompareMap(i))->isVisible());
    }
    QVERIFY(!view_->findChild<CompareControls*>()->isEnabled());
    auto* state = view_->findChild<EmptyState*>();
    auto* button = state->findChild<QToolButton*>();
    QVERIFY(state->isVisible() && button && button->isVisible());
    button->click();
    QCOMPARE(asked.size(), 1);
    remedy.setEnabled(false);
    QVERIFY(!button->isEnabled());

    view_->setSources({QStringLiteral("measured"), QStringLiteral("network")}, 1, 0);
    view_->showComparison(estimate_, reference_, comparison_);
    QVERIFY(tile(CompareMap::estimate)->isVisible() && !state->isVisible());
    QVERIFY(!tile(CompareMap::estimate)->canvas()->image().isNull());
    QVERIFY(view_->findChild<CompareControls*>()->isEnabled());
  }

  void looks_data() { tests::lightAndDark(); }
  void looks() {
    QFETCH(bool, dark);
    tests::useLook(dark);
    init();
    tests::useLook(dark);
    QCoreApplication::processEvents();
    hover(tile(CompareMap::difference)->canvas(), {50, 30});
    const QImage shot = view_->grab().toImage();
    FILLSCOPE_COMPARE_BASELINE(shot, "compare", dark);
  }
};

QTEST_MAIN(TestCompareView)
#include "test_compare_view.moc"
