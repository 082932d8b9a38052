#include "widgets/compare_maps.h"

#include <QCoreApplication>
#include <QLocale>
#include <algorithm>
#include <cmath>
#include <limits>

namespace fillscope {

namespace {

constexpr float nothing = std::numeric_limits<float>::quiet_NaN();

struct Text {
  Q_DECLARE_TR_FUNCTIONS(fillscope::CompareView)
};

QString number(double value, int decimals) {
  QString text = QLocale().toString(std::abs(value), 'f', decimals);
  const bool isZero = std::abs(value) < 0.5 * std::pow(10.0, -decimals);
  if (value < 0 && !isZero) text.prepend(QChar(0x2212));
  return text;
}

Raster<float> metresOf(const DepthMap& depth) {
  Raster<float> metres = depth.values;
  for (std::size_t i = 0; i < metres.pixelCount(); ++i) {
    float& value = metres.data()[i];
    if (!DepthMap::isMeasured(value))
      value = nothing;
    else if (depth.kind == DepthKind::inverse)
      value = 1.0f / value;
  }
  return metres;
}

/// As compared: the reference plus the difference is the aligned estimate. A metric estimate that was left as
/// it is also shows where the reference has nothing.
Raster<float> alignedEstimate(const DepthMap& estimate, const Raster<float>& reference,
                              const DepthComparison& comparison) {
  const bool asItIs = comparison.alignment == DepthAlignment::none && estimate.values.sameSize(reference);
  if (asItIs) return metresOf(estimate);
  Raster<float> metres(reference.width(), reference.height());
  for (std::size_t i = 0; i < metres.pixelCount(); ++i)
    metres.data()[i] = reference.data()[i] + comparison.difference.data()[i];
  return metres;
}

Raster<float> mapped(const Raster<float>& values, auto function) {
  Raster<float> result(values.width(), values.height());
  std::transform(values.data(), values.data() + values.pixelCount(), result.data(), function);
  return result;
}

Raster<float> thresholdMap(const DepthComparison& comparison) {
  Raster<float> result(comparison.different.width(), comparison.different.height());
  for (std::size_t i = 0; i < result.pixelCount(); ++i)
    result.data()[i] =
        std::isnan(comparison.ssimMap.data()[i]) ? nothing : float(comparison.different.data()[i]);
  return result;
}

void paintLeftOut(const Mask& leftOut, Image& colours) {
  for (std::size_t i = 0; i < leftOut.pixelCount(); ++i)
    if (leftOut.data()[i]) std::copy(leftOutColour.begin(), leftOutColour.end(), colours.data() + 3 * i);
}

} // namespace

std::array<ShownMap, compareMapCount> shownMaps(const DepthMap& estimate, const DepthMap& reference,
                                                const DepthComparison& comparison) {
  std::array<ShownMap, compareMapCount> maps;
  const auto at = [&](CompareMap map) -> ShownMap& { return maps[static_cast<std::size_t>(map)]; };
  const ColourScale depth{ColourMap::turbo, comparison.rangeLow, comparison.rangeHigh, false, "m"};
  const Raster<float> metres = metresOf(reference);
  at(CompareMap::estimate) = {alignedEstimate(estimate, metres, comparison), depth, {}};
  at(CompareMap::reference) = {metres, depth, {}};
  const double reach =
      std::max({std::abs(comparison.differenceLow), std::abs(comparison.differenceHigh), 0.0005});
  at(CompareMap::difference) = {mapped(comparison.difference, [](float v) { return 1000 * v; }),
                                {ColourMap::coolwarm, -1000 * reach, 1000 * reach, false, "mm"},
                                {}};
  at(CompareMap::ssimDifference) = {
      mapped(comparison.ssimMap, [](float s) { return 1 - s; }), {ColourMap::magma, 0, 1, false, ""}, {}};
  at(CompareMap::ssimThreshold) = {thresholdMap(comparison), {ColourMap::grey, 0, 1, false, ""}, {}};
  for (ShownMap& map : maps)
    map.colours = colourise(map.values, map.scale);
  for (const CompareMap map : {CompareMap::difference, CompareMap::ssimDifference, CompareMap::ssimThreshold})
    paintLeftOut(comparison.leftOut, at(map).colours);
  return maps;
}

std::vector<CompareFigure> compareFigures(const DepthComparison& c) {
  const DepthMetrics& m = c.metrics;
  const bool insideRim = c.counted.within != nullptr;
  const double pixels = std::max<double>(1, static_cast<double>(c.difference.pixelCount()));
  std::vector<CompareFigure> figures{
      {Text::tr("SSIM"), number(c.ssim, 4),
       Text::tr("Structural similarity, mean over the pixels that count; 1 is alike.")},
      {Text::tr("Range"), Text::tr("%1 – %2 m").arg(number(c.rangeLow, 3), number(c.rangeHigh, 3)),
       Text::tr("Depth range that SSIM is computed with; both depth maps are coloured with it.")},
      {insideRim ? Text::tr("Compared inside the rim") : Text::tr("Compared"),
       Text::tr("%1 pixels (%2 %)")
           .arg(QLocale().toString(qulonglong(c.validPixels)), number(100 * c.validPixels / pixels, 0)),
       c.counted.hasCaps()
           ? Text::tr("Pixels whose reference lies between the depth caps; share of the picture.")
           : Text::tr("Pixels measured in both depth maps; share of the picture.")},
      {Text::tr("Mean error"), Text::tr("%1 mm").arg(number(1000 * m.meanAbs, 1)),
       Text::tr("MAE: mean of the absolute difference.")},
      {Text::tr("Median error"), Text::tr("%1 mm").arg(number(1000 * m.medianAbs, 1)),
       Text::tr("Half of the pixels differ by less.")},
      {Text::tr("Bias"), Text::tr("%1 mm").arg(number(1000 * m.bias, 1)),
       Text::tr("Mean of estimate minus reference; above 0 the estimate is too far.")},
      {Text::tr("RMSE"), Text::tr("%1 mm").arg(number(1000 * m.rmse, 1)),
       Text::tr("Root of the mean squared difference; large errors weigh more.")},
      {Text::tr("AbsRel"), number(m.absRel, 4),
       Text::tr("Mean of the absolute difference divided by the reference.")},
      {Text::tr("SqRel"), Text::tr("%1 mm").arg(number(1000 * m.sqRel, 2)),
       Text::tr("Mean of the squared difference divided by the reference.")},
      {Text::tr("RMSE log"), number(m.rmseLog, 4),
       Text::tr("Root of the mean squared difference of natural logarithms.")},
      {Text::tr("log10"), number(m.log10, 4),
       Text::tr("Mean of the absolute difference of decimal logarithms.")},
      {Text::tr("SILog"), number(m.siLog, 2),
       Text::tr(
           "100 times the standard deviation of the logarithms' difference: a wrong scale does not count.")},
      {Text::tr("iRMSE"), Text::tr("%1 1/m").arg(number(m.iRmse, 4)),
       Text::tr("Root of the mean squared difference of 1/depth; what is near weighs more.")},
      {Text::tr("R²"), std::isfinite(m.rSquared) ? number(m.rSquared, 4) : QStringLiteral("–"),
       Text::tr("1 minus the squared error over the reference's own spread: 1 is perfect, 0 as good as its "
                "mean.")},
      {Text::tr("δ1, δ2, δ3"),
       Text::tr("%1 / %2 / %3 %")
           .arg(number(100 * m.delta1, 1), number(100 * m.delta2, 1), number(100 * m.delta3, 1)),
       Text::tr("Shares of pixels whose ratio to the reference is below 1.25, 1.25² and 1.25³.")},
      {Text::tr("Threshold"), number(c.threshold, 3),
       Text::tr("Pixels with S below this count as different.")}};
  if (c.alignment != DepthAlignment::none)
    figures.push_back(
        {Text::tr("Alignment"), Text::tr("× %1, + %2").arg(number(c.alignScale, 4), number(c.alignShift, 4)),
         Text::tr("Scale and shift that brought the estimate to the reference before comparing.")});
  return figures;
}

QString mapValueText(CompareMap map, float value) {
  const bool isDepth = map == CompareMap::estimate || map == CompareMap::reference;
  if (!std::isfinite(value)) return isDepth ? Text::tr("no measurement") : Text::tr("not compared");
  switch (map) {
  case CompareMap::estimate:
  case CompareMap::reference:
    return Text::tr("%1 m").arg(number(value, 3));
  case CompareMap::difference:
    return Text::tr("%1 mm").arg(number(value, 1));
  case CompareMap::ssimDifference:
    return number(value, 3);
  case CompareMap::ssimThreshold:
    return value > 0.5f ? Text::tr("different") : Text::tr("alike");
  }
  return {};
}

} // namespace fillscope
