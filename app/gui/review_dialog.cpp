#include "app/gui/review_dialog.h"
#include "app/gui/app_context.h"
#include "app/gui/count_texts.h"
#include "app/gui/review_matches.h"
#include "app/gui/review_words.h"
#include "core/annotation/region_edit.h"
#include "widgets/image_canvas.h"
#include "widgets/qimage_from.h"
#include "widgets/theme.h"
#include "widgets/tone_label.h"
#include <QHBoxLayout>
#include <QLocale>
#include <QPainter>
#include <QScreen>
#include <QSplitter>
#include <QTreeWidget>
#include <QVBoxLayout>
#include <algorithm>
#include <utility>

namespace fillscope {
namespace {

constexpr int pictureRole = Qt::UserRole;
constexpr QSize windowFrame(16, 48); // of most window managers, generously
constexpr int pauseMilliseconds = 100;

ReviewOutline outlineOf(const Region& region, bool chosen) {
  return {flattened(region.shape, 0.5), isClosed(region), chosen};
}

/// "–– mine", as the lines are painted.
QHBoxLayout* newKey(const QColor& colour, Qt::PenStyle style, const QString& text) {
  QPixmap line(28, 12);
  line.fill(Qt::transparent);
  QPainter painter(&line);
  painter.setPen(QPen(theme::overlayCasing(), 5));
  painter.drawLine(0, 6, 28, 6);
  painter.setPen(QPen(colour, 2.6, style));
  painter.drawLine(0, 6, 28, 6);
  painter.end();
  auto* chip = new QLabel;
  chip->setPixmap(line);
  auto* row = new QHBoxLayout;
  row->addWidget(chip);
  row->addWidget(new QLabel(text));
  return row;
}

/// "2.1 px" on average over all corners that both have; "–" without any.
QString meanApart(const PictureAgreement& agreement) {
  double distance = 0;
  std::size_t corners = 0;
  for (const ShapeMatch& match : agreement.matches) {
    distance += match.meanDistance * static_cast<double>(match.corners.size());
    corners += match.corners.size();
  }
  return corners > 0 ? pixelText(distance / static_cast<double>(corners)) : QStringLiteral("–");
}

/// "rim: top-left"
QString biasedCorner(const CornerBias& bias) {
  const QString shape = reviewedName(bias.shape, {}), corner = cornerTitle(bias.shape, bias.corner);
  return corner.isEmpty() ? shape : shape + QStringLiteral(": ") + corner;
}

} // namespace

ReviewDialog::ReviewDialog(AppContext& context, QWidget* parent)
    : QDialog(parent)
    , context_(context)
    , session_(context.document, context.jobs)
    , tool_(std::make_unique<ReviewTool>())
    , summary_(new ToneLabel(Tone::plain))
    , pictures_(makePictures())
    , matches_(new ReviewMatches(context.document, session_)) {
  setWindowTitle(tr("Review"));
  setWindowFlag(Qt::WindowMaximizeButtonHint);
  resize(QSize(1240, 760).boundedTo(screen()->availableSize() - windowFrame));
  summary_->setObjectName(QStringLiteral("reviewSummary"));
  summary_->setWordWrap(true);
  summary_->setTextInteractionFlags(Qt::TextSelectableByMouse);
  auto* splitter = new QSplitter(Qt::Horizontal);
  splitter->addWidget(pictures_);
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
    if (changedPicture < 0) return showAll();
    totals_.start();
    showAgreement(changedPicture);
    if (changedPicture == picture()) matches_->showPicture(picture());
  });
  // Summed over all pictures, when a drag pauses.
  totals_.setSingleShot(true);
  totals_.setInterval(pauseMilliseconds);
  connect(&totals_, &QTimer::timeout, this, [this] {
    showSummary();
    showBias();
  });
  connect(matches_, &ReviewMatches::chosenChanged, this, &ReviewDialog::showScene);
  connect(&context_.current, &CurrentPicture::loadedChanged, this, &ReviewDialog::showPicture);
  connect(&context_.current, &CurrentPicture::selected, this, [this] { matches_->showPicture(picture()); });
  showAll();
  showPicture();
}

ReviewDialog::~ReviewDialog() { canvas_->setTool(nullptr); }

int ReviewDialog::picture() const { return context_.current.index(); }

QTreeWidget* ReviewDialog::makePictures() {
  auto* pictures =
      newReviewTable(tr("Pictures, those that agree least first"), {tr("Picture"), tr("Score"), tr("Apart")});
  pictures->setObjectName(QStringLiteral("reviewPictures"));
  pictures->headerItem()->setToolTip(
      1, tr("How well the regions agree on average; those that only one of the two has count nothing"));
  pictures->setRootIsDecorated(false);
  connect(pictures, &QTreeWidget::currentItemChanged, this, [this](QTreeWidgetItem* item) {
    if (item && !filling_) context_.current.select(item->data(0, pictureRole).toInt());
  });
  return pictures;
}

QWidget* ReviewDialog::makeStage() {
  canvas_ = new ImageCanvas;
  canvas_->setAccessibleName(tr("The picture with both annotations"));
  canvas_->setTool(tool_.get());
  auto* legend = new QHBoxLayout;
  legend->addLayout(newKey(ReviewTool::mineColour(), Qt::SolidLine, tr("mine")));
  legend->addSpacing(4 * theme::grid);
  legend->addLayout(newKey(ReviewTool::theirsColour(), Qt::DashLine, tr("theirs")));
  legend->addStretch();
  auto* box = new QWidget;
  auto* column = new QVBoxLayout(box);
  column->setContentsMargins(0, 0, 0, 0);
  column->addWidget(canvas_, 1);
  column->addLayout(legend);
  return box;
}

