#include "app/gui/start_page.h"
#include "widgets/theme.h"
#include "widgets/tone_label.h"
#include <QCommandLinkButton>
#include <QDir>
#include <QHBoxLayout>
#include <QIcon>
#include <QLabel>
#include <QPainter>
#include <QPainterPath>
#include <QPushButton>
#include <QStyle>
#include <QVBoxLayout>

namespace fillscope {
namespace {
constexpr std::size_t shownRecent = 4;
constexpr int columnWidth = 160 * theme::grid;
constexpr QSize thumbnailSize(64, 48);

QString dropText() {
  return StartPage::tr(
      "Drop anything here: a folder, pictures, point clouds, a ZIP file, a project, or annotations from VIA, "
      "COCO, YOLO, labelme, CVAT or VOC.");
}

/// Middle part of the thumbnail, all of them of one size.
QIcon iconOf(const QImage& thumbnail, qreal ratio, const QPalette& palette) {
  QPixmap pixmap(thumbnailSize * ratio);
  pixmap.setDevicePixelRatio(ratio);
  pixmap.fill(Qt::transparent);
  QPainter painter(&pixmap);
  painter.setRenderHints(QPainter::Antialiasing | QPainter::SmoothPixmapTransform);
  QPainterPath rounded;
  const QRectF all(QPointF(0, 0), QSizeF(thumbnailSize));
  rounded.addRoundedRect(all, 4, 4);
  painter.setClipPath(rounded);
  painter.fillRect(all,
                   theme::mix(palette.color(QPalette::Window), palette.color(QPalette::WindowText), 0.1));
  if (thumbnail.isNull()) {
    theme::icon(QStringLiteral("folder"), palette).paint(&painter, all.adjusted(20, 12, -20, -12).toRect());
  } else {
    QRectF source(QPointF(0, 0), all.size().scaled(thumbnail.size(), Qt::KeepAspectRatio));
    source.moveCenter(QRectF(thumbnail.rect()).center());
    painter.drawImage(all, thumbnail, source);
  }
  return QIcon(pixmap);
}

} // namespace

StartPage::StartPage(QWidget* parent)
    : QWidget(parent)
    , title_(new QLabel(tr("How full is this box?")))
    , body_(new ToneLabel(Tone::quiet, dropText()))
    , recentTitle_(newHeading(tr("Go on with")))
    , buttons_(new QWidget) {
  auto* recentBox = new QWidget;
  recentBox->setMaximumWidth(columnWidth);
  recent_ = new QVBoxLayout(recentBox);
  recent_->setContentsMargins(0, 0, 0, 0);
  recent_->setSpacing(0);
  recentTitle_->setMaximumWidth(columnWidth);
  auto* layout = new QVBoxLayout(this);
  layout->addStretch(2);
  layout->addWidget(makeDropPlace(), 0, Qt::AlignHCenter);
  layout->addSpacing(6 * theme::grid);
  auto* column = new QVBoxLayout;
  column->setSpacing(theme::grid);
  column->addWidget(recentTitle_);
  column->addWidget(recentBox);
  auto* row = new QHBoxLayout;
  row->addStretch(1);
  row->addLayout(column, 1000);
  row->addStretch(1);
  layout->addLayout(row);
  layout->addStretch(3);
  setRecent({});
  setUnfinished({});
}

QWidget* StartPage::makeDropPlace() {
  place_ = new QWidget;
  place_->setMaximumWidth(columnWidth);
  title_->setAlignment(Qt::AlignCenter);
  QFont large = font();
  large.setPointSizeF(large.pointSizeF() * 2.0);
  title_->setFont(large);
  body_->setAlignment(Qt::AlignCenter);
  body_->setWordWrap(true);
  body_->setMinimumHeight(2 * body_->fontMetrics().lineSpacing()); // a layout asks a wrapping label too late
  body_->setMinimumWidth(columnWidth - 16 * theme::grid);

  auto* sample = new QPushButton(tr("Open the sample"));
  sample->setObjectName(QStringLiteral("openSample"));
  sample->setToolTip(tr("Rendered boxes with depth, ready to measure"));
  auto* folder = new QPushButton(tr("Open folder…"));
  folder->setObjectName(QStringLiteral("openFolder"));
  auto* file = new QPushButton(tr("Open file…"));
  file->setObjectName(QStringLiteral("openFile"));
  file->setToolTip(tr("A picture, a point cloud, a project, annotations of another program or a ZIP file"));
  folder->setDefault(true);
  connect(sample, &QPushButton::clicked, this, &StartPage::openSampleRequested);
  connect(folder, &QPushButton::clicked, this, &StartPage::openFolderRequested);
  connect(file, &QPushButton::clicked, this, &StartPage::openFileRequested);
  auto* row = new QHBoxLayout(buttons_);
  row->addStretch();
  for (QPushButton* button : {folder, file, sample}) {
    button->setMinimumSize(38 * theme::grid, 10 * theme::grid);
    row->addWidget(button);
  }
  row->addStretch();
  auto* mark = new QLabel;
  mark->setPixmap(QIcon(QStringLiteral(":/app/fillscope.svg")).pixmap(QSize(18, 18) * theme::grid));
  mark->setAlignment(Qt::AlignCenter);
  mark->setMinimumHeight(18 * theme::grid);
  auto* layout = new QVBoxLayout(place_);
  layout->setContentsMargins(8 * theme::grid, 6 * theme::grid, 8 * theme::grid, 6 * theme::grid);
  layout->setSpacing(3 * theme::grid);
  layout->addWidget(mark);
  layout->addSpacing(theme::grid);
  layout->addWidget(title_);
  layout->addWidget(body_);
  auto* unfinishedBox = new QWidget;
  unfinishedBox->setObjectName(QStringLiteral("unfinished"));
  unfinished_ = new QVBoxLayout(unfinishedBox);
  unfinished_->setContentsMargins(0, 0, 0, 0);
  unfinished_->setSpacing(theme::grid);
  layout->addWidget(unfinishedBox);
  layout->addWidget(buttons_);
  return place_;
}

void StartPage::setRecent(const std::vector<RecentProject>& projects) {
  while (QLayoutItem* item = recent_->takeAt(0)) {
    delete item->widget();
    delete item;
  }
  recentTitle_->setVisible(!projects.empty());
  for (std::size_t i = 0; i < std::min(projects.size(), shownRecent); ++i) {
    const RecentProject& project = projects[i];
    QStringList details{project.folder};
    if (project.picture >= 0 && project.pictures > 0)
      details << tr("picture %1 of %2").arg(project.picture + 1).arg(project.pictures);
    if (!project.exists) details << tr("not there any more");
    auto* button = new QCommandLinkButton(project.name, details.join(QStringLiteral("  ·  ")));
    button->setIcon(iconOf(project.thumbnail, devicePixelRatioF(), palette()));
    button->setIconSize(thumbnailSize);
    button->setCursor(Qt::PointingHandCursor);
    button->setEnabled(project.exists);
    button->setAccessibleName(tr("Go on with %1").arg(project.name));
    button->setToolTip(project.path);
    connect(button, &QPushButton::clicked, this,
            [this, path = project.path] { Q_EMIT openPathRequested(path); });
    recent_->addWidget(button);
  }
}

void StartPage::setUnfinished(const std::vector<Unfinished>& left) {
  while (QLayoutItem* item = unfinished_->takeAt(0)) {
    delete item->widget();
    delete item;
  }
  unfinished_->parentWidget()->setVisible(!left.empty());
  for (const Unfinished& work : left) {
    auto* button = new QPushButton;
    button->setObjectName(QStringLiteral("restore"));
    const int room = columnWidth - 40 * theme::grid; // beside icon and margins
    button->setText(button->fontMetrics().elidedText(work.text, Qt::ElideMiddle, room));
    button->setAccessibleName(work.text);
    button->setIcon(style()->standardIcon(QStyle::SP_BrowserReload));
    button->setToolTip(work.text + QLatin1Char('\n') + QDir::toNativeSeparators(work.path));
    button->setMinimumSize(44 * theme::grid, 10 * theme::grid);
    connect(button, &QPushButton::clicked, this,
            [this, path = work.path] { Q_EMIT openPathRequested(path); });
    unfinished_->addWidget(button, 0, Qt::AlignHCenter);
  }
}

void StartPage::setBusy(const QString& what) {
  buttons_->setEnabled(what.isEmpty());
  body_->setText(what.isEmpty() ? dropText() : what);
}

void StartPage::paintEvent(QPaintEvent* event) {
  QWidget::paintEvent(event);
  // A frame that says: here.
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  QPen dashes(theme::hairline(palette()), 1.6);
  dashes.setDashPattern({5, 4});
  painter.setPen(dashes);
  painter.setBrush(theme::mix(palette().color(QPalette::Window), palette().color(QPalette::Base), 0.5));
  painter.drawRoundedRect(QRectF(place_->geometry()).adjusted(1, 1, -1, -1), 10, 10);
}

} // namespace fillscope
