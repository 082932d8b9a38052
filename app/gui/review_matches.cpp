#include "app/gui/review_matches.h"
#include "app/gui/review_words.h"
#include "core/annotation/region_words.h"
#include "widgets/theme.h"
#include "widgets/tone_label.h"
#include <QGridLayout>
#include <QPushButton>
#include <QTreeWidget>
#include <QVBoxLayout>

namespace fillscope {
namespace {

enum Verb { takeShape, mergeShape, takeCorner, addTheirs, removeMine, takeAll };
enum Role { KindRole = Qt::UserRole, IndexRole, CornerRole };

QString nothing() { return QStringLiteral("–"); }

QString nameOf(const Region& region) { return reviewedName(shapeWord(region), labelOf(region)); }

} // namespace

ReviewMatches::ReviewMatches(const AnnotationDocument& document, ReviewSession& session, QWidget* parent)
    : QWidget(parent)
    , document_(document)
    , session_(session)
    , verdict_(new ToneLabel(Tone::plain))
    , table_(newReviewTable(tr("Regions of this picture"),
                            {tr("Region"), tr("IoU"), tr("Apart"), tr("of size")})) {
  table_->setObjectName(QStringLiteral("reviewMatches"));
  verdict_->setWordWrap(true);
  connect(table_, &QTreeWidget::currentItemChanged, this, [this] {
    if (filling_) return;
    showButtons();
    Q_EMIT chosenChanged();
  });
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->addWidget(verdict_);
  column->addWidget(table_, 1);
  column->addWidget(makeButtons());
  showButtons();
}

QWidget* ReviewMatches::makeButtons() {
  struct Words {
    const char* name;
    QString text, tip;
  };
  const Words verbs[] = {
      {"takeShape", tr("&Take theirs"), tr("The shape moves to where they have it")},
      {"mergeShape", tr("Meet &half way"), tr("The shape moves to the middle of mine and theirs")},
      {"takeCorner", tr("Take this &corner"), tr("One corner moves to where they have it")},
      {"addTheirs", tr("&Add theirs"), tr("A region that only they have joins mine")},
      {"removeMine", tr("&Remove mine"), tr("A region that they do not have goes")},
      {"takeAll", tr("Take a&ll of theirs"),
       tr("All shapes of this picture, and those that only they have")}};
  auto* box = new QWidget;
  auto* grid = new QGridLayout(box);
  grid->setContentsMargins(0, 0, 0, 0);
  grid->setSpacing(theme::grid);
  for (int i = 0; i < 6; ++i) {
    buttons_[i] = new QPushButton(verbs[i].text);
    buttons_[i]->setObjectName(QLatin1String(verbs[i].name));
    buttons_[i]->setToolTip(verbs[i].tip);
    buttons_[i]->setAutoDefault(false);
    connect(buttons_[i], &QPushButton::clicked, this, [this, i] { act(i); });
    grid->addWidget(buttons_[i], i / 2, i % 2);
  }
  return box;
}

std::optional<ReviewMatches::Row> ReviewMatches::chosen() const {
  const QTreeWidgetItem* item = table_->currentItem();
  if (!item) return std::nullopt;
  return Row{static_cast<Kind>(item->data(0, KindRole).toInt()), item->data(0, IndexRole).toInt(),
             item->data(0, CornerRole).toInt()};
}

const ShapeMatch* ReviewMatches::chosenMatch() const {
  const std::optional<Row> row = chosen();
  const PictureAgreement* agreement = session_.of(picture_);
  if (!row || !agreement || (row->kind != Kind::match && row->kind != Kind::corner)) return nullptr;
  return &agreement->matches[static_cast<std::size_t>(row->index)];
}

int ReviewMatches::chosenCorner() const {
  const std::optional<Row> row = chosen();
  return row && row->kind == Kind::corner ? row->corner : -1;
}

void ReviewMatches::showPicture(int picture) {
  filling_ = true;
  if (picture != picture_) table_->setCurrentItem(nullptr);
  picture_ = picture;
  const PictureAgreement* agreement = session_.of(picture);
  if (agreement)
    fill(*agreement);
  else
    table_->clear();
  filling_ = false;
  showVerdict(agreement);
  showButtons();
  Q_EMIT chosenChanged();
}

void ReviewMatches::fill(const PictureAgreement& agreement) {
  const std::optional<Row> before = chosen();
  table_->clear();
  const auto add = [&](QTreeWidgetItem* parent, const QStringList& texts, const Row& row) {
    QTreeWidgetItem* item = newReviewRow(parent, texts);
    item->setData(0, KindRole, static_cast<int>(row.kind));
    item->setData(0, IndexRole, row.index);
    item->setData(0, CornerRole, row.corner);
    if (before == row) table_->setCurrentItem(item);
    return item;
  };
  QTreeWidgetItem* root = table_->invisibleRootItem();
  for (std::size_t i = 0; i < agreement.matches.size(); ++i) {
    const ShapeMatch& match = agreement.matches[i];
    const bool hasCorners = !match.corners.empty(), hasSize = hasCorners && match.shape != "point";
    QTreeWidgetItem* item =
        add(root,
            {reviewedName(match.shape, match.label), match.overlap > 0 ? shareText(match.overlap) : nothing(),
             hasCorners ? pixelText(match.meanDistance) : nothing(),
             hasSize ? shareText(match.meanShare, 2) : nothing()},
            {Kind::match, static_cast<int>(i), -1});
    for (std::size_t c = 0; c < match.corners.size(); ++c) {
      const QString name =
          QString::number(c + 1) + QLatin1Char(' ') + cornerTitle(match.shape, match.names[c]);
      add(item, {name.trimmed(), {}, pixelText(norm(match.offsets[c])), {}},
          {Kind::corner, static_cast<int>(i), static_cast<int>(c)});
    }
    item->setExpanded(match.corners.size() <= 8);
  }
  const Picture &mine = document_.picture(picture_), &theirs = session_.theirs(agreement);
  for (const int region : agreement.missing)
    add(root, {tr("only mine: %1").arg(nameOf(mine.regions[static_cast<std::size_t>(region)])), {}, {}, {}},
        {Kind::mine, region, -1});
  for (const int region : agreement.extra)
    add(root,
        {tr("only theirs: %1").arg(nameOf(theirs.regions[static_cast<std::size_t>(region)])), {}, {}, {}},
        {Kind::theirs, region, -1});
  if (!table_->currentItem() && table_->topLevelItemCount() > 0)
    table_->setCurrentItem(table_->topLevelItem(0));
}

void ReviewMatches::showVerdict(const PictureAgreement* agreement) {
  if (!session_.isReady())
    verdict_->clear();
  else if (!agreement)
    verdict_->setText(tr("They have no annotations of this picture."));
  else
    verdict_->setText(
        tr("%1: %2 agreement")
            .arg(QString::fromStdString(document_.picture(picture_).filename), shareText(agreement->score)));
}

void ReviewMatches::showButtons() {
  using Take = ReviewSession::Take;
  const std::optional<Row> row = chosen();
  const ShapeMatch* match = chosenMatch();
  const int corner = chosenCorner();
  buttons_[takeShape]->setEnabled(match && session_.canTake(picture_, *match, Take::theirs));
  buttons_[mergeShape]->setEnabled(match && session_.canTake(picture_, *match, Take::middle));
  buttons_[takeCorner]->setEnabled(match && corner >= 0 &&
                                   session_.canTake(picture_, *match, Take::theirs, corner));
  buttons_[addTheirs]->setEnabled(row && row->kind == Kind::theirs);
  buttons_[removeMine]->setEnabled(row && row->kind == Kind::mine);
  buttons_[takeAll]->setEnabled(session_.canTakeAll(picture_));
}

void ReviewMatches::act(int verb) {
  const std::optional<Row> row = chosen();
  if (verb == takeAll) return session_.takeAll(picture_);
  if (!row) return;
  if (verb == addTheirs) return session_.addTheirs(picture_, {row->index});
  if (verb == removeMine) return session_.removeMine(picture_, {row->index});
  const ShapeMatch* found = chosenMatch();
  if (!found) return;
  const ShapeMatch match = *found; // compared anew while it is taken
  if (verb == takeCorner)
    session_.takeCorner(picture_, match, row->corner);
  else
    session_.takeShape(picture_, match,
                       verb == mergeShape ? ReviewSession::Take::middle : ReviewSession::Take::theirs);
}

} // namespace fillscope
