#include "app/gui/compose_page.h"
#include "app/gui/app_context.h"
#include "app/gui/count_texts.h"
#include "app/gui/set_writer.h"
#include "core/base/file_io.h"
#include "widgets/file_row.h"
#include "widgets/picture_grid.h"
#include "widgets/qimage_from.h"
#include "widgets/theme.h"
#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QSpinBox>
#include <QVBoxLayout>

namespace fillscope {
namespace {

constexpr int debounceMilliseconds = 250;

Knob whole(const QString& name, const QString& tip, const QString& unit, double lowest, double highest) {
  return {Knob::Kind::whole, name, tip, unit, lowest, highest, 0, 1, {}, true};
}

BoundKnobs<CompositionSpec> compositionKnobs() {
  constexpr double largestSide = 4096;
  const QString pixels = QStringLiteral("px");
  BoundKnobs<CompositionSpec> knobs;
  knobs.beginGroup(ComposePage::tr("Pictures"));
  knobs.number(&CompositionSpec::width,
               whole(ComposePage::tr("Width of a picture"), {}, pixels, 16, largestSide));
  knobs.number(&CompositionSpec::height,
               whole(ComposePage::tr("Height of a picture"), {}, pixels, 16, largestSide));
  Knob heights{
      Knob::Kind::range,
      ComposePage::tr("Foregrounds' height"),
      ComposePage::tr("A foreground whose height lies between the two keeps it; another one is scaled to a "
                      "height in between"),
      pixels,
      1,
      largestSide,
      0};
  heights.logarithmic = true;
  knobs.add(
      heights,
      [](const CompositionSpec& spec) {
        return KnobValue{static_cast<double>(spec.foregroundLow), static_cast<double>(spec.foregroundHigh)};
      },
      [](CompositionSpec& spec, const KnobValue& value) {
        spec.foregroundLow = static_cast<int>(value.low), spec.foregroundHigh = static_cast<int>(value.high);
      });
  knobs.beginGroup(ComposePage::tr("Samples"));
  knobs.number(&CompositionSpec::positions,
               whole(ComposePage::tr("Places"),
                     ComposePage::tr("Of each foreground, and of its mirror image, on each background"), {},
                     1, 10000));
  knobs.flag(&CompositionSpec::mirrored,
             Knob{Knob::Kind::toggle, ComposePage::tr("Mirror images too"), {}, {}});
  knobs.flag(
      &CompositionSpec::shuffled,
      Knob{Knob::Kind::toggle,
           ComposePage::tr("In no order"),
           ComposePage::tr(
               "Every part of the set shows all foregrounds and backgrounds; else one comes after another"),
           {}});
  knobs.number(&CompositionSpec::threshold,
               Knob{Knob::Kind::number, ComposePage::tr("Mask from"),
                    ComposePage::tr("How opaque a pixel of the foreground must be to belong to the mask"),
                    QStringLiteral("%"), 0.01, 1, 0, 100});
  knobs.beginGroup(ComposePage::tr("Files"), false);
  Knob quality = whole(ComposePage::tr("JPEG quality"), {}, {}, 1, 100);
  quality.logarithmic = false;
  knobs.number(&CompositionSpec::quality, quality);
  Knob maskFile{Knob::Kind::choice,
                ComposePage::tr("Masks as"),
                ComposePage::tr("PNG loses nothing and is smaller"),
                {}};
  maskFile.choices = {QStringLiteral("PNG"), QStringLiteral("JPEG")};
  knobs.add(
      maskFile,
      [](const CompositionSpec& spec) { return KnobValue{spec.maskFile == MaskFile::jpeg ? 1.0 : 0.0}; },
      [](CompositionSpec& spec, const KnobValue& value) {
        spec.maskFile = value.low == 1 ? MaskFile::jpeg : MaskFile::png;
      });
  knobs.number(&CompositionSpec::samplesPerShard,
               whole(ComposePage::tr("Samples in a part"),
                     ComposePage::tr("Each part is one file, or one folder"), {}, 1, 1'000'000));
  return knobs;
}

QString sizeText(std::uint64_t bytes) {
  return QLocale().formattedDataSize(static_cast<qint64>(bytes), 1, QLocale::DataSizeSIFormat);
}

} // namespace

ComposePage::ComposePage(AppContext& context, QWidget* parent)
    : PreviewPage(compositionKnobs().groups(), debounceMilliseconds, parent)
    , context_(context)
    , bound_(compositionKnobs()) {
  grid().setObjectName(QStringLiteral("composedPreview"));
  grid().setAccessibleName(tr("Preview of samples"));
  grid().setColumns(4);
  assemble(makeSources(), makeWriter(), makeStrip());

  connect(&knobs(), &KnobPanel::edited, this, [this](int knob, const KnobValue& value) {
    CompositionSpec spec = spec_;
    bound_.apply(spec, knob, value);
    setSpec(spec);
  });
  ComposeController& compose = context_.compose;
  connect(&compose, &ComposeController::previewReady, this,
          [this](const std::shared_ptr<const CompositionPreview>& preview) { show(*preview); });
  connect(&compose, &ComposeController::previewFailed, this, &ComposePage::showFault);
  connect(&compose, &ComposeController::failed, this, [this] { writer_->setNote({}); });
  connect(&compose, &ComposeController::specLoaded, this, &ComposePage::setSpec);
  connect(&compose, &ComposeController::writingChanged, this,
          [this] { writer_->setWriting(context_.compose.isWriting()); });
  connect(&compose, &ComposeController::written, this, [this](const ComposeSummary& summary) {
    const QString samples =
        tr("%1 written, %2.", "samples, size")
            .arg(samplesText(static_cast<qlonglong>(summary.samples)), sizeText(summary.bytes));
    writer_->setNote(summary.kept > 0
                         ? samples + ' ' + tr("Parts that were there already: %1.").arg(summary.kept)
                         : samples);
  });
  showSpec();
}

QWidget* ComposePage::makeStrip() {
  QWidget* strip = nullptr;
  QHBoxLayout* row = newStrip(strip);
  row->addStretch();
  addSeed(*row, tr("Seed of the preview"), tr("Other samples"), "rerollComposedButton");
  return strip;
}

FileRow* ComposePage::newFolderRow(const QString& name, const QString& tip,
                                   std::string CompositionSpec::*folder) {
  auto* row = new FileRow(name, tip);
  const auto set = [this, folder](const QString& path) {
    CompositionSpec spec = spec_;
    spec.*folder = toPath(path).string();
    setSpec(spec);
    if (hasAsked()) askLater(); // the same folder may hold other pictures by now
  };
  connect(row, &FileRow::chooseRequested, this, [this, set, name] {
    const auto path = context_.prompts.openFolder(name, context_.settings.lastFolder());
    if (path) set(*path);
  });
  connect(row, &FileRow::removed, this, [set] { set({}); });
  return row;
}

QWidget* ComposePage::makeSources() {
  auto* box = new QWidget;
  auto* layout = new QVBoxLayout(box);
  layout->setContentsMargins(0, 0, 0, theme::grid);
  layout->setSpacing(0);
  QWidget* strip = nullptr;
  QHBoxLayout* row = newStrip(strip);
  addButton(*row, tr("Load…"), tr("Read a specification from a file"), [this] { loadSpec(); });
  addButton(*row, tr("Save…"), tr("Write the specification, as fillscope-cli compose reads it"),
            [this] { saveSpec(); });
  addButton(*row, tr("Defaults"), tr("All knobs as they were at first"), [this] {
    CompositionSpec spec;
    spec.backgrounds = spec_.backgrounds, spec.foregrounds = spec_.foregrounds;
    setSpec(spec);
  });
  row->addStretch();
  layout->addWidget(strip);
  backgrounds_ =
      newFolderRow(tr("Backgrounds"), tr("A folder of pictures to paste on"), &CompositionSpec::backgrounds);
  foregrounds_ = newFolderRow(tr("Foregrounds"), tr("A folder of PNG pictures with an alpha channel"),
                              &CompositionSpec::foregrounds);
  backgrounds_->setObjectName(QStringLiteral("composeBackgrounds"));
  foregrounds_->setObjectName(QStringLiteral("composeForegrounds"));
  auto* inset = new QVBoxLayout;
  inset->setContentsMargins(3 * theme::grid, 0, 3 * theme::grid, 0);
  inset->addWidget(backgrounds_);
  inset->addWidget(foregrounds_);
  layout->addLayout(inset);
  return box;
}

QWidget* ComposePage::makeWriter() {
  format_ = new QComboBox;
  format_->addItem(tr("tar for WebDataset"), static_cast<int>(ShardFormat::tar));
  format_->addItem(tr("ZIP files"), static_cast<int>(ShardFormat::zip));
  format_->addItem(tr("Folders"), static_cast<int>(ShardFormat::folder));
  format_->setAccessibleName(tr("Files of the data set"));
  connect(format_, &QComboBox::currentIndexChanged, this, [this] {
    if (hasAsked()) askLater();
  });
  writeSeed_ = new QSpinBox;
  writeSeed_->setRange(0, largestSeed);
  writeSeed_->setValue(1);
  writeSeed_->setAccessibleName(tr("Seed of the data set"));
  auto* fields = new QHBoxLayout;
  fields->addWidget(format_, 1);
  auto* label = new QLabel(tr("Seed"));
  label->setBuddy(writeSeed_);
  fields->addWidget(label);
  fields->addWidget(writeSeed_, 1);
  writer_ =
      new SetWriter(context_, fields, tr("Pictures, masks, labels.txt and dataset.json are written there"));
  connect(writer_, &SetWriter::writeRequested, this, &ComposePage::write);
  connect(writer_, &SetWriter::stopRequested, this, [this] {
    context_.compose.stopWriting();
    writer_->setNote(tr("Stopped. Finished parts stay; the one at work will be made again."));
  });
  return writer_;
}

ShardFormat ComposePage::format() const { return static_cast<ShardFormat>(format_->currentData().toInt()); }

void ComposePage::setSpec(const CompositionSpec& spec) {
  if (spec == spec_) return;
  spec_ = spec;
  showSpec();
  if (hasAsked()) askLater();
}

void ComposePage::showSpec() {
  backgrounds_->setFile(QString::fromStdString(spec_.backgrounds));
  foregrounds_->setFile(QString::fromStdString(spec_.foregrounds));
  bound_.show(spec_, knobs());
}

void ComposePage::showFault(const Error& error) {
  grid().setTiles({});
  grid().setEmptyText(tr("These samples cannot be made"), QString::fromStdString(error.sentence()));
  setNote({});
}

void ComposePage::request() {
  if (!hasFolders()) {
    grid().setTiles({});
    grid().setEmptyText(tr("Choose backgrounds and foregrounds"),
                        tr("Every foreground is pasted on every background, at many places, with its mask."));
    return setNote({});
  }
  setNote(tr("Composing…"));
  context_.compose.preview(spec_, seed(), format(), previewCount);
}

void ComposePage::show(const CompositionPreview& preview) {
  if (!hasFolders()) return;
  std::vector<GridTile> tiles;
  for (const CompositionPreview::Sample& sample : preview.samples) {
    GridTile tile;
    tile.picture = toQImage(sample.picture.image);
    tile.beside = {{toQImage(sample.picture.mask)}};
    tile.caption = QString::fromStdString(sample.foreground);
    const PixelBox& box = sample.picture.placement.box;
    tile.toolTip =
        tr("%1 on %2, %3 × %4 pixels")
            .arg(QString::fromStdString(sample.foreground), QString::fromStdString(sample.background))
            .arg(box.width)
            .arg(box.height);
    tiles.push_back(std::move(tile));
  }
  grid().setTiles(std::move(tiles));
  const QLocale locale;
  const auto number = [&](std::uint64_t value) { return locale.toString(static_cast<qulonglong>(value)); };
  setNote(tr("%1 foregrounds on %2 backgrounds make %3 samples, about %4")
              .arg(number(preview.plan.foregrounds), number(preview.plan.backgrounds),
                   number(preview.plan.samples), sizeText(preview.plan.bytes)));
}

void ComposePage::loadSpec() {
  const auto file = context_.prompts.openFile(tr("Load a specification"), context_.settings.lastFolder(),
                                              tr("Specifications (*.json);;All files (*)"));
  if (file) context_.compose.loadSpec(*file);
}

void ComposePage::saveSpec() {
  const auto file = context_.prompts.saveFile(
      tr("Save the specification"), context_.settings.lastFolder() + QStringLiteral("/composition.json"),
      tr("Specifications (*.json)"));
  if (!file) return;
  const Result<void> saved = writeFileAtomically(toPath(*file), compositionSpecJson(spec_));
  if (!saved) Q_EMIT context_.compose.failed(saved.error());
}

void ComposePage::write() {
  if (!hasFolders())
    return writer_->setNote(tr("Choose a folder of backgrounds and one of foregrounds first."));
  const QString folder = writer_->wantedFolder();
  if (folder.isEmpty()) return;
  ComposeRequest request;
  request.spec = spec_;
  request.seed = static_cast<std::uint64_t>(writeSeed_->value());
  request.format = format();
  request.folder = toPath(folder);
  writer_->setNote(tr("Stopped or interrupted, it goes on after the last finished part."));
  context_.compose.write(request);
}

} // namespace fillscope
