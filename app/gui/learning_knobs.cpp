#include "app/gui/spec_knobs.h"
#include <QCoreApplication>

namespace fillscope {
namespace {

struct Text {
  Q_DECLARE_TR_FUNCTIONS(fillscope::LearningKnobs)
};

Knob percent(const QString& name, const QString& tip = {}) {
  return {Knob::Kind::number, name, tip, QStringLiteral("%"), 0, 1, 0, 100};
}
Knob upTo(const QString& name, double highest, int decimals, const QString& unit, const QString& tip = {}) {
  return {Knob::Kind::number, name, tip, unit, 0, highest, decimals};
}
Knob field(const QString& name, double lowest, double highest, int decimals, const QString& tip = {},
           const QString& unit = {}) {
  Knob knob{
      decimals == 0 ? Knob::Kind::whole : Knob::Kind::number, name, tip, unit, lowest, highest, decimals};
  knob.slider = false;
  return knob;
}
Knob rate(const QString& name, const QString& tip) {
  Knob knob{Knob::Kind::number, name, tip, {}, 1e-5, 1, 5};
  knob.slider = false;
  knob.logarithmic = true;
  return knob;
}
Knob toggle(const QString& name, const QString& tip = {}) { return {Knob::Kind::toggle, name, tip, {}}; }

template <NetworkKind... kinds>
bool isOneOf(const TrainingConfig& config) {
  return ((config.network == kinds) || ...);
}
constexpr auto corners = isOneOf<NetworkKind::cornersHeatmap, NetworkKind::cornersRegression>;
constexpr auto depth = isOneOf<NetworkKind::rimDepth, NetworkKind::unet>;
constexpr auto rimDepth = isOneOf<NetworkKind::rimDepth>;
constexpr auto unet = isOneOf<NetworkKind::unet>;
constexpr auto classifier = isOneOf<NetworkKind::classifier>;
constexpr auto denoiser = isOneOf<NetworkKind::depthDenoiser>;
constexpr auto anyDepth = isOneOf<NetworkKind::rimDepth, NetworkKind::unet, NetworkKind::depthDenoiser>;

void addBasic(BoundKnobs<TrainingConfig>& knobs) {
  knobs.beginGroup({});
  knobs.number(&TrainingConfig::epochs, field(Text::tr("Epochs"), 1, 100000, 0,
                                              Text::tr("How often training goes through its samples")));
  knobs.number(&TrainingConfig::batch, field(Text::tr("Batch"), 1, 1024, 0, Text::tr("Samples of one step")));
  knobs.number(&TrainingConfig::learningRate,
               rate(Text::tr("Learning rate"), Text::tr("At its highest; it rises first and falls to 1 %")));
  knobs.number(
      &TrainingConfig::seed,
      field(Text::tr("Seed"), 0, 1e9, 0,
            Text::tr("The same seed, data and settings give the same network, on the CPU bit for bit")));
}

void addNetwork(BoundKnobs<TrainingConfig>& knobs) {
  knobs.beginGroup(Text::tr("Network"), false);
  knobs.number(
      &TrainingConfig::inputSize,
      field(Text::tr("Input"), 32, 1024, 0, Text::tr("Side of what the network sees"), QStringLiteral("px")));
  knobs.number(
      &TrainingConfig::closeUpShare,
      percent(Text::tr("Close-ups"), Text::tr("Views that show the box alone, for the second look")));
  knobs.onlyWhere(corners);
  knobs.number(&TrainingConfig::rectifiedShare,
               percent(Text::tr("Made square"),
                       Text::tr("Views whose rim is made square, for the third look; 0: no third look")));
  knobs.onlyWhere(corners);
  Knob square = percent(Text::tr("Rim in the square"), Text::tr("Its side, of such a view's side"));
  square.lowest = 0.2;
  knobs.number(&TrainingConfig::rectifiedBoxShare, square);
  knobs.onlyWhere(corners);
  knobs.number(
      &TrainingConfig::knownSizeShare,
      percent(Text::tr("Size told"), Text::tr("How often a sample tells the network the size of its box")));
  knobs.onlyWhere(rimDepth);
  knobs.number(&TrainingConfig::maxDepth, field(Text::tr("Farthest depth"), 0.1, 1000, 1,
                                                Text::tr("The farthest it can answer"), QStringLiteral("m")));
  knobs.onlyWhere(unet);
  knobs.flag(&TrainingConfig::balanceClasses,
             toggle(Text::tr("Classes alike"), Text::tr("A rare class counts as much as a frequent one")));
  knobs.onlyWhere(classifier);
  knobs.number(&TrainingConfig::noGreyShare,
               percent(Text::tr("Without picture"),
                       Text::tr("How often a sample comes without its picture, so that the network serves "
                                "depth alone as well")));
  knobs.onlyWhere(denoiser);
}

void addLoss(BoundKnobs<TrainingConfig>& knobs) {
  knobs.beginGroup(Text::tr("Loss of depth"), false);
  struct Term {
    double LossWeights::*weight;
    QString name;
    BoundKnobs<TrainingConfig>::Uses uses;
  };
  const Term terms[] = {{&LossWeights::ssim, Text::tr("SSIM"), depth},
                        {&LossWeights::l1, Text::tr("L1"), anyDepth},
                        {&LossWeights::smoothness, Text::tr("Smoothness"), depth},
                        {&LossWeights::siLog, Text::tr("Scale-invariant log"), depth},
                        {&LossWeights::gradient, Text::tr("Gradient"), anyDepth},
                        {&LossWeights::content, Text::tr("Content"), rimDepth},
                        {&LossWeights::fill, Text::tr("Fill"), rimDepth},
                        {&LossWeights::ratio, Text::tr("Depth ratio"), rimDepth},
                        {&LossWeights::likelihood, Text::tr("Expected error"), denoiser},
                        {&LossWeights::holeWeight, Text::tr("Holes"), denoiser}};
  for (const Term& term : terms) {
    knobs.number(&TrainingConfig::loss, term.weight,
                 field(term.name, 0, 100, 3, Text::tr("Weight of this term; 0 leaves it out")));
    knobs.onlyWhere(term.uses);
  }
  knobs.number(&TrainingConfig::loss, &LossWeights::fillEvenness,
               percent(Text::tr("Hard pictures"),
                       Text::tr("Of the loss of fill. 0 %: pictures that the network is sure of count most; "
                                "100 %: all count alike")));
  knobs.onlyWhere(rimDepth);
}

void addAdvanced(BoundKnobs<TrainingConfig>& knobs) {
  addNetwork(knobs);
  knobs.beginGroup(Text::tr("Samples"), false);
  knobs.number(&TrainingConfig::samplesPerEpoch,
               field(Text::tr("Samples an epoch"), 0, 1e7, 0, Text::tr("0: each of them once")));
  Knob held = percent(Text::tr("For validation"), Text::tr("Kept back to judge the network by"));
  held.highest = 0.9;
  knobs.number(&TrainingConfig::validationShare, held);
  knobs.number(&TrainingConfig::workers,
               field(Text::tr("Workers"), 0, 64, 0, Text::tr("Threads that prepare samples")));
  knobs.beginGroup(Text::tr("Steps"), false);
  knobs.number(&TrainingConfig::weightDecay, rate(Text::tr("Weight decay"), Text::tr("Of AdamW")));
  knobs.number(&TrainingConfig::warmUpSteps,
               field(Text::tr("Warm-up"), 0, 1e6, 0, Text::tr("Steps until the full learning rate")));
  knobs.number(&TrainingConfig::patience,
               field(Text::tr("Patience"), 0, 1e5, 0,
                     Text::tr("Epochs without a better one before it stops; 0: never")));
  knobs.number(&TrainingConfig::threads,
               field(Text::tr("Threads"), 0, 256, 0, Text::tr("For computing; 0: one for each processor")));
  knobs.flag(&TrainingConfig::mixedPrecision, toggle(Text::tr("Mixed precision on a GPU")));
  knobs.flag(&TrainingConfig::cpuBfloat16,
             toggle(Text::tr("bfloat16 on the CPU"),
                    Text::tr("Faster where the processor has AVX-512; full precision elsewhere")));
  addLoss(knobs);
  knobs.beginGroup(Text::tr("What it says of itself"), false);
  knobs.text(&TrainingConfig::id, Knob{Knob::Kind::text,
                                       Text::tr("Id"),
                                       Text::tr("Names the network's folder: letters, digits and dashes"),
                                       {}});
  knobs.text(&TrainingConfig::name, Knob{Knob::Kind::text, Text::tr("Name"), {}, {}});
  knobs.text(&TrainingConfig::licence, Knob{Knob::Kind::text, Text::tr("Licence"), {}, {}});
  knobs.text(&TrainingConfig::description, Knob{Knob::Kind::text, Text::tr("Description"), {}, {}});
}

} // namespace

BoundKnobs<AugmentationSpec> augmentationKnobs(NetworkKind network) {
  using A = AugmentationSpec;
  BoundKnobs<A> knobs;
  const auto moves = [network](const A&) { return takesMoves(network); };
  knobs.beginGroup(Text::tr("Mirror"));
  knobs.number(&A::flipHorizontal, percent(Text::tr("Left to right"), Text::tr("Chance")));
  knobs.number(&A::flipVertical, percent(Text::tr("Top to bottom"), Text::tr("Chance")));
  knobs.flag(&A::reorder, toggle(Text::tr("Corners in order again"),
                                 Text::tr("Four corners run clockwise from the top left one afterwards")));
  knobs.onlyWhere(moves);
  knobs.beginGroup(Text::tr("Colour"));
  knobs.number(&A::brightness, upTo(Text::tr("Brightness"), 127, 0, {}, Text::tr("± of 0 to 255")));
  knobs.number(&A::hue, upTo(Text::tr("Hue"), 90, 0, {}, Text::tr("± of a wheel of 180")));
  knobs.number(&A::saturation, upTo(Text::tr("Saturation"), 127, 0, {}, Text::tr("± of 0 to 255")));
  knobs.range(&A::gammaLow, &A::gammaHigh, Knob{Knob::Kind::range, Text::tr("Gamma"), {}, {}, 0.1, 5, 2});
  knobs.number(&A::greyChance, percent(Text::tr("Grey"), Text::tr("Chance of a picture without colour")));
  knobs.beginGroup(Text::tr("Place"));
  knobs.number(&A::geometricChance, percent(Text::tr("Moved at all"), Text::tr("Chance")));
  knobs.onlyWhere(moves);
  knobs.number(&A::rotate,
               upTo(Text::tr("Rotation"), 180, 0, QStringLiteral("°"), Text::tr("Up to, both ways")));
  knobs.onlyWhere(moves);
  knobs.range(&A::scaleLow, &A::scaleHigh,
              Knob{Knob::Kind::range, Text::tr("Scale"), {}, QStringLiteral("%"), 0.1, 2, 0, 100});
  knobs.onlyWhere(moves);
  knobs.number(&A::translate, percent(Text::tr("Shift"), Text::tr("Up to, of the picture's size")));
  knobs.onlyWhere(moves);
  Knob perspective =
      percent(Text::tr("Perspective"), Text::tr("How far the picture's corners move, of its size"));
  perspective.highest = 0.3;
  knobs.number(&A::perspective, perspective);
  knobs.onlyWhere([network](const A&) { return takesPerspective(network) && takesMoves(network); });
  knobs.beginGroup(Text::tr("Disturbance"));
  knobs.number(&A::noise, upTo(Text::tr("Noise"), 60, 0, {}, Text::tr("Standard deviation, of 0 to 255")));
  knobs.number(&A::blur, upTo(Text::tr("Blur"), 10, 1, QStringLiteral("px")));
  knobs.number(&A::cutout,
               percent(Text::tr("Cut-out"), Text::tr("Chance of a rectangle over a tenth of the picture")));
  knobs.onlyWhere(moves);
  knobs.number(&A::occluder,
               percent(Text::tr("Arm or sheet"), Text::tr("Chance of one in front, mostly over a corner")));
  knobs.onlyWhere(moves);
  return knobs;
}

BoundKnobs<TrainingConfig> trainingKnobs(bool basic) {
  BoundKnobs<TrainingConfig> knobs;
  basic ? addBasic(knobs) : addAdvanced(knobs);
  return knobs;
}

QString networkKindText(NetworkKind kind) {
  switch (kind) {
  case NetworkKind::cornersHeatmap:
    return Text::tr("Corners by heat maps");
  case NetworkKind::cornersRegression:
    return Text::tr("Corners by regression");
  case NetworkKind::rimDepth:
    return Text::tr("Depth through the rim");
  case NetworkKind::unet:
    return Text::tr("Depth of the picture (U-Net)");
  case NetworkKind::classifier:
    return Text::tr("Classes of pictures");
  case NetworkKind::depthDenoiser:
    return Text::tr("Measured depth, denoised");
  }
  return {};
}

} // namespace fillscope
