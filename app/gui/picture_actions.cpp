#include "app/gui/picture_actions.h"
#include "app/gui/action_registry.h"
#include "app/gui/app_context.h"
#include "app/gui/picture_rows.h"
#include "app/gui/statistics_dialog.h"
#include "core/annotation/picture_query.h"
#include "widgets/picture_list.h"
#include "widgets/theme.h"
#include "widgets/tone_label.h"
#include <QCoreApplication>
#include <QDialogButtonBox>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace fillscope {
namespace {

struct PictureVerbs {
  Q_DECLARE_TR_FUNCTIONS(fillscope::PictureVerbs)
};

void toggleReviewed(AppContext& context, int picture) {
  if (picture < 0 || picture >= context.document.pictureCount()) return;
  const Picture& shown = context.document.picture(picture);
  const bool now = !isReviewed(shown);
  // Who has looked at the picture has looked at what a network proposes for its rim.
  const std::optional<DetectedRim> ghost = context.detect.ghost();
  if (now && picture == context.current.index() && ghost && context.detect.isStored())
    context.detect.accept(ghost->corners, false);
  context.document.setPictureAttributes(picture, withReviewed(shown.attributes, now),
                                        now ? PictureVerbs::tr("Mark as reviewed")
                                            : PictureVerbs::tr("Mark as not reviewed"));
}

enum class Likeness { none, holds, begins, same };

/// typed: case folded.
Likeness likeness(const QString& typed, const std::string& filename) {
  const QString path = QString::fromStdString(filename).toCaseFolded();
  const qsizetype at = path.indexOf(typed);
  if (at < 0) return Likeness::none;
  const QStringView name = QStringView(path).mid(path.lastIndexOf(QLatin1Char('/')) + 1);
  // "tote.color.png" is listed as "tote".
  const QStringView stem = name.left(name.lastIndexOf(QLatin1Char('.')));
  const QStringView bare = stem.endsWith(u".color") ? stem.chopped(6) : stem;
  for (const QStringView whole : {QStringView(path), name, stem, bare})
    if (whole == typed) return Likeness::same;
  return at == 0 || name.startsWith(typed) ? Likeness::begins : Likeness::holds;
}

} // namespace

int pictureMeant(const QString& typed, const std::vector<Picture>& pictures) {
  const QString text = typed.trimmed();
  if (text.isEmpty()) return -1;
  bool isNumber = false;
  const int number = text.toInt(&isNumber), count = static_cast<int>(pictures.size());
  // "007" is a name: nobody counts so.
  if (isNumber && !text.startsWith(QLatin1Char('0')) && number >= 1 && number <= count) return number - 1;
  const QString folded = text.toCaseFolded();
  int best = -1;
  Likeness most = Likeness::none;
  for (int i = 0; i < count && most != Likeness::same; ++i) {
    const Likeness found = likeness(folded, pictures[static_cast<std::size_t>(i)].filename);
    if (found <= most) continue;
    most = found;
    best = i;
  }
  return best >= 0 || !isNumber || number < 1 || number > count ? best : number - 1;
}

GoToDialog::GoToDialog(AppContext& context, QWidget* parent)
    : QDialog(parent)
    , context_(context)
    , field_(new QLineEdit)
    , answer_(new ToneLabel(Tone::quiet)) {
  setWindowTitle(tr("Go to picture"));
  field_->setAccessibleName(tr("Number or part of a name"));
  field_->setPlaceholderText(tr("Number or part of a name"));
  answer_->setMinimumWidth(80 * theme::grid);
  answer_->setAccessibleName(tr("Picture found"));
  auto* buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel);
  connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
  connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
  const auto look = [this, buttons] {
    const int index = find();
    buttons->button(QDialogButtonBox::Ok)->setEnabled(index >= 0);
    answer_->setText(index >= 0 ? QStringLiteral("%1  %2").arg(index + 1).arg(
                                      QString::fromStdString(context_.document.picture(index).filename))
                     : field_->text().isEmpty() ? tr("1 to %1").arg(context_.document.pictureCount())
                                                : tr("There is no such picture"));
  };
  connect(field_, &QLineEdit::textChanged, this, look);
  connect(this, &QDialog::accepted, this, [this] {
    if (const int index = find(); index >= 0) context_.current.select(index);
  });
  auto* layout = new QVBoxLayout(this);
  layout->addWidget(field_);
  layout->addWidget(answer_);
  layout->addWidget(buttons);
  look();
}

int GoToDialog::find() const { return pictureMeant(field_->text(), context_.document.project().pictures); }

void addPictureActions(ActionRegistry& actions, AppContext& context, PictureListPanel& list,
                       PictureRows& rows) {
  const auto add = [&](const char* id, const QString& text, const QString& key, const QString& tip,
                       const char* icon, std::function<void()> run) {
    QList<QKeySequence> keys;
    if (!key.isEmpty()) keys << QKeySequence(key);
    actions.add({QLatin1String(id), text, keys, tip, QLatin1String(icon)}, std::move(run));
  };
  QWidget* window = list.window();
  add("picture.reviewed", PictureVerbs::tr("&Reviewed"), QStringLiteral("Ctrl+Return"),
      PictureVerbs::tr("Somebody has looked at this picture: kept as its attribute reviewed"), "check",
      [&context] { toggleReviewed(context, context.current.index()); });
  add("picture.reviewedNext", PictureVerbs::tr("Re&viewed, and the next"), QStringLiteral("Shift+Return"),
      PictureVerbs::tr("Marks this picture as reviewed and shows the next of the list"), "",
      [&context, &rows] {
        const int index = context.current.index();
        if (index >= 0 && !isReviewed(context.document.picture(index))) toggleReviewed(context, index);
        rows.step(1);
      });
  add("picture.queue", PictureVerbs::tr("&Worst first"), QStringLiteral("Ctrl+Shift+W"),
      PictureVerbs::tr("What has not been reviewed, the least certain corners first"), "sort",
      [&context, &list] {
        list.setFilter(QStringLiteral("unreviewed"));
        list.setOrder(PictureOrder::confidence);
        if (const int first = list.firstShown(); first >= 0) context.current.select(first);
      });
  add("picture.first", PictureVerbs::tr("&First picture"), QStringLiteral("Home"), {}, "", [&context, &list] {
    if (const int first = list.firstShown(); first >= 0) context.current.select(first);
  });
  add("picture.last", PictureVerbs::tr("&Last picture"), QStringLiteral("End"), {}, "", [&context, &list] {
    if (const int last = list.lastShown(); last >= 0) context.current.select(last);
  });
  add("picture.find", PictureVerbs::tr("F&ilter pictures"), QStringLiteral("Ctrl+F"),
      PictureVerbs::tr("By name, state, corners, labels or attributes"), "search",
      [&list] { list.editFilter(); });
  add("picture.goTo", PictureVerbs::tr("&Go to picture…"), QStringLiteral("G"),
      PictureVerbs::tr("By its number or name"), "", [&context, window] {
        auto* dialog = new GoToDialog(context, window);
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        dialog->show();
      });
  add("picture.statistics", PictureVerbs::tr("S&tatistics"), {},
      PictureVerbs::tr("Regions by shape and label, pictures by state"), "statistics", [&context, window] {
        auto* dialog = new StatisticsDialog(statisticsOf(context.document.project()), window);
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        dialog->show();
      });
  QObject::connect(&list, &PictureListPanel::reviewedToggled, &context.document,
                   [&context](int row) { toggleReviewed(context, row); });
}

} // namespace fillscope
