#include "app/gui/set_writer.h"
#include "app/gui/app_context.h"
#include "widgets/file_row.h"
#include "widgets/theme.h"
#include "widgets/tone_label.h"
#include <QPushButton>
#include <QVBoxLayout>

namespace fillscope {

SetWriter::SetWriter(AppContext& context, QLayout* fields, const QString& folderTip, QWidget* parent)
    : QWidget(parent)
    , context_(context)
    , fields_(new QWidget)
    , folder_(new FileRow(tr("Folder"), folderTip))
    , write_(new QPushButton)
    , note_(new ToneLabel(Tone::quiet)) {
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(3 * theme::grid, theme::grid, 3 * theme::grid, 2 * theme::grid);
  layout->setSpacing(theme::grid);
  layout->addWidget(newHeading(tr("Data set")));
  fields->setContentsMargins(0, 0, 0, 0);
  fields_->setLayout(fields);
  layout->addWidget(fields_);
  layout->addWidget(folder_);
  write_->setObjectName(QStringLiteral("writeDataSetButton"));
  layout->addWidget(write_);
  note_->setWordWrap(true);
  layout->addWidget(note_);
  connect(folder_, &FileRow::chooseRequested, this, &SetWriter::chooseFolder);
  connect(folder_, &FileRow::removed, this, [this] {
    folderPath_.clear();
    folder_->setFile({});
  });
  connect(write_, &QPushButton::clicked, this, [this] {
    if (writing_)
      Q_EMIT stopRequested();
    else
      Q_EMIT writeRequested();
  });
  setWriting(false);
}

void SetWriter::setWriting(bool writing) {
  writing_ = writing;
  write_->setText(writing ? tr("Stop") : tr("Write data set…"));
  write_->setToolTip(writing ? tr("It can be gone on with later") : QString());
  fields_->setEnabled(!writing);
  folder_->setEnabled(!writing);
}

void SetWriter::setNote(const QString& text) { note_->setText(text); }

QString SetWriter::wantedFolder() {
  if (folderPath_.isEmpty()) chooseFolder();
  return folderPath_;
}

void SetWriter::chooseFolder() {
  const auto folder =
      context_.prompts.outputFolder(tr("Folder for the data set"), context_.settings.lastFolder());
  if (!folder) return;
  folderPath_ = *folder;
  folder_->setFile(folderPath_);
}

} // namespace fillscope
