#include "app/gui/synth_page.h"
#include "app/gui/app_context.h"
#include "app/gui/count_texts.h"
#include "app/gui/learning_pictures.h"
#include "app/gui/set_writer.h"
#include "app/gui/spec_knobs.h"
#include "core/base/file_io.h"
#include "widgets/file_row.h"
#include "widgets/qimage_from.h"
#include "widgets/theme.h"
#include <QButtonGroup>
#include <QHBoxLayout>
#include <QLocale>
#include <QSpinBox>
#include <QToolButton>
#include <QVBoxLayout>

namespace fillscope {
namespace {
constexpr int debounceMilliseconds = 250;
} // namespace

SynthPage::SynthPage(AppContext& context, QWidget* parent)
    : PreviewPage(photoKnobs().groups(), debounceMilliseconds, parent)
    , context_(context)
    , bound_(photoKnobs())
    , views_(new QButtonGroup(this))
    , samples_(previewCount) {
  grid().setObjectName(QStringLiteral("samplePreview"));
  grid().setAccessibleName(tr("Preview of samples"));
  grid().setColumns(6);
  assemble(makeSpecEditor(), makeWriter(), makeStrip());

  connect(&knobs(), &KnobPanel::edited, this, [this](int knob, const KnobValue& value) {
    PhotoSpec spec = context_.learning.photo();
    bound_.apply(spec, knob, value);
    context_.learning.setPhoto(spec);
  });
  connect(&context_.learning, &LearningSetup::photoChanged, this, [this] {
    showSpec();
    if (hasAsked()) askLater();
  });
  SynthController& synth = context_.synth;
  connect(&synth, &SynthController::sampleReady, this,
          [this](int index, std::shared_ptr<const PhotoSample> sample) {
            samples_[static_cast<std::size_t>(index)] = std::move(sample);
            showSample(index);
          });
  connect(&synth, &SynthController::previewDone, this, [this](int count, double seconds) {
    setNote(
        tr("%1 in %2 s", "samples, seconds").arg(samplesText(count), QLocale().toString(seconds, 'f', 1)));
  });
  connect(&synth, &SynthController::previewFailed, this,
          [this](const Error& error) { setNote(QString::fromStdString(error.sentence())); });
  connect(&synth, &SynthController::specLoaded, this,
          [this](const PhotoSpec& spec) { context_.learning.setPhoto(spec); });
  connect(&synth, &SynthController::picturesListed, this, &SynthPage::setPictures);
  connect(&synth, &SynthController::writingChanged, this,
          [this] { writer_->setWriting(context_.synth.isWriting()); });
  connect(&synth, &SynthController::failed, this, [this] { writer_->setNote({}); });
  connect(&synth, &SynthController::written, this, [this](const SynthesisSummary& summary) {
    const auto written = static_cast<qlonglong>(summary.written);
    writer_->setNote(summary.kept > 0 ? tr("%1 written, %2 there already.", "samples")
                                            .arg(samplesText(written),
                                                 QLocale().toString(static_cast<qlonglong>(summary.kept)))
                                      : tr("%1 written.", "samples").arg(samplesText(written)));
  });
  showSpec();
}

QWidget* SynthPage::makeStrip() {
  QWidget* strip = nullptr;
  QHBoxLayout* row = newStrip(strip);
  const std::pair<View, QString> views[] = {
      {View::picture, tr("Picture")}, {View::depth, tr("Depth")}, {View::mask, tr("Mask")}};
  for (const auto& [view, name] : views) {
    auto* button = new QToolButton;
    button->setText(name);
    button->setCheckable(true);
    button->setChecked(view == View::picture);
    button->setAutoRaise(true);
    views_->addButton(button, static_cast<int>(view));
    row->addWidget(button);
  }
  connect(views_, &QButtonGroup::idClicked, this, [this](int id) { setView(static_cast<View>(id)); });
  row->addStretch();
  addSeed(*row, tr("Seed of the preview"), tr("Other samples"), "rerollButton");
  return strip;
}

QWidget* SynthPage::makeSpecEditor() {
  auto* box = new QWidget;
  auto* layout = new QVBoxLayout(box);
  layout->setContentsMargins(0, 0, 0, theme::grid);
  layout->setSpacing(0);
  QWidget* strip = nullptr;
  QHBoxLayout* row = newStrip(strip);
  addButton(*row, tr("Load…"), tr("Read a specification from a file"), [this] { loadSpec(); });
  addButton(*row, tr("Save…"), tr("Write the specification, as fillscope-cli synth reads it"),
            [this] { saveSpec(); });
  addButton(*row, tr("Defaults"), tr("All knobs as they were at first"),
            [this] { context_.learning.setPhoto({}); });
  row->addStretch();
  layout->addWidget(strip);
  pictures_ = new FileRow(
      tr("Photographs"),
      tr("A folder of photographs of floors, boards, prints and rooms: surfaces bear them in place "
         "of drawn patterns, which brings the samples nearer to real pictures"));
  pictures_->setObjectName(QStringLiteral("surfacePictures"));
  connect(pictures_, &FileRow::chooseRequested, this, [this] {
    const auto folder =
        context_.prompts.openFolder(tr("Folder of photographs"), context_.settings.lastFolder());
    if (folder) context_.synth.listPictures(*folder);
  });
  connect(pictures_, &FileRow::removed, this, [this] { setPictures({}); });
  auto* inset = new QHBoxLayout;
  inset->setContentsMargins(3 * theme::grid, 0, 3 * theme::grid, 0);
  inset->addWidget(pictures_);
  layout->addLayout(inset);
  return box;
}

void SynthPage::setPictures(const SurfacePictures& pictures) {
  PhotoSpec spec = context_.learning.photo();
  spec.pictures = pictures;
  context_.learning.setPhoto(spec);
}

QWidget* SynthPage::makeWriter() {
  count_ = new QSpinBox;
  count_->setRange(1, 100000000);
  count_->setValue(1000);
  count_->setGroupSeparatorShown(true);
  count_->setAccessibleName(tr("Samples of the data set"));
  writeSeed_ = new QSpinBox;
  writeSeed_->setRange(0, largestSeed);
  writeSeed_->setValue(1);
  writeSeed_->setAccessibleName(tr("Seed of the data set"));
  auto* numbers = new QHBoxLayout;
  const std::pair<QString, QSpinBox*> fields[] = {{tr("Samples"), count_}, {tr("Seed"), writeSeed_}};
  for (const auto& [name, field] : fields) {
    auto* label = new QLabel(name);
    label->setBuddy(field);
    numbers->addWidget(label);
    numbers->addWidget(field, 1);
  }
  writer_ = new SetWriter(context_, numbers,
                          tr("Photos, depth, masks, corners and one project file are written there"));
  connect(writer_, &SetWriter::writeRequested, this, &SynthPage::write);
  connect(writer_, &SetWriter::stopRequested, &context_.synth, &SynthController::stopWriting);
  return writer_;
}

void SynthPage::showSpec() {
  const PhotoSpec& spec = context_.learning.photo();
  pictures_->setFile(toText(spec.pictures.folder()));
  bound_.show(spec, knobs());
}

void SynthPage::request() {
  // The old samples stay until new ones take their places: nothing flickers while a knob is turned.
  if (grid().tiles().empty()) grid().setTiles(std::vector<GridTile>(previewCount));
  setNote(tr("Rendering…"));
  context_.synth.preview(context_.learning.photo(), seed(), previewCount);
}

void SynthPage::setView(View view) {
  view_ = view;
  views_->button(static_cast<int>(view))->setChecked(true);
  for (int i = 0; i < previewCount; ++i)
    showSample(i);
}

void SynthPage::showSample(int index) {
  const auto& sample = samples_[static_cast<std::size_t>(index)];
  if (!sample) return;
  GridTile tile;
  tile.picture = view_ == View::picture ? toQImage(sample->image)
                 : view_ == View::depth ? depthPicture(sample->depth.values)
                                        : maskPicture(sample->image, sample->content);
  tile.outlines = {
      outlineOf({sample->corners.begin(), sample->corners.begin() + 4}, GridOutline::Role::truth)};
  const QLocale locale;
  tile.caption = tr("%1 %").arg(locale.toString(sample->fillPercent, 'f', 0));
  tile.toolTip = tr("Sample %1: fill %2 %, %3 × %4 × %5 cm, tilt %6°")
                     .arg(index)
                     .arg(locale.toString(sample->fillPercent, 'f', 1),
                          locale.toString(100 * sample->size.first, 'f', 0),
                          locale.toString(100 * sample->size.second, 'f', 0),
                          locale.toString(100 * sample->size.depth, 'f', 0),
                          locale.toString(sample->tilt * 180 / 3.14159265358979323846, 'f', 0));
  grid().setTile(index, std::move(tile));
}

void SynthPage::loadSpec() {
  const auto file = context_.prompts.openFile(tr("Load a specification"), context_.settings.lastFolder(),
                                              tr("Specifications (*.json);;All files (*)"));
  if (file) context_.synth.loadSpec(*file);
}

void SynthPage::saveSpec() {
  const auto file = context_.prompts.saveFile(tr("Save the specification"),
                                              context_.settings.lastFolder() + QStringLiteral("/boxes.json"),
                                              tr("Specifications (*.json)"));
  if (!file) return;
  const Result<void> saved = writeFileAtomically(toPath(*file), photoSpecJson(context_.learning.photo()));
  if (!saved) Q_EMIT context_.synth.failed(saved.error());
}

void SynthPage::write() {
  const QString folder = writer_->wantedFolder();
  if (folder.isEmpty()) return;
  SynthesisRequest request;
  request.spec = context_.learning.photo();
  request.seed = static_cast<std::uint64_t>(writeSeed_->value());
  request.count = static_cast<std::uint64_t>(count_->value());
  request.folder = toPath(folder);
  writer_->setNote(tr("Stopped or interrupted, it goes on where it was."));
  context_.synth.write(request);
}

} // namespace fillscope
