#include "app/gui/spec_knobs.h"
#include <QCoreApplication>

namespace fillscope {
namespace {

struct Text {
  Q_DECLARE_TR_FUNCTIONS(fillscope::PhotoKnobs)
};

Knob metres(const QString& name, double lowest, double highest, const QString& tip = {}) {
  return {Knob::Kind::range, name, tip, QStringLiteral("cm"), lowest, highest, 1, 100};
}
Knob millimetres(const QString& name, double lowest, double highest, const QString& tip = {}) {
  return {Knob::Kind::range, name, tip, QStringLiteral("mm"), lowest, highest, 1, 1000};
}
Knob percent(const QString& name, const QString& tip = {}, double highest = 1) {
  return {Knob::Kind::number, name, tip, QStringLiteral("%"), 0, highest, 0, 100};
}
Knob degrees(const QString& name, double lowest, double highest, const QString& tip = {}) {
  return {Knob::Kind::range, name, tip, QStringLiteral("°"), lowest, highest, 0};
}
Knob plain(const QString& name, double lowest, double highest, int decimals, const QString& unit = {},
           const QString& tip = {}) {
  return {Knob::Kind::range, name, tip, unit, lowest, highest, decimals};
}
/// How often a kind is drawn; only the proportions matter.
Knob weight(const QString& name) {
  return {Knob::Kind::number, name, Text::tr("How often, beside the other kinds; 0 never"), {}, 0, 1, 2};
}

void addBox(BoundKnobs<PhotoSpec>& knobs) {
  knobs.beginGroup(Text::tr("Box"));
  knobs.number(&PhotoSpec::boxKinds, &BoxKinds::carton, weight(Text::tr("Cartons")));
  knobs.number(&PhotoSpec::boxKinds, &BoxKinds::tote, weight(Text::tr("Totes")));
  knobs.number(&PhotoSpec::boxKinds, &BoxKinds::crate, weight(Text::tr("Crates")));
  knobs.range(&PhotoSpec::boxLength, metres(Text::tr("Length"), 0.05, 2, Text::tr("The longer inner side")));
  knobs.range(&PhotoSpec::boxAspect, Knob{Knob::Kind::range, Text::tr("Width"),
                                          Text::tr("The shorter inner side, as a share of the longer"),
                                          QStringLiteral("%"), 0.1, 1, 0, 100});
  knobs.range(&PhotoSpec::boxDepth, metres(Text::tr("Inner height"), 0.02, 1.5));
  knobs.range(&PhotoSpec::wall, millimetres(Text::tr("Wall"), 0.001, 0.05));
  knobs.range(&PhotoSpec::taper, Knob{Knob::Kind::range, Text::tr("Taper"),
                                      Text::tr("How far a tote's floor is drawn in, of its inner height"),
                                      QStringLiteral("%"), 0, 0.3, 0, 100});
  knobs.number(&PhotoSpec::flapShare,
               percent(Text::tr("With flaps"), Text::tr("Cartons that have flaps at all")));
  knobs.range(&PhotoSpec::flapAngle,
              degrees(Text::tr("Flap angle"), -110, 180,
                      Text::tr("0 stands up, 90 lies level outwards, −90 level inwards")));
  knobs.range(&PhotoSpec::flapLength,
              Knob{Knob::Kind::range, Text::tr("Flap length"), Text::tr("Of the shorter side"),
                   QStringLiteral("%"), 0.05, 1, 0, 100});
  knobs.number(&PhotoSpec::printShare, percent(Text::tr("With print")));
  knobs.number(&PhotoSpec::labelShare, percent(Text::tr("With labels")));
  knobs.number(&PhotoSpec::tapeShare, percent(Text::tr("With tape")));
  knobs.number(&PhotoSpec::wearShare, percent(Text::tr("With wear")));
}

void addBoxParts(BoundKnobs<PhotoSpec>& knobs) {
  knobs.beginGroup(Text::tr("Parts of cartons"), false);
  knobs.number(
      &PhotoSpec::standingFlapShare,
      percent(Text::tr("Half shut"), Text::tr("Cartons one of whose flaps stands or leans inwards")));
  knobs.number(&PhotoSpec::twoFacedFlapShare,
               percent(Text::tr("Flaps of two sides"),
                       Text::tr("Cartons whose flaps have another colour or print than the inside")));
  knobs.number(&PhotoSpec::bentFlapShare,
               percent(Text::tr("Bent flaps"), Text::tr("Cartons whose flaps have bent free ends")));
  knobs.number(
      &PhotoSpec::bottomFlapShare,
      percent(Text::tr("Bare floors"), Text::tr("Cartons whose floor shows its flaps and its seam")));
  knobs.number(&PhotoSpec::linerShare,
               percent(Text::tr("Liners"), Text::tr("Cartons with a sheet of another colour on the floor")));
  knobs.number(&PhotoSpec::cutOutShare,
               percent(Text::tr("Openings"), Text::tr("Cartons and crates with openings in their walls")));
  knobs.beginGroup(Text::tr("Parts of totes"), false);
  knobs.number(&PhotoSpec::roundedShare, percent(Text::tr("Round corners")));
  knobs.number(&PhotoSpec::rolledRimShare,
               percent(Text::tr("Rolled rims"), Text::tr("Totes whose rim is a round lip")));
  knobs.number(&PhotoSpec::recessShare,
               percent(Text::tr("Folds"), Text::tr("Totes with deep folds in the short walls")));
  knobs.number(&PhotoSpec::gleamShare,
               percent(Text::tr("Gleam"), Text::tr("Totes with upright reflections on the inside")));
}

void addContent(BoundKnobs<PhotoSpec>& knobs) {
  knobs.beginGroup(Text::tr("Content"));
  const std::pair<double ContentKinds::*, QString> kinds[] = {
      {&ContentKinds::empty, Text::tr("Empty")},     {&ContentKinds::cuboids, Text::tr("Cuboids")},
      {&ContentKinds::mixed, Text::tr("Mixed")},     {&ContentKinds::cylinders, Text::tr("Cylinders")},
      {&ContentKinds::spheres, Text::tr("Spheres")}, {&ContentKinds::bottles, Text::tr("Bottles")},
      {&ContentKinds::bags, Text::tr("Bags")},       {&ContentKinds::looseFill, Text::tr("Loose fill")},
      {&ContentKinds::layers, Text::tr("Layers")}};
  for (const auto& [field, name] : kinds)
    knobs.number(&PhotoSpec::contentKinds, field, weight(name));
  knobs.range(&PhotoSpec::fill,
              Knob{Knob::Kind::range, Text::tr("Fill"), Text::tr("Aimed at; what settles decides"),
                   QStringLiteral("%"), 0, 1, 0, 100});
  knobs.range(&PhotoSpec::itemSize, metres(Text::tr("Size of things"), 0.01, 1));
  knobs.number(&PhotoSpec::largeGoodsShare,
               percent(Text::tr("Large goods"), Text::tr("Mixed contents of few, large things")));
  knobs.number(&PhotoSpec::protrudeShare,
               percent(Text::tr("Over the rim"), Text::tr("Boxes whose content may rise over the rim")));
}

void addScene(BoundKnobs<PhotoSpec>& knobs) {
  knobs.beginGroup(Text::tr("Surroundings"), false);
  knobs.range(&PhotoSpec::clutter, plain(Text::tr("Things around"), 0, 40, 0));
  knobs.number(&PhotoSpec::handShare, percent(Text::tr("With hands")));
  knobs.number(&PhotoSpec::neighbourShare, percent(Text::tr("With another box")));
  knobs.number(
      &PhotoSpec::otherNeighbourShare,
      percent(Text::tr("Of another kind"), Text::tr("Of the other boxes, how many differ from this one")));
  knobs.range(&PhotoSpec::neighbourGap, metres(Text::tr("Gap to it"), 0.001, 1));
  knobs.number(
      &PhotoSpec::closedBoxShare,
      percent(Text::tr("With closed boxes"), Text::tr("Closed boxes, lids and sheets beside this box")));
  knobs.number(
      &PhotoSpec::plainGroundShare,
      percent(Text::tr("Bare ground"), Text::tr("White and over-exposed, or dark, without structure")));
  knobs.number(
      &PhotoSpec::tableShare,
      percent(Text::tr("On tables"), Text::tr("Tables, plates and pallets that end in the picture")));
  knobs.number(&PhotoSpec::profileShare,
               percent(Text::tr("With profiles"), Text::tr("Frame profiles or rails along the rim")));
  knobs.beginGroup(Text::tr("Light"), false);
  knobs.range(&PhotoSpec::lights, plain(Text::tr("Lamps"), 1, 8, 0));
  knobs.range(&PhotoSpec::ambient,
              Knob{Knob::Kind::range, Text::tr("Ambient light"), {}, QStringLiteral("%"), 0, 2, 0, 100});
  knobs.range(&PhotoSpec::exposure, plain(Text::tr("Exposure"), -4, 4, 1, Text::tr("stops")));
  knobs.range(&PhotoSpec::temperature,
              plain(Text::tr("Colour of light"), 1500, 15000, 0, QStringLiteral("K")));
  knobs.range(&PhotoSpec::lampSize,
              plain(Text::tr("Size of lamps"), 0, 1, 2, {}, Text::tr("Larger lamps cast softer shadows")));
  knobs.number(
      &PhotoSpec::hardLightShare,
      percent(Text::tr("Hard light"), Text::tr("Pictures with one low, small lamp and little else")));
  knobs.number(&PhotoSpec::darkInsideShare,
               percent(Text::tr("Dark inside"), Text::tr("Boxes much darker within than around")));
  knobs.range(&PhotoSpec::whiteBalance, Knob{Knob::Kind::range, Text::tr("White balance"),
                                             Text::tr("How much of the light's colour the camera takes out"),
                                             QStringLiteral("%"), 0, 1, 0, 100});
}

void addCamera(BoundKnobs<PhotoSpec>& knobs) {
  knobs.beginGroup(Text::tr("Camera"));
  knobs.range(&PhotoSpec::tilt, degrees(Text::tr("Tilt"), 0, 60, Text::tr("0 looks straight down")));
  knobs.number(&PhotoSpec::steepShare,
               percent(Text::tr("Steeper ones"), Text::tr("Pictures tilted beyond that, up to 60°")));
  knobs.range(&PhotoSpec::roll, degrees(Text::tr("Roll"), -180, 180));
  knobs.range(&PhotoSpec::rimShare, Knob{Knob::Kind::range, Text::tr("Size in the picture"),
                                         Text::tr("The rim's longer extent, of the picture's"),
                                         QStringLiteral("%"), 0.1, 1.5, 0, 100});
  knobs.range(&PhotoSpec::fieldOfView, degrees(Text::tr("Field of view"), 15, 120));
  knobs.number(&PhotoSpec::partialShare,
               percent(Text::tr("Cut off"), Text::tr("Pictures with rim corners outside")));
  knobs.range(&PhotoSpec::outsideCorners, plain(Text::tr("Corners outside"), 1, 4, 0));
  knobs.number(&PhotoSpec::outsideDistance,
               Knob{Knob::Kind::number, Text::tr("As far outside as"), Text::tr("Of the picture's side"),
                    QStringLiteral("%"), 0.03, 1, 0, 100});
  knobs.number(&PhotoSpec::nearSideShare,
               percent(Text::tr("A side cut off"),
                       Text::tr("Of the cut off ones, those that show the opposite side whole")));
  knobs.range(&PhotoSpec::distortion,
              plain(Text::tr("Distortion"), -0.2, 0.2, 2, {}, Text::tr("k1 of the lens")));
  knobs.range(&PhotoSpec::defocus, plain(Text::tr("Defocus"), 0, 8, 1, QStringLiteral("px")));
  knobs.range(&PhotoSpec::motion, plain(Text::tr("Motion blur"), 0, 20, 1, QStringLiteral("px")));
  knobs.range(&PhotoSpec::noise,
              Knob{Knob::Kind::range, Text::tr("Noise"), {}, QStringLiteral("%"), 0, 0.2, 1, 100});
  knobs.range(&PhotoSpec::jpegQuality, plain(Text::tr("JPEG quality"), 5, 100, 0));
  knobs.number(&PhotoSpec::jpegShare, percent(Text::tr("Saved as JPEG")));
  knobs.number(
      &PhotoSpec::cleanShare,
      percent(Text::tr("Clean ones"), Text::tr("Sharp pictures with little noise, whatever is set above")));
  knobs.beginGroup(Text::tr("Depth camera"), false);
  knobs.range(&PhotoSpec::depthNoise, millimetres(Text::tr("Noise at 1 m"), 0, 0.05));
  knobs.range(&PhotoSpec::holeShare,
              Knob{Knob::Kind::range, Text::tr("Holes"), {}, QStringLiteral("%"), 0, 0.9, 0, 100});
  knobs.beginGroup(Text::tr("Pictures"), false);
  knobs.number(&PhotoSpec::width, Knob{Knob::Kind::whole,
                                       Text::tr("Width of a picture"),
                                       {},
                                       QStringLiteral("px"),
                                       32,
                                       4096,
                                       0,
                                       1,
                                       {},
                                       true});
  knobs.number(&PhotoSpec::height, Knob{Knob::Kind::whole,
                                        Text::tr("Height of a picture"),
                                        {},
                                        QStringLiteral("px"),
                                        32,
                                        4096,
                                        0,
                                        1,
                                        {},
                                        true});
  knobs.text(
      &PhotoSpec::textureSet,
      Knob{Knob::Kind::text,
           Text::tr("Set of textures"),
           Text::tr("Sets of other names share no texture: “train” for training, another one for tests"),
           {}});
  knobs.number(&PhotoSpec::pictureShare,
               percent(Text::tr("With photographs"),
                       Text::tr("Surfaces that bear one of the photographs chosen above")));
  knobs.onlyWhere([](const PhotoSpec& spec) { return spec.pictures.count() > 0; });
}

} // namespace

BoundKnobs<PhotoSpec> photoKnobs() {
  BoundKnobs<PhotoSpec> knobs;
  addBox(knobs);
  addBoxParts(knobs);
  addContent(knobs);
  addScene(knobs);
  addCamera(knobs);
  return knobs;
}

} // namespace fillscope
