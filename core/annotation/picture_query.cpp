#include "core/annotation/attribute_definitions.h"
#include "core/annotation/picture_query_node.h"
#include "core/annotation/region_words.h"
#include "core/annotation/rim.h"
#include <cmath>

namespace fillscope {
namespace {

using Sign = QuerySign;

bool sameText(const std::string& value, const QString& wanted, Sign sign) {
  const QString text = QString::fromStdString(value);
  return sign == Sign::part ? text.contains(wanted, Qt::CaseInsensitive)
                            : text.compare(wanted, Qt::CaseInsensitive) == 0;
}

bool compares(double value, Sign sign, double low, double high) {
  switch (sign) {
  case Sign::part:
  case Sign::equal:
    return value >= low && value <= high;
  case Sign::unequal:
    return !(value >= low && value <= high);
  case Sign::less:
    return value < low;
  case Sign::atMost:
    return value <= high;
  case Sign::more:
    return value > high;
  case Sign::atLeast:
    return value >= low;
  }
  return false;
}

/// Levenshtein's distance.
std::size_t distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j)
    row[j] = j;
  for (std::size_t i = 0; i < a.size(); ++i) {
    std::size_t corner = row[0]++;
    for (std::size_t j = 0; j < b.size(); ++j) {
      const std::size_t swapped = corner + (a[i] != b[j]);
      corner = row[j + 1];
      row[j + 1] = std::min({swapped, row[j] + 1, corner + 1});
    }
  }
  return row[b.size()];
}

} // namespace

std::optional<double> queryNumber(QString text, bool* isPercent) {
  const bool percent = text.endsWith(QLatin1Char('%'));
  if (percent) text.chop(1);
  if (isPercent) *isPercent = percent;
  bool ok = false;
  const double value = text.toDouble(&ok);
  return ok && std::isfinite(value) ? std::optional(value) : std::nullopt;
}

bool PictureQuery::Node::holds(const PictureFacts& facts) const {
  switch (kind) {
  case Kind::all:
    return std::all_of(parts.begin(), parts.end(), [&](const auto& part) { return part->holds(facts); });
  case Kind::any:
    return std::any_of(parts.begin(), parts.end(), [&](const auto& part) { return part->holds(facts); });
  case Kind::no:
    return !parts.front()->holds(facts);
  case Kind::name:
    return facts.name.contains(text, Qt::CaseInsensitive);
  case Kind::state:
    return stateHolds(facts);
  case Kind::number:
    return numberHolds(facts);
  case Kind::text:
    return textHolds(facts);
  case Kind::attribute:
  case Kind::has:
    return attributeHolds(facts);
  }
  return false;
}

bool PictureQuery::Node::stateHolds(const PictureFacts& facts) const {
  if (field == "open" || field == "unannotated") return !facts.annotated;
  if (field == "annotated") return facts.annotated;
  if (field == "measured") return facts.measured;
  if (field == "predicted") return facts.predicted;
  if (field == "unmeasured") return !facts.measured;
  if (field == "proposed") return facts.proposed;
  if (field == "doubtful") return facts.doubtful;
  return (facts.picture && isReviewed(*facts.picture)) == (field == "reviewed");
}

bool PictureQuery::Node::numberHolds(const PictureFacts& facts) const {
  std::optional<double> value;
  if (field == "fill") {
    value = facts.fill;
  } else if (field == "confidence") {
    value = facts.confidence;
  } else if (facts.picture && field == "regions") {
    value = static_cast<double>(facts.picture->regions.size());
  } else if (facts.picture) {
    const std::optional<Rim> rim = rimOf(*facts.picture);
    value = rim ? static_cast<double>(rim->corners.size()) : 0;
  }
  return value && compares(*value, sign, low, high);
}

bool PictureQuery::Node::textHolds(const PictureFacts& facts) const {
  if (field == "name") return (facts.name.compare(text, Qt::CaseInsensitive) == 0) != (sign == Sign::unequal);
  if (!facts.picture) return sign == Sign::unequal;
  const auto& regions = facts.picture->regions;
  const bool any = std::any_of(regions.begin(), regions.end(), [&](const Region& region) {
    return sameText(field == "label" ? labelOf(region) : shapeWord(region), text, sign);
  });
  return any != (sign == Sign::unequal);
}

bool PictureQuery::Node::valueHolds(const AttributeValue& value) const {
  const std::vector<std::string> values = checkedOptions(value);
  if (kind == Kind::has) return !values.empty();
  return std::any_of(values.begin(), values.end(), [&](const std::string& one) {
    if (sign == Sign::part || sign == Sign::equal || sign == Sign::unequal) return sameText(one, text, sign);
    const std::optional<double> number = queryNumber(QString::fromStdString(one));
    return number && compares(*number, sign, low, high);
  });
}

bool PictureQuery::Node::attributeHolds(const PictureFacts& facts) const {
  if (!facts.picture) return sign == Sign::unequal;
  const auto in = [this](const Attributes& attributes) {
    const AttributeValue* value = attributes.find(field);
    return value && valueHolds(*value);
  };
  const bool any = in(facts.picture->attributes) ||
                   std::any_of(facts.picture->regions.begin(), facts.picture->regions.end(),
                               [&](const Region& region) { return in(region.attributes); });
  return any != (sign == Sign::unequal);
}
bool PictureQuery::holds(const PictureFacts& facts) const { return !root_ || root_->holds(facts); }

std::string nearestQueryWord(const std::string& name) {
  const std::string lower = QString::fromStdString(name).toLower().toStdString();
  std::string best;
  std::size_t least = std::max<std::size_t>(1, (lower.size() + 1) / 3) + 1; // two letters swapped count twice
  const auto look = [&](const auto& words) {
    for (const std::string_view word : words)
      if (const std::size_t d = distance(lower, word); d < least) {
        least = d;
        best = word;
      }
  };
  look(queryNumbers);
  look(queryTexts);
  look(queryStates);
  return best;
}

bool isReviewed(const Picture& picture) { return picture.attributes.text(pictureReviewedAttribute) == "yes"; }

Attributes withReviewed(Attributes attributes, bool reviewed) {
  attributes.set(pictureReviewedAttribute, reviewed ? "yes" : "no");
  return attributes;
}

} // namespace fillscope