QWidget* ReviewDialog::makeMatches() {
  bias_ = newReviewTable(tr("Mean difference of each corner over all pictures"),
                         {tr("Corner"), tr("right"), tr("down"), tr("Apart"), tr("n")});
  bias_->setObjectName(QStringLiteral("reviewBias"));
  bias_->setRootIsDecorated(false);
  auto* box = new QWidget;
  auto* column = new QVBoxLayout(box);
  column->setContentsMargins(0, 0, 0, 0);
  column->addWidget(matches_, 3);
  column->addWidget(newHeading(tr("Corners over all pictures")));
  column->addWidget(bias_, 2);
  return box;
}

void ReviewDialog::showAll() {
  filling_ = true;
  showSummary();
  showPictures();
  showBias();
  filling_ = false;
  if (session_.isReady()) leaveWhatAgrees();
  matches_->showPicture(picture());
}

void ReviewDialog::leaveWhatAgrees() {
  const bool isFirst = std::exchange(isOpening_, false);
  const PictureAgreement* shown = session_.of(picture());
  QTreeWidgetItem* worst = pictures_->topLevelItem(0);
  if (!worst || (shown && !isFirst)) return;
  const PictureAgreement* other = session_.of(worst->data(0, pictureRole).toInt());
  if (!shown || (shown->score == 1 && other && other->score < 1)) pictures_->setCurrentItem(worst);
}

void ReviewDialog::showSummary() {
  if (!session_.isReady()) return summary_->setText(tr("Comparing…"));
  const Agreement& agreement = session_.agreement();
  const AgreementSummary& sum = agreement.summary;
  QStringList parts{tr("%1: %2; regions: %3 match, %4 only mine, %5 only theirs.")
                        .arg(session_.name(), picturesText(sum.pictures))
                        .arg(sum.matched)
                        .arg(sum.missing)
                        .arg(sum.extra)};
  if (!agreement.onlyInA.empty() || !agreement.onlyInB.empty())
    parts << tr("Pictures that only one has: %1 mine, %2 theirs.")
                 .arg(agreement.onlyInA.size())
                 .arg(agreement.onlyInB.size());
  if (sum.matched > 0)
    parts << tr("Mean IoU %1.").arg(shareText(sum.meanOverlap, sum.meanOverlap < 1 ? 1 : 0));
  if (sum.corners > 0)
    parts << tr("%1 corners: on average %2 apart (%3 of the diagonal), half of them at most %4, 95 % "
                "at most %5.")
                 .arg(sum.corners)
                 .arg(pixelText(sum.meanDistance), shareText(sum.meanShare, 2), pixelText(sum.medianDistance),
                      pixelText(sum.p95Distance));
  summary_->setText(parts.join(QLatin1Char(' ')));
}

void ReviewDialog::showPictures() {
  pictures_->clear();
  rows_.clear();
  std::vector<const PictureAgreement*> worstFirst;
  for (const PictureAgreement& one : session_.agreement().pictures)
    worstFirst.push_back(&one);
  std::stable_sort(worstFirst.begin(), worstFirst.end(),
                   [](const auto* a, const auto* b) { return a->score < b->score; });
  for (const PictureAgreement* one : worstFirst) {
    QTreeWidgetItem* item = newReviewRow(
        pictures_->invisibleRootItem(),
        {QString::fromStdString(std::filesystem::path(one->picture).filename().string()), {}, {}});
    item->setData(0, pictureRole, one->a);
    rows_.insert(one->a, item);
    showAgreement(one->a);
    item->setToolTip(0, QString::fromStdString(one->picture));
    if (one->a == picture()) pictures_->setCurrentItem(item);
  }
}

void ReviewDialog::showAgreement(int reviewed) {
  const PictureAgreement* agreement = session_.of(reviewed);
  QTreeWidgetItem* item = rows_.value(reviewed);
  if (!agreement || !item) return;
  item->setText(1, shareText(agreement->score));
  item->setText(2, meanApart(*agreement));
}

void ReviewDialog::showBias() {
  bias_->clear();
  for (const CornerBias& corner : session_.agreement().summary.bias)
    newReviewRow(bias_->invisibleRootItem(), {biasedCorner(corner), QLocale().toString(corner.mean.x, 'f', 1),
                                              QLocale().toString(corner.mean.y, 'f', 1),
                                              pixelText(corner.meanDistance), QString::number(corner.count)});
}

void ReviewDialog::showPicture() {
  const PictureStore::Loaded loaded = context_.current.loaded();
  canvas_->setEmptyText(tr("No picture"), context_.current.problem());
  canvas_->setImage(loaded && loaded->image ? toQImage(*loaded->image) : QImage());
  showScene();
}

void ReviewDialog::showScene() {
  ReviewScene scene;
  if (const PictureAgreement* one = session_.of(picture())) {
    const ShapeMatch* chosen = matches_->chosenMatch();
    const int corner = matches_->chosenCorner();
    const std::vector<Region>&mine = context_.document.picture(picture()).regions,
          &theirs = session_.theirs(*one).regions;
    for (std::size_t i = 0; i < mine.size(); ++i)
      scene.mine.push_back(outlineOf(mine[i], chosen && chosen->a == static_cast<int>(i)));
    for (std::size_t i = 0; i < theirs.size(); ++i)
      scene.theirs.push_back(outlineOf(theirs[i], chosen && chosen->b == static_cast<int>(i)));
    for (std::size_t c = 0; chosen && c < chosen->corners.size(); ++c)
      scene.arrows.push_back({chosen->corners[c], chosen->corners[c] + chosen->offsets[c],
                              chosen->corners.size() <= 12 ? static_cast<int>(c) + 1 : 0,
                              corner == static_cast<int>(c)});
  }
  tool_->setScene(std::move(scene));
}

} // namespace fillscope
