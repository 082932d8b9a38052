#include "widgets/fill_texts.h"

#include <QCoreApplication>
#include <QLocale>
#include <algorithm>
#include <cmath>
#include <numbers>

namespace fillscope {

namespace {

struct Text {
  Q_DECLARE_TR_FUNCTIONS(fillscope::FillPanel)
};

constexpr double farOffScale = 1.5; ///< depth and size that differ by more are of different things

QString number(double value, int decimals) { return QLocale().toString(value, 'f', decimals); }
double degrees(double radians) { return radians * 180 / std::numbers::pi; }

bool warns(const FillReport& report, const char* id) {
  return std::any_of(report.warnings.begin(), report.warnings.end(),
                     [id](const FillWarning& warning) { return warning.id == id; });
}

/// Whether the depth had a unit, so that its scale says something.
bool depthHasUnit(const FillReport& report) { return !warns(report, "relative-depth"); }

} // namespace

QString percentText(double percent) { return Text::tr("%1 %").arg(number(percent, 0)); }

QString intervalText(const FillReport& report) {
  const QString low = number(report.fillLow, 0), high = number(report.fillHigh, 0);
  if (low == high)
    return report.hiddenPercent < 0.5 ? Text::tr("nothing hidden") : Text::tr("give or take less than 1 %");
  return Text::tr("between %1 and %2 %").arg(low, high);
}

FillVerdict verdictOf(const FillReport& report, double limitPercent) {
  // Rounded as shown, so that the words agree with the figures beside them.
  const double empty = 100 - std::round(report.fillPercent), limit = std::round(limitPercent);
  const double emptiest = 100 - report.fillLow, fullest = 100 - report.fillHigh;
  const bool over = report.emptySpacePercent > limitPercent;
  const bool doubtful = over ? fullest <= limitPercent : emptiest > limitPercent;
  const QString start = Text::tr("%1 % empty").arg(number(empty, 0));
  const double points = std::abs(empty - limit);
  QString against = over ? Text::tr("over the %1 % limit").arg(number(limit, 0))
                         : Text::tr("within the %1 % limit").arg(number(limit, 0));
  if (over && points >= 1)
    against = points == 1
                  ? Text::tr("over the %1 % limit by 1 point").arg(number(limit, 0))
                  : Text::tr("over the %1 % limit by %2 points").arg(number(limit, 0), number(points, 0));
  FillVerdict verdict;
  verdict.text = start + QStringLiteral(" · ") + against;
  verdict.icon = over ? QStringLiteral("over") : QStringLiteral("within");
  verdict.tone = over ? Tone::bad : Tone::good;
  // A map without a unit has any scale.
  const bool far = !(std::abs(std::log(report.depthScale)) < std::log(farOffScale));
  if (far && warns(report, "size-disagrees") && depthHasUnit(report)) {
    // A slipped unit: no figure from it is within or over anything.
    verdict.text = Text::tr("Not to be trusted: size and depth contradict each other.");
    verdict.icon = QStringLiteral("warning");
    verdict.tone = Tone::warning;
  } else if (doubtful) {
    verdict.text += QStringLiteral(". ") + (warns(report, "depth-predicted")
                                                ? Text::tr("The network’s guess is not sure enough to tell.")
                                                : Text::tr("What is hidden could change that."));
    verdict.icon = QStringLiteral("warning");
    verdict.tone = Tone::warning;
  }
  return verdict;
}

std::vector<FillRow> tableOf(const FillReport& report) {
  std::vector<FillRow> rows;
  if (report.contentLitres && report.boxLitres)
    rows.push_back(
        {Text::tr("Content"),
         Text::tr("%1 of %2 l").arg(number(*report.contentLitres, 1), number(*report.boxLitres, 1)),
         Text::tr("Volume under the content's upper surface, and the volume of the box up to its rim.")});
  if (report.overfillLitres && *report.overfillLitres >= 0.05)
    rows.push_back({Text::tr("Above the rim"), Text::tr("%1 l").arg(number(*report.overfillLitres, 1)),
                    Text::tr("Volume of what sticks out above the rim; it does not count as fill.")});
  if (report.cutHeight)
    rows.push_back(
        {Text::tr("Cut height"),
         (*report.cutHeight > report.size.depth ? Text::tr("%1 cm, above the rim") : Text::tr("%1 cm"))
             .arg(number(100 * *report.cutHeight, 1)),
         Text::tr("Height over the floor at which a lid could lie on the content.")});
  rows.push_back(
      {Text::tr("Hidden"), percentText(report.hiddenPercent),
       Text::tr("Share of the box's area that no pixel of the picture sees; it makes the interval wide.")});
  rows.push_back({Text::tr("Depth holes"), percentText(report.holePercent),
                  Text::tr("Share of the pixels inside the rim without a depth measurement.")});
  rows.push_back(
      {Text::tr("Tilt"), Text::tr("%1°").arg(number(degrees(report.tilt), 0)),
       Text::tr("Angle between the camera's view and straight down into the box; up to 15° is best.")});
  const bool metric = report.contentLitres.has_value();
  rows.push_back({Text::tr("Rim residual"),
                  metric ? Text::tr("%1 mm").arg(number(1000 * report.alignmentResidual, 1))
                         : Text::tr("%1 % of side 1–2").arg(number(100 * report.alignmentResidual, 1)),
                  Text::tr("How far the depth on the rim scatters about the rim's plane; large means corners "
                           "or depth are off.")});
  if (depthHasUnit(report) && std::abs(report.depthScale - 1) >= 0.0005)
    rows.push_back({Text::tr("Depth scale"), QStringLiteral("× %1").arg(number(report.depthScale, 3)),
                    Text::tr("Factor that brought the depth map to scale on the rim; near 1 when depth and "
                             "box size agree.")});
  if (!report.method.empty())
    rows.push_back({Text::tr("Method"), methodText(report.method),
                    Text::tr("What the floor and the scale were taken from.")});
  return rows;
}

QString sentenceOf(const std::string& text) {
  QString sentence = QString::fromStdString(text).trimmed();
  if (sentence.isEmpty()) return sentence;
  sentence[0] = sentence[0].toUpper();
  if (!QStringLiteral(".!?…").contains(sentence.back())) sentence += QLatin1Char('.');
  return sentence;
}

} // namespace fillscope
