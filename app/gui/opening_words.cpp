#include "app/gui/opening_words.h"
#include "app/gui/count_texts.h"
#include "app/gui/paths.h"
#include <QCoreApplication>
#include <QLocale>
#include <map>

namespace fillscope {
namespace {

struct Text {
  Q_DECLARE_TR_FUNCTIONS(fillscope::OpeningWords)
};

/// "a.png, b.txt and 12 more"
QString someNames(const QStringList& names) {
  constexpr qsizetype most = 3;
  const QString text = names.mid(0, most).join(QStringLiteral(", "));
  return names.size() <= most ? text
                              : Text::tr("%1 and %2 more").arg(text, QLocale().toString(names.size() - most));
}

QString upText(const QString& up, const QStringList& names) {
  if (up == QLatin1String("camera"))
    return names.size() == 1
               ? Text::tr("“%1” is shown as a picture from its camera's place.").arg(names.front())
               : Text::tr("%1 point clouds are shown as pictures from their camera's place: %2.")
                     .arg(QLocale().toString(names.size()), someNames(names));
  return names.size() == 1
             ? Text::tr("“%1” is shown as a picture from above, with %2 up.").arg(names.front(), up)
             : Text::tr("%1 point clouds are shown as pictures from above, with %2 up: %3.")
                   .arg(QLocale().toString(names.size()), up, someNames(names));
}

QString gridText(const QStringList& names) {
  return names.size() == 1 ? Text::tr("“%1” is shown as its camera saw it.").arg(names.front())
                           : Text::tr("%1 point clouds are shown as their camera saw them: %2.")
                                 .arg(QLocale().toString(names.size()), someNames(names));
}

} // namespace

QString cloudsText(const std::vector<OpenedCloud>& clouds) {
  QStringList ownGrid, cut, sentences;
  std::map<QString, QStringList> looked;
  bool isGuess = false;
  for (const OpenedCloud& cloud : clouds) {
    const QString name = toText(cloud.file.filename());
    (cloud.isOwnGrid ? ownGrid : looked[QString::fromStdString(cloud.up)]) << name;
    isGuess |= cloud.upIsGuess;
    if (cloud.outside >= 0.005)
      cut << Text::tr("%1 % of “%2”").arg(QLocale().toString(100 * cloud.outside, 'f', 0), name);
  }
  if (!ownGrid.isEmpty()) sentences << gridText(ownGrid);
  for (const auto& [up, names] : looked)
    if (!names.isEmpty()) sentences << upText(up, names);
  if (isGuess)
    sentences << Text::tr(
        "Where that is the wrong side, turn the cloud until z points up in the program that "
        "wrote it, and open it again.");
  if (!cut.isEmpty()) sentences << Text::tr("Points outside the picture: %1.").arg(someNames(cut));
  return sentences.join(QLatin1Char(' '));
}

QString refusedText(const std::vector<Error>& refused) {
  QStringList sentences;
  for (const Error& error : refused)
    sentences << Text::tr("Not opened: %1").arg(QString::fromStdString(error.sentence()));
  return sentences.join(QLatin1Char(' '));
}

QString locatedText(const LocatedPictures& located) {
  const int found = located.found;
  QString text = located.missing > 0 ? Text::tr("Found: %1. Still missing: %2.")
                                           .arg(picturesText(found), QLocale().toString(located.missing))
                 : found == 1 ? Text::tr("Found the missing picture. Save the project to keep this.")
                              : Text::tr("Found all %1 missing pictures. Save the project to keep this.")
                                    .arg(QLocale().toString(found));
  QStringList lost;
  for (const std::string& name : located.lostFiles)
    lost << QString::fromStdString(name);
  if (!lost.isEmpty())
    text += QLatin1Char(' ') +
            Text::tr("Of the files that they name, these were not found: %1.").arg(someNames(lost));
  return text;
}

} // namespace fillscope
