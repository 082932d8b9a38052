#include "app/gui/start_page.h"
#include "widgets/theme.h"
#include <QDir>
#include <QEvent>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QIcon>
#include <QLabel>
#include <QPushButton>
#include <QStyle>
#include <QVBoxLayout>

namespace fillscope {
namespace {
constexpr int shownRecent = 6;
}

StartPage::StartPage(QWidget* parent)
    : QWidget(parent)
    , title_(new QLabel(tr("How full is this box?")))
    , body_(new QLabel(tr("Drop a folder, a picture or a project here.")))
    , recentTitle_(new QLabel(tr("Recent")))
    , buttons_(new QWidget) {
  QFont large = font();
  large.setPointSizeF(large.pointSizeF() * 2.0);
  title_->setFont(large);
  title_->setAlignment(Qt::AlignCenter);
  body_->setAlignment(Qt::AlignCenter);
  body_->setWordWrap(true);

  auto* sample = new QPushButton(tr("Open the sample"));
  sample->setObjectName(QStringLiteral("openSample"));
  sample->setToolTip(tr("Rendered boxes with depth, ready to measure"));
  auto* folder = new QPushButton(tr("Open folder…"));
  folder->setObjectName(QStringLiteral("openFolder"));
  auto* file = new QPushButton(tr("Open picture or project…"));
  file->setObjectName(QStringLiteral("openFile"));
  folder->setDefault(true);
  connect(sample, &QPushButton::clicked, this, &StartPage::openSampleRequested);
  connect(folder, &QPushButton::clicked, this, &StartPage::openFolderRequested);
  connect(file, &QPushButton::clicked, this, &StartPage::openFileRequested);
  auto* row = new QHBoxLayout(buttons_);
  row->addStretch();
  for (QPushButton* button : {folder, file, sample}) {
    button->setMinimumSize(44 * theme::grid, 10 * theme::grid);
    row->addWidget(button);
  }
  row->addStretch();

  auto* recentBox = new QWidget;
  recent_ = new QVBoxLayout(recentBox);
  recent_->setSpacing(0);
  recentTitle_->setAlignment(Qt::AlignCenter);
  auto* unfinishedBox = new QWidget;
  unfinishedBox->setObjectName(QStringLiteral("unfinished"));
  unfinished_ = new QVBoxLayout(unfinishedBox);
  unfinished_->setSpacing(theme::grid);
  auto* layout = new QVBoxLayout(this);
  auto* mark = new QLabel;
  mark->setPixmap(QIcon(QStringLiteral(":/app/fillscope.svg")).pixmap(QSize(18, 18) * theme::grid));
  mark->setAlignment(Qt::AlignCenter);
  layout->addStretch(2);
  layout->addWidget(mark);
  layout->addSpacing(3 * theme::grid);
  layout->addWidget(title_);
  layout->addWidget(body_);
  layout->addWidget(unfinishedBox);
  layout->addSpacing(4 * theme::grid);
  layout->addWidget(buttons_);
  layout->addSpacing(6 * theme::grid);
  layout->addWidget(recentTitle_);
  layout->addWidget(recentBox);
  layout->addStretch(3);
  setRecent({});
  restyle();
}

void StartPage::setRecent(const QStringList& paths) {
  while (QLayoutItem* item = recent_->takeAt(0)) {
    delete item->widget();
    delete item;
  }
  recentTitle_->setVisible(!paths.isEmpty());
  for (const QString& path : paths.mid(0, shownRecent)) {
    QString shown = QDir::toNativeSeparators(path);
    if (shown.startsWith(QDir::homePath())) shown.replace(0, QDir::homePath().size(), QStringLiteral("~"));
    auto* button = new QPushButton(shown);
    button->setFlat(true);
    button->setCursor(Qt::PointingHandCursor);
    button->setEnabled(QFileInfo::exists(path));
    connect(button, &QPushButton::clicked, this, [this, path] { Q_EMIT openPathRequested(path); });
    recent_->addWidget(button, 0, Qt::AlignHCenter);
  }
}

void StartPage::setUnfinished(const std::vector<Unfinished>& left) {
  while (QLayoutItem* item = unfinished_->takeAt(0)) {
    delete item->widget();
    delete item;
  }
  for (const Unfinished& work : left) {
    auto* button = new QPushButton(work.text);
    button->setObjectName(QStringLiteral("restore"));
    button->setIcon(style()->standardIcon(QStyle::SP_BrowserReload));
    button->setToolTip(QDir::toNativeSeparators(work.path));
    button->setMinimumSize(44 * theme::grid, 10 * theme::grid);
    connect(button, &QPushButton::clicked, this,
            [this, path = work.path] { Q_EMIT openPathRequested(path); });
    unfinished_->addWidget(button, 0, Qt::AlignHCenter);
  }
}

void StartPage::setBusy(const QString& what) {
  buttons_->setEnabled(what.isEmpty());
  body_->setText(what.isEmpty() ? tr("Drop a folder, a picture or a project here.") : what);
}

void StartPage::changeEvent(QEvent* event) {
  QWidget::changeEvent(event);
  if (event->type() == QEvent::PaletteChange) restyle();
}

void StartPage::restyle() {
  for (QLabel* label : {body_, recentTitle_}) {
    QPalette quiet = palette();
    quiet.setColor(QPalette::WindowText, theme::quietText(palette()));
    label->setPalette(quiet);
  }
}

} // namespace fillscope
