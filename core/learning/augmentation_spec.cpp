#include "core/learning/config_fields.h"

namespace fillscope {

void visitFields(AugmentationSpec& spec, FieldVisitor& visitor) {
  visitor.number("flip_horizontal", spec.flipHorizontal, 0, 1);
  visitor.number("flip_vertical", spec.flipVertical, 0, 1);
  visitor.number("brightness", spec.brightness, 0, 255);
  visitor.number("hue", spec.hue, 0, 90);
  visitor.number("saturation", spec.saturation, 0, 255);
  visitor.number("gamma_low", spec.gammaLow, 0.05, 20);
  visitor.number("gamma_high", spec.gammaHigh, 0.05, 20);
  visitor.number("geometric_chance", spec.geometricChance, 0, 1);
  visitor.number("rotate", spec.rotate, 0, 180);
  visitor.number("scale_low", spec.scaleLow, 0.1, 10);
  visitor.number("scale_high", spec.scaleHigh, 0.1, 10);
  visitor.number("translate", spec.translate, 0, 1);
  visitor.number("perspective", spec.perspective, 0, 0.3);
  visitor.number("noise", spec.noise, 0, 128);
  visitor.number("blur", spec.blur, 0, 20);
  visitor.number("grey_chance", spec.greyChance, 0, 1);
  visitor.number("cutout", spec.cutout, 0, 1);
  visitor.number("occluder", spec.occluder, 0, 1);
  visitor.flag("reorder", spec.reorder);
}

Result<void> AugmentationSpec::check() const {
  AugmentationSpec copy = *this;
  FieldWriter writer;
  visitFields(copy, writer);
  if (writer.fault()) return *writer.fault();
  if (gammaLow > gammaHigh)
    return Error{ErrorCode::badInput, "the field \"gamma_low\" must be at most \"gamma_high\"", {}, {}};
  if (scaleLow > scaleHigh)
    return Error{ErrorCode::badInput, "the field \"scale_low\" must be at most \"scale_high\"", {}, {}};
  return {};
}

AugmentationSpec AugmentationSpec::none() {
  AugmentationSpec spec;
  spec.flipHorizontal = spec.flipVertical = 0;
  spec.brightness = spec.hue = spec.saturation = 0;
  spec.gammaLow = spec.gammaHigh = 1;
  spec.geometricChance = spec.rotate = 0;
  spec.scaleLow = spec.scaleHigh = 1;
  return spec;
}

std::string augmentationJson(const AugmentationSpec& spec) {
  AugmentationSpec copy = spec;
  FieldWriter writer;
  visitFields(copy, writer);
  return writer.json();
}

Result<AugmentationSpec> parseAugmentation(const std::string& json, const std::string& where) {
  const auto document = parseJson(json, where);
  if (!document) return document.error();
  AugmentationSpec spec;
  FieldReader reader(*document, where);
  visitFields(spec, reader);
  if (const auto done = reader.finish(); !done) return done.error();
  if (const auto checked = spec.check(); !checked) {
    Error error = checked.error();
    error.where = where;
    return error;
  }
  return spec;
}

} // namespace fillscope
