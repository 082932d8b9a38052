#include "core/composition/composition_spec.h"
#include "core/base/json_fields.h"

namespace fillscope {
namespace {

void visitFields(CompositionSpec& spec, FieldVisitor& visitor) {
  constexpr int largestSide = 4096;
  visitor.text("backgrounds", spec.backgrounds);
  visitor.text("foregrounds", spec.foregrounds);
  visitor.integer("width", spec.width, 16, largestSide);
  visitor.integer("height", spec.height, 16, largestSide);
  visitor.integer("foreground_height_low", spec.foregroundLow, 1, largestSide);
  visitor.integer("foreground_height_high", spec.foregroundHigh, 1, largestSide);
  visitor.integer("positions", spec.positions, 1, 1'000'000);
  visitor.flag("mirrored", spec.mirrored);
  visitor.flag("shuffled", spec.shuffled);
  visitor.number("mask_threshold", spec.threshold, 1.0 / 255, 1);
  visitor.integer("jpeg_quality", spec.quality, 1, 100);
  int maskFile = spec.maskFile == MaskFile::jpeg;
  visitor.choice("mask_file", maskFile, {"png", "jpeg"});
  spec.maskFile = maskFile == 0 ? MaskFile::png : MaskFile::jpeg;
  visitor.integer("samples_per_shard", spec.samplesPerShard, 1, 10'000'000);
}

} // namespace

Result<void> CompositionSpec::check() const {
  CompositionSpec copy = *this;
  FieldWriter writer;
  visitFields(copy, writer);
  if (writer.fault()) return *writer.fault();
  const auto fault = [](const std::string& what, const std::string& hint) {
    return Error{ErrorCode::badInput, what, {}, hint};
  };
  if (foregroundLow > foregroundHigh)
    return fault("the foregrounds' least height, " + std::to_string(foregroundLow) +
                     " pixels, is above their largest, " + std::to_string(foregroundHigh),
                 "exchange the two");
  if (foregroundHigh > height)
    return fault("the foregrounds' largest height, " + std::to_string(foregroundHigh) +
                     " pixels, is above that of the pictures, " + std::to_string(height),
                 "lower it, or make the pictures higher");
  return {};
}

Result<CompositionSpec> parseCompositionSpec(const std::string& json, const std::string& where) {
  const auto document = parseJson(json, where);
  if (!document) return document.error();
  CompositionSpec spec;
  FieldReader reader(*document, where);
  visitFields(spec, reader);
  if (auto read = reader.finish(); !read) return read.error();
  if (auto checked = spec.check(); !checked) {
    Error error = checked.error();
    error.where = where;
    return error;
  }
  return spec;
}

std::string compositionSpecJson(const CompositionSpec& spec) {
  CompositionSpec copy = spec;
  FieldWriter writer;
  visitFields(copy, writer);
  return writer.json();
}

} // namespace fillscope
