#include "app/gui/review_dialog.h"
#include "app/gui/app_context.h"
#include "core/annotation/region_edit.h"
#include "core/annotation/region_words.h"
#include "widgets/image_canvas.h"
#include "widgets/qimage_from.h"
#include "widgets/region_list.h"
#include "widgets/theme.h"
#include "widgets/tone_label.h"
#include <QGridLayout>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLocale>
#include <QPainter>
#include <QPushButton>
#include <QSplitter>
#include <QTreeWidget>
#include <QVBoxLayout>
#include <algorithm>

namespace fillscope {
namespace {

enum Verb { takeShape, mergeShape, takeCorner, addTheirs, removeMine, takeAll };
enum Role { KindRole = Qt::UserRole, IndexRole, CornerRole };
enum class Kind { match, corner, mine, theirs };

QString px(double value) { return ReviewDialog::tr("%1 px").arg(QLocale().toString(value, 'f', 1)); }
QString percent(double share, int decimals = 0) {
  return ReviewDialog::tr("%1 %").arg(QLocale().toString(100 * share, 'f', decimals));
}

QTreeWidget* newTree(const QString& name, const QStringList& headers) {
  auto* tree = new QTreeWidget;
  tree->setAccessibleName(name);
  tree->setHeaderLabels(headers);
  tree->setUniformRowHeights(true);
  tree->setAlternatingRowColors(true);
  tree->header()->setStretchLastSection(false);
  tree->header()->setSectionResizeMode(0, QHeaderView::Stretch);
  for (int column = 1; column < headers.size(); ++column)
    tree->header()->setSectionResizeMode(column, QHeaderView::ResizeToContents);
  return tree;
}

QTreeWidgetItem* newRow(QTreeWidgetItem* parent, const QStringList& texts) {
  auto* item = new QTreeWidgetItem(parent, texts);
  for (int column = 1; column < texts.size(); ++column)
    item->setTextAlignment(column, Qt::AlignRight | Qt::AlignVCenter);
  return item;
}

QString titleOf(const std::string& shape, const std::string& label) {
  const QString name = shapeTitle(QString::fromStdString(shape));
  return label.empty() || shape == "box rim"
             ? name
             : QString::fromStdString(label) + QStringLiteral(" (") + name + QLatin1Char(')');
}

ReviewOutline outlineOf(const Region& region, bool chosen) {
  return {flattened(region.shape, 0.5), isClosed(region), chosen};
}

} // namespace

ReviewDialog::ReviewDialog(AppContext& context, QWidget* parent)
    : QDialog(parent)
    , context_(context)
    , session_(context.document, context.jobs)
    , tool_(std::make_unique<ReviewTool>()) {
  setWindowTitle(tr("Review"));
  setWindowFlag(Qt::WindowMaximizeButtonHint);
  resize(1240, 760);
  summary_ = new ToneLabel(Tone::plain);
  summary_->setWordWrap(true);
  summary_->setTextInteractionFlags(Qt::TextSelectableByMouse);
  auto* splitter = new QSplitter(Qt::Horizontal);
  splitter->addWidget(makePictures());
  splitter->addWidget(makeStage());
  splitter->addWidget(makeMatches());
  splitter->setStretchFactor(1, 1);
  splitter->setChildrenCollapsible(false);
  splitter->setSizes({270, 600, 370});
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(3 * theme::grid, 3 * theme::grid, 3 * theme::grid, 3 * theme::grid);
  layout->addWidget(summary_);
  layout->addWidget(splitter, 1);
  connect(&session_, &ReviewSession::changed, this, [this](int changedPicture) {
    if (changedPicture < 0)
      showAll();
    else if (changedPicture == picture())
      showMatches();
  });
  connect(&context_.current, &CurrentPicture::loadedChanged, this, &ReviewDialog::showPicture);
  connect(&context_.current, &CurrentPicture::selected, this, &ReviewDialog::showMatches);
  showAll();
  showPicture();
}

ReviewDialog::~ReviewDialog() { canvas_->setTool(nullptr); }

int ReviewDialog::picture() const { return context_.current.index(); }

QWidget* ReviewDialog::makePictures() {
  pictures_ =
      newTree(tr("Pictures, those that agree least first"), {tr("Picture"), tr("Agrees"), tr("Apart")});
  pictures_->setRootIsDecorated(false);
  connect(pictures_, &QTreeWidget::currentItemChanged, this, [this](QTreeWidgetItem* item) {
    if (item && !filling_) context_.current.select(item->data(0, IndexRole).toInt());
  });
  return pictures_;
}

QWidget* ReviewDialog::makeStage() {
  auto* box = new QWidget;
  canvas_ = new ImageCanvas;
  canvas_->setAccessibleName(tr("The picture with both annotations"));
  canvas_->setTool(tool_.get());
  const auto key = [](const QColor& colour, Qt::PenStyle style, const QString& text) {
    auto* chip = new QLabel;
    QPixmap line(28, 12);
    line.fill(Qt::transparent);
    QPainter painter(&line);
    painter.setPen(QPen(theme::overlayCasing(), 5));
    painter.drawLine(0, 6, 28, 6);
    painter.setPen(QPen(colour, 2.6, style));
    painter.drawLine(0, 6, 28, 6);
    painter.end();
    chip->setPixmap(line);
    auto* row = new QHBoxLayout;
    row->addWidget(chip);
    row->addWidget(new QLabel(text));
    return row;
  };
  auto* legend = new QHBoxLayout;
  legend->addLayout(key(ReviewTool::mineColour(), Qt::SolidLine, tr("mine")));
  legend->addSpacing(4 * theme::grid);
  legend->addLayout(key(ReviewTool::theirsColour(), Qt::DashLine, tr("theirs")));
  legend->addStretch();
  auto* column = new QVBoxLayout(box);
  column->setContentsMargins(0, 0, 0, 0);
  column->addWidget(canvas_, 1);
  column->addLayout(legend);
  return box;
}

QWidget* ReviewDialog::makeMatches() {
  auto* box = new QWidget;
  verdict_ = new ToneLabel(Tone::plain);
  verdict_->setWordWrap(true);
  matches_ = newTree(tr("Regions of this picture"), {tr("Region"), tr("IoU"), tr("Apart"), tr("of size")});
  connect(matches_, &QTreeWidget::currentItemChanged, this, [this] {
    if (filling_) return;
    showScene();
    showButtons();
  });
  bias_ = newTree(tr("Mean difference of each corner over all pictures"),
                  {tr("Corner"), tr("right"), tr("down"), tr("Apart"), tr("n")});
  bias_->setRootIsDecorated(false);
  const std::pair<QString, QString> verbs[] = {
      {tr("Take theirs"), tr("The shape moves to where they have it")},
      {tr("Meet half way"), tr("The shape moves to the middle of mine and theirs")},
      {tr("Take this corner"), tr("One corner moves to where they have it")},
      {tr("Add theirs"), tr("A region that only they have joins mine")},
      {tr("Remove mine"), tr("A region that they do not have goes")},
      {tr("Take all of theirs"), tr("All shapes of this picture, and those that only they have")}};
  auto* grid = new QGridLayout;
  grid->setSpacing(theme::grid);
  for (int i = 0; i < 6; ++i) {
    buttons_[i] = new QPushButton(verbs[i].first);
    buttons_[i]->setToolTip(verbs[i].second);
    buttons_[i]->setAutoDefault(false);
    connect(buttons_[i], &QPushButton::clicked, this, [this, i] { act(i); });
    grid->addWidget(buttons_[i], i / 2, i % 2);
  }
  auto* column = new QVBoxLayout(box);
  column->setContentsMargins(0, 0, 0, 0);
  column->addWidget(verdict_);
  column->addWidget(matches_, 3);
  column->addLayout(grid);
  column->addWidget(newHeading(tr("Corners over all pictures")));
  column->addWidget(bias_, 2);
  return box;
}

void ReviewDialog::showAll() {
  filling_ = true;
  pictures_->clear();
  bias_->clear();
  const Agreement& all = session_.agreement();
  if (!session_.isReady()) {
    summary_->setText(tr("Comparing…"));
  } else {
    const AgreementSummary& sum = all.summary;
    QStringList parts{tr("%1: %2 pictures, %3 regions match, %4 only mine, %5 only theirs.")
                          .arg(session_.name())
                          .arg(sum.pictures)
                          .arg(sum.matched)
                          .arg(sum.missing)
                          .arg(sum.extra)};
    if (sum.matched > 0) parts << tr("Mean IoU %1.").arg(percent(sum.meanOverlap));
    if (sum.corners > 0)
      parts << tr("%1 corners: on average %2 apart (%3 of the diagonal), half of them less than %4, 95 % "
                  "less than %5.")
                   .arg(sum.corners)
                   .arg(px(sum.meanDistance), percent(sum.meanShare, 2), px(sum.medianDistance),
                        px(sum.p95Distance));
    summary_->setText(parts.join(QLatin1Char(' ')));
    std::vector<const PictureAgreement*> worst;
    for (const PictureAgreement& one : all.pictures)
      worst.push_back(&one);
    std::stable_sort(worst.begin(), worst.end(),
                     [](const auto* a, const auto* b) { return a->score < b->score; });
    for (const PictureAgreement* one : worst) {
      double distance = 0;
      int corners = 0;
      for (const ShapeMatch& match : one->matches) {
        distance += match.meanDistance * static_cast<double>(match.corners.size());
        corners += static_cast<int>(match.corners.size());
      }
      QTreeWidgetItem* item =
          newRow(pictures_->invisibleRootItem(),
                 {QString::fromStdString(std::filesystem::path(one->picture).filename().string()),
                  percent(one->score), corners > 0 ? px(distance / corners) : QStringLiteral("–")});
      item->setData(0, IndexRole, one->a);
      item->setToolTip(0, QString::fromStdString(one->picture));
      if (one->a == picture()) pictures_->setCurrentItem(item);
    }
    for (const CornerBias& corner : sum.bias)
      newRow(bias_->invisibleRootItem(),
             {titleOf(corner.shape, {}) + QStringLiteral(": ") + QString::fromStdString(corner.corner),
              QLocale().toString(corner.mean.x, 'f', 1), QLocale().toString(corner.mean.y, 'f', 1),
              px(corner.meanDistance), QString::number(corner.count)});
  }
  filling_ = false;
  if (session_.isReady() && !session_.of(picture()) && pictures_->topLevelItemCount() > 0)
    pictures_->setCurrentItem(pictures_->topLevelItem(0));
  showMatches();
}

void ReviewDialog::showPicture() {
  const PictureStore::Loaded loaded = context_.current.loaded();
  canvas_->setEmptyText(tr("No picture"), context_.current.problem());
  canvas_->setImage(loaded && loaded->image ? toQImage(*loaded->image) : QImage());
  showScene();
}

void ReviewDialog::showMatches() {
  filling_ = true;
  const QTreeWidgetItem* before = matches_->currentItem();
  const int kind = before ? before->data(0, KindRole).toInt() : -1,
            index = before ? before->data(0, IndexRole).toInt() : -1,
            corner = before ? before->data(0, CornerRole).toInt() : -1;
  matches_->clear();
  const PictureAgreement* one = session_.of(picture());
  const auto add = [&](QTreeWidgetItem* parent, const QStringList& texts, Kind itemKind, int at,
                       int cornerAt) {
    QTreeWidgetItem* item = newRow(parent, texts);
    item->setData(0, KindRole, static_cast<int>(itemKind));
    item->setData(0, IndexRole, at);
    item->setData(0, CornerRole, cornerAt);
    if (static_cast<int>(itemKind) == kind && at == index && cornerAt == corner)
      matches_->setCurrentItem(item);
    return item;
  };
  if (one) {
    const Picture& mine = context_.document.picture(picture());
    for (std::size_t i = 0; i < one->matches.size(); ++i) {
      const ShapeMatch& match = one->matches[i];
      const bool hasCorners = !match.corners.empty();
      QTreeWidgetItem* item = add(matches_->invisibleRootItem(),
                                  {titleOf(match.shape, match.label),
                                   match.overlap > 0 ? percent(match.overlap) : QStringLiteral("–"),
                                   hasCorners ? px(match.meanDistance) : QStringLiteral("–"),
                                   hasCorners ? percent(match.meanShare, 2) : QStringLiteral("–")},
                                  Kind::match, static_cast<int>(i), -1);
      for (std::size_t c = 0; c < match.corners.size(); ++c) {
        const QString name = c < match.names.size() ? QString::fromStdString(match.names[c]) : QString();
        add(item, {QStringLiteral("%1 %2").arg(c + 1).arg(name), {}, px(norm(match.offsets[c])), {}},
            Kind::corner, static_cast<int>(i), static_cast<int>(c));
      }
      item->setExpanded(match.corners.size() <= 8);
    }
    for (const int region : one->missing)
      add(matches_->invisibleRootItem(),
          {tr("only mine: %1")
               .arg(titleOf(shapeWord(mine.regions[static_cast<std::size_t>(region)]),
                            labelOf(mine.regions[static_cast<std::size_t>(region)]))),
           {},
           {},
           {}},
          Kind::mine, region, -1);
    for (const int region : one->extra)
      add(matches_->invisibleRootItem(),
          {tr("only theirs: %1")
               .arg(titleOf(shapeWord(session_.theirs(*one).regions[static_cast<std::size_t>(region)]),
                            labelOf(session_.theirs(*one).regions[static_cast<std::size_t>(region)]))),
           {},
           {},
           {}},
          Kind::theirs, region, -1);
    if (!matches_->currentItem() && matches_->topLevelItemCount() > 0)
      matches_->setCurrentItem(matches_->topLevelItem(0));
  }
  verdict_->setText(!session_.isReady() ? QString()
                    : one               ? tr("Picture %1 of %2: %3 agreement")
                                .arg(picture() + 1)
                                .arg(context_.document.pictureCount())
                                .arg(percent(one->score))
                          : tr("They have no annotations of this picture."));
  filling_ = false;
  showScene();
  showButtons();
}

const ShapeMatch* ReviewDialog::chosenMatch() const {
  const QTreeWidgetItem* item = matches_->currentItem();
  const PictureAgreement* one = session_.of(picture());
  if (!item || !one) return nullptr;
  const Kind kind = static_cast<Kind>(item->data(0, KindRole).toInt());
  if (kind != Kind::match && kind != Kind::corner) return nullptr;
  return &one->matches[item->data(0, IndexRole).toUInt()];
}

void ReviewDialog::showScene() {
  ReviewScene scene;
  if (const PictureAgreement* one = session_.of(picture())) {
    const ShapeMatch* chosen = chosenMatch();
    const QTreeWidgetItem* item = matches_->currentItem();
    const int corner = item ? item->data(0, CornerRole).toInt() : -1;
    const Picture& mine = context_.document.picture(picture());
    for (std::size_t i = 0; i < mine.regions.size(); ++i)
      scene.mine.push_back(outlineOf(mine.regions[i], chosen && chosen->a == static_cast<int>(i)));
    const Picture& other = session_.theirs(*one);
    for (std::size_t i = 0; i < other.regions.size(); ++i)
      scene.theirs.push_back(outlineOf(other.regions[i], chosen && chosen->b == static_cast<int>(i)));
    for (std::size_t c = 0; chosen && c < chosen->corners.size(); ++c)
      scene.arrows.push_back({chosen->corners[c], chosen->corners[c] + chosen->offsets[c],
                              chosen->corners.size() <= 12 ? static_cast<int>(c) + 1 : 0,
                              corner == static_cast<int>(c)});
  }
  tool_->setScene(std::move(scene));
}

void ReviewDialog::showButtons() {
  const QTreeWidgetItem* item = matches_->currentItem();
  const bool any = session_.of(picture()) != nullptr;
  const auto kind = item ? std::optional(static_cast<Kind>(item->data(0, KindRole).toInt())) : std::nullopt;
  const ShapeMatch* match = chosenMatch();
  buttons_[takeShape]->setEnabled(match);
  buttons_[mergeShape]->setEnabled(match && !match->corners.empty());
  buttons_[takeCorner]->setEnabled(kind == Kind::corner);
  buttons_[addTheirs]->setEnabled(kind == Kind::theirs);
  buttons_[removeMine]->setEnabled(kind == Kind::mine);
  buttons_[takeAll]->setEnabled(any);
}

void ReviewDialog::act(int verb) {
  const QTreeWidgetItem* item = matches_->currentItem();
  if (verb == takeAll) return session_.takeAll(picture());
  if (!item) return;
  const int index = item->data(0, IndexRole).toInt(), corner = item->data(0, CornerRole).toInt();
  if (verb == addTheirs) return session_.addTheirs(picture(), {index});
  if (verb == removeMine) return session_.removeMine(picture(), {index});
  const ShapeMatch* chosen = chosenMatch();
  if (!chosen) return;
  const ShapeMatch match = *chosen; // compared anew while it is taken
  if (verb == takeCorner)
    session_.takeCorner(picture(), match, corner);
  else
    session_.takeShape(picture(), match,
                       verb == mergeShape ? ReviewSession::Take::middle : ReviewSession::Take::theirs);
}

} // namespace fillscope
