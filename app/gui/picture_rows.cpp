#include "app/gui/picture_rows.h"
#include "app/gui/app_context.h"
#include "core/annotation/attribute_definitions.h"
#include "core/annotation/picture_query.h"
#include "core/annotation/rim.h"
#include <QListView>
#include <set>
#include <string_view>

namespace fillscope {

namespace {

/// The file's name; "tote.color.png" is one of the files of "tote". Costs nothing where it is the whole path:
/// lists may be very long.
QString shownName(std::string_view path, const QString& whole) {
  const std::string_view file = path.substr(path.rfind('/') + 1);
  const std::string_view stem = file.substr(0, file.rfind('.'));
  constexpr std::string_view colour = ".color";
  if (stem.ends_with(colour) && stem.size() > colour.size())
    return QString::fromUtf8(stem.data(), static_cast<qsizetype>(stem.size() - colour.size()));
  return file.size() == path.size() ? whole
                                    : QString::fromUtf8(file.data(), static_cast<qsizetype>(file.size()));
}

} // namespace

PictureRows::PictureRows(AppContext& context, PictureListPanel& panel)
    : context_(context)
    , panel_(panel) {
  model_.setThumbnailRequester([this](int row) {
    context_.thumbnails.request(row);
    // A row that is looked at is worth its figure.
    QMetaObject::invokeMethod(
        this,
        [this, row] {
          if (row < context_.document.pictureCount()) context_.measure.requestSummary(row);
        },
        Qt::QueuedConnection);
  });
  panel_.setPictures([this](int row) {
    return row < context_.document.pictureCount() ? &context_.document.picture(row) : nullptr;
  });
  panel_.setAttributeNames([this] { return attributeNames(); });
  panel_.setModel(&model_);
  connect(&context_.thumbnails, &ThumbnailLoader::ready, this, [this](int row, const QImage& image) {
    if (row < model_.rowCount()) model_.setThumbnail(row, image);
  });
  connect(&context_.measure, &MeasureController::summaryChanged, this, &PictureRows::update);
  connect(&context_.detect, &DetectController::allDetected, this,
          [this] { panel_.setOrder(PictureOrder::confidence); });
  // Figures that came meanwhile may fit the filter, or have another place.
  const auto renew = [this] { panel_.setOrder(panel_.order()); };
  connect(&context_.fillBatch, &FillBatch::measured, this, renew);
  connect(&context_.fillBatch, &FillBatch::predicted, this, renew);
  connect(&panel_, &PictureListPanel::currentRowChanged, this, [this](int row) {
    if (row >= 0 && row != context_.current.index()) context_.current.select(row);
  });
  connect(&context_.current, &CurrentPicture::selected, this, [this](int index) {
    if (index >= 0 && panel_.currentRow() != index) panel_.setCurrentRow(index);
  });
  connect(&context_.document, &AnnotationDocument::changed, this, [this](const DocumentChange& change) {
    using Kind = DocumentChange::Kind;
    if (change.kind != Kind::savedStateChanged) names_.reset();
    if (change.kind == Kind::definitionsChanged) return;
    if (change.kind == Kind::reset || change.kind == Kind::pictureListChanged)
      reset();
    else if (change.kind == Kind::savedStateChanged)
      return;
    else if (change.picture >= 0)
      update(change.picture);
    else
      for (int i = 0; i < model_.rowCount(); ++i)
        update(i);
  });
  reset();
}

void PictureRows::reset() {
  std::vector<PictureRow> rows;
  rows.reserve(static_cast<std::size_t>(context_.document.pictureCount()));
  for (int i = 0; i < context_.document.pictureCount(); ++i)
    rows.push_back(rowOf(i));
  model_.setRows(std::move(rows));
  if (context_.current.index() >= 0) panel_.setCurrentRow(context_.current.index());
}

void PictureRows::update(int index) {
  if (index >= 0 && index < model_.rowCount()) model_.updateRow(index, rowOf(index));
}

PictureRow PictureRows::rowOf(int index) const {
  const Picture& picture = context_.document.picture(index);
  PictureRow row;
  row.toolTip = QString::fromStdString(picture.filename);
  row.name = shownName(picture.filename, row.toolTip);
  row.reviewed = isReviewed(picture);
  const std::optional<Rim> rim = rimOf(picture);
  if (!rim || rim->corners.empty()) {
    if (!picture.regions.empty()) row.state = PictureState::annotated;
    return row;
  }
  row.state = rim->complete() ? PictureState::annotated : PictureState::needsLook;
  row.confidence = rim->origin.leastConfidence();
  row.waits = context_.measure.isWaiting(index);
  if (const std::optional<FillSummary> summary = context_.measure.summary(index);
      summary && rim->complete()) {
    row.fillPercent = summary->percent;
    row.fillPredicted = summary->predicted;
    row.hasDoubtfulFigure = summary->needsLook;
    row.state = summary->needsLook   ? PictureState::needsLook
                : summary->predicted ? PictureState::predicted
                                     : PictureState::measured;
  }
  if (rim->origin.isProposal()) row.state = PictureState::proposed;
  return row;
}

QStringList PictureRows::attributeNames() {
  if (names_) return *names_;
  std::set<std::string> names{pictureReviewedAttribute};
  const auto see = [&](const Attributes& attributes) {
    for (const auto& item : attributes.items)
      names.insert(item.first);
  };
  for (const Picture& picture : context_.document.project().pictures) {
    see(picture.attributes);
    for (const Region& region : picture.regions)
      see(region.attributes);
  }
  if (const auto declared = parseAttributeDefinitions(context_.document.project().attributesJson))
    for (const auto* list : {&declared->region, &declared->file})
      for (const AttributeDefinition& definition : *list)
        names.insert(definition.name);
  names_.emplace();
  for (const std::string& name : names)
    *names_ << QString::fromStdString(name);
  return *names_;
}

void PictureRows::step(int step) {
  const int next = panel_.neighbour(step);
  if (next >= 0 && next != context_.current.index()) context_.current.select(next);
}

} // namespace fillscope
