#include "app/gui/region_labels.h"
#include "core/annotation/attribute_definitions.h"
#include "core/annotation/keypoint_set.h"
#include "core/annotation/rim.h"

namespace fillscope {
namespace {
constexpr std::size_t mostScanned = 200'000; ///< regions; labels after that join as they are met
constexpr qsizetype mostLabels = 500;        ///< more are free texts, no classes
} // namespace

RegionLabels::RegionLabels(AnnotationDocument& document)
    : document_(document) {
  connect(&document_, &AnnotationDocument::changed, this, [this](const DocumentChange& change) {
    using Kind = DocumentChange::Kind;
    const bool all = change.kind == Kind::reset || change.kind == Kind::definitionsChanged ||
                     change.kind == Kind::pictureListChanged;
    if (all) return rescan();
    if (change.kind == Kind::regionsChanged && change.picture >= 0 && add(document_.picture(change.picture)))
      Q_EMIT changed();
  });
  rescan();
}

void RegionLabels::rescan() {
  const QStringList before = labels_;
  labels_.clear();
  attribute_ = findAttribute();
  const Project& project = document_.project();
  if (const auto definitions = parseAttributeDefinitions(project.attributesJson))
    for (const AttributeDefinition& definition : definitions->region)
      if (definition.name == attribute_)
        for (const AttributeOption& option : definition.options)
          labels_ << QString::fromStdString(option.id);
  std::size_t scanned = 0;
  for (const Picture& picture : project.pictures) {
    add(picture);
    if ((scanned += picture.regions.size()) > mostScanned) break;
  }
  if (labels_ != before) Q_EMIT changed();
}

bool RegionLabels::add(const Picture& picture) {
  const qsizetype before = labels_.size();
  for (const Region& region : picture.regions) {
    if (labels_.size() >= mostLabels) break;
    if (isMarkedRim(region)) continue;
    const QString label = labelOf(region);
    if (!label.isEmpty() && !labels_.contains(label)) labels_ << label;
  }
  return labels_.size() != before;
}

std::string RegionLabels::findAttribute() const {
  // Without a usual name, the one attribute that all regions have is what they are called.
  std::string only;
  bool several = false;
  std::size_t scanned = 0;
  for (const Picture& picture : document_.project().pictures) {
    for (const Region& region : picture.regions) {
      if (isMarkedRim(region)) continue;
      if (const std::string usual = labelAttributeOf(region); !usual.empty()) return usual;
      for (const auto& [name, value] : region.attributes.items) {
        if (value.isJson || value.text.empty()) continue;
        several = several || (!only.empty() && only != name);
        only = name;
      }
    }
    if ((scanned += picture.regions.size()) > mostScanned) break;
  }
  return only.empty() || several ? "label" : only;
}

QString RegionLabels::labelOf(const Region& region) const {
  return QString::fromStdString(fillscope::labelOf(region, attributeFor(region)));
}

std::string RegionLabels::attributeFor(const Region& region) const {
  const std::string own = labelAttributeOf(region);
  return own.empty() ? attribute_ : own;
}

std::vector<std::pair<int, Region>> RegionLabels::relabelled(int picture, const std::vector<int>& regions,
                                                             const QString& label) const {
  std::vector<std::pair<int, Region>> changed;
  for (const int index : regions) {
    Region region = document_.picture(picture).regions[static_cast<std::size_t>(index)];
    if (isMarkedRim(region)) continue;
    region.attributes.set(attributeFor(region), label.toStdString());
    changed.emplace_back(index, std::move(region));
  }
  return changed;
}

} // namespace fillscope
