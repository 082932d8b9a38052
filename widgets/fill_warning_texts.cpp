#include "core/geometry/method_words.h"
#include "widgets/fill_texts.h"
#include <QCoreApplication>
#include <array>

namespace fillscope {
namespace {

/// The core speaks English; these are its sentences, for translators.
[[maybe_unused]] constexpr std::array sentences{
    QT_TRANSLATE_NOOP("fillscope::FillWarning",
                      "Take the picture from farther away, so that all four corners are in it."),
    QT_TRANSLATE_NOOP("fillscope::FillWarning", "The rim lies partly outside the picture: about %1 % of the "
                                                "opening is not seen and counts as hidden."),
    QT_TRANSLATE_NOOP("fillscope::FillWarning",
                      "A corner of the rim lies outside the picture: its place is a guess."),
    QT_TRANSLATE_NOOP("fillscope::FillWarning",
                      "The camera is unknown: its focal length was taken as %1 pixels. Ten percent of error "
                      "there moves the fill by about five points."),
    QT_TRANSLATE_NOOP("fillscope::FillWarning", "Give the camera's intrinsics or its field of view."),
    QT_TRANSLATE_NOOP("fillscope::FillWarning",
                      "The camera's optical axis meets the picture at (%1, %2), far "
                      "from the middle of its %3×%4 pixels."),
    QT_TRANSLATE_NOOP("fillscope::FillWarning",
                      "Check that the camera matrix was made for a picture of this "
                      "size; it is right only if the picture was cut out of a larger "
                      "one."),
    QT_TRANSLATE_NOOP("fillscope::FillWarning",
                      "The depth map has no measurement for %1 % of the pixels inside the rim."),
    QT_TRANSLATE_NOOP("fillscope::FillWarning",
                      "Dark, shiny and clear things confuse depth cameras: change the angle or the light."),
    QT_TRANSLATE_NOOP("fillscope::FillWarning",
                      "Type in the inner size, or give a picture of the same box empty."),
    QT_TRANSLATE_NOOP(
        "fillscope::FillWarning",
        "The size of the box is unknown: its floor was taken where the deepest level surface lies, its sides "
        "from depth. Goods that cover the whole floor are taken for the floor and do not count; the upper "
        "end of the interval allows for a box as deep as its opening is wide."),
    QT_TRANSLATE_NOOP("fillscope::FillWarning",
                      "Hardly any floor is seen: content that covers it cannot be told from the floor."),
    QT_TRANSLATE_NOOP("fillscope::FillWarning",
                      "Depth and rim agree badly: the depth could not be brought to scale with confidence."),
    QT_TRANSLATE_NOOP("fillscope::FillWarning",
                      "Check the four corners, the size of the box and the camera."),
    QT_TRANSLATE_NOOP("fillscope::FillWarning",
                      "Check the inner size, the scale of the depth file and the camera."),
    QT_TRANSLATE_NOOP("fillscope::FillWarning",
                      "The given size and the measured depth differ by %1 %; the size was believed."),
    QT_TRANSLATE_NOOP("fillscope::FillWarning",
                      "The floor is seen %1 % deeper than the given inner height of the box."),
    QT_TRANSLATE_NOOP("fillscope::FillWarning", "Content stands above the rim: %1 % of the box's volume."),
    QT_TRANSLATE_NOOP("fillscope::FillWarning",
                      "Nothing, if the box is meant to be heaped: the fill counts up to the rim only. If it "
                      "is a flap or a hand, take the picture again without it."),
    QT_TRANSLATE_NOOP(
        "fillscope::FillWarning",
        "Something that is no content covers %1 % of the opening, such as a flap or a hand: what "
        "lies below counts as hidden."),
    QT_TRANSLATE_NOOP("fillscope::FillWarning", "Take the picture again without it."),
    QT_TRANSLATE_NOOP("fillscope::FillWarning",
                      "%1 % of the floor plan is hidden: the figure rests on what lies behind it."),
    QT_TRANSLATE_NOOP("fillscope::FillWarning", "Look into the box more from above."),
    QT_TRANSLATE_NOOP("fillscope::FillWarning",
                      "The picture's depth and that of the empty box are the same: nothing can differ."),
    QT_TRANSLATE_NOOP("fillscope::FillWarning",
                      "The box is seen deeper than its empty reference in %1 % of the opening."),
    QT_TRANSLATE_NOOP(
        "fillscope::FillWarning",
        "Check that the two depth files are not swapped, and that the reference shows the same box empty."),
    QT_TRANSLATE_NOOP("fillscope::FillWarning",
                      "The scales of the picture's depth and of the empty box's differ by a factor of %1."),
    QT_TRANSLATE_NOOP("fillscope::FillWarning", "Check the scales of both depth files."),
    QT_TRANSLATE_NOOP("fillscope::FillWarning", "By its depth the box is %1 m long, which is very large."),
    QT_TRANSLATE_NOOP("fillscope::FillWarning", "By its depth the box is %1 mm long, which is very small."),
    QT_TRANSLATE_NOOP("fillscope::FillWarning", "Check the scale of the depth file and the camera."),
    QT_TRANSLATE_NOOP("fillscope::FillWarning", "The corners were found by a network, not placed by hand."),
    QT_TRANSLATE_NOOP("fillscope::FillWarning",
                      "The corners were found by a network (confidence %1), not placed by hand."),
    QT_TRANSLATE_NOOP("fillscope::FillWarning", "Look at them, or place them yourself."),
    QT_TRANSLATE_NOOP("fillscope::FillWarning", "The corners miss a rectangle of this shape by %1 pixels."),
    QT_TRANSLATE_NOOP("fillscope::FillWarning",
                      "Place the corners again on the inner rim, and check the size of the box."),
    QT_TRANSLATE_NOOP(
        "fillscope::FillWarning",
        "The corners leave the height of the rim in doubt: the fill may be off by %1 points either way."),
    QT_TRANSLATE_NOOP("fillscope::FillWarning",
                      "Place the corners again on the inner rim, as exactly as you can."),
    QT_TRANSLATE_NOOP("fillscope::FillWarning",
                      "The depth has no scale of its own: scale and shift were fitted on rim and walls."),
    QT_TRANSLATE_NOOP("fillscope::FillWarning", "Use a measured or metric depth map where there is one."),
    QT_TRANSLATE_NOOP("fillscope::FillWarning",
                      "The depth was predicted from the photo by the network %1, not measured: the interval "
                      "holds nine of ten boxes like those it was trained on."),
    QT_TRANSLATE_NOOP("fillscope::FillWarning", "Use a depth camera where the figure matters."),
    QT_TRANSLATE_NOOP("fillscope::FillWarning",
                      "The size of the box is unknown: its inner height was estimated "
                      "from the photo, and there are no litres and no cut height."),
    QT_TRANSLATE_NOOP("fillscope::FillWarning", "Type in the inner size."),
    QT_TRANSLATE_NOOP("fillscope::FillWarning", "A box of %1 m is very large."),
    QT_TRANSLATE_NOOP("fillscope::FillWarning", "A box of %1 mm is very small."),
    QT_TRANSLATE_NOOP("fillscope::FillWarning", "Check the unit: 400 mm are 40 cm or 0.4 m."),
    QT_TRANSLATE_NOOP("fillscope::FillWarning", "One of the lengths is %1 times another."),
    QT_TRANSLATE_NOOP("fillscope::FillWarning", "Check all three.")};

QString translated(const std::string& sentence) {
  return QCoreApplication::translate("fillscope::FillWarning", sentence.c_str());
}

[[maybe_unused]] constexpr std::array methods{
    QT_TRANSLATE_NOOP("fillscope::FillMethod", "size given"),
    QT_TRANSLATE_NOOP("fillscope::FillMethod", "floor fitted"),
    QT_TRANSLATE_NOOP("fillscope::FillMethod", "empty reference"),
    QT_TRANSLATE_NOOP("fillscope::FillMethod", "depth scaled and shifted on rim and walls"),
    QT_TRANSLATE_NOOP("fillscope::FillMethod", "depth scaled on rim and walls"),
    QT_TRANSLATE_NOOP("fillscope::FillMethod", "scale from the depth on the rim"),
    QT_TRANSLATE_NOOP("fillscope::FillMethod", "depth predicted by %1"),
    QT_TRANSLATE_NOOP("fillscope::FillMethod", "inner height estimated")};

} // namespace

QString methodText(const std::string& method) {
  return QString::fromStdString(methodSaid(method, [](const std::string& part) {
    return QCoreApplication::translate("fillscope::FillMethod", part.c_str()).toStdString();
  }));
}

QString meaningText(const FillWarning& warning) {
  QString text = translated(warning.meaning);
  for (std::size_t i = 0; i < warning.values.size(); ++i)
    text.replace(QLatin1Char('%') + QString::number(i + 1), QString::fromStdString(warning.values[i]));
  return sentenceOf(text.toStdString());
}

QString remedyText(const FillWarning& warning) {
  return sentenceOf(translated(warning.remedy).toStdString());
}

} // namespace fillscope
