#include "app/gui/window_notices.h"
#include "app/gui/app_context.h"
#include "app/gui/depth_page.h"
#include "app/gui/inspector.h"
#include "app/gui/main_window.h"
#include "app/gui/notice_bar.h"
#include "app/gui/photo_page.h"
#include "app/gui/regions_pane.h"
#include "app/gui/report_dialog.h"
#include "app/gui/workspaces.h"
#include <QCoreApplication>
#include <QDesktopServices>
#include <QPointer>
#include <QUndoGroup>
#include <QUndoStack>
#include <QUrl>
#include <algorithm>

namespace fillscope {
namespace {

struct Notices {
  Q_DECLARE_TR_FUNCTIONS(fillscope::Notices)
};

void showDetails(MainWindow& window, const QString& title, const QString& sentence,
                 const std::vector<ReportSection>& details) {
  auto* dialog = new ReportDialog(title, sentence, details, &window);
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->show();
}

/// "Left out: 3 with depth of their own, 5 without a rim."; empty where none was.
QString leftOutText(const FillBatch::Counts& counts) {
  QStringList parts;
  const auto part = [&](int count, const QString& text) {
    if (count > 0) parts << text.arg(count);
  };
  part(counts.withDepth, Notices::tr("%1 with depth of their own"));
  part(counts.known, Notices::tr("%1 with a figure already"));
  part(counts.withoutRim, Notices::tr("%1 without a rim"));
  part(counts.changed, Notices::tr("%1 changed meanwhile"));
  return parts.isEmpty()
             ? QString()
             : QLatin1Char(' ') + Notices::tr("Left out: %1.").arg(parts.join(QStringLiteral(", ")));
}

QString predictedText(const FillBatch::Counts& counts) {
  QString text = counts.done == 1 ? Notices::tr("Fill predicted in 1 picture.")
                                  : Notices::tr("Fill predicted in %1 pictures.").arg(counts.done);
  if (counts.throughProposals > 0)
    text += QLatin1Char(' ') +
            Notices::tr("In %1 of them nobody has looked at the corners.").arg(counts.throughProposals);
  if (counts.failed > 0)
    text += QLatin1Char(' ') + Notices::tr("%1 could not be read or predicted.").arg(counts.failed);
  return text + leftOutText(counts);
}

QString measuredText(const FillBatch::Counts& counts) {
  QString text = counts.done == 1 ? Notices::tr("1 picture measured.")
                                  : Notices::tr("%1 pictures measured.").arg(counts.done);
  if (counts.failed > 0)
    text += QLatin1Char(' ') + Notices::tr("%1 could not be measured.").arg(counts.failed);
  return text + leftOutText(counts);
}

QString detectedText(int found, int failures, int rejected) {
  QString text = found == 1
                     ? Notices::tr("Corners proposed in 1 picture.")
                     : Notices::tr("Corners proposed in %1 pictures, the least certain first.").arg(found);
  if (failures > 0)
    text += QLatin1Char(' ') + Notices::tr("%1 could not be read or held none.").arg(failures);
  if (rejected > 0)
    text += QLatin1Char(' ') +
            Notices::tr("%1 left alone: corners of this network were rejected there.").arg(rejected);
  return text;
}

QString missingText(int missing, int all) {
  return missing < all
             ? Notices::tr("%1 of %2 pictures are not where the project says.").arg(missing).arg(all)
         : all == 1 ? Notices::tr("The picture is not where the project says.")
                    : Notices::tr("None of the %1 pictures is where the project says.").arg(all);
}

auto errorIn(NoticeBar* notice) {
  return [notice](const Error& error) { notice->showError(QString::fromStdString(error.sentence())); };
}

/// For a sentence that stops being true: hides it, if no other one has taken its place.
auto hiderOf(NoticeBar* notice, const QString& sentence) {
  return [notice, sentence] {
    if (notice->text() == sentence) notice->hide();
  };
}

auto noteIn(NoticeBar* notice) {
  return [notice](const QString& text) { notice->showNote(text); };
}

auto resultIn(NoticeBar* notice, const CurrentPicture& current) {
  return [notice, &current](const QString& text) {
    notice->showResult(text);
    // Who goes on to another picture has read it, and would have it over every one.
    QObject::connect(&current, &CurrentPicture::selected, notice, hiderOf(notice, text),
                     Qt::SingleShotConnection);
  };
}

auto writtenIn(NoticeBar* notice) {
  return [notice](const QString& sentence, const QString& path) {
    if (path.isEmpty()) return notice->showNote(sentence);
    notice->showNote(sentence, Notices::tr("Open"),
                     [path] { QDesktopServices::openUrl(QUrl::fromLocalFile(path)); });
  };
}

/// What was read: of the project, and of other programs' files.
void connectProject(MainWindow& window, AppContext& context) {
  NoticeBar* notice = &window.noticeBar();
  struct Failure {
    QString sentence;
    QDateTime savedAt;
  };
  const auto last = std::make_shared<Failure>();
  const ProjectSession& session = context.session;
  QObject::connect(&session, &ProjectSession::failed, notice, [notice, &session, last](const Error& error) {
    *last = {QString::fromStdString(error.sentence()), session.savedAt()};
    notice->showError(last->sentence);
  });
  // What could not be saved, somewhere else is saved by now.
  QObject::connect(&session, &ProjectSession::stateChanged, notice, [notice, &session, last] {
    if (session.savedAt() != last->savedAt) hiderOf(notice, last->sentence)();
  });
  QObject::connect(&context.session, &ProjectSession::noted, notice, noteIn(notice));
  QObject::connect(&context.exchange, &AnnotationExchange::failed, notice, errorIn(notice));
  const auto report = [notice, &window](const QString& sentence, const QString& title,
                                        const std::vector<ReportSection>& details, bool isProblem) {
    const auto open = [&window, title, sentence, details] { showDetails(window, title, sentence, details); };
    if (isProblem)
      notice->showError(sentence, Notices::tr("Details"), open);
    else
      notice->showNote(sentence, Notices::tr("Details"), open);
  };
  QObject::connect(&context.exchange, &AnnotationExchange::noted, notice, report);
  QObject::connect(
      &context.session, &ProjectSession::imported, notice,
      [report](const std::vector<ImportReport>& reports, const std::vector<MergedAnnotations>& merges) {
        // What could not be had stays until it is read.
        const bool lacks = std::any_of(reports.begin(), reports.end(), [](const ImportReport& r) {
          return r.picturesMissing > 0 ||
                 std::any_of(r.notes.begin(), r.notes.end(),
                             [](const ImportNote& n) { return n.kind == ImportNote::Kind::dropped; });
        });
        report(openedSentence(reports, merges), Notices::tr("Import"), openedSections(reports, merges),
               lacks);
      });
  QObject::connect(&context.session, &ProjectSession::picturesMissing, notice,
                   [notice, &window](int missing, int all, const QString& warning) {
                     QAction* locate = window.actions().action(QStringLiteral("file.locatePictures"));
                     const QString text = (missingText(missing, all) + QLatin1Char(' ') + warning).trimmed();
                     notice->showError(text, locate->text(), [locate] { locate->trigger(); });
                   });
}

/// What is done to the picture that is shown.
void connectPicture(MainWindow& window, AppContext& context) {
  NoticeBar* notice = &window.noticeBar();
  QObject::connect(&window.photoPage(), &PhotoPage::told, notice, noteIn(notice));
  QObject::connect(&window.regionsPane(), &RegionsPane::refused, notice, noteIn(notice));
  QObject::connect(&window.photoPage(), &PhotoPage::offered, notice,
                   [notice, &window](const QString& sentence, QAction* action) {
                     notice->showNote(sentence, window.actions().labelOf(window.actions().idOf(action)),
                                      [action, done = hiderOf(notice, sentence)] {
                                        action->trigger();
                                        done();
                                      });
                   });
  QObject::connect(&window.photoPage(), &PhotoPage::undoable, notice,
                   [notice, group = context.document.undoGroup()](const QString& sentence,
                                                                  const std::function<void()>& undo) {
                     const auto hide = hiderOf(notice, sentence);
                     notice->showNote(sentence, Notices::tr("Undo"), [undo, hide] {
                       undo();
                       hide();
                     });
                     // Undone by key, followed by another change, or of a picture that is left.
                     QObject::connect(group, &QUndoGroup::indexChanged, notice, hide,
                                      Qt::SingleShotConnection);
                   });
  QObject::connect(&window.depthPage(), &DepthPage::refused, notice,
                   [notice](const QString& sentence) { notice->showError(sentence); });
  QObject::connect(&window.inspector(), &Inspector::shared, notice,
                   [notice](const QString& sentence, QUndoStack* stack) {
                     notice->showNote(sentence, Notices::tr("Undo"), [stack = QPointer<QUndoStack>(stack)] {
                       if (stack) stack->undo();
                     });
                     // Undone by key, or followed by another change: the sentence and its button are no
                     // longer true.
                     QObject::connect(stack, &QUndoStack::indexChanged, notice, hiderOf(notice, sentence),
                                      Qt::SingleShotConnection);
                   });
}

/// What networks are asked, and how they come about.
void connectNetworks(MainWindow& window, AppContext& context) {
  NoticeBar* notice = &window.noticeBar();
  const auto note = noteIn(notice);
  const auto result = resultIn(notice, context.current);
  const auto noNetwork = [notice, &window, &context](NetworkUse use) {
    notice->showError(noNetworkText(use, toText(context.paths.ownModelFolder())), Notices::tr("Train"),
                      [&window] { window.workspaces().show(Workspace::train); });
  };
  QObject::connect(&context.predict, &PredictController::failed, notice, errorIn(notice));
  QObject::connect(&context.denoise, &DenoiseController::failed, notice, errorIn(notice));
  QObject::connect(&context.denoise, &DenoiseController::told, notice, result);
  QObject::connect(&context.denoise, &DenoiseController::allDenoised, notice, writtenIn(notice));
  QObject::connect(&context.detect, &DetectController::failed, notice, errorIn(notice));
  QObject::connect(&context.detect, &DetectController::noted, notice, note);
  QObject::connect(&context.detect, &DetectController::noNetwork, notice,
                   [noNetwork] { noNetwork(NetworkUse::corners); });
  QObject::connect(
      &context.detect, &DetectController::allDetected, notice,
      [result](int found, int failures, int rejected) { result(detectedText(found, failures, rejected)); });
  QObject::connect(&context.pictureClass, &ClassController::failed, notice, errorIn(notice));
  QObject::connect(&context.pictureClass, &ClassController::noNetwork, notice,
                   [noNetwork] { noNetwork(NetworkUse::classes); });
  QObject::connect(
      &context.pictureClass, &ClassController::told, notice, [notice, &context](const QString& sentence) {
        const auto hide = hiderOf(notice, sentence);
        notice->showNote(sentence, Notices::tr("Keep as its class"), [&context, hide] {
          context.pictureClass.keep();
          hide();
        });
        // Of a picture that is left.
        QObject::connect(&context.current, &CurrentPicture::selected, notice, hide, Qt::SingleShotConnection);
      });
  QObject::connect(&context.fill, &FillPredictor::failed, notice, errorIn(notice));
  QObject::connect(&context.fill, &FillPredictor::noNetwork, notice, noNetwork);
  FillBatch* batch = &context.fillBatch;
  QObject::connect(batch, &FillBatch::failed, notice, errorIn(notice));
  QObject::connect(batch, &FillBatch::noted, notice, note);
  QObject::connect(batch, &FillBatch::noNetwork, notice, noNetwork);
  QObject::connect(batch, &FillBatch::predicted, notice,
                   [result](const FillBatch::Counts& counts) { result(predictedText(counts)); });
  QObject::connect(batch, &FillBatch::measured, notice,
                   [result](const FillBatch::Counts& counts) { result(measuredText(counts)); });
  TrainController* training = &context.training;
  QObject::connect(training, &TrainController::failed, notice,
                   [notice, training, tell = errorIn(notice)](const Error& error) {
                     tell(error);
                     // The next one has not failed.
                     QObject::connect(training, &TrainController::stateChanged, notice,
                                      hiderOf(notice, notice->text()), Qt::SingleShotConnection);
                   });
  QObject::connect(&context.training, &TrainController::installed, notice,
                   [note](const QString& id, NetworkUse use) { note(networkTakenText(use, id)); });
  QObject::connect(&context.networkChoice, &NetworkChoice::noted, notice, note);
}

/// What is written to files of its own.
void connectWriting(MainWindow& window, AppContext& context) {
  NoticeBar* notice = &window.noticeBar();
  const auto written = writtenIn(notice);
  const auto folderWritten = [written](const QString& folder) {
    written(Notices::tr("Written: %1").arg(folder), folder);
  };
  QObject::connect(&context.exports, &ExportController::failed, notice, errorIn(notice));
  QObject::connect(&context.exports, &ExportController::written, notice, written);
  QObject::connect(&context.compare, &CompareController::failed, notice, errorIn(notice));
  QObject::connect(&context.compare, &CompareController::saved, notice, folderWritten);
  QObject::connect(&context.synth, &SynthController::failed, notice, errorIn(notice));
  QObject::connect(
      &context.synth, &SynthController::written, notice,
      [folderWritten](const SynthesisSummary&, const QString& folder) { folderWritten(folder); });
  QObject::connect(&context.compose, &ComposeController::failed, notice, errorIn(notice));
  QObject::connect(&context.compose, &ComposeController::written, notice,
                   [folderWritten](const ComposeSummary&, const QString& folder) { folderWritten(folder); });
}

} // namespace

void connectNotices(MainWindow& window, AppContext& context) {
  connectProject(window, context);
  connectPicture(window, context);
  connectNetworks(window, context);
  connectWriting(window, context);
}

} // namespace fillscope
