#include "app/gui/history_dialog.h"
#include "app/gui/app_context.h"
#include "core/annotation/region_edit.h"
#include "widgets/qimage_from.h"
#include "widgets/theme.h"
#include <QDateTime>
#include <QDialogButtonBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QPainter>
#include <QPushButton>
#include <QTreeWidget>
#include <QVBoxLayout>

namespace fillscope {
namespace {

constexpr int previewSide = 720; // pixels, on a screen of twice the density

QString timeText(long long time) {
  const QDateTime when = QDateTime::fromMSecsSinceEpoch(time);
  const QLocale locale;
  const QString clock = locale.toString(when.time(), QLocale::ShortFormat);
  return when.date() == QDate::currentDate()
             ? clock
             : locale.toString(when.date(), QLocale::ShortFormat) + ' ' + clock;
}

QString changeText(const PictureVersion& version) {
  const QString text = QString::fromStdString(version.text);
  switch (version.kind) {
  case PictureVersion::Kind::opened:
    return HistoryDialog::tr("As it was first opened");
  case PictureVersion::Kind::edited:
    return text;
  case PictureVersion::Kind::undone:
    return HistoryDialog::tr("Undone: %1").arg(text);
  case PictureVersion::Kind::redone:
    return HistoryDialog::tr("Redone: %1").arg(text);
  case PictureVersion::Kind::moved:
    break;
  }
  return HistoryDialog::tr("Found in another folder");
}

} // namespace

VersionPreview::VersionPreview(QWidget* parent)
    : QWidget(parent) {
  setMinimumSize(220, 180);
  setAccessibleName(tr("Regions of this version"));
}

void VersionPreview::setPicture(const QImage& picture) {
  size_ = picture.size();
  picture_ = picture.isNull() || std::max(picture.width(), picture.height()) <= previewSide
                 ? picture
                 : picture.scaled(previewSide, previewSide, Qt::KeepAspectRatio, Qt::SmoothTransformation);
  update();
}

void VersionPreview::setRegions(std::vector<Region> regions) {
  regions_ = std::move(regions);
  update();
}

void VersionPreview::paintEvent(QPaintEvent*) {
  QRectF whole(QPointF(0, 0), size_);
  if (whole.isEmpty())
    for (const Region& region : regions_)
      if (const auto bounds = boundsOf(region.shape))
        whole |= QRectF(QPointF(bounds->low.x, bounds->low.y), QPointF(bounds->high.x, bounds->high.y));
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setRenderHint(QPainter::SmoothPixmapTransform);
  painter.fillRect(rect(), palette().color(QPalette::Base));
  if (whole.isEmpty()) return;
  const double scale = std::min(width() / whole.width(), height() / whole.height());
  painter.translate(rect().center());
  painter.scale(scale, scale);
  painter.translate(-whole.center());
  if (!picture_.isNull()) painter.drawImage(whole, picture_);
  for (const QPen& line : {QPen(theme::overlayCasing(), 3), QPen(theme::overlay(), 1.5)}) {
    QPen pen = line;
    pen.setCosmetic(true);
    painter.setPen(pen);
    for (const Region& region : regions_) {
      QPolygonF outline;
      for (const Vec2 p : flattened(region.shape, 0.5 / scale))
        outline << QPointF(p.x, p.y);
      if (outline.size() == 1)
        painter.drawEllipse(outline[0], 2 / scale, 2 / scale);
      else if (isClosed(region))
        painter.drawPolygon(outline);
      else
        painter.drawPolyline(outline);
    }
  }
}

HistoryDialog::HistoryDialog(AppContext& context, QWidget* parent)
    : QDialog(parent)
    , context_(context)
    , picture_(context.current.index())
    , versions_(context.session.history(), picture_, context.document.picture(picture_))
    , list_(new QTreeWidget)
    , preview_(new VersionPreview)
    , summary_(new QLabel) {
  const QString name = QString::fromStdString(context.document.picture(picture_).filename);
  setWindowTitle(tr("History of %1").arg(name.section(QLatin1Char('/'), -1)));
  resize(820, 480);
  list_->setAccessibleName(tr("Versions of this picture"));
  list_->setRootIsDecorated(false);
  list_->setUniformRowHeights(true);
  list_->setHeaderLabels({tr("Time"), tr("Change"), tr("Regions")});
  list_->header()->setStretchLastSection(false);
  list_->header()->setSectionResizeMode(0, QHeaderView::ResizeToContents);
  list_->header()->setSectionResizeMode(1, QHeaderView::Stretch);
  list_->header()->setSectionResizeMode(2, QHeaderView::ResizeToContents);
  summary_->setWordWrap(true);
  auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close);
  restore_ = buttons->addButton(tr("Restore"), QDialogButtonBox::ActionRole);
  restore_->setObjectName(QStringLiteral("restoreVersion"));
  restore_->setToolTip(tr("Makes the picture as it was then. Undo takes it back."));
  auto* right = new QVBoxLayout;
  right->addWidget(preview_, 1);
  right->addWidget(summary_);
  auto* columns = new QHBoxLayout;
  columns->addWidget(list_, 3);
  columns->addLayout(right, 2);
  auto* layout = new QVBoxLayout(this);
  layout->addLayout(columns, 1);
  layout->addWidget(buttons);
  connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
  connect(restore_, &QPushButton::clicked, this, &HistoryDialog::restore);
  connect(list_, &QTreeWidget::currentItemChanged, this, &HistoryDialog::showVersion);
  connect(list_, &QTreeWidget::itemActivated, this, &HistoryDialog::restore);
  if (const auto loaded = context.current.loaded(); loaded && loaded->image)
    preview_->setPicture(toQImage(*loaded->image));
  connect(&context.document, &AnnotationDocument::changed, this, [this](const DocumentChange& change) {
    using Kind = DocumentChange::Kind;
    if (change.kind == Kind::reset) return reject(); // its picture is gone
    const bool isOwn = change.picture < 0 || change.picture == picture_;
    if (isOwn && change.kind != Kind::savedStateChanged) showVersion();
  });
  fill();
}

