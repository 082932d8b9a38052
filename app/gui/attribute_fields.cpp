#include "app/gui/attribute_fields.h"
#include "core/annotation/picture_query.h"
#include "core/annotation/rim.h"
#include <algorithm>
#include <set>

namespace fillscope {
namespace {

void completeReviewed(std::vector<AttributeDefinition>& definitions) {
  auto known = std::find_if(definitions.begin(), definitions.end(),
                            [](const AttributeDefinition& d) { return d.name == pictureReviewedAttribute; });
  if (known != definitions.end() && known->kind != AttributeKind::text) return;
  if (known == definitions.end()) {
    known = definitions.emplace(definitions.end());
    known->name = pictureReviewedAttribute;
  }
  // A saved file declares it as a text.
  known->kind = AttributeKind::radio;
  known->options = {{"yes", {}, false, true}, {"no", {}, false, true}};
}

} // namespace

std::vector<AttributeField> regionFields(const AttributeDefinitions& declared, const Picture& picture,
                                         const std::vector<int>& regions) {
  if (regions.empty()) return {};
  std::vector<const Region*> all;
  std::vector<const Attributes*> used;
  for (const int index : regions) {
    all.push_back(&picture.regions[static_cast<std::size_t>(index)]);
    used.push_back(&all.back()->attributes);
  }
  std::vector<AttributeField> fields, kept;
  for (const AttributeDefinition& definition : withUsedAttributes(declared.region, used)) {
    AttributeField field;
    field.definition = definition;
    const AttributeValue* first = used.front()->find(definition.name);
    if (first) field.value = *first;
    field.isMixed = std::any_of(used.begin(), used.end(), [&](const Attributes* attributes) {
      const AttributeValue* value = attributes->find(definition.name);
      return (value ? *value : AttributeValue{}) != field.value.value_or(AttributeValue{});
    });
    const bool byShape = std::any_of(all.begin(), all.end(), [&](const Region* region) {
      return isKeptByShape(*region, definition.name);
    });
    field.readOnly = byShape || definition.kind == AttributeKind::foreign;
    (byShape ? kept : fields).push_back(std::move(field));
  }
  fields.insert(fields.end(), kept.begin(), kept.end());
  return fields;
}

std::vector<AttributeField> pictureFields(const AttributeDefinitions& declared, const Picture& picture) {
  std::vector<AttributeDefinition> definitions = withUsedAttributes(declared.file, {&picture.attributes});
  completeReviewed(definitions);
  std::vector<AttributeField> fields, kept;
  for (const AttributeDefinition& definition : definitions) {
    AttributeField field;
    field.definition = definition;
    if (const AttributeValue* value = picture.attributes.find(definition.name)) field.value = *value;
    const bool measuring = isKeptForMeasuring(definition.name);
    if (measuring && !field.value) continue;
    field.readOnly = measuring || definition.kind == AttributeKind::foreign;
    (measuring ? kept : fields).push_back(std::move(field));
  }
  fields.insert(fields.end(), kept.begin(), kept.end());
  return fields;
}

std::vector<AttributeDefinition> regionColumns(const AttributeDefinitions& declared, const Picture& picture) {
  std::vector<const Attributes*> used;
  used.reserve(picture.regions.size());
  for (const Region& region : picture.regions)
    used.push_back(&region.attributes);
  return withUsedAttributes(declared.region, used);
}

std::vector<AttributeDefinition> pictureColumns(const AttributeDefinitions& declared,
                                                const std::vector<const Attributes*>& pictures) {
  std::vector<AttributeDefinition> definitions = withUsedAttributes(declared.file, pictures);
  completeReviewed(definitions);
  std::stable_partition(definitions.begin(), definitions.end(), [](const AttributeDefinition& definition) {
    return !isKeptForMeasuring(definition.name);
  });
  return definitions;
}

} // namespace fillscope
