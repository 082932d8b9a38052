#include "app/gui/report_phrases.h"
#include <QCoreApplication>
#include <QLocale>
#include <array>

namespace fillscope {
namespace {

/// The core's phrases, for translators. "en" is the page's language.
[[maybe_unused]] constexpr std::array phrases{
    QT_TRANSLATE_NOOP("fillscope::ReportPage", "en"),
    QT_TRANSLATE_NOOP("fillscope::ReportPage", "How full is %1?"),
    QT_TRANSLATE_NOOP("fillscope::ReportPage", "How full are these boxes?"),
    QT_TRANSLATE_NOOP("fillscope::ReportPage", "% full"),
    QT_TRANSLATE_NOOP("fillscope::ReportPage", "between %1 and %2"),
    QT_TRANSLATE_NOOP("fillscope::ReportPage", "fill %1 percent, between %2 and %3"),
    QT_TRANSLATE_NOOP("fillscope::ReportPage", "limit: at least %1 % full"),
    QT_TRANSLATE_NOOP("fillscope::ReportPage", "Empty space %1"),
    QT_TRANSLATE_NOOP("fillscope::ReportPage", "within"),
    QT_TRANSLATE_NOOP("fillscope::ReportPage", "over"),
    QT_TRANSLATE_NOOP("fillscope::ReportPage", "open"),
    QT_TRANSLATE_NOOP("fillscope::ReportPage", "within the limit of %1"),
    QT_TRANSLATE_NOOP("fillscope::ReportPage", "over the limit of %1"),
    QT_TRANSLATE_NOOP("fillscope::ReportPage", "open: the limit of %1 lies inside the interval"),
    QT_TRANSLATE_NOOP("fillscope::ReportPage", "Picture"),
    QT_TRANSLATE_NOOP("fillscope::ReportPage", "Picture with the rim"),
    QT_TRANSLATE_NOOP("fillscope::ReportPage", "Depth map"),
    QT_TRANSLATE_NOOP("fillscope::ReportPage", "depth"),
    QT_TRANSLATE_NOOP("fillscope::ReportPage", "relative, without unit"),
    QT_TRANSLATE_NOOP("fillscope::ReportPage", "inverse, without unit"),
    QT_TRANSLATE_NOOP("fillscope::ReportPage", "inverse"),
    QT_TRANSLATE_NOOP("fillscope::ReportPage", "from %1"),
    QT_TRANSLATE_NOOP("fillscope::ReportPage", "dark grey: no measurement"),
    QT_TRANSLATE_NOOP("fillscope::ReportPage", "height above the floor"),
    QT_TRANSLATE_NOOP("fillscope::ReportPage", "Height above the floor, seen from above; hatched: hidden"),
    QT_TRANSLATE_NOOP("fillscope::ReportPage", "of side 1–2"),
    QT_TRANSLATE_NOOP("fillscope::ReportPage", "Content"),
    QT_TRANSLATE_NOOP("fillscope::ReportPage", "Box"),
    QT_TRANSLATE_NOOP("fillscope::ReportPage", "Above the rim"),
    QT_TRANSLATE_NOOP("fillscope::ReportPage", "Cut height"),
    QT_TRANSLATE_NOOP("fillscope::ReportPage", "%1, above the rim"),
    QT_TRANSLATE_NOOP("fillscope::ReportPage", "Inner size"),
    QT_TRANSLATE_NOOP("fillscope::ReportPage", "unknown"),
    QT_TRANSLATE_NOOP("fillscope::ReportPage", "1 : %1 : %2, without a scale"),
    QT_TRANSLATE_NOOP("fillscope::ReportPage", "%1, found from depth"),
    QT_TRANSLATE_NOOP("fillscope::ReportPage", "Hidden"),
    QT_TRANSLATE_NOOP("fillscope::ReportPage", "Depth holes inside the rim"),
    QT_TRANSLATE_NOOP("fillscope::ReportPage", "Tilt"),
    QT_TRANSLATE_NOOP("fillscope::ReportPage", "Depth scale on the rim"),
    QT_TRANSLATE_NOOP("fillscope::ReportPage", "Residual on the rim"),
    QT_TRANSLATE_NOOP("fillscope::ReportPage", "%1 of side 1–2"),
    QT_TRANSLATE_NOOP("fillscope::ReportPage", "Focal length"),
    QT_TRANSLATE_NOOP("fillscope::ReportPage", "%1, guessed from the rim"),
    QT_TRANSLATE_NOOP("fillscope::ReportPage", "Method"),
    QT_TRANSLATE_NOOP("fillscope::ReportPage", "What is doubtful"),
    QT_TRANSLATE_NOOP("fillscope::ReportPage", "not measured: %1"),
    QT_TRANSLATE_NOOP("fillscope::ReportPage", "%1 pictures"),
    QT_TRANSLATE_NOOP("fillscope::ReportPage", "Fill"),
    QT_TRANSLATE_NOOP("fillscope::ReportPage", "Between"),
    QT_TRANSLATE_NOOP("fillscope::ReportPage", "Empty space"),
    QT_TRANSLATE_NOOP("fillscope::ReportPage", "Limit"),
    QT_TRANSLATE_NOOP("fillscope::ReportPage", "Warnings"),
    QT_TRANSLATE_NOOP("fillscope::ReportPage", "≈: from a network, not measured."),
    QT_TRANSLATE_NOOP("fillscope::ReportPage", "No picture was measured."),
    QT_TRANSLATE_NOOP("fillscope::ReportPage", "Left out"),
    QT_TRANSLATE_NOOP("fillscope::ReportPage", "no corner of the rim is placed"),
    QT_TRANSLATE_NOOP(
        "fillscope::ReportPage",
        "Fill is the share of the box's inner volume under the content. The interval runs from all hidden "
        "cells empty to all hidden cells full, and wider by what is in doubt about size, rim and camera; of "
        "a "
        "depth that a network predicted, it is the network's own doubt."),
    QT_TRANSLATE_NOOP("fillscope::ReportPage", "The figures are in")};

} // namespace

ReportWords reportPhrases() {
  ReportWords words;
  // Warnings and methods are said as they are in the window.
  words.translate = [](const std::string& english) {
    for (const char* context : {"fillscope::ReportPage", "fillscope::FillWarning", "fillscope::FillMethod"}) {
      const std::string said = QCoreApplication::translate(context, english.c_str()).toStdString();
      if (said != english) return said;
    }
    return english;
  };
  words.language = words.translate("en");
  if (words.language != "en") words.decimalPoint = QLocale().decimalPoint().toStdString();
  return words;
}

} // namespace fillscope