void HistoryDialog::fill() {
  const auto& versions = versions_.list();
  for (std::size_t i = versions.size(); i-- > 0;) { // the latest first
    const PictureVersion& version = versions[i];
    QString change = changeText(version);
    if (version.isGivenUp) change = tr("%1 (not kept)").arg(change);
    auto* item =
        new QTreeWidgetItem(list_, {timeText(version.time), change, QString::number(version.regions)});
    item->setData(0, Qt::UserRole, static_cast<int>(i));
    item->setTextAlignment(2, Qt::AlignRight | Qt::AlignVCenter);
    const QDateTime when = QDateTime::fromMSecsSinceEpoch(version.time);
    item->setToolTip(0, QLocale().toString(when, QLocale::LongFormat));
    for (int column = 0; column < 3 && version.isGivenUp; ++column)
      item->setForeground(column, theme::quietText(palette()));
  }
  if (list_->topLevelItemCount() > 0) list_->setCurrentItem(list_->topLevelItem(0));
  showVersion();
}

int HistoryDialog::shownVersion() const {
  const QTreeWidgetItem* item = list_->currentItem();
  return item ? item->data(0, Qt::UserRole).toInt() : -1;
}

void HistoryDialog::showVersion() {
  const int version = shownVersion();
  const Picture& now = context_.document.picture(picture_);
  const auto then = version < 0 ? std::nullopt : versions_.at(static_cast<std::size_t>(version));
  preview_->setRegions(then ? then->regions : now.regions);
  const bool isNow = then && then->regions == now.regions && then->attributes == now.attributes;
  restore_->setEnabled(then && !isNow);
  const auto count = [](std::size_t regions) {
    return regions == 1 ? tr("1 region") : tr("%1 regions").arg(regions);
  };
  if (!then)
    summary_->setText(tr("Nothing was changed in this picture yet."));
  else if (isNow)
    summary_->setText(tr("%1, as the picture is now.").arg(count(then->regions.size())));
  else
    summary_->setText(
        tr("%1; the picture has %2 now.").arg(count(then->regions.size()), count(now.regions.size())));
}

void HistoryDialog::restore() {
  const int version = shownVersion();
  auto then = version < 0 ? std::nullopt : versions_.at(static_cast<std::size_t>(version));
  if (!then) return;
  const QString time = timeText(versions_.list()[static_cast<std::size_t>(version)].time);
  context_.document.restorePicture(picture_, std::move(then->regions), std::move(then->attributes),
                                   tr("Restore version of %1").arg(time));
  accept();
}

} // namespace fillscope
